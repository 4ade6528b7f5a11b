"""Looks for another world: other hidden numbers that agree with all that is shown. One is enough to be in doubt."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from dts_eval.disclosure.relations import DENOMINATOR, LINES, REST, Cell, Relation
from dts_eval.indicators.ties import VALUE

# How many steps a search may take before it gives up; what gives up is never called safe.
STEPS, STEPS_IN_ONE_WAY, FARTHEST = 800, 150, 5
NOTHING, SMALL, ALL = range(3)
Moves = dict[Cell, int]
# Hidden numbers of a relation: each with its factor, and how far down and up it may move.
Terms = list[tuple[Cell, int, int, int | None]]


class Worlds:
    """The relations between numbers, which of these are hidden, and between what bounds an attacker seeks them.

    How much an attacker is told of the hidden numbers, beyond the report: ``ALL`` which are nil, which are below the
    threshold and which are not; ``SMALL`` which are below the threshold; ``NOTHING`` but that a figure which is hidden
    counts somebody. Whatever the pattern of what is hidden may betray of that, it betrays nothing more.
    """

    def __init__(
        self, values: Mapping[Cell, int], relations: Iterable[Relation], least_shown: Callable[[Cell], int]
    ) -> None:
        self.values = values
        self.least_shown = least_shown
        self.relations = tuple(relations)
        self.touching: dict[Cell, list[tuple[int, int]]] = defaultdict(list)
        for number, relation in enumerate(self.relations):
            for cell, factor in relation.terms:
                self.touching[cell].append((number, factor))
        self._sums = [sum(values[cell] * factor for cell, factor in one.terms) for one in self.relations]
        self._exact = [one.exact for one in self.relations]
        self._limits: dict[tuple[int, Cell], tuple[int, int | None]] = {}
        self._steps, self._backwards = 0, False
        self._hidden: set[Cell] = set()
        self._told = ALL
        self._rooms: dict[int, Terms] = {}

    # A search looks at the same relations at each of its steps: what it needs of one is gathered once, until what is
    # hidden in it, or told, changes.

    @property
    def hidden(self) -> set[Cell]:
        """Return the numbers that are not shown."""
        return self._hidden

    @hidden.setter
    def hidden(self, cells: set[Cell]) -> None:
        for cell in cells ^ self._hidden:
            for number, _ in self.touching.get(cell, ()):
                self._rooms.pop(number, None)
        self._hidden = cells

    @property
    def told(self) -> int:
        """Return how much an attacker is told of the hidden numbers."""
        return self._told

    @told.setter
    def told(self, much: int) -> None:
        self._told, self._rooms = much, {}

    def _hidden_of(self, number: int) -> Terms:
        hidden = [term for term in self.relations[number].terms if term[0] in self._hidden]
        self._rooms[number] = [(cell, factor, *self._room(cell)) for cell, factor in hidden]
        return self._rooms[number]

    def _room(self, cell: Cell) -> tuple[int, int | None]:
        least, most = self.bounds(cell)
        value = self.values[cell]
        return least - value, None if most is None else most - value

    def bounds(self, cell: Cell) -> tuple[int, int | None]:
        """Return the least and the greatest number that a hidden cell may be taken for."""
        key = (self.told, cell)
        if key not in self._limits:
            self._limits[key] = self._bounds(cell)
        return self._limits[key]

    def _bounds(self, cell: Cell) -> tuple[int, int | None]:
        value, shown = self.values[cell], self.least_shown(cell)
        least = 1 if value and cell.field in (VALUE, DENOMINATOR) else 0
        if self.told == NOTHING or cell.field in (REST, LINES):
            return least, None
        if 0 < value < shown:
            return 1, shown - 1
        if self.told == SMALL:
            return least, None
        return (shown, None) if value > 0 else (value, value)

    def other(self, target: Cell) -> Moves | None:
        """Find another world where one hidden number is not what it is: how much each number moves, or nothing."""
        least, most = self.bounds(target)
        value = self.values[target]
        left = STEPS
        for step in (sign * size for size in range(1, FARTHEST + 1) for sign in (1, -1)):
            if value + step < least or (most is not None and value + step > most):
                continue
            for self._backwards in (False, True):
                self._steps = min(left, STEPS_IN_ONE_WAY)
                left -= self._steps
                found = self._mend({target: step}, self._moved({}, target, step))
                if found is not None:
                    return found
                left += max(self._steps, 0)
                if self._steps > 0 or left <= 0:
                    break
        return None

    def _moved(self, sums: Mapping[int, int], cell: Cell, step: int) -> dict[int, int]:
        """Return what relations add up to once a number has moved."""
        after = dict(sums)
        for number, factor in self.touching[cell]:
            after[number] = after.get(number, self._sums[number]) + factor * step
        return after

    def _mend(self, moves: Moves, sums: dict[int, int]) -> Moves | None:
        """Move other hidden numbers until every relation is true again."""
        self._steps -= 1
        broken = self._broken(moves, sums)
        if broken is None:
            return moves
        number, free = broken
        for cell, step in self._steps_of(free, sums[number]):
            if self._steps <= 0:
                return None
            found = self._mend({**moves, cell: step}, self._moved(sums, cell, step))
            if found is not None:
                return found
        return None

    def _broken(self, moves: Moves, sums: Mapping[int, int]) -> tuple[int, Terms] | None:
        """Find the relation that is broken and leaves the fewest numbers to move, with these."""
        worst: tuple[int, Terms] | None = None
        rooms, exact = self._rooms, self._exact
        for number, total in sums.items():
            if total > 0 or (total < 0 and exact[number]):
                terms = rooms[number] if number in rooms else self._hidden_of(number)
                free = [term for term in terms if term[0] not in moves]
                if not _may_mend(free, total):
                    return number, []
                if worst is None or len(free) < len(worst[1]):
                    worst = number, free
        return worst

    def _steps_of(self, free: Terms, excess: int) -> Iterator[tuple[Cell, int]]:
        for cell, factor, down, up in reversed(free) if self._backwards else free:
            wanted = -excess // factor if excess % factor == 0 else 0
            step = max(wanted, down)
            step = step if up is None else min(step, up)
            if step:
                yield cell, step

    def around(self, target: Cell) -> list[Relation]:
        """List the relations that lead from a hidden number, hidden number after hidden number, the nearest first."""
        found: dict[Relation, None] = {}
        reached, waiting = {target}, [target]
        while waiting:
            cell = waiting.pop(0)
            for relation in (self.relations[number] for number, _ in self.touching[cell]):
                found[relation] = None
                for other, _ in relation.terms:
                    if other in self.hidden and other not in reached:
                        reached.add(other)
                        waiting.append(other)
        return [*found]


def _may_mend(free: Terms, excess: int) -> bool:
    """Say whether some numbers have room enough to make up for what a relation exceeds."""
    for _, factor, down, up in free:
        room = down if (factor > 0) == (excess > 0) else up
        if room is None:
            return True
        excess_left = excess + factor * room
        if (excess_left > 0) != (excess > 0):
            return True
        excess = excess_left
    return excess == 0
