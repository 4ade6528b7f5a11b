"""Executes a parameterised notebook through papermill, and strips from it all that changes from run to run."""

import copy
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dts_eval.foundation.shipped import shipped_folder
from dts_eval.runs.children import FORK, HERE, ZYGOTE, served

if TYPE_CHECKING:
    import nbformat

ADDED = frozenset({"injected-parameters", "papermill-error-cell-tag"})


class NotebookFailed(Exception):
    """A cell of the notebook failed; ``notebook`` holds what was executed, with the error."""

    def __init__(self, notebook: "nbformat.NotebookNode", name: str, value: str) -> None:
        self.notebook = notebook
        self.name = name
        self.value = value
        super().__init__(f"{name}: {value}")


def shipped_notebook(name: str) -> Path:
    """Return the path of a notebook that comes with the package."""
    return shipped_folder("notebooks") / f"{name}.ipynb"


def execute(notebook: Path, target: Path, parameters: dict[str, Any], folder: Path) -> "nbformat.NotebookNode":
    """Execute a notebook in a folder with parameters, and return it as executed, without clock times.

    Raises:
        NotebookFailed: a cell failed, or the process that executed it died.
    """
    # Imported when a notebook is executed: a campaign where nothing changed executes none.
    import nbformat
    import papermill
    from nbclient.exceptions import DeadKernelError
    from papermill.exceptions import PapermillExecutionError

    try:
        papermill.execute_notebook(
            str(notebook),
            str(target),
            parameters=parameters,
            cwd=str(folder),
            engine_name=_engine(),
            progress_bar=False,
            log_output=False,
            request_save_on_cell_execute=False,
            extra_arguments=["--log-level=CRITICAL"],
        )
    except PapermillExecutionError as error:
        executed = without_clock(nbformat.read(target, as_version=4))
        raise NotebookFailed(executed, error.ename, error.evalue) from error
    except DeadKernelError as error:
        # What the cells had shown died with their process, when nothing was saved yet.
        executed = without_clock(nbformat.read(target if target.exists() else notebook, as_version=4))
        raise NotebookFailed(executed, type(error).__name__, str(error)) from error
    return without_clock(nbformat.read(target, as_version=4))


def _engine() -> str | None:
    """Name the engine to use: papermill's own, but around a fork server, where a notebook starts at once."""
    if ZYGOTE in sys.modules:
        return HERE
    return FORK if served() else None


def without_clock(notebook: "nbformat.NotebookNode") -> "nbformat.NotebookNode":
    """Return a copy of a notebook without times, machine details and random names of cells."""
    import nbformat

    cleaned = copy.deepcopy(notebook)
    cleaned.metadata.pop("papermill", None)
    cleaned.metadata.pop("language_info", None)
    for number, cell in enumerate(cleaned.cells):
        tags = cell.metadata.get("tags", [])
        cell.metadata = nbformat.NotebookNode({"tags": sorted(tags)} if tags else {})
        if set(tags) & ADDED or not cell.get("id"):
            cell.id = f"added-{number}"
    return cleaned


def write_notebook(notebook: "nbformat.NotebookNode", path: Path) -> None:
    """Write a notebook, always with the same bytes for the same content."""
    import nbformat

    path.write_text(nbformat.writes(notebook) + "\n", encoding="utf-8")
