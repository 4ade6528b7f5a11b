"""A run that fails leaves earlier reports as they were, byte for byte, and says so in French."""

import shutil
from pathlib import Path

import nbformat
import pytest
from situations import FAILING_CELL, refuse
from spoiled import FILE, codes, put, sound
from typer.testing import CliRunner

from dts_eval.cli import app
from dts_eval.foundation.problems import DataProblems
from dts_eval.runs.making import LOG
from dts_eval.runs.one import run
from dts_eval.runs.parameters import Parameters, read_parameters

STEM = "la-ridelle-2024"
WRITING_CELL = f"import pathlib\npathlib.Path('{STEM}.html').write_text('<p>Le rapport.</p>')"
KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}


def notebook(path: Path, *sources: str) -> Path:
    """Write a notebook with the parameters that the shipped one has."""
    given = read_parameters({"workbook": ""}, Parameters).as_given()
    declared = "\n".join(f"{name} = {value!r}" for name, value in given.items())
    cells = [nbformat.v4.new_code_cell(declared, metadata={"tags": ["parameters"]})]
    cells += [nbformat.v4.new_code_cell(source) for source in sources]
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=KERNEL), path)
    return path


def held(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder with its bytes, but the log of clock times."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != LOG}


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> tuple[Path, dict[str, bytes]]:
    """A folder with one report, and a workbook beside it."""
    folder = tmp_path_factory.mktemp("made")
    small = notebook(folder / "small.ipynb", WRITING_CELL)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("dts_eval.runs.making.shipped_notebook", lambda name: small)
        run(sound(folder), folder / "rapports")
    return folder, held(folder / "rapports")


def failing(folder: Path, patch: pytest.MonkeyPatch, source: str = FAILING_CELL) -> None:
    path = notebook(folder / "failing.ipynb", WRITING_CELL, source)
    patch.setattr("dts_eval.runs.making.shipped_notebook", lambda name: path)


def test_a_report_is_whole(made):
    _, files = made
    assert set(files) == {f"{STEM}.html", f"{STEM}.ipynb", f"{STEM}.manifest.json"}


def test_data_to_correct_leave_the_earlier_report_untouched(made):
    folder, before = made
    with pytest.raises(DataProblems) as raised:
        run(sound(folder, put("measures", "value", "douze"), name=FILE), folder / "rapports")
    assert codes(raised.value.problems) == ["number_as_text"]
    assert held(folder / "rapports") == before


@pytest.mark.parametrize("name", ["mkdir", "mkdtemp"])
def test_a_closed_folder_leaves_the_earlier_report_untouched(name, made, monkeypatch):
    folder, before = made
    path = sound(folder)
    target = "dts_eval.runs.held_folder.tempfile.mkdtemp" if name == "mkdtemp" else "pathlib.Path.mkdir"
    monkeypatch.setattr(target, refuse)
    with pytest.raises(DataProblems) as raised:
        run(path, folder / "rapports")
    monkeypatch.undo()
    assert codes(raised.value.problems) == ["output_not_writable"]
    assert held(folder / "rapports") == before


def test_a_cell_that_fails_leaves_the_notebook_and_the_earlier_report(made, monkeypatch):
    folder, before = made
    failing(folder, monkeypatch)
    result = CliRunner().invoke(app, ["report", str(sound(folder)), "-o", str(folder / "rapports")])
    assert (result.exit_code, result.stdout) == (1, "")
    assert "Le rapport n’a pas pu être écrit jusqu’au bout (ValueError)." in result.stderr
    assert f"{STEM}.failed.ipynb" in result.stderr and "Traceback" not in result.stderr
    after = held(folder / "rapports")
    left = after.pop(f"{STEM}.failed.ipynb")
    assert after == before
    executed = nbformat.reads(left.decode("utf-8"), as_version=4)
    assert [output.ename for output in executed.cells[-1].outputs] == ["ValueError"]
    assert str(folder) not in left.decode("utf-8"), "the folder of a machine stands in the notebook"


@pytest.mark.parametrize("then", ["", FAILING_CELL])
def test_a_folder_that_goes_while_the_report_is_made_is_told(then, tmp_path, monkeypatch):
    gone = "import pathlib, shutil\nshutil.rmtree(pathlib.Path.cwd().parent)"
    failing(tmp_path, monkeypatch, f"{gone}\n{then}")
    with pytest.raises(DataProblems) as raised:
        run(sound(tmp_path), tmp_path / "rapports")
    assert codes(raised.value.problems) == ["output_not_writable"]
    assert not (tmp_path / "rapports").exists()


def test_a_workbook_that_goes_is_not_taken_for_the_folder(tmp_path, monkeypatch):
    path = sound(tmp_path)
    failing(tmp_path, monkeypatch)
    copy = shutil.copyfile
    monkeypatch.setattr("dts_eval.runs.making.shutil.copyfile", lambda *given: (path.unlink(), copy(*given)))
    with pytest.raises(DataProblems) as raised:
        run(path, tmp_path / "rapports")
    assert codes(raised.value.problems) == ["file_not_readable"]
    assert list((tmp_path / "rapports").iterdir()) == []


def test_a_process_that_dies_is_told_with_the_notebook_that_it_left(tmp_path, monkeypatch):
    failing(tmp_path, monkeypatch, "import os\nos._exit(7)")
    with pytest.raises(DataProblems) as raised:
        run(sound(tmp_path), tmp_path / "rapports")
    assert codes(raised.value.problems) == ["notebook_failed"]
    assert "DeadKernelError" in str(raised.value)
    assert set(held(tmp_path / "rapports")) == {f"{STEM}.failed.ipynb"}


def test_nothing_is_left_of_the_staging(made):
    folder, _ = made
    assert [path.name for path in (folder / "rapports").iterdir() if path.name.startswith(".")] == []


def test_a_run_that_succeeds_takes_the_failed_notebook_away(made, monkeypatch):
    folder, before = made
    (folder / "rapports" / f"{STEM}.failed.ipynb").write_text("{}", encoding="utf-8")
    small = folder / "small.ipynb"
    monkeypatch.setattr("dts_eval.runs.making.shipped_notebook", lambda name: small)
    run(sound(folder), folder / "rapports")
    assert held(folder / "rapports") == before


def test_data_to_correct_in_a_notebook_show_their_messages_and_no_code(tmp_path):
    from IPython.core.interactiveshell import InteractiveShell

    path = sound(tmp_path, put("measures", "value", "douze"))
    shell = InteractiveShell.instance()
    shown: list[str] = []
    shell._showtraceback = lambda kind, value, lines: shown.extend(lines)
    shell.run_cell(
        f"from dts_eval.runs.checking import check\nfrom dts_eval.measurement.measuring import measure\n"
        f"measure(check({str(path)!r}))"
    )
    assert len(shown) == 1 and shown[0].startswith("À corriger – «")
