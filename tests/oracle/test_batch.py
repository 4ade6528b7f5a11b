"""One of ten workbooks is spoiled, then mended: what a campaign does is held against the files that it leaves."""

import csv
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import pytest
from situations_many import structure
from spoiled import put, sound
from typer.testing import CliRunner, Result

from dts_eval.cli import app
from dts_eval.runs.making import LOG

NAMES = ("ancre", "bouée", "cordage", "drisse", "écoute", "foc", "gréement", "hauban", "itague", "jusant")
SPOILED = "écoute"
DEEPER = ("hauban", "itague")
CAMPAIGN = {"campaign.csv", "campaign.json", "index.html"}
SLUGS = {name: name.replace("é", "e") for name in NAMES}
pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Run:
    """One run of the command: what it said, where, and the files that it left with their times and their bytes."""

    output: Path
    result: Result
    campaign: dict
    files: dict[str, tuple[int, str]]

    def of(self, workbook: str) -> dict[str, tuple[int, str]]:
        """The files of the report of one workbook."""
        start = f"{'nord/' * (workbook in DEEPER)}{SLUGS[workbook]}-2024."
        return {name: file for name, file in self.files.items() if name.startswith(start)}

    @property
    def states(self) -> dict[str, str]:
        return {Path(entry["workbook"]).stem: entry["state"] for entry in self.campaign["entries"]}


def ran(source: Path, output: Path) -> Run:
    command = ["batch", str(source), "-o", str(output), "--formats", "html", "--no-synthesis"]
    result = CliRunner().invoke(app, command)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    files = {
        path.relative_to(output).as_posix(): (path.stat().st_mtime_ns, hashlib.sha256(path.read_bytes()).hexdigest())
        for path in output.rglob("*")
        if path.is_file() and path.name != LOG
    }
    return Run(output, result, json.loads((output / "campaign.json").read_text(encoding="utf-8")), files)


def workbook(folder: Path, name: str, spoiled: bool = False) -> Path:
    edits = (put("measures", "value", "douze"),) if spoiled else ()
    place = folder / "nord" if name in DEEPER else folder
    return sound(place, *structure(name, *edits), name=f"{name}.xlsx")


@pytest.fixture(scope="module")
def runs(tmp_path_factory) -> tuple[Run, Run, Run]:
    """The run with one spoiled workbook, the one after mending it, and one that nothing disturbed, elsewhere."""
    folder = tmp_path_factory.mktemp("campaign")
    source = folder / "classeurs"
    for name in NAMES:
        workbook(source, name, spoiled=name == SPOILED)
    # The folder of the reports lies among the workbooks, as many will have it.
    first = ran(source, source / "rapports")
    workbook(source, SPOILED)
    second = ran(source, source / "rapports")
    return first, second, ran(source, folder / "ailleurs" / "plus bas")


def test_nine_reports_one_clear_entry_and_its_own_exit_code(runs):
    first, _, _ = runs
    assert first.result.exit_code == 3
    assert first.states == {name: "failed" if name == SPOILED else "made" for name in NAMES}
    for name in NAMES:
        kinds = {file.split("-2024.")[1] for file in first.of(name)}
        whole = {"html", "ipynb", "rows.csv", "evidence.csv", "manifest.json"}
        assert kinds == (set() if name == SPOILED else whole), name
    (entry,) = [entry for entry in first.campaign["entries"] if entry["state"] == "failed"]
    assert [(one["code"], one["file"], one["sheet"], one["cell"]) for one in entry["problems"]] == [
        ("number_as_text", "écoute.xlsx", "Relevés", "E4")
    ]
    assert entry["problems"][0]["message"] in first.result.stderr
    assert "Traceback" not in first.result.output


def test_the_console_ends_with_the_index(runs):
    for run in runs:
        last = run.result.stdout.splitlines()[-1]
        assert last.startswith("L’index de la campagne") and last.endswith("index.html")
        assert Path(last.partition("\u00a0: ")[2]).is_file()
    assert "Neuf rapports ont été faits." in runs[0].result.stdout
    assert "Un rapport n’a pas pu être fait." in runs[0].result.stdout


def test_after_mending_only_that_one_is_made_again(runs):
    first, second, _ = runs
    assert second.result.exit_code == 0
    assert set(second.states.values()) == {"made"}
    assert "Un rapport a été fait. Neuf rapports sont restés tels quels" in " ".join(second.result.stdout.splitlines())
    untouched = {name: file for name, file in first.files.items() if name not in CAMPAIGN}
    assert len(untouched) == 9 * 5
    assert {name: second.files.get(name) for name in untouched} == untouched
    assert set(second.files) - set(first.files) == set(second.of(SPOILED)) and len(second.of(SPOILED)) == 5


def test_the_campaign_is_that_of_a_run_that_nothing_disturbed(runs):
    _, second, third = runs
    assert set(third.states.values()) == {"made"}
    for run in (second, third):
        paths = [entry["workbook"].split("/") for entry in run.campaign["entries"]]
        assert paths == sorted(paths) and len(paths) == 10
    bytes_of = [{name: file[1] for name, file in run.files.items()} for run in (second, third)]
    assert bytes_of[0] == bytes_of[1]


def test_what_the_campaign_says_of_its_files_is_true_of_the_disk(runs):
    for run in runs:
        for entry in run.campaign["entries"]:
            place = "" if entry["folder"] == "." else f"{entry['folder']}/"
            for name, digest in entry["outputs"].items():
                assert run.files[place + name][1] == digest
            assert bool(entry["outputs"]) == bool(entry["manifest"]) == (entry["state"] != "failed")
            assert not entry["manifest"] or place + entry["manifest"] in run.files


def test_the_csv_and_the_json_say_the_same(runs):
    with (runs[2].output / "campaign.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    entries = runs[2].campaign["entries"]
    for key in ("workbook", "sha256", "state", "folder", "report"):
        assert [line[key] for line in lines] == [entry[key] for entry in entries]
    assert [line["structure"] for line in lines] == [entry["structure"]["name"] for entry in entries]
    own = {"local_la_fierte": "la fierté", "local_mots_de_fierte": "mots de fierté"}
    assert [entry["labels"] for entry in entries] == [own] * 10
    assert [line["criteria"] for line in lines] == ["activity accessibility local_la_fierte"] * 10


def test_no_folder_of_the_machine_stands_in_the_campaign(runs):
    for run in runs:
        for name in CAMPAIGN:
            assert str(run.output.parent) not in (run.output / name).read_text(encoding="utf-8"), name
