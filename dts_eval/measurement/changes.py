"""What changed since the year before, and how far a result is from its target."""

import math
from collections import defaultdict
from collections.abc import Iterable

from dts_eval.collection.register import grade_of, supports_of
from dts_eval.collection.target_checks import target_lines
from dts_eval.foundation.model import Evaluation, Evidence, Kind, Quantity, Result, Status, weakest
from dts_eval.foundation.units import tidy
from dts_eval.indicators.choice import indicator_of
from dts_eval.workbook.proofs import cells_evidence, support_keys

NOISE = "noise"
IN_YEAR = "in_year"
Proved = tuple[Result, tuple[Evidence, ...]]


def changes(results: Iterable[Result], year: int) -> list[Result]:
    """Compare each total of the report year with the latest earlier year known.

    An indicator that two sources tell differently in one of the years is left out: which change would it be? A value
    of the year, one on 31 December and a running total are never compared with each other. The qualifier ``noise``
    marks a change whose two intervals overlap: it proves neither a rise nor a fall.
    """
    series: dict[str, dict[int, list[Result]]] = defaultdict(lambda: defaultdict(list))
    for result in results:
        if result.kind is Kind.FIGURE and not result.breakdown and result.year is not None:
            series[result.indicator][result.year].append(result)
    found = []
    for years in series.values():
        known = {when: items[0] for when, items in years.items() if len(items) == 1 and _exact(items[0])}
        if year not in known:
            continue
        earlier = [when for when in known if when < year and period_of(known[when]) == period_of(known[year])]
        if earlier:
            found.append(_change(known[max(earlier)], known[year]))
    return found


def targets(evaluation: Evaluation, results: Iterable[Result]) -> list[Proved]:
    """Read the targets, and how far each result known is from its own.

    A target of a later year, or without a date, is an intention: it has no gap. Later years are told in the report of
    the workbook's own year only, since nobody knows when a target was written.
    """
    known: dict[tuple[str, int | None], list[Result]] = defaultdict(list)
    for result in results:
        if result.kind is Kind.FIGURE and not result.breakdown and _exact(result):
            known[result.indicator, result.year].append(result)
    supports = supports_of(evaluation)
    choices = {choice.indicator_id: choice for choice in evaluation.indicators}
    proved: list[Proved] = []
    for record in target_lines(evaluation):
        indicator = indicator_of(record.text("indicator"), evaluation.indicators)
        value, year = record.number("value"), record.number("year")
        if not indicator or value is None or (year is not None and year > _last_year(evaluation)):
            continue
        if record.text("breakdown") or record.text("activity"):
            continue
        choice = choices[indicator]
        if choice.decision == "rejected":
            continue
        evidence = tuple(
            made
            for columns in (("value",), ("set_by", "document"))
            if (made := cells_evidence(record, *columns)) is not None
        )
        keys = (*(made.key for made in evidence), *support_keys(record))
        base = Result(
            kind=Kind.GAP,
            indicator=indicator,
            criterion=choice.criterion,
            year=None if year is None else int(year),
            quantity=Quantity(value=value, text=record.text("set_by"), qualifier=record.text("document")),
            unit=choice.unit,
            status=Status.DECLARED,
            proofs=keys,
            breakdown="of=target",
            grade=grade_of(support_keys(record), supports),
        )
        proved.append((base, evidence))
        reached = known.get((indicator, base.year), []) if base.year is not None else []
        if len(reached) == 1 and base.year is not None and base.year <= evaluation.structure.year:
            why = cells_evidence(record, "explanation")
            proved.append((_gap(base, reached[0], record.text("explanation"), why), (why,) if why else ()))
    return proved


def period_of(result: Result) -> str:
    """Return what a value covers: a blank cell means what happened in the year."""
    return result.period or IN_YEAR


def _last_year(evaluation: Evaluation) -> float:
    structure = evaluation.structure
    return math.inf if structure.year >= structure.own_year else structure.year


def _exact(result: Result) -> bool:
    return result.quantity.value is not None and not result.quantity.qualifier


def _change(before: Result, after: Result) -> Result:
    assert before.quantity.value is not None and after.quantity.value is not None
    return Result(
        kind=Kind.CHANGE,
        indicator=after.indicator,
        criterion=after.criterion,
        year=after.year,
        quantity=Quantity(
            value=tidy(after.quantity.value - before.quantity.value),
            qualifier=NOISE if _overlap(before.quantity, after.quantity) else "",
        ),
        unit=after.unit,
        status=Status.COMPUTED,
        proofs=tuple(dict.fromkeys((*before.proofs, *after.proofs))),
        breakdown=f"since={before.year}",
        period=f"{before.year}-{after.year}",
        grade=weakest((before.grade, after.grade)),
    )


def _overlap(before: Quantity, after: Quantity) -> bool:
    if before.low is None or before.high is None or after.low is None or after.high is None:
        return False
    return before.low <= after.high and after.low <= before.high


def _gap(target: Result, reached: Result, explanation: str, why: Evidence | None) -> Result:
    assert target.quantity.value is not None and reached.quantity.value is not None
    return Result(
        kind=Kind.GAP,
        indicator=target.indicator,
        criterion=target.criterion,
        year=target.year,
        quantity=Quantity(value=tidy(reached.quantity.value - target.quantity.value), text=explanation),
        unit=target.unit,
        status=Status.COMPUTED,
        proofs=tuple(dict.fromkeys((*target.proofs, *((why.key,) if why else ()), *reached.proofs))),
        breakdown="of=gap",
        grade=weakest((target.grade, reached.grade)),
    )
