"""Tells a value that does not cover a year: one on 31 December, or a running total since the beginning."""

from collections.abc import Callable

from dts_eval.disclosure.rows import Row
from dts_eval.presentation.book import Book
from dts_eval.presentation.narrative.telling import tell
from dts_eval.presentation.shown import Sentence, Shown

SINCE_START, AT_YEAR_END = "since_start", "at_year_end"
PERIODS = (AT_YEAR_END, SINCE_START)


def by_period(book: Book, row: Row, before: Row | None, written: Callable[[Book, Row], Shown]) -> Sentence:
    """Tell what a value covers, and the one before that covers the same; a running total is never a year’s change."""
    values: dict[str, object] = {
        "indicator": book.indicator(row.indicator), "value": written(book, row), "year": str(row.year),
    }  # fmt: skip
    total = row.period == SINCE_START
    if before is None:
        return tell("value_cumulative" if total else "value_at_year_end", book.language, row, **values)
    values |= {"previous": written(book, before), "previous_year": str(before.year)}
    return tell("trend_cumulative" if total else "trend_at_year_end", book.language, row, before, **values)
