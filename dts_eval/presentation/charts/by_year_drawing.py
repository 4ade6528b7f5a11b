"""Places the years side by side: point, value, interval, hole, target."""

from dts_eval.presentation.charts.by_year_marks import beside, mark, parts_under, reason, target, widest_word
from dts_eval.presentation.charts.colours import EDGE, HAIRLINE, SMALL, SOFT_INK
from dts_eval.presentation.charts.drawing import DOTTED, HATCHED, box, surface
from dts_eval.presentation.charts.lettering import text_width
from dts_eval.presentation.charts.scale import tick_text, ticks_of
from dts_eval.presentation.charts.sheet import WIDE, Piece, Sheet
from dts_eval.presentation.charts.wording import is_known
from dts_eval.presentation.charts.years import Series

WIDEST_SLOT = 204.0
WIDEST_ALONE = 240.0
NARROWEST_SLOT = 46.0
# An interval writes its numbers on the right of the point, which therefore stands left of the middle.
BESIDE = 0.31
RIGHT = 14.0


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
            data.append(surface(box(year - half / slot, year + half / slot, low, high), line=DOTTED, hatching=HATCHED))
            notes.append(reason(sheet, year, 2 * half - 4, series.by_year[year], language))
        taken: list[float] = []
        for place, row in enumerate(known):
            shift = (place - (len(known) - 1) / 2) * 0.3
            side = None if len(known) == 1 else "right" if place == 0 else "left"
            traces, rings, texts, heights = mark(sheet, row, year + shift, series, language, slot, side)
            data += traces
            shapes += rings
            notes += texts
            taken += heights
        if known and series.writes_parts:
            notes += parts_under(sheet, year, slot, known[0], language)
        if year in series.targets:
            pieces = target(sheet, year, before, slot, series.targets[year], taken, series, language)
            data.append(pieces[0])
            notes.append(pieces[1])
    return sheet.figure(data, shapes, notes, x_ticks=[(year, str(year)) for year in years])


def _left(series: Series, language: str) -> float:
    return max(text_width(tick_text(value, series, language), SMALL) for value in ticks_of(series)) + 10


def _least_slot(series: Series, language: str) -> float:
    widest = widest_word(series, language)
    if max(len(rows) for rows in series.by_year.values()) > 1:
        return max(NARROWEST_SLOT, 2.6 * widest + 30)
    if series.has_intervals:
        room = beside(series, language)
        return max(NARROWEST_SLOT, room + RIGHT, (room - RIGHT) / (1 - BESIDE))
    return max(NARROWEST_SLOT, widest + 6)
