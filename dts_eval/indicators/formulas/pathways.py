"""Formulas on the sheet Parcours: people employed in pathways, their hours, their training, who they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dts_eval.foundation.units import tidy
from dts_eval.indicators.computed import Computed, Frame
from dts_eval.indicators.formulas.lines import (
    NOT_FOUND,
    UNKNOWN,
    Line,
    added,
    agreed,
    blank,
    counted,
    grouped,
    numbers,
    of_year,
    read,
    share,
    total,
    totals_by,
)

if TYPE_CHECKING:
    from pandas import DataFrame

# Public tables count a person from one hour in the year on.
LEAST_HOURS = 1


def people_employed_in_insertion(lines: DataFrame, frame: Frame) -> tuple[Computed, ...]:
    """Count the different people who worked at least one hour of a pathway in the year.

    Unit:    person.
    Shape:   lines of Parcours in; the total, then ``sex=…`` and ``referral=…`` out.
    Missing: a person whose hours are blank counts in ``unknown``, unless another of their lines already gives
        one hour. Nobody counted and some blank: value empty. Sex or referral blank, or contradicted:
        ``sex=unknown``.
    Source:  fiche II-2, l.2628-2629.
    """
    year = of_year(read(lines, "pseudonym", "year", "hours", "sex", "referral"), frame.year)
    if not year:
        return ()
    employed, others, silent = _employed(year)
    people = counted(employed, others, silent)
    return (people, *_people_by(employed, "referral"), *_people_by(employed, "sex"))


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


def profile_rsa(lines: DataFrame, frame: Frame) -> tuple[Computed, ...]:
    """Give the share of people who received the RSA when they came, among those of whom it is known.

    Unit:    per cent; numerator and denominator in people.
    Shape:   lines of Parcours in, people with at least one hour; one total out.
    Missing: not filled in is not « no »: those people are in ``unknown`` and in no part of the share.
    Source:  fiche II-2, l.2628-2629.
    """
    return _share_of_people(lines, frame, "rsa", "yes")


def profile_women(lines: DataFrame, frame: Frame) -> tuple[Computed, ...]:
    """Give the share of women among people in pathways whose sex is filled in.

    Unit:    per cent; numerator and denominator in people.
    Shape:   lines of Parcours in, people with at least one hour; one total out.
    Missing: people whose sex is not filled in are in ``unknown`` and in no part of the share.
    Source:  fiche II-3, l.2842.
    """
    return _share_of_people(lines, frame, "sex", "woman")


def _employed(year: list[Line]) -> tuple[list[list[Line]], list[list[Line]], list[list[Line]]]:
    employed, others, silent = [], [], []
    for own in grouped(year, "pseudonym").values():
        if (added(own, "hours") or 0) >= LEAST_HOURS:
            employed.append(own)
        else:
            (silent if blank(own, "hours") else others).append(own)
    return employed, others, silent


def _people_by(people: list[list[Line]], column: str) -> tuple[Computed, ...]:
    groups: dict[str, list[list[Line]]] = {}
    for own in people:
        groups.setdefault(agreed(own, column) or UNKNOWN, []).append(own)
    proofs = {value: numbers(line for own in groups[value] for line in own) for value in groups}
    return tuple(Computed(len(groups[value]), proofs[value], f"{column}={value}") for value in sorted(groups))


def _share_of_people(lines: DataFrame, frame: Frame, column: str, answer: str) -> tuple[Computed, ...]:
    year = of_year(read(lines, "pseudonym", "year", "hours", column), frame.year)
    if not year:
        return ()
    employed, others, silent = _employed(year)
    if not employed and (silent or not others):
        return (Computed(None, numbers(year), unknown=len(silent), reason=NOT_FOUND),)
    known = [own for own in employed if agreed(own, column) is not None]
    with_answer = sum(agreed(own, column) == answer for own in known)
    proof = numbers(line for own in known or employed or others for line in own)
    return (share(with_answer, len(known), proof, len(employed) - len(known)),)
