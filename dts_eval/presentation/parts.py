"""The parts of the report, each built from rows: frame, essentials, choice, portrait, criteria, debate, limits."""

from dataclasses import dataclass, field

from dts_eval.comparison.portrait import portrait
from dts_eval.disclosure.privacy import SENSITIVE_THRESHOLD
from dts_eval.foundation.language import say, typeset
from dts_eval.foundation.model import Criterion, Grade
from dts_eval.presentation.blocks import (
    Block,
    Chart,
    Heading,
    HowToRead,
    Paragraph,
    Portrait,
    Section,
    Unknowns,
)
from dts_eval.presentation.book import Book, Thing
from dts_eval.presentation.illustrations import (
    ANSWERS,
    COMPARED,
    criterion_charts,
    participation_chart,
    territory_chart,
    votes_chart,
)
from dts_eval.presentation.narrative import choice, collection, cost, debate, frame, places, projects
from dts_eval.presentation.narrative.answers import answer_sentences
from dts_eval.presentation.narrative.effects import (
    effects_of,
    face_to_face,
    has_sides,
    intention,
    is_fact,
    unsigned_effect,
)
from dts_eval.presentation.narrative.essentials import essentials, finding, opening
from dts_eval.presentation.narrative.figures import figure_sentences
from dts_eval.presentation.narrative.money import beside_figure
from dts_eval.presentation.narrative.money_tables import money_tables
from dts_eval.presentation.narrative.telling import tell
from dts_eval.presentation.narrative.unknowns import no_proof_sentence, unknowns_of
from dts_eval.presentation.narrative.voices import story_or_quote, voices_of, withheld_sentence
from dts_eval.presentation.shown import Sentence, Shown, show, show_part
from dts_eval.workbook.layout import layout


@dataclass
class FigureNumbers:
    """Numbers the figures in the order in which the report draws them."""

    drawn: int = field(default=0)

    def next(self) -> int:
        """Return the number that the next figure would bear."""
        return self.drawn + 1

    def keep(self, chart: Chart | None) -> list[Chart]:
        """Keep a figure that was drawn and count it."""
        if chart is None:
            return []
        self.drawn += 1
        return [chart]


def _title(key: str, book: Book) -> str:
    return str(say(key, book.language))


def _rail(key: str, book: Book) -> tuple[str, str]:
    return str(say(f"rail_{key}", book.language)), str(say(f"rail_{key}_note", book.language))


def _paragraphs(sentences: list[Sentence]) -> list[Block]:
    return [Paragraph(tuple(sentences))] if sentences else []


def _own(book: Book, indicator: str) -> list[Block]:
    row = book.row(indicator)
    if row is None or not row.text:
        return []
    return [Paragraph((tell("own_words", book.language, row, text=typeset(row.text, book.language)),), own_words=True)]


def how_to_read(book: Book) -> Section:
    """Explain grades, voices and gaps before anything is said."""
    language = book.language
    threshold = str(book.disclosed.structure.threshold)
    gap_key = "read_gaps" if book.disclosed.structure.threshold > 1 else "read_gaps_all_public"
    block = HowToRead(
        grades_explained(language),
        (tell("read_proof", language), tell("read_open", language)),
        (tell("read_voice_report", language), tell("read_voice_people", language)),
        (
            tell(gap_key, language, **({"threshold": threshold} if gap_key == "read_gaps" else {})),
            *_sensitive_gaps(book),
        ),
    )
    return Section("lire", _rail("read", book), _title("title_read", book), (tell("lead_read", language),), (block,))


def _sensitive_gaps(book: Book) -> tuple[Sentence, ...]:
    """Say from how many people health and disability are told, where the report has pathways to tell."""
    threshold = max(SENSITIVE_THRESHOLD, book.disclosed.structure.threshold)
    told = book.row("people_employed_in_insertion") is not None
    return (tell("read_gaps_sensitive", book.language, threshold=str(threshold)),) if told else ()


def grades_explained(language: str) -> tuple[tuple[str, str, str], ...]:
    """Give each grade with its name and its meaning."""
    order = (Grade.CORROBORATED, Grade.RECORDS, Grade.DECLARED, Grade.ESTIMATED)
    return tuple(
        (str(grade), layout().word("grade", grade, language), str(say(f"grade_{grade}_meaning", language)))
        for grade in order
    )


def essentials_section(book: Book) -> Section:
    """Say on one page what each criterion found, what is contested, unknown, decided."""
    return Section(
        "essentiel", _rail("essentials", book), _title("title_essentials", book), opening(book), (essentials(book),)
    )


def choice_section(book: Book, numbers: FigureNumbers) -> Section:
    """Tell the mandate, the perimeter, who took part and what the group chose (steps 1 to 3)."""
    kept, placed, surveyed = choice.kept_sentence(book), projects.projects_table(book), places.territories_table(book)
    blocks: list[Block] = [
        *_own(book, "structure_context"),
        *_paragraphs(frame.mandate_sentences(book)[1:] + frame.excluded_sentences(book)),
        *_paragraphs(frame.scope_sentences(book) + places.place_sentences(book)),
        *numbers.keep(territory_chart(book, numbers.next())),
        *([surveyed] if surveyed else []),
        *([placed] if placed else []),
        *_paragraphs(projects.project_sentences(book)),
        *_paragraphs(frame.stakeholder_sentences(book)),
        *numbers.keep(participation_chart(book, numbers.next())),
        *_paragraphs([*choice.choice_sentences(book), *([kept] if kept else [])]),
        choice.choice_table(book),
        *numbers.keep(votes_chart(book, numbers.next())),
        *_paragraphs(choice.rejected_sentences(book) + choice.unmatched_sentences(book)),
        *collection_blocks(book),
    ]
    lead = tuple(frame.mandate_sentences(book)[:1])
    return Section("choix", _rail("choice", book), _title("title_choice", book), lead, tuple(blocks))


def collection_blocks(book: Book) -> list[Block]:
    """Tell how the information is gathered: the plan, what was not done, how many answered (step 5)."""
    table = collection.collection_table(book)
    told = [*_paragraphs(collection.undone_sentences(book)), *_paragraphs(collection.response_sentences(book))]
    # What people answered to a question that nobody attached to a criterion is told here.
    told += [Paragraph(tuple(sentences)) for sentences in answer_sentences(book, "")]
    if table is None and not told:
        return []
    return [Heading(_title("collection_heading", book)), *([table] if table else []), *told]


def portrait_section(book: Book) -> Section:
    """Show which kinds of proof each criterion stands on."""
    language = book.language
    table = portrait(book.disclosed)
    lines = []
    for line in table.lines:
        cells = tuple(
            marks if marks else tell(f"portrait_{line.reason or 'empty'}", language) for marks in line.marks
        )
        lines.append((book.short(line.criterion), cells))
    rejected = tuple((book.short(item), tell("portrait_rejected", language)) for item in table.rejected)
    block = Portrait(
        title=tell("portrait_title", language),
        subtitle=tell("portrait_subtitle", language, year=str(book.year)),
        how_to_read=tell("portrait_how_to_read", language),
        silent=tell("portrait_silent", language),
        head=tuple(str(say(f"portrait_column_{kind}", language)) for kind in table.kinds),
        lines=tuple(lines),
        rejected=rejected,
    )
    backed, kept = book.row("tally_criteria_backed"), book.row("tally_criteria_kept")
    lead: tuple[Sentence, ...] = ()
    if backed is not None and kept is not None:
        lead = (choice_coverage(book),)
    return Section("portrait", _rail("portrait", book), _title("title_portrait", book), lead, (block,))


def choice_coverage(book: Book) -> Sentence:
    """Say how many of the criteria kept stand on at least one proof."""
    backed, kept = book.row("tally_criteria_backed"), book.row("tally_criteria_kept")
    values = {"n": show(backed, book.language), "total": show(kept, book.language)}
    return tell("essential_criteria_coverage", book.language, backed, kept, **values)


def criterion_section(book: Book, criterion: Criterion, numbers: FigureNumbers) -> Section:
    """Tell one criterion: the team's words, figures, charts, voices, effects, and what is not known."""
    name = criterion.criterion_id
    language = book.language
    blocks = own_reading(book, name)
    blocks += _paragraphs(choice.reason_sentences(book, name))
    blocks += illustrated(book, name, numbers)
    blocks += money_tables(book, name)
    blocks += [story_or_quote(book, thing) for thing in voices_of(book, name)]
    blocks += effect_blocks(book, effects_of(book, name))
    if not blocks:
        blocks += _paragraphs([no_proof_sentence(book, name, criterion.local)])
    blocks.append(Unknowns(tuple(unknowns_of(book, name))))
    number = [item.criterion_id for item in book.disclosed.criteria].index(name) + 1
    rail = (str(say("rail_criterion", language, number=str(number))), choice.how_chosen(book, name))
    lead = (lead_of(book, criterion),)
    named = book.short(criterion)
    return Section(f"critere-{name.replace('_', '-')}", rail, named, lead, tuple(blocks), criterion=name)


def illustrated(book: Book, criterion: str, numbers: FigureNumbers) -> list[Block]:
    """Tell the figures and the answers of a criterion, each drawing after the sentences about the same thing."""
    charts = list(criterion_charts(book, criterion))

    def drawn(about: str) -> list[Chart]:
        return [chart for subject, draw in charts if subject == about for chart in numbers.keep(draw(numbers.next()))]

    blocks: list[Block] = []
    for indicator in book.figures(criterion):
        told = figure_sentences(book, indicator) + beside_figure(book, indicator)
        blocks += [*_paragraphs(told), *drawn(indicator)]
    answered = [block for told in answer_sentences(book, criterion) for block in _paragraphs(told)]
    # Two figures in a row would leave holes on paper: the other answers stand between them.
    return [*blocks, *answered[:1], *drawn(ANSWERS), *answered[1:], *drawn(COMPARED)]


def own_reading(book: Book, criterion: str) -> list[Block]:
    """Quote what the group says of a criterion, in its own words."""
    of_criterion = (row for row in book.rows if row.criterion == criterion)
    reading = next((row for row in of_criterion if row.indicator == "criterion_reading"), None)
    if reading is None:
        return []
    words = tell("own_words", book.language, reading, text=typeset(reading.text, book.language))
    return [Paragraph((words,), own_words=True)]


def effect_blocks(book: Book, effects: list[Thing]) -> list[Block]:
    """Set effects between their two sides, then those that nobody signed, then what was only intended."""
    facts = [thing for thing in effects if is_fact(thing)]
    signed = [thing for thing in facts if has_sides(thing)]
    unsigned = [unsigned_effect(book, thing) for thing in facts if not has_sides(thing)]
    if unsigned:
        unsigned.append(tell("effects_unsigned_note", book.language))
    intentions = [intention(book, thing) for thing in effects if not is_fact(thing)]
    faced: list[Block] = [face_to_face(book, thing) for thing in signed]
    return [*faced, *_paragraphs(unsigned), *(Paragraph((said,)) for said in intentions)]


def lead_of(book: Book, criterion: Criterion) -> Sentence:
    """Open a criterion with what it stands on: figures, accounts, both or neither."""
    language, where = book.language, f"criterion={criterion.criterion_id}"
    figures, accounts = book.row("tally_figures", where), book.row("tally_accounts", where)
    has_figures = figures is not None and bool(figures.value)
    has_accounts = accounts is not None and bool(accounts.value)
    if has_figures and has_accounts:
        values = {"n": show(figures, language), "accounts": show_accounts(book, criterion)}
        return tell("lead_figures_and_accounts", language, figures, accounts, **values)
    if has_figures:
        return tell("lead_figures_only", language, figures, n=show(figures, language))
    if has_accounts:
        return tell("lead_accounts_only", language, accounts, n=show(accounts, language))
    return finding(book, criterion)


def show_accounts(book: Book, criterion: Criterion) -> Shown:
    """Write the number of accounts of a criterion with its noun."""
    row = book.row("tally_accounts", f"criterion={criterion.criterion_id}")
    shown = show_part(row, row.value, "plain", book.language)
    words = str(say("accounts_count", book.language, n=shown))
    return shown.worded(words[:1].lower() + words[1:])


def unattached_section(book: Book) -> Section | None:
    """Show the effects and the words that nobody attached to a criterion."""
    effects = effects_of(book, "")
    voices = voices_of(book, "")
    if not effects and not voices:
        return None
    blocks = effect_blocks(book, effects)
    blocks += [story_or_quote(book, thing) for thing in voices]
    lead = (tell("lead_unattached", book.language),)
    return Section("autres-effets", _rail("unattached", book), _title("title_unattached", book), lead, tuple(blocks))


def debate_section(book: Book) -> Section:
    """Tell the debate, the opinions given, the decisions, and what the evaluation cost (step 6)."""
    told = debate.debate_sentences(book)
    laid_out: list[Block | None] = [
        debate.sessions_table(book),
        debate.opinions_table(book),
        debate.spoken_words(book),
        debate.reactions_told(book),
    ]
    costs: list[Block | None] = [cost.cost_table(book)]
    blocks: list[Block] = [
        *_paragraphs(told[1:]),
        *(block for block in laid_out if block is not None),
        *_paragraphs(debate.standing_sentences(book)),
        *_paragraphs(debate.tension_sentences(book)),
        *(block for block in (debate.decisions_table(book),) if block is not None),
        *_paragraphs(debate.changed_sentences(book)),
        *_paragraphs(cost.cost_sentences(book)),
        *(block for block in costs if block is not None),
        *_paragraphs(cost.cost_notes(book)),
    ]
    return Section("debat", _rail("debate", book), _title("title_debate", book), tuple(told[:1]), tuple(blocks))


def limits_section(book: Book) -> Section:
    """Tell what holds for the whole report: what it does not establish and what it does not show."""
    told = debate.limit_sentences(book) + withheld_sentence(book)
    block = Unknowns(tuple(told[1:]))
    heavy = _paragraphs(cost.light_sentences(book))
    title = _title("title_limits", book)
    return Section("limites", _rail("limits", book), title, tuple(told[:1]), (block, *heavy))
