"""Workbooks as people really have them: drawn on, commented, with macros, saved by one program or another."""

import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO, RawIOBase
from pathlib import Path

import openpyxl
from office import converted
from xlsxwriter import Workbook

from dts_eval.workbook.layout import layout
from dts_eval.workbook.template_look import FONT, Styles
from dts_eval.workbook.template_sheets import draw_form, draw_guide, draw_lists, draw_table

SHEETS = ("structure", "mandate", "stakeholders", "territories", "sessions", "criteria")
LISTS = {"liste_side": ["interne", "externe"], "liste_request_side": ["interne", "externe", "interne et externe"]}
CONTENTS: dict[str, list[dict[str, object]]] = {
    "structure": [{"name": "La Ridelle", "year": 2024, "fictitious": "oui", "version": "1"}],
    "mandate": [
        {"requester": "le conseil d’administration", "side": "interne", "motive": "dix ans déjà", "use": "débattre"}
    ],
    "stakeholders": [
        {"name": "les habitants", "side": "externe", "role": "ils passent & regardent"},
        {"name": "les bénévoles", "side": "interne", "steps": "enjeux ; mise en débat"},
        {"name": "les élus", "side": "externe"},
    ],
    "territories": [{"name": "Digne-les-Bains", "insee": "04070", "population": 16000}],
    "sessions": [{"subject": "choix des critères", "participants": 14}],
    "criteria": [{"criterion": "Accessibilité", "decision": "retenu", "votes_for": 11}],
}
MACRO = b'Attribute VB_Name = "Module1"\r\nSub Auto_Open()\r\n  ActiveSheet.Range("A1").Value = "run"\r\nEnd Sub\r\n'
END_OF_CHAIN, FREE, NOTHING, FAT_SECTOR = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFD


def drawn(path: Path, macros: Path | None = None) -> Path:
    """Write a workbook with all that people add: charts, a picture, colours that follow values, notes, a table."""
    book = Workbook(str(path), {"default_format_properties": FONT})
    styles = Styles(book)
    sheets = tuple(layout().sheet(name) for name in SHEETS)
    draw_guide(book, styles, sheets)
    for sheet in sheets:
        draw = draw_form if sheet.kind == "form" else draw_table
        draw(book, styles, sheet, CONTENTS[sheet.sheet_id], LISTS.keys())  # type: ignore[arg-type]
    draw_lists(book, styles, LISTS)
    mandate, stakeholders = (book.get_worksheet_by_name(layout().sheet(name).title) for name in SHEETS[1:3])
    assert mandate is not None and stakeholders is not None
    mandate.write_comment("B3", "à confirmer en séance", {"author": "la directrice"})
    mandate.insert_image("E2", "logo.png", {"image_data": BytesIO(picture()), "description": "un logo"})
    mandate.write_url("B13", "https://exemple.fr/", string="https://exemple.fr/")
    red = book.add_format({"bg_color": "#FFC7CE", "font_color": "#9C0006"})
    mandate.conditional_format("B3:B14", {"type": "blanks", "format": red})
    stakeholders.conditional_format("A4:A40", {"type": "duplicate", "format": red})
    stakeholders.conditional_format("D4:D40", {"type": "data_bar"})
    work = book.add_worksheet("Nos calculs")
    rows = [["janvier", 3], ["février", 5], ["mars", 4]]
    work.add_table("A1:B4", {"data": rows, "columns": [{"header": "Mois"}, {"header": "Visites"}], "name": "visites"})
    work.write_formula("D2", "=SUM(B2:B4)", None, 12)
    work.write_array_formula("E2:E4", "{=B2:B4*2}", None, 6)
    work.write_formula("D3", "='Structure'!B6+1", None, 2025)
    work.add_sparkline("F2", {"range": "'Nos calculs'!B2:B4"})
    book.define_name("visites_de_mars", "='Nos calculs'!$B$4")
    for kind, place in (("column", "H2"), ("pie", "H20")):
        chart = book.add_chart({"type": kind})
        chart.add_series({"categories": "='Nos calculs'!$A$2:$A$4", "values": "='Nos calculs'!$B$2:$B$4"})
        (work if kind == "column" else mandate).insert_chart(place, chart)
    if macros:
        book.add_vba_project(str(macros))
    book.close()
    return path


def with_macros(path: Path) -> Path:
    """Write the same workbook with a macro that would leave a trace if anything ran it."""
    project = path.with_name("vbaProject.bin")
    project.write_bytes(compound_file("Module1", MACRO))
    made = drawn(path.with_suffix(".xlsm"), project)
    project.unlink()
    return made


def saved_by_openpyxl(path: Path) -> Path:
    """Write the same workbook again as openpyxl saves it."""
    book = openpyxl.load_workbook(drawn(path))
    book["Nos calculs"]["D5"] = "=A1"
    book.save(path)
    return path


def saved_by_libreoffice(path: Path) -> Path:
    """Write the same workbook again as LibreOffice saves it."""
    return converted(drawn(path), "xlsx", path.parent / "libreoffice")


def sent_by_a_web_service(path: Path) -> Path:
    """Write the same workbook as programs that cannot go back in what they send: sizes come after each member."""
    drawn(path)
    made = _Sent()
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as after:  # type: ignore[call-overload]
        for info in before.infolist():
            after.writestr(info.filename, before.read(info))
    path.write_bytes(bytes(made.held))
    return path


def with_prefixed_names(path: Path) -> Path:
    """Write the same workbook as programs of Microsoft's toolkit do: each element of a sheet under a prefix."""
    made = BytesIO()
    with zipfile.ZipFile(drawn(path)) as before, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as after:
        for info in before.infolist():
            held = before.read(info)
            if info.filename.startswith("xl/worksheets/sheet") and b"<ext " not in held:
                held = re.sub(rb"<(/?)(?=[A-Za-z])", rb"<\1x:", held).replace(b" xmlns=", b" xmlns:x=")
            after.writestr(info, held)
    path.write_bytes(made.getvalue())
    return path


MADE: dict[str, Callable[[Path], Path]] = {
    "drawn on": drawn,
    "with macros": with_macros,
    "saved by openpyxl": saved_by_openpyxl,
    "sent by a web service": sent_by_a_web_service,
    "with prefixed names": with_prefixed_names,
}


def picture() -> bytes:
    """Return a small picture: a square of 16 points a side."""

    def chunk(kind: bytes, held: bytes) -> bytes:
        return struct.pack(">L", len(held)) + kind + held + struct.pack(">L", zlib.crc32(kind + held))

    lines = b"".join(b"\0" + bytes((20 * x % 256, 90, 160)) * 16 for x in range(16))
    head = struct.pack(">2L5B", 16, 16, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(lines)) + chunk(b"IEND", b"")


def compound_file(name: str, held: bytes) -> bytes:
    """Return a compound file, the kind that keeps macros, with one stream in it."""
    held = held.ljust(4096, b"\0")
    sectors = len(held) // 512
    chain = [FAT_SECTOR, END_OF_CHAIN, *range(3, 2 + sectors), END_OF_CHAIN]
    fat = struct.pack("<128L", *chain, *[FREE] * (128 - len(chain)))
    directory = _entry("Root Entry", 5, 1, END_OF_CHAIN, 0) + _entry(name, 2, NOTHING, 2, len(held)) + bytes(256)
    head = struct.pack(
        "<8s16s5H6x6L3L", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", bytes(16), 0x3E, 3, 0xFFFE, 9, 6,
        0, 1, 1, 0, 4096, END_OF_CHAIN, 0, END_OF_CHAIN, 0,
    )  # fmt: skip
    return head + struct.pack("<109L", 0, *[FREE] * 108) + fat + directory + held


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    text = f"{name}\0".encode("utf-16-le")
    links = struct.pack("<2B3L", kind, 1, NOTHING, NOTHING, child)
    return text.ljust(64, b"\0") + struct.pack("<H", len(text)) + links + bytes(36) + struct.pack("<LQ", start, size)


class _Sent(RawIOBase):
    def __init__(self) -> None:
        self.held = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: bytes, /) -> int:  # type: ignore[override]
        self.held += bytes(data)
        return len(data)
