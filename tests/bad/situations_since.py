"""What is spoiled around an earlier report, in its cost and in its weight, and the problem it must make."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

from situations import Spoiled, command, in_cell, spoiled
from spoiled import Edit, add, cell, put, sound, title_of

from dts_eval.disclosure.rows import EVIDENCE_COLUMNS, ROW_COLUMNS
from dts_eval.runs.checking import check
from dts_eval.runs.many import batch
from dts_eval.runs.one import run

STEM = "la-ridelle-2023"
MANIFEST = f"{STEM}.manifest.json"
Change = Callable[[dict], object]


def earlier(folder: Path, change: Change = lambda content: None, name: str = MANIFEST) -> Path:
    """Write an earlier report as its files give it, without anything in it, then change what its manifest says."""
    outputs = {}
    for suffix, columns in (("rows.csv", ROW_COLUMNS), ("evidence.csv", EVIDENCE_COLUMNS)):
        path = folder / f"{STEM}.{suffix}"
        path.write_text(f"{','.join(columns)}\n{',' * (len(columns) - 1)}\n", encoding="utf-8")
        outputs[path.name] = hashlib.sha256(path.read_bytes()).hexdigest()
    content = {
        "structures": [{"structure_id": "la-ridelle", "name": "La Ridelle", "year": 2023, "threshold": 5}],
        "parameters": {"workbook": "la-ridelle.xlsx", "audience": "internal"},
        "outputs": outputs,
    }
    change(content)
    (folder / name).write_text(json.dumps(content), encoding="utf-8")
    return folder / name


def since(code: str, about: str, change: Change = lambda _: None, spoil: Callable[[Path], object] = id) -> Spoiled:
    """Spoil an earlier report and ask for what changed since."""

    def act(folder: Path) -> object:
        path = earlier(folder, change)
        spoil(path)
        return check(sound(folder), since=path)

    return command(code, about, act, MANIFEST)


def structure(**said: object) -> Change:
    return lambda content: content["structures"][0].update(said)


def several(content: dict) -> None:
    content["parameters"] = {"folder": "classeurs"}


def tampered(path: Path) -> None:
    rows = path.with_name(f"{STEM}.rows.csv")
    rows.write_bytes(rows.read_bytes() + b"\n")


def over_itself(folder: Path) -> object:
    path = earlier(folder, structure(year=2024), "la-ridelle-2024.manifest.json")
    return run(sound(folder), folder, since=path)


def heavy(number: int) -> tuple[Edit, ...]:
    """Type figures for indicators that the group set aside."""
    lines = [add("measures", 6 + one, indicator="Contrats signés", year=2000 + one, value=one) for one in range(number)]
    return (put("indicators", "decision", "écarté", 1), *lines)


COMMANDS = (
    command("since_missing", "no such file", lambda folder: check(sound(folder), since=folder / MANIFEST), MANIFEST),
    since("since_not_a_report", "no json", spoil=lambda path: path.write_text("{", encoding="utf-8")),
    since("since_not_a_report", "a list", spoil=lambda path: path.write_text("[]", encoding="utf-8")),
    since("since_not_a_report", "nothing listed", lambda content: content.update(outputs={})),
    since("since_of_several", "a comparison", several),
    since("since_of_several", "a campaign", lambda content: content.update(entries=[])),
    since("since_other_structure", "the neighbour", structure(structure_id="brouette", name="Brouette")),
    since("since_later", "next year", structure(year=2025)),
    since("since_other_audience", "for partners", lambda content: content["parameters"].update(audience="external")),
    since("since_incomplete", "rows elsewhere", spoil=lambda path: path.with_name(f"{STEM}.rows.csv").unlink()),
    since("since_changed", "a line more", spoil=tampered),
    command("since_overwritten", "in its own place", over_itself, "la-ridelle-2024.manifest.json"),
    command("parameter_assets", "a batch", lambda folder: batch(folder, folder / "rapports", assets="partout")),
    command("since_no_campaign", "a batch", lambda folder: batch(folder, folder / "rapports", since="avant")),
)
SPOILED = (
    spoiled(
        "cost_volunteers_above",
        "more than all",
        put("evaluation_cost", "volunteer_hours", 20),
        at=(title_of("evaluation_cost"), cell("evaluation_cost", "volunteer_hours")),
    ),
    in_cell("hours_per_day_not_read", "in minutes", "mandate", "hours_per_day", 420),
    spoiled("approach_heavy", "figures for nobody", *heavy(10), also=("indicator_not_kept",) * 11),
)
