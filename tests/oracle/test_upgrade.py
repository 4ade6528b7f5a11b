"""Workbooks made with the first version of the template, and workbooks as people have them, brought to that of today.

Read before and after by openpyxl and by calamine, part by part, and opened in LibreOffice.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest
import real_life_workbooks
from office import SOFFICE, converted
from older_samples import older_sheets
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook
from real_life_workbooks import MADE, saved_by_libreoffice
from sound_package import faults_of
from test_write_back import cells, members, part

from dts_eval.runs.one import run
from dts_eval.runs.templates import choices
from dts_eval.runs.upgrading import upgrade
from dts_eval.workbook.filling import Answer, fill_in, open_workbook
from dts_eval.workbook.layout import GUIDE_SHEET, layout
from dts_eval.workbook.reading import Reading, read_workbook
from dts_eval.workbook.template import write_workbook
from dts_eval.workbook.template_sheets import LISTS_SHEET
from dts_eval.workbook.upgrading import Upgraded

OLDER = Path(__file__).parent / "older_workbooks"
CASE, MODEL = OLDER / "iii-2-sms-ssap-1.xlsx", OLDER / "modele-complet-1.xlsx"
# What the first version of the template did not have, in sheets that it had.
LATER = {
    "mandate": {"motives", "withheld"},
    "stakeholders": {"beyond"},
    "territories": {"role"},
    "criteria": {"decided_by", "by_college"},
}
ANSWERS = [
    Answer("structure", "name", "La Ridelle"),
    Answer("structure", "year", 2024),
    Answer("mandate", "requester", "le conseil d’administration"),
    Answer("sessions", "subject", "choix des critères", -1),
    Answer("expenses", "name", "fioul", -1),
    Answer("expenses", "year", 2024, -1),
    Answer("expenses", "kind", "purchases", -1),
    Answer("expenses", "amount", 8400, -1),
    Answer("opinions", "subject", "F-01", -1),
    Answer("opinions", "who", "les commerçants", -1),
]
OFFICE = [
    pytest.mark.office,
    pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed"),
]
# The parts of a file that say which parts, sheets, names and formats it has.
SAID = re.compile(r"\[Content_Types\]\.xml|xl/workbook\.xml|xl/_rels/workbook\.xml\.rels|xl/styles\.xml")


@dataclass(frozen=True)
class Older:
    """A workbook before and after it was brought to the template of today."""

    before: bytes
    after: bytes
    upgraded: Upgraded
    path: Path

    def books(self, **options: bool) -> tuple[openpyxl.Workbook, openpyxl.Workbook]:
        before, after = (openpyxl.load_workbook(BytesIO(held), **options) for held in (self.before, self.after))
        return before, after


def as_it_was(path: Path, kind: str) -> Path:
    """Write a workbook of a kind as it was before the layout gained what it has today."""
    if kind in ("case", "model"):
        path.write_bytes((CASE if kind == "case" else MODEL).read_bytes())
        return path
    if kind == "filled model":
        path.write_bytes(MODEL.read_bytes())
        return fill_in(open_workbook(path), ANSWERS).workbook
    older = older_sheets([sheet.sheet_id for sheet in layout().sheets], LATER)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(real_life_workbooks, "layout", lambda: replace(layout(), sheets=older))
        return MADE.get(kind, saved_by_libreoffice)(path)


KINDS = ["case", "model", "filled model", *MADE, pytest.param("saved by LibreOffice", marks=OFFICE)]


@pytest.fixture(scope="module", params=KINDS)
def older(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Older:
    path = as_it_was(tmp_path_factory.mktemp("older") / "la-ridelle.xlsx", request.param)
    before = path.read_bytes()
    upgraded = upgrade(path)
    return Older(before, path.read_bytes(), upgraded, path)


@pytest.fixture(scope="module")
def today(tmp_path_factory: pytest.TempPathFactory) -> openpyxl.Workbook:
    path = tmp_path_factory.mktemp("today") / "modele.xlsx"
    write_workbook(path, "full", choices=choices())
    return openpyxl.load_workbook(path)


def version_cell(book: openpyxl.Workbook) -> str:
    return next(f"B{cell.row}" for cell in book["Structure"]["A"] if cell.value == "Version du modèle")


def looks(sheet: Worksheet) -> Iterator[tuple[str, object]]:
    """Give all that openpyxl knows of each cell that holds something."""
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is not None or cell.comment:
                shown = cell.comment.text if cell.comment else ""
                dress = (cell.font, cell.fill, cell.border, cell.alignment, cell.protection)
                # A formula that fills a range is an object of its own.
                value = getattr(cell.value, "text", cell.value)
                link = cell.hyperlink.target if cell.hyperlink else ""
                yield cell.coordinate, (value, cell.number_format, link, shown, *map(repr, dress))


def rules(sheet: Worksheet) -> list[tuple[object, ...]]:
    return [(str(rule.sqref), rule.type, rule.formula1, rule.error) for rule in sheet.data_validations.dataValidation]


def surroundings(sheet: Worksheet) -> dict[str, object]:
    return {
        "state": sheet.sheet_state,
        "merged": sorted(map(str, sheet.merged_cells.ranges)),
        "hidden": sorted(number for number, row in sheet.row_dimensions.items() if row.hidden),
        "charts": len(sheet._charts),  # type: ignore[attr-defined]
        "images": len(sheet._images),  # type: ignore[attr-defined]
        "tables": dict(sheet.tables.items()),
        "colours": sorted(str(ranges.sqref) for ranges in sheet.conditional_formatting),
        "locked": sheet.protection.sheet,
        "panes": sheet.freeze_panes,
        "repeated": sheet.print_title_rows,
    }


def test_every_cell_of_the_old_workbook_is_the_same_for_openpyxl(older):
    before, after = older.books()
    kept = [title for title in after.sheetnames if title in before.sheetnames]
    assert kept == before.sheetnames
    for sheet in before.worksheets:
        held, holds = dict(looks(sheet)), dict(looks(after[sheet.title]))
        if sheet.title == "Structure":
            place = version_cell(before)
            assert after["Structure"][place].value == layout().version
            held.pop(place), holds.pop(place)
        assert {place: held[place] for place in held if held[place] != holds.get(place)} == {}
        assert surroundings(after[sheet.title]) == surroundings(sheet)
        assert rules(after[sheet.title])[: len(rules(sheet))] == rules(sheet)
    assert before.active is not None and after.active is not None
    assert after.active.title == before.active.title


def test_every_value_is_the_same_for_calamine(older):
    before, after = (CalamineWorkbook.from_filelike(BytesIO(held)) for held in (older.before, older.after))
    place = version_cell(older.books()[0])
    for title in before.sheet_names:
        lines = before.get_sheet_by_name(title).to_python(skip_empty_area=False)
        now = after.get_sheet_by_name(title).to_python(skip_empty_area=False)
        for number, line in enumerate(lines, 1):
            for column, value in enumerate(line, 1):
                if value != "" and (title, f"{get_column_letter(column)}{number}") != ("Structure", place):
                    assert now[number - 1][column - 1] == value


def test_every_name_says_the_same_but_the_lists_that_gained_words(older):
    before, after = older.books()
    lists = {step.cell for step in older.upgraded.done if step.kind == "list"}
    for name, defined in before.defined_names.items():
        assert name in lists or after.defined_names[name].value == defined.value
    assert set(before.defined_names) <= set(after.defined_names)


def test_every_other_part_is_the_same_byte_for_byte_and_in_its_place(older):
    before, after = members(older.before), members(older.after)
    assert list(after)[: len(before)] == list(before)
    changed = {name for name in before if before[name] != after[name]}
    grown = {step.sheet for step in older.upgraded.done if step.kind in ("column", "field")} | {
        "Structure",
        LISTS_SHEET,
    }
    assert all(SAID.fullmatch(name) or re.search("/sheet|comments|vmlDrawing", name) for name in changed)
    assert len([name for name in changed if "/worksheets/sheet" in name]) == len(grown)
    for kept in ("theme", "sharedStrings", "chart", "media", "drawings/drawing", "table", "vbaProject", "docProps"):
        assert not [name for name in changed if kept in name]


def test_every_cell_of_the_sheets_is_written_the_same_but_the_version(older):
    changed = []
    for name in members(older.before):
        if "/worksheets/sheet" in name:
            before, after = cells(part(older.before, name)), cells(part(older.after, name))
            # What a sheet gains may lie where a cell had a look, and held nothing.
            held = [address for address, written in before.items() if len(ElementTree.fromstring(written))]
            changed += [address for address in held if before[address] != after.get(address)]
    assert changed == [version_cell(older.books()[0])]


def test_formats_come_after_those_that_were_there(older):
    before, after = (openpyxl.load_workbook(BytesIO(held)) for held in (older.before, older.after))
    assert list(after._cell_styles)[: len(before._cell_styles)] == list(before._cell_styles)  # type: ignore[attr-defined]


def test_the_reader_finds_the_same_records_and_no_more_to_tell(older):
    path = older.path.with_name(f"avant{older.path.suffix}")
    path.write_bytes(older.before)
    before, after = read_workbook(path), read_workbook(older.path)
    for name, records in before.records.items():
        for record, now in zip(records, after.records[name], strict=True):
            assert {key: cell for key, cell in now.cells.items() if key != "version"} == {
                key: cell for key, cell in record.cells.items() if key != "version"
            }
    new = [found.code for found in after.problems if found.code not in {known.code for known in before.problems}]
    assert new == []
    assert "workbook_older" in [found.code for found in before.problems]


def test_every_sheet_and_every_title_of_today_is_there(older, today):
    _, after = older.books()
    edition = layout().edition("light" if "Séances" not in after.sheetnames else "full")
    assert [title for title in after.sheetnames if title in today.sheetnames] == [
        GUIDE_SHEET, *(sheet.title for sheet in edition), LISTS_SHEET
    ]  # fmt: skip
    reading: Reading = read_workbook(older.path)
    assert {sheet.sheet_id for sheet in edition} <= set(reading.records)
    for sheet in edition:
        row_or_column = "A" if sheet.kind == "form" else 2
        titles = {cell.value for cell in after[sheet.title][row_or_column]}
        assert {column.title for column in sheet.columns} <= titles


def test_what_was_added_looks_locks_and_accepts_as_in_a_new_template(older, today):
    _, after = older.books()
    added = [step for step in older.upgraded.done if step.kind in ("column", "field")]
    for step in added:
        sheet, fresh = after[step.sheet], today[step.sheet]
        cell = sheet[step.cell]
        if step.kind == "field":
            model = next(each for each in fresh["A"] if each.value == step.title)
            for position in range(3):
                here, there = sheet.cell(cell.row, cell.column - 1 + position), fresh.cell(model.row, 1 + position)
                assert (here.value, here.protection.locked) == (there.value, there.protection.locked)
                assert (here.fill.fgColor.rgb, here.font.name) == (there.fill.fgColor.rgb, there.font.name)
            accepts, model_accepts = accepted(after, sheet, cell.row, cell.column), accepted(today, fresh, model.row, 2)
        else:
            model = next(each for each in fresh[2] if each.value == step.title)
            for line in (2, 3):
                here, there = sheet.cell(line, cell.column), fresh.cell(line, model.column)
                assert (here.value, here.protection.locked) == (there.value, there.protection.locked)
                assert (here.fill.fgColor.rgb, here.font.name) == (there.fill.fgColor.rgb, there.font.name)
            column, fresh_column = (
                book.column_dimensions[get_column_letter(each.column)] for book, each in ((sheet, cell), (fresh, model))
            )
            assert column.protection.locked is False and column.number_format == fresh_column.number_format
            assert not column.hidden
            accepts, model_accepts = accepted(after, sheet, 4, cell.column), accepted(today, fresh, 4, model.column)
            left = {each.title for each in older.upgraded.left if each.kind == "note_left"}
            assert step.title in left or (cell.comment and cell.comment.text == model.comment.text)
        assert accepts == model_accepts


def test_a_sheet_that_was_added_is_the_one_of_a_new_template(older, today):
    _, after = older.books()
    for step in older.upgraded.done:
        if step.kind != "sheet":
            continue
        sheet, fresh = after[step.sheet], today[step.sheet]
        held, model = dict(looks(sheet)), dict(looks(fresh))
        assert held == model
        assert surroundings(sheet) == surroundings(fresh)
        assert rules(sheet) == rules(fresh)
        for letter, column in fresh.column_dimensions.items():
            assert sheet.column_dimensions[letter].width == column.width
            assert sheet.column_dimensions[letter].protection.locked == column.protection.locked


def test_every_drop_down_finds_its_words(older):
    _, after = older.books()
    for sheet in after.worksheets:
        for rule in sheet.data_validations.dataValidation:
            if rule.type == "list":
                assert rule.formula1 in after.defined_names
                assert all(words_of(after, rule.formula1))
    for name, words in lists_of_today().items():
        if f"liste_{name}" in after.defined_names:
            assert words_of(after, f"liste_{name}") == words


def test_a_second_time_there_is_nothing_to_do(older):
    again = upgrade(older.path)
    assert (again.backup, again.done) == (None, ())
    assert older.path.read_bytes() == older.after


def test_the_old_workbook_is_kept_beside_the_new_one(older):
    assert older.upgraded.backup is not None and older.upgraded.backup.read_bytes() == older.before
    assert older.upgraded.version == 1


@pytest.mark.office
@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")
def test_libreoffice_opens_it_with_every_cell_and_every_rule(older, tmp_path):
    path = tmp_path / older.path.name
    path.write_bytes(older.after)
    _, after = older.books(data_only=True)
    saved = openpyxl.load_workbook(converted(path, "xlsx", tmp_path / "xlsx"), data_only=True)
    assert saved.sheetnames == after.sheetnames
    former = tmp_path / f"avant{older.path.suffix}"
    former.write_bytes(older.before)
    before = openpyxl.load_workbook(converted(former, "xlsx", tmp_path / "avant"), data_only=True)
    for sheet in after.worksheets:
        # What formulas give is computed again: it must be what the old workbook gives there.
        wanted = sheet if sheet.title in (*layout().order(), GUIDE_SHEET, LISTS_SHEET) else before[sheet.title]
        for row in wanted.iter_rows():
            for cell in row:
                if cell.value is not None and cell.value != "":
                    assert saved[sheet.title][cell.coordinate].value == cell.value, (sheet.title, cell.coordinate)
        assert len(covered(saved[sheet.title])) == len(covered(sheet))
        assert saved[sheet.title].protection.sheet == sheet.protection.sheet
    ods = read_workbook(converted(path, "ods", tmp_path / "ods"))
    now = read_workbook(path)
    for name, records in now.records.items():
        values = [{key: cell.value for key, cell in record.cells.items()} for record in records]
        assert [{key: cell.value for key, cell in each.cells.items()} for each in ods.records[name]] == values


def test_the_report_has_the_same_rows_before_and_after(tmp_path):
    path = tmp_path / "iii-2.xlsx"
    path.write_bytes(CASE.read_bytes())
    before = {made.name: made.read_bytes() for made in run(path, tmp_path / "avant", formats="html").files}
    upgrade(path)
    after = {made.name: made.read_bytes() for made in run(path, tmp_path / "apres", formats="html").files}
    rows = [name for name in before if name.endswith(".csv")]
    assert rows and {name: after[name] for name in rows} == {name: before[name] for name in rows}


def test_it_is_made_as_spreadsheets_ask(older):
    assert faults_of(older.before) == []
    assert faults_of(older.after) == []


def test_nothing_of_an_archive_is_said_twice(older):
    with zipfile.ZipFile(BytesIO(older.after)) as archive:
        names = archive.namelist()
        types = archive.read("[Content_Types].xml").decode()
        assert archive.testzip() is None
    assert len({name.lower() for name in names}) == len(names)
    said = re.findall(r'PartName="/([^"]+)"', types)
    assert len(set(said)) == len(said) and set(said) <= set(names)


def accepted(book: openpyxl.Workbook, sheet: Worksheet, line: int, column: int) -> tuple[object, ...] | None:
    place = f"{get_column_letter(column)}{line}"
    for rule in sheet.data_validations.dataValidation:
        if place in rule.sqref:
            words = tuple(words_of(book, rule.formula1)) if rule.type == "list" else rule.formula1
            return rule.type, words, rule.operator, rule.formula2, rule.errorTitle, rule.error, rule.errorStyle
    return None


def covered(sheet: Worksheet) -> set[str]:
    return {str(each) for rule in sheet.data_validations.dataValidation for each in rule.sqref.ranges}


def words_of(book: openpyxl.Workbook, name: str) -> list[str]:
    ((title, reference),) = book.defined_names[name].destinations
    held = book[title][reference.replace("$", "")]
    rows = held if isinstance(held, tuple) else ((held,),)
    return [cell.value for row in rows for cell in row]


def lists_of_today() -> dict[str, list[str]]:
    closed = {name: [words["fr"] for words in items.values()] for name, items in layout().lists.items()}
    return {name: words for name, words in closed.items() if name not in ("relation",)}
