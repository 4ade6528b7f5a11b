"""Reads a workbook through every step that reads, and tells all that is wrong with it at once."""

from pathlib import Path

from dts_eval.collection.collecting import collect
from dts_eval.criteria.choice import choose_criteria
from dts_eval.debates.effects import debate
from dts_eval.foundation.model import Evaluation
from dts_eval.indicators.choice import choose_indicators
from dts_eval.scope.mandate import read_mandate
from dts_eval.scope.perimeter import set_scope


def check(
    workbook: str | Path,
    year: int = 0,
    audience: str = "internal",
    lang: str = "fr",
    since: str | Path = "",
    outlines: str | Path = "",
) -> Evaluation:
    """Read a workbook up to the debate; the evaluation holds every problem found, and nothing is computed."""
    evaluation = read_mandate(workbook, year, audience, lang, since, outlines)
    for step in (set_scope, choose_criteria, choose_indicators, collect, debate):
        evaluation = step(evaluation)
    return evaluation
