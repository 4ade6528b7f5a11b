"""Turns results into rows: hides what must be, numbers the evidence that is cited, orders what is said."""

import dataclasses
from collections import Counter
from collections.abc import Iterable, Mapping

from dts_eval.criteria.definitions import criteria
from dts_eval.disclosure.blocks_of_lines import block_of, without_blocks
from dts_eval.disclosure.privacy import Bonds, Hidden, choose_hidden, without
from dts_eval.disclosure.relations import PERCENT
from dts_eval.disclosure.rows import Cited, Disclosed, Row
from dts_eval.disclosure.since import since_report
from dts_eval.disclosure.since_rows import with_since
from dts_eval.disclosure.versions import INTERNAL, as_internal, carried_over
from dts_eval.foundation.model import Evaluation, Evidence, Kind, Quantity, Result, Status
from dts_eval.indicators.definitions import indicators
from dts_eval.workbook.layout import layout
from dts_eval.workbook.proofs import RAW_SEPARATOR, position

ORDER = (Kind.SCOPE, Kind.CHOICE, Kind.FIGURE, Kind.ACCOUNT, Kind.CHANGE, Kind.GAP, Kind.EFFECT)
_QUANTITIES = tuple(field.name for field in dataclasses.fields(Quantity))


def disclose(evaluation: Evaluation) -> Disclosed:
    """Say what may leave the structure, as rows, each with the numbers of the evidence that proves it.

    Returns:
        Rows in the order of the method, and the evidence they cite, numbered from E1 in the order of sheets and
        cells. A hidden row stays, without its value; the evidence it cites keeps its place and loses its content.
        What changed since an earlier report, when one was named, comes last, in rows and evidence of its own.

    Source: the order of steps, fiche II-2, l.2646-2673; thresholds of privacy: ours.
    """
    hidden = _hidden(evaluation)
    known = {made.key: made for made in evaluation.evidence}
    results, known = without_blocks(without(evaluation.results, hidden), known, hidden.blocks)
    ordered = sorted(results, key=_order(evaluation))
    cited = {key for result in ordered for key in result.proofs}
    secret = _secret(ordered) | _with_hidden_unknown(evaluation, results, known)
    numbered = _number(made for key, made in known.items() if key in cited)
    names = {made.key: f"E{number}" for number, made in enumerate(numbered, 1)}
    grades = _grades(ordered)
    rows = _rows(ordered, evaluation, names)
    evidence = tuple(
        _cited(made, names[made.key], grades, secret, evaluation.file) for made in numbered
    )
    labels = {criterion.criterion_id: criterion.label for criterion in evaluation.criteria if criterion.local}
    labels |= {choice.indicator_id: choice.label for choice in evaluation.indicators if choice.local}
    own = [choice for choice in evaluation.indicators if choice.local]
    labels |= {f"{choice.indicator_id}.definition": choice.definition for choice in own}
    disclosed = Disclosed(
        structure=evaluation.structure,
        year=evaluation.structure.year,
        language=evaluation.language,
        audience=evaluation.audience,
        file=evaluation.file,
        rows=rows,
        evidence=evidence,
        criteria=evaluation.criteria,
        labels=labels,
        problems=evaluation.problems,
        shapes=evaluation.shapes,
    )
    return with_since(disclosed, since_report(evaluation, rows, evidence))


def bonds_of_catalogue() -> Bonds:
    """Gather what binds figures together, as the catalogue declares it, and what is sensitive, as the workbook does."""
    columns = [column.column_id for sheet in layout().sheets for column in sheet.columns if column.sensitive]
    rated = {f"domain={name.removesuffix('_before')}" for name in columns if name.endswith("_before")}
    ties = {name: definition.ties for name, definition in indicators().items() if definition.ties.terms()}
    silent = {name: definition.non_response for name, definition in indicators().items() if definition.non_response}
    return Bonds(ties, frozenset({*columns, *rated}), silent)


def _hidden(evaluation: Evaluation) -> Hidden:
    if evaluation.audience == INTERNAL:
        return _chosen(evaluation)
    internal = as_internal(evaluation)
    return carried_over(_chosen(internal), internal.results, evaluation.results)


def _chosen(evaluation: Evaluation) -> Hidden:
    known = {made.key: made for made in evaluation.evidence}
    blocks = {place: block_of(result, known) for place, result in enumerate(evaluation.results)}
    lines = {place: block for place, block in blocks.items() if block is not None}
    threshold = evaluation.structure.threshold
    return choose_hidden(evaluation.results, threshold, _people_shares(evaluation), bonds_of_catalogue(), lines)


def _secret(results: list[Result]) -> set[str]:
    """Name the evidence that loses its content: that of hidden figures, and what backs nothing that is shown."""
    shown = {key for result in results if result.status is not Status.SUPPRESSED for key in result.proofs}
    hidden = [result for result in results if result.status is Status.SUPPRESSED]
    figures = {key for result in hidden if result.kind is Kind.FIGURE for key in result.proofs}
    return figures | ({key for result in hidden for key in result.proofs} - shown)


def _with_hidden_unknown(evaluation: Evaluation, seen: list[Result], known: Mapping[str, Evidence]) -> set[str]:
    """Name the cells where an unknown that is not shown was typed."""
    return {
        key
        for before, after in zip(evaluation.results, seen, strict=True)
        if before.quantity.unknown is not None and after.quantity.unknown is None
        for key in before.proofs
        if key in known and f"{before.quantity.unknown:g}" in known[key].raw.split(RAW_SEPARATOR)
    }


def _people_shares(evaluation: Evaluation) -> frozenset[str]:
    local = {choice.indicator_id for choice in evaluation.indicators if choice.local and choice.unit == PERCENT}
    return frozenset(local | {name for name, definition in indicators().items() if definition.of_people})


def _order(evaluation: Evaluation):
    criterion_order = {"": 0} | {
        name: number
        for number, name in enumerate(
            [*criteria(), *(criterion.criterion_id for criterion in evaluation.criteria if criterion.local)], 1
        )
    }
    indicator_order = {choice.indicator_id: number for number, choice in enumerate(evaluation.indicators)}
    after = len(indicator_order)

    def key(result: Result) -> tuple[int, int, int, int]:
        if result.kind in (Kind.SCOPE, Kind.CHOICE, Kind.EFFECT):
            return ORDER.index(result.kind), 0, 0, 0
        return (
            ORDER.index(result.kind),
            criterion_order.get(result.criterion, 0),
            indicator_order.get(result.indicator, after),
            result.year or 0,
        )

    return key


def _number(evidence: Iterable[Evidence]) -> list[Evidence]:
    sheets = layout().order()
    return sorted(evidence, key=lambda made: (sheets[made.sheet], position(made.cell), made.cell, made.key))


def _grades(results: list[Result]) -> dict[str, str]:
    found: dict[str, str] = {}
    for result in results:
        for key in result.proofs:
            if result.grade:
                found.setdefault(key, result.grade)
    return found


def _rows(results: list[Result], evaluation: Evaluation, names: Mapping[str, str]) -> tuple[Row, ...]:
    structure = evaluation.structure
    bases = [
        f"{structure.structure_id}/{result.year or ''}/{result.indicator}/{result.breakdown}" for result in results
    ]
    total = Counter(bases)
    seen: Counter[str] = Counter()
    rows = []
    for base, result in zip(bases, results, strict=True):
        seen[base] += 1
        row_id = f"{base}#{seen[base]}" if total[base] > 1 else base
        # Flat values: a shallow reading is enough, and there are thousands of rows.
        quantity = {name: getattr(result.quantity, name) for name in _QUANTITIES}
        ids = sorted({names[key] for key in result.proofs if key in names}, key=lambda name: int(name[1:]))
        rows.append(
            Row(
                row_id=row_id,
                structure_id=structure.structure_id,
                structure=structure.name,
                kind=str(result.kind),
                year=result.year,
                period=result.period,
                dimension=result.dimension,
                criterion=result.criterion,
                indicator=result.indicator,
                breakdown=result.breakdown,
                unit=result.unit,
                status=str(result.status),
                reason=result.reason,
                grade=str(result.grade),
                evidence_ids=tuple(ids),
                **quantity,
            )
        )
    return tuple(rows)


def _cited(made: Evidence, name: str, grades: Mapping[str, str], secret: set[str], file: str) -> Cited:
    return Cited(
        evidence_id=name,
        kind=made.kind,
        file=file,
        sheet=made.sheet,
        cell=made.cell,
        raw="" if made.key in secret and made.kind == "cells" else made.raw,
        date=made.date,
        author=made.author,
        interest=made.interest,
        consent=made.consent,
        grade=str(made.grade or grades.get(made.key, "")),
        calculation=made.calculation,
        note=made.note,
    )
