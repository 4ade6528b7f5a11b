"""Looks through the rows of a report by criterion, each with the numbers of its proofs."""

from html import escape

import ipywidgets

from dts_eval.disclosure.rows import Disclosed, Row
from dts_eval.foundation.language import say, typeset
from dts_eval.presentation.book import Book
from dts_eval.presentation.breakdowns import breakdown_words
from dts_eval.presentation.shown import show


def explore(disclosed: Disclosed) -> ipywidgets.VBox:
    """Show the figures and accounts of one criterion at a time, chosen from a list."""
    book = Book(disclosed, disclosed.language)
    options = [(book.short(criterion), criterion.criterion_id) for criterion in book.kept]
    chosen = ipywidgets.Dropdown(options=options, description=str(say("column_criterion", book.language)))
    table = ipywidgets.HTML()

    def show_criterion(change: object = None) -> None:
        table.value = _table(book, chosen.value)

    chosen.observe(show_criterion, names="value")
    show_criterion()
    return ipywidgets.VBox([chosen, table])


def _table(book: Book, criterion: str) -> str:
    head = ("column_indicator", "column_breakdown", "column_year", "column_value", "column_status", "column_proofs")
    cells = "".join(f'<th scope="col">{escape(str(say(key, book.language)))}</th>' for key in head)
    lines = "".join(_line(book, row) for row in book.rows if row.criterion == criterion and row.kind == "figure")
    return f"<table><thead><tr>{cells}</tr></thead><tbody>{lines}</tbody></table>"


def _line(book: Book, row: Row) -> str:
    value = "" if row.value is None else str(show(row, book.language))
    cells = (
        book.indicator(row.indicator),
        breakdown_words(book, row.breakdown),
        str(row.year or say("undated", book.language)),
        value,
        str(say(f"status_{row.status}", book.language)),
        " ".join(row.evidence_ids),
    )
    return "<tr>" + "".join(f"<td>{escape(typeset(cell, book.language))}</td>" for cell in cells) + "</tr>"
