"""What may be seen: counts of people below the threshold are hidden, and what would give them away with them."""

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from dts_eval.foundation.model import Kind, Quantity, Result, Status
from dts_eval.foundation.units import units

PERCENT = "percent"
NOT_SAID = "unknown"
# Health and disability (GDPR, article 9): households’ statistics hide counts below 11, and so does this report.
SENSITIVE_THRESHOLD = 11
Parts = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Ties:
    """What binds figures together besides the parts of one breakdown.

    ``parts`` name, for a share or a count, the counts that it adds up (``exits_counted/exit_category=positive``).
    ``same`` name parts of one indicator that count the same people. ``wholes`` give, for an indicator, the figure that
    its total is known from. ``sensitive`` are keys, or parts, that tell of health or of a disability.
    """

    parts: Parts = field(default_factory=lambda: MappingProxyType({}))
    same: Parts = field(default_factory=lambda: MappingProxyType({}))
    wholes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    sensitive: frozenset[str] = frozenset()


def hide_small_counts(
    results: Iterable[Result],
    threshold: int,
    people_shares: frozenset[str],
    parts: Parts = MappingProxyType({}),
    ties: Ties | None = None,
) -> list[Result]:
    """Hide counts of people from 1 to the threshold less one, and their complements; zero stays zero.

    ``people_shares`` names the indicators whose share, or whose duration, is one of people. ``parts`` are those of
    ``Ties``, for who needs no other tie. One part hidden hides what it adds up to. What would be found by subtraction,
    or by knowing that each hidden count is small, is hidden too, so that every hidden count keeps at least two possible
    values. Below ``SENSITIVE_THRESHOLD`` nothing is said of health or of a disability.
    """
    listed = list(results)
    hiding = _Hiding(threshold, people_shares, ties or Ties(parts))
    hidden = {number for number, result in enumerate(listed) if _is_small(result, hiding)}
    before = -1
    while len(hidden) > before:
        before = len(hidden)
        hidden |= _found_by_subtraction(listed, hidden, hiding)
        hidden |= _made_of_hidden_parts(listed, hidden, hiding)
        hidden |= _same_people(listed, hidden, hiding.ties.same)
        hidden |= _of_hidden_whole(listed, hidden, hiding.ties.wholes)
    hidden |= _followers(listed, hidden)
    secret = _names(listed, hidden)
    return [
        _hide(result) if number in hidden else _without_small_unknown(result, hiding, secret)
        for number, result in enumerate(listed)
    ]


@dataclass(frozen=True)
class _Hiding:
    """The rule that holds in one structure."""

    threshold: int
    people_shares: frozenset[str]
    ties: Ties

    def least(self, result: Result) -> int:
        """Return how many people a count needs to be shown."""
        return max(self.threshold, SENSITIVE_THRESHOLD) if self.sensitive(result) else self.threshold

    def sensitive(self, result: Result) -> bool:
        """Say whether a count tells of health or of a disability."""
        named = (*result.breakdown.split(";"), *_parts_of(self.ties.parts, result))
        keys = {name.rpartition("/")[2] for name in named}
        keys |= {key.partition("=")[0] for key in keys}
        return bool(keys & self.ties.sensitive)


def _is_small(result: Result, hiding: _Hiding) -> bool:
    if result.kind is not Kind.FIGURE:
        return False
    quantity, least = result.quantity, hiding.least(result)
    if result.unit == PERCENT:
        if result.indicator not in hiding.people_shares or quantity.numerator is None or quantity.denominator is None:
            return False
        counts = (quantity.numerator, quantity.denominator - quantity.numerator, quantity.denominator)
    elif _counts_people(result):
        # Beside a count of people stands how many are known: of too few, even a zero tells too much.
        counts = (quantity.value, quantity.low, quantity.high, quantity.denominator)
    elif result.indicator in hiding.people_shares:
        counts = (quantity.denominator,)
    else:
        return False
    return any(count is not None and 0 < count < least for count in counts)


def _counts_people(result: Result) -> bool:
    return bool(result.unit) and result.unit != PERCENT and units()[result.unit].people


def _found_by_subtraction(results: list[Result], hidden: set[int], hiding: _Hiding) -> set[int]:
    """Choose one more count for each sum that gives a hidden one away: the smallest part shown, else the total.

    A total that is known from another figure, or that a sensitive part must not take away, is not hidden: the zeros
    are, which then tell nothing of the others.
    """
    also: set[int] = set()
    for total, members in _sums(results):
        kept = results[total].indicator in hiding.ties.wholes or all(hiding.sensitive(results[n]) for n in members)
        secret = [number for number in members if number in hidden]
        shown = [number for number in members if number not in hidden and _count(results[number]) > 0]
        smallest = min(shown, key=lambda number: (_count(results[number]), number), default=total)
        if total in hidden:
            exposed = not secret and bool(shown)
        else:
            least = max(hiding.least(results[number]) for number in members)
            known = sum(_count(results[number]) for number in secret)
            # Counts that are all 1, or all the highest hidden value, are known from their sum.
            all_small = all(_count(results[number]) < least for number in secret)
            extremes = {len(secret), len(secret) * (least - 1)} if all_small else {len(secret)}
            exposed = len(secret) == 1 or (bool(secret) and known in extremes)
        if exposed:
            also.update(members if kept and not shown else [smallest])
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


def _made_of_hidden_parts(results: list[Result], hidden: set[int], hiding: _Hiding) -> set[int]:
    secret = _names(results, hidden)
    totals = {
        (result.indicator, result.year): result
        for result in results
        if result.kind is Kind.FIGURE and not result.breakdown
    }
    also = set()
    for number, result in enumerate(results):
        own = _parts_of(hiding.ties.parts, result) if result.kind is Kind.FIGURE else ()
        if not own or not (result.unit == PERCENT or _counts_people(result)):
            continue
        base = own[0].partition("/")[0]
        named = {(name, result.year) for name in own}
        named |= {(f"{base}/", result.year)} if result.unit == PERCENT else set()
        whole = totals.get((base, result.year))
        # A share of those who answered tells, beside the total, how many did not.
        tells_unknown = result.quantity.denominator not in (None, _count(whole) if whole else None)
        tells_unknown = tells_unknown and result.unit == PERCENT
        if named & secret or (tells_unknown and _unknown_parts(own, result) & secret):
            also.add(number)
        elif _counts_people(result) and any(_undecided(totals, name, result.year, hiding) for name in own):
            also.add(number)
    return also


def _parts_of(parts: Parts, result: Result) -> tuple[str, ...]:
    """Name the counts that one result adds up: those of its indicator, or, of a part, the one of the same name."""
    own = parts.get(result.indicator, ())
    if not result.breakdown:
        return own
    return tuple(name for name in own if name.partition("/")[2] == result.breakdown)


def _undecided(
    totals: Mapping[tuple[str, int | None], Result], name: str, year: int | None, hiding: _Hiding
) -> bool:
    """Say whether a sum of totals would give away how few people none of them could place."""
    total = totals.get((name.removesuffix("/"), year)) if name.endswith("/") else None
    unknown = total.quantity.unknown if total else None
    return unknown is not None and 0 < unknown < hiding.threshold


def _same_people(results: list[Result], hidden: set[int], same: Parts) -> set[int]:
    secret = _names(results, hidden)
    return {
        number
        for number, result in enumerate(results)
        if result.breakdown in same.get(result.indicator, ())
        and any((f"{result.indicator}/{name}", result.year) in secret for name in same[result.indicator])
    }


def _of_hidden_whole(results: list[Result], hidden: set[int], wholes: Mapping[str, str]) -> set[int]:
    """Hide the totals that another figure gives, when that figure is hidden."""
    secret = _names(results, hidden)
    with_parts = {(result.indicator, result.breakdown.rpartition(";")[0]) for result in results if result.breakdown}
    return {
        number
        for number, result in enumerate(results)
        if (f"{wholes.get(result.indicator)}/", result.year) in secret
        and (result.indicator, result.breakdown) in with_parts
    }


def _names(results: list[Result], hidden: set[int]) -> set[tuple[str, int | None]]:
    return {(f"{results[number].indicator}/{results[number].breakdown}", results[number].year) for number in hidden}


def _unknown_parts(own: Iterable[str], result: Result) -> set[tuple[str, int | None]]:
    """Name the counts of those who did not say, beside the parts of a share."""
    named = (name.partition("=")[0] for name in own)
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


def _without_small_unknown(result: Result, hiding: _Hiding, secret: set[tuple[str, int | None]]) -> Result:
    quantity = result.quantity
    of_people = result.indicator in hiding.people_shares or _counts_people(result)
    small = quantity.unknown is not None and 0 < quantity.unknown < hiding.least(result) and of_people
    hidden_parts = bool(_unknown_parts(_parts_of(hiding.ties.parts, result), result) & secret)
    if result.kind is Kind.FIGURE and result.unit != PERCENT and not _counts_people(result):
        # How many people a duration is taken from would tell the whole that is hidden elsewhere.
        hidden_parts = any((name, result.year) in secret for name in hiding.ties.parts.get(result.indicator, ()))
    if small or hidden_parts or (_counts_people(result) and _its_unknown(result, secret)):
        quantity = dataclasses.replace(quantity, unknown=None)
        if result.unit != PERCENT:
            # Beside the whole, how many are known would tell how many are not.
            quantity = dataclasses.replace(quantity, denominator=None)
    return result if quantity == result.quantity else dataclasses.replace(result, quantity=quantity)


def _its_unknown(result: Result, secret: set[tuple[str, int | None]]) -> bool:
    """Say whether the part that counts those not known, beside a part or below it, or the whole above it, is hidden."""
    where = result.breakdown.split(";")
    above = ";".join(where[:-1])
    beside = {f"{above};{where[-1].partition('=')[0]}={NOT_SAID}", above} if above else set()
    below = {name for name, year in secret if year == result.year}
    prefix = f"{result.indicator}/{result.breakdown};"
    return any(f"{result.indicator}/{name}" in below for name in beside) or any(
        name.startswith(prefix) and name.endswith(f"={NOT_SAID}") for name in below if result.breakdown
    )


def _hide(result: Result) -> Result:
    return dataclasses.replace(result, quantity=Quantity(), status=Status.SUPPRESSED, reason="small_count", grade="")
