"""What stays in the territory and how far the rest goes, as shares of what is placed."""

from __future__ import annotations

from collections.abc import Sequence

from dts_eval.indicators.computed import Computed
from dts_eval.indicators.formulas.lines import NOT_FOUND, UNKNOWN, Line, added, item, numbers, share

HERE = "in_territory"


def shares_by_level(own: Sequence[Line]) -> tuple[Computed, ...]:
    """Divide what stays in the territory, then what each level receives, by what is placed."""
    if not own:
        return ()
    placed = [line for line in own if item(line, "place") != UNKNOWN]
    unplaced = added([line for line in own if item(line, "place") == UNKNOWN], "amount") or 0
    whole, proof = added(placed, "amount"), numbers(placed or own)
    here = [line for line in placed if line["place"] == HERE]
    local = added(here, "amount")
    if whole is None or (here and local is None):
        return (Computed(None, proof, unknown=unplaced, reason=NOT_FOUND),)
    levels: dict[str, list[Line]] = {}
    for line in placed:
        levels.setdefault(item(line, "level"), []).append(line)
    parts = [
        share(part, whole, proof, unplaced, f"level={level}")
        for level in sorted(levels)
        if level != UNKNOWN and (part := added(levels[level], "amount")) is not None
    ]
    return (share(local or 0, whole, proof, unplaced), *parts)
