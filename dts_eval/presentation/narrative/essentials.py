"""Chooses what the page of essentials says: one line a criterion, two voices, three equal columns."""

from dataclasses import replace

from dts_eval.foundation.model import Criterion
from dts_eval.presentation.blocks import Essentials, Quote
from dts_eval.presentation.book import NO_VALUE, Book
from dts_eval.presentation.narrative.debate import debated_short
from dts_eval.presentation.narrative.effects import effects_of, is_contested, is_fact, one_line
from dts_eval.presentation.narrative.figures import figure_sentences, rows_told
from dts_eval.presentation.narrative.telling import tell
from dts_eval.presentation.narrative.unknowns import no_proof_sentence, unknowns_of
from dts_eval.presentation.narrative.voices import quote, voices_of, words_row
from dts_eval.presentation.shown import Sentence, show

MOST_IN_A_COLUMN = 3
LONG_VOICE = 130


def opening(book: Book) -> tuple[Sentence, ...]:
    """Open the report: what it presents, as whom defined it, and that it gives no mark and no rank."""
    language = book.language
    involved = book.row("tally_stakeholders_involved")
    told = []
    if involved is not None and involved.value:
        name = book.disclosed.structure.name
        values = {"structure": name, "year": str(book.year), "n": show(involved, language)}
        told.append(tell("essential_opening", language, involved, **values))
    told.append(tell("essential_not_a_score", language))
    return tuple(told)


def essentials(book: Book) -> Essentials:
    """Fill the page of essentials."""
    findings = tuple((book.short(criterion), (finding(book, criterion),)) for criterion in book.kept)
    contested = [one_line(book, thing) for thing in book.things("effect") if is_fact(thing) and is_contested(thing)]
    if not contested:
        row = book.row("tally_effects")
        key = "essential_not_contested" if row and row.value else "essential_no_effect"
        contested = [tell(key, book.language)]
    unknown = [
        sentence
        for criterion in book.kept
        for sentence in unknowns_of(book, criterion.criterion_id)
        if sentence.text.key == "unknown_stated"
    ]
    if not unknown:
        unknown = [
            sentence for criterion in book.kept for sentence in unknowns_of(book, criterion.criterion_id)[:1]
        ]
    distinct = {str(sentence): sentence for sentence in unknown}
    return Essentials(
        findings=findings,
        voices=two_voices(book),
        contested=tuple(contested[:MOST_IN_A_COLUMN]),
        unknown=tuple(distinct.values())[:MOST_IN_A_COLUMN],
        debated=tuple(debated_short(book)[:MOST_IN_A_COLUMN]),
    )


def finding(book: Book, criterion: Criterion) -> Sentence:
    """Say one thing of a criterion: its first figure known, else its first effect, else its accounts, else nothing."""
    name = criterion.criterion_id
    for indicator in book.figures(name):
        if any(row.status not in NO_VALUE for row in rows_told(book, indicator)):
            return figure_sentences(book, indicator)[0]
    facts = [thing for thing in effects_of(book, name) if is_fact(thing)]
    if facts:
        quoted = facts[0]
        told = tell("effect_quoted", book.language, quoted.row("effect"), effect=quoted.text("effect", book.language))
        return replace(told, effect=quoted.name)
    accounts = book.row("tally_accounts", f"criterion={name}")
    if accounts is not None and accounts.value:
        words = [words_row(thing) for thing in voices_of(book, name)]
        return tell("criterion_accounts_only", book.language, *words, n=show(accounts, book.language))
    if effects_of(book, name):
        intended = [thing.row("effect") for thing in effects_of(book, name)]
        return tell("criterion_intentions_only", book.language, *intended)
    return no_proof_sentence(book, name, criterion.local)


def two_voices(book: Book) -> tuple[Quote, ...]:
    """Return one voice that recognises and one that contests, the shortest of each; both or what there is."""
    chosen = []
    for voice in ("recognises", "contests"):
        said = [thing for thing in book.things("testimony") if words_row(thing).qualifier == voice]
        if said:
            shortest = min(said, key=lambda thing: len(words_row(thing).text))
            if len(words_row(shortest).text) <= LONG_VOICE:
                chosen.append(quote(book, shortest, large=False))
    return tuple(chosen)
