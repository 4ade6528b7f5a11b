"""Tells the costs avoided, when the mandate asks: ranges, who would have paid, what the amount does not say."""

from dts_eval.disclosure.rows import Row, keys_of
from dts_eval.foundation.language import capitalise, join_list, say
from dts_eval.presentation.blocks import Table, TableCell
from dts_eval.presentation.book import NO_VALUE, Book, Thing, own_words
from dts_eval.presentation.narrative.telling import tell
from dts_eval.presentation.shown import Sentence, show, show_about, show_part

TOTAL, LINE, SWING, COUNT = "avoided_costs_range", "avoided_cost_line", "avoided_costs_swing", "avoided_cost_count"
EXTREMES = "bounds=extremes"
NOT_ADDED = "not_added"
SILENCES = ("without", "payer", "average", "person", "allowance", "twice", "short")


def asks_for_avoided_costs(book: Book) -> bool:
    """Whether this version of the report has a part on avoided costs: the mandate asks, and they are not withheld."""
    return _total(book) is not None


def lead_sentences(book: Book) -> list[Sentence]:
    """Open with what an avoided cost is not, before any amount."""
    return [tell("avoided_lead", book.language, book.row("mandate_avoided_costs"))]


def total_sentences(book: Book) -> list[Sentence]:
    """Tell between which amounts the total would lie, how it was computed, and that it adds to nothing."""
    language, year, total = book.language, str(book.year), _total(book)
    if total is None:
        return []
    if total.status in NO_VALUE:
        key = "avoided_no_total" if list(lines_of(book)) else "avoided_no_line"
        return [tell(key, language, total, year=year)]
    extremes = next(row for row in _of_year(book, TOTAL) if row.breakdown == EXTREMES)
    told = [tell("avoided_total", language, total, year=year, **_ends(total, language))]
    told.append(tell("avoided_extremes", language, extremes, **_ends(extremes, language)))
    told.append(tell("avoided_method", language))
    return [*told, *_prices(book), tell("avoided_not_in_accounts", language)]


def line_listing(book: Book) -> tuple[tuple[str, tuple[Sentence, ...]], ...]:
    """Tell each line: its range, who would have paid, what is counted and what is not, why it is not added."""
    return tuple((thing.name, tuple(_line(book, thing))) for thing in lines_of(book))


def assumptions_table(book: Book) -> Table | None:
    """Lay out the assumptions of each line, with the document where its unit cost is read."""
    language = book.language
    lines: list[tuple[TableCell, ...]] = [
        (
            thing.name,
            _cost(book, thing),
            _duration(book, thing),
            _share(book, thing, "share"),
            _share(book, thing, "deadweight"),
            _source(book, thing),
        )
        for thing in lines_of(book)
    ]
    if not lines:
        return None
    keys = ("line", "cost", "duration", "share", "deadweight", "source")
    head = tuple(str(say(f"column_avoided_{key}", language)) for key in keys)
    return Table(tell("avoided_caption", language), head, tuple(lines))


def swing_sentences(book: Book) -> list[Sentence]:
    """Tell which assumption moves the total most."""
    rows = _of_year(book, SWING)
    if not rows:
        return []
    row = max(rows, key=lambda row: (row.high or 0) - (row.low or 0))
    keys = keys_of(row.breakdown)
    named = {"assumption": book.word("assumption", keys["assumption"]), "line": keys["line"]}
    return [tell("avoided_sensitivity", book.language, row, **named, **_ends(row, book.language))]


def silences(book: Book) -> tuple[tuple[str, tuple[Sentence, ...]], ...]:
    """List what the amount does not say."""
    language = book.language
    return tuple(
        (str(say(f"avoided_silence_{name}", language)), (tell(f"avoided_silent_{name}", language),))
        for name in SILENCES
    )


def lines_of(book: Book) -> list[Thing]:
    """Return the lines of the report year, each with all that rows say of it."""
    return [
        Thing(thing.name, tuple(row for row in thing.rows if row.indicator != SWING))
        for thing in book.things("line")
        if any(row.indicator == LINE and row.year == book.year for row in thing.rows)
    ]


def _total(book: Book) -> Row | None:
    return next((row for row in _of_year(book, TOTAL) if not row.breakdown), None)


def _of_year(book: Book, indicator: str) -> list[Row]:
    return [row for row in book.rows if row.indicator == indicator and row.year == book.year]


def _ends(row: Row, language: str) -> dict[str, object]:
    return {"low": show_about(row, row.low, language), "high": show_about(row, row.high, language)}


def _prices(book: Book) -> list[Sentence]:
    added = [thing for thing in lines_of(book) if _is_added(thing)]
    rows = [row for thing in added if (row := thing.row("avoided_price_base"))]
    years = sorted({f"{row.value:g}" for row in rows})
    if not years:
        return []
    key = "avoided_prices" if len(years) == 1 else "avoided_prices_mixed"
    return [tell(key, book.language, *rows, years=join_list(years, book.language))]


def _is_added(thing: Thing) -> bool:
    row = thing.row(LINE)
    return row is not None and row.status not in NO_VALUE and row.reason != NOT_ADDED


def _line(book: Book, thing: Thing) -> list[Sentence]:
    language, item = book.language, thing.text("avoided", book.language)
    row, words = thing.row(LINE), thing.row("avoided")
    if row is None:
        return []
    if row.status == "suppressed":
        told = [tell("avoided_hidden", language, row, words, item=item)]
    elif row.status in NO_VALUE:
        told = [tell("avoided_count_unknown", language, row, words, item=item)]
    else:
        told = [tell("avoided_interval", language, row, item=item, year=str(book.year), **_ends(row, language))]
    if row.reason == NOT_ADDED:
        told.append(tell("avoided_left_out", language, row))
    told += _counted(book, thing)
    payer = thing.row("avoided_payer")
    if payer:
        told.append(tell("avoided_who", language, payer, payer=own_words(payer, language)))
    left = thing.row("avoided_not_counted")
    if left and left.text:
        told.append(tell("avoided_not_counted", language, left, text=own_words(left, language)))
    return told


def _counted(book: Book, thing: Thing) -> list[Sentence]:
    language, count, population = book.language, thing.row(COUNT), thing.row("avoided_population")
    if count is None or population is None:
        return []
    said = own_words(population, language)
    if count.value is None:
        return [tell("avoided_population", language, population, population=said)]
    return [tell("avoided_counted", language, count, population, count=show(count, language), population=said)]


def _cost(book: Book, thing: Thing) -> TableCell:
    rows = [thing.row(f"avoided_cost_{end}") for end in ("low", "central", "high")]
    if any(row is None for row in rows):
        return ""
    low, central, high = (show(row, book.language) for row in rows if row is not None)
    return tell("avoided_cell_cost", book.language, *rows, low=low, central=central, high=high)


def _duration(book: Book, thing: Thing) -> TableCell:
    row = thing.row("avoided_duration")
    return tell("avoided_cell_duration", book.language, row, value=show(row, book.language)) if row else ""


def _share(book: Book, thing: Thing, name: str) -> TableCell:
    rows = [thing.row(f"avoided_{name}_{end}") for end in ("low", "high")]
    if any(row is None for row in rows):
        return ""
    low, high = (show_part(row, row.value, row.unit, book.language) for row in rows if row is not None)
    return tell("avoided_cell_share", book.language, *rows, low=low, high=high)


def _source(book: Book, thing: Thing) -> TableCell:
    row, year = thing.row("avoided_cost_central"), thing.row("avoided_source_year")
    if row is None or year is None:
        return ""
    titles = [cited.raw for name in row.evidence_ids if (cited := book.evidence[name]).kind != "cells"]
    listed = join_list((capitalise(title) for title in titles), book.language)
    return tell("avoided_cell_source", book.language, row, year, document=listed, year=f"{year.value:g}")
