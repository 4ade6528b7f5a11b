"""Places one bar a year; the last part, which money does not carry, is hatched and dashed over its range."""

from dts_eval.disclosure.rows import Row
from dts_eval.presentation.charts.colours import (
    BLUE,
    INK,
    PALE_BLUE,
    PAPER,
    SMALL,
    SOFT_INK,
    STRONG,
)
from dts_eval.presentation.charts.drawing import BLUE_HATCHED, DOTTED, HATCHED, bars, box, strokes, surface
from dts_eval.presentation.charts.lettering import text_width, wrap
from dts_eval.presentation.charts.mixes import NON_MONETARY, Mix
from dts_eval.presentation.charts.sheet import WIDE, Piece, Sheet
from dts_eval.presentation.charts.wording import absence, bare, has_interval, label, word

PITCH = 50.0
BAR = 30.0
LOOKS = {
    "market": ({"colour": BLUE}, PAPER),
    "non_market": ({"colour": PALE_BLUE, "outline": {"color": BLUE, "width": 1}}, INK),
    NON_MONETARY: ({"colour": PAPER, "hatching": BLUE_HATCHED}, INK),
}
DASHED = {"color": BLUE, "width": 1.5, "dash": "3px,2.5px"}
WHISKER = {"color": SOFT_INK, "width": 1.25}


def draw(mix: Mix, language: str, width: float) -> Piece:
    """Draw one bar for each year, with the natures named above the first one."""
    years = list(mix.cells)
    wide = width == WIDE
    heads = [wrap(word(f"head_{nature}", language), STRONG, 150 if wide else 84, bold=True) for nature in mix.natures]
    top = 18.0 * max(len(lines) for lines in heads) + 12
    right = _room_on_the_right(mix, language, wide)
    sheet = Sheet(
        width=width,
        height=top + PITCH * len(years) + 8,
        x=(0, max(mix.reach(year) for year in years)),
        y=(len(years) - 0.5, -0.5),
        left=48 if wide else 40,
        top=top,
        right=right,
        bottom=8,
    )
    data: list[Piece] = []
    shapes: list[Piece] = []
    notes = [sheet.note(str(year), 0, sheet.down(place)) for place, year in enumerate(years)]
    for nature in mix.natures:
        data.append(_segments(mix, sheet, nature, years, language))
    for place, year in enumerate(years):
        own = mix.known(year)
        if not own:
            first = next(iter(mix.cells[year].values()), None)
            data.append(_hole(sheet, place))
            middle = (sheet.left + width - right) / 2
            notes.append(
                sheet.note(
                    absence(first, language),
                    middle,
                    sheet.down(place),
                    anchor="center",
                    size=SMALL,
                    colour=SOFT_INK,
                )
            )
        for nature, row in own.items():
            if nature == NON_MONETARY:
                data += _range(mix, sheet, place, year, row)
                notes += _beside(mix, sheet, place, year, row, language, wide)
            elif not _fits(mix, sheet, row, language):
                across = sheet.across(mix.base(year, nature))
                above = sheet.down(place) - BAR / 2 - 8
                notes.append(sheet.note(_text(mix, row, language), across, above, size=SMALL, bold=True))
    notes += _heads(mix, sheet, heads, years)
    return sheet.figure(data, shapes, notes)


def _segments(mix: Mix, sheet: Sheet, nature: str, years: list[int], language: str) -> Piece:
    look, ink = LOOKS[nature]
    values, texts, said = [], [], []
    for place, year in enumerate(years):
        row = mix.known(year).get(nature)
        values.append((place, row.value if row else None))
        inside = row is not None and nature != NON_MONETARY and _fits(mix, sheet, row, language)
        texts.append("\u00a0" + _text(mix, row, language) if row is not None and inside else "")
        text = _text(mix, row, language) if row is not None else ""
        said.append(word("alt_value", language, year=year, value=text) if text else "")
    return bars(values, BAR / PITCH, texts=texts, text_colour=ink, said=said, **look)


def _text(mix: Mix, row: Row, language: str) -> str:
    return label(row, language, mix.thousands) if row.value is not None else ""


def _fits(mix: Mix, sheet: Sheet, row: Row, language: str) -> bool:
    room = sheet.across(row.value or 0) - sheet.left
    return text_width(_text(mix, row, language), STRONG, bold=True) + 12 <= room


def _hole(sheet: Sheet, place: int) -> Piece:
    half = BAR / PITCH / 2
    return surface(box(0, sheet.x[1], place - half, place + half), line=DOTTED, hatching=HATCHED)


def _range(mix: Mix, sheet: Sheet, place: int, year: int, row: Row) -> list[Piece]:
    base, half = mix.base(year, NON_MONETARY), BAR / PITCH / 2
    # A range without value is drawn up to its lower end: what is certain of it.
    end = base + (row.low or 0 if row.value is None else row.value)
    hatching = BLUE_HATCHED if row.value is None else None
    corners = box(base, end, place - half + 0.01, place + half - 0.01)
    drawn = [surface(corners, line=DASHED, hatching=hatching)] if hatching else []
    if row.value:
        drawn.append(strokes(list(zip(corners, [*corners[1:], corners[0]], strict=True)), DASHED))
    if row.low is not None and row.high is not None:
        level, cap = place + half + 5 / PITCH, 3 / PITCH
        low, high = base + row.low, base + row.high
        pairs = [((low, level), (high, level))]
        pairs += [((end, level - cap), (end, level + cap)) for end in (low, high)]
        drawn.append(strokes(pairs, WHISKER))
    return drawn


def _beside(mix: Mix, sheet: Sheet, place: int, year: int, row: Row, language: str, wide: bool) -> list[Piece]:
    across = sheet.across(mix.reach(year) if has_interval(row) else mix.base(year, NON_MONETARY) + (row.value or 0)) + 8
    down, text, between = sheet.down(place), _text(mix, row, language), _between(mix, row, language)
    notes = []
    if text:
        notes.append(sheet.note(text, across, down, size=STRONG, bold=True))
    if between and text and not wide:
        notes.append(sheet.note(between, across, down + 16, size=SMALL, colour=SOFT_INK))
    elif between:
        after = text_width(text, STRONG, bold=True) + 7 if text else 0
        notes.append(sheet.note(between, across + after, down, size=SMALL, colour=SOFT_INK))
    return notes


def _between(mix: Mix, row: Row, language: str) -> str:
    if not has_interval(row):
        return ""
    low, high = (bare(row, bound, language, mix.thousands) for bound in (row.low, row.high))
    return word("from_to", language, low=low, high=high)


def _room_on_the_right(mix: Mix, language: str, wide: bool) -> float:
    room = 4.0
    for year in mix.cells:
        row = mix.known(year).get(NON_MONETARY)
        if row is not None:
            value = text_width(_text(mix, row, language), STRONG, bold=True)
            between = text_width(_between(mix, row, language), SMALL)
            room = max(room, 16 + (value + 7 + between if wide else max(value, between)))
    return round(room)


def _heads(mix: Mix, sheet: Sheet, heads: list[tuple[str, ...]], years: list[int]) -> list[Piece]:
    first = next(year for year in years if mix.known(year))
    placed, free = [], sheet.left
    for nature, lines in zip(mix.natures, heads, strict=True):
        size = max(text_width(line, STRONG, bold=True) for line in lines)
        down = 9.0 * len(lines) + 2
        if nature == NON_MONETARY:
            placed.append(sheet.note(lines, sheet.width, down, anchor="right", size=STRONG, bold=True))
            continue
        across = max(free, sheet.across(mix.base(first, nature)))
        placed.append(sheet.note(lines, across, down, size=STRONG, bold=True))
        free = across + size + 14
    return placed
