"""A campaign ends with the report on its network: made by the notebook, linked, and not made again for nothing."""

import json
from pathlib import Path

import nbformat
import pytest
from situations_compare import several
from spoiled import put, sound
from typer.testing import CliRunner, Result

from dts_eval.cli import app
from dts_eval.foundation.program import fingerprint
from dts_eval.runs.making import LOG
from dts_eval.runs.synthesis import run_network

STEM = "synthese-du-reseau"


def asked(folder: Path, *options: str) -> Result:
    told = ["batch", str(folder / "classeurs"), "-o", str(folder / "rapports"), "--formats", "html,slides", *options]
    result = CliRunner().invoke(app, told)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def kept(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "rapports").iterdir() if path.name != LOG}


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> tuple[Path, Result]:
    folder = tmp_path_factory.mktemp("campaign")
    several(folder / "classeurs", (), (), ())
    return folder, asked(folder)


def test_the_synthesis_is_whole_and_linked(made):
    folder, result = made
    assert result.exit_code == 0, result.stderr
    files = kept(folder)
    endings = {name.removeprefix(f"{STEM}.") for name in files if name.startswith(STEM)}
    # Slides put the effects of one structure in debate: a network has none.
    assert endings == {"html", "ipynb", "rows.csv", "evidence.csv", "manifest.json"}
    assert f'href="{STEM}.html"' in files["index.html"].decode("utf-8")
    assert f"{STEM}.html" in result.stdout


def test_its_manifest_names_the_reports_it_rests_on(made):
    folder, _ = made
    manifest = json.loads(kept(folder)[f"{STEM}.manifest.json"])
    named = {item["file"]: item["sha256"] for item in manifest["inputs"]}
    assert set(named) == {"campaign.json", *(f"ridelle-{place}-2024.manifest.json" for place in (1, 2, 3))}
    assert all(fingerprint(folder / "rapports" / name) == digest for name, digest in named.items())
    assert [one["name"] for one in manifest["structures"]] == ["La Ridelle 1", "La Ridelle 2", "La Ridelle 3"]
    assert all(fingerprint(folder / "rapports" / name) == digest for name, digest in manifest["outputs"].items())
    assert str(folder) not in json.dumps(manifest)


def test_its_notebook_was_really_executed(made):
    folder, _ = made
    notebook = nbformat.read(folder / "rapports" / f"{STEM}.ipynb", as_version=4)
    said = [output.text for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    assert f"{STEM}.html" in "".join(said)
    assert str(folder) not in (folder / "rapports" / f"{STEM}.ipynb").read_text(encoding="utf-8")


def test_nothing_is_made_again_when_no_report_changed(made):
    folder, _ = made
    before = kept(folder)
    again = asked(folder)
    assert "La synthèse du réseau est restée telle quelle" in again.stdout
    after = kept(folder)
    assert {name: content for name, content in after.items() if name != "index.html"} == {
        name: content for name, content in before.items() if name != "index.html"
    }
    assert f'href="{STEM}.html"' in after["index.html"].decode("utf-8")
    assert run_network(folder / "rapports", formats="html").unchanged


def test_a_file_that_was_changed_is_made_again(made):
    folder, _ = made
    before = kept(folder)
    (folder / "rapports" / f"{STEM}.html").write_bytes(b"")
    assert not run_network(folder / "rapports", formats="html").unchanged
    assert kept(folder)[f"{STEM}.html"] == before[f"{STEM}.html"]


def test_a_report_more_makes_another_synthesis(tmp_path):
    several(tmp_path / "classeurs", (), (), ())
    asked(tmp_path)
    several(tmp_path / "classeurs", (), (), (), ())
    assert "Écrit" in asked(tmp_path).stdout
    assert len(json.loads(kept(tmp_path)[f"{STEM}.manifest.json"])["structures"]) == 4


def test_a_network_may_have_no_synthesis(tmp_path):
    several(tmp_path / "classeurs", (), (), ())
    result = asked(tmp_path, "--no-synthesis")
    assert result.exit_code == 0
    assert not [name for name in kept(tmp_path) if name.startswith(STEM)]


def test_fictitious_structures_make_one_when_asked_and_the_command_says_so(tmp_path):
    for place in (1, 2, 3):
        name, code = put("structure", "name", f"Fable {place}"), put("structure", "structure_id", f"fable-{place}")
        sound(tmp_path / "classeurs", name, code, name=f"fable-{place}.xlsx")
    without = asked(tmp_path)
    assert "--with-fictitious" in without.stderr and without.exit_code == 0
    assert not [name for name in kept(tmp_path) if name.startswith(STEM)]
    asked(tmp_path, "--with-fictitious")
    page = kept(tmp_path)[f"{STEM}-avec-fictives.html"].decode("utf-8")
    assert "Toutes les structures de cette synthèse sont inventées" in page


def test_two_structures_have_none_and_nothing_is_said(tmp_path):
    several(tmp_path / "classeurs", (), ())
    result = asked(tmp_path)
    assert result.exit_code == 0
    assert "ynthèse" not in result.stdout + result.stderr
