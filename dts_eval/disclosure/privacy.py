"""What may be seen: counts of people below the threshold are hidden, and what would give them away with them."""

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from dts_eval.foundation.model import Kind, Quantity, Result, Status
from dts_eval.foundation.units import units

PERCENT = "percent"
NOT_SAID = "unknown"
REST, UNKNOWN = "rest", "unknown"
Parts = Mapping[str, tuple[str, ...]]


def hide_small_counts(
    results: Iterable[Result],
    threshold: int,
    people_shares: frozenset[str],
    parts: Parts = MappingProxyType({}),
    non_response: Mapping[str, str] = MappingProxyType({}),
) -> list[Result]:
    """Hide counts of people from 1 to the threshold less one, and their complements; zero stays zero.

    ``people_shares`` names the indicators whose share is a share of people. ``parts`` name, for a share or a count,
    the counts that it adds up (``exits_counted/exit_category=positive``): one of them hidden hides it. ``non_response``
    says which people of a share did not answer a survey, its ``rest`` or its ``unknown``: their silence tells nothing
    of them, and the totals beside it would give their number away; they are not hidden. What would be found by
    subtraction, or by knowing that each hidden count is small, is hidden too, so that every hidden count keeps at
    least two possible values.
    """
    listed = list(results)
    silent_rest = frozenset(name for name, silent in non_response.items() if silent == REST)
    hidden = {
        number for number, result in enumerate(listed) if _is_small(result, threshold, people_shares, silent_rest)
    }
    before = -1
    while len(hidden) > before:
        before = len(hidden)
        hidden |= _found_by_subtraction(listed, hidden, threshold)
        hidden |= _levels_found_by_subtraction(listed, hidden, people_shares, threshold)
        hidden |= _made_of_hidden_parts(listed, hidden, parts)
    hidden |= _followers(listed, hidden)
    secret = _names(listed, hidden)
    silent = {name for name, people in non_response.items() if people == UNKNOWN}
    return [
        _hide(result)
        if number in hidden
        else _without_small_unknown(result, threshold, people_shares - silent, _unknown_parts(parts, result) & secret)
        for number, result in enumerate(listed)
    ]


def _is_small(result: Result, threshold: int, people_shares: frozenset[str], silent_rest: frozenset[str]) -> bool:
    if result.kind is not Kind.FIGURE:
        return False
    quantity = result.quantity
    if result.unit == PERCENT:
        if result.indicator not in people_shares or quantity.numerator is None or quantity.denominator is None:
            return False
        shares = [quantity.numerator, quantity.denominator]
        if result.indicator not in silent_rest:
            shares.append(quantity.denominator - quantity.numerator)
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
            exposed = bool(secret) and _told_by_rest([_count(results[number]) for number in secret], threshold)
        if exposed:
            also.add(smallest)
    return also


def _levels_found_by_subtraction(
    results: list[Result], hidden: set[int], people_shares: frozenset[str], threshold: int
) -> set[int]:
    """Choose one more share where those shown, beside the whole that each of them gives, tell the only one hidden.

    The shares that one person can only be in once (the answers to one question) add up to all who answered.
    """
    also: set[int] = set()
    for members in _levels(results, people_shares):
        secret = [number for number in members if number in hidden]
        shown = [number for number in members if number not in hidden]
        if secret and shown and _told_by_rest([_part(results[number]) for number in secret], threshold):
            counted = [number for number in shown if _part(results[number])]
            also.add(min(counted or shown, key=lambda number: (_part(results[number]), number)))
    return also


def _told_by_rest(secret: list[float], threshold: int) -> bool:
    """Whether hidden counts are known from their sum: one alone, all 1, or all the highest that is hidden."""
    extremes = {len(secret)} | ({len(secret) * (threshold - 1)} if max(secret) < threshold else set())
    return len(secret) == 1 or sum(secret) in extremes


def _part(result: Result) -> float:
    return result.quantity.numerator or 0


def _levels(results: list[Result], people_shares: frozenset[str]) -> Iterator[list[int]]:
    """Give the shares of people that split one whole: same indicator, year and whole, one key of breakdown apart."""
    families: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for number, result in enumerate(results):
        quantity = result.quantity
        if result.kind is not Kind.FIGURE or result.unit != PERCENT or result.indicator not in people_shares:
            continue
        if quantity.numerator is None or quantity.denominator is None:
            continue
        said = [part for part in result.breakdown.split(";") if part]
        for part in said:
            others = frozenset(said) - {part}
            families[result.indicator, result.year, others, part.partition("=")[0], quantity.denominator].append(number)
    for (*_, whole), members in families.items():
        if len(members) > 1 and sum(_part(results[number]) for number in members) == whole:
            yield members


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
