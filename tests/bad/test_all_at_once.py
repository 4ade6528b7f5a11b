"""All that is wrong with one workbook is told in one go, the worst first, the same mistake once."""

from spoiled import FILE, add, codes, problems_in, put, rename, retitle, sound, told

EIGHT = {
    "number_as_text": put("measures", "value", "douze"),
    "number_with_unit": put("resources", "amount", "50\u00a0000\u202feuros"),
    "ambiguous_thousands": put("expenses", "amount", "1.250"),
    "date_impossible": put("sessions", "date", "31/02/2024"),
    "year_out_of_range": put("targets", "year", 2204),
    "insee_code": put("territories", "insee", "4070"),
    "sheet_renamed": rename("stakeholders", "Partie prenante"),
    "header_changed": retitle("supports", "title", "Document cité"),
}


def test_eight_mistakes_make_eight_messages(tmp_path):
    problems = problems_in(sound(tmp_path, *EIGHT.values()))
    assert sorted(codes(problems)) == sorted(EIGHT)
    messages = told(problems)
    assert len(messages) == len(set(messages)) == 8
    assert all(message.startswith(f"À corriger – «\u00a0{FILE}\u00a0»") for message in messages)


def test_each_mistake_more_is_one_message_more(tmp_path):
    for number in range(len(EIGHT)):
        path = sound(tmp_path, *list(EIGHT.values())[:number])
        assert sorted(codes(problems_in(path))) == sorted(list(EIGHT)[:number])


def test_what_must_be_mended_comes_before_what_may_be_looked_at(tmp_path):
    path = sound(
        tmp_path,
        lambda book: book.create_sheet("Brouillon"),
        put("testimonies", "consent", None),
        put("measures", "value", "douze"),
    )
    levels = [message.split(" –")[0] for message in told(problems_in(path))]
    assert levels == ["À corriger", "À vérifier", "À savoir"]


def test_the_same_mistake_in_many_cells_is_one_message(tmp_path):
    edits = [put("measures", "value", "douze", line) for line in range(1, 6)]
    (message,) = told(problems_in(sound(tmp_path, *edits)))
    assert "cellules E4, E5, E6 et 2 autres\u00a0:" in message


def test_two_and_three_cells_are_all_named(tmp_path):
    edits = [put("measures", "value", "douze", line) for line in range(1, 4)]
    assert "cellules E4 et E5\u00a0:" in told(problems_in(sound(tmp_path, *edits[:2])))[0]
    assert "cellules E4, E5 et E6\u00a0:" in told(problems_in(sound(tmp_path, *edits)))[0]


def test_blank_cells_are_named_by_their_lines(tmp_path):
    said = {"speaker": "une habitante", "quote": "Oui.", "consent": None}
    edits = [add("testimonies", line, code=f"T-{line}", **said) for line in range(1, 6)]
    (message,) = told(problems_in(sound(tmp_path, *edits)))
    assert "feuille «\u00a0Témoignages\u00a0», lignes 4, 5, 6 et 2 autres\u00a0:" in message


def test_two_different_words_are_two_messages(tmp_path):
    path = sound(tmp_path, put("measures", "value", "douze"), put("measures", "value", "treize", 2))
    assert len(told(problems_in(path))) == 2


def test_the_messages_speak_english_too(tmp_path):
    path = sound(tmp_path, *EIGHT.values())
    assert all(message.startswith(f"To correct – “{FILE}”") for message in told(problems_in(path, lang="en"), "en"))
