"""People in pathways: counted by hand on a few lines, blank cells never read as no."""

import datetime
import random

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dts_eval.indicators.computed import Computed, Frame
from dts_eval.indicators.formulas import FORMULAS, exits, pathways
from dts_eval.workbook.layout import layout

COLUMNS = [column.column_id for column in layout().sheet("pathways").columns]


def table(*lines: dict) -> pd.DataFrame:
    rows = [{"pseudonym": f"P-{number}", "year": 2024} | line for number, line in enumerate(lines, 1)]
    return pd.DataFrame(rows, columns=COLUMNS, index=range(4, 4 + len(rows)), dtype=object)


def by_breakdown(computed: tuple[Computed, ...]) -> dict[str, float | None]:
    return {item.breakdown: item.value for item in computed}


def total(name: str, lines: pd.DataFrame, year: int = 2024, **frame: float) -> Computed:
    return FORMULAS[name](lines, Frame(year, **frame))[0]


def test_a_person_with_two_lines_counts_once():
    lines = table({"pseudonym": "P-1", "hours": 0.5}, {"pseudonym": "P-1", "hours": 0.5}, {"hours": 800})
    people = total("people_employed_in_insertion", lines)
    assert (people.value, people.lines, people.unknown) == (2, (4, 5, 6), 0)


def test_under_one_hour_nobody_is_employed():
    people = total("people_employed_in_insertion", table({"hours": 0.99}, {"hours": 0}))
    assert (people.value, people.lines, people.unknown, people.reason) == (0, (4, 5), 0, "")


def test_blank_hours_are_unknown_and_not_zero():
    people = total(
        "people_employed_in_insertion", table({"hours": 10}, {"hours": None}, {"hours": float("nan")})
    )
    assert (people.value, people.lines, people.unknown) == (1, (4,), 2)


def test_nobody_counted_and_somebody_silent_is_not_a_zero():
    people = total("people_employed_in_insertion", table({"hours": 0}, {"hours": None}))
    assert (people.value, people.reason, people.unknown, people.lines) == (None, "not_found", 1, (5,))


def test_one_blank_line_beside_enough_hours_changes_nothing():
    lines = table({"pseudonym": "P-1", "hours": 1}, {"pseudonym": "P-1", "hours": None})
    assert total("people_employed_in_insertion", lines).value == 1


def test_no_line_of_the_year_says_nothing():
    lines = table({"year": 2023, "hours": 10})
    for name in (
        "people_employed_in_insertion",
        "hours_worked_insertion",
        "people_trained",
        "exits_counted",
        "profile_rsa",
    ):
        assert FORMULAS[name](lines, Frame(2024)) == ()


def test_people_are_told_by_sex_and_by_referral():
    lines = table(
        {"hours": 10, "sex": "woman", "referral": "self"},
        {"hours": 10, "sex": "woman", "referral": "france_travail"},
        {"hours": 10, "sex": "man"},
        {"hours": 0, "sex": "man", "referral": "self"},
        {"hours": 10},
    )
    told = by_breakdown(pathways.people_employed_in_insertion(lines, Frame(2024)))
    assert told == {
        "": 4,
        "sex=woman": 2,
        "sex=man": 1,
        "sex=unknown": 1,
        "referral=self": 1,
        "referral=france_travail": 1,
        "referral=unknown": 2,
    }


def test_lines_that_contradict_each_other_say_nothing():
    lines = table(
        {"pseudonym": "P-1", "hours": 5, "sex": "woman"}, {"pseudonym": "P-1", "hours": 5, "sex": "man"}
    )
    assert by_breakdown(pathways.people_employed_in_insertion(lines, Frame(2024)))["sex=unknown"] == 1


def test_somebody_who_comes_back_is_not_new():
    day = datetime.date
    lines = table(
        {"pseudonym": "P-1", "year": 2022, "entry": day(2022, 5, 2)},
        {"pseudonym": "P-1", "entry": day(2024, 3, 1)},
        {"pseudonym": "P-2", "entry": day(2024, 1, 1)},
        {"pseudonym": "P-3", "entry": day(2023, 12, 31)},
        {"pseudonym": "P-4", "entry": pd.NaT},
    )
    new = total("new_entries", lines)
    assert (new.value, new.lines, new.unknown) == (1, (6,), 1)


def test_hours_are_added_beside_those_not_known_and_by_scheme():
    lines = table(
        {"hours": 100.1, "scheme": "aci"}, {"hours": 200.2, "scheme": "ai"}, {"hours": None, "scheme": "ai"}
    )
    computed = pathways.hours_worked_insertion(lines, Frame(2024))
    assert by_breakdown(computed) == {"": 300.3, "scheme=aci": 100.1, "scheme=ai": 200.2}
    assert (computed[0].unknown, computed[0].lines) == (1, (4, 5, 6))


def test_hours_all_blank_are_not_found():
    hours = total("hours_worked_insertion", table({}, {}))
    assert (hours.value, hours.unknown, hours.reason) == (None, 2, "not_found")


def test_fte_is_the_annex_own_division():
    # 9 100 hours in an ACI whose annex says 1 820: five FTE.
    fte = total(
        "fte_insertion_done", table({"hours": 9000, "scheme": "aci"}, {"hours": 100}), hours_per_fte=1820
    )
    assert (fte.value, fte.numerator, fte.denominator) == (5, 9100, 1820)


@pytest.mark.parametrize("frame", [{}, {"hours_per_fte": 0}])
def test_without_the_annex_there_is_no_fte(frame):
    fte = total("fte_insertion_done", table({"hours": 9100}), **frame)
    assert (fte.value, fte.reason, fte.lines) == (None, "not_found", (4,))


def test_the_annex_of_one_scheme_does_not_serve_two():
    lines = table({"hours": 100, "scheme": "aci"}, {"hours": 100, "scheme": "ei"})
    assert total("fte_insertion_done", lines, hours_per_fte=1820).value is None


def test_fte_done_may_exceed_fte_contracted():
    rate = total("fte_realisation_rate", table({"hours": 9100}), hours_per_fte=1820, fte_contracted=4)
    assert (rate.value, rate.numerator, rate.denominator) == (125, 5, 4)
    assert total("fte_realisation_rate", table({"hours": 9100}), hours_per_fte=1820).reason == "not_found"


def test_training_tells_zero_from_blank():
    lines = table({"training_hours": 7}, {"training_hours": 0}, {"training_hours": None})
    trained, hours = total("people_trained", lines), total("training_hours", lines)
    assert (trained.value, trained.lines, trained.unknown) == (1, (4,), 1)
    assert (hours.value, hours.unknown) == (7, 1)


def test_a_true_zero_of_training():
    trained = total("people_trained", table({"training_hours": 0}, {"training_hours": 0}))
    assert (trained.value, trained.lines, trained.reason) == (0, (4, 5), "")


def test_rsa_not_filled_in_is_not_a_no():
    lines = table(
        {"hours": 5, "rsa": "yes"},
        {"hours": 5, "rsa": "no"},
        {"hours": 5, "rsa": "no"},
        {"hours": 5, "rsa": "no"},
        {"hours": 5, "rsa": None},
        {"hours": 0, "rsa": "yes"},
    )
    rsa = total("profile_rsa", lines)
    assert (rsa.value, rsa.numerator, rsa.denominator, rsa.unknown) == (25, 1, 4, 1)
    assert rsa.lines == (4, 5, 6, 7)


def test_a_profile_nobody_filled_in_is_not_found():
    women = total("profile_women", table({"hours": 5}, {"hours": 5}))
    assert (women.value, women.denominator, women.unknown, women.reason) == (None, 0, 2, "not_found")


def test_a_profile_of_nobody_has_no_object():
    women = total("profile_women", table({"hours": 0, "sex": "woman"}))
    assert (women.value, women.denominator, women.reason) == (None, 0, "other")


def test_the_share_of_women_agrees_with_people_by_sex():
    lines = table(*({"hours": 3, "sex": sex} for sex in ("woman", "man", "other", None, "woman")))
    women = total("profile_women", lines)
    people = by_breakdown(pathways.people_employed_in_insertion(lines, Frame(2024)))
    assert women.numerator == people["sex=woman"] == 2
    assert women.denominator == people[""] - people["sex=unknown"] == 4
    assert women.value == 50


LINES = st.lists(
    st.fixed_dictionaries(
        {
            "pseudonym": st.sampled_from(["P-1", "P-2", "P-3"]),
            "year": st.sampled_from([2022, 2023, 2024]),
            "scheme": st.sampled_from(["aci", "ai", None]),
            "sex": st.sampled_from(["woman", "man", None]),
            "referral": st.sampled_from(["self", None]),
            "entry": st.sampled_from([None, datetime.date(2023, 11, 1), datetime.date(2024, 2, 1)]),
            "exit": st.sampled_from([None, datetime.date(2024, 3, 1), datetime.date(2024, 6, 1)]),
            "exit_category": st.sampled_from([None, "lasting_job", "other", "withdrawn", "unknown"]),
            "hours": st.sampled_from([None, 0, 0.1, 0.2, 0.7, 150, 1e9, 149.95]),
            "rsa": st.sampled_from(["yes", "no", None]),
            "training_hours": st.sampled_from([None, 0, 0.1, 0.3]),
        }
    ),
    min_size=1,
    max_size=7,
)


@settings(max_examples=60, deadline=None)
@given(LINES, st.randoms(use_true_random=False))
def test_the_order_of_lines_changes_nothing(lines: list[dict], shuffler: random.Random):
    ordered = pd.DataFrame(lines, columns=COLUMNS, dtype=object)
    places = list(range(len(lines)))
    shuffler.shuffle(places)
    shuffled = ordered.iloc[places]
    frame = Frame(2024, hours_per_fte=1820, fte_contracted=3)
    for module in (pathways, exits):
        for name in (name for name, formula in FORMULAS.items() if formula.__module__ == module.__name__):
            assert FORMULAS[name](ordered, frame) == FORMULAS[name](shuffled, frame), name


@settings(max_examples=60, deadline=None)
@given(LINES)
def test_parts_make_the_whole(lines: list[dict]):
    ordered = pd.DataFrame(lines, columns=COLUMNS, dtype=object)
    frame = Frame(2024)
    people = by_breakdown(FORMULAS["people_employed_in_insertion"](ordered, frame))
    exits_told = by_breakdown(FORMULAS["exits_counted"](ordered, frame))
    for told in (people, exits_told):
        for key in {name.partition("=")[0] for name in told if name}:
            parts = [value for name, value in told.items() if name.startswith(f"{key}=")]
            assert sum(parts) == (told[""] or 0), key
    rates = [
        FORMULAS[name](ordered, frame)
        for name in ("lasting_job_exit_rate", "transition_job_exit_rate", "positive_exit_rate")
    ]
    dynamic = FORMULAS["dynamic_exit_rate"](ordered, frame)
    if dynamic and dynamic[0].value is not None:
        assert sum(rate[0].numerator for rate in rates) == dynamic[0].numerator
