"""What surrounds the cells of a sheet: the look of its columns, and the rules that say what cells accept."""

from collections.abc import Iterable, Mapping
from xml.etree import ElementTree
from xml.sax.saxutils import quoteattr

from openpyxl.utils import get_column_letter, range_boundaries

from dts_eval.workbook.parts import Unwritable
from dts_eval.workbook.sheet_xml import Box
from dts_eval.workbook.xml_places import Place, Places, Splice, appended, as_xml, spliced, tag_at, with_attribute

# What comes before the rules in a sheet, in whatever of these it has.
_BEFORE_RULES = frozenset(
    {
        "sheetData", "sheetCalcPr", "sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState",
        "dataConsolidate", "customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting",
    }
)  # fmt: skip
Said = Mapping[str, str]


def rules_of(places: Places) -> tuple[Box, ...]:
    """List the ranges whose cells have a rule already.

    Raises:
        Unwritable: one of them cannot be read.
    """
    said = [place.attributes.get("sqref", "") for place in places.all if place.name == "dataValidation"]
    try:
        return tuple(_box(reference) for references in said for reference in references.split())
    except (ValueError, TypeError) as error:
        raise Unwritable("sheet_not_writable") from error


def with_columns(xml: bytes, columns: Mapping[int, Said]) -> bytes:
    """Return a sheet in which some columns look otherwise; what is said of all others stays."""
    if not columns:
        return xml
    places = Places(xml, 2)
    there = places.named("cols")
    if there is None:
        data = places.named("sheetData")
        if data is None:
            raise Unwritable("sheet_not_writable")
        made = b"".join(_column(data.prefix, said) for _, said in sorted(columns.items()))
        opened, closed = f"<{data.prefix}cols>".encode(), f"</{data.prefix}cols>".encode()
        return spliced(xml, [(data.start, data.start, opened + made + closed)])
    splices: list[Splice] = []
    beyond = dict(columns)
    for place in places.within(there):
        first, last = int(place.attributes["min"]), int(place.attributes["max"])
        for number in sorted(number for number in beyond if number < first):
            splices.append((place.start, place.start, _column(there.prefix, beyond.pop(number))))
        inside = sorted(number for number in beyond if number <= last)
        if inside:
            made = _cut(xml, place, {number: beyond.pop(number) for number in inside})
            splices.append((place.start, place.end, made))
    made = b"".join(_column(there.prefix, said) for _, said in sorted(beyond.items()))
    return spliced(xml, [*splices, *(appended(xml, there, made) if made else ())])


def with_rules(xml: bytes, rules: Iterable[tuple[Box, ElementTree.Element]]) -> bytes:
    """Return a sheet in which some ranges have a rule."""
    given = list(rules)
    if not given:
        return xml
    places = Places(xml, 1)
    prefix = places.root.prefix
    made = b""
    for (left, top, right, bottom), rule in given:
        element = ElementTree.Element(rule.tag, dict(rule.items()))
        end = f":{get_column_letter(right)}{bottom}" if (left, top) != (right, bottom) else ""
        element.set("sqref", f"{get_column_letter(left)}{top}{end}")
        element.extend(rule)
        made += as_xml(element, prefix)
    there = places.named("dataValidations")
    if there:
        return spliced(xml, appended(xml, there, made, len(given)))
    at = max(place.end for place in places.all if place.depth == 1 and place.name in _BEFORE_RULES)
    opened = f'<{prefix}dataValidations count="{len(given)}">'.encode()
    return spliced(xml, [(at, at, opened + made + f"</{prefix}dataValidations>".encode())])


def _cut(xml: bytes, place: Place, columns: Mapping[int, Said]) -> bytes:
    tag = tag_at(xml, place.start)
    first, last = int(place.attributes["min"]), int(place.attributes["max"])
    made = b""
    for number, said in columns.items():
        if first < number:
            made += _between(tag, place, first, number - 1)
        made += _column(place.prefix, said)
        first = number + 1
    return made + (_between(tag, place, first, last) if first <= last else b"")


def _between(tag: bytes, place: Place, first: int, last: int) -> bytes:
    tag = with_attribute(with_attribute(tag, b"min", str(first).encode()), b"max", str(last).encode())
    return tag if place.is_closed_at_once else tag[:-1].rstrip() + b"/>"


def _column(prefix: str, said: Said) -> bytes:
    return f"<{prefix}col{''.join(f' {name}={quoteattr(value)}' for name, value in said.items())}/>".encode()


def _box(reference: str) -> Box:
    left, top, right, bottom = range_boundaries(reference)
    return left or 1, top or 1, right or 16_384, bottom or 1_048_576
