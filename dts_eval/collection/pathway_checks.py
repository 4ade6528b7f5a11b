"""Checks the lines of Parcours that would count a person twice, or not at all; never repeats what they hold."""

import datetime

from dts_eval.foundation.model import Evaluation
from dts_eval.foundation.problems import Problem, problem


def check_pathways(evaluation: Evaluation) -> list[Problem]:
    """List the pathways whose exit comes before the entry, that stand twice in a year, or that end without a reason."""
    found: list[Problem] = []
    seen: set[tuple[str, float | None]] = set()
    for record in evaluation.sheet("pathways"):
        key = (record.text("pseudonym").upper(), record.number("year"))
        entry, left = record["entry"], record["exit"]
        wrong = []
        if key[0] and key in seen:
            wrong.append(("duplicate_pseudonym", "pseudonym"))
        seen.add(key)
        if isinstance(entry, datetime.date) and isinstance(left, datetime.date) and left < entry:
            wrong.append(("exit_before_entry", "exit"))
        if isinstance(left, datetime.date) and record["exit_category"] is None:
            wrong.append(("missing_exit_reason", "exit"))
        found += [problem(code, evaluation.file, record.title, record.address(column)) for code, column in wrong]
    return found
