"""What stands at one year: point, value, interval, reason of a hole, target."""

from collections.abc import Sequence

from dts_eval.disclosure.rows import Row
from dts_eval.presentation.charts.colours import (
    INK,
    MID_BLUE,
    SMALL,
    SOFT_INK,
    STRONG,
)
from dts_eval.presentation.charts.drawing import strokes
from dts_eval.presentation.charts.lettering import longest_word, text_width, wrap
from dts_eval.presentation.charts.sheet import Piece, Sheet
from dts_eval.presentation.charts.signs import sign
from dts_eval.presentation.charts.wording import (
    absence,
    bare,
    has_interval,
    is_small,
    label,
    out_of,
    word,
)
from dts_eval.presentation.charts.years import Series

TEXT_AWAY = 12.0
LINE_APART = 15.0


def mark(
    sheet: Sheet, row: Row, x: float, series: Series, language: str, slot: float, side: str | None
) -> tuple[list[Piece], list[Piece], list[Piece], list[float]]:
    """Draw the value of a row with its interval; also return how far down its texts stand."""
    data: list[Piece] = []
    notes: list[Piece] = []
    rings: list[Piece] = []
    across = sheet.across(x)
    heights: list[float] = []
    if has_interval(row):
        assert row.low is not None and row.high is not None
        data.append(strokes([((x, row.low), (x, row.high))], {"color": MID_BLUE, "width": 3}))
        value = sheet.down(row.value) if row.value is not None else None
        high, low = _apart(sheet.down(row.high), value, sheet.down(row.low))
        for bound, down in ((row.high, high), (row.low, low)):
            text = str(bare(row, bound, language, series.thousands))
            notes.append(sheet.note(text, across + 8, down, size=SMALL, colour=SOFT_INK))
        heights += [high, low]
    if row.value is not None:
        down = sheet.down(row.value)
        text = label(row, language, series.thousands)
        traces, rings = sign(
            sheet, row.grade, x, row.value, said=word("alt_value", language, year=row.year, value=text)
        )
        data += traces
        look = {"size": STRONG, "bold": True}
        if has_interval(row):
            lines = wrap(text, STRONG, slot - TEXT_AWAY - 8, bold=True)
            notes.append(sheet.note(lines, across + TEXT_AWAY, down, **look))
        elif side is not None:
            away = -TEXT_AWAY if side == "right" else TEXT_AWAY
            notes.append(sheet.note(text, across + away, down, anchor=side, **look))
        else:
            lines = wrap(text, STRONG, slot - 6, bold=True)
            down -= 9 + 9 * len(lines)
            notes.append(sheet.note(lines, across, down, anchor="center", **look))
        heights.append(down)
    return data, rings, notes, heights


def reason(sheet: Sheet, year: int, room: float, rows: Sequence[Row], language: str) -> Piece:
    """Write why there is no value, over the hole that a year leaves."""
    words = absence(next(iter(rows), None), language)
    across, down = sheet.across(year), sheet.top + sheet.inner_height / 2
    if longest_word(words, SMALL) > room:
        return sheet.note(words, across, down, size=SMALL, colour=SOFT_INK, turned=True)
    return sheet.note(wrap(words, SMALL, room), across, down, anchor="center", size=SMALL, colour=SOFT_INK)


def parts_under(sheet: Sheet, year: int, slot: float, row: Row, language: str) -> list[Piece]:
    """Write under a year how many, out of how many."""
    if row.numerator is None or row.denominator is None or is_small(row):
        return []
    text = out_of(row, language)
    lines = [text] if text_width(text, SMALL) <= slot - 6 else text.split(" ", 1)
    down = sheet.height - sheet.bottom + 24 + len(lines) * 8
    return [sheet.note(lines, sheet.across(year), down, anchor="center", size=SMALL, colour=SOFT_INK)]


def target(
    sheet: Sheet,
    year: int,
    before: float,
    slot: float,
    row: Row,
    taken: Sequence[float],
    series: Series,
    language: str,
) -> tuple[Piece, Piece]:
    """Draw a target as a short dashed line, named where no other number stands."""
    assert row.value is not None
    start, end = year - before + 0.06, year - before + 0.94
    dashes = strokes([((start, row.value), (end, row.value))], {"color": INK, "width": 1.5, "dash": "5px,3px"})
    text = word("target", language, value=bare(row, row.value, language, series.thousands))
    level, middle, room = sheet.down(row.value), sheet.across((start + end) / 2), slot - 6
    if series.has_intervals:
        # The numbers of the interval stand right of the point: the target is named beyond them, if it fits.
        beyond = sheet.across(year) + beside(series, language) + 6
        free_room = sheet.across(year - before + 1) - beyond
        if longest_word(text, SMALL) <= free_room:
            middle, room, taken = beyond + free_room / 2, free_room, ()
    lines = wrap(text, SMALL, room)
    half = len(lines) * LINE_APART / 2
    spots = [level + side * (half + 3 + step) for step in (0, 12, 24, 36) for side in (-1, 1)]
    inside = [spot for spot in spots if 0 < spot - half and spot + half < sheet.height - sheet.bottom]
    free = [spot for spot in inside if all(abs(spot - other) >= half + LINE_APART / 2 for other in taken)]
    down = (free or inside or spots)[0]
    return dashes, sheet.note(lines, middle, down, anchor="center", size=SMALL, colour=SOFT_INK)


def beside(series: Series, language: str) -> float:
    """Return how much room the numbers of an interval take, right of the point."""
    bounds = [
        text_width(str(bare(row, bound, language, series.thousands)), SMALL)
        for row in series.known
        if has_interval(row)
        for bound in (row.low, row.high)
    ]
    return TEXT_AWAY + max(widest_word(series, language), *bounds)


def widest_word(series: Series, language: str) -> float:
    """Return the width of the widest word among the values."""
    texts = (label(row, language, series.thousands) for row in series.known if row.value is not None)
    return max((longest_word(text, STRONG, bold=True) for text in texts), default=0)


def _apart(high: float, value: float | None, low: float) -> tuple[float, float]:
    middle = (high + low) / 2 if value is None else value
    least = LINE_APART / 2 if value is None else LINE_APART
    return min(high, middle - least), max(low, middle + least)
