"""The typography and the grammar of the report, character by character.

The expected forms are those of the house table (thousands, percentages, dates, guillemets…), written with escapes so
that an ordinary space cannot pass for another.
"""

import datetime
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dts_eval.foundation.language import (
    LANGUAGES,
    capitalise,
    format_day,
    format_number,
    join_list,
    plural_form,
    say,
    texts,
    typeset,
)
from dts_eval.foundation.units import units
from dts_eval.presentation.shown import Shown

B, N, MINUS = "\u00a0", "\u202f", "\u2212"
SIGNS = "ab12 ,.;:!?%€«»“”\"'’<>…()[]-–\u00a0\u202f@/khtmé\n\ue000"

TABLE = {
    "thousands, five digits": ("12 345 heures", f"12{N}345 heures"),
    "thousands, four digits": ("1 607 heures", f"1{N}607 heures"),
    "thousands, two groups": ("1 000 000", f"1{N}000{N}000"),
    "thousands and decimals": ("12 345 678,90 €", f"12{N}345{N}678,90{B}€"),
    "decimal": ("18,4 ETP", "18,4 ETP"),
    "percentage, glued": ("52%", f"52{B}%"),
    "percentage, ordinary space": ("52 %", f"52{B}%"),
    "percentage, narrow space": (f"52{N}%", f"52{B}%"),
    "points": ("5 points de plus", "5 points de plus"),
    "euros": ("412 000 €", f"412{N}000{B}€"),
    "euros, glued": ("412000€", f"412000{B}€"),
    "cents": ("1,50 €", f"1,50{B}€"),
    "thousands of euros": ("42 k€", f"42{B}k€"),
    "million": ("1,5 million d'euros, 2 millions d'euros", "1,5 million d’euros, 2 millions d’euros"),
    "de after million": ("2 millions d'heures", "2 millions d’heures"),
    "two million in digits": ("2 000 000 heures", f"2{N}000{N}000 heures"),
    "date": ("1er mars 2026, 4 mars 2026", "1er mars 2026, 4 mars 2026"),
    "range of dates": ("du 15 janvier au 4 mars 2026", "du 15 janvier au 4 mars 2026"),
    "school year": ("2025-2026", "2025-2026"),
    "range of values": ("entre 56 % et 82 % ; de 56 % à 82 %", f"entre 56{B}% et 82{B}%{N}; de 56{B}% à 82{B}%"),
    "negative": ("3,2 points de moins", "3,2 points de moins"),
    "negative in a table": (f"{MINUS}3,2", f"{MINUS}3,2"),
    "ordinals": ("2e, 1re, 2de", "2e, 1re, 2de"),
    "duration": ("1 h 30, 35 h", f"1{B}h 30, 35{B}h"),
    "guillemets, straight": ('"texte"', f"«{B}texte{B}»"),
    "guillemets, English": ("“texte”", f"«{B}texte{B}»"),
    "guillemets, signs": ("<<texte>>", f"«{B}texte{B}»"),
    "guillemets, ordinary spaces": ("« texte »", f"«{B}texte{B}»"),
    "guillemets, none": ("«texte»", f"«{B}texte{B}»"),
    "inner quotation, straight": ('« il dit "non" hier »', f"«{B}il dit “non” hier{B}»"),
    "inner quotation, guillemets": ("« il dit « non » hier »", f"«{B}il dit “non” hier{B}»"),
    "inner quotation, mixed": ("« il dit “ non ” hier »", f"«{B}il dit “non” hier{B}»"),
    "inner quotation, all straight outside": ('"il dit « non » hier"', f"«{B}il dit “non” hier{B}»"),
    "apostrophe": ("l'ACI d'Île-de-France qu'« un »", f"l’ACI d’Île-de-France qu’«{B}un{B}»"),
    "apostrophe before a straight quotation": ("l'\"ACI\"", f"l’«{B}ACI{B}»"),
    "dash": ("texte - texte", "texte – texte"),
    "ellipsis": ("et puis...", "et puis…"),
    "etc.": ("tables, chaises, etc...", "tables, chaises, etc."),
    "capitals": ("État, Évaluation, les élus", "État, Évaluation, les élus"),
    "abbreviations": ("M., 5 min, 20 km, 3 kg, 35 h, 2 ETP", f"M., 5{B}min, 20{B}km, 3{B}kg, 35{B}h, 2 ETP"),
    "semicolon and colon, ordinary spaces": ("ok ; ok : ok", f"ok{N}; ok{B}: ok"),
    "semicolon and colon, glued": ("ok; ok: ok", f"ok{N}; ok{B}: ok"),
    "question, exclamation": ("Ah ! Oui ? (oui!) « Ah! »", f"Ah{N}! Oui{N}? (oui{N}!) «{B}Ah{N}!{B}»"),
    "two signs together": ("Vraiment?!", f"Vraiment{N}?!"),
    "after a percentage": ("10 % ; 20 % : oui", f"10{B}%{N}; 20{B}%{B}: oui"),
    "numbers in words": ("une personne sur deux", "une personne sur deux"),
    "start of a sentence": ("12 habitants sont venus.", "12 habitants sont venus."),
}


@pytest.mark.parametrize("point", TABLE)
def test_the_house_table_of_french_typography(point):
    typed, right = TABLE[point]
    assert typeset(typed, "fr") == right


@pytest.mark.parametrize("point", TABLE)
def test_what_is_right_stays_as_it_is(point):
    right = TABLE[point][1]
    assert typeset(right, "fr") == right


@pytest.mark.parametrize(
    "untouched",
    [
        "à 14:30 précises",
        "10:30:45",
        "https://exemple.fr/a?b=c;d!e:f",
        "www.exemple.fr/a;b",
        "la-cordee-2024.rows.csv",
        "annual_report.ipynb",
        "mesures.2024.xlsx",
        "contact@exemple.fr",
        "clé:valeur;autre",
        "3:1",
        "S-01;S-02",
        "en 2024 120 personnes",
        "l. 3084",
        "texte-texte",
    ],
)
def test_times_addresses_files_and_codes_are_left_alone(untouched):
    assert typeset(untouched, "fr") == untouched


def test_marks_around_a_protected_word_are_still_set():
    assert typeset('"lisez rows.csv" à 14:30 ; oui', "fr") == f"«{B}lisez rows.csv{B}» à 14:30{N}; oui"
    assert typeset("rows.csv: lu", "fr") == f"rows.csv{B}: lu"


@pytest.mark.parametrize(
    "english",
    ["52% of 12,345 hours; really? Yes!", "€1,500 : 35 h", "10 000 people - “quoted” at 14:30", "«guillemets» stay"],
)
def test_english_is_left_alone(english):
    assert typeset(english, "en") == english


def test_english_takes_its_own_quotation_marks_and_apostrophes():
    assert typeset("it's \"said\"", "en") == "it’s “said”"


@given(st.text(st.sampled_from(SIGNS), max_size=24) | st.text(max_size=24), st.sampled_from(LANGUAGES))
def test_typesetting_twice_changes_nothing(text, language):
    once = typeset(text, language)
    assert typeset(once, language) == once


@given(st.text(st.sampled_from(SIGNS), max_size=24))
def test_typesetting_loses_no_letter_and_no_digit(text):
    def kept(words: str) -> str:
        return re.sub(r"\W", "", words)

    assert kept(typeset(text, "fr")) == kept(text)


@pytest.mark.parametrize(
    ("value", "french", "english"),
    [
        (12345, f"12{N}345", "12,345"),
        (1607, f"1{N}607", "1,607"),
        (1_000_000, f"1{N}000{N}000", "1,000,000"),
        (18.4, "18,4", "18.4"),
        (18.40, "18,4", "18.4"),
        (0.5, "0,5", "0.5"),
        (1234.5, f"1{N}234,5", "1,234.5"),
        (-3.2, f"{MINUS}3,2", f"{MINUS}3.2"),
        (-0.001, "0", "0"),
        (0, "0", "0"),
    ],
)
def test_numbers(value, french, english):
    assert (format_number(value, "fr"), format_number(value, "en")) == (french, english)


@pytest.mark.parametrize(
    ("value", "french", "english"),
    [
        (0, "one", "many"),
        (0.5, "one", "many"),
        (1, "one", "one"),
        (1.5, "one", "many"),
        (1.99, "one", "many"),
        (-1.5, "one", "many"),
        (2, "many", "many"),
        (-2, "many", "many"),
        (1_000_000, "many", "many"),
        (1_500_000, "many", "many"),
    ],
)
def test_plurals_agree_as_each_language_does(value, french, english):
    assert (plural_form(value, "fr"), plural_form(value, "en")) == (french, english)


@pytest.mark.parametrize(
    ("unit", "value", "written"),
    [
        ("hour", 0, "0 heure"),
        ("hour", 0.5, "0,5 heure"),
        ("hour", 1, "1 heure"),
        ("hour", 1.5, "1,5 heure"),
        ("hour", 1.96, "2 heures"),
        ("hour", 1.95, "2 heures"),
        ("hour", 0.04, "moins de 0,1 heure"),
        ("fte", 1.99, "1,99 ETP"),
        ("point", -1.5, f"{MINUS}1,5 point"),
        ("person", 2, "2 personnes"),
        ("person", 1_000_000, f"1{N}000{N}000 personnes"),
        ("percent", 52, f"52{B}%"),
        ("euro", 412000, f"412{N}000{B}€"),
        ("kilometre", 31400, f"31{N}400{B}km"),
        ("year", 2024, "2024"),
    ],
)
def test_a_value_agrees_with_the_number_as_it_is_shown(unit, value, written):
    assert units()[unit].show(value, "fr") == written


@pytest.mark.parametrize(
    ("day", "french", "english"),
    [
        (datetime.date(2026, 3, 1), "1er mars 2026", "1 March 2026"),
        (datetime.date(2026, 3, 4), "4 mars 2026", "4 March 2026"),
        (datetime.date(2025, 1, 11), "11 janvier 2025", "11 January 2025"),
        (datetime.date(2024, 8, 31), "31 août 2024", "31 August 2024"),
    ],
)
def test_dates_in_full(day, french, english):
    assert (format_day(day, "fr"), format_day(day, "en")) == (french, english)


@pytest.mark.parametrize(
    ("items", "french", "english"),
    [
        ([], "", ""),
        (["a"], "a", "a"),
        (["a", "b"], "a et b", "a and b"),
        (["a", "b", "c"], "a, b et c", "a, b, and c"),
        (["a, le jeudi", "b", "c"], f"a, le jeudi{N}; b{N}; c", "a, le jeudi; b; c"),
    ],
)
def test_lists(items, french, english):
    assert (join_list(items, "fr"), join_list(items, "en")) == (french, english)


@pytest.mark.parametrize(
    ("text", "raised"), [("état des lieux", "État des lieux"), ("l’équipe", "L’équipe"), ("ACI", "ACI"), ("", "")]
)
def test_capitals_keep_their_accents_and_leave_the_rest(text, raised):
    assert capitalise(text) == raised


def shown(value: float, text: str) -> Shown:
    return Shown(text, value, "a/2024/b/", "records", ("E1",))


@pytest.mark.parametrize(
    ("n", "french"),
    [
        (1, "Un critère est retenu."),
        (2, "Deux critères sont retenus."),
        (10, "Dix critères sont retenus."),
        (11, "11 critères sont retenus."),
    ],
)
def test_counts_from_two_to_ten_come_in_words_at_the_head_with_a_capital(n, french):
    assert str(say("choice_kept", "fr", n=n)) == french
    assert str(say("choice_kept", "fr", n=shown(n, str(n)))) == french


def test_counts_stay_in_digits_beside_another_figure_than_a_year():
    assert str(say("essential_criteria_coverage", "fr", n=6, total="7")) == (
        "6 critères retenus, sur 7, s’appuient sur au moins une preuve."
    )
    told = say("essential_opening", "fr", n=5, structure="X", year="2024")
    assert "telle que cinq catégories" in str(told)


def test_a_count_in_words_still_knows_its_row():
    told = say("choice_kept", "fr", n=shown(3, "3"))
    assert [part for part in told.parts if isinstance(part, Shown)] == [shown(3, "Trois")]


def test_zero_has_its_own_form_where_there_is_one():
    assert str(say("stakeholders_count", "fr", n=0)).startswith("Aucune étape")
    assert str(say("stakeholders_count", "en", n=0)).startswith("No step")


def test_a_quotation_that_holds_a_quotation():
    told = str(say("value_note", "fr", note=typeset('il dit "non"', "fr")))
    assert told == f"Précision donnée{B}: «{B}il dit “non”{B}»."


@pytest.mark.parametrize("words", ["Qui ne vient pas ?", "Enfin !", "Et puis…", "Le jeudi, le vendredi, etc."])
def test_no_full_stop_is_added_to_words_that_have_their_own_end(words):
    told = say("unknown_stated", "fr", text=typeset(words, "fr"))
    assert str(told) == typeset(words, "fr")
    assert str(say("unknown_stated", "fr", text="Le jeudi")) == "Le jeudi."


def test_a_missing_text_or_value_is_an_error_and_never_another_language():
    with pytest.raises(KeyError):
        say("no_such_text", "fr")
    with pytest.raises(KeyError):
        say("value_plain", "fr", indicator="A")
    with pytest.raises(TypeError):
        say("choice_kept", "fr", n="trois")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_the_package_is_a_fixed_point_once_typeset(language):
    for key, text in texts(language).items():
        for form in text.values() if isinstance(text, dict) else (text,):
            once = typeset(form, language)
            assert typeset(once, language) == once, key
