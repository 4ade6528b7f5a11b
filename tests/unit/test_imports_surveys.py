"""Answers exported by survey tools: what is read, what is never read, and what becomes of it in the workbook."""

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1] / "bad"))
import survey_exports as samples  # noqa: E402
from import_samples import written  # noqa: E402
from spoiled import sound  # noqa: E402

from dts_eval.collection.imports.sniffing import read_source  # noqa: E402
from dts_eval.collection.imports.survey_files import GOOGLE, KOBO, LIMESURVEY, is_personal, tool_of  # noqa: E402
from dts_eval.foundation.problems import DataProblems, blocking  # noqa: E402
from dts_eval.runs.checking import check  # noqa: E402
from dts_eval.runs.importing import preview, read_import, write_import  # noqa: E402

SECRETS = (
    "Odile", "Ferrand", "Ali", "Zoé", "0612345678", "06 12 34 56 78", "d-1", "44.1", "t-9", "10.0.0", "exemple.fr",
)  # fmt: skip


def imported(folder: Path, content: str | bytes, table: str = "", name: str = "export.csv", **options: str):
    given = {"questions": written(folder, "questions.csv", table)} if table else {}
    return read_import(sound(folder), written(folder, name, content), **given, **options)


def answered(read, column: str) -> list[tuple[str, object]]:
    return [
        (str(line.values["respondent"]), line.values[column])
        for line in read.proposal.lines
        if line.sheet == "surveys" and column in line.values
    ]


def everything(read) -> str:
    values = [str(value) for line in read.proposal.lines for value in line.values.values()]
    return " ".join([*values, *preview(read, "fr"), *preview(read, "en")])


@pytest.mark.parametrize(
    "content, tool",
    [
        (samples.kobo(), KOBO),
        (samples.as_xlsx([samples.KOBO_TITLES, ["x"] * len(samples.KOBO_TITLES)]), KOBO),
        (samples.as_csv(samples.LIME), LIMESURVEY),
        (samples.as_csv(samples.GOOGLE), GOOGLE),
        (samples.as_xlsx(samples.GOOGLE), GOOGLE),
        ("id,submitdate\n1,2\n", ""),
        ("Nom;Âge\nOdile;33\n", ""),
        ("", ""),
    ],
)
def test_a_file_is_known_by_its_titles(content, tool, tmp_path):
    if content:
        assert tool_of(read_source(written(tmp_path, "sans-suffixe", content))) == tool


def test_an_export_of_kobo_becomes_a_line_for_each_person_and_question(tmp_path):
    read = imported(tmp_path, samples.kobo(), samples.QUESTIONS, survey="C-01")
    # In the order of submissions: 7, 12, 31; two people of this survey are there already.
    assert answered(read, "rating") == [("R-003", "2"), ("R-004", "3"), ("R-004", "4"), ("R-005", "1")]
    assert answered(read, "themes") == [
        ("R-004", "l’accessibilité des biens et des services au plus grand nombre et notamment aux personnes les plus "
         "fragiles"),
        ("R-005", "l’accessibilité des biens et des services au plus grand nombre et notamment aux personnes les plus "
         "fragiles"),
    ]  # fmt: skip
    assert answered(read, "answer") == [("R-004", "Plus de bancs.")]
    assert len([line for line in read.proposal.lines if line.values["question"] == "avis/besoin"]) == 3
    assert {line.values["survey"] for line in read.proposal.lines} == {"C-01"}
    assert [found.code for found in read.problems] == ["import_survey_level_not_read"]


@pytest.mark.parametrize(
    "content, table",
    [
        (samples.kobo(), samples.QUESTIONS),
        (samples.as_csv(samples.LIME), samples.LIME_QUESTIONS),
        (samples.as_csv(samples.GOOGLE), ""),
        (samples.as_xlsx(samples.GOOGLE), ""),
    ],
)
def test_nothing_that_tells_who_answered_is_read_or_shown(content, table, tmp_path):
    read = imported(tmp_path, content, table)
    text = everything(read)
    assert [secret for secret in SECRETS if secret in text] == []
    personal = [left for left in read.proposal.left_out if left.why.said("fr").startswith("elle peut dire qui")]
    assert personal and "R-001" in text


def test_what_is_left_out_is_named_with_its_reason(tmp_path):
    read = imported(tmp_path, samples.kobo(), samples.QUESTIONS)
    told = [f"{left.what.said('fr')} : {left.why.said('fr')}" for left in read.proposal.left_out]
    for title in ("username", "deviceid", "prenom", "telephone", "_lieu_latitude"):
        assert any(f"« {title} »" in plain(line) and "peut dire qui" in line for line in told), title
    assert any("avis/change/lieu" in line and "aucune question" in line for line in told)
    assert any("une réponse : un numéro" in plain(line) for line in told)
    assert not any("_uuid" in line for line in told)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_an_unfinished_submission_of_limesurvey_is_kept_and_said(tmp_path):
    read = imported(tmp_path, samples.as_csv(samples.LIME), samples.LIME_QUESTIONS)
    assert answered(read, "rating") == [("R-001", "3"), ("R-002", "4"), ("R-002", "4")]
    assert any("inachevée" in note.said("fr") for note in read.proposal.notes)
    assert len([line for line in read.proposal.lines if line.sheet == "surveys"]) == 5


def test_the_words_of_our_own_questions_need_no_table_and_a_survey_unknown_to_the_plan_enters_it(tmp_path):
    read = imported(tmp_path, samples.as_csv(samples.GOOGLE))
    assert answered(read, "rating") == [("R-001", "4")]
    (plan,) = (line for line in read.proposal.lines if line.sheet == "collection_plan")
    assert plan.values["code"] == "EQ-01" and plan.values["kind"] == "survey"


def test_what_was_imported_is_counted_by_the_report_without_a_problem(tmp_path):
    read = imported(tmp_path, samples.as_csv(samples.LIME), samples.LIME_QUESTIONS)
    filled = write_import(read)
    made = check(filled.workbook)
    assert blocking(made.problems) == ()
    lines = [record for record in made.sheet("surveys") if record.text("survey") == "EQ-01"]
    assert [record.text("respondent") for record in lines] == ["R-001", "R-001", "R-002", "R-002", "R-002"]
    assert {record.text("indicator") for record in lines} == {"work_quality_felt", ""}
    again = read_import(filled.workbook, tmp_path / "export.csv", questions=tmp_path / "questions.csv")
    assert again.addition.answers == ()


def test_the_same_file_always_gives_the_same_pseudonyms(tmp_path):
    turned = samples.kobo(samples.KOBO_LINES[::-1])
    first = imported(tmp_path / "a", samples.kobo(), samples.QUESTIONS)
    second = imported(tmp_path / "b", turned, samples.QUESTIONS)
    assert [line.values for line in first.proposal.lines] == [line.values for line in second.proposal.lines]


@pytest.mark.parametrize(
    "title", ["nom", "Prénom", "E-mail", "Adresse IP", "ipaddr", "_gps_latitude", "deviceid", "Numéro de téléphone",
              "_submitted_by", "Nom d'utilisateur", "token", "Date de naissance"],
)  # fmt: skip
def test_a_title_that_tells_who_somebody_is(title):
    assert is_personal(title)


@pytest.mark.parametrize("title", [samples.SERVICE, "avis/horaires", "Q2[SQ001]", "Que changer ici ?"])
def test_a_title_that_does_not(title):
    assert not is_personal(title)


@pytest.mark.parametrize(
    "table, code",
    [
        ("Colonne;Question;Critère ou indicateur;Sorte\nQ9;;;niveaux\n", "import_survey_column_missing"),
        ("Colonne;Question;Critère ou indicateur;Sorte\ntoken;;;ouverte\n", "import_survey_personal_column"),
        ("Colonne;Question;Critère ou indicateur;Sorte\nQ1;;;étoiles\n", "import_survey_kind_unknown"),
        ("Colonne;Question;Critère ou indicateur;Sorte\nQ1;;la lune;niveaux\n", "import_survey_subject_unknown"),
        ("", "import_survey_no_question"),
    ],
)
def test_a_table_that_cannot_be_followed_is_told(table, code, tmp_path):
    with pytest.raises(DataProblems) as raised:
        imported(tmp_path, samples.as_csv(samples.LIME), table)
    assert [found.code for found in raised.value.problems] == [code]
