"""The plotting area of a figure: where each value of its two axes stands on the drawing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Axis:
    """One axis: the numbers at its two ends and where these stand on the drawing."""

    start: float
    end: float
    near: float
    far: float

    def at(self, value: float) -> float:
        """Return where a value stands."""
        return self.near + (value - self.start) / (self.end - self.start) * (self.far - self.near)


@dataclass(frozen=True)
class Ground:
    """The plotting area, and what the layout says of it."""

    layout: Mapping[str, Any]
    x: Axis
    y: Axis

    def place(self, item: Mapping[str, Any], axis: str, key: str) -> float:
        """Return where one coordinate of a shape or of an annotation stands."""
        line: Axis = getattr(self, axis)
        if item.get(f"{axis}ref", axis) == "paper":
            return line.near + item[key] * (line.far - line.near)
        return line.at(item[key])


def ground_of(layout: Mapping[str, Any]) -> Ground:
    """Read the plotting area of a layout; an anchored axis widens the other one, as plotly does."""
    margin = layout["margin"]
    across = (margin["l"], layout["width"] - margin["r"])
    down = (layout["height"] - margin["b"], margin["t"])
    x_range, y_range = layout["xaxis"]["range"], layout["yaxis"]["range"]
    anchored = next((axis for axis in ("xaxis", "yaxis") if "scaleanchor" in layout[axis]), "")
    if anchored:
        said = layout[anchored].get("scaleratio", 1)
        ratio = said if anchored == "yaxis" else 1 / said
        x_unit = abs((across[1] - across[0]) / (x_range[1] - x_range[0]))
        y_unit = abs((down[1] - down[0]) / (y_range[1] - y_range[0]))
        x_range = _widened(x_range, max(1.0, x_unit * ratio / y_unit))
        y_range = _widened(y_range, max(1.0, y_unit / (x_unit * ratio)))
    return Ground(layout, Axis(*x_range, *across), Axis(*y_range, *down))


def _widened(ends: tuple[float, float], factor: float) -> tuple[float, float]:
    middle = (ends[0] + ends[1]) / 2
    return (middle + (ends[0] - middle) * factor, middle + (ends[1] - middle) * factor)
