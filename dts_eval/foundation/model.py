"""The frozen words of the domain: an evaluation and all that the steps of the method add to it."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from dts_eval.foundation.problems import Problem
from dts_eval.foundation.units import Missing

# The statuses of an effect told as a fact; the others are intentions.
FACTS = frozenset({"observed", "ongoing"})
CellValue = str | int | float | datetime.date | Missing | tuple[str, ...] | None


class Status(StrEnum):
    """How a result came to be, or why it is not there."""

    MEASURED = "measured"
    COMPUTED = "computed"
    DECLARED = "declared"
    ESTIMATED = "estimated"
    NOT_AVAILABLE = "not_available"
    NOT_APPLICABLE = "not_applicable"
    SUPPRESSED = "suppressed"


class Grade(StrEnum):
    """Where a proof comes from, from the weakest to the strongest; not a merit."""

    ESTIMATED = "estimated"
    DECLARED = "declared"
    RECORDS = "records"
    CORROBORATED = "corroborated"


class Kind(StrEnum):
    """What a row says: a number, a story, a change, a gap, an effect, a choice, or the frame of it all."""

    FIGURE = "figure"
    ACCOUNT = "account"
    CHANGE = "change"
    GAP = "gap"
    EFFECT = "effect"
    CHOICE = "choice"
    SCOPE = "scope"


def weakest(grades: tuple[str, ...]) -> str:
    """Return the weakest of several grades; nothing when there is none."""
    return min((Grade(grade) for grade in grades if grade), key=_ORDER_OF_GRADES.index, default="")


_ORDER_OF_GRADES = list(Grade)


# A workbook holds tens of thousands of them: a tuple is made in half the time of another frozen value.
class Cell(NamedTuple):
    """One cell as it was read: what it means, what was typed, where it stands."""

    value: CellValue
    raw: str
    address: str
    low: float | None = None
    high: float | None = None
    qualifier: str = ""

    def at(self, address: str) -> "Cell":
        """Return the same content as it stands at an address."""
        return tuple.__new__(Cell, (self.value, self.raw, address, self.low, self.high, self.qualifier))


@dataclass(frozen=True)
class Record:
    """One line of a sheet: its cells by the name of their column.

    A blank cell is absent from ``cells``; asking for it gives ``None``.
    """

    sheet: str
    title: str
    line: int
    cells: Mapping[str, Cell]

    def __getitem__(self, column: str) -> CellValue:
        cell = self.cells.get(column)
        return cell.value if cell else None

    def text(self, column: str) -> str:
        """Return a cell as text, empty when it is blank or says that there is nothing."""
        value = self[column]
        if value is None or isinstance(value, Missing):
            return ""
        return " ".join(value) if isinstance(value, tuple) else str(value)

    def number(self, column: str) -> float | None:
        """Return a cell as a number, or nothing."""
        value = self[column]
        return value if isinstance(value, int | float) else None

    def items(self, column: str) -> tuple[str, ...]:
        """Return the items of a cell that holds a list."""
        value = self[column]
        return value if isinstance(value, tuple) else ()

    def address(self, column: str) -> str:
        """Return where a cell stands, or the line when the cell is blank."""
        cell = self.cells.get(column)
        return cell.address if cell else str(self.line)

    def span(self) -> str:
        """Return the range from the first to the last cell filled on the line."""
        addresses = [cell.address for cell in self.cells.values()]
        return addresses[0] if len(addresses) == 1 else f"{addresses[0]}:{addresses[-1]}"


@dataclass(frozen=True)
class Evidence:
    """What backs a claim: cells of the workbook, or a document of the register.

    ``key`` names it inside one evaluation, before the report numbers what it cites. ``sheet`` and ``cell`` say
    where it stands in the workbook, ``cell`` being one or more ranges separated by a space.
    """

    key: str
    kind: str
    sheet: str
    cell: str
    raw: str = ""
    date: str = ""
    author: str = ""
    interest: str = ""
    consent: str = ""
    grade: str = ""
    calculation: str = ""
    note: str = ""


@dataclass(frozen=True)
class Quantity:
    """A value and what it is made of; every part may be unknown."""

    value: float | None = None
    text: str = ""
    numerator: float | None = None
    denominator: float | None = None
    unknown: float | None = None
    low: float | None = None
    high: float | None = None
    qualifier: str = ""


@dataclass(frozen=True, kw_only=True)
class Result:
    """What is said of one indicator, in one year, for one breakdown, and what proves it.

    ``proofs`` are keys of evidence. ``year`` is empty for an undated fact, which no time axis shows. The dimension is
    that of the criterion: it is given once all is measured.
    """

    kind: Kind
    indicator: str
    quantity: Quantity
    status: Status
    proofs: tuple[str, ...]
    criterion: str = ""
    dimension: str = ""
    year: int | None = None
    unit: str = ""
    breakdown: str = ""
    period: str = ""
    reason: str = ""
    grade: str = ""


@dataclass(frozen=True)
class Structure:
    """The structure evaluated: who it is, its kind of SIAE, the report year, its threshold of privacy.

    ``own_year`` is the year written in its workbook, which the report year is when no other is asked for.
    """

    structure_id: str
    name: str
    kind: str
    year: int
    threshold: int
    fictitious: bool
    hours_per_fte: float | None = None
    fte_contracted: float | None = None
    own_year: int = 0


Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Shape:
    """The outline of a commune on a plane, north above, ring by ring; it is drawn and never measured."""

    code: str
    rings: tuple[Ring, ...]


@dataclass(frozen=True)
class Criterion:
    """A principle that social utility is judged by: one of the manual's eight, a family already used, or local."""

    criterion_id: str
    dimension: str
    label: str
    short: str
    decision: str = ""
    local: bool = False


@dataclass(frozen=True)
class IndicatorChoice:
    """An indicator as this evaluation uses it: from the catalogue or local, kept, rejected or left open.

    ``proof`` is the key of the cells where the group named it.
    """

    indicator_id: str
    criterion: str
    nature: str
    unit: str
    decision: str = ""
    label: str = ""
    definition: str = ""
    proof: str = ""

    @property
    def local(self) -> bool:
        """Whether the structure declared it in its own words."""
        return bool(self.label)


@dataclass(frozen=True)
class Earlier:
    """A report made earlier, as its own files tell it; it was named by somebody and never looked for.

    ``rows`` and ``evidence`` are the lines of its csv files. ``threshold`` and ``definitions`` (the fingerprint of
    each indicator's definition) are nothing when it does not say them; ``labels`` are the words of its local criteria.
    """

    manifest: str
    rows_file: str
    year: int
    version: str
    program: str
    rows: tuple[Mapping[str, str], ...]
    evidence: tuple[Mapping[str, str], ...]
    threshold: int | None = None
    definitions: Mapping[str, str] | None = None
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Evaluation:
    """A structure, a year, and what each step of the method has added so far.

    ``records`` are the lines of every sheet read; ``results`` hold what the steps say, in the method's order.
    ``earlier`` is the report that this one is compared with, and ``shapes`` are outlines of communes, if somebody named
    a file of them.
    """

    file: str
    language: str
    audience: str
    structure: Structure
    records: Mapping[str, tuple[Record, ...]]
    criteria: tuple[Criterion, ...] = ()
    indicators: tuple[IndicatorChoice, ...] = ()
    results: tuple[Result, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    problems: tuple[Problem, ...] = ()
    earlier: Earlier | None = None
    shapes: tuple[Shape, ...] = ()

    @property
    def kept(self) -> tuple[Criterion, ...]:
        """The criteria that the group kept or added, in the manual's order, local ones last."""
        return tuple(criterion for criterion in self.criteria if criterion.decision in ("kept", "added"))

    def sheet(self, name: str) -> tuple[Record, ...]:
        """Return the lines of one sheet, none when the sheet is absent or empty."""
        return self.records.get(name, ())
