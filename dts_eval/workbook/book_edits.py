"""Sheets and names added to an xlsx file: what the file says of itself, all else staying as it is written."""

import posixpath
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from dts_eval.workbook.fresh_template import FreshSheet
from dts_eval.workbook.parts import Package, Unwritable, part_names, read_part, relations_of
from dts_eval.workbook.xml_places import Place, Places, Splice, appended, spliced, tag_at, with_attribute

_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_CONTENT = "application/vnd.openxmlformats-officedocument."
_WORKSHEET, _COMMENTS, _VML = (
    f"{_CONTENT}spreadsheetml.worksheet+xml", f"{_CONTENT}spreadsheetml.comments+xml", f"{_CONTENT}vmlDrawing",
)  # fmt: skip
_TYPES = "[Content_Types].xml"
_HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_ID = re.compile(rb"\s(\w+:id)\s*=")
_STRICT = b"purl.oclc.org/ooxml"
_YES = ("1", "true")
# What comes before the names in a workbook, in whatever of these it has.
_BEFORE_NAMES = frozenset({"sheets", "functionGroups", "externalReferences"})
_PRINTED = "_xlnm.Print_Titles"


@dataclass(frozen=True)
class NewSheet:
    """A sheet to add: as it is to be written, before which sheet of the file it goes, what it prints on each page."""

    sheet: FreshSheet
    xml: bytes
    before: str = ""
    printed: str = ""
    is_hidden: bool = False


def add_sheets(content: bytes, package: Package, new: Sequence[NewSheet], names: Mapping[str, str]) -> dict[str, bytes]:
    """Return the parts that change or come when sheets are added to a file, and lists have a name or another place.

    Raises:
        Unwritable: the file is made in a way that cannot be changed without risk, or no sheet may be added to it.
    """
    if not new and not names:
        return {}
    book = read_part(content, package.book)
    places = Places(book, 2)
    if _STRICT in tag_at(book, places.root.start):
        raise Unwritable("not_writable_format")
    lock = places.named("workbookProtection")
    if new and lock and lock.attributes.get("lockStructure") in _YES:
        raise Unwritable("structure_locked")
    parts: dict[str, bytes] = {}
    folder = posixpath.dirname(package.book)
    relations = relations_of(package.book)
    said = Places(read_part(content, relations), 1)
    ids = _after([place.attributes.get("Id", "") for place in said.all], "rId")
    numbers = _after(part_names(content), f"{folder}/worksheets/sheet")
    notes = max(
        _after(part_names(content), f"{folder}/comments"), _after(part_names(content), f"{folder}/drawings/vmlDrawing")
    )
    linked, types = b"", b""
    for number, sheet in enumerate(new):
        part = f"worksheets/sheet{numbers + number}.xml"
        parts[f"{folder}/{part}"] = sheet.xml
        linked += _relation(f"rId{ids + number}", "worksheet", part, said.root.prefix)
        types += _override(f"/{folder}/{part}", _WORKSHEET)
        if sheet.sheet.notes:
            comments, shapes = f"comments{notes + number}.xml", f"drawings/vmlDrawing{notes + number}.vml"
            parts[f"{folder}/{comments}"], parts[f"{folder}/{shapes}"] = sheet.sheet.notes, sheet.sheet.shapes
            beside = _relation("rId1", "vmlDrawing", f"../{shapes}") + _relation("rId2", "comments", f"../{comments}")
            opened = f'<Relationships xmlns="{_PACKAGE}">'.encode()
            parts[relations_of(f"{folder}/{part}")] = _HEAD + opened + beside + b"</Relationships>"
            types += _override(f"/{folder}/{comments}", _COMMENTS)
    if new:
        parts[relations] = spliced(said.xml, appended(said.xml, said.root, linked))
        parts[_TYPES] = _typed(read_part(content, _TYPES), types)
    parts[package.book] = _book(places, new, names, ids)
    return parts


def _book(places: Places, new: Sequence[NewSheet], names: Mapping[str, str], ids: int) -> bytes:
    listed = places.named("sheets")
    if listed is None:
        raise Unwritable("not_writable_format")
    sheets = [place for place in places.within(listed) if place.name == "sheet"]
    titles = [place.attributes.get("name", "") for place in sheets]
    order = _order(titles, new)
    splices = _listed(places, listed, sheets, new, ids)
    splices += _renumbered(places, titles, order)
    splices += _named(places, new, names, order)
    return spliced(places.xml, splices)


def _order(titles: Sequence[str], new: Sequence[NewSheet]) -> list[str]:
    order = []
    for title in (*titles, ""):
        order += [sheet.sheet.title for sheet in new if sheet.before == title]
        order += [title] if title else []
    return order


def _listed(places: Places, listed: Place, sheets: list[Place], new: Sequence[NewSheet], ids: int) -> list[Splice]:
    first = tag_at(places.xml, sheets[0].start)
    found = _ID.search(first)
    if found is None:
        raise Unwritable("not_writable_format")
    name = found[1].decode()
    # Some writers declare the prefix of this name on each sheet, and not above.
    declared = re.search(rf'\sxmlns:{name.partition(":")[0]}="[^"]*"', first.decode())
    space = declared[0] if declared else ""
    at = {place.attributes.get("name", ""): place.start for place in sheets} | {"": listed.close}
    highest = max(int(place.attributes.get("sheetId", "0")) for place in sheets)
    splices = []
    for number, sheet in enumerate(new):
        hidden = ' state="hidden"' if sheet.is_hidden else ""
        made = (
            f'<{listed.prefix}sheet{space} name={quoteattr(sheet.sheet.title)} '
            f'sheetId="{highest + 1 + number}"{hidden} {name}="rId{ids + number}"/>'
        )
        splices.append((at[sheet.before], at[sheet.before], made.encode()))
    return splices


def _renumbered(places: Places, titles: Sequence[str], order: Sequence[str]) -> list[Splice]:
    """Keep to their sheets the names and the views that cite a sheet by its rank."""
    splices = []
    for place in places.all:
        said = {"definedName": ("localSheetId",), "workbookView": ("activeTab", "firstSheet")}.get(place.name, ())
        tag = made = tag_at(places.xml, place.start)
        for name in said:
            rank = int(place.attributes.get(name, "-1"))
            if 0 <= rank < len(titles) and order.index(titles[rank]) != rank:
                made = with_attribute(made, name.encode(), str(order.index(titles[rank])).encode())
        if made != tag:
            splices.append((place.start, place.inside, made))
    return splices


def _named(places: Places, new: Sequence[NewSheet], names: Mapping[str, str], order: Sequence[str]) -> list[Splice]:
    held = [place for place in places.all if place.name == "definedName" and "localSheetId" not in place.attributes]
    prefix = places.root.prefix
    splices: list[Splice] = []
    made = b""
    for name, reference in names.items():
        there = next((place for place in held if place.attributes.get("name", "").lower() == name.lower()), None)
        if there:
            splices.append((there.inside, there.close, escape(reference).encode()))
        else:
            made += f'<{prefix}definedName name="{name}">{escape(reference)}</{prefix}definedName>'.encode()
    for sheet in new:
        if sheet.printed:
            rank = order.index(sheet.sheet.title)
            said = f'name="{_PRINTED}" localSheetId="{rank}"'
            made += f"<{prefix}definedName {said}>{escape(sheet.printed)}</{prefix}definedName>".encode()
    there = places.named("definedNames")
    if made and there:
        splices += appended(places.xml, there, made)
    elif made:
        at = max(place.end for place in places.all if place.depth == 1 and place.name in _BEFORE_NAMES)
        opened, closed = f"<{prefix}definedNames>".encode(), f"</{prefix}definedNames>".encode()
        splices.append((at, at, opened + made + closed))
    return splices


def _typed(xml: bytes, types: bytes) -> bytes:
    places = Places(xml, 1)
    known = {place.attributes.get("Extension", "").lower() for place in places.all if place.name == "Default"}
    prefix = places.root.prefix.encode()
    if "vml" not in known:
        made = b'<Default Extension="vml" ContentType="' + _VML.encode() + b'"/>'
        types = made + types
    return spliced(xml, appended(xml, places.root, types.replace(b"<", b"<" + prefix)))


def _relation(number: str, kind: str, target: str, prefix: str = "") -> bytes:
    return f'<{prefix}Relationship Id="{number}" Type="{_RELATIONSHIPS}/{kind}" Target="{target}"/>'.encode()


def _override(part: str, kind: str) -> bytes:
    return f'<Override PartName="{part}" ContentType="{kind}"/>'.encode()


def _after(names: Sequence[str], start: str) -> int:
    """Return a number that no name beginning so has yet, nor any after it."""
    pattern = re.compile(re.escape(start) + r"(\d+)", re.I)
    return max([int(found[1]) for name in names if (found := pattern.match(name))], default=0) + 1
