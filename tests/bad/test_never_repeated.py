"""Personal data is refused where it stands, and no message, no record and no error repeats it."""

import re
from pathlib import Path

import pytest
from spoiled import codes, empty, found_in, problems_in, put, rename, retitle, sound, told

from dts_eval.foundation.language import LANGUAGES
from dts_eval.foundation.problems import DataProblems
from dts_eval.runs.one import run
from dts_eval.workbook.reading import read_workbook

SECRETS = {
    "nir_found": ("1 85 05 78 006 084 36", "185057800608436", "1\u00a085\u00a005\u00a078\u00a0006\u00a0084"),
    "contact_found": (
        "06 12 34 56 78", "0612345678", "06.12.34.56.78", "06-12-34-56-78", "06\u00a012\u202f34\u00a056\u202f78",
        "+33 6 12 34 56 78", "+33 (0)6 12 34 56 78", "0033612345678", "lea.martin@exemple.fr",
    ),
}  # fmt: skip
EVERY = [(code, secret) for code, secrets in SECRETS.items() for secret in secrets]
PLACES = {
    "a text": ("testimonies", "quote"),
    "a name": ("activities", "name"),
    "a number": ("measures", "value"),
    "a year": ("measures", "year"),
    "a date": ("sessions", "date"),
    "a list": ("measures", "status"),
    "a code": ("supports", "code"),
    "codes": ("measures", "supports"),
    "a pseudonym": ("pathways", "pseudonym"),
    "an indicator": ("measures", "indicator"),
    "a criterion": ("effects", "criterion"),
    "a unit": ("measures", "unit"),
    "an answer of a form": ("structure", "name"),
}


def digits(text: str) -> str:
    return re.sub(r"[\s.\-()+]", "", text)


@pytest.mark.parametrize(("code", "secret"), [(code, secrets[0]) for code, secrets in SECRETS.items()])
@pytest.mark.parametrize("place", PLACES)
def test_it_is_refused_wherever_it_is_typed(place, code, secret, tmp_path):
    sheet, column = PLACES[place]
    path = sound(tmp_path, put(sheet, column, secret))
    problems = problems_in(path)
    assert code in codes(problems)
    for language in LANGUAGES:
        for message in told(problems, language):
            assert digits(secret) not in digits(message)
    held = [
        cell.raw for records in read_workbook(path).records.values() for line in records for cell in line.cells.values()
    ]
    assert not any(digits(secret) in digits(raw) for raw in held)


@pytest.mark.parametrize(("code", "secret"), EVERY)
def test_it_is_refused_in_the_middle_of_a_sentence(code, secret, tmp_path):
    path = sound(tmp_path, put("testimonies", "quote", f"On m’a dit : {secret}, et rien d’autre."))
    assert codes(problems_in(path)) == [code]


@pytest.mark.parametrize(("code", "secret"), EVERY)
@pytest.mark.parametrize("edit", ["column", "field"])
def test_a_title_does_not_repeat_it_either(edit, code, secret, tmp_path):
    spoil = retitle("measures", "note", secret) if edit == "column" else retitle("structure", "context", secret)
    problems = problems_in(sound(tmp_path, spoil))
    assert codes(problems) == [code]
    assert not any(digits(secret) in digits(message) for message in told(problems))


@pytest.mark.parametrize("title", ["lea.martin@exemple.fr", "0612345678", "Mme Martin"])
def test_the_name_of_a_sheet_is_not_repeated_if_it_names_someone(title, tmp_path):
    (message,) = told(problems_in(sound(tmp_path, empty("opinions"), rename("opinions", title))))
    assert title not in message
    assert "n’appartient pas au modèle" in message


def test_a_number_typed_as_a_number_is_refused_too(tmp_path):
    assert codes(problems_in(sound(tmp_path, put("pathways", "hours", 185057800608436)))) == ["nir_found"]


def test_a_name_in_place_of_a_pseudonym_is_not_repeated(tmp_path):
    problems = problems_in(sound(tmp_path, put("pathways", "pseudonym", "Léa Martin")))
    assert codes(problems) == ["personal_name"]
    assert not any("Martin" in message for message in told(problems))


def test_what_is_raised_does_not_repeat_it(tmp_path):
    path = sound(tmp_path, put("testimonies", "quote", "Appelez le 06 12 34 56 78."))
    with pytest.raises(DataProblems) as raised:
        run(path, tmp_path / "rapports")
    assert "06 12 34 56 78" not in str(raised.value)
    assert not (tmp_path / "rapports").exists()


@pytest.mark.parametrize(
    "harmless",
    [
        "123 456 789 00012",  # a SIRET as people space it
        "12345678900012",
        "12 500 000,50",
        "le 06/12/2034",
        "2024-07-12",
        "15 06 2024",
        "de 18 à 25 ans",
        "Article L. 5132-1",
        "3,0612345678",
        "page 12 sur 345, lignes 2654-2656",
    ],
)
def test_numbers_that_are_not_personal_are_left_alone(harmless, tmp_path):
    assert problems_in(sound(tmp_path, put("testimonies", "quote", harmless))) == ()


def test_a_siret_is_accepted_with_any_space(tmp_path):
    for typed in ("12345678900012", "123 456 789 00012", "123\u00a0456\u202f789\u00a000012", 12345678900012):
        path: Path = sound(tmp_path, put("structure", "structure_id", typed))
        assert found_in(lambda path=path: read_workbook(path)) == ()
