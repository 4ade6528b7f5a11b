"""How the template looks: colours, cell formats, heights of rows, the page it prints on, what is locked."""

import math
import textwrap
from collections.abc import Sequence

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from dts_eval.workbook.layout import Column
from dts_eval.workbook.template_rules import TEXT_AS_TYPED

FONT = {"font_name": "Arial", "font_size": 10, "font_scheme": ""}
# The tokens of the report's look; the yellow of cells to fill is the template's own.
LINEN, INK, INK_2, BLUE, OCHRE, HAIRLINE, PAPER = (
    "#F4F2EC", "#1B2027", "#505862", "#1F4583", "#8A5200", "#D3D0C7", "#FFFFFF",
)  # fmt: skip
YELLOW = "#FFFBE6"
NUMERIC = frozenset({"number", "integer", "year", "date"})
DAY = "dd/mm/yyyy"
GENERAL, WHOLE, AS_TEXT = "General", "0", "@"
NUMBER_FORMATS = {"year": WHOLE, "integer": WHOLE, "date": DAY}
LINE_HEIGHT, HIGHEST_ROW = 13.5, 409
PAGE_WIDTH = 200
A4 = 9
# All that protection can leave open: only the locked titles are meant.
ALLOWED = (
    "objects", "scenarios", "format_cells", "format_columns", "format_rows", "insert_columns", "insert_rows",
    "insert_hyperlinks", "delete_columns", "delete_rows", "sort", "autofilter", "pivot_tables",
)  # fmt: skip


class GrowingSheet(Worksheet):
    """A sheet whose rows are high enough for what they hold, and still grow with what is typed.

    The writer imposes every height it is given, and a row of imposed height no longer follows its text;
    without any height, LibreOffice shows one line of a cell that holds three. Only the merged help sentence
    in the first row keeps an imposed one, since no program measures merged cells.
    """

    def _xml_start_tag_unencoded(self, tag: str, attributes: Sequence[tuple[str, object]] = ()) -> None:
        if tag == "row" and ("r", 1) not in attributes:
            attributes = [attribute for attribute in attributes if attribute[0] != "customHeight"]
        super()._xml_start_tag_unencoded(tag, attributes)


class Styles:
    """The cell formats of one workbook, each made once."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[tuple[tuple[str, object], ...], Format] = {}

    def plain(self, **properties: object) -> Format:
        """A locked cell of text."""
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._workbook.add_format({"valign": "top", "font_color": INK, **properties})
        return self._made[key]

    def framed(self, **properties: object) -> Format:
        """A locked cell inside thin lines."""
        return self.plain(**{"border": 1, "border_color": HAIRLINE, **properties})

    def title(self, required: bool, **properties: object) -> Format:
        """A locked title; the required ones are white on blue, so that they also differ in grey."""
        ground, ink = (BLUE, PAPER) if required else (LINEN, BLUE)
        return self.framed(bold=True, text_wrap=True, bg_color=ground, font_color=ink, **properties)

    def header(self, required: bool) -> Format:
        """The title of a column, above a rule that is bolder where an answer is required."""
        return self.title(required, bottom=5 if required else 2, bottom_color=BLUE, valign="vcenter")

    def entry(self, column: Column, **properties: object) -> Format:
        """An unlocked cell to fill; codes stay text, so that « 04 » does not become 4."""
        as_text = column.type in TEXT_AS_TYPED
        shown = AS_TEXT if as_text else NUMBER_FORMATS.get(column.type, GENERAL)
        cell = {"bg_color": YELLOW, "locked": False, "num_format": shown, **placed(column)}
        return self.framed(**{**cell, **properties})


def placed(column: Column) -> dict[str, object]:
    """Set numbers to the right, away from the next column; let texts take several lines."""
    return {"align": "right", "indent": 1} if column.type in NUMERIC else {"text_wrap": True}


def lines_in(text: str, width: float) -> int:
    """Count the lines that a text takes in a cell, a letter being about as wide as a unit of width."""
    return sum(len(textwrap.wrap(line, max(1, int(width)))) or 1 for line in text.split("\n"))


def height_of(lines: int) -> float:
    """Return the height of a row that shows so many lines, within what a spreadsheet allows."""
    return min(LINE_HEIGHT * lines + 3, HIGHEST_ROW)


def protect(worksheet: Worksheet) -> None:
    """Lock the titles against a slip of the hand: no password, and all else stays allowed."""
    worksheet.protect(options=dict.fromkeys(ALLOWED, True))


def set_up_page(worksheet: Worksheet, widths: Sequence[int]) -> None:
    """Print in landscape, one page wide unless the letters would then be too small to read."""
    worksheet.set_landscape()
    worksheet.set_paper(A4)
    worksheet.set_margins(left=0.5, right=0.5, top=0.5, bottom=0.7)
    worksheet.fit_to_pages(math.ceil(sum(widths) / PAGE_WIDTH), 0)
    worksheet.set_footer("&L&9&A&R&9&P / &N")
