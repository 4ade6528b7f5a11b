"""Shows the words people gave, with who speaks and when; never more than they agreed to."""

from dts_eval.disclosure.rows import Row
from dts_eval.foundation.language import capitalise, say, typeset
from dts_eval.presentation.blocks import Quote, Story
from dts_eval.presentation.book import Book, Thing
from dts_eval.presentation.narrative.dates import write_when
from dts_eval.presentation.narrative.telling import tell
from dts_eval.presentation.shown import Sentence, cited_by, show


def voices_of(book: Book, criterion: str) -> list[Thing]:
    """Return the testimonies attached to one criterion."""
    return [thing for thing in book.things("testimony") if words_row(thing).criterion == criterion]


def words_row(thing: Thing) -> Row:
    """Return the row that holds somebody's words."""
    return next(row for row in thing.rows if row.unit == "text")


def quote(book: Book, thing: Thing, *, large: bool = True) -> Quote:
    """Quote somebody's words with their capacity and the date."""
    row = words_row(thing)
    speaker = speaker_of(book, thing)
    contests = row.qualifier == "contests"
    return Quote(_whole(book, row.text), speaker, cited_by([row]), contests=contests, large=large)


def speaker_of(book: Book, thing: Thing) -> str:
    """Say who speaks and when, as far as it was noted."""
    language = book.language
    who = capitalise(thing.text("testimony_speaker", language))
    when = thing.row("testimony_when")
    if when is None:
        return who
    return str(say("speaker_and_date", language, who=who, date=write_when(when.text, language)))


def story_or_quote(book: Book, thing: Thing) -> Story | Quote:
    """Tell an account in three moments when it has them, else quote it."""
    language = book.language
    before, since = thing.row("testimony_before"), thing.row("testimony_since")
    row = words_row(thing)
    if before is None and since is None:
        return quote(book, thing)
    moments = [("story_before", before), ("story_day", row), ("story_since", since)]
    told = tuple((str(say(key, language)), _whole(book, part.text)) for key, part in moments if part is not None)
    title = str(say("story_title", language))
    return Story(title, speaker_of(book, thing), told, cited_by(part for _, part in moments if part is not None))


def withheld_sentence(book: Book) -> list[Sentence]:
    """Say how many testimonies are not published, without saying anything of them."""
    row = book.row("testimony_withheld")
    return [tell("testimony_no_consent", book.language, row, n=show(row, book.language))] if row else []


def _whole(book: Book, words: str) -> str:
    return typeset(words.strip(), book.language)
