"""The part that says what changed since an earlier report of the same structure, when one was named."""

from dts_eval.foundation.language import say
from dts_eval.presentation.blocks import Block, Paragraph, Section
from dts_eval.presentation.book import Book
from dts_eval.presentation.narrative import since
from dts_eval.presentation.narrative.telling import tell


def since_section(book: Book) -> Section | None:
    """Show what the two reports do not say alike; nothing when this one is compared with none."""
    row = book.row("since_report")
    if row is None:
        return None
    language = book.language
    year = str(int(row.value or 0))
    same_year = row.value == book.year
    title = say("title_since_same_year", language) if same_year else say("title_since", language, year=year)
    rail = (str(say("rail_since", language)), str(say("rail_since_note", language)))
    lead = (since.opening_sentence(book),)
    told = [Paragraph(tuple(sentences)) for sentences in (since.method_sentences(book), since.figure_changes(book))]
    blocks: list[Block] = [paragraph for paragraph in told if paragraph.sentences]
    if since.is_silent(book):
        blocks.append(Paragraph((tell("since_nothing", language),)))
    else:
        table = since.figures_table(book)
        blocks.append(table or Paragraph((tell("since_figures_none", language),)))
        blocks += since.other_blocks(book)
    return Section("depuis", rail, str(title), lead, tuple(blocks))
