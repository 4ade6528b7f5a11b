"""Formulas on the sheet Coût de l’évaluation: the time and the money that the evaluation of a year took."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dts_eval.indicators.computed import Computed, Frame
from dts_eval.indicators.formulas.lines import of_year, read, total

if TYPE_CHECKING:
    from pandas import DataFrame


def evaluation_hours(lines: DataFrame, frame: Frame) -> tuple[Computed, ...]:
    """Add the hours that people gave to the evaluation of the year.

    Unit:    hour.
    Shape:   lines of Coût de l’évaluation in; one total out.
    Missing: a line without hours is counted in ``unknown``; without any hours the value is empty. No line of the year:
        nothing is said, not 0.
    Source:  fiche II-2, l.2693.
    """
    return _total(lines, frame, "hours")


def evaluation_cost(lines: DataFrame, frame: Frame) -> tuple[Computed, ...]:
    """Add what the evaluation of the year had the structure or others spend; the time given is not in it.

    Unit:    euro.
    Shape:   lines of Coût de l’évaluation in; one total out.
    Missing: a line without amount may have cost nothing or not be noted: it is counted in ``unknown``. Without any
        amount the value is empty. No line of the year: nothing is said, not 0.
    Source:  fiche II-2, l.2709.
    """
    return _total(lines, frame, "amount")


def _total(lines: DataFrame, frame: Frame, column: str) -> tuple[Computed, ...]:
    own = of_year(read(lines, "year", column), frame.year)
    return (total(own, column),) if own else ()
