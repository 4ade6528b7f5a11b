"""Formulas on the sheet Coûts évités: ranges, never one figure, and never a sum with anything else."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum
from typing import TYPE_CHECKING

from dts_eval.foundation.units import units
from dts_eval.indicators.computed import Computed, Frame
from dts_eval.indicators.formulas.draws import ASSUMPTIONS, AvoidedCost, interval
from dts_eval.indicators.formulas.lines import NOT_FOUND, Line, numbers, of_year, read
from dts_eval.scope.facts import name_in_breakdown

if TYPE_CHECKING:
    from pandas import DataFrame

NOT_ADDED = "not_added"
PEOPLE = "person"
PER_CENT = ("share_low", "share_high", "deadweight_low", "deadweight_high")
ASSUMED = ("cost_low", "cost_central", "cost_high", *PER_CENT)
COLUMNS = ("code", "year", "count", "unit", "duration", "group", *ASSUMED)


def avoided_costs_range(lines: DataFrame, frame: Frame) -> tuple[Computed, ...]:
    """Give the range of the costs avoided in the year, all the lines that may be added taken together.

    A line is count × unit cost × duration × share due to the structure × (1 − what would have happened anyway). The
    total draws each line 100 000 times, apart from the others: the unit cost from a triangle on its three values, both
    shares evenly between their ends; nine sums in ten fall between ``low`` and ``high``. ``bounds=extremes`` beside it
    adds every low end, then every high end. Of the lines of one group, which bear on the same people or the same
    spending, the one with the smallest high end alone is added. A line whose count of people is below the threshold
    of privacy is not added: the total would give it away.

    Unit:    euro, whole: cents of an estimate mean nothing.
    Shape:   lines of Coûts évités in; the total, then ``bounds=extremes`` out; ``value`` is always empty.
    Missing: a line whose count is « nd » is in ``unknown`` and in no total; no line to add: no range.
    Source:  fiche II-2, l.2600; the manual gives no way to compute it: all of this is ours.
    """
    year = of_year(read(lines, *COLUMNS), frame.year)
    if not year:
        return ()
    known, silent = _computable(year)
    added = _added(_published(known, year, frame))
    if not added:
        return (Computed(None, numbers(year), unknown=len(silent), reason=NOT_FOUND),)
    proof = tuple(sorted(cost.number for cost in added))
    low, high = interval(added)
    lowest, highest = fsum(cost.low for cost in added), fsum(cost.high for cost in added)
    return (
        _ranged((low, high), proof, unknown=len(silent)),
        _ranged((lowest, highest), proof, "bounds=extremes", unknown=len(silent)),
    )


def avoided_cost_line(lines: DataFrame, frame: Frame) -> tuple[Computed, ...]:
    """Give the range of each line of the year, from every assumption at its careful end to every one at its other end.

    Unit:    euro, whole.
    Shape:   lines of Coûts évités in; ``line=CE-01`` out for each, ``value`` always empty; ``reason`` is
        ``not_added`` for a line that is shown and stays out of the total, another of its group being lower.
    Missing: a line whose count is « nd » has no range.
    Source:  fiche II-2, l.2600.
    """
    year = of_year(read(lines, *COLUMNS), frame.year)
    known, silent = _computable(year)
    shown = _published(known, year, frame)
    left_out = {cost.code for cost in shown} - {cost.code for cost in _added(shown)}
    found = [
        _ranged((cost.low, cost.high), (cost.number,), _line(cost.code), reason=NOT_ADDED * (cost.code in left_out))
        for cost in known
    ]
    found += [Computed(None, (line.number,), _line(line["code"]), reason=NOT_FOUND) for line in silent]
    return tuple(sorted(found, key=lambda item: item.lines))


def avoided_costs_swing(lines: DataFrame, frame: Frame) -> tuple[Computed, ...]:
    """Give how far the total goes when one assumption goes from an end to the other, the others staying central.

    Central is the central unit cost and the middle of each share. An assumption whose two ends are one moves nothing.

    Unit:    euro, whole.
    Shape:   lines of Coûts évités in; ``assumption=cost;line=CE-01`` out for each assumption of each line added.
    Missing: lines that are not added move nothing and are not there.
    Source:  fiche II-2, l.2600.
    """
    year = of_year(read(lines, *COLUMNS), frame.year)
    known, _ = _computable(year)
    added = _added(_published(known, year, frame))
    proof = tuple(sorted(cost.number for cost in added))
    found = []
    for cost in added:
        others = fsum(other.centre for other in added if other is not cost)
        for assumption in ASSUMPTIONS:
            low, high = cost.swing(assumption)
            if low < high:
                where = f"assumption={assumption};{_line(cost.code)}"
                found.append(_ranged((others + low, others + high), proof, where))
    return tuple(found)


def avoided_cost_count(lines: DataFrame, frame: Frame) -> tuple[Computed, ...]:
    """Give what each line counts: people, unless the line says otherwise.

    Unit:    that of the line, people when it is blank.
    Shape:   lines of Coûts évités in; ``line=CE-01`` out for each.
    Missing: « nd » stays without a value.
    Source:  fiche II-2, l.2600.
    """
    return tuple(
        Computed(
            line["count"], (line.number,), _line(line["code"]), reason=NOT_FOUND * (line["count"] is None),
            unit=line["unit"] or PEOPLE,
        )
        for line in of_year(read(lines, "code", "year", "count", "unit"), frame.year)
    )  # fmt: skip


def _computable(year: Sequence[Line]) -> tuple[list[AvoidedCost], list[Line]]:
    """Separate the lines that can be computed from those of which something is not known."""
    known, silent = [], []
    for line in year:
        if any(line[column] is None for column in ("count", *ASSUMED)):
            silent.append(line)
            continue
        shares = {column: line[column] / 100 for column in PER_CENT}
        cost = AvoidedCost(
            code=line["code"],
            number=line.number,
            count=line["count"],
            cost=(line["cost_low"], line["cost_high"]),
            central=line["cost_central"],
            share=(shares["share_low"], shares["share_high"]),
            deadweight=(shares["deadweight_low"], shares["deadweight_high"]),
            duration=1 if line["duration"] is None else line["duration"],
            group=line["group"] or "",
        )
        known.append(cost)
    return known, silent


def _published(known: Sequence[AvoidedCost], year: Sequence[Line], frame: Frame) -> list[AvoidedCost]:
    of_people = {line.number for line in year if units()[line["unit"] or PEOPLE].people}
    return [cost for cost in known if not (cost.number in of_people and 0 < cost.count < frame.threshold)]


def _added(shown: Sequence[AvoidedCost]) -> list[AvoidedCost]:
    """Keep, of each group, the line with the smallest high end; then the smallest low end, then the first code."""
    kept: dict[str, AvoidedCost] = {}
    for cost in sorted(shown, key=lambda cost: (cost.high, cost.low, cost.code)):
        kept.setdefault(f"group {cost.group}" if cost.group else f"alone {cost.code}", cost)
    return sorted(kept.values(), key=lambda cost: cost.code)


def _ranged(bounds: tuple[float, float], proof: tuple[int, ...], breakdown: str = "", **said: object) -> Computed:
    low, high = (round(bound) for bound in bounds)
    return Computed(None, proof, breakdown, low=low, high=high, **said)  # type: ignore[arg-type]


def _line(code: str) -> str:
    return f"line={name_in_breakdown(code)}"
