"""A comparison that cannot be made says why, on the error stream, and leaves the earlier one as it was."""

from pathlib import Path

import pytest
from situations_compare import nothing_in_common, several
from spoiled import FILE, put, sound
from typer.testing import CliRunner, Result

from dts_eval.cli import app
from dts_eval.runs.making import LOG

STEM = "comparaison-classeurs"


def compared(folder: Path, *options: str) -> Result:
    told = ["compare", str(folder / "classeurs"), "-o", str(folder / "sortie"), "--formats", "html", *options]
    return CliRunner().invoke(app, told)


def held(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "sortie").iterdir() if path.name != LOG}


@pytest.fixture
def made(tmp_path) -> tuple[Path, dict[str, bytes]]:
    """Two workbooks, and the comparison that was made of them."""
    several(tmp_path / "classeurs", (), ())
    assert compared(tmp_path).exit_code == 0
    return tmp_path, held(tmp_path)


def test_a_comparison_is_whole(made):
    _, files = made
    endings = ("evidence.csv", "html", "ipynb", "manifest.json", "rows.csv")
    assert sorted(files) == [f"{STEM}.{ending}" for ending in endings]


def test_what_is_refused_leaves_the_earlier_comparison_untouched(made):
    folder, before = made
    workbooks = folder / "classeurs"
    refusals: list[tuple[int, str]] = []

    def refuse(*options: str) -> str:
        result = compared(folder, *options)
        assert held(folder) == before
        assert result.stdout == "" and "Traceback" not in result.stderr
        refusals.append((result.exit_code, result.stderr))
        return result.stderr.replace("\u00a0", " ")

    assert "« la beauté »" in refuse("--criterion", "la beauté")
    (workbooks / "z.xlsx").write_text("Bonjour.", encoding="utf-8")
    assert "« z.xlsx »" in refuse()
    (workbooks / "z.xlsx").unlink()
    sound(workbooks, put("structure", "structure_id", "ridelle-1"), put("structure", "fictitious", "non"))
    assert f"({FILE}, ridelle-1.xlsx)" in refuse()
    (workbooks / FILE).unlink()
    (workbooks / "ridelle-2.xlsx").unlink()
    assert "Ce dossier ne donne pas deux structures" in refuse()
    (workbooks / "ridelle-1.xlsx").unlink()
    assert "aucun classeur" in refuse()
    assert [code for code, _ in refusals] == [2, 1, 1, 1, 1]


def test_without_a_criterion_in_common_the_comparison_is_made_and_says_so(tmp_path):
    nothing_in_common(tmp_path / "classeurs")
    result = compared(tmp_path)
    assert result.exit_code == 0
    assert "À savoir\u00a0: Aucun critère n’a été retenu par deux structures." in result.stderr
    assert f"{STEM}.html" in held(tmp_path)


def test_a_folder_that_cannot_be_written_in_is_said_before_anything(tmp_path):
    several(tmp_path / "classeurs", (), ())
    (tmp_path / "sortie").write_text("un fichier", encoding="utf-8")
    result = compared(tmp_path)
    assert result.exit_code == 1
    assert "Il n’est pas possible d’écrire dans le dossier" in result.stderr
    assert (tmp_path / "sortie").read_text(encoding="utf-8") == "un fichier"
