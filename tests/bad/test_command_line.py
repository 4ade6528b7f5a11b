"""The commands tell what is wrong on the error stream, write nothing, and never show a traceback."""

import subprocess
import sys
from pathlib import Path

import pytest
from every_situation import COMMANDS, FILES, SPOILED, TOLD
from situations import Spoiled, refuse
from spoiled import FILE, put, sound
from typer.testing import CliRunner, Result

from dts_eval.cli import app
from dts_eval.foundation.problems import blocking

CHOSEN = [
    situation
    for situation in (*FILES, *SPOILED[::9])
    if situation not in COMMANDS and situation.code not in ("file_not_readable", "file_open_elsewhere", "year_absent")
]


def asked(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize("situation", CHOSEN, ids=str)
def test_check_and_report_stop_and_write_nothing(situation: Spoiled, tmp_path: Path):
    must_stop = bool(blocking(situation.problems(tmp_path)))
    before = sorted(tmp_path.rglob("*"))
    workbook = tmp_path / situation.file
    checked = asked("check", workbook)
    assert checked.exit_code == (1 if must_stop else 0)
    assert str(situation) not in TOLD or TOLD[str(situation)] in plain(checked.stderr)
    assert "Traceback" not in checked.output
    if must_stop:
        reported = asked("report", workbook, "-o", tmp_path / "rapports")
        assert (reported.exit_code, reported.stdout) == (1, "")
        assert [line for line in checked.stderr.splitlines() if line not in reported.stderr] == []
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("absent.xlsx", None, "Ce fichier n’existe pas."),
        ("photo.xlsx", b"\x89PNG\r\n\x1a\n", "Ce fichier n’est pas un classeur que l’outil sait lire."),
        ("secret.xlsx", b"\xd0\xcf\x11\xe0" + bytes(600), "Le classeur est protégé par un mot de passe"),
    ],
)
def test_in_a_process_of_its_own(name, content, words, tmp_path):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    command = [sys.executable, "-m", "dts_eval", "report", name, "-o", "rapports"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert words in done.stderr and "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) == 2
    assert not (tmp_path / "rapports").exists()


def test_the_number_of_points_to_correct_is_told(tmp_path):
    path = sound(tmp_path, put("measures", "value", "douze"), put("resources", "amount", "douze"))
    assert "Deux points sont à corriger" in asked("check", path).output
    assert asked("check", sound(tmp_path)).output == "Rien n’est à corriger.\n"


def test_english_is_spoken_when_asked(tmp_path):
    result = asked("check", sound(tmp_path, put("measures", "value", "douze")), "--lang", "en")
    assert result.exit_code == 1
    assert f"To correct – “{FILE}”, sheet “Relevés”, cell E4: “douze” was read" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--lang", "de"), "parameter_language-no_language"),
        (("--audience", "public"), "parameter_audience-no_version"),
        (("--year", "24"), "parameter_year-no_year"),
        (("--formats", "html,odt"), "parameter_formats-no_format"),
    ],
)
def test_an_option_that_is_not_one_is_refused_before_anything_is_written(arguments, code, tmp_path):
    result = asked("report", sound(tmp_path), "-o", tmp_path / "rapports", *arguments)
    assert result.exit_code == 2
    assert TOLD[code] in plain(result.stderr)
    assert not (tmp_path / "rapports").exists()


@pytest.mark.parametrize("arguments", [("--year", "douze"), ("--inconnu",)])
def test_a_wrong_usage_is_another_exit_code(arguments, tmp_path):
    assert asked("report", sound(tmp_path), *arguments).exit_code == 2


def test_a_folder_below_a_file_cannot_be_written_in(tmp_path):
    (tmp_path / "rapports").write_text("un fichier", encoding="utf-8")
    for command in (("report", sound(tmp_path)), ("new", "La Ridelle")):
        target = tmp_path / "rapports" / ("2024" if command[0] == "report" else "x.xlsx")
        result = asked(*command, "-o", target)
        assert (result.exit_code, result.stdout) == (1, "")
        assert "Il n’est pas possible d’écrire dans le dossier" in result.stderr
    assert (tmp_path / "rapports").read_text(encoding="utf-8") == "un fichier"


def test_a_folder_closed_to_us_cannot_be_written_in(tmp_path, monkeypatch):
    workbook = sound(tmp_path)
    monkeypatch.setattr("dts_eval.runs.held_folder.tempfile.mkdtemp", refuse)
    result = asked("report", workbook, "-o", tmp_path / "rapports")
    assert result.exit_code == 1
    assert "ou demandez le droit d’y écrire" in result.stderr


def test_a_workbook_open_in_libreoffice_is_a_warning(tmp_path):
    workbook = sound(tmp_path)
    (tmp_path / f".~lock.{workbook.name}#").write_text("", encoding="utf-8")
    result = asked("check", workbook)
    assert result.exit_code == 0
    assert "Le classeur semble ouvert dans LibreOffice." in result.stderr


def test_new_never_writes_over_a_file(tmp_path):
    path = sound(tmp_path)
    before = path.read_bytes()
    result = asked("new", "La Ridelle", "-o", path)
    assert result.exit_code == 1
    assert "existe déjà. Il n’a pas été touché." in result.stderr
    assert path.read_bytes() == before


@pytest.mark.parametrize("command", [("new", "La Ridelle"), ("demo",), ("export",)])
def test_a_language_that_is_not_one_is_refused_by_every_command(command, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = asked(*command, "--lang", "de")
    assert result.exit_code == 2
    assert "« de » n’est pas une langue du rapport." in plain(result.stderr)
    assert list(tmp_path.iterdir()) == []
