"""Tells the debate: where it stands, who thinks what of each effect, what was decided, what it cost."""

from dts_eval.foundation.language import capitalise, join_list, say
from dts_eval.presentation.blocks import Table, TableCell
from dts_eval.presentation.book import Book, Thing, keys_of, own_words
from dts_eval.presentation.narrative.dates import write_when
from dts_eval.presentation.narrative.telling import tell
from dts_eval.presentation.shown import Sentence, show, show_part


def debates_of(book: Book) -> list[Thing]:
    """Return the sessions where the results were debated."""
    return [
        thing for thing in book.things("session") if (step := thing.row("session_step")) and step.text == "debate"
    ]


def debate_sentences(book: Book) -> list[Sentence]:
    """Tell when the results were debated, or that they were not yet."""
    language = book.language
    sessions = debates_of(book)
    if not sessions:
        return [tell("debate_not_held", language)]
    told = []
    for thing in sessions:
        date, participants = thing.row("session_date"), thing.row("session_participants")
        if date and participants:
            when = write_when(date.text, language)
            n = show_part(participants, participants.value, "participant", language)
            told.append(tell("debate_session", language, date, participants, date=when, participants=n))
        elif date:
            told.append(tell("debate_session_date", language, date, date=write_when(date.text, language)))
    sides = {row.text for thing in sessions if (row := thing.row("session_side"))}
    if sides == {"internal"}:
        told.append(tell("debate_internal_only", language))
    return told or [tell("debate_not_dated", language)]


def opinions_table(book: Book) -> Table | None:
    """Lay out who recognises, qualifies or contests each effect debated; no count, no balance."""
    language = book.language
    rows = [row for row in book.rows if row.indicator == "opinion_opinion"]
    if not rows:
        return None
    voices = list(dict.fromkeys(keys_of(row.breakdown)["who"] for row in rows))
    effects = list(dict.fromkeys(keys_of(row.breakdown)["effect"] for row in rows))
    stated = {thing.name: thing.text("effect", language) for thing in book.things("effect")}
    given = {(keys_of(row.breakdown)["effect"], keys_of(row.breakdown)["who"]): row for row in rows}
    lines: list[tuple[TableCell, ...]] = []
    for effect in effects:
        line: list[TableCell] = [capitalise(stated.get(effect, effect))]
        for voice in voices:
            row = given.get((effect, voice))
            if row is None:
                line.append(str(say("opinion_not_collected", language)))
            else:
                line.append(tell("opinion_word", language, row, opinion=book.word("opinion", row.text)))
        lines.append(tuple(line))
    head = (str(say("column_effect", language)), *(capitalise(voice) for voice in voices))
    return Table(tell("opinions_caption", language), head, tuple(lines))


def decisions_table(book: Book) -> Table | None:
    """Lay out what was decided, who takes charge of it, by when, with which reserve."""
    language = book.language
    columns = ("decision_subject", "decision_in_charge", "decision_due", "decision_reserve")
    lines: list[tuple[TableCell, ...]] = []
    for thing in book.things("decision"):
        line: list[TableCell] = []
        for column in columns:
            row = thing.row(column)
            if row is None:
                line.append(str(say("not_noted", language)))
            elif column == "decision_subject":
                line.append(capitalise(own_words(row, language)))
            else:
                line.append(tell("cell_words", language, row, text=own_words(row, language)))
        lines.append(tuple(line))
    if not lines:
        return None
    head = tuple(str(say(f"column_{column}", language)) for column in columns)
    return Table(tell("decisions_caption", language), head, tuple(lines))


def tension_sentences(book: Book) -> list[Sentence]:
    """Tell the tensions that the exchanges brought to light, beside the effect that they are about."""
    language, told = book.language, []
    stated = {thing.name: thing.text("effect", language) for thing in book.things("effect")}
    for row in book.rows:
        if row.indicator == "opinion_tension":
            effect = keys_of(row.breakdown)["effect"]
            words = own_words(row, language)
            told.append(tell("debate_tension", language, row, effect=stated.get(effect, effect), text=words))
    return told


def changed_sentences(book: Book) -> list[Sentence]:
    """Tell what changed once a decision was taken."""
    language, told = book.language, []
    for thing in book.things("decision"):
        changed, subject = thing.row("decision_changed"), thing.row("decision_subject")
        if changed and subject:
            values = {"decision": own_words(subject, language), "text": own_words(changed, language)}
            told.append(tell("decision_changed", language, changed, subject, **values))
    return told


def debated_short(book: Book) -> list[Sentence]:
    """Tell in a line each what the debate decided, or that it has not taken place."""
    language = book.language
    decisions = [thing.row("decision_subject") for thing in book.things("decision")]
    told = [tell("decision_short", language, row, text=own_words(row, language)) for row in decisions if row]
    return told or debate_sentences(book)[:1]


def cost_sentences(book: Book) -> list[Sentence]:
    """Tell the time and the money that the evaluation asked for, or that they were not noted."""
    language, told = book.language, []
    hours, volunteers = book.row("tally_evaluation_hours"), book.row("tally_evaluation_volunteer_hours")
    amount = book.row("tally_evaluation_amount")
    if hours is None:
        return [tell("cost_not_recorded", language)]
    shown = show_part(hours, hours.value, "hour", language)
    if volunteers is not None:
        given = show_part(volunteers, volunteers.value, "hour", language)
        told.append(tell("cost_time_volunteers", language, hours, volunteers, hours=shown, volunteer_hours=given))
    else:
        told.append(tell("cost_time", language, hours, hours=shown))
    if amount is not None:
        spent = show_part(amount, amount.value, "euro", language)
        told.append(tell("cost_money", language, amount, amount=spent))
    funding = [row for row in book.rows if row.indicator == "evaluation_funding"]
    if funding:
        listed = join_list(dict.fromkeys(own_words(row, language) for row in funding), language)
        told.append(tell("cost_funding", language, *funding, list=listed))
    return told


def limit_sentences(book: Book) -> list[Sentence]:
    """Tell the limits that hold for the whole report."""
    language = book.language
    told = [tell("limit_attribution", language)]
    total, missing = book.row("tally_indicators"), book.row("tally_indicators_missing")
    if total is not None and missing is not None and missing.value:
        values = {"n": show(missing, language), "total": show(total, language)}
        told.append(tell("limit_missing_data", language, missing, total, **values))
    unused = book.row("tally_supports_unused")
    if unused is not None and unused.value:
        told.append(tell("limit_unused_evidence", language, unused, n=show(unused, language)))
    withheld = book.row("tally_withheld")
    if withheld is not None:
        told.append(tell("limit_withheld", language, withheld, n=show(withheld, language)))
    actors = book.row("actors_withheld")
    if actors is not None:
        told.append(tell("limit_actors_withheld", language, actors))
    told.append(tell("limit_absent_people", language))
    return told
