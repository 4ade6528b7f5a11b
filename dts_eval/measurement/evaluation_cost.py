"""What the evaluation cost, step by step: hours, days, the part of volunteers, euros (fiche II-2, l.2693, l.2709)."""

from collections.abc import Callable
from math import fsum

from dts_eval.debates.evaluation_cost import OUTSIDE, cost_records, method_step
from dts_eval.foundation.model import Evaluation, Evidence, Grade, Kind, Quantity, Record, Result, Status
from dts_eval.foundation.units import tidy
from dts_eval.workbook.layout import layout
from dts_eval.workbook.proofs import cells_evidence, lines_evidence

Proved = tuple[Result, tuple[Evidence, ...]]
Measured = Callable[[list[Record]], Quantity | None]
HOURS, VOLUNTEERS, AMOUNT = "hours", "volunteer_hours", "amount"


def cost_of_evaluation(evaluation: Evaluation) -> list[Proved]:
    """Add up what the evaluation of the report year cost, for each step of the method and in all.

    Unit:    hour, day, per cent of the hours, euro.
    Shape:   lines of Coût de l’évaluation in; for each step named, and for all, the rows that can be said out.
    Missing: a line that does not give its hours or its amount is counted in ``unknown``, never as zero; a step where no
        line gives any has no row. Days need the hours of a day, which the sheet Enjeux gives: without them there are
        none. The part of volunteers is that of the hours whose volunteers are known; the other hours are ``unknown``.
    Source:  fiche II-2, l.2693 and l.2709.
    """
    records = cost_records(evaluation)
    by_step: dict[str, list[Record]] = {}
    for step in (*layout().lists["step"], OUTSIDE):
        own = [record for record in records if method_step(record) == step]
        if own:
            by_step[step] = own
    proved: list[Proved] = []
    for step, own in by_step.items():
        proved += _rows(evaluation, own, "tally_cost", f"cost_step={step}")
        proved.append(_proved(own, "tally_cost_step", f"cost_step={step}", Quantity(text=step), "", ()))
    return proved + (_rows(evaluation, records, "tally_evaluation", "") if records else [])


def _rows(evaluation: Evaluation, records: list[Record], name: str, breakdown: str) -> list[Proved]:
    found = []
    for field, unit in ((HOURS, "hour"), (VOLUNTEERS, "hour"), (AMOUNT, "euro")):
        summed = _summed(records, field)
        if summed is not None:
            found.append(_proved(records, f"{name}_{field}", breakdown, summed, unit, ()))
    share = _share(records)
    if share is not None:
        found.append(_proved(records, f"{name}_volunteer_share", breakdown, share, "percent", ()))
    for mandate in evaluation.sheet("mandate")[:1]:
        day, hours = mandate.number("hours_per_day"), _summed(records, HOURS)
        length = cells_evidence(mandate, "hours_per_day")
        if day and length and hours is not None and hours.value is not None:
            days = Quantity(tidy(hours.value / day), numerator=hours.value, denominator=day, unknown=hours.unknown)
            found.append(_proved(records, f"{name}_days", breakdown, days, "day", (length,)))
    return found


def _summed(records: list[Record], field: str) -> Quantity | None:
    known = [value for record in records if (value := record.number(field)) is not None]
    return Quantity(tidy(fsum(known)), unknown=len(records) - len(known)) if known else None


def _share(records: list[Record]) -> Quantity | None:
    timed = [(record.number(HOURS), record.number(VOLUNTEERS)) for record in records]
    known = [(hours, given) for hours, given in timed if hours is not None and given is not None]
    whole = fsum(hours for hours, _ in known)
    if not whole:
        return None
    part = fsum(given for _, given in known)
    silent = fsum(hours for hours, given in timed if hours is not None and given is None)
    return Quantity(tidy(100 * part / whole), numerator=tidy(part), denominator=tidy(whole), unknown=tidy(silent))


def _proved(
    records: list[Record], name: str, breakdown: str, quantity: Quantity, unit: str, others: tuple[Evidence, ...]
) -> Proved:
    title = layout().sheet(records[0].sheet).title
    lines = lines_evidence(title, [1], [record.line for record in records], Grade.DECLARED, "")
    evidence = (lines, *others)
    result = Result(
        kind=Kind.SCOPE,
        indicator=name,
        quantity=quantity,
        unit=unit,
        status=Status.MEASURED if quantity.value is not None else Status.COMPUTED,
        proofs=tuple(made.key for made in evidence),
        breakdown=breakdown,
        grade=Grade.DECLARED,
    )
    return result, evidence
