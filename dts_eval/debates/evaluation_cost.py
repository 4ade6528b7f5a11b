"""The cost of the evaluation: time and money by step of the method, as the sheet Coût de l’évaluation says them."""

from collections.abc import Iterator

from dts_eval.foundation.language import LANGUAGES
from dts_eval.foundation.model import Evaluation, Record
from dts_eval.foundation.problems import Problem, problem
from dts_eval.scope.facts import Fact, number_fact, text_fact
from dts_eval.workbook.layout import layout
from dts_eval.workbook.values import plain

SHEET = "evaluation_cost"
NUMBERS = {"hours": "hour", "volunteer_hours": "hour", "amount": "euro"}
OUTSIDE = "outside"


def cost_records(evaluation: Evaluation) -> list[Record]:
    """Return the lines about the evaluation of the report year; a line without a year counts too."""
    year = evaluation.structure.year
    return [record for record in evaluation.sheet(SHEET) if record.number("year") in (None, year)]


def method_step(record: Record) -> str:
    """Return the step of the method that a line belongs to: the one chosen, or the one that its words name."""
    chosen = record.text("method_step")
    if chosen:
        return chosen
    steps = layout().lists["step"]
    words = plain(record.text("step"))
    named = (step for step, told in steps.items() if words in {plain(told[language]) for language in LANGUAGES})
    return next(named, OUTSIDE)


def cost_facts(evaluation: Evaluation) -> list[Fact | None]:
    """Say the time, the money and the funding of each line, in its own words.

    Source: fiche II-2, l.2693 and l.2709.
    """
    facts: list[Fact | None] = []
    for number, record in enumerate(cost_records(evaluation), 1):
        where = f"cost={number}"
        facts.append(text_fact(record, "step", "cost_step", breakdown=where))
        if method_step(record) == OUTSIDE:
            facts.append(text_fact(record, "step", "cost_outside", breakdown=where))
        facts.append(text_fact(record, "funding", "cost_funding", breakdown=where))
        for field, unit in NUMBERS.items():
            facts.append(number_fact(record, field, f"cost_{field}", unit, breakdown=where))
    facts += [
        number_fact(record, "hours_per_day", "mandate_hours_per_day", "hour")
        for record in evaluation.sheet("mandate")[:1]
    ]
    return facts


def cost_problems(evaluation: Evaluation) -> Iterator[Problem]:
    """Tell the lines where volunteers would have given more time than there was, and a day of no plausible length."""
    for record in evaluation.sheet(SHEET):
        hours, given = record.number("hours"), record.number("volunteer_hours")
        if hours is not None and given is not None and given > hours:
            place = record.address("volunteer_hours")
            values = {"typed": f"{given:g}", "total": f"{hours:g}"}
            yield problem("cost_volunteers_above", evaluation.file, record.title, place, **values)
    for record in evaluation.sheet("mandate")[:1]:
        day = record.number("hours_per_day")
        if day is not None and not 0 < day <= 24:
            place = record.address("hours_per_day")
            yield problem("hours_per_day_not_read", evaluation.file, record.title, place, typed=f"{day:g}")
