"""Formulas on the ends of pathways in the sheet Parcours; which exits count is an administrative rule."""

from __future__ import annotations

import dataclasses
import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dts_eval.indicators.computed import Computed, Frame
from dts_eval.indicators.formulas.lines import (
    NOT_FOUND,
    UNKNOWN,
    Line,
    added,
    agreed,
    blank,
    grouped,
    numbers,
    of_year,
    read,
    share,
)
from dts_eval.indicators.rules import rule_in_force

if TYPE_CHECKING:
    from pandas import DataFrame

WITHDRAWN = "withdrawn"
# Circulaire DGEFP 2008-21 of 10 December 2008: the three sets that make « sorties dynamiques ».
DYNAMIC = ("lasting_job", "transition_job", "positive")
# The four situations and « no news »: each is told even when it is nobody's, a zero being an answer.
SITUATIONS = (*DYNAMIC, "other", UNKNOWN)
COLUMNS = ("pseudonym", "year", "scheme", "entry", "exit", "exit_category", "hours")


@dataclass(frozen=True)
class _Exit:
    """One person's last exit of the year; ``counts`` is empty when the rule cannot decide."""

    lines: tuple[Line, ...]
    situation: str
    counts: bool | None


def exits_counted(lines: DataFrame, frame: Frame) -> tuple[Computed, ...]:
    """Count the people who left in the year and whom the administration's rule counts among exits.

    ACI and EI: at least one hour, and a stay longer than 2.65 months; AI and ETTI: at least 150 hours in the
    year (``catalogue/rules.yaml``). Withdrawn exits never count. One exit a person: the last of the year.

    Unit:    exit.
    Shape:   lines of Parcours in; the total, then the five ``exit_category=…`` out, zeros included.
    Missing: an exit whose scheme, dates or hours do not let the rule decide is in ``unknown``, as is any one
        of a year without a known rule (before 2021). None counted and some so: value empty. A situation blank
        or contradicted is ``exit_category=unknown``.
    Source:  fiche II-2, l.2629-2630; the rule: ``catalogue/rules.yaml``.
    """
    found = _left(lines, frame)
    if found is None:
        return ()
    year, exits = found
    total = _number_of(exits, True, year)
    if total.value is None:
        return (total,)
    return (total, *(_situation(exits, situation, year) for situation in SITUATIONS))


def exits_not_counted(lines: DataFrame, frame: Frame) -> tuple[Computed, ...]:
    """Count the people who left in the year and whom the administration's rule leaves out.

    Unit:    exit.
    Shape:   lines of Parcours in; the total, then ``exit_category=…`` out, for the situations found:
        ``withdrawn`` was taken out of the count, every other one fell below the least hours or stay.
    Missing: an exit to which the rule cannot be applied is in ``unknown``, neither counted nor left out. None
        left out and some so: value empty.
    Source:  fiche II-2, l.2629-2630; the rule: ``catalogue/rules.yaml``.
    """
    found = _left(lines, frame)
    if found is None:
        return ()
    year, exits = found
    out = [left for left in exits if left.counts is False]
    by_situation = []
    for situation in sorted({left.situation for left in out}):
        own = [left for left in out if left.situation == situation]
        by_situation.append(Computed(len(own), _stand_on(own), f"exit_category={situation}"))
    return (_number_of(exits, False, year), *by_situation)


def exits_unknown(lines: DataFrame, frame: Frame) -> tuple[Computed, ...]:
    """Count the exits taken into account of which nobody knows what followed.

    Unit:    exit.
    Shape:   lines of Parcours in; one total out.
    Missing: a blank situation is not known, like « sans nouvelle ». Exits counted not known: value empty.
    Source:  fiche II-2, l.2629-2630.
    """
    found = _left(lines, frame)
    if found is None:
        return ()
    year, exits = found
    total = _number_of(exits, True, year)
    if total.value is None:
        return (total,)
    return (dataclasses.replace(_situation(exits, UNKNOWN, year), breakdown="", unknown=total.unknown),)


def dynamic_exit_rate(lines: DataFrame, frame: Frame) -> tuple[Computed, ...]:
    """Give the share of « sorties dynamiques » (lasting job, transition job, positive) among exits counted.

    Unit:    per cent; numerator and denominator in exits.
    Shape:   lines of Parcours in; one total out.
    Missing: the official denominator keeps the exits of which nobody knows what followed; ``unknown`` says
        how many they are. No exit counted: no rate, denominator 0.
    Source:  fiche II-2, l.2629-2630; circulaire DGEFP 2008-21 of 10 December 2008.
    """
    return _rate(lines, frame, DYNAMIC)


def lasting_job_exit_rate(lines: DataFrame, frame: Frame) -> tuple[Computed, ...]:
    """Give the share of exits to a lasting job among exits counted.

    Unit:    per cent; numerator and denominator in exits.
    Shape:   lines of Parcours in; one total out.
    Missing: as for ``dynamic_exit_rate``.
    Source:  fiche II-2, l.2629-2630; circulaire DGEFP 2008-21 of 10 December 2008.
    """
    return _rate(lines, frame, ("lasting_job",))


def transition_job_exit_rate(lines: DataFrame, frame: Frame) -> tuple[Computed, ...]:
    """Give the share of exits to a transition job among exits counted.

    Unit:    per cent; numerator and denominator in exits.
    Shape:   lines of Parcours in; one total out.
    Missing: as for ``dynamic_exit_rate``.
    Source:  fiche II-2, l.2629-2630; circulaire DGEFP 2008-21 of 10 December 2008.
    """
    return _rate(lines, frame, ("transition_job",))


def positive_exit_rate(lines: DataFrame, frame: Frame) -> tuple[Computed, ...]:
    """Give the share of positive exits, the third part of « sorties dynamiques », among exits counted.

    Unit:    per cent; numerator and denominator in exits.
    Shape:   lines of Parcours in; one total out.
    Missing: as for ``dynamic_exit_rate``.
    Source:  fiche II-2, l.2629-2630; circulaire DGEFP 2008-21 of 10 December 2008.
    """
    return _rate(lines, frame, ("positive",))


def _rate(lines: DataFrame, frame: Frame, situations: tuple[str, ...]) -> tuple[Computed, ...]:
    found = _left(lines, frame)
    if found is None:
        return ()
    year, exits = found
    total = _number_of(exits, True, year)
    if total.value is None:
        return (total,)
    kept = [left for left in exits if left.counts]
    part = sum(left.situation in situations for left in kept)
    not_known = sum(left.situation == UNKNOWN for left in kept)
    return (share(part, len(kept), total.lines, not_known),)


def _left(lines: DataFrame, frame: Frame) -> tuple[list[Line], list[_Exit]] | None:
    every = read(lines, *COLUMNS)
    exits = []
    for own in grouped(every, "pseudonym").values():
        dates = [line["exit"] for line in own if line["exit"] and line["exit"].year == frame.year]
        if dates:
            exits.append(_exit(own, max(dates), frame.year))
    year = of_year(every, frame.year)
    return (year, exits) if year or exits else None


def _exit(own: list[Line], day: datetime.date, year: int) -> _Exit:
    last = [line for line in own if line["exit"] == day]
    situation = agreed(last, "exit_category") or UNKNOWN
    scheme = agreed(last, "scheme")
    counts = False if situation == WITHDRAWN else _is_counted(own, scheme, day, year)
    return _Exit(tuple(last), situation, counts)


def _is_counted(own: list[Line], scheme: str | None, day: datetime.date, year: int) -> bool | None:
    entry = max((line["entry"] for line in own if line["entry"] and line["entry"] <= day), default=None)
    in_stay = [line for line in own if line["year"] and (entry.year if entry else 0) <= line["year"] <= year]
    answers = (
        _reaches("exit_minimum_hours_of_stay", scheme, day, in_stay),
        _reaches("exit_minimum_hours_of_year", scheme, day, of_year(own, year)),
        _outlasts(scheme, entry, day),
    )
    tests = [passed for ruled, passed in answers if ruled]
    if any(passed is False for passed in tests):
        return False
    return None if not tests or any(passed is None for passed in tests) else True


def _reaches(
    name: str, scheme: str | None, day: datetime.date, lines: list[Line]
) -> tuple[bool, bool | None]:
    rule = rule_in_force(name, scheme or "", day)
    if rule is None:
        return False, None
    if (added(lines, "hours") or 0) >= rule.value:
        return True, True
    return True, None if not lines or blank(lines, "hours") else False


def _outlasts(
    scheme: str | None, entry: datetime.date | None, day: datetime.date
) -> tuple[bool, bool | None]:
    least = rule_in_force("exit_stay_longer_than", scheme or "", day)
    in_a_day = rule_in_force("months_in_a_day", scheme or "", day)
    if least is None or in_a_day is None:
        return False, None
    return True, None if entry is None else (day - entry).days * in_a_day.value > least.value


def _number_of(exits: list[_Exit], counts: bool, year: list[Line]) -> Computed:
    own = [left for left in exits if left.counts is counts]
    undecided = [left for left in exits if left.counts is None]
    value, reason = (None, NOT_FOUND) if undecided and not own else (len(own), "")
    proof = _stand_on(own) or _stand_on(undecided) or _stand_on(exits) or numbers(year)
    return Computed(value, proof, unknown=len(undecided), reason=reason)


def _situation(exits: list[_Exit], situation: str, year: list[Line]) -> Computed:
    kept = [left for left in exits if left.counts]
    own = [left for left in kept if left.situation == situation]
    proof = _stand_on(own) or _stand_on(kept) or _stand_on(exits) or numbers(year)
    return Computed(len(own), proof, f"exit_category={situation}")


def _stand_on(exits: list[_Exit]) -> tuple[int, ...]:
    return numbers(line for left in exits for line in left.lines)
