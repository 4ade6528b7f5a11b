"""Counts what the evaluation itself is made of, so that the report can say how far it stands on proof."""

from collections.abc import Iterable

from dts_eval.collection.register import supports_of
from dts_eval.criteria.choice import criterion_of
from dts_eval.foundation.model import FACTS, Evaluation, Evidence, Grade, Kind, Quantity, Record, Result, Status
from dts_eval.measurement.evaluation_cost import cost_of_evaluation
from dts_eval.workbook.proofs import lines_evidence

EFFECTIVE = frozenset({"concertation", "codecision"})
EXISTING = "existing"
Proved = tuple[Result, tuple[Evidence, ...]]


def tally(evaluation: Evaluation, results: Iterable[Result]) -> list[Proved]:
    """Count the categories that took part, the criteria that have proof, the effects contested, the gaps."""
    listed = list(results)
    return [
        *_stakeholders(evaluation),
        *_criteria(evaluation, listed),
        *_effects(evaluation),
        *_indicators(evaluation, listed),
        *_register(evaluation, listed),
        *cost_of_evaluation(evaluation),
    ]


def _count(
    name: str,
    records: Iterable[Record],
    *,
    criterion: str = "",
    breakdown: str = "",
    value: float | None = None,
    proofs: tuple[str, ...] = (),
) -> Proved:
    lines = list(records)
    evidence = tuple(_whole_lines(lines)) if lines else ()
    result = Result(
        kind=Kind.SCOPE,
        indicator=name,
        criterion=criterion,
        quantity=Quantity(value=len(lines) if value is None else value),
        unit="plain",
        status=Status.MEASURED,
        proofs=(*(made.key for made in evidence), *proofs),
        breakdown=breakdown,
        grade=Grade.RECORDS if evidence else "",
    )
    return result, evidence


def _whole_lines(records: list[Record]) -> list[Evidence]:
    return [lines_evidence(records[0].title, [1], [record.line for record in records], Grade.RECORDS, "")]


def _stakeholders(evaluation: Evaluation) -> list[Proved]:
    records = evaluation.sheet("stakeholders")
    involved = [record for record in records if record.items("steps")]
    effective = [record for record in involved if record.text("degree") in EFFECTIVE]
    degree_unknown = [record for record in involved if not record.text("degree")]
    return [
        _count("tally_stakeholders", records),
        _count("tally_stakeholders_involved", involved),
        _count("tally_stakeholders_effective", effective),
        _count("tally_degree_unknown", degree_unknown),
    ]


def _criteria(evaluation: Evaluation, results: list[Result]) -> list[Proved]:
    # The three families that structures already follow stand beside the criteria that the group chose.
    chosen = {item.criterion_id for item in evaluation.kept if item.dimension != EXISTING}
    kept = [
        record
        for record in evaluation.sheet("criteria")
        if criterion_of(record.text("criterion"), evaluation.criteria) in chosen
    ]
    proved = {result.criterion for result in results if _has_proof(result)}
    counted = [_count("tally_criteria_kept", kept)]
    backed = len(chosen & proved)
    counted.append(_count("tally_criteria_backed", kept, value=backed))
    for criterion in evaluation.kept:
        name = criterion.criterion_id
        own = [result for result in results if result.criterion == name and _has_proof(result)]
        figures = [result for result in own if result.kind is Kind.FIGURE]
        accounts = [result for result in own if result.kind is Kind.ACCOUNT and result.unit]
        for kind, told in (("figures", figures), ("accounts", accounts)):
            things = {result.indicator if kind == "figures" else result.breakdown for result in told}
            counted.append(
                _count(
                    f"tally_{kind}",
                    (),
                    criterion=name,
                    breakdown=f"criterion={name}",
                    value=len(things),
                    proofs=_first_proofs(told),
                )
            )
    return counted


def _first_proofs(results: list[Result]) -> tuple[str, ...]:
    first: dict[str, str] = {}
    for result in results:
        first.setdefault(result.indicator + result.breakdown * (result.kind is Kind.ACCOUNT), result.proofs[0])
    return tuple(dict.fromkeys(first.values()))


def _has_proof(result: Result) -> bool:
    told = bool(result.quantity.text) if result.kind in (Kind.ACCOUNT, Kind.EFFECT) else True
    known = result.status not in (Status.NOT_AVAILABLE, Status.NOT_APPLICABLE)
    return result.kind in (Kind.FIGURE, Kind.ACCOUNT, Kind.EFFECT) and known and told and bool(result.proofs)


def _effects(evaluation: Evaluation) -> list[Proved]:
    told = {result.breakdown.split(";")[0] for result in evaluation.results if result.indicator == "effect"}
    silent = [result for result in evaluation.results if result.indicator == "effect_not_debated"]
    undebated = {result.breakdown.split(";")[0].partition("=")[2] for result in silent}
    shown = [record for record in evaluation.sheet("effects") if f"effect={record.text('code')}" in told]
    facts = [record for record in shown if (record.text("status") or "observed") in FACTS]
    contested = [record for record in facts if record.text("contested_by")]
    return [
        _count("tally_effects", facts),
        _count("tally_effects_contested", contested),
        _count("tally_effects_not_debated", [record for record in shown if record.text("code") in undebated]),
        _count("tally_effects_intended", [record for record in shown if record not in facts]),
    ]


def _indicators(evaluation: Evaluation, results: list[Result]) -> list[Proved]:
    year = evaluation.structure.year
    current = [result for result in results if result.kind is Kind.FIGURE and result.year in (year, None)]
    totals = [result for result in current if not result.breakdown]
    known = {result.indicator for result in totals}
    empty = [result for result in totals if result.status is Status.NOT_AVAILABLE]
    named = _first_proofs([result for result in empty if result.proofs])
    return [
        _count("tally_indicators", evaluation.sheet("indicators"), value=len(known)),
        _count("tally_indicators_missing", (), value=len({result.indicator for result in empty}), proofs=named),
    ]


def _register(evaluation: Evaluation, results: list[Result]) -> list[Proved]:
    cited = {key for result in results for key in result.proofs}
    unused = {key for key in supports_of(evaluation) if key not in cited}
    records = [record for record in evaluation.sheet("supports") if f"support:{record.text('code')}" in unused]
    return [_count("tally_supports_unused", records)]
