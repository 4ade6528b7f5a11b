"""Formulas on the hours that volunteers give, and on what a convention says they are worth."""

from __future__ import annotations

import dataclasses
from math import fsum
from typing import TYPE_CHECKING

from dts_eval.foundation.units import tidy
from dts_eval.indicators.computed import Computed, Frame
from dts_eval.indicators.formulas.lines import NOT_FOUND, Line, added, numbers, of_year, read, total, totals_by
from dts_eval.indicators.formulas.resources import NON_MONETARY

if TYPE_CHECKING:
    from pandas import DataFrame

VALUED = ("year", "nature", "amount", "hours", "rate", "convention")


def volunteer_hours(lines: DataFrame, frame: Frame) -> tuple[Computed, ...]:
    """Add the hours that volunteers gave in the year.

    Unit:    hour.
    Shape:   lines of Ressources in, the non-monetary ones that give hours; the total, then ``volunteering=…`` out if a
        line says if they are of action or of governance.
    Missing: a non-monetary line without hours may be a loan or a gift in kind: it is not counted as unknown.
        No line with hours: nothing is said, not 0.
    Source:  fiche I-B-3, l.968.
    """
    given = _given(read(lines, "year", "nature", "hours", "volunteering"), frame)
    if not given:
        return ()
    told = any(line["volunteering"] for line in given)
    parts = totals_by(given, "hours", "volunteering") if told else ()
    return tuple(dataclasses.replace(made, unknown=None) for made in (total(given, "hours"), *parts))


def volunteer_value(lines: DataFrame, frame: Frame) -> tuple[Computed, ...]:
    """Add what the hours of the year are worth by the convention that the structure states, and by no other.

    Unit:    euro; never added to money.
    Shape:   lines of Ressources in, those that give hours and state a convention; one total out. A line that gives a
        rate is worth its hours times the rate, else it is worth its amount.
    Missing: hours without a convention, or without rate and amount, have no value: the line is counted in ``unknown``.
        No line states a convention: nothing is said, not 0.
    Source:  fiche I-B-3, l.968.
    """
    given = _given(read(lines, *VALUED), frame)
    valued = [(line, worth) for line in given if (worth := _worth(line)) is not None]
    if not any(line["convention"] for line in given):
        return ()
    silent = len(given) - len(valued)
    if not valued:
        return (Computed(None, numbers(given), unknown=silent, reason=NOT_FOUND),)
    value = tidy(fsum(worth for _, worth in valued))
    return (Computed(value, numbers(line for line, _ in valued), unknown=silent),)


def volunteer_rate(lines: DataFrame, frame: Frame) -> tuple[Computed, ...]:
    """Give what one hour is worth by the convention: the value of the hours divided by these hours.

    Unit:    euro per hour; numerator in euros, denominator in hours.
    Shape:   lines of Ressources in, those that give hours and state a convention; one total out, with the lowest and
        the highest rate when they differ.
    Missing: as for the value; hours of which nothing says the value are in no part of the rate.
    Source:  fiche I-B-3, l.968.
    """
    given = _given(read(lines, *VALUED), frame)
    valued = [(line, worth) for line in given if (worth := _worth(line)) is not None and line["hours"]]
    if not valued:
        return ()
    value, hours = tidy(fsum(worth for _, worth in valued)), added([line for line, _ in valued], "hours") or 0
    rates = sorted({tidy(worth / line["hours"]) for line, worth in valued})
    low, high = (rates[0], rates[-1]) if len(rates) > 1 else (None, None)
    proof = numbers(line for line, _ in valued)
    return (Computed(tidy(value / hours), proof, numerator=value, denominator=hours, low=low, high=high),)


def _given(lines: list[Line], frame: Frame) -> list[Line]:
    year = of_year(lines, frame.year)
    return [line for line in year if line["nature"] == NON_MONETARY and line["hours"] is not None]


def _worth(line: Line) -> float | None:
    if not line["convention"]:
        return None
    return line["amount"] if line["rate"] is None else line["hours"] * line["rate"]
