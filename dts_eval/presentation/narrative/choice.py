"""Tells the collective choice: how, what was kept or set aside, with which votes and which dissent."""

from dts_eval.disclosure.rows import Row, keys_of
from dts_eval.foundation.language import NO_BREAK, format_day, join_list, say
from dts_eval.foundation.model import Criterion
from dts_eval.presentation.blocks import Table, TableCell
from dts_eval.presentation.book import Book, Thing, own_words
from dts_eval.presentation.narrative.dates import read_day
from dts_eval.presentation.narrative.telling import set_apart, tell
from dts_eval.presentation.shown import Sentence, show, show_bare

EXISTING = "existing"
COLONS = {"fr": f"{NO_BREAK}: ", "en": ": "}
VOTES = ("votes_for", "votes_against", "abstentions")


def choice_sentences(book: Book) -> list[Sentence]:
    """Tell how the criteria were chosen and by whom; say so when nobody noted it."""
    language, told = book.language, []
    for session in book.things("session"):
        step = session.row("session_step")
        if step is None or step.text != "choice":
            continue
        date, participants = session.row("session_date"), session.row("session_participants")
        method = session.row("session_method")
        if method:
            told.append(tell("choice_method", language, method, method=book.word("method", method.text)))
        if date and participants:
            day = read_day(date.text)
            when = format_day(day, language) if day else session.text("session_date", language)
            told.append(
                tell("choice_session", language, date, participants, date=when, n=show_bare(participants, language))
            )
    if not told:
        told.append(tell("choice_not_recorded", language))
    return told


def kept_sentence(book: Book) -> Sentence | None:
    """Tell how many criteria were kept."""
    row = book.row("tally_criteria_kept")
    return tell("choice_kept", book.language, row, n=show(row, book.language)) if row else None


def reason_sentences(book: Book, criterion_id: str) -> list[Sentence]:
    """Tell why a criterion was kept, in the words that were recorded."""
    thing = next((item for item in book.things("criterion") if item.name == criterion_id), None)
    if thing is None:
        return []
    language, told = book.language, []
    way, reason = thing.row("criterion_decided_by"), thing.row("criterion_reason")
    if way:
        told.append(tell("choice_way", language, way, way=book.word("way_of_deciding", way.text)))
    colleges = [row for row in thing.rows if row.indicator == "criterion_college"]
    if colleges:
        listed = set_apart((_college(row, language) for row in colleges), language)
        told.append(tell("choice_by_college", language, *colleges, list=listed))
    if reason:
        told.append(tell("choice_kept_reason", language, reason, reason=own_words(reason, language)))
    return told


def rejected_sentences(book: Book) -> list[Sentence]:
    """Tell each criterion set aside, with the reason in the group's words, and each one it added."""
    language, told = book.language, []
    for thing in book.things("criterion"):
        decision = thing.row("criterion_decision")
        if decision is None:
            continue
        name = _name(book, thing)
        reason = thing.text("criterion_reason", language)
        if decision.text == "rejected" and reason:
            row = thing.row("criterion_reason")
            year = str(book.year)
            told.append(
                tell("choice_rejected_reason", language, decision, row, criterion=name, reason=reason, year=year)
            )
        elif decision.text == "rejected":
            told.append(tell("choice_rejected_no_reason", language, decision, criterion=name))
        elif decision.text == "added":
            definition = thing.text("criterion_definition", language)
            key = "choice_added_locally" if definition else "choice_added_without_definition"
            row = thing.row("criterion_definition")
            values = {"definition": definition} if definition else {}
            told.append(tell(key, language, decision, row, criterion=name, **values))
    return told


def unmatched_sentences(book: Book) -> list[Sentence]:
    """Tell the criteria kept without indicator, and the indicators kept whose criterion was not."""
    language, told = book.language, []
    bare = [row for row in book.rows if row.indicator == "criterion_without_indicator"]
    alone = [row for row in book.rows if row.indicator == "indicator_without_criterion"]
    if bare:
        names = {item.criterion_id: book.short(item) for item in book.kept}
        listed = join_list((names[row.criterion] for row in bare), language)
        key = "choice_criterion_alone" if len(bare) == 1 else "choice_criteria_alone"
        told.append(tell(key, language, *bare, list=listed))
    if alone:
        listed = join_list((book.indicator(keys_of(row.breakdown)["indicator"]) for row in alone), language)
        key = "choice_indicator_alone" if len(alone) == 1 else "choice_indicators_alone"
        told.append(tell(key, language, *alone, list=listed))
    return told


def choice_table(book: Book) -> Table:
    """Lay out every criterion discussed, the decision and the dissent, in the manual's order."""
    language = book.language
    things = list(book.things("criterion"))
    head = tuple(str(say(column, language)) for column in ("column_criterion", "column_decision", "column_dissent"))
    lines: list[tuple[TableCell, ...]] = []
    muted = set()
    discussed = [item for item in book.disclosed.criteria if item.dimension != EXISTING]
    for number, criterion in enumerate(discussed):
        thing = next(item for item in things if item.name == criterion.criterion_id)
        decision = thing.row("criterion_decision")
        word = tell("decision_word", language, decision, decision=book.word("decision", criterion.decision))
        lines.append((book.short(criterion), word, _dissent(book, thing)))
        if criterion.decision == "rejected":
            muted.add(number)
    return Table(tell("choice_caption", language), head, tuple(lines), muted=frozenset(muted))


def how_chosen(book: Book, criterion_id: str) -> str:
    """Say in a few words how a criterion was chosen, for the margin of its section."""
    language = book.language
    thing = next((item for item in book.things("criterion") if item.name == criterion_id), None)
    votes = {vote: thing.row(vote) for vote in VOTES} if thing else {}
    if not thing or votes["votes_for"] is None:
        decision = thing.row("criterion_decision") if thing else None
        return book.word("decision", decision.text) if decision else ""
    against = votes["votes_against"]
    votes_for = str(show_bare(votes["votes_for"], language))
    if against is not None and against.value == 0:
        return str(say("chosen_without_opposition", language, votes=votes_for))
    return str(say("chosen_with_votes", language, votes=votes_for))


def _college(row: Row, language: str) -> str:
    return f"{keys_of(row.breakdown)['college']}{COLONS[language]}{own_words(row, language)}"


def _name(book: Book, thing: Thing) -> str:
    return book.label(_criterion(book, thing))


def _criterion(book: Book, thing: Thing) -> Criterion:
    return next(item for item in book.disclosed.criteria if item.criterion_id == thing.name)


def _dissent(book: Book, thing: Thing) -> Sentence | str:
    language = book.language
    dissent, who = thing.row("criterion_dissent"), thing.row("criterion_dissent_by")
    words = thing.text("criterion_dissent", language)
    if dissent and who:
        by = thing.text("criterion_dissent_by", language)
        return tell("dissent_by", language, dissent, who, words=words, who=by)
    if dissent:
        return tell("dissent", language, dissent, words=words)
    return str(say("dissent_none", language))
