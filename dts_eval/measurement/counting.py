"""Counts what the lines of the workbook say, by the formula of each indicator."""

from collections.abc import Iterable, Mapping

import pandas as pd
from openpyxl.utils import column_index_from_string

from dts_eval.collection.register import grade_of, supports_of
from dts_eval.foundation.model import (
    Evaluation,
    Evidence,
    Grade,
    Kind,
    Quantity,
    Record,
    Result,
    Status,
    weakest,
)
from dts_eval.foundation.units import Missing, tidy
from dts_eval.indicators.computed import Computed, Frame
from dts_eval.indicators.definitions import Indicator, indicators
from dts_eval.indicators.formulas import FORMULAS
from dts_eval.workbook.layout import layout
from dts_eval.workbook.proofs import cells_evidence, lines_evidence, support_keys

ANNEX_SUPPORTS = "annex_supports"
Counted = tuple[Result, tuple[Evidence, ...]]


def count_all(evaluation: Evaluation) -> list[Counted]:
    """Compute every usable indicator that has a formula, for each year up to the report year."""
    counted: list[Counted] = []
    usable = {choice.indicator_id for choice in evaluation.indicators if choice.decision not in ("rejected", "aside")}
    for indicator_id, definition in indicators().items():
        if definition.computed_by and indicator_id in usable:
            records = evaluation.sheet(definition.sheet)
            for year in _years(records, evaluation.structure.year):
                counted += _count(definition, records, year, evaluation)
    return counted


def frame_of(records: Iterable[Record], sheet: str) -> pd.DataFrame:
    """Lay the lines of one sheet as a table: one column for each of the layout, the sheet's line as index."""
    columns = [column.column_id for column in layout().sheet(sheet).columns]
    lines = list(records)
    data = {
        column: [None if isinstance(line[column], Missing) else line[column] for line in lines] for column in columns
    }
    return pd.DataFrame(data, index=[line.line for line in lines], columns=columns, dtype=object)


def _years(records: tuple[Record, ...], until: int) -> list[int]:
    years = {int(year) for record in records if (year := record.number("year")) is not None and year <= until}
    dated = any("year" in record.cells for record in records)
    return sorted(years) if dated else [until] * bool(records)


def _count(definition: Indicator, records: tuple[Record, ...], year: int, evaluation: Evaluation) -> list[Counted]:
    structure = evaluation.structure
    until = [record for record in records if (record.number("year") or year) <= year]
    current = year == structure.year
    fte_contracted = structure.fte_contracted if current else None
    frame = Frame(year, structure.hours_per_fte, fte_contracted, structure.threshold)
    computed = FORMULAS[definition.computed_by](frame_of(until, definition.sheet), frame)
    return [_result(definition, item, year, until, evaluation) for item in computed]


def _result(
    definition: Indicator, item: Computed, year: int, records: list[Record], evaluation: Evaluation
) -> Counted:
    by_line = {record.line: record for record in records}
    lines = [by_line[line] for line in item.lines if line in by_line]
    supports = supports_of(evaluation)
    cited = (key for line in lines for name in definition.supports for key in support_keys(line, name))
    keys = tuple(dict.fromkeys(cited))
    of_lines = weakest(tuple([Grade.RECORDS] if definition.people else _grades(lines, supports)))
    given, given_keys = _given(definition, evaluation, supports)
    known = item.value is not None or (item.low is not None and item.high is not None)
    estimated = definition.result == "estimated"
    of_lines = Grade.ESTIMATED if estimated else of_lines
    grade = weakest((of_lines, *(made.grade for made in given))) if known else ""
    calculation = definition.calculation(evaluation.language)
    # The lines behind one count of people would tell that count: the proof is every line of the year, and of the
    # years before it where a pathway is followed from its entry.
    followed = [record for record in records if definition.history or record.number("year") == year]
    shown = followed if definition.people else lines
    addresses = [cell.address for line in shown for name in definition.columns if (cell := line.cells.get(name))]
    evidence = lines_evidence(
        records[0].title if records else layout().sheet(definition.sheet).title,
        {_column_number(address) for address in addresses},
        [line.line for line in shown],
        of_lines if known else "",
        calculation,
    )
    status = Status(definition.result)
    result = Result(
        kind=Kind.FIGURE,
        indicator=definition.indicator_id,
        criterion="" if definition.asked_by else definition.criterion,
        dimension="",
        year=year,
        quantity=Quantity(
            value=tidy(item.value) if item.value is not None else None,
            numerator=item.numerator,
            denominator=item.denominator,
            unknown=item.unknown,
            low=item.low,
            high=item.high,
        ),
        unit=item.unit or definition.unit,
        status=status if known else Status.NOT_AVAILABLE,
        proofs=(evidence.key, *(made.key for made in given), *given_keys, *keys),
        breakdown=item.breakdown,
        reason=item.reason,
        grade=grade,
    )
    return result, (evidence, *given)


def _given(
    definition: Indicator, evaluation: Evaluation, supports: Mapping[str, Evidence]
) -> tuple[tuple[Evidence, ...], tuple[str, ...]]:
    """Make the evidence of what a formula takes from the sheet Structure, such as the hours of one FTE."""
    made: list[Evidence] = []
    keys: tuple[str, ...] = ()
    for record in evaluation.sheet("structure"):
        cited = support_keys(record, ANNEX_SUPPORTS)
        grade = grade_of(cited, supports)
        cells = [cells_evidence(record, field, grade=grade) for field in definition.structure_fields]
        made += [evidence for evidence in cells if evidence is not None]
        keys += cited if made else ()
    return tuple(made), keys


def _grades(lines: list[Record], supports: dict[str, Evidence]) -> list[str]:
    found = []
    for line in lines:
        cited = [supports[key].grade for key in support_keys(line) if key in supports]
        estimated = "low" in line.cells and "high" in line.cells
        found.append(Grade.ESTIMATED if estimated else weakest(tuple(cited)) or Grade.DECLARED)
    return found


def _column_number(address: str) -> int:
    return column_index_from_string("".join(letter for letter in address if letter.isalpha()))
