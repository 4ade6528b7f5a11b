"""A batch says what stops it, or what stopped each workbook, and tells both apart by its exit code."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from situations import COMPOUND_FILE, below_a_file
from situations_many import LIST
from spoiled import put, sound
from typer.testing import CliRunner, Result

from dts_eval.cli import app
from dts_eval.workbook.template import write_workbook

WRITTEN = {"campaign.csv", "campaign.json", "index.html"}


def asked(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["batch", *map(str, arguments)])


def left(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_source_without_a_workbook_is_refused_before_anything_is_written(tmp_path):
    (tmp_path / "vide").mkdir()
    (tmp_path / LIST).write_text("workbook,year\n", encoding="utf-8")
    for source in ("vide", "absent", "absente.csv", LIST):
        result = asked(tmp_path / source, "-o", tmp_path / "out")
        assert (result.exit_code, result.stdout) == (1, ""), source
        assert result.stderr.startswith("À corriger") and "Traceback" not in result.stderr
        assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("titles", ["classeur", "workbook,anee"])
def test_a_list_with_other_titles_is_refused_whole(tmp_path, titles):
    (tmp_path / LIST).write_text(f"{titles}\n{sound(tmp_path).name},2024\n", encoding="utf-8")
    result = asked(tmp_path / LIST, "-o", tmp_path / "out")
    assert result.exit_code == 1 and "parmi workbook, year, audience, lang." in result.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("option", [("--lang", "de"), ("--audience", "public"), ("--year", "24"), ("--formats", "odt")])
def test_an_option_that_is_not_one_is_a_wrong_usage(tmp_path, option):
    result = asked(sound(tmp_path / "classeurs").parent, "-o", tmp_path / "out", *option)
    assert result.exit_code == 2 and not (tmp_path / "out").exists()


def test_a_folder_closed_to_us_is_told_before_any_workbook_is_read(tmp_path):
    source = sound(tmp_path / "classeurs", put("measures", "value", "douze")).parent
    result = asked(source, "-o", below_a_file(tmp_path))
    assert (result.exit_code, result.stdout) == (1, "")
    assert "Il n’est pas possible d’écrire dans le dossier" in result.stderr and "douze" not in result.stderr


def test_workbooks_that_all_fail_make_an_index_that_says_why(tmp_path):
    sound(tmp_path / "classeurs", put("measures", "value", "douze"))
    (tmp_path / "classeurs" / "secret.xlsx").write_bytes(COMPOUND_FILE)
    result = asked(tmp_path / "classeurs", "-o", tmp_path / "out")
    assert result.exit_code == 3
    assert result.stdout.splitlines()[:2] == [
        "Aucun rapport n’a été fait cette fois.", "Deux rapports n’ont pas pu être faits.",
    ]  # fmt: skip
    assert left(tmp_path / "out") == WRITTEN
    index = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    told = [line for line in result.stderr.splitlines() if not line.startswith("Pas de rapport de ")]
    assert len(told) == len(result.stderr.splitlines()) - 2
    for message in told:
        assert message in index
    assert "secret.xlsx" in result.stderr and "cellule E4" in result.stderr


def test_blank_templates_are_left_aside_aloud_and_are_no_failure(tmp_path):
    (tmp_path / "classeurs").mkdir()
    write_workbook(tmp_path / "classeurs" / "modele.xlsx", "light")
    result = asked(tmp_path / "classeurs", "-o", tmp_path / "out")
    assert result.exit_code == 0
    assert result.stderr == "Laissé de côté, car c’est un modèle vide\u00a0: modele.xlsx\n"
    assert "Un modèle vide a été laissé de côté." in result.stdout


def test_english_is_spoken_when_asked(tmp_path):
    source = sound(tmp_path / "classeurs", put("measures", "value", "douze")).parent
    result = asked(source, "-o", tmp_path / "out", "--lang", "en")
    assert "One report could not be made." in result.stdout and "To correct" in result.stderr
    assert "What could not be made" in (tmp_path / "out" / "index.html").read_text(encoding="utf-8")


def test_a_terminal_shows_how_far_the_campaign_is(tmp_path):
    pty = pytest.importorskip("pty")
    sound(tmp_path / "classeurs", put("measures", "value", "douze"))
    mine, its = pty.openpty()
    command = [sys.executable, "-m", "dts_eval", "batch", tmp_path / "classeurs", "-o", tmp_path / "out"]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=its, check=False, env={**os.environ, "TERM": "xterm"})
    os.close(its)
    shown = os.read(mine, 65536).decode("utf-8")
    os.close(mine)
    assert done.returncode == 3
    assert "Lecture des classeurs" in shown and "100 %" in shown and "· un sans rapport" in shown
    assert "Lecture" not in done.stdout.decode("utf-8")
