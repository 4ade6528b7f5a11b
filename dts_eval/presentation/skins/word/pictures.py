"""The figures as pictures of a Word document: drawn for every reader, and as outlines for those who redraw them."""

import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import typst
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.parts.story import StoryPart

from dts_eval.foundation.shipped import look_file
from dts_eval.presentation.skins.pdf import fonts
from dts_eval.presentation.skins.word.elements import Element, element, writable

POINTS_PER_INCH = 220
EMU_IN_MM = 36_000
WIDEST, TALLEST = 178.0, 205.0
# Not every reader of Word documents fills a shape with a pattern: a hatched figure is a picture only.
_PATTERN = "<pattern"
_INLINE = """<w:drawing xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
 xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"
 ><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent/><wp:docPr/><wp:cNvGraphicFramePr
 ><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr><a:graphic
 ><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic
 ><pic:nvPicPr><pic:cNvPr/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip/><a:stretch
 ><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext/></a:xfrm
 ><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic
 ></wp:inline></w:drawing>"""
_OUTLINES = """<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 ><a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}"><asvg:svgBlip
 xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main"/></a:ext></a:extLst>"""


@dataclass(frozen=True)
class Picture:
    """A figure as dots, its height for one unit of width, and its outlines where every reader can fill them."""

    png: bytes
    height: float
    outlines: bytes


def painted(drawings: Iterable[str]) -> Mapping[str, Picture]:
    """Paint drawings, without a browser: all of them at once, since a typesetter takes long to wake up."""
    wanted = tuple(dict.fromkeys(drawings))
    if not wanted:
        return {}
    compiler = typst.Compiler(
        str(look_file("word/figures.typ")),
        root=str(look_file("")),
        font_paths=fonts(),
        sys_inputs={"figures": json.dumps(wanted)},
    )
    pages = _pages(compiler.compile(format="png", ppi=POINTS_PER_INCH))
    outlines = _pages(compiler.compile(format="svg"))
    return {
        drawing: Picture(png, _proportion(png), b"" if _PATTERN in drawing else outline)
        for drawing, png, outline in zip(wanted, pages, outlines, strict=True)
    }


def _pages(compiled: bytes | list[bytes] | None) -> list[bytes]:
    assert compiled is not None
    return compiled if isinstance(compiled, list) else [compiled]


def _proportion(png: bytes) -> float:
    # Width and height stand at fixed places at the head of every PNG.
    return int.from_bytes(png[20:24], "big") / int.from_bytes(png[16:20], "big")


def inline(part: StoryPart, picture: Picture, name: str, alternative: str, number: int, width: float) -> Element:
    """Return a run that holds a picture as wide as said, in millimetres, with the text read to those who do not see it.

    ``number`` tells it from the other pictures of the document.
    """
    fitting = min(width, WIDEST, TALLEST / picture.height)
    size = {"cx": str(round(fitting * EMU_IN_MM)), "cy": str(round(fitting * picture.height * EMU_IN_MM))}
    drawn = parse_xml(_INLINE)
    for tag in ("wp:extent", "a:ext"):
        _set(drawn, tag, size)
    told = {"id": str(number), "name": writable(name), "descr": writable(alternative)}
    _set(drawn, "wp:docPr", told)
    _set(drawn, "pic:cNvPr", told)
    relation, _ = part.get_or_add_image(io.BytesIO(picture.png))
    blip = _set(drawn, "a:blip", {qn("r:embed"): relation})
    if picture.outlines:
        extension = parse_xml(_OUTLINES)
        extension[0][0].set(qn("r:embed"), _outlines(part, picture.outlines, number))
        blip.append(extension)
    return element("w:r", drawn)


def _set(drawn: Element, tag: str, attributes: Mapping[str, str]) -> Element:
    found: Element = next(drawn.iter(qn(tag)))
    for name, value in attributes.items():
        found.set(name, value)
    return found


def _outlines(part: StoryPart, outlines: bytes, number: int) -> str:
    name = PackURI(f"/word/media/outlines{number}.svg")
    return part.relate_to(Part(name, "image/svg+xml", outlines, part.package), RELATIONSHIP_TYPE.IMAGE)
