"""An indicator over the years: points and intervals, never joined; a missing year stays a hole."""

from collections.abc import Mapping, Sequence

from dts_eval.disclosure.rows import Row
from dts_eval.foundation.language import join_list
from dts_eval.foundation.units import units
from dts_eval.presentation.blocks import Chart, Table, TableCell
from dts_eval.presentation.charts.by_year_drawing import draw, years_that_fit
from dts_eval.presentation.charts.sheet import NARROW, WIDE
from dts_eval.presentation.charts.wording import (
    absence,
    bare,
    counted,
    has_interval,
    is_known,
    is_small,
    label,
    out_of,
    sentence,
    silence_of,
    subject_of,
    told,
    unit_word,
    word,
)
from dts_eval.presentation.charts.years import Series, series_of
from dts_eval.presentation.shown import Sentence, Shown, cited_by

SINCE_START = "since_start"


def by_year(
    rows: Sequence[Row], *, language: str, number: int, labels: Mapping[str, str] | None = None
) -> Chart | None:
    """Draw one indicator over the years, with its intervals and its targets.

    Among the rows of the indicator it takes the dated totals, the targets (``of=target``) and the changes;
    undated facts are on no time axis. Returns nothing without two years, or one year with an interval.
    """
    series = series_of(rows)
    if series is None:
        return None
    subject = subject_of(series.known[0].indicator, language, labels or {})
    return Chart(
        chart_id=f"fig-{number}",
        family="by_year",
        title=_title(series, subject, language),
        subtitle=_subtitle(series, language),
        how_to_read=_how_to_read(series, language),
        silent=silence_of(series.known[0].indicator, language, series.known),
        alternative=_alternative(series, subject, language),
        table=_table(series, subject, language),
        evidence_ids=cited_by((*series.rows, *series.targets.values())),
        wide=draw(series, language, WIDE),
        narrow=draw(series, language, NARROW),
        notes=tuple(_notes(series, language)),
    )


def _title(series: Series, subject: str, language: str) -> Sentence:
    first, last = series.known[0], series.known[-1]
    years = series.years_known
    if series.two_sources:
        return sentence("title_sources", language, series.known, subject=subject)
    if len(series.missing) > len(years):
        return sentence("title_more_unknown", language, series.known, subject=subject)
    if len(years) == 1:
        key = "title_only_year" if series.missing else "title_first_year"
        return sentence(key, language, series.known, subject=subject, year=str(years[0]))
    values = {"subject": subject, "first_year": str(first.year), "year": str(last.year)}
    change = series.change()
    since = int(change.breakdown.partition("=")[2]) if change else first.year
    noise = change is not None and change.qualifier == "noise"
    if noise or _overlap(first, last):
        values["first_year"] = str(since) if noise else values["first_year"]
        return sentence("title_no_conclusion", language, (first, last), **values)
    if first.value is None or last.value is None:
        return sentence("title_period", language, (first, last), **values)
    before, after = (told(row, language, series.thousands) for row in (first, last))
    if str(before) == str(after):
        return sentence("title_same", language, (first, last), **values, value=after)
    return sentence("title_from_to", language, (first, last), **values, before=before, after=after)


def _overlap(first: Row, last: Row) -> bool:
    if first.low is None or first.high is None or last.low is None or last.high is None:
        return False
    return first.low <= last.high and last.low <= first.high


def _subtitle(series: Series, language: str) -> Sentence:
    years = list(series.by_year)
    unit = unit_word(series.known[0], language, series.thousands)
    if len(years) == 1:
        return sentence("by_year_subtitle_one", language, series.known, unit=unit, year=str(years[0]))
    key = "by_year_subtitle_parts" if series.writes_parts else "by_year_subtitle"
    return sentence(key, language, series.known, unit=unit, first_year=str(years[0]), year=str(years[-1]))


def _how_to_read(series: Series, language: str) -> Sentence:
    last = series.known[-1]
    year = str(last.year)
    if not has_interval(last):
        value = told(last, language, series.thousands)
        if series.has_parts and last.denominator is not None and not is_small(last):
            value = value.worded(word("value_with_parts", language, value=value, parts=out_of(last, language)))
        return sentence("read_points", language, [last], year=year, value=value)
    low, high = (bare(last, bound, language, series.thousands) for bound in (last.low, last.high))
    if last.value is None:
        return sentence("read_interval_alone", language, [last], year=year, low=low, high=high)
    value = told(last, language, series.thousands)
    return sentence("read_interval", language, [last], year=year, value=value, low=low, high=high)


def _alternative(series: Series, subject: str, language: str) -> Sentence:
    items = []
    for year, rows in series.by_year.items():
        known = [row for row in rows if is_known(row)]
        items += [_item(series, row, language) for row in known] or [
            word("alt_missing", language, year=year, reason=absence(next(iter(rows), None), language))
        ]
    return sentence("alt_by_year", language, series.known, subject=subject, items=join_list(items, language))


def _item(series: Series, row: Row, language: str) -> str:
    if not has_interval(row):
        return word("alt_value", language, year=row.year, value=label(row, language, series.thousands))
    low, high = (bare(row, bound, language, series.thousands) for bound in (row.low, row.high))
    if row.value is None:
        return word("alt_range", language, year=row.year, low=low, high=high)
    value = label(row, language, series.thousands)
    return word("alt_interval", language, year=row.year, value=value, low=low, high=high)


def _table(series: Series, subject: str, language: str) -> Table:
    first = series.known[0]
    head = [word("head_year", language), unit_word(first, language, series.thousands)]
    columns = [lambda row: _value(series, row, language)]
    if series.has_parts:
        head.append(word("head_parts", language))
        columns.append(lambda row: _parts(row, language))
    if series.has_intervals:
        head += [word("head_low", language), word("head_high", language)]
        columns += [
            lambda row: _bound(series, row, row.low, language),
            lambda row: _bound(series, row, row.high, language),
        ]
    if series.targets:
        head.append(word("head_target", language))
        columns.append(lambda row: _target(series, row, language))
    lines: list[tuple[TableCell, ...]] = []
    for year, rows in series.by_year.items():
        known = [row for row in rows if is_known(row)]
        lines += [(str(year), *(column(row) for column in columns)) for row in known]
        if not known:
            reason = absence(next(iter(rows), None), language)
            lines.append((str(year), reason, *[""] * (len(head) - 2)))
    caption = sentence("table_by_year", language, series.known, subject=subject)
    numeric = frozenset(range(1, len(head)))
    return Table(caption, tuple(head), tuple(lines), numeric)


def _value(series: Series, row: Row, language: str) -> TableCell:
    return "" if row.value is None else bare(row, row.value, language, series.thousands)


def _parts(row: Row, language: str) -> TableCell:
    if row.numerator is None or row.denominator is None:
        return ""
    numerator, denominator = (counted(row, part, language) for part in (row.numerator, row.denominator))
    return sentence("out_of", language, [row], numerator=numerator, denominator=denominator)


def _bound(series: Series, row: Row, bound: float | None, language: str) -> TableCell:
    return "" if bound is None else bare(row, bound, language, series.thousands)


def _target(series: Series, row: Row, language: str) -> str | Shown:
    target = series.targets.get(row.year or 0)
    return "" if target is None else bare(target, target.value, language, series.thousands)


def _notes(series: Series, language: str) -> list[Sentence]:
    found = []
    for year, row in series.missing.items():
        reason = absence(row, language)
        rows = () if row is None else (row,)
        found.append(sentence("note_gap", language, rows, year=str(year), reason=reason))
    if units()[series.known[0].unit].people and any(row.status == "suppressed" for row in series.rows):
        found.append(sentence("note_masked", language, ()))
    totals = [row for row in series.known if row.period == SINCE_START]
    if totals:
        found.append(sentence("note_cumulative", language, totals))
    wide, narrow = (years_that_fit(series, language, width) for width in (WIDE, NARROW))
    if wide < len(series.by_year):
        found.append(sentence("note_last_years", language, (), n=wide))
    if narrow < wide:
        found.append(sentence("note_last_years_narrow", language, (), n=narrow))
    return found
