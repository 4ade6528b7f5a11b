"""Cell formats borrowed from one workbook by another: added after its own, whose numbers do not change."""

from xml.etree import ElementTree

from openpyxl.styles.numbers import BUILTIN_FORMATS

from dts_eval.workbook.parts import Unwritable
from dts_eval.workbook.xml_places import Places, appended, as_xml, local, spliced

_KINDS = {"fontId": "fonts", "fillId": "fills", "borderId": "borders"}
_FIRST_OWN_FORMAT = 164
_WORDS = {"true": "1", "false": "0"}


class BorrowedStyles:
    """The formats that a workbook has, and those it takes from another one as they are asked for."""

    def __init__(self, held: bytes, lender: bytes) -> None:
        self._held = held
        try:
            self._lent = _children(ElementTree.fromstring(lender))
            self._own = _children(ElementTree.fromstring(held))
        except ElementTree.ParseError as error:
            raise Unwritable("not_writable_format") from error
        if not all(self._own.get(kind) for kind in (*_KINDS.values(), "cellXfs")):
            raise Unwritable("not_writable_format")
        self._known = {kind: [_said(element) for element in own] for kind, own in self._own.items()}
        self._added: dict[str, list[ElementTree.Element]] = {}
        self._numbers: dict[int, int] = {}

    def number(self, style: int) -> int:
        """Return the number of a style of the other workbook in this one, which takes it when it has none like it."""
        if style not in self._numbers:
            lent = self._lent["cellXfs"][style]
            taken = ElementTree.Element("xf", dict(lent.items()))
            for name, kind in _KINDS.items():
                taken.set(name, str(self._taken(kind, self._lent[kind][int(lent.get(name, "0"))])))
            taken.set("numFmtId", str(self._format(int(lent.get("numFmtId", "0")))))
            taken.extend(lent)
            self._numbers[style] = self._taken("cellXfs", taken)
        return self._numbers[style]

    def content(self) -> bytes:
        """Return the styles of this workbook with those it took; its own are the same bytes."""
        places = Places(self._held, 1)
        prefix = places.root.prefix
        splices = []
        for kind, elements in self._added.items():
            made = b"".join(as_xml(element, prefix) for element in elements)
            there = places.named(kind)
            if there:
                splices += appended(self._held, there, made, len(elements))
            else:
                opened = f'<{prefix}{kind} count="{len(elements)}">'.encode()
                at = places.root.inside
                splices.append((at, at, opened + made + f"</{prefix}{kind}>".encode()))
        return spliced(self._held, splices)

    def _taken(self, kind: str, element: ElementTree.Element) -> int:
        known = self._known[kind]
        said = _said(element)
        if said not in known:
            known.append(said)
            self._added.setdefault(kind, []).append(element)
        return known.index(said)

    def _format(self, number: int) -> int:
        if number < _FIRST_OWN_FORMAT:
            return number
        code = next(each.get("formatCode", "") for each in self._lent["numFmts"] if each.get("numFmtId") == str(number))
        formats = [*self._own.get("numFmts", ()), *self._added.get("numFmts", ())]
        own = {shown: built_in for built_in, shown in BUILTIN_FORMATS.items()}
        own |= {each.get("formatCode", ""): int(each.get("numFmtId", "0")) for each in formats}
        if code not in own:
            own[code] = max(_FIRST_OWN_FORMAT - 1, *own.values()) + 1
            made = ElementTree.Element("numFmt", {"numFmtId": str(own[code]), "formatCode": code})
            self._added.setdefault("numFmts", []).append(made)
        return own[code]


def _children(root: ElementTree.Element) -> dict[str, list[ElementTree.Element]]:
    return {local(kind.tag): list(kind) for kind in root}


def _said(element: ElementTree.Element) -> tuple[object, ...]:
    """Return what an element says, in whatever words and order of attributes."""
    attributes = sorted((local(name), _WORDS.get(value, value)) for name, value in element.items())
    return local(element.tag), tuple(attributes), tuple(_said(child) for child in element)
