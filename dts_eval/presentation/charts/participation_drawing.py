"""Places one line for each stakeholder across the four degrees: open square, full square, and the gap."""

from collections.abc import Sequence

from dts_eval.foundation.language import typeset
from dts_eval.presentation.charts.colours import BLUE, HAIRLINE, LABEL, LINEN, PAPER, SMALL, SOFT_INK
from dts_eval.presentation.charts.drawing import points, strokes
from dts_eval.presentation.charts.ladder import EFFECTIVE_FROM, Rung, degree_of, degrees
from dts_eval.presentation.charts.lettering import text_width, wrap
from dts_eval.presentation.charts.sheet import WIDE, Piece, Sheet
from dts_eval.presentation.charts.wording import part_word, word

OUTER, INNER = 13.0, 7.2
OUTLINE = {"color": BLUE, "width": 1.9}
THIN = {"color": HAIRLINE, "width": 1}
TOP = 60.0


def draw(rungs: Sequence[Rung], language: str, width: float) -> Piece:
    """Draw the ladder: names on the left, or above their line on a phone."""
    wide = width == WIDE
    names = [wrap(typeset(rung.title, language), LABEL, 178 if wide else width - 8) for rung in rungs]
    most = max(len(lines) for lines in names)
    pitch = max(36.0, 17.0 * most + 8) if wide else 17.0 * most + 30
    left, right = (236.0, 50.0) if wide else (38.0, 38.0)
    lower = 0.0 if wide else pitch / 2 - 14
    last = len(degrees()) - 1
    sheet = Sheet(
        width=width,
        height=TOP + pitch * len(rungs),
        x=(0, last),
        y=(len(rungs) - 0.5 - lower / pitch, -0.5 - lower / pitch),
        left=left,
        top=TOP,
        right=right,
    )
    shapes = _grid(sheet, rungs, wide)
    notes = _heads(sheet, language, wide)
    for place, (rung, lines) in enumerate(zip(rungs, names, strict=True)):
        level = sheet.down(place)
        notes.append(sheet.note(lines, 0, level if wide else level - 12 - 8.5 * len(lines)))
        notes += _silent(sheet, rung, level, language)
    return sheet.figure(_marks(sheet, rungs, language), shapes, notes)


def _grid(sheet: Sheet, rungs: Sequence[Rung], wide: bool) -> list[Piece]:
    shade = sheet.across(degrees().index(EFFECTIVE_FROM) - 0.5)
    shapes = [sheet.ground((shade, 30), (sheet.width, sheet.height), LINEN)]
    shapes += [
        sheet.rule((sheet.across(place), TOP), (sheet.across(place), sheet.height - 4), THIN)
        for place in range(len(degrees()))
    ]
    start = 190.0 if wide else 0.0
    shapes += [
        sheet.rule((start, sheet.down(place)), (sheet.across(len(degrees()) - 1), sheet.down(place)), THIN)
        for place in range(len(rungs))
    ]
    return shapes


def _heads(sheet: Sheet, language: str, wide: bool) -> list[Piece]:
    shade = sheet.across(degrees().index(EFFECTIVE_FROM) - 0.5)
    effective = word("effective", language)
    fits = text_width(effective, LABEL) <= sheet.width - shade - 8
    notes = [
        sheet.note(
            effective,
            shade + 8 if fits else sheet.width,
            16,
            anchor="left" if fits else "right",
            colour=SOFT_INK,
        )
    ]
    for place, degree in enumerate(degrees()):
        name = part_word("degree", degree, language)
        notes.append(sheet.note(name, sheet.across(place), 45, anchor="center", size=LABEL if wide else SMALL))
    return notes


def _silent(sheet: Sheet, rung: Rung, level: float, language: str) -> list[Piece]:
    if rung.declared is not None and rung.felt is not None:
        return []
    key, row = ("felt_unknown", rung.declared) if rung.felt is None else ("degree_unknown", rung.felt)
    assert row is not None
    text = word(key, language)
    across = sheet.across(degree_of(row))
    if across + 14 + text_width(text, SMALL) <= sheet.width:
        return [sheet.note(text, across + 14, level, size=SMALL, colour=SOFT_INK)]
    return [sheet.note(text, across - 14, level, anchor="right", size=SMALL, colour=SOFT_INK)]


def _marks(sheet: Sheet, rungs: Sequence[Rung], language: str) -> list[Piece]:
    gaps, declared, felt = [], [], []
    said_declared, said_felt = [], []
    for place, rung in enumerate(rungs):
        if rung.declared is not None and rung.felt is not None and rung.gap:
            gaps.append(((degree_of(rung.declared), place), (degree_of(rung.felt), place)))
        if rung.declared is not None:
            declared.append((degree_of(rung.declared), place))
            said_declared.append(_said(rung, "head_declared", rung.declared.text, language))
        if rung.felt is not None:
            felt.append((degree_of(rung.felt), place))
            said_felt.append(_said(rung, "head_felt", rung.felt.text, language))
    data = [strokes(gaps, {"color": BLUE, "width": 1.5})] if gaps else []
    if declared:
        data.append(points(declared, symbol="square", size=OUTER, colour=PAPER, outline=OUTLINE, said=said_declared))
    if felt:
        data.append(points(felt, symbol="square", size=INNER, said=said_felt))
    return data


def _said(rung: Rung, key: str, degree: str, language: str) -> str:
    return f"{typeset(rung.title, language)}, {word(key, language)}, {part_word('degree', degree, language)}"
