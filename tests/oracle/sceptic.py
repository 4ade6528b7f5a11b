"""What a sceptic needs: the csv files of a report, the workbook read by another reader, and the cells a proof cites.

Nothing here comes from the code that read, counted or proved: headers are read in the sheet, words are the workbook's.
"""

import csv
import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

FORM, PLAN = "Structure", "Plan de collecte"
HEADER_LINE, FIRST_LINE = 2, 4
Line = dict[str, Any]


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@dataclass(frozen=True)
class Report:
    """A report as anybody may read it: its rows, its evidence by number, and the workbook it comes from."""

    rows: list[dict[str, str]]
    evidence: dict[str, dict[str, str]]
    book: openpyxl.Workbook

    @classmethod
    def opened(cls, files: Iterable[Path], workbook: Path) -> "Report":
        paths = list(files)
        rows = next(read_csv(path) for path in paths if path.name.endswith(".rows.csv"))
        evidence = next(read_csv(path) for path in paths if path.name.endswith(".evidence.csv"))
        book = openpyxl.load_workbook(workbook, data_only=True)
        return cls(rows, {item["evidence_id"]: item for item in evidence}, book)

    def proofs(self, row: dict[str, str]) -> list[dict[str, str]]:
        return [self.evidence[name] for name in row["evidence_ids"].split()]

    def cells(self, item: dict[str, str]) -> dict[tuple[int, int], Any]:
        """What stands in the cells of one evidence, by line and column."""
        return cells_at(self.book[item["sheet"]], item["cell"])

    def cited_lines(self, row: dict[str, str]) -> dict[str, list[Line]]:
        """The lines of each sheet as far as the evidence of a row cites them, and no cell more."""
        found: dict[str, dict[int, Line]] = {}
        for item in self.proofs(row):
            if item["kind"] != "cells":
                continue
            titles = titles_of(self.book[item["sheet"]])
            for (line, column), value in self.cells(item).items():
                found.setdefault(item["sheet"], {}).setdefault(line, {})[titles.get(column, "")] = plain(value)
        return {sheet: [lines[number] for number in sorted(lines)] for sheet, lines in found.items()}

    def all_lines(self, sheet: str) -> list[Line]:
        """Every line that people filled in on a sheet."""
        titles = titles_of(self.book[sheet])
        lines = []
        for row in self.book[sheet].iter_rows(min_row=FIRST_LINE):
            if any(cell.value is not None for cell in row):
                lines.append({titles[cell.column]: plain(cell.value) for cell in row if cell.column in titles})
        return lines

    def cited_answer(self, row: dict[str, str], question: str) -> float:
        """A number that the sheet Structure or a line of the plan of collection gives, if the row cites its cell."""
        sheet = self.book[FORM]
        for item in self.proofs(row):
            if item["sheet"] == FORM:
                for (line, _), value in self.cells(item).items():
                    if sheet.cell(line, 1).value == question:
                        return float(value)
        for line in self.cited_lines(row).get(PLAN, []):
            if number(line.get(question)) is not None:
                return float(line[question])
        raise AssertionError(f"{row['row_id']} does not cite « {question} »")


def cells_at(sheet: Worksheet, ranges: str) -> dict[tuple[int, int], Any]:
    found = {}
    for part in ranges.split():
        first_column, first_line, last_column, last_line = range_boundaries(part)
        if not any(sign.isdigit() for sign in part):
            # Whole columns are cited where the number of lines would tell a number of people.
            first_line, last_line = FIRST_LINE, sheet.max_row
        for line in range(first_line, last_line + 1):
            for column in range(first_column, last_column + 1):
                found[line, column] = sheet.cell(line, column).value
    return found


def titles_of(sheet: Worksheet) -> dict[int, str]:
    return {cell.column: str(cell.value) for cell in sheet[HEADER_LINE] if cell.value is not None}


def plain(value: Any) -> Any:
    return value.date() if isinstance(value, datetime.datetime) else value


def number(value: Any) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
