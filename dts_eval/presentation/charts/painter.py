"""Paints a restricted plotly figure as SVG, without a browser: the drawings of the PDF and of the DOCX.

The placing rules are plotly's own (where a tick label stands, how far a text is from its point), so that the
page, where plotly.js draws the same figure, and the paper show the same thing. Texts of annotations and of
points bear a halo of paper; texts of bars and of axes do not.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from dts_eval.presentation.charts.colours import FAMILY, INK, SMALL
from dts_eval.presentation.charts.ground import Ground, ground_of
from dts_eval.presentation.charts.lettering import LINE
from dts_eval.presentation.charts.marks import ASCENT, DESCENT, MIDDLE, paint_traces
from dts_eval.presentation.charts.svg import element, lettered, lines_of, path, rounded, stroke_of
from dts_eval.presentation.charts.vocabulary import require_drawable

_STEP = re.compile(r"([MLCZ])([^MLCZ]*)")
_NUMBER = re.compile(r"-?\d*\.?\d+(?:e-?\d+)?")


def paint(figure: Mapping[str, Any], *, labelled: str = "") -> str:
    """Paint a figure as SVG; ``labelled`` is the text read to those who do not see it.

    Raises:
        ValueError: the figure says something outside the drawing vocabulary.
    """
    require_drawable(figure)
    layout = figure["layout"]
    ground = ground_of(layout)
    tiles: dict[str, str] = {}
    shapes = layout.get("shapes", ())
    parts = [
        *(_shape(shape, ground) for shape in shapes if shape.get("layer") == "below"),
        *_grid(ground),
        *paint_traces(figure["data"], ground, tiles),
        *_ticks(ground),
        *(_shape(shape, ground) for shape in shapes if shape.get("layer") != "below"),
        *(_annotation(annotation, ground) for annotation in layout.get("annotations", ())),
    ]
    width, height = layout["width"], layout["height"]
    attributes = {
        "xmlns": "http://www.w3.org/2000/svg",
        "width": width,
        "height": height,
        "viewBox": f"0 0 {rounded(width)} {rounded(height)}",
        "role": "img",
        "aria-label": labelled or None,
        "font-family": layout.get("font", {}).get("family", FAMILY),
    }
    defined = element("defs", {}, "".join(tiles.values())) if tiles else ""
    paper = layout.get("paper_bgcolor")
    back = element("rect", {"width": width, "height": height, "fill": paper}) if paper else ""
    return element("svg", attributes, defined + back + "".join(parts))


def _grid(ground: Ground) -> Iterator[str]:
    # plotly leaves out the lines at the two ends, where an axis would stand
    for name, axis in (("xaxis", ground.x), ("yaxis", ground.y)):
        said = ground.layout[name]
        if not said.get("showgrid") or not said.get("visible", True):
            continue
        stroke = stroke_of({"color": said["gridcolor"], "width": said.get("gridwidth", 1)})
        for value in said.get("tickvals", ()):
            at = axis.at(value)
            if min(abs(at - axis.near), abs(at - axis.far)) <= 1:
                continue
            across = (ground.x.near, at, ground.x.far, at)
            ends = across if name == "yaxis" else (at, ground.y.near, at, ground.y.far)
            yield element("line", dict(zip(("x1", "y1", "x2", "y2"), ends, strict=True)) | stroke)


def _ticks(ground: Ground) -> Iterator[str]:
    for name, axis in (("xaxis", ground.x), ("yaxis", ground.y)):
        said = ground.layout[name]
        if not said.get("visible", True):
            continue
        font = {"size": SMALL, "color": INK} | dict(said.get("tickfont", {}))
        size = font["size"]
        for value, text in zip(said.get("tickvals", ()), said.get("ticktext", ()), strict=True):
            if name == "xaxis":
                yield lettered(text, axis.at(value), ground.y.near + 0.5 + size, font, "center", halo=False)
                continue
            rise = (len(lines_of(text)) - 1) * LINE * size / 2
            baseline = axis.at(value) + 0.35 * size - rise
            yield lettered(text, ground.x.near - 0.5, baseline, font, "right", halo=False)


def _shape(shape: Mapping[str, Any], ground: Ground) -> str:
    look = {"fill": shape.get("fillcolor", "none"), "opacity": shape.get("opacity")} | stroke_of(shape["line"])
    if shape["type"] == "path":
        return element("path", {"d": _placed_path(shape, ground)} | look)
    x0, x1 = (ground.place(shape, "x", key) for key in ("x0", "x1"))
    y0, y1 = (ground.place(shape, "y", key) for key in ("y0", "y1"))
    if shape["type"] == "line":
        return element("line", {"x1": x0, "y1": y0, "x2": x1, "y2": y1} | look)
    size = {"x": min(x0, x1), "y": min(y0, y1), "width": abs(x1 - x0), "height": abs(y1 - y0)}
    return element("rect", size | look)


def _placed_path(shape: Mapping[str, Any], ground: Ground) -> str:
    steps: list[tuple[Any, ...]] = []
    for letter, numbers in _STEP.findall(shape["path"]):
        values = [float(number) for number in _NUMBER.findall(numbers)]
        placed = [
            ground.place({"xref": shape.get("xref", "x"), "yref": shape.get("yref", "y"), "at": value}, axis, "at")
            for value, axis in zip(values, "xy" * len(values), strict=False)
        ]
        steps.append((letter, *placed))
    return path(*steps)


def _annotation(said: Mapping[str, Any], ground: Ground) -> str:
    if "<br>" in said["text"] and said.get("align", "center") != said.get("xanchor", "center"):
        raise ValueError(f"annotations.align: « {said['text']} » has lines, which must be aligned on its anchor")
    font = {"size": SMALL, "color": INK} | dict(said.get("font", {}))
    size = font["size"]
    x = ground.place(said, "x", "x") + said.get("xshift", 0)
    y = ground.place(said, "y", "y") - said.get("yshift", 0)
    rise = (len(lines_of(said["text"])) - 1) * LINE * size
    if said.get("textangle", 0):
        return lettered(said["text"], x + MIDDLE * size - rise / 2, y, font, "center", halo=True, turned=True)
    baseline = {
        "top": y + ASCENT * size,
        "middle": y + MIDDLE * size - rise / 2,
        "bottom": y - DESCENT * size - rise,
    }[said.get("yanchor", "middle")]
    return lettered(said["text"], x, baseline, font, said.get("xanchor", "center"), halo=True)
