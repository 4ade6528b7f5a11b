"""Reads a workbook by its layout: sheets, headers and typed records, with every problem found on the way."""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dts_eval.foundation.model import Cell, Record
from dts_eval.foundation.problems import Problem, problem
from dts_eval.workbook.cells import CellContent, Cells, address, read_cells
from dts_eval.workbook.layout import FORM_HEAD, GUIDE_SHEET, Column, SheetLayout, layout
from dts_eval.workbook.values import Unreadable, personal_data, plain, raw_text, read_value

HEADER_WITHIN = 12
EXAMPLE = "exemple"
LISTS_SHEET = "listes"
Lines = tuple[tuple[CellContent, ...], ...]


@dataclass(frozen=True)
class Reading:
    """A workbook as read: its records by sheet, in the order of the layout, and what is wrong with it.

    ``percentages`` are the cells (sheet, address) that the spreadsheet shows as percentages: 0.52 there is 52 %.
    """

    cells: Cells
    records: Mapping[str, tuple[Record, ...]]
    percentages: frozenset[tuple[str, str]]
    problems: tuple[Problem, ...]


@cache
def list_words(name: str) -> Mapping[str, str]:
    """Map every word accepted for a list, French, English or its name in the code, to its item."""
    words: dict[str, str] = {}
    for item, labels in layout().lists[name].items():
        words |= {plain(label): item for label in (item, *labels.values())}
    return words


def read_workbook(path: Path) -> Reading:
    """Read all sheets of a workbook that the layout knows.

    Raises:
        DataProblems: the file cannot be opened at all.
    """
    cells, found = read_cells(path)
    problems = list(found)
    problems += _sheets_out_of_place(cells)
    records: dict[str, tuple[Record, ...]] = {}
    for sheet in layout().sheets:
        lines = cells.sheets.get(sheet.title)
        if lines is not None:
            records[sheet.sheet_id] = _read_sheet(lines, sheet, cells, problems)
    problems += _codes_without_target(records, cells.file)
    return Reading(cells, records, _percentages(cells, records), tuple(problems))


def _percentages(cells: Cells, records: Mapping[str, tuple[Record, ...]]) -> frozenset[tuple[str, str]]:
    values = (record.number("value") for record in records.get("measures", ()))
    doubtful = any(value is not None and 0 < abs(value) < 1 for value in values)
    return cells.troubles.percentages if doubtful else frozenset()


def _sheets_out_of_place(cells: Cells) -> list[Problem]:
    titles = {sheet.title for sheet in layout().sheets}
    known = titles | {GUIDE_SHEET, LISTS_SHEET}
    absent = [sheet for sheet in layout().sheets if sheet.title not in cells.sheets]
    found = []
    renamed = set()
    for title in cells.sheets:
        if title in known:
            continue
        close = difflib.get_close_matches(title, [sheet.title for sheet in absent], n=1, cutoff=0.75)
        if close:
            renamed.add(close[0])
            found.append(problem("sheet_renamed", cells.file, title, expected=close[0]))
        else:
            found.append(problem("sheet_unknown", cells.file, title))
    found += [
        problem("sheet_missing_required", cells.file, title=sheet.title)
        for sheet in absent
        if sheet.required and sheet.title not in renamed
    ]
    return found


def _read_sheet(lines: Lines, sheet: SheetLayout, cells: Cells, problems: list[Problem]) -> tuple[Record, ...]:
    if not any(_filled(content) for line in lines for content in line):
        code = "sheet_empty_required" if sheet.required else "sheet_empty"
        problems.append(problem(code, cells.file, sheet.title))
        return ()
    reader = _SheetReader(lines, sheet, cells, problems)
    return reader.form() if sheet.kind == "form" else reader.table()


def _filled(content: CellContent) -> bool:
    return content is not None and str(content).strip() != ""


class _SheetReader:
    """Reads the lines of one sheet; the problems it meets go to a list shared by the whole workbook."""

    def __init__(self, lines: Lines, sheet: SheetLayout, cells: Cells, problems: list[Problem]) -> None:
        self.lines = lines
        self.sheet = sheet
        self.cells = cells
        self.problems = problems

    def form(self) -> tuple[Record, ...]:
        fields = {plain(column.title): column for column in self.sheet.columns}
        found: dict[str, Cell] = {}
        seen: set[str] = set()
        troubled: set[str] = set()
        for number, line in enumerate(self.lines, 1):
            title = plain(raw_text(line[0])) if line and _filled(line[0]) else ""
            column = fields.get(title)
            if column is None:
                if number > 2 and title and title != plain(FORM_HEAD[0]):
                    self.tell("field_unknown", address(number, 1), typed=raw_text(line[0]))
                continue
            before = len(self.problems)
            seen.add(column.column_id)
            self.keep(column, line[1] if len(line) > 1 else "", address(number, 2), found)
            if len(self.problems) > before:
                troubled.add(column.column_id)
        for column in self.sheet.columns:
            if column.required and column.column_id not in found.keys() | troubled:
                code = "value_required" if column.column_id in seen else "column_missing"
                self.tell(code, "", column=column.title)
        return (Record(self.sheet.sheet_id, self.sheet.title, 0, found),) if found else ()

    def table(self) -> tuple[Record, ...]:
        header = self.header_line()
        if header is None:
            self.tell("header_not_found", "", column=self.sheet.columns[0].title)
            return ()
        columns = self.columns_at(header)
        records = []
        for number, line in enumerate(self.lines[header:], header + 1):
            if not any(_filled(content) for content in line):
                continue
            if plain(raw_text(line[0])) == EXAMPLE:
                continue
            found: dict[str, Cell] = {}
            before = len(self.problems)
            for position, column in columns.items():
                if position < len(line):
                    self.keep(column, line[position], address(number, position + 1), found)
            if not found and len(self.problems) == before:
                continue
            self.require(found, columns, number, before)
            records.append(Record(self.sheet.sheet_id, self.sheet.title, number, found))
        self.refuse_duplicates(records)
        return tuple(records)

    def header_line(self) -> int | None:
        titles = {plain(column.title) for column in self.sheet.columns}
        best, matching = None, 0
        for number, line in enumerate(self.lines[:HEADER_WITHIN], 1):
            count = sum(plain(raw_text(content)) in titles for content in line if _filled(content))
            if count > matching:
                best, matching = number, count
        return best if matching >= min(2, len(titles)) else None

    def columns_at(self, header: int) -> dict[int, Column]:
        titles = {plain(column.title): column for column in self.sheet.columns}
        columns: dict[int, Column] = {}
        strangers: list[int] = []
        for position, content in enumerate(self.lines[header - 1]):
            if not _filled(content):
                continue
            column = titles.get(plain(raw_text(content)))
            if column is None:
                strangers.append(position)
            elif column in columns.values():
                self.tell("duplicate_column", address(header, position + 1), column=column.title)
            else:
                columns[position] = column
        absent = [column for column in self.sheet.columns if column not in columns.values()]
        for position in strangers:
            typed = raw_text(self.lines[header - 1][position])
            close = difflib.get_close_matches(typed, [column.title for column in absent], n=1, cutoff=0.6)
            if close:
                absent = [column for column in absent if column.title != close[0]]
                self.tell("header_changed", address(header, position + 1), typed=typed, expected=close[0])
            else:
                self.tell("column_unknown", address(header, position + 1), typed=typed)
        for column in absent:
            if column.required:
                self.tell("column_missing", "", column=column.title)
        return columns

    def keep(self, column: Column, content: CellContent, place: str, found: dict[str, Cell]) -> None:
        trouble = self.trouble(place) if not _filled(content) else ""
        if trouble:
            self.tell(trouble, place, **self.shown_error(place, trouble))
            return
        if not _filled(content):
            return
        broken = personal_data(raw_text(content))
        if broken:
            self.tell(broken, place)
            if broken != "likely_name":
                return
        words = list_words(column.list) if column.list else {}
        try:
            found[column.column_id] = read_value(content, column, place, words)
        except Unreadable as unreadable:
            self.tell(unreadable.code, place, **unreadable.values)

    def trouble(self, place: str) -> str:
        if not self.cells.has_formulas:
            return ""
        spot = (self.sheet.title, place)
        if spot in self.cells.troubles.errors:
            return "formula_error"
        return "formula_not_computed" if spot in self.cells.troubles.not_computed else ""

    def shown_error(self, place: str, code: str) -> dict[str, str]:
        return {"typed": self.cells.troubles.errors[self.sheet.title, place]} if code == "formula_error" else {}

    def require(self, found: dict[str, Cell], columns: dict[int, Column], number: int, before: int) -> None:
        troubled = {found_problem.cell for found_problem in self.problems[before:]}
        for position, column in columns.items():
            place = address(number, position + 1)
            if column.required and column.column_id not in found and place not in troubled:
                self.tell("value_required", place, column=column.title)

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
