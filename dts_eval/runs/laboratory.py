"""The laboratory: a folder with the notebooks and a workbook, opened in JupyterLab."""

import ast
import importlib.util
import json
import os
import secrets
import signal
import site
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import nbformat

from dts_eval.foundation.problems import DataProblems, problem
from dts_eval.foundation.shipped import shipped_folder
from dts_eval.runs.notebooks import write_notebook
from dts_eval.runs.templates import new_template
from dts_eval.workbook.filling import WRITABLE
from dts_eval.workbook.finding import is_workbook

BLANK = "ma-structure.xlsx"
REPORTS = "rapports"
OPENED_FIRST = "1_scope.ipynb"
PRIVATE = ".jupyterlab"
HERE = "127.0.0.1"
FIRST_PORT, PORTS_TRIED = 8888, 50
LOCALES = {"fr": "fr_FR", "en": "default"}
KERNEL = "python3"
PATIENCE = 20.0


@dataclass(frozen=True)
class Laboratory:
    """A folder ready for work: its workbooks, the notebooks copied in it, and those that stood there already."""

    folder: Path
    workbooks: tuple[Path, ...]
    written: tuple[Path, ...]
    kept: tuple[Path, ...]
    language: str


def prepare(folder: str | Path, lang: str = "fr") -> Laboratory:
    """Put in a folder what it lacks: the notebooks, and a blank workbook if it has none; nothing is replaced.

    Raises:
        DataProblems: the folder cannot be written in.
    """
    place = Path(folder)
    try:
        place.mkdir(parents=True, exist_ok=True)
        written = [] if workbooks_in(place) else [new_template("", place / BLANK)]
        workbooks = workbooks_in(place)
        given = {"workbook": workbooks[0].name, "folder": ".", "output": REPORTS, "lang": lang}
        kept = []
        for notebook in sorted(shipped_folder("notebooks").glob("*.ipynb")):
            target = place / notebook.name
            if target.exists():
                kept.append(target)
            else:
                write_notebook(with_parameters(nbformat.read(notebook, as_version=4), given), target)
                written.append(target)
        _settings(place / PRIVATE, lang)
    except OSError as error:
        raise DataProblems([problem("output_not_writable", typed=str(folder))], lang) from error
    return Laboratory(place.resolve(), workbooks, tuple(written), tuple(kept), lang)


def workbooks_in(folder: Path) -> tuple[Path, ...]:
    """List the workbooks of a folder that a form can write in, by name, without their backups."""
    return tuple(
        path for path in sorted(folder.iterdir()) if is_workbook(path, folder) and path.suffix.lower() in WRITABLE
    )


def with_parameters(notebook: nbformat.NotebookNode, given: Mapping[str, str]) -> nbformat.NotebookNode:
    """Return a notebook without outputs, whose cell of parameters has other values where it declares them."""
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        cell.outputs, cell.execution_count = [], None
        if "parameters" in cell.metadata.get("tags", []):
            cell.source = "\n".join(_assigned(line, given) for line in cell.source.splitlines())
    return notebook


def _assigned(line: str, given: Mapping[str, str]) -> str:
    statements = ast.parse(line).body
    name = ast.unparse(statements[0].targets[0]) if statements and isinstance(statements[0], ast.Assign) else ""
    return f"{name} = {json.dumps(given[name], ensure_ascii=False)}" if name in given else line


def _settings(private: Path, lang: str) -> None:
    """Write the settings of JupyterLab that this folder needs; those that a person changed there are left."""
    chosen = {
        "translation-extension/plugin": {"locale": LOCALES[lang]},
        "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
        # On subshells, the first word of a control just added may come after the click on a button.
        "apputils-extension/kernels-settings": {"commsOverSubshells": "disabled"},
    }
    for name, settings in chosen.items():
        path = private / "settings" / "@jupyterlab" / f"{name}.jupyterlab-settings"
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(settings, indent=2) + "\n", encoding="utf-8")
    # Written at each start: another installation may have prepared the folder.
    kernel = private / "share" / "kernels" / KERNEL / "kernel.json"
    kernel.parent.mkdir(parents=True, exist_ok=True)
    argv = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    declared = {"argv": argv, "display_name": "Python 3 (dts_eval)", "language": "python"}
    kernel.write_text(json.dumps(declared, indent=2) + "\n", encoding="utf-8")


def environment(private: Path, runtime: Path, token: str) -> dict[str, str]:
    """Return the environment of JupyterLab: its own settings, and the Python that runs this command.

    What the person has set up elsewhere for Jupyter or IPython is neither read nor changed.
    """
    shares = [private / "share", Path(sys.prefix) / "share" / "jupyter"]
    if site.ENABLE_USER_SITE:
        shares.append(Path(site.getuserbase()) / "share" / "jupyter")
    own = {
        "JUPYTER_CONFIG_DIR": private / "config",
        "JUPYTER_DATA_DIR": private / "data",
        "JUPYTER_RUNTIME_DIR": runtime,
        "JUPYTER_PATH": os.pathsep.join(map(str, shares)),
        "JUPYTERLAB_SETTINGS_DIR": private / "settings",
        "JUPYTERLAB_WORKSPACES_DIR": private / "workspaces",
        "IPYTHONDIR": private / "ipython",
        "JUPYTER_TOKEN": token,
    }
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "IPYTHON"))}
    return kept | {name: str(value) for name, value in own.items()}


def serve(laboratory: Laboratory, tell: Callable[[str], object], port: int = 0, browser: bool = True) -> None:
    """Open JupyterLab on a folder, for this machine alone, until the person ends it by its menu or by Ctrl-C.

    ``tell`` is given the address to open.

    Raises:
        DataProblems: JupyterLab is not installed, the port is taken, or JupyterLab stopped by itself.
    """
    if importlib.util.find_spec("jupyterlab") is None:
        raise DataProblems([problem("lab_not_installed")], laboratory.language)
    chosen = free_port(port, laboratory.language)
    token = secrets.token_hex(24)
    private = laboratory.folder / PRIVATE
    log = private / "jupyterlab.log"
    # The folder for the addresses of running kernels is this person's alone, and goes after use.
    with tempfile.TemporaryDirectory(prefix="dts-eval-", ignore_cleanup_errors=True) as runtime, log.open("wb") as told:
        with _ended_by_signals():
            # In a session of its own: Ctrl-C reaches this command alone, which then ends JupyterLab.
            process = subprocess.Popen(
                _command(laboratory.folder, chosen, browser),
                env=environment(private, Path(runtime), token),
                stdin=subprocess.DEVNULL,
                stdout=told,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
            try:
                _wait_for(process, chosen)
                tell(f"http://{HERE}:{chosen}/lab/tree/{OPENED_FIRST}?token={token}")
                code = process.wait()
            except KeyboardInterrupt:
                code = 0
            finally:
                _end(process)
    if code:
        raise DataProblems([problem("lab_stopped", log=str(log.relative_to(laboratory.folder)))], laboratory.language)


def _command(folder: Path, port: int, browser: bool) -> list[str]:
    return [
        # Files of the current folder must not hide modules of Python.
        sys.executable, "-P", "-m", "jupyterlab",
        f"--ServerApp.ip={HERE}", f"--ServerApp.port={port}", "--ServerApp.port_retries=0",
        f"--ServerApp.root_dir={folder}", "--ServerApp.answer_yes=True", "--ServerApp.log_level=WARN",
        f"--ServerApp.open_browser={browser}", f"--LabApp.default_url=/lab/tree/{OPENED_FIRST}",
        # Whoever runs this as root, in a container, has chosen so; it answers to this machine and to a token only.
        "--ServerApp.allow_root=True",
        "--LabApp.extension_manager=readonly",
        "--LabApp.check_for_updates_class=jupyterlab.handlers.announcements.NeverCheckForUpdate",
    ]  # fmt: skip


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """Let a closed terminal end JupyterLab as Ctrl-C does."""
    names = [name for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {name: signal.signal(getattr(signal, name), signal.default_int_handler) for name in names}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)


def _wait_for(process: "subprocess.Popen[bytes]", port: int) -> None:
    """Wait until JupyterLab answers: an address that is told is one that opens."""
    end = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < end:
        try:
            socket.create_connection((HERE, port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def free_port(asked: int, lang: str) -> int:
    """Return the port asked for, or the first free one from 8888 on when none is.

    Raises:
        DataProblems: the port asked for is taken, or is not a port.
    """
    tried = [asked] if asked else range(FIRST_PORT, FIRST_PORT + PORTS_TRIED)
    for port in tried:
        with closing(socket.socket()) as probe:
            # Without this, a port stays taken for a minute after JupyterLab has left it.
            if os.name == "posix":
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HERE, port))
            except (OSError, OverflowError):
                continue
            return port
    raise DataProblems([problem("lab_port_taken", typed=str(asked or FIRST_PORT))], lang)
