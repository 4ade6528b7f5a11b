"""Elements of SVG written with care: the same drawing always gives the same text."""

import html
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from dts_eval.presentation.charts.colours import INK, PAPER
from dts_eval.presentation.charts.lettering import LINE

HALO = 4
ANCHORS = {"left": "start", "center": "middle", "right": "end"}


def rounded(value: float) -> str:
    """Write a number with two decimals at most, and zero without a sign."""
    written = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


def element(name: str, attributes: Mapping[str, Any], inside: str = "") -> str:
    """Write one element; an attribute without value is left out."""
    written = "".join(f' {key}="{_attribute(value)}"' for key, value in attributes.items() if value is not None)
    return f"<{name}{written}>{inside}</{name}>" if inside else f"<{name}{written}/>"


def lines_of(text: str) -> list[str]:
    """Split the text of a figure at its line breaks and read its entities."""
    return [html.unescape(line) for line in text.split("<br>")]


def lettered(
    text: str,
    x: float,
    baseline: float,
    font: Mapping[str, Any],
    anchor: str,
    halo: bool,
    turned: bool = False,
) -> str:
    """Write a text whose first line stands on a baseline; ``halo`` clears the lines it crosses."""
    size = font.get("size", 12)
    attributes: dict[str, Any] = {
        "x": x,
        "y": baseline,
        "font-size": size,
        "font-weight": font.get("weight"),
        "fill": font.get("color", INK),
        "text-anchor": None if anchor == "left" else ANCHORS[anchor],
        "transform": f"rotate(-90 {rounded(x)} {rounded(baseline)})" if turned else None,
    }
    face = _face(text, attributes)
    if not halo:
        return face
    # The halo is a text of its own, below: a stroke painted letter by letter would eat the letter before.
    around = {"fill": PAPER, "stroke": PAPER, "stroke-width": HALO, "stroke-linejoin": "round"}
    return _face(text, attributes | around) + face


def hatching(pattern_id: str, pattern: Mapping[str, Any], origin: tuple[float, float]) -> str:
    """Write the tile of a hatching: the strokes that plotly draws for « / »."""
    side = pattern.get("size", 8) * 2**0.5
    stroke = {
        "d": path(
            ("M", -side / 4, side / 4), ("L", side / 4, -side / 4), ("M", 0, side), ("L", side, 0),
            ("M", side * 3 / 4, side * 5 / 4), ("L", side * 5 / 4, side * 3 / 4),
        ),
        "stroke": pattern["fgcolor"],
        "stroke-width": pattern.get("solidity", 0.3) * pattern.get("size", 8),
    }  # fmt: skip
    ground = pattern.get("bgcolor")
    inside = element("rect", {"width": side, "height": side, "fill": ground}) if ground else ""
    tile = {
        "id": pattern_id,
        "width": side,
        "height": side,
        "patternUnits": "userSpaceOnUse",
        "patternTransform": f"translate({rounded(origin[0])} {rounded(origin[1])})",
    }
    return element("pattern", tile, inside + element("path", stroke))


def stroke_of(line: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return how an outline is drawn, or nothing when it has no width.

    Raises:
        ValueError: it has a width and no colour.
    """
    if not line or not line.get("width", 0):
        return {}
    if "color" not in line:
        raise ValueError(f"line.color: due for a line {line['width']} wide")
    dash = line.get("dash", "solid")
    dashes = None if dash == "solid" else dash.replace("px", "").replace(",", " ")
    return {"stroke": line["color"], "stroke-width": line["width"], "stroke-dasharray": dashes}


def path(*steps: tuple[Any, ...]) -> str:
    """Write the steps of a path: a letter, then its coordinates."""
    return "".join(step[0] + " ".join(rounded(number) for number in step[1:]) for step in steps)


def polygon(points: Iterable[tuple[float, float]], closed: bool) -> str:
    """Write the path that joins points one after another."""
    return _joined(tuple(points), closed)


# The outlines of a map have thousands of points, the same from one report to the next.
@lru_cache(maxsize=512)
def _joined(points: tuple[tuple[float, float], ...], closed: bool) -> str:
    steps: list[tuple[Any, ...]] = [("L" if place else "M", *point) for place, point in enumerate(points)]
    return path(*steps, *([("Z",)] if closed else []))


def _attribute(value: Any) -> str:
    return rounded(value) if isinstance(value, int | float) else html.escape(str(value))


def _face(text: str, attributes: Mapping[str, Any]) -> str:
    lines = lines_of(text)
    if len(lines) == 1:
        return element("text", attributes, html.escape(lines[0], quote=False))
    spans = (
        element(
            "tspan",
            {"x": attributes["x"], "y": attributes["y"] + place * LINE * attributes["font-size"]},
            html.escape(line, quote=False) or " ",
        )
        for place, line in enumerate(lines)
    )
    return element("text", attributes, "".join(spans))
