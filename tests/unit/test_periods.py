"""What a value covers: a year, a day or everything since the beginning; they are told apart and never compared."""

import pytest
from evaluation_samples import gathered, measured

from dts_eval.disclosure.disclosing import disclose
from dts_eval.presentation.book import Book
from dts_eval.presentation.illustrations import _has_series
from dts_eval.presentation.narrative.figures import figure_sentences

CRITERIA = [{"criterion": "activity", "decision": "kept"}, {"criterion": "accessibility", "decision": "kept"}]


def noted(year, value, period=None, **said):
    line = {"indicator": "contracts_signed", "year": year, "value": value, **said}
    return {**line, "period": period} if period else line


def told(*lines):
    made = measured(criteria=CRITERIA, measures=list(lines))
    found = Book(disclose(made), "fr")
    return str(figure_sentences(found, "contracts_signed")[0]), found, made


def changes(made):
    return [item for item in made.results if item.kind == "change"]


def test_a_running_total_says_so_and_is_told_beside_the_total_before():
    sentence, _, made = told(noted(2023, 410, "since_start"), noted(2024, 538, "since_start"))
    assert "538 contrats, en cumul depuis l’origine, à la fin de 2024" in sentence
    assert "410 contrats à la fin de 2023" in sentence and "de plus" not in sentence
    assert [item.quantity.value for item in changes(made)] == [128]


def test_a_value_on_a_day_says_the_day():
    sentence, _, _ = told(noted(2024, 12, "at_year_end"))
    assert sentence.endswith("12 contrats au 31 décembre 2024.")
    assert (
        "contre 11 contrats au 31 décembre 2023"
        in told(noted(2023, 11, "at_year_end"), noted(2024, 12, "at_year_end"))[0]
    )


@pytest.mark.parametrize("other", ["since_start", "at_year_end"])
def test_values_that_cover_other_things_are_never_compared(other):
    sentence, found, made = told(noted(2022, 30), noted(2023, 410, other), noted(2024, 38))
    assert [item.breakdown for item in changes(made)] == ["since=2022"]
    assert "contre 30 contrats en 2022" in sentence and "410" not in sentence
    assert not _has_series(found, "contracts_signed")
    assert [item.code for item in made.problems] == ["periods_mixed"]


def test_a_blank_period_is_that_of_the_year():
    _, found, made = told(noted(2022, 30), noted(2023, 35, "in_year"), noted(2024, 38))
    assert [item.breakdown for item in changes(made)] == ["since=2023"]
    assert made.problems == () and _has_series(found, "contracts_signed")


def test_a_running_total_that_goes_down_is_told():
    lines = [noted(2023, 410, "since_start"), noted(2024, 300, "since_start")]
    assert [item.code for item in gathered(criteria=CRITERIA, measures=lines).problems] == ["cumulative_falls"]


def test_a_price_may_be_above_the_market_and_needs_a_dated_source():
    support = {"code": "S-01", "title": "relevé de prix", "date": "mars 2024"}
    price = {"indicator": "price_gap", "year": 2024, "numerator": 12, "denominator": 10}
    made = gathered(criteria=CRITERIA, measures=[{**price, "supports": ("S-01",)}], supports=[support])
    (found,) = [item for item in made.results if item.indicator == "price_gap"]
    assert (found.quantity.value, made.problems) == (120, ())
    assert [item.code for item in gathered(criteria=CRITERIA, measures=[price]).problems] == ["price_without_source"]
    share = {"indicator": "solidarity_pricing", "year": 2024, "numerator": 12, "denominator": 10}
    assert "share_above_100" in [item.code for item in gathered(criteria=CRITERIA, measures=[share]).problems]
