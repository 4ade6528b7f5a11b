"""One cell at a time: what each type of column accepts, what it makes of it, and why it refuses."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dts_eval.foundation.model import Cell
from dts_eval.foundation.units import Missing
from dts_eval.workbook.layout import TYPES, Column
from dts_eval.workbook.values import (
    YEARS,
    Unreadable,
    as_percentage,
    as_shown,
    error_shown,
    list_words,
    personal_data,
    plain,
    raw_text,
    read_value,
)

DAY = datetime.date(2024, 2, 1)
MOMENT = datetime.datetime(2024, 2, 1, 8, 30)
LISTS = {"choice": "grade", "choices": "step", "yes_no": "yes_no"}


def column(kind: str, column_id: str = "value") -> Column:
    return Column(column_id, "Une colonne", kind, "Une aide.", list=LISTS.get(kind, ""))


def read(kind: str, content: object, column_id: str = "value") -> Cell:
    words = list_words(LISTS[kind]) if kind in LISTS else {}
    return read_value(content, column(kind, column_id), words).at("B7")


def refused(kind: str, content: object, column_id: str = "value") -> tuple[str, str]:
    with pytest.raises(Unreadable) as unreadable:
        read(kind, content, column_id)
    return unreadable.value.code, unreadable.value.values.get("typed", "")


@pytest.mark.parametrize(
    ("content", "raw"),
    [
        (12.0, "12"),
        (12.5, "12.5"),
        (12, "12"),
        ("04", "04"),
        (True, "VRAI"),
        (False, "FAUX"),
        (DAY, "2024-02-01"),
        (datetime.datetime(2024, 2, 1), "2024-02-01"),
        (MOMENT, "2024-02-01T08:30:00"),
        (datetime.time(8, 30), "08:30:00"),
        (185057800608436.0, "185057800608436"),
    ],
)
def test_a_cell_has_a_text(content, raw):
    assert raw_text(content) == raw


@pytest.mark.parametrize(("content", "shown"), [(11.5, "11,5"), (11.0, "11"), (DAY, "01/02/2024"), ("x.y", "x.y")])
def test_a_message_quotes_a_cell_as_a_french_spreadsheet_shows_it(content, shown):
    assert as_shown(content) == shown


@pytest.mark.parametrize(
    ("kind", "content", "value"),
    [
        ("number", 12.0, 12),
        ("number", "1 234,5", 1234.5),
        ("number", "12,5 %", 12.5),
        ("integer", 14.0, 14),
        ("integer", "14", 14),
        ("integer", 0, 0),
        ("year", 2024.0, 2024),
        ("year", "2024", 2024),
        ("year", " 2024 ", 2024),
        ("date", DAY, DAY),
        ("date", MOMENT, DAY),
        ("date", "01/02/2024", DAY),
        ("date", "1-2-2024", DAY),
        ("date", "1.2.2024", DAY),
        ("date", "2024-02-01", DAY),
        ("text", " une habitante ", "une habitante"),
        ("text", "2024", "2024"),
        ("long_text", "Oui ; non.", "Oui ; non."),
        ("when", "février 2024", "février 2024"),
        ("when", 2024.0, "2024"),
        ("when", "-", "-"),
        ("code", "S-01", "S-01"),
        ("code", 12345678900012.0, "12345678900012"),
        ("codes", "S-01 S-02", ("S-01", "S-02")),
        ("codes", "S-01 ; S-02, S-03 ;", ("S-01", "S-02", "S-03")),
        ("codes", ";", ()),
        ("choice", "Corroboré", "corroborated"),
        ("choice", "from records", "records"),
        ("choice", "estimated", "estimated"),
        ("choices", "choix des critères ; MISE EN DÉBAT", ("choice", "debate")),
        ("yes_no", "Oui", "yes"),
        ("yes_no", "no", "no"),
        ("pseudonym", "P-001", "P-001"),
        ("pseudonym", "ab_12", "ab_12"),
        ("criterion", "la fierté", "la fierté"),
        ("indicator", "Contrats signés", "Contrats signés"),
        ("unit", "heures", "heures"),
    ],
)
def test_each_type_reads_what_people_type(kind, content, value):
    cell = read(kind, content)
    assert cell.value == value and type(cell.value) is type(value)
    assert cell.address == "B7"
    assert cell.raw == raw_text(content).strip()


@pytest.mark.parametrize(
    ("kind", "content", "code", "typed"),
    [
        ("number", "douze", "number_as_text", "douze"),
        ("number", True, "number_as_text", "VRAI"),
        ("number", "50 000 euros", "number_with_unit", "50 000 euros"),
        ("number", "1.250", "ambiguous_thousands", "1.250"),
        ("number", "néant", "zero_or_missing", "néant"),
        ("number", DAY, "number_is_date", "01/02/2024"),
        ("number", datetime.time(8, 30), "number_is_date", "08:30:00"),
        ("integer", 11.5, "number_not_whole", "11,5"),
        ("integer", -1.0, "number_not_whole", "-1"),
        ("integer", "20-25", "number_not_whole", "20-25"),
        ("year", DAY, "year_is_date", "01/02/2024"),
        ("year", "24", "year_not_read", "24"),
        ("year", 2024.5, "year_not_read", "2024.5"),
        ("year", 2204.0, "year_out_of_range", "2204"),
        ("year", 1066.0, "year_out_of_range", "1066"),
        ("date", "31/02/2024", "date_impossible", "31/02/2024"),
        ("date", "2024-13-01", "date_impossible", "2024-13-01"),
        ("date", "un mardi", "date_not_read", "un mardi"),
        ("date", 45323.0, "date_not_read", "45323"),
        ("date", datetime.date(2204, 2, 1), "year_out_of_range", "2204"),
        ("text", 2024.0, "number_where_text", "2024"),
        ("long_text", 11.5, "number_where_text", "11,5"),
        ("indicator", 3, "number_where_text", "3"),
        ("choice", "à voir", "not_in_list", "à voir"),
        ("choices", "enjeux ; fête", "not_among_answers", "fête"),
        ("yes_no", "peut-être", "not_in_list", "peut-être"),
        ("pseudonym", "Léa Martin", "personal_name", ""),
        ("pseudonym", "12", "personal_name", ""),
    ],
)
def test_each_type_says_why_it_refuses(kind, content, code, typed):
    assert refused(kind, content) == (code, typed)


def test_every_type_of_the_layout_is_read_here():
    read_here = {case[0] for mark in test_each_type_reads_what_people_type.pytestmark for case in mark.args[1]}
    assert read_here == TYPES


@pytest.mark.parametrize("kind", sorted(TYPES - {"when"}))
def test_every_type_knows_the_words_for_nothing(kind):
    assert read(kind, "nd").value is Missing.NOT_AVAILABLE
    assert read(kind, "Sans objet").value is Missing.NOT_APPLICABLE
    assert read(kind, "nd").raw == "nd"


def test_a_qualified_number_keeps_its_bounds():
    assert read("number", "plus de 600") == Cell(600, "plus de 600", "B7", 600, None, "more_than")
    assert read("number", "20-25") == Cell(None, "20-25", "B7", 20, 25)


@pytest.mark.parametrize("column_id", ["amount", "hours", "votes_for", "population", "numerator"])
def test_a_percent_sign_has_no_place_where_no_share_is_due(column_id):
    assert refused("number", "20 %", column_id) == ("number_with_unit", "20 %")
    assert refused("integer", "20 %", column_id) == ("number_with_unit", "20 %")


@given(st.dates(min_value=datetime.date(YEARS[0], 1, 1), max_value=datetime.date(YEARS[-1], 12, 31)))
def test_a_day_written_in_any_usual_way_is_the_same_day(day):
    for written in (f"{day:%d/%m/%Y}", f"{day:%d.%m.%Y}", f"{day.day}/{day.month}/{day.year}", day.isoformat()):
        assert read("date", written).value == day


@given(st.integers(min_value=0, max_value=9999))
def test_a_year_is_read_in_a_plausible_period_only(year):
    if year in YEARS:
        assert read("year", f"{year:04}").value == year
    else:
        assert refused("year", f"{year:04}") == ("year_out_of_range", f"{year:04}")


@pytest.mark.parametrize("number", [0.52, 0.07, 0.005, 1, 0, 1.24, 0.01234, 0.333])
def test_a_percentage_is_written_as_its_cell_shows_it(number):
    shown = as_percentage(number)
    assert float(shown.removesuffix(" %").replace(",", ".")) == pytest.approx(100 * number)


@pytest.mark.parametrize(
    "text", ["#REF!", "#N/A", "#DIV/0!", "#NOM?", "#VALEUR!", "#VALUE!", "#NAME?", "Err:502", " #REF! "]
)
def test_the_text_of_an_error_is_known(text):
    assert error_shown(text) == text.strip()


@pytest.mark.parametrize("content", ["#1", "le #REF! d’hier", "erreur", "", 12, None, "#", "#bienvenue"])
def test_other_texts_are_no_error(content):
    assert error_shown(content) == ""


@pytest.mark.parametrize(
    ("raw", "rule"),
    [
        ("1 85 05 78 006 084 36", "nir_found"),
        ("2850578006084", "nir_found"),
        ("185052A006084", "nir_found"),
        ("185052b00608436", "nir_found"),
        ("7 85 05 78 006 084", "nir_found"),
        ("06 12 34 56 78", "contact_found"),
        ("01.23.45.67.89", "contact_found"),
        ("+33612345678", "contact_found"),
        ("écrire à lea@exemple.fr", "contact_found"),
        ("Mme Martin", "likely_name"),
        ("M. Dupont", "likely_name"),
        ("Madame Éluard", "likely_name"),
        ("madame la maire", ""),
        ("Monsieur le maire", ""),
        ("12345678900012", ""),
        ("123 456 789 00012", ""),
        ("1 234 567 890 123", ""),
        ("2024-07-12", ""),
        ("@LaRidelle", ""),
        ("0612", ""),
        ("01/02/2006 00:00:00", ""),
        ("01.02.2006 08:30", ""),
    ],
)
def test_personal_data_is_recognised(raw, rule):
    assert personal_data(raw) == rule


@given(st.integers(min_value=0, max_value=10**14 - 1))
def test_a_siret_is_never_taken_for_personal_data(number):
    siret = f"{number:014}"
    for written in (siret, f"{siret[:3]} {siret[3:6]} {siret[6:9]} {siret[9:]}"):
        assert personal_data(written) == ""


@given(
    st.integers(min_value=1, max_value=9),
    st.integers(min_value=0, max_value=10**8 - 1),
    st.sampled_from([" ", ".", "-", "", "\u00a0"]),
)
def test_a_telephone_is_recognised_however_it_is_spaced(first, others, gap):
    digits = f"{others:08}"
    pairs = [f"0{first}", *(digits[start : start + 2] for start in range(0, 8, 2))]
    assert personal_data(f"au {gap.join(pairs)} le soir") == "contact_found"


@pytest.mark.parametrize("text", ["L’AIDE  à\u00a0domicile", "l'aide à domicile ", "l’aide\u202fà domicile"])
def test_words_are_compared_without_capitals_apostrophes_and_spaces(text):
    assert plain(text) == "l'aide à domicile"
