"""Places one line for each question on the scale of the cursor: open ring before, full disc after."""

from collections.abc import Sequence
from dataclasses import dataclass

from dts_eval.debates.pillars import HIGHEST, LOWEST
from dts_eval.presentation.charts.colours import BLUE, HAIRLINE, INK, LABEL, PAPER, SMALL, SOFT_INK
from dts_eval.presentation.charts.drawing import points, strokes
from dts_eval.presentation.charts.lettering import wrap
from dts_eval.presentation.charts.sheet import WIDE, Piece, Sheet
from dts_eval.presentation.charts.wording import MINUS, word

TOP, HEAD = 46.0, 34.0
THIN = {"color": HAIRLINE, "width": 1}
MIDDLE = {"color": SOFT_INK, "width": 1}
OUTLINE = {"color": BLUE, "width": 1.9}
DARK_OUTLINE = {"color": INK, "width": 1.9}


@dataclass(frozen=True)
class Line:
    """The head of a pillar, or a question with its two places and its mark."""

    text: str
    start: float | None = None
    end: float | None = None
    marker: str = ""
    said: str = ""

    @property
    def is_head(self) -> bool:
        """Whether it names a pillar."""
        return not self.said


def draw(lines: Sequence[Line], language: str, width: float) -> Piece:
    """Draw the cursors: questions on the left, or above their line on a phone."""
    wide = width == WIDE
    room = 300.0 if wide else width - 8
    texts = [wrap(line.text, LABEL, room, line.is_head) for line in lines]
    heights = [
        HEAD if line.is_head else 17.0 * len(text) + (12 if wide else 34)
        for line, text in zip(lines, texts, strict=True)
    ]
    left, right = (336.0, 24.0) if wide else (24.0, 24.0)
    height = TOP + sum(heights)
    sheet = Sheet(width=width, height=height, x=(LOWEST, HIGHEST), y=(0, 1), left=left, top=TOP, right=right)
    shapes, notes = _grid(sheet), _scale(sheet, language, wide)
    marks: list[tuple[Line, float]] = []
    reached = TOP
    for line, text, tall in zip(lines, texts, heights, strict=True):
        if line.is_head:
            notes.append(sheet.note(text, 0, reached + HEAD / 2 + 4, bold=True))
        else:
            level = reached + tall / 2 if wide else reached + tall - 14
            notes.append(sheet.note(text, 0, level if wide else reached + 4 + 8.5 * len(text)))
            shapes.append(sheet.rule((sheet.across(LOWEST), level), (sheet.across(HIGHEST), level), THIN))
            marks.append((line, _value_down(sheet, level)))
        reached += tall
    return sheet.figure(_marks(marks), shapes, notes)


def _value_down(sheet: Sheet, level: float) -> float:
    return round((sheet.height - level) / sheet.inner_height, 6)


def _grid(sheet: Sheet) -> list[Piece]:
    return [
        sheet.rule((sheet.across(step), TOP), (sheet.across(step), sheet.height - 4), THIN if step else MIDDLE)
        for step in range(LOWEST, HIGHEST + 1)
    ]


def _scale(sheet: Sheet, language: str, wide: bool) -> list[Piece]:
    notes = [
        sheet.note(_signed(step), sheet.across(step), 36, anchor="center", size=SMALL, colour=SOFT_INK)
        for step in range(LOWEST, HIGHEST + 1)
    ]
    ends = (("cursor_away", LOWEST, "left", -8), ("cursor_towards", HIGHEST, "right", 8))
    size = LABEL if wide else SMALL
    return notes + [
        sheet.note(word(key, language), sheet.across(step) + shift, 14, anchor=anchor, size=size)
        for key, step, anchor, shift in ends
    ]


def _signed(step: int) -> str:
    return f"{MINUS}{-step}" if step < 0 else f"+{step}" if step else "0"


def _marks(marks: Sequence[tuple[Line, float]]) -> list[Piece]:
    moved = [
        ((line.start, place), (line.end, place))
        for line, place in marks
        if line.start is not None and line.end is not None and line.start != line.end
    ]
    data = [strokes(moved, {"color": BLUE, "width": 1.5})] if moved else []
    starts = [(line, place) for line, place in marks if line.start is not None]
    if starts:
        places = [(line.start, place) for line, place in starts]
        said = [line.said for line, _ in starts]
        data.append(points(places, size=14, colour=PAPER, outline=OUTLINE, said=said))
    for marked in (False, True):
        ends = [(line, place) for line, place in marks if line.end is not None and bool(line.marker) is marked]
        if ends:
            places = [(line.end, place) for line, place in ends]
            colour, outline = (INK, DARK_OUTLINE) if marked else (BLUE, OUTLINE)
            # The manual's black ball marks a question that the group holds for a priority, or for very significant.
            size = 12 if marked else 7.5
            data.append(points(places, size=size, colour=colour, outline=outline, said=[line.said for line, _ in ends]))
    return data
