"""Formulas on the sheet Dépenses: what the structure spends, and where the money first arrives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dts_eval.indicators.computed import Computed, Frame
from dts_eval.indicators.formulas.levels import shares_by_level
from dts_eval.indicators.formulas.lines import (
    NOT_FOUND,
    UNKNOWN,
    Line,
    added,
    item,
    numbers,
    of_year,
    read,
    total,
    totals_by,
)

if TYPE_CHECKING:
    from pandas import DataFrame

COLUMNS = ("year", "kind", "amount")
WAGES = ("wages_insertion", "wages_permanent")
HERE = "in_territory"


def operating_budget(lines: DataFrame, frame: Frame) -> tuple[Computed, ...]:
    """Add what the structure spent in the year.

    Unit:    euro.
    Shape:   lines of Dépenses in; the total, then ``kind=…``, ``kind=…;place=…`` and ``place=…`` out.
    Missing: a line without amount is counted in ``unknown``; without any amount the value is empty. A blank
        place is ``place=unknown``: it is spread over no other.
    Source:  fiche II-2, l.2627; places: fiche I-C-1-a, l.1212-1213.
    """
    year = of_year(read(lines, *COLUMNS, "place"), frame.year)
    if not year:
        return ()
    by_kind = totals_by(year, "amount", "kind")
    by_both = totals_by(year, "amount", "kind", "place")
    return (total(year, "amount"), *by_kind, *by_both, *totals_by(year, "amount", "place"))


def gross_wages_insertion(lines: DataFrame, frame: Frame) -> tuple[Computed, ...]:
    """Add the gross wages paid in the year to people in pathways.

    Unit:    euro.
    Shape:   lines of Dépenses in; one total out.
    Missing: a line without amount is counted in ``unknown``; without any amount the value is empty. No such
        line: nothing is said, not 0.
    Source:  fiche II-2, l.2627.
    """
    return _spent_on(lines, frame, "wages_insertion")


def gross_wages_permanent(lines: DataFrame, frame: Frame) -> tuple[Computed, ...]:
    """Add the gross wages paid in the year to permanent staff.

    Unit:    euro.
    Shape:   lines of Dépenses in; one total out.
    Missing: a line without amount is counted in ``unknown``; without any amount the value is empty. No such
        line: nothing is said, not 0.
    Source:  fiche II-2, l.2627.
    """
    return _spent_on(lines, frame, "wages_permanent")


def local_purchases(lines: DataFrame, frame: Frame) -> tuple[Computed, ...]:
    """Add the purchases of the year paid to establishments of the territory.

    Unit:    euro.
    Shape:   lines of Dépenses in; one total out. Purchases placed, and none here: a true 0.
    Missing: a purchase without amount or place is counted in ``unknown``. None here and some so: value empty.
    Source:  fiche I-C-1-a, l.1212.
    """
    return _arrived_here(lines, frame, ("purchases",))


def local_purchase_share(lines: DataFrame, frame: Frame) -> tuple[Computed, ...]:
    """Give the share of purchases paid in the territory, among those of which the place is known.

    Unit:    per cent; numerator, denominator and ``unknown`` in euros.
    Shape:   lines of Dépenses in; the share of the territory, then that of each ``level=…`` out.
    Missing: ``unknown`` is the amount of which the place is not known: it is in no part of the share. No
        known place at all: value empty.
    Source:  fiche I-C-1-a, l.1212.
    """
    return shares_by_level(_of_kinds(lines, frame, ("purchases",), "place", "level"))


def wages_paid_locally(lines: DataFrame, frame: Frame) -> tuple[Computed, ...]:
    """Add the gross wages of the year paid to people who live in the territory.

    Unit:    euro.
    Shape:   lines of Dépenses in, both kinds of wages; one total out. Wages placed, none here: a true 0.
    Missing: wages without amount or place are counted in ``unknown``. None here and some so: value empty.
    Source:  fiche I-C-1-a, l.1212.
    """
    return _arrived_here(lines, frame, WAGES)


def local_taxes(lines: DataFrame, frame: Frame) -> tuple[Computed, ...]:
    """Add the local taxes paid in the year, those that go to local authorities.

    Unit:    euro.
    Shape:   lines of Dépenses in; the total, then ``place=…``, then ``level=…`` out if a line has one.
    Missing: a line without amount is counted in ``unknown``; without any amount the value is empty. No such
        line: nothing is said, not 0.
    Source:  fiche I-C-1-a, l.1213.
    """
    own = _of_kinds(lines, frame, ("local_taxes",), "place", "level")
    if not own:
        return ()
    levels = totals_by(own, "amount", "level") if any(line["level"] for line in own) else ()
    return (total(own, "amount"), *totals_by(own, "amount", "place"), *levels)


def _of_kinds(lines: DataFrame, frame: Frame, kinds: tuple[str, ...], *columns: str) -> list[Line]:
    return [line for line in of_year(read(lines, *COLUMNS, *columns), frame.year) if line["kind"] in kinds]


def _spent_on(lines: DataFrame, frame: Frame, kind: str) -> tuple[Computed, ...]:
    own = _of_kinds(lines, frame, (kind,))
    return (total(own, "amount"),) if own else ()


def _placed(line: Line) -> bool:
    return item(line, "place") != UNKNOWN


def _arrived_here(lines: DataFrame, frame: Frame, kinds: tuple[str, ...]) -> tuple[Computed, ...]:
    own = _of_kinds(lines, frame, kinds, "place")
    if not own:
        return ()
    known = [line for line in own if _placed(line) and line["amount"] is not None]
    here = [line for line in known if line["place"] == HERE]
    silent = len(own) - len(known)
    if not here and silent:
        return (Computed(None, numbers(own), unknown=silent, reason=NOT_FOUND),)
    return (Computed(added(here, "amount") or 0, numbers(here or own), unknown=silent),)
