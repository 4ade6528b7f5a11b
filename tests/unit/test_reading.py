"""A workbook read by its layout: what people move, rename or leave out, and what becomes of it."""

import datetime
import sys
from pathlib import Path

import pytest
from older_samples import forget
from openpyxl.workbook import Workbook

sys.path.append(str(Path(__file__).parents[1] / "bad"))
from spoiled import (  # noqa: E402
    CONTENTS,
    Edit,
    add,
    as_ods,
    cell,
    codes,
    empty,
    put,
    remove,
    retitle,
    sound,
    title_of,
)

from dts_eval.foundation.units import Missing  # noqa: E402
from dts_eval.workbook.layout import layout  # noqa: E402
from dts_eval.workbook.reading import Reading, read_workbook  # noqa: E402
from dts_eval.workbook.template import write_workbook  # noqa: E402
from dts_eval.workbook.values import known_contents, list_words  # noqa: E402


def read(folder: Path, *edits: Edit) -> Reading:
    reading = read_workbook(sound(folder, *edits))
    assert codes(reading.problems) == []
    return reading


def shift(sheet: str, lines: int = 0, columns: int = 0) -> Edit:
    """Insert blank lines above, or blank columns before, what a sheet holds."""

    def edit(book: Workbook) -> None:
        worksheet = book[title_of(sheet)]
        for merged in list(worksheet.merged_cells.ranges):
            worksheet.unmerge_cells(str(merged))
        worksheet.move_range(worksheet.dimensions, rows=lines, cols=columns)

    return edit


def values(reading: Reading, sheet: str) -> list[dict[str, object]]:
    return [{name: kept.value for name, kept in line.cells.items()} for line in reading.records[sheet]]


def test_few_contents_are_remembered_and_all_are_understood(tmp_path, monkeypatch):
    usual = read(tmp_path).records
    monkeypatch.setattr("dts_eval.workbook.values.MOST_KNOWN", 2)
    forget()
    assert read(tmp_path).records == usual
    names = [(sheet.sheet_id, column.column_id) for sheet in layout().sheets for column in sheet.columns]
    assert max(len(known_contents(*name)) for name in names) == 2


def test_every_sheet_and_every_line_is_read(tmp_path):
    reading = read(tmp_path)
    assert list(reading.records) == [sheet.sheet_id for sheet in layout().sheets]
    for sheet, lines in CONTENTS.items():
        assert len(reading.records[sheet]) == len(lines), sheet
        for line, record in zip(lines, reading.records[sheet], strict=True):
            assert set(line) <= set(record.cells) | {"version"}


def test_each_cell_knows_where_it_stands_and_what_was_typed(tmp_path):
    first, second, third, fourth, fifth = read(tmp_path).records["measures"]
    assert (first.sheet, first.title, first.line) == ("measures", "Relevés", 4)
    assert (first["value"], first.cells["value"].raw, first.address("value")) == (38, "38", "E4")
    assert (second.number("value"), second.items("supports")) == (62, ("S-02",))
    assert (third["value"], third.cells["value"].low, third.cells["value"].qualifier) == (600, 600, "more_than")
    assert (fourth["value"], fourth.cells["value"].low, fourth.cells["value"].high) == (None, 20, 25)
    assert (fifth["value"], fifth.text("value"), fifth.number("value")) == (Missing.NOT_AVAILABLE, "", None)
    assert (first["note"], first.address("note")) == (None, "4")


def test_days_codes_and_choices_are_read_by_their_type(tmp_path):
    reading = read(tmp_path)
    assert reading.records["pathways"][0]["entry"] == datetime.date(2023, 9, 4)
    assert reading.records["territories"][0]["insee"] == "04070"
    assert reading.records["criteria"][0]["decision"] == "kept"
    assert reading.records["activities"][1]["in_scope"] == "no"


def test_the_example_line_is_never_read(tmp_path):
    reading = read(tmp_path)
    assert all(
        line.line > 3
        for sheet, lines in reading.records.items()
        if layout().sheet(sheet).kind == "table"
        for line in lines
    )


@pytest.mark.parametrize(("lines", "columns"), [(1, 0), (2, 0), (9, 0), (0, 1), (0, 3), (2, 2)])
def test_blank_lines_and_columns_before_change_addresses_and_nothing_else(lines, columns, tmp_path):
    straight = read(tmp_path / "straight")
    moved = read(tmp_path / "moved", *(shift(sheet, lines, columns) for sheet in ("measures", "criteria", "structure")))
    assert values(moved, "measures") == values(straight, "measures")
    assert values(moved, "criteria") == values(straight, "criteria")
    assert values(moved, "structure") == values(straight, "structure")
    letter = "EFGH"[columns]
    assert moved.records["measures"][0].address("value") == f"{letter}{4 + lines}"
    assert moved.records["measures"][0].line == 4 + lines
    year = moved.records["structure"][0].address("year")
    assert year == f"{'BCDE'[columns]}{int(cell('structure', 'year')[1:]) + lines}"


def test_a_title_merged_above_the_header_is_no_header(tmp_path):
    def entitle(book: Workbook) -> None:
        worksheet = book["Relevés"]
        worksheet["A1"].value = "Relevés de l’année 2024"
        worksheet.merge_cells("F1:M1")
        worksheet["F1"].value = "Indicateur"

    assert len(read(tmp_path, entitle).records["measures"]) == 5


def test_a_header_too_far_down_is_not_looked_for(tmp_path):
    reading = read_workbook(sound(tmp_path, shift("measures", 12)))
    assert codes(reading.problems) == ["header_not_found"]
    assert reading.records["measures"] == ()


def test_columns_may_be_moved_about(tmp_path):
    def swap(book: Workbook) -> None:
        worksheet = book["Relevés"]
        for line in range(2, 9):
            first, other = worksheet.cell(line, 1), worksheet.cell(line, 5)
            first.value, other.value = other.value, first.value

    straight, moved = read(tmp_path / "straight"), read(tmp_path / "moved", swap)
    assert values(moved, "measures") == values(straight, "measures")
    assert moved.records["measures"][0].address("value") == "A4"


@pytest.mark.parametrize("title", ["VALEUR", " valeur ", "Valeur\n", "Valeur\u00a0"])
def test_capitals_and_spaces_in_a_title_do_not_matter(title, tmp_path):
    assert read(tmp_path, retitle("measures", "value", title)).records["measures"][0]["value"] == 38


def test_a_straight_apostrophe_in_a_title_does_not_matter(tmp_path):
    reading = read(
        tmp_path,
        retitle("structure", "hours_per_fte", "Heures d'un ETP dans l'annexe"),
        put("structure", "hours_per_fte", 1505),
    )
    assert reading.records["structure"][0]["hours_per_fte"] == 1505


def test_a_column_that_nobody_needs_may_go(tmp_path):
    reading = read(tmp_path, retitle("measures", "unknown", None))
    assert values(reading, "measures") == values(read(tmp_path / "straight"), "measures")


def test_optional_sheets_may_go_and_others_are_left_alone(tmp_path):
    reading = read(tmp_path, *(remove(sheet) for sheet in ("resources", "sessions", "opinions")))
    assert "resources" not in reading.records
    told = read_workbook(sound(tmp_path, lambda book: book.create_sheet("Brouillon"))).problems
    assert [(found.code, found.sheet, found.level) for found in told] == [("sheet_unknown", "Brouillon", "to_know")]


@pytest.mark.parametrize("edition", ["light", "full"])
def test_a_blank_template_holds_no_line(edition, tmp_path):
    write_workbook(tmp_path / "modele.xlsx", edition)
    reading = read_workbook(tmp_path / "modele.xlsx")
    assert {sheet: lines for sheet, lines in reading.records.items() if lines} == {
        "structure": reading.records["structure"]
    }
    assert list(reading.records["structure"][0].cells) == ["version"]
    assert codes(reading.problems) == ["value_required", "value_required"]


def test_blank_lines_between_records_are_passed_over(tmp_path):
    reading = read(
        tmp_path,
        add("criteria", 9, criterion="Innovation", decision="écarté"),
        put("criteria", "criterion", "Environnement", 3),
    )
    assert [line.line for line in reading.records["criteria"]] == [4, 5, 6, 7, 12]


def test_what_stands_in_a_column_of_ones_own_makes_no_line(tmp_path):
    def note(book: Workbook) -> None:
        book["Relevés"].cell(2, 20, "Vu par")
        book["Relevés"].cell(30, 20, "Léa")

    reading = read_workbook(sound(tmp_path, note))
    assert codes(reading.problems) == ["column_unknown"]
    assert len(reading.records["measures"]) == 5


def test_a_line_with_one_bad_cell_keeps_the_others(tmp_path):
    reading = read_workbook(sound(tmp_path, put("measures", "value", "douze")))
    first = reading.records["measures"][0]
    assert "value" not in first.cells
    assert (first["year"], first.text("indicator")) == (2024, "Contrats signés")


def test_a_bad_cell_is_not_told_missing_too(tmp_path):
    reading = read_workbook(sound(tmp_path, put("targets", "value", "douze")))
    assert codes(reading.problems) == ["number_as_text"]


@pytest.mark.parametrize(
    ("sheet", "column", "word", "expected"),
    [
        ("targets", "value", "nd", []),
        ("measures", "value", "nd", []),
        ("resources", "year", "nd", ["value_required"]),
        ("criteria", "decision", "-", ["value_required"]),
        ("structure", "name", "nd", ["value_required"]),
    ],
)
def test_nd_answers_where_a_number_is_due_and_nowhere_else(sheet, column, word, expected, tmp_path):
    assert codes(read_workbook(sound(tmp_path, put(sheet, column, word))).problems) == expected


def test_a_form_stops_at_its_first_field_said_twice(tmp_path):
    def again(book: Workbook) -> None:
        book["Structure"]["A20"].value, book["Structure"]["B20"].value = "Année du rapport", 1999

    reading = read_workbook(sound(tmp_path, again))
    assert codes(reading.problems) == ["duplicate_column"]
    assert reading.records["structure"][0]["year"] == 2024


def test_an_empty_form_and_an_empty_table_are_no_lines(tmp_path):
    reading = read_workbook(sound(tmp_path, empty("mandate"), empty("effects")))
    assert codes(reading.problems) == ["sheet_empty", "sheet_empty"]
    assert (reading.records["mandate"], reading.records["effects"]) == ((), ())


@pytest.mark.parametrize(
    "sheet", [sheet.sheet_id for sheet in layout().sheets if any(c.type == "codes" for c in sheet.columns)]
)
def test_a_code_that_leads_nowhere_is_told_in_every_sheet(sheet, tmp_path):
    column = next(column.column_id for column in layout().sheet(sheet).columns if column.type == "codes")
    reading = read_workbook(sound(tmp_path, put(sheet, column, "S-01 S-99")))
    missing = [found for found in reading.problems if found.code == "evidence_not_found"]
    assert [(found.sheet, found.cell, dict(found.values)) for found in missing] == [
        (title_of(sheet), cell(sheet, column), {"typed": "S-99"})
    ]


def test_every_list_knows_its_words_in_both_languages():
    for name, items in layout().lists.items():
        words = list_words(name)
        for item, labels in items.items():
            for written in (item, labels["fr"], labels["en"], labels["fr"].upper()):
                assert words[written.lower().replace("’", "'")] == item


def test_a_document_of_libreoffice_gives_the_same_records(tmp_path):
    path = sound(tmp_path)
    straight, document = read_workbook(path), read_workbook(as_ods(path))
    assert document.records == straight.records
    assert document.problems == straight.problems == ()


def test_reading_changes_nothing(tmp_path):
    path = sound(tmp_path)
    before = path.read_bytes()
    assert read_workbook(path).records == read_workbook(path).records
    assert path.read_bytes() == before
    assert [found.name for found in tmp_path.iterdir()] == [path.name]
