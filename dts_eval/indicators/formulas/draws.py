"""Draws the sum of several uncertain costs many times, always in the same way, and reads an interval from it.

The draws of a line depend on its code and on nothing else: neither the order of the lines nor the presence of another
one changes them. They come from the raw numbers of PCG64, which do not change from one version of numpy to the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from numpy import ndarray

SEED = 2600
DRAWS = 100_000
COVERAGE = 0.9
ASSUMPTIONS = COST, SHARE, DEADWEIGHT = ("cost", "share", "deadweight")
Bounds = tuple[float, float]


@dataclass(frozen=True)
class AvoidedCost:
    """One line: what it counts, what each would have cost, and two shares of one, each between two ends.

    ``cost`` goes from a low to a high end with ``central`` in between; ``number`` is its line in the sheet.
    """

    code: str
    number: int
    count: float
    cost: Bounds
    central: float
    share: Bounds
    deadweight: Bounds
    duration: float = 1
    group: str = ""

    @property
    def low(self) -> float:
        """What it comes to with every assumption at its most careful end."""
        return self._at(self.cost[0], self.share[0], self.deadweight[1])

    @property
    def high(self) -> float:
        """What it comes to with every assumption at its least careful end."""
        return self._at(self.cost[1], self.share[1], self.deadweight[0])

    @property
    def centre(self) -> float:
        """What it comes to with the central cost and the middle of both shares."""
        return self._at(self.central, _middle(self.share), _middle(self.deadweight))

    def swing(self, assumption: str) -> Bounds:
        """Return what it comes to when one assumption goes from an end to the other and the others stay central."""
        ends = []
        for end in (0, 1):
            cost = self.cost[end] if assumption == COST else self.central
            share = self.share[end] if assumption == SHARE else _middle(self.share)
            deadweight = self.deadweight[end] if assumption == DEADWEIGHT else _middle(self.deadweight)
            ends.append(self._at(cost, share, deadweight))
        return min(ends), max(ends)

    def draw(self, draws: int = DRAWS) -> ndarray:
        """Draw it many times: the cost from a triangle on its three values, both shares evenly between their ends."""
        evenly = _evenly(self.code, draws)
        cost = _triangle(evenly[0], *self.cost, self.central)
        share, deadweight = _even(evenly[1], *self.share), _even(evenly[2], *self.deadweight)
        return self.count * self.duration * cost * share * (1 - deadweight)

    def _at(self, cost: float, share: float, deadweight: float) -> float:
        return self.count * self.duration * cost * share * (1 - deadweight)


def interval(costs: Sequence[AvoidedCost]) -> Bounds:
    """Return between which two values nine sums in ten fall, when each line is drawn apart from the others."""
    total = sum(cost.draw() for cost in sorted(costs, key=lambda cost: cost.code))
    total.sort()
    return tuple(float(total[ceil(share * DRAWS) - 1]) for share in ((1 - COVERAGE) / 2, (1 + COVERAGE) / 2))


def _evenly(code: str, draws: int) -> Sequence[ndarray]:
    import numpy as np

    source = np.random.PCG64(np.random.SeedSequence(SEED, spawn_key=tuple(code.encode())))
    # The 53 high bits of each raw number, between 0 and 1.
    return (source.random_raw(draws * len(ASSUMPTIONS)) >> np.uint64(11)).reshape(len(ASSUMPTIONS), draws) * 2.0**-53


def _triangle(evenly: ndarray, low: float, high: float, central: float) -> ndarray:
    import numpy as np

    width = high - low
    if not width:
        return np.full_like(evenly, low)
    rising = low + np.sqrt(evenly * width * (central - low))
    falling = high - np.sqrt((1 - evenly) * width * (high - central))
    return np.where(evenly * width < central - low, rising, falling)


def _even(evenly: ndarray, low: float, high: float) -> ndarray:
    return low + evenly * (high - low)


def _middle(bounds: Bounds) -> float:
    return (bounds[0] + bounds[1]) / 2
