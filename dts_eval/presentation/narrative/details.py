"""Tells the parts of a figure about people: which exits are left out and why, the shares of publics, the passages."""

import datetime
from collections.abc import Callable, Iterable

from dts_eval.disclosure.rows import Row, keys_of
from dts_eval.foundation.language import capitalise, format_day, say
from dts_eval.indicators.rules import rule_in_force
from dts_eval.presentation.book import Book
from dts_eval.presentation.narrative.telling import set_apart, tell
from dts_eval.presentation.shown import Sentence, show, show_part

PASSAGES = "social_barriers_before_after"
# Their total says only how many people left, which is told elsewhere.
TOLD_BY_PARTS = frozenset({PASSAGES})
RULES = ("exit_stay_longer_than", "exit_minimum_hours_of_year")
KNOWN = ("better", "same", "worse")


def details_of(book: Book, indicator: str) -> list[Sentence]:
    """Tell the parts of one indicator of the report year; nothing when it has none that is told in words."""
    teller = _TELLERS.get(indicator)
    rows = list(book.figures_of(indicator, book.year)) if teller else []
    return teller(book, rows) if teller and rows else []


def _rule(book: Book, rows: list[Row]) -> list[Sentence]:
    language, day = book.language, datetime.date(book.year, 12, 31)
    told = []
    for row in _by(rows, "scheme"):
        scheme = keys_of(row.breakdown)["scheme"]
        for rule in filter(None, (rule_in_force(name, scheme, day) for name in RULES)):
            since = format_day(rule.valid_from, language)
            name = book.word("scheme", scheme)
            told.append(tell("exits_rule", language, row, scheme=name, date=since, source=rule.source))
    return told


def _left_out(book: Book, rows: list[Row]) -> list[Sentence]:
    parts = _by(rows, "left_out")
    if not parts:
        return []
    items = [_item(book, book.word("left_out", keys_of(row.breakdown)["left_out"]), row) for row in parts]
    return [tell("exits_left_out", book.language, *parts, list=set_apart(items, book.language))]


def _denominators(book: Book, rows: list[Row]) -> list[Sentence]:
    language = book.language
    official = next(iter(book.totals("dynamic_exit_rate", book.year)), None)
    every = next((row for row in rows if not row.breakdown), None)
    if official is None or every is None or official.value is None or every.value is None:
        return []
    if official.denominator == every.denominator:
        return [tell("exits_one_denominator", language, official, every)]
    values = {"official": _out_of(official, language), "every": _out_of(every, language)}
    return [tell("exits_two_denominators", language, official, every, **values)]


def _quartiles(book: Book, rows: list[Row]) -> list[Sentence]:
    found = {row.breakdown: row for row in rows if row.value is not None}
    first, third = (found.get(f"quartile={name}") for name in ("first", "third"))
    if first is None or third is None:
        return []
    values = {"first": show(first, book.language), "third": show(third, book.language)}
    return [tell("stay_quartiles", book.language, first, third, **values)]


def _shares(key: str) -> Callable[[Book, list[Row]], list[Sentence]]:
    def told(book: Book, rows: list[Row]) -> list[Sentence]:
        language = book.language
        parts = [row for row in _by(rows, key) if row.value is not None]
        if not parts:
            return []
        order = list(book.items(key))
        parts.sort(key=lambda row: order.index(keys_of(row.breakdown)[key]))
        items = [
            str(say("detail_item", language, part=_word(book, key, row), value=_out_of(row, language)))
            for row in parts
        ]
        if any(row.value is not None for row in rows if not row.breakdown):
            return [tell("detail_parts", language, *parts, list=set_apart(items, language))]
        name = book.indicator(parts[0].indicator)
        values = {"indicator": name, "year": str(book.year), "list": set_apart(items, language)}
        sentences = [tell("detail_shares", language, *parts, **values)]
        if parts[0].unknown:
            n = show_part(parts[0], parts[0].unknown, "plain", language)
            sentences.append(tell("value_unknown_part", language, parts[0], n=n))
        return sentences

    return told


def _moves(book: Book, rows: list[Row]) -> list[Sentence]:
    language, items = book.language, []
    parts = [row for row in rows if row.breakdown and row.value is not None]
    for row in parts:
        keys = keys_of(row.breakdown)
        homes = {key: book.word("housing", keys[key]) for key in ("housing_entry", "housing_exit")}
        value = show(row, language)
        move = {"before": homes["housing_entry"], "after": homes["housing_exit"]}
        items.append(str(say("detail_move", language, value=value, **move)))
    told = [tell("housing_moves", language, *parts, list=set_apart(items, language))] if items else []
    return told


def _passages(book: Book, rows: list[Row]) -> list[Sentence]:
    language = book.language
    whole = next((row for row in rows if not row.breakdown), None)
    if whole is None or whole.value is None:
        return []
    told = [tell("passages_intro", language, whole, n=show_part(whole, whole.value, "plain", language))]
    told += rater_sentences(book, _by(rows, "rated_by"))
    for domain in book.items("domain"):
        own = {keys_of(row.breakdown).get("passage", ""): row for row in rows if _is_of(row, domain)}
        if own:
            told.append(passage_sentence(book, capitalise(book.word("domain", domain)), own))
    return told


def rater_sentences(book: Book, rows: list[Row]) -> list[Sentence]:
    """Tell who chose the levels; nothing when no row says it."""
    items = [_item(book, _rater(book, row), row) for row in rows]
    return [tell("passages_raters", book.language, *rows, list=set_apart(items, book.language))] if items else []


def passage_sentence(book: Book, domain: str, own: dict[str, Row]) -> Sentence:
    """Tell how many went better, the same and worse in one domain, or for one question, and how many are not known."""
    language, rows = book.language, own.values()
    cells = {name: own[name] for name in (*KNOWN, "unknown") if name in own}
    if all(row.value is None for row in cells.values()):
        return tell("passage_hidden", language, *rows, domain=domain)
    values = {name: _value(book, row) for name, row in cells.items()}
    known = cells["better"].denominator
    if known is not None and all(row.value is not None for row in cells.values()):
        n = show_part(cells["better"], known, "plain", language)
        return tell("passage_known", language, *rows, domain=domain, n=n, **values)
    return tell("passage_masked", language, *rows, domain=domain, **values)


def _is_of(row: Row, domain: str) -> bool:
    return keys_of(row.breakdown).get("domain") == domain


def _rater(book: Book, row: Row) -> str:
    who = keys_of(row.breakdown)["rated_by"]
    return str(say(f"rater_{who}", book.language)) if who in ("unknown", "unrated") else book.word("rated_by", who)


def _word(book: Book, key: str, row: Row) -> str:
    return book.word(key, keys_of(row.breakdown)[key])


def _by(rows: Iterable[Row], key: str) -> list[Row]:
    return [row for row in rows if list(keys_of(row.breakdown)) == [key]]


def _item(book: Book, part: str, row: Row) -> str:
    return str(say("detail_item", book.language, part=part, value=_value(book, row)))


def _value(book: Book, row: Row) -> object:
    if row.value is None:
        return str(say("detail_masked", book.language))
    return show_part(row, row.value, "plain", book.language)


def _out_of(row: Row, language: str) -> str:
    n, total = (show_part(row, part or 0, "plain", language) for part in (row.numerator, row.denominator))
    return str(say("detail_out_of", language, part=n, total=total))


_TELLERS: dict[str, Callable[[Book, list[Row]], list[Sentence]]] = {
    "exits_counted": _rule,
    "exits_not_counted": _left_out,
    "dynamic_exit_rate_all": _denominators,
    "stay_length": _quartiles,
    "profile_long_unemployed": _shares("registration"),
    "profile_age": _shares("age"),
    "profile_education": _shares("education"),
    "housing_change": _moves,
    PASSAGES: _passages,
}
