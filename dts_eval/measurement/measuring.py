"""Step 5, continued: results for every indicator kept, gaps included (fiche II-2, l.2667-2669)."""

import dataclasses

from dts_eval.criteria.definitions import criteria
from dts_eval.foundation.model import Evaluation, Evidence, Kind, Quantity, Result, Status
from dts_eval.foundation.problems import DataProblems, blocking
from dts_eval.indicators.definitions import indicators
from dts_eval.measurement.asked import not_answered
from dts_eval.measurement.changes import changes, targets
from dts_eval.measurement.counting import count_all, may_be_counted
from dts_eval.measurement.reach import reach
from dts_eval.measurement.tally import tally
from dts_eval.measurement.unproved import claims_without_document, unused_supports

LOCAL_DIMENSION = "local"
# The criterion of what speaks of the evaluation itself, which nobody has to keep.
OF_NONE = ""


def measure(evaluation: Evaluation) -> Evaluation:
    """Compute what the lines say, compare with the year before and with targets, and name what is missing.

    Returns:
        The evaluation with every result of the criteria kept. An indicator that the group named, that has a target,
        or that earlier years followed, and that nothing feeds becomes a result without a value; it is never a zero.
        An indicator that nobody named or aimed at and nothing ever fed makes no result.

    Raises:
        DataProblems: all that must be mended in the workbook before a report can be written, at once.

    Source: fiche II-2, l.2667-2669.
    """
    if blocking(evaluation.problems):
        raise DataProblems(evaluation.problems, evaluation.language)
    kept = {criterion.criterion_id for criterion in evaluation.kept}
    # What the mandate asks for bears no criterion, and stands whatever criteria the group kept.
    counted = [(result, evidence) for result, evidence in count_all(evaluation) if result.criterion in (*kept, "")]
    counted += not_answered(evaluation, [result for result, _ in counted])
    figures = [result for result in evaluation.results if result.kind is Kind.FIGURE and result.criterion in kept]
    figures += [result for result, _ in counted]
    figures += [result for result in reach(evaluation, figures) if result.criterion in kept]
    others = [result for result in evaluation.results if result.kind is not Kind.FIGURE]
    gaps = targets(evaluation, figures)
    results = [
        *others,
        *figures,
        *_unfed(evaluation, figures, others, kept, {result.indicator for result, _ in gaps}),
        *changes(figures, evaluation.structure.year),
        *(result for result, _ in gaps if result.criterion in kept),
    ]
    told = [
        *tally(evaluation, results),
        *unused_supports(evaluation, results),
        *claims_without_document(evaluation, results),
    ]
    results += [result for result, _ in told]
    evidence: list[Evidence] = [made for _, several in (*counted, *gaps, *told) for made in several]
    return dataclasses.replace(
        evaluation,
        results=tuple(_with_dimension(result) for result in results),
        evidence=(*evaluation.evidence, *evidence),
    )


def _unfed(
    evaluation: Evaluation, figures: list[Result], others: list[Result], kept: set[str], aimed_at: set[str]
) -> list[Result]:
    year = evaluation.structure.year
    fed = {result.indicator for result in figures if result.year in (year, None)}
    fed |= {result.indicator for result in others}
    followed = {result.indicator for result in figures}
    return [
        Result(
            kind=Kind.ACCOUNT if choice.nature == "account" else Kind.FIGURE,
            indicator=choice.indicator_id,
            criterion=choice.criterion,
            year=year,
            quantity=Quantity(),
            unit=choice.unit,
            status=Status.NOT_AVAILABLE,
            proofs=(choice.proof,) if choice.proof else (),
        )
        for choice in evaluation.indicators
        if choice.criterion in kept
        and choice.indicator_id not in fed
        and _may_be_counted(choice.indicator_id, evaluation)
        and (choice.decision in ("kept", "added") or choice.indicator_id in followed | aimed_at)
    ]


def _may_be_counted(indicator: str, evaluation: Evaluation) -> bool:
    definition = indicators().get(indicator)
    return definition is None or may_be_counted(definition.sheet, evaluation)


def _with_dimension(result: Result) -> Result:
    definition = criteria().get(result.criterion)
    local = LOCAL_DIMENSION if result.criterion else ""
    return dataclasses.replace(result, dimension=definition.dimension if definition else local)
