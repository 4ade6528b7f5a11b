"""The same content gives the same cells and the same addresses, whatever the program that saved it."""

import datetime
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest
from office import SOFFICE, converted
from openpyxl.formatting.rule import FormulaRule
from openpyxl.utils import column_index_from_string
from openpyxl.worksheet.datavalidation import DataValidation
from xlsxwriter import Workbook

sys.path.append(str(Path(__file__).parents[1] / "bad"))
from open_document import Formula, Percent, write_ods  # noqa: E402

from dts_eval.foundation.problems import DataProblems  # noqa: E402
from dts_eval.workbook.cells import Cells, address, lock_file, read_cells  # noqa: E402
from dts_eval.workbook.values import personal_data, raw_text  # noqa: E402

PUBLIC_FILES = Path(__file__).parents[3] / "shared" / "data"
DAY = datetime.date(2024, 2, 1)
# A blank line and a blank column, a title merged above the header, a blank line, the header on line 4.
LINES = [
    [None] * 6,
    [None, "Relevés de l’année", None, None, None, None],
    [None] * 6,
    [None, "Indicateur", "Année", "Valeur", "Code", "Jour"],
    [None, "Contrats signés", 2024, 38.5, "04", DAY],
    [None] * 6,
    [None, "Heures", 2023, 1250, "04070", None],
    [None, "Part", 2024, Percent(0.52), Percent(0.52), None],
    [None, "Somme", 2024, Formula(1288.5), Formula(None), Formula("#REF!", is_error=True)],
]
READ = [
    ["", "", "", "", "", ""],
    ["", "Relevés de l’année", "", "", "", ""],
    ["", "", "", "", "", ""],
    ["", "Indicateur", "Année", "Valeur", "Code", "Jour"],
    ["", "Contrats signés", 2024, 38.5, "04", DAY],
    ["", "", "", "", "", ""],
    ["", "Heures", 2023, 1250, "04070", ""],
    ["", "Part", 2024, 0.52, 0.52, ""],
    ["", "Somme", 2024, 1288.5, "", ""],
]


def write_xlsx(path: Path) -> Path:
    book = Workbook(path)
    day, percent = book.add_format({"num_format": "dd/mm/yyyy"}), book.add_format({"num_format": "0 %"})
    sheet = book.add_worksheet("Relevés")
    sheet.merge_range("B2:F2", LINES[1][1])
    for line, row in enumerate(LINES):
        for column, value in enumerate(row):
            match value:
                case None:
                    continue
                case Formula(is_error=True):
                    sheet.write_formula(line, column, "=#REF!", None, value.shown)
                case Formula():
                    sheet.write_formula(line, column, "=1+1", None, "" if value.shown is None else value.shown)
                case Percent():
                    sheet.write_number(line, column, value.value, percent)
                case datetime.date():
                    sheet.write_datetime(line, column, value, day)
                case str() if line != 1:
                    sheet.write_string(line, column, value)
                case int() | float():
                    sheet.write_number(line, column, value)
    book.add_worksheet("Vide")
    book.close()
    return path


def write_xlsm(path: Path) -> Path:
    """Say in the file, too, that it may hold macros."""
    plain = write_xlsx(path.with_suffix(".xlsx"))
    kind, with_macros = "openxmlformats-officedocument.spreadsheetml.sheet.main", "ms-excel.sheet.macroEnabled.main"
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, content.replace(kind.encode(), with_macros.encode()))
    return path


WRITERS = {
    ".xlsx": write_xlsx,
    ".xlsm": write_xlsm,
    ".ods": lambda path: write_ods(path, {"Relevés": LINES, "Vide": []}),
}


@pytest.fixture(params=WRITERS)
def cells(request, tmp_path) -> Cells:
    read, problems = read_cells(WRITERS[request.param](tmp_path / f"releves{request.param}"))
    assert problems == ()
    return read


def at(cells: Cells, where: str) -> object:
    letters, line = where.rstrip("0123456789"), int(where.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    return cells.sheets["Relevés"][line - 1][column_index_from_string(letters) - 1]


def test_every_program_gives_the_same_cells(cells):
    assert list(cells.sheets) == ["Relevés", "Vide"]
    assert [list(line) for line in cells.sheets["Relevés"]] == READ
    assert not any(any(line) for line in cells.sheets["Vide"])


def test_blank_lines_and_columns_keep_the_addresses(cells):
    assert (at(cells, "B2"), at(cells, "B4"), at(cells, "D5"), at(cells, "E7")) == (
        "Relevés de l’année", "Indicateur", 38.5, "04070",
    )  # fmt: skip


def test_a_code_with_a_zero_stays_a_text_and_a_day_stays_a_day(cells):
    assert at(cells, "E5") == "04"
    assert at(cells, "F5") == DAY


def test_what_looks_blank_is_named(cells):
    assert cells.has_formulas and cells.has_percentages
    troubles = cells.troubles
    assert troubles.errors == {("Relevés", "F9"): "#REF!"}
    assert troubles.not_computed == {("Relevés", "E9")}
    assert troubles.percentages == {("Relevés", "D8"), ("Relevés", "E8")}


def test_the_file_is_named_and_kept_as_it_was(tmp_path):
    path = write_xlsx(tmp_path / "un.xlsx")
    cells = read_cells(path)[0]
    assert (cells.file, cells.content) == ("un.xlsx", path.read_bytes())


def test_a_workbook_without_formulas_is_not_looked_at_twice(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["Indicateur", "Valeur", 12])
    book.save(tmp_path / "simple.xlsx")
    cells, _ = read_cells(tmp_path / "simple.xlsx")
    assert (cells.has_formulas, cells.has_percentages) == (False, False)
    document, _ = read_cells(write_ods(tmp_path / "simple.ods", {"A": [["Indicateur", 12]]}))
    assert (document.has_formulas, document.has_percentages) == (False, False)


def test_the_formulas_of_lists_and_colours_are_those_of_no_cell(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["Indicateur", "Valeur", 12])
    validation = DataValidation(type="list", formula1="$A$1:$A$3")
    validation.add("B1")
    book.active.add_data_validation(validation)
    book.active.conditional_formatting.add("C1", FormulaRule(formula=["C1>10"]))
    book.save(tmp_path / "listes.xlsx")
    assert not read_cells(tmp_path / "listes.xlsx")[0].has_formulas
    book.active["D1"] = "=C1*2"
    book.save(tmp_path / "listes.xlsx")
    assert read_cells(tmp_path / "listes.xlsx")[0].has_formulas


def test_a_capital_suffix_is_a_suffix(tmp_path):
    path = write_xlsx(tmp_path / "releves.xlsx").rename(tmp_path / "RELEVES.XLSX")
    assert read_cells(path)[0].file == "RELEVES.XLSX"


def test_a_workbook_open_elsewhere_is_read_with_a_warning(tmp_path):
    path = write_xlsx(tmp_path / "releves.xlsx")
    assert lock_file(path).name == ".~lock.releves.xlsx#"
    lock_file(path).write_text("")
    cells, (warning,) = read_cells(path)
    assert (warning.code, warning.level, warning.file) == ("file_open_elsewhere", "to_check", "releves.xlsx")
    assert at(cells, "D5") == 38.5


def test_a_file_closed_to_us_is_told(tmp_path, monkeypatch):
    path = write_xlsx(tmp_path / "releves.xlsx")

    # The rights on a file do not stop root, nor mean the same on every system: the refusal itself is what is tested.
    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(DataProblems) as raised:
        read_cells(path)
    assert [found.code for found in raised.value.problems] == ["file_not_readable"]


def test_a_damaged_second_look_is_no_traceback(tmp_path):
    path = write_xlsx(tmp_path / "releves.xlsx")
    cells, _ = read_cells(path)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if name != "xl/styles.xml"}
    parts["xl/styles.xml"] = b"<not xml"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    damaged = Cells(cells.file, path.read_bytes(), cells.sheets)
    with pytest.raises(DataProblems) as raised:
        _ = damaged.troubles
    assert [found.code for found in raised.value.problems] == ["not_a_workbook"]


@pytest.mark.parametrize(("line", "column", "written"), [(1, 1, "A1"), (12, 28, "AB12"), (7, 26, "Z7")])
def test_addresses_are_written_as_spreadsheets_do(line, column, written):
    assert address(line, column) == written


def public(name: str) -> Path:
    path = PUBLIC_FILES / name
    if not path.is_file():
        pytest.skip(f"the public file {path.name} is not on this machine")
    return path


def test_a_public_list_of_regions_keeps_its_codes():
    cells, _ = read_cells(public("iae_barometre/barometre-resultats-relance-emploi-economie-data.xlsx"))
    sizes = {
        "synthese-national": 10,
        "synthese-regional": 163,
        "synthese-departemental": 808,
        "detail-departemental": 22327,
    }
    assert {title: len(cells.sheets[title]) for title in sizes} == sizes
    header, *lines = cells.sheets["detail-departemental"]
    codes = {line[header.index("code_departement")] for line in lines}
    assert "04" in codes and "2A" in codes and all(isinstance(code, str) for code in codes)
    of_siae = [line for line in lines if line[header.index("id_indicateur")] == "nb-beneficiaires-siae"]
    assert len(of_siae) == 101 * 69


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("DEP_Charente_Maritime_donnees-conventions-subventions.xlsx", 102),
        ("DEP_Vendee_Publication_donnees_Open_data_Subventions_Conventions.xlsx", 5),
    ],
)
def test_public_lists_of_grants_are_read_whole_and_hold_no_personal_data(name, lines):
    cells, problems = read_cells(public(f"subventions/{name}"))
    (sheet,) = cells.sheets.values()
    assert (len(sheet), problems) == (lines, ())
    held = {title.lower(): [line[position] for line in sheet[1:]] for position, title in enumerate(sheet[0])}
    assert all(isinstance(code, str) and len(code) == 14 for code in held["idattribuant"])
    assert all(isinstance(amount, float) for amount in held["montant"] if amount != "")
    assert {personal_data(raw_text(value)) for values in held.values() for value in values} == {""}


@pytest.mark.office
@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")
@pytest.mark.parametrize("suffix", ["ods", "xlsx"])
def test_libreoffice_saves_the_same_cells(suffix, tmp_path):
    source = write_xlsx(tmp_path / "releves.xlsx")
    cells, _ = read_cells(converted(source, suffix, tmp_path / "out"))
    assert [list(line) for line in cells.sheets["Relevés"]][:8] == READ[:8]
    assert cells.troubles.percentages == {("Relevés", "D8"), ("Relevés", "E8")}
    assert set(cells.troubles.errors) == {("Relevés", "F9")}
