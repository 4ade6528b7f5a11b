"""What an answer becomes in a cell, checked by the rules that the reader follows."""

import datetime
import re
from dataclasses import dataclass

from dts_eval.foundation.language import format_number
from dts_eval.foundation.model import Cell, CellValue
from dts_eval.foundation.units import Missing, tidy
from dts_eval.workbook.cells import CellContent
from dts_eval.workbook.layout import Column, layout
from dts_eval.workbook.reading import filled
from dts_eval.workbook.template_rules import TEXT_AS_TYPED
from dts_eval.workbook.values import (
    PERCENT_COLUMNS,
    Unreadable,
    as_percentage,
    error_shown,
    list_words,
    personal_data,
    raw_text,
    read_value,
)

AnswerValue = str | int | float | datetime.date | tuple[str, ...] | None
Content = str | int | float | datetime.date | None
LANGUAGE = "fr"
LONGEST_TEXT = 32_767
LARGEST_NUMBER = 9.99e307
_NUMERIC = frozenset({"number", "integer", "year"})
_NEW_LINES = re.compile("\r\n?|[\x0b\x0c]")
# What xml cannot hold, and the halves of a letter that programs sometimes cut in two.
_NOT_FOR_XML = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Answer:
    """One answer to write in one cell.

    ``sheet`` and ``column`` are the names of the layout. ``value`` is the item for a choice, several items for choices,
    several codes for codes; ``None`` empties the cell. ``line`` is 0 for a field of a form, the line of the sheet for a
    table, and below 0 for a new line: -1 is the first free one below the last line used, -2 the next one.
    """

    sheet: str
    column: str
    value: AnswerValue
    line: int = 0


def content_of(value: AnswerValue, column: Column) -> Content:
    """Return what a cell will hold for an answer: the French word of a choice, a clean text, a number, a day.

    Raises:
        TypeError: no cell can hold this.
        Unreadable: the answer is not a value of the column's type, or holds personal data.
    """
    content = _typed(value, column)
    if content is None:
        return None
    shown = error_shown(content)
    if shown:
        raise Unreadable("formula_error", shown)
    broken = personal_data(raw_text(content))
    if broken in ("nir_found", "contact_found"):
        raise Unreadable(broken)
    if isinstance(content, str) and len(content.encode("utf-16-le")) // 2 > LONGEST_TEXT:
        raise Unreadable("text_too_long", most=format_number(LONGEST_TEXT, LANGUAGE))
    cell = meaning(content, column)
    if column.type not in (*_NUMERIC, "date") or not _exact(cell) or isinstance(cell.value, str | tuple | None):
        return content
    if isinstance(cell.value, int | float) and not abs(cell.value) < LARGEST_NUMBER:
        raise Unreadable("number_as_text", cell.raw)
    return cell.value


def meaning(content: CellContent, column: Column, *, is_percentage: bool = False) -> Cell:
    """Read what a cell holds as the reader would.

    Raises:
        Unreadable: it is not a value of the column's type.
    """
    words = list_words(column.list) if column.list else {}
    cell = read_value(content, column, words)
    if is_percentage and column.column_id in PERCENT_COLUMNS and isinstance(content, int | float):
        return cell._replace(value=tidy(100 * content), raw=as_percentage(content))
    return cell


def same(held: CellContent, content: Content, column: Column, *, is_percentage: bool = False) -> bool:
    """Whether a cell already holds an answer, be it in other words."""
    if content is None or not filled(held):
        return content is None and not filled(held)
    if isinstance(held, str):
        held = _NEW_LINES.sub("\n", held)
    try:
        before = meaning(held, column, is_percentage=is_percentage)
    except Unreadable:
        return False
    return _compared(before, column) == _compared(meaning(content, column), column)


def _typed(value: AnswerValue, column: Column) -> Content:
    if isinstance(value, bool) or not isinstance(value, str | int | float | datetime.date | tuple | None):
        raise TypeError(f"« {column.column_id} » cannot hold {value!r}")
    if isinstance(value, int | float) and not abs(value) < LARGEST_NUMBER:
        raise TypeError(f"« {column.column_id} » cannot hold {value!r}")
    if isinstance(value, tuple):
        value = (" " if column.type == "codes" else " ; ").join(_word(item, column) for item in value)
    if isinstance(value, datetime.date) and column.type != "date":
        value = f"{value:%d/%m/%Y}"
    if isinstance(value, int | float) and column.type in TEXT_AS_TYPED:
        value = raw_text(value)
    if not isinstance(value, str):
        return value
    text = _NOT_FOR_XML.sub("", _NEW_LINES.sub("\n", value)).strip()
    return _word(text, column) if text else None


def _word(item: str, column: Column) -> str:
    return layout().lists[column.list].get(item, {}).get(LANGUAGE, item) if column.list else item


def _exact(cell: Cell) -> bool:
    return (cell.low, cell.high, cell.qualifier) == (None, None, "")


def _compared(cell: Cell, column: Column) -> CellValue:
    # Words are compared as they are written; a number, a day or a choice by what it means.
    as_written = isinstance(cell.value, Missing | None) or (isinstance(cell.value, str) and not column.list)
    return cell.raw if as_written or not _exact(cell) else cell.value
