"""The manifest of one report, written last: what it lists exists, whole."""

import csv
import json
import platform
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.metadata import version
from pathlib import Path
from types import MappingProxyType
from typing import Any

from dts_eval.foundation.model import FACTS, Structure
from dts_eval.foundation.problems import Problem, describe
from dts_eval.foundation.program import fingerprint, program
from dts_eval.workbook.layout import layout

# What the comparison with an earlier report tells line by line, without a count.
ONE_BY_ONE = frozenset(
    {f"figure_{how}" for how in ("added", "withdrawn", "corrected", "hidden", "shown", "sources")}
    | {"effect_moved", "effect_reworded"}
)
PACKAGES = ("dts-eval", "pandas", "papermill", "plotly", "python-docx", "typst")


def manifest(
    inputs: Mapping[str, str],
    parameters: Mapping[str, Any],
    structures: Iterable[Structure],
    outputs: Iterable[Path],
    problems: Iterable[Problem],
    language: str,
    labels: Mapping[str, Mapping[str, str]],
    definitions: Mapping[str, str] = MappingProxyType({}),
) -> bytes:
    """Write what a report was made from and what was written, with a fingerprint of each file.

    ``inputs`` give the fingerprint of each file read, ``labels`` the words of each structure for the criteria and the
    indicators that are its own, ``definitions`` the fingerprint of what each indicator means. No clock time and no
    folder appear, so that the same input gives the same bytes.
    """
    paths = sorted(outputs)
    rows = _read(next((path for path in paths if path.name.endswith(".rows.csv")), None))
    content = {
        "inputs": [{"file": file, "sha256": digest} for file, digest in sorted(inputs.items())],
        "parameters": dict(parameters),
        "program": program(),
        "structures": [
            {
                "structure_id": one.structure_id,
                "name": one.name,
                "year": one.year,
                "own_year": one.own_year,
                "fictitious": one.fictitious,
                "threshold": one.threshold,
            }
            for one in structures
        ],
        "versions": versions(),
        "outputs": {path.name: fingerprint(path) for path in paths},
        "completeness": completeness(rows),
        "changes": changes(rows),
        "labels": {structure: dict(words) for structure, words in labels.items()},
        "definitions": dict(definitions),
        "problems": told(problems, language),
    }
    return as_json(content)


def as_json(content: Mapping[str, Any]) -> bytes:
    """Write a content always with the same bytes."""
    return (json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode("utf-8")


def told(problems: Iterable[Problem], language: str) -> list[dict[str, str]]:
    """Write each problem with its place and its message.

    On a sheet about people a problem is told once, without its cells: their number would be a number of people.
    """
    people = {sheet.title for sheet in layout().sheets if sheet.people}
    seen = dict.fromkeys(replace(found, cell="") if found.sheet in people else found for found in problems)
    return [
        {
            "code": found.code,
            "level": found.level,
            "file": found.file,
            "sheet": found.sheet,
            "cell": found.cell,
            "message": describe([found], language)[0],
        }
        for found in seen
    ]


@cache
def versions() -> dict[str, str]:
    """Return the versions of what makes a report, Python among them."""
    return {name: version(name) for name in PACKAGES} | {"python": platform.python_version()}


def _read(rows: Path | None) -> list[dict[str, str]]:
    if rows is None:
        return []
    with rows.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def completeness(lines: Sequence[Mapping[str, str]]) -> dict[str, dict[str, dict[str, int]]]:
    """Say for each structure and each criterion how many figures, accounts and effects it stands on; never a rate.

    An effect that is planned or hoped for is no fact yet, and is not counted.
    """
    found: dict[str, dict[str, dict[str, int]]] = {}
    for row in lines:
        if row["indicator"] in ("tally_figures", "tally_accounts"):
            kind = row["indicator"].removeprefix("tally_")
            said = found.setdefault(row["structure_id"], {}).setdefault(row["criterion"], {"effects": 0})
            said[kind] = int(row["value"])
    for row in lines:
        said = found.get(row["structure_id"], {}).get(row["criterion"])
        if said and row["indicator"] == "effect" and row["qualifier"] in FACTS:
            said["effects"] += 1
    return found


def changes(lines: Iterable[Mapping[str, str]]) -> dict[str, dict[str, int]]:
    """Say for each structure what an earlier report did not say alike: its year, then how many things of each kind.

    The kinds are those of the rows of the comparison, without their first word. They are never added up, and none is
    better than another. Nothing is said where no earlier report was named.
    """
    found: dict[str, dict[str, int]] = {}
    for row in lines:
        kind = row["indicator"].removeprefix("since_")
        if kind == row["indicator"]:
            continue
        said = found.setdefault(row["structure_id"], {})
        if kind in ("report", "new_figures") or row["unit"] == "plain":
            said["since" if kind == "report" else kind] = int(row["value"])
        elif kind in ONE_BY_ONE:
            said[kind] = said.get(kind, 0) + 1
    return found
