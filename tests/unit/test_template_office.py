"""The template opened and saved again by LibreOffice: what helps people to fill it in must survive."""

from pathlib import Path

import openpyxl
import pytest
from office import SOFFICE, converted
from openpyxl.workbook import Workbook

from dts_eval.workbook.layout import layout
from dts_eval.workbook.template import write_workbook

CHOICES = {"criterion": ["un critère", "un autre"], "indicator": ["un indicateur"], "unit": ["heures"]}
pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("office")
    contents = {"territories": [{"name": "Digne", "insee": "04070", "population": {"typed": "plus de 600"}}]}
    write_workbook(folder / "full.xlsx", "full", contents, name="La Ridelle", choices=CHOICES)
    return folder


@pytest.fixture(scope="module", params=["xlsx", "ods"])
def saved(request: pytest.FixtureRequest, folder: Path) -> Workbook:
    """The workbook as LibreOffice saves it again, straight and by way of its own format."""
    source = folder / "full.xlsx"
    if request.param == "ods":
        source = converted(source, "ods", folder / "ods")
    return openpyxl.load_workbook(converted(source, "xlsx", folder / f"from_{request.param}"))


@pytest.fixture(scope="module")
def original(folder: Path) -> Workbook:
    return openpyxl.load_workbook(folder / "full.xlsx")


def rules(workbook: Workbook) -> dict[tuple[str, str], tuple[str | None, ...]]:
    """Say what each first cell to fill accepts, whatever LibreOffice adds that changes nothing."""
    return {
        (sheet.title, str(rule.sqref).split(":")[0]): (
            rule.type,
            rule.formula1,
            rule.formula2 if rule.type == "date" else None,
            rule.errorStyle or "stop",
            rule.errorTitle,
            rule.error,
        )
        for sheet in workbook
        for rule in sheet.data_validations.dataValidation
    }


def notes(workbook: Workbook) -> dict[tuple[str, str], str]:
    return {
        (sheet.title, cell.coordinate): cell.comment.text
        for sheet in workbook
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment
    }


def test_validations_survive(saved: Workbook, original: Workbook) -> None:
    assert rules(original)
    assert rules(saved) == rules(original)
    for sheet in layout().sheets:
        checked = {cell for rule in saved[sheet.title].data_validations.dataValidation for cell in rule.sqref}
        assert sheet.kind == "form" or all(cells.max_row >= 503 for cells in checked)


def test_lists_survive_and_stay_hidden(saved: Workbook, original: Workbook) -> None:
    assert saved["listes"].sheet_state == "hidden"
    for name, target in original.defined_names.items():
        assert saved.defined_names[name].attr_text.replace("$", "") == target.attr_text.replace("$", "")
    assert saved["listes"].cell(2, 1).value == original["listes"].cell(2, 1).value


def test_protection_survives(saved: Workbook) -> None:
    for sheet in layout().sheets:
        worksheet = saved[sheet.title]
        assert worksheet.protection.sheet and not worksheet.protection.password
        assert worksheet["A2"].protection.locked
        if sheet.kind == "table":
            assert not worksheet.column_dimensions["A"].protection.locked
            assert worksheet["A3"].protection.locked
        else:
            assert not worksheet["B3"].protection.locked


def test_what_stays_allowed_survives(folder: Path) -> None:
    """By way of .ods only the protection itself does: that format knows no finer permission."""
    saved = openpyxl.load_workbook(converted(folder / "full.xlsx", "xlsx", folder / "again"))
    for sheet in layout().sheets:
        protection = saved[sheet.title].protection
        assert (protection.formatColumns, protection.sort, protection.insertRows) == (False, False, False)


def test_notes_survive(saved: Workbook, original: Workbook) -> None:
    assert len(notes(original)) == sum(
        len(sheet.columns) for sheet in layout().sheets if sheet.kind == "table"
    )
    assert notes(saved) == notes(original)


def test_values_survive(saved: Workbook) -> None:
    assert saved["Structure"]["B3"].value == "La Ridelle"
    territory = [cell.value for cell in saved["Territoires"][4]]
    assert territory[0] == "Digne" and "04070" in territory and "plus de 600" in territory
    columns = [column.column_id for column in layout().sheet("territories").columns]
    assert saved["Territoires"].cell(4, columns.index("insee") + 1).number_format == "@"
    assert saved["Territoires"].row_dimensions[1].height > 15


def test_a_blank_workbook_prints_on_few_pages(folder: Path) -> None:
    """Whole columns are coloured: if they printed, there would be thousands of pages."""
    pdf = converted(folder / "full.xlsx", "pdf", folder / "pdf").read_bytes()
    assert pdf.count(b"/Type/Page\n") + pdf.count(b"/Type/Page/") <= 2 * len(layout().sheets)
