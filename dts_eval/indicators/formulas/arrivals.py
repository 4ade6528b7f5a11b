"""Formulas on the sheet Dépenses: how far the money goes, level by level, and what goes back to public bodies.

A level is what step 2 deduced from a commune, or what a place written without a commune still says; each level leaves
out the narrower ones, so that they add up to the total with the unknown one.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import TYPE_CHECKING

from dts_eval.indicators.computed import Computed, Frame
from dts_eval.indicators.formulas.levels import shares_by_level
from dts_eval.indicators.formulas.lines import (
    NOT_FOUND,
    Line,
    added,
    blank,
    numbers,
    of_year,
    read,
    share,
    total,
    totals_by,
)

if TYPE_CHECKING:
    from pandas import DataFrame

COLUMNS = ("year", "kind", "amount")
WAGES = ("wages_insertion", "wages_permanent")
RETURNED = ("local_taxes", "contributions")


def purchases_by_level(lines: DataFrame, frame: Frame) -> tuple[Computed, ...]:
    """Add the purchases of the year, by how far from the structure they are paid.

    Unit:    euro.
    Shape:   lines of Dépenses in; the total, then ``level=…`` out, ``level=unknown`` among them.
    Missing: a line without amount is counted in ``unknown``. A purchase whose place nobody wrote is at
        ``level=unknown``: it is spread over no other level. No purchase: nothing is said, not 0.
    Source:  fiche I-C-1-a, l.1211-1213.
    """
    return _by_level(_of_kinds(lines, frame, ("purchases",), "level"))


def wages_by_level(lines: DataFrame, frame: Frame) -> tuple[Computed, ...]:
    """Add the gross wages of the year, of both kinds together, by how far those who receive them live.

    Unit:    euro.
    Shape:   lines of Dépenses in; the total, then ``level=…`` out, ``level=unknown`` among them; never a commune.
    Missing: a line without amount is counted in ``unknown``. Wages whose place nobody wrote are at
        ``level=unknown``. No wages: nothing is said, not 0.
    Source:  fiche I-C-1-a, l.1211-1213; fiche II-2, l.2599-2600.
    """
    return _by_level(_of_kinds(lines, frame, WAGES, "level"))


def local_wage_share(lines: DataFrame, frame: Frame) -> tuple[Computed, ...]:
    """Give the share of gross wages paid to people who live in the territory, among those of which the place is known.

    Unit:    per cent; numerator, denominator and ``unknown`` in euros.
    Shape:   lines of Dépenses in, both kinds of wages; the share of the territory, then that of each ``level=…`` out.
    Missing: ``unknown`` is the amount of which the place is not known: it is in no part of the share. No known
        place at all: value empty.
    Source:  fiche I-C-1-a, l.1211-1213.
    """
    return shares_by_level(_of_kinds(lines, frame, WAGES, "place", "level"))


def contributions_returned(lines: DataFrame, frame: Frame) -> tuple[Computed, ...]:
    """Add what the structure paid in the year to public bodies: local taxes, social contributions and other taxes.

    Unit:    euro.
    Shape:   lines of Dépenses in; the total, then ``kind=…`` out.
    Missing: a line without amount is counted in ``unknown``; without any amount the value is empty. No such
        line: nothing is said, not 0.
    Source:  fiche I-C-1-a, l.1211-1213.
    """
    own = _of_kinds(lines, frame, RETURNED)
    return (total(own, "amount"), *totals_by(own, "amount", "kind")) if own else ()


def labour_share_of_expenses(lines: DataFrame, frame: Frame) -> tuple[Computed, ...]:
    """Give the share of the expenses of the year that pays for work: gross wages, of both kinds.

    Unit:    per cent; numerator and denominator in euros.
    Shape:   lines of Dépenses in; one total out.
    Missing: an amount missing anywhere leaves the value empty. No wages: nothing is said, not 0.
    Source:  fiche I-B-3, l.957-959.
    """
    year = of_year(read(lines, *COLUMNS), frame.year)
    wages = [line for line in year if line["kind"] in WAGES]
    if not wages:
        return ()
    if blank(year, "amount"):
        return (Computed(None, numbers(year), reason=NOT_FOUND),)
    made = share(added(wages, "amount") or 0, added(year, "amount") or 0, numbers(year), 0)
    return (dataclasses.replace(made, unknown=None),)


def _by_level(own: Sequence[Line]) -> tuple[Computed, ...]:
    return (total(own, "amount"), *totals_by(own, "amount", "level")) if own else ()


def _of_kinds(lines: DataFrame, frame: Frame, kinds: tuple[str, ...], *columns: str) -> list[Line]:
    return [line for line in of_year(read(lines, *COLUMNS, *columns), frame.year) if line["kind"] in kinds]
