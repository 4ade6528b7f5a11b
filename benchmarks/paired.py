"""The arithmetic of paired rounds: what each way took, ratios, the median and how far they spread."""

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Taken:
    """What one way took in one round: so many seconds for so many reports."""

    way: str
    round: int
    seconds: float
    reports: int

    @property
    def each(self) -> float:
        """Seconds for one report, start-up shared among them."""
        return self.seconds / self.reports


@dataclass(frozen=True)
class Spread:
    """A median and the least and the most of the values it comes from."""

    median: float
    least: float
    most: float
    rounds: int


def rotated(ways: Sequence[str], number: int) -> tuple[str, ...]:
    """Return the ways in the order of a round: each round begins with another one, so that none always runs first."""
    start = number % len(ways) if ways else 0
    return (*ways[start:], *ways[:start])


def spread(values: Iterable[float]) -> Spread:
    """Return the median of some values and how far they spread.

    Raises:
        ValueError: there is no value.
    """
    listed = sorted(values)
    if not listed:
        raise ValueError("no value to take the median of")
    return Spread(statistics.median(listed), listed[0], listed[-1], len(listed))


def times_faster(taken: Iterable[Taken], baseline: str, way: str) -> list[float]:
    """Return, round by round, how many times faster a way makes a report than a baseline does.

    Only the rounds in which both ran count: a ratio across rounds would compare two states of the machine.
    """
    each = {(one.way, one.round): one.each for one in taken}
    rounds = sorted(number for name, number in each if name == way and (baseline, number) in each)
    return [each[baseline, number] / each[way, number] for number in rounds]
