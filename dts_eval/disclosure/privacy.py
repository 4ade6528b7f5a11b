"""What may be seen: counts of people below the threshold are hidden, and what would give them away with them."""

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from dts_eval.disclosure.closing import Screen, close
from dts_eval.disclosure.relations import (
    DENOMINATOR,
    LINES,
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

NO_TIES: Mapping[str, Ties] = MappingProxyType({})
NO_LINES: Mapping[int, tuple[Block, int]] = MappingProxyType({})
SMALLEST_LOSSES = {LINES: 0, UNKNOWN: 1}
PART, SHARE, TOTAL = 2, 3, 4


@dataclass(frozen=True)
class Hidden:
    """What is not shown: figures whole, unknowns alone, and blocks of lines whose number is not told."""

    figures: frozenset[int] = frozenset()
    unknowns: frozenset[int] = frozenset()
    blocks: frozenset[Block] = frozenset()


def hide_small_counts(
    results: Iterable[Result],
    threshold: int,
    people_shares: frozenset[str],
    ties: Mapping[str, Ties] = NO_TIES,
) -> list[Result]:
    """Hide counts of people from 1 to the threshold less one, and what gives them away; zero stays zero."""
    listed = list(results)
    return without(listed, choose_hidden(listed, threshold, people_shares, ties))


def choose_hidden(
    results: Sequence[Result],
    threshold: int,
    people_shares: frozenset[str],
    ties: Mapping[str, Ties] = NO_TIES,
    lines: Mapping[int, tuple[Block, int]] = NO_LINES,
) -> Hidden:
    """Choose what is hidden, so that each hidden number of people keeps at least two possible values.

    ``people_shares`` names the indicators whose share is a share of people; ``ties`` say how the figures of an
    indicator follow from others; ``lines`` tell, for a result counted from lines about people, their sheet and year,
    and how many they are.
    """
    if threshold <= 1:
        return Hidden()
    known = relate(results, people_shares, ties, lines)
    small = {place for place, result in enumerate(results) if _is_small(result, threshold, people_shares)}
    by_place: dict[int, set[Cell]] = {}
    for cell in known.values:
        by_place.setdefault(cell.place, set()).add(cell)
    first = {cell for place in small for cell in by_place.get(place, ())}
    first |= {cell for cell, number in known.values.items() if cell.field == UNKNOWN and 0 < number < threshold}

    def secret(cell: Cell, hidden: set[Cell]) -> bool:
        number = known.values[cell]
        if cell.field == LINES or number <= 0:
            return False
        with_figure = {Cell(cell.place, VALUE), Cell(cell.place, DENOMINATOR)} & hidden
        return number < threshold or cell.field in (VALUE, NUMERATOR, REST) or not with_figure

    hidden = close(known, _screens(results, known, by_place), first, threshold, secret)
    whole = {cell.place for cell in hidden if cell.field in (VALUE, DENOMINATOR)}
    figures = frozenset(whole | small)
    return Hidden(
        figures | _followers(results, figures),
        frozenset(cell.place for cell in hidden if cell.field == UNKNOWN and cell.place not in figures),
        frozenset(block for block, cell in known.blocks.items() if cell in hidden),
    )


def without(results: Sequence[Result], hidden: Hidden) -> list[Result]:
    """Take out of results what is hidden; a figure keeps its place, without its numbers."""
    return [
        _hide(result)
        if place in hidden.figures
        else dataclasses.replace(result, quantity=dataclasses.replace(result.quantity, unknown=None))
        if place in hidden.unknowns
        else result
        for place, result in enumerate(results)
    ]


def _is_small(result: Result, threshold: int, people_shares: frozenset[str]) -> bool:
    quantity = result.quantity
    told = amounts(result, people_shares, of_lines=False)
    counts: list[float | None] = [told.get(field) for field in (VALUE, NUMERATOR, REST, DENOMINATOR)]
    if result.kind is Kind.FIGURE and counts_people(result):
        counts += [quantity.value, quantity.low, quantity.high]
    return any(count is not None and 0 < count < threshold for count in counts)


def _screens(results: Sequence[Result], known: Relations, by_place: Mapping[int, set[Cell]]) -> list[Screen]:
    screens = []
    for place, cells in by_place.items():
        for cell in cells:
            if cell.field in SMALLEST_LOSSES:
                loss = (SMALLEST_LOSSES[cell.field], known.values[cell], place)
                screens.append(Screen(frozenset({cell}), known.years[cell], loss))
        number = next((known.values[cell] for cell in cells if cell.field in (VALUE, DENOMINATOR)), 0)
        if place >= 0 and number > 0:
            result = results[place]
            rank = SHARE if result.unit == PERCENT else PART if result.breakdown else TOTAL
            screens.append(Screen(frozenset(cells), result.year, (rank, number, place)))
    return screens


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


def _hide(result: Result) -> Result:
    return dataclasses.replace(result, quantity=Quantity(), status=Status.SUPPRESSED, reason="small_count", grade="")
