"""Entries of a campaign as if they had been made, told, or left aside: nothing is executed."""

from pathlib import Path

from dts_eval.foundation.problems import problem
from dts_eval.runs.campaign import Outcome, State
from dts_eval.runs.entries import Entry
from dts_eval.runs.parameters import Parameters

GIVEN = {
    "needs": {"figures": 3, "accounts": 2, "effects": 1},
    "innovation": {"figures": 0, "accounts": 0, "effects": 0},
}


def entry(name: str, folder: str = ".", **asked: object) -> Entry:
    return Entry(name, folder, Parameters(name, **asked))


def made(name: str, structure: str = "", folder: str = ".", covered: dict | None = None, **more: object) -> Outcome:
    """One report as its manifest tells it."""
    stem = f"{Path(name).stem}-2024"
    structure_id = Path(name).stem
    manifest = {
        "structures": [
            {
                "structure_id": structure_id, "name": structure or structure_id, "year": 2024, "own_year": 2024,
                "fictitious": more.get("fictitious", False),
            }
        ],
        "outputs": {f"{stem}.{kind}": "0" * 64 for kind in ("html", "pdf", "ipynb", "rows.csv", "evidence.csv")},
        "completeness": {structure_id: covered or GIVEN},
        "labels": {structure_id: more.get("labels", {})},
        "problems": more.get("problems", []),
    }  # fmt: skip
    return Outcome(entry(name, folder), more.get("state", State.MADE), "1" * 64, stem, manifest)


def failed(name: str) -> Outcome:
    found = (problem("number_as_text", name, "Relevés", "E4", typed="<b>douze</b>"),)
    return Outcome(entry(name), State.FAILED, "2" * 64, problems=found)


def skipped(name: str) -> Outcome:
    return Outcome(entry(name), State.SKIPPED, "3" * 64, problems=(problem("blank_template", name),))
