"""The part that a report has when the mandate asks for it: the costs avoided."""

from dts_eval.foundation.language import say
from dts_eval.presentation.blocks import Block, Heading, Listing, Paragraph, Section
from dts_eval.presentation.book import Book
from dts_eval.presentation.illustrations import avoided_costs_chart, avoided_swings_chart
from dts_eval.presentation.narrative import avoided_costs
from dts_eval.presentation.parts import FigureNumbers


def avoided_costs_section(book: Book, numbers: FigureNumbers) -> Section | None:
    """Show the costs avoided as ranges, with their assumptions and what they do not say; nothing if nobody asked."""
    if not avoided_costs.asks_for_avoided_costs(book):
        return None
    language = book.language
    listed, table = avoided_costs.line_listing(book), avoided_costs.assumptions_table(book)
    weight = avoided_costs.swing_sentences(book)
    blocks: list[Block] = [
        Paragraph(tuple(avoided_costs.total_sentences(book))),
        *numbers.keep(avoided_costs_chart(book, numbers.next())),
        *([Listing(listed)] if listed else []),
        *([table] if table else []),
        *([Paragraph(tuple(weight))] if weight else []),
        *numbers.keep(avoided_swings_chart(book, numbers.next())),
        Heading(str(say("avoided_silences", language))),
        Listing(avoided_costs.silences(book)),
    ]
    rail = (str(say("rail_avoided", language)), str(say("rail_avoided_note", language)))
    title, lead = str(say("title_avoided", language)), tuple(avoided_costs.lead_sentences(book))
    return Section("couts-evites", rail, title, lead, tuple(blocks))
