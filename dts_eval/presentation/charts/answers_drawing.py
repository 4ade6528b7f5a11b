"""Places one bar for each question below its words: four levels from dark to light, then those who left it blank."""

from collections.abc import Sequence
from dataclasses import dataclass

from dts_eval.foundation.language import typeset
from dts_eval.presentation.asked import LEVELS
from dts_eval.presentation.charts.colours import BLUE, EDGE, LABEL, MID_BLUE, PALE_BLUE, PAPER, SMALL, SOFT_INK
from dts_eval.presentation.charts.drawing import DOTTED, HATCHED, bars, box, surface
from dts_eval.presentation.charts.lettering import text_width, wrap
from dts_eval.presentation.charts.sheet import Piece, Sheet
from dts_eval.presentation.charts.wording import word
from dts_eval.workbook.layout import layout

OUTLINE = {"color": BLUE, "width": 1}
LOOKS = (
    {"colour": BLUE, "outline": OUTLINE},
    {"colour": MID_BLUE, "outline": OUTLINE},
    {"colour": PALE_BLUE, "outline": OUTLINE},
    {"colour": PAPER, "outline": OUTLINE},
)
BLANK = {"colour": PAPER, "outline": {"color": EDGE, "width": 1}, "hatching": HATCHED}
LINE, SMALL_LINE, THICK, MASK, SWATCH, GAP = 17.0, 16.0, 18.0, 40.0, 12.0, 18.0


@dataclass(frozen=True)
class Bar:
    """One question: its words, its answers in words, how many people chose each level, how many left it blank.

    A level that is hidden is ``None``.
    """

    question: str
    told: str
    parts: tuple[float | None, ...]
    blank: float

    @property
    def known(self) -> float:
        """How many people the parts that are shown stand for."""
        return sum(part or 0 for part in self.parts) + self.blank


def draw(found: Sequence[Bar], language: str, width: float) -> Piece:
    """Draw the bars under a row of swatches that name the levels."""
    swatches = _swatches(language, width)
    top = LINE * (1 + max(line for _, _, line in swatches)) + 10
    questions = [wrap(bar.question, LABEL, width - 4) for bar in found]
    words = [wrap(bar.told, SMALL, width - 4) for bar in found]
    heights = [
        LINE * len(question) + THICK + SMALL_LINE * len(told) + 24
        for question, told in zip(questions, words, strict=True)
    ]
    masked = any(part is None for bar in found for part in bar.parts)
    sheet = Sheet(
        width, top + sum(heights), (0, max(bar.known for bar in found) or 1), top=top, right=MASK + 6 if masked else 2
    )
    notes = [
        sheet.note(text, across + SWATCH + 6, LINE * line + LINE / 2, size=SMALL) for across, text, line in swatches
    ]
    shapes = _squares(sheet, swatches)
    places, reached = [], top
    for bar, question, told, tall in zip(found, questions, words, heights, strict=True):
        below = reached + LINE * len(question)
        notes.append(sheet.note(question, 0, reached + LINE * len(question) / 2))
        notes.append(
            sheet.note(told, 0, below + THICK + 8 + SMALL_LINE * len(told) / 2, size=SMALL, colour=SOFT_INK)
        )
        places.append((bar, _up(sheet, below + 3 + THICK / 2)))
        reached += tall
    return sheet.figure(_marks(sheet, places), shapes, notes)


def _marks(sheet: Sheet, places: Sequence[tuple[Bar, float]]) -> list[Piece]:
    thickness = round(THICK / sheet.inner_height, 6)
    data = []
    for number, look in enumerate(LOOKS):
        values = [(place, bar.parts[number]) for bar, place in places if bar.parts[number]]
        if values:
            said = [bar.told for bar, _ in places if bar.parts[number]]
            data.append(bars(values, thickness, said=said, **look))
    blank = [(place, bar.blank) for bar, place in places if bar.blank]
    if blank:
        data.append(bars(blank, thickness, said=[bar.told for bar, _ in places if bar.blank], **BLANK))
    for bar, place in places:
        if None in bar.parts:
            end = sheet.value_across(sheet.across(bar.known) + MASK)
            corners = box(bar.known, end, round(place - thickness / 2, 6), round(place + thickness / 2, 6))
            data.append(surface(corners, line=DOTTED, hatching=HATCHED, said=bar.told))
    return data


def _up(sheet: Sheet, level: float) -> float:
    return round((sheet.height - level) / sheet.inner_height, 6)


def _swatches(language: str, width: float) -> list[tuple[float, str, int]]:
    """Place each word of the key, on a new line when the one before is full."""
    words = [typeset(layout().word("agreement", level, language), language) for level in LEVELS]
    placed, across, line = [], 0.0, 0
    for text in (*words, word("answers_blank", language)):
        room = SWATCH + 6 + text_width(text, SMALL) + GAP
        if across and across + room - GAP > width:
            across, line = 0.0, line + 1
        placed.append((round(across, 2), text, line))
        across += room
    return placed


def _squares(sheet: Sheet, swatches: Sequence[tuple[float, str, int]]) -> list[Piece]:
    shapes = []
    for (across, _, line), look in zip(swatches, (*LOOKS, BLANK), strict=True):
        middle = LINE * line + LINE / 2
        shape = sheet.ground((across + 1, middle - 6), (across + SWATCH, middle + 5), str(look["colour"]))
        shapes.append({**shape, "line": dict(look["outline"])})  # type: ignore[call-overload]
        if look is BLANK:
            # A hatching made of three strokes: a shape has no pattern.
            for step in (3.0, 7.0, 11.0):
                start, end = (across + max(1.0, step - 6), middle + 5 - max(0.0, 6 - step)), (across + step, middle - 6)
                shapes.append(sheet.rule(start, end, {"color": EDGE, "width": 0.8}))
    return shapes
