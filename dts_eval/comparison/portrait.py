"""The portrait of evidence: which kinds of proof stand behind each criterion, with no total."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dts_eval.disclosure.rows import Cited, Disclosed, Row
from dts_eval.foundation.model import Criterion

KINDS = ("figures", "accounts", "documents", "third_party")
NO_VALUE = frozenset({"not_available", "not_applicable", "suppressed"})
Mark = tuple[str, str]


@dataclass(frozen=True)
class PortraitLine:
    """The proofs of one criterion by kind; ``reason`` says why it has no figure, when the group said so."""

    criterion: Criterion
    marks: tuple[tuple[Mark, ...], ...]
    reason: str = ""


@dataclass(frozen=True)
class PortraitTable:
    """Criteria in the manual's order, kinds of proof in columns; never a sum."""

    kinds: tuple[str, ...]
    lines: tuple[PortraitLine, ...]
    rejected: tuple[Criterion, ...]


def portrait(disclosed: Disclosed) -> PortraitTable:
    """List the proofs behind each criterion kept: figures, accounts, documents, and what third parties confirmed.

    A mark is the number of an evidence and its grade; one evidence stands once in a line and a kind.
    """
    evidence = {cited.evidence_id: cited for cited in disclosed.evidence}
    lines = []
    for criterion in disclosed.criteria:
        if criterion.decision in ("kept", "added"):
            lines.append(_line(criterion, disclosed, evidence))
    rejected = tuple(item for item in disclosed.criteria if item.decision == "rejected")
    return PortraitTable(KINDS, tuple(lines), rejected)


def _line(criterion: Criterion, disclosed: Disclosed, evidence: dict[str, Cited]) -> PortraitLine:
    rows = [row for row in disclosed.rows if row.criterion == criterion.criterion_id]
    figures = [row for row in rows if row.kind == "figure" and not row.breakdown and _current(row, disclosed)]
    accounts = [row for row in rows if row.kind == "account" and row.unit == "text" and row.text]
    effects = [row for row in rows if row.kind == "effect"]
    cited = [evidence[name] for row in (*figures, *accounts, *effects) for name in row.evidence_ids]
    documents = [item for item in cited if item.kind != "cells"]
    third = [item for item in documents if item.grade == "corroborated"]
    reason = next((row.text for row in disclosed.rows if _no_figure(row, criterion)), "")
    marks = (
        _own_marks(figures, evidence),
        _own_marks(accounts, evidence),
        _marks(item for item in documents if item.grade != "corroborated"),
        _marks(third),
    )
    return PortraitLine(criterion, marks, reason)


def _current(row: Row, disclosed: Disclosed) -> bool:
    return row.year in (disclosed.year, None) and row.status not in NO_VALUE


def _no_figure(row: Row, criterion: Criterion) -> bool:
    return row.indicator == "criterion_no_figure" and row.criterion == criterion.criterion_id


def _own_marks(rows: list[Row], evidence: Mapping[str, Cited]) -> tuple[Mark, ...]:
    marks = []
    for row in rows:
        cells = [name for name in row.evidence_ids if evidence[name].kind == "cells"]
        for name in (cells or row.evidence_ids)[:1]:
            marks.append((name, row.grade))
    return tuple(dict.fromkeys(marks))


def _marks(items: Iterable[Cited]) -> tuple[Mark, ...]:
    return tuple(dict.fromkeys((item.evidence_id, item.grade) for item in items))
