"""The papermill engines of the project: a notebook in a process of its own, forked from one where all is ready."""

import logging
from typing import Any

from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode, from_dict
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import Engine, NBClientEngine, NotebookExecutionManager, papermill_engines

from dts_eval.runs.children import FORK, HERE, Lost, can_fork, start_child
from dts_eval.runs.kernel import LocalClient, start_kernel

PYTHON = "python3"

logger = logging.getLogger("papermill")


class LocalNotebookClient(PapermillNotebookClient):
    """The client of papermill, with the kernel of this process instead of one that it would start."""

    def execute(self, **kwargs: Any) -> NotebookNode:
        """Execute the cells one after another, as papermill does."""
        self.reset_execution_trackers()
        kernel = start_kernel()
        self.kc = LocalClient(kernel)
        self.papermill_execute_cells()
        self.nb.metadata["language_info"] = dict(kernel.language_info)
        self.set_widgets_metadata()
        return self.nb


class HereEngine(Engine):
    """Executes a notebook in this very process: for a process that is made for one notebook and ends with it."""

    @classmethod
    def execute_managed_notebook(
        cls, nb_man: Any, kernel_name: str, log_output: bool = False, stdout_file: Any = None, stderr_file: Any = None,
        **kwargs: Any,
    ) -> NotebookNode:  # fmt: skip
        """Execute the cells; the kernel's name is that of this Python."""
        client = LocalNotebookClient(
            nb_man, log=logger, log_output=log_output, stdout_file=stdout_file, stderr_file=stderr_file
        )
        return client.execute()


class ForkEngine(Engine):
    """Executes each notebook in a child forked from a process where the libraries are already imported.

    Outputs are those of the usual kernel. Where processes cannot be forked, or for another kernel than this Python's,
    the usual engine does the work and says so.
    """

    @classmethod
    def execute_managed_notebook(
        cls, nb_man: NotebookExecutionManager, kernel_name: str, execution_timeout: float | None = None, **kwargs: Any
    ) -> NotebookNode:
        """Execute the notebook in a child and keep papermill's own accounts here, cell by cell.

        Raises:
            CellTimeoutError: a cell took longer than ``execution_timeout`` seconds; its child was stopped.
            DeadKernelError: the child died; the cell that was running is marked as failed.
        """
        if kernel_name != PYTHON or not can_fork():
            why = f"it asks for the kernel {kernel_name}" if can_fork() else "processes cannot be forked here"
            logger.warning("The usual engine executes this notebook: %s.", why)
            return NBClientEngine.execute_managed_notebook(
                nb_man, kernel_name, execution_timeout=execution_timeout, **kwargs
            )
        kept = {name: kwargs.get(name) for name in ("log_output", "stdout_file", "stderr_file")}
        accounts = _Accounts(nb_man, **kept)
        child = start_child(execute_cells, nb_man.nb)
        try:
            for event in child.events(execution_timeout):
                accounts.take(event)
        finally:
            child.stop()
        accounts.close(child.lost)
        return nb_man.nb


class _Accounts:
    """Keeps papermill's accounts of a notebook that runs elsewhere."""

    def __init__(self, nb_man: NotebookExecutionManager, log_output: Any, stdout_file: Any, stderr_file: Any) -> None:
        self._nb_man = nb_man
        # Its way of saying outputs in the log and in files is papermill's own.
        self._told = PapermillNotebookClient(
            nb_man, log=logger, log_output=bool(log_output), stdout_file=stdout_file, stderr_file=stderr_file
        )
        self._running: int | None = None

    def take(self, event: tuple[Any, ...]) -> None:
        kind, index, content = event
        nb_man = self._nb_man
        if kind == "metadata":
            nb_man.nb.metadata.update(from_dict(content))
            return
        cell = nb_man.nb.cells[index]
        if kind == "start":
            self._running = index
            nb_man.cell_start(cell, index)
        elif kind == "outputs":
            cell.outputs = from_dict(content)
        elif kind == "exception":
            nb_man.cell_exception(cell, cell_index=index)
        else:
            self._running = None
            cell.update(from_dict(content))
            if self._told.log_output or self._told.stdout_file or self._told.stderr_file:
                for output in cell.get("outputs", ()):
                    self._told.log_output_message(output)
            nb_man.cell_complete(cell, cell_index=index)

    def close(self, lost: Lost | None) -> None:
        if lost is None:
            return
        cell = None
        if self._running is not None:
            cell = self._nb_man.nb.cells[self._running]
            self._nb_man.cell_exception(cell, cell_index=self._running)
            self._nb_man.cell_complete(cell, cell_index=self._running)
        if lost.late and cell is not None:
            raise CellTimeoutError.error_from_timeout_and_cell("Cell execution timed out", lost.seconds, cell)
        raise DeadKernelError("Kernel died")


class _Reporter:
    """Stands for papermill's manager in the child, and tells what happens to the process that keeps the accounts."""

    def __init__(self, nb: NotebookNode, tell: Any) -> None:
        self.nb = nb
        self._tell = tell

    def cell_start(self, cell: NotebookNode, cell_index: int) -> None:
        self._tell(("start", cell_index, None))

    def cell_exception(self, cell: NotebookNode, cell_index: int, **kwargs: Any) -> None:
        self._tell(("exception", cell_index, None))

    def cell_complete(self, cell: NotebookNode, cell_index: int, **kwargs: Any) -> None:
        done = {name: cell[name] for name in ("outputs", "execution_count") if name in cell}
        self._tell(("complete", cell_index, _plain(done)))

    def autosave_cell(self) -> None:
        """Leave saving to the process that keeps the accounts."""


def execute_cells(notebook: NotebookNode, tell: Any) -> None:
    """Execute a notebook in this process, telling each step."""
    client = LocalNotebookClient(_Reporter(notebook, tell), log=logger)
    client.execute()
    # A later cell may have changed what an earlier one displayed.
    for index in sorted({index for places in client._display_id_map.values() for index in places}):
        tell(("outputs", index, _plain(notebook.cells[index].outputs)))
    kept = {name: notebook.metadata[name] for name in ("language_info", "widgets") if name in notebook.metadata}
    tell(("metadata", None, _plain(kept)))


def _plain(node: Any) -> Any:
    if isinstance(node, dict):
        return {name: _plain(value) for name, value in node.items()}
    return [_plain(value) for value in node] if isinstance(node, list) else node


# Papermill finds the first by its entry point; the second is for the project's own children.
papermill_engines.register(FORK, ForkEngine)
papermill_engines.register(HERE, HereEngine)
