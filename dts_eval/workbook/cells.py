"""A spreadsheet as cells with their addresses and what was typed in them; nothing is interpreted here.

The fast reader says nothing of a formula that was never computed or of an error: both come as blank. A second
pass over the file names them, so that a broken sum is not taken for a value nobody knows.
"""

import datetime
import hashlib
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
from openpyxl.utils import get_column_letter
from python_calamine import CalamineWorkbook

from dts_eval.foundation.problems import DataProblems, Problem, problem

SUFFIXES = frozenset({".xlsx", ".xlsm", ".ods"})
CellContent = str | int | float | bool | datetime.date | datetime.datetime | datetime.time | datetime.timedelta
_FORMULA_OR_ERROR = re.compile(rb'<f[ >/]|t="e"|table:formula=')
_OLE_FILE = b"\xd0\xcf\x11\xe0"
_ODS = {
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "calcext": "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0",
}


@dataclass(frozen=True)
class Troubles:
    """Cells that look blank and are not, and cells shown as percentages, by sheet title and address."""

    errors: Mapping[tuple[str, str], str]
    not_computed: frozenset[tuple[str, str]]
    percentages: frozenset[tuple[str, str]]


@dataclass(frozen=True)
class Cells:
    """All cells of a workbook by sheet title, each sheet as lines from its first row and column."""

    file: str
    digest: str
    content: bytes
    sheets: Mapping[str, tuple[tuple[CellContent, ...], ...]]

    @cached_property
    def has_formulas(self) -> bool:
        """Whether a second look is worth its time: most workbooks hold no formula and no error."""
        with zipfile.ZipFile(BytesIO(self.content)) as archive:
            parts = [name for name in archive.namelist() if name == "content.xml" or "/worksheets/" in name]
            return any(_FORMULA_OR_ERROR.search(archive.read(part)) for part in parts)

    @cached_property
    def troubles(self) -> Troubles:
        """Look a second time at what the fast reader cannot tell."""
        if self.file.lower().endswith(".ods"):
            return _ods_troubles(self.content)
        return _xlsx_troubles(self.content)


def address(line: int, column: int) -> str:
    """Return the address of a cell from its line and column, both counted from 1."""
    return f"{get_column_letter(column)}{line}"


def read_cells(path: Path) -> tuple[Cells, tuple[Problem, ...]]:
    """Open a workbook and copy its cells.

    Raises:
        DataProblems: the file is missing, is not a workbook, or is protected by a password.
    """
    name = path.name
    if not path.is_file():
        raise DataProblems([problem("file_missing", file=str(path))])
    if path.suffix.lower() not in SUFFIXES:
        raise DataProblems([problem("not_a_workbook", file=name)])
    content = path.read_bytes()
    if content.startswith(_OLE_FILE) or _is_encrypted_ods(content):
        raise DataProblems([problem("file_protected", file=name)])
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        sheets = {
            title: tuple(tuple(line) for line in book.get_sheet_by_name(title).to_python(skip_empty_area=False))
            for title in book.sheet_names
        }
    except Exception as error:  # the reader raises several unrelated kinds on a damaged file
        raise DataProblems([problem("not_a_workbook", file=name)]) from error
    found = [problem("file_open_elsewhere", file=name)] if lock_file(path).exists() else []
    return Cells(name, hashlib.sha256(content).hexdigest(), content, sheets), tuple(found)


def lock_file(path: Path) -> Path:
    """Return the path of the file by which LibreOffice says that it has a workbook open."""
    return path.with_name(f".~lock.{path.name}#")


def _is_encrypted_ods(content: bytes) -> bool:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return b"encryption-data" in archive.read("META-INF/manifest.xml")
    except (zipfile.BadZipFile, KeyError):
        return False


def _xlsx_troubles(content: bytes) -> Troubles:
    errors: dict[tuple[str, str], str] = {}
    not_computed: set[tuple[str, str]] = set()
    percentages: set[tuple[str, str]] = set()
    formulas = openpyxl.load_workbook(BytesIO(content), data_only=False)
    values = openpyxl.load_workbook(BytesIO(content), data_only=True)
    for sheet in formulas.worksheets:
        computed = values[sheet.title]
        for line in sheet.iter_rows():
            for cell in line:
                if cell.value is None:
                    continue
                place = (sheet.title, cell.coordinate)
                shown = computed[cell.coordinate].value
                if cell.data_type == "f" and shown is None:
                    not_computed.add(place)
                elif cell.data_type == "e" or (isinstance(shown, str) and re.fullmatch(r"#[A-Z0-9/!?]+[!?A]?", shown)):
                    errors[place] = str(shown)
                if "%" in cell.number_format:
                    percentages.add(place)
    return Troubles(errors, frozenset(not_computed), frozenset(percentages))


def _ods_troubles(content: bytes) -> Troubles:
    errors: dict[tuple[str, str], str] = {}
    not_computed: set[tuple[str, str]] = set()
    percentages: set[tuple[str, str]] = set()
    with zipfile.ZipFile(BytesIO(content)) as archive:
        root = ElementTree.fromstring(archive.read("content.xml"))
    for table in root.iter(f"{{{_ODS['table']}}}table"):
        title = table.get(f"{{{_ODS['table']}}}name", "")
        for place, cell in _ods_cells(table):
            kind = cell.get(f"{{{_ODS['office']}}}value-type")
            if cell.get(f"{{{_ODS['calcext']}}}value-type") == "error":
                errors[title, place] = "".join(cell.itertext())
            elif cell.get(f"{{{_ODS['table']}}}formula") and kind is None:
                not_computed.add((title, place))
            elif kind == "percentage":
                percentages.add((title, place))
    return Troubles(errors, frozenset(not_computed), frozenset(percentages))


def _ods_cells(table: ElementTree.Element) -> Iterator[tuple[str, ElementTree.Element]]:
    line = 1
    for row in table.iter(f"{{{_ODS['table']}}}table-row"):
        column = 1
        for cell in row:
            if cell.get(f"{{{_ODS['table']}}}formula") or cell.get(f"{{{_ODS['office']}}}value-type"):
                yield address(line, column), cell
            column += int(cell.get(f"{{{_ODS['table']}}}number-columns-repeated", "1"))
        line += int(row.get(f"{{{_ODS['table']}}}number-rows-repeated", "1"))
