"""What may be seen: what is hidden, what is not, and what an attacker who holds every output can work out."""

import dataclasses
import datetime
from collections.abc import Iterator
from itertools import product

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from privacy_samples import BONDS, PARTS, SHARES, K, hidden, result, share, shown

from dts_eval.foundation.model import Kind, Quantity, Status
from dts_eval.foundation.units import units
from dts_eval.indicators.computed import Frame
from dts_eval.indicators.definitions import indicators
from dts_eval.indicators.formulas import FORMULAS
from dts_eval.workbook.layout import layout


@pytest.mark.parametrize(("value", "expected"), [(0, False), (1, True), (4, True), (5, False), (58, False)])
def test_counts_of_people_from_one_to_the_threshold_less_one_are_hidden(value, expected):
    assert hidden(result(value=value)) == [expected]


@pytest.mark.parametrize("unit", ["person", "exit", "household"])
def test_every_unit_that_counts_people_is_concerned(unit):
    assert units()[unit].people
    assert hidden(result(value=3, unit=unit)) == [True]


@pytest.mark.parametrize("unit", ["euro", "hour", "contract", "commune", "plain"])
def test_what_does_not_count_people_stays(unit):
    assert hidden(result(value=3, unit=unit)) == [False]


def test_a_hidden_result_keeps_its_place_its_proofs_and_nothing_else():
    (seen,) = shown([result(value=3, unknown=2, low=2, high=4)], K, SHARES)
    assert seen == dataclasses.replace(
        result(), status=Status.SUPPRESSED, reason="small_count", grade="", quantity=Quantity()
    )


def test_a_threshold_of_one_hides_nothing():
    everything = (result(value=1), share(1, 2), result(value=1, breakdown="sex=woman"), result("b", low=1, high=3))
    assert hidden(*everything, threshold=1) == [False] * 4
    assert shown(everything, 1, SHARES, BONDS) == list(everything)


def test_bounds_below_the_threshold_are_hidden():
    assert hidden(result(low=3, high=9), result("b", low=6, high=9)) == [True, False]


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [(3, 20, True), (17, 20, True), (5, 20, False), (15, 20, False), (0, 20, False), (20, 20, False), (0, 3, True)],
)
def test_a_share_of_people_is_hidden_with_its_part_its_complement_or_its_whole(part, whole, expected):
    assert hidden(share(part, whole)) == [expected]


def test_a_share_of_something_else_stays():
    assert "local_purchase_share" not in SHARES
    assert hidden(share(3, 20, "local_purchase_share")) == [False]
    assert hidden(result("profile_rsa", 15, unit="percent")) == [False]


def test_a_part_alone_takes_the_smallest_other_with_it():
    family = [result(value=value, breakdown=f"sex={name}") for name, value in (("a", 30), ("b", 12), ("c", 3))]
    assert hidden(result(value=45), *family) == [False, False, True, True]


def test_a_part_alone_stays_alone_when_the_parts_do_not_add_up_to_what_is_shown():
    assert hidden(result(value=61), result(value=3, breakdown="sex=a")) == [False, True]
    family = [result(value=3, breakdown="sex=a"), result(value=9, breakdown="sex=b")]
    assert hidden(*family) == [True, False]


def test_zero_is_never_the_second_part():
    family = [result(value=value, breakdown=f"sex={name}") for name, value in (("a", 0), ("b", 12), ("c", 3))]
    assert hidden(result(value=15), *family) == [False, False, True, True]


def test_parts_known_from_their_sum_take_another_with_them():
    """Two hidden counts that add up to two are one and one; to eight, four and four."""
    for value in (1, 4):
        family = [result(value=value, breakdown=f"sex={name}") for name in ("a", "b")]
        other = result(value=20, breakdown="sex=c")
        assert hidden(result(value=2 * value + 20), *family, other) == [False, True, True, True]
    family = [result(value=value, breakdown=f"sex={name}") for name, value in (("a", 1), ("b", 2))]
    assert hidden(result(value=23), *family, result(value=20, breakdown="sex=c")) == [False, True, True, False]


def test_the_total_is_hidden_when_no_other_part_can_be():
    family = [result(value=4, breakdown=f"sex={name}") for name in ("a", "b")]
    assert hidden(result(value=8), *family) == [True, True, True]


def test_a_hidden_total_is_not_found_again_in_another_breakdown():
    by_sex = [result(value=4, breakdown=f"sex={name}") for name in ("a", "b")]
    by_referral = [result(value=8, breakdown="referral=x")]
    assert hidden(result(value=8), *by_sex, *by_referral) == [True, True, True, True]


def test_a_table_with_two_keys_is_protected_on_its_lines_and_on_its_columns():
    cells = {("f", "x"): 3, ("f", "y"): 20, ("m", "x"): 15, ("m", "y"): 12}
    results = [result(value=50)]
    results += [result(value=sum(n for (a, _), n in cells.items() if a == sex), breakdown=f"sex={sex}") for sex in "fm"]
    results += [result(value=sum(n for (_, b), n in cells.items() if b == via), breakdown=f"via={via}") for via in "xy"]
    results += [result(value=n, breakdown=f"sex={sex};via={via}") for (sex, via), n in cells.items()]
    assert hidden(*results)[:5] == [False] * 5
    assert hidden(*results)[5:] == [True] * 4


def test_other_years_and_other_indicators_are_left_alone():
    family = [result(value=3, breakdown="sex=a"), result(value=12, breakdown="sex=b"), result(value=15)]
    elsewhere = [result(value=12, breakdown="sex=b", year=2023), result("b", 12, breakdown="sex=b")]
    assert hidden(*family, *elsewhere) == [True, True, False, False, False]


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("positive_exit_rate", "exits_counted/exit_category=positive"),
        ("dynamic_exit_rate", "exits_counted/exit_category=positive"),
        ("profile_women", "people_employed_in_insertion/sex=woman"),
    ],
)
def test_a_share_that_adds_up_a_hidden_count_is_hidden_with_it(name, part):
    assert part in PARTS[name]
    base, _, breakdown = part.partition("/")
    key = breakdown.partition("=")[0]
    parts = [result(base, 6, breakdown=breakdown), result(base, 2, breakdown=f"{key}=other"), result(base, 8)]
    assert hidden(share(6, 8, name), *parts) == [True, True, True, False]


def test_a_count_that_says_the_same_as_a_hidden_part_is_hidden_with_it():
    parts = [
        result("exits_counted", 26), result("exits_counted", 18, breakdown="exit_category=lasting_job"),
        result("exits_counted", 2, breakdown="exit_category=other"),
        result("exits_counted", 6, breakdown="exit_category=unknown"),
    ]  # fmt: skip
    seen = shown([*parts, result("exits_unknown", 6), share(18, 26, "dynamic_exit_rate", unknown=6)], K, SHARES, BONDS)
    assert [item.status is Status.SUPPRESSED for item in seen] == [False, False, True, True, True, False]
    assert seen[-1].quantity.unknown is None


def test_a_small_unknown_beside_a_count_of_people_is_blank_and_a_larger_one_stays():
    seen = shown(
        [result(value=40, unknown=3), result("b", 40, unknown=6), result("c", 40, unknown=3, unit="hour")], K, SHARES
    )
    assert [item.quantity.unknown for item in seen] == [None, 6, 3]
    assert [item.quantity.value for item in seen] == [40, 40, 40]


def test_a_change_and_a_gap_follow_the_figure_they_would_give_away():
    change = {"kind": Kind.CHANGE, "breakdown": "since=2023"}
    gap = {"kind": Kind.GAP, "breakdown": "of=gap"}
    target = {"kind": Kind.GAP, "breakdown": "of=target"}
    assert hidden(result(value=3), result(value=-6, **change), result(value=-7, **gap), result(value=10, **target)) == [
        True, True, True, False,
    ]  # fmt: skip
    before = (result(value=3, year=2023), result(value=9), result(value=6, **change), result(value=-1, **gap))
    assert hidden(*before) == [True, False, True, False]
    older = (result(value=3, year=2022), result(value=9), result(value=7, year=2023), result(value=2, **change))
    assert hidden(*older) == [True, False, False, False]


def test_what_is_not_a_figure_is_never_small():
    votes = result("votes_for", 3, kind=Kind.CHOICE, unit="vote")
    session = result("session_participants", 3, kind=Kind.SCOPE, unit="participant")
    assert hidden(votes, session) == [False, False]


def test_hiding_again_changes_nothing():
    family = [result(value=value, breakdown=f"sex={name}") for name, value in (("a", 30), ("b", 12), ("c", 3))]
    once = shown([result(value=45), *family, share(6, 45, "profile_women")], K, SHARES, BONDS)
    assert shown(once, K, SHARES, BONDS) == once


# An attacker who holds every output: hidden counts are at least 1 (zeros are shown), and add up to what is shown.

CATEGORIES = ("lasting_job", "transition_job", "positive", "other", "unknown")
SEXES = ("woman", "man", "other", None)
REFERRALS = ("france_travail", "self", None)
MOST = 22


def lines_of(people: list[tuple[str | None, str | None, str | None, str | None]]) -> pd.DataFrame:
    columns = [column.column_id for column in layout().sheet("pathways").columns]
    table = [
        {
            "pseudonym": f"P-{number:03}", "year": 2024, "scheme": "aci", "sex": sex, "referral": referral,
            "entry": datetime.date(2023, 1, 9), "exit": datetime.date(2024, 6, 28) if situation else None,
            "exit_category": situation, "hours": 100, "rsa": rsa, "training_hours": None,
        }
        for number, (sex, referral, situation, rsa) in enumerate(people, 1)
    ]  # fmt: skip
    return pd.DataFrame(table, columns=columns, dtype=object)


def published(people: list[tuple], threshold: int) -> dict[tuple[str, str], Quantity]:
    """What comes out of the lines: quantities by indicator and breakdown, ``None`` values where hidden."""
    results = []
    for name, definition in indicators().items():
        if definition.sheet == "pathways" and definition.computed_by:
            for item in FORMULAS[definition.computed_by](lines_of(people), Frame(2024, 1820, None)):
                amounts = {field: getattr(item, field) for field in ("numerator", "denominator", "unknown")}
                made = result(name, item.value, unit=definition.unit, breakdown=item.breakdown, **amounts)
                results.append(made)
    seen = shown(results, threshold, SHARES, BONDS)
    return {(item.indicator, item.breakdown): item.quantity for item in seen}


def solutions(parts: list[float | None], total: float | None, highest: int) -> Iterator[tuple[float, ...]]:
    """Every way to fill the hidden parts, each at least 1 and at most ``highest``, so that they make the total."""
    free = [number for number, part in enumerate(parts) if part is None]
    known = sum(part for part in parts if part is not None)
    ceiling = min(highest, MOST if total is None else max(int(total - known), 0))
    for values in product(range(1, ceiling + 1), repeat=max(len(free) - (total is not None), 0)):
        filled = [*values] if total is None else [*values, total - known - sum(values)] if free else []
        if total is not None and free and not 1 <= filled[-1] <= highest:
            continue
        whole = list(parts)
        for number, value in zip(free, filled, strict=True):
            whole[number] = value
        yield tuple(whole)


def consistent(
    out: dict[tuple[str, str], Quantity], base: str, key: str, names: tuple[str, ...], highest: int
) -> Iterator[tuple[float, ...]]:
    """The worlds that agree with every output about one breakdown: its total, and the shares made of its parts."""
    shown = [name for name in names if (base, f"{key}={name}") in out]
    parts = [out[base, f"{key}={name}"].value for name in shown]
    total = out[base, ""].value
    totals = {total} - {None}
    for (indicator, _), quantity in out.items():
        if indicator in SHARES and PARTS.get(indicator, ("",))[0].startswith(f"{base}/") and quantity.denominator:
            if base == "exits_counted":
                totals.add(quantity.denominator)
            elif quantity.unknown is not None:
                totals.add(quantity.denominator + quantity.unknown)
    for world in solutions(parts, next(iter(totals), None), highest):
        if agrees(dict(zip(shown, world, strict=True)), out, base, key):
            yield world


def certain(worlds: Iterator[tuple[float, ...]], secret: list[int]) -> list[int]:
    """The hidden parts that have a single possible value; looking stops once none is left."""
    values: dict[int, set[float]] = {number: set() for number in secret}
    for world in worlds:
        for number in secret:
            values[number].add(world[number])
        if all(len(found) > 1 for found in values.values()):
            return []
    return [number for number, found in values.items() if len(found) < 2]


def agrees(world: dict[str, float], out: dict[tuple[str, str], Quantity], base: str, key: str) -> bool:
    for indicator, names in PARTS.items():
        quantity = out.get((indicator, ""))
        wanted = [name.partition("=")[2] for name in names if name.startswith(f"{base}/{key}=")]
        if quantity is None or not wanted:
            continue
        part = quantity.numerator if indicator in SHARES else quantity.value
        if part is not None and part != sum(world.get(name, 0) for name in wanted):
            return False
        if indicator in SHARES and quantity.unknown is not None and quantity.unknown != world.get("unknown", 0):
            return False
        if indicator in SHARES and quantity.denominator is not None:
            answered = sum(n for name, n in world.items() if base == "exits_counted" or name != "unknown")
            if quantity.denominator != answered:
                return False
    return True


people = st.tuples(
    st.sampled_from(SEXES),
    st.sampled_from(REFERRALS),
    st.sampled_from((None, *CATEGORIES)),
    st.sampled_from(("yes", "no")),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(people, min_size=1, max_size=22), st.sampled_from((3, 5)))
def test_no_hidden_count_has_a_single_possible_value(persons, threshold):
    out = published(persons, threshold)
    for base, key, names in (
        ("exits_counted", "exit_category", CATEGORIES),
        ("people_employed_in_insertion", "sex", ("woman", "man", "other", "unknown")),
        ("people_employed_in_insertion", "referral", ("france_travail", "self", "unknown")),
    ):
        shown = [name for name in names if (base, f"{key}={name}") in out]
        secret = [number for number, name in enumerate(shown) if out[base, f"{key}={name}"].value is None]
        if not secret:
            continue
        truth = published(persons, 1)
        small = all(truth[base, f"{key}={shown[number]}"].value < threshold for number in secret)
        for highest in (MOST, threshold - 1) if small else (MOST,):
            found = certain(consistent(out, base, key, names, highest), secret)
            assert [shown[number] for number in found] == [], (base, out)


@settings(max_examples=60, deadline=None)
@given(st.lists(people, min_size=1, max_size=22))
def test_no_small_count_of_people_is_published(persons):
    for (indicator, _), quantity in published(persons, K).items():
        unit = indicators()[indicator].unit
        if units()[unit].people:
            assert quantity.value is None or not 0 < quantity.value < K
        elif indicator in SHARES and quantity.numerator is not None and quantity.denominator is not None:
            for count in (quantity.numerator, quantity.denominator - quantity.numerator, quantity.denominator):
                assert not 0 < count < K


def test_every_part_that_the_catalogue_names_is_a_count_of_people():
    for name, parts in PARTS.items():
        for part in parts:
            base = part.partition("/")[0]
            assert units()[indicators()[base].unit].people, name
