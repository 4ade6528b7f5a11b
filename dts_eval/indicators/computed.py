"""What a formula receives and what it gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pandas import DataFrame

# Columns that no sheet has: step 2 deduces them from the cell they are said to stand in.
DEDUCED = {"expenses": ("level",), "resources": ("place", "level")}


@dataclass(frozen=True)
class Frame:
    """What a formula may know besides the lines: the year, what the structure's sheet and the plan of collection say.

    ``hours_per_fte`` is the annex's own reference; empty when the structure did not give it. ``beside`` holds the lines
    of a second sheet, for a formula that declares one. ``threshold`` is the threshold of privacy: a formula whose total
    would give away a count below it leaves that count out. ``solicited`` and ``population`` are, by the code of a
    survey, how many people were asked and how many it concerns; a survey that the plan does not tell is absent.
    """

    year: int
    hours_per_fte: float | None = None
    fte_contracted: float | None = None
    beside: DataFrame | None = None
    threshold: int = 1
    solicited: Mapping[str, float] = field(default_factory=dict)
    population: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Computed:
    """A value counted for one breakdown, and the lines of the sheet that it stands on.

    ``value`` is empty when it cannot be computed, and ``reason`` says why in one word of the list of reasons.
    ``unknown`` counts the lines that do not say; they are never read as no or as zero. ``beside`` are lines of the
    second sheet, when there is one. ``unit`` is what this one is counted in, when lines of one indicator count
    different things; ``criterion`` is what its lines light, when that is not the indicator's own.
    """

    value: float | None
    lines: tuple[int, ...]
    breakdown: str = ""
    numerator: float | None = None
    denominator: float | None = None
    unknown: float | None = None
    low: float | None = None
    high: float | None = None
    reason: str = ""
    beside: tuple[int, ...] = ()
    unit: str = ""
    criterion: str = ""
