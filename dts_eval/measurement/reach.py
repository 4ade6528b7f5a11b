"""How many people a service reaches, beside how many live there: a result computed from two others."""

from collections.abc import Iterable

from dts_eval.foundation.model import Evaluation, Kind, Quantity, Result, Status, weakest
from dts_eval.foundation.units import tidy
from dts_eval.indicators.definitions import indicators

REACH = "users_per_1000_inhabitants"
PER = 1000


def reach(evaluation: Evaluation, figures: Iterable[Result]) -> list[Result]:
    """Divide the people who used the service by the inhabitants of the widest territory of the perimeter.

    Returns:
        One result for the report year, or none: when the structure gives the ratio itself, when nobody was counted,
        when two sources count them differently, when no territory of the perimeter has a population, or when the group
        did not keep the indicator. An estimate of people makes an estimated ratio, with its range. Territories may lie
        within each other: their populations are never added.

    Source: fiche II-2, l.2655-2656.
    """
    choice = next((item for item in evaluation.indicators if item.indicator_id == REACH), None)
    listed = [item for item in figures if item.year == evaluation.structure.year and not item.breakdown]
    users_total, population = indicators()[REACH].from_results
    users = [item for item in listed if item.indicator == users_total and _known(item)]
    given = any(item.indicator == REACH for item in listed)
    if choice is None or choice.decision in ("rejected", "aside") or given or len(users) != 1:
        return []
    widest = _widest(evaluation, population)
    if widest is None:
        return []
    return [_ratio(users[0], widest, choice.criterion)]


def _known(result: Result) -> bool:
    quantity = result.quantity
    return quantity.value is not None or (quantity.low is not None and quantity.high is not None)


def _widest(evaluation: Evaluation, population: str) -> Result | None:
    outside = {
        result.breakdown
        for result in evaluation.results
        if result.indicator == "territory_in_scope" and result.quantity.text == "no"
    }
    counted = [
        result
        for result in evaluation.results
        if result.indicator == population and result.quantity.value and result.breakdown not in outside
    ]
    return max(counted, key=lambda result: result.quantity.value or 0, default=None)


def _ratio(users: Result, population: Result, criterion: str) -> Result:
    whole = population.quantity.value or 0

    def per_thousand(count: float | None) -> float | None:
        return None if count is None else tidy(PER * count / whole)

    told = users.quantity
    return Result(
        kind=Kind.FIGURE,
        indicator=REACH,
        criterion=criterion,
        year=users.year,
        quantity=Quantity(
            value=per_thousand(told.value),
            text=told.text,
            numerator=told.value,
            denominator=whole,
            low=per_thousand(told.low),
            high=per_thousand(told.high),
            qualifier=told.qualifier,
        ),
        unit=indicators()[REACH].unit,
        status=Status.ESTIMATED if users.status is Status.ESTIMATED else Status.COMPUTED,
        proofs=tuple(dict.fromkeys((*users.proofs, *population.proofs))),
        grade=weakest((users.grade, population.grade)),
    )
