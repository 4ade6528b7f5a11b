"""Steps 4 and 5: gathers the register, the values and the words into one evaluation."""

import dataclasses

from dts_eval.collection.avoided_costs import avoided_cost_problems, read_avoided_costs
from dts_eval.collection.measures import read_measures
from dts_eval.collection.pathway_checks import check_pathways
from dts_eval.collection.plan import plan_facts, plan_problems
from dts_eval.collection.register import grade_of, supports_of
from dts_eval.collection.resource_checks import check_resources
from dts_eval.collection.surveys import SHEET, named_surveys, survey_problems
from dts_eval.collection.target_checks import check_targets
from dts_eval.collection.testimonies import read_testimonies
from dts_eval.foundation.model import Evaluation, Status
from dts_eval.scope.facts import gather


def collect(evaluation: Evaluation) -> Evaluation:
    """Add the existing evidence, the values noted down and the words people gave.

    Returns:
        The evaluation with the register of documents as evidence, one fact for each cell of the plan of collection,
        one result for each value and each account up to the report year. Blank cells make no result; « nd » and
        « sans objet » make results without a value. Every result cites at least one piece of evidence. The lines of
        Enquêtes bear the names in the code of what they light.

    Source: fiche II-2, l.2662-2669.
    """
    supports = supports_of(evaluation)
    measures, measure_problems = read_measures(evaluation, supports)
    words, word_problems = read_testimonies(evaluation, supports)
    plan, plan_cells = gather(plan_facts(evaluation))
    proved = [*measures, *words, *read_avoided_costs(evaluation, supports)]
    framed = tuple(
        dataclasses.replace(result, grade=grade_of(result.proofs, supports))
        if not result.grade and result.status is Status.DECLARED
        else result
        for result in (*evaluation.results, *plan)
    )
    cells = [made for _, evidence in proved for made in evidence]
    checks = [
        *check_targets(evaluation),
        *check_pathways(evaluation),
        *plan_problems(evaluation),
        *survey_problems(evaluation),
        *check_resources(evaluation),
        *avoided_cost_problems(evaluation),
    ]
    surveys = named_surveys(evaluation)
    records = {**evaluation.records, SHEET: surveys} if surveys else evaluation.records
    return dataclasses.replace(
        evaluation,
        results=(*framed, *(result for result, _ in proved)),
        records=records,
        evidence=(*evaluation.evidence, *supports.values(), *plan_cells, *cells),
        problems=(*evaluation.problems, *measure_problems, *word_problems, *checks),
    )
