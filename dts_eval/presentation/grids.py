"""The parts drawn from fiches II-1 and II-3: the actors of the territory, the cursors of sustainable development."""

from dts_eval.foundation.language import say
from dts_eval.presentation.blocks import Block, Paragraph, Section
from dts_eval.presentation.book import Book
from dts_eval.presentation.illustrations import actors_chart, cursors_chart
from dts_eval.presentation.narrative import actors, appreciation
from dts_eval.presentation.parts import FigureNumbers


def actors_section(book: Book, numbers: FigureNumbers) -> Section | None:
    """Show the actors of the territory as they are perceived; nothing in a version that partners read."""
    table = actors.actors_table(book)
    if table is None:
        return None
    blocks: tuple[Block, ...] = (*numbers.keep(actors_chart(book, numbers.next())), table)
    return Section(
        "acteurs", _rail("actors", book), str(say("title_actors", book.language)),
        tuple(actors.actor_sentences(book)), blocks,
    )  # fmt: skip


def appreciation_section(book: Book, numbers: FigureNumbers) -> Section | None:
    """Show the arguments and the cursors of a group on sustainable development, without any total."""
    if not appreciation.has_appreciation(book):
        return None
    told = appreciation.appreciation_sentences(book)
    blocks: list[Block] = [
        *numbers.keep(cursors_chart(book, numbers.next())),
        appreciation.arguments_table(book),
        *([Paragraph(tuple(told[1:]))] if told[1:] else []),
    ]
    title = str(say("title_appreciation", book.language))
    return Section("developpement-durable", _rail("appreciation", book), title, tuple(told[:1]), tuple(blocks))


def _rail(key: str, book: Book) -> tuple[str, str]:
    return str(say(f"rail_{key}", book.language)), str(say(f"rail_{key}_note", book.language))
