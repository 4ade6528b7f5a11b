"""Keeps things spread evenly along a list that is too long to be kept, and whose end nobody knows yet."""

from collections import defaultdict
from collections.abc import Hashable
from typing import Generic, TypeVar

MOST_KEPT = 256
Thing = TypeVar("Thing")


class Thinned(Generic[Thing]):
    """Keeps one thing in so many of each sort: every second one is let go whenever there are too many."""

    def __init__(self) -> None:
        self._kept: dict[Hashable, list[Thing]] = defaultdict(list)
        self._met: dict[Hashable, int] = defaultdict(int)
        self._step: dict[Hashable, int] = defaultdict(lambda: 1)

    def add(self, sort: Hashable, thing: Thing) -> None:
        """Meet one more thing of a sort."""
        if self._met[sort] % self._step[sort] == 0:
            self._kept[sort].append(thing)
        self._met[sort] += 1
        if len(self._kept[sort]) > MOST_KEPT:
            del self._kept[sort][1::2]
            self._step[sort] *= 2

    @property
    def kept(self) -> list[Thing]:
        """What is kept, sort after sort, in the order in which it was met."""
        return [thing for kept in self._kept.values() for thing in kept]
