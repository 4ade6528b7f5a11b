"""The hinge between computing and showing: one plain row for each thing that a report may say."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import lru_cache
from types import MappingProxyType

from dts_eval.foundation.model import Criterion, Shape, Structure
from dts_eval.foundation.problems import Problem


# A report reads each breakdown hundreds of times.
@lru_cache(maxsize=8192)
def keys_of(breakdown: str) -> Mapping[str, str]:
    """Read a breakdown as keys and values."""
    pairs = (part.partition("=") for part in breakdown.split(";") if part)
    return MappingProxyType({key: value for key, _, value in pairs})


@dataclass(frozen=True)
class Row:
    """One thing to show: everything that a report says comes from a row.

    ``year`` is empty for undated facts. ``value`` is empty when there is none; ``status`` and ``reason`` say why.
    ``evidence_ids`` are the numbers the report prints beside what it says.
    """

    row_id: str
    structure_id: str
    structure: str
    kind: str
    year: int | None
    period: str
    dimension: str
    criterion: str
    indicator: str
    breakdown: str
    value: float | None
    text: str
    numerator: float | None
    denominator: float | None
    unknown: float | None
    low: float | None
    high: float | None
    unit: str
    qualifier: str
    status: str
    reason: str
    grade: str
    evidence_ids: tuple[str, ...]


@dataclass(frozen=True)
class Cited:
    """One numbered piece of evidence, as the register and the proof panel show it."""

    evidence_id: str
    kind: str
    file: str
    sheet: str
    cell: str
    raw: str
    date: str
    author: str
    interest: str
    consent: str
    grade: str
    calculation: str
    note: str


@dataclass(frozen=True)
class Disclosed:
    """What may leave the structure: rows, the evidence they cite, and the words needed to read them.

    ``labels`` are the structure's own words for its local criteria and indicators; ``criteria`` are the kept
    and the rejected ones, in the manual's order; ``shapes`` are outlines of communes, to draw the territory with.
    """

    structure: Structure
    year: int
    language: str
    audience: str
    file: str
    rows: tuple[Row, ...]
    evidence: tuple[Cited, ...]
    criteria: tuple[Criterion, ...]
    labels: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    shapes: tuple[Shape, ...] = ()


ROW_COLUMNS = tuple(column.name for column in fields(Row))
EVIDENCE_COLUMNS = tuple(column.name for column in fields(Cited))
