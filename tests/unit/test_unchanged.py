"""A report is not made again only when nothing that it was made from, and nothing of it, has changed."""

import json
from pathlib import Path

import pytest

from dts_eval.runs import unchanged
from dts_eval.runs.entries import Entry
from dts_eval.runs.manifest import fingerprint, program, versions
from dts_eval.runs.parameters import Parameters
from dts_eval.runs.unchanged import standing

STEM = "brouette-2024"


@pytest.fixture
def place(tmp_path) -> Path:
    """A workbook, and in the same folder the report that was made of it, asked for without a year."""
    (tmp_path / "Brouette.xlsx").write_bytes(b"whatever: it is never opened")
    (tmp_path / f"{STEM}.html").write_bytes(b"<p>Le rapport.</p>")
    rewrite(tmp_path, **content(tmp_path))
    return tmp_path


def content(folder: Path) -> dict:
    return {
        "inputs": [{"file": "Brouette.xlsx", "sha256": fingerprint(folder / "Brouette.xlsx")}],
        "parameters": {
            "workbook": "Brouette.xlsx", "year": 2024, "output": ".", "lang": "fr", "audience": "internal",
            "formats": "html", "since": "", "outlines": "", "template": "", "assets": "",
        },
        "structures": [{"structure_id": "b", "name": "Brouette", "year": 2024, "own_year": 2024, "fictitious": True}],
        "program": program(),
        "versions": versions(),
        "problems": [{"code": "likely_name"}],
        "outputs": {f"{STEM}.html": fingerprint(folder / f"{STEM}.html")},
    }  # fmt: skip


def rewrite(folder: Path, stem: str = STEM, **changes: object) -> None:
    (folder / f"{stem}.manifest.json").write_text(json.dumps(changes), encoding="utf-8")


def found(folder: Path, **asked: object) -> object:
    parameters = {"formats": "html", **asked}
    entry = Entry("Brouette.xlsx", ".", Parameters(str(folder / "Brouette.xlsx"), **parameters))
    return standing(entry, fingerprint(folder / "Brouette.xlsx"), folder)


def test_a_report_in_place_stands_for_its_entry_with_or_without_its_year(place):
    assert found(place)["structures"][0]["structure_id"] == "b"
    assert found(place, year=2024) == found(place)


@pytest.mark.parametrize(
    "asked",
    [{"year": 2023}, {"lang": "en"}, {"audience": "external"}, {"formats": "html,pdf"}, {"assets": "assets"}],
)
def test_another_report_of_the_same_workbook_does_not_stand_for_it(place, asked):
    assert found(place, **asked) is None


def test_a_report_of_another_year_is_not_that_of_the_workbook_s_own_year(place):
    now = content(place)
    now["structures"][0]["own_year"] = 2025
    rewrite(place, **now)
    assert found(place) is None
    assert found(place, year=2024) is not None


def test_a_changed_workbook_is_made_again(place):
    (place / "Brouette.xlsx").write_bytes(b"another figure")
    assert found(place) is None


@pytest.mark.parametrize("key", ["program", "versions"])
def test_another_program_makes_it_again(place, key):
    rewrite(place, **content(place) | {key: "another"})
    assert found(place) is None


def test_a_report_made_while_the_workbook_was_open_is_made_again(place):
    rewrite(place, **content(place) | {"problems": [{"code": "file_open_elsewhere"}]})
    assert found(place) is None


def test_a_report_touched_by_hand_or_taken_away_is_made_again(place):
    (place / f"{STEM}.html").write_bytes(b"<p>Le rapport, mieux.</p>")
    assert found(place) is None
    (place / f"{STEM}.html").unlink()
    assert found(place) is None


@pytest.mark.parametrize("written", ["", "[]", "{}", '{"inputs": 3}', "{"])
def test_a_manifest_that_says_nothing_stands_for_nothing(place, written):
    (place / f"{STEM}.manifest.json").write_text(written, encoding="utf-8")
    assert found(place) is None


def test_the_program_changes_with_any_of_its_files(place, monkeypatch):
    monkeypatch.setattr(unchanged, "program", lambda: "0" * 64)
    assert found(place) is None


def test_a_report_compared_with_an_earlier_one_does_not_stand_for_one_that_is_not(place):
    now = content(place)
    now["parameters"]["since"] = "since/brouette-2023.manifest.json"
    rewrite(place, **now)
    assert found(place) is None
