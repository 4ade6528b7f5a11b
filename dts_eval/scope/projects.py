"""Step 2, the projects: where each one stands, its missions, its principles (fiches I-B-2, I-B-4, I-C-1, I-C-2)."""

from collections.abc import Iterator

from dts_eval.foundation.model import Evaluation
from dts_eval.foundation.problems import Problem, problem
from dts_eval.scope.facts import Fact, name_in_breakdown, text_fact
from dts_eval.workbook.values import plain

SEPARATOR = ";"
PROJECT_FIELDS = (
    "name", "activities", "positions", "strategies", "missions", "principles", "phase", "stage", "internal_effects",
    "note",
)  # fmt: skip


def project_facts(evaluation: Evaluation) -> list[Fact | None]:
    """Say each side of each project; position and strategy belong to the project, not to the structure.

    A blank cell makes no fact: a project whose position nobody stated has none.
    """
    return [
        text_fact(record, field, f"project_{field}", breakdown=f"project={name_in_breakdown(record.text('name'))}")
        for record in evaluation.sheet("projects")
        for field in PROJECT_FIELDS
    ]


def project_problems(evaluation: Evaluation) -> Iterator[Problem]:
    """Tell the activities that a project names and that the sheet Activités does not have."""
    known = {plain(record.text("name")) for record in evaluation.sheet("activities")}
    for record in evaluation.sheet("projects"):
        for name in record.text("activities").split(SEPARATOR):
            if name.strip() and plain(name) not in known:
                place = record.address("activities")
                yield problem("project_activity_unknown", evaluation.file, record.title, place, typed=name.strip())
