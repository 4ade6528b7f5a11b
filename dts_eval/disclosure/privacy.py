"""What may be seen: counts of people below the threshold are hidden, and what would give them away with them."""

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from dts_eval.foundation.model import Kind, Quantity, Result, Status
from dts_eval.foundation.units import units

PERCENT = "percent"


def hide_small_counts(
    results: Iterable[Result],
    threshold: int,
    people_shares: frozenset[str],
    parts: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
) -> list[Result]:
    """Hide counts of people from 1 to the threshold less one, and their complements; zero stays zero.

    ``people_shares`` names the indicators whose share is a share of people. A part hidden alone in a breakdown whose
    total is shown would be found by subtraction: the smallest other part is then hidden with it. ``parts`` name, for
    a share, the counts that its numerator adds up: one of them hidden hides the share.
    """
    listed = list(results)
    hidden = {number for number, result in enumerate(listed) if _is_small(result, threshold, people_shares)}
    hidden |= _second_parts(listed, hidden)
    hidden |= _shares_of_hidden_parts(listed, hidden, parts)
    hidden |= _followers(listed, hidden)
    return [
        _hide(result) if number in hidden else _without_small_unknown(result, threshold, people_shares)
        for number, result in enumerate(listed)
    ]


def _is_small(result: Result, threshold: int, people_shares: frozenset[str]) -> bool:
    if result.kind is not Kind.FIGURE:
        return False
    quantity = result.quantity
    if result.unit == PERCENT:
        if result.indicator not in people_shares or quantity.numerator is None or quantity.denominator is None:
            return False
        parts = (quantity.numerator, quantity.denominator - quantity.numerator, quantity.denominator)
        return any(0 < part < threshold for part in parts)
    if not result.unit or not units()[result.unit].people:
        return False
    counts = (quantity.value, quantity.low, quantity.high)
    return any(count is not None and 0 < count < threshold for count in counts)


def _second_parts(results: list[Result], hidden: set[int]) -> set[int]:
    families: dict[tuple[str, int | None, str], list[int]] = defaultdict(list)
    for number, result in enumerate(results):
        if result.kind is Kind.FIGURE and result.breakdown and result.unit and units()[result.unit].people:
            keys = ";".join(part.partition("=")[0] for part in result.breakdown.split(";"))
            families[result.indicator, result.year, keys].append(number)
    also: set[int] = set()
    for family in families.values():
        alone = [number for number in family if number in hidden]
        others = [number for number in family if number not in hidden and (results[number].quantity.value or 0) > 0]
        if len(alone) == 1 and others:
            also.add(min(others, key=lambda number: (results[number].quantity.value or 0, number)))
    return also


def _shares_of_hidden_parts(
    results: list[Result], hidden: set[int], parts: Mapping[str, tuple[str, ...]]
) -> set[int]:
    secret = {
        (f"{results[number].indicator}/{results[number].breakdown}", results[number].year) for number in hidden
    }
    return {
        number
        for number, result in enumerate(results)
        if result.kind is Kind.FIGURE and any((name, result.year) in secret for name in parts.get(result.indicator, ()))
    }


def _followers(results: list[Result], hidden: set[int]) -> set[int]:
    secret = {(results[number].indicator, results[number].year) for number in hidden if not results[number].breakdown}
    return {
        number
        for number, result in enumerate(results)
        if (result.kind is Kind.GAP and result.breakdown == "of=gap" and (result.indicator, result.year) in secret)
        or (
            result.kind is Kind.CHANGE
            and ((result.indicator, result.year) in secret or (result.indicator, _since(result)) in secret)
        )
    }


def _since(result: Result) -> int:
    return int(result.breakdown.partition("=")[2])


def _without_small_unknown(result: Result, threshold: int, people_shares: frozenset[str]) -> Result:
    unknown = result.quantity.unknown
    of_people = result.indicator in people_shares or (bool(result.unit) and units()[result.unit].people)
    if unknown is None or not 0 < unknown < threshold or not of_people:
        return result
    return dataclasses.replace(result, quantity=dataclasses.replace(result.quantity, unknown=None))


def _hide(result: Result) -> Result:
    return dataclasses.replace(result, quantity=Quantity(), status=Status.SUPPRESSED, reason="small_count", grade="")
