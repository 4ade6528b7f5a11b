"""Walks from every row to its proof and to the cells, with another reader than the project's own.

For declared figures the cell must hold the value; for words the cell must hold them; for changes and gaps the two
figures compared must stand among the rows. Figures counted from lines are counted again in ``test_recount.py``.
"""

import datetime
import re

import pytest
from openpyxl.utils import range_boundaries
from recount_avoided import RECOUNTS
from sceptic import Report

from dts_eval.runs.templates import shipped_structures

STRUCTURES = [workbook.stem for workbook in shipped_structures()]
# Between two numbers a hyphen is no sign: it sets the ends of a range apart.
NUMBER = re.compile(r"(?:(?<!\d)-)?\d+(?:[.,]\d+)?")
QUANTITIES = ("value", "text", "numerator", "denominator", "unknown", "low", "high")
PEOPLE = ("Parcours", "Enquêtes")
# Answers chosen in a list are kept by their name in the code, not by the words of the cell.
CHOSEN = {"opinion_opinion", "appreciation_marker"}


@pytest.fixture(scope="module", params=STRUCTURES)
def report(request, reports, workbooks) -> Report:
    return Report.opened(reports[request.param].files, workbooks[request.param])


def as_text(value: object) -> str:
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def numbers_in(value: object) -> list[float]:
    text = re.sub(r"(?<=\d)[ \u00a0\u202f](?=\d{3})", "", str(value))
    return [float(found.replace(",", ".")) for found in NUMBER.findall(text)]


def typed(report: Report, row: dict[str, str]) -> list[object]:
    """What stands in the cells that a row cites; documents of the register are not cells."""
    cells = [item for item in report.proofs(row) if item["kind"] == "cells"]
    return [value for item in cells for value in report.cells(item).values() if value is not None]


def figures(report: Report, *statuses: str) -> list[dict[str, str]]:
    return [row for row in report.rows if row["kind"] == "figure" and row["status"] in statuses]


def test_every_evidence_cited_exists_and_every_evidence_is_cited(report):
    cited = {name for row in report.rows for name in row["evidence_ids"].split()}
    assert cited == set(report.evidence)


def test_evidence_is_numbered_in_the_order_of_sheets_then_cells_without_a_hole(report):
    assert list(report.evidence) == [f"E{number}" for number in range(1, len(report.evidence) + 1)]
    sheets = report.book.sheetnames
    places = []
    for item in report.evidence.values():
        column, line, _, _ = range_boundaries(item["cell"].split()[0])
        places.append((sheets.index(item["sheet"]), line, column))
    assert places == sorted(places)


def test_every_row_has_an_id_of_its_own(report):
    ids = [row["row_id"] for row in report.rows]
    assert len(ids) == len(set(ids))


def test_every_known_figure_has_a_proof(report):
    known = [row for row in report.rows if row["kind"] in ("figure", "change", "gap") and row["value"]]
    assert known
    assert [row["row_id"] for row in known if not row["evidence_ids"]] == []


def test_every_word_of_somebody_has_a_proof(report):
    said = [row for row in report.rows if row["text"]]
    assert said
    assert [row["row_id"] for row in said if not row["evidence_ids"]] == []


def test_what_the_register_says_was_typed_stands_in_the_cells(report):
    checked = 0
    for item in report.evidence.values():
        if item["kind"] == "cells" and item["raw"]:
            found = [as_text(value) for value in report.cells(item).values() if value is not None]
            assert item["raw"].split(" | ") == found, item["evidence_id"]
            checked += 1
    assert checked


def test_a_document_of_the_register_stands_on_its_line(report):
    documents = [item for item in report.evidence.values() if item["kind"] != "cells"]
    assert documents
    for item in documents:
        found = [as_text(value) for value in report.cells(item).values() if value is not None]
        assert item["sheet"] == "Supports"
        for field in ("raw", "author", "interest"):
            assert not item[field] or item[field] in found, item["evidence_id"]
        assert item["note"].split()[0] == found[0]


def test_every_declared_figure_is_the_number_of_its_cell(report):
    declared = figures(report, "declared")
    assert declared
    for row in declared:
        found = [number for value in typed(report, row) for number in numbers_in(value)]
        if not row["value"]:
            # A range, as it was said: both its ends are typed.
            assert {float(row["low"]), float(row["high"])} <= set(found), row["row_id"]
            continue
        value = float(row["value"])
        ratios = [100 * a / b for a in found for b in found if b]
        assert any(abs(number - value) < 1e-9 for number in found) or (
            row["unit"] == "percent" and any(abs(ratio - value) < 1e-6 for ratio in ratios)
        ), row["row_id"]


def test_every_estimated_figure_has_its_bounds_in_its_cells(report):
    # What a formula estimates, or divides, is counted again elsewhere: test_recount.
    elsewhere = {*RECOUNTS, "users_per_1000_inhabitants"}
    for row in (row for row in figures(report, "estimated") if row["indicator"] not in elsewhere):
        found = [number for value in typed(report, row) for number in numbers_in(value)]
        shown = [float(row[field]) for field in ("value", "low", "high") if row[field]]
        assert shown and set(shown) <= set(found), row["row_id"]
        assert row["grade"] == "estimated"


def test_parts_of_a_declared_share_stand_in_its_cells(report):
    for row in figures(report, "declared"):
        found = [number for value in typed(report, row) for number in numbers_in(value)]
        shown = [float(row[field]) for field in ("numerator", "denominator", "unknown") if row[field]]
        assert set(shown) <= set(found), row["row_id"]


def test_what_is_missing_has_no_value_and_no_grade(report):
    for row in figures(report, "not_available", "not_applicable", "suppressed"):
        assert [row[field] for field in ("value", "low", "high", "grade") if row[field]] == [], row["row_id"]


def test_a_zero_was_counted_or_typed(report):
    for row in figures(report, "declared"):
        if row["value"] and float(row["value"]) == 0:
            assert 0 in typed(report, row), row["row_id"]


def test_words_are_those_of_the_cells(report):
    checked = 0
    for row in report.rows:
        if row["kind"] in ("account", "effect") and row["text"] and row["indicator"] not in CHOSEN:
            found = [as_text(value) for value in typed(report, row)]
            assert row["text"] in found or row["text"].replace(" 00:00:00", "") in found, row["row_id"]
            checked += 1
    assert checked


def test_a_change_is_the_difference_between_two_rows(report):
    totals = {
        (row["indicator"], row["year"]): row for row in report.rows if row["kind"] == "figure" and not row["breakdown"]
    }
    for row in report.rows:
        if row["kind"] == "change" and row["value"]:
            before, after = row["period"].split("-")
            first, last = totals[row["indicator"], before], totals[row["indicator"], after]
            assert float(row["value"]) == pytest.approx(float(last["value"]) - float(first["value"])), row["row_id"]
            assert set(row["evidence_ids"].split()) == set(
                first["evidence_ids"].split() + last["evidence_ids"].split()
            )


def test_a_gap_is_the_distance_from_a_target_that_was_typed(report):
    gaps = {(row["indicator"], row["year"], row["breakdown"]): row for row in report.rows if row["kind"] == "gap"}
    for (indicator, year, breakdown), row in gaps.items():
        if breakdown == "of=target":
            found = [number for value in typed(report, row) for number in numbers_in(value)]
            assert float(row["value"]) in found
        elif row["value"]:
            target = float(gaps[indicator, year, "of=target"]["value"])
            reached = next(
                float(item["value"])
                for item in report.rows
                if (item["kind"], item["indicator"], item["year"], item["breakdown"]) == ("figure", indicator, year, "")
            )
            assert float(row["value"]) == pytest.approx(reached - target)


def test_people_lines_are_never_copied(report):
    assert [item for item in report.evidence.values() if item["sheet"] in PEOPLE and item["raw"]] == []


def test_the_lines_behind_one_count_of_people_do_not_tell_it(report):
    """All parts of a breakdown cite the same lines: the proof of a count says nothing of who is counted."""
    blocks: dict[tuple[str, str], set[str]] = {}
    for row in figures(report, "measured", "computed", "suppressed"):
        for item in report.proofs(row):
            if item["sheet"] in PEOPLE:
                blocks.setdefault((row["indicator"], row["year"]), set()).add(item["cell"])
    assert {key: cells for key, cells in blocks.items() if len(cells) > 1} == {}


def test_what_is_hidden_is_blank_in_the_row_and_in_its_proof(report):
    hidden = [row for row in report.rows if row["status"] == "suppressed"]
    if report.rows[0]["structure_id"] == "cordee-brumeval":
        assert hidden
    for row in hidden:
        assert [row[field] for field in QUANTITIES if row[field]] == [], row["row_id"]
        if row["kind"] == "figure":
            raws = [item["raw"] for item in report.proofs(row) if item["kind"] == "cells"]
            assert set(raws) <= {""}, row["row_id"]


def test_the_grade_of_a_counted_figure_is_the_weakest_of_its_proofs(report):
    order = ["estimated", "declared", "records", "corroborated"]
    for row in figures(report, "measured", "computed"):
        grades = [item["grade"] for item in report.proofs(row)]
        assert row["grade"] == min(grades, key=order.index), row["row_id"]
