"""Formulas on Ressources and Dépenses together: what one sheet says beside what the other says."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from dts_eval.foundation.units import tidy
from dts_eval.indicators.computed import Computed, Frame
from dts_eval.indicators.formulas.lines import NOT_FOUND, Line, added, blank, numbers, of_year, read, share
from dts_eval.indicators.formulas.resources import MARKET, NON_MARKET

if TYPE_CHECKING:
    from pandas import DataFrame


def operating_result(lines: DataFrame, frame: Frame) -> tuple[Computed, ...]:
    """Take the expenses of the year from its monetary resources.

    Unit:    euro; may be negative.
    Shape:   lines of Ressources in, and those of Dépenses beside; one total out.
    Missing: an amount missing on either sheet leaves the value empty; ``unknown`` counts these lines. No line of the
        year on one of the sheets: nothing is said, not 0.
    Source:  fiche I-B-3, l.954-955.
    """
    earned, spent = _both(lines, frame, (MARKET, NON_MARKET))
    if not earned or not spent:
        return ()
    silent = blank(earned, "amount") + blank(spent, "amount")
    if silent:
        return (Computed(None, numbers(earned), unknown=silent, reason=NOT_FOUND, beside=numbers(spent)),)
    value = tidy((added(earned, "amount") or 0) - (added(spent, "amount") or 0))
    return (Computed(value, numbers(earned), unknown=0, beside=numbers(spent)),)


def self_financing_rate(lines: DataFrame, frame: Frame) -> tuple[Computed, ...]:
    """Divide the sales of the year by its expenses.

    Unit:    per cent, beyond 100 when sales exceed expenses; numerator and denominator in euros.
    Shape:   lines of Ressources in, the market ones, and those of Dépenses beside; one total out.
    Missing: an amount missing on either sheet leaves the value empty. No sale or no expense in the year: nothing is
        said, not 0.
    Source:  fiche III-5, l.3718.
    """
    sold, spent = _both(lines, frame, (MARKET,))
    if not sold or not spent:
        return ()
    proof, beside = numbers(sold), numbers(spent)
    if blank(sold, "amount") or blank(spent, "amount"):
        return (Computed(None, proof, reason=NOT_FOUND, beside=beside),)
    made = share(added(sold, "amount") or 0, added(spent, "amount") or 0, proof, 0)
    return (dataclasses.replace(made, unknown=None, beside=beside),)


def _both(lines: DataFrame, frame: Frame, natures: tuple[str, ...]) -> tuple[list[Line], list[Line]]:
    assert frame.beside is not None
    year = of_year(read(lines, "year", "nature", "amount"), frame.year)
    spent = of_year(read(frame.beside, "year", "amount"), frame.year)
    return [line for line in year if line["nature"] in natures], spent
