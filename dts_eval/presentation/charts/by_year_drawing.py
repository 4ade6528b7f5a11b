"""Places the years side by side: point, value, interval, hole, target."""

import math
from collections.abc import Sequence

from dts_eval.disclosure.rows import Row
from dts_eval.foundation.units import units
from dts_eval.presentation.charts.colours import (
    EDGE,
    HAIRLINE,
    INK,
    MID_BLUE,
    SMALL,
    SOFT_INK,
    STRONG,
)
from dts_eval.presentation.charts.drawing import DOTTED, HATCHED, box, strokes, surface
from dts_eval.presentation.charts.sheet import WIDE, Piece, Sheet
from dts_eval.presentation.charts.lettering import longest_word, text_width, wrap
from dts_eval.presentation.charts.signs import sign
from dts_eval.presentation.charts.wording import (
    absence,
    bare,
    has_interval,
    is_known,
    is_small,
    label,
    number_text,
    out_of,
    word,
)
from dts_eval.presentation.charts.years import Series

WIDEST_SLOT = 150.0
WIDEST_ALONE = 240.0
NARROWEST_SLOT = 46.0
# An interval writes its numbers on the right of the point, which therefore stands left of the middle.
BESIDE = 0.31
RIGHT = 14.0
TEXT_AWAY = 12.0
LINE_APART = 15.0
ROUND_NUMBERS = (1, 2, 4, 6, 8, 10)


def years_that_fit(series: Series, language: str, width: float) -> int:
    """Return how many of the last years a drawing can show without labels that touch."""
    room = width - _left(series, language) - RIGHT
    return min(len(series.by_year), max(1, int(room / _least_slot(series, language))))


def draw(series: Series, language: str, width: float) -> Piece:
    """Draw the years that fit, the latest ones when they do not all fit."""
    years = list(series.by_year)[-years_that_fit(series, language, width) :]
    left = _left(series, language)
    slot = min(WIDEST_SLOT if len(years) > 1 else WIDEST_ALONE, (width - left - RIGHT) / len(years))
    before = BESIDE if series.has_intervals else 0.5
    ticks = ticks_of(series)
    low, high = ticks[0], ticks[-1]
    under = 36 if series.writes_parts else 0
    sheet = Sheet(
        width=width,
        height=round(190 if width == WIDE else 160) + 30 + 26 + under,
        x=(years[0] - before, years[0] - before + len(years)),
        y=(low, high),
        left=left,
        top=30,
        right=round(width - left - slot * len(years), 2),
        bottom=26 + under,
    )
    data: list[Piece] = []
    shapes = [
        sheet.rule(
            (left, sheet.down(value)),
            (width - sheet.right, sheet.down(value)),
            {"color": EDGE if value == 0 else HAIRLINE, "width": 1},
        )
        for value in ticks
    ]
    notes: list[Piece] = [
        sheet.note(
            tick_text(value, series, language),
            left - 7,
            sheet.down(value),
            anchor="right",
            size=SMALL,
            colour=SOFT_INK,
        )
        for value in ticks
    ]
    for year in years:
        known = [row for row in series.by_year[year] if is_known(row)]
        if not known:
            half = min(before * slot - 3, 34)
            data.append(
                surface(box(year - half / slot, year + half / slot, low, high), line=DOTTED, hatching=HATCHED)
            )
            notes.append(_reason(sheet, year, 2 * half - 4, series.by_year[year], language))
        taken: list[float] = []
        for place, row in enumerate(known):
            shift = (place - (len(known) - 1) / 2) * 0.3
            side = None if len(known) == 1 else "right" if place == 0 else "left"
            traces, rings, texts, heights = _mark(sheet, row, year + shift, series, language, slot, side)
            data += traces
            shapes += rings
            notes += texts
            taken += heights
        if known and series.writes_parts:
            notes += _parts(sheet, year, slot, known[0], language)
        if year in series.targets:
            pieces = _target(sheet, year, before, slot, series.targets[year], taken, series, language)
            data.append(pieces[0])
            notes.append(pieces[1])
    return sheet.figure(data, shapes, notes, x_ticks=[(year, str(year)) for year in years])


def _left(series: Series, language: str) -> float:
    return max(text_width(tick_text(value, series, language), SMALL) for value in ticks_of(series)) + 10


def _least_slot(series: Series, language: str) -> float:
    widest = _widest_word(series, language)
    if max(len(rows) for rows in series.by_year.values()) > 1:
        return max(NARROWEST_SLOT, 2.6 * widest + 30)
    if series.has_intervals:
        beside = _beside(series, language)
        return max(NARROWEST_SLOT, beside + RIGHT, (beside - RIGHT) / (1 - BESIDE))
    return max(NARROWEST_SLOT, widest + 6)


def _widest_word(series: Series, language: str) -> float:
    texts = (label(row, language, series.thousands) for row in series.known if row.value is not None)
    return max((longest_word(text, STRONG, bold=True) for text in texts), default=0)


def _beside(series: Series, language: str) -> float:
    bounds = [
        text_width(str(bare(row, bound, language, series.thousands)), SMALL)
        for row in series.known
        if has_interval(row)
        for bound in (row.low, row.high)
    ]
    return TEXT_AWAY + max(_widest_word(series, language), *bounds)


def _reason(sheet: Sheet, year: int, room: float, rows: Sequence[Row], language: str) -> Piece:
    reason = absence(next(iter(rows), None), language)
    across, down = sheet.across(year), sheet.top + sheet.inner_height / 2
    if longest_word(reason, SMALL) > room:
        return sheet.note(reason, across, down, size=SMALL, colour=SOFT_INK, turned=True)
    return sheet.note(wrap(reason, SMALL, room), across, down, anchor="center", size=SMALL, colour=SOFT_INK)


def _mark(
    sheet: Sheet, row: Row, x: float, series: Series, language: str, slot: float, side: str | None
) -> tuple[list[Piece], list[Piece], list[Piece], list[float]]:
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
        traces, rings = sign(sheet, row.grade, x, row.value, said=f"{row.year} : {text}")
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


def _apart(high: float, value: float | None, low: float) -> tuple[float, float]:
    middle = (high + low) / 2 if value is None else value
    least = LINE_APART / 2 if value is None else LINE_APART
    return min(high, middle - least), max(low, middle + least)


def _parts(sheet: Sheet, year: int, slot: float, row: Row, language: str) -> list[Piece]:
    if row.numerator is None or row.denominator is None or is_small(row):
        return []
    text = out_of(row, language)
    lines = [text] if text_width(text, SMALL) <= slot - 6 else text.split(" ", 1)
    down = sheet.height - sheet.bottom + 24 + len(lines) * 8
    return [sheet.note(lines, sheet.across(year), down, anchor="center", size=SMALL, colour=SOFT_INK)]


def _target(
    sheet: Sheet,
    year: int,
    before: float,
    slot: float,
    row: Row,
    taken: Sequence[float],
    series: Series,
    language: str,
) -> tuple[Piece, Piece]:
    assert row.value is not None
    start, end = year - before + 0.06, year - before + 0.94
    dashes = strokes(
        [((start, row.value), (end, row.value))], {"color": INK, "width": 1.5, "dash": "5px,3px"}
    )
    text = word("target", language, value=bare(row, row.value, language, series.thousands))
    level, middle, room = sheet.down(row.value), sheet.across((start + end) / 2), slot - 6
    if series.has_intervals:
        # The numbers of the interval stand right of the point: the target is named beyond them, if it fits.
        beyond = sheet.across(year) + _beside(series, language) + 6
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
