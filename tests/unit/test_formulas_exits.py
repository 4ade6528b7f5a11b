"""Exits: the administration's dated rule at its exact boundary, and unknown exits kept in the denominator."""

import datetime

import pandas as pd
import pytest

from dts_eval.indicators.computed import Computed, Frame
from dts_eval.indicators.formulas import FORMULAS
from dts_eval.workbook.layout import layout

COLUMNS = [column.column_id for column in layout().sheet("pathways").columns]
ENTRY = datetime.date(2024, 1, 1)
STAYED = {
    "scheme": "aci",
    "entry": datetime.date(2023, 9, 4),
    "exit": datetime.date(2024, 6, 28),
    "hours": 300,
}


def table(*lines: dict) -> pd.DataFrame:
    rows = [{"pseudonym": f"P-{number}", "year": 2024} | line for number, line in enumerate(lines, 1)]
    return pd.DataFrame(rows, columns=COLUMNS, index=range(4, 4 + len(rows)), dtype=object)


def by_breakdown(computed: tuple[Computed, ...]) -> dict[str, float | None]:
    return {item.breakdown: item.value for item in computed}


def total(name: str, lines: pd.DataFrame, year: int = 2024) -> Computed:
    return FORMULAS[name](lines, Frame(year))[0]


@pytest.mark.parametrize(("days", "counted"), [(80, 0), (81, 1)])
@pytest.mark.parametrize("scheme", ["aci", "ei"])
def test_a_stay_counts_beyond_2_65_months(scheme, days, counted):
    # 80 days × 0.0328767 = 2.630 months, 81 days = 2.663: the boundary lies between.
    leaving = {"scheme": scheme, "entry": ENTRY, "exit": ENTRY + datetime.timedelta(days), "hours": 1}
    lines = table(leaving)
    assert total("exits_counted", lines).value == counted
    assert total("exits_not_counted", lines).value == 1 - counted


@pytest.mark.parametrize(("hours", "counted"), [(0.99, 0), (1, 1)])
def test_a_stay_counts_from_one_hour_on(hours, counted):
    assert total("exits_counted", table(STAYED | {"hours": hours})).value == counted


@pytest.mark.parametrize(("hours", "counted"), [(149.9, 0), (150, 1)])
@pytest.mark.parametrize("scheme", ["ai", "etti"])
def test_ai_and_etti_count_from_150_hours_in_the_year(scheme, hours, counted):
    # A short stay does not matter there, nor does a missing date of entry; hours of another year do not help.
    lines = table(
        {"pseudonym": "P-1", "scheme": scheme, "exit": datetime.date(2024, 2, 1), "hours": hours},
        {"pseudonym": "P-1", "scheme": scheme, "year": 2023, "hours": 900},
    )
    assert total("exits_counted", lines).value == counted


def test_hours_of_the_years_before_count_for_a_stay():
    lines = table(
        {"pseudonym": "P-1", "year": 2023, "scheme": "aci", "entry": datetime.date(2023, 1, 9), "hours": 900},
        {"pseudonym": "P-1"} | STAYED | {"entry": datetime.date(2023, 1, 9), "hours": 0},
    )
    assert total("exits_counted", lines).value == 1


def test_a_withdrawn_exit_never_counts():
    lines = table(STAYED | {"exit_category": "withdrawn"}, STAYED | {"exit_category": "lasting_job"})
    assert total("exits_counted", lines).value == 1
    assert by_breakdown(FORMULAS["exits_not_counted"](lines, Frame(2024))) == {
        "": 1,
        "exit_category=withdrawn": 1,
        "left_out=withdrawn": 1,
    }


def test_two_lines_of_one_person_make_one_exit_the_last():
    lines = table(
        {"pseudonym": "P-1"} | STAYED | {"exit": datetime.date(2024, 3, 1), "exit_category": "other"},
        {"pseudonym": "P-1"} | STAYED | {"exit_category": "lasting_job"},
    )
    told = by_breakdown(FORMULAS["exits_counted"](lines, Frame(2024)))
    assert told == {
        "": 1,
        "exit_category=lasting_job": 1,
        "exit_category=transition_job": 0,
        "exit_category=positive": 0,
        "exit_category=other": 0,
        "exit_category=unknown": 0,
        "scheme=aci": 1,
    }


def test_an_exit_of_another_year_is_not_of_this_one():
    lines = table(
        STAYED | {"exit": datetime.date(2023, 12, 31)}, STAYED | {"exit": datetime.date(2025, 1, 1)}
    )
    counted = total("exits_counted", lines)
    assert (counted.value, counted.unknown) == (0, 0)


def test_people_who_all_stayed_make_a_true_zero():
    lines = table({"hours": 500}, {"hours": 700})
    counted, rate = total("exits_counted", lines), total("dynamic_exit_rate", lines)
    assert (counted.value, counted.lines, counted.reason) == (0, (4, 5), "")
    assert (rate.value, rate.numerator, rate.denominator, rate.reason) == (None, 0, 0, "other")


@pytest.mark.parametrize("blank", ["scheme", "entry", "hours"])
def test_what_the_rule_cannot_decide_is_unknown(blank):
    lines = table(STAYED, STAYED | {blank: None})
    counted, left_out = total("exits_counted", lines), total("exits_not_counted", lines)
    assert (counted.value, counted.unknown) == (1, 1)
    assert (left_out.value, left_out.unknown, left_out.reason) == (None, 1, "not_found")


def test_before_the_first_known_rule_nothing_is_counted():
    lines = table(
        STAYED | {"year": 2020, "entry": datetime.date(2019, 1, 1), "exit": datetime.date(2020, 12, 31)}
    )
    counted = total("exits_counted", lines, 2020)
    assert (counted.value, counted.unknown, counted.reason) == (None, 1, "not_found")
    assert total("dynamic_exit_rate", lines, 2020).value is None


def test_unknown_exits_stay_in_the_denominator():
    situations = [
        "lasting_job",
        "lasting_job",
        "transition_job",
        "positive",
        "other",
        "unknown",
        None,
        "withdrawn",
    ]
    lines = table(*(STAYED | {"exit_category": situation} for situation in situations))
    rate = total("dynamic_exit_rate", lines)
    # 4 of the 7 exits counted: 2 lasting, 1 transition, 1 positive; 2 of nobody knows what.
    assert (rate.numerator, rate.denominator, rate.unknown) == (4, 7, 2)
    assert rate.value == pytest.approx(400 / 7)
    assert total("lasting_job_exit_rate", lines).value == pytest.approx(200 / 7)
    assert total("transition_job_exit_rate", lines).value == pytest.approx(100 / 7)
    assert total("positive_exit_rate", lines).value == pytest.approx(100 / 7)
    unknown = total("exits_unknown", lines)
    assert (unknown.value, unknown.lines, unknown.unknown) == (2, (9, 10), 0)


def test_counted_left_out_and_undecided_are_all_the_exits():
    lines = table(
        STAYED,
        STAYED | {"hours": 0},
        STAYED | {"scheme": None},
        STAYED | {"exit_category": "withdrawn"},
        STAYED | {"exit": None},
    )
    counted, left_out = total("exits_counted", lines), total("exits_not_counted", lines)
    assert counted.value + left_out.value + counted.unknown == 4
    assert (counted.lines, left_out.lines) == ((4,), (5, 7))


def test_dates_read_by_pandas_are_dates_too():
    lines = table(STAYED, STAYED | {"exit": None})
    for column in ("entry", "exit"):
        lines[column] = pd.to_datetime(lines[column])
    assert total("exits_counted", lines).value == 1
