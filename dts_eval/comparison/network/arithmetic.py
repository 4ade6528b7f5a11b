"""The few calculations that hold across structures: sums, a share of what is put together, quartiles."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from dts_eval.comparison.network.members import FigureKey, Given
from dts_eval.foundation.units import tidy
from dts_eval.indicators.definitions import indicators

FEWEST = 3
FEWEST_FOR_QUARTILES = 8
SUM, SUM_WITH_REPEATS, WEIGHTED = "sum", "sum_not_deduplicated", "weighted"
SUMS = (SUM, SUM_WITH_REPEATS)
PERCENT = "percent"
LOW, FIRST, MIDDLE, THIRD, HIGH = "low", "q1", "median", "q3", "high"


@dataclass(frozen=True)
class Pooled:
    """A figure of several structures together, with the parts of a share; ``given`` are the numbers it rests on."""

    value: float
    given: tuple[Given, ...]
    numerator: float | None = None
    denominator: float | None = None


def combine_of(indicator: str) -> str:
    """Say how the catalogue allows an indicator to be put together across structures."""
    return indicators()[indicator].combine


def poolable(indicator: str) -> bool:
    """Whether the catalogue allows an indicator to be put together across structures."""
    return combine_of(indicator) in (*SUMS, WEIGHTED)


def usable(key: FigureKey, given: Sequence[Given]) -> tuple[Given, ...]:
    """Keep the numbers that a pooled figure can rest on: a share needs both its parts."""
    combine = combine_of(key.indicator)
    if combine in SUMS:
        return tuple(given)
    if combine == WEIGHTED:
        return tuple(one for one in given if one.numerator is not None and one.denominator is not None)
    return ()


def pooled(key: FigureKey, given: Sequence[Given]) -> Pooled | None:
    """Put numbers of one indicator together as the catalogue allows; nothing from fewer than three structures.

    A sum is that of the values shown. A share is the sum of its numerators over the sum of its denominators, of the
    structures that show both: the mean of shares would count a small structure as much as a large one.
    """
    kept = usable(key, given)
    if len(kept) < FEWEST:
        return None
    if combine_of(key.indicator) in SUMS:
        return Pooled(tidy(math.fsum(one.value for one in kept)), kept)
    numerator = tidy(math.fsum(one.numerator or 0 for one in kept))
    denominator = tidy(math.fsum(one.denominator or 0 for one in kept))
    if not denominator:
        return None
    scale = 100 if key.unit == PERCENT else 1
    return Pooled(tidy(scale * numerator / denominator), kept, numerator, denominator)


def spread(given: Sequence[Given]) -> dict[str, float]:
    """Give the ends, the quartiles and the middle of what structures show; nothing of fewer than eight.

    A quartile that falls between two values is taken between them, in proportion.
    """
    if len(given) < FEWEST_FOR_QUARTILES:
        return {}
    values = sorted(one.value for one in given)
    places = {LOW: 0.0, FIRST: 0.25, MIDDLE: 0.5, THIRD: 0.75, HIGH: 1.0}
    return {name: tidy(_at(values, share * (len(values) - 1))) for name, share in places.items()}


def _at(values: Sequence[float], place: float) -> float:
    below = math.floor(place)
    above = min(below + 1, len(values) - 1)
    return values[below] + (place - below) * (values[above] - values[below])
