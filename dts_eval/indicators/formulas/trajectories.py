"""Formulas on what the stays that ended were, beyond work: their length, the home, how each side of life went."""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING

from dts_eval.foundation.units import tidy
from dts_eval.indicators.computed import Computed, Frame
from dts_eval.indicators.formulas.lines import NOT_FOUND, UNKNOWN, Line, added, agreed, numbers, of_year, read
from dts_eval.indicators.formulas.passages import Pair, passages
from dts_eval.indicators.formulas.stays import Stay, ended_in
from dts_eval.workbook.layout import layout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pandas import DataFrame

COLUMNS = ("pseudonym", "year", "entry", "exit")
# A year of the calendar has 365.2425 days: nobody’s rule, only the length of a month.
DAYS_IN_A_MONTH = 365.2425 / 12
FEWEST_FOR_QUARTILES = 4
UNRATED = "unrated"


def stay_length(lines: DataFrame, frame: Frame) -> tuple[Computed, ...]:
    """Give the median length of the stays that ended in the year, and the two quartiles beside it.

    A stay runs from the first entry that no earlier exit follows to the last exit of the year, whatever its length.

    Unit:    month of the calendar; ``denominator`` is the number of people whose two dates are known.
    Shape:   lines of Parcours in, earlier years too; the median, then ``quartile=first`` and ``quartile=third`` out,
        from four people on.
    Missing: someone who left without a known entry counts in ``unknown``; nobody with two dates: value empty. Those
        who are still there are in no part: their stay has no length yet.
    Source:  fiche II-2, l.2595.
    """
    stays = ended_in(read(lines, *COLUMNS), frame.year)
    if not stays:
        return ()
    known = [stay for stay in stays if stay.began is not None]
    unknown = len(stays) - len(known)
    if not known:
        return (Computed(None, _proof(stays), unknown=unknown, reason=NOT_FOUND),)
    months = sorted((stay.day - stay.began).days / DAYS_IN_A_MONTH for stay in known if stay.began)
    proof, people = _proof(known), len(known)
    median = Computed(tidy(statistics.median(months)), proof, denominator=people, unknown=unknown)
    if people < FEWEST_FOR_QUARTILES:
        return (median,)
    first, _, third = statistics.quantiles(months, n=4, method="inclusive")
    return (
        median,
        Computed(tidy(first), proof, "quartile=first", denominator=people),
        Computed(tidy(third), proof, "quartile=third", denominator=people),
    )


def immersions(lines: DataFrame, frame: Frame) -> tuple[Computed, ...]:
    """Add the immersions (PMSMP) that people in pathways did in the year, when the sheet says them.

    Unit:    immersion.
    Shape:   lines of Parcours in; one total out.
    Missing: a line that does not say counts in ``unknown``. No line of the year says it: nothing, since the
        structure may count them elsewhere.
    Source:  fiche I-C-1-b, l.1386-1387.
    """
    year = of_year(read(lines, "year", "immersions"), frame.year)
    value = added(year, "immersions")
    if value is None:
        return ()
    return (Computed(value, numbers(year), unknown=sum(line["immersions"] is None for line in year)),)


def certifications(lines: DataFrame, frame: Frame) -> tuple[Computed, ...]:
    """Count the titles, certificates and licences of the year, when the sheet says them.

    Unit:    certification.
    Shape:   lines of Parcours in, several certifications separated by a semicolon, « aucune » for none; one total out.
    Missing: a line that does not say counts in ``unknown``. No line of the year says it: nothing, since the
        structure may count them elsewhere.
    Source:  fiche I-C-1-b, l.1402.
    """
    year = of_year(read(lines, "year", "certification"), frame.year)
    said = [line["certification"] for line in year if line["certification"]]
    if not said:
        return ()
    named = [part.strip() for text in said for part in text.split(";")]
    value = sum(bool(part) and part.casefold() not in ("aucune", "none") for part in named)
    return (Computed(value, numbers(year), unknown=len(year) - len(said)),)


def housing_change(lines: DataFrame, frame: Frame) -> tuple[Computed, ...]:
    """Count the people who left in the year in another housing situation than the one they came with.

    Unit:    person.
    Shape:   lines of Parcours in, earlier years too; the total, then each change found out, in either direction:
        ``housing_entry=…;housing_exit=…``. Nobody is placed on a scale: a home is not better than another here.
    Missing: someone of whom one of the two is blank, or contradicted, counts in ``unknown``. Nobody changed and some
        unknown: value empty. Nobody’s housing is said: nothing.
    Source:  fiche III-2, l.3247.
    """
    every = read(lines, *COLUMNS, "housing_entry", "housing_exit")
    stays = ended_in(every, frame.year)
    if not stays or not _said(every, ("housing_entry", "housing_exit")):
        return ()
    moves: dict[str, list[Stay]] = {}
    unknown, changed = [], []
    for stay in stays:
        came, went = (agreed(stay.lines, column) for column in ("housing_entry", "housing_exit"))
        if came is None or went is None:
            unknown.append(stay)
        elif came != went:
            changed.append(stay)
            moves.setdefault(f"housing_entry={came};housing_exit={went}", []).append(stay)
    value, reason = (len(changed), "") if changed or not unknown else (None, NOT_FOUND)
    total = Computed(value, _proof(changed or unknown or stays), unknown=len(unknown), reason=reason)
    return (total, *(Computed(len(moves[move]), _proof(moves[move]), move) for move in sorted(moves)))


def social_barriers_before_after(lines: DataFrame, frame: Frame) -> tuple[Computed, ...]:
    """Count, for each side of life that was appreciated, how the people who left in the year say it went.

    Housing, mobility, health, rights and paperwork, money, language and digital tools, power to act: four levels at
    the entry and at the exit, and the passage from one to the other. There is no mean, no sum of domains, no net.

    Unit:    person.
    Shape:   lines of Parcours in, earlier years too, everyone who left in the year; the total; ``rated_by=…``, those
        who chose the levels; for each domain that the sheet uses, what ``passages`` gives under ``domain=…``.
    Missing: a level left blank, or contradicted, makes that passage unknown, never « the same ». A domain in which no
        passage of the year is known says nothing. Nobody was appreciated: nothing at all.
    Source:  fiche II-2, l.2594-2596.
    """
    lists = layout().lists
    columns = {domain: (f"{domain}_before", f"{domain}_after") for domain in lists["domain"]}
    every = read(lines, *COLUMNS, "rated_by", *(column for pair in columns.values() for column in pair))
    stays = ended_in(every, frame.year)
    used = {domain: pair for domain, pair in columns.items() if _said(every, pair)}
    if not stays or not used:
        return ()
    told = [Computed(len(stays), _proof(stays)), *_raters(stays, used)]
    for domain, (before, after) in used.items():
        pairs = [Pair(stay.lines, agreed(stay.lines, before), agreed(stay.lines, after)) for stay in stays]
        found = passages(pairs, tuple(lists["rating"]), f"domain={domain}")
        told += found if any(part.denominator for part in found) else ()
    return tuple(told)


def _raters(stays: Sequence[Stay], used: dict[str, tuple[str, str]]) -> list[Computed]:
    groups: dict[str, list[Stay]] = {}
    for stay in stays:
        rated = any(line[column] is not None for line in stay.lines for pair in used.values() for column in pair)
        who = (agreed(stay.lines, "rated_by") or UNKNOWN) if rated else UNRATED
        groups.setdefault(str(who), []).append(stay)
    return [Computed(len(groups[who]), _proof(groups[who]), f"rated_by={who}") for who in sorted(groups)]


def _said(every: Sequence[Line], columns: tuple[str, ...]) -> bool:
    return any(line[column] is not None for line in every for column in columns)


def _proof(stays: Sequence[Stay]) -> tuple[int, ...]:
    return numbers(line for stay in stays for line in stay.lines)
