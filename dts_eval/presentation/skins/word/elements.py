"""The pieces of a Word document: elements, runs of text, paragraphs; a text is never read as markup."""

import re
from collections.abc import Iterable

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

Element = BaseOxmlElement
TWIPS_IN_MM = 1440 / 25.4
NO_BREAK, GAP = "\u00a0", "Intervalle"
# What XML cannot hold at all; a pasted text may have some.
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BREAKS = re.compile(r"[\t\n\r]+")


def twips(millimetres: float) -> int:
    """Return a length in the unit of Word, a twentieth of a point."""
    return round(millimetres * TWIPS_IN_MM)


def writable(text: str) -> str:
    """Return a text without what a Word document cannot hold, on one line."""
    return _BREAKS.sub(" ", _UNWRITABLE.sub("", text))


def element(tag: str, *inside: Element, **attributes: str | int) -> Element:
    """Return an element; its attributes are those of Word's own namespace."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), writable(str(value)))
    made.extend(inside)
    return made


def run(text: str, style: str = "", bold: bool = False) -> Element:
    """Return a run of text in a character style."""
    properties = [element("w:rStyle", val=style)] if style else []
    properties += [element("w:b"), element("w:bCs")] if bold else []
    words = element("w:t")
    words.text = writable(text)
    words.set(qn("xml:space"), "preserve")
    return element("w:r", *([element("w:rPr", *properties)] if properties else []), words)


def paragraph(
    style: str,
    inside: Iterable[Element],
    new_page: bool = False,
    before: int | None = None,
    after: int | None = None,
    right: bool = False,
    kept: bool = False,
) -> Element:
    """Return a paragraph in a style.

    It may start a page, stay on the page of the next one, stand further from its neighbours, or be set to the right.
    """
    spaces = {name: space for name, space in (("before", before), ("after", after)) if space is not None}
    properties = [element("w:pStyle", val=style)]
    properties += [element("w:keepNext"), element("w:keepLines")] if kept else []
    properties += [element("w:pageBreakBefore")] if new_page else []
    properties += [element("w:spacing", **spaces)] if spaces else []
    properties += [element("w:jc", val="right")] if right else []
    return element("w:p", element("w:pPr", *properties), *inside)


def spacer() -> Element:
    """Return the small gap after a table, which also keeps two tables from becoming one."""
    return paragraph(GAP, ())


def field(code: str, shown: Iterable[Element] = (), opened: bool = True, closed: bool = True) -> list[Element]:
    """Return the runs of a field that Word computes: a page number, a table of contents."""
    runs = []
    if opened:
        instruction = element("w:instrText")
        instruction.text = f" {code} "
        instruction.set(qn("xml:space"), "preserve")
        runs += [_mark("begin"), element("w:r", instruction), _mark("separate")]
    runs += shown
    return [*runs, _mark("end")] if closed else runs


def _mark(kind: str) -> Element:
    return element("w:r", element("w:fldChar", fldCharType=kind))


def tab() -> Element:
    """Return a tabulation."""
    return element("w:r", element("w:tab"))


def link(anchor: str, *inside: Element) -> Element:
    """Return a link to a bookmark of the same document."""
    return element("w:hyperlink", *inside, anchor=anchor, history=1)
