"""Looks for another world: other hidden numbers that agree with all that is shown. One is enough to be in doubt."""

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager

from dts_eval.disclosure.deduced import Sum, deduced
from dts_eval.disclosure.relations import DENOMINATOR, LINES, REST, Cell, Relation
from dts_eval.indicators.ties import VALUE

# How many steps a search may take before it gives up; what gives up is never called safe.
STEPS, STEPS_IN_ONE_WAY, FARTHEST = 800, 150, 5
NOTHING, SMALL, ALL = range(3)
Moves = dict[Cell, int]
# Cells by their number: a search meets each of them thousands of times.
Terms = list[tuple[int, int]]


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
        self._cells = list(self.touching)
        self._numbers = {cell: number for number, cell in enumerate(self._cells)}
        self._values = [values[cell] for cell in self._cells]
        self._touching = [self.touching[cell] for cell in self._cells]
        self._terms = [[(self._numbers[cell], factor) for cell, factor in one.terms] for one in self.relations]
        self._exact = [one.exact for one in self.relations]
        self._sums = [sum(values[cell] * factor for cell, factor in one.terms) for one in self.relations]
        self._limits: dict[int, list[tuple[int, int | None]]] = {}
        # What a search found, and the relations where hiding more could change what it would find again: all those
        # that it looked at when it found a world; else those it branched on, and those that it could not make true.
        self._answers: dict[tuple[int, Cell], tuple[Moves | None, set[int]]] = {}
        self._looked_at: set[int] = set()
        self._stuck_on: set[int] = set()
        # Where hiding more was of no use: the sums of relations that still gave the number away.
        self._giving_away: dict[Cell, list[Sum]] = defaultdict(list)
        self._not_deduced: set[Cell] = set()
        self._more: frozenset[int] = frozenset()
        # What is tried again and again: the numbers of some cells, and the relations that they touch.
        self._screens: dict[frozenset[Cell], tuple[frozenset[int], set[int]]] = {}
        self._aside: set[int] = set()
        self._hidden: set[Cell] = set()
        self.told = ALL
        self.hidden: set[Cell] = set()
        self._steps, self._backwards = 0, False
        # Where a search stands: what moved, what the relations add up to since, in which order they were touched, and
        # those that are not true, each with the hidden numbers that may still move.
        self._moves: dict[int, int] = {}
        self._totals = list(self._sums)
        self._touched: dict[int, int] = {}
        self._broken: dict[int, Terms] = {}

    @property
    def hidden(self) -> set[Cell]:
        """The cells that are hidden."""
        return self._hidden

    @hidden.setter
    def hidden(self, cells: set[Cell]) -> None:
        changed = self._around(cells ^ self._hidden)
        self._answers = {key: kept for key, kept in self._answers.items() if changed.isdisjoint(kept[1])}
        self._giving_away.clear()
        self._not_deduced.clear()
        self._hidden = cells
        self._hidden_numbers = {number for cell in cells if (number := self._numbers.get(cell)) is not None}
        self._hidden_terms: dict[int, Terms] = {}

    @contextmanager
    def hiding(self, cells: frozenset[Cell]) -> Iterator[None]:
        """Hide more for a while."""
        kept = self._hidden, self._hidden_numbers, self._hidden_terms
        if cells not in self._screens:
            numbers = frozenset(self._numbers[cell] for cell in cells if cell in self._numbers)
            self._screens[cells] = numbers, self._around(cells)
        self._more, self._aside = self._screens[cells]
        self._hidden = kept[0] | cells
        self._hidden_numbers = kept[1] | self._more
        self._hidden_terms = {number: terms for number, terms in kept[2].items() if number not in self._aside}
        try:
            yield
        finally:
            self._hidden, self._hidden_numbers, self._hidden_terms = kept
            self._more, self._aside = frozenset(), set()

    def _around(self, cells: Iterable[Cell]) -> set[int]:
        return {number for cell in cells if cell in self._numbers for number, _ in self.touching[cell]}

    def bounds(self, cell: Cell) -> tuple[int, int | None]:
        """Return the least and the greatest number that a hidden cell may be taken for."""
        value, shown = self.values[cell], self.least_shown(cell)
        least = 1 if value and cell.field in (VALUE, DENOMINATOR) else 0
        if self.told == NOTHING or cell.field in (REST, LINES):
            return least, None
        if 0 < value < shown:
            return 1, shown - 1
        if self.told == SMALL:
            return least, None
        return (shown, None) if value > 0 else (value, value)

    def _bounds(self) -> list[tuple[int, int | None]]:
        if self.told not in self._limits:
            self._limits[self.told] = [self.bounds(cell) for cell in self._cells]
        return self._limits[self.told]

    def other(self, target: Cell) -> Moves | None:
        """Find another world where one hidden number is not what it is: how much each number moves, or nothing."""
        found = self._answers.get((self.told, target))
        if found and self._aside.isdisjoint(found[1]):
            return found[0]
        if self._more and self._still_given_away(target):
            return None
        self._looked_at, self._stuck_on = set(), set()
        answer = self._search(target)
        if not self._aside:
            # More numbers free in a relation only make it less tight: the search would go the same way.
            self._answers[self.told, target] = answer, self._stuck_on if answer is None else self._looked_at
        elif answer is None and target in self._numbers and target not in self._not_deduced:
            exact = {number: self._hidden_in(number) for number in sorted(self._looked_at) if self._exact[number]}
            giving_away = deduced(self._numbers[target], exact)
            if giving_away:
                self._giving_away[target].append(giving_away)
            else:
                # No sum gives it away: what is known of its size does, or the search gave up.
                self._not_deduced.add(target)
        return answer

    def _still_given_away(self, target: Cell) -> bool:
        """Say whether a sum of relations gives a number away whatever more is hidden, because that cancels out."""
        return any(
            not any(
                sum(taken.get(number, 0) * factor for number, factor in self._touching[cell]) for cell in self._more
            )
            for taken in self._giving_away.get(target, ())
        )

    def _search(self, target: Cell) -> Moves | None:
        least, most = self.bounds(target)
        value = self.values[target]
        left = STEPS
        for step in (sign * size for size in range(1, FARTHEST + 1) for sign in (1, -1)):
            if value + step < least or (most is not None and value + step > most):
                continue
            if target not in self._numbers:
                return {target: step}
            for self._backwards in (False, True):
                self._steps = min(left, STEPS_IN_ONE_WAY)
                left -= self._steps
                if self._mend(self._numbers[target], step):
                    return self._found()
                left += max(self._steps, 0)
                if self._steps > 0 or left <= 0:
                    break
        return None

    def _found(self) -> Moves:
        """Return the moves of the world that was found, and forget them."""
        moves = {self._cells[number]: step for number, step in self._moves.items()}
        for number in self._touched:
            self._totals[number] = self._sums[number]
        self._moves.clear()
        self._touched.clear()
        self._broken.clear()
        return moves

    def _mend(self, cell: int, step: int) -> bool:
        """Move a number, then other hidden numbers until every relation is true again; else put all back."""
        self._steps -= 1
        totals, broken, touched, moves = self._totals, self._broken, self._touched, self._moves
        moves[cell] = step
        before, known = [], len(touched)
        possible = True
        # What does not touch the number that moved is as it was, and could still be mended.
        for number, factor in self._touching[cell]:
            before.append((number, totals[number], broken.get(number)))
            touched.setdefault(number, len(touched))
            total = totals[number] = totals[number] + factor * step
            if total > 0 or (total < 0 and self._exact[number]):
                free = [term for term in self._hidden_in(number) if term[0] not in moves]
                broken[number] = free
                if not self._may_mend(free, total):
                    self._stuck_on.add(number)
                    possible = False
                    break
            else:
                broken.pop(number, None)
        if possible:
            if not broken:
                return True
            number = self._tightest()
            self._stuck_on.add(number)
            for other, wanted in self._steps_of(broken[number], totals[number]):
                if self._steps <= 0:
                    break
                if self._mend(other, wanted):
                    return True
        for number, total, free in reversed(before):
            totals[number] = total
            if free is None:
                broken.pop(number, None)
            else:
                broken[number] = free
        while len(touched) > known:
            touched.popitem()
        del moves[cell]
        return False

    def _tightest(self) -> int:
        """Return the broken relation that leaves the fewest numbers to move, the first that was touched."""
        touched = self._touched
        return min(self._broken.items(), key=lambda one: (len(one[1]), touched[one[0]]))[0]

    def _hidden_in(self, number: int) -> Terms:
        self._looked_at.add(number)
        if number not in self._hidden_terms:
            hidden = self._hidden_numbers
            self._hidden_terms[number] = [term for term in self._terms[number] if term[0] in hidden]
        return self._hidden_terms[number]

    def _may_mend(self, free: Terms, excess: int) -> bool:
        """Say whether some numbers have room enough to make up for what a relation exceeds."""
        limits, values = self._bounds(), self._values
        over = excess > 0
        for cell, factor in free:
            least, most = limits[cell]
            bound = least if (factor > 0) == over else most
            if bound is None:
                return True
            left = excess + factor * (bound - values[cell])
            if (left > 0) != over:
                return True
            excess = left
        return excess == 0

    def _steps_of(self, free: Terms, excess: int) -> Iterator[tuple[int, int]]:
        limits = self._bounds()
        for cell, factor in reversed(free) if self._backwards else free:
            wanted = -excess // factor if excess % factor == 0 else 0
            least, most = limits[cell]
            value = self._values[cell]
            step = max(wanted, least - value)
            step = step if most is None else min(step, most - value)
            if step:
                yield cell, step

    def around(self, target: Cell) -> list[Relation]:
        """List the relations that lead from a hidden number, hidden number after hidden number, the nearest first."""
        if target not in self._numbers:
            return []
        found: dict[int, None] = {}
        first = self._numbers[target]
        reached, waiting = {first}, deque([first])
        while waiting:
            for number, _ in self._touching[waiting.popleft()]:
                if number in found:
                    continue
                found[number] = None
                for cell, _ in self._terms[number]:
                    if cell in self._hidden_numbers and cell not in reached:
                        reached.add(cell)
                        waiting.append(cell)
        return [self.relations[number] for number in found]
