"""Looks for another world: other hidden numbers that agree with all that is shown. One is enough to be in doubt."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from dts_eval.disclosure.relations import Cell, Relation

# How many steps a search may take before it gives up; what gives up is never called safe.
STEPS = 300
Moves = dict[Cell, int]


class Worlds:
    """The relations between numbers, which of these are hidden, and between what bounds an attacker seeks them.

    The attacker is told of each hidden number whether it is nil, below the threshold or not: whatever the pattern of
    what is hidden may betray of that, it betrays nothing more.
    """

    def __init__(self, values: Mapping[Cell, int], relations: Iterable[Relation], threshold: int) -> None:
        self.values = values
        self.threshold = threshold
        self.touching: dict[Cell, list[Relation]] = defaultdict(list)
        for relation in relations:
            for cell, _ in relation.terms:
                self.touching[cell].append(relation)
        self.hidden: set[Cell] = set()

    def bounds(self, cell: Cell) -> tuple[int, int | None]:
        """Return the least and the greatest number that a hidden cell may be taken for."""
        value = self.values[cell]
        if value <= 0:
            return value, value
        return (1, self.threshold - 1) if value < self.threshold else (self.threshold, None)

    def other(self, target: Cell) -> Moves | None:
        """Find another world where one hidden number is not what it is: how much each number moves, or nothing."""
        least, most = self.bounds(target)
        value = self.values[target]
        spread = max(self.threshold, 4)
        for step in (sign * size for size in range(1, spread + 1) for sign in (1, -1)):
            if value + step >= least and (most is None or value + step <= most):
                self._steps = STEPS
                found = self._mend({target: step})
                if found is not None:
                    return found
        return None

    def _mend(self, moves: Moves) -> Moves | None:
        """Move other hidden numbers until every relation is true again."""
        self._steps -= 1
        broken = self._broken(moves)
        if broken is None:
            return moves
        relation, excess = broken
        for cell, step in self._steps_of(relation, excess, moves):
            if self._steps <= 0:
                return None
            found = self._mend({**moves, cell: step})
            if found is not None:
                return found
        return None

    def _broken(self, moves: Moves) -> tuple[Relation, int] | None:
        """Find the relation that is broken and leaves the fewest numbers to move."""
        worst: tuple[int, Relation, int] | None = None
        for relation in dict.fromkeys(relation for cell in moves for relation in self.touching[cell]):
            excess = sum(factor * (self.values[cell] + moves.get(cell, 0)) for cell, factor in relation.terms)
            if excess == 0 or (excess < 0 and not relation.exact):
                continue
            free = sum(cell in self.hidden and cell not in moves for cell, _ in relation.terms)
            if worst is None or free < worst[0]:
                worst = free, relation, excess
        return worst[1:] if worst else None

    def _steps_of(self, relation: Relation, excess: int, moves: Moves) -> Iterator[tuple[Cell, int]]:
        for cell, factor in relation.terms:
            if cell not in self.hidden or cell in moves:
                continue
            wanted = -excess // factor if excess % factor == 0 else 0
            least, most = self.bounds(cell)
            value = self.values[cell]
            step = max(wanted, least - value)
            step = step if most is None else min(step, most - value)
            if step:
                yield cell, step

    def around(self, target: Cell) -> list[Relation]:
        """List the relations that lead from a hidden number, hidden number after hidden number, the nearest first."""
        found: dict[Relation, None] = {}
        reached, waiting = {target}, [target]
        while waiting:
            cell = waiting.pop(0)
            for relation in self.touching[cell]:
                found[relation] = None
                for other, _ in relation.terms:
                    if other in self.hidden and other not in reached:
                        reached.add(other)
                        waiting.append(other)
        return [*found]
