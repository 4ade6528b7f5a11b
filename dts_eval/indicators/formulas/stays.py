"""The stays that end in a year, one a person: the last, whatever its length and whatever a rule says of it."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from dts_eval.indicators.formulas.lines import Line, grouped


@dataclass(frozen=True)
class Stay:
    """One person’s last end of stay in a year.

    ``lines`` are all the lines of the person, ``last`` those that give this exit. ``entry`` is the latest entry
    before it, from which the administration counts; ``began`` the first one since an earlier exit, from which the
    person was there.
    """

    lines: tuple[Line, ...]
    last: tuple[Line, ...]
    day: datetime.date
    entry: datetime.date | None
    began: datetime.date | None


def ended_in(every: Sequence[Line], year: int) -> list[Stay]:
    """Return the stays that end in a year; the lines need ``pseudonym``, ``entry`` and ``exit``."""
    found = []
    for own in grouped(every, "pseudonym").values():
        days = [line["exit"] for line in own if line["exit"] and line["exit"].year == year]
        if days:
            found.append(_stay(own, max(days)))
    return found


def _stay(own: Sequence[Line], day: datetime.date) -> Stay:
    entries = [line["entry"] for line in own if line["entry"] and line["entry"] <= day]
    before = max((line["exit"] for line in own if line["exit"] and line["exit"] < day), default=None)
    since = [entry for entry in entries if before is None or entry > before]
    last = tuple(line for line in own if line["exit"] == day)
    return Stay(tuple(own), last, day, max(entries, default=None), min(since or entries, default=None))
