"""What a formula receives and what it gives back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pandas import DataFrame

# Columns that no sheet has: step 2 deduces them from the cell they are said to stand in.
DEDUCED = {"expenses": ("level",), "resources": ("place", "level")}


@dataclass(frozen=True)
class Frame:
    """What a formula may know besides the lines: the year, and what the structure's sheet says.

    ``hours_per_fte`` is the annex's own reference; empty when the structure did not give it. ``beside`` holds the lines
    of a second sheet, for a formula that declares one. ``threshold`` is the threshold of privacy: a formula whose total
    would give away a count below it leaves that count out.
    """

    year: int
    hours_per_fte: float | None = None
    fte_contracted: float | None = None
    beside: DataFrame | None = None
    threshold: int = 1


@dataclass(frozen=True)
class Computed:
    """A value counted for one breakdown, and the lines of the sheet that it stands on.

    ``value`` is empty when it cannot be computed, and ``reason`` says why in one word of the list of reasons.
    ``unknown`` counts the lines that do not say; they are never read as no or as zero. ``beside`` are lines of the
    second sheet, when there is one. ``unit`` is what this one is counted in, when lines of one indicator count
    different things.
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
