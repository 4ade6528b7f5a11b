"""Changes cells in the xml of one sheet by replacing their bytes: every other byte stays as it was.

Nothing is parsed and written again: the bytes between two places of the file are replaced.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from xml.sax.saxutils import escape

from openpyxl.utils import get_column_letter

from dts_eval.workbook.sheet_xml import Sheet, SheetCell, SheetRow, Spot
from dts_eval.workbook.xml_places import Splice, spliced, tag_at, with_attribute

_ATTRIBUTE = re.compile(rb"\s+([^\s=>]+)\s*=\s*(\"[^\"]*\"|'[^']*')")
# What says how the value that stood there was to be understood.
_OF_THE_VALUE = frozenset({b"t", b"cm", b"vm", b"ph"})
_SPACES_TO_KEEP = re.compile(r"^\s|\s$|\s\s|[\n\t]")
_ESCAPED_LETTER = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


@dataclass(frozen=True)
class Edit:
    """What a cell will hold: a text, a number, or nothing; ``height`` is what the text needs, 0 for any.

    A cell that is there keeps its style unless it is ``restyled``, and nothing is written of one that is not there and
    holds nothing unless it is.
    """

    line: int
    column: int
    value: str | int | float | None
    style: int | None = None
    height: float = 0.0
    restyled: bool = False


def edit_sheet(sheet: Sheet, edits: Iterable[Edit]) -> bytes:
    """Return the xml of a sheet once some cells hold something else; all other bytes are the same, in their order.

    The extent that a sheet or a row says of itself, and a height that nobody imposed, follow what is written.
    """
    by_line: dict[int, dict[int, Edit]] = {}
    for edit in edits:
        if edit.value is not None or edit.restyled or sheet.cell((edit.line, edit.column)):
            by_line.setdefault(edit.line, {})[edit.column] = edit
    splices: list[Splice] = []
    new_rows: list[tuple[int, bytes]] = []
    for line, in_line in sorted(by_line.items()):
        ordered = [edit for _, edit in sorted(in_line.items())]
        if line in sheet.rows:
            splices += _in_row(sheet, sheet.rows[line], ordered)
        else:
            new_rows.append((line, _new_row(sheet, line, ordered)))
    splices += _in_data(sheet, new_rows)
    splices += _grown_dimension(sheet, [(line, column) for line, row in by_line.items() for column in row])
    return spliced(sheet.xml, splices)


def _in_row(sheet: Sheet, row: SheetRow, edits: list[Edit]) -> list[Splice]:
    splices = []
    added = b""
    closed = sheet.xml[row.inside - 2 : row.inside] == b"/>"
    for edit in edits:
        there = row.by_column.get(edit.column)
        if there:
            splices.append((there.start, there.end, _changed_cell(sheet, there, edit)))
            continue
        made = _new_cell(sheet, edit)
        if closed:
            added += made
        else:
            position = max((cell.end for cell in row.cells if cell.column < edit.column), default=row.inside)
            splices.append((position, position, made))
    tag = sheet.xml[row.start : row.inside]
    opened = _changed_row_tag(tag, row, edits)
    if closed:
        opened = opened[:-2].rstrip() + b">" + added + _closing(sheet, "row")
    return [*splices, (row.start, row.inside, opened)] if opened != tag else splices


def _changed_row_tag(tag: bytes, row: SheetRow, edits: list[Edit]) -> bytes:
    height = max(edit.height for edit in edits)
    attributes = {name: value[1:-1] for name, value in _ATTRIBUTE.findall(tag)}
    columns = [edit.column for edit in edits]
    bounds = [int(bound) for bound in re.findall(rb"\d+", attributes.get(b"spans", b""))]
    if bounds and (min(columns) < min(bounds) or max(columns) > max(bounds)):
        tag = with_attribute(tag, b"spans", b"%d:%d" % (min(*bounds, *columns), max(*bounds, *columns)))
    if not row.height_is_set and height > (row.height or 0):
        tag = with_attribute(tag, b"ht", _number(height).encode())
    return tag


def _new_row(sheet: Sheet, line: int, edits: list[Edit]) -> bytes:
    height = max(edit.height for edit in edits)
    said = f' ht="{_number(height)}"' if height > sheet.height else ""
    cells = b"".join(_new_cell(sheet, edit) for edit in edits)
    return f'<{sheet.prefix}row r="{line}"{said}>'.encode() + cells + _closing(sheet, "row")


def _in_data(sheet: Sheet, new_rows: list[tuple[int, bytes]]) -> list[Splice]:
    start, inside = sheet.data
    if new_rows and sheet.xml[inside - 2 : inside] == b"/>":
        opened = sheet.xml[start : inside - 2].rstrip() + b">"
        return [(start, inside, opened + b"".join(row for _, row in new_rows) + _closing(sheet, "sheetData"))]
    splices = []
    for line, made in new_rows:
        position = max((row.end for row in sheet.rows.values() if row.line < line), default=inside)
        splices.append((position, position, made))
    return splices


def _grown_dimension(sheet: Sheet, spots: list[Spot]) -> list[Splice]:
    if not spots or sheet.dimension is None:
        return []
    start, (left, top, right, bottom) = sheet.dimension
    tag = tag_at(sheet.xml, start)
    lines, columns = [line for line, _ in spots], [column for _, column in spots]
    box = min(left, *columns), min(top, *lines), max(right, *columns), max(bottom, *lines)
    if box == (left, top, right, bottom):
        return []
    reference = f"{get_column_letter(box[0])}{box[1]}:{get_column_letter(box[2])}{box[3]}"
    return [(start, start + len(tag), with_attribute(tag, b"ref", reference.encode()))]


def _new_cell(sheet: Sheet, edit: Edit) -> bytes:
    style = "" if edit.style is None else f' s="{edit.style}"'
    place = f"{get_column_letter(edit.column)}{edit.line}"
    return _cell(sheet, f'<{sheet.prefix}c r="{place}"{style}'.encode(), edit.value)


def _changed_cell(sheet: Sheet, cell: SheetCell, edit: Edit) -> bytes:
    tag = tag_at(sheet.xml, cell.start)
    end = len(tag) - (2 if tag.endswith(b"/>") else 1)
    opened = tag[:end].rstrip()
    for match in reversed(list(_ATTRIBUTE.finditer(opened))):
        if match.group(1) in _OF_THE_VALUE:
            opened = opened[: match.start()] + opened[match.end() :]
    if edit.restyled and edit.style is not None:
        opened = with_attribute(opened + b">", b"s", str(edit.style).encode())[:-1]
    return _cell(sheet, opened, edit.value)


def _cell(sheet: Sheet, opened: bytes, value: str | int | float | None) -> bytes:
    prefix = sheet.prefix
    if value is None:
        return opened + b"/>"
    if isinstance(value, str):
        kept = ' xml:space="preserve"' if _SPACES_TO_KEEP.search(value) else ""
        # « _x0041_ » in a file stands for a letter by its number: one that people typed says so of itself.
        text = escape(_ESCAPED_LETTER.sub("_x005F_", value))
        inside = f' t="inlineStr"><{prefix}is><{prefix}t{kept}>{text}</{prefix}t></{prefix}is>'
    else:
        inside = f"><{prefix}v>{_number(value)}</{prefix}v>"
    return opened + inside.encode() + _closing(sheet, "c")


def _closing(sheet: Sheet, name: str) -> bytes:
    return f"</{sheet.prefix}{name}>".encode()


def _number(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else repr(float(value))
