"""Step 5, when the mandate asks: what each line of avoided costs says, and what is wrong with its assumptions."""

import dataclasses
from collections import defaultdict
from collections.abc import Iterator, Mapping

from dts_eval.collection.percentages import check_shares
from dts_eval.collection.register import grade_of
from dts_eval.foundation.model import Evaluation, Evidence, Record, Result
from dts_eval.foundation.problems import Problem, problem
from dts_eval.foundation.units import Missing
from dts_eval.indicators.choice import indicator_of, is_asked
from dts_eval.indicators.definitions import indicators
from dts_eval.scope.facts import name_in_breakdown, number_fact, text_fact
from dts_eval.workbook.layout import layout
from dts_eval.workbook.proofs import cells_evidence, support_keys
from dts_eval.workbook.values import SHARES

SHEET = "avoided_costs"
WORDS = ("avoided", "payer", "population", "not_counted")
COSTS = ("cost_low", "cost_central", "cost_high")
ASSUMED = {
    **dict.fromkeys(COSTS, "euro"), "price_base": "year", "source_year": "year", "duration": "factor",
    **dict.fromkeys(SHARES, "percent"),
}  # fmt: skip
DUE = ("payer", "population", *COSTS, "price_base", "source_year", *SHARES, "not_counted")
ENDS = (("cost_low", "cost_high"), ("share_low", "share_high"), ("deadweight_low", "deadweight_high"))
Proved = tuple[Result, tuple[Evidence, ...]]


def read_avoided_costs(evaluation: Evaluation, supports: Mapping[str, Evidence]) -> list[Proved]:
    """Say the words and the assumptions of every line up to the report year; nothing unless the mandate asks.

    The cell of the count is in none of these proofs: it may be too small to be shown.
    """
    if not is_asked(evaluation, SHEET):
        return []
    return [
        (dataclasses.replace(result, grade=grade_of(result.proofs, supports)), evidence)
        for record in _lines(evaluation)
        for result, evidence in _facts(record)
    ]


def avoided_cost_problems(evaluation: Evaluation) -> Iterator[Problem]:
    """Tell lines that nobody asked for, a demand without lines, and assumptions that nobody could discuss."""
    file, lines, title = evaluation.file, evaluation.sheet(SHEET), layout().sheet(SHEET).title
    if not is_asked(evaluation, SHEET):
        if lines:
            yield problem("avoided_not_asked", file, title)
        return
    yield from _typed_as_measures(evaluation)
    if not lines:
        yield problem("avoided_without_line", file, title)
    for record in lines:
        yield from _line_problems(record, file)
    yield from _group_problems(lines, file)
    yield from _price_problems(lines, file)


def _lines(evaluation: Evaluation) -> list[Record]:
    return [
        record for record in evaluation.sheet(SHEET) if (record.number("year") or 0) <= evaluation.structure.year
    ]


def _facts(record: Record) -> Iterator[Proved]:
    where, year = f"line={name_in_breakdown(record.text('code'))}", int(record.number("year") or 0)
    words, assumed = cells_evidence(record, *WORDS), cells_evidence(record, *ASSUMED)
    for column in WORDS:
        fact = text_fact(_alone(record, column), column, _named(column), breakdown=where, year=year)
        if fact and words:
            yield dataclasses.replace(fact[0], proofs=(words.key,)), (words,)
    for column, unit in ASSUMED.items():
        fact = number_fact(_alone(record, column), column, _named(column), unit, breakdown=where, year=year)
        if fact and assumed:
            sources = support_keys(record, "cost_supports") if column.startswith("cost") else ()
            yield dataclasses.replace(fact[0], proofs=(assumed.key, *sources)), (assumed,)


def _named(column: str) -> str:
    return column if column == "avoided" else f"avoided_{column}"


def _alone(record: Record, column: str) -> Record:
    return dataclasses.replace(record, cells={name: cell for name, cell in record.cells.items() if name == column})


def _typed_as_measures(evaluation: Evaluation) -> Iterator[Problem]:
    for sheet in ("measures", "targets"):
        for record in evaluation.sheet(sheet):
            text = record.text("indicator")
            name = indicator_of(text)
            if name and indicators()[name].asked_by == SHEET:
                place = record.address("indicator")
                yield problem("avoided_as_measure", evaluation.file, record.title, place, typed=text)


def _line_problems(record: Record, file: str) -> Iterator[Problem]:
    def tell(code: str, where: str, /, **values: str) -> Problem:
        return problem(code, file, record.title, record.address(where), **values)

    for column in (*DUE, "count", "duration"):
        if _is_wanting(record, column):
            yield tell("avoided_assumption_missing", column, column=_title(column))
    if not record.items("cost_supports"):
        yield tell("avoided_without_source", "cost_supports")
    if record.number("count") is not None and not record.items("supports"):
        yield tell("avoided_count_without_proof", "supports")
    for column in ("count", "duration", *COSTS):
        number = record.number(column)
        if number is not None and (number < 0 or (number == 0 and column == "duration")):
            yield tell("avoided_below_zero", column, column=_title(column), typed=_written(number))
    doubts = check_shares(record, SHARES, file)
    yield from doubts
    for column in SHARES:
        number = record.number(column)
        if number is not None and not 0 <= number <= 100:
            yield tell("avoided_share_outside", column, typed=_written(number))
    for low, high in ENDS if not doubts else ENDS[:1]:
        ends = record.number(low), record.number(high)
        if ends[0] is not None and ends[1] is not None and ends[0] > ends[1]:
            yield tell("bounds_reversed", low, low=_written(ends[0]), high=_written(ends[1]))
    low, central, high = (record.number(column) for column in COSTS)
    if low is not None and central is not None and high is not None and low <= high and not low <= central <= high:
        values = {"typed": central, "low": low, "high": high}
        yield tell("avoided_centre_outside", "cost_central", **{name: _written(one) for name, one in values.items()})


def _group_problems(lines: tuple[Record, ...], file: str) -> Iterator[Problem]:
    groups: dict[tuple[float | None, str], list[Record]] = defaultdict(list)
    for record in lines:
        if record.text("group"):
            groups[record.number("year"), record.text("group")].append(record)
    for (_, group), records in groups.items():
        if len(records) == 1:
            yield problem("avoided_group_of_one", file, records[0].title, records[0].address("group"), typed=group)


def _price_problems(lines: tuple[Record, ...], file: str) -> Iterator[Problem]:
    bases: dict[int, dict[int, Record]] = defaultdict(dict)
    for record in lines:
        year, base = record.number("year"), record.number("price_base")
        if year is not None and base is not None:
            bases[int(year)].setdefault(int(base), record)
    for year, records in bases.items():
        if len(records) > 1:
            last = list(records.values())[-1]
            listed = ", ".join(str(base) for base in sorted(records))
            values = {"years": listed, "year": str(year)}
            yield problem("avoided_prices_differ", file, last.title, last.address("price_base"), **values)


def _is_wanting(record: Record, column: str) -> bool:
    """Whether a cell lacks what the line needs; a count may be « nd », a duration may be blank."""
    if column not in record.cells:
        return column != "duration"
    if isinstance(record[column], Missing):
        return column != "count"
    return column in (*ASSUMED, "count") and record.number(column) is None


def _title(column: str) -> str:
    return layout().sheet(SHEET).column(column).title


def _written(number: float) -> str:
    return f"{number:g}".replace(".", ",")
