"""Finds the numbers that may be wrong by a factor of one hundred: a part of one, or a percentage."""

from collections.abc import Iterable

from dts_eval.foundation.model import Cell, Record
from dts_eval.foundation.problems import Problem, problem
from dts_eval.foundation.units import units

PERCENT = "percent"
NUMBERS = ("value", "low", "high")


def check_percentages(record: Record, unit: str, file: str) -> list[Problem]:
    """List the numbers of a line whose percent sign, or lack of one, does not go with the unit."""
    found = []
    for column in NUMBERS:
        cell = record.cells.get(column)
        if cell is None:
            continue
        signed = cell.raw.endswith("%")
        if signed and unit != PERCENT:
            expected = units()[unit].name("fr")
            found.append(problem("unit_mismatch", file, record.title, cell.address, typed="%", expected=expected))
        elif unit == PERCENT and not signed and _is_fraction(cell):
            # As a French spreadsheet shows it.
            typed = cell.raw.replace(".", ",")
            found.append(problem("share_or_ratio", file, record.title, cell.address, typed=typed))
    return found


def check_shares(record: Record, columns: Iterable[str], file: str) -> list[Problem]:
    """List the percentages of a line that may be parts of one: between 0 and 1, without a percent sign."""
    cells = [record.cells[column] for column in columns if column in record.cells]
    return [
        problem("share_or_ratio", file, record.title, cell.address, typed=cell.raw.replace(".", ","))
        for cell in cells
        if not cell.raw.endswith("%") and _is_fraction(cell)
    ]


def _is_fraction(cell: Cell) -> bool:
    known = (number for number in (cell.value, cell.low, cell.high) if isinstance(number, int | float))
    return any(0 < abs(number) < 1 for number in known)
