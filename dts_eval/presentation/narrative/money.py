"""Tells what goes with a figure of money or of reach: its rate, what it is made of, what it must not be added to."""

from dts_eval.disclosure.rows import Row
from dts_eval.presentation.book import NO_VALUE, Book
from dts_eval.presentation.narrative.telling import tell
from dts_eval.presentation.shown import Sentence, show, show_part

PUBLIC, RETURNED = "public_money_received", "contributions_returned"


def beside_figure(book: Book, indicator: str) -> list[Sentence]:
    """Return the sentences that a figure may not stand without; none for most figures."""
    tellers = {
        "volunteer_hours": _hours, "volunteer_value": _value, "users_per_1000_inhabitants": _reach,
        RETURNED: _public_money, "wages_by_level": _not_added,
    }  # fmt: skip
    return tellers[indicator](book) if indicator in tellers else []


def known_total(book: Book, indicator: str) -> Row | None:
    """Return the one total of the report year that has a value."""
    rows = [row for row in book.totals(indicator, book.year) if row.status not in NO_VALUE and row.value is not None]
    return rows[0] if len(rows) == 1 else None


def _hours(book: Book) -> list[Sentence]:
    parts = [
        row
        for name in ("action", "governance")
        for row in book.figures_of("volunteer_hours", book.year)
        if row.breakdown == f"volunteering={name}" and row.value is not None
    ]
    if len(parts) < 2:
        return []
    action, governance = (show(row, book.language) for row in parts)
    return [tell("volunteer_split", book.language, *parts, action=action, governance=governance)]


def _value(book: Book) -> list[Sentence]:
    rate = known_total(book, "volunteer_rate")
    if rate is None or known_total(book, "volunteer_value") is None:
        return []
    return [tell("volunteer_convention", book.language, rate, rate=show(rate, book.language))]


def _reach(book: Book) -> list[Sentence]:
    row = known_total(book, "users_per_1000_inhabitants")
    if row is None or row.numerator is None or row.denominator is None:
        return []
    language = book.language
    users = show_part(row, row.numerator, "person", language)
    population = show_part(row, row.denominator, "inhabitant", language)
    return [tell("reach_made_of", language, row, users=users, population=population)]


def _public_money(book: Book) -> list[Sentence]:
    received, returned = known_total(book, PUBLIC), known_total(book, RETURNED)
    if received is None or returned is None:
        return []
    language = book.language
    values = {"received": show(received, language), "returned": show(returned, language)}
    return [tell("public_money_beside", language, received, returned, year=str(book.year), **values)]


def _not_added(book: Book) -> list[Sentence]:
    if known_total(book, "wages_by_level") is None or known_total(book, "purchases_by_level") is None:
        return []
    return [tell("local_not_added", book.language), tell("local_no_multiplier", book.language)]
