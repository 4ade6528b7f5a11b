"""Tells a figure: its value or its absence, where it comes from, what changed, its target."""

from dts_eval.disclosure.rows import Row
from dts_eval.foundation.language import say
from dts_eval.foundation.units import units
from dts_eval.presentation.book import NO_VALUE, Book, own_words
from dts_eval.presentation.narrative.details import TOLD_BY_PARTS, details_of
from dts_eval.presentation.narrative.periods import PERIODS, by_period
from dts_eval.presentation.narrative.telling import tell
from dts_eval.presentation.shown import Sentence, Shown, show, show_part, show_range

PERCENT = "percent"
SMALL_TOTAL = 20
WHOLE_PERCENTS_BELOW = 100


def figure_sentences(book: Book, indicator: str) -> list[Sentence]:
    """Tell one indicator: its value this year or undated, its source, its change and its target, then its parts."""
    parts = details_of(book, indicator)
    rows = rows_told(book, indicator)
    if parts and indicator in TOLD_BY_PARTS:
        return parts
    ahead = [*parts, *_targets_ahead(book, indicator)]
    if not rows:
        return ahead
    if len(rows) > 1:
        return _several_sources(book, indicator, rows) + ahead
    row = rows[0]
    told = _absence(book, row) if row.status in NO_VALUE else _value(book, row)
    if row.status not in NO_VALUE:
        told += _target(book, row)
    return told + ahead


def rows_told(book: Book, indicator: str) -> tuple[Row, ...]:
    """Return the rows that speak for an indicator: this year's, else undated ones, else the latest known year's.

    A year without a value is told among what is not known, not here.
    """
    years = sorted({row.year for row in book.all_totals(indicator) if row.year and row.year < book.year}, reverse=True)
    for year in (book.year, None, *years):
        rows = tuple(row for row in book.totals(indicator, year) if row.status != "not_available")
        if rows:
            return rows
    return ()


def written(book: Book, row: Row) -> Shown:
    """Write a value as its sentence needs it: qualified (« plus de 600 »), or in whole percents."""
    language = book.language
    if _few_people(book, row):
        shown = show_part(row, round(row.value or 0), row.unit, language)
        return Shown(shown.text, row.value or 0, row.row_id, row.grade, row.evidence_ids)
    shown = show(row, language)
    if row.qualifier:
        words = str(say(f"qualified_{row.qualifier}", language, value=shown.text))
        return Shown(words, shown.value, row.row_id, row.grade, row.evidence_ids)
    return shown


def _absence(book: Book, row: Row) -> list[Sentence]:
    name = book.indicator(row.indicator)
    if row.status == "suppressed" and row.year is None:
        return [tell("value_suppressed_undated", book.language, row, indicator=name)]
    if row.status == "suppressed":
        return [tell("value_suppressed", book.language, row, indicator=name, year=_when(book, row))]
    reason = own_words(row, book.language)
    key = "value_not_applicable" if reason else "value_not_applicable_no_reason"
    return [tell(key, book.language, row, indicator=name, **({"reason": reason} if reason else {}))]


def _value(book: Book, row: Row) -> list[Sentence]:
    language, name = book.language, book.indicator(row.indicator)
    if row.status == "estimated":
        return _estimate(book, row)
    if row.value is None:
        return _range(book, row)
    if row.value == 0 and row.unit != PERCENT and row.year is not None and row.period not in PERIODS:
        return [tell("value_true_zero", language, row, indicator=name, year=_when(book, row))]
    change = book.following(row.indicator, "change", "since=") if row.year == book.year else None
    told = [_first(book, row, change)]
    told += _source(book, row)
    if row.unit == PERCENT and row.low is not None and row.high is not None:
        low, high = (show_part(row, round(bound), PERCENT, language) for bound in (row.low, row.high))
        told.append(tell("share_interval", language, row, low=low, high=high))
    if row.unknown:
        told.append(_unknown_part(book, row))
    note = own_words(row, language)
    if note:
        told.append(tell("value_note", language, row, note=note))
    return told


def _unknown_part(book: Book, row: Row) -> Sentence:
    language = book.language
    if row.unit == PERCENT and book.is_counted_in_euros(row.indicator):
        amount = show_part(row, row.unknown, "euro", language)
        return tell("value_unknown_amount", language, row, amount=amount)
    of_people = book.is_share_of_people(row.indicator) if row.unit == PERCENT else units()[row.unit].people
    key = "value_unknown_part" if of_people else "value_unknown_lines"
    return tell(key, language, row, n=show_part(row, row.unknown, "plain", language))


def _first(book: Book, row: Row, change: Row | None) -> Sentence:
    language, name = book.language, book.indicator(row.indicator)
    value = written(book, row)
    if row.year is None:
        return tell("value_undated", language, row, indicator=name, value=value)
    year = str(row.year)
    before = _before(book, row, change) if change is not None and change.value is not None else None
    if row.period in PERIODS:
        return by_period(book, row, before, written)
    if _few_people(book, row) and (before is None or _too_few(row) or _too_few(before)):
        n = show_part(row, row.numerator, "plain", language)
        total = show_part(row, row.denominator, "plain", language)
        key = "share_small_total" if _too_few(row) else "share_out_of"
        return tell(key, language, row, indicator=name, n=n, total=total, value=value, year=year)
    if before is None or change is None or change.value is None:
        return tell("value_plain", language, row, indicator=name, value=value, year=year)
    previous, previous_year = written(book, before), str(before.year)
    common = {"indicator": name, "value": value, "year": year, "previous": previous, "previous_year": previous_year}
    if change.qualifier == "noise":
        return tell("trend_noise", language, row, before, change, **common)
    if change.value == 0:
        same = {key: common[key] for key in ("indicator", "value", "year", "previous_year")}
        return tell("trend_same", language, row, before, change, **same)
    unit = "point" if row.unit == PERCENT else row.unit
    gap = round(abs(change.value), units()[unit].decimals)
    if _few_people(book, row):
        # Two whole percents are shown: their difference must be the one that a reader finds.
        gap = abs(round(row.value or 0) - round(before.value or 0))
    if gap == 0 or str(value) == str(previous):
        return tell("trend_flat", language, row, before, change, **common)
    written_gap = show_part(change, gap, unit, language)
    shown = Shown(written_gap.text, change.value, change.row_id, change.grade, change.evidence_ids)
    key = "trend_up" if change.value > 0 else "trend_down"
    return tell(key, language, row, before, change, change=shown, **common)


def _before(book: Book, row: Row, change: Row) -> Row | None:
    since = int(change.breakdown.partition("=")[2])
    return next(iter(book.totals(row.indicator, since)), None)


def _source(book: Book, row: Row) -> list[Sentence]:
    if row.grade == "declared" and not _documents(book, row):
        return [tell("source_declared_only", book.language, row)]
    if row.grade in ("corroborated", "estimated"):
        return [tell(f"source_{row.grade}", book.language, row)]
    return []


def _few_people(book: Book, row: Row) -> bool:
    few = row.denominator is not None and row.numerator is not None and row.denominator < WHOLE_PERCENTS_BELOW
    return row.unit == PERCENT and few and book.is_share_of_people(row.indicator)


def _too_few(row: Row) -> bool:
    return row.denominator is not None and row.denominator < SMALL_TOTAL


def _documents(book: Book, row: Row) -> bool:
    return any(book.evidence[name].kind != "cells" for name in row.evidence_ids)


def _estimate(book: Book, row: Row) -> list[Sentence]:
    language, name = book.language, book.indicator(row.indicator)
    told = []
    if row.low is not None and row.high is not None:
        low, high = show_range(row, language)
        key = "value_estimated" if row.year else "value_estimated_undated"
        told.append(tell(key, language, row, indicator=name, low=low, high=high, year=_when(book, row)))
    elif row.value is not None:
        key = "value_estimated_point" if row.year else "value_undated"
        told.append(tell(key, language, row, indicator=name, value=written(book, row), year=_when(book, row)))
        if not row.year:
            told.append(tell("source_estimated", language, row))
    note = own_words(row, language)
    key = "estimate_assumptions" if note else "estimate_no_assumption"
    told.append(tell(key, language, row, **({"assumptions": note} if note else {})))
    return told


def _range(book: Book, row: Row) -> list[Sentence]:
    language = book.language
    low, high = show_range(row, language)
    key = "value_range" if row.year else "value_range_undated"
    name = book.indicator(row.indicator)
    told = [tell(key, language, row, indicator=name, low=low, high=high, year=_when(book, row)), *_source(book, row)]
    note = own_words(row, language)
    return [*told, *([tell("value_note", language, row, note=note)] if note else [])]


def _several_sources(book: Book, indicator: str, rows: tuple[Row, ...]) -> list[Sentence]:
    language, name = book.language, book.indicator(indicator)
    known = [row for row in rows if row.status not in NO_VALUE and row.value is not None]
    if len(known) < 2:
        return [sentence for row in rows for sentence in _absence_or_value(book, row)]
    first, second = known[0], known[1]
    values = {"value_a": written(book, first), "value_b": written(book, second)}
    key = "sources_agree" if first.value == second.value else "sources_disagree"
    told = [tell(key, language, first, second, indicator=name, **values)]
    told += [
        tell("sources_note", language, row, value=written(book, row), note=own_words(row, language))
        for row in known
        if row.text
    ]
    told += [tell("sources_more", language, row, value=written(book, row)) for row in known[2:]]
    return told


def _absence_or_value(book: Book, row: Row) -> list[Sentence]:
    return _absence(book, row) if row.status in NO_VALUE else _value(book, row)


def _target(book: Book, row: Row) -> list[Sentence]:
    target = book.following(row.indicator, "gap", "of=target")
    gap = book.following(row.indicator, "gap", "of=gap")
    if target is None or gap is None or gap.value is None:
        return []
    language = book.language
    shown, value = show(target, language), written(book, row)
    if row.low is not None and row.high is not None and target.value is not None and row.low < target.value < row.high:
        low, high = show_range(row, language)
        told = [tell("target_uncertain", language, target, row, target=shown, low=low, high=high)]
    elif gap.value >= 0:
        told = [tell("target_met", language, target, row, target=shown, value=value)]
    elif gap.text:
        reason = own_words(gap, language)
        told = [tell("target_missed", language, target, gap, target=shown, value=value, reason=reason)]
    else:
        told = [tell("target_missed_unexplained", language, target, gap, target=shown, value=value)]
    if target.text:
        told.append(tell("target_set_by", language, target, who=own_words(target, language)))
    return told


def _targets_ahead(book: Book, indicator: str) -> list[Sentence]:
    """Tell the targets that nothing measures yet, of this year, of later ones or without a date: intentions."""
    language, told = book.language, []
    name = book.indicator(indicator)
    for target in book.targets_ahead(indicator):
        shown = show(target, language)
        if target.year is None:
            told.append(tell("target_undated", language, target, indicator=name, target=shown))
        elif target.year == book.year:
            told.append(tell("target_unmeasured", language, target, indicator=name, target=shown, year=str(book.year)))
        else:
            told.append(tell("target_ahead", language, target, indicator=name, target=shown, year=str(target.year)))
        if target.text:
            told.append(tell("target_set_by", language, target, who=own_words(target, language)))
    return told


def _when(book: Book, row: Row) -> str:
    return str(row.year or book.year)
