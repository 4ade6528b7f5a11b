"""Spoils a sound workbook in one of twenty ways, each of which must stop its own report and no other."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from types import MappingProxyType

import openpyxl
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from dts_eval.workbook.layout import layout
from dts_eval.workbook.template import draw_workbook

# Where the template puts them: the first field of a form stands on row 3, the first record of a table on row 4.
HEAD_ROW, FIRST_FIELD, FIRST_RECORD = 2, 3, 4
OLE = bytes.fromhex("D0CF11E0A1B11AE1")
Edit = Callable[[Workbook], None]


def spoil(workbook: bytes, kind: str) -> bytes:
    """Return a workbook spoiled in one way.

    Raises:
        KeyError: no such way.
    """
    return SPOILED[kind](workbook)


def _put(value: object, **places: str) -> Callable[[bytes], bytes]:
    """Write a value in the first record of the first of these sheets that the workbook has, as ``sheet=column``."""

    def edit(book: Workbook) -> None:
        sheet_id = next(name for name in places if layout().sheet(name).title in book.sheetnames)
        row, column = _place(sheet_id, places[sheet_id])
        book[layout().sheet(sheet_id).title].cell(row, column).value = value  # type: ignore[assignment]

    return _edited(edit)


def _on(sheet_id: str, change: Callable[[Worksheet], object]) -> Callable[[bytes], bytes]:
    return _edited(lambda book: change(book[layout().sheet(sheet_id).title]))


def _edited(edit: Edit) -> Callable[[bytes], bytes]:
    def spoiled(workbook: bytes) -> bytes:
        book = openpyxl.load_workbook(io.BytesIO(workbook))
        edit(book)
        written = io.BytesIO()
        book.save(written)
        return _without_clock(written.getvalue())

    return spoiled


def _without_clock(workbook: bytes) -> bytes:
    """Take out the times of writing, which would make two equal workbooks differ."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as before, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            content = before.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>2026-01-01T00:00:00Z", content)
            after.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return written.getvalue()


def _place(sheet_id: str, column_id: str) -> tuple[int, int]:
    sheet = layout().sheet(sheet_id)
    position = [column.column_id for column in sheet.columns].index(column_id)
    return (FIRST_FIELD + position, 2) if sheet.kind == "form" else (FIRST_RECORD, position + 1)


def _retitle(title: str) -> Callable[[Worksheet], object]:
    def change(sheet: Worksheet) -> None:
        sheet.title = title

    return change


def _remove(sheet: Worksheet) -> None:
    sheet.parent.remove(sheet)  # type: ignore[union-attr]


def _repeat_code(sheet: Worksheet) -> None:
    sheet.cell(FIRST_RECORD + 1, 1).value = sheet.cell(FIRST_RECORD, 1).value


def _another_zip(workbook: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("word/document.xml", "<document/>")
    return written.getvalue()


# What a file of a federation may be, from the file that is no workbook to the one cell that is wrong.
SPOILED: Mapping[str, Callable[[bytes], bytes]] = MappingProxyType(
    {
        "empty_file": lambda workbook: b"",
        "truncated": lambda workbook: workbook[: len(workbook) // 2],
        "csv_renamed": lambda workbook: "Structure;Année\nla structure;2024\n".encode(),
        "another_zip": _another_zip,
        "password": lambda workbook: OLE + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(1024),
        "blank_template": lambda workbook: draw_workbook("full"),
        "sheet_missing": _on("criteria", _remove),
        "sheet_renamed": _on("structure", _retitle("Structures")),
        "titles_erased": _on("measures", lambda sheet: sheet.delete_rows(1, FIRST_RECORD - 1)),
        "criteria_erased": _on("criteria", lambda sheet: sheet.delete_rows(FIRST_RECORD, sheet.max_row)),
        "column_missing": _on("measures", lambda sheet: sheet.delete_cols(1)),
        "year_blank": _put(None, structure="year"),
        "year_in_words": _put("deux mille vingt-quatre", structure="year"),
        "number_in_words": _put("une douzaine", measures="value"),
        "word_outside_list": _put("peut-être", criteria="decision"),
        "formula_error": _put("#DIV/0!", measures="value"),
        "code_twice": _on("supports", _repeat_code),
        "support_unknown": _put("S-99", effects="supports"),
        "phone_number": _put("joindre au 06 12 34 56 78", pathways="certification", stakeholders="note"),
        "social_security_number": _put("1 85 05 78 006 084 36", pathways="certification", stakeholders="note"),
    }
)
