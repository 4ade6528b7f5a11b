"""The pieces of a Word document: elements, runs of text, paragraphs; a text is never read as markup."""

import re
from collections.abc import Iterable
from copy import copy
from functools import cache

from docx.oxml.ns import nspfxmap, qn
from docx.oxml.parser import oxml_parser
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
    name, namespaces = _named(tag)
    made: Element = oxml_parser.makeelement(name, nsmap=namespaces)
    for attribute, value in attributes.items():
        made.set(_own(attribute), str(value) if isinstance(value, int) else writable(value))
    made.extend(inside)
    return made


# A report has more than a hundred thousand elements, and some sixty names.
@cache
def _named(tag: str) -> tuple[str, dict[str, str]]:
    return qn(tag), nspfxmap(tag.split(":")[0])


@cache
def _own(attribute: str) -> str:
    return qn(f"w:{attribute}")


def run(text: str, style: str = "", bold: bool = False) -> Element:
    """Return a run of text in a character style."""
    made = copy(_silent_run(style, bold))
    made[-1].text = writable(text)
    return made


# Most elements stand in runs, which differ by their words: copying one is five times faster than making it.
@cache
def _silent_run(style: str, bold: bool) -> Element:
    properties = [element("w:rStyle", val=style)] if style else []
    properties += [element("w:b"), element("w:bCs")] if bold else []
    words = element("w:t")
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
    made = copy(_silent_paragraph(style, new_page, before, after, right, kept))
    made.extend(inside)
    return made


@cache
def _silent_paragraph(
    style: str, new_page: bool, before: int | None, after: int | None, right: bool, kept: bool
) -> Element:
    spaces = {name: space for name, space in (("before", before), ("after", after)) if space is not None}
    properties = [element("w:pStyle", val=style)]
    properties += [element("w:keepNext"), element("w:keepLines")] if kept else []
    properties += [element("w:pageBreakBefore")] if new_page else []
    properties += [element("w:spacing", **spaces)] if spaces else []
    properties += [element("w:jc", val="right")] if right else []
    return element("w:p", element("w:pPr", *properties))


def style_of(made: Element) -> str:
    """Return the style of a paragraph that was made here: it is the first of its properties."""
    return str(made[0][0].get(_own("val")))


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
