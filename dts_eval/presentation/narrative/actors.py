"""Tells the actors of the territory, as somebody perceives them."""

from dts_eval.foundation.language import capitalise, say
from dts_eval.presentation.blocks import Table, TableCell
from dts_eval.presentation.book import Book, Thing, own_words
from dts_eval.presentation.narrative.telling import set_apart, tell
from dts_eval.presentation.shown import Sentence

RESOURCES = ("skills", "rules", "information", "symbolic", "means")


def actor_sentences(book: Book) -> list[Sentence]:
    """Tell that the map is a perception, and whose."""
    language = book.language
    seen = [row for row in book.rows if row.indicator == "actor_perceived_by"]
    if not seen:
        return [tell("actors_perception", language)]
    by = set_apart(dict.fromkeys(own_words(row, language) for row in seen), language)
    return [tell("actors_perceived_by", language, *seen, list=by)]


def actors_table(book: Book) -> Table | None:
    """Lay out the actors: references, practices, resources of five kinds, legitimacy and alliances."""
    language = book.language
    lines = [_line(book, thing) for thing in book.things("actor")]
    if not lines:
        return None
    columns = ("name", "references", "practices", "resources", "alliances")
    head = tuple(str(say(f"column_actor_{column}", language)) for column in columns)
    return Table(tell("actors_caption", language), head, tuple(lines))


def _line(book: Book, thing: Thing) -> tuple[TableCell, ...]:
    language = book.language
    held = [row for name in RESOURCES if (row := thing.row(f"actor_{name}"))]
    resources: TableCell = ""
    if held:
        listed = set_apart((own_words(row, language) for row in held), language)
        resources = tell("cell_words", language, *held, text=listed)
    sides = {side: _cell(book, thing, side) for side in ("references", "practices", "alliances")}
    name = capitalise(thing.text("actor_name", language))
    return name, sides["references"], sides["practices"], resources, sides["alliances"]


def _cell(book: Book, thing: Thing, side: str) -> TableCell:
    row = thing.row(f"actor_{side}")
    return "" if row is None else tell("cell_words", book.language, row, text=own_words(row, book.language))
