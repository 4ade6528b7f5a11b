"""What a value covers: a year, a day, or everything since the beginning; these are never one series."""

from collections import defaultdict
from collections.abc import Iterable

from dts_eval.foundation.language import join_list, typeset
from dts_eval.foundation.model import Evaluation, Result
from dts_eval.foundation.problems import Problem, problem
from dts_eval.indicators.definitions import indicators
from dts_eval.workbook.layout import layout

SHEET = "measures"
IN_YEAR, SINCE_START = "in_year", "since_start"
Series = list[Result]


def check_periods(results: Iterable[Result], evaluation: Evaluation) -> list[Problem]:
    """Tell the series that mix values of a year with running totals, and the running totals that go down."""
    series: dict[str, Series] = defaultdict(list)
    for result in results:
        if result.year is not None and not result.breakdown and result.quantity.value is not None:
            series[result.indicator].append(result)
    found = []
    for indicator, own in series.items():
        periods = list(dict.fromkeys(result.period or IN_YEAR for result in own))
        name = _name(indicator, evaluation)
        if len(periods) > 1:
            words = [f"« {layout().word('measure_period', period, 'fr')} »" for period in periods]
            found.append(_told("periods_mixed", evaluation, indicator=name, list=typeset(join_list(words, "fr"), "fr")))
        found += [
            _told("cumulative_falls", evaluation, indicator=name, year=str(after.year), before=str(before.year))
            for before, after in _falls(own)
        ]
    return found


def _falls(own: Series) -> list[tuple[Result, Result]]:
    totals = sorted((result for result in own if result.period == SINCE_START), key=lambda result: result.year or 0)
    return [
        (before, after)
        for before, after in zip(totals, totals[1:], strict=False)
        if (after.quantity.value or 0) < (before.quantity.value or 0)
    ]


def _name(indicator: str, evaluation: Evaluation) -> str:
    known = indicators().get(indicator)
    if known:
        return known.label("fr")
    return next((choice.label for choice in evaluation.indicators if choice.indicator_id == indicator), indicator)


def _told(code: str, evaluation: Evaluation, **values: str) -> Problem:
    return problem(code, evaluation.file, layout().sheet(SHEET).title, **values)
