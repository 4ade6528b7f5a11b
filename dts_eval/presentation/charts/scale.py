"""The value axis of an indicator over the years: from zero, with few round numbers."""

import math

from dts_eval.foundation.units import units
from dts_eval.presentation.charts.wording import number_text, word
from dts_eval.presentation.charts.years import Series

ROUND_NUMBERS = (1, 2, 3, 4, 5, 6, 8, 10)


def ticks_of(series: Series) -> list[float]:
    """Return the few round numbers that the value axis shows; shares go from 0 to 100 % at least."""
    numbers = [row.value for row in (*series.known, *series.targets.values()) if row.value is not None]
    numbers += [bound for row in series.known for bound in (row.low, row.high) if bound is not None]
    high, low = max(0, *numbers), min(0, *numbers)
    if series.is_share and low == 0:
        step = 50 if high <= 150 else 100
        steps = max(2, math.ceil(high / step))
        return [float(step * place) for place in range(steps + 1)]
    top = _round_up(high)
    bottom = -_round_up(-low) if low < 0 else 0.0
    whole = units()[series.known[0].unit].decimals == 0
    half = top / 2
    middle = [half] if half == int(half) or not whole else []
    return [*([bottom] if bottom else []), 0.0, *middle, top]


def _round_up(number: float) -> float:
    if number <= 0:
        return 1.0
    scale = 1.0
    while scale * 10 <= number:
        scale *= 10
    while scale > number:
        scale /= 10
    return next(step * scale for step in ROUND_NUMBERS if step * scale >= number)


def tick_text(value: float, series: Series, language: str) -> str:
    """Write a number of the value axis."""
    if series.is_share:
        written = number_text(value, language, 0)
        return word("percent", language, value=written) if value >= 100 else written
    return number_text(value / 1000 if series.thousands else value, language)
