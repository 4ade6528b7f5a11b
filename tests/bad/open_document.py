"""Writes small OpenDocument spreadsheets by hand, as a spreadsheet program would, without needing one."""

import datetime
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

MIME = "application/vnd.oasis.opendocument.spreadsheet"
SPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "calcext": "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0",
}
NAMES = " ".join(f'xmlns:{prefix}="{space}"' for prefix, space in SPACES.items())


@dataclass(frozen=True)
class Percent:
    """A number that the spreadsheet shows as a percentage."""

    value: float


@dataclass(frozen=True)
class Formula:
    """A formula with what it shows: a number, an empty text, an error, or nothing when it was never computed."""

    shown: float | str | None
    is_error: bool = False


Written = str | int | float | bool | datetime.date | Percent | Formula | None
Rows = Sequence[Sequence[Written]]


def write_ods(path: Path, sheets: Mapping[str, Rows], *, encrypted: bool = False) -> Path:
    """Write sheets of cells; equal neighbours are written once, as LibreOffice does."""
    tables = "".join(_table(title, rows) for title, rows in sheets.items())
    content = f"<office:document-content {NAMES}><office:body><office:spreadsheet>{tables}"
    content += "</office:spreadsheet></office:body></office:document-content>"
    space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    lock = "<manifest:encryption-data manifest:checksum='x'/>" if encrypted else ""
    manifest = f'<manifest:manifest xmlns:manifest="{space}">'
    manifest += f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{MIME}"/>'
    manifest += f'<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml">{lock}'
    manifest += "</manifest:file-entry></manifest:manifest>"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", MIME)
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", "\x8f\x02unreadable" if encrypted else content)
    return path


def _table(title: str, rows: Rows) -> str:
    marked = [tuple((type(value), value) for value in row) for row in rows]
    written = "".join(_row(row, len(list(same))) for row, same in groupby(marked))
    return f"<table:table table:name={quoteattr(title)}>{written}</table:table>"


def _row(marked: Iterable[tuple[type, Written]], times: int) -> str:
    repeated = f' table:number-rows-repeated="{times}"' if times > 1 else ""
    # With its type beside it: 1 and True are not the same cell.
    cells = "".join(_cell(value, len(list(same))) for (_, value), same in groupby(marked))
    return f"<table:table-row{repeated}>{cells}</table:table-row>"


def _cell(value: Written, times: int) -> str:
    repeated = f' table:number-columns-repeated="{times}"' if times > 1 else ""
    kind, text = _kind(value)
    shown = "" if text is None else f"<text:p>{escape(text)}</text:p>"
    return f"<table:table-cell{repeated}{kind}>{shown}</table:table-cell>"


def _kind(value: Written) -> tuple[str, str | None]:
    match value:
        case None:
            return "", None
        case Formula(shown=None):
            return ' table:formula="of:=[.A1]+1"', None
        case Formula(shown=""):
            return ' table:formula="of:=IF(1;&quot;&quot;)"', ""
        case Formula(is_error=True):
            kind = ' office:value-type="string" office:string-value="" calcext:value-type="error"'
            return ' table:formula="of:=[.#REF!]"' + kind, str(value.shown)
        case Formula():
            return f' table:formula="of:=1+1" office:value-type="float" office:value="{value.shown}"', str(value.shown)
        case Percent():
            kind = f' office:value-type="percentage" office:value="{value.value}"'
            return kind, f"{100 * value.value:g} %"
        case bool():
            return f' office:value-type="boolean" office:boolean-value="{str(value).lower()}"', str(value)
        case int() | float():
            return f' office:value-type="float" office:value="{value}"', str(value)
        case datetime.date():
            return f' office:value-type="date" office:date-value="{value.isoformat()}"', f"{value:%d/%m/%Y}"
        case str():
            return ' office:value-type="string" calcext:value-type="string"', value
    raise TypeError(value)
