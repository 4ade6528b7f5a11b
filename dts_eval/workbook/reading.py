"""Reads a workbook by its layout: sheets, headers and typed records, with every problem found on the way."""

import difflib
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from openpyxl.utils import get_column_letter

from dts_eval.foundation.model import Cell, Record
from dts_eval.foundation.problems import Problem, problem
from dts_eval.foundation.units import Missing, tidy
from dts_eval.workbook.cells import CellContent, Cells, address, cells_of, read_cells
from dts_eval.workbook.layout import FORM_HEAD, GUIDE_SHEET, Column, SheetLayout, layout
from dts_eval.workbook.values import (
    PERCENT_COLUMNS,
    Understood,
    as_percentage,
    known_contents,
    personal_data,
    plain,
    raw_text,
    understand,
)
from dts_eval.workbook.versions import version_problems

HEADER_WITHIN = 12
EXAMPLE = "exemple"
LISTS_SHEET = "listes"
Lines = tuple[tuple[CellContent, ...], ...]


@dataclass(frozen=True)
class Reading:
    """A workbook as read: its records by sheet, in the order of the layout, and what is wrong with it."""

    cells: Cells
    records: Mapping[str, tuple[Record, ...]]
    problems: tuple[Problem, ...]


def read_workbook(path: Path) -> Reading:
    """Read all sheets of a workbook that the layout knows.

    Raises:
        DataProblems: the file cannot be opened at all.
    """
    cells, found = read_cells(path)
    reading = _reading_of(cells.content, cells.file)
    return replace(reading, problems=(*found, *reading.problems)) if found else reading


# A workbook is read to be checked, then again for its report. What the file holds is the key: a change is seen.
@lru_cache(maxsize=1)
def _reading_of(content: bytes, name: str) -> Reading:
    cells = cells_of(content, name, None)
    problems = _sheets_out_of_place(cells)
    records: dict[str, tuple[Record, ...]] = {}
    for sheet in sheets_in(cells):
        records[sheet.sheet_id] = _read_sheet(cells.sheets[sheet.title], sheet, cells, problems)
    problems += _codes_without_target(records, cells.file)
    problems += version_problems(records, cells.file)
    return Reading(cells, records, tuple(problems))


def read_alone(cells: Cells, sheet_id: str) -> tuple[tuple[Record, ...], tuple[Problem, ...]]:
    """Read one sheet of a workbook that is not a structure's own, by the rules of that sheet, and what is wrong there.

    Nothing is read when the sheet is not there.
    """
    problems: list[Problem] = []
    sheet = next((sheet for sheet in sheets_in(cells) if sheet.sheet_id == sheet_id), None)
    records = _read_sheet(cells.sheets[sheet.title], sheet, cells, problems) if sheet else ()
    return records, tuple(problems)


def sheets_in(cells: Cells) -> tuple[SheetLayout, ...]:
    """List the sheets of the layout that a workbook has, each under the title that it has there."""
    found = []
    for sheet in layout().sheets:
        titles = [title for title in (sheet.title, *sheet.formerly) if title in cells.sheets]
        found += [sheet if title == sheet.title else replace(sheet, title=title) for title in titles[:1]]
    return tuple(found)


def known_places(cells: Cells, sheet: SheetLayout) -> dict[Column, tuple[int, int]]:
    """Find the line and the column, counted from 1, of each answer of a form or of each title of a table.

    What the file does not have is absent; what is wrong with its titles is told by ``read_workbook``.
    """
    reader = _SheetReader(cells.sheets.get(sheet.title, ()), sheet, cells, [])
    if sheet.kind == "form":
        return reader.answers()
    header = reader.header_line()
    return {column: (header, position + 1) for position, column in reader.columns_at(header).items()} if header else {}


def _sheets_out_of_place(cells: Cells) -> list[Problem]:
    present = {sheet.sheet_id: sheet.title for sheet in sheets_in(cells)}
    known = {GUIDE_SHEET, LISTS_SHEET, *present.values()}
    absent = [sheet for sheet in layout().sheets if sheet.sheet_id not in present]
    found = [
        problem("former_title", cells.file, title, typed=title, expected=sheet.title)
        for sheet in layout().sheets
        if (title := present.get(sheet.sheet_id, sheet.title)) != sheet.title
    ]
    renamed = set()
    for title in cells.sheets:
        if title in known:
            continue
        expected = _close(title, (sheet.title for sheet in absent), 0.75)
        # A title may hold a name or a number: then it is not repeated.
        shown = "" if personal_data(title) else title
        if expected:
            renamed.add(expected)
            found.append(problem("sheet_renamed", cells.file, shown, expected=expected))
        else:
            found.append(problem("sheet_unknown", cells.file, shown))
    found += [
        problem("sheet_missing_required", cells.file, title=sheet.title)
        for sheet in absent
        if sheet.required and sheet.title not in renamed
    ]
    return found


def _close(typed: str, titles: Iterable[str], cutoff: float) -> str:
    """Return the title that most looks like what was typed, capitals and accents aside, or nothing."""
    folded = {_folded(title): title for title in titles}
    return next((folded[name] for name in difflib.get_close_matches(_folded(typed), folded, 1, cutoff)), "")


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKD", plain(text)).encode("ascii", "ignore").decode()


def _read_sheet(lines: Lines, sheet: SheetLayout, cells: Cells, problems: list[Problem]) -> tuple[Record, ...]:
    if not any(filled(content) for line in lines for content in line):
        code = "sheet_empty_required" if sheet.required else "sheet_empty"
        problems.append(problem(code, cells.file, sheet.title))
        return ()
    reader = _SheetReader(lines, sheet, cells, problems)
    return reader.form() if sheet.kind == "form" else reader.table()


def former_titles(columns: Iterable[Column]) -> dict[str, Column]:
    """Map the titles that columns had in older workbooks to them."""
    return {plain(title): column for column in columns for title in column.formerly}


def filled(content: CellContent) -> bool:
    """Whether a cell holds something else than spaces."""
    return content is not None and str(content).strip() != ""


def _is_example(content: CellContent) -> bool:
    return isinstance(content, str) and plain(content) == EXAMPLE


class _SheetReader:
    """Reads the lines of one sheet; the problems it meets go to a list shared by the whole workbook."""

    def __init__(self, lines: Lines, sheet: SheetLayout, cells: Cells, problems: list[Problem]) -> None:
        self.lines = lines
        self.sheet = sheet
        self.cells = cells
        self.problems = problems

    def form(self) -> tuple[Record, ...]:
        before = len(self.problems)
        found: dict[str, Cell] = {}
        places: dict[str, str] = {}
        for column, (number, position) in self.answers().items():
            line = self.lines[number - 1]
            place = places[column.column_id] = address(number, position)
            self.keep(column, line[position - 1] if len(line) >= position else "", place, found)
        self.require(found, [(column, places.get(column.column_id, "")) for column in self.sheet.columns], before)
        return (Record(self.sheet.sheet_id, self.sheet.title, 0, found),) if found else ()

    def answers(self) -> dict[Column, tuple[int, int]]:
        fields = {plain(column.title): column for column in self.sheet.columns}
        where = self.column_of_titles({*fields, *former_titles(self.sheet.columns)})
        titles = [raw_text(line[where]) if len(line) > where and filled(line[where]) else "" for line in self.lines]
        head = next((number for number, title in enumerate(titles, 1) if plain(title) == plain(FORM_HEAD[0])), 2)
        places: dict[Column, tuple[int, int]] = {}
        held = {plain(title) for title in titles}
        former = former_titles(column for column in self.sheet.columns if plain(column.title) not in held)
        for number, title in enumerate(titles, 1):
            column = fields.get(plain(title)) or former.get(plain(title))
            if column is None:
                if title and number > head:
                    self.tell_title("field_unknown", address(number, where + 1), title)
                continue
            if plain(title) in former:
                self.tell("former_title", address(number, where + 1), typed=title, expected=column.title)
            if column in places:
                self.tell("duplicate_column", address(number, where + 1), column=column.title)
            else:
                places[column] = (number, where + 2)
        return places

    def column_of_titles(self, fields: Collection[str]) -> int:
        holding = Counter(
            position
            for line in self.lines
            for position, content in enumerate(line)
            if filled(content) and plain(raw_text(content)) in fields
        )
        return holding.most_common(1)[0][0] if holding else 0

    def table(self) -> tuple[Record, ...]:
        header = self.header_line()
        if header is None:
            self.tell("header_not_found", "", column=self.sheet.columns[0].title)
            return ()
        columns = self.columns_at(header)
        lead = next((position for position, column in columns.items() if column == self.sheet.columns[0]), 0)
        letters = {position: get_column_letter(position + 1) for position in columns}
        required = [(column, letters[position]) for position, column in columns.items() if column.required]
        spots = [
            (position, column, column.column_id, letters[position], self.known_for_sure(column).get)
            for position, column in columns.items()
        ]
        has_formulas = self.cells.has_formulas
        records = []
        for number, line in enumerate(self.lines[header:], header + 1):
            first = next(filter(filled, line), None)
            if first is None or _is_example(first) or _is_example(line[lead]):
                continue
            found: dict[str, Cell] = {}
            before, row = len(self.problems), str(number)
            for position, column, name, letter, seen in spots:
                content = line[position]
                if content == "" and not has_formulas:
                    continue
                understood = seen((type(content), content))
                if understood is None or understood.cell is None or understood.problems:
                    self.keep(column, content, letter + row, found)
                else:
                    found[name] = understood.cell.at(letter + row)
            if not found and len(self.problems) == before:
                continue
            self.require(found, [(column, letter + row) for column, letter in required], before)
            records.append(Record(self.sheet.sheet_id, self.sheet.title, number, found))
        self.refuse_duplicates(records)
        return tuple(records)

    def header_line(self) -> int | None:
        titles = {plain(column.title) for column in self.sheet.columns} | {*former_titles(self.sheet.columns)}
        best, matching = None, 0
        for number, line in enumerate(self.lines[:HEADER_WITHIN], 1):
            count = sum(isinstance(content, str) and plain(content) in titles for content in line)
            if count > matching:
                best, matching = number, count
        return best if matching >= min(2, len(self.sheet.columns)) else None

    def columns_at(self, header: int) -> dict[int, Column]:
        titles = {plain(column.title): column for column in self.sheet.columns}
        columns: dict[int, Column] = {}
        strangers: list[int] = []
        known: set[str] = set()
        for position, content in enumerate(self.lines[header - 1]):
            if not filled(content):
                continue
            column = titles.get(plain(raw_text(content)))
            if column is None:
                strangers.append(position)
            elif column.column_id in known:
                self.tell("duplicate_column", address(header, position + 1), column=column.title)
            else:
                columns[position] = column
                known.add(column.column_id)
        absent = [column for column in self.sheet.columns if column.column_id not in known]
        for position in list(strangers):
            typed = raw_text(self.lines[header - 1][position])
            former = former_titles(absent).get(plain(typed))
            if former:
                self.tell("former_title", address(header, position + 1), typed=typed, expected=former.title)
                columns[position] = former
                absent.remove(former)
                strangers.remove(position)
        for position in strangers:
            typed = raw_text(self.lines[header - 1][position])
            expected = _close(typed, (column.title for column in absent), 0.6)
            if expected:
                absent = [column for column in absent if column.title != expected]
                self.tell_title("header_changed", address(header, position + 1), typed, expected=expected)
            else:
                self.tell_title("column_unknown", address(header, position + 1), typed)
        for column in absent:
            if column.required:
                self.tell("column_missing", "", column=column.title)
        return dict(sorted(columns.items()))

    def known_for_sure(self, column: Column) -> Mapping[tuple[type, CellContent], Understood]:
        """Return what contents met before in a column mean, where nothing but the content tells it."""
        if self.cells.has_formulas or (column.column_id in PERCENT_COLUMNS and self.cells.has_percentages):
            return {}
        return known_contents(self.sheet.sheet_id, column.column_id)

    def keep(self, column: Column, content: CellContent, place: str, found: dict[str, Cell]) -> None:
        if self.cells.has_formulas and (not filled(content) or content == 0) and self.tell_formula(place):
            return
        understood = understand(content, column, known_contents(self.sheet.sheet_id, column.column_id))
        for code, values in understood.problems:
            self.tell(code, place, **values)
        if understood.cell is None:
            return
        cell = understood.cell.at(place)
        if isinstance(content, int | float) and self.is_percentage(column, place):
            cell = cell._replace(value=tidy(100 * content), raw=as_percentage(content))
        found[column.column_id] = cell

    def tell_formula(self, place: str) -> bool:
        spot = (self.sheet.title, place)
        if spot in self.cells.troubles.not_computed:
            self.tell("formula_not_computed", place)
            return True
        shown = self.cells.troubles.errors.get(spot, "")
        if shown:
            self.tell("formula_error", place, typed=shown)
        return bool(shown)

    def is_percentage(self, column: Column, place: str) -> bool:
        if column.column_id not in PERCENT_COLUMNS or not self.cells.has_percentages:
            return False
        return (self.sheet.title, place) in self.cells.troubles.percentages

    def require(self, found: Mapping[str, Cell], places: Iterable[tuple[Column, str]], before: int) -> None:
        for column, place in places:
            cell = found.get(column.column_id)
            # « nd » is an answer where a number is due; a line without its name or its year says nothing.
            said = cell is not None and (not isinstance(cell.value, Missing) or column.type == "number")
            if column.required and not said and not (place and self.is_troubled(place, before)):
                self.tell("value_required" if place else "column_missing", place, column=column.title)

    def is_troubled(self, place: str, before: int) -> bool:
        """Say whether a cell was told of since so many problems."""
        return any(found.cell == place for found in self.problems[before:])

    def refuse_duplicates(self, records: list[Record]) -> None:
        for column in self.sheet.columns:
            if not column.unique:
                continue
            first: dict[str, str] = {}
            for record in records:
                code = record.text(column.column_id)
                if code and code in first:
                    place = record.address(column.column_id)
                    self.tell("duplicate_code", place, typed=code, first=first[code])
                elif code:
                    first[code] = record.address(column.column_id)

    def tell_title(self, code: str, place: str, typed: str, **values: str) -> None:
        broken = personal_data(typed)
        if broken in ("nir_found", "contact_found"):
            self.tell(broken, place)
        else:
            self.tell(code, place, typed=typed, **values)

    def tell(self, code: str, place: str, **values: str) -> None:
        self.problems.append(problem(code, self.cells.file, self.sheet.title, place, **values))


def _codes_without_target(records: Mapping[str, tuple[Record, ...]], file: str) -> list[Problem]:
    found = []
    for sheet in layout().sheets:
        for column in sheet.columns:
            if column.type != "codes":
                continue
            known = {record.text("code") for record in records.get(column.refers, ())}
            for record in records.get(sheet.sheet_id, ()):
                found += [
                    problem("evidence_not_found", file, sheet.title, record.address(column.column_id), typed=code)
                    for code in record.items(column.column_id)
                    if code not in known
                ]
    return found
