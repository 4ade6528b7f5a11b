"""From answers to the cells that must change: each checked, each with its place, and all that stands in the way."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dts_eval.foundation.problems import DataProblems, Problem, problem
from dts_eval.workbook.answers import Answer, Content, content_of, same
from dts_eval.workbook.cells import CellContent, address
from dts_eval.workbook.formats import Format, read_formats
from dts_eval.workbook.layout import Column, SheetLayout, layout
from dts_eval.workbook.parts import Package, Unwritable, read_package, read_part, replace_parts, require_sound
from dts_eval.workbook.places import Places
from dts_eval.workbook.reading import Reading
from dts_eval.workbook.sheet_edits import Edit, edit_sheet
from dts_eval.workbook.sheet_scan import read_sheet
from dts_eval.workbook.sheet_xml import Sheet, Spot
from dts_eval.workbook.template_look import height_of, lines_in
from dts_eval.workbook.values import PERCENT_COLUMNS, Unreadable, as_shown

# Day 60 of a spreadsheet is 29 February 1900, which did not exist: days are counted from 1 March.
_FIRST_DAY, _FIRST_SURE_DAY = datetime.date(1899, 12, 30), datetime.date(1900, 3, 1)
_FIRST_DAY_1904 = datetime.date(1904, 1, 1)


@dataclass(frozen=True)
class Change:
    """One cell that must hold something else."""

    sheet: SheetLayout
    column: Column
    spot: Spot
    content: Content
    edit: Edit
    is_percentage: bool = False

    @property
    def address(self) -> str:
        """Where the cell stands in its sheet."""
        return address(*self.spot)

    def is_done_in(self, reading: Reading) -> bool:
        """Whether a workbook, as read, holds what was wanted."""
        held = content_at(reading, self.sheet, self.spot)
        return same(held, self.content, self.column, is_percentage=self.is_percentage)


@dataclass(frozen=True)
class Changes:
    """All that must change in a workbook, in the order of its sheets and cells."""

    before: bytes
    package: Package
    sheets: Mapping[str, Sheet]
    each: tuple[Change, ...]

    def content(self) -> bytes:
        """Return the bytes of the workbook once changed.

        Raises:
            Unwritable: the file is made in a way that cannot be changed without risk.
        """
        parts = {}
        for title, sheet in self.sheets.items():
            edits = [change.edit for change in self.each if change.sheet.title == title]
            if edits:
                parts[self.package.sheets[title]] = edit_sheet(sheet, edits)
        made = replace_parts(self.before, parts)
        require_sound(made, parts)
        return made

    def cells(self) -> tuple[tuple[str, str], ...]:
        """Name the cells that change: the title of the sheet, and the address."""
        return tuple((change.sheet.title, change.address) for change in self.each)


def plan(reading: Reading, places: Mapping[str, Places], answers: Iterable[Answer]) -> Changes:
    """Find which cells must change for a workbook to hold some answers.

    Raises:
        DataProblems: everything that stands in the way, at once.
        KeyError: no such sheet or column in the layout.
        TypeError: a value that no cell can hold.
    """
    planner = _Planner(reading, places)
    changes: dict[tuple[str, Spot], Change | None] = {}
    for answer in answers:
        planner.take(answer, changes)
    if planner.problems:
        raise DataProblems(dict.fromkeys(planner.problems))
    order = layout().order()
    kept = sorted(filter(None, changes.values()), key=lambda change: (order[change.sheet.title], change.spot))
    return Changes(reading.cells.content, planner.package, planner.sheets, tuple(kept))


def content_at(reading: Reading, sheet: SheetLayout, spot: Spot) -> CellContent:
    """Return what a cell holds, nothing when it lies beyond what the sheet holds."""
    lines = reading.cells.sheets.get(sheet.title, ())
    line = lines[spot[0] - 1] if spot[0] <= len(lines) else ()
    return line[spot[1] - 1] if spot[1] <= len(line) else ""


def _declared(answer: Answer) -> tuple[SheetLayout, Column]:
    for sheet in layout().sheets:
        for column in sheet.columns:
            if (sheet.sheet_id, column.column_id) == (answer.sheet, answer.column):
                return sheet, column
    raise KeyError(f"the layout has no column « {answer.column} » in « {answer.sheet} »")


class _Planner:
    """Takes answers one by one and keeps what stands in the way of each."""

    def __init__(self, reading: Reading, places: Mapping[str, Places]) -> None:
        self.reading = reading
        self.places = places
        self.file = reading.cells.file
        self.package = read_package(reading.cells.content)
        self.formats = read_formats(read_part(reading.cells.content, self.package.styles))
        self.sheets: dict[str, Sheet] = {}
        self.problems: list[Problem] = []

    def take(self, answer: Answer, changes: dict[tuple[str, Spot], Change | None]) -> None:
        sheet, column = _declared(answer)
        place = self.places.get(answer.sheet)
        sheet = place.sheet if place else sheet
        spot = place.find(column, answer.line) if place else None
        if place is None or spot is None or sheet.title not in self.package.sheets:
            self.tell("place_missing", sheet, column=column.title)
            return
        try:
            changes[sheet.title, spot] = self.change(place, column, spot, content_of(answer.value, column))
        except Unreadable as unreadable:
            self.tell(unreadable.code, sheet, spot, **unreadable.values)
        except Unwritable as unwritable:
            self.tell(unwritable.code, sheet)

    def change(self, place: Places, column: Column, spot: Spot, content: Content) -> Change | None:
        sheet = self.sheet(place.sheet.title)
        style = self.style(sheet, place, spot, content)
        look = self.look(style)
        is_percentage = look.shows_percentage and column.column_id in PERCENT_COLUMNS
        held = content_at(self.reading, place.sheet, spot)
        if same(held, content, column, is_percentage=is_percentage):
            return None
        if sheet.holds_formula(spot):
            raise Unreadable("cell_holds_formula")
        hidden = sheet.merged_at(spot)
        if hidden:
            left, top, right, bottom = hidden
            raise Unreadable("cell_merged", f"{address(top, left)}:{address(bottom, right)}")
        value = content
        if isinstance(content, datetime.date):
            value = self.day(content) if look.shows_day else f"{content:%d/%m/%Y}"
        elif isinstance(content, int | float) and look.shows_day:
            raise Unreadable("cell_shows_day", as_shown(content))
        elif isinstance(content, int | float) and is_percentage:
            value = content / 100
        lines = lines_in(value, sheet.width(spot[1])) if isinstance(value, str) and look.wraps else 1
        height = height_of(lines) if lines > 1 else 0
        edit = Edit(*spot, value, style, height)
        return Change(place.sheet, column, spot, content, edit, is_percentage and not isinstance(value, str))

    def sheet(self, title: str) -> Sheet:
        if title not in self.sheets:
            self.sheets[title] = read_sheet(read_part(self.reading.cells.content, self.package.sheets[title]))
        return self.sheets[title]

    def style(self, sheet: Sheet, place: Places, spot: Spot, content: Content) -> int | None:
        there = sheet.cell(spot)
        if there:
            return there.style
        above = (sheet.cell((line, spot[1])) for line in place.model_for(spot[0]))
        like = [cell.style for cell in above if cell][:1]
        default = sheet.default_style(spot)
        for style in (*like, *([] if default is None else [default])):
            look = self.look(style)
            if not look.shows_percentage and (isinstance(content, datetime.date) or not look.shows_day):
                return style
        return None

    def look(self, style: int | None) -> Format:
        return self.formats[style or 0] if (style or 0) < len(self.formats) else Format()

    def day(self, day: datetime.date) -> int | str:
        if self.package.starts_in_1904:
            return (day - _FIRST_DAY_1904).days if day >= _FIRST_DAY_1904 else f"{day:%d/%m/%Y}"
        return (day - _FIRST_DAY).days if day >= _FIRST_SURE_DAY else f"{day:%d/%m/%Y}"

    def tell(self, code: str, sheet: SheetLayout, spot: Spot | None = None, **values: str) -> None:
        self.problems.append(problem(code, self.file, sheet.title, address(*spot) if spot else "", **values))
