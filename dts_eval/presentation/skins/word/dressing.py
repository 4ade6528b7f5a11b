"""A funder's template dressed for the report: the styles that it lacks, on pages as wide as theirs."""

import copy
from collections.abc import Mapping

from docx.document import Document
from docx.oxml.ns import qn

from dts_eval.presentation.skins.word.elements import Element, twips
from dts_eval.presentation.skins.word.tables import WHOLE

EMU_IN_MM = 36_000
NARROWEST = 90.0
# Less than this is a margin inside a style, not the room left beside a text.
ROOM_BESIDE = 20.0


def width_of(document: Document) -> float:
    """Return the width that the pages of a template leave, in millimetres, no more than ours."""
    page = document.sections[0]
    if not page.page_width:
        return WHOLE
    left = (page.page_width - (page.left_margin or 0) - (page.right_margin or 0)) / EMU_IN_MM
    return max(NARROWEST, min(WHOLE, left))


def dress(document: Document, ours: Document, drawn: Mapping[str, list[Element]], width: float) -> None:
    """Give a template the styles of the report that it lacks; those that it has stay the funder's."""
    theirs = document.styles.element
    names = {(style.type, _name(style)): style.styleId for style in theirs.iter(qn("w:style"))}
    taken = set(names.values())
    renamed: dict[str, str] = {}
    added = []
    for style in ours.styles.element.iter(qn("w:style")):
        found = names.get((style.type, _name(style)))
        renamed[style.styleId] = found or (f"{style.styleId}Dts" if style.styleId in taken else style.styleId)
        if found is None:
            added.append(copy.deepcopy(style))
    for style in added:
        style.attrib.pop(qn("w:default"), None)
        style.set(qn("w:styleId"), renamed[style.get(qn("w:styleId"))])
        _refer(style, renamed, ("w:basedOn", "w:next", "w:link"))
        _fit(style, width)
        theirs.append(style)
    for elements in drawn.values():
        for one in elements:
            _refer(one, renamed, ("w:pStyle", "w:rStyle", "w:tblStyle"))


def _name(style: Element) -> str:
    name = style.find(qn("w:name"))
    return "" if name is None else name.get(qn("w:val")).lower()


def _refer(holder: Element, renamed: Mapping[str, str], tags: tuple[str, ...]) -> None:
    for tag in tags:
        for reference in holder.iter(qn(tag)):
            reference.set(qn("w:val"), renamed.get(reference.get(qn("w:val")), reference.get(qn("w:val"))))


def _fit(style: Element, width: float) -> None:
    """Keep the measure of a text on a narrower page, and the letters of the funder where ours are not theirs."""
    for indent in style.iter(qn("w:ind")):
        right = int(indent.get(qn("w:right"), "0"))
        if right > twips(WHOLE - width):
            indent.set(qn("w:right"), str(right - twips(WHOLE - width)))
        elif right > twips(ROOM_BESIDE):
            indent.set(qn("w:right"), "0")
    for fonts in list(style.iter(qn("w:rFonts"))):
        if fonts.get(qn("w:ascii")) == "Dts Sans":
            fonts.getparent().remove(fonts)
        elif fonts.get(qn("w:ascii")) == "Dts Serif":
            for side in ("ascii", "hAnsi", "eastAsia", "cs"):
                fonts.set(qn(f"w:{side}"), "Georgia")
