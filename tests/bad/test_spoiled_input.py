"""Every problem of the catalogue, met in a file spoiled for it: told in the right place, in the right words."""

import re
import tempfile
from functools import cache
from pathlib import Path

import pytest
from every_situation import COMMANDS, FILES, SPOILED, TOLD
from open_document import write_ods
from situations import Spoiled
from spoiled import as_ods, codes, problems_in, sound, told

from dts_eval.foundation.language import LANGUAGES
from dts_eval.foundation.problems import Problem, describe, problem_levels
from dts_eval.foundation.shipped import PACKAGE

# Words of a programmer, or of a judge: writing.md keeps them out of the messages.
REFUSED = re.compile(
    r"\b(erreur|invalide|incorrect|interdit|nan|null|none|parse|exception|traceback|error|invalid|forbidden)\b", re.I
)
SENTENCE = re.compile(r"(?<=\.) (?=[A-ZÀÉÎ0-9«“])")
POLITE_ORDER = re.compile(r"\b\w+ez(-|\b)")
NOTHING_TO_DO = {"fr": "Vous n’avez rien à faire", "en": "You need do nothing"}
IN_CELLS = [situation for situation in SPOILED if situation not in (*FILES, *COMMANDS)]


@cache
def met(situation: Spoiled) -> tuple[Problem, ...]:
    with tempfile.TemporaryDirectory() as folder:
        return tuple(situation.problems(Path(folder)))


def one_of_each() -> list[Spoiled]:
    return list({situation.code: situation for situation in reversed(SPOILED)}.values())


def text_alone(found: Problem, language: str) -> str:
    (message,) = describe([Problem(found.code, values=found.values)], language)
    return message.partition(":")[2].strip()


@pytest.fixture(params=SPOILED, ids=str)
def situation(request) -> Spoiled:
    return request.param


def test_the_sound_workbook_has_no_problem(tmp_path):
    assert problems_in(sound(tmp_path)) == ()
    assert problems_in(as_ods(sound(tmp_path))) == ()


def test_it_is_told_alone_and_in_its_place(situation):
    problems = met(situation)
    assert sorted(codes(problems)) == sorted((situation.code, *situation.also))
    (found,) = (found for found in problems if found.code == situation.code)
    assert Path(found.file).name == situation.file
    assert (found.sheet, found.cell) == (situation.sheet, situation.cell)


def test_the_message_says_its_level_and_its_place(situation):
    (found,) = (found for found in met(situation) if found.code == situation.code)
    (message,) = told([found])
    assert message.startswith(
        {"to_correct": "À corriger", "to_check": "À vérifier", "to_know": "À savoir"}[found.level]
    )
    for part in (found.file, found.sheet, found.cell):
        assert part in message.partition("\u00a0: ")[0]


@pytest.mark.parametrize("name", TOLD)
def test_the_message_word_by_word(name):
    situation = next(situation for situation in SPOILED if str(situation) == name)
    (found,) = (found for found in met(situation) if found.code == situation.code)
    (message,) = told([found])
    assert re.sub("[\u00a0\u202f]", " ", message) == TOLD[name]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("situation", one_of_each(), ids=lambda situation: situation.code)
def test_the_message_says_what_why_and_what_to_do(situation, language):
    (found,) = (found for found in met(situation) if found.code == situation.code)
    text = text_alone(found, language)
    sentences = SENTENCE.split(text)
    assert len(sentences) >= 3, text
    assert text.endswith(".") and "  " not in text
    assert not REFUSED.search(text)
    assert "!" not in text.replace("#REF!", "")
    if language == "fr":
        assert POLITE_ORDER.search(sentences[-1]) or NOTHING_TO_DO["fr"] in sentences[-1], text
    if found.level == "to_know":
        assert NOTHING_TO_DO[language] in text


@pytest.mark.parametrize("situation", one_of_each(), ids=lambda situation: situation.code)
def test_the_message_keeps_french_typography(situation):
    for message in told(met(situation)):
        assert not re.search(r"[ ][;!?:»]|[0-9][ ][%€]|«[ ]|[a-zéè]'[a-zéè]", message), message


@pytest.mark.parametrize("situation", IN_CELLS, ids=str)
def test_a_document_of_libreoffice_is_told_the_same(situation, tmp_path):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("situations.sound", lambda *args, **options: as_ods(sound(*args, **options)))
        found = situation.problems(tmp_path)
    assert [(item.code, item.sheet, item.cell, item.values) for item in found] == [
        (item.code, item.sheet, item.cell, item.values) for item in met(situation)
    ]


def test_every_problem_of_the_catalogue_is_met_here():
    assert {situation.code for situation in SPOILED} == set(problem_levels())


def test_every_problem_of_the_catalogue_is_told_somewhere():
    written = "\n".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
    assert [code for code in problem_levels() if f'"{code}"' not in written] == []


def test_enough_messages_are_held_word_by_word():
    names = {str(situation): situation.code for situation in SPOILED}
    assert set(TOLD) <= set(names)
    # The others repeat the path of a temporary folder.
    others = {"file_missing", "output_not_writable", "file_exists", "folder_without_workbook"}
    assert {names[name] for name in TOLD} == set(problem_levels()) - others


def test_a_file_of_another_kind_under_the_suffix_of_a_workbook_is_read_for_what_it_is(tmp_path):
    path = as_ods(sound(tmp_path)).rename(tmp_path / "autre.xlsx")
    assert problems_in(path) == ()
    path = sound(tmp_path).rename(tmp_path / "autre.ods")
    assert problems_in(path) == ()


def test_a_document_without_any_sheet_lacks_the_required_ones(tmp_path):
    path = write_ods(tmp_path / "vide.ods", {"Feuille1": []})
    assert codes(problems_in(path)) == [
        "sheet_unknown", "sheet_missing_required", "sheet_missing_required", "blank_template",
    ]  # fmt: skip
