"""A spreadsheet as cells with their addresses and what was typed in them; nothing is interpreted here.

The fast reader says nothing of a formula that was never computed or of an error: both come as blank, and some
writers leave 0 until a spreadsheet computes. A second pass over the file names them, so that a broken sum is
not taken for a value nobody knows, nor for zero.
"""

import datetime
import re
import warnings
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
from openpyxl.cell.read_only import ReadOnlyCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from python_calamine import CalamineWorkbook

from dts_eval.foundation.problems import DataProblems, Problem, problem

SUFFIXES = frozenset({".xlsx", ".xlsm", ".ods"})
CellContent = str | int | float | bool | datetime.date | datetime.time | datetime.timedelta
_FORMULA_OR_ERROR = (b"<f>", b"<f ", b"<f/", b":f>", b":f ", b":f/", b't="e"', b"table:formula=")
_HINTS = (b"<f", b":f", b't="e"')
_STYLES_OF_CELLS = re.compile(rb"<(?:\w+:)?cellXfs.*</(?:\w+:)?cellXfs>", re.S)
_PERCENT_FORMAT = re.compile(rb'<(?:\w+:)?numFmt [^>]*formatCode="[^"]*%[^>]*>')
_FORMAT_NUMBER = re.compile(rb'numFmtId="(\d+)"')
_PERCENT_BUILT_IN = frozenset({b"9", b"10"})
_ODS_CONTENT, _ODS_MANIFEST = "content.xml", "META-INF/manifest.xml"
_OLE_FILE = b"\xd0\xcf\x11\xe0"
_ODS = {
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "calcext": "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
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
    content: bytes
    sheets: Mapping[str, tuple[tuple[CellContent, ...], ...]]

    @cached_property
    def has_formulas(self) -> bool:
        """Whether a second look is worth its time: most workbooks hold no formula and no error."""
        with zipfile.ZipFile(BytesIO(self.content)) as archive:
            parts = [name for name in archive.namelist() if name == _ODS_CONTENT or "/worksheets/" in name]
            return any(map(_holds_formulas, map(archive.read, parts)))

    @cached_property
    def has_percentages(self) -> bool:
        """Whether some cell may be shown as a percentage, which only a second look can tell of each."""
        with zipfile.ZipFile(BytesIO(self.content)) as archive:
            if _is_ods(archive):
                return b'office:value-type="percentage"' in archive.read(_ODS_CONTENT)
            styles = [archive.read(name) for name in archive.namelist() if "styles" in name]
            return any(map(_formats_percentages, styles))

    @cached_property
    def troubles(self) -> Troubles:
        """Look a second time at what the fast reader cannot tell.

        Raises:
            DataProblems: the second reader, which forgives less, cannot read the file.
        """
        try:
            # By what the file holds, not by its name: a suffix may have been changed by hand.
            with zipfile.ZipFile(BytesIO(self.content)) as archive, warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return _ods_troubles(archive) if _is_ods(archive) else _xlsx_troubles(self.content)
        except Exception as error:
            raise DataProblems([problem("not_a_workbook", file=self.file)]) from error


def address(line: int, column: int) -> str:
    """Return the address of a cell from its line and column, both counted from 1."""
    return f"{get_column_letter(column)}{line}"


def read_cells(path: Path, only: frozenset[str] | None = None) -> tuple[Cells, tuple[Problem, ...]]:
    """Open a workbook and copy its cells, those of some sheets ``only`` when they are named.

    Raises:
        DataProblems: the file is missing, may not be read, is not a workbook, or is protected by a password.
    """
    name = path.name
    try:
        if not path.is_file():
            raise DataProblems([problem("file_missing", file=str(path))])
        if path.suffix.lower() not in SUFFIXES:
            raise DataProblems([problem("not_a_workbook", file=name)])
        content = path.read_bytes()
    except OSError as error:
        raise DataProblems([problem("file_not_readable", file=name)]) from error
    cells = cells_of(content, name, only)
    found = [problem("file_open_elsewhere", file=name)] if lock_file(path).exists() else []
    return cells, tuple(found)


# A workbook is read to be checked, then again for its report. What the file holds is the key: a change is seen.
@lru_cache(maxsize=1)
def cells_of(content: bytes, name: str, only: frozenset[str] | None) -> Cells:
    """Copy the cells of a workbook from its bytes: those of some sheets ``only``, or all of them.

    Raises:
        DataProblems: it is not a workbook, or is protected by a password.
    """
    if content.startswith(_OLE_FILE) or _is_encrypted_ods(content):
        raise DataProblems([problem("file_protected", file=name)])
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        titles = [title for title in book.sheet_names if only is None or title in only]
        return Cells(name, content, {title: _lines(book, title) for title in titles})
    except Exception as error:  # the reader raises several unrelated kinds on a damaged file
        raise DataProblems([problem("not_a_workbook", file=name)]) from error


def lock_file(path: Path) -> Path:
    """Return the path of the file by which LibreOffice says that it has a workbook open."""
    return path.with_name(f".~lock.{path.name}#")


def _lines(book: CalamineWorkbook, title: str) -> tuple[tuple[CellContent, ...], ...]:
    # The blank lines and columns before the first cell count: addresses depend on them.
    return tuple(tuple(line) for line in book.get_sheet_by_name(title).to_python(skip_empty_area=False))


def _is_encrypted_ods(content: bytes) -> bool:
    # The names of its parts are in clear in every file: an xlsx has no such part, and is not opened for it.
    if _ODS_MANIFEST.encode() not in content:
        return False
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return b"encryption-data" in archive.read(_ODS_MANIFEST)
    except (zipfile.BadZipFile, KeyError):
        return False


def _is_ods(archive: zipfile.ZipFile) -> bool:
    return _ODS_CONTENT in archive.namelist()


def _holds_formulas(sheet: bytes) -> bool:
    # What follows the lines of a sheet, lists of answers and colours, has formulas of its own, which are no cell's.
    end = sheet.rfind(b"sheetData>")
    lines = sheet[: end if end >= 0 else None]
    # Three short looks nearly always spare all the others.
    return any(hint in lines for hint in _HINTS) and any(mark in lines for mark in _FORMULA_OR_ERROR)


def _formats_percentages(styles: bytes) -> bool:
    used = set(_FORMAT_NUMBER.findall(b"".join(_STYLES_OF_CELLS.findall(styles))))
    own = _FORMAT_NUMBER.findall(b"".join(_PERCENT_FORMAT.findall(styles)))
    return not used.isdisjoint(_PERCENT_BUILT_IN.union(own))


def _xlsx_troubles(content: bytes) -> Troubles:
    errors: dict[tuple[str, str], str] = {}
    not_computed: set[tuple[str, str]] = set()
    percentages: set[tuple[str, str]] = set()
    formulas = openpyxl.load_workbook(BytesIO(content), read_only=True)
    values = openpyxl.load_workbook(BytesIO(content), read_only=True, data_only=True)
    computed_on_load = bool(formulas.calculation and formulas.calculation.fullCalcOnLoad)
    for sheet in formulas.worksheets:
        for cell, shown in _pairs(sheet, values[sheet.title]):
            if cell.value is None:
                continue
            place = (sheet.title, cell.coordinate)
            if cell.data_type == "f" and _never_computed(shown, computed_on_load):
                not_computed.add(place)
            elif shown.data_type == "e":
                errors[place] = str(shown.value)
            if "%" in cell.number_format:
                percentages.add(place)
    return Troubles(errors, frozenset(not_computed), frozenset(percentages))


def _pairs(sheet: ReadOnlyWorksheet, computed: ReadOnlyWorksheet) -> Iterator[tuple[ReadOnlyCell, ReadOnlyCell]]:
    for same in (sheet, computed):
        # Some writers say a sheet smaller than it is.
        same.reset_dimensions()
    for line, computed_line in zip(sheet.iter_rows(), computed.iter_rows(), strict=True):
        yield from zip(line, computed_line, strict=True)


def _never_computed(shown: ReadOnlyCell, computed_on_load: bool) -> bool:
    # A formula that gives an empty text was computed. A writer that is no spreadsheet leaves 0, and asks that
    # all be computed when the file is opened.
    if shown.value is None:
        return shown.data_type != "str"
    return computed_on_load and shown.value == 0


def _ods_troubles(archive: zipfile.ZipFile) -> Troubles:
    errors: dict[tuple[str, str], str] = {}
    not_computed: set[tuple[str, str]] = set()
    percentages: set[tuple[str, str]] = set()
    root = ElementTree.fromstring(archive.read(_ODS_CONTENT))
    for table in root.iter(f"{{{_ODS['table']}}}table"):
        title = table.get(f"{{{_ODS['table']}}}name", "")
        for place, cell in _ods_cells(table):
            kind = cell.get(f"{{{_ODS['office']}}}value-type")
            shown = cell.findall(f"{{{_ODS['text']}}}p")
            if cell.get(f"{{{_ODS['calcext']}}}value-type") == "error":
                errors[title, place] = "".join(text for line in shown for text in line.itertext())
            elif cell.get(f"{{{_ODS['table']}}}formula") and kind is None and not shown:
                not_computed.add((title, place))
            elif kind == "percentage":
                percentages.add((title, place))
    return Troubles(errors, frozenset(not_computed), frozenset(percentages))


def _ods_cells(table: ElementTree.Element) -> Iterator[tuple[str, ElementTree.Element]]:
    line = 1
    for row in table.iter(f"{{{_ODS['table']}}}table-row"):
        column = 1
        lines = int(row.get(f"{{{_ODS['table']}}}number-rows-repeated", "1"))
        for cell in row:
            columns = int(cell.get(f"{{{_ODS['table']}}}number-columns-repeated", "1"))
            # Neighbours that hold the same are written once.
            if cell.get(f"{{{_ODS['table']}}}formula") or cell.get(f"{{{_ODS['office']}}}value-type"):
                for below in range(lines):
                    for beside in range(columns):
                        yield address(line + below, column + beside), cell
            column += columns
        line += lines
