"""Resources and expenses: sums of what is known, places never guessed, natures never mixed."""

import random

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dts_eval.indicators.computed import DEDUCED, Computed, Frame
from dts_eval.indicators.formulas import FORMULAS, accounts, arrivals, expenses, resources, volunteering
from dts_eval.workbook.layout import layout

FRAME = Frame(2024)


def table(sheet: str, *lines: dict) -> pd.DataFrame:
    columns = [column.column_id for column in layout().sheet(sheet).columns]
    columns += [name for name in DEDUCED.get(sheet, ()) if name not in columns]
    rows = [{"name": "ligne", "year": 2024} | line for line in lines]
    return pd.DataFrame(rows, columns=columns, index=range(4, 4 + len(rows)), dtype=object)


def spent(*lines: tuple) -> pd.DataFrame:
    return table("expenses", *(dict(zip(("kind", "amount", "place"), line, strict=True)) for line in lines))


def received(*lines: tuple) -> pd.DataFrame:
    return table("resources", *(dict(zip(("nature", "amount"), line, strict=True)) for line in lines))


def by_breakdown(computed: tuple[Computed, ...]) -> dict[str, float | None]:
    return {item.breakdown: item.value for item in computed}


def test_sales_are_the_market_lines_of_the_year():
    lines = table(
        "resources",
        {"nature": "market", "amount": 1000.1},
        {"nature": "market", "amount": 0.2},
        {"nature": "market", "amount": None},
        {"nature": "non_market", "amount": 500},
        {"nature": "market", "amount": 77, "year": 2023},
    )
    (sales,) = resources.sales_revenue(lines, FRAME)
    assert (sales.value, sales.unknown, sales.lines) == (1000.3, 1, (4, 5, 6))
    (funding,) = resources.public_funding(lines, FRAME)
    assert (funding.value, funding.lines) == (500, (7,))


def test_no_line_is_not_a_zero_but_a_typed_zero_is():
    assert resources.sales_revenue(received(("non_market", 5)), FRAME) == ()
    assert resources.sales_revenue(received(("market", 0)), FRAME)[0].value == 0
    (sales,) = resources.sales_revenue(received(("market", None)), FRAME)
    assert (sales.value, sales.reason, sales.unknown) == (None, "not_found", 1)


def test_the_mix_leaves_out_what_money_does_not_carry():
    mix = resources.funding_mix(received(("market", 300), ("non_market", 700), ("non_monetary", 9000)), FRAME)
    assert by_breakdown(mix) == {"nature=market": 30, "nature=non_market": 70}
    assert {(share.numerator, share.denominator) for share in mix} == {(300, 1000), (700, 1000)}
    assert mix[0].lines == (4, 5)


def test_a_nature_without_amount_leaves_no_share_to_the_other():
    mix = resources.funding_mix(received(("market", 300), ("non_market", None)), FRAME)
    assert by_breakdown(mix) == {"nature=market": None, "nature=non_market": None}
    assert {share.unknown for share in mix} == {1}


def test_natures_stand_side_by_side_without_a_total():
    lines = table(
        "resources",
        {"nature": "market", "amount": 300},
        {"nature": "non_monetary", "amount": 90, "low": 80, "high": 120},
        {"nature": "non_monetary", "amount": 10},
        {"nature": "non_monetary"},
    )
    market, other = resources.resources_by_nature(lines, FRAME)
    assert (market.breakdown, market.value, market.low, market.high) == ("nature=market", 300, None, None)
    assert (other.value, other.low, other.high, other.unknown) == (100, 90, 130, 1)


def test_a_range_alone_has_no_value():
    lines = table("resources", {"nature": "non_monetary", "low": 80, "high": 120})
    (other,) = resources.resources_by_nature(lines, FRAME)
    assert (other.value, other.low, other.high, other.unknown, other.reason) == (None, 80, 120, 0, "")


def test_a_bound_nobody_gave_stays_open():
    lines = table(
        "resources", {"nature": "non_monetary", "low": 80}, {"nature": "non_monetary", "amount": 20}
    )
    (other,) = resources.resources_by_nature(lines, FRAME)
    assert (other.low, other.high) == (100, None)


def test_volunteer_hours_are_those_given():
    lines = table(
        "resources",
        {"nature": "non_monetary", "hours": 120.5},
        {"nature": "non_monetary", "amount": 4000},
        {"nature": "market", "hours": 9},
    )
    (hours,) = volunteering.volunteer_hours(lines, FRAME)
    assert (hours.value, hours.lines) == (120.5, (4,))
    assert volunteering.volunteer_hours(received(("non_monetary", 4000)), FRAME) == ()


def test_the_budget_is_told_by_kind_and_by_place():
    lines = spent(
        ("purchases", 100, "in_territory"),
        ("purchases", 40, None),
        ("wages_insertion", 500, "in_territory"),
        ("purchases", None, "elsewhere"),
    )
    budget = expenses.operating_budget(lines, FRAME)
    assert (budget[0].value, budget[0].unknown) == (640, 1)
    assert by_breakdown(budget) == {
        "": 640,
        "kind=purchases": 140,
        "kind=wages_insertion": 500,
        "kind=purchases;place=in_territory": 100,
        "kind=purchases;place=unknown": 40,
        "kind=purchases;place=elsewhere": None,
        "kind=wages_insertion;place=in_territory": 500,
        "place=in_territory": 600,
        "place=unknown": 40,
        "place=elsewhere": None,
    }


@pytest.mark.parametrize("order", [(0, 1, 2), (0, 2, 1), (2, 1, 0), (1, 0, 2)])
def test_a_sum_is_exact_in_any_order(order):
    lines = [("purchases", 1e16, None), ("purchases", 1, None), ("purchases", -1e16, None)]
    assert expenses.operating_budget(spent(*(lines[place] for place in order)), FRAME)[0].value == 1


def test_wages_are_told_apart():
    lines = spent(("wages_insertion", 500, None), ("wages_permanent", 300, None), ("purchases", 9, None))
    assert expenses.gross_wages_insertion(lines, FRAME)[0].value == 500
    assert expenses.gross_wages_permanent(lines, FRAME)[0].value == 300
    assert expenses.gross_wages_permanent(spent(("purchases", 9, None)), FRAME) == ()


def test_the_local_share_leaves_unplaced_money_apart():
    lines = spent(
        ("purchases", 300, "in_territory"),
        ("purchases", 500, "in_departement"),
        ("purchases", 200, "elsewhere"),
        ("purchases", 42, "unknown"),
        ("purchases", 8, None),
        ("wages_insertion", 5000, "in_territory"),
    )
    (share,) = expenses.local_purchase_share(lines, FRAME)
    assert (share.value, share.numerator, share.denominator, share.unknown) == (30, 300, 1000, 50)
    assert share.lines == (4, 5, 6)
    (amount,) = expenses.local_purchases(lines, FRAME)
    assert (amount.value, amount.lines, amount.unknown) == (300, (4,), 2)


def test_purchases_all_placed_elsewhere_are_a_true_zero():
    lines = spent(("purchases", 10, "elsewhere"), ("purchases", 5, "in_departement"))
    (amount,) = expenses.local_purchases(lines, FRAME)
    assert (amount.value, amount.lines, amount.unknown) == (0, (4, 5), 0)
    assert expenses.local_purchase_share(lines, FRAME)[0].value == 0


@pytest.mark.parametrize("doubtful", [("purchases", 5, None), ("purchases", None, "in_territory")])
def test_a_purchase_that_may_be_local_forbids_the_zero(doubtful):
    (amount,) = expenses.local_purchases(spent(("purchases", 10, "elsewhere"), doubtful), FRAME)
    assert (amount.value, amount.reason, amount.unknown) == (None, "not_found", 1)


def test_a_local_amount_nobody_knows_makes_no_share():
    lines = spent(("purchases", 10, "elsewhere"), ("purchases", None, "in_territory"))
    assert expenses.local_purchase_share(lines, FRAME)[0].value is None


def test_no_place_known_makes_no_share():
    (share,) = expenses.local_purchase_share(spent(("purchases", 10, None)), FRAME)
    assert (share.value, share.unknown, share.reason) == (None, 10, "not_found")


def test_wages_paid_here_and_local_taxes():
    lines = spent(
        ("wages_insertion", 500, "in_territory"),
        ("wages_permanent", 300, "in_territory"),
        ("wages_permanent", 100, "elsewhere"),
        ("local_taxes", 70, None),
        ("local_taxes", 30, "in_territory"),
    )
    assert expenses.wages_paid_locally(lines, FRAME)[0].value == 800
    taxes = expenses.local_taxes(lines, FRAME)
    assert by_breakdown(taxes) == {"": 100, "place=in_territory": 30, "place=unknown": 70}


AMOUNTS = st.sampled_from([None, 0, 0.1, 0.2, 0.3, 1e12, 12345.67])
MONEY = st.lists(
    st.fixed_dictionaries(
        {
            "year": st.sampled_from([2023, 2024]),
            "amount": AMOUNTS,
            "kind": st.sampled_from(["purchases", "wages_insertion", "wages_permanent", "local_taxes"]),
            "place": st.sampled_from(["in_territory", "elsewhere", "unknown", None]),
            "nature": st.sampled_from(["market", "non_market", "non_monetary"]),
            "low": AMOUNTS,
            "high": AMOUNTS,
            "hours": AMOUNTS,
            "rate": AMOUNTS,
            "convention": st.sampled_from(["le salaire minimum", None]),
            "volunteering": st.sampled_from(["action", "governance", None]),
            "level": st.sampled_from(["site", "departement", "elsewhere", None]),
            "activity": st.sampled_from(["le café", None]),
            "funder_level": st.sampled_from(["state", "commune", "foundation", None]),
            "funder": st.sampled_from(["l’État", None]),
            "client_type": st.sampled_from(["households", None]),
        }
    ),
    min_size=1,
    max_size=7,
)


@settings(max_examples=60, deadline=None)
@given(MONEY, st.randoms(use_true_random=False))
def test_the_order_of_lines_changes_nothing(lines: list[dict], shuffler: random.Random):
    ordered = pd.DataFrame(lines, dtype=object)
    places = list(range(len(lines)))
    shuffler.shuffle(places)
    for name, formula in FORMULAS.items():
        if formula.__module__ in {module.__name__ for module in (resources, expenses, volunteering, arrivals)}:
            assert formula(ordered, FRAME) == formula(ordered.iloc[places], FRAME), name
        if formula.__module__ == accounts.__name__:
            before, after = Frame(2024, beside=ordered), Frame(2024, beside=ordered.iloc[places])
            assert formula(ordered, before) == formula(ordered.iloc[places], after), name
