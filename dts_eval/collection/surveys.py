"""The lines of Enquêtes: which criterion or indicator each question lights, and what would count a person twice."""

import dataclasses
from collections import defaultdict
from collections.abc import Iterator

from dts_eval.collection.plan import planned
from dts_eval.criteria.choice import criterion_of
from dts_eval.foundation.model import Cell, Evaluation, Record
from dts_eval.foundation.problems import Problem, problem
from dts_eval.foundation.units import tidy
from dts_eval.indicators.choice import indicator_of, unknown_indicator
from dts_eval.scope.facts import name_in_breakdown

SHEET = "surveys"
SEPARATOR = ";"
ANSWERS = ("rating", "answer", "themes", "situation", "before", "after")
NOT_REACHED = "not_reached"
# What a person can answer to a question in one way only.
ONE_ANSWER = ("rating", "situation", "before", "after")


def named_surveys(evaluation: Evaluation) -> tuple[Record, ...]:
    """Return the lines of Enquêtes with the names in the code of their criterion, indicator and themes.

    A question that names an indicator and no criterion lights the criterion of that indicator. A name that nobody
    knows is left out: it is told as a problem, and the answer is attached to nothing.
    """
    return tuple(_named(record, evaluation) for record in evaluation.sheet(SHEET))


def survey_problems(evaluation: Evaluation) -> Iterator[Problem]:
    """Tell what a line of Enquêtes names and nobody knows, what it says twice, and counts that cannot be."""
    yield from _unknown_names(evaluation)
    yield from _told_twice(evaluation)
    yield from _half_compared(evaluation)
    yield from _torn_questions(evaluation)
    yield from _too_many_answers(evaluation)


def _named(record: Record, evaluation: Evaluation) -> Record:
    cells = dict(record.cells)
    indicator = indicator_of(record.text("indicator"), evaluation.indicators) if record.text("indicator") else ""
    criterion = criterion_of(record.text("criterion"), evaluation.criteria) if record.text("criterion") else ""
    if not criterion and indicator:
        criterion = next(item.criterion for item in evaluation.indicators if item.indicator_id == indicator)
    themes = tuple(dict.fromkeys(name for _, name in _themes(record, evaluation) if name))
    typed_in = {"criterion": cells.get("criterion", cells.get("indicator"))}
    for column, value in (("indicator", indicator), ("criterion", criterion), ("themes", themes)):
        cell = typed_in.get(column, cells.get(column))
        if value and cell is not None:
            cells[column] = cell._replace(value=value)
        else:
            cells.pop(column, None)
    return dataclasses.replace(record, cells=cells)


def _themes(record: Record, evaluation: Evaluation) -> list[tuple[str, str]]:
    # An external version is read a second time, from lines that bear the names in the code already.
    named = record.items("themes")
    typed = named or [item.strip() for item in record.text("themes").split(SEPARATOR) if item.strip()]
    return [(item, criterion_of(item, evaluation.criteria)) for item in typed]


def _unknown_names(evaluation: Evaluation) -> Iterator[Problem]:
    file = evaluation.file
    codes = {record.text("code") for record in evaluation.sheet("collection_plan")}
    for record in evaluation.sheet(SHEET):
        code, criterion = record.text("survey"), record.text("criterion")
        if code and code not in codes:
            yield problem("survey_not_planned", file, record.title, record.address("survey"), typed=code)
        if criterion and not criterion_of(criterion, evaluation.criteria):
            yield problem("criterion_unknown", file, record.title, record.address("criterion"), typed=criterion)
        yield from unknown_indicator(record, evaluation)
        for typed, known in _themes(record, evaluation):
            if not known:
                yield problem("theme_unknown", file, record.title, record.address("themes"), typed=typed)


def _told_twice(evaluation: Evaluation) -> Iterator[Problem]:
    first: dict[tuple[object, ...], Cell] = {}
    for record in evaluation.sheet(SHEET):
        question = name_in_breakdown(record.text("question"))
        who = (record.text("survey"), record.number("year"), record.text("respondent").upper(), question)
        for column in ONE_ANSWER:
            cell, key = record.cells.get(column), (*who, column)
            if cell is None:
                continue
            if key in first and first[key].value != cell.value:
                values = {"first": first[key].address}
                yield problem("answered_twice", evaluation.file, record.title, cell.address, **values)
            first.setdefault(key, cell)


def _half_compared(evaluation: Evaluation) -> Iterator[Problem]:
    for record in evaluation.sheet(SHEET):
        if record["after"] is not None and record["before"] is None:
            yield problem("after_without_before", evaluation.file, record.title, record.address("after"))


def _torn_questions(evaluation: Evaluation) -> Iterator[Problem]:
    seen: dict[tuple[object, ...], str] = {}
    told = set()
    for record in named_surveys(evaluation):
        question = name_in_breakdown(record.text("question"))
        for column in ("criterion", "indicator"):
            key = (record.text("survey"), record.number("year"), question, column)
            named = record.text(column)
            if named and seen.setdefault(key, named) != named and key not in told:
                told.add(key)
                yield problem("question_torn", evaluation.file, record.title, record.address(column))


def _too_many_answers(evaluation: Evaluation) -> Iterator[Problem]:
    answered: dict[tuple[str, float | None], set[str]] = defaultdict(set)
    place: dict[str, Record] = {}
    for record in evaluation.sheet(SHEET):
        if any(record[column] and record[column] != NOT_REACHED for column in ANSWERS):
            code = record.text("survey")
            answered[code, record.number("year")].add(record.text("respondent").upper())
            place.setdefault(code, record)
    asked = {**planned(evaluation, "population"), **planned(evaluation, "solicited")}
    for code, record in place.items():
        most = max(len(people) for (survey, _), people in answered.items() if survey == code)
        if code in asked and most > asked[code]:
            values = {"typed": str(most), "expected": f"{tidy(asked[code])}", "survey": code}
            yield problem("more_answers_than_asked", evaluation.file, record.title, record.address("survey"), **values)
