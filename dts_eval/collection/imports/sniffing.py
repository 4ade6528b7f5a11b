"""What a file is, by its bytes and never by its name: packed or not, in which characters, with which separator."""

import codecs
import csv
import gzip
import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from dts_eval.foundation.problems import DataProblems, problem

SEPARATORS = ("\t", "|", ";", ",")
HEADER_WITHIN = 5
# A file that opens into more than this is not one that a structure was sent.
LARGEST = 512 * 1024 * 1024
_GZIP, _ZIP, _NOTHING = b"\x1f\x8b", b"PK\x03\x04", b"PK\x05\x06"
# The longer marks first: that of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE = tuple(mark for mark, name in _MARKS if name != "utf-8")
# In ISO 8859-15 these are control characters, which no file of words holds; in cp1252 they are € and quotation marks.
_OF_WINDOWS = re.compile(rb"[\x80-\x9f]")
_OFFICE = ("[Content_Types].xml", "mimetype")


@dataclass(frozen=True)
class Source:
    """A file as it was given: its name, its fingerprint, and what it holds once unpacked.

    ``is_workbook`` is true for a spreadsheet, whose bytes are in ``content``.
    """

    name: str
    fingerprint: str
    content: bytes
    is_workbook: bool = False

    @cached_property
    def text(self) -> str:
        """The content as text, without the mark that some programs put before it; empty when it is no text."""
        wide = self.content.startswith(_WIDE)
        is_binary = self.is_workbook or (not wide and b"\x00" in self.content[:4096])
        return "" if is_binary else decode(self.content)

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines of the text, the blank ones at the end left out."""
        text = self.text.replace("\r\n", "\n")
        # A lone return ends a line only in a file that has no other end of line.
        lines = text.split("\n" if "\n" in text else "\r")
        while lines and not lines[-1].strip():
            lines.pop()
        return tuple(lines)

    def header(self, wanted: Collection[str]) -> tuple[int, str] | None:
        """Return the line and the separator of the titles, when one of the first lines holds most of those wanted."""
        known = {title.lower() for title in wanted}
        best: tuple[int, str] | None = None
        most = 1
        for number, line in enumerate(self.lines[:HEADER_WITHIN], 1):
            for separator in SEPARATORS:
                found = len({_bare(cell).lower() for cell in line.split(separator)} & known)
                if found > most:
                    best, most = (number, separator), found
        return best


@dataclass(frozen=True)
class Table:
    """A table of text: its titles, and its lines with their numbers in the file."""

    titles: tuple[str, ...]
    lines: tuple[tuple[int, tuple[str, ...]], ...]


def read_source(path: Path) -> Source:
    """Read a file, and unpack it when it is a zip or gzip archive of one file.

    Raises:
        DataProblems: it is not there, may not be read, or is an archive that cannot be opened as one file.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise DataProblems([problem("import_file_missing", path.name)]) from error
    fingerprint = hashlib.sha256(content).hexdigest()
    if not content.strip():
        raise DataProblems([problem("import_file_empty", path.name)])
    inside, is_workbook = _unpacked(content, path.name)
    return Source(path.name, fingerprint, inside, is_workbook)


def read_table(source: Source, header: int, separator: str) -> Table:
    """Cut the lines below the titles in cells; quotation marks count only when the titles wear some."""
    below = source.lines[header - 1 :]
    if '"' not in below[0]:
        cut = [(number, tuple(line.split(separator))) for number, line in enumerate(below, header)]
    else:
        reader = csv.reader(io.StringIO("\n".join(below), newline=""), delimiter=separator)
        cut = [(header - 1 + reader.line_num, tuple(cells)) for cells in reader]
    titles = tuple(_bare(cell) for cell in cut[0][1])
    return Table(titles, tuple((number, cells) for number, cells in cut[1:] if any(cell.strip() for cell in cells)))


def decode(content: bytes) -> str:
    """Turn bytes into text: UTF-8 when they are, else the characters of Windows or ISO 8859-15.

    A mark of UTF-8 may stand before a body that is not: the body decides.
    """
    body = _unmarked(content)
    mark = next((name for mark, name in _MARKS if content.startswith(mark)), "utf-8")
    for encoding in (mark, "cp1252" if _OF_WINDOWS.search(body) else "iso8859-15"):
        try:
            return body.decode(encoding)
        except UnicodeDecodeError:
            continue
    return body.decode("cp1252", errors="replace")


def _unmarked(content: bytes) -> bytes:
    mark = next((mark for mark, _ in _MARKS if content.startswith(mark)), b"")
    return content[len(mark) :]


def _bare(cell: str) -> str:
    return cell.strip().strip('"').strip()


def _unpacked(content: bytes, name: str) -> tuple[bytes, bool]:
    try:
        if content.startswith(_GZIP):
            with gzip.open(io.BytesIO(content)) as packed:
                return _at_most(packed.read(LARGEST + 1)), False
        if content.startswith((_ZIP, _NOTHING)):
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                return _only_member(archive, content, name)
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile, RuntimeError, NotImplementedError, ValueError) as error:
        raise DataProblems([problem("import_archive_damaged", name)]) from error
    return content, False


def _only_member(archive: zipfile.ZipFile, content: bytes, name: str) -> tuple[bytes, bool]:
    if any(part in archive.namelist() for part in _OFFICE):
        return content, True
    members = [one for one in archive.infolist() if not one.is_dir() and not one.filename.startswith("__MACOSX/")]
    if len(members) != 1:
        raise DataProblems([problem("import_archive_several", name, count=str(len(members)))])
    if members[0].file_size > LARGEST:
        raise ValueError("too large")
    with archive.open(members[0]) as packed:
        return _at_most(packed.read(LARGEST + 1)), False


def _at_most(content: bytes) -> bytes:
    if len(content) > LARGEST:
        raise ValueError("too large")
    return content
