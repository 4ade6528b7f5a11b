"""Tells the territories: where the structure stands and acts, and how many people live there."""

from dts_eval.disclosure.rows import Row
from dts_eval.foundation.language import capitalise, join_list, say
from dts_eval.presentation.blocks import Table, TableCell
from dts_eval.presentation.book import Book, Thing
from dts_eval.presentation.narrative.telling import tell
from dts_eval.presentation.shown import Sentence, show, show_bare
from dts_eval.scope.territories import reference_year

ROLES = {"site": "scope_sites", "action_area": "scope_action_areas"}
COLUMNS = ("name", "level", "role", "population")


def place_sentences(book: Book) -> list[Sentence]:
    """Tell where the structure is based and where it acts, and how many people live in the widest territory.

    Territories may lie within each other: their inhabitants are never added up.
    """
    language, told = book.language, []
    retained = _retained(book)
    for role, key in ROLES.items():
        things = [thing for thing in retained if _is(thing, "territory_role", role)]
        if things:
            names = join_list((thing.text("territory_name", language) for thing in things), language)
            told.append(tell(key, language, *(thing.row("territory_role") for thing in things), list=names))
    counted = [(thing, row) for thing in retained if (row := thing.row("territory_population")) and row.value]
    if counted:
        widest, row = max(counted, key=lambda pair: pair[1].value or 0)
        told.append(_population(book, widest, row))
    return told


def territories_table(book: Book) -> Table | None:
    """Lay out the territories of the perimeter, when there are several: level, role, inhabitants."""
    things = _retained(book)
    if len(things) < 2:
        return None
    language = book.language
    head = tuple(str(say(f"column_territory_{column}", language)) for column in COLUMNS)
    lines = tuple(_line(book, thing) for thing in things)
    return Table(tell("territories_caption", language), head, lines, numeric=frozenset({3}))


def _line(book: Book, thing: Thing) -> tuple[TableCell, ...]:
    language = book.language
    cells: list[TableCell] = [capitalise(thing.text("territory_name", language))]
    for column, list_name in (("level", "territory_level"), ("role", "territory_role")):
        row = thing.row(f"territory_{column}")
        words = book.word(list_name, row.text) if row else ""
        cells.append(tell("cell_words", language, row, text=words) if row else str(say("not_noted", language)))
    row = thing.row("territory_population")
    cells.append(show_bare(row, language) if row else str(say("not_noted", language)))
    return tuple(cells)


def _population(book: Book, thing: Thing, row: Row) -> Sentence:
    language = book.language
    values = {"territory": capitalise(thing.text("territory_name", language)), "population": show(row, language)}
    if row.qualifier == "reference":
        return tell("scope_population_reference", language, row, year=reference_year(), **values)
    return tell("scope_population_declared", language, row, **values)


def _retained(book: Book) -> list[Thing]:
    return [thing for thing in book.things("territory") if not _is(thing, "territory_in_scope", "no")]


def _is(thing: Thing, indicator: str, word: str) -> bool:
    row = thing.row(indicator)
    return row is not None and row.text == word
