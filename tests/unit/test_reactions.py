"""The sheet where a session notes reactions: the columns of Débat, a line a claim, and its way back to the report."""

import datetime
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from evaluation_samples import gathered
from openpyxl import load_workbook
from report_sample import sample_report
from row_samples import REST, book, plain, thing
from spoiled import sound
from typer.testing import CliRunner

from dts_eval.cli import app
from dts_eval.exchange.reactions import reactions
from dts_eval.foundation.model import Evaluation
from dts_eval.presentation.narrative.debate import reactions_told
from dts_eval.presentation.slides import slides_of
from dts_eval.runs.checking import check
from dts_eval.runs.importing import preview, read_import, write_import
from dts_eval.runs.presenting import report_of
from dts_eval.workbook.layout import layout
from dts_eval.workbook.template import draw_workbook

DAY = datetime.date(2025, 3, 12)
TITLES = [column.title for column in layout().sheet("opinions").columns]
COLUMN = {column.column_id: place for place, column in enumerate(layout().sheet("opinions").columns, 1)}
FIRST = 4


def asked(*arguments: object):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def said(made: Evaluation, indicator: str) -> dict[str, str]:
    return {one.breakdown: one.quantity.text for one in made.results if one.indicator == indicator}


@pytest.fixture
def structure(tmp_path: Path) -> Path:
    return sound(tmp_path)


@pytest.fixture
def session(structure: Path, tmp_path: Path) -> Path:
    """The sheet exported for a structure, as a session leaves it: two reactions, and the rest untouched."""
    path = tmp_path / "reactions.xlsx"
    assert asked("export", structure, "--what", "reactions", "-o", path).exit_code == 0
    filled = load_workbook(path)
    sheet = filled["Débat"]
    for line, words in ((FIRST, "On ne s’y retrouve pas."), (FIRST + 1, "C’est bien cela.")):
        for column, value in (("date", DAY), ("who", "les habitants"), ("opinion", "nuance"), ("words", words)):
            sheet.cell(line, COLUMN[column], value)
    filled.save(path)
    return path


def test_the_sheet_has_the_columns_of_the_workbook_s_own():
    alone = load_workbook(BytesIO(reactions(sample_report())))
    whole = load_workbook(BytesIO(draw_workbook("full")))
    heads = [[cell.value for cell in book["Débat"][2]] for book in (alone, whole)]
    assert heads[0] == heads[1] == TITLES
    rules = [
        sorted((str(rule.sqref), rule.formula1) for rule in book["Débat"].data_validations.dataValidation)
        for book in (alone, whole)
    ]
    assert rules[0] == rules[1] and rules[0]
    assert [cell.value for cell in alone["Débat"][3]][0] == "exemple"


def test_each_claim_of_the_slides_has_its_line_and_its_question():
    report = sample_report()
    made = load_workbook(BytesIO(reactions(report)))
    debated = [(number, slide) for number, slide in enumerate(slides_of(report), 1) if slide.subject]
    subjects = [line[0].value for line in made["Débat"].iter_rows(min_row=FIRST)]
    assert subjects == [slide.subject for _, slide in debated] and "F-01" in subjects
    lines = list(made["Questions"].iter_rows(values_only=True))
    assert lines[0] == ("Diapositive", "Effet ou critère", "Ce qui est dit", "Question pour le groupe")
    for (number, slide), line, row in zip(debated, lines[1:], made["Débat"].iter_rows(min_row=FIRST), strict=True):
        assert line[:2] == (str(number), slide.subject) and line[3] == str(slide.questions[0])
        assert all(str(sentence) in line[2] for sentence in slide.claim) and line[2]
        assert line[3] in row[0].comment.text
        assert not any(cell.value for cell in row[1:])
    assert reactions(report) == reactions(report)


def test_english_questions_go_with_the_french_columns_of_the_workbook():
    made = load_workbook(BytesIO(reactions(sample_report("en"))))
    assert [cell.value for cell in made["Débat"][2]] == TITLES
    assert [cell.value for cell in made["Questions"][1]] == [
        "Slide", "Effect or criterion", "What is said", "Question for the group",
    ]  # fmt: skip


def test_the_command_writes_it_in_a_folder_and_never_over_a_file(structure: Path, tmp_path: Path):
    for code in (0, 1):
        assert asked("export", structure, "--what", "reactions", "-o", tmp_path).exit_code == code
    assert (tmp_path / "reactions.xlsx").exists()
    assert asked("export", "--what", "reactions", "-o", tmp_path / "x.xlsx").exit_code == 2


def test_what_was_said_comes_back_and_what_was_prepared_adds_nothing(structure: Path, session: Path):
    held = len(check(structure).sheet("opinions"))
    read = read_import(structure, session)
    lines = list(load_workbook(session)["Débat"].iter_rows(min_row=FIRST))
    assert len(read.proposal.lines) == 2 and len(lines) > 2
    told = "\n".join(preview(read, "fr"))
    assert "les habitants" in told and "Quatre lignes préparées" in told and len(lines) == 6
    written = write_import(read)
    made = check(structure)
    assert written.backup and not [one for one in made.problems if one.level == "to_correct"]
    fresh = made.sheet("opinions")[held:]
    assert [one.text("words") for one in fresh] == ["On ne s’y retrouve pas.", "C’est bien cela."]
    assert {(one.text("opinion"), one.text("who"), one.text("supports")) for one in fresh} == {
        ("qualifies", "les habitants", "I-01")
    }
    assert [one.text("subject") for one in fresh] == [line[0].value for line in lines[:2]]
    shown = str(report_of(structure).sections)
    assert "On ne s’y retrouve pas" in shown and "C’est bien cela" in shown


def test_a_sheet_that_grew_adds_only_what_is_new(structure: Path, session: Path):
    write_import(read_import(structure, session))
    assert read_import(structure, session).addition.answers == ()
    grown = load_workbook(session)
    grown["Débat"].cell(FIRST + 2, COLUMN["words"], "Autre chose.")
    grown.save(session)
    read = read_import(structure, session)
    assert [line.values["words"] for line in read.proposal.lines] == ["Autre chose."]
    assert len(read.proposal.left_out) == 2


def test_a_line_that_names_its_own_supports_keeps_them(structure: Path, session: Path):
    own = load_workbook(session)
    own["Débat"].cell(FIRST, COLUMN["supports"], "S-01")
    own.save(session)
    answers = read_import(structure, session).addition.answers
    cited = [answer.value for answer in answers if (answer.sheet, answer.column) == ("opinions", "supports")]
    assert cited == [("S-01",), ("I-01",)]


def test_a_whole_workbook_is_not_a_sheet_of_reactions(structure: Path, tmp_path: Path):
    done = asked("import", structure, structure)
    assert done.exit_code != 0 and "aucune des sortes" in done.stderr


def test_a_reaction_to_a_criterion_is_neither_an_opinion_nor_a_decision_nor_a_proof():
    line = {"subject": "Environnement", "who": "la mairie", "opinion": "contests", "words": "Non.", "date": DAY}
    made = gathered(opinions=[line])
    assert said(made, "reaction_opinion") == {"reaction=1": "contests"}
    assert said(made, "reaction_words") == {"reaction=1": "Non."}
    assert {one.criterion for one in made.results if one.indicator.startswith("reaction_")} == {"environment"}
    assert not said(made, "opinion_opinion") and not said(made, "decision_subject")
    assert {one.kind for one in made.results if one.indicator.startswith("reaction_")} == {"choice"}
    assert "effect_not_found" not in [one.code for one in made.problems]


def test_a_decision_about_a_criterion_stays_a_decision():
    made = gathered(opinions=[{"subject": "Environnement", "in_charge": "la direction"}])
    assert said(made, "decision_subject") == {"decision=1": "Environnement"}
    assert not said(made, "reaction_who")


def test_lines_prepared_for_a_session_say_nothing_when_they_are_copied_as_they_are():
    effects = [{"code": "F-01", "effect": "On se parle", "criterion": "needs"}]
    sessions = [{"subject": "débat", "step": "debate", "date": DAY}]
    lines = [{"subject": "F-01", "date": DAY}, {"subject": "Environnement", "date": DAY}]
    made = gathered(effects=effects, sessions=sessions, opinions=lines)
    assert said(made, "effect_not_debated") == {"effect=F-01;sense=positive": "On se parle"}
    assert not said(made, "session_discussed") and not said(made, "decision_subject")


def test_reactions_are_told_under_their_criterion_with_who_said_them():
    rows = [
        replace(row, criterion=REST)
        for number, line in enumerate(
            (
                {"opinion": "contests", "words": "Non", "who": "la mairie"},
                {"words": "Peut-être"},
                {"opinion": "no_opinion", "who": "un élu", "tension": "Deux avis s’opposent"},
                {"who": "personne"},
            )
        )
        for row in thing("reaction", str(number), **line)
    ]
    told = reactions_told(book(*rows))
    assert told is not None and [label for label, _ in told.lines] == ["Le droit au repos"]
    assert [plain(sentence) for sentence in told.lines[0][1]] == [
        "« Non » (la mairie : conteste).",
        "« Peut-être » (auteur non précisé).",
        "Sur ce critère, un avis est donné sans un mot (un élu : sans avis).",
        "L’échange a mis une tension en lumière : « Deux avis s’opposent ».",
    ]
    assert reactions_told(book()) is None
