"""Makes one report: checks, executes the notebook in a folder apart, then commits all files at once."""

import datetime
import json
import os
import shutil
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path

from dts_eval.foundation.model import Evaluation
from dts_eval.foundation.names import report_stem
from dts_eval.foundation.problems import DataProblems, Problem, blocking, problem
from dts_eval.runs.checking import check
from dts_eval.runs.manifest import fingerprint, manifest
from dts_eval.runs.notebooks import NotebookFailed, execute, shipped_notebook, write_notebook
from dts_eval.runs.parameters import Parameters, read_parameters

NOTEBOOK = "annual_report"
LOG = "run.log.jsonl"


@dataclass(frozen=True)
class Made:
    """A report that was made: its manifest, its files, and what should still be looked at in the workbook."""

    manifest: Path
    files: tuple[Path, ...]
    problems: tuple[Problem, ...]


def run(workbook: str | Path, output: str | Path = "reports", **parameters: object) -> Made:
    """Make the report of one workbook by executing the notebook ``annual_report`` through papermill.

    Args:
        workbook: the path of the structure's spreadsheet.
        output: the folder to write in; it is made if needed.
        **parameters: ``year``, ``lang``, ``audience``, ``formats``, as the notebook declares them.

    Returns:
        The manifest and the files written. Nothing is written before everything is ready.

    Raises:
        DataProblems: a parameter, the workbook or the folder has to be mended; earlier reports are untouched.
    """
    started = time.monotonic()
    wrong = [
        problem("parameter_type", typed=name, expected="str")
        for name, value in (("workbook", workbook), ("output", output))
        if not isinstance(value, str | Path)
    ]
    if wrong:
        raise DataProblems(wrong)
    path, folder = Path(workbook), Path(output)
    asked = read_parameters({"workbook": str(path), **parameters})
    evaluation = check(path, asked.year, asked.audience, asked.lang)
    if blocking(evaluation.problems):
        raise DataProblems(evaluation.problems, asked.lang)
    stem = report_stem(path.name, evaluation.structure.year, asked.audience, asked.lang)
    staging = _staging(folder)
    try:
        made = _execute(path, folder, staging, stem, asked, evaluation)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    _log(folder, stem, time.monotonic() - started)
    return made


def _staging(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return Path(tempfile.mkdtemp(prefix=".dts-eval-", dir=folder))
    except OSError as error:
        raise DataProblems([problem("output_not_writable", typed=str(folder))]) from error


def _execute(
    path: Path, folder: Path, staging: Path, stem: str, asked: Parameters, evaluation: Evaluation
) -> Made:
    # The notebook works beside a copy of the workbook and writes where it stands: what it records then holds no
    # folder of this machine, and the workbook cannot change while it is read.
    shutil.copyfile(path, staging / path.name)
    inside = replace(asked, workbook=path.name, year=evaluation.structure.year, output=".")
    target = staging / f"{stem}.ipynb"
    try:
        executed = execute(shipped_notebook(NOTEBOOK), target, inside.as_given(), staging)
    except NotebookFailed as failed:
        left = folder / f"{stem}.failed.ipynb"
        write_notebook(failed.notebook, left)
        typed = failed.name
        raise DataProblems([problem("notebook_failed", path.name, typed=typed, notebook=left.name)]) from failed
    write_notebook(executed, target)
    written = [item for item in staging.iterdir() if item.name.startswith(f"{stem}.") and item.name != path.name]
    inputs = {path.name: fingerprint(staging / path.name)}
    content = manifest(inputs, inside.as_given(), written, evaluation.problems, asked.lang)
    staged_manifest = staging / f"{stem}.manifest.json"
    staged_manifest.write_bytes(content)
    files = tuple(_commit(item, folder) for item in sorted(written))
    (folder / f"{stem}.failed.ipynb").unlink(missing_ok=True)
    return Made(_commit(staged_manifest, folder), files, evaluation.problems)


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
