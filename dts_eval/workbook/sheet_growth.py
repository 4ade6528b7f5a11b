"""What one sheet of an older workbook lacks, and the cells, columns and rules that bring it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from xml.etree import ElementTree

from dts_eval.workbook.borrowed_styles import BorrowedStyles
from dts_eval.workbook.cells import CellContent, address
from dts_eval.workbook.formats import Format
from dts_eval.workbook.fresh_template import FreshSheet
from dts_eval.workbook.layout import Column, SheetLayout
from dts_eval.workbook.places import LAST_LINE
from dts_eval.workbook.reading import EXAMPLE, filled
from dts_eval.workbook.sheet_edits import Edit
from dts_eval.workbook.sheet_xml import Box, Sheet, Spot, meet
from dts_eval.workbook.template_look import height_of, lines_in
from dts_eval.workbook.template_sheets import BOLD, EXAMPLE_ROW, FIRST_FIELD, FIRST_ROW, HEAD_ROW, HELP_ROW
from dts_eval.workbook.values import plain, raw_text

LAST_COLUMN = 16_384
Lines = Sequence[Sequence[CellContent]]
# Lines and columns of the template, counted from 1 as people see them.
HELP_LINE, HEAD_LINE, EXAMPLE_LINE, RECORD_LINE = HELP_ROW + 1, HEAD_ROW + 1, EXAMPLE_ROW + 1, FIRST_ROW + 1


@dataclass(frozen=True)
class Step:
    """One thing that an upgrade does, or leaves undone: its kind, the sheet, what it is called, where it stands.

    A list stands under a name of its own, all else in a cell.
    """

    kind: str
    sheet: str
    title: str = ""
    cell: str = ""


@dataclass
class Growth:
    """What a sheet gains: cells, columns by their number, rules by their range, notes by the template's cell."""

    edits: list[Edit] = field(default_factory=list)
    columns: dict[int, dict[str, str]] = field(default_factory=dict)
    rules: list[tuple[Box, ElementTree.Element]] = field(default_factory=list)
    notes: list[tuple[Spot, Spot]] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)


@dataclass(frozen=True)
class Ground:
    """A sheet as it stands: its layout under its own title, its bytes, what it holds, where its titles are."""

    sheet: SheetLayout
    held: Sheet
    lines: Lines
    known: Mapping[Column, Spot]
    rules: tuple[Box, ...]
    formats: tuple[Format, ...]


def grow(ground: Ground, fresh: FreshSheet, fresh_formats: tuple[Format, ...], borrowed: BorrowedStyles) -> Growth:
    """Find what a sheet lacks, and where it goes: columns to the right, fields below, never over anything."""
    grower = _Grower(ground, fresh, fresh_formats, borrowed)
    grower.retitle()
    if ground.sheet.kind == "form":
        grower.add_fields()
    else:
        grower.add_columns()
    return grower.growth


class _Grower:
    def __init__(
        self, ground: Ground, fresh: FreshSheet, fresh_formats: tuple[Format, ...], borrowed: BorrowedStyles
    ) -> None:
        self.ground = ground
        self.sheet, self.held, self.known = ground.sheet, ground.held, ground.known
        self.fresh, self.fresh_formats, self.borrowed = fresh, fresh_formats, borrowed
        self.growth = Growth()
        self.missing = [column for column in self.sheet.columns if column not in self.known]
        self.numbers = {column: number for number, column in enumerate(self.sheet.columns)}

    def retitle(self) -> None:
        beside = 1 if self.sheet.kind == "form" else 0
        for column, (line, position) in self.known.items():
            spot = line, position - beside
            if plain(raw_text(self.content(spot))) != plain(column.title):
                self.growth.edits.append(Edit(*spot, column.title))
                self.tell("title", column, spot)

    def add_fields(self) -> None:
        answers = next(iter(self.known.values()))[1]
        last = max(line for line, _ in self.known.values())
        near = sorted(self.known.items(), key=lambda item: -item[1][0])
        free = (line for line in count(last + 1) if self.is_free((1, line, LAST_COLUMN, line)))
        for column, line in zip(self.missing, free, strict=False):
            there = self.numbers[column] + FIRST_FIELD + 1
            for position in (1, 2, 3):
                alike = [
                    ((self.numbers[kin] + FIRST_FIELD + 1, position), (spot[0], spot[1] + position - 2))
                    for kin, spot in near
                ]
                self.write((line, answers + position - 2), (there, position), alike, self.fresh.heights.get(there, 0))
            self.rule((there, 2), (answers, line, answers, line), column)
            self.tell("field", column, (line, answers))

    def add_columns(self) -> None:
        header = next(iter(self.known.values()))[0]
        titled = [position for position, content in enumerate(self.ground.lines[header - 1], 1) if filled(content)]
        first = header + 2 if self.has_example(header) else header + 1
        near = sorted(self.known.items(), key=lambda item: -item[1][1])
        beyond = range(max(titled) + 1, LAST_COLUMN + 1)
        free = (place for place in beyond if self.is_free((place, header, place, LAST_LINE), whole=True))
        for column, place in zip(self.missing, free, strict=False):
            there = self.numbers[column] + 1
            kin = [(self.numbers[known] + 1, spot[1]) for known, spot in near]
            width = float(self.fresh.columns[there]["width"])
            for line in range(1, header):
                self.blank((line, place), self.above([((HELP_LINE, far), (line, here)) for far, here in kin]))
            lines = lines_in(column.title, width * BOLD)
            alike = [((HEAD_LINE, far), (header, here)) for far, here in kin]
            self.write((header, place), (HEAD_LINE, there), alike, height_of(lines) if lines > 1 else 0)
            if first > header + 1:
                lines = lines_in(column.example, width)
                alike = [((EXAMPLE_LINE, far), (header + 1, here)) for far, here in kin]
                self.write((header + 1, place), (EXAMPLE_LINE, there), alike, height_of(lines) if lines > 1 else 0)
            entry = self.entry(there, kin)
            self.growth.columns[place] = {
                **self.fresh.columns[there], "min": str(place), "max": str(place), "style": str(entry),
            }  # fmt: skip
            for row in self.held.rows.values():
                # Where a row or a cell has a look of its own, that of the column would not show.
                if row.line >= first and (row.style is not None or place in row.by_column):
                    self.blank((row.line, place), entry)
            self.rule((RECORD_LINE, there), (place, first, place, LAST_LINE), column)
            self.growth.notes.append(((HEAD_LINE, there), (header, place)))
            self.tell("column", column, (header, place))

    def has_example(self, header: int) -> bool:
        below = self.ground.lines[header] if header < len(self.ground.lines) else ()
        return any(plain(raw_text(content)) == EXAMPLE for content in below if filled(content))

    def is_free(self, box: Box, *, whole: bool = False) -> bool:
        """Whether no cell of a line or of a column holds anything; a ``whole`` column is looked at from its top."""
        left, top, right, bottom = box
        if self.held.has_merged_cells(box) or any(meet(box, computed) for computed in self.held.computed):
            return False
        lines = range(1 if whole else top, min(bottom, max(len(self.ground.lines), max(self.held.rows, default=0))) + 1)
        for line in lines:
            held = self.ground.lines[line - 1] if line <= len(self.ground.lines) else ()
            row = self.held.rows.get(line)
            if any(map(filled, held[left - 1 : right])):
                return False
            if row and any(cell.has_formula for cell in row.cells if left <= cell.column <= right):
                return False
        return True

    def write(self, here: Spot, there: Spot, alike: Iterable[tuple[Spot, Spot]], height: float) -> None:
        style = self.look(self.fresh.style(there), self.cells_like(self.fresh.style(there), alike))
        self.growth.edits.append(Edit(*here, self.fresh.value(there), style, height, restyled=True))

    def blank(self, spot: Spot, style: int) -> None:
        box = spot[1], spot[0], spot[1], spot[0]
        if not self.held.has_merged_cells(box):
            self.growth.edits.append(Edit(*spot, None, style, restyled=True))

    def above(self, alike: list[tuple[Spot, Spot]]) -> int:
        # The help sentence lies over the first columns, in larger letters than the blank cells beside it.
        style = self.fresh.style((HELP_LINE, min(self.fresh.help_width + 1, max(self.fresh.columns))))
        return self.look(style, self.cells_like(style, alike))

    def entry(self, there: int, kin: list[tuple[int, int]]) -> int:
        style = int(self.fresh.columns[there]["style"])
        drawn_alike = [here for far, here in kin if int(self.fresh.columns[far]["style"]) == style]
        return self.look(style, filter(None, map(self.held.column_style, drawn_alike)))

    def cells_like(self, style: int, alike: Iterable[tuple[Spot, Spot]]) -> Iterator[int]:
        """Give the styles of the cells that the template draws with one style, the nearest first."""
        for there, here in alike:
            cell = self.held.cell(here)
            if cell and self.fresh.style(there) == style:
                yield cell.style

    def look(self, style: int, neighbours: Iterable[int]) -> int:
        """Return the style of a neighbour that reads and locks as the template does, else the template's own."""
        wanted = _reads(self.fresh_formats, style)
        alike = [near for near in neighbours if near and _reads(self.ground.formats, near) == wanted]
        return alike[0] if alike else self.borrowed.number(style)

    def rule(self, there: Spot, box: Box, column: Column) -> None:
        rule = self.fresh.rules.get(there)
        if rule is None:
            return
        if any(meet(box, held) for held in self.ground.rules):
            self.tell("drop_down_left", column, (box[1], box[0]))
        else:
            self.growth.rules.append((box, rule))

    def content(self, spot: Spot) -> CellContent:
        line = self.ground.lines[spot[0] - 1]
        return line[spot[1] - 1] if spot[1] <= len(line) else ""

    def tell(self, kind: str, column: Column, spot: Spot) -> None:
        self.growth.steps.append(Step(kind, self.sheet.title, column.title, address(*spot)))


def _reads(formats: Sequence[Format], style: int) -> tuple[bool, bool, bool]:
    known = formats[style] if style < len(formats) else Format()
    return known.shows_day, known.shows_percentage, known.is_locked
