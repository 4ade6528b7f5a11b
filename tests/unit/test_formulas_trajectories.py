"""Publics, lengths of stay and passages: known rules at their boundary, what is not said counted apart."""

import datetime
import random
from collections import Counter

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dts_eval.indicators.computed import Computed, Frame
from dts_eval.indicators.formulas import FORMULAS
from dts_eval.indicators.formulas.lines import Line
from dts_eval.indicators.formulas.passages import Pair, passages
from dts_eval.indicators.rules import rule_in_force
from dts_eval.workbook.layout import layout

COLUMNS = [column.column_id for column in layout().sheet("pathways").columns]
DAY = datetime.date
LEFT = {"scheme": "aci", "entry": DAY(2023, 9, 4), "exit": DAY(2024, 6, 28), "hours": 300, "exit_category": "other"}
LEVELS = tuple(layout().lists["rating"])


def table(*lines: dict) -> pd.DataFrame:
    rows = [{"pseudonym": f"P-{number}", "year": 2024} | line for number, line in enumerate(lines, 1)]
    return pd.DataFrame(rows, columns=COLUMNS, index=range(4, 4 + len(rows)), dtype=object)


def told(name: str, lines: pd.DataFrame, year: int = 2024) -> dict[str, Computed]:
    return {item.breakdown: item for item in FORMULAS[name](lines, Frame(year))}


def values(name: str, lines: pd.DataFrame, year: int = 2024) -> dict[str, float | None]:
    return {breakdown: item.value for breakdown, item in told(name, lines, year).items()}


def test_the_ages_come_from_a_dated_rule_and_are_counted_by_difference_of_years():
    ages = [rule_in_force(name, "aci", DAY(2024, 12, 31)) for name in ("age_young_below", "age_senior_from")]
    assert [rule.value for rule in ages if rule] == [26, 50]
    assert rule_in_force("age_young_below", "ai", DAY(2020, 3, 22)) is None
    # In 2024: born in 1999, 25; in 1998, 26; in 1975, 49; in 1974, 50. Months and days do not count.
    lines = table(*({"hours": 5, "birth_year": year} for year in (1999, 1998, 1975, 1974, None)))
    age = told("profile_age", lines)
    assert {name: (item.numerator, item.denominator, item.unknown) for name, item in age.items()} == {
        "age=under_26": (1, 4, 1), "age=from_50": (1, 4, 1),
    }  # fmt: skip
    people = values("people_employed_in_insertion", lines)
    assert {name: value for name, value in people.items() if name.startswith("age")} == {
        "age=under_26": 1, "age=from_26_to_49": 2, "age=from_50": 1, "age=unknown": 1,
    }  # fmt: skip


def test_before_the_list_of_criteria_there_is_no_age_group():
    lines = table({"year": 2019, "hours": 5, "birth_year": 2000})
    assert values("profile_age", lines, 2019) == {"age=under_26": None, "age=from_50": None}


def test_long_unemployment_is_from_twelve_months_and_in_two_parts():
    said = ["not_registered", "under_6", "from_6_to_11", "from_12_to_23", "from_24", "from_24", None]
    found = told("profile_long_unemployed", table(*({"hours": 5, "registration": length} for length in said)))
    assert {name: (item.numerator, item.denominator, item.unknown) for name, item in found.items()} == {
        "": (3, 6, 1), "registration=from_12_to_23": (1, 6, 1), "registration=from_24": (2, 6, 1),
    }  # fmt: skip


@pytest.mark.parametrize("name", ["disability", "qpv", "frr"])
def test_a_blank_is_never_a_no(name):
    lines = table({"hours": 5, name: "yes"}, {"hours": 5, name: "no"}, {"hours": 5}, {"hours": 0, name: "yes"})
    (found,) = told(f"profile_{name}", lines).values()
    assert (found.numerator, found.denominator, found.unknown) == (1, 2, 1)


@pytest.mark.parametrize(
    "name",
    [
        "profile_long_unemployed", "profile_disability", "profile_qpv", "profile_frr", "profile_education",
        "profile_age", "immersions", "certifications", "housing_change", "social_barriers_before_after",
    ],
)  # fmt: skip
def test_a_column_that_nobody_filled_in_says_nothing(name):
    assert FORMULAS[name](table(LEFT, LEFT), Frame(2024)) == ()


def test_levels_of_education_are_shares_of_those_known():
    said = ["cap_level", "cap_diploma", "cap_diploma", None]
    found = told("profile_education", table(*({"hours": 5, "education": level} for level in said)))
    assert {name: (item.numerator, item.denominator) for name, item in found.items()} == {
        "education=cap_diploma": (2, 3), "education=cap_level": (1, 3),
    }  # fmt: skip


def test_why_an_exit_is_left_out_and_all_of_them_together():
    lines = table(
        LEFT, LEFT | {"entry": DAY(2024, 5, 1)}, LEFT | {"hours": 0}, LEFT | {"exit_category": "withdrawn"},
        LEFT | {"entry": DAY(2024, 5, 1), "exit_category": "lasting_job"}, LEFT | {"scheme": None},
    )  # fmt: skip
    out = values("exits_not_counted", lines)
    assert {name: value for name, value in out.items() if name.startswith("left_out")} == {
        "left_out=short_stay": 2, "left_out=few_hours": 1, "left_out=withdrawn": 1,
    }  # fmt: skip
    counted = told("exits_counted", lines)[""]
    assert values("pathway_ends", lines)[""] == 6 == counted.value + out[""] + counted.unknown
    every = told("dynamic_exit_rate_all", lines)[""]
    assert (every.numerator, every.denominator) == (1, 6)
    assert told("dynamic_exit_rate", lines)[""].numerator == 0


def test_few_hours_leave_out_an_ai_and_never_a_short_stay():
    lines = table(LEFT | {"scheme": "ai", "entry": DAY(2024, 6, 1), "hours": 149})
    assert values("exits_not_counted", lines)["left_out=few_hours"] == 1


def test_the_share_of_exits_without_news():
    lines = table(LEFT, LEFT | {"exit_category": None}, LEFT | {"exit_category": "unknown"})
    (found,) = told("undocumented_exit_rate", lines).values()
    assert (found.numerator, found.denominator) == (2, 3)


def test_the_median_stay_counts_from_the_entry_that_no_exit_follows():
    year = DAY(2024, 6, 28).toordinal()
    ago = [DAY.fromordinal(year - days) for days in (100, 200, 300, 400)]
    lines = table(*(LEFT | {"entry": day} for day in ago), LEFT | {"entry": None})
    found = told("stay_length", lines)
    assert found[""].value == pytest.approx(250 / (365.2425 / 12))
    assert (found[""].denominator, found[""].unknown) == (4, 1)
    assert found["quartile=first"].value == pytest.approx(175 / (365.2425 / 12))
    came_back = table(
        {"pseudonym": "P-1", "year": 2022, "entry": DAY(2022, 1, 3), "exit": DAY(2022, 7, 1)},
        {"pseudonym": "P-1", "entry": DAY(2024, 1, 1), "exit": DAY(2024, 1, 31)},
    )
    assert told("stay_length", came_back)[""].value == pytest.approx(30 / (365.2425 / 12))


def test_housing_changes_in_either_direction_and_unknown_apart():
    lines = table(
        LEFT | {"housing_entry": "relatives", "housing_exit": "own_home"},
        LEFT | {"housing_entry": "own_home", "housing_exit": "shelter"},
        LEFT | {"housing_entry": "own_home", "housing_exit": "own_home"},
        LEFT | {"housing_entry": "own_home"},
    )
    found = told("housing_change", lines)
    assert (found[""].value, found[""].unknown) == (2, 1)
    assert {name: item.value for name, item in found.items() if name} == {
        "housing_entry=own_home;housing_exit=shelter": 1, "housing_entry=relatives;housing_exit=own_home": 1,
    }  # fmt: skip
    still = table(LEFT | {"housing_entry": "own_home", "housing_exit": "own_home"}, LEFT)
    assert (told("housing_change", still)[""].value, told("housing_change", still)[""].reason) == (None, "not_found")


def test_passages_are_counted_by_kind_and_a_missing_level_is_unknown():
    lines = table(
        LEFT | {"mobility_before": "stuck", "mobility_after": "fine", "rated_by": "both"},
        LEFT | {"mobility_before": "fine", "mobility_after": "mostly_fine", "rated_by": "person"},
        LEFT | {"mobility_before": "hard", "mobility_after": "hard"},
        LEFT | {"mobility_before": "hard"}, LEFT, {"hours": 5, "mobility_before": "stuck"},
    )  # fmt: skip
    assert values("social_barriers_before_after", lines) == {
        "": 5, "rated_by=both": 1, "rated_by=person": 1, "rated_by=unknown": 2, "rated_by=unrated": 1,
        "domain=mobility": 5, "domain=mobility;passage=better": 1, "domain=mobility;passage=same": 1,
        "domain=mobility;passage=worse": 1, "domain=mobility;passage=unknown": 2,
    }  # fmt: skip


def test_the_level_of_the_entry_may_stand_on_an_earlier_line():
    lines = table(
        {"pseudonym": "P-1", "year": 2023, "entry": DAY(2023, 9, 4), "power_before": "hard"},
        {"pseudonym": "P-1"} | LEFT | {"power_after": "fine"},
    )
    assert values("social_barriers_before_after", lines)["domain=power;passage=better"] == 1


def test_immersions_and_certifications_count_what_is_said():
    lines = table(
        {"immersions": 2, "certification": "CACES 1 ; SST"}, {"immersions": 0, "certification": "aucune"}, {},
    )  # fmt: skip
    for name in ("immersions", "certifications"):
        found = told(name, lines)[""]
        assert (found.value, found.unknown) == (2, 1)


pairs = st.lists(st.tuples(st.sampled_from((None, *LEVELS)), st.sampled_from((None, *LEVELS))), min_size=1, max_size=12)


@settings(max_examples=80, deadline=None)
@given(pairs, st.randoms(use_true_random=False))
def test_passages_and_unknown_make_the_whole_whatever_the_order(said, shuffler: random.Random):
    made = [Pair((Line(number, {}),), *both) for number, both in enumerate(said)]
    found = {item.breakdown: item.value for item in passages(made, LEVELS, "domain=x")}
    assert sum(value for name, value in found.items() if "passage" in name) == found["domain=x"] == len(said)
    # Turned round in time, what was better is worse: neither is counted otherwise than the other.
    back = [Pair(pair.lines, pair.after, pair.before) for pair in made]
    shuffler.shuffle(back)
    mirrored = {item.breakdown: item.value for item in passages(back, LEVELS, "domain=x")}
    swap = {"better": "worse", "worse": "better"}
    names = {name: f"domain=x;passage={swap.get(name.rpartition('=')[2], name.rpartition('=')[2])}" for name in found}
    assert {names[name] if "passage" in name else name: value for name, value in found.items()} == mirrored


def test_no_pair_and_no_level_known_say_no_zero():
    assert passages([], LEVELS, "domain=x") == ()
    found = passages([Pair((Line(1, {}),), None, "fine")], LEVELS, "domain=x")
    assert Counter(item.breakdown for item in found) == Counter(["domain=x", "domain=x;passage=unknown"])
