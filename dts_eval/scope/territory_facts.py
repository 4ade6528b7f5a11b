"""Step 2, the territories: checked against the reference, completed by it, and said (fiche II-2, l.2651)."""

import dataclasses
from collections.abc import Iterator

from dts_eval.foundation.language import say
from dts_eval.foundation.model import Evaluation, Kind, Quantity, Record, Result, Status
from dts_eval.foundation.problems import Problem, problem
from dts_eval.scope.facts import Fact, name_in_breakdown, number_fact, text_fact
from dts_eval.scope.territories import Place, close_place, contains, departements_of, place_of, reference_year
from dts_eval.workbook.proofs import cells_evidence
from dts_eval.workbook.values import plain

TEXTS = ("name", "level", "role", "insee", "in_scope", "note")
LENGTHS = {"commune": (5,), "departement": (2, 3), "region": (2,), "epci": (9,)}
FAR = 0.05
LEADING = ("le ", "la ", "les ", "l'", "communauté de communes ", "cc ", "ca ", "cu ")


def territory_facts(evaluation: Evaluation) -> list[Fact | None]:
    """Say each territory: what the sheet says, and what the reference knows of a code that the sheet gives.

    The population written in the sheet is kept as it is; the reference gives one where the cell is blank, for a
    territory of the perimeter.
    """
    facts: list[Fact | None] = []
    for record in evaluation.sheet("territories"):
        where = f"territory={name_in_breakdown(record.text('name'))}"
        facts += [text_fact(record, field, f"territory_{field}", breakdown=where) for field in TEXTS]
        facts.append(number_fact(record, "population", "territory_population", "inhabitant", breakdown=where))
        place = known_place(record, evaluation)
        if place is not None and "population" not in record.cells and record["in_scope"] != "no":
            facts.append(_population(record, place, evaluation, where))
        if place is not None:
            facts.append(_departements(record, place, evaluation, where))
        if place is not None and record["in_scope"] != "no":
            facts.append(_communes(record, place, evaluation, where))
    return facts


def territory_problems(evaluation: Evaluation) -> Iterator[Problem]:
    """Tell the codes that the reference does not have, or has under another name, and those of former communes."""
    file = evaluation.file
    for record in evaluation.sheet("territories"):
        level, code, name = record.text("level"), record.text("insee"), record.text("name")
        lengths = LENGTHS.get(level)
        place, title = record.address("insee"), record.title
        if not code or lengths is None:
            continue
        if len(code) not in lengths:
            yield problem("insee_code", file, title, place, typed=code, length=str(lengths[0]))
        elif not evaluation.structure.fictitious:
            yield from _against_reference(record, place_of(level, code), place, name, file)


def known_place(record: Record, evaluation: Evaluation) -> Place | None:
    """Return the place of the reference that a line names by its code; nothing for a fictitious structure."""
    if evaluation.structure.fictitious:
        return None
    return place_of(record.text("level"), record.text("insee"))


def _against_reference(record: Record, known: Place | None, place: str, name: str, file: str) -> Iterator[Problem]:
    title, code, level = record.title, record.text("insee"), record.text("level")
    year = reference_year()
    if known is None:
        close = close_place(level, name)
        if close is None:
            yield problem("insee_unknown", file, title, place, typed=code, year=year, name=name)
        else:
            words = {"typed": code, "year": year, "expected": close.code, "close": close.name}
            yield problem("insee_unknown_close", file, title, place, **words)
        return
    if not _same_name(known.name, name):
        yield problem("insee_name_differs", file, title, place, typed=code, expected=known.name, name=name)
    if known.within and (now := place_of("commune", known.within)) is not None:
        yield problem("insee_former", file, title, place, typed=name, expected=now.name, now=now.code)
    written = record.number("population")
    if written and known.population and abs(written - known.population) > FAR * known.population:
        cell = record.address("population")
        counts = {"typed": f"{written:,.0f}", "expected": f"{known.population:,}"}
        spaced = {key: text.replace(",", "\u202f") for key, text in counts.items()}
        yield problem("population_differs", file, title, cell, year=year, **spaced)


def _same_name(known: str, typed: str) -> bool:
    one, other = _bare(known), _bare(typed)
    return one in other or other in one


def _bare(name: str) -> str:
    text = plain(name).replace("-", " ")
    for word in LEADING:
        text = text.removeprefix(word)
    return text


def _departements(record: Record, place: Place, evaluation: Evaluation, where: str) -> Fact | None:
    """Say the codes of the départements that a territory lies in, or is made of: the report draws them."""
    codes = sorted(departements_of(place))
    return _codes("territory_departements", "calculation_departements", codes, record, evaluation, where)


def _communes(record: Record, place: Place, evaluation: Evaluation, where: str) -> Fact | None:
    """Say the codes of the communes of a territory that the user gave an outline of."""
    known = [(shape.code, place_of("commune", shape.code)) for shape in evaluation.shapes]
    inside = sorted({code for code, commune in known if commune is not None and contains(place, commune)})
    return _codes("territory_communes", "calculation_communes", inside, record, evaluation, where)


def _codes(
    indicator: str, how: str, codes: list[str], record: Record, evaluation: Evaluation, where: str
) -> Fact | None:
    calculation = str(say(how, evaluation.language, year=reference_year()))
    evidence = cells_evidence(record, "name", "insee", calculation=calculation)
    if evidence is None or not codes:
        return None
    evidence = dataclasses.replace(evidence, key=f"{evidence.key}#{indicator}")
    result = Result(
        kind=Kind.SCOPE,
        indicator=indicator,
        quantity=Quantity(text=" ".join(codes), qualifier="reference"),
        status=Status.COMPUTED,
        proofs=(evidence.key,),
        breakdown=where,
        grade="records",
    )
    return result, evidence


def _population(record: Record, place: Place, evaluation: Evaluation, where: str) -> Fact | None:
    calculation = str(say("calculation_population", evaluation.language, year=reference_year()))
    evidence = cells_evidence(record, "name", "insee", calculation=calculation)
    if evidence is None or place.population is None:
        return None
    evidence = dataclasses.replace(evidence, key=f"{evidence.key}#population")
    result = Result(
        kind=Kind.SCOPE,
        indicator="territory_population",
        quantity=Quantity(value=place.population, qualifier="reference"),
        unit="inhabitant",
        status=Status.DECLARED,
        proofs=(evidence.key,),
        breakdown=where,
        grade="records",
    )
    return result, evidence
