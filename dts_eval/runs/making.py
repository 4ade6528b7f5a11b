"""Executes a notebook in a folder apart, then commits all that it wrote at once, the manifest last."""

import datetime
import json
import os
import shutil
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dts_eval.foundation.model import Structure
from dts_eval.foundation.names import MANIFEST
from dts_eval.foundation.problems import DataProblems, Problem, problem
from dts_eval.runs.held_folder import staged
from dts_eval.runs.manifest import fingerprint, manifest
from dts_eval.runs.notebooks import NotebookFailed, execute, shipped_notebook, write_notebook
from dts_eval.runs.places import LOG


@dataclass(frozen=True)
class Made:
    """What a run made: its manifest, its files, and what should still be looked at in the workbooks."""

    manifest: Path
    files: tuple[Path, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Order:
    """What to make: a notebook that comes with the package, its parameters, and the files it reads.

    ``stem`` names all that is written. ``inputs`` are the files by the name, or the path, that they have beside the
    notebook; the parameters name them so, and no folder of this machine enters what is written. ``labels`` are the
    words of each structure for the criteria and the indicators that are its own, ``definitions`` the fingerprint of
    what each indicator means. ``in_place`` are files that the notebook reads where they stand in the folder to write
    in, thousands at times, with their fingerprints: what it read is checked as it is read, and not copied.
    """

    notebook: str
    stem: str
    inputs: Mapping[str, Path]
    parameters: Mapping[str, Any]
    structures: tuple[Structure, ...]
    problems: tuple[Problem, ...]
    language: str
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    definitions: Mapping[str, str] = field(default_factory=dict)
    in_place: Mapping[str, str] = field(default_factory=dict)


def make(order: Order, folder: Path) -> Made:
    """Execute a notebook beside copies of what it reads, and put what it wrote in a folder once all is ready.

    Raises:
        DataProblems: a file to read or the folder to write in is gone, or is closed to us, or a cell failed; earlier
            files are untouched.
    """
    started = time.monotonic()
    try:
        with staged(folder) as staging:
            made = _execute(order, staging, folder)
        _log(folder, order.stem, time.monotonic() - started)
    except OSError as error:
        gone = [name for name, path in order.inputs.items() if str(path) == str(error.filename)]
        if gone:
            raise DataProblems([problem("file_not_readable", name) for name in gone]) from error
        raise DataProblems([problem("output_not_writable", typed=str(folder))]) from error
    return made


def _execute(order: Order, staging: Path, folder: Path) -> Made:
    # Files are copied, so that none can change while it is read.
    for name, path in order.inputs.items():
        (staging / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, staging / name)
    target = staging / f"{order.stem}.ipynb"
    try:
        executed = execute(shipped_notebook(order.notebook), target, dict(order.parameters), staging)
    except NotebookFailed as failed:
        left = folder / f"{order.stem}.failed.ipynb"
        write_notebook(failed.notebook, left)
        file = next(iter(order.inputs)) if len(order.inputs) == 1 else ""
        raise DataProblems([problem("notebook_failed", file, typed=failed.name, notebook=left.name)]) from failed
    write_notebook(executed, target)
    written = [
        item for item in staging.iterdir() if item.name.startswith(f"{order.stem}.") and item.name not in order.inputs
    ]
    inputs = {name: fingerprint(staging / name) for name in order.inputs} | dict(order.in_place)
    content = manifest(
        inputs, order.parameters, order.structures, written, order.problems, order.language, order.labels,
        order.definitions,
    )  # fmt: skip
    staged_manifest = staging / f"{order.stem}{MANIFEST}"
    staged_manifest.write_bytes(content)
    files = tuple(_commit(item, folder) for item in sorted(written))
    (folder / f"{order.stem}.failed.ipynb").unlink(missing_ok=True)
    return Made(_commit(staged_manifest, folder), files, order.problems)


def _commit(staged: Path, folder: Path) -> Path:
    target = folder / staged.name
    os.replace(staged, target)
    return target


def _log(folder: Path, stem: str, seconds: float) -> None:
    line = {
        "report": stem,
        "at": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        "seconds": round(seconds, 2),
    }
    with (folder / LOG).open("a", encoding="utf-8") as log:
        log.write(json.dumps(line, ensure_ascii=False) + "\n")
