"""Missing is never zero: whatever word or blank says « nothing », no step makes a number of it."""

import pytest
from spoiled import cell, codes, problems_in, put, sound

from dts_eval.disclosure.disclosing import disclose
from dts_eval.foundation.model import Evaluation, Status
from dts_eval.measurement.measuring import measure
from dts_eval.runs.checking import check

AVAILABLE = ("nd", "ND", "n.d.", "N.D.", "N/A", "n/a", "-", " - ", "–", "—", "non disponible", " nd ", "nd\u00a0")
APPLICABLE = ("sans objet", "Sans objet", "sans\u00a0objet", "s.o.")
SAID = [(word, Status.NOT_AVAILABLE) for word in AVAILABLE] + [(word, Status.NOT_APPLICABLE) for word in APPLICABLE]


def figures(evaluation: Evaluation, indicator: str) -> list[tuple[Status, float | None, float | None, float | None]]:
    return [
        (result.status, result.quantity.value, result.quantity.low, result.quantity.high)
        for result in evaluation.results
        if result.indicator == indicator and result.kind == "figure" and not result.breakdown
    ]


@pytest.mark.parametrize(("word", "status"), SAID)
def test_a_word_for_nothing_is_a_result_without_a_value(word, status, tmp_path):
    evaluation = check(sound(tmp_path, put("measures", "value", word)))
    assert evaluation.problems == ()
    assert figures(evaluation, "contracts_signed") == [(status, None, None, None)]


@pytest.mark.parametrize(
    ("word", "status"), [*SAID[::6], ("sans objet", Status.NOT_APPLICABLE), (None, Status.NOT_AVAILABLE)]
)
def test_it_stays_so_up_to_the_rows(word, status, tmp_path):
    disclosed = disclose(measure(check(sound(tmp_path, put("measures", "value", word)))))
    (row,) = (row for row in disclosed.rows if row.kind == "figure" and row.indicator == "contracts_signed")
    assert (row.status, row.value, row.low, row.high, row.text) == (status, None, None, None, "")
    compared = [row for row in disclosed.rows if row.indicator == "contracts_signed" and row.kind in ("gap", "change")]
    assert all(row.value != -40 for row in compared), "a gap to the target was computed from nothing"


def test_a_blank_value_is_not_available(tmp_path):
    evaluation = check(sound(tmp_path, put("measures", "value", None)))
    assert figures(evaluation, "contracts_signed") == [(Status.NOT_AVAILABLE, None, None, None)]


def test_a_zero_stays_a_zero(tmp_path):
    for typed in (0, "0", "0,0"):
        evaluation = check(sound(tmp_path, put("measures", "value", typed)))
        assert figures(evaluation, "contracts_signed") == [(Status.DECLARED, 0, None, None)]


@pytest.mark.parametrize("word", ["néant", "Néant", "aucun", "aucune", "rien"])
def test_a_word_that_may_mean_zero_is_asked_about(word, tmp_path):
    assert codes(problems_in(sound(tmp_path, put("measures", "value", word)))) == ["zero_or_missing"]


@pytest.mark.parametrize(("sheet", "column"), [("expenses", "amount"), ("resources", "amount"), ("pathways", "hours")])
@pytest.mark.parametrize("word", ["nd", "-", "sans objet"])
def test_a_word_for_nothing_is_nothing_in_the_lines_that_are_counted(sheet, column, word, tmp_path):
    evaluation = check(sound(tmp_path, put(sheet, column, word)))
    (line, *_) = evaluation.sheet(sheet)
    assert line.number(column) is None
    assert line.cells[column].address == cell(sheet, column)
    values = [result.quantity.value for result in measure(evaluation).results if result.kind == "figure"]
    assert not [value for value in values if value == 0 and sheet == "expenses"]


def test_an_estimate_without_a_number_is_not_available(tmp_path):
    path = sound(tmp_path, put("measures", "value", None), put("measures", "status", "estimé"))
    assert figures(check(path), "contracts_signed") == [(Status.NOT_AVAILABLE, None, None, None)]


def test_a_share_said_not_to_be_known_is_not_computed_from_what_stands_beside_it(tmp_path):
    said = (put("measures", "value", "nd", 2), put("measures", "numerator", 3, 2), put("measures", "denominator", 8, 2))
    assert figures(check(sound(tmp_path, *said)), "solidarity_pricing") == [(Status.NOT_AVAILABLE, None, None, None)]


def test_a_formula_never_computed_is_not_a_zero(tmp_path):
    assert codes(problems_in(sound(tmp_path, put("measures", "value", "=E5+E6")))) == ["formula_not_computed"]
