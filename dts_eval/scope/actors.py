"""Fiche II-1: the actors of the territory and what binds them, as somebody perceives them."""

from collections.abc import Iterator

from dts_eval.foundation.model import Evaluation, Grade, Kind, Quantity, Record, Result, Status
from dts_eval.foundation.problems import Problem, problem
from dts_eval.scope.facts import Fact, name_in_breakdown, text_fact
from dts_eval.workbook.proofs import lines_evidence
from dts_eval.workbook.values import plain

ACTOR_FIELDS = (
    "name", "mission", "level", "nature", "references", "practices", "skills", "rules", "information", "symbolic",
    "means", "alliances", "perceived_by",
)  # fmt: skip
RELATION_FIELDS = ("actor", "other", "nature", "object", "note")
WITHHELD = "actors_withheld"


def actor_facts(evaluation: Evaluation) -> list[Fact | None]:
    """Say each side of each actor and of each relation; an external version only says that there are some.

    What one actor thinks of another is a perception (l.2466), which partners were not meant to read.

    Source: fiche II-1, l.2456-2507.
    """
    actors, relations = evaluation.sheet("actors"), evaluation.sheet("relations")
    if evaluation.audience == "external":
        return _withheld(actors)
    facts = [
        text_fact(record, field, f"actor_{field}", breakdown=f"actor={name_in_breakdown(record.text('name'))}")
        for record in actors
        for field in ACTOR_FIELDS
    ]
    facts += [
        text_fact(record, field, f"relation_{field}", breakdown=f"relation={number}")
        for number, record in enumerate(relations, 1)
        for field in RELATION_FIELDS
    ]
    return facts


def _withheld(actors: tuple[Record, ...]) -> list[Fact | None]:
    if not actors:
        return []
    places = lines_evidence(actors[0].title, [1], [record.line for record in actors], Grade.RECORDS, "")
    result = Result(
        kind=Kind.SCOPE,
        indicator=WITHHELD,
        quantity=Quantity(value=len(actors)),
        unit="plain",
        status=Status.MEASURED,
        proofs=(places.key,),
        grade=Grade.RECORDS,
    )
    return [(result, places)]


def actor_problems(evaluation: Evaluation) -> Iterator[Problem]:
    """Tell relations with nobody known, with oneself, or said twice in two ways."""
    file = evaluation.file
    known = {plain(record.text("name")) for record in evaluation.sheet("actors")}
    said: dict[frozenset[str], str] = {}
    for record in evaluation.sheet("relations"):
        pair = [record.text("actor"), record.text("other")]
        for side, name in zip(("actor", "other"), pair, strict=True):
            if name and plain(name) not in known:
                yield problem("actor_unknown", file, record.title, record.address(side), typed=name)
        if plain(pair[0]) == plain(pair[1]):
            yield problem("actor_with_itself", file, record.title, record.address("other"), typed=pair[1])
            continue
        both = frozenset(map(plain, pair))
        nature = record.text("nature")
        if both in said and said[both] != nature:
            place = record.address("nature")
            yield problem("relation_twice", file, record.title, place, actor=pair[0], other=pair[1])
        said.setdefault(both, nature)
