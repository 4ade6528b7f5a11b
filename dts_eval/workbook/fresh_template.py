"""A blank workbook as the template writer draws it today, taken apart: what an older workbook may borrow from it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from xml.etree import ElementTree

from openpyxl.utils import column_index_from_string, range_boundaries
from openpyxl.utils.cell import coordinate_to_tuple

from dts_eval.workbook.layout import SheetLayout
from dts_eval.workbook.parts import read_package, read_part, related
from dts_eval.workbook.sheet_xml import Spot
from dts_eval.workbook.template import Choices, draw_workbook
from dts_eval.workbook.template_sheets import LISTS_SHEET
from dts_eval.workbook.xml_places import Places, local

_CELL = re.compile(
    rb'<c r="(?P<place>[A-Z]+\d+)"(?: s="(?P<style>\d+)")?(?P<shared> t="s")?'
    rb"(?:/>|>(?P<value><v>(?P<number>[^<]*)</v>)</c>)"
)
_COLUMN_STYLE = re.compile(rb'(<col [^>]*style=")(\d+)"')
_HELP = re.compile(rb'<mergeCell ref="A1:([A-Z]+)1"/>')
_SHARED = re.compile(rb"<si>(.*?)</si>", re.S)
_SHAPE = re.compile(rb"<v:shape .*?</v:shape>", re.S)
_SHAPE_AT = re.compile(rb"<x:Row>(\d+)</x:Row><x:Column>(\d+)</x:Column>")


@dataclass(frozen=True)
class FreshSheet:
    """One sheet as the template draws it, by its cells and by what surrounds them."""

    title: str
    xml: bytes
    shared: tuple[bytes, ...]
    notes: bytes
    shapes: bytes

    @cached_property
    def _cells(self) -> Mapping[Spot, re.Match[bytes]]:
        return {coordinate_to_tuple(found["place"].decode()): found for found in _CELL.finditer(self.xml)}

    @cached_property
    def _root(self) -> ElementTree.Element:
        return ElementTree.fromstring(self.xml)

    @cached_property
    def columns(self) -> Mapping[int, Mapping[str, str]]:
        """What the sheet says of each of its columns, its style and its width among them."""
        said = (each.attrib for each in self._root.iter() if local(each.tag) == "col")
        return {number: each for each in said for number in range(int(each["min"]), int(each["max"]) + 1)}

    @cached_property
    def heights(self) -> Mapping[int, float]:
        """The heights of its rows, where one is said."""
        rows = (each for each in self._root.iter() if local(each.tag) == "row")
        return {int(row.get("r", "0")): float(row.get("ht", "0")) for row in rows if row.get("ht")}

    @cached_property
    def rules(self) -> Mapping[Spot, ElementTree.Element]:
        """What its cells accept, by the first cell of each range."""
        found = {}
        for rule in (each for each in self._root.iter() if local(each.tag) == "dataValidation"):
            for reference in rule.get("sqref", "").split():
                left, top, *_ = range_boundaries(reference)
                found[top, left] = rule
        return found

    @property
    def help_width(self) -> int:
        """Over how many columns the sentence that explains the sheet lies."""
        found = _HELP.search(self.xml)
        return column_index_from_string(found[1].decode()) if found else 1

    def style(self, spot: Spot) -> int:
        """Return the style of a cell."""
        return int(self._cells[spot]["style"] or 0)

    def value(self, spot: Spot) -> str | int | float | None:
        """Return what a cell holds."""
        cell = self._cells[spot]
        if cell["value"] is None:
            return None
        if not cell["shared"]:
            number = float(cell["number"])
            return int(number) if number.is_integer() else number
        held = ElementTree.fromstring(b"<si>" + self.shared[int(cell["number"])] + b"</si>")
        return "".join(text.text or "" for text in held.iter("t"))

    def note(self, spot: Spot) -> tuple[bytes, bytes] | None:
        """Return the note of a cell, as its text and the shape that shows it are written."""
        places = Places(self.notes, 2) if self.notes else None
        for place in places.all if places else ():
            if place.name == "comment" and coordinate_to_tuple(place.attributes["ref"]) == spot:
                for shape in _SHAPE.findall(self.shapes):
                    at = _SHAPE_AT.search(shape)
                    if at and (int(at[1]) + 1, int(at[2]) + 1) == spot:
                        return self.notes[place.inside : place.close], shape
        return None

    def redrawn(self, styles: Mapping[int, int]) -> bytes:
        """Return the sheet with other numbers for its styles, each text being in the cell that shows it."""

        def cell(found: re.Match[bytes]) -> bytes:
            style = b' s="%d"' % styles[int(found["style"])] if found["style"] else b""
            opened = b'<c r="' + found["place"] + b'"' + style
            if found["shared"]:
                text = self.shared[int(found["number"])]
                return opened + b' t="inlineStr"><is>' + text + b"</is></c>"
            return opened + (b">" + found["value"] + b"</c>" if found["value"] else b"/>")

        made = _COLUMN_STYLE.sub(lambda said: b'%s%d"' % (said[1], styles[int(said[2])]), self.xml)
        return _CELL.sub(cell, made)

    def styles(self) -> set[int]:
        """Return the numbers of all the styles that the sheet cites."""
        of_columns = {int(said[2]) for said in _COLUMN_STYLE.finditer(self.xml)}
        return of_columns | {int(found["style"]) for found in self._cells.values() if found["style"]}


@dataclass(frozen=True)
class FreshTemplate:
    """A blank workbook of today: its sheets by title, its styles, its lists and their places, what it prints again."""

    sheets: Mapping[str, FreshSheet]
    styles: bytes
    lists: Mapping[str, tuple[str, ...]]
    list_places: Mapping[str, str]
    titles_to_print: Mapping[str, str]


def fresh_template(edition: str, sheets: tuple[SheetLayout, ...], choices: Choices) -> FreshTemplate:
    """Draw a blank workbook of an edition, with other sheets too when they are asked for."""
    contents = {sheet.sheet_id: [{}] if sheet.kind == "form" else [] for sheet in sheets}
    drawn = draw_workbook(edition, contents, choices=choices)
    package = read_package(drawn)
    shared = tuple(_SHARED.findall(read_part(drawn, "xl/sharedStrings.xml")))
    made = {}
    for title, part in package.sheets.items():
        notes = "".join(related(drawn, part, "/comments"))
        shapes = "".join(related(drawn, part, "/vmlDrawing"))
        made[title] = FreshSheet(
            title, read_part(drawn, part), shared, read_part(drawn, notes), read_part(drawn, shapes)
        )
    book = read_part(drawn, package.book)
    names = [each for each in ElementTree.fromstring(book).iter() if local(each.tag) == "definedName"]
    titles = list(package.sheets)
    printed = {
        titles[int(name.get("localSheetId", "0"))]: name.text or "" for name in names if name.get("localSheetId")
    }
    lists = {name.get("name", ""): name.text or "" for name in names if not name.get("localSheetId")}
    return FreshTemplate(
        made,
        read_part(drawn, package.styles),
        {name: _words(made[LISTS_SHEET], reference) for name, reference in lists.items()},
        lists,
        printed,
    )


def _words(sheet: FreshSheet, reference: str) -> tuple[str, ...]:
    left, top, right, bottom = range_boundaries(reference.rpartition("!")[2].replace("$", ""))
    return tuple(str(sheet.value((line, left))) for line in range(top, bottom + 1))
