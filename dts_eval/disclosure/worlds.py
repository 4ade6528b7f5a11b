"""Looks for another world: other hidden numbers that agree with all that is shown. One is enough to be in doubt."""

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager

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
        # What a search found and what of the hidden it looked at: nothing else can change what it would find again.
        self._answers: dict[tuple[int, Cell], tuple[Moves | None, set[int]]] = {}
        self._looked_at: set[int] = set()
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
        self._hidden = cells
        self._hidden_numbers = {number for cell in cells if (number := self._numbers.get(cell)) is not None}
        self._hidden_terms: dict[int, Terms] = {}

    @contextmanager
    def hiding(self, cells: Iterable[Cell]) -> Iterator[None]:
        """Hide more for a while."""
        kept = self._hidden, self._hidden_numbers, self._hidden_terms
        more = [cell for cell in cells if cell in self._numbers]
        self._aside = self._around(more)
        self._hidden = kept[0].union(cells)
        self._hidden_numbers = kept[1].union(self._numbers[cell] for cell in more)
        self._hidden_terms = {number: terms for number, terms in kept[2].items() if number not in self._aside}
        try:
            yield
        finally:
            self._hidden, self._hidden_numbers, self._hidden_terms = kept
            self._aside = set()

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
        self._looked_at = set()
        answer = self._search(target)
        if not self._aside:
            self._answers[self.told, target] = answer, self._looked_at
        return answer

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
                    possible = False
                    break
            else:
                broken.pop(number, None)
        if possible:
            if not broken:
                return True
            number = self._tightest()
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
