"""The sheet that a figure is drawn on: marks in the units of their axes, texts and rules in drawing units.

One drawing unit is one pixel of the page. A drawing is 656 units wide, and 328 on a phone; its text is never
shrunk.
"""

import html
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dts_eval.presentation.charts.colours import BLUE, FAMILY, INK, LABEL, PAPER, SMALL, SOFT_INK

WIDE = 656.0
NARROW = 328.0
Piece = dict[str, Any]


@dataclass(frozen=True)
class Sheet:
    """A drawing's size, its margins, and the values at the left, right, bottom and top of its plot."""

    width: float
    height: float
    x: tuple[float, float] = (0, 1)
    y: tuple[float, float] = (0, 1)
    left: float = 0
    top: float = 0
    right: float = 0
    bottom: float = 0

    @property
    def inner_width(self) -> float:
        """The width of the plotting area."""
        return self.width - self.left - self.right

    @property
    def inner_height(self) -> float:
        """The height of the plotting area."""
        return self.height - self.top - self.bottom

    def across(self, value: float) -> float:
        """Return how far from the left a value of the horizontal axis stands."""
        return self.left + (value - self.x[0]) / (self.x[1] - self.x[0]) * self.inner_width

    def down(self, value: float) -> float:
        """Return how far from the top a value of the vertical axis stands."""
        return self.height - self.bottom - (value - self.y[0]) / (self.y[1] - self.y[0]) * self.inner_height

    def value_across(self, units: float) -> float:
        """Return the value of the horizontal axis at a distance from the left."""
        return round(self.x[0] + (units - self.left) / self.inner_width * (self.x[1] - self.x[0]), 6)

    def note(
        self,
        text: str | Sequence[str],
        across: float,
        down: float,
        *,
        anchor: str = "left",
        size: float = LABEL,
        bold: bool = False,
        colour: str = INK,
        turned: bool = False,
    ) -> Piece:
        """Write a text of one or more lines, whose middle is so far down."""
        lines = [text] if isinstance(text, str) else text
        return {
            "text": "<br>".join(html.escape(line, quote=False) for line in lines),
            "x": 0,
            "y": 1,
            "xref": "paper",
            "yref": "paper",
            "xshift": round(across - self.left, 2),
            "yshift": round(self.top - down, 2),
            "xanchor": "center" if turned else anchor,
            "yanchor": "middle",
            "align": "center" if turned else anchor,
            "textangle": -90 if turned else 0,
            "font": {"size": size, "color": colour, "weight": 600 if bold else 400},
            "showarrow": False,
            "borderpad": 0,
            "borderwidth": 0,
        }

    def rule(self, start: tuple[float, float], end: tuple[float, float], line: Mapping[str, Any]) -> Piece:
        """Draw a straight line between two places, under the marks."""
        return {"type": "line", **self._corners(start, end), "line": dict(line), "layer": "below"}

    def ground(self, start: tuple[float, float], end: tuple[float, float], colour: str) -> Piece:
        """Shade a rectangle, under the marks."""
        line = {"color": colour, "width": 0}
        return {
            "type": "rect",
            **self._corners(start, end),
            "line": line,
            "fillcolor": colour,
            "layer": "below",
        }

    def ring(self, across: float, down: float, radius: float) -> Piece:
        """Draw the sign of an estimate around a place: a ring in six dashes."""
        steps = []
        for turn in range(6):
            first, second = (_on_circle(across, down, radius, turn * 60 + angle) for angle in (6, 42))
            bend = _on_circle(across, down, radius * 1.068, turn * 60 + 24)
            curve = [self._share(*bend), self._share(*bend), self._share(*second)]
            steps.append(f"M {_pair(self._share(*first))} C " + " ".join(_pair(point) for point in curve))
        line = {"color": BLUE, "width": 1.9}
        return {"type": "path", "path": " ".join(steps), "xref": "paper", "yref": "paper", "line": line}

    def figure(
        self,
        data: Sequence[Piece],
        shapes: Sequence[Piece] = (),
        notes: Sequence[Piece] = (),
        *,
        x_ticks: Sequence[tuple[float, str]] = (),
        y_ticks: Sequence[tuple[float, str]] = (),
    ) -> Piece:
        """Assemble the figure: traces, shapes, texts, and the labels of both axes."""
        return {
            "data": [{**trace, "showlegend": False, "cliponaxis": False} for trace in data],
            "layout": {
                "width": self.width,
                "height": self.height,
                "margin": {"l": self.left, "r": self.right, "t": self.top, "b": self.bottom, "pad": 0},
                "paper_bgcolor": PAPER,
                "plot_bgcolor": PAPER,
                "font": {"family": FAMILY, "size": LABEL, "color": INK},
                "barmode": "stack",
                "xaxis": _axis(self.x, x_ticks, LABEL, INK),
                "yaxis": _axis(self.y, y_ticks, SMALL, SOFT_INK),
                "shapes": list(shapes),
                "annotations": list(notes),
                "showlegend": False,
                "hovermode": "closest",
                "dragmode": False,
            },
        }

    def _corners(self, start: tuple[float, float], end: tuple[float, float]) -> Piece:
        (x0, y0), (x1, y1) = self._share(*start), self._share(*end)
        return {"x0": x0, "y0": y0, "x1": x1, "y1": y1, "xref": "paper", "yref": "paper"}

    def _share(self, across: float, down: float) -> tuple[float, float]:
        share_down = (down - self.top) / self.inner_height
        return round((across - self.left) / self.inner_width, 6), round(1 - share_down, 6)


def _axis(ends: tuple[float, float], ticks: Sequence[tuple[float, str]], size: float, colour: str) -> Piece:
    return {
        "range": list(ends),
        "visible": bool(ticks),
        "fixedrange": True,
        "tickvals": [value for value, _ in ticks],
        "ticktext": [html.escape(text, quote=False) for _, text in ticks],
        "tickangle": 0,
        "ticks": "",
        "ticklabeloverflow": "allow",
        "tickfont": {"size": size, "color": colour},
        "showgrid": False,
        "zeroline": False,
    }


def _on_circle(across: float, down: float, radius: float, degrees: float) -> tuple[float, float]:
    turn = math.radians(degrees)
    return across + radius * math.cos(turn), down + radius * math.sin(turn)


def _pair(point: tuple[float, float]) -> str:
    return f"{point[0]:.6f},{point[1]:.6f}"
