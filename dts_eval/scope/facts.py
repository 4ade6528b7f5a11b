"""Facts that frame an evaluation, each said in words and tied to the cells that say it."""

import re

from dts_eval.foundation.model import Evidence, Kind, Quantity, Record, Result, Status
from dts_eval.foundation.units import Missing
from dts_eval.workbook.proofs import cells_evidence, support_keys

Fact = tuple[Result, Evidence]


def name_in_breakdown(text: str) -> str:
    """Make a name safe in a breakdown, whose signs are ``=`` and ``;``."""
    return re.sub(r"\s+", " ", text.replace(";", ",").replace("=", ":")).strip()


def line_evidence(record: Record, column: str) -> Evidence | None:
    """Make the evidence of a fact: the one cell of a form, the whole line of a table."""
    if column not in record.cells:
        return None
    return cells_evidence(record, *(record.cells if record.line else (column,)))


def text_fact(
    record: Record,
    column: str,
    indicator: str,
    *,
    kind: Kind = Kind.SCOPE,
    breakdown: str = "",
    criterion: str = "",
    year: int | None = None,
    qualifier: str = "",
    supports: str = "supports",
) -> Fact | None:
    """Say what one cell says in words; nothing when it is blank.

    A cell that says « sans objet » makes a fact too: that there is nothing to say is known.
    """
    evidence = line_evidence(record, column)
    if evidence is None:
        return None
    value = record[column]
    missing = isinstance(value, Missing)
    result = Result(
        kind=kind,
        indicator=indicator,
        criterion=criterion,
        year=year,
        quantity=Quantity(text="" if missing else record.text(column), qualifier=qualifier),
        status=Status(value) if isinstance(value, Missing) else Status.DECLARED,
        proofs=(evidence.key, *support_keys(record, supports)),
        breakdown=breakdown,
    )
    return result, evidence


def number_fact(
    record: Record,
    column: str,
    indicator: str,
    unit: str,
    *,
    kind: Kind = Kind.SCOPE,
    breakdown: str = "",
    criterion: str = "",
    year: int | None = None,
) -> Fact | None:
    """Say the number that one cell holds; nothing when it is blank or not a number."""
    evidence = line_evidence(record, column)
    value = record.number(column)
    if evidence is None or value is None:
        return None
    cell = record.cells[column]
    result = Result(
        kind=kind,
        indicator=indicator,
        criterion=criterion,
        year=year,
        quantity=Quantity(value=value, low=cell.low, high=cell.high, qualifier=cell.qualifier),
        unit=unit,
        status=Status.DECLARED,
        proofs=(evidence.key, *support_keys(record)),
        breakdown=breakdown,
    )
    return result, evidence


def gather(facts: list[Fact | None]) -> tuple[tuple[Result, ...], tuple[Evidence, ...]]:
    """Separate facts from their evidence, leaving out what was blank."""
    said = [fact for fact in facts if fact is not None]
    return tuple(result for result, _ in said), tuple(evidence for _, evidence in said)
