"""Places one span for each range on a common axis from zero: estimates, so hatched and dashed, with both ends named."""

from collections.abc import Sequence
from dataclasses import dataclass

from dts_eval.disclosure.rows import Row
from dts_eval.presentation.charts.colours import BLUE, HAIRLINE, INK, LABEL, PALE_BLUE, SMALL, SOFT_INK
from dts_eval.presentation.charts.drawing import BLUE_HATCHED, DOTTED, box, strokes, surface
from dts_eval.presentation.charts.lettering import text_width, wrap
from dts_eval.presentation.charts.sheet import NARROW, WIDE, Piece, Sheet
from dts_eval.presentation.charts.wording import number_text, word
from dts_eval.presentation.shown import Shown, two_digits

ESTIMATED, APART, WHOLE = "estimated", "apart", "whole"
DASHED = {"color": BLUE, "width": 1.5, "dash": "3px,2.5px"}
WHISKER = {"color": SOFT_INK, "width": 1.25}
FOOT = 26.0
ROUND = (1, 2, 5, 10)


@dataclass(frozen=True)
class Span:
    """A range with its name: ``look`` says whether it is one of many, apart from the total, or the total itself.

    ``beyond`` is a wider range around it, drawn as a thin line; ``note`` is said under its ends.
    """

    name: str
    row: Row
    look: str = ESTIMATED
    beyond: Row | None = None
    note: str = ""

    @property
    def ends(self) -> tuple[float, float]:
        """The two values that its box goes from and to."""
        return self.row.low or 0, self.row.high or 0

    @property
    def reach(self) -> float:
        """The highest value drawn."""
        return max(self.ends[1], (self.beyond.high or 0) if self.beyond else 0)


def about(row: Row, value: float | None, language: str, thousands: bool) -> Shown:
    """Write one end of an estimate without its unit, with two digits."""
    assert value is not None
    shown = two_digits(value)
    text = number_text(shown / 1000 if thousands else shown, language)
    return Shown(text, value, row.row_id, row.grade, row.evidence_ids)


def from_to(row: Row, language: str, thousands: bool) -> str:
    """Write both ends of a range, without their unit."""
    low, high = (about(row, end, language, thousands) for end in (row.low, row.high))
    return word("from_to", language, low=low, high=high)


def draw(spans: Sequence[Span], language: str, width: float, thousands: bool) -> Piece:
    """Draw the spans under one another: names on the left and ends on the right, or both around them on a phone."""
    wide = width == WIDE
    names = [wrap(span.name, LABEL, 200 if wide else NARROW - 4) for span in spans]
    ends = [from_to(span.row, language, thousands) for span in spans]
    most = max(len(lines) for lines in names)
    pitch = max(44.0, 17.0 * most + 12) if wide else 17.0 * most + 58
    left = round(max(text_width(line, LABEL) for lines in names for line in lines) + 12) if wide else 8.0
    written = [text_width(text, LABEL, bold=True) for text in ends]
    written += [text_width(span.note, SMALL) for span in spans]
    top = _scale(max(span.reach for span in spans))
    # On a phone the box stands lower than the middle of its place: its name is above, its ends are below.
    lift = 0.0 if wide else (17.0 * most + 14 - pitch / 2) / pitch
    sheet = Sheet(
        width=width,
        height=pitch * len(spans) + FOOT,
        x=(0, top[-1]),
        y=(len(spans) - 0.5 - lift, -0.5 - lift),
        left=left,
        right=round(max(written) + 14) if wide else 22.0,
        bottom=FOOT,
    )
    data: list[Piece] = []
    notes: list[Piece] = []
    for place, (span, lines, text) in enumerate(zip(spans, names, ends, strict=True)):
        data += _marks(span, place, (20 if wide else 14) / pitch, text)
        level = sheet.down(place)
        colour = SOFT_INK if span.look == APART else INK
        bold = span.look == WHOLE
        if wide:
            notes.append(sheet.note(lines, left - 12, level, anchor="right", colour=colour, bold=bold))
            across, below = sheet.across(span.reach) + 8, 8.0 if span.note else 0.0
            notes.append(sheet.note(text, across, level - below, bold=True, colour=colour))
            notes += [sheet.note(span.note, across, level + below, size=SMALL, colour=SOFT_INK)] * bool(span.note)
            continue
        notes.append(sheet.note(lines, 0, level - 12 - 8.5 * len(lines), colour=colour, bold=bold))
        notes.append(sheet.note(text, 0, level + 18, bold=True, colour=colour))
        after = text_width(text, LABEL, bold=True) + 8
        notes += [sheet.note(span.note, after, level + 18, size=SMALL, colour=SOFT_INK)] * bool(span.note)
    grid = [
        sheet.rule((sheet.across(tick), 0), (sheet.across(tick), sheet.height - FOOT), {"color": HAIRLINE, "width": 1})
        for tick in top
    ]
    ticks = [(tick, number_text(tick / 1000 if thousands else tick, language)) for tick in top]
    return sheet.figure(data, grid, notes, x_ticks=ticks)


def _marks(span: Span, place: int, thickness: float, text: str) -> list[Piece]:
    half = thickness / 2
    corners = box(*span.ends, place - half, place + half)
    said = f"{span.name}, {text}"
    data: list[Piece] = []
    if span.beyond is not None:
        low, high = span.beyond.low or 0, span.beyond.high or 0
        pairs = [((low, place), (high, place))]
        pairs += [((end, place - half / 2), (end, place + half / 2)) for end in (low, high)]
        data.append(strokes(pairs, WHISKER))
    if span.look == ESTIMATED:
        data.append(surface(corners, line=DASHED, hatching=BLUE_HATCHED, said=said))
    elif span.look == APART:
        data.append(surface(corners, line=DOTTED, said=said))
    else:
        data.append(surface(corners, colour=PALE_BLUE, line={"color": BLUE, "width": 2}, said=said))
    return data


def _scale(reach: float) -> list[float]:
    """Return the few round values that the axis shows, from zero to beyond the highest span."""
    size = 1.0
    while size * 10 <= reach / 3:
        size *= 10
    step = next(size * number for number in ROUND if size * number * 3 >= reach or number == ROUND[-1])
    count = 1
    while step * count < reach:
        count += 1
    return [step * number for number in range(count + 1)]
