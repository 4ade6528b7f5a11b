"""Places who referred on the left, everyone in the middle, the outcomes on the right; or the same in bars."""

from collections.abc import Sequence

from dts_eval.disclosure.rows import Row, keys_of
from dts_eval.presentation.charts.colours import HAIRLINE, LABEL, SMALL, SOFT_INK, STRONG
from dts_eval.presentation.charts.drawing import box, surface
from dts_eval.presentation.charts.flows import (
    BLANK,
    MASKED,
    PERSON,
    REST,
    THICKNESS,
    End,
    Placed,
    bar_of,
    heights,
    place,
    ribbon,
    words_of,
)
from dts_eval.presentation.charts.lettering import wrap
from dts_eval.presentation.charts.pathways import UNKNOWN, Paths, is_masked
from dts_eval.presentation.charts.sheet import NARROW, WIDE, Piece, Sheet
from dts_eval.presentation.charts.wording import label, part_word, told, word

LEFT_WORDS, RIGHT_WORDS = 140.0, 172.0
MIDDLE = 300.0
TALL = 240.0


def name_of(row: Row, language: str) -> str:
    """Return the words for one end: the one who referred, or the situation at the exit."""
    (key, item), *_ = keys_of(row.breakdown).items()
    return part_word(key, item, language)


def draw_wide(paths: Paths, language: str) -> Piece:
    """Draw ribbons from each referral to the whole, and from the whole to each outcome."""
    scale = TALL / paths.people
    lefts = _lefts(paths, language)
    rights = _rights(paths, language)
    heads = [
        wrap(word(key, language), LABEL, room)
        for key, room in (("pathway_from", LEFT_WORDS + 16), ("pathway_to", RIGHT_WORDS + 16))
    ]
    top = 17.0 * max(2, *(len(lines) for lines in heads)) + 12
    height = max(heights(lefts, scale, LEFT_WORDS), heights(rights, scale, RIGHT_WORDS), TALL)
    full = round(top + height + 6, 2)
    sheet = Sheet(WIDE, full, (0, WIDE), (full, 0))
    x0, x1 = LEFT_WORDS + 12, WIDE - RIGHT_WORDS - 20
    start = top + (height - TALL) / 2
    middle = Placed(End("", str(told(paths.total, language)), paths.people, PERSON), start, start + TALL)
    data: list[Piece] = [bar_of(sheet, middle, MIDDLE, THICKNESS + 2)]
    shapes: list[Piece] = []
    notes = [
        sheet.note(heads[0], x0 + THICKNESS, 8.5 * len(heads[0]), anchor="right", colour=SOFT_INK),
        sheet.note(heads[1], x1, 8.5 * len(heads[1]), colour=SOFT_INK),
        sheet.note(middle.end.number, MIDDLE + 6, start - 12, anchor="center", size=STRONG, bold=True),
    ]
    down = start
    for placed in place(lefts, scale, LEFT_WORDS, top, height):
        _join(data, shapes, (x0 + THICKNESS, placed.top), (MIDDLE, down), placed)
        down += placed.bottom - placed.top
        data.append(bar_of(sheet, placed, x0))
        notes += words_of(sheet, placed, x0 - 10, LEFT_WORDS, "right")
    down = start
    for placed in place(rights, scale, RIGHT_WORDS, top, height):
        _join(data, shapes, (MIDDLE + THICKNESS + 2, down), (x1, placed.top), placed)
        down += placed.bottom - placed.top
        data.append(bar_of(sheet, placed, x1))
        notes += words_of(sheet, placed, x1 + THICKNESS + 10, RIGHT_WORDS, "left")
    return sheet.figure(data, shapes, notes)


def draw_narrow(paths: Paths, language: str) -> Piece:
    """Draw the same numbers as bars, in two lists one below the other."""
    total = str(told(paths.total, language))
    blocks = [
        (wrap(word("pathway_from_total", language, total=total), LABEL, NARROW), _lefts(paths, language)),
        (wrap(word("pathway_to", language), LABEL, NARROW), _rights(paths, language)),
    ]
    room = NARROW - 48
    height = sum(
        17 * len(head) + 10 + sum(17 * len(wrap(end.name, LABEL, room)) + 27 for end in ends) for head, ends in blocks
    )
    sheet = Sheet(NARROW, height, (0, paths.people), (height, 0))
    data: list[Piece] = []
    shapes: list[Piece] = []
    notes: list[Piece] = []
    down = 0.0
    for head, ends in blocks:
        if down:
            shapes.append(sheet.rule((0, down - 2), (NARROW, down - 2), {"color": HAIRLINE, "width": 1}))
            down += 8
        notes.append(sheet.note(head, 0, down + 8.5 * len(head), colour=SOFT_INK))
        down += 17 * len(head) + 10
        for end in ends:
            lines = wrap(end.name, LABEL, room)
            middle = down + 8.5 * len(lines)
            look = {"size": SMALL, "colour": SOFT_INK} if end.small else {"size": LABEL}
            notes.append(sheet.note(lines, 0, middle, **look))
            if end.number:
                notes.append(sheet.note(end.number, NARROW, middle, anchor="right", size=STRONG, bold=True))
            down += 17 * len(lines) + 3
            corners = box(0, end.size, down + 9, down)
            data.append(
                surface(
                    corners,
                    line=end.look.outline,
                    hatching=end.look.hatching,
                    colour=end.look.colour,
                    said=end.name,
                )
            )
            down += 24
    return sheet.figure(data, shapes, notes)


def _join(
    data: list[Piece],
    shapes: list[Piece],
    left: tuple[float, float],
    right: tuple[float, float],
    placed: Placed,
) -> None:
    traces, drawn = ribbon(left, right, placed.bottom - placed.top, placed.end.look)
    data += traces
    shapes += drawn


def _lefts(paths: Paths, language: str) -> list[End]:
    ends = _known(paths.referred, language)
    if paths.left_rest > 0:
        masked = is_masked(paths.referred)
        name = word("masked" if masked else "not_recorded", language)
        ends.append(End(name, "", paths.left_rest, MASKED if masked else BLANK, small=True))
    return ends


def _rights(paths: Paths, language: str) -> list[End]:
    ends = _known(paths.outcomes, language)
    if paths.right_rest > 0:
        masked = is_masked(paths.outcomes)
        name = word("pathway_rest_masked" if masked else "pathway_rest", language)
        ends.insert(0, End(name, "", paths.right_rest, MASKED if masked else REST, small=True))
    return ends


def _known(rows: Sequence[Row], language: str) -> list[End]:
    return [
        End(
            name_of(row, language),
            label(row, language),
            row.value,
            BLANK if row.breakdown.endswith(f"={UNKNOWN}") else PERSON,
        )
        for row in rows
        if row.value
    ]
