"""Hides one more number, and one more, until no hidden one can be worked out from what is left to read."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from dts_eval.disclosure.relations import Cell, Relation, Relations, Year
from dts_eval.disclosure.worlds import ALL, NOTHING, SMALL, Worlds

# The rank of what readers hardly lose: the number of lines behind a figure, how many people did not say.
CHEAP = 1
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
    least_shown: Callable[[Cell], int],
    secret: Secret,
) -> set[Cell]:
    """Hide more until each secret number that is hidden could be another one; year after year.

    A year only hides what is its own: what was hidden, and shown, in the reports of the years before stays so.

    Args:
        known: the numbers and what ties them.
        screens: what can be hidden, each thing whole.
        hidden: the numbers that must be hidden.
        least_shown: the least count of people that is shown, for each number.
        secret: whether a number must stay unknown, beside all those that are hidden.
    """
    behind: dict[Cell, list[Screen]] = {}
    for screen in screens:
        for cell in screen.cells:
            behind.setdefault(cell, []).append(screen)
    first = set(hidden)
    worlds = Worlds(known.values, (), least_shown)
    years: list[Year] = [None, *sorted({year for year in known.years.values() if year is not None})]
    for year in years:
        reached = set(years[: years.index(year) + 1])
        told = (one for one in known.relations if {known.years[cell] for cell, _ in one.terms} <= reached)
        hidden_before = worlds.hidden
        worlds = Worlds(known.values, told, least_shown)
        worlds.hidden = hidden_before | {cell for cell in first if known.years[cell] == year}
        _close_year(worlds, year, behind, secret)
    return worlds.hidden


def _close_year(worlds: Worlds, year: Year, behind: Mapping[Cell, list[Screen]], secret: Secret) -> None:
    """Put every secret number in doubt for whoever is told much of what is hidden; where that cannot be, for others."""
    doubtful: set[Cell] = set()
    for worlds.told in (ALL, SMALL, NOTHING):
        if not _put_in_doubt(worlds, year, behind, secret, doubtful):
            return


def _put_in_doubt(
    worlds: Worlds, year: Year, behind: Mapping[Cell, list[Screen]], secret: Secret, doubtful: set[Cell]
) -> set[Cell]:
    """Add to the doubtful numbers those that could be others, hide what that takes, and return those given up."""
    given_up: set[Cell] = set()
    screens = {screen for several in behind.values() for screen in several if screen.year == year}
    own = frozenset(cell for screen in screens for cell in screen.cells if worlds.values[cell] > 0)
    while True:
        # A world that was found stays one when more is hidden, and for whoever is told less.
        target = _determined(worlds, worlds.hidden - doubtful - given_up, doubtful, secret)
        if target is None:
            return given_up
        hopeless = worlds.told != NOTHING and _stays_known(worlds, target, own)
        cells = None if hopeless else _choose(worlds, target, year, behind, secret)
        if cells:
            worlds.hidden = worlds.hidden | cells
        else:
            given_up.add(target)


def _stays_known(worlds: Worlds, target: Cell, own: frozenset[Cell]) -> bool:
    """Say whether a number stays known to who is told even with all that the year could hide hidden."""
    with worlds.hiding(own):
        return worlds.other(target) is None


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
) -> frozenset[Cell]:
    """Choose what else to hide: what gives a number away alone; else the least loss that puts it in doubt."""
    around = worlds.around(target)
    alone = [one for one in around if one.exact and _gives_away(one, worlds, secret)]
    giving_away = [_candidates([relation], worlds, year, behind) for relation in alone]
    forced = next((one for one in giving_away if len(one) == 1 or (one and one[0].loss[0] <= CHEAP)), None)
    if forced:
        return forced[0].cells
    best: frozenset[Cell] = frozenset()
    candidates = _candidates(around, worlds, year, behind)
    for screen in candidates:
        cells = _with_mirrors(screen, worlds, behind)
        with worlds.hiding(cells):
            helps = worlds.other(target) is not None
            own = (cell for cell in cells if secret(cell, worlds.hidden))
            closed = helps and all(worlds.other(cell) is not None for cell in own)
        if closed:
            return cells
        if helps and not best:
            best = cells
    return best or next((one[0].cells for one in [*giving_away, candidates] if one), best)


def _gives_away(relation: Relation, worlds: Worlds, secret: Secret) -> bool:
    unseen = [cell for cell, _ in relation.terms if cell in worlds.hidden]
    return len(unseen) == 1 and secret(unseen[0], worlds.hidden)


def _with_mirrors(screen: Screen, worlds: Worlds, behind: Mapping[Cell, list[Screen]]) -> frozenset[Cell]:
    """Add to what would be hidden the unknowns, and the like, that say the same."""
    cells = set(screen.cells)
    for cell in screen.cells:
        for number, _ in worlds.touching[cell]:
            relation = worlds.relations[number]
            for other, _ in relation.terms if relation.exact and len(relation.terms) == 2 else ():
                cheap = (one for one in behind.get(other, ()) if one.loss[0] <= CHEAP and one.year == screen.year)
                cells |= next((one.cells for one in cheap), frozenset())
    return frozenset(cells)


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
