"""Hides one more number, and one more, until no hidden one can be worked out from what is left to read."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from dts_eval.disclosure.relations import Cell, Relation, Relations, Year
from dts_eval.disclosure.worlds import ALL, NOTHING, SMALL, Worlds

Secret = Callable[[Cell, set[Cell]], bool]


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
    secret: Secret,
) -> set[Cell]:
    """Hide more until each secret number that is hidden could be another one; year after year.

    A year only hides what is its own: what was hidden, and shown, in the reports of the years before stays so.

    Args:
        known: the numbers and what ties them.
        screens: what can be hidden, each thing whole.
        hidden: the numbers that must be hidden.
        threshold: the least count of people that is shown.
        secret: whether a number must stay unknown, beside all those that are hidden.
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


def _close_year(worlds: Worlds, year: Year, behind: Mapping[Cell, list[Screen]], secret: Secret) -> None:
    """Put every secret number in doubt for whoever is told much of what is hidden; where that cannot be, for others."""
    left: set[Cell] | None = None
    for worlds.told in (ALL, SMALL, NOTHING):
        if left is None or left:
            left = _put_in_doubt(worlds, year, behind, secret, left)


def _put_in_doubt(
    worlds: Worlds, year: Year, behind: Mapping[Cell, list[Screen]], secret: Secret, among: set[Cell] | None
) -> set[Cell]:
    doubtful: set[Cell] = set()
    given_up: set[Cell] = set()
    screens = {screen for several in behind.values() for screen in several if screen.year == year}
    own = {cell for screen in screens for cell in screen.cells if worlds.values[cell] > 0}
    while True:
        # A world that was found stays one when more is hidden.
        waiting = (worlds.hidden if among is None else among) - doubtful - given_up
        target = _determined(worlds, waiting, doubtful, secret)
        if target is None:
            return given_up
        hopeless = worlds.told != NOTHING and _stays_known(worlds, target, own)
        screen = None if hopeless else _choose(worlds, target, year, behind, secret)
        if screen is None:
            given_up.add(target)
        else:
            worlds.hidden = worlds.hidden | screen.cells


def _stays_known(worlds: Worlds, target: Cell, own: set[Cell]) -> bool:
    """Say whether a number stays known to who is told even with all that the year could hide hidden."""
    before = worlds.hidden
    worlds.hidden = before | own
    found = worlds.other(target)
    worlds.hidden = before
    return found is None


def _determined(worlds: Worlds, waiting: set[Cell], doubtful: set[Cell], secret: Secret) -> Cell | None:
    for cell in sorted(waiting):
        if cell in doubtful or not secret(cell, worlds.hidden):
            continue
        other = worlds.other(cell)
        if other is None:
            return cell
        doubtful |= {moved for moved, step in other.items() if step}
    return None


def _choose(
    worlds: Worlds, target: Cell, year: Year, behind: Mapping[Cell, list[Screen]], secret: Secret
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
        own = (cell for cell in screen.cells if secret(cell, worlds.hidden))
        closed = helps and all(worlds.other(cell) is not None for cell in own)
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
