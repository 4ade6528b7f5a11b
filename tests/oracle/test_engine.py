"""The project's engine against the usual kernel: the same notebook gives the same outputs, and a death stays alone."""

import os
import re
import shutil
import time
from itertools import pairwise
from pathlib import Path

import nbformat
import papermill
import pytest
from edge_notebooks import EDGES, edge
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill.exceptions import PapermillExecutionError

from dts_eval.foundation.shipped import shipped_folder
from dts_eval.runs.engine import FORK
from dts_eval.runs.notebooks import shipped_notebook

USUAL = None
SHIPPED = sorted(shipped_folder("data_templates").rglob("*/*.xlsx"))
# What no two runs share: the number of a process, an address in memory, the name of a model, a clock.
CHANGING = (
    (re.compile(r"ipykernel_\d+"), "ipykernel_0"),
    (re.compile(r"0x[0-9a-f]{6,}"), "0x0"),
    (re.compile(r"[0-9a-f]{32}"), "model"),
    (re.compile(r"/[^ '\"]*/ipykernel_0/\d+\.py"), "cell.py"),
)


def executed(notebook: nbformat.NotebookNode | Path, folder: Path, engine: str | None, **asked: object):
    """Execute a notebook as anybody does with papermill; return it, and the error that it ended with."""
    folder.mkdir()
    # Seeing it, the usual kernel would not watch what programs write.
    os.environ.pop("PYTEST_CURRENT_TEST", None)
    source, target = folder / "given.ipynb", folder / "done.ipynb"
    if isinstance(notebook, Path):
        shutil.copy(notebook, source)
    else:
        nbformat.write(notebook, source)
    error = ""
    try:
        papermill.execute_notebook(
            str(source), str(target), engine_name=engine, cwd=str(folder), progress_bar=False, **asked
        )
    except PapermillExecutionError as failed:
        error = f"{failed.ename}: {failed.evalue}"
    return nbformat.read(target, as_version=4), error


def masked(text: str) -> str:
    for pattern, instead in CHANGING:
        text = pattern.sub(instead, text)
    return text


def shown(notebook: nbformat.NotebookNode) -> list[object]:
    """What a reader sees of each cell, without what changes from one run to the next with the usual kernel itself."""
    seen: list[object] = []
    for cell in notebook.cells:
        outputs = [dict(output) for output in cell.get("outputs", ())]
        seen.append((cell.source, cell.get("execution_count"), _joined(outputs)))
    seen.append(_models(notebook.metadata.get("widgets", {})))
    seen.append({name: value for name, value in notebook.metadata.get("language_info", {}).items()})
    return seen


def _joined(outputs: list[dict]) -> list[str]:
    # The usual kernel cuts a stream where its clock says; and the order between the two streams is not told.
    streams = {
        name: "".join(one["text"] for one in outputs if one["output_type"] == "stream" and one["name"] == name)
        for name in ("stdout", "stderr")
    }
    others = [one for one in outputs if one["output_type"] != "stream"]
    return [masked(str(one)) for one in (*streams.items(), *others)]


def _models(widgets: dict) -> list[str]:
    state = widgets.get("application/vnd.jupyter.widget-state+json", {}).get("state", {})
    return sorted(masked(str(sorted(model.items()))) for model in state.values())


def usually(name: str, folder: Path):
    """Execute with the usual kernel, again where its client never sees the reply to a cell with an output widget.

    A known race of nbclient (github.com/jupyter/nbclient/issues/312): what it sends for the widget hides the reply, in
    one run of five on a loaded machine. The project's engine has no socket between kernel and client.
    """
    for attempt in range(6):
        try:
            return executed(edge(name), folder / f"usual-{attempt}", USUAL, execution_timeout=30)
        except CellTimeoutError:
            continue
    raise AssertionError(f"the usual kernel never answered for {name}")


@pytest.mark.parametrize("name", EDGES)
def test_a_notebook_at_the_edge_gives_what_the_usual_kernel_gives(name, tmp_path):
    usual, error = usually(name, tmp_path)
    ours, same = executed(edge(name), tmp_path / "ours", FORK)
    assert same == error
    assert shown(ours) == shown(usual)


@pytest.mark.slow
@pytest.mark.parametrize("workbook", SHIPPED, ids=lambda path: path.stem)
def test_the_report_of_a_shipped_structure_is_the_same_to_the_byte(workbook, tmp_path):
    written = {}
    for engine in (USUAL, FORK):
        folder = tmp_path / str(engine)
        folder.mkdir()
        shutil.copy(workbook, folder / "w.xlsx")
        done = folder / "done.ipynb"
        papermill.execute_notebook(
            str(shipped_notebook("annual_report")), str(done), cwd=str(folder), engine_name=engine, progress_bar=False,
            parameters={"workbook": "w.xlsx", "output": ".", "formats": "html,pdf"}, request_save_on_cell_execute=False,
        )  # fmt: skip
        files = {path.name: path.read_bytes() for path in folder.iterdir() if path != done}
        written[engine] = (shown(nbformat.read(done, as_version=4)), files)
    assert len(written[FORK][1]) == 5
    assert written[FORK] == written[USUAL]


def test_a_cell_that_ends_its_process_fails_alone(tmp_path):
    notebook = nbformat.v4.new_notebook(cells=[
        nbformat.v4.new_code_cell("print('before')"), nbformat.v4.new_code_cell("import os\nos._exit(7)"),
        nbformat.v4.new_code_cell("print('never')"),
    ], metadata=edge("error").metadata)  # fmt: skip
    with pytest.raises(DeadKernelError):
        executed(notebook, tmp_path / "dead", FORK)
    left = nbformat.read(tmp_path / "dead" / "done.ipynb", as_version=4)
    assert [cell.metadata.papermill["status"] for cell in left.cells] == ["completed", "failed", "pending"]
    assert left.cells[0].outputs[0].text == "before\n"
    done, error = executed(edge("random"), tmp_path / "next", FORK)
    assert error == "" and done.cells[0].outputs


def test_a_cell_that_takes_too_long_is_stopped_with_what_it_started(tmp_path):
    notebook = nbformat.v4.new_notebook(cells=[
        nbformat.v4.new_code_cell("import subprocess\nsubprocess.Popen(['sleep', '4321'])\nNone"),
        nbformat.v4.new_code_cell("while True: pass"),
    ], metadata=edge("error").metadata)  # fmt: skip
    started = time.monotonic()
    with pytest.raises(CellTimeoutError):
        executed(notebook, tmp_path / "late", FORK, execution_timeout=2)
    assert time.monotonic() - started < 30
    commands = [path.read_bytes() for path in Path("/proc").glob("[0-9]*/cmdline") if path.exists()]
    assert not any(b"sleep\x004321" in command for command in commands)


def test_nothing_passes_from_one_notebook_to_the_next(tmp_path):
    leave = (
        "import os, random, numpy, pandas as pd, json\nos.environ['LEFT'] = '1'\npd.set_option('display.max_rows', 3)\n"
        "json.left = 1\nleft = 1\nrandom.random(), float(numpy.random.random())"
    )
    look = (
        "import os, random, numpy, pandas as pd, json\nassert 'LEFT' not in os.environ and not hasattr(json, 'left')\n"
        "assert pd.get_option('display.max_rows') == 60 and 'left' not in globals()\n"
        "random.random(), float(numpy.random.random())"
    )
    drawn = []
    for number, source in enumerate((leave, look, look)):
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)], metadata=edge("error").metadata)
        done, error = executed(notebook, tmp_path / str(number), FORK)
        assert error == ""
        drawn.append(done.cells[0].outputs[0].data["text/plain"])
    assert all(one != other for one, other in pairwise(drawn))


def test_a_notebook_for_another_kernel_goes_to_the_usual_engine(tmp_path, caplog):
    notebook = edge("error")
    notebook.metadata.kernelspec.name = "no-such-kernel"
    with pytest.raises(Exception, match="no-such-kernel"):
        executed(notebook, tmp_path / "other", FORK)
    assert "usual engine" in caplog.text
