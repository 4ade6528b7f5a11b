"""Messages about a user's files: grouped, in order, each with its place."""

import pytest

from dts_eval.foundation.language import LANGUAGES
from dts_eval.foundation.problems import (
    LEVELS,
    SHOWN_CELLS,
    DataProblems,
    Problem,
    blocking,
    describe,
    problem,
    problem_levels,
)

FILE, SHEET = "la-ridelle.xlsx", "Relevés"
PLACE = f"«\u00a0{FILE}\u00a0», feuille «\u00a0{SHEET}\u00a0»"


def number(cell: str, typed: str = "douze") -> Problem:
    return problem("number_as_text", FILE, SHEET, cell, typed=typed)


def place_of(*cells: str, language: str = "fr") -> str:
    (message,) = describe([number(cell) for cell in cells], language)
    return (
        message.split("»", 2)[2].split("\u00a0: ")[0] if language == "fr" else message.split("”", 2)[2].split(": ")[0]
    )


def test_the_same_mistake_in_many_cells_is_told_once():
    assert place_of("E4") == ", cellule E4"
    assert place_of("E4", "E5") == ", cellules E4 et E5"
    assert place_of("E4", "E5", "E6") == ", cellules E4, E5 et E6"
    assert place_of("E4", "E5", "E6", "E7") == ", cellules E4, E5, E6 et une autre"
    assert place_of(*(f"E{line}" for line in range(4, 16))) == ", cellules E4, E5, E6 et 9 autres"
    assert SHOWN_CELLS == 3


def test_english_names_the_cells_too():
    assert place_of("E4", "E5", language="en") == ", cells E4 and E5"
    assert place_of("E4", "E5", "E6", "E7", language="en") == ", cells E4, E5, E6 and one other"


def test_blank_cells_are_named_by_their_lines():
    assert place_of("4") == ", ligne 4"
    assert place_of("4", "5") == ", lignes 4 et 5"
    assert place_of("4", "5", "6", "7") == ", lignes 4, 5, 6 et une autre"


def test_the_same_cell_told_twice_is_named_once():
    assert place_of("E4", "E4") == ", cellule E4"


def test_another_word_another_sheet_or_another_file_is_another_message():
    several = [
        number("E4"),
        number("E5", "treize"),
        problem("number_as_text", FILE, "Cibles", "E4", typed="douze"),
        problem("number_as_text", "autre.xlsx", SHEET, "E4", typed="douze"),
    ]
    assert len(describe(several, "fr")) == 4


def test_what_must_be_mended_comes_first_then_the_order_in_which_it_was_met():
    met = [
        problem("sheet_unknown", FILE, "B"),
        problem("missing_consent", FILE, "Témoignages", "4"),
        problem("criterion_twice", FILE, "Critères", "A5", typed="x"),
        problem("sheet_unknown", FILE, "A"),
        number("E4"),
    ]
    starts = [message.split(" –")[0] for message in describe(met, "fr")]
    assert starts == ["À corriger", "À corriger", "À vérifier", "À savoir", "À savoir"]
    sheets = [message.split("feuille «\u00a0")[1].split("\u00a0»")[0] for message in describe(met, "fr")]
    assert sheets == ["Critères", SHEET, "Témoignages", "B", "A"]


def test_a_problem_without_a_place_has_no_dash():
    (message,) = describe([problem("parameter_year", typed="24")], "fr")
    assert message.startswith("À corriger\u00a0: «\u00a024\u00a0» n’est pas une année.")


def test_a_problem_of_a_file_names_the_file_alone():
    (message,) = describe([problem("blank_template", FILE)], "fr")
    assert message.startswith(f"À corriger – «\u00a0{FILE}\u00a0»\u00a0: ")


def test_levels_decide_what_blocks():
    met = [problem("sheet_unknown", FILE, "B"), number("E4"), problem("missing_consent", FILE)]
    assert [found.level for found in met] == ["to_know", "to_correct", "to_check"]
    assert blocking(met) == (met[1],)


def test_a_problem_that_nobody_declared_is_refused():
    with pytest.raises(KeyError, match="nothing_of_the_kind"):
        problem("nothing_of_the_kind")


def test_every_level_is_one_of_the_three():
    assert set(problem_levels().values()) == set(LEVELS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_raised_says_all_its_messages(language):
    met = [number("E4"), problem("blank_template", FILE)]
    assert str(DataProblems(met, language)).splitlines() == describe(met, language)


def test_a_notebook_shows_the_messages_alone():
    raised = DataProblems([number("E4"), problem("blank_template", FILE)])
    assert raised._render_traceback_() == str(raised).splitlines()


def test_words_in_quotation_marks_are_not_quoted_twice():
    (message,) = describe([number("E4", "« douze »")], "fr")
    assert "«\u00a0“douze”\u00a0» a été lu" in message


def test_what_was_typed_is_never_taken_for_a_place_to_fill():
    (message,) = describe([number("E4", "{column}")], "fr")
    assert "«\u00a0{column}\u00a0» a été lu" in message
