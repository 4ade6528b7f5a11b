"""Answers written in workbooks as people have them, every part compared before and after, then read by others."""

import datetime
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from xml.etree import ElementTree

import openpyxl
import pytest
from office import SOFFICE, converted
from python_calamine import CalamineWorkbook
from real_life_workbooks import MACRO, MADE, compound_file, drawn, saved_by_libreoffice

from dts_eval.workbook.filling import Answer, Filled, fill_in, open_workbook

OFFICE = [
    pytest.mark.office,
    pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed"),
]
ALL = [*MADE, pytest.param("saved by LibreOffice", marks=OFFICE)]
LONG = "Ils accueillent, ils conseillent, ils réparent. " * 8
ANSWERS = [
    Answer("mandate", "requester", "l’assemblée & « les autres » <2024>\n_x000D_ 😀"),
    Answer("mandate", "side", "mixed"),
    Answer("mandate", "motive", None),
    Answer("structure", "year", 2025),
    Answer("stakeholders", "role", LONG, 5),
    Answer("stakeholders", "name", "les voisins", -1),
    Answer("stakeholders", "steps", ("scope", "debate"), -1),
    Answer("stakeholders", "name", "=SUM(A1)", -2),
    Answer("sessions", "date", datetime.date(2025, 1, 31), 4),
    Answer("criteria", "votes_for", "12", 4),
]
READ = {
    ("Structure", "B6"): 2025,
    ("Enjeux", "B3"): "l’assemblée & « les autres » <2024>\n_x000D_ 😀",
    ("Enjeux", "B4"): "interne et externe",
    ("Enjeux", "B5"): None,
    ("Parties prenantes", "I5"): LONG.strip(),
    ("Parties prenantes", "A7"): "les voisins",
    ("Parties prenantes", "E7"): "périmètre ; mise en débat",
    ("Parties prenantes", "A8"): "=SUM(A1)",
    ("Séances", "C4"): datetime.datetime(2025, 1, 31),
    ("Critères", "D4"): 12,
}
KEPT = ("/media/", "/charts/", "/drawings/", "comments", "/tables/", "styles", "sharedStrings", "theme", "workbook.xml")


@dataclass(frozen=True)
class WrittenBack:
    """A workbook before and after answers were written in it."""

    before: bytes
    after: bytes
    filled: Filled
    sheets: dict[str, str]

    @property
    def touched(self) -> set[str]:
        return {self.sheets[title] for title, _ in READ}


@pytest.fixture(scope="module", params=ALL)
def written(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> WrittenBack:
    make = MADE.get(request.param, saved_by_libreoffice)
    path = make(tmp_path_factory.mktemp("real") / "la-ridelle.xlsx")
    before = path.read_bytes()
    filled = fill_in(open_workbook(path), ANSWERS)
    with zipfile.ZipFile(path) as archive:
        relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
        names = {each.get("Id"): str(each.get("Target")).removeprefix("/xl/") for each in relations}
        ids = re.findall(rb'<sheet [^>]*?\bname="([^"]*)"[^>]* r:id="(\w+)"', archive.read("xl/workbook.xml"))
    sheets = {title.decode(): f"xl/{names[one.decode()]}" for title, one in ids}
    assert {title for title, _ in READ} <= set(sheets)
    return WrittenBack(before, path.read_bytes(), filled, sheets)


def members(content: bytes) -> dict[str, bytes]:
    """Return each member as it lies in the archive, header and compression included, in order."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        infos = sorted(archive.infolist(), key=lambda info: info.header_offset)
        ends = [*(info.header_offset for info in infos[1:]), archive.start_dir]
        return {info.filename: content[info.header_offset : end] for info, end in zip(infos, ends, strict=True)}


def part(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert archive.testzip() is None
        return archive.read(name)


def cells(xml: bytes) -> dict[str, bytes]:
    """Return each cell of a sheet as it is written, by its address."""
    root = ElementTree.fromstring(xml)
    space = root.tag.partition("}")[0] + "}"
    return {str(cell.get("r")): ElementTree.tostring(cell) for cell in root.iter(f"{space}c")}


def all_but(xml: bytes, addresses: set[str], new_rows: set[str]) -> bytes:
    """Return the bytes of a sheet without some cells, nor what a row or the sheet says of its own extent."""
    for address in addresses:
        xml = re.sub(rb'<(x:)?c r="%s"(?: [^>]*?)?(?:/>|>.*?</(x:)?c>)' % address.encode(), b"", xml, flags=re.S)
    for row in new_rows:
        xml = re.sub(rb'<(x:)?row r="%s"[^>]*></(x:)?row>' % row.encode(), b"", xml)
    xml = re.sub(rb'(<(?:x:)?dimension ref=)"[^"]*"', rb"\1", xml)
    return re.sub(rb"<(?:x:)?row [^>]*>", lambda tag: re.sub(rb' (?:spans|ht)="[^"]*"', b"", tag.group()), xml)


def test_every_answer_is_where_it_was_said_to_be(written):
    assert written.filled.cells == tuple(READ)
    assert [found.code for found in written.filled.problems] == ["formulas_to_recompute"]
    assert written.filled.backup is not None
    assert written.filled.backup.read_bytes() == written.before


def test_every_other_part_is_the_same_byte_for_byte_and_in_its_place(written):
    before, after = members(written.before), members(written.after)
    assert list(after) == list(before)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == written.touched
    assert len(changed) == 5


def test_the_directory_of_the_archive_says_the_same_of_every_member(written):
    def said(content: bytes) -> list[tuple[object, ...]]:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return [
                (info.filename, info.date_time, info.compress_type, info.external_attr, info.create_system, info.extra)
                for info in archive.infolist()
            ]

    assert said(written.after) == said(written.before)


def test_every_other_cell_of_the_sheets_is_written_the_same(written):
    for title, name in written.sheets.items():
        wanted = {address for sheet, address in READ if sheet == title}
        before, after = cells(part(written.before, name)), cells(part(written.after, name))
        changed = {address for address in before.keys() | after.keys() if before.get(address) != after.get(address)}
        assert changed == wanted
        assert list(after) == sorted(after, key=lambda address: (int(re.sub(r"\D", "", address)), _column(address)))


def test_all_else_in_the_sheets_is_the_same_byte_for_byte(written):
    for title, name in written.sheets.items():
        wanted = {address for sheet, address in READ if sheet == title}
        before, after = part(written.before, name), part(written.after, name)
        rows = [{re.sub(r"\D", "", address) for address in cells(xml)} for xml in (before, after)]
        assert all_but(after, wanted, rows[1] - rows[0]) == all_but(before, wanted, set())


def test_cells_that_were_there_keep_their_style(written):
    before, after = (openpyxl.load_workbook(BytesIO(content)) for content in (written.before, written.after))
    for title, address in READ:
        if address in cells(part(written.before, written.sheets[title])):
            assert after[title][address].style_id == before[title][address].style_id
    name, title = written.sheets["Parties prenantes"], "Parties prenantes"
    for address, above in (("A7", "A6"), ("E7", "E5")):
        assert above in cells(part(written.before, name))
        assert after[title][address].style_id == before[title][above].style_id


def test_openpyxl_reads_the_answers(written):
    book = openpyxl.load_workbook(BytesIO(written.after))
    # It leaves as it stands in the file what says of « _x000D_ » that people typed it.
    read = {place: book[place[0]][place[1]].value for place in READ}
    expected = dict(READ)
    expected["Enjeux", "B3"] = str(expected["Enjeux", "B3"]).replace("_x000D_", "_x005F_x000D_")
    assert read == expected
    assert book["Parties prenantes"]["A8"].data_type != "f"


def test_calamine_reads_the_answers(written):
    book = CalamineWorkbook.from_filelike(BytesIO(written.after))
    for (title, address), value in READ.items():
        lines = book.get_sheet_by_name(title).to_python(skip_empty_area=False)
        held = lines[int(re.sub(r"\D", "", address)) - 1][_column(address) - 1]
        shown = datetime.datetime(held.year, held.month, held.day) if isinstance(held, datetime.date) else held
        assert shown == ("" if value is None else value)


@pytest.mark.office
@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")
def test_libreoffice_reads_the_answers_and_all_else_as_before(written, tmp_path):
    def through_xlsx(content: bytes, name: str) -> dict[tuple[str, str], object]:
        path = tmp_path / f"{name}{written.filled.workbook.suffix}"
        path.write_bytes(content)
        return dict(_values(openpyxl.load_workbook(converted(path, "xlsx", tmp_path / name), data_only=True)))

    before, after = through_xlsx(written.before, "before"), through_xlsx(written.after, "after")
    for place, value in READ.items():
        held = after.get(place)
        assert (str(held).replace("_x005F_", "_") if isinstance(held, str) else held) == value
    # One formula refers to the year that was changed: it is not computed again before people ask for it.
    assert {place for place in before.keys() | after.keys() if before.get(place) != after.get(place)} <= {
        *READ,
        ("Nos calculs", "D3"),
    }


def test_macros_are_kept_and_never_run(tmp_path):
    path = MADE["with macros"](tmp_path / "la-ridelle.xlsx")
    filled = fill_in(open_workbook(path), ANSWERS)
    assert path.suffix == ".xlsm" and filled.backup is not None and filled.backup.suffix == ".xlsm"
    assert part(path.read_bytes(), "xl/vbaProject.bin") == compound_file("Module1", MACRO)
    assert openpyxl.load_workbook(path)["Structure"]["A1"].value != "run"


def test_what_the_workbooks_hold_is_what_people_have(tmp_path):
    names = list(members(drawn(tmp_path / "w.xlsx").read_bytes()))
    for kind in KEPT:
        assert any(kind in name for name in names), kind
    sheet = part((tmp_path / "w.xlsx").read_bytes(), "xl/worksheets/sheet3.xml")
    for kind in (b"<conditionalFormatting", b"<dataValidation ", b"<drawing ", b"<legacyDrawing ", b"<hyperlink "):
        assert kind in sheet


def _values(book: openpyxl.Workbook) -> Iterator[tuple[tuple[str, str], object]]:
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    yield (sheet.title, cell.coordinate), cell.value


def _column(address: str) -> int:
    return openpyxl.utils.cell.column_index_from_string(re.sub(r"\d", "", address))
