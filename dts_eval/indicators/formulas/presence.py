"""Who worked in a year: public tables count a person from one hour on."""

from __future__ import annotations

from collections.abc import Sequence

from dts_eval.indicators.formulas.lines import Line, added, blank, grouped

LEAST_HOURS = 1
People = list[list[Line]]


def employed_among(year: Sequence[Line]) -> tuple[People, People, People]:
    """Part the people of a year: those who worked one hour, those who did not, those whose hours are not known."""
    employed, others, silent = [], [], []
    for own in grouped(year, "pseudonym").values():
        if (added(own, "hours") or 0) >= LEAST_HOURS:
            employed.append(own)
        else:
            (silent if blank(own, "hours") else others).append(own)
    return employed, others, silent
