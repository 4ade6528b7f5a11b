"""Observations and definitions become results: unfed indicators, blocking problems, grades, changes, targets."""

import dataclasses
import datetime
import re

import pytest
from evaluation_samples import gathered, measured, person

from dts_eval.foundation.model import Evaluation, Grade, Kind, Result, Status, weakest
from dts_eval.foundation.problems import DataProblems, problem
from dts_eval.measurement.measuring import measure

BOOK = {"code": "S-01", "title": "Registre", "kind": "minutes", "grade": "corroborated"}
NOTES = {"code": "S-02", "title": "Carnet", "kind": "other", "grade": "declared"}
VOLUNTEERS, REUSED = "volunteers", "tonnes_reused"


def results(made: Evaluation, indicator: str, kind: Kind = Kind.FIGURE, breakdown: str = "") -> list[Result]:
    return [
        item
        for item in made.results
        if (item.indicator, item.kind, item.breakdown) == (indicator, kind, breakdown)
    ]


def one(made: Evaluation, indicator: str, kind: Kind = Kind.FIGURE, breakdown: str = "", year: int = 2024) -> Result:
    (found,) = [item for item in results(made, indicator, kind, breakdown) if item.year == year]
    return found


def noted(value: float | None, year: int = 2024, indicator: str = VOLUNTEERS, **said) -> dict:
    known = {"indicator": indicator, "year": year, "value": value, "supports": ("S-01",), **said}
    return {name: what for name, what in known.items() if what is not None}


def test_an_indicator_that_was_named_and_that_nothing_feeds_is_not_available_and_has_no_value():
    made = measured(indicators=[{"indicator": VOLUNTEERS, "decision": "kept"}])
    result = one(made, VOLUNTEERS)
    assert (result.status, result.quantity.value, result.grade) == (Status.NOT_AVAILABLE, None, "")
    assert [proof for proof in result.proofs if proof.startswith("Indicateurs!")]


def test_an_indicator_that_nobody_named_and_nothing_feeds_makes_no_result():
    assert results(measured(), VOLUNTEERS) == []


def test_an_indicator_followed_in_earlier_years_is_missed_this_year():
    made = measured(measures=[noted(12, 2023)], supports=[BOOK])
    assert one(made, VOLUNTEERS).status is Status.NOT_AVAILABLE
    assert one(made, VOLUNTEERS, year=2023).quantity.value == 12


def test_an_account_that_was_named_and_never_told_is_not_available():
    made = measured(indicators=[{"indicator": "account_of_need", "decision": "kept"}])
    assert one(made, "account_of_need", Kind.ACCOUNT).status is Status.NOT_AVAILABLE


def test_an_indicator_of_a_criterion_that_was_not_kept_says_nothing():
    made = measured(
        criteria=[{"criterion": "needs", "decision": "kept"}, {"criterion": "citizenship", "decision": "rejected"}],
        measures=[noted(12)],
        supports=[BOOK],
    )
    assert results(made, VOLUNTEERS) == []


def test_blocking_problems_stop_the_measure_and_are_told_all_at_once():
    made = gathered()
    wrong = (problem("zero_or_missing", "essai.xlsx", "Relevés", "E4", typed="néant"), problem("sheet_empty"))
    with pytest.raises(DataProblems) as told:
        measure(dataclasses.replace(made, problems=wrong))
    assert [found.code for found in told.value.problems] == ["zero_or_missing", "sheet_empty"]


def test_problems_that_do_not_block_are_kept_beside_the_results():
    made = gathered()
    kept = measure(dataclasses.replace(made, problems=(problem("sheet_empty", "essai.xlsx", "Cibles"),)))
    assert [found.code for found in kept.problems] == ["sheet_empty"]


def test_every_result_has_a_dimension_when_it_has_a_criterion():
    made = measured(
        criteria=[
            {"criterion": "needs", "decision": "kept"},
            {"criterion": "le droit au repos", "decision": "added", "definition": "souffler"},
        ],
        effects=[{"code": "F-01", "effect": "On souffle", "criterion": "le droit au repos"}],
    )
    dimensions = {item.criterion: item.dimension for item in made.results if item.criterion}
    assert dimensions == {"needs": "territory", "local_le_droit_au_repos": "local"}


# Counted from lines


def test_a_count_of_people_cites_every_line_of_its_year_and_copies_none():
    people = [person(1), person(2, year=2023), person(3), person(4)]
    made = measured(pathways=people)
    result = one(made, "people_employed_in_insertion")
    assert result.quantity.value == 3 and result.status is Status.MEASURED
    evidence = next(item for item in made.evidence if item.key == result.proofs[0])
    assert evidence.raw == ""
    assert evidence.cell.startswith("A4:") and {int(line) for line in re.findall(r"\d+", evidence.cell)} == {4, 6, 7}
    by_sex = one(made, "people_employed_in_insertion", breakdown="sex=man")
    assert by_sex.proofs == result.proofs


def test_only_years_up_to_the_report_year_are_counted():
    made = measured(pathways=[person(1), person(2, year=2025)])
    assert [item.year for item in results(made, "people_employed_in_insertion")] == [2024]


def test_an_fte_cites_the_hours_of_the_annex_and_is_no_stronger_than_them():
    made = measured(pathways=[person(number) for number in range(1, 4)], structure=[{"hours_per_fte": 1800}])
    result = one(made, "fte_insertion_done")
    assert (result.quantity.numerator, result.quantity.denominator, result.quantity.value) == (1800, 1800, 1)
    given = [item for item in made.evidence if item.key in result.proofs and item.sheet == "Structure"]
    assert {(item.cell, item.raw, str(item.grade)) for item in given} == {("B9", "1800", "declared")}
    assert result.grade == Grade.DECLARED
    assert one(made, "hours_worked_insertion").grade == Grade.RECORDS


def test_without_the_hours_of_the_annex_there_is_no_fte():
    made = measured(pathways=[person(1)])
    assert one(made, "fte_insertion_done").status is Status.NOT_AVAILABLE
    assert one(made, "fte_insertion_done").quantity.value is None


@pytest.mark.parametrize(
    ("supports", "grade"),
    [
        (("S-01",), Grade.CORROBORATED),
        (("S-01", "S-02"), Grade.DECLARED),
        ((), Grade.DECLARED),
    ],
)
def test_the_grade_of_a_sum_is_the_weakest_of_its_lines(supports, grade):
    line = {"name": "Loyer", "year": 2024, "kind": "purchases", "amount": 100}
    lines = [{**line, "supports": ("S-01",)}, {**line, "supports": supports} if supports else line]
    made = measured(expenses=lines, supports=[BOOK, NOTES])
    assert one(made, "operating_budget").grade == grade


def test_a_line_that_gives_a_range_makes_its_sum_an_estimate():
    line = {"name": "Bénévolat", "year": 2024, "nature": "non_monetary", "amount": 100, "low": 80, "high": 130}
    made = measured(resources=[{**line, "supports": ("S-01",)}], supports=[BOOK])
    result = one(made, "resources_by_nature", breakdown="nature=non_monetary")
    assert (result.quantity.value, result.quantity.low, result.quantity.high) == (100, 80, 130)
    assert result.grade == Grade.ESTIMATED


@pytest.mark.parametrize(
    ("grades", "expected"),
    [
        ((), ""),
        (("", ""), ""),
        (("corroborated", "records"), "records"),
        (("records", "declared", "corroborated"), "declared"),
        (("corroborated", "estimated"), "estimated"),
        (("corroborated", ""), "corroborated"),
    ],
)
def test_the_weakest_grade(grades, expected):
    assert weakest(grades) == expected


# Changes


def test_a_change_compares_the_report_year_with_the_latest_known_one():
    measures = [noted(10, 2021), noted(None, 2023, status="not_available"), noted(12)]
    made = measured(measures=measures, supports=[BOOK])
    change = one(made, VOLUNTEERS, Kind.CHANGE, "since=2021")
    assert (change.quantity.value, change.period, change.status) == (2, "2021-2024", Status.COMPUTED)
    cited = [item for item in made.evidence if item.key in change.proofs]
    assert {item.cell for item in cited if item.sheet == "Relevés"} == {"E4", "E6"}


def test_a_change_bears_the_weaker_grade_of_its_two_years():
    measures = [noted(10, 2023, supports=("S-02",)), noted(12)]
    made = measured(measures=measures, supports=[BOOK, NOTES])
    assert one(made, VOLUNTEERS, Kind.CHANGE, "since=2023").grade == Grade.DECLARED


@pytest.mark.parametrize(
    "measures",
    [
        [noted(12)],
        [noted(10, 2023)],
        [noted(10, 2023), noted(12), noted(13)],
        [noted(None, 2023, low=8, high=11), noted(12)],
    ],
    ids=["one year", "not this year", "two sources", "a range without a value"],
)
def test_no_change_is_told_where_it_would_not_be_clear(measures):
    made = measured(measures=measures, supports=[BOOK])
    assert [item for item in made.results if item.kind is Kind.CHANGE] == []


def test_a_change_inside_the_uncertainty_of_two_surveys_is_marked_as_noise():
    survey = {"code": "S-03", "title": "Enquête", "kind": "survey", "grade": "declared"}
    local = {
        "indicator": "Personnes qui se disent mieux", "decision": "added", "criterion": "integration",
        "nature": "share", "unit": "percent", "definition": "Selon elles.",
    }  # fmt: skip

    def asked(year: int, part: int, whole: int) -> dict:
        return {
            "indicator": local["indicator"], "year": year, "value": round(100 * part / whole, 1), "numerator": part,
            "denominator": whole, "supports": ("S-03",),
        }  # fmt: skip

    def change_between(first: int, second: int) -> Result:
        made = measured(
            indicators=[local], measures=[asked(2023, first, 100), asked(2024, second, 100)], supports=[survey]
        )
        (change,) = [item for item in made.results if item.kind is Kind.CHANGE]
        return change

    assert change_between(50, 55).quantity.qualifier == "noise"
    assert change_between(20, 80).quantity.qualifier == ""


# Targets


def target(value: float, year: int | None = 2024, indicator: str = REUSED, **said) -> dict:
    dated = {} if year is None else {"year": year}
    return {"indicator": indicator, "value": value, "set_by": "la commune", **dated, **said}


def test_a_target_and_its_gap_each_with_their_proofs():
    made = measured(
        measures=[noted(92.3, indicator=REUSED)],
        targets=[target(100, explanation="Une panne.", document="convention")],
        supports=[BOOK],
    )
    aim, gap = (one(made, REUSED, Kind.GAP, f"of={name}") for name in ("target", "gap"))
    assert (aim.quantity.value, aim.quantity.text, aim.quantity.qualifier) == (100, "la commune", "convention")
    assert (gap.quantity.value, gap.quantity.text, gap.status) == (-7.7, "Une panne.", Status.COMPUTED)
    cells = {item.key: item.cell for item in made.evidence}
    assert [cells[key] for key in aim.proofs] == ["C4", "D4:E4"]
    assert {cells[key] for key in gap.proofs} >= {"C4", "D4:E4", "F4", "E4"}
    assert gap.grade == Grade.DECLARED


def test_a_target_without_a_result_has_no_gap():
    made = measured(targets=[target(100)], indicators=[{"indicator": REUSED, "decision": "kept"}])
    assert one(made, REUSED, Kind.GAP, "of=target").quantity.value == 100
    assert results(made, REUSED, Kind.GAP, "of=gap") == []


def test_a_target_of_a_later_year_or_without_a_date_is_an_intention():
    made = measured(measures=[noted(90, indicator=REUSED)], targets=[target(100, 2025), target(80, None)])
    aims = results(made, REUSED, Kind.GAP, "of=target")
    assert [(aim.year, aim.quantity.value) for aim in aims] == [(2025, 100), (None, 80)]
    assert results(made, REUSED, Kind.GAP, "of=gap") == []


def test_a_number_noted_down_as_planned_is_a_target_and_no_figure():
    made = measured(measures=[noted(40, indicator=REUSED, status="planned")])
    assert [aim.quantity.value for aim in results(made, REUSED, Kind.GAP, "of=target")] == [40]
    assert results(made, REUSED, Kind.GAP, "of=gap") == []
    assert one(made, REUSED).status is Status.NOT_AVAILABLE


def test_a_number_planned_for_a_part_is_told_and_enters_nothing():
    made = measured(measures=[noted(40, indicator=REUSED, status="planned", breakdown="sexe=femmes")])
    assert results(made, REUSED, Kind.GAP, "of=target") == []
    assert "planned_part" in [found.code for found in made.problems]


def test_the_report_of_an_earlier_year_does_not_tell_a_later_target():
    asked = gathered(targets=[target(100, 2025), target(90, 2024)])
    earlier = measure(dataclasses.replace(asked, structure=dataclasses.replace(asked.structure, own_year=2025)))
    assert [aim.year for aim in results(earlier, REUSED, Kind.GAP, "of=target")] == [2024]


def test_a_target_has_no_gap_with_two_sources_that_differ():
    measures = [noted(90, indicator=REUSED), noted(92, indicator=REUSED, supports=("S-02",))]
    made = measured(measures=measures, targets=[target(100)], supports=[BOOK, NOTES])
    assert results(made, REUSED, Kind.GAP, "of=gap") == []


def test_a_target_for_something_unknown_is_told_where_it_stands_and_stops_the_measure():
    with pytest.raises(DataProblems) as told:
        measured(targets=[target(3, indicator="rien de tel")])
    places = {(found.code, found.sheet, found.cell) for found in told.value.problems}
    assert places == {("indicator_unknown", "Cibles", "A4")}


# What the evaluation is made of


def test_the_evaluation_counts_itself():
    made = measured(
        stakeholders=[
            {"name": "les bénévoles", "steps": ("choice",), "degree": "concertation"},
            {"name": "les clients", "steps": ("debate",)},
            {"name": "les voisins"},
        ],
        effects=[
            {"code": "F-01", "effect": "A", "criterion": "needs", "contested_by": "la mairie"},
            {"code": "F-02", "effect": "B", "criterion": "needs", "status": "planned"},
        ],
        supports=[BOOK, NOTES],
        measures=[noted(12)],
    )

    def tally(name: str) -> float | None:
        (found,) = [item for item in made.results if item.indicator == f"tally_{name}" and "=" not in item.breakdown]
        return found.quantity.value

    assert [tally(f"stakeholders{name}") for name in ("", "_involved", "_effective")] == [3, 2, 1]
    assert tally("degree_unknown") == 1
    assert [tally(f"effects{name}") for name in ("", "_contested", "_intended")] == [1, 1, 1]
    assert tally("supports_unused") == 1
    assert tally("criteria_backed") == 2


def test_measuring_twice_gives_the_same_and_leaves_what_it_was_given():
    made = gathered(pathways=[person(1, exit=datetime.date(2024, 5, 3), exit_category="positive")])
    before = (made.results, made.evidence, made.problems)
    assert measure(made) == measure(made)
    assert (made.results, made.evidence, made.problems) == before
