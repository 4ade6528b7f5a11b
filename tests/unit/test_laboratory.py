"""The laboratory prepares a folder without replacing anything, and starts JupyterLab apart from what people have."""

import ast
import importlib.util
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import nbformat
import pytest
from typer.testing import CliRunner

from dts_eval.cli import app
from dts_eval.foundation.problems import DataProblems
from dts_eval.foundation.shipped import shipped_folder
from dts_eval.runs import laboratory
from dts_eval.runs.laboratory import BLANK, PRIVATE, environment, free_port, prepare, serve, workbooks_in
from dts_eval.runs.templates import shipped_structures

SHIPPED = sorted(path.name for path in shipped_folder("notebooks").glob("*.ipynb"))
PLAIN = next(path for path in shipped_structures() if path.stem == "la-cordee-de-brumeval")


def parameters(notebook: Path) -> dict[str, object]:
    cells = nbformat.read(notebook, as_version=4).cells
    (cell,) = (one for one in cells if "parameters" in one.metadata.get("tags", []))
    return {line.targets[0].id: ast.literal_eval(line.value) for line in ast.parse(cell.source).body}  # type: ignore[attr-defined]


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def codes(act) -> list[str]:
    with pytest.raises(DataProblems) as found:
        act()
    return [one.code for one in found.value.problems]


def command(code: str):
    return lambda *_: [sys.executable, "-c", code]


def test_an_empty_folder_gets_the_notebooks_and_a_blank_workbook(tmp_path):
    ready = prepare(tmp_path / "atelier")
    assert [path.name for path in ready.written] == [BLANK, *SHIPPED]
    assert ready.kept == () and ready.workbooks == (tmp_path / "atelier" / BLANK,)
    for name in SHIPPED:
        notebook = nbformat.read(ready.folder / name, as_version=4)
        nbformat.validate(notebook)
        assert not any(cell.get("outputs") or cell.get("execution_count") for cell in notebook.cells)


def test_the_notebooks_open_the_workbook_of_the_folder_and_write_in_it(tmp_path):
    shutil.copy(PLAIN, tmp_path / "l’épi « doré ».xlsx")
    ready = prepare(tmp_path, "en")
    assert BLANK not in [path.name for path in ready.written]
    shipped = parameters(shipped_folder("notebooks") / "annual_report.ipynb")
    expected = {"workbook": "l’épi « doré ».xlsx", "output": "rapports", "lang": "en"}
    assert parameters(tmp_path / "annual_report.ipynb") == shipped | expected
    assert parameters(tmp_path / "1_scope.ipynb") == {"workbook": "l’épi « doré ».xlsx", "lang": "en"}


def test_nothing_that_stands_there_is_replaced(tmp_path):
    (tmp_path / "1_scope.ipynb").write_text("le mien", encoding="utf-8")
    first = prepare(tmp_path)
    assert [path.name for path in first.kept] == ["1_scope.ipynb"]
    settings = tmp_path / PRIVATE / "settings" / "@jupyterlab" / "translation-extension" / "plugin.jupyterlab-settings"
    settings.write_text('{"locale": "default"}', encoding="utf-8")
    before = everything(tmp_path)
    second = prepare(tmp_path)
    assert everything(tmp_path) == before
    assert second.written == () and [path.name for path in second.kept] == SHIPPED


def test_backups_locks_and_other_files_are_no_workbooks(tmp_path):
    names = [
        "b.xlsx", "a.xlsm", "a.sauvegarde-2026-11-22-143005.xlsm", "~$b.xlsx", ".~lock.b.xlsx", "notes.ods", "c.csv",
    ]  # fmt: skip
    for name in names:
        (tmp_path / name).touch()
    assert [path.name for path in workbooks_in(tmp_path)] == ["a.xlsm", "b.xlsx"]
    assert parameters(prepare(tmp_path).folder / "1_scope.ipynb")["workbook"] == "a.xlsm"


def test_a_place_that_cannot_be_written_in_is_refused(tmp_path, monkeypatch):
    (tmp_path / "fichier").touch()
    assert codes(lambda: prepare(tmp_path / "fichier")) == ["output_not_writable"]

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    shutil.copy(PLAIN, tmp_path)
    monkeypatch.setattr(Path, "write_text", refuse)
    assert codes(lambda: prepare(tmp_path)) == ["output_not_writable"]


def test_jupyterlab_finds_this_python_and_not_the_kernel_that_a_person_installed(tmp_path):
    ready = prepare(tmp_path / "atelier")
    home = tmp_path / "home"
    rogue = home / ".local" / "share" / "jupyter" / "kernels" / "python3"
    rogue.mkdir(parents=True)
    (rogue / "kernel.json").write_text(json.dumps({"argv": ["other"], "display_name": "Other", "language": "python"}))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(home))
        patch.setenv("JUPYTER_PATH", str(home))
        patch.setenv("JUPYTER_CONFIG_DIR", str(home))
        given = environment(ready.folder / PRIVATE, tmp_path / "runtime", "token")
    asked = [sys.executable, "-m", "jupyter_client.kernelspecapp", "list", "--json"]
    told = subprocess.run(asked, env=given, capture_output=True, text=True, check=True)
    spec = json.loads(told.stdout)["kernelspecs"]["python3"]["spec"]
    assert spec["argv"][0] == sys.executable
    paths = subprocess.run(
        [sys.executable, "-m", "jupyter_core.command", "--paths", "--json"], env=given, capture_output=True, check=True
    )
    assert str(home) not in paths.stdout.decode("utf-8")


def test_the_settings_are_french_and_ask_for_no_news(tmp_path):
    private = prepare(tmp_path).folder / PRIVATE
    told = {path.stem: json.loads(path.read_text("utf-8")) for path in private.rglob("*.jupyterlab-settings")}
    assert told["plugin"] == {"locale": "fr_FR"}
    assert told["notification"] == {"fetchNews": "false", "checkForUpdates": False}
    assert told["kernels-settings"] == {"commsOverSubshells": "disabled"}


def test_a_port_that_is_taken_or_is_none_is_refused():
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        taken = busy.getsockname()[1]
        assert codes(lambda: free_port(taken, "fr")) == ["lab_port_taken"]
    assert codes(lambda: free_port(70000, "fr")) == ["lab_port_taken"]
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", free_port(0, "fr")))


def test_without_jupyterlab_it_says_so(tmp_path, monkeypatch):
    ready = prepare(tmp_path)
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    assert codes(lambda: serve(ready, print)) == ["lab_not_installed"]


def test_what_stops_by_itself_is_told_with_its_log(tmp_path, monkeypatch):
    ready = prepare(tmp_path)
    monkeypatch.setattr(laboratory, "_command", command("import sys; sys.exit('no room left')"))
    assert codes(lambda: serve(ready, lambda address: None)) == ["lab_stopped"]
    assert (tmp_path / PRIVATE / "jupyterlab.log").read_text("utf-8").strip() == "no room left"


def test_what_is_ended_from_its_menu_ends_quietly(tmp_path, monkeypatch):
    monkeypatch.setattr(laboratory, "_command", command("pass"))
    serve(prepare(tmp_path), lambda address: None)


@pytest.mark.skipif(os.name != "posix", reason="signals of Posix")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_ctrl_c_or_a_closed_terminal_ends_it_and_leaves_nothing_running(tmp_path, monkeypatch, name):
    started = []

    class Watched(subprocess.Popen):  # type: ignore[type-arg]
        def __init__(self, *args: object, **options: object) -> None:
            super().__init__(*args, **options)  # type: ignore[call-overload]
            started.append(self)

    before = [signal.getsignal(one) for one in (signal.SIGTERM, signal.SIGHUP)]
    monkeypatch.setattr(laboratory, "_command", command("import time; time.sleep(60)"))
    monkeypatch.setattr(subprocess, "Popen", Watched)
    monkeypatch.setattr(laboratory, "_wait_for", lambda process, port: None)
    serve(prepare(tmp_path), lambda address: os.kill(os.getpid(), getattr(signal, name)))
    assert [process.poll() is not None for process in started] == [True]
    assert [signal.getsignal(one) for one in (signal.SIGTERM, signal.SIGHUP)] == before


@pytest.mark.skipif(os.name != "posix", reason="signals of Posix")
def test_the_address_is_told_once_it_answers(tmp_path, monkeypatch):
    late = "import socket, time; time.sleep(1); s = socket.create_server(('127.0.0.1', {})); time.sleep(60)"
    monkeypatch.setattr(
        laboratory, "_command", lambda folder, port, browser: [sys.executable, "-c", late.format(port)]
    )
    answered = []

    def tell(address: str) -> None:
        place = urlsplit(address)
        socket.create_connection((place.hostname, place.port), timeout=1).close()
        answered.append(address)
        os.kill(os.getpid(), signal.SIGINT)

    serve(prepare(tmp_path), tell)
    assert len(answered) == 1


def test_the_command_tells_what_it_put_there_and_where_to_go(tmp_path, monkeypatch):
    monkeypatch.setattr(laboratory, "serve", lambda ready, tell, port, browser: tell(f"address {port} {browser}"))
    told = CliRunner().invoke(app, ["lab", str(tmp_path / "atelier"), "--no-browser", "--port", "8890"])
    assert told.exit_code == 0
    for words in (BLANK, *SHIPPED, "address 8890 False", "Ctrl+C", "JupyterLab est fermé"):
        assert words in told.stdout
    again = CliRunner().invoke(app, ["lab", str(tmp_path / "atelier")])
    assert "laissé tel quel" in again.stdout and "address 0 True" in again.stdout


def test_a_taken_port_is_wrong_usage_without_a_traceback(tmp_path):
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = str(busy.getsockname()[1])
        told = CliRunner().invoke(app, ["lab", str(tmp_path), "--no-browser", "--port", port])
    assert told.exit_code == 2
    assert port in told.stderr and "Traceback" not in told.output
