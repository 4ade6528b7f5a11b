"""What may be seen: counts of people below the threshold are hidden, and what would give them away with them."""

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from dts_eval.foundation.model import Kind, Quantity, Result, Status
from dts_eval.foundation.units import units

PERCENT = "percent"
NOT_SAID = "unknown"
Parts = Mapping[str, tuple[str, ...]]


def hide_small_counts(
    results: Iterable[Result],
    threshold: int,
    people_shares: frozenset[str],
    parts: Parts = MappingProxyType({}),
    amounts: Mapping[str, str] = MappingProxyType({}),
) -> list[Result]:
    """Hide counts of people from 1 to the threshold less one, and their complements; zero stays zero.

    ``people_shares`` names the indicators whose share is a share of people. ``parts`` name, for a share or a count,
    the counts that it adds up (``exits_counted/exit_category=positive``): one of them hidden hides it. ``amounts``
    name, for an amount, the counts that it would give away line by line. What would be
    found by subtraction, or by knowing that each hidden count is small, is hidden too, so that every hidden count
    keeps at least two possible values.
    """
    listed = list(results)
    hidden = {number for number, result in enumerate(listed) if _is_small(result, threshold, people_shares)}
    before = -1
    while len(hidden) > before:
        before = len(hidden)
        hidden |= _found_by_subtraction(listed, hidden, threshold)
        hidden |= _made_of_hidden_parts(listed, hidden, parts)
    hidden |= _amounts_of_hidden_counts(listed, hidden, amounts)
    hidden |= _followers(listed, hidden)
    secret = _names(listed, hidden)
    return [
        _hide(result)
        if number in hidden
        else _without_small_unknown(result, threshold, people_shares, _unknown_parts(parts, result) & secret)
        for number, result in enumerate(listed)
    ]


def _is_small(result: Result, threshold: int, people_shares: frozenset[str]) -> bool:
    if result.kind is not Kind.FIGURE:
        return False
    quantity = result.quantity
    if result.unit == PERCENT:
        if result.indicator not in people_shares or quantity.numerator is None or quantity.denominator is None:
            return False
        shares = (quantity.numerator, quantity.denominator - quantity.numerator, quantity.denominator)
        return any(0 < share < threshold for share in shares)
    if not _counts_people(result):
        return False
    counts = (quantity.value, quantity.low, quantity.high)
    return any(count is not None and 0 < count < threshold for count in counts)


def _counts_people(result: Result) -> bool:
    return bool(result.unit) and result.unit != PERCENT and units()[result.unit].people


def _found_by_subtraction(results: list[Result], hidden: set[int], threshold: int) -> set[int]:
    """Choose one more count for each sum that gives a hidden one away: the smallest part shown, else the total."""
    also: set[int] = set()
    for total, members in _sums(results):
        secret = [number for number in members if number in hidden]
        shown = [number for number in members if number not in hidden and _count(results[number]) > 0]
        smallest = min(shown, key=lambda number: (_count(results[number]), number), default=total)
        if total in hidden:
            exposed = not secret and bool(shown)
        else:
            known = sum(_count(results[number]) for number in secret)
            # Counts that are all 1, or all the highest hidden value, are known from their sum.
            all_small = all(_count(results[number]) < threshold for number in secret)
            extremes = {len(secret), len(secret) * (threshold - 1)} if all_small else {len(secret)}
            exposed = len(secret) == 1 or (bool(secret) and known in extremes)
        if exposed:
            also.add(smallest)
    return also


def _sums(results: list[Result]) -> Iterator[tuple[int, list[int]]]:
    """Give every count of people that others of the same indicator and year add up to, with those others."""
    same: dict[tuple[str, int | None], list[int]] = defaultdict(list)
    for number, result in enumerate(results):
        if result.kind is Kind.FIGURE and _counts_people(result) and result.quantity.value is not None:
            same[result.indicator, result.year].append(number)
    for numbers in same.values():
        said = {number: frozenset(part for part in results[number].breakdown.split(";") if part) for number in numbers}
        families: dict[tuple[frozenset[str], frozenset[str]], list[int]] = defaultdict(list)
        for number in numbers:
            for total in set(said.values()):
                if total < said[number]:
                    keys = frozenset(part.partition("=")[0] for part in said[number] - total)
                    families[total, keys].append(number)
        for (whole, _), members in families.items():
            added = sum(_count(results[number]) for number in members)
            yield from ((n, members) for n in numbers if said[n] == whole and _count(results[n]) == added)


def _count(result: Result) -> float:
    return result.quantity.value or 0


def _made_of_hidden_parts(results: list[Result], hidden: set[int], parts: Parts) -> set[int]:
    secret = _names(results, hidden)
    totals = {
        (result.indicator, result.year): _count(result)
        for result in results
        if result.kind is Kind.FIGURE and not result.breakdown
    }
    also = set()
    for number, result in enumerate(results):
        if result.kind is not Kind.FIGURE or result.breakdown or result.indicator not in parts:
            continue
        base = parts[result.indicator][0].partition("/")[0]
        named = {(name, result.year) for name in parts[result.indicator]}
        named |= {(f"{base}/", result.year)} if result.unit == PERCENT else set()
        whole = totals.get((base, result.year))
        # A share of those who answered tells, beside the total, how many did not.
        tells_unknown = result.quantity.denominator not in (None, whole)
        if named & secret or (tells_unknown and _unknown_parts(parts, result) & secret):
            also.add(number)
    return also


def _amounts_of_hidden_counts(results: list[Result], hidden: set[int], amounts: Mapping[str, str]) -> set[int]:
    secret = {(results[number].indicator, results[number].breakdown, results[number].year) for number in hidden}
    return {
        number
        for number, result in enumerate(results)
        if (amounts.get(result.indicator, ""), result.breakdown, result.year) in secret
    }


def _names(results: list[Result], hidden: set[int]) -> set[tuple[str, int | None]]:
    return {(f"{results[number].indicator}/{results[number].breakdown}", results[number].year) for number in hidden}


def _unknown_parts(parts: Parts, result: Result) -> set[tuple[str, int | None]]:
    """Name the counts of those who did not say, beside the parts of a share."""
    named = (name.partition("=")[0] for name in parts.get(result.indicator, ()))
    return {(f"{name}={NOT_SAID}", result.year) for name in named}


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


def _without_small_unknown(
    result: Result, threshold: int, people_shares: frozenset[str], hidden_parts: set[tuple[str, int | None]]
) -> Result:
    unknown = result.quantity.unknown
    small = unknown is not None and 0 < unknown < threshold
    if not (hidden_parts or (small and (result.indicator in people_shares or _counts_people(result)))):
        return result
    return dataclasses.replace(result, quantity=dataclasses.replace(result.quantity, unknown=None))


def _hide(result: Result) -> Result:
    return dataclasses.replace(result, quantity=Quantity(), status=Status.SUPPRESSED, reason="small_count", grade="")
