"""Tables of a Word document: a head repeated on every page, lines that are never cut, the first cell as their head."""

from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from functools import lru_cache

from docx.oxml.ns import qn

from dts_eval.presentation.skins.word.elements import GAP, Element, element, paragraph, style_of, twips, writable
from dts_eval.presentation.skins.word.wording import Told

WHOLE, TEXT = 178.0, 135.0
# The width of a letter of the head, and what a cell leaves on its right.
LETTER, MARGIN = 1.95, 3.0
PLAIN, COLUMNS = "TableauDuRapport", "CoteACote"
# Styles that leave room on their right for the measure of the text; in a cell they fill its width.
MEASURED = frozenset({
    "Corps", "Chapeau", "MotsDeLaStructure", "Parole", "ParoleBreve", "ParoleContestee", "ParoleBreveContestee",
    "Attribution", "CommentLire", "Source", "Legende",
})  # fmt: skip
_PARAGRAPH, _TABLE = qn("w:p"), qn("w:tbl")


@dataclass(frozen=True)
class Cell:
    """A cell: its paragraphs, and over how many columns it stands."""

    inside: tuple[Element, ...]
    span: int = 1


def cell(inside: Iterable[Element], span: int = 1) -> Cell:
    """Return a cell of paragraphs."""
    return Cell(tuple(inside), span)


def worded(style: str, runs: Iterable[Element], span: int = 1, right: bool = False) -> Cell:
    """Return a cell of one paragraph."""
    return cell([paragraph(style, runs, right=right)], span)


def table(
    lines: Sequence[Sequence[Cell]],
    widths: Sequence[float],
    style: str = PLAIN,
    said: str = "",
    head: bool = True,
    first: bool = True,
    whole: bool = False,
) -> Element:
    """Return a table of columns as wide as said, in millimetres.

    ``head`` marks the first line as the head, ``first`` the first cell of a line as the head of that line;
    ``said`` is the text read before the table, and ``whole`` keeps it on one page.
    """
    columns = [twips(width) for width in widths]
    properties = [
        element("w:tblStyle", val=style),
        element("w:tblW", w=sum(columns), type="dxa"),
        element("w:tblLayout", type="fixed"),
        element("w:tblLook", val=f"{0x20 * head + 0x80 * first + 0x600:04X}", firstRow=int(head), lastRow=0,
                firstColumn=int(first), lastColumn=0, noHBand=1, noVBand=1),
        *([element("w:tblCaption", val=said)] if said else []),
    ]  # fmt: skip
    grid = element("w:tblGrid", *(element("w:gridCol", w=width) for width in columns))
    rows = [_row(line, columns, head and place == 0) for place, line in enumerate(lines)]
    for row in rows[:-1] if whole else ():
        for inside in row.iter(qn("w:p")):
            inside.get_or_add_pPr().get_or_add_keepNext()
    return element("w:tbl", element("w:tblPr", *properties), grid, *rows)


def _row(line: Sequence[Cell], columns: Sequence[int], head: bool) -> Element:
    marks = [element("w:cantSplit"), *([element("w:tblHeader")] if head else [])]
    cells, place = [], 0
    for one in line:
        cells.append(_cell(one, sum(columns[place : place + one.span])))
        place += one.span
    return element("w:tr", element("w:trPr", *marks), *cells)


def _cell(one: Cell, width: int) -> Element:
    made = copy(_empty_cell(width, one.span))
    inside = list(one.inside)
    # A cell ends with a paragraph, or Word refuses the file.
    if not inside or inside[-1].tag == _TABLE:
        inside.append(paragraph(GAP if inside else "Cellule", ()))
    for block in inside:
        if block.tag == _PARAGRAPH and style_of(block) in MEASURED:
            block.get_or_add_pPr().get_or_add_ind().right = 0
    made.extend(inside)
    return made


# The cells of a column differ by what they hold: copying one is faster than making it.
@lru_cache(maxsize=256)
def _empty_cell(width: int, span: int) -> Element:
    properties = [element("w:tcW", w=width, type="dxa"), *([element("w:gridSpan", val=span)] if span > 1 else [])]
    return element("w:tc", element("w:tcPr", *properties))


def shared(weights: Sequence[float], width: float) -> list[float]:
    """Share a width between columns, by their weights."""
    return [width * weight / sum(weights) for weight in weights]


def fitted(told: Told, width: float) -> list[float]:
    """Share a width between the columns of a told table: no head is cut, and numbers take no more than they need."""
    columns = list(zip(told["head"], told["widths"], told["numeric"], strict=True))
    least = [max(map(len, head.split()), default=0) * LETTER + MARGIN for head, _, _ in columns]
    most = [room * LETTER + MARGIN if numeric and not told["even"] else width for _, room, numeric in columns]
    return _between([room for _, room, _ in columns], least, most, width)


def _between(weights: Sequence[float], least: Sequence[float], most: Sequence[float], width: float) -> list[float]:
    """Share a width by weights, each share between its bounds where the width allows it."""
    if sum(least) > width:
        return shared(weights, width)
    settled: dict[int, float] = {}
    while len(settled) < len(weights):
        free = [place for place in range(len(weights)) if place not in settled]
        left = width - sum(settled.values())
        shares = dict(zip(free, shared([weights[place] for place in free], left), strict=True))
        short = {place: least[place] for place in free if shares[place] < least[place]}
        long = {place: most[place] for place in free if shares[place] > most[place] >= least[place]}
        settled |= short or long or shares
    return shared([settled[place] for place in range(len(weights))], width)


def described(words: str) -> str:
    """Return a text as the description of a table: short enough to be listened to."""
    return writable(words)[:250]
