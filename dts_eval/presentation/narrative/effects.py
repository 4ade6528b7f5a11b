"""Tells effects with those who recognise and those who contest them, at equal size; dissent is kept."""

from dts_eval.disclosure.rows import Row, keys_of
from dts_eval.foundation.language import say
from dts_eval.foundation.model import FACTS
from dts_eval.presentation.blocks import FaceToFace, Quote
from dts_eval.presentation.book import Book, Thing
from dts_eval.presentation.narrative.telling import tell
from dts_eval.presentation.shown import Sentence, cited_by


def effects_of(book: Book, criterion: str) -> list[Thing]:
    """Return the effects attached to one criterion; those attached to none when the criterion is empty."""
    return [thing for thing in book.things("effect") if effect_row(thing).criterion == criterion]


def effect_row(thing: Thing) -> Row:
    """Return the row that states an effect; a thing of this kind always has one."""
    row = thing.row("effect")
    assert row is not None
    return row


def is_fact(thing: Thing) -> bool:
    """Whether an effect is told as a fact: observed or under way; others are intentions."""
    return effect_row(thing).qualifier in FACTS


def is_contested(thing: Thing) -> bool:
    """Whether somebody contests an effect."""
    return thing.row("effect_contested_by") is not None


def face_to_face(book: Book, thing: Thing) -> FaceToFace:
    """Set an effect between its two sides; a silent side says that it is silent."""
    language = book.language
    effect = unsigned_effect(book, thing)
    recognised = _side(book, thing, "effect_recognised_by", "effect_argument_for", "effect_nobody_recognises")
    contested = _side(book, thing, "effect_contested_by", "effect_argument_against", "effect_nobody_contests", True)
    after = []
    for indicator in ("effect_after_debate", "effect_follow_up"):
        said = thing.text(indicator, language)
        if said:
            after.append(tell(indicator, language, thing.row(indicator), text=said))
    disputed = any(thing.row(side) is not None for side in ("effect_contested_by", "effect_argument_against"))
    return FaceToFace(effect, recognised, contested, tuple(after), disputed, thing.name)


def has_sides(thing: Thing) -> bool:
    """Whether somebody recognises, argues for, or contests an effect."""
    sides = ("effect_recognised_by", "effect_argument_for", "effect_contested_by", "effect_argument_against")
    return any(thing.row(side) is not None for side in sides)


def unsigned_effect(book: Book, thing: Thing) -> Sentence:
    """State an effect that nobody is said to recognise or to contest."""
    row = effect_row(thing)
    key = "effect_negative" if keys_of(row.breakdown).get("sense") == "negative" else "effect_stated"
    return tell(key, book.language, row, effect=thing.text("effect", book.language))


def intention(book: Book, thing: Thing) -> Sentence:
    """Quote what was only planned, aimed at or discussed: an intention, not a result."""
    row = effect_row(thing)
    return tell(f"intention_{row.qualifier}", book.language, row, effect=thing.text("effect", book.language))


def one_line(book: Book, thing: Thing) -> Sentence:
    """Tell a contested effect in one sentence, for the page of essentials."""
    return tell(
        "effect_contested_short",
        book.language,
        effect_row(thing),
        thing.row("effect_contested_by"),
        effect=thing.text("effect", book.language),
        contest=thing.text("effect_contested_by", book.language),
    )


def _side(
    book: Book, thing: Thing, who: str, argument: str, silent: str, contests: bool = False
) -> tuple[Sentence | Quote, ...]:
    language = book.language
    who_row, argument_row = thing.row(who), thing.row(argument)
    said: list[Sentence | Quote] = []
    if who_row:
        said.append(tell("effect_who", language, who_row, who=thing.text(who, language)))
    if argument_row:
        speaker = "" if who_row else str(say("speaker_unknown", language))
        words = thing.text(argument, language)
        said.append(Quote(words, speaker, cited_by([argument_row]), contests=contests, large=False))
    return tuple(said) or (tell(silent, language),)
