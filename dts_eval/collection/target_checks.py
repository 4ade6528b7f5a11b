"""Tells which lines are targets, and checks them before anything is compared with them."""

from collections.abc import Iterator

from dts_eval.collection.percentages import check_percentages
from dts_eval.foundation.model import Evaluation, Record
from dts_eval.foundation.problems import Problem, problem
from dts_eval.indicators.choice import indicator_of, unknown_indicator

PLANNED = "planned"


def target_lines(evaluation: Evaluation) -> Iterator[Record]:
    """Give the lines of Cibles, then those of Relevés that hold a number which is only planned.

    The light workbook has no sheet for targets: there, a number that nobody has seen yet stands among the others.
    """
    yield from evaluation.sheet("targets")
    yield from (record for record in evaluation.sheet("measures") if record["status"] == PLANNED)


def check_targets(evaluation: Evaluation) -> list[Problem]:
    """List the targets whose indicator is not known, whose value may be wrong by one hundred, or that tell a part."""
    found: list[Problem] = []
    used = {choice.indicator_id: choice.unit for choice in evaluation.indicators}
    for record in evaluation.sheet("targets"):
        found += unknown_indicator(record, evaluation)
        known = indicator_of(record.text("indicator"), evaluation.indicators)
        if known:
            found += check_percentages(record, used[known], evaluation.file)
    for record in evaluation.sheet("measures"):
        if record["status"] == PLANNED and (record.text("breakdown") or record.text("activity")):
            place = record.address("breakdown" if record.text("breakdown") else "activity")
            found.append(problem("planned_part", evaluation.file, record.title, place))
    return found
