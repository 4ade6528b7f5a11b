"""Values noted down: what each line becomes, with its status, its bounds, its grade and its proofs."""

import math
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.append(str(Path(__file__).parents[1] / "bad"))
from spoiled import Edit, add, codes, put, sound  # noqa: E402

from dts_eval.collection.wilson import Z_95, wilson_bounds, wilson_interval  # noqa: E402
from dts_eval.foundation.model import Evaluation, Kind, Quantity, Result, Status  # noqa: E402
from dts_eval.runs.checking import check  # noqa: E402

CONTRACTS, SHARE = "contracts_signed", "solidarity_pricing"
# The lines of the sound workbook: 1 contracts, 2 share with a survey, 3 « plus de 600 », 4 « 20-25 », 5 « nd » of 2023.


def collected(folder: Path, *edits: Edit, **parameters: object) -> Evaluation:
    evaluation = check(sound(folder, *edits), **parameters)
    assert codes(evaluation.problems) == []
    return evaluation


def figures(evaluation: Evaluation, indicator: str) -> list[Result]:
    return [result for result in evaluation.results if result.kind is Kind.FIGURE and result.indicator == indicator]


def figure(evaluation: Evaluation, indicator: str) -> Result:
    (result,) = figures(evaluation, indicator)
    return result


def contracts(folder: Path, **cells: object) -> Result:
    return figure(collected(folder, *(put("measures", name, value) for name, value in cells.items())), CONTRACTS)


def share(folder: Path, **cells: object) -> Result:
    return figure(collected(folder, *(put("measures", name, value, 2) for name, value in cells.items())), SHARE)


def test_a_value_comes_with_its_year_its_unit_and_its_proofs(tmp_path):
    result = contracts(tmp_path)
    assert (result.quantity, result.year, result.unit) == (Quantity(value=38), 2024, "contract")
    assert (result.status, result.criterion, result.breakdown) == (Status.DECLARED, "activity", "")
    assert result.proofs == ("Relevés!E4", "support:S-01")


@pytest.mark.parametrize(
    ("typed", "value", "low", "high", "qualifier"),
    [
        ("plus de 600", 600, 600, None, "more_than"),
        ("moins de 5", 5, None, 5, "less_than"),
        ("près de 40", 40, None, None, "nearly"),
        ("environ 40", 40, None, None, "about"),
        ("1 250", 1250, None, None, ""),
    ],
)
def test_a_qualified_value_keeps_its_word_and_its_bound(typed, value, low, high, qualifier, tmp_path):
    result = contracts(tmp_path, value=typed)
    assert result.quantity == Quantity(value=value, low=low, high=high, qualifier=qualifier)
    assert result.status is Status.DECLARED


def test_a_range_typed_as_the_value_is_what_somebody_says(tmp_path):
    result = contracts(tmp_path, value="20-25")
    assert result.quantity == Quantity(low=20, high=25)
    assert (result.status, result.grade) == (Status.DECLARED, "records")
    assert contracts(tmp_path, value="20-25", status="estimé").status is Status.ESTIMATED


def test_bounds_typed_in_their_columns_are_an_estimate(tmp_path):
    result = contracts(tmp_path, value=None, low=20, high=25)
    assert (result.quantity, result.status) == (Quantity(low=20, high=25), Status.ESTIMATED)
    assert result.proofs == ("Relevés!J4:K4", "support:S-01")


def test_bounds_typed_in_their_columns_pass_before_those_of_the_value(tmp_path):
    assert contracts(tmp_path, value="plus de 600", low=610, high=700).quantity == Quantity(
        value=600, low=610, high=700, qualifier="more_than"
    )


@pytest.mark.parametrize(
    ("value", "stated", "status", "grade"),
    [
        (38, None, Status.DECLARED, "records"),
        (38, "estimé", Status.ESTIMATED, "estimated"),
        (0, None, Status.DECLARED, "records"),
        (None, None, Status.NOT_AVAILABLE, ""),
        (None, "non disponible", Status.NOT_AVAILABLE, ""),
        (None, "nd", Status.NOT_AVAILABLE, ""),
        (None, "sans objet", Status.NOT_APPLICABLE, ""),
        (None, "estimé", Status.NOT_AVAILABLE, ""),
        ("nd", None, Status.NOT_AVAILABLE, ""),
        ("-", "sans objet", Status.NOT_APPLICABLE, ""),
        ("sans objet", None, Status.NOT_APPLICABLE, ""),
    ],
)
def test_each_line_has_one_status(value, stated, status, grade, tmp_path):
    result = contracts(tmp_path, value=value, status=stated)
    assert (result.status, result.grade) == (status, grade)
    assert (result.quantity.value is None) == (status in (Status.NOT_AVAILABLE, Status.NOT_APPLICABLE))
    assert result.proofs


def test_the_reason_why_there_is_nothing_is_kept(tmp_path):
    result = contracts(tmp_path, value=None, status="non disponible", reason="refusé par le groupe")
    assert (result.reason, result.proofs) == ("refused_by_group", ("Relevés!L4:M4", "support:S-01"))


def test_a_line_without_anything_is_proved_by_its_indicator(tmp_path):
    result = contracts(tmp_path, value=None, supports=None)
    assert (result.status, result.proofs) == (Status.NOT_AVAILABLE, ("Relevés!A4",))


@pytest.mark.parametrize(
    ("supports", "grade"), [("S-01", "records"), ("S-02", "declared"), ("S-01 S-02", "declared"), (None, "declared")]
)
def test_a_value_takes_the_weakest_grade_of_its_documents(supports, grade, tmp_path):
    assert contracts(tmp_path, supports=supports).grade == grade


def test_what_comes_after_the_report_year_is_left_out(tmp_path):
    assert figures(collected(tmp_path, put("measures", "year", 2025)), CONTRACTS) == []
    assert figures(collected(tmp_path, put("measures", "year", 2023)), CONTRACTS)[0].year == 2023
    assert figures(collected(tmp_path, put("measures", "year", None)), CONTRACTS)[0].year is None
    assert figures(collected(tmp_path, year=2023), CONTRACTS) == []


@pytest.mark.parametrize(
    ("typed", "breakdown"),
    [
        ("sexe=femmes", "sexe=femmes"),
        ("Sexe = femmes", "sexe=femmes"),
        ("sexe=femmes; âge=moins de 26 ans", "sexe=femmes;âge=moins de 26 ans"),
        ("âge=26 ans et plus;sexe=hommes", "sexe=hommes;âge=26 ans et plus"),
        (None, ""),
        (" ; ", ""),
    ],
)
def test_a_breakdown_has_its_keys_in_order(typed, breakdown, tmp_path):
    assert contracts(tmp_path, breakdown=typed).breakdown == breakdown


def test_the_activity_is_a_part_of_the_breakdown(tmp_path):
    assert (
        contracts(tmp_path, breakdown="sexe=femmes", activity="Recyclerie").breakdown
        == "activity=Recyclerie;sexe=femmes"
    )


def test_two_sources_for_one_fact_are_two_results(tmp_path):
    other = add("measures", 6, indicator="Contrats signés", year=2024, value=40, supports="S-02")
    results = figures(collected(tmp_path, other), CONTRACTS)
    assert [(result.quantity.value, result.grade) for result in results] == [(38, "records"), (40, "declared")]
    assert [result.proofs for result in results] == [("Relevés!E4", "support:S-01"), ("Relevés!E9", "support:S-02")]


def test_two_sources_of_which_one_is_not_named_are_a_warning(tmp_path):
    evaluation = check(sound(tmp_path, add("measures", 6, indicator="Contrats signés", year=2024, value=40)))
    assert [(found.code, dict(found.values)) for found in evaluation.problems] == [
        ("two_values_same_cell", {"lines": "4, 9"})
    ]
    assert len(figures(evaluation, CONTRACTS)) == 2


@pytest.mark.parametrize(
    ("column", "value"), [("year", 2023), ("breakdown", "sexe=femmes"), ("activity", "recyclerie")]
)
def test_another_year_or_another_part_is_another_fact(column, value, tmp_path):
    said = {"indicator": "Contrats signés", "year": 2024, "value": 40} | {column: value}
    assert len(figures(collected(tmp_path, add("measures", 6, **said)), CONTRACTS)) == 2


def test_two_lines_that_know_nothing_do_not_contradict_each_other(tmp_path):
    said = {"indicator": "Contrats signés", "year": 2024, "value": "nd"}
    assert len(figures(collected(tmp_path, put("measures", "value", "nd"), add("measures", 6, **said)), CONTRACTS)) == 2


def test_a_share_is_computed_from_its_parts(tmp_path):
    result = share(tmp_path, value=None, numerator=3, denominator=8, supports="S-01")
    assert result.quantity == Quantity(value=37.5, numerator=3, denominator=8)
    assert (result.status, result.proofs) == (Status.DECLARED, ("Relevés!G5:H5", "support:S-01"))


def test_a_share_written_beside_its_parts_is_kept_as_written(tmp_path):
    assert share(tmp_path, value=38, numerator=3, denominator=8, supports="S-01").quantity.value == 38


@pytest.mark.parametrize("missing", ["numerator", "denominator"])
def test_half_a_share_is_no_share(missing, tmp_path):
    parts = {"numerator": 3, "denominator": 8} | {missing: None}
    result = share(tmp_path, value=None, **parts)
    assert (result.quantity.value, result.status) == (None, Status.NOT_AVAILABLE)


def test_nobody_out_of_nobody_is_no_share(tmp_path):
    result = share(tmp_path, value=None, numerator=0, denominator=0)
    assert (result.quantity.value, result.status) == (None, Status.NOT_AVAILABLE)


def test_nobody_out_of_eight_is_a_share_of_zero(tmp_path):
    assert share(tmp_path, value=None, numerator=0, denominator=8, supports="S-01").quantity.value == 0


def test_a_share_from_a_survey_has_its_interval(tmp_path):
    quantity = share(tmp_path, value=None, numerator=27, denominator=42).quantity
    assert quantity.value == pytest.approx(64.2857, abs=1e-4)
    assert (round(quantity.low or 0, 1), round(quantity.high or 0, 1)) == (49.2, 77.0)


def test_a_share_from_a_register_has_none(tmp_path):
    quantity = share(tmp_path, value=None, numerator=27, denominator=42, supports="S-01").quantity
    assert (quantity.low, quantity.high) == (None, None)


def test_an_interval_said_by_the_survey_is_kept(tmp_path):
    quantity = share(tmp_path, value=64, numerator=27, denominator=42, low=50, high=76).quantity
    assert (quantity.low, quantity.high) == (50, 76)


def test_a_survey_that_does_not_say_its_numbers_has_no_interval(tmp_path):
    assert share(tmp_path, value=64).quantity == Quantity(value=64)


def test_a_survey_with_more_answers_than_people_is_told_and_breaks_nothing(tmp_path):
    edits = [put("measures", name, number, 2) for name, number in (("numerator", 60), ("denominator", 50))]
    assert codes(check(sound(tmp_path, *edits)).problems) == ["share_above_100"]


def test_the_interval_of_27_out_of_42():
    assert [round(bound, 1) for bound in wilson_bounds(27, 42)] == [49.2, 77.0]


@pytest.mark.parametrize("whole", [1, 8, 50, 1000])
def test_the_interval_of_none_and_of_all_has_a_closed_form(whole):
    squared = Z_95**2
    none, every = wilson_bounds(0, whole), wilson_bounds(whole, whole)
    assert none == pytest.approx((0, 100 * squared / (whole + squared)), abs=1e-9)
    assert every == pytest.approx((100 * whole / (whole + squared), 100), abs=1e-9)


@given(st.integers(1, 5000).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))))
def test_the_bounds_solve_the_equation_that_defines_them(parts):
    part, whole = parts
    low, high = (bound / 100 for bound in wilson_bounds(part, whole))
    said = part / whole
    assert 0 <= low <= said + 1e-12 and said - 1e-12 <= high <= 1
    for bound in (low, high):
        assert math.isclose((said - bound) ** 2, Z_95**2 * bound * (1 - bound) / whole, abs_tol=1e-9)
    other_low, other_high = (bound / 100 for bound in wilson_bounds(whole - part, whole))
    assert (other_low, other_high) == pytest.approx((1 - high, 1 - low), abs=1e-9)


@given(st.integers(1, 400), st.integers(2, 5))
def test_more_answers_make_a_narrower_interval(whole, times):
    few, many = wilson_bounds(whole / 2, whole), wilson_bounds(whole * times / 2, whole * times)
    assert many[1] - many[0] < few[1] - few[0]


def test_an_interval_needs_somebody_who_answered():
    with pytest.raises(ValueError, match="at least one answer"):
        wilson_bounds(0, 0)
    assert wilson_interval(Quantity(value=50)) == Quantity(value=50)
    assert wilson_interval(Quantity(numerator=0, denominator=0)) == Quantity(numerator=0, denominator=0)
