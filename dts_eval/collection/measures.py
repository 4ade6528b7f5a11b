"""Step 5: the values noted down in the sheet Relevés, each with the cells and documents that prove it."""

import math
import re
from collections import defaultdict
from collections.abc import Mapping

from dts_eval.collection.percentages import PERCENT, check_percentages
from dts_eval.collection.periods import check_periods
from dts_eval.collection.register import grade_of
from dts_eval.collection.target_checks import PLANNED
from dts_eval.collection.wilson import wilson_interval
from dts_eval.foundation.model import (
    Evaluation,
    Evidence,
    Grade,
    IndicatorChoice,
    Kind,
    Quantity,
    Record,
    Result,
    Status,
)
from dts_eval.foundation.problems import Problem, problem
from dts_eval.foundation.units import Missing, tidy, units
from dts_eval.indicators.choice import indicator_of, unit_of, unknown_indicator
from dts_eval.indicators.definitions import indicators
from dts_eval.scope.facts import name_in_breakdown
from dts_eval.workbook.layout import layout
from dts_eval.workbook.proofs import cells_evidence, support_keys
from dts_eval.workbook.values import plain

Proved = tuple[Result, tuple[Evidence, ...]]
PRICE_GAP = "price_gap"
CITED = (
    ("value",), ("numerator", "denominator", "unknown"), ("low", "high"), ("status", "reason"), ("period",),
)  # fmt: skip


def read_measures(evaluation: Evaluation, supports: Mapping[str, Evidence]) -> tuple[list[Proved], list[Problem]]:
    """Read every value noted down up to the report year, with its evidence, and tell what is wrong with the others."""
    found: list[Problem] = []
    proved = []
    choices = {choice.indicator_id: choice for choice in evaluation.indicators}
    for record in evaluation.sheet("measures"):
        choice = _choice(record, choices, evaluation, found)
        if choice is None or _activity_refused(record, evaluation, found):
            continue
        year = record.number("year")
        if record["status"] == PLANNED or (year is not None and year > evaluation.structure.year):
            continue
        result = _result(record, choice, supports, evaluation, found)
        if result is not None:
            proved.append(result)
    found += _twice_without_source(proved, evaluation.file)
    found += check_periods([result for result, _ in proved], evaluation)
    return proved, found


def _choice(
    record: Record, choices: Mapping[str, IndicatorChoice], evaluation: Evaluation, found: list[Problem]
) -> IndicatorChoice | None:
    text = record.text("indicator")
    known = indicator_of(text, evaluation.indicators)
    place = record.address("indicator")
    if not known:
        found += unknown_indicator(record, evaluation)
        return None
    choice = choices[known]
    if choice.decision in ("rejected", "aside"):
        found.append(problem("indicator_not_kept", evaluation.file, record.title, place, typed=text))
        return None
    if choice.nature == "account":
        found.append(problem("account_as_measure", evaluation.file, record.title, place, typed=text))
        return None
    return choice


def _activity_refused(record: Record, evaluation: Evaluation, found: list[Problem]) -> bool:
    activity = record.text("activity")
    if not activity:
        return False
    scopes = {plain(line.text("name")): line["in_scope"] for line in evaluation.sheet("activities")}
    place = record.address("activity")
    if plain(activity) not in scopes:
        found.append(problem("activity_unknown", evaluation.file, record.title, place, typed=activity))
        return True
    if scopes[plain(activity)] == "no":
        found.append(problem("activity_out_of_scope", evaluation.file, record.title, place, typed=activity))
        return True
    return False


def _result(
    record: Record,
    choice: IndicatorChoice,
    supports: Mapping[str, Evidence],
    evaluation: Evaluation,
    found: list[Problem],
) -> Proved | None:
    tell = _Teller(record, evaluation.file, found)
    unit = _unit(record, choice, tell)
    if unit is None or _contradicted(record, tell):
        return None
    doubts = check_percentages(record, unit, evaluation.file)
    if doubts:
        found += doubts
        return None
    quantity = _quantity(record, unit, tell, _most(choice))
    if quantity is None:
        return None
    evidence = [
        made
        for columns in CITED
        if (made := cells_evidence(record, *columns)) is not None
    ]
    keys = support_keys(record)
    status = _status(record, quantity)
    if choice.indicator_id == PRICE_GAP and quantity.value is not None and not _dated(keys, supports):
        tell("price_without_source", "value" if "value" in record.cells else "numerator")
    known = status not in (Status.NOT_AVAILABLE, Status.NOT_APPLICABLE)
    if status is Status.NOT_AVAILABLE and quantity.value is None and not evidence:
        evidence = [made for made in [cells_evidence(record, "indicator")] if made is not None]
    if known and _is_sample(keys, supports) and unit == PERCENT:
        quantity = wilson_interval(quantity)
    estimated = status is Status.ESTIMATED
    grade = (Grade.ESTIMATED if estimated else grade_of(keys, supports)) if known else ""
    year = record.number("year")
    result = Result(
        kind=Kind.FIGURE,
        indicator=choice.indicator_id,
        criterion=choice.criterion,
        year=int(year) if year is not None else None,
        quantity=quantity,
        unit=unit,
        status=status,
        proofs=(*(made.key for made in evidence), *keys),
        breakdown=_breakdown(record, tell),
        period=record.text("period"),
        reason=record.text("reason"),
        grade=grade,
    )
    return result, tuple(evidence)


class _Teller:
    """Tells problems of one line."""

    def __init__(self, record: Record, file: str, found: list[Problem]) -> None:
        self.record = record
        self.file = file
        self.found = found

    def __call__(self, code: str, column: str, **values: str) -> None:
        place = self.record.address(column)
        self.found.append(problem(code, self.file, self.record.title, place, **values))


def _unit(record: Record, choice: IndicatorChoice, tell: _Teller) -> str | None:
    text = record.text("unit")
    if not text:
        return choice.unit
    unit = unit_of(text)
    if not unit:
        tell("unit_unknown", "unit", typed=text)
        return None
    if unit != choice.unit:
        tell("unit_mismatch", "unit", typed=text, expected=units()[choice.unit].name("fr"))
        return None
    return unit


def _contradicted(record: Record, tell: _Teller) -> bool:
    number = record.number("value")
    stated = record["status"]
    if number is None or stated not in (Status.NOT_AVAILABLE, Status.NOT_APPLICABLE):
        return False
    status = layout().word("missing_status", str(stated), "fr")
    if number == 0:
        tell("zero_with_missing", "value", status=status)
    else:
        tell("value_with_missing", "value", typed=record.cells["value"].raw, status=status)
    return True


def _quantity(record: Record, unit: str, tell: _Teller, most: float) -> Quantity | None:
    value = record.cells.get("value")
    number = record.number("value")
    numerator, denominator = record.number("numerator"), record.number("denominator")
    low, high = record.number("low"), record.number("high")
    if value is not None:
        low = value.low if low is None else low
        high = value.high if high is None else high
    if low is not None and high is not None and low > high:
        tell("bounds_reversed", "low", low=_written(low), high=_written(high))
        return None
    if unit == PERCENT and numerator is not None and denominator:
        ratio = tidy(100 * numerator / denominator)
        if not 0 <= ratio <= most:
            tell("share_above_100", "numerator", typed=_written(ratio))
            return None
        # « nd » where the share is due stays « nd », whatever stands beside it.
        if value is None and record["status"] not in tuple(Missing):
            number = ratio
        elif number is not None and abs(number - ratio) > 1:
            tell("share_differs", "value", typed=_written(number), computed=_written(round(ratio, 1)))
    if unit == PERCENT and number is not None and not 0 <= number <= most:
        tell("share_above_100", "value", typed=_written(number))
        return None
    qualifier = value.qualifier if value is not None else ""
    unknown = record.number("unknown")
    return Quantity(number, record.text("note"), numerator, denominator, unknown, low, high, qualifier)


def _most(choice: IndicatorChoice) -> float:
    """Return the highest share possible: 100 unless the part is not inside its whole, as a price beside another."""
    definition = indicators().get(choice.indicator_id)
    return math.inf if definition is not None and definition.beyond_100 else 100


def _written(number: float) -> str:
    return f"{number:g}".replace(".", ",")


def _status(record: Record, quantity: Quantity) -> Status:
    stated = record["status"]
    bounded = quantity.low is not None and quantity.high is not None
    if stated == "not_applicable" or record["value"] is Missing.NOT_APPLICABLE:
        return Status.NOT_APPLICABLE
    if quantity.value is None and not bounded:
        return Status.NOT_AVAILABLE
    # « 20-25 » typed as the value is what somebody says; bounds written beside it are somebody's reckoning.
    typed = record.cells.get("value")
    said = quantity.value is not None or (typed is not None and typed.low is not None)
    return Status.ESTIMATED if stated == "estimated" or not said else Status.DECLARED


def _dated(keys: tuple[str, ...], supports: Mapping[str, Evidence]) -> bool:
    return any(supports[key].date for key in keys if key in supports)


def _is_sample(keys: tuple[str, ...], supports: Mapping[str, Evidence]) -> bool:
    return any(supports[key].kind == "survey" for key in keys if key in supports)


def _breakdown(record: Record, tell: _Teller) -> str:
    parts = {}
    for part in record.text("breakdown").split(";"):
        key, _, value = part.partition("=")
        if not part.strip():
            continue
        if not key.strip() or not value.strip() or plain(key) in parts:
            tell("breakdown_not_read", "breakdown", typed=part.strip())
        parts[plain(key)] = name_in_breakdown(value)
    if record.text("activity"):
        parts["activity"] = name_in_breakdown(record.text("activity"))
    return ";".join(f"{key}={parts[key]}" for key in sorted(parts))


def _twice_without_source(proved: list[Proved], file: str) -> list[Problem]:
    same: dict[tuple[str, int | None, str], list[Proved]] = defaultdict(list)
    for result, evidence in proved:
        if result.status in (Status.NOT_AVAILABLE, Status.NOT_APPLICABLE):
            continue
        same[result.indicator, result.year, result.breakdown].append((result, evidence))
    found = []
    for group in same.values():
        bare = [item for item in group if not any(key.startswith("support:") for key in item[0].proofs)]
        if len(group) > 1 and bare:
            sheet = bare[0][1][0].sheet
            lines = sorted(int(re.sub(r"\D", "", item[1][0].cell.split()[0].split(":")[0])) for item in group)
            found.append(problem("two_values_same_cell", file, sheet, lines=", ".join(map(str, lines))))
    return found
