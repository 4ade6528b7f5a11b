"""Tells the debate: where it stands, who thinks what of each effect, what was decided, what became of it."""

from dts_eval.disclosure.rows import Row, keys_of
from dts_eval.foundation.language import capitalise, join_list, say
from dts_eval.presentation.blocks import Listing, Table, TableCell
from dts_eval.presentation.book import Book, Thing, own_words
from dts_eval.presentation.narrative.dates import write_when
from dts_eval.presentation.narrative.telling import set_apart, tell
from dts_eval.presentation.shown import Sentence, show, show_bare, show_part


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


def sessions_table(book: Book) -> Table | None:
    """Lay out each debate: its object, its day, who was invited and came, which effects were discussed."""
    language = book.language
    lines: list[tuple[TableCell, ...]] = []
    columns = ("subject", "date", "side", "participants", "colleges", "discussed")
    for thing in debates_of(book):
        lines.append(tuple(_session_cell(book, thing, column) for column in columns))
    if not lines:
        return None
    head = tuple(str(say(f"column_session_{column}", language)) for column in columns)
    return Table(tell("sessions_caption", language), head, tuple(lines), numeric=frozenset({3}))


def _session_cell(book: Book, thing: Thing, column: str) -> TableCell:
    language = book.language
    row = thing.row(f"session_{column}")
    if row is None:
        return str(say("not_noted", language))
    if column == "participants":
        return show_bare(row, language)
    if column == "date":
        return capitalise(write_when(row.text, language))
    words = book.word("request_side", row.text) if column == "side" else own_words(row, language)
    if column == "discussed":
        words = ", ".join(row.text.split())
    return tell("cell_words", language, row, text=words if column == "discussed" else capitalise(words))


def spoken_words(book: Book) -> Listing | None:
    """Quote what was said in the debate of each effect, with who said it; no voice before the others but in order."""
    language = book.language
    stated = {thing.name: thing.text("effect", language) for thing in book.things("effect")}
    said: dict[str, list[Sentence]] = {}
    for row in book.rows:
        if row.indicator == "opinion_words":
            keys = keys_of(row.breakdown)
            told = tell("debate_words", language, row, words=own_words(row, language), who=keys["who"])
            said.setdefault(stated.get(keys["effect"], keys["effect"]), []).append(told)
    if not said:
        return None
    return Listing(tuple((capitalise(effect), tuple(sentences)) for effect, sentences in said.items()))


def reactions_told(book: Book) -> Listing | None:
    """Quote how people reacted to what is said of each criterion, in the order of the criteria; nothing is counted."""
    language = book.language
    said: dict[str, list[Sentence]] = {}
    for thing in book.things("reaction"):
        opinion, words, who = (thing.row(f"reaction_{field}") for field in ("opinion", "words", "who"))
        row = opinion or words
        if row is None:
            continue
        speaker = own_words(who, language) if who else str(say("speaker_unknown", language))
        values = {"who": speaker} | ({"opinion": book.word("opinion", opinion.text)} if opinion else {})
        values |= {"words": own_words(words, language)} if words else {}
        key = "reaction_both" if opinion and words else "reaction_opinion" if opinion else "reaction_words"
        said.setdefault(row.criterion, []).append(tell(key, language, opinion, words, who, **values))
        tension = thing.row("reaction_tension")
        if tension:
            sentence = tell("reaction_tension", language, tension, text=own_words(tension, language))
            said[row.criterion].append(sentence)
    told = [item for item in book.kept if item.criterion_id in said]
    lines = tuple((capitalise(book.short(item)), tuple(said[item.criterion_id])) for item in told)
    return Listing(lines) if lines else None


def standing_sentences(book: Book) -> list[Sentence]:
    """Tell the effects that somebody denies, and those that nobody debated yet."""
    language, told = book.language, []
    stated = {thing.name: thing.text("effect", language) for thing in book.things("effect")}
    denied: dict[str, list[Row]] = {}
    for row in book.rows:
        if row.indicator == "opinion_opinion" and row.text == "denies":
            denied.setdefault(keys_of(row.breakdown)["effect"], []).append(row)
    for effect, rows in denied.items():
        listed = join_list([keys_of(row.breakdown)["who"] for row in rows], language)
        told.append(tell("debate_denied", language, *rows, effect=stated.get(effect, effect), list=listed))
    count = book.row("tally_effects_not_debated")
    rows = [row for row in book.rows if row.indicator == "effect_not_debated"]
    if count is not None and rows:
        listed = set_apart([own_words(row, language) for row in rows], language)
        told.append(tell("debate_effects_not_debated", language, count, *rows, n=show(count, language), list=listed))
    return told


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
    columns = ("decision_subject", "decision_in_charge", "decision_due", "decision_reserve", "decision_changed")
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
    """Tell what changed once a decision was taken, and the decisions whose date passed without a word."""
    language, told = book.language, []
    for thing in book.things("decision"):
        overdue = thing.row("decision_overdue")
        if overdue and (decided := thing.row("decision_subject")):
            values = {"decision": own_words(decided, language), "due": own_words(overdue, language)}
            told.append(tell("decision_overdue", language, overdue, decided, **values))
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
