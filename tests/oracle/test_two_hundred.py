"""Two hundred workbooks, twenty of them spoiled, each in its own way: the others have their reports."""

import csv
import json
import subprocess
import sys

import pytest

from benchmarks.spoiling import SPOILED
from benchmarks.synthetic import write_structures

pytestmark = pytest.mark.slow

ALL = 200
BLANK = "blank_template"


@pytest.fixture(scope="module")
def campaign(tmp_path_factory):
    folder = tmp_path_factory.mktemp("two-hundred")
    write_structures(folder / "classeurs", ALL, 7, size="thin", spoiled=len(SPOILED))
    command = [
        sys.executable, "-m", "dts_eval", "batch", folder / "classeurs", "-o", folder / "rapports", "--formats", "html",
        "--no-synthesis",
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    return done, folder / "rapports"


@pytest.fixture(scope="module")
def entries(campaign):
    _, output = campaign
    with (output / "campaign.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def kind_of(workbook: str) -> str:
    return workbook.removesuffix(".xlsx").split("-", 2)[2]


def test_what_is_spoiled_has_its_own_exit_code_and_no_traceback(campaign):
    done, _ = campaign
    assert done.returncode == 3
    assert "Traceback" not in done.stdout + done.stderr
    assert "180 rapports ont été faits" in done.stdout


def test_each_sound_workbook_has_its_report_and_each_other_one_a_clear_entry(campaign, entries):
    _, output = campaign
    assert len(entries) == ALL
    made = [entry for entry in entries if entry["state"] == "made"]
    assert len(made) == ALL - len(SPOILED)
    assert all((output / entry["folder"] / f"{entry['report']}.html").is_file() for entry in made)
    assert len(list(output.glob("*.html"))) == len(made) + 1  # the index
    others = {kind_of(entry["workbook"]): entry for entry in entries if entry["state"] != "made"}
    assert set(others) == set(SPOILED)
    assert {kind for kind, entry in others.items() if entry["state"] == "skipped"} == {BLANK}
    for kind, entry in others.items():
        assert entry["report"] == "" and entry["problems"], kind
        assert entry["message"].startswith("À corriger") or kind == BLANK, kind


def test_the_entry_of_a_spoiled_workbook_is_the_same_in_the_three_files(campaign, entries):
    _, output = campaign
    told = {entry["workbook"]: entry for entry in json.loads((output / "campaign.json").read_bytes())["entries"]}
    index = (output / "index.html").read_text(encoding="utf-8")
    for entry in entries:
        assert told[entry["workbook"]]["state"] == entry["state"]
        assert " ".join(dict.fromkeys(one["code"] for one in told[entry["workbook"]]["problems"])) == entry["problems"]
        if entry["state"] != "made":
            assert entry["workbook"] in index
