"""Tells how the information is gathered: the plan, what of it was not done, how many people answered each survey."""

from dts_eval.disclosure.rows import Row, keys_of
from dts_eval.foundation.language import say
from dts_eval.presentation.blocks import Table, TableCell
from dts_eval.presentation.book import Book, Thing, own_words
from dts_eval.presentation.narrative.telling import set_apart, tell
from dts_eval.presentation.shown import Sentence, show_bare, show_part

RATE = "survey_response_rate"
SMALL_TOTAL = 20
ABANDONED, PLANNED = "abandoned", "planned"
UNDONE = {
    (ABANDONED, True): "collection_abandoned",
    (ABANDONED, False): "collection_abandoned_no_reason",
    (PLANNED, True): "collection_planned",
    (PLANNED, False): "collection_planned_no_reason",
}


def collection_table(book: Book) -> Table | None:
    """Lay out what is gathered, how, by whom and when, from how many people, in how much time, and where it stands."""
    language = book.language
    lines = [_line(book, thing) for thing in book.things("collection")]
    if not lines:
        return None
    columns = (
        "collection_what", "collection_kind", "collection_who", "collection_people", "collection_hours",
        "collection_state",
    )  # fmt: skip
    head = tuple(str(say(f"column_{column}", language)) for column in columns)
    return Table(tell("collection_caption", language), head, tuple(lines), numeric=frozenset({4}))


def undone_sentences(book: Book) -> list[Sentence]:
    """Tell what was planned and given up, or planned for this year and not done yet, with the reason given."""
    language, told = book.language, []
    for thing in book.things("collection"):
        state, what, why = (thing.row(f"collection_{side}") for side in ("state", "what", "why"))
        if state is None or what is None or not _undone(book, thing, state):
            continue
        values = {"what": own_words(what, language), **({"why": own_words(why, language)} if why else {})}
        told.append(tell(UNDONE[state.text, why is not None], language, state, what, why, **values))
    return told


def response_sentences(book: Book) -> list[Sentence]:
    """Tell how many people answered each survey of the year, and that what the others think is not known."""
    language = book.language
    rates = rates_of(book)
    told = [_response(book, row) for row in rates]
    partial = [row for row in rates if row.value is not None and row.value < 100]
    return told + ([tell("survey_others_unknown", language, *partial)] if partial else [])


def rates_of(book: Book) -> list[Row]:
    """Return the response rate of each survey of the report year."""
    rows = (row for row in book.rows if (row.indicator, row.year) == (RATE, book.year))
    return [row for row in rows if "survey" in keys_of(row.breakdown)]


def survey_name(book: Book, code: str) -> str:
    """Return the name that the plan gives to a survey, its code when the plan does not know it."""
    row = book.row("collection_what", f"collection={code}")
    return own_words(row, book.language) if row else code


def _undone(book: Book, thing: Thing, state: Row) -> bool:
    year = thing.row("collection_year")
    due = year is None or year.value is None or year.value <= book.year
    return state.text == ABANDONED or (state.text == PLANNED and due)


def _response(book: Book, row: Row) -> Sentence:
    language, name = book.language, survey_name(book, keys_of(row.breakdown)["survey"])
    if row.status == "suppressed":
        return tell("survey_response_hidden", language, row, survey=name)
    if row.value is None or row.numerator is None or row.denominator is None:
        return tell("survey_response_unknown", language, row, survey=name)
    n, asked = (show_part(row, part, "plain", language) for part in (row.numerator, row.denominator))
    if row.numerator == row.denominator:
        return tell("survey_response_all", language, row, survey=name, n=n)
    if row.denominator < SMALL_TOTAL:
        return tell("survey_response_small", language, row, survey=name, n=n, asked=asked)
    rate = show_part(row, round(row.value), row.unit, language)
    return tell("survey_response", language, row, survey=name, n=n, asked=asked, rate=rate)


def _line(book: Book, thing: Thing) -> tuple[TableCell, ...]:
    language = book.language
    kind, state, why = (thing.row(f"collection_{side}") for side in ("kind", "state", "why"))
    how = tell("cell_words", language, kind, text=book.word("collection_kind", kind.text)) if kind else _not_noted(book)
    stands: TableCell = _not_noted(book)
    if state and why:
        word = book.word("collection_state", state.text)
        stands = tell("collection_state_why", language, state, why, state=word, why=own_words(why, language))
    elif state:
        stands = tell("cell_words", language, state, text=book.word("collection_state", state.text))
    hours = thing.row("collection_hours")
    time: TableCell = show_bare(hours, language) if hours and hours.value is not None else _not_noted(book)
    return thing.text("collection_what", language), how, _who(book, thing), _people(book, thing), time, stands


def _who(book: Book, thing: Thing) -> TableCell:
    language = book.language
    said = [row for side in ("who", "when") if (row := thing.row(f"collection_{side}"))]
    if not said:
        return _not_noted(book)
    return tell("cell_words", language, *said, text=set_apart((own_words(row, language) for row in said), language))


def _people(book: Book, thing: Thing) -> TableCell:
    language = book.language
    asked, concerned = thing.row("collection_solicited"), thing.row("collection_population")
    numbers = {
        "n": show_part(asked, asked.value, "plain", language) if asked else None,
        "population": show_part(concerned, concerned.value, "plain", language) if concerned else None,
    }
    if asked and concerned:
        return tell("collection_people", language, asked, concerned, **numbers)
    if asked:
        return tell("collection_people_asked", language, asked, n=numbers["n"])
    if concerned:
        return tell("collection_people_concerned", language, concerned, n=numbers["population"])
    return ""


def _not_noted(book: Book) -> str:
    return str(say("not_noted", book.language))
