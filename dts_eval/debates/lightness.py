"""Whether the evaluation stays light: signs told one by one, never a score (fiche II-2, l.2703-2705)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dts_eval.criteria.choice import criterion_of
from dts_eval.debates.evaluation_cost import cost_records
from dts_eval.debates.light_signs import Sign, light_signs
from dts_eval.foundation.language import format_number, say
from dts_eval.foundation.model import Evaluation, Evidence, IndicatorChoice, Kind, Quantity, Record, Result, Status
from dts_eval.foundation.problems import Problem, blocking, problem
from dts_eval.foundation.units import tidy, units
from dts_eval.indicators.choice import indicator_of
from dts_eval.indicators.definitions import indicators
from dts_eval.workbook.proofs import lines_evidence

KEPT = ("kept", "added")
EXISTING = "existing"
PERCENT = "percent"
PLAN, UNDONE = "collection_plan", ("planned", "abandoned")


@dataclass(frozen=True)
class Weighed:
    """One sign as this evaluation gives it: a part, what it is set beside, and the lines that tell both."""

    part: float
    whole: float
    records: tuple[Record, ...]

    def value(self, unit: str) -> float:
        """The part for one of the whole, or in per cent of it."""
        return tidy((100 if unit == PERCENT else 1) * self.part / self.whole)


def told_signs(evaluation: Evaluation) -> dict[str, Weighed]:
    """Return the signs above their threshold, in the catalogue's order; none when the evaluation is light.

    They are for those who lead the evaluation: an external version has none.
    """
    if evaluation.audience != "internal":
        return {}
    weighed = {
        "figures_per_criterion": _figures_per_criterion(evaluation),
        "figures_over_accounts": _figures_over_accounts(evaluation),
        "never_collected": _never_collected(evaluation),
        "planned_undone": _planned_undone(evaluation),
        "typed_unused": _typed_unused(evaluation),
        "criteria_of_figures_alone": _criteria_of_figures_alone(evaluation),
        "hours_of_a_full_time": _hours_of_a_full_time(evaluation),
    }
    return {name: weighed[name] for name, sign in light_signs().items() if _is_told(weighed[name], sign)}


def light_facts(evaluation: Evaluation) -> Iterator[tuple[Result, Evidence]]:
    """Say each sign above its threshold, with the lines of the workbook that give it."""
    for name, weighed in told_signs(evaluation).items():
        sign = light_signs()[name]
        title, lines = weighed.records[0].title, [one.line for one in weighed.records]
        evidence = lines_evidence(title, [1], lines, "", "")
        value = weighed.value(sign.unit)
        result = Result(
            kind=Kind.SCOPE,
            indicator="light_sign",
            quantity=Quantity(value=value, numerator=weighed.part, denominator=weighed.whole, text=name),
            unit=sign.unit,
            status=Status.COMPUTED,
            proofs=(evidence.key,),
            breakdown=f"sign={name}",
        )
        yield result, evidence


def light_problems(evaluation: Evaluation, found: Iterable[Problem]) -> Iterator[Problem]:
    """Tell, as something to know, each sign that the evaluation grows heavy and what could be lightened.

    Nothing is told of a workbook that has something to correct: what was not read cannot be weighed.
    """
    if blocking(found):
        return
    language = evaluation.language
    for name, weighed in told_signs(evaluation).items():
        sign = light_signs()[name]
        values = {
            "part": format_number(weighed.part, language, 0), "whole": format_number(weighed.whole, language, 0),
            "threshold": threshold_words(sign, language),
        }  # fmt: skip
        yield problem("approach_heavy", evaluation.file, told=str(say(f"light_{name}", language, **values)))


def threshold_words(sign: Sign, language: str) -> str:
    """Write the threshold of a sign as its sentence takes it."""
    return units()[sign.unit].show(sign.above, language)


def _is_told(weighed: Weighed | None, sign: Sign) -> bool:
    if weighed is None or not weighed.whole or not weighed.records:
        return False
    return weighed.part >= sign.at_least and weighed.value(sign.unit) > sign.above


def _kept_figures(evaluation: Evaluation) -> list[IndicatorChoice]:
    kept = {criterion.criterion_id for criterion in evaluation.kept}
    return [
        choice
        for choice in evaluation.indicators
        if choice.decision in KEPT and choice.nature != "account" and choice.criterion in kept
    ]


def _lines_of(evaluation: Evaluation, choices: list[IndicatorChoice]) -> tuple[Record, ...]:
    names = {choice.indicator_id for choice in choices}
    lines = evaluation.sheet("indicators")
    return tuple(one for one in lines if indicator_of(one.text("indicator"), evaluation.indicators) in names)


def _figures_per_criterion(evaluation: Evaluation) -> Weighed:
    figures = _kept_figures(evaluation)
    return Weighed(len(figures), len(evaluation.kept), _lines_of(evaluation, figures))


def _figures_over_accounts(evaluation: Evaluation) -> Weighed | None:
    year = evaluation.structure.year
    typed = tuple(
        one for one in evaluation.sheet("measures") if one.number("year") == year and one.number("value") is not None
    )
    told = [*evaluation.sheet("testimonies"), *evaluation.sheet("effects")]
    return Weighed(len(typed), max(len(told), 1), typed)


def _never_collected(evaluation: Evaluation) -> Weighed:
    noted = {choice.indicator_id for choice in _noted(evaluation)}
    by_hand = [choice for choice in _kept_figures(evaluation) if not _is_computed(choice)]
    never = [choice for choice in by_hand if choice.indicator_id not in noted]
    return Weighed(len(never), len(by_hand), _lines_of(evaluation, never))


def _planned_undone(evaluation: Evaluation) -> Weighed:
    until = evaluation.structure.year
    # A collection without a year is not late.
    due = [one for one in evaluation.sheet(PLAN) if (year := one.number("year")) is not None and year <= until]
    undone = tuple(one for one in due if one["state"] in UNDONE)
    return Weighed(len(undone), len(due), undone)


def _is_computed(choice: IndicatorChoice) -> bool:
    definition = indicators().get(choice.indicator_id)
    return definition is not None and bool(definition.computed_by)


def _typed_unused(evaluation: Evaluation) -> Weighed:
    kept = {criterion.criterion_id for criterion in evaluation.kept}
    choices = {choice.indicator_id: choice for choice in evaluation.indicators}
    typed = evaluation.sheet("measures")
    unused = []
    for record in typed:
        choice = choices.get(indicator_of(record.text("indicator"), evaluation.indicators) or "")
        if choice and (choice.decision in ("rejected", "aside") or choice.criterion not in kept):
            unused.append(record)
    return Weighed(len(unused), len(typed), tuple(unused))


def _criteria_of_figures_alone(evaluation: Evaluation) -> Weighed:
    chosen = [one.criterion_id for one in evaluation.kept if one.dimension != EXISTING]
    told = {
        criterion_of(record.text("criterion"), evaluation.criteria)
        for sheet in ("testimonies", "effects")
        for record in evaluation.sheet(sheet)
        if record.text("criterion")
    }
    counted = {choice.criterion for choice in _noted(evaluation)}
    alone = [name for name in chosen if name in counted and name not in told]
    lines = evaluation.sheet("criteria")
    own = tuple(one for one in lines if criterion_of(one.text("criterion"), evaluation.criteria) in alone)
    return Weighed(len(alone), len(chosen), own)


def _noted(evaluation: Evaluation) -> list[IndicatorChoice]:
    noted = {indicator_of(one.text("indicator"), evaluation.indicators) for one in evaluation.sheet("measures")}
    return [choice for choice in evaluation.indicators if choice.indicator_id in noted]


def _hours_of_a_full_time(evaluation: Evaluation) -> Weighed | None:
    year = evaluation.structure.hours_per_fte
    timed = tuple(one for one in cost_records(evaluation) if one.number("hours") is not None)
    if not year or not timed:
        return None
    return Weighed(sum(one.number("hours") or 0 for one in timed), year, timed)
