"""The plan of collection and the surveys as an evaluation reads them: facts, proofs, what is told to be wrong."""

import pytest
from evaluation_samples import gathered, measured

from dts_eval.collection.surveys import named_surveys, survey_problems
from dts_eval.disclosure.disclosing import disclose
from dts_eval.foundation.model import Kind, Status

PLAN = {"code": "C-1", "what": "Questionnaire", "kind": "survey", "solicited": 12, "population": 12}


def line(number: int, rating: str | None = "4", **said) -> dict:
    known = {"survey": "C-1", "year": 2024, "respondent": f"R-{number:03}", "question": "Bien ?", "rating": rating}
    return {name: value for name, value in {**known, **said}.items() if value is not None}


def codes(**sheets) -> list[str]:
    return [found.code for found in gathered(**sheets).problems if found.code != "stakeholders_expected"]


def test_each_side_of_a_collection_is_a_fact_on_its_line():
    made = gathered(collection_plan=[{**PLAN, "hours": 4, "state": "abandoned", "why": "faute de temps"}])
    said = {result.indicator: result for result in made.results if result.indicator.startswith("collection_")}
    assert said["collection_state"].quantity.text == "abandoned"
    assert said["collection_solicited"].quantity.value == 12 and said["collection_hours"].unit == "hour"
    assert {result.breakdown for result in said.values()} == {"collection=C-1"}
    assert all(result.proofs and result.kind is Kind.SCOPE for result in said.values())


def test_a_collection_of_a_later_year_is_told_in_the_workbook_s_own_year_only():
    plan = [{**PLAN, "year": 2025}]
    assert any(result.indicator == "collection_what" for result in gathered(collection_plan=plan).results)
    earlier = gathered(collection_plan=plan)
    own = type(earlier.structure)(**{**vars(earlier.structure), "own_year": 2026})
    from dts_eval.collection.plan import plan_facts

    assert plan_facts(type(earlier)(**{**vars(earlier), "structure": own})) == []


def test_a_rate_proves_itself_by_the_lines_and_by_the_cells_of_the_plan():
    made = measured(collection_plan=[PLAN], surveys=[line(number) for number in range(1, 9)])
    rate = next(result for result in made.results if result.breakdown == "survey=C-1")
    assert (rate.quantity.numerator, rate.quantity.denominator, rate.criterion) == (8, 12, "")
    assert rate.proofs[0].startswith("Enquêtes!") and "Plan de collecte!H4" in rate.proofs
    assert rate.grade == "declared"


def test_no_answer_is_ever_copied():
    secret = "une parole confiée"
    lines = [line(number, None, answer=secret, themes="Besoins non satisfaits") for number in range(1, 9)]
    shown = disclose(measured(collection_plan=[PLAN], surveys=lines))
    assert [row.value for row in shown.rows if row.indicator == "open_answers_by_criterion"] == [8]
    assert secret not in repr(shown.rows) + repr(shown.evidence)
    assert all(not cited.raw for cited in shown.evidence if cited.sheet == "Enquêtes")


def test_a_survey_that_too_few_answered_shows_nothing_of_what_they_said():
    shown = disclose(measured(collection_plan=[PLAN], surveys=[line(number) for number in range(1, 4)]))
    own = [row for row in shown.rows if row.indicator in ("survey_response_rate", "answers_by_question")]
    assert own and {row.status for row in own if row.breakdown} == {Status.SUPPRESSED}
    assert all(row.value is row.numerator is row.denominator is row.unknown is None for row in own)


def test_a_question_lights_the_criterion_of_its_indicator_unless_it_names_one():
    lines = [line(1, indicator="Contrats signés"), line(2, question="Et là ?", criterion="Besoins non satisfaits")]
    made = gathered(collection_plan=[PLAN], surveys=lines)
    assert [record.text("criterion") for record in made.sheet("surveys")] == ["activity", "needs"]


def test_a_question_of_a_criterion_that_is_not_kept_is_not_told():
    lines = [line(number, criterion="Innovation") for number in range(1, 9)]
    made = measured(collection_plan=[PLAN], surveys=lines, criteria=[{"criterion": "needs", "decision": "kept"}])
    assert "answers_by_question" not in {result.indicator for result in made.results}
    assert "survey_response_rate" in {result.indicator for result in made.results}


@pytest.mark.parametrize(
    "plan, lines, code",
    [
        ({"solicited": 13}, [line(1)], "more_asked_than_concerned"),
        ({"state": "abandoned"}, [line(1)], "collection_without_reason"),
        ({}, [line(1, survey="C-9")], "survey_not_planned"),
        ({}, [line(1, criterion="la lune")], "criterion_unknown"),
        ({}, [line(1, indicator="la lune")], "indicator_unknown"),
        ({}, [line(1, None, answer="Oui.", themes="la lune")], "theme_unknown"),
        ({}, [line(1), line(1, "2")], "answered_twice"),
        ({}, [line(1, criterion="Besoins non satisfaits"), line(2, criterion="Activité")], "question_torn"),
        ({"solicited": 1}, [line(1), line(2)], "more_answers_than_asked"),
    ],
)
def test_what_cannot_be_is_told(plan, lines, code):
    assert codes(collection_plan=[{**PLAN, **plan}], surveys=lines) == [code]


def test_what_is_sound_is_not_told():
    lines = [line(1), line(1), line(2, None), line(3, question="Et là ?", criterion="Activité")]
    assert codes(collection_plan=[PLAN], surveys=lines) == []


def test_lines_that_bear_names_already_are_read_alike():
    lines = [
        line(1, indicator="Contrats signés"),
        line(2, question="Et là ?", criterion="Besoins non satisfaits"),
        line(3, None, question="Quoi ?", answer="Oui.", themes="Besoins non satisfaits ; la fierté"),
    ]
    criteria = [{"criterion": "needs", "decision": "kept"}, {"criterion": "la fierté", "decision": "added"}]
    made = gathered(collection_plan=[PLAN], surveys=lines, criteria=criteria)
    assert named_surveys(made) == made.sheet("surveys")
    assert list(survey_problems(made)) == []
