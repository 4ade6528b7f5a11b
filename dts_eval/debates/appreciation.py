"""Fiche II-3: the arguments of a group on sustainable development, and where it placed each cursor."""

from collections import defaultdict
from collections.abc import Iterator

from dts_eval.debates.pillars import HIGHEST, LOWEST, questions
from dts_eval.foundation.model import Evaluation, Kind, Record
from dts_eval.foundation.problems import Problem, problem
from dts_eval.scope.facts import Fact, number_fact, text_fact

SHEET = "sustainable_development"
FEWEST_PEOPLE = 3
SIDES = ("argument", "college", "date", "marker", "reserve")
CURSORS = ("before", "after")


def appreciation_facts(evaluation: Evaluation) -> list[Fact | None]:
    """Say each argument with its speaker, its mark and its reserve, and both places of its cursor.

    The cursor of a question starts where its first argument found it and ends where its last one left it; the group
    agreed on both. Nothing is added up: neither questions nor pillars have a total.

    Source: fiche II-3, l.2798-2813.
    """
    facts: list[Fact | None] = []
    for number, record in enumerate(_arguments(evaluation), 1):
        where = f"argument={number};question={record.text('question')}"
        facts += [
            text_fact(record, side, f"appreciation_{side}", kind=Kind.EFFECT, breakdown=where) for side in SIDES
        ]
    for question, records in _by_question(evaluation).items():
        where = f"question={question}"
        for name, side, told in (("start", "before", records), ("end", "after", records[::-1])):
            placed = next((record for record in told if record.number(side) is not None), None)
            if placed is not None:
                facts.append(
                    number_fact(placed, side, f"cursor_{name}", "plain", kind=Kind.EFFECT, breakdown=where)
                )
    return facts


def appreciation_problems(evaluation: Evaluation) -> Iterator[Problem]:
    """Tell unknown questions, cursors off the scale or that jump between two arguments, groups that are too small."""
    file = evaluation.file
    for record in evaluation.sheet(SHEET):
        question = record.text("question")
        if question and question not in questions():
            yield problem("question_unknown", file, record.title, record.address("question"), typed=question)
        for side in CURSORS:
            placed = record.number(side)
            if placed is not None and not LOWEST <= placed <= HIGHEST:
                scale = {"typed": f"{placed:g}", "low": f"\u2212{-LOWEST}", "high": str(HIGHEST)}
                yield problem("cursor_off_scale", file, record.title, record.address(side), **scale)
    for question, records in _by_question(evaluation).items():
        for earlier, later in zip(records, records[1:], strict=False):
            left, found = earlier.number("after"), later.number("before")
            if left is not None and found is not None and left != found:
                place = later.address("before")
                values = {"typed": f"{found:g}", "expected": f"{left:g}", "question": question}
                yield problem("cursor_jumps", file, later.title, place, **values)
    for record in evaluation.sheet("sessions"):
        people = record.number("participants")
        if record.text("step") == "appreciation" and people is not None and people < FEWEST_PEOPLE:
            yield problem("appreciation_too_few", file, record.title, record.address("participants"), n=f"{people:g}")


def _arguments(evaluation: Evaluation) -> list[Record]:
    return [record for record in evaluation.sheet(SHEET) if record.text("question") in questions()]


def _by_question(evaluation: Evaluation) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = defaultdict(list)
    for record in _arguments(evaluation):
        found[record.text("question")].append(record)
    return {question: found[question] for question in questions() if question in found}
