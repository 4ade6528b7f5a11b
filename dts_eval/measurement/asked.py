"""What the mandate asks for and no line gives: it is said as a gap, and is not a zero."""

from collections.abc import Iterable

from dts_eval.foundation.model import Evaluation, Evidence, Kind, Quantity, Result, Status
from dts_eval.indicators.choice import is_asked
from dts_eval.indicators.definitions import indicators
from dts_eval.workbook.proofs import cells_evidence

WANTED = "avoided_costs_range"
Proved = tuple[Result, tuple[Evidence, ...]]


def not_answered(evaluation: Evaluation, counted: Iterable[Result]) -> list[Proved]:
    """Say that the mandate asks for avoided costs and that nothing gives them for the report year.

    The proof is the answer of the mandate. Nothing is said when the mandate does not ask, when a line answers, or when
    this version leaves avoided costs out.
    """
    definition, year = indicators()[WANTED], evaluation.structure.year
    choice = next((choice for choice in evaluation.indicators if choice.indicator_id == WANTED), None)
    given = any((result.indicator, result.year) == (WANTED, year) for result in counted)
    usable = choice is not None and choice.decision not in ("rejected", "aside")
    if given or not usable or not is_asked(evaluation, definition.asked_by):
        return []
    made = [cells_evidence(record, definition.asked_by) for record in evaluation.sheet("mandate")]
    evidence = tuple(one for one in made if one is not None)
    result = Result(
        kind=Kind.FIGURE,
        indicator=WANTED,
        year=year,
        quantity=Quantity(),
        unit=definition.unit,
        status=Status.NOT_AVAILABLE,
        proofs=tuple(one.key for one in evidence),
        reason="not_found",
    )
    return [(result, evidence)]
