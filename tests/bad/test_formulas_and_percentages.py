"""What a fast reader does not see: formulas never computed, errors, cells shown as percentages."""

import datetime
import zipfile
from pathlib import Path

import openpyxl
import pytest
from open_document import Formula, Percent, write_ods
from spoiled import FILE, as_ods, as_written, codes, problems_in, put, sound
from xlsxwriter import Workbook

from dts_eval.foundation.problems import Problem
from dts_eval.runs.checking import check
from dts_eval.workbook.reading import read_workbook

SHARE = "solidarity_pricing"


def rewritten(path: Path, value: object, place: str = "E4") -> Path:
    """Write the sound workbook again with a writer that can say what a formula shows."""
    book = openpyxl.load_workbook(path)
    made = Workbook(path)
    day = made.add_format({"num_format": "dd/mm/yyyy"})
    for sheet in book:
        worksheet = made.add_worksheet(sheet.title)
        for line in sheet.iter_rows():
            for cell in line:
                if (sheet.title, cell.coordinate) == ("Relevés", place):
                    worksheet.write_formula(place, "=1+1", None, value)
                elif isinstance(cell.value, datetime.datetime):
                    worksheet.write_datetime(cell.coordinate, cell.value, day)
                elif cell.value is not None:
                    worksheet.write(cell.coordinate, cell.value)
    made.close()
    return path


def in_ods(path: Path, value: object) -> Path:
    book = openpyxl.load_workbook(path)
    sheets = {sheet.title: [[as_written(cell) for cell in line] for line in sheet.iter_rows()] for sheet in book}
    sheets["Relevés"][3][4] = value
    return write_ods(path.with_suffix(".ods"), sheets)


def only(problems: tuple[Problem, ...]) -> tuple[str, str, str]:
    (found,) = problems
    return found.code, found.sheet, found.cell


def share_of(path: Path) -> tuple[float | None, float | None, float | None]:
    evaluation = check(path)
    assert evaluation.problems == ()
    (result,) = (result for result in evaluation.results if result.indicator == SHARE)
    return result.quantity.value, result.quantity.low, result.quantity.high


def raw_of(path: Path, column: str) -> str:
    return check(path).sheet("measures")[1].cells[column].raw


@pytest.mark.parametrize("error", ["#REF!", "#DIV/0!", "#N/A", "#NAME?", "#VALUE!", "#NUM!", "#NULL!"])
@pytest.mark.parametrize("suffix", [".xlsx", ".ods"])
def test_an_error_is_named_where_it_stands(error, suffix, tmp_path):
    path = sound(tmp_path, put("measures", "value", error))
    path = as_ods(path) if suffix == ".ods" else path
    problems = problems_in(path)
    assert only(problems) == ("formula_error", "Relevés", "E4")
    assert dict(problems[0].values) == {"typed": error}


@pytest.mark.parametrize("error", ["#REF!", "#NOM?", "#VALEUR!", "Err:502"])
def test_an_error_copied_as_a_text_is_one_too(error, tmp_path):
    for sheet, column in (("measures", "value"), ("measures", "note"), ("activities", "name")):
        path = sound(tmp_path)
        book = openpyxl.load_workbook(path)
        put(sheet, column, error)(book)
        for worksheet in book:
            for line in worksheet.iter_rows():
                for cell in line:
                    if cell.value == error:
                        cell.data_type = "s"
        book.save(path)
        assert codes(problems_in(path)) == ["formula_error"]


def test_a_formula_that_no_spreadsheet_computed_is_named(tmp_path):
    assert only(problems_in(sound(tmp_path, put("measures", "value", "=SUM(E5:E6)")))) == (
        "formula_not_computed", "Relevés", "E4",
    )  # fmt: skip
    assert only(problems_in(in_ods(sound(tmp_path), Formula(None)))) == ("formula_not_computed", "Relevés", "E4")


def test_a_zero_left_by_a_program_for_a_formula_is_not_believed(tmp_path):
    assert only(problems_in(rewritten(sound(tmp_path), 0))) == ("formula_not_computed", "Relevés", "E4")


def test_a_formula_that_was_computed_is_its_result(tmp_path):
    for path in (rewritten(sound(tmp_path), 38), in_ods(sound(tmp_path), Formula(38))):
        evaluation = check(path)
        assert evaluation.problems == ()
        assert evaluation.sheet("measures")[0].number("value") == 38


def test_a_formula_that_shows_nothing_is_a_blank(tmp_path):
    shows_nothing = in_ods(sound(tmp_path), Formula(""))
    evaluation = check(shows_nothing)
    assert evaluation.problems == ()
    assert evaluation.sheet("measures")[0]["value"] is None


def test_a_formula_that_shows_nothing_is_a_blank_in_excel_too(tmp_path):
    path = rewritten(sound(tmp_path), "")
    # As Excel and LibreOffice save it: a text, and an empty one.
    _replace(path, '<c r="E4"><f>1+1</f><v></v></c>', '<c r="E4" t="str"><f>1+1</f><v></v></c>')
    evaluation = check(path)
    assert evaluation.problems == ()
    assert evaluation.sheet("measures")[0]["value"] is None


def _replace(path: Path, old: str, new: str) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    changed = {name: part.replace(old.encode(), new.encode()) for name, part in parts.items()}
    assert changed != parts
    with zipfile.ZipFile(path, "w") as archive:
        for name, part in changed.items():
            archive.writestr(name, part)


@pytest.mark.parametrize(
    ("typed", "number_format", "expected"),
    [
        (0.52, "0%", 52),
        (0.52, "0.00%", 52),
        (0.52, "0\\ %", 52),
        (0.07, "0%", 7),
        (0.005, "0.0%", 0.5),
        (0.01234, "0.000%", 1.234),
        (1, "0%", 100),
        (0, "0%", 0),
        (52, "General", 52),
        ("52 %", "General", 52),
        ("52\u00a0%", "General", 52),
        ("52%", "0%", 52),
        ("0,5 %", "General", 0.5),
    ],
)
@pytest.mark.parametrize("suffix", [".xlsx", ".ods"])
def test_a_share_is_read_as_it_is_shown(suffix, typed, number_format, expected, tmp_path):
    path = sound(tmp_path, put("measures", "value", typed, 2, number_format=number_format))
    path = as_ods(path) if suffix == ".ods" else path
    assert share_of(path) == (expected, None, None)
    assert raw_of(path, "value").endswith("%") == ("%" in f"{typed}{number_format}")


def test_bounds_are_read_as_they_are_shown(tmp_path):
    edits = [put("measures", name, value, 2, number_format="0%") for name, value in (("low", 0.49), ("high", 0.77))]
    path = sound(tmp_path, *edits)
    assert share_of(path) == (62, 49, 77)
    assert (raw_of(path, "low"), raw_of(path, "high")) == ("49 %", "77 %")


@pytest.mark.parametrize("typed", [0.52, "0,52", "0.52", "plus de 0,5", "0,4-0,6"])
def test_a_fraction_that_nothing_shows_as_a_percentage_is_asked_about(typed, tmp_path):
    assert only(problems_in(sound(tmp_path, put("measures", "value", typed, 2)))) == (
        "share_or_ratio", "Relevés", "E5",
    )  # fmt: skip


def test_more_than_the_whole_is_told_whatever_the_format(tmp_path):
    path = sound(tmp_path, put("measures", "value", 1.24, 2, number_format="0%"))
    problems = problems_in(path)
    assert codes(problems) == ["share_above_100"]
    assert dict(problems[0].values) == {"typed": "124"}


def test_a_percentage_where_contracts_are_counted_is_not_a_number_of_contracts(tmp_path):
    for value, number_format in ((0.38, "0%"), ("38 %", "General")):
        path = sound(tmp_path, put("measures", "value", value, number_format=number_format))
        assert codes(problems_in(path)) == ["unit_mismatch"]


def test_equal_percentages_side_by_side_are_all_seen(tmp_path):
    path = write_ods(tmp_path / FILE.replace("xlsx", "ods"), {"Relevés": [
        ["Indicateur", "Valeur", "Bas", "Haut"], ["x", Percent(0.5), Percent(0.5), Percent(0.5)],
        ["x", Percent(0.5), Percent(0.5), Percent(0.5)],
    ]})  # fmt: skip
    lines = read_workbook(path).records["measures"]
    assert [[line.number(name) for name in ("value", "low", "high")] for line in lines] == [[50] * 3] * 2
