"""What anybody who holds the report can add up and compare: results as whole numbers, tied by linear relations."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from types import MappingProxyType
from typing import NamedTuple

from dts_eval.foundation.model import Kind, Result
from dts_eval.foundation.units import units
from dts_eval.indicators.ties import UNKNOWN, VALUE, Term, Ties

PERCENT = "percent"
NUMERATOR, DENOMINATOR, REST, LINES = "numerator", "denominator", "rest", "lines"
Year = int | None
NOBODY: Mapping[str, str] = MappingProxyType({})
# Lines about people: their sheet, their year, how many they are.
Block = tuple[str, Year, int]


class Cell(NamedTuple):
    """One whole number: a field of a result, by its place in the list; or the lines of a block, from the last back.

    ``rest`` is what a share leaves: its denominator less its numerator.
    """

    place: int
    field: str


class Relation(NamedTuple):
    """Cells, each with its factor, that add up to nil; or to nil at most, when it is not exact."""

    terms: tuple[tuple[Cell, int], ...]
    exact: bool


@dataclass(frozen=True)
class Relations:
    """The whole numbers that results hold, the year of each, and all that ties them.

    A relation stands here when it is true, whether it must be (a total and its parts) or only happens to be: nobody can
    be kept from guessing it. ``blocks`` are lines of people, by sheet and year, that some evidence tells the number of.
    """

    values: Mapping[Cell, int]
    years: Mapping[Cell, Year]
    blocks: Mapping[Block, Cell]
    relations: tuple[Relation, ...]


def relate(
    results: Sequence[Result],
    people_shares: frozenset[str],
    ties: Mapping[str, Ties],
    lines: Mapping[int, Block],
    silent: Mapping[str, str] = NOBODY,
) -> Relations:
    """Write all that ties the counts of people among some results.

    Args:
        results: what the evaluation says, hidden or not.
        people_shares: the indicators whose share is a share of people.
        ties: how the figures of an indicator follow from others.
        lines: for a result counted from lines about people, by its place, which lines these are.
        silent: which people of a share did not answer a survey, its rest or its unknown: nothing of them is a secret.
    """
    values = {
        Cell(place, field): number
        for place, result in enumerate(results)
        for field, number in amounts(result, people_shares, place in lines, silent).items()
    }
    years: dict[Cell, Year] = {cell: results[cell.place].year for cell in values}
    blocks: dict[Block, Cell] = {}
    for block in lines.values():
        if block not in blocks:
            blocks[block] = Cell(-1 - len(blocks), LINES)
            values[blocks[block]], years[blocks[block]] = block[2], block[1]
    writer = _Writer(results, values, ties)
    found = [
        *writer.shares(),
        *writer.families(),
        *writer.levels(),
        *writer.sources(),
        *writer.declared(),
        *writer.lines({place: blocks[block] for place, block in lines.items()}),
    ]
    return Relations(values, years, blocks, tuple(dict.fromkeys(found)))


def amounts(
    result: Result, people_shares: frozenset[str], of_lines: bool, silent: Mapping[str, str] = NOBODY
) -> dict[str, int]:
    """Return the whole numbers of people that a figure tells, by their fields; nothing for any other result.

    People who did not answer a survey are no number to keep: their silence tells nothing of them.
    """
    if result.kind is not Kind.FIGURE:
        return {}
    quantity = result.quantity
    told: dict[str, float | None] = {}
    share = result.unit == PERCENT and result.indicator in people_shares
    if share and quantity.numerator is not None and quantity.denominator is not None:
        rest = quantity.denominator - quantity.numerator
        told = {NUMERATOR: quantity.numerator, DENOMINATOR: quantity.denominator, REST: rest}
    elif counts_people(result):
        # Beside a count of people may stand how many are known.
        told = {VALUE: quantity.value, DENOMINATOR: quantity.denominator}
    elif result.unit != PERCENT and result.indicator in people_shares:
        told = {DENOMINATOR: quantity.denominator}
    if result.indicator in people_shares or of_lines or counts_people(result):
        told[UNKNOWN] = quantity.unknown
    told.pop(silent.get(result.indicator, ""), None)
    return {field: int(number) for field, number in told.items() if number is not None and float(number).is_integer()}


def counts_people(result: Result) -> bool:
    """Whether a result is a number of people, and not a share."""
    return bool(result.unit) and result.unit != PERCENT and units()[result.unit].people


class _Writer:
    """Writes the relations of a list of results, those that are true and no other."""

    def __init__(self, results: Sequence[Result], values: Mapping[Cell, int], ties: Mapping[str, Ties]) -> None:
        self.results = results
        self.values = values
        self.ties = ties
        self.places: dict[tuple[str, Year], dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        for place, result in enumerate(results):
            if result.kind is Kind.FIGURE:
                self.places[result.indicator, result.year][result.breakdown].append(place)
        self.dated: dict[str, list[int]] = defaultdict(list)
        for indicator, year in self.places:
            if year is not None:
                self.dated[indicator].append(year)

    def shares(self) -> Iterator[Relation]:
        """A share has its numerator and what it leaves."""
        for cell in self.values:
            if cell.field == NUMERATOR:
                whole = Cell(cell.place, DENOMINATOR)
                yield from self._true([(cell, 1), (Cell(cell.place, REST), 1), (whole, -1)])

    def families(self) -> Iterator[Relation]:
        """Breakdowns by the same keys add up to what they break down; where they do not, they may stay below."""
        for by_breakdown in self.places.values():
            said = {breakdown: frozenset(filter(None, breakdown.split(";"))) for breakdown in by_breakdown}
            families: dict[tuple[frozenset[str], frozenset[str]], list[str]] = defaultdict(list)
            for whole in dict.fromkeys((frozenset[str](), *said.values())):
                for breakdown, keys in said.items():
                    if whole < keys:
                        names = frozenset(key.partition("=")[0] for key in keys - whole)
                        families[whole, names].append(breakdown)
            yield from self._unknown_parts(by_breakdown, families)
            tops = {keys: breakdown for breakdown, keys in said.items()}
            for field in (VALUE, NUMERATOR, DENOMINATOR, UNKNOWN):
                yield from self._adding_up(by_breakdown, families, tops, field)

    def levels(self) -> Iterator[Relation]:
        """Shares of one whole that one key tells apart, as the answers to a question, add up to that whole."""
        groups: dict[tuple[object, ...], list[int]] = defaultdict(list)
        for (indicator, year), by_breakdown in self.places.items():
            for breakdown, places in by_breakdown.items():
                keys = [part for part in breakdown.split(";") if part]
                for part in keys:
                    others = frozenset(keys) - {part}
                    groups[indicator, year, others, part.partition("=")[0]].append(places[-1])
        for places in groups.values():
            wholes = [Cell(place, DENOMINATOR) for place in places]
            parts = [(Cell(place, NUMERATOR), 1) for place in places]
            found = [*self._true([*parts, (wholes[0], -1)])] if len(places) > 1 else []
            yield from found
            for one, other in zip(wholes, wholes[1:], strict=False) if found else ():
                yield from self._true([(one, 1), (other, -1)])

    def _unknown_parts(
        self, places: Mapping[str, list[int]], families: Mapping[tuple[frozenset[str], frozenset[str]], list[str]]
    ) -> Iterator[Relation]:
        """Among parts, those that do not say are the unknown of the whole, and what its other parts are not out of."""
        for (whole, keys), members in families.items():
            above = ";".join(sorted(whole))
            unsaid = f"{next(iter(keys))}={UNKNOWN}"
            silent = [place for name in members if unsaid in name.split(";") for place in places[name]]
            if len(keys) != 1 or not silent or above not in places:
                continue
            part, top = Cell(silent[-1], VALUE), places[above][-1]
            yield from self._true([(part, 1), (Cell(top, UNKNOWN), -1)])
            for place in (place for name in members for place in places[name]):
                yield from self._true([(part, 1), (Cell(place, DENOMINATOR), 1), (Cell(top, VALUE), -1)])

    def _adding_up(
        self,
        places: Mapping[str, list[int]],
        families: Mapping[tuple[frozenset[str], frozenset[str]], list[str]],
        tops: Mapping[frozenset[str], str],
        field: str,
    ) -> Iterator[Relation]:
        same: dict[frozenset[str], list[list[Cell]]] = defaultdict(list)
        for (whole, _), members in families.items():
            # Two sources may tell one part: the first of each, then the last of each.
            for source in (0, -1):
                cells = [Cell(places[member][source], field) for member in members]
                known = [cell for cell in cells if cell in self.values]
                if known and known not in same[whole]:
                    same[whole].append(known)
        for whole, groups in same.items():
            totals = [Cell(place, field) for place in places[tops[whole]]] if whole in tops else []
            for total in totals:
                for group in groups:
                    yield from self._parts_of(total, group)
            for one, other in combinations(groups, 2):
                if not totals and len(one) > 1 and len(other) > 1 and not set(one) & set(other):
                    yield from self._true([*((cell, 1) for cell in one), *((cell, -1) for cell in other)])

    def _parts_of(self, total: Cell, parts: list[Cell]) -> Iterator[Relation]:
        if total not in self.values:
            return
        added = [*((cell, 1) for cell in parts), (total, -1)]
        found = [*self._true(added)] or [*self._true(added, exact=False)]
        yield from found
        if not found:
            for cell in parts:
                # Each part may be all there is: a thing told of everybody, several times over.
                one = [(cell, 1), (total, -1)]
                yield from [*self._true(one)] or self._true(one, exact=False)

    def sources(self) -> Iterator[Relation]:
        """Two sources that tell the same number tell it twice."""
        for by_breakdown in self.places.values():
            for places in by_breakdown.values():
                for one, other in combinations(places, 2):
                    for field in (VALUE, NUMERATOR, DENOMINATOR, UNKNOWN):
                        yield from self._true([(Cell(one, field), 1), (Cell(other, field), -1)])

    def declared(self) -> Iterator[Relation]:
        """What the catalogue declares of each indicator."""
        for place, result in enumerate(self.results):
            ties = self.ties.get(result.indicator)
            if ties is None or result.kind is not Kind.FIGURE:
                continue
            own = Cell(place, NUMERATOR if result.unit == PERCENT else VALUE)
            unknown, denominator = Cell(place, UNKNOWN), Cell(place, DENOMINATOR)
            for known in ties.parts, ties.balance:
                yield from self._equal([own], known, result)
            # A part of a share may be out of the people of that part, or out of everybody.
            for narrow in (True, False):
                yield from self._equal([unknown], ties.unknown_is, result, narrow=narrow)
                yield from self._equal([unknown], ties.unknown_is, result, exact=False, sign=-1, narrow=narrow)
                for term in ties.out_of:
                    yield from self._equal([denominator], [term], result, narrow=narrow)
                    yield from self._equal([denominator, unknown], [term], result, narrow=narrow)
            if not result.breakdown:
                named = [self._named(term, result) or [] for term in ties.same]
                for one, other in combinations([cell for cells in named for cell in cells], 2):
                    yield from self._true([(one, 1), (other, -1)])
            for term in ties.within:
                yield from self._equal([own], [term], result, exact=False)

    def _equal(
        self,
        cells: Sequence[Cell],
        terms: Sequence[Term],
        result: Result,
        *,
        exact: bool = True,
        sign: int = 1,
        narrow: bool = True,
    ) -> Iterator[Relation]:
        added = [(cell, sign) for cell in cells]
        for term in terms:
            found = self._named(term, result, narrow=narrow)
            if found is None:
                return
            added += [(cell, -sign * term.factor) for cell in found]
        if terms:
            yield from self._true(added, exact=exact)

    def _named(self, term: Term, result: Result, *, narrow: bool = True) -> list[Cell] | None:
        """Find the cell that a term names beside a result: none when nobody was found there, ``None`` if not known."""
        year = result.year
        if term.before:
            year = max((when for when in self.dated[term.indicator] if year is not None and when < year), default=None)
        if term.before and year is None:
            return None
        keys = {*filter(None, term.breakdown.split(";")), *filter(None, result.breakdown.split(";") if narrow else ())}
        wanted, rows = ";".join(sorted(keys)), self.places.get((term.indicator, year), {})
        if wanted in rows:
            # What is counted from lines comes after what somebody typed.
            found = Cell(rows[wanted][-1], term.field)
            return [] if term.field == UNKNOWN and found not in self.values else [found]
        if "" in rows and self.values.get(Cell(rows[""][-1], VALUE)) == 0:
            return []
        names = {key.partition("=")[0] for key in keys}
        alike = ({key.partition("=")[0] for key in other.split(";") if key} for other in rows)
        return [] if names and names in alike else None

    def lines(self, blocks: Mapping[int, Cell]) -> Iterator[Relation]:
        """What is counted from lines about people, and those who do not say, are not more than the lines."""
        for place, block in blocks.items():
            told = [Cell(place, field) for field in (VALUE, DENOMINATOR, UNKNOWN)]
            known = [(cell, 1) for cell in told if cell in self.values]
            if known:
                yield from [*self._true([*known, (block, -1)])] or self._true([*known, (block, -1)], exact=False)

    def _true(self, added: Sequence[tuple[Cell, int]], *, exact: bool = True) -> Iterator[Relation]:
        if any(cell not in self.values for cell, _ in added):
            return
        total = sum(self.values[cell] * factor for cell, factor in added)
        if total == 0 if exact else total <= 0:
            factors: dict[Cell, int] = defaultdict(int)
            for cell, factor in added:
                factors[cell] += factor
            terms = tuple((cell, factor) for cell, factor in factors.items() if factor)
            if terms:
                yield Relation(terms, exact)
