"""Hides one more number, and one more, until no hidden one can be worked out from what is left to read."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from dts_eval.disclosure.relations import Cell, Relation, Relations, Year
from dts_eval.disclosure.worlds import Worlds


@dataclass(frozen=True)
class Screen:
    """Something that is hidden at once: a figure with all its numbers, an unknown alone, the lines of a block.

    ``loss`` ranks what readers lose with it: the least first.
    """

    cells: frozenset[Cell]
    year: Year
    loss: tuple[int, int, int]


def close(
    known: Relations,
    screens: Sequence[Screen],
    hidden: Iterable[Cell],
    threshold: int,
    secret: Callable[[Cell], bool],
) -> set[Cell]:
    """Hide more until each secret number that is hidden could be another one; year after year.

    A year only hides what is its own: what was hidden, and shown, in the reports of the years before stays so.

    Args:
        known: the numbers and what ties them.
        screens: what can be hidden, each thing whole.
        hidden: the numbers that must be hidden.
        threshold: the least count of people that is shown.
        secret: whether a hidden number must stay unknown; one that says that nobody is there need not.
    """
    behind: dict[Cell, list[Screen]] = {}
    for screen in screens:
        for cell in screen.cells:
            behind.setdefault(cell, []).append(screen)
    first = set(hidden)
    worlds = Worlds(known.values, (), threshold)
    years: list[Year] = [None, *sorted({year for year in known.years.values() if year is not None})]
    for year in years:
        reached = set(years[: years.index(year) + 1])
        told = (one for one in known.relations if {known.years[cell] for cell, _ in one.terms} <= reached)
        hidden_before = worlds.hidden
        worlds = Worlds(known.values, told, threshold)
        worlds.hidden = hidden_before | {cell for cell in first if known.years[cell] == year}
        _close_year(worlds, year, behind, secret)
    return worlds.hidden


def _close_year(
    worlds: Worlds, year: Year, behind: Mapping[Cell, list[Screen]], secret: Callable[[Cell], bool]
) -> None:
    doubtful: set[Cell] = set()
    given_up: set[Cell] = set()
    while True:
        # A world that was found stays one when more is hidden.
        target = _determined(worlds, doubtful, given_up, secret)
        if target is None:
            return
        screen = _choose(worlds, target, year, behind, secret)
        if screen is None:
            given_up.add(target)
        else:
            worlds.hidden = worlds.hidden | screen.cells


def _determined(
    worlds: Worlds, doubtful: set[Cell], given_up: set[Cell], secret: Callable[[Cell], bool]
) -> Cell | None:
    for cell in sorted(worlds.hidden):
        if cell in doubtful or cell in given_up or not secret(cell):
            continue
        other = worlds.other(cell)
        if other is None:
            return cell
        doubtful |= {moved for moved, step in other.items() if step}
    return None


def _choose(
    worlds: Worlds, target: Cell, year: Year, behind: Mapping[Cell, list[Screen]], secret: Callable[[Cell], bool]
) -> Screen | None:
    """Choose what else to hide: what gives the number away alone; else the least loss that puts it in doubt."""
    around = worlds.around(target)
    alone = [one for one in around if one.exact and _unseen(one, worlds) == [target]]
    giving_away = [_candidates([relation], worlds, year, behind) for relation in alone]
    forced = next((one for one in giving_away if len(one) == 1), None)
    if forced:
        return forced[0]
    best: Screen | None = None
    candidates = _candidates(around, worlds, year, behind)
    before = worlds.hidden
    for screen in candidates:
        worlds.hidden = before | screen.cells
        helps = worlds.other(target) is not None
        closed = helps and all(worlds.other(cell) is not None for cell in screen.cells if secret(cell))
        worlds.hidden = before
        if closed:
            return screen
        if helps and best is None:
            best = screen
    return best or next((one[0] for one in [*giving_away, candidates] if one), None)


def _unseen(relation: Relation, worlds: Worlds) -> list[Cell]:
    return [cell for cell, _ in relation.terms if cell in worlds.hidden]


def _candidates(
    relations: Iterable[Relation], worlds: Worlds, year: Year, behind: Mapping[Cell, list[Screen]]
) -> list[Screen]:
    found = {
        screen: None
        for relation in relations
        for cell, _ in relation.terms
        if cell not in worlds.hidden and worlds.values[cell] > 0
        for screen in behind.get(cell, ())
        if screen.year == year
    }
    return sorted(found, key=lambda screen: screen.loss)
