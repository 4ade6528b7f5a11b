"""The plan of collection: who gathers what, when, from how many people, and what could not be gathered."""

import math
from collections.abc import Iterable, Iterator

from dts_eval.collection.register import grade_of
from dts_eval.foundation.model import Evaluation, Evidence, Record
from dts_eval.foundation.problems import Problem, problem
from dts_eval.foundation.units import tidy
from dts_eval.indicators.choice import indicator_of
from dts_eval.indicators.definitions import Indicator
from dts_eval.scope.facts import Fact, name_in_breakdown, number_fact, text_fact
from dts_eval.workbook.proofs import cells_evidence, support_keys

SHEET = "collection_plan"
TEXTS = ("what", "kind", "who", "when", "source", "state", "why")
NUMBERS = {"population": "person", "solicited": "person", "hours": "hour", "year": "year"}
ABANDONED = "abandoned"


def plan_facts(evaluation: Evaluation) -> list[Fact | None]:
    """Say each side of each collection planned, what could not be done among them; a blank cell makes no fact.

    A collection of a later year is told in the report of the workbook's own year only, as targets are.

    Source: fiche II-2, l.2667-2669; its cost: l.2693-2694.
    """
    facts: list[Fact | None] = []
    criteria = {choice.indicator_id: choice.criterion for choice in evaluation.indicators}
    for record in _lines(evaluation):
        where = f"collection={name_in_breakdown(record.text('code'))}"
        # What feeds an indicator that partners do not read is not told to them either.
        criterion = criteria.get(indicator_of(record.text("what"), evaluation.indicators), "")
        facts += [
            text_fact(record, field, f"collection_{field}", breakdown=where, criterion=criterion) for field in TEXTS
        ]
        facts += [
            number_fact(record, field, f"collection_{field}", unit, breakdown=where, criterion=criterion)
            for field, unit in NUMBERS.items()
        ]
    return facts


def planned(evaluation: Evaluation, column: str) -> dict[str, float]:
    """Return a number of the plan by the code of its line; a line that does not say is absent."""
    found = {}
    for record in evaluation.sheet(SHEET):
        number = record.number(column)
        if number is not None and record.text("code"):
            found[record.text("code")] = number
    return found


def plan_evidence(
    definition: Indicator, lines: Iterable[Record], evaluation: Evaluation, supports: dict[str, Evidence]
) -> tuple[tuple[Evidence, ...], tuple[str, ...]]:
    """Make the evidence of what a formula takes from the plan, for the surveys of the lines it counted."""
    codes = {line.text("survey") for line in lines} if definition.plan_columns else set()
    made: list[Evidence] = []
    keys: tuple[str, ...] = ()
    for record in evaluation.sheet(SHEET):
        if record.text("code") in codes:
            cited = support_keys(record)
            grade = grade_of(cited, supports)
            cells = [cells_evidence(record, column, grade=grade) for column in definition.plan_columns]
            made += [evidence for evidence in cells if evidence is not None]
            keys += cited
    return tuple(made), keys


def plan_problems(evaluation: Evaluation) -> Iterator[Problem]:
    """Tell more people asked than concerned, and what was given up without a reason."""
    for record in evaluation.sheet(SHEET):
        concerned, asked = record.number("population"), record.number("solicited")
        if concerned is not None and asked is not None and asked > concerned:
            place = record.address("solicited")
            values = {"typed": f"{tidy(asked)}", "expected": f"{tidy(concerned)}"}
            yield problem("more_asked_than_concerned", evaluation.file, record.title, place, **values)
        if record["state"] == ABANDONED and not record.text("why"):
            place = record.address("state")
            yield problem("collection_without_reason", evaluation.file, record.title, place)


def _lines(evaluation: Evaluation) -> list[Record]:
    structure = evaluation.structure
    last = math.inf if structure.year >= structure.own_year else structure.year
    return [record for record in evaluation.sheet(SHEET) if (record.number("year") or 0) <= last]
