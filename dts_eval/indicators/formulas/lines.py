"""The lines of a sheet as formulas read them: a blank cell is ``None``, and nothing stands for it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from typing import TYPE_CHECKING, Any

from dts_eval.foundation.units import Missing, tidy
from dts_eval.indicators.computed import Computed
from dts_eval.scope.facts import name_in_breakdown

if TYPE_CHECKING:
    from pandas import DataFrame

NOT_FOUND = "not_found"
WITHOUT_OBJECT = "other"
UNKNOWN = "unknown"
# Most cells hold one of these, which need no second look.
AS_IT_IS = frozenset({str, int, bool, tuple, type(None), datetime.date})


@dataclass(frozen=True)
class Line:
    """One line of a sheet: its number there, for the proof, and the cells a formula asked for."""

    number: int
    cells: Mapping[str, Any]

    def __getitem__(self, column: str) -> Any:
        return self.cells[column]


# What is counted, told by one or more lines: a person, an activity.
Thing = Sequence[Line]


def read(table: DataFrame, *columns: str) -> list[Line]:
    """Read some columns of a sheet, line by line; « nd » and « sans objet » are blank here too."""
    values = [
        [value if type(value) in AS_IT_IS else _known(value) for value in table[column].tolist()] for column in columns
    ]
    cells = zip(*values, strict=True)
    pairs = zip(table.index.tolist(), cells, strict=True)
    return [Line(int(number), dict(zip(columns, row, strict=True))) for number, row in pairs]


def of_year(lines: Iterable[Line], year: int) -> list[Line]:
    """Keep the lines that describe one year."""
    return [line for line in lines if line["year"] == year]


def numbers(lines: Iterable[Line]) -> tuple[int, ...]:
    """Return where the lines stand in the sheet, in order."""
    return tuple(sorted({line.number for line in lines}))


def grouped(lines: Iterable[Line], column: str) -> dict[Any, list[Line]]:
    """Group lines by what a column says, blank ones left out."""
    groups: dict[Any, list[Line]] = {}
    for line in lines:
        if line[column] is not None:
            groups.setdefault(line[column], []).append(line)
    return groups


def agreed(lines: Iterable[Line], column: str) -> Any:
    """Return what the lines agree to say in a column; ``None`` when none says, or when they contradict."""
    said = {line[column] for line in lines if line[column] is not None}
    return said.pop() if len(said) == 1 else None


def item(line: Line, column: str) -> str:
    """Return the item or the name that a cell holds, safe in a breakdown; a blank cell is ``unknown``."""
    return name_in_breakdown(line[column]) if line[column] else UNKNOWN


def added(lines: Iterable[Line], column: str) -> float | None:
    """Add the known numbers of a column; ``None`` when no line knows one.

    The sum is exact before it is rounded, so that the order of the lines changes nothing.
    """
    known = [line[column] for line in lines if line[column] is not None]
    return tidy(fsum(known)) if known else None


def blank(lines: Iterable[Line], column: str) -> int:
    """Count the lines that say nothing in a column."""
    return sum(line[column] is None for line in lines)


def total(lines: Sequence[Line], column: str, breakdown: str = "") -> Computed:
    """Add a column over lines: what is known is added, the lines that do not say are counted apart."""
    value = added(lines, column)
    reason = NOT_FOUND if value is None else ""
    return Computed(value, numbers(lines), breakdown, unknown=blank(lines, column), reason=reason)


def totals_by(lines: Sequence[Line], column: str, *keys: str) -> tuple[Computed, ...]:
    """Add a column for each combination of items found in the key columns, ``unknown`` where one is blank."""
    groups: dict[str, list[Line]] = {}
    for line in lines:
        breakdown = ";".join(f"{key}={item(line, key)}" for key in sorted(keys))
        groups.setdefault(breakdown, []).append(line)
    return tuple(total(groups[breakdown], column, breakdown) for breakdown in sorted(groups))


def counted(yes: Sequence[Thing], no: Sequence[Thing], silent: Sequence[Thing]) -> Computed:
    """Count the things whose lines say yes, beside those that say no and those that do not say.

    Zero is a value only when every line says no; when none says yes and some are silent, nobody knows.
    """
    proof = numbers(line for thing in (yes or silent or no) for line in thing)
    value, reason = (len(yes), "") if yes or (no and not silent) else (None, NOT_FOUND)
    return Computed(value, proof, unknown=len(silent), reason=reason)


def share(
    numerator: float, denominator: float, lines: tuple[int, ...], unknown: float, breakdown: str = ""
) -> Computed:
    """Divide a part by its whole, in per cent; without a whole there is no share, and the reason says why.

    ``unknown`` is what could not be placed: when it is all there is, the share was not found; when there is
    nothing at all, a share has no object.
    """
    if denominator:
        value: float | None = tidy(100 * numerator / denominator)
        reason = ""
    else:
        value, reason = None, NOT_FOUND if unknown else WITHOUT_OBJECT
    return Computed(value, lines, breakdown, numerator, denominator, unknown, reason=reason)


def _known(value: Any) -> Any:
    # NaN and NaT differ from themselves; testing so spares loading pandas here.
    if value is None or isinstance(value, Missing) or value != value:
        return None
    return value.date() if isinstance(value, datetime.datetime) else value
