"""Where the rows and the cells of one sheet lie in its xml, down to the byte.

A sheet made in an unforeseen way is refused, never guessed at.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

_STANDARD_WIDTH = 8.43
Spot = tuple[int, int]
Box = tuple[int, int, int, int]


@dataclass(frozen=True)
class SheetCell:
    """A cell as it lies in the file, between two bytes."""

    column: int
    start: int
    end: int
    style: int
    has_formula: bool = False


@dataclass(frozen=True)
class SheetRow:
    """A row as it lies in the file; ``inside`` is the byte that follows its opening tag."""

    line: int
    start: int
    inside: int
    end: int
    style: int | None
    height: float | None
    height_is_set: bool
    cells: tuple[SheetCell, ...]

    @cached_property
    def by_column(self) -> Mapping[int, SheetCell]:
        """The cells of the row by their column."""
        return {cell.column: cell for cell in self.cells}


@dataclass(frozen=True)
class SheetColumns:
    """Columns that look alike, from the first to the last."""

    first: int
    last: int
    style: int | None
    width: float


@dataclass(frozen=True)
class Sheet:
    """Where the rows and the cells of a sheet lie in its xml, and what surrounds them.

    ``data`` are the bytes at which the tag that holds the rows opens and ends; ``dimension`` is where the extent of the
    sheet is said, and that extent; ``computed`` are the ranges that one formula fills.
    """

    xml: bytes
    prefix: str
    data: tuple[int, int]
    dimension: tuple[int, Box] | None
    rows: Mapping[int, SheetRow]
    columns: tuple[SheetColumns, ...]
    height: float
    merged: tuple[Box, ...]
    computed: tuple[Box, ...]

    def cell(self, spot: Spot) -> SheetCell | None:
        """Return the cell at a line and a column, when the file has one."""
        row = self.rows.get(spot[0])
        return row.by_column.get(spot[1]) if row else None

    def holds_formula(self, spot: Spot) -> bool:
        """Whether a cell shows what a formula gives, its own or that of a whole range."""
        cell = self.cell(spot)
        return bool(cell and cell.has_formula) or any(_inside(spot, box) for box in self.computed)

    def merged_at(self, spot: Spot) -> Box | None:
        """Return the merged range that hides a cell, when there is one; its first cell is not hidden."""
        return next((box for box in self.merged if _inside(spot, box) and (box[1], box[0]) != spot), None)

    def default_style(self, spot: Spot) -> int | None:
        """Return the style that a cell takes from its row or from its column."""
        row = self.rows.get(spot[0])
        if row and row.style is not None:
            return row.style
        return self.column_style(spot[1])

    def column_style(self, column: int) -> int | None:
        """Return the style of a whole column, when it has one."""
        return next((each.style for each in self.columns if each.first <= column <= each.last), None)

    def has_merged_cells(self, box: Box) -> bool:
        """Whether a merged range reaches into another range."""
        return any(meet(box, merged) for merged in self.merged)

    def width(self, column: int) -> float:
        """Return how many letters a column is wide."""
        widths = (each.width for each in self.columns if each.first <= column <= each.last and each.width)
        return next(widths, _STANDARD_WIDTH)


def meet(one: Box, other: Box) -> bool:
    """Whether two ranges have a cell in common."""
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def _inside(spot: Spot, box: Box) -> bool:
    left, top, right, bottom = box
    return top <= spot[0] <= bottom and left <= spot[1] <= right
