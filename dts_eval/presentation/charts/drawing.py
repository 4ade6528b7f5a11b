"""The marks of a figure, in the units of its axes: bars, surfaces, points, strokes."""

import html
from collections.abc import Mapping, Sequence
from typing import Any

from dts_eval.presentation.charts.colours import BLUE, EDGE, GREY, INK, PAPER
from dts_eval.presentation.charts.sheet import Piece

DOTTED = {"color": EDGE, "width": 1, "dash": "2px,3px"}
_HATCHING = {"shape": "/", "bgcolor": PAPER, "fillmode": "replace"}
HATCHED = {**_HATCHING, "size": 6, "solidity": 0.25, "fgcolor": GREY}
BLUE_HATCHED = {**_HATCHING, "size": 5, "solidity": 0.3, "fgcolor": BLUE}


def bars(
    values: Sequence[tuple[float, float | None]],
    thickness: float,
    *,
    colour: str = BLUE,
    outline: Mapping[str, Any] | None = None,
    hatching: Mapping[str, Any] | None = None,
    texts: Sequence[str] = (),
    text_colour: str = INK,
    said: Sequence[str] = (),
) -> Piece:
    """Draw horizontal bars: (place, value) pairs, with a text at their start and what is said on hovering."""
    marker: Piece = {"color": colour, "line": dict(outline or {"color": colour, "width": 0})}
    if hatching:
        marker["pattern"] = dict(hatching)
    trace: Piece = {
        "type": "bar",
        "orientation": "h",
        "x": [value for _, value in values],
        "y": [place for place, _ in values],
        "width": thickness,
        "marker": marker,
        "textposition": "none",
        **_hover(said),
    }
    if texts:
        trace |= {
            "text": [html.escape(text, quote=False) for text in texts],
            "textposition": "inside",
            "insidetextanchor": "start",
            "textangle": 0,
            "constraintext": "none",
            "textfont": {"size": 14, "color": text_colour, "weight": 600},
        }
    return trace


def surface(
    points: Sequence[tuple[float, float]],
    *,
    line: Mapping[str, Any] | None = None,
    hatching: Mapping[str, Any] | None = None,
    colour: str = PAPER,
    opacity: float = 1,
    said: str = "",
) -> Piece:
    """Fill the surface between points of the axes."""
    closed = [*points, points[0]]
    trace: Piece = {
        "type": "scatter",
        "mode": "lines",
        "x": [round(x, 4) for x, _ in closed],
        "y": [round(y, 4) for _, y in closed],
        "fill": "toself",
        "fillcolor": colour,
        "line": dict(line or {"color": colour, "width": 0}),
        "opacity": opacity,
        **_hover([said] * len(closed) if said else ()),
    }
    if hatching:
        trace["fillpattern"] = dict(hatching)
    return trace


def box(left: float, right: float, bottom: float, top: float) -> list[tuple[float, float]]:
    """Return the four corners of a rectangle of the axes."""
    return [(left, bottom), (left, top), (right, top), (right, bottom)]


def points(
    places: Sequence[tuple[float, float]],
    *,
    symbol: str = "circle",
    size: float = 11,
    colour: str = BLUE,
    outline: Mapping[str, Any] | None = None,
    said: Sequence[str] = (),
) -> Piece:
    """Draw one mark at each place of the axes."""
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [x for x, _ in places],
        "y": [y for _, y in places],
        "marker": {
            "symbol": symbol, "size": size, "color": colour,
            "line": dict(outline or {"color": colour, "width": 0}),
        },
        **_hover(said),
    }  # fmt: skip


def strokes(pairs: Sequence[tuple[tuple[float, float], tuple[float, float]]], line: Mapping[str, Any]) -> Piece:
    """Draw straight strokes between pairs of places of the axes."""
    steps = [point for start, end in pairs for point in (start, end, (None, None))]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [x for x, _ in steps],
        "y": [y for _, y in steps],
        "line": dict(line),
        "hoverinfo": "skip",
    }


def _hover(said: Sequence[str]) -> Piece:
    if not said:
        return {"hoverinfo": "skip"}
    return {"hoverinfo": "text", "hovertext": [html.escape(text, quote=False) for text in said]}
