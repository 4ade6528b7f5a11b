"""Places kinds of expense on the left and places of arrival on the right, or one bar for each place."""

from collections import defaultdict

from dts_eval.disclosure.rows import Row
from dts_eval.presentation.charts.colours import LABEL, PAPER, SMALL, SOFT_INK, STRONG
from dts_eval.presentation.charts.drawing import box, surface
from dts_eval.presentation.charts.expenses import UNKNOWN, Flow
from dts_eval.presentation.charts.flows import (
    BLANK,
    FIRST,
    SECOND,
    THICKNESS,
    THIRD,
    End,
    Look,
    bar_of,
    heights,
    place,
    ribbon,
    words_of,
)
from dts_eval.presentation.charts.lettering import wrap
from dts_eval.presentation.charts.sheet import NARROW, WIDE, Piece, Sheet
from dts_eval.presentation.charts.wording import bare, part_word, told, word

LEFT_WORDS, RIGHT_WORDS = 150.0, 168.0
TALL = 250.0
LOOKS = {"in_territory": FIRST, "in_departement": SECOND, "elsewhere": THIRD, UNKNOWN: BLANK}


def draw_wide(flow: Flow, language: str) -> Piece:
    """Draw ribbons from each kind to each place."""
    whole = sum(row.value or 0 for row in flow.known.values())
    scale = TALL / whole
    kinds = [_end(flow, "kind", kind, flow.kind_total(kind), FIRST, language) for kind in flow.kinds]
    places = [_end(flow, "place", name, flow.place_total(name), _look(name), language) for name in flow.places]
    height = max(heights(kinds, scale, LEFT_WORDS), heights(places, scale, RIGHT_WORDS))
    heads = [wrap(word(key, language), LABEL, LEFT_WORDS + 24) for key in ("money_from", "money_to")]
    top = 17.0 * max(len(lines) for lines in heads) + 14
    sheet = Sheet(WIDE, round(top + height + 6, 2), (0, WIDE), (round(top + height + 6, 2), 0))
    x0, x1 = LEFT_WORDS + 12, WIDE - RIGHT_WORDS - 20
    left = dict(zip(flow.kinds, place(kinds, scale, LEFT_WORDS, top, height), strict=True))
    right = dict(zip(flow.places, place(places, scale, RIGHT_WORDS, top, height), strict=True))
    starts = {kind: placed.top for kind, placed in left.items()}
    ends = {name: placed.top for name, placed in right.items()}
    data: list[Piece] = []
    shapes: list[Piece] = []
    for kind in flow.kinds:
        for name in flow.places:
            row = flow.known.get((kind, name))
            if row is None or row.value is None:
                continue
            thickness = row.value * scale
            traces, drawn = ribbon((x0 + THICKNESS, starts[kind]), (x1, ends[name]), thickness, right[name].end.look)
            data += traces
            shapes += drawn
            starts[kind] += thickness
            ends[name] += thickness
    notes = [
        sheet.note(heads[0], x0 + THICKNESS, 8.5 * len(heads[0]), anchor="right", colour=SOFT_INK),
        sheet.note(heads[1], x1, 8.5 * len(heads[1]), colour=SOFT_INK),
    ]
    for placed in left.values():
        data.append(bar_of(sheet, placed, x0))
        notes += words_of(sheet, placed, x0 - 10, LEFT_WORDS, "right")
    for placed in right.values():
        data.append(bar_of(sheet, placed, x1))
        notes += words_of(sheet, placed, x1 + THICKNESS + 10, RIGHT_WORDS, "left")
    return sheet.figure(data, shapes, notes)


def draw_narrow(flow: Flow, language: str) -> Piece:
    """Draw one bar for each place, divided by kind, with the kinds written under it."""
    by_place: dict[str, list[tuple[str, Row]]] = defaultdict(list)
    for (kind, name), row in flow.known.items():
        by_place[name].append((kind, row))
    longest = max(sum(row.value or 0 for _, row in own) for own in by_place.values())
    under = {name: _kinds_under(flow, by_place[name], language) for name in flow.places}
    top = 26.0
    height = top + sum(52 + 16 * len(lines) for lines in under.values())
    sheet = Sheet(NARROW, height, (0, longest), (height, 0))
    data: list[Piece] = []
    notes = [sheet.note(word("money_to", language), 0, 9, colour=SOFT_INK)]
    down = top
    for name in flow.places:
        notes.append(sheet.note(part_word("place", name, language), 0, down + 9))
        total = flow.place_total(name)
        if total is not None and total.value is not None:
            written = str(told(total, language, flow.thousands))
            notes.append(sheet.note(written, NARROW, down + 9, anchor="right", size=STRONG, bold=True))
        reached = 0.0
        look = _look(name)
        outline = {"color": PAPER, "width": 1} if not look.hatching else look.outline
        for kind, row in by_place[name]:
            end = reached + (row.value or 0)
            said = f"{part_word('kind', kind, language)}, {bare(row, row.value, language, flow.thousands)}"
            corners = box(reached, end, down + 34, down + 20)
            data.append(surface(corners, line=outline, hatching=look.hatching, colour=look.colour, said=said))
            reached = end
        lines = under[name]
        if lines:
            notes.append(sheet.note(lines, 0, down + 38 + 8 * len(lines), size=SMALL, colour=SOFT_INK))
        down += 52 + 16 * len(lines)
    return sheet.figure(data, (), notes)


def _end(flow: Flow, key: str, item: str, total: Row | None, look: Look, language: str) -> End:
    number = str(told(total, language, flow.thousands)) if total is not None and total.value is not None else ""
    position = ("kind", "place").index(key)
    size = sum(row.value or 0 for cell, row in flow.known.items() if cell[position] == item)
    return End(part_word(key, item, language), number, size, look)


def _look(name: str) -> Look:
    return LOOKS.get(name, THIRD)


def _kinds_under(flow: Flow, own: list[tuple[str, Row]], language: str) -> tuple[str, ...]:
    said = []
    for kind, row in own:
        amount = bare(row, row.value, language, flow.thousands)
        said.append(f"{part_word('kind', kind, language)}\u00a0{amount}")
    return wrap(" · ".join(said), SMALL, NARROW) if said else ()
