"""The version for partners hides what the internal one hides: side by side, they tell no more than the internal one."""

import dataclasses
from collections import Counter
from collections.abc import Sequence

from dts_eval.collection.collecting import collect
from dts_eval.criteria.choice import choose_criteria
from dts_eval.debates.effects import debate
from dts_eval.disclosure.privacy import Hidden
from dts_eval.foundation.model import Evaluation, Result
from dts_eval.indicators.choice import choose_indicators
from dts_eval.measurement.measuring import measure
from dts_eval.scope.perimeter import set_scope

INTERNAL = "internal"
Name = tuple[str, str, int | None, str, int]


def as_internal(evaluation: Evaluation) -> Evaluation:
    """Read the same workbook again as for an internal version: with all that partners do not read."""
    read = dataclasses.replace(
        evaluation, audience=INTERNAL, criteria=(), indicators=(), results=(), evidence=(), problems=()
    )
    for step in (set_scope, choose_criteria, choose_indicators, collect, debate, measure):
        read = step(read)
    return read


def carried_over(hidden: Hidden, of: Sequence[Result], to: Sequence[Result]) -> Hidden:
    """Hide in some results what is hidden in others that hold them all."""
    names = [*_names(of)]
    figures = {names[place] for place in hidden.figures}
    unknowns = {names[place] for place in hidden.unknowns}
    here = dict(enumerate(_names(to)))
    return Hidden(
        frozenset(place for place, name in here.items() if name in figures),
        frozenset(place for place, name in here.items() if name in unknowns),
        hidden.blocks,
    )


def _names(results: Sequence[Result]) -> list[Name]:
    seen: Counter[tuple[str, str, int | None, str]] = Counter()
    names = []
    for result in results:
        name = (str(result.kind), result.indicator, result.year, result.breakdown)
        seen[name] += 1
        names.append((*name, seen[name]))
    return names
