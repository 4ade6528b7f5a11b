"""The sign of a point: the line says where the proof comes from, as everywhere in the report."""

from dts_eval.presentation.charts.colours import BLUE, PAPER
from dts_eval.presentation.charts.drawing import points
from dts_eval.presentation.charts.sheet import Piece, Sheet

RING = {"color": BLUE, "width": 1.9}


def sign(sheet: Sheet, grade: str, x: float, y: float, *, said: str) -> tuple[list[Piece], list[Piece]]:
    """Return the traces and the shapes of the sign of a grade, at a place of the axes.

    Corroborated is a dot inside a ring, from records a full disc, declared an open ring, estimated a ring in
    dashes.
    """
    place, words = [(x, y)], [said]
    if grade == "corroborated":
        ring = points(place, size=13, colour=PAPER, outline=RING, said=words)
        return [ring, points(place, size=5)], []
    if grade == "declared":
        return [points(place, size=11, colour=PAPER, outline=RING, said=words)], []
    if grade == "estimated":
        return [points(place, size=13, colour=PAPER, said=words)], [sheet.ring(sheet.across(x), sheet.down(y), 5.5)]
    return [points(place, size=11.6, said=words)], []
