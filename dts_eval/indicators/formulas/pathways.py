"""Formulas on the sheet Parcours: people employed in pathways, their hours, their training."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dts_eval.foundation.units import tidy
from dts_eval.indicators.computed import Computed, Frame
from dts_eval.indicators.formulas.breakdowns import AGE, BIRTH_YEAR, PLACES, PUBLICS, parts_by
from dts_eval.indicators.formulas.lines import (
    NOT_FOUND,
    added,
    blank,
    counted,
    grouped,
    of_year,
    read,
    share,
    total,
    totals_by,
)
from dts_eval.indicators.formulas.presence import employed_among

if TYPE_CHECKING:
    from pandas import DataFrame

ALWAYS_TOLD = ("referral", "sex")


def people_employed_in_insertion(lines: DataFrame, frame: Frame) -> tuple[Computed, ...]:
    """Count the different people who worked at least one hour of a pathway in the year.

    Unit:    person.
    Shape:   lines of Parcours in; the total, then the parts by each key out: ``sex=…`` and ``referral=…``, and, once
        somebody’s lines say it, ``scheme=…``, ``activity=…``, ``territory=…``, ``rsa=…``, ``ass=…``, ``aah=…``,
        ``disability=…``, ``qpv=…``, ``frr=…``, ``registration=…``, ``education=…`` and ``age=…``. The parts of one key
        add up to the total; the keys are never added together, one person being several things.
    Missing: a person whose hours are blank counts in ``unknown``, unless another of their lines already gives
        one hour. Nobody counted and some blank: value empty. What the lines of a person do not say, or contradict,
        is ``…=unknown``, never a no.
    Source:  fiche II-2, l.2628-2629.
    """
    keys = (*ALWAYS_TOLD, *PLACES, *PUBLICS)
    year = of_year(read(lines, "pseudonym", "year", "hours", BIRTH_YEAR, *keys), frame.year)
    if not year:
        return ()
    employed, others, silent = employed_among(year)
    parts = [parts_by(employed, key, frame.year, always=key in ALWAYS_TOLD) for key in (*keys, AGE)]
    return (counted(employed, others, silent), *(part for family in parts for part in family))


def new_entries(lines: DataFrame, frame: Frame) -> tuple[Computed, ...]:
    """Count the people whose first contract of a pathway began in the year.

    Unit:    person.
    Shape:   lines of Parcours in, earlier years too: someone who comes back is not new; one total out.
    Missing: a person without any date of entry counts in ``unknown``. Nobody new and some so: value empty.
    Source:  fiche II-2, l.2628-2629.
    """
    every = read(lines, "pseudonym", "year", "entry")
    year = of_year(every, frame.year)
    if not year:
        return ()
    new, others, silent = [], [], []
    history = grouped(every, "pseudonym")
    for pseudonym, own in grouped(year, "pseudonym").items():
        first = min((line["entry"] for line in history[pseudonym] if line["entry"]), default=None)
        if first is None:
            silent.append(own)
        else:
            (new if first.year == frame.year else others).append(own)
    return (counted(new, others, silent),)


def hours_worked_insertion(lines: DataFrame, frame: Frame) -> tuple[Computed, ...]:
    """Add the hours of the year that FTE are counted from: paid, worked or lent out, as the scheme has it.

    Unit:    hour.
    Shape:   lines of Parcours in; the total, then ``scheme=…`` out: an hour is not the same in each scheme.
    Missing: blank hours are left out and counted in ``unknown``; if all are blank, the value is empty.
    Source:  fiche II-2, l.2625.
    """
    year = of_year(read(lines, "year", "hours", "scheme"), frame.year)
    return (total(year, "hours"), *totals_by(year, "hours", "scheme")) if year else ()


def fte_insertion_done(lines: DataFrame, frame: Frame) -> tuple[Computed, ...]:
    """Divide the hours of the year by the hours of one FTE that the structure's own annex gives.

    Unit:    FTE; numerator in hours, denominator in hours a year.
    Shape:   lines of Parcours in; one total out.
    Missing: no annex value: value empty, never a value taken elsewhere. Two schemes on the lines: value empty
        too, the annex gives the hours of one. Lines with blank hours are counted in ``unknown``.
    Source:  fiche II-2, l.2625.
    """
    year = of_year(read(lines, "year", "hours", "scheme"), frame.year)
    if not year:
        return ()
    hours = total(year, "hours")
    base = frame.hours_per_fte
    several_schemes = len(grouped(year, "scheme")) > 1
    if hours.value is None or not base or several_schemes:
        return (Computed(None, hours.lines, unknown=hours.unknown, reason=NOT_FOUND),)
    fte = tidy(hours.value / base)
    return (Computed(fte, hours.lines, numerator=hours.value, denominator=base, unknown=hours.unknown),)


def fte_realisation_rate(lines: DataFrame, frame: Frame) -> tuple[Computed, ...]:
    """Compare the FTE done with the FTE contracted, in per cent; above 100 the work beyond was not funded.

    Unit:    per cent; numerator and denominator in FTE.
    Shape:   lines of Parcours in; one total out.
    Missing: FTE done or contracted not known: value empty. Lines with blank hours are counted in ``unknown``.
    Source:  fiche II-2, l.2625.
    """
    done = fte_insertion_done(lines, frame)
    if not done:
        return ()
    (fte,) = done
    if fte.value is None or not frame.fte_contracted:
        return (Computed(None, fte.lines, unknown=fte.unknown, reason=NOT_FOUND),)
    return (share(fte.value, frame.fte_contracted, fte.lines, fte.unknown or 0),)


def people_trained(lines: DataFrame, frame: Frame) -> tuple[Computed, ...]:
    """Count the people of the year who followed some training.

    Unit:    person.
    Shape:   lines of Parcours in; one total out.
    Missing: a person whose training hours are blank counts in ``unknown``, never as untrained. Nobody trained
        and some so: value empty.
    Source:  fiche I-C-1-b, l.1393.
    """
    year = of_year(read(lines, "pseudonym", "year", "training_hours"), frame.year)
    if not year:
        return ()
    trained, others, silent = [], [], []
    for own in grouped(year, "pseudonym").values():
        if added(own, "training_hours"):
            trained.append(own)
        else:
            (silent if blank(own, "training_hours") else others).append(own)
    return (counted(trained, others, silent),)


def training_hours(lines: DataFrame, frame: Frame) -> tuple[Computed, ...]:
    """Add the hours of training that people in pathways followed in the year.

    Unit:    hour.
    Shape:   lines of Parcours in; one total out.
    Missing: blank hours are left out and counted in ``unknown``; if all are blank, the value is empty.
    Source:  fiche I-C-1-b, l.1393.
    """
    year = of_year(read(lines, "year", "training_hours"), frame.year)
    return (total(year, "training_hours"),) if year else ()
