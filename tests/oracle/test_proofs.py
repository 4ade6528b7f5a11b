"""Walks from every figure to its proof and to the cells, with another reader than the project's own.

For declared figures the cell must hold the value; for counted figures the cells are counted again here, from the
workbook alone, by code that shares nothing with the formulas.
"""

import csv
import datetime
import re
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

STRUCTURES = ("la-cordee-de-brumeval", "iii-1-palacret", "iii-2-sms-ssap", "iii-15-air-aicm")
NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def cells_of(sheet: Worksheet, ranges: str) -> list[object]:
    values = []
    for part in ranges.split():
        block = sheet[part]
        lines = block if isinstance(block, tuple) else ((block,),)
        values += [cell.value for line in lines for cell in (line if isinstance(line, tuple) else (line,))]
    return values


def as_text(value: object) -> str:
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def numbers_in(value: object) -> list[float]:
    text = re.sub(r"(?<=\d)[ \u00a0\u202f](?=\d{3})", "", str(value))
    return [float(found.replace(",", ".")) for found in NUMBER.findall(text)]


@pytest.fixture(scope="module", params=STRUCTURES)
def proved(request, reports, workbooks):
    stem = request.param
    folder = reports[stem].manifest.parent
    rows = next(read_csv(path) for path in reports[stem].files if path.name.endswith(".rows.csv"))
    evidence = next(read_csv(path) for path in reports[stem].files if path.name.endswith(".evidence.csv"))
    book = openpyxl.load_workbook(workbooks[stem], data_only=True)
    assert folder.is_dir()
    return rows, {item["evidence_id"]: item for item in evidence}, book


def test_every_evidence_cited_exists_and_every_evidence_is_cited(proved):
    rows, evidence, _ = proved
    cited = {name for row in rows for name in row["evidence_ids"].split()}
    assert cited == set(evidence)


def test_every_known_figure_has_a_proof(proved):
    rows, _, _ = proved
    known = [row for row in rows if row["kind"] == "figure" and row["value"]]
    assert known
    assert [row["row_id"] for row in known if not row["evidence_ids"]] == []


def test_what_the_register_says_was_typed_stands_in_the_cells(proved):
    _, evidence, book = proved
    checked = 0
    for item in evidence.values():
        if item["kind"] != "cells" or not item["raw"]:
            continue
        typed = [as_text(value) for value in cells_of(book[item["sheet"]], item["cell"]) if value is not None]
        assert item["raw"].split(" | ") == typed, item["evidence_id"]
        checked += 1
    assert checked


def test_every_declared_figure_is_the_number_of_its_cell(proved):
    rows, evidence, book = proved
    declared = [row for row in rows if row["kind"] == "figure" and row["status"] == "declared"]
    for row in declared:
        cells = [evidence[name] for name in row["evidence_ids"].split() if evidence[name]["kind"] == "cells"]
        found = [
            number
            for item in cells
            for value in cells_of(book[item["sheet"]], item["cell"])
            if value is not None
            for number in numbers_in(value)
        ]
        value = float(row["value"])
        ratios = [100 * a / b for a in found for b in found if b]
        assert any(abs(number - value) < 1e-9 for number in found) or (
            row["unit"] == "percent" and any(abs(ratio - value) < 1e-6 for ratio in ratios)
        ), row["row_id"]


def test_people_lines_are_never_copied(proved):
    _, evidence, _ = proved
    assert [item for item in evidence.values() if item["sheet"] in ("Parcours", "Enquêtes") and item["raw"]] == []
