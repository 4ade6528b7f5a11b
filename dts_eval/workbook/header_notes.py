"""Notes added to the headers of a sheet after those that it has, which stay as they are written."""

import re
from collections.abc import Sequence

from openpyxl.utils import get_column_letter

from dts_eval.workbook.sheet_xml import Spot
from dts_eval.workbook.xml_places import Places, appended, spliced

_SHAPE_TYPE = re.compile(rb'<(?:\w+:)?shapetype(?=[^>]*:spt="202")[^>]*?\sid="([^"]+)"')
_ROOT = re.compile(rb"<xml(?:\s[^>]*)?>")
_SHAPE_ID = re.compile(rb'\bid="_x0000_s(\d+)"')
_ANCHOR = re.compile(rb"(<x:Anchor>)([^<]*)(</x:Anchor>)")
_NAMESPACES = (
    b'xmlns:v="urn:schemas-microsoft-com:vml"',
    b'xmlns:o="urn:schemas-microsoft-com:office:office"',
    b'xmlns:x="urn:schemas-microsoft-com:office:excel"',
)
_FIRST_SHAPE = 1025
Note = tuple[Spot, Spot, bytes, bytes]


def with_notes(comments: bytes, shapes: bytes, notes: Sequence[Note]) -> tuple[bytes, bytes] | None:
    """Return the notes of a sheet and their shapes with some more, or nothing when they are written in another way.

    A note is where the template has it, where it goes, its text and its shape, as the template writes them.
    """
    shape_type, root = _SHAPE_TYPE.search(shapes), _ROOT.search(shapes)
    end = shapes.rfind(b"</xml>")
    if not comments or shape_type is None or root is None or end < 0:
        return None
    unsaid = b" ".join(name for name in _NAMESPACES if name not in root.group())
    places = Places(comments, 2)
    authors, listed = places.named("authors"), places.named("commentList")
    if authors is None or listed is None or places.root.prefix:
        return None
    author = len(places.within(authors))
    number = max([int(found) for found in _SHAPE_ID.findall(shapes)], default=_FIRST_SHAPE - 1)
    said, drawn = b"", b""
    for there, here, text, shape in notes:
        number += 1
        place = f"{get_column_letter(here[1])}{here[0]}"
        said += f'<comment ref="{place}" authorId="{author}">'.encode() + text + b"</comment>"
        moved = _moved(shape, there, here, number, shape_type.group(1))
        drawn += moved.replace(b"<v:shape ", b"<v:shape " + unsaid + b" ", 1) if unsaid else moved
    splices = [*appended(comments, authors, b"<author></author>"), *appended(comments, listed, said)]
    return spliced(comments, splices), shapes[:end] + drawn + shapes[end:]


def _moved(shape: bytes, there: Spot, here: Spot, number: int, shape_type: bytes) -> bytes:
    lower, further = here[0] - there[0], here[1] - there[1]

    def anchor(found: re.Match[bytes]) -> bytes:
        # Column, row, column, row, each followed by how far inside it.
        corners = [int(corner) for corner in found[2].split(b",")]
        moved = (further, 0, lower, 0, further, 0, lower, 0)
        ends = ", ".join(str(corner + more) for corner, more in zip(corners, moved, strict=True))
        return found[1] + ends.encode() + found[3]

    made = _SHAPE_ID.sub(b'id="_x0000_s%d"' % number, shape, count=1)
    made = re.sub(rb'type="#[^"]*"', b'type="#' + shape_type + b'"', made, count=1)
    made = re.sub(rb"<x:Row>\d+</x:Row>", b"<x:Row>%d</x:Row>" % (here[0] - 1), made)
    made = re.sub(rb"<x:Column>\d+</x:Column>", b"<x:Column>%d</x:Column>" % (here[1] - 1), made)
    return _ANCHOR.sub(anchor, made)
