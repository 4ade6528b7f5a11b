"""Where an answer goes in a workbook: by the titles of its sheets, as the reader finds them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from dts_eval.foundation.model import Record
from dts_eval.workbook.cells import CellContent, Cells
from dts_eval.workbook.layout import Column, SheetLayout
from dts_eval.workbook.reading import filled, known_places, sheets_in

LAST_LINE = 1_048_576
Lines = Sequence[Sequence[CellContent]]


@dataclass(frozen=True)
class Places:
    """Where the answers of one sheet stand: its fields, or its columns and the lines of its records."""

    sheet: SheetLayout
    known: Mapping[Column, tuple[int, int]]
    lines: Lines
    records: tuple[int, ...]

    def find(self, column: Column, line: int) -> tuple[int, int] | None:
        """Return the line and the column of an answer, counted from 1, or nothing when the file has no such place.

        ``line`` is 0 for a field, a line of the sheet, or below 0 for a new line: -1 is the first free one.
        """
        title = self.known.get(column)
        if title is None or self.sheet.kind == "form":
            return title
        if line < 0:
            line = self.new_line(-line)
        return (line, title[1]) if title[0] < line <= LAST_LINE else None

    def new_line(self, number: int) -> int:
        """Return the line of the first, the second… free one below the last line used."""
        columns = [position - 1 for _, position in self.known.values()]
        below = next(iter(self.known.values()))[0]
        used = [line for line, held in enumerate(self.lines, 1) if line > below and _uses(held, columns)]
        taken = {line for line, held in enumerate(self.lines, 1) if any(map(filled, held))}
        free = (line for line in range(max(used, default=below) + 1, LAST_LINE + number + 1) if line not in taken)
        return next(islice(free, number - 1, None))

    def model_for(self, line: int) -> tuple[int, ...]:
        """Return the lines of the records above a line, the nearest first: a new cell looks like theirs."""
        return tuple(record for record in reversed(self.records) if record < line)


def find_places(cells: Cells, records: Mapping[str, tuple[Record, ...]]) -> dict[str, Places]:
    """Find the places of every sheet of the layout that a workbook has."""
    return {
        sheet.sheet_id: Places(
            sheet,
            known_places(cells, sheet),
            cells.sheets[sheet.title],
            tuple(record.line for record in records.get(sheet.sheet_id, ()) if record.line),
        )
        for sheet in sheets_in(cells)
    }


def _uses(held: Sequence[CellContent], columns: Sequence[int]) -> bool:
    return any(filled(held[column]) for column in columns if column < len(held))
