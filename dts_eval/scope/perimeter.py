"""Step 2: what the evaluation looks at — stakeholders, activities, territories (fiche II-2, l.2650-2653)."""

import dataclasses
from collections.abc import Iterable

from dts_eval.foundation.model import Evaluation, Record
from dts_eval.scope.actors import actor_facts, actor_problems
from dts_eval.scope.expected import expected_facts, expected_problems
from dts_eval.scope.facts import Fact, gather, name_in_breakdown, number_fact, text_fact
from dts_eval.scope.money_places import with_places
from dts_eval.scope.projects import project_facts, project_problems
from dts_eval.scope.territory_facts import territory_facts, territory_problems

STAKEHOLDER_FIELDS = (
    "name", "family", "side", "college", "steps", "degree", "degree_felt", "beyond", "role", "note",
)  # fmt: skip
ACTIVITY_FIELDS = ("name", "in_scope", "core", "publics", "need", "stage", "reason_out", "note")


def set_scope(evaluation: Evaluation) -> Evaluation:
    """Add what the evaluation looks at: who is concerned, which activities, which territories.

    Returns:
        The evaluation with one fact for each cell filled in the sheets Parties prenantes, Projets, Activités,
        Territoires, Séances, Acteurs and Relations, and one for each family of stakeholders that the stakes call for
        and nobody listed. Blank cells make no fact; nobody is counted as absent for not being listed. A territory is
        checked against the official geographic code, and a line of money that names a commune says how far it is.

    Source: fiche II-2, l.2650-2653; participation: I-C-2-h, l.2311-2316.
    """
    facts = [
        *_facts(evaluation.sheet("stakeholders"), "stakeholder", "name", STAKEHOLDER_FIELDS),
        *project_facts(evaluation),
        *_facts(evaluation.sheet("activities"), "activity", "name", ACTIVITY_FIELDS),
        *_numbers(evaluation.sheet("activities"), "activity", "name", {"since": "year"}),
        *territory_facts(evaluation),
        *_sessions(evaluation.sheet("sessions")),
        *expected_facts(evaluation),
        *actor_facts(evaluation),
    ]
    results, evidence = gather(facts)
    placed, misplaced = with_places(evaluation)
    return dataclasses.replace(
        evaluation,
        records={**evaluation.records, **placed},
        results=evaluation.results + results,
        evidence=evaluation.evidence + evidence,
        problems=(
            *evaluation.problems,
            *territory_problems(evaluation),
            *misplaced,
            *expected_problems(evaluation),
            *project_problems(evaluation),
            *actor_problems(evaluation),
        ),
    )


def _facts(records: Iterable[Record], thing: str, key: str, fields: tuple[str, ...]) -> list[Fact | None]:
    return [
        text_fact(record, field, f"{thing}_{field}", breakdown=f"{thing}={name_in_breakdown(record.text(key))}")
        for record in records
        for field in fields
    ]


def _numbers(records: Iterable[Record], thing: str, key: str, fields: dict[str, str]) -> list[Fact | None]:
    return [
        number_fact(record, field, f"{thing}_{field}", unit, breakdown=f"{thing}={name_in_breakdown(record.text(key))}")
        for record in records
        for field, unit in fields.items()
    ]


def _sessions(records: Iterable[Record]) -> list[Fact | None]:
    facts: list[Fact | None] = []
    for number, record in enumerate(records, 1):
        breakdown = f"session={number}"
        facts += [
            text_fact(record, field, f"session_{field}", breakdown=breakdown)
            for field in ("subject", "step", "date", "side", "method", "colleges")
        ]
        facts.append(number_fact(record, "participants", "session_participants", "participant", breakdown=breakdown))
    return facts
