"""Lays out money by parts: by level of territory, by funder, by type of customer, by activity."""

from collections.abc import Iterable

from dts_eval.disclosure.rows import Row, keys_of
from dts_eval.foundation.language import capitalise, say, typeset
from dts_eval.presentation.blocks import Table, TableCell
from dts_eval.presentation.book import Book
from dts_eval.presentation.narrative.telling import tell
from dts_eval.presentation.shown import show_bare
from dts_eval.workbook.layout import layout

LISTS = {
    "level": "money_level", "funder_level": "funder_level", "client_type": "client_type", "nature": "resource_nature",
}  # fmt: skip
FLOWS = ("purchases_by_level", "wages_by_level", "local_taxes")
UNKNOWN = "unknown"


def money_tables(book: Book, criterion: str) -> list[Table]:
    """Return the tables of money that a criterion has, those whose parts somebody told."""
    here = book.figures(criterion)
    made = []
    if FLOWS[0] in here or FLOWS[1] in here:
        made.append(_levels(book))
    if "public_funding" in here:
        made.append(_one_key(book, "public_funding", "funder_level"))
        made.append(_one_key(book, "public_funding", "funder"))
    if "sales_revenue" in here:
        made.append(_one_key(book, "sales_revenue", "client_type"))
    if "resources_by_activity" in here:
        made.append(_activities(book))
    return [table for table in made if table is not None]


def _levels(book: Book) -> Table | None:
    columns = {name: _parts(book, name, "level") for name in FLOWS}
    shown = [name for name in FLOWS if columns[name]]
    items = [item for item in layout().lists["money_level"] if any(item in columns[name] for name in shown)]
    if not shown or items == [UNKNOWN]:
        return None
    head = (_word("column_level", book), *(book.indicator(name) for name in shown))
    lines = tuple(
        (_name(book, "level", item), *(_cell(book, columns[name].get(item)) for name in shown)) for item in items
    )
    rows = [row for name in shown for row in columns[name].values()]
    caption = tell("levels_caption", book.language, *rows, year=str(book.year))
    return Table(caption, head, lines, frozenset(range(1, len(head))))


def _one_key(book: Book, indicator: str, key: str) -> Table | None:
    parts = _parts(book, indicator, key)
    if not parts:
        return None
    named = layout().lists[LISTS[key]] if key in LISTS else [item for item in parts if item != UNKNOWN]
    order = [*named, UNKNOWN]
    lines = tuple((_name(book, key, item), _cell(book, parts[item])) for item in order if item in parts)
    head = (_word(f"column_{key}", book), _word("column_euros", book))
    values = {"indicator": book.indicator(indicator), "year": str(book.year)}
    return Table(tell("money_caption", book.language, *parts.values(), **values), head, lines, frozenset({1}))


def _activities(book: Book) -> Table | None:
    rows = [row for row in book.figures_of("resources_by_activity", book.year) if row.breakdown]
    cells: dict[str, dict[str, Row]] = {}
    for row in rows:
        keys = keys_of(row.breakdown)
        cells.setdefault(keys["activity"], {})[keys["nature"]] = row
    if not cells:
        return None
    natures = [item for item in layout().lists["resource_nature"] if any(item in own for own in cells.values())]
    names = [name for name in cells if name != UNKNOWN] + [UNKNOWN] * (UNKNOWN in cells)
    head = (_word("column_activity", book), *(_name(book, "nature", nature) for nature in natures))
    lines = tuple(
        (_name(book, "activity", name), *(_cell(book, cells[name].get(nature)) for nature in natures)) for name in names
    )
    caption = tell("activities_money_caption", book.language, *rows, year=str(book.year))
    return Table(caption, head, lines, frozenset(range(1, len(head))))


def _parts(book: Book, indicator: str, key: str) -> dict[str, Row]:
    own: Iterable[Row] = book.figures_of(indicator, book.year)
    found = {keys_of(row.breakdown)[key]: row for row in own if list(keys_of(row.breakdown)) == [key]}
    return {} if set(found) <= {UNKNOWN} else found


def _name(book: Book, key: str, item: str) -> str:
    known = layout().lists.get(LISTS.get(key, ""), {})
    if item in known:
        return capitalise(book.word(LISTS[key], item))
    if item == UNKNOWN:
        return _word("activity_not_told" if key == "activity" else "part_not_told", book)
    return capitalise(typeset(item, book.language))


def _cell(book: Book, row: Row | None) -> TableCell:
    if row is None:
        return _word("no_line_of_it", book)
    return show_bare(row, book.language) if row.value is not None else str(say("not_noted", book.language))


def _word(key: str, book: Book) -> str:
    return str(say(key, book.language))
