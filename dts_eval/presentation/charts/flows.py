"""Ribbons between two columns: their width is the value, their colour where they arrive."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dts_eval.presentation.charts.colours import (
    BLUE,
    EDGE,
    GREY,
    LABEL,
    MID_BLUE,
    PALE_BLUE,
    PAPER,
    SMALL,
    SOFT_INK,
    STRONG,
)
from dts_eval.presentation.charts.drawing import BLUE_HATCHED, DOTTED, HATCHED, box, surface
from dts_eval.presentation.charts.lettering import wrap
from dts_eval.presentation.charts.sheet import Piece, Sheet

LINE_HEIGHT = 17.0
GAP = 14.0
THICKNESS = 10.0
STEPS = 16
SOLID = {"color": BLUE, "width": 0}


@dataclass(frozen=True)
class Look:
    """How an end of the flow and the ribbons that reach it are drawn; ``opacity`` 0 hatches the ribbons."""

    colour: str = BLUE
    outline: Mapping[str, Any] = field(default_factory=lambda: SOLID)
    hatching: Mapping[str, Any] | None = None
    ribbon: str = BLUE
    opacity: float = 0.44
    edge: Mapping[str, Any] = field(default_factory=lambda: SOLID)


FIRST = Look()
SECOND = Look(MID_BLUE, {"color": MID_BLUE, "width": 0}, None, MID_BLUE, 0.4)
THIRD = Look(GREY, {"color": EDGE, "width": 1}, None, GREY, 0.5)
BLANK = Look(PAPER, DOTTED, HATCHED, GREY, 0)
_EDGE = {"color": MID_BLUE, "width": 0.75}
# People: one colour for every outcome, since none is drawn as better than another.
PERSON = Look(BLUE, SOLID, None, PALE_BLUE, 0.75, _EDGE)
REST = Look(PALE_BLUE, {"color": BLUE, "width": 1}, None, PALE_BLUE, 0.75, _EDGE)
MASKED = Look(PAPER, {"color": BLUE, "width": 1}, BLUE_HATCHED, PALE_BLUE, 0.75, _EDGE)


@dataclass(frozen=True)
class End:
    """One end of the flow: its name, its number if a row gives it, how much passes through it."""

    name: str
    number: str
    size: float
    look: Look = FIRST
    small: bool = False


@dataclass(frozen=True)
class Placed:
    """An end once it is placed: from where to where it goes down the drawing, and the middle of its words."""

    end: End
    top: float
    bottom: float


def heights(ends: Sequence[End], scale: float, room: float) -> float:
    """Return the height that a column of ends needs, with its words."""
    return sum(max(end.size * scale, _words_height(end, room)) for end in ends) + GAP * (len(ends) - 1)


def place(ends: Sequence[End], scale: float, room: float, top: float, height: float) -> list[Placed]:
    """Place the ends of one column one below the other, so that their words never touch."""
    down = top + (height - heights(ends, scale, room)) / 2
    found = []
    for end in ends:
        slot = max(end.size * scale, _words_height(end, room))
        start = down + (slot - end.size * scale) / 2
        found.append(Placed(end, start, start + end.size * scale))
        down += slot + GAP
    return found


def bar_of(sheet: Sheet, placed: Placed, across: float, thickness: float = THICKNESS) -> Piece:
    """Draw the upright bar of an end."""
    look = placed.end.look
    corners = box(across, across + thickness, placed.bottom, placed.top)
    said = ", ".join(part for part in (placed.end.name, placed.end.number) if part)
    return surface(corners, line=look.outline, hatching=look.hatching, colour=look.colour, said=said)


def words_of(sheet: Sheet, placed: Placed, across: float, room: float, anchor: str) -> list[Piece]:
    """Write the name of an end, and its number when it has one, beside its bar."""
    end = placed.end
    lines = wrap(end.name, SMALL if end.small else LABEL, room)
    blocks: list[tuple[Sequence[str], dict[str, Any]]] = [
        (lines, {"size": SMALL, "colour": SOFT_INK} if end.small else {"size": LABEL})
    ]
    if end.number:
        number: tuple[Sequence[str], dict[str, Any]] = ((end.number,), {"size": STRONG, "bold": True})
        blocks = [number, *blocks] if anchor == "left" else [*blocks, number]
    down = (placed.top + placed.bottom) / 2 - _words_height(end, room) / 2
    notes = []
    for text, look in blocks:
        height = LINE_HEIGHT * len(text)
        notes.append(sheet.note(text, across, down + height / 2, anchor=anchor, **look))
        down += height
    return notes


def ribbon(
    left: tuple[float, float], right: tuple[float, float], thickness: float, look: Look
) -> tuple[list[Piece], list[Piece]]:
    """Draw one ribbon between two places, as shapes or, hatched, as traces."""
    (x0, y0), (x1, y1) = left, right
    middle = (x0 + x1) / 2
    if look.opacity:
        steps = (
            f"M {x0:.2f},{y0:.2f} C {middle:.2f},{y0:.2f} {middle:.2f},{y1:.2f} {x1:.2f},{y1:.2f} "
            f"L {x1:.2f},{y1 + thickness:.2f} C {middle:.2f},{y1 + thickness:.2f} "
            f"{middle:.2f},{y0 + thickness:.2f} {x0:.2f},{y0 + thickness:.2f} Z"
        )
        shape = {
            "type": "path",
            "path": steps,
            "xref": "x",
            "yref": "y",
            "line": dict(look.edge),
            "layer": "below",
        }
        return [], [{**shape, "fillcolor": look.ribbon, "opacity": look.opacity}]
    upper = [_on_curve(x0, y0, x1, y1, step / STEPS) for step in range(STEPS + 1)]
    lower = [(x, y + thickness) for x, y in reversed(upper)]
    return [surface([*upper, *lower], line={"color": GREY, "width": 0}, hatching=HATCHED)], []


def _words_height(end: End, room: float) -> float:
    lines = len(wrap(end.name, SMALL if end.small else LABEL, room)) + bool(end.number)
    return lines * LINE_HEIGHT


def _on_curve(x0: float, y0: float, x1: float, y1: float, share: float) -> tuple[float, float]:
    rest, middle = 1 - share, (x0 + x1) / 2
    weights = (rest**3, 3 * rest**2 * share, 3 * rest * share**2, share**3)
    across = sum(weight * x for weight, x in zip(weights, (x0, middle, middle, x1), strict=True))
    down = sum(weight * y for weight, y in zip(weights, (y0, y0, y1, y1), strict=True))
    return across, down
