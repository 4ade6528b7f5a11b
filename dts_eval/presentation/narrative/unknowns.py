"""Names what the group does not know about a criterion; every criterion ends there."""

from dts_eval.disclosure.rows import Row
from dts_eval.presentation.book import Book, own_words
from dts_eval.presentation.narrative.answers import silent_sentences
from dts_eval.presentation.narrative.telling import tell
from dts_eval.presentation.shown import Sentence


def unknowns_of(book: Book, criterion: str) -> list[Sentence]:
    """Tell what the group says it ignores, which figures are missing and why, and what no figure can say."""
    language, told = book.language, []
    thing = next((item for item in book.things("criterion") if item.name == criterion), None)
    stated = thing.row("criterion_unknowns") if thing else None
    if thing and stated:
        for part in thing.text("criterion_unknowns", language).split(";"):
            if part.strip():
                told.append(tell("unknown_stated", language, stated, text=part.strip().removesuffix(".")))
    reason = thing.row("criterion_no_figure") if thing else None
    if reason:
        told.append(tell(f"no_figure_{reason.text}", language, reason))
    for indicator, rows in book.figures(criterion).items():
        holes = [row for row in rows if not row.breakdown and row.status == "not_available"]
        told += [_hole(book, row) for row in holes]
        if any(row.status == "suppressed" for row in rows):
            hidden = next(row for row in rows if row.status == "suppressed")
            told.append(tell("unknown_hidden", language, hidden, indicator=book.indicator(indicator)))
    told += silent_sentences(book, criterion)
    return told or [tell("unknown_counterfactual", language)]


def _hole(book: Book, row: Row) -> Sentence:
    language, name, year = book.language, book.indicator(row.indicator), str(row.year or book.year)
    if row.reason and row.reason != "other":
        reason = book.word("missing_reason", row.reason)
        return tell("unknown_year_reason", language, row, indicator=name, year=year, reason=reason)
    if row.text:
        return tell("unknown_year_note", language, row, indicator=name, year=year, note=own_words(row, language))
    key = "value_not_available" if row.year == book.year else "unknown_year"
    return tell(key, language, row, indicator=name, year=year)


def no_proof_sentence(book: Book, criterion: str, local: bool) -> Sentence:
    """Say that a criterion was kept and that nothing documents it yet: a question for the debate, not a fault."""
    return tell("local_nothing" if local else f"{criterion}_nothing", book.language)
