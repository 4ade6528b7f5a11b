"""Passages between two moments on an ordered scale: how many went up, stayed, went down, or are not known.

Nothing is averaged and nothing is netted: somebody who is worse off does not cancel somebody who is better off.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dts_eval.indicators.computed import Computed
from dts_eval.indicators.formulas.lines import UNKNOWN, Thing, numbers

BETTER, SAME, WORSE = "better", "same", "worse"


@dataclass(frozen=True)
class Pair:
    """What one person, or one answer, says of a thing before and after, and the lines that say it."""

    lines: Thing
    before: object
    after: object


def passages(pairs: Sequence[Pair], scale: Sequence[object], where: str) -> tuple[Computed, ...]:
    """Count the passages from before to after, each kind by itself.

    ``scale`` lists the levels from the hardest to the best; only their order counts, never a distance between
    them. ``where`` names what is told, as a breakdown does: ``domain=mobility``, ``question=Q-03;survey=C-01``.

    Unit:    that of what the pairs are: person, answer.
    Shape:   first ``where`` with the number of pairs and, in ``unknown``, those that cannot be placed; then
        ``passage=better``, ``=same``, ``=worse`` and ``=unknown`` beside it, which add up to it, zeros included. The
        first three give in ``denominator`` how many are known.
    Missing: a level that is blank, or that is not on the scale, makes the passage unknown: never « the same ». When
        no passage is known, ``=unknown`` alone is given: a zero would be a claim. No pair at all: nothing.
    Source:  fiche II-2, l.2594-2596; the four levels and the absence of any mean: ours.
    """
    if not pairs:
        return ()
    groups: dict[str, list[Pair]] = {BETTER: [], SAME: [], WORSE: [], UNKNOWN: []}
    for pair in pairs:
        groups[_passage(pair, scale)].append(pair)
    known = len(pairs) - len(groups[UNKNOWN])
    told = [Computed(len(pairs), _lines(pairs), where, unknown=len(groups[UNKNOWN]))]
    for passage in (BETTER, SAME, WORSE) if known else ():
        own = groups[passage]
        told.append(Computed(len(own), _lines(own or pairs), _beside(where, passage), denominator=known))
    own = groups[UNKNOWN]
    return (*told, Computed(len(own), _lines(own or pairs), _beside(where, UNKNOWN)))


def _beside(where: str, passage: str) -> str:
    return ";".join(sorted((*where.split(";"), f"passage={passage}")))


def _passage(pair: Pair, scale: Sequence[object]) -> str:
    if pair.before not in scale or pair.after not in scale:
        return UNKNOWN
    before, after = scale.index(pair.before), scale.index(pair.after)
    return SAME if before == after else BETTER if after > before else WORSE


def _lines(pairs: Sequence[Pair]) -> tuple[int, ...]:
    return numbers(line for pair in pairs for line in pair.lines)
