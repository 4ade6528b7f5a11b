"""Answers to surveys: counted by hand on a few lines, a person once for each question, blank never read as no."""

import random

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dts_eval.indicators.computed import Computed, Frame
from dts_eval.indicators.formulas import FORMULAS
from dts_eval.indicators.wilson import wilson_bounds
from dts_eval.workbook.layout import layout

COLUMNS = [column.column_id for column in layout().sheet("surveys").columns]
SUITS, HEARD = "Le service vous convient-il ?", "Vous écoute-t-on ?"
NAMES = (
    "survey_response_rate", "need_satisfaction", "work_quality_felt", "answers_by_question",
    "answers_before_after", "open_answers_by_criterion", "situation_six_months",
)  # fmt: skip


def line(respondent: str, rating: str | None = None, question: str = SUITS, **said: object) -> dict:
    return {"survey": "C-1", "year": 2024, "respondent": respondent, "question": question, "rating": rating, **said}


def table(*lines: dict) -> pd.DataFrame:
    return pd.DataFrame(list(lines), columns=COLUMNS, index=range(4, 4 + len(lines)), dtype=object)


def computed(name: str, *lines: dict, year: int = 2024, **frame: dict) -> dict[str, Computed]:
    return {item.breakdown: item for item in FORMULAS[name](table(*lines), Frame(year, **frame))}


def levels(found: dict[str, Computed], question: str = SUITS, survey: str = "C-1") -> list[float | None]:
    return [found[f"answer={level};question={question};survey={survey}"].numerator for level in "4321"]


def test_people_who_answered_are_divided_by_people_asked_survey_by_survey():
    lines = (line("R-1", "4"), line("R-1", "3", HEARD), line("R-2", None), line("R-1", "4", survey="C-2"))
    found = computed("survey_response_rate", *lines, solicited={"C-1": 8})
    assert (found["survey=C-1"].value, found["survey=C-1"].numerator, found["survey=C-1"].denominator) == (12.5, 1, 8)
    assert (found["survey=C-2"].value, found["survey=C-2"].numerator) == (None, 1)
    assert found["survey=C-2"].reason == "not_found"
    assert "" not in found


def test_one_survey_alone_gives_the_total_of_the_year():
    found = computed("survey_response_rate", line("R-1", "4"), solicited={"C-1": 4})
    assert found[""].value == found["survey=C-1"].value == 25


def test_whoever_was_not_reached_did_not_answer():
    lines = (line("R-1", situation="in_work"), line("R-2", situation="not_reached"))
    assert computed("survey_response_rate", *lines, solicited={"C-1": 4})[""].numerator == 1


@pytest.mark.parametrize("name", ["need_satisfaction", "work_quality_felt"])
def test_each_level_is_a_share_of_those_who_answered(name):
    lines = [line(f"R-{n}", level, indicator=name) for n, level in enumerate(("4", "4", "3", "1", None), 1)]
    found = computed(name, *lines, population={"C-1": 20})
    assert levels(found) == [2, 1, 0, 1]
    first = found[f"answer=4;question={SUITS};survey=C-1"]
    assert (first.value, first.denominator, first.unknown) == (50, 4, 1)
    assert (first.low, first.high) == pytest.approx(wilson_bounds(2, 4, 20))
    assert "" not in found


def test_without_the_number_of_people_concerned_the_interval_is_the_wider_one():
    (first, *_) = computed("need_satisfaction", line("R-1", "4", indicator="need_satisfaction")).values()
    assert (first.low, first.high) == pytest.approx(wilson_bounds(1, 1))


def test_someone_who_answers_twice_alike_counts_once_and_in_two_ways_is_unknown():
    lines = (line("R-1", "4"), line("r-1", "4"), line("R-2", "4"), line("R-2", "1"))
    found = computed("answers_by_question", *lines)
    assert levels(found) == [1, 0, 0, 0]
    assert found[f"answer=4;question={SUITS};survey=C-1"].unknown == 1


def test_the_same_pseudonym_in_two_surveys_is_two_people():
    found = computed("answers_by_question", line("R-1", "4"), line("R-1", "4", survey="C-2"))
    assert levels(found) == levels(found, survey="C-2") == [1, 0, 0, 0]


def test_a_question_lights_its_criterion_and_is_told_once():
    lines = (
        line("R-1", "4", criterion="citizenship"),
        line("R-1", "3", HEARD, indicator="need_satisfaction", criterion="needs"),
    )
    found = computed("answers_by_question", *lines)
    assert {item.criterion for item in found.values()} == {"citizenship"}
    assert all(HEARD not in breakdown for breakdown in found)


def test_a_question_of_two_moments_counts_each_passage_and_sets_the_unknown_apart():
    said = (("stuck", "fine"), ("hard", "hard"), ("fine", "hard"), ("hard", None), (None, "fine"), (None, None))
    lines = [
        line(f"R-{n}", before=before, after=after, rated_by="person" if n < 4 else None, criterion="social_ties")
        for n, (before, after) in enumerate(said, 1)
    ]
    found = computed("answers_before_after", *lines)
    where = f"question={SUITS};survey=C-1"
    assert {name: item.value for name, item in found.items()} == {
        where: 5,
        f"passage=better;{where}": 1,
        f"passage=same;{where}": 1,
        f"passage=worse;{where}": 1,
        f"passage=unknown;{where}": 2,
        f"question={SUITS};rated_by=person;survey=C-1": 3,
        f"question={SUITS};rated_by=unknown;survey=C-1": 2,
    }
    assert (found[where].unknown, found[f"passage=better;{where}"].denominator) == (2, 3)
    assert {item.criterion for item in found.values()} == {"social_ties"}


def test_a_person_who_tells_one_moment_in_two_ways_did_not_go_any_way():
    twice = (line("R-1", before="hard", after="fine"), line("r-1", before="fine", after="fine"))
    assert computed("answers_before_after", *twice) == {}
    found = computed("answers_before_after", *twice, line("R-2", before="hard", after="fine"))
    assert found[f"question={SUITS};survey=C-1"].unknown == 1


def test_an_open_question_has_no_levels_and_a_year_that_is_not_asked_for_gives_nothing():
    assert computed("answers_by_question", line("R-1", answer="Rien.")) == {}
    for name in NAMES:
        assert FORMULAS[name](table(line("R-1", "4", situation="in_work", year=2022)), Frame(2024)) == ()


def test_themes_count_different_people_and_answers_that_nobody_attached_are_unknown():
    lines = (
        line("R-1", question="Quoi ?", answer="Le bus.", themes=("accessibility", "needs")),
        line("R-1", question="Et puis ?", answer="Le bus encore.", themes=("accessibility",)),
        line("R-2", question="Quoi ?", answer="Le bus.", themes=("accessibility",)),
        line("R-3", question="Quoi ?", answer="Rien."),
    )
    found = computed("open_answers_by_criterion", *lines)
    bus = found["criterion=accessibility;survey=C-1"]
    assert (bus.value, bus.unknown, bus.criterion) == (2, 1, "accessibility")
    assert found["criterion=needs;survey=C-1"].value == 1


def test_six_months_after_those_who_were_not_reached_are_in_no_part_of_the_share():
    said = ("in_work", "in_work", "seeking", "not_reached")
    found = computed("situation_six_months", *(line(f"R-{n}", situation=word) for n, word in enumerate(said)))
    (made,) = found.values()
    assert (made.numerator, made.denominator, made.unknown) == (2, 3, 1)
    nobody = computed("situation_six_months", line("R-1", situation="not_reached"))[""]
    assert (nobody.value, nobody.unknown, nobody.reason) == (None, 1, "not_found")


answers = st.lists(
    st.builds(
        line,
        st.sampled_from(("R-1", "R-2", "R-3", "R-4")),
        st.sampled_from(("4", "3", "2", "1", None)),
        st.sampled_from((SUITS, HEARD)),
        survey=st.sampled_from(("C-1", "C-2")),
        themes=st.sampled_from((None, ("needs",), ("needs", "anchoring"))),
        before=st.sampled_from((None, "stuck", "fine")),
        after=st.sampled_from((None, "stuck", "fine")),
        situation=st.sampled_from((None, "in_work", "seeking", "not_reached")),
    ),
    max_size=25,
)


@settings(max_examples=60, deadline=None)
@given(answers, st.integers())
def test_the_order_of_the_lines_changes_nothing(lines, seed):
    shuffled = list(lines)
    random.Random(seed).shuffle(shuffled)

    def counts(some: list[dict], name: str) -> list[tuple]:
        frame = Frame(2024, solicited={"C-1": 9}, population={"C-1": 9})
        return [
            (item.breakdown, item.value, item.numerator, item.denominator, item.unknown, item.low, item.high)
            for item in FORMULAS[name](table(*some), frame)
        ]

    for name in NAMES:
        assert counts(lines, name) == counts(shuffled, name)


@settings(max_examples=60, deadline=None)
@given(answers)
def test_nobody_counts_twice_in_a_question(lines):
    found = FORMULAS["answers_by_question"](table(*lines), Frame(2024))
    questions = {item.breakdown.partition(";")[2] for item in found}
    for question in questions:
        own = [item for item in found if item.breakdown.endswith(question)]
        asked = {
            one["respondent"] for one in lines if f"question={one['question']};survey={one['survey']}" == question
        }
        assert len({item.denominator for item in own}) == 1
        assert sum(item.numerator for item in own) == own[0].denominator
        assert own[0].denominator + own[0].unknown == len(asked)
