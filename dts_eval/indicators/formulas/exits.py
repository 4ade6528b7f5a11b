"""Formulas on the ends of pathways in the sheet Parcours; which exits count is an administrative rule."""

from __future__ import annotations

import dataclasses
import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dts_eval.indicators.computed import Computed, Frame
from dts_eval.indicators.formulas.breakdowns import EXIT_KEYS, parts_by
from dts_eval.indicators.formulas.lines import (
    NOT_FOUND,
    UNKNOWN,
    Line,
    added,
    agreed,
    blank,
    numbers,
    of_year,
    read,
    share,
)
from dts_eval.indicators.formulas.stays import Stay, ended_in
from dts_eval.indicators.rules import rule_in_force

if TYPE_CHECKING:
    from pandas import DataFrame

WITHDRAWN = "withdrawn"
# Circulaire DGEFP 2008-21 of 10 December 2008: the three sets that make « sorties dynamiques ».
DYNAMIC = ("lasting_job", "transition_job", "positive")
# The four situations and « no news »: each is told even when it is nobody's, a zero being an answer.
SITUATIONS = (*DYNAMIC, "other", UNKNOWN)
COLUMNS = ("pseudonym", "year", "scheme", "entry", "exit", "exit_category", "hours")
SHORT_STAY, FEW_HOURS = "short_stay", "few_hours"


@dataclass(frozen=True)
class _Exit:
    """One person's last exit of the year.

    ``counts`` is empty when the rule cannot decide, ``why`` says what leaves it out.
    """

    lines: tuple[Line, ...]
    situation: str
    counts: bool | None
    why: str = ""


def exits_counted(lines: DataFrame, frame: Frame) -> tuple[Computed, ...]:
    """Count the people who left in the year and whom the administration's rule counts among exits.

    ACI and EI: at least one hour, and a stay longer than 2.65 months; AI and ETTI: at least 150 hours in the
    year (``catalogue/rules.yaml``). Withdrawn exits never count. One exit a person: the last of the year.

    Unit:    exit.
    Shape:   lines of Parcours in; the total, then the five ``exit_category=…`` out, zeros included; then, once
        somebody’s lines say it, the same exits by ``sex=…``, ``scheme=…``, ``activity=…``, ``territory=…``, ``rsa=…``,
        ``disability=…``, ``qpv=…`` and ``registration=…``. The parts of one key add up to the total.
    Missing: an exit whose scheme, dates or hours do not let the rule decide is in ``unknown``, as is any one
        of a year without a known rule (before 2021). None counted and some so: value empty. A situation blank
        or contradicted is ``exit_category=unknown``.
    Source:  fiche II-2, l.2629-2630; the rule: ``catalogue/rules.yaml``.
    """
    found = _left(lines, frame, *EXIT_KEYS)
    if found is None:
        return ()
    year, exits = found
    total = _number_of(exits, True, year)
    if total.value is None:
        return (total,)
    kept = [left.lines for left in exits if left.counts]
    told = [_situation(exits, situation, year) for situation in SITUATIONS]
    return (total, *told, *(part for key in EXIT_KEYS for part in parts_by(kept, key, frame.year)))


def exits_not_counted(lines: DataFrame, frame: Frame) -> tuple[Computed, ...]:
    """Count the people who left in the year and whom the administration's rule leaves out.

    Unit:    exit.
    Shape:   lines of Parcours in; the total, then ``exit_category=…`` out, for the situations found, then why each
        was left out: ``left_out=withdrawn`` (taken out of the count), ``left_out=short_stay`` (the least stay was not
        reached), ``left_out=few_hours`` (the least hours were not).
    Missing: an exit to which the rule cannot be applied is in ``unknown``, neither counted nor left out. None
        left out and some so: value empty.
    Source:  fiche II-2, l.2629-2630; the rule: ``catalogue/rules.yaml``.
    """
    found = _left(lines, frame)
    if found is None:
        return ()
    year, exits = found
    out = [left for left in exits if left.counts is False]
    parts = []
    for key, said in (("exit_category", "situation"), ("left_out", "why")):
        for item in sorted({getattr(left, said) for left in out}):
            own = [left for left in out if getattr(left, said) == item]
            parts.append(Computed(len(own), _stand_on(own), f"{key}={item}"))
    return (_number_of(exits, False, year), *parts)


def pathway_ends(lines: DataFrame, frame: Frame) -> tuple[Computed, ...]:
    """Count the people who left in the year, whatever their stay was and whatever the rule says of it.

    Unit:    exit.
    Shape:   lines of Parcours in; one total out. One exit a person: the last of the year.
    Missing: somebody who left without a date of exit is not seen: the sheet holds them to be there still.
    Source:  fiche II-2, l.2629-2630; the whole of the exits counted, not counted and undecided: ours.
    """
    found = _left(lines, frame)
    if found is None:
        return ()
    year, exits = found
    return (Computed(len(exits), _stand_on(exits) or numbers(year)),)


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


def dynamic_exit_rate_all(lines: DataFrame, frame: Frame) -> tuple[Computed, ...]:
    """Give the share of « sorties dynamiques » among all who left in the year, short stays and withdrawals included.

    Unit:    per cent; numerator and denominator in exits.
    Shape:   lines of Parcours in; one total out.
    Missing: exits of which nobody knows what followed stay in the denominator; ``unknown`` says how many they are. A
        withdrawn exit is in the denominator alone. Nobody left: no rate, denominator 0.
    Source:  fiche II-2, l.2629-2630; this denominator is not the administration’s: it shows what the other leaves out.
    """
    found = _left(lines, frame)
    if found is None:
        return ()
    year, exits = found
    part = sum(left.situation in DYNAMIC for left in exits)
    not_known = sum(left.situation == UNKNOWN for left in exits)
    return (share(part, len(exits), _stand_on(exits) or numbers(year), not_known),)


def undocumented_exit_rate(lines: DataFrame, frame: Frame) -> tuple[Computed, ...]:
    """Give the share of the exits counted of which nobody knows what followed.

    Unit:    per cent; numerator and denominator in exits.
    Shape:   lines of Parcours in; one total out.
    Missing: a blank situation and « sans nouvelle » are the numerator. No exit counted: no rate, denominator 0.
    Source:  fiche II-2, l.2629-2630.
    """
    found = _left(lines, frame)
    if found is None:
        return ()
    year, exits = found
    total = _number_of(exits, True, year)
    if total.value is None:
        return (total,)
    kept = [left for left in exits if left.counts]
    told = share(sum(left.situation == UNKNOWN for left in kept), len(kept), total.lines, 0)
    return (dataclasses.replace(told, unknown=None),)


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


def _left(lines: DataFrame, frame: Frame, *keys: str) -> tuple[list[Line], list[_Exit]] | None:
    every = read(lines, *dict.fromkeys((*COLUMNS, *keys)))
    exits = [_exit(stay, frame.year) for stay in ended_in(every, frame.year)]
    year = of_year(every, frame.year)
    return (year, exits) if year or exits else None


def _exit(stay: Stay, year: int) -> _Exit:
    situation = agreed(stay.last, "exit_category") or UNKNOWN
    if situation == WITHDRAWN:
        return _Exit(stay.last, situation, False, WITHDRAWN)
    scheme = agreed(stay.last, "scheme")
    since = stay.entry.year if stay.entry else 0
    in_stay = [line for line in stay.lines if line["year"] and since <= line["year"] <= year]
    answers = (
        (SHORT_STAY, _outlasts(scheme, stay.entry, stay.day)),
        (FEW_HOURS, _reaches("exit_minimum_hours_of_stay", scheme, stay.day, in_stay)),
        (FEW_HOURS, _reaches("exit_minimum_hours_of_year", scheme, stay.day, of_year(stay.lines, year))),
    )
    tests = [(why, passed) for why, (ruled, passed) in answers if ruled]
    why = next((why for why, passed in tests if passed is False), "")
    if why:
        return _Exit(stay.last, situation, False, why)
    undecided = not tests or any(passed is None for _, passed in tests)
    return _Exit(stay.last, situation, None if undecided else True)


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
