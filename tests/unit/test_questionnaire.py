"""The questionnaire: an XLSForm that pyxform accepts, in two languages, whose answers come back without a table."""

import sys
import xml.etree.ElementTree as ET
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from evaluation_samples import gathered
from pyxform.xls2xform import convert

sys.path.append(str(Path(__file__).parents[1] / "bad"))
from import_samples import written  # noqa: E402
from spoiled import put, sound  # noqa: E402
from survey_exports import as_csv  # noqa: E402
from test_command_line import asked  # noqa: E402

from dts_eval.collection.imports.survey_files import is_personal  # noqa: E402
from dts_eval.exchange.questionnaire import questionnaire, write_questionnaire  # noqa: E402
from dts_eval.foundation.problems import DataProblems  # noqa: E402
from dts_eval.runs.checking import check  # noqa: E402
from dts_eval.runs.importing import read_import  # noqa: E402
from dts_eval.workbook.layout import layout  # noqa: E402

CHOSEN = [
    {"criterion": "needs", "decision": "kept"},
    {"criterion": "people_results", "decision": "kept"},
    {"criterion": "accessibility", "decision": "rejected"},
    {"criterion": "la fierté", "decision": "added"},
]


def sheets(content: bytes) -> dict[str, list[dict[str, str]]]:
    book = openpyxl.load_workbook(BytesIO(content))
    found = {}
    for sheet in book:
        head, *lines = sheet.iter_rows(values_only=True)
        found[sheet.title] = [dict(zip(head, line, strict=True)) for line in lines]
    return found


@pytest.fixture(scope="module")
def form() -> bytes:
    return questionnaire(gathered(criteria=CHOSEN))


def test_pyxform_makes_a_form_of_it_without_a_warning(form, tmp_path):
    path = written(tmp_path, "questionnaire.xlsx", form)
    made = convert(path, validate=False, pretty_print=True)
    assert made.warnings == []
    tree = ET.fromstring(made.xform)
    names = {element.get("lang") for element in tree.iter("{http://www.w3.org/2002/xforms}translation")}
    assert names == {"Français (fr)", "English (en)"}
    binds = {bind.get("nodeset") for bind in tree.iter("{http://www.w3.org/2002/xforms}bind")}
    assert any(bind.endswith("/need_satisfaction") for bind in binds)


def test_consent_comes_first_then_indicators_then_one_open_question_a_criterion(form):
    asked_for = [(line["type"], line["name"]) for line in sheets(form)["survey"]]
    assert asked_for == [
        ("note", "consent"),
        ("select_one six_months", "situation_six_months"),
        ("select_one agreement", "need_satisfaction"),
        ("text", "open_needs"),
        ("text", "open_local_la_fierte"),
        ("note", "thanks"),
    ]


def test_no_question_is_required_or_tells_who_answers(form):
    for line in sheets(form)["survey"]:
        assert not line["required"]
        assert line["type"] == "note" or not is_personal(line["label::Français (fr)"])
        assert not is_personal(line["name"])
        assert line["label::Français (fr)"] and line["label::English (en)"]


def test_the_levels_are_those_of_the_workbook_and_have_no_middle(form):
    choices = sheets(form)["choices"]
    assert [line["name"] for line in choices if line["list_name"] == "agreement"] == ["4", "3", "2", "1"]
    assert [line["name"] for line in choices if line["list_name"] == "six_months"] == list(layout().lists["six_months"])


def test_two_writings_are_the_same_bytes(form):
    assert questionnaire(gathered(criteria=CHOSEN)) == form


@pytest.mark.parametrize("heads", ["names", "labels"])
def test_its_answers_come_back_without_a_table(form, heads, tmp_path):
    lines = [line for line in sheets(form)["survey"] if line["type"] != "note"]
    titles = [line["name" if heads == "names" else "label::Français (fr)"] for line in lines]
    said = {"situation_six_months": "in_work", "need_satisfaction": "4"}
    cells = [said.get(line["name"], "Tout va bien.") for line in lines]
    export = as_csv([[*titles, "_id", "_uuid", "_submission_time"], [*cells, "1", "u", "2024-11-05"]], ";")
    workbook = sound(tmp_path, put("criteria", "criterion", "besoins mal satisfaits", 9))
    read = read_import(workbook, written(tmp_path, "kobo.csv", export))
    found = {column for line in read.proposal.lines if line.sheet == "surveys" for column in line.values}
    assert {"rating", "situation"} <= found
    if heads == "names":
        answers = [line.values["criterion"] for line in read.proposal.lines if "answer" in line.values]
        assert "la fierté" in answers and len(answers) == 2


def test_the_command_writes_it_and_never_over_a_file(tmp_path):
    workbook, path = sound(tmp_path), tmp_path / "questionnaire.xlsx"
    done = asked("export", workbook, "--what", "questionnaire", "-o", path)
    assert done.exit_code == 0 and path.exists()
    before = path.read_bytes()
    assert asked("export", workbook, "--what", "questionnaire", "-o", path).exit_code == 1
    assert path.read_bytes() == before


def test_the_codebook_stays_what_is_exported_when_nothing_is_said(tmp_path):
    path = tmp_path / "codebook.csv"
    assert asked("export", "-o", path).exit_code == 0
    assert path.read_text(encoding="utf-8").startswith("indicator,")


@pytest.mark.parametrize(
    "arguments, code",
    [(["--what", "questionnaire"], "parameter_workbook_missing"), (["--what", "chiffres"], "parameter_what")],
)
def test_what_cannot_be_exported_is_told(arguments, code, tmp_path):
    done = asked("export", *arguments, "-o", tmp_path / "x.xlsx")
    assert done.exit_code == 2 and done.stderr
    assert not (tmp_path / "x.xlsx").exists()


def test_a_workbook_with_points_to_mend_makes_no_questionnaire(tmp_path):
    made = check(sound(tmp_path, put("criteria", "decision", "peut-être")))
    with pytest.raises(DataProblems):
        write_questionnaire(made, tmp_path / "x.xlsx")
