"""The manifest of one report, written last: what it lists exists, whole."""

import csv
import hashlib
import json
import platform
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from dts_eval.foundation.model import FACTS, Structure
from dts_eval.foundation.problems import Problem, describe
from dts_eval.foundation.shipped import PACKAGE, shipped_folder
from dts_eval.workbook.layout import layout

PACKAGES = ("dts-eval", "pandas", "papermill", "plotly", "typst")


def manifest(
    inputs: Mapping[str, str],
    parameters: Mapping[str, Any],
    structures: Iterable[Structure],
    outputs: Iterable[Path],
    problems: Iterable[Problem],
    language: str,
    labels: Mapping[str, Mapping[str, str]],
) -> bytes:
    """Write what a report was made from and what was written, with a fingerprint of each file.

    ``inputs`` give the fingerprint of each file read, ``labels`` the words of each structure for the criteria that are
    its own. No clock time and no folder appear, so that the same input gives the same bytes.
    """
    paths = sorted(outputs)
    rows = next((path for path in paths if path.name.endswith(".rows.csv")), None)
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
            }
            for one in structures
        ],
        "versions": versions(),
        "outputs": {path.name: fingerprint(path) for path in paths},
        "completeness": completeness(rows) if rows else {},
        "labels": {structure: dict(words) for structure, words in labels.items()},
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


def fingerprint(path: Path) -> str:
    """Return the sha256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


@cache
def versions() -> dict[str, str]:
    """Return the versions of what makes a report, Python among them."""
    return {name: version(name) for name in PACKAGES} | {"python": platform.python_version()}


@cache
def program() -> str:
    """Return the fingerprint of all that makes a report: code, catalogue, texts, look and notebooks."""
    digest = hashlib.sha256()
    files = {
        path.relative_to(PACKAGE).as_posix(): path
        for path in PACKAGE.rglob("*")
        if path.is_file() and not {"__pycache__", "shipped"} & set(path.relative_to(PACKAGE).parts)
    }
    files |= {f"notebooks/{path.name}": path for path in shipped_folder("notebooks").glob("*.ipynb")}
    for name, path in sorted(files.items()):
        digest.update(f"{name}\0{fingerprint(path)}\n".encode())
    return digest.hexdigest()


def completeness(rows: Path) -> dict[str, dict[str, dict[str, int]]]:
    """Say for each structure and each criterion how many figures, accounts and effects it stands on; never a rate.

    An effect that is planned or hoped for is no fact yet, and is not counted.
    """
    found: dict[str, dict[str, dict[str, int]]] = {}
    with rows.open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
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
