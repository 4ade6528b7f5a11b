"""Draws the départements, those of the perimeter filled and numbered, and their names beside or below."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dts_eval.foundation.model import Ring
from dts_eval.presentation.charts.colours import BLUE, GREY, INK, LABEL, LINEN, PALE_BLUE, PAPER, SMALL, SOFT_INK
from dts_eval.presentation.charts.drawing import surface
from dts_eval.presentation.charts.lettering import wrap
from dts_eval.presentation.charts.sheet import WIDE, Piece, Sheet
from dts_eval.presentation.charts.wording import word
from dts_eval.scope.outlines import HEIGHT, WIDTH, outlines

MAP_WIDE, GAP, FOOT = 420.0, 20.0, 6.0
BORDER = {"color": GREY, "width": 0.8}
LIT_BORDER = {"color": BLUE, "width": 1.4}
HOME, KEPT, NAMED = "home", "kept", "named"
FILLS = {HOME: BLUE, KEPT: PALE_BLUE, NAMED: PAPER}
LINE, BETWEEN = 16.0, 10.0


@dataclass(frozen=True)
class Lit:
    """A département that is told apart: what it is to the structure, and what lies in it, in words."""

    code: str
    name: str
    place: str
    told: tuple[str, ...]


def draw(lit: Sequence[Lit], language: str, width: float) -> Piece:
    """Draw the map and the list of what is lit: beside it, or below on a phone."""
    wide = width == WIDE
    across = MAP_WIDE if wide else width
    scale = across / WIDTH
    down = HEIGHT * scale
    room = width - across - GAP if wide else width - 4
    listed = [(wrap(_head(one), LABEL, room, True), _below(one, room, language)) for one in lit]
    tall = sum(LINE * (len(head) + len(below)) + BETWEEN for head, below in listed)
    height = max(down, tall) + FOOT if wide else down + BETWEEN + tall + FOOT
    sheet = Sheet(width, height, x=(0, width / scale), y=(height / scale, 0))
    left, top = (across + GAP, max(0.0, (height - tall) / 2)) if wide else (0.0, down + BETWEEN)
    notes = [*_numbers(sheet, lit, scale), *_list(sheet, listed, left, top)]
    return sheet.figure(_marks(lit), (), notes)


def _marks(lit: Sequence[Lit]) -> list[Piece]:
    shown = {one.code: one for one in lit}
    rest = [ring for code, rings in outlines().items() if code not in shown for ring in rings]
    data = [joined(rest, LINEN, BORDER)] if rest else []
    for one in lit:
        for ring in outlines().get(one.code, ()):
            data.append(surface(ring, line=LIT_BORDER, colour=FILLS[one.place], said=one.name))
    return data


def joined(rings: Sequence[Ring], colour: str, line: Mapping[str, object]) -> Piece:
    """Draw many outlines as one mark: a surface for each would weigh on every page."""
    trace = surface(rings[0], colour=colour, line=line)
    gap: list[float | None] = [None]
    for ring in rings[1:]:
        closed = [*ring, ring[0]]
        trace["x"] += gap + [x for x, _ in closed]
        trace["y"] += gap + [y for _, y in closed]
    return trace


def _numbers(sheet: Sheet, lit: Sequence[Lit], scale: float) -> list[Piece]:
    notes = []
    for one in lit:
        rings = outlines().get(one.code)
        if rings:
            x, y = middle(max(rings, key=len))
            colour = PAPER if one.place == HOME else INK
            notes.append(
                sheet.note(one.code, x * scale, y * scale, anchor="center", size=SMALL, bold=True, colour=colour)
            )  # fmt: skip
    return notes


def _list(
    sheet: Sheet, listed: Sequence[tuple[tuple[str, ...], tuple[str, ...]]], left: float, top: float
) -> list[Piece]:
    notes = []
    for head, below in listed:
        notes.append(sheet.note(head, left, top + LINE * len(head) / 2, bold=True))
        top += LINE * len(head)
        if below:
            notes.append(sheet.note(below, left, top + LINE * len(below) / 2, size=SMALL, colour=SOFT_INK))
            top += LINE * len(below)
        top += BETWEEN
    return notes


def _head(one: Lit) -> str:
    return f"{one.code}\u00a0{one.name}"


def _below(one: Lit, room: float, language: str) -> tuple[str, ...]:
    told = one.told if one.code in outlines() else (*one.told, word("territory_map_not_drawn", language))
    return tuple(line for said in told for line in wrap(said, SMALL, room))


def middle(ring: Ring) -> tuple[float, float]:
    """Return the centre of a surface."""
    twice, across, down = 0.0, 0.0, 0.0
    for (x0, y0), (x1, y1) in zip(ring, (*ring[1:], ring[0]), strict=True):
        part = x0 * y1 - x1 * y0
        twice, across, down = twice + part, across + (x0 + x1) * part, down + (y0 + y1) * part
    return across / (3 * twice), down / (3 * twice)
