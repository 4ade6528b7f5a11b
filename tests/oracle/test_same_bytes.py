"""The same workbook gives the same bytes, wherever the report is written; another workbook does not."""

import hashlib
import json
import shutil
from pathlib import Path

import openpyxl
import pytest

from dts_eval.runs.making import LOG, Made
from dts_eval.runs.one import run

SMALL = "iii-15-air-aicm"


def written(folder: Path) -> dict[str, str]:
    files = [path for path in sorted(folder.iterdir()) if path.name != LOG]
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def manifest(made: Made) -> dict:
    return json.loads(made.manifest.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def twice(workbooks, tmp_path_factory) -> tuple[Made, Made]:
    """The same workbook from two places, written into two folders of different depth."""
    first = tmp_path_factory.mktemp("one")
    second = tmp_path_factory.mktemp("two") / "deeper" / "still"
    elsewhere = tmp_path_factory.mktemp("elsewhere") / workbooks[SMALL].name
    shutil.copyfile(workbooks[SMALL], elsewhere)
    return run(workbooks[SMALL], first), run(elsewhere, second)


def test_two_runs_give_the_same_bytes_but_for_the_log(twice):
    first, second = (written(made.manifest.parent) for made in twice)
    assert list(first) == list(second)
    assert {name for name in first if first[name] != second[name]} == set()
    kinds = {name.split(".", 1)[1] for name in first}
    assert kinds == {"html", "pdf", "ipynb", "rows.csv", "evidence.csv", "manifest.json"}


def test_nothing_says_where_or_when_it_was_made(twice):
    for made in twice:
        for path in (*made.files, made.manifest):
            content = path.read_bytes()
            assert str(made.manifest.parent).encode() not in content, path.name


def test_the_manifest_lists_what_it_commits_with_its_fingerprint(twice):
    made, _ = twice
    assert manifest(made)["outputs"] == {
        name: digest for name, digest in written(made.manifest.parent).items() if not name.endswith(".manifest.json")
    }


def test_a_changed_cell_changes_the_fingerprint_of_the_input_and_the_rows(workbooks, twice, tmp_path):
    changed = tmp_path / workbooks[SMALL].name
    book = openpyxl.load_workbook(workbooks[SMALL])
    sheet = book["Effets"]
    column = next(cell.column for cell in sheet[2] if cell.value == "Effet")
    line = next(line for line in range(4, sheet.max_row + 1) if sheet.cell(line, column).value)
    sheet.cell(line, column).value += " Et ceci, ajouté."
    book.save(changed)
    before, after = manifest(twice[0]), manifest(run(changed, tmp_path / "out"))
    assert before["inputs"][0]["sha256"] == hashlib.sha256(workbooks[SMALL].read_bytes()).hexdigest()
    assert after["inputs"][0]["sha256"] == hashlib.sha256(changed.read_bytes()).hexdigest()
    assert before["inputs"][0]["sha256"] != after["inputs"][0]["sha256"]
    name = next(name for name in before["outputs"] if name.endswith(".rows.csv"))
    assert before["outputs"][name] != after["outputs"][name]
    assert before["parameters"] == after["parameters"]
    assert before["versions"] == after["versions"]
