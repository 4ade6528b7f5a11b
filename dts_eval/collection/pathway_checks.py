"""Checks the lines of Parcours that would count a person twice, wrongly or not at all; never repeats what is there."""

import datetime

from dts_eval.foundation.model import Evaluation, Record
from dts_eval.foundation.problems import Problem, problem
from dts_eval.indicators.rules import rule_in_force
from dts_eval.workbook.layout import layout
from dts_eval.workbook.values import plain

# Nobody signs a contract before 14, and a year of birth further back is a slip of the hand.
YOUNGEST, OLDEST = 14, 90
NAMED = (
    ("pathway_activity_unknown", "activity", "activities"), ("pathway_territory_unknown", "territory", "territories"),
)  # fmt: skip
Wrong = list[tuple[str, str]]


def check_pathways(evaluation: Evaluation) -> list[Problem]:
    """List the pathways whose exit comes before the entry, that stand twice in a year, or that end without a reason.

    Then what contradicts another cell, or could not be counted: a year of birth, an activity or a territory that no
    sheet names, a contract that is not of the length its category says, a level without the one before it.
    """
    found: list[Problem] = []
    seen: set[tuple[str, float | None]] = set()
    rated: set[tuple[str, str]] = set()
    known = {
        sheet: {plain(line.text("name")) for line in evaluation.sheet(sheet)} for sheet in ("activities", "territories")
    }
    for record in evaluation.sheet("pathways"):
        key = (record.text("pseudonym").upper(), record.number("year"))
        entry, left = record["entry"], record["exit"]
        wrong: Wrong = []
        if key[0] and key in seen:
            wrong.append(("duplicate_pseudonym", "pseudonym"))
        seen.add(key)
        if isinstance(entry, datetime.date) and isinstance(left, datetime.date) and left < entry:
            wrong.append(("exit_before_entry", "exit"))
        if isinstance(left, datetime.date) and record["exit_category"] is None:
            wrong.append(("missing_exit_reason", "exit"))
        if _birth_is_impossible(record):
            wrong.append(("birth_year_impossible", "birth_year"))
        for code, column, sheet in NAMED:
            if record.text(column) and plain(record.text(column)) not in known[sheet]:
                wrong.append((code, column))
        wrong += [*_contract(record, left), *_ratings(record, key[0], rated)]
        found += [problem(code, evaluation.file, record.title, record.address(column)) for code, column in wrong]
    return found


def _birth_is_impossible(record: Record) -> bool:
    birth, year = record.number("birth_year"), record.number("year")
    return birth is not None and year is not None and not YOUNGEST <= year - birth <= OLDEST


def _contract(record: Record, left: object) -> Wrong:
    months, category = record.number("exit_months"), record["exit_category"]
    rule = rule_in_force("lasting_job_from", "", left) if isinstance(left, datetime.date) else None
    if months is None or rule is None:
        return []
    lasting = months >= rule.value
    differs = (category == "lasting_job" and not lasting) or (category == "transition_job" and lasting)
    return [("exit_contract_differs", "exit_months")] if differs else []


def _ratings(record: Record, pseudonym: str, rated: set[tuple[str, str]]) -> Wrong:
    wrong: Wrong = []
    for domain in layout().lists["domain"]:
        if record[f"{domain}_before"] is not None:
            rated.add((pseudonym, domain))
        elif record[f"{domain}_after"] is not None and (pseudonym, domain) not in rated:
            wrong.append(("rating_without_entry", f"{domain}_after"))
    columns = [f"{domain}_{moment}" for domain in layout().lists["domain"] for moment in ("before", "after")]
    said = [column for column in columns if record[column] is not None]
    if said and record["rated_by"] is None:
        wrong.append(("rater_not_said", said[0]))
    return wrong
