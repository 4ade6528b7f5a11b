"""What may be seen: counts of people below the threshold are hidden, and what would give them away with them."""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from dts_eval.disclosure.closing import Screen, close
from dts_eval.disclosure.relations import (
    DENOMINATOR,
    LINES,
    NOBODY,
    NUMERATOR,
    PERCENT,
    REST,
    Block,
    Cell,
    Relations,
    amounts,
    counts_people,
    relate,
)
from dts_eval.foundation.model import Kind, Quantity, Result, Status
from dts_eval.indicators.ties import UNKNOWN, VALUE, Ties

# Health and disability (GDPR, article 9): households’ statistics hide counts below 11, and so does this report.
SENSITIVE_THRESHOLD = 11
NO_LINES: Mapping[int, Block] = MappingProxyType({})
PART, SHARE, TOTAL = 2, 3, 4


@dataclass(frozen=True)
class Bonds:
    """How the figures of each indicator follow from others, and the keys, or parts, that tell of health.

    ``silent`` says which people of a share did not answer a survey, its ``rest`` or its ``unknown``.
    """

    ties: Mapping[str, Ties] = field(default_factory=lambda: MappingProxyType({}))
    sensitive: frozenset[str] = frozenset()
    silent: Mapping[str, str] = field(default_factory=lambda: NOBODY)

    def adds_up(self, result: Result) -> bool:
        """Say whether a count only adds up other figures of its year."""
        ties = self.ties.get(result.indicator, Ties())
        named = (*ties.parts, *ties.balance)
        return bool(named) and not any(term.before for term in named)

    def least(self, result: Result, threshold: int) -> int:
        """Return how many people a count needs to be shown."""
        ties = self.ties.get(result.indicator, Ties())
        named = {term.breakdown for term in ties.parts if result.breakdown in ("", term.breakdown)}
        keys = {part for name in (result.breakdown, *named) for part in name.split(";")}
        keys |= {part.partition("=")[0] for part in keys}
        return max(threshold, SENSITIVE_THRESHOLD) if keys & self.sensitive else threshold


@dataclass(frozen=True)
class Hidden:
    """What is not shown: figures whole, unknowns alone, and blocks of lines whose number is not told."""

    figures: frozenset[int] = frozenset()
    unknowns: frozenset[int] = frozenset()
    blocks: frozenset[Block] = frozenset()


def choose_hidden(
    results: Sequence[Result],
    threshold: int,
    people_shares: frozenset[str],
    bonds: Bonds,
    lines: Mapping[int, Block] = NO_LINES,
) -> Hidden:
    """Choose what is hidden, so that each hidden number of people keeps at least two possible values.

    ``people_shares`` names the indicators whose share, or whose duration, is one of people; ``lines`` tell which lines
    about people a result was counted from. Below ``SENSITIVE_THRESHOLD`` nothing is said of health or of a disability.
    """
    if threshold <= 1:
        return Hidden()
    known = relate(results, people_shares, bonds.ties, lines, bonds.silent)
    least = [bonds.least(result, threshold) for result in results]
    small = {place for place, one in enumerate(results) if _is_small(one, least[place], people_shares, bonds.silent)}
    by_place: dict[int, set[Cell]] = {}
    for cell in known.values:
        by_place.setdefault(cell.place, set()).add(cell)
    screens = _screens(results, known, by_place, bonds)

    def least_shown(cell: Cell) -> int:
        return least[cell.place] if cell.place >= 0 else threshold

    def secret(cell: Cell, hidden: set[Cell]) -> bool:
        number = known.values[cell]
        if cell.field == LINES or number <= 0:
            return False
        if number < least_shown(cell) or cell.field in (VALUE, NUMERATOR, REST):
            return True
        return cell.field == UNKNOWN and not {Cell(cell.place, VALUE), Cell(cell.place, NUMERATOR)} & hidden

    first = {cell for place in small for cell in by_place.get(place, ())}
    for screen in screens:
        alone = all(cell.field in (UNKNOWN, DENOMINATOR) for cell in screen.cells)
        if alone and any(0 < known.values[cell] < least_shown(cell) for cell in screen.cells):
            first |= screen.cells
    hidden = close(known, screens, first, least_shown, secret)
    figures = frozenset({cell.place for cell in hidden if cell.field in (VALUE, NUMERATOR)} | small)
    figures |= _amounts(results, figures, bonds)
    return Hidden(
        figures | _followers(results, figures),
        frozenset(
            cell.place for cell in hidden if cell.field in (UNKNOWN, DENOMINATOR) and cell.place not in figures
        ),
        frozenset(block for block, cell in known.blocks.items() if cell in hidden),
    )


def without(results: Sequence[Result], hidden: Hidden) -> list[Result]:
    """Take out of results what is hidden; a figure keeps its place, without its numbers."""
    return [
        _hide(result)
        if place in hidden.figures
        else _without_unknown(result)
        if place in hidden.unknowns
        else result
        for place, result in enumerate(results)
    ]


def _is_small(result: Result, least: int, people_shares: frozenset[str], silent: Mapping[str, str]) -> bool:
    told = amounts(result, people_shares, of_lines=False, silent=silent)
    # Beside a count of people stands how many are known: of too few, even a zero tells too much.
    counts: list[float | None] = [told.get(name) for name in (VALUE, NUMERATOR, REST, DENOMINATOR)]
    if result.kind is Kind.FIGURE and counts_people(result):
        counts += [result.quantity.value, result.quantity.low, result.quantity.high]
    return any(count is not None and 0 < count < least for count in counts)


def _screens(
    results: Sequence[Result], known: Relations, by_place: Mapping[int, set[Cell]], bonds: Bonds
) -> list[Screen]:
    screens = []
    for place, cells in by_place.items():
        if place < 0:
            (block,) = cells
            screens.append(Screen(frozenset(cells), known.years[block], (0, known.values[block], place)))
            continue
        result = results[place]
        share = result.unit == PERCENT
        # Beside the whole, how many are known would tell how many are not.
        aside = frozenset(cell for cell in cells if cell.field == UNKNOWN or (cell.field == DENOMINATOR and not share))
        if aside:
            number = min(known.values[cell] for cell in aside)
            screens.append(Screen(aside, result.year, (1, number, place)))
        # Among the answers to one question, readers lose the least with the one that fewest people gave.
        told = (NUMERATOR,) if share and result.breakdown else (VALUE, NUMERATOR, REST)
        number = max((known.values[cell] for cell in cells if cell.field in told), default=0)
        # An answer that nobody gave still tells out of how many: where that is a secret, it goes too.
        number = number or max((known.values[cell] for cell in cells if cell.field == REST), default=0)
        if number > 0:
            rank = SHARE if share or bonds.adds_up(result) else TOTAL
            rank = PART if result.breakdown and not share else rank
            screens.append(Screen(frozenset(cells), result.year, (rank, number, place)))
    return screens


def _amounts(results: Sequence[Result], hidden: frozenset[int], bonds: Bonds) -> frozenset[int]:
    """Find the amounts that a count which is hidden could be read in, line by line."""
    secret = {(results[place].indicator, results[place].breakdown, results[place].year) for place in hidden}
    return frozenset(
        place
        for place, result in enumerate(results)
        for term in bonds.ties.get(result.indicator, Ties()).hidden_with
        if (term.indicator, result.breakdown, result.year) in secret
    )


def _followers(results: Sequence[Result], hidden: frozenset[int]) -> frozenset[int]:
    """Find the changes and the gaps of the figures that are hidden."""
    secret = {(results[place].indicator, results[place].year) for place in hidden if not results[place].breakdown}
    return frozenset(
        place
        for place, result in enumerate(results)
        if (result.kind is Kind.GAP and result.breakdown == "of=gap" and (result.indicator, result.year) in secret)
        or (
            result.kind is Kind.CHANGE
            and ((result.indicator, result.year) in secret or (result.indicator, _since(result)) in secret)
        )
    )


def _since(result: Result) -> int:
    return int(result.breakdown.partition("=")[2])


def _without_unknown(result: Result) -> Result:
    denominator = result.quantity.denominator if result.unit == PERCENT else None
    quantity = dataclasses.replace(result.quantity, unknown=None, denominator=denominator)
    return dataclasses.replace(result, quantity=quantity)


def _hide(result: Result) -> Result:
    return dataclasses.replace(result, quantity=Quantity(), status=Status.SUPPRESSED, reason="small_count", grade="")
