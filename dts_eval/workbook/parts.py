"""The parts of an xlsx file: which one holds a sheet, and one part replaced while all others keep their bytes.

An xlsx file is a zip archive. Its other members are copied as they lie in it, header, compression and date
included, so that what this package does not know of stays as another program wrote it.
"""

import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from xml.etree import ElementTree
from xml.parsers import expat

_LOCAL, _CENTRAL, _END = struct.Struct("<4s5H3L2H"), struct.Struct("<4s6H3L5H2L"), struct.Struct("<4s4H2LH")
_CENTRAL_MARK, _END_MARK, _LOCAL_MARK = b"PK\x01\x02", b"PK\x05\x06", b"PK\x03\x04"
_TOO_BIG, _TOO_MANY = 0xFFFFFFFF, 0xFFFF
_ENCRYPTED, _SIZES_AFTER = 0x1, 0x8
_SIXTY_FOUR_BITS = 0x0001
# A member that is added is dated as an archive dates what has no date: 1 January 1980.
_VERSION, _NAMES_IN_UTF_8, _FIRST_DAY = 20, 0x800, 0x21
_KNOWN_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_SIGNATURES = "_xmlsignatures/"
_DOCUMENT, _WORKSHEET, _STYLES = "/officeDocument", "/worksheet", "/styles"


class Unwritable(ValueError):
    """A file or a sheet is made in a way that cannot be changed without risk; ``code`` names the problem."""

    def __init__(self, code: str, spot: str = "") -> None:
        self.code = code
        self.spot = spot
        super().__init__(code)


@dataclass(frozen=True)
class Package:
    """What an xlsx file says of itself: its own part, those of its sheets by title, its styles, its first day."""

    book: str
    sheets: Mapping[str, str]
    styles: str
    starts_in_1904: bool


def read_package(content: bytes) -> Package:
    """Find the parts of an xlsx file.

    Raises:
        Unwritable: the file is not made of such parts, or is signed.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            if any(name.startswith(_SIGNATURES) for name in archive.namelist()):
                raise Unwritable("file_signed")
            _entries(content)
            (book,) = _targets(archive, "", _DOCUMENT).values()
            parts = _targets(archive, book, _WORKSHEET)
            root = ElementTree.fromstring(archive.read(book))
            styles = next(iter(_targets(archive, book, _STYLES).values()), "")
    except (zipfile.BadZipFile, KeyError, ValueError, ElementTree.ParseError) as error:
        raise error if isinstance(error, Unwritable) else Unwritable("not_writable_format") from error
    sheets = {}
    for element in root.iter():
        if _local(element.tag) == "sheet":
            part = next((parts[value] for key, value in element.items() if _local(key) == "id" and value in parts), "")
            sheets[element.get("name", "")] = part
    first_days = [element.get("date1904") for element in root.iter() if _local(element.tag) == "workbookPr"]
    return Package(
        book, {title: part for title, part in sheets.items() if part}, styles, first_days[:1] in (["1"], ["true"])
    )


def read_part(content: bytes, part: str) -> bytes:
    """Return what one part holds, nothing when the file does not have it."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return archive.read(part) if part in archive.namelist() else b""


def part_names(content: bytes) -> tuple[str, ...]:
    """List the members of the archive."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return tuple(archive.namelist())


def relations_of(part: str) -> str:
    """Return the name of the part that says which other parts one part refers to."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def related(content: bytes, part: str, kind: str) -> tuple[str, ...]:
    """List the parts of a kind, such as ``/comments``, that one part refers to.

    Raises:
        Unwritable: what says so cannot be read.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            there = relations_of(part) in archive.namelist()
            return tuple(_targets(archive, part, kind).values()) if there else ()
    except (KeyError, ElementTree.ParseError) as error:
        raise Unwritable("not_writable_format") from error


def replace_parts(content: bytes, parts: Mapping[str, bytes]) -> bytes:
    """Return an archive in which some members hold something else; every other one keeps its bytes and its place.

    A member that the archive does not have is added after all others.

    Raises:
        Unwritable: the archive is encrypted, holds a member twice, or is larger than 4 GB.
    """
    entries, start, end = _entries(content)
    names = [entry.name for entry in entries]
    if len(set(names)) != len(names):
        raise Unwritable("not_writable_format")
    bounds = [*sorted(entry.offset for entry in entries), start]
    spans = dict(pairwise(bounds))
    made = bytearray(content[: bounds[0]])
    directory: dict[str, bytes] = {}
    for entry in sorted(entries, key=lambda each: each.offset):
        raw, central = content[entry.offset : spans[entry.offset]], entry.central
        offset = len(made)
        if entry.name in parts:
            raw, central = _rewritten(raw, central, parts[entry.name])
        made += raw
        directory[entry.name] = central[:42] + struct.pack("<L", offset) + central[46:]
    added = [name for name in parts if name not in names]
    for name in added:
        raw, directory[name] = _new_member(name, parts[name], len(made))
        made += raw
    new_start = len(made)
    for name in (*names, *added):
        made += directory[name]
    fields = list(_END.unpack_from(content, end))
    fields[3:5] = [len(names) + len(added)] * 2
    fields[5:7] = len(made) - new_start, new_start
    return bytes(made + _END.pack(*fields) + content[end + _END.size :])


def require_sound(content: bytes, parts: Iterable[str]) -> None:
    """Refuse an archive that has a damaged member, or in which a part that was replaced is not well-formed xml.

    Raises:
        Unwritable: it is so.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            damaged = archive.testzip()
            for part in parts:
                expat.ParserCreate().Parse(archive.read(part), True)
    except (zipfile.BadZipFile, KeyError, expat.ExpatError) as error:
        raise Unwritable("not_writable_format") from error
    if damaged:
        raise Unwritable("not_writable_format")


@dataclass(frozen=True)
class _Entry:
    """A member of the archive: where it lies, and its raw record in the central directory."""

    name: str
    offset: int
    central: bytes


def _entries(content: bytes) -> tuple[list[_Entry], int, int]:
    end = content.rfind(_END_MARK)
    if end < 0 or end + _END.size > len(content):
        raise Unwritable("not_writable_format")
    _, disk, first_disk, here, total, size, start, comment = _END.unpack_from(content, end)
    whole = (
        start + size == end and end + _END.size + comment == len(content) and (disk, first_disk, here) == (0, 0, total)
    )
    if not whole or total in (0, _TOO_MANY):
        raise Unwritable("not_writable_format")
    entries, position = [], start
    for _ in range(total):
        fields = _CENTRAL.unpack_from(content, position)
        length = _CENTRAL.size + sum(fields[10:13])
        flags, offset = fields[3], fields[16]
        name = content[position + _CENTRAL.size :][: fields[10]]
        if fields[0] != _CENTRAL_MARK or flags & _ENCRYPTED or content[offset : offset + 4] != _LOCAL_MARK:
            raise Unwritable("not_writable_format")
        entries.append(_Entry(name.decode("utf-8", "surrogateescape"), offset, content[position : position + length]))
        position += length
    if position != end:
        raise Unwritable("not_writable_format")
    return entries, start, end


def _rewritten(raw: bytes, central: bytes, held: bytes) -> tuple[bytes, bytes]:
    local_fields, central_fields = list(_LOCAL.unpack_from(raw)), list(_CENTRAL.unpack_from(central))
    method = local_fields[3] if local_fields[3] in _KNOWN_METHODS else zipfile.ZIP_DEFLATED
    packed = held
    if method == zipfile.ZIP_DEFLATED:
        squeeze = zlib.compressobj(wbits=-zlib.MAX_WBITS)
        packed = squeeze.compress(held) + squeeze.flush()
    # The sizes stand in the header: none follows the member, whatever the other program did.
    flags = local_fields[2] & ~_SIZES_AFTER
    sizes = [zlib.crc32(held), len(packed), len(held)]
    name_end = _LOCAL.size + local_fields[9]
    extra = _without_64_bits(raw[name_end : name_end + local_fields[10]])
    local_fields[2:4], local_fields[6:9], local_fields[10] = [flags, method], sizes, len(extra)
    central_name_end = _CENTRAL.size + central_fields[10]
    comment = central[central_name_end + central_fields[11] :]
    central_extra = _without_64_bits(central[central_name_end : central_name_end + central_fields[11]])
    central_fields[3:5], central_fields[7:10], central_fields[11] = [flags, method], sizes, len(central_extra)
    return (
        _LOCAL.pack(*local_fields) + raw[_LOCAL.size : name_end] + extra + packed,
        _CENTRAL.pack(*central_fields) + central[_CENTRAL.size : central_name_end] + central_extra + comment,
    )


def _new_member(name: str, held: bytes, offset: int) -> tuple[bytes, bytes]:
    squeeze = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    packed = squeeze.compress(held) + squeeze.flush()
    spelt = name.encode()
    said = (_VERSION, _NAMES_IN_UTF_8, zipfile.ZIP_DEFLATED, 0, _FIRST_DAY)
    sizes = (zlib.crc32(held), len(packed), len(held), len(spelt), 0)
    local = _LOCAL.pack(_LOCAL_MARK, *said, *sizes) + spelt + packed
    central = _CENTRAL.pack(_CENTRAL_MARK, _VERSION, *said, *sizes, 0, 0, 0, 0, offset) + spelt
    return local, central


def _without_64_bits(extra: bytes) -> bytes:
    kept, position = b"", 0
    while position + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, position)
        field = extra[position : position + 4 + length]
        kept += b"" if kind == _SIXTY_FOUR_BITS else field
        position += 4 + length
    return kept


def _targets(archive: zipfile.ZipFile, source: str, kind: str) -> dict[str, str]:
    folder = posixpath.dirname(source)
    root = ElementTree.fromstring(archive.read(relations_of(source)))
    return {
        relation.get("Id", ""): posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))[1:]
        for relation in _relations(root)
        if relation.get("Type", "").endswith(kind)
    }


def _relations(root: ElementTree.Element) -> Iterator[ElementTree.Element]:
    return (element for element in root if _local(element.tag) == "Relationship")


def _local(name: str) -> str:
    return name.rpartition("}")[2]
