"""The surveys of an invented structure: the plan that announces them, and a line for each person and question."""

import math
import random
from collections.abc import Collection, Mapping
from typing import Any

from benchmarks.invented.identities import Identity, said

Record = dict[str, Any]
LEVELS = ("stuck", "hard", "mostly_fine", "fine")
RATINGS, RATED = ("4", "3", "2", "1"), (34, 38, 18, 10)
SITUATIONS = {"in_work": 38, "in_training": 10, "seeking": 22, "other": 8, "not_reached": 22}
ANSWERED = 0.6


def draw_answers(
    who: Identity, lines: int, criteria: Collection[str], indicators: Collection[str], chance: random.Random
) -> tuple[list[Record], list[Record]]:
    """Draw the lines of Plan de collecte, then those of Enquêtes, about so many of these.

    A question is asked when the group kept the criterion or the indicator that it lights.
    """
    plan: list[Record] = []
    answers: list[Record] = []
    surveys = said()["surveys"]
    whole = sum(survey["share"] for survey in surveys)
    for survey in surveys:
        asked = [question for question in survey["questions"] if _is_asked(question, criteria, indicators)]
        if not asked:
            continue
        years = range(who.year - survey["years"] + 1, who.year + 1)
        people = max(5, round(lines * survey["share"] / whole / len(asked) / survey["years"]))
        solicited = math.ceil(people / ANSWERED)
        plan.append(
            {
                "code": survey["code"], "what": survey["what"], "kind": "survey", "who": survey["who"], "state": "done",
                "population": solicited + chance.randint(0, 40), "solicited": solicited, "year": who.year,
                "hours": chance.randint(4, 24), "supports": ["S-08"],
            }
        )  # fmt: skip
        answers += [
            {
                "survey": survey["code"], "year": year, "respondent": f"R-{number:04d}", "college": survey["college"],
                **{name: question[name] for name in ("question", "criterion", "indicator") if name in question},
                **_answer(question["kind"], criteria, chance),
            }
            for year in years
            for number in range(1, people + 1)
            for question in asked
        ]  # fmt: skip
    numbers = range(len(surveys) + 3, len(surveys) + 3 + len(said()["plan"]))
    plan += [
        {"code": f"C-{number:02d}", "year": who.year, **line}
        for number, line in zip(numbers, said()["plan"], strict=True)
    ]
    return plan, answers


def _is_asked(question: Mapping[str, Any], criteria: Collection[str], indicators: Collection[str]) -> bool:
    if "criterion" in question:
        return question["criterion"] in criteria
    return question.get("indicator") in (None, *indicators)


def _answer(kind: str, criteria: Collection[str], chance: random.Random) -> Record:
    match kind:
        case "rating":
            return {"rating": chance.choices(RATINGS, RATED)[0]} if chance.random() < 0.96 else {}
        case "moments":
            before = chance.randrange(len(LEVELS))
            after = min(max(before + chance.choices((-1, 0, 1, 2), (2, 8, 7, 2))[0], 0), len(LEVELS) - 1)
            return {"before": LEVELS[before], "after": LEVELS[after], "rated_by": "person"}
        case "situation":
            return {"situation": chance.choices(list(SITUATIONS), list(SITUATIONS.values()))[0]}
        case _:
            themes = chance.sample(sorted(criteria), 1)
            answer = chance.choice(said()["answers"])
            return {"answer": answer, "themes": themes, "quotable": chance.choice(("yes", "no"))}
