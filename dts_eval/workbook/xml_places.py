"""Where the elements of a small xml part lie, down to the byte, and bytes put between them.

Nothing is parsed and written again: what another program wrote stays as it wrote it.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from xml.etree import ElementTree
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from dts_eval.workbook.parts import Unwritable

_TAG = re.compile(rb"<[^\s/>]+(?:\s+[^\s=>]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*\s*/?>")
_ATTRIBUTE = re.compile(rb"\s+([^\s=>]+)\s*=\s*(\"[^\"]*\"|'[^']*')")
_SIXTEEN_BITS = (b"\xff\xfe", b"\xfe\xff")
Splice = tuple[int, int, bytes]


@dataclass(frozen=True)
class Place:
    """An element as it lies in a part, the root being at the depth 0.

    ``inside`` is the byte that follows its opening tag, ``close`` the one where its closing tag begins. ``name`` and
    the names of ``attributes`` are without prefix; ``prefix`` is the element's own, with its colon.
    """

    name: str
    prefix: str
    depth: int
    start: int
    inside: int
    close: int
    end: int
    attributes: Mapping[str, str]

    @property
    def is_closed_at_once(self) -> bool:
        """Whether it is written ``<name/>``."""
        return self.inside == self.end


class Places:
    """The elements of a part that lie no deeper than asked, in their order."""

    def __init__(self, xml: bytes, depth: int) -> None:
        self.xml = xml
        self.all: list[Place] = []
        self._depth = depth
        self._open: list[tuple[str, int, Mapping[str, str]]] = []
        if b"\0" in xml[:4] or xml.startswith(_SIXTEEN_BITS):
            raise Unwritable("not_writable_format")
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler, self._parser.EndElementHandler = self._start, self._end
        try:
            self._parser.Parse(xml, True)
        except (expat.ExpatError, ValueError) as error:
            raise Unwritable("not_writable_format") from error
        self.all.sort(key=lambda place: place.start)
        self.root = self.all[0]

    def named(self, name: str, depth: int = 1) -> Place | None:
        """Return the first element of a name at a depth, when there is one."""
        return next((place for place in self.all if (place.name, place.depth) == (name, depth)), None)

    def within(self, place: Place) -> list[Place]:
        """List the elements that stand right inside another one."""
        below = (each for each in self.all if each.depth == place.depth + 1)
        return [each for each in below if place.start < each.start and each.end <= place.end]

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._open.append((name, self._parser.CurrentByteIndex, attributes))

    def _end(self, name: str) -> None:
        depth = len(self._open) - 1
        _, start, attributes = self._open.pop()
        if depth > self._depth:
            return
        inside = start + len(tag_at(self.xml, start))
        at = self._parser.CurrentByteIndex
        closed_at_once = self.xml[inside - 2 : inside] == b"/>"
        close, end = (inside, inside) if closed_at_once else (at, self.xml.index(b">", at) + 1)
        prefix, colon, local = name.rpartition(":")
        plain = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        self.all.append(Place(local, prefix + colon, depth, start, inside, close, end, plain))


def tag_at(xml: bytes, start: int) -> bytes:
    """Return the opening tag that starts at a byte.

    Raises:
        Unwritable: none does.
    """
    match = _TAG.match(xml, start)
    if match is None:
        raise Unwritable("sheet_not_writable")
    return match.group()


def spliced(xml: bytes, splices: Iterable[Splice]) -> bytes:
    """Return a part in which the bytes between some places are replaced; those at one place keep their order."""
    made, position = bytearray(), 0
    for start, end, held in sorted(splices, key=lambda splice: splice[:2]):
        made += xml[position:start] + held
        position = end
    return bytes(made + xml[position:])


def with_attribute(tag: bytes, name: bytes, value: bytes) -> bytes:
    """Return an opening tag in which an attribute, there or not, has a value."""
    for match in _ATTRIBUTE.finditer(tag):
        if match.group(1) == name:
            return tag[: match.start(2)] + b'"' + value + b'"' + tag[match.end(2) :]
    end = len(tag) - (2 if tag.endswith(b"/>") else 1)
    return tag[:end].rstrip() + b" " + name + b'="' + value + b'"' + tag[end:]


def appended(xml: bytes, place: Place, made: bytes, count: int = 0) -> list[Splice]:
    """Put bytes at the end of an element; when it says how many it holds, it says ``count`` more."""
    tag = opened = tag_at(xml, place.start)
    if count and "count" in place.attributes:
        opened = with_attribute(tag, b"count", str(int(place.attributes["count"]) + count).encode())
    if place.is_closed_at_once:
        name = tag[1:].split()[0].rstrip(b"/>")
        return [(place.start, place.end, opened[:-2].rstrip() + b">" + made + b"</" + name + b">")]
    changed = [(place.start, place.inside, opened)] if opened != tag else []
    return [*changed, (place.close, place.close, made)]


def as_xml(element: ElementTree.Element, prefix: str = "") -> bytes:
    """Write an element and what it holds, each under one prefix."""
    name = prefix + local(element.tag)
    said = "".join(f" {local(key)}={quoteattr(value)}" for key, value in element.items())
    inside = escape(element.text or "").encode() + b"".join(as_xml(child, prefix) for child in element)
    if not inside:
        return f"<{name}{said}/>".encode()
    return f"<{name}{said}>".encode() + inside + f"</{name}>".encode()


def local(name: str) -> str:
    """Return a name without the address of its namespace."""
    return name.rpartition("}")[2]
