"""Evidence made of cells: ranges as few as possible, and never a cell more or less."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter, range_boundaries

from dts_eval.foundation.model import Cell, Record
from dts_eval.workbook.proofs import (
    RAW_SEPARATOR,
    cells_evidence,
    lines_evidence,
    merge_ranges,
    position,
    support_key,
    support_keys,
)

LINE = Record(
    "measures",
    "Relevés",
    7,
    {
        "indicator": Cell("Contrats signés", "Contrats signés", "A7"),
        "value": Cell(38, "38", "E7"),
        "numerator": Cell(3, "3", "G7"),
        "denominator": Cell(8, "8", "H7"),
        "supports": Cell(("S-01", "S-02"), "S-01 S-02", "N7"),
    },
)


@pytest.mark.parametrize(
    ("addresses", "ranges"),
    [
        ([], ""),
        (["B2"], "B2"),
        (["B2", "B3", "B4"], "B2:B4"),
        (["E5", "G5", "H5"], "E5 G5:H5"),
        (["H5", "E5", "G5"], "E5 G5:H5"),
        (["A1", "B1", "A2", "B2"], "A1:B2"),
        (["A1", "B1", "A2"], "A1:B1 A2"),
        (["A1", "A3"], "A1 A3"),
        (["A1", "A2", "A4", "A5"], "A1:A2 A4:A5"),
        (["B2", "B2", "B3"], "B2:B3"),
        (["Z9", "AA9", "AB9"], "Z9:AB9"),
        (["A9", "A10", "A11"], "A9:A11"),
        (["A1", "C1", "A2", "C2", "A3", "C3"], "A1:A3 C1:C3"),
    ],
)
def test_cells_become_as_few_ranges_as_their_order_allows(addresses, ranges):
    assert merge_ranges(addresses) == ranges


@given(st.sets(st.tuples(st.integers(1, 30), st.integers(1, 40)), max_size=60))
def test_the_ranges_hold_the_cells_given_and_no_other(cells):
    ranges = merge_ranges(f"{get_column_letter(column)}{line}" for line, column in cells)
    held = []
    for part in ranges.split():
        left, top, right, bottom = range_boundaries(part)
        held += [(line, column) for line in range(top, bottom + 1) for column in range(left, right + 1)]
    assert sorted(held) == sorted(cells)


@given(st.lists(st.tuples(st.integers(1, 9), st.integers(1, 9)), max_size=20), st.randoms())
def test_the_order_and_the_repetition_of_cells_do_not_matter(cells, random):
    addresses = [f"{get_column_letter(column)}{line}" for line, column in cells]
    shuffled = addresses + addresses[:5]
    random.shuffle(shuffled)
    assert merge_ranges(shuffled) == merge_ranges(addresses)


@pytest.mark.parametrize(
    ("cell", "where"), [("A1", (1, 1)), ("AB12", (12, 28)), ("B2:B59", (2, 2)), ("E5 G5:H5", (5, 5))]
)
def test_a_range_stands_where_its_first_cell_does(cell, where):
    assert position(cell) == where


def test_the_evidence_of_cells_says_where_and_what_was_typed():
    evidence = cells_evidence(LINE, "value", "numerator", "denominator", grade="records")
    assert evidence is not None
    assert (evidence.sheet, evidence.cell, evidence.grade) == ("Relevés", "E7 G7:H7", "records")
    assert evidence.raw.split(RAW_SEPARATOR) == ["38", "3", "8"]
    assert evidence.key == "Relevés!E7 G7:H7"


def test_blank_cells_prove_nothing():
    assert cells_evidence(LINE, "low", "high") is None
    evidence = cells_evidence(LINE, "low", "value")
    assert evidence is not None and (evidence.cell, evidence.raw) == ("E7", "38")


def test_counted_lines_are_a_range_and_are_not_copied():
    evidence = lines_evidence("Parcours", [7, 1, 6], [4, 5, 6, 9], "records", "sorties de l’année")
    assert (evidence.cell, evidence.raw) == ("A4:A6 F4:G6 A9 F9:G9", "")
    assert (evidence.grade, evidence.calculation) == ("records", "sorties de l’année")


def test_two_calculations_on_the_same_lines_are_two_proofs():
    one, other = (lines_evidence("Parcours", [1], [4, 5], "records", said) for said in ("compter", "diviser"))
    assert one.key != other.key


def test_the_documents_of_a_line_are_named_by_their_code():
    assert support_keys(LINE) == (support_key("S-01"), support_key("S-02"))
    assert support_keys(LINE, "supports_against") == ()


@given(st.lists(st.integers(1, 30), min_size=1), st.lists(st.integers(1, 60), min_size=1))
def test_counted_lines_are_the_ranges_of_their_cells_whatever_their_order_and_repetition(columns, lines):
    cells = [f"{get_column_letter(column)}{line}" for line in lines for column in columns]
    assert lines_evidence("Parcours", columns, lines, "", "").cell == merge_ranges(cells)
