"""Tells the appreciation of sustainable development: arguments, marks, reserves, what was not discussed."""

from dts_eval.debates.pillars import pillars, questions
from dts_eval.disclosure.rows import keys_of
from dts_eval.foundation.language import capitalise, say
from dts_eval.presentation.blocks import Table, TableCell
from dts_eval.presentation.book import Book, Thing, own_words
from dts_eval.presentation.narrative.telling import set_apart, tell
from dts_eval.presentation.shown import Sentence


def has_appreciation(book: Book) -> bool:
    """Whether a group discussed at least one question of fiche II-3."""
    return any(row.indicator == "appreciation_argument" for row in book.rows)


def appreciation_sentences(book: Book) -> list[Sentence]:
    """Tell what the cursors are, and which questions of each pillar nobody discussed."""
    language = book.language
    told = [tell("appreciation_scale", language)]
    discussed = {_question(thing) for thing in book.things("argument")}
    for pillar, words in pillars().items():
        left = [name for name, one in questions().items() if one.pillar == pillar and name not in discussed]
        if left:
            told.append(
                tell("appreciation_not_discussed", language, pillar=words[language], list=set_apart(left, language))
            )
    return told


def arguments_table(book: Book) -> Table:
    """Lay out every argument with who gave it and the reserve that was kept, question by question."""
    language = book.language
    lines: list[tuple[TableCell, ...]] = []
    for thing in sorted(book.things("argument"), key=lambda thing: list(questions()).index(_question(thing))):
        lines.append((_question(thing), *(_cell(book, thing, side) for side in ("argument", "college", "reserve"))))
    columns = ("column_question", "column_argument", "column_speaker", "column_reserve")
    head = tuple(str(say(column, language)) for column in columns)
    return Table(tell("arguments_caption", language), head, tuple(lines))


def _question(thing: Thing) -> str:
    return keys_of(thing.rows[0].breakdown)["question"]


def _cell(book: Book, thing: Thing, side: str) -> TableCell:
    language = book.language
    row = thing.row(f"appreciation_{side}")
    if row is None:
        return "" if side == "reserve" else str(say("not_noted", language))
    words = own_words(row, language)
    return tell("cell_words", language, row, text=words if side == "argument" else capitalise(words))
