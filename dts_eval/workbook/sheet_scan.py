"""Finds where the rows and the cells of a sheet lie in its xml, without building anything from it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from openpyxl.utils import range_boundaries

from dts_eval.workbook.parts import Unwritable
from dts_eval.workbook.sheet_xml import Box, Sheet, SheetCell, SheetColumns, SheetRow
from dts_eval.workbook.xml_places import tag_at

SPREADSHEET = frozenset(
    {
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        "http://purl.oclc.org/ooxml/spreadsheetml/main",
    }
)
_SIXTEEN_BITS = (b"\xff\xfe", b"\xfe\xff")
_EIGHT_BITS = frozenset({"utf-8", "utf8", "us-ascii", "ascii"})
_YES = ("1", "true")
_STANDARD_HEIGHT = 15.0


def read_sheet(xml: bytes) -> Sheet:
    """Find where rows and cells lie in the xml of a sheet.

    Raises:
        Unwritable: the sheet is made in a way that cannot be changed without risk.
    """
    return _Finder(xml).sheet()


@dataclass
class _Open:
    """A row or a cell whose end is not reached yet."""

    start: int
    tag: bytes
    number: int
    attributes: dict[str, str]
    cells: list[SheetCell] = field(default_factory=list)
    has_formula: bool = False


class _Finder:
    """Goes through the xml of a sheet once and notes where things lie."""

    def __init__(self, xml: bytes) -> None:
        self.xml = xml
        self.path: list[str] = []
        self.prefix = ""
        self.data: tuple[int, int] | None = None
        self.dimension: tuple[int, Box] | None = None
        self.rows: dict[int, SheetRow] = {}
        self.columns: list[SheetColumns] = []
        self.height = _STANDARD_HEIGHT
        self.merged: list[Box] = []
        self.computed: list[Box] = []
        self.row: _Open | None = None
        self.at_cell: _Open | None = None

    def sheet(self) -> Sheet:
        if b"\0" in self.xml[:4] or self.xml.startswith(_SIXTEEN_BITS):
            self.refused()
        parser = self.parser = expat.ParserCreate(namespace_separator=" ")
        parser.namespace_prefixes = True
        parser.StartElementHandler, parser.EndElementHandler = self.start, self.end
        parser.XmlDeclHandler, parser.StartDoctypeDeclHandler = self.declared, self.refused
        try:
            parser.Parse(self.xml, True)
        except (expat.ExpatError, ValueError, TypeError) as error:
            raise error if isinstance(error, Unwritable) else Unwritable("sheet_not_writable") from error
        if self.data is None:
            raise Unwritable("sheet_not_writable")
        return Sheet(
            self.xml, self.prefix, self.data, self.dimension, self.rows, tuple(self.columns), self.height,
            tuple(self.merged), tuple(self.computed),
        )  # fmt: skip

    def declared(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if (encoding or "utf-8").lower() not in _EIGHT_BITS:
            self.refused()

    def refused(self, *_: object) -> None:
        raise Unwritable("sheet_not_writable")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        space, local, prefix = _parsed(name)
        known = local if space in SPREADSHEET else ""
        start = self.parser.CurrentByteIndex
        inside = self.path[1:]
        if known in ("row", "c") and prefix != self.prefix:
            self.refused()
        if not self.path:
            if known != "worksheet" or self.xml[start : start + 1] != b"<":
                self.refused()
        elif inside == [] and known == "sheetData":
            if self.data:
                self.refused()
            tag = tag_at(self.xml, start)
            self.prefix = prefix
            self.data = (start, start + len(tag))
        elif inside == ["sheetData"]:
            self.start_row(known, start, attributes)
        elif inside == ["sheetData", "row"]:
            self.start_cell(known, start, attributes)
        elif inside == ["sheetData", "row", "c"] and known == "f" and self.at_cell:
            self.at_cell.has_formula = True
            # A shared formula stands in each of its cells; the others fill a whole range from its first cell.
            if "ref" in attributes and attributes.get("t") != "shared":
                self.computed.append(_box(attributes["ref"]))
        else:
            self.note(known, start, attributes)
        self.path.append(known)

    def note(self, known: str, start: int, attributes: dict[str, str]) -> None:
        inside = self.path[1:]
        if inside == [] and known == "dimension" and attributes.get("ref"):
            self.dimension = (start, _box(attributes["ref"]))
        elif inside == [] and known == "sheetFormatPr":
            self.height = float(attributes.get("defaultRowHeight", _STANDARD_HEIGHT))
        elif inside == ["cols"] and known == "col":
            first, last = int(attributes["min"]), int(attributes["max"])
            width = float(attributes.get("width", 0))
            self.columns.append(SheetColumns(first, last, _style(attributes, "style"), width))
        elif inside == ["mergeCells"] and known == "mergeCell":
            self.merged.append(_box(attributes["ref"]))

    def start_row(self, known: str, start: int, attributes: dict[str, str]) -> None:
        if known != "row":
            self.refused()
        last = next(reversed(self.rows), 0)
        line = int(attributes.get("r", last + 1))
        if line <= last:
            self.refused()
        self.row = _Open(start, tag_at(self.xml, start), line, attributes)

    def start_cell(self, known: str, start: int, attributes: dict[str, str]) -> None:
        row = self.row
        assert row is not None
        if known == "extLst":
            return
        last = row.cells[-1].column if row.cells else 0
        column = last + 1
        if "r" in attributes:
            left, top, *_ = _box(attributes["r"])
            if top != row.number or left <= last:
                self.refused()
            column = left
        if known != "c":
            self.refused()
        self.at_cell = _Open(start, tag_at(self.xml, start), column, attributes)

    def end(self, _name: str) -> None:
        self.path.pop()
        inside = self.path[1:]
        if inside == ["sheetData", "row"] and self.at_cell:
            cell, self.at_cell = self.at_cell, None
            assert self.row is not None
            style = _style(cell.attributes, "s") or 0
            found = SheetCell(cell.number, cell.start, self.end_of(cell), style, cell.has_formula)
            self.row.cells.append(found)
        elif inside == ["sheetData"] and self.row:
            row, self.row = self.row, None
            said = row.attributes
            style = _style(said, "s") if said.get("customFormat") in _YES else None
            height = float(said["ht"]) if "ht" in said else None
            height_is_set = said.get("customHeight") in _YES
            inside_at = row.start + len(row.tag)
            self.rows[row.number] = SheetRow(
                row.number, row.start, inside_at, self.end_of(row), style, height, height_is_set, tuple(row.cells)
            )

    def end_of(self, opened: _Open) -> int:
        if opened.tag.endswith(b"/>"):
            return opened.start + len(opened.tag)
        return self.xml.index(b">", self.parser.CurrentByteIndex) + 1


def _parsed(name: str) -> tuple[str, str, str]:
    pieces = name.split(" ")
    if len(pieces) == 1:
        return "", name, ""
    return pieces[0], pieces[1], f"{pieces[2]}:" if len(pieces) > 2 else ""


def _box(reference: str) -> Box:
    left, top, right, bottom = range_boundaries(reference)
    return left, top, right, bottom


def _style(attributes: Mapping[str, str], name: str) -> int | None:
    return int(attributes[name]) if name in attributes else None
