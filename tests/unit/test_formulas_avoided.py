"""Avoided costs: the draws against the closed form and a numerical integral, the guards, and what never moves."""

import dataclasses
import math
import random

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import optimize, stats

from dts_eval.indicators.computed import Computed, Frame
from dts_eval.indicators.formulas import FORMULAS
from dts_eval.indicators.formulas import avoided_costs as formulas
from dts_eval.indicators.formulas.draws import ASSUMPTIONS, DRAWS, AvoidedCost, interval
from dts_eval.workbook.layout import layout

FRAME = Frame(2024, threshold=5)
LINE = {
    "code": "CE-01", "year": 2024, "avoided": "des nuits d’hôtel", "count": 12, "unit": "household", "cost_low": 300,
    "cost_central": 400, "cost_high": 800, "share_low": 30, "share_high": 60, "deadweight_low": 20,
    "deadweight_high": 50,
}  # fmt: skip
COSTS = (
    AvoidedCost("CE-01", 4, 12, (300, 800), 400, (0.3, 0.6), (0.2, 0.5)),
    AvoidedCost("CE-02", 5, 92.3, (150, 260), 190, (0.5, 0.8), (0.2, 0.45)),
    AvoidedCost("CE-03", 6, 8, (600, 1300), 600, (0.2, 0.5), (0.3, 0.6), duration=4),
    AvoidedCost("CE-04", 7, 20, (500, 500), 500, (0.4, 0.4), (0.1, 0.3)),
)
NODES, WEIGHTS = np.polynomial.legendre.leggauss(40)
NODES, WEIGHTS = (NODES + 1) / 2, WEIGHTS / 2


def table(*lines: dict) -> pd.DataFrame:
    columns = [column.column_id for column in layout().sheet("avoided_costs").columns]
    rows = [{**LINE, "code": f"CE-{number:02}", **line} for number, line in enumerate(lines, 1)]
    return pd.DataFrame(rows, columns=columns, index=range(4, 4 + len(rows)), dtype=object)


def computed(name: str, *lines: dict, frame: Frame = FRAME) -> dict[str, Computed]:
    return {item.breakdown: item for item in FORMULAS[name](table(*lines), frame)}


def moments(cost: AvoidedCost) -> tuple[float, float]:
    """The mean and the variance of a product of independent triangular and uniform variables, by their own formulas."""
    (a, b), c = cost.cost, cost.central
    firsts = [(a + b + c) / 3, sum(cost.share) / 2, 1 - sum(cost.deadweight) / 2]
    variances = [
        (a * a + b * b + c * c - a * b - a * c - b * c) / 18,
        (cost.share[1] - cost.share[0]) ** 2 / 12,
        (cost.deadweight[1] - cost.deadweight[0]) ** 2 / 12,
    ]
    factor = cost.count * cost.duration
    seconds = math.prod(variance + first**2 for variance, first in zip(variances, firsts, strict=True))
    mean = math.prod(firsts)
    return factor * mean, factor**2 * (seconds - mean**2)


@pytest.mark.parametrize("cost", COSTS, ids=lambda cost: cost.code)
def test_the_draws_have_the_mean_and_the_variance_of_the_closed_form(cost):
    drawn, (mean, variance) = cost.draw(), moments(cost)
    assert drawn.shape == (DRAWS,)
    assert drawn.mean() == pytest.approx(mean, abs=4 * math.sqrt(variance / DRAWS))
    assert drawn.var() == pytest.approx(variance, rel=0.02)
    assert cost.low <= drawn.min() and drawn.max() <= cost.high


def test_the_sum_of_lines_has_the_sum_of_their_means_and_of_their_variances():
    total = sum(cost.draw() for cost in COSTS)
    means, variances = zip(*(moments(cost) for cost in COSTS), strict=True)
    assert total.mean() == pytest.approx(sum(means), abs=4 * math.sqrt(sum(variances) / DRAWS))
    # Draws of two lines that were tied to each other would show here.
    assert total.var() == pytest.approx(sum(variances), rel=0.02)


def chance_below(cost: AvoidedCost, value: float) -> float:
    """The chance that a line comes to less than a value: an integral over both shares of scipy's triangle."""
    low, width = cost.cost[0], cost.cost[1] - cost.cost[0]
    share = cost.share[0] + NODES * (cost.share[1] - cost.share[0])
    kept = 1 - cost.deadweight[0] - NODES * (cost.deadweight[1] - cost.deadweight[0])
    asked = value / (cost.count * cost.duration * np.outer(share, kept))
    if not width:
        return float(WEIGHTS @ (asked >= low) @ WEIGHTS)
    triangle = stats.triang((cost.central - low) / width, loc=low, scale=width)
    return float(WEIGHTS @ triangle.cdf(asked) @ WEIGHTS)


@pytest.mark.parametrize("cost", COSTS[:3], ids=lambda cost: cost.code)
def test_the_interval_of_one_line_is_that_of_a_numerical_integral(cost):
    for drawn, chance in zip(interval([cost]), (0.05, 0.95), strict=True):
        exact = optimize.brentq(lambda value, chance=chance: chance_below(cost, value) - chance, cost.low, cost.high)
        step = (cost.high - cost.low) / 1000
        density = (chance_below(cost, exact + step) - chance_below(cost, exact - step)) / (2 * step)
        assert drawn == pytest.approx(exact, abs=4 * math.sqrt(chance * (1 - chance) / DRAWS) / density)


def test_the_interval_of_two_lines_is_that_of_a_numerical_convolution():
    first, second = COSTS[:2]
    low, width = first.cost[0], first.cost[1] - first.cost[0]
    cost = stats.triang((first.central - low) / width, loc=low, scale=width).ppf(NODES[::2])
    share = first.share[0] + NODES[::2] * (first.share[1] - first.share[0])
    kept = 1 - first.deadweight[0] - NODES[::2] * (first.deadweight[1] - first.deadweight[0])
    values = first.count * np.multiply.outer(np.outer(cost, share), kept).ravel()
    half = WEIGHTS[::2] / WEIGHTS[::2].sum()
    weights = np.multiply.outer(np.outer(half, half), half).ravel()
    grid = np.linspace(0, second.high * 1.01, 1500)
    chances = np.array([chance_below(second, value) for value in grid[1:]])
    for drawn, chance in zip(interval([first, second]), (0.05, 0.95), strict=True):
        below = float(weights @ np.interp(drawn - values, grid, [0, *chances], left=0, right=1))
        assert below == pytest.approx(chance, abs=0.004)


def test_the_same_lines_give_the_same_interval_to_the_last_digit():
    assert interval(COSTS) == interval(tuple(reversed(COSTS)))
    # Held once and for all: another seed, another generator or another order of draws would change it.
    assert tuple(round(end, 6) for end in interval(COSTS[:1])) == HELD


HELD = (975.149295, 2825.978761)


def test_one_more_line_does_not_change_the_draws_of_the_others():
    assert (COSTS[0].draw() == dataclasses.replace(COSTS[0], number=99, group="x").draw()).all()
    assert not np.allclose(COSTS[0].draw(), dataclasses.replace(COSTS[0], code="CE-09").draw())


@pytest.mark.parametrize("factor", [2, 10, 0.5])
def test_costs_multiplied_multiply_the_interval(factor):
    scaled = [
        dataclasses.replace(cost, cost=(cost.cost[0] * factor, cost.cost[1] * factor), central=cost.central * factor)
        for cost in COSTS
    ]
    assert interval(scaled) == pytest.approx([factor * end for end in interval(COSTS)], rel=1e-12)


def test_a_line_goes_from_its_careful_ends_to_its_other_ends():
    (line,) = computed("avoided_cost_line", {"duration": 0.5}).values()
    assert (line.low, line.high) == (12 * 300 * 0.5 * 0.3 * 0.5, round(12 * 800 * 0.5 * 0.6 * 0.8))
    assert (line.value, line.breakdown, line.lines, line.reason) == (None, "line=CE-01", (4,), "")


def test_the_total_is_never_one_figure_and_its_extremes_stand_beside_it():
    found = computed("avoided_costs_range", {}, {})
    total, extremes = found[""], found["bounds=extremes"]
    lines = computed("avoided_cost_line", {}, {}).values()
    assert total.value is None and extremes.value is None
    assert extremes.low == sum(line.low for line in lines) < total.low
    assert total.high < extremes.high == sum(line.high for line in lines)
    assert total.lines == (4, 5)


def test_of_a_group_the_line_with_the_smallest_high_end_alone_is_added():
    lines = ({"group": "logement"}, {"group": "logement", "cost_high": 500}, {}, {"group": "autre"})
    assert computed("avoided_costs_range", *lines)[""].lines == (5, 6, 7)
    reasons = [line.reason for line in computed("avoided_cost_line", *lines).values()]
    assert reasons == ["not_added", "", "", ""]
    assert {where.split("=")[-1] for where in computed("avoided_costs_swing", *lines)} == {"CE-02", "CE-03", "CE-04"}


def test_lines_of_another_year_are_not_there():
    assert computed("avoided_costs_range", {"year": 2023}) == computed("avoided_cost_line", {"year": 2023}) == {}
    assert computed("avoided_costs_range", {}, {"year": 2023}) == computed("avoided_costs_range", {})


def test_a_count_that_is_not_known_is_not_zero():
    lines = ({}, {"count": None})
    assert computed("avoided_cost_line", *lines)["line=CE-02"] == Computed(
        None, (5,), "line=CE-02", reason="not_found"
    )
    total = computed("avoided_costs_range", *lines)[""]
    assert (total.lines, total.unknown) == ((4,), 1)
    alone = computed("avoided_costs_range", {"count": None})
    assert alone == {"": Computed(None, (4,), unknown=1, reason="not_found")}
    assert computed("avoided_costs_range", {"count": 0})["bounds=extremes"].high == 0


def test_a_count_too_small_to_be_shown_is_in_no_total():
    small, others = {"count": 3}, ({}, {"cost_high": 900})
    for name in ("avoided_costs_range", "avoided_costs_swing"):
        with_it = FORMULAS[name](table(*others, small), FRAME)
        assert with_it == FORMULAS[name](table(*others), FRAME)
    # Tonnes count nobody, and a threshold of one hides nothing.
    assert computed("avoided_costs_range", *others, {"count": 3, "unit": "tonne"})[""].lines == (4, 5, 6)
    assert computed("avoided_costs_range", *others, small, frame=Frame(2024))[""].lines == (4, 5, 6)
    assert computed("avoided_costs_range", small)[""].low is None


@pytest.mark.parametrize("count", [1, 2, 4])
def test_a_small_line_does_not_choose_which_line_of_its_group_is_added(count):
    lines = ({"group": "g"}, {"group": "g", "cost_high": 900}, {"group": "g", "count": count})
    assert computed("avoided_costs_range", *lines)[""].lines == (4,)


def test_an_assumption_alone_moves_the_total_between_its_two_ends():
    found = computed("avoided_costs_swing", {}, {"share_low": 50, "share_high": 50})
    centre = 12 * 400 * 0.45 * 0.65
    other = 12 * 400 * 0.5 * 0.65
    assert list(found) == [
        "assumption=cost;line=CE-01", "assumption=share;line=CE-01", "assumption=deadweight;line=CE-01",
        "assumption=cost;line=CE-02", "assumption=deadweight;line=CE-02",
    ]  # fmt: skip
    cost, share = found["assumption=cost;line=CE-01"], found["assumption=share;line=CE-01"]
    assert (cost.low, cost.high) == (round(other + centre * 300 / 400), round(other + centre * 800 / 400))
    assert (share.low, share.high) == (round(other + centre * 0.3 / 0.45), round(other + centre * 0.6 / 0.45))
    assert all(item.value is None and item.lines == (4, 5) for item in found.values())


def test_what_is_counted_bears_its_own_unit():
    found = computed("avoided_cost_count", {"unit": None}, {"unit": "tonne", "count": 92.3}, {"count": None})
    told = [(item.value, item.unit) for item in found.values()]
    assert told == [(12, "person"), (92.3, "tonne"), (None, "household")]


ends = st.tuples(st.integers(0, 100), st.integers(0, 100)).map(sorted)
drawn_lines = st.lists(
    st.builds(
        lambda cost, share, deadweight, count, group: {
            "cost_low": cost[0], "cost_central": cost[1], "cost_high": cost[2], "share_low": share[0],
            "share_high": share[1], "deadweight_low": deadweight[0], "deadweight_high": deadweight[1], "count": count,
            "group": group,
        },
        st.lists(st.integers(0, 900), min_size=3, max_size=3).map(sorted), ends, ends, st.integers(0, 40),
        st.sampled_from((None, "a", "b")),
    ),
    min_size=1, max_size=5,
)  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(drawn_lines, st.randoms())
def test_whatever_is_written_order_does_not_matter_and_ranges_hold_each_other(lines, chance):
    coded = [{**line, "code": f"X-{number}"} for number, line in enumerate(lines)]
    shuffled = random.Random(chance.random()).sample(coded, len(coded))
    for name in ("avoided_costs_range", "avoided_cost_line", "avoided_costs_swing"):
        first, again = (
            {item.breakdown: (item.low, item.high, item.reason) for item in FORMULAS[name](table(*made), FRAME)}
            for made in (coded, shuffled)
        )
        assert first == again
    found = {item.breakdown: item for item in formulas.avoided_costs_range(table(*coded), FRAME)}
    if found[""].low is not None:
        total, extremes = found[""], found["bounds=extremes"]
        assert extremes.low - 1 <= total.low <= total.high <= extremes.high + 1
        for item in formulas.avoided_costs_swing(table(*coded), FRAME):
            assert extremes.low - 1 <= item.low <= item.high <= extremes.high + 1


def test_the_three_assumptions_are_words_of_the_workbook():
    assert tuple(layout().lists["assumption"]) == ASSUMPTIONS
    assert set(layout().lists["counted_unit"]) >= {"person", "household"}
