"""Formulas on the sheet Enquêtes: who answered, and what; no average of levels, no net score.

Someone is known by a pseudonym inside one survey: the same pseudonym in two surveys is two people. The columns of
criteria and indicators come with their names in the code.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dts_eval.foundation.units import tidy
from dts_eval.indicators.computed import Computed, Frame
from dts_eval.indicators.formulas.lines import (
    NOT_FOUND,
    UNKNOWN,
    Line,
    agreed,
    grouped,
    numbers,
    of_year,
    read,
    share,
)  # fmt: skip
from dts_eval.indicators.formulas.passages import Pair, passages
from dts_eval.indicators.wilson import wilson_bounds
from dts_eval.scope.facts import name_in_breakdown
from dts_eval.workbook.layout import layout

if TYPE_CHECKING:
    from pandas import DataFrame

LEVELS = ("4", "3", "2", "1")
IN_WORK, NOT_REACHED = "in_work", "not_reached"
ANSWERS = ("rating", "answer", "themes", "situation", "before", "after")
WHO = ("survey", "year", "respondent")
# These have a formula of their own: their questions are not told twice.
NEED, WORK = "need_satisfaction", "work_quality_felt"


def survey_response_rate(lines: DataFrame, frame: Frame) -> tuple[Computed, ...]:
    """Divide the people who answered a survey by those who were asked, survey by survey.

    Unit:    per cent; numerator and denominator in people.
    Shape:   lines of Enquêtes in; ``survey=…`` out, and a total only when there was one survey in the year: two
        surveys do not ask the same people.
    Missing: a survey of which the plan does not say how many were asked has an empty value. Someone whose lines
        hold no answer did not answer.
    Source:  fiche II-2, l.2661.
    """
    rates = []
    surveys = grouped(of_year(read(lines, *WHO, *ANSWERS), frame.year), "survey")
    for code in sorted(surveys):
        answered = [own for own in _people(surveys[code]) if any(_has_answered(line) for line in own)]
        proof, asked = numbers(surveys[code]), frame.solicited.get(code)
        where = f"survey={name_in_breakdown(code)}"
        if asked:
            rates.append(share(len(answered), asked, proof, 0, where))
        else:
            rates.append(Computed(None, proof, where, numerator=len(answered), reason=NOT_FOUND))
    total = [replace(rate, breakdown="") for rate in rates] if len(rates) == 1 else []
    return (*total, *rates)


def need_satisfaction(lines: DataFrame, frame: Frame) -> tuple[Computed, ...]:
    """Give the share of users who chose each of the four levels on how the service suits their need.

    Unit:    per cent; numerator and denominator in people.
    Shape:   lines of Enquêtes in; ``answer=…;question=…;survey=…`` out, no total: levels are not added up.
    Missing: whoever left the question blank, or answered it twice in two ways, is in ``unknown`` and in no part of
        the share. The interval narrows when the plan says how many people are concerned; else it is the wider one.
    Source:  fiche II-2, l.2665.
    """
    return _levels(lines, frame, NEED)


def work_quality_felt(lines: DataFrame, frame: Frame) -> tuple[Computed, ...]:
    """Give the share of people in pathways who chose each of the four levels on their work.

    Unit:    per cent; numerator and denominator in people.
    Shape:   lines of Enquêtes in; ``answer=…;question=…;survey=…`` out, no total: levels are not added up.
    Missing: as for ``need_satisfaction``.
    Source:  fiche II-3, l.2836-2838.
    """
    return _levels(lines, frame, WORK)


def answers_by_question(lines: DataFrame, frame: Frame) -> tuple[Computed, ...]:
    """Give, for every other question with four levels, the share of people who chose each of them.

    Unit:    per cent; numerator and denominator in people.
    Shape:   lines of Enquêtes in; ``answer=…;question=…;survey=…`` out, under the criterion that the question
        illuminates.
    Missing: as for ``need_satisfaction``. A question that lines attach to several criteria is attached to none.
    Source:  fiche II-2, l.2661, l.2665.
    """
    return _levels(lines, frame, "")


def answers_before_after(lines: DataFrame, frame: Frame) -> tuple[Computed, ...]:
    """Count, for each question asked of before and of after, how many people say that it went better, or worse.

    Unit:    person.
    Shape:   lines of Enquêtes in; for each question of each survey, what ``passages`` gives under
        ``question=…;survey=…``, with ``rated_by=…``, those who chose the levels. No sum of questions: they do not ask
        the same thing.
    Missing: whoever gave one level only, or answered in two ways, is « not known », never « the same ». A question of
        which no passage is known says nothing.
    Source:  fiche II-2, l.2594-2596, l.2661.
    """
    scale, found = tuple(layout().lists["rating"]), []
    every = read(lines, *WHO, "question", "criterion", "before", "after", "rated_by")
    for (question, code), told in _by_question(of_year(every, frame.year)):
        people = _people(line for line in told if line["before"] or line["after"])
        pairs = [Pair(own, agreed(own, "before"), agreed(own, "after")) for own in people]
        where = f"question={question};survey={name_in_breakdown(code)}"
        made = passages(pairs, scale, where)
        if any(part.denominator for part in made):
            criterion = agreed(told, "criterion") or ""
            found += [replace(part, criterion=criterion) for part in (*made, *_raters(people, question, code))]
    return tuple(found)


def open_answers_by_criterion(lines: DataFrame, frame: Frame) -> tuple[Computed, ...]:
    """Count the different people whose open answers raised each criterion, survey by survey.

    Unit:    person.
    Shape:   lines of Enquêtes in; ``criterion=…;survey=…`` out; no total, since someone may raise several.
    Missing: whoever wrote an answer that nobody has attached to a criterion counts in ``unknown``.
    Source:  fiche II-2, l.2661.
    """
    found = []
    surveys = grouped(of_year(read(lines, *WHO, "answer", "themes"), frame.year), "survey")
    for code in sorted(surveys):
        people = _people(surveys[code])
        raised = {name for line in surveys[code] for name in line["themes"] or ()}
        unread = [own for own in people if _said(own, "answer") and not _said(own, "themes")]
        for theme in sorted(raised):
            telling = [own for own in people if any(theme in (line["themes"] or ()) for line in own)]
            proof = numbers(line for own in telling for line in own)
            where = f"criterion={theme};survey={name_in_breakdown(code)}"
            found.append(Computed(len(telling), proof, where, unknown=len(unread), criterion=theme))
    return tuple(found)


def situation_six_months(lines: DataFrame, frame: Frame) -> tuple[Computed, ...]:
    """Give the share of people in work six months after they left, among those who were reached.

    Unit:    per cent; numerator and denominator in people.
    Shape:   lines of Enquêtes whose situation is filled in; one total out.
    Missing: people who were not reached, or of whom two lines disagree, are in ``unknown`` and in no part of the
        share. Nobody reached: value empty.
    Source:  fiche III-2, l.3323.
    """
    asked = [line for line in of_year(read(lines, *WHO, "situation"), frame.year) if line["situation"]]
    if not asked:
        return ()
    people = _people(asked)
    known = [own for own in people if agreed(own, "situation") not in (None, NOT_REACHED)]
    in_work = [own for own in known if agreed(own, "situation") == IN_WORK]
    made = share(len(in_work), len(known), numbers(asked), len(people) - len(known))
    surveys = {line["survey"] for line in asked}
    return (_with_interval(made, frame.population.get(surveys.pop()) if len(surveys) == 1 else None),)


def _levels(lines: DataFrame, frame: Frame, indicator: str) -> tuple[Computed, ...]:
    own_formula = (NEED, WORK)
    columns = (*WHO, "question", "indicator", "rating", *(() if indicator else ("criterion",)))
    found = []
    for (question, code), told in _by_question(of_year(read(lines, *columns), frame.year)):
        rated = [line for line in told if line["rating"]]
        subject = agreed(told, "indicator") or ""
        if rated and (subject == indicator or (not indicator and subject not in own_formula)):
            criterion = "" if indicator else agreed(told, "criterion") or ""
            found += _distribution(question, code, told, frame.population.get(code), criterion)
    return tuple(found)


def _by_question(lines: Iterable[Line]) -> list[tuple[tuple[str, str], list[Line]]]:
    asked: dict[tuple[str, str], list[Line]] = {}
    for line in lines:
        if line["survey"] and line["question"]:
            asked.setdefault((name_in_breakdown(line["question"]), line["survey"]), []).append(line)
    return sorted(asked.items())


def _raters(people: Sequence[Sequence[Line]], question: str, code: str) -> Iterable[Computed]:
    groups: dict[str, list[Line]] = {}
    number: dict[str, int] = {}
    for own in people:
        who = str(agreed(own, "rated_by") or UNKNOWN)
        groups.setdefault(who, []).extend(own)
        number[who] = number.get(who, 0) + 1
    for who in sorted(groups):
        where = f"question={question};rated_by={who};survey={name_in_breakdown(code)}"
        yield Computed(number[who], numbers(groups[who]), where)


def _distribution(
    question: str, code: str, told: Sequence[Line], population: float | None, criterion: str
) -> Iterable[Computed]:
    people = _people(told)
    known = [own for own in people if agreed(own, "rating") is not None]
    for level in LEVELS:
        chosen = [own for own in known if agreed(own, "rating") == level]
        where = f"answer={level};question={question};survey={name_in_breakdown(code)}"
        made = share(len(chosen), len(known), numbers(told), len(people) - len(known), where)
        yield replace(_with_interval(made, population), criterion=criterion)


def _with_interval(made: Computed, population: float | None) -> Computed:
    if made.numerator is None or not made.denominator:
        return made
    concerned = population if population is not None and population >= made.denominator else None
    low, high = (tidy(bound) for bound in wilson_bounds(made.numerator, made.denominator, concerned))
    return replace(made, low=low, high=high)


def _people(lines: Iterable[Line]) -> list[list[Line]]:
    """Put together the lines of each person of each survey; capitals do not make another person."""
    groups: dict[tuple[str, str], list[Line]] = {}
    for line in lines:
        if line["respondent"]:
            groups.setdefault((str(line["survey"]), str(line["respondent"]).upper()), []).append(line)
    return list(groups.values())


def _has_answered(line: Line) -> bool:
    return any(line[column] and line[column] != NOT_REACHED for column in ANSWERS)


def _said(lines: Iterable[Line], column: str) -> bool:
    return any(line[column] for line in lines)
