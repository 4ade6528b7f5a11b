"""Step 3: the collective choice of criteria, with votes, reasons and dissent (fiche II-2, l.2657-2661)."""

import dataclasses
import difflib

from dts_eval.criteria.colleges import position_facts, position_problems
from dts_eval.criteria.definitions import criteria
from dts_eval.foundation.language import LANGUAGES
from dts_eval.foundation.model import Criterion, Evaluation, Kind, Record
from dts_eval.foundation.names import slug_of
from dts_eval.foundation.problems import Problem, blocking, problem
from dts_eval.scope.facts import gather, number_fact, text_fact
from dts_eval.workbook.layout import layout
from dts_eval.workbook.values import plain

TEXT_FIELDS = (
    "decision", "decided_by", "definition", "reason", "dissent", "dissent_by", "reading", "unknowns", "no_figure",
)  # fmt: skip
VOTE_FIELDS = {"votes_for": "votes_for", "votes_against": "votes_against", "abstentions": "abstentions"}
LOCAL_DIMENSION = "local"


def choose_criteria(evaluation: Evaluation) -> Evaluation:
    """Add the criteria that the group kept, added or set aside, with the votes, the reasons and the dissent.

    Returns:
        The evaluation with its criteria in the manual's order, local ones last, and one fact for each cell filled
        in the sheet Critères. A vote that was not noted makes no fact; it is not a vote of zero.

    Source: fiche II-2, l.2657-2661; the eight criteria: l.2637-2644.
    """
    found: list[Problem] = []
    chosen: dict[str, Criterion] = {}
    facts = []
    for record in evaluation.sheet("criteria"):
        criterion = _criterion(record, evaluation, found)
        if criterion is None:
            continue
        if criterion.criterion_id in chosen:
            place = record.address("criterion")
            found.append(problem("criterion_twice", evaluation.file, record.title, place, typed=criterion.label))
            continue
        chosen[criterion.criterion_id] = criterion
        found += position_problems(record, evaluation)
        facts += position_facts(record, criterion.criterion_id)
        where = f"criterion={criterion.criterion_id}"
        for field in TEXT_FIELDS:
            name = f"criterion_{field}"
            facts.append(
                text_fact(record, field, name, kind=Kind.CHOICE, breakdown=where, criterion=criterion.criterion_id)
            )
        for field in VOTE_FIELDS:
            facts.append(
                number_fact(
                    record, field, field, "vote", kind=Kind.CHOICE, breakdown=where, criterion=criterion.criterion_id
                )
            )
    order = [*criteria(), *(key for key in chosen if key not in criteria())]
    ordered = tuple(chosen[key] for key in order if key in chosen)
    kept = any(item.decision in ("kept", "added") for item in ordered)
    if not kept and (evaluation.sheet("criteria") or _has_no_line(evaluation)):
        found.append(problem("no_criterion_kept", evaluation.file, layout().sheet("criteria").title))
    results, evidence = gather(facts)
    return dataclasses.replace(
        evaluation,
        criteria=ordered,
        results=evaluation.results + results,
        evidence=evaluation.evidence + evidence,
        problems=evaluation.problems + tuple(found),
    )


def _has_no_line(evaluation: Evaluation) -> bool:
    # Unless it is already told that the sheet, or the whole workbook, holds nothing.
    title = layout().sheet("criteria").title
    told = blocking(evaluation.problems)
    empty = any(item.sheet == title or item.code == "blank_template" for item in told)
    return "criteria" in evaluation.records and not empty


def criterion_of(text: str, known: tuple[Criterion, ...] = ()) -> str:
    """Return the criterion that a text names, in French, in English or by its name in the code; else nothing."""
    wanted = plain(text)
    for criterion in known:
        if wanted in (plain(criterion.label), plain(criterion.short), criterion.criterion_id):
            return criterion.criterion_id
    for criterion_id, definition in criteria().items():
        names = [criterion_id]
        for language in LANGUAGES:
            names += [definition.label(language), definition.short(language)]
        if wanted in map(plain, names):
            return criterion_id
    return ""


def local_name(prefix: str, text: str) -> str:
    """Make the name in the code of something a structure added in its own words."""
    return f"{prefix}_{slug_of(text).replace('-', '_')}"


def _criterion(record: Record, evaluation: Evaluation, found: list[Problem]) -> Criterion | None:
    text, decision = record.text("criterion"), record.text("decision")
    if not text:
        return None
    known = criterion_of(text)
    if known:
        definition = criteria()[known]
        language = evaluation.language
        return Criterion(known, definition.dimension, definition.label(language), definition.short(language), decision)
    labels = [definition.label("fr") for definition in criteria().values()]
    close = difflib.get_close_matches(text, labels, n=1, cutoff=0.8)
    if close:
        place = record.address("criterion")
        found.append(problem("criterion_close", evaluation.file, record.title, place, typed=text, expected=close[0]))
        return None
    return Criterion(local_name("local", text), LOCAL_DIMENSION, text, text, decision, local=True)
