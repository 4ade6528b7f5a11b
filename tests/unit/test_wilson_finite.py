"""The interval of a survey: equal to scipy's without a population, and to another reckoning with one."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.optimize import brentq
from scipy.stats import binomtest

from dts_eval.indicators.wilson import Z_95, wilson_bounds

shares = st.integers(1, 300).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole)))


@given(shares)
def test_without_a_population_it_is_the_interval_of_scipy(parts):
    part, whole = parts
    known = binomtest(part, whole).proportion_ci(0.95, method="wilson")
    assert wilson_bounds(part, whole) == pytest.approx((100 * known.low, 100 * known.high), abs=1e-8)


@given(shares, st.integers(1, 400))
def test_with_one_its_bounds_are_where_the_distance_is_that_of_a_draw_without_replacement(parts, others):
    """A bound p is where |said - p| = z √(p (1 - p) / n · (N - n) / (N - 1)), found by bisection."""
    part, whole = parts
    population, said = whole + others, part / whole
    assume(0 < part < whole)

    def too_far(p: float) -> float:
        return (said - p) ** 2 - Z_95**2 * p * (1 - p) / whole * (population - whole) / (population - 1)

    low = brentq(too_far, 0, said, xtol=1e-14)
    high = brentq(too_far, said, 1, xtol=1e-14)
    assert wilson_bounds(part, whole, population) == pytest.approx((100 * low, 100 * high), abs=1e-7)


@given(shares)
def test_when_everybody_answered_it_is_the_share_itself(parts):
    part, whole = parts
    assert wilson_bounds(part, whole, whole) == (100 * part / whole, 100 * part / whole)


@given(shares, st.integers(1, 200), st.integers(1, 200))
def test_the_fewer_are_left_out_the_narrower_it_is(parts, some, more):
    part, whole = parts
    assume(whole > 1)
    near, far, never = (
        wilson_bounds(part, whole, population) for population in (whole + some, whole + some + more, None)
    )
    assert near[1] - near[0] <= far[1] - far[0] + 1e-9 <= never[1] - never[0] + 2e-9


def test_a_very_large_population_changes_nothing():
    assert wilson_bounds(27, 42, 10**9) == pytest.approx(wilson_bounds(27, 42), abs=1e-5)


def test_more_answers_than_people_is_refused():
    with pytest.raises(ValueError, match="more answers"):
        wilson_bounds(3, 8, 7)


def test_forty_two_of_fifty_eight():
    """Half as wide as it would be if the people concerned were very many."""
    low, high = wilson_bounds(18, 42, 58)
    wide_low, wide_high = wilson_bounds(18, 42)
    assert (round(low, 1), round(high, 1)) == (35.2, 50.9)
    assert (high - low) / 2 == pytest.approx(7.85, abs=0.05)
    assert (wide_high - wide_low) / 2 == pytest.approx(14.4, abs=0.1)
