"""Tells what people answered to surveys: four levels in words, few people without percentages, the silent aside."""

from dts_eval.disclosure.rows import Row, keys_of
from dts_eval.foundation.language import say, typeset
from dts_eval.presentation.asked import LEVELS, Asked, compared_of, questions_of
from dts_eval.presentation.book import Book
from dts_eval.presentation.narrative.collection import SMALL_TOTAL, rates_of, survey_name
from dts_eval.presentation.narrative.details import passage_sentence, rater_sentences
from dts_eval.presentation.narrative.telling import tell
from dts_eval.presentation.shown import Sentence, Shown, show_part

PERCENT = "percent"
THEMES = "open_answers_by_criterion"


def answer_sentences(book: Book, criterion: str) -> list[list[Sentence]]:
    """Tell each question of a criterion, those of two moments last, then how many people raised it in own words."""
    told = [_question(book, asked) for asked in questions_of(book.rows, criterion, book.year)]
    told += _before_after(book, criterion)
    themes = [
        _theme(book, row)
        for row in book.rows
        if (row.indicator, row.criterion, row.year) == (THEMES, criterion, book.year) and row.value
    ]
    return [*told, *([themes] if themes else [])]


def silent_sentences(book: Book, criterion: str) -> list[Sentence]:
    """Name what nobody knows of a criterion that a survey lights: what those who did not answer think."""
    surveys = {asked.survey for asked in questions_of(book.rows, criterion, book.year)}
    surveys |= {asked.survey for asked in compared_of(book.rows, criterion, book.year)}
    return [
        tell("unknown_survey", book.language, row, survey=survey_name(book, code))
        for row in rates_of(book)
        if (code := keys_of(row.breakdown)["survey"]) in surveys and row.value is not None and row.value < 100
    ]


def _question(book: Book, asked: Asked) -> list[Sentence]:
    language, question = book.language, typeset(asked.question, book.language)
    if not asked.known:
        return [tell("survey_not_shown", language, *asked.rows, question=question)]
    first = asked.known[0]
    few = (first.denominator or 0) < SMALL_TOTAL
    values = {f"level_{level}": _level(book, asked.levels.get(level), few) for level in LEVELS}
    n = show_part(first, first.denominator, "plain", language)
    key = "survey_answers_few" if few else "survey_answers"
    told = [tell(key, language, *asked.rows, question=question, n=n, **values)]
    told += _interval(book, asked, few)
    if first.unknown:
        n = show_part(first, first.unknown, "plain", language)
        told.append(tell("survey_question_blank", language, first, n=n))
    return told


def _before_after(book: Book, criterion: str) -> list[list[Sentence]]:
    paragraphs = []
    for asked in compared_of(book.rows, criterion, book.year):
        question = str(say("survey_question", book.language, question=typeset(asked.question, book.language)))
        intro = tell("survey_before_after", book.language, asked.whole, survey=survey_name(book, asked.survey))
        raters = rater_sentences(book, list(asked.raters.values()))
        paragraphs.append([intro, passage_sentence(book, question, asked.passages), *raters])
    return paragraphs


def _level(book: Book, row: Row | None, few: bool) -> Shown | str:
    language = book.language
    if row is None or row.numerator is None or row.value is None:
        return str(say("survey_level_masked", language))
    n = show_part(row, row.numerator, "plain", language)
    if few:
        return n
    share = show_part(row, round(row.value), PERCENT, language)
    return n.worded(str(say("survey_level", language, n=n, share=share)))


def _interval(book: Book, asked: Asked, few: bool) -> list[Sentence]:
    language = book.language
    most = max(asked.known, key=lambda row: row.value or 0)
    if most.low is None or most.high is None:
        return []
    if most.low == most.high:
        return [tell("survey_everybody", language, most)]
    if few:
        return []
    word = book.word("agreement", keys_of(most.breakdown)["answer"])
    low, high = (show_part(most, round(bound), PERCENT, language) for bound in (most.low, most.high))
    told = [tell("survey_interval", language, most, level=word, low=low, high=high)]
    concerned = book.row("collection_population", f"collection={asked.survey}")
    return told if concerned else [*told, tell("survey_population_unknown", language, most)]


def _theme(book: Book, row: Row) -> Sentence:
    n = show_part(row, row.value, "plain", book.language)
    name = survey_name(book, keys_of(row.breakdown)["survey"])
    return tell("survey_theme", book.language, row, n=n, survey=name)
