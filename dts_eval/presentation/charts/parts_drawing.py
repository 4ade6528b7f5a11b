"""Places one bar for each part; a masked part keeps its place, and its length tells nothing."""

from collections.abc import Sequence

from dts_eval.disclosure.rows import Row
from dts_eval.presentation.charts.colours import EDGE, LABEL, PAPER, SMALL, SOFT_INK, STRONG
from dts_eval.presentation.charts.drawing import DOTTED, HATCHED, bars, box, surface
from dts_eval.presentation.charts.lettering import text_width, wrap
from dts_eval.presentation.charts.sheet import NARROW, WIDE, Piece, Sheet
from dts_eval.presentation.charts.wording import PERCENT, absence, label

MASK = 56.0
Part = tuple[str, Row]


def said(row: Row, language: str, thousands: bool) -> str:
    """Write what a part says: its value, or in words why there is none."""
    return absence(row, language) if row.value is None else label(row, language, thousands)


def is_unknown(row: Row) -> bool:
    """Say whether a part counts those of whom nothing is known."""
    return row.breakdown.endswith("=unknown")


def draw_wide(found: Sequence[Part], language: str, thousands: bool) -> Piece:
    """Draw the bars with the names on their left."""
    names = [wrap(name, LABEL, 220) for name, _ in found]
    left = round(max(text_width(line, LABEL) for lines in names for line in lines) + 14)
    right = _room_for_numbers(found, language, thousands)
    pitch = max(40.0, 17.0 * max(len(lines) for lines in names) + 12)
    sheet = Sheet(WIDE, len(found) * pitch, _extent(found), (len(found) - 0.5, -0.5), left=left, right=right)
    notes = [sheet.note(lines, left - 12, sheet.down(place), anchor="right") for place, lines in enumerate(names)]
    for place, (_, row) in enumerate(found):
        text = said(row, language, thousands)
        end = left + MASK if row.status == "suppressed" else sheet.across(row.value or 0)
        notes.append(_number(sheet, row, text, end + 8, sheet.down(place), "left"))
    return sheet.figure(_marks(sheet, found, 22 / pitch, language, thousands), (), notes)


def draw_narrow(found: Sequence[Part], language: str, thousands: bool) -> Piece:
    """Draw the bars with the names above them, for a phone."""
    names = [wrap(name, LABEL, NARROW - _room_for_numbers(found, language, thousands) - 12) for name, _ in found]
    pitch = 17.0 * max(len(lines) for lines in names) + 28
    sheet = Sheet(NARROW, len(found) * pitch, _extent(found), (len(found) - 0.5, -0.5))
    lower = pitch / 2 - 15
    notes = []
    for place, ((_, row), lines) in enumerate(zip(found, names, strict=True)):
        level = sheet.down(place) + lower - 8.5 * len(lines) - 8
        notes.append(sheet.note(lines, 0, level))
        notes.append(_number(sheet, row, said(row, language, thousands), NARROW, level, "right"))
    return sheet.figure(_marks(sheet, found, 10 / pitch, language, thousands, lower / pitch), (), notes)


def _marks(
    sheet: Sheet, found: Sequence[Part], thickness: float, language: str, thousands: bool, below: float = 0
) -> list[Piece]:
    solid = [
        (place + below, row) for place, (_, row) in enumerate(found) if row.value is not None and not is_unknown(row)
    ]
    blank = [(place + below, row) for place, (_, row) in enumerate(found) if row.value is not None and is_unknown(row)]
    data = []
    for marked, look in (
        (solid, {}),
        (blank, {"colour": PAPER, "outline": {"color": EDGE, "width": 1}, "hatching": HATCHED}),
    ):
        if marked:
            labels = [label(row, language, thousands) for _, row in marked]
            data.append(bars([(place, row.value) for place, row in marked], thickness, said=labels, **look))
    half = thickness / 2
    for place, (_, row) in enumerate(found):
        if row.status == "suppressed":
            end = sheet.value_across(sheet.left + MASK)
            corners = box(0, end, place + below - half, place + below + half)
            data.append(surface(corners, line=DOTTED, hatching=HATCHED, said=absence(row, language)))
    return data


def _number(sheet: Sheet, row: Row, text: str, across: float, down: float, anchor: str) -> Piece:
    if row.value is None:
        return sheet.note(text, across, down, anchor=anchor, size=SMALL, colour=SOFT_INK)
    return sheet.note(text, across, down, anchor=anchor, size=STRONG, bold=True)


def _room_for_numbers(found: Sequence[Part], language: str, thousands: bool) -> float:
    widths = [
        text_width(said(row, language, thousands), STRONG if row.value is not None else SMALL, row.value is not None)
        for _, row in found
    ]
    return round(max(widths) + 10)


def _extent(found: Sequence[Part]) -> tuple[float, float]:
    values = [row.value for _, row in found if row.value is not None]
    if found[0][1].unit == PERCENT:
        return 0, max(100.0, *values)
    return min(0, *values), max(values) if max(values) > 0 else 1
