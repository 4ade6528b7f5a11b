"""Checks the lines of Cibles before anything is compared with them."""

from dts_eval.collection.percentages import check_percentages
from dts_eval.foundation.model import Evaluation
from dts_eval.foundation.problems import Problem
from dts_eval.indicators.choice import indicator_of, unknown_indicator


def check_targets(evaluation: Evaluation) -> list[Problem]:
    """List the targets whose indicator is not known, or whose value may be wrong by a factor of one hundred."""
    found: list[Problem] = []
    used = {choice.indicator_id: choice.unit for choice in evaluation.indicators}
    for record in evaluation.sheet("targets"):
        found += unknown_indicator(record, evaluation)
        known = indicator_of(record.text("indicator"), evaluation.indicators)
        if known:
            found += check_percentages(record, used[known], evaluation.file)
    return found
