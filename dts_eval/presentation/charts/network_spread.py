"""How the shares that structures show spread: a dot for each value, without a name, the half in the middle shaded."""

from collections.abc import Callable, Sequence

from dts_eval.comparison.network.arithmetic import FEWEST
from dts_eval.comparison.network.pooling import FigureLine
from dts_eval.foundation.language import join_list
from dts_eval.presentation.blocks import Chart, Table, TableCell
from dts_eval.presentation.charts.colours import BLUE, HAIRLINE, INK, LABEL, PALE_BLUE, PAPER
from dts_eval.presentation.charts.drawing import box, points, strokes, surface
from dts_eval.presentation.charts.lettering import text_width, wrap
from dts_eval.presentation.charts.sheet import NARROW, WIDE, Piece, Sheet
from dts_eval.presentation.charts.wording import PERCENT, bare, sentence, word
from dts_eval.presentation.shown import cited_by

MOST_STRIPS = 12
FOOT = 26.0
# A hundred dots a strip say as much as thousands: those that would cover each other are drawn once.
STEPS = 100
ENDS = ("low", "q1", "median", "q3", "high")


def network_spread(
    lines: Sequence[FigureLine], *, names: Callable[[FigureLine], str], language: str, number: int
) -> Chart | None:
    """Draw the shares that most structures show, on one axis from 0 to 100 %; nothing when three never share one.

    When there are more than a drawing holds, those that the most structures show are drawn, in the catalogue’s order.
    """
    shares = [line for line in lines if line.key.unit == PERCENT and len(line.values) >= FEWEST and line.values[0] >= 0]
    most = sorted(shares, key=lambda line: -len(line.values))[:MOST_STRIPS]
    drawn = [line for line in shares if line in most]
    if not drawn:
        return None
    rows = [row for line in drawn for row in (line.shown, *line.spread.values())]
    strips = [(names(line), line) for line in drawn]
    key = "network_spread_subtitle_some" if len(drawn) < len(shares) else "network_spread_subtitle"
    items = join_list((_item(name, line, language) for name, line in strips), language)
    return Chart(
        chart_id=f"fig-{number}",
        family="network_spread",
        title=sentence("title_network_spread", language, rows),
        subtitle=sentence(key, language, rows),
        how_to_read=sentence("read_network_spread", language, rows),
        silent=sentence("silent_network_spread", language, rows),
        alternative=sentence("alt_network_spread", language, rows, items=items),
        table=_table(strips, language),
        evidence_ids=cited_by(rows),
        wide=_wide(strips, language),
        narrow=_narrow(strips, language),
    )


def _item(name: str, line: FigureLine, language: str) -> str:
    n = bare(line.shown, line.shown.value, language)
    if not line.spread:
        return word("alt_network_few", language, indicator=name, n=n)
    low, high = (bare(line.spread[end], line.spread[end].value, language) for end in ("q1", "q3"))
    return word("alt_network_strip", language, indicator=name, n=n, low=low, high=high)


def _table(strips: Sequence[tuple[str, FigureLine]], language: str) -> Table:
    lines: list[tuple[TableCell, ...]] = []
    for name, line in strips:
        cells = [
            bare(line.spread[end], line.spread[end].value, language) if line.spread else word("network_eight", language)
            for end in ENDS
        ]
        lines.append((name, bare(line.shown, line.shown.value, language), *cells))
    heads = (
        "head_network_share", "head_network_shown", "head_network_low", "head_network_q1", "head_network_median",
        "head_network_q3", "head_network_high",
    )  # fmt: skip
    said = sentence("table_network_spread", language, [line.shown for _, line in strips])
    return Table(said, tuple(word(head, language) for head in heads), tuple(lines), frozenset(range(1, 7)))


def _wide(strips: Sequence[tuple[str, FigureLine]], language: str) -> Piece:
    names = [wrap(name, LABEL, 230) for name, _ in strips]
    pitch = max(44.0, 17.0 * max(len(name) for name in names) + 10)
    left = round(max(text_width(part, LABEL) for name in names for part in name) + 16)
    sheet = _sheet(WIDE, strips, pitch, left)
    notes = [sheet.note(name, left - 14, sheet.down(place), anchor="right") for place, name in enumerate(names)]
    return _figure(sheet, strips, language, 0.0, 15 / pitch, notes)


def _narrow(strips: Sequence[tuple[str, FigureLine]], language: str) -> Piece:
    names = [wrap(name, LABEL, NARROW - 4) for name, _ in strips]
    above = 17.0 * max(len(name) for name in names)
    pitch = above + 38
    sheet = _sheet(NARROW, strips, pitch, 8.0)
    shift = (above + 14 - pitch / 2) / pitch
    notes = [sheet.note(name, 0, sheet.down(place + shift) - 13 - 8.5 * len(name)) for place, name in enumerate(names)]
    return _figure(sheet, strips, language, shift, 15 / pitch, notes)


def _sheet(width: float, strips: Sequence[tuple[str, FigureLine]], pitch: float, left: float) -> Sheet:
    top = max(100.0, *(line.values[-1] for _, line in strips))
    return Sheet(
        width, pitch * len(strips) + FOOT, (0, top), (len(strips) - 0.5, -0.5), left=left, right=22.0, bottom=FOOT
    )


def _figure(
    sheet: Sheet, strips: Sequence[tuple[str, FigureLine]], language: str, shift: float, half: float, notes: list[Piece]
) -> Piece:
    data: list[Piece] = []
    for place, (_, line) in enumerate(strips):
        data += _marks(line, place + shift, half, sheet.x[1])
    ticks = [
        (float(value), word("percent", language, value=value) if value == 100 else str(value)) for value in (0, 50, 100)
    ]
    grid = [
        sheet.rule((sheet.across(at), 0), (sheet.across(at), sheet.height - FOOT), {"color": HAIRLINE, "width": 1})
        for at, _ in ticks
    ]
    return sheet.figure(data, grid, notes, x_ticks=ticks)


def _marks(line: FigureLine, level: float, half: float, top: float) -> list[Piece]:
    data: list[Piece] = []
    if line.spread:
        q1, middle, q3 = (line.spread[end].value or 0 for end in ("q1", "median", "q3"))
        shaded = box(q1, max(q3, q1 + top / 400), level - half, level + half)
        data.append(surface(shaded, colour=PALE_BLUE, line={"color": PALE_BLUE, "width": 1}))
        data.append(strokes([((middle, level - half), (middle, level + half))], {"color": INK, "width": 2}))
    apart = sorted({round(value / top * STEPS) for value in line.values})
    dots = [(step * top / STEPS, level) for step in apart]
    data.append(points(dots, size=8, colour=PAPER, outline={"color": BLUE, "width": 1.5}))
    return data
