"""Step 6: the report — its parts in the order of the method, before any skin (fiche II-2, l.2670-2673)."""

from dts_eval.comparison.alignment import Comparison
from dts_eval.comparison.network.pooling import Synthesis
from dts_eval.disclosure.rows import Disclosed
from dts_eval.foundation.language import say
from dts_eval.foundation.names import report_stem
from dts_eval.presentation import parts
from dts_eval.presentation.annexes import data_section, indicator_sheets, register
from dts_eval.presentation.blocks import Cover, Report
from dts_eval.presentation.book import Book
from dts_eval.presentation.claims import claims_of
from dts_eval.presentation.comparison.side_by_side import present_comparison
from dts_eval.presentation.grids import actors_section, appreciation_section
from dts_eval.presentation.narrative.dates import write_when
from dts_eval.presentation.narrative.debate import debates_of
from dts_eval.presentation.narrative.essentials import two_voices
from dts_eval.presentation.network.synthesis import present_network
from dts_eval.presentation.options import avoided_costs_section
from dts_eval.presentation.shown import Sentence
from dts_eval.presentation.versions import since_section


def present(shown: Disclosed | Comparison | Synthesis) -> Report:
    """Put what was disclosed in the order of the method, as a report in words and charts.

    Args:
        shown: what one structure may show, several structures set side by side, or what a network shows together.

    Returns:
        A report that every skin draws alike. It holds no number and no sentence that does not come from a row.

    Source: fiche II-2, l.2646-2673.
    """
    if isinstance(shown, Synthesis):
        return present_network(shown)
    return present_comparison(shown) if isinstance(shown, Comparison) else _present_structure(shown)


def _present_structure(disclosed: Disclosed) -> Report:
    language = disclosed.language
    book = Book(disclosed, language)
    counter = parts.FigureNumbers()
    sections = [
        parts.how_to_read(book),
        parts.essentials_section(book),
        parts.choice_section(book, counter),
        parts.portrait_section(book),
        *(parts.criterion_section(book, criterion, counter) for criterion in book.kept),
    ]
    unattached = parts.unattached_section(book)
    if unattached is not None:
        sections.append(unattached)
    sections += [section for section in (appreciation_section(book, counter), actors_section(book, counter)) if section]
    avoided = avoided_costs_section(book, counter)
    sections += [
        *([avoided] if avoided else []),
        parts.debate_section(book),
        *(section for section in (since_section(book),) if section),
        parts.limits_section(book),
        indicator_sheets(book),
        data_section(book),
        register(book),
    ]
    name, year = disclosed.structure.name, str(book.year)
    fictitious = disclosed.structure.fictitious
    key = "running_head_fictitious" if fictitious else "running_head"
    return Report(
        language=language,
        title=str(say("report_title", language, structure=name, year=year)),
        running_head=str(say(key, language, structure=name, year=year)),
        fictitious=fictitious,
        notice=_notice(book),
        cover=_cover(book),
        sections=tuple(sections),
        evidence=disclosed.evidence,
        rows=disclosed.rows,
        claims=claims_of(sections),
        stem=report_stem(disclosed.file, book.year, disclosed.audience, language),
        year=year,
    )


def _notice(book: Book) -> tuple[Sentence, ...]:
    told = []
    if book.disclosed.structure.fictitious:
        told.append(Sentence(say("notice_fictitious", book.language)))
    if book.disclosed.audience == "external":
        told.append(Sentence(say("external_notice", book.language)))
    return tuple(told)


def _cover(book: Book) -> Cover:
    language = book.language
    voices = tuple(
        (str(say("voice_contests" if voice.contests else "voice_recognises", language)), voice)
        for voice in two_voices(book)
    )
    facts = []
    for key, indicator in (("cover_requester", "mandate_requester"), ("cover_use", "mandate_use")):
        said = book.say(indicator)
        if said:
            facts.append((str(say(key, language)), said))
    places = [thing.text("territory_name", language) for thing in book.things("territory")]
    if places:
        facts.append((str(say("cover_territory", language)), places[0]))
    dates = [write_when(row.text, language) for thing in debates_of(book) if (row := thing.row("session_date"))]
    when = dates[-1] if dates else str(say("cover_not_debated", language))
    facts.append((str(say("cover_debated", language)), when))
    return Cover(
        kicker=str(say("cover_kicker", language, year=str(book.year))),
        name=book.disclosed.structure.name,
        subtitle=book.say("structure_subtitle"),
        voices=voices,
        facts=tuple(facts),
    )
