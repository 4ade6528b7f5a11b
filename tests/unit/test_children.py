"""Functions in processes of their own: results as they come, deaths and delays told apart, nothing left behind."""

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import pytest

from dts_eval.runs.children import Lost, can_fork, results, start_child

pytestmark = pytest.mark.skipif(not can_fork(), reason="this system cannot fork in safety: children start from nothing")


def doubled(number, tell):
    return 2 * number


def some(kind, tell):
    if kind == "dies":
        os.kill(os.getpid(), signal.SIGKILL)
    if kind == "leaves":
        os._exit(3)
    if kind == "endless":
        while True:
            pass
    if kind == "sleeps":
        subprocess.Popen(["sleep", "9876"])
        time.sleep(600)
    return kind


def wrong(given, tell):
    raise ValueError(f"no {given}")


def not_sendable(given, tell):
    class Mine(Exception):
        def __init__(self) -> None:
            super().__init__("mine")
            self.held = threading.Lock()

    raise Mine


def threads(given, tell):
    zygote = sys.modules["dts_eval.runs.zygote"]
    return zygote.NATIVE_THREADS, "pandas" in sys.modules, os.getpid() == os.getpgid(0)


def told(count, tell):
    for number in range(count):
        tell(number)
    return "done"


def alive(pid: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False


def named(command: str) -> list[int]:
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if command.encode() in path.read_bytes().replace(b"\0", b" "):
                found.append(int(path.parent.name))
        except OSError:
            continue
    return found


def until(condition, seconds: float = 20) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.05)
    return condition()


def test_each_thing_has_its_result_with_its_place():
    assert dict(results(doubled, range(7), workers=3, seconds=60)) == {place: 2 * place for place in range(7)}


def test_nothing_to_do_gives_nothing():
    assert list(results(doubled, [], workers=2, seconds=60)) == []


def test_a_death_and_an_endless_loop_are_told_apart_and_leave_the_others():
    kinds = ["fine", "dies", "leaves", "endless", "fine"]
    found = dict(results(some, kinds, workers=2, seconds=3))
    assert found == {0: "fine", 1: Lost(code=-9), 2: Lost(code=3), 3: Lost(seconds=3), 4: "fine"}
    assert not found[1].late and found[3].late


def test_a_child_that_is_stopped_takes_with_it_what_it_started():
    assert list(results(some, ["sleeps"], workers=1, seconds=2)) == [(0, Lost(seconds=2))]
    assert until(lambda: not named("sleep 9876"))


def test_what_a_function_raises_is_raised_by_its_owner():
    with pytest.raises(ValueError, match="no thing"):
        list(results(wrong, ["thing"], workers=1, seconds=60))
    with pytest.raises(RuntimeError, match="Mine: mine"):
        list(results(not_sendable, ["thing"], workers=1, seconds=60))


def test_a_child_tells_as_it_goes():
    child = start_child(told, 3)
    assert list(child.events()) == [0, 1, 2] and child.result == "done" and child.lost is None
    child.stop()


def test_libraries_are_there_before_the_fork_and_no_thread_is():
    ((_, (native, imported, leads)),) = results(threads, [None], workers=1, seconds=60)
    assert (native, imported, leads) == (1, True, True)


def test_a_fork_server_that_is_killed_is_started_again():
    ((_, first),) = results(doubled, [1], workers=1, seconds=60)
    from multiprocessing import forkserver

    server = forkserver._forkserver._forkserver_pid
    os.kill(server, signal.SIGKILL)
    assert dict(results(doubled, range(4), workers=2, seconds=60)) == {place: 2 * place for place in range(4)}
    assert forkserver._forkserver._forkserver_pid != server


OWNER = """
    import sys, time
    from dts_eval.runs.children import start_child
    import test_children
    if __name__ == "__main__":
        child = start_child(test_children.waits, None)
        for pid in child.events():
            print(pid, flush=True)
"""


def waits(given, tell):
    subprocess.Popen(["sleep", "8765"])
    tell(os.getpid())
    tell(os.getppid())
    time.sleep(600)


def owner(tmp_path: Path) -> subprocess.Popen:
    script = tmp_path / "owner.py"
    script.write_text(textwrap.dedent(OWNER), encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), *sys.path])}
    return subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True, env=environment)


def test_neither_the_server_nor_a_child_survives_an_owner_that_is_killed(tmp_path):
    with owner(tmp_path) as process:
        child, server = int(process.stdout.readline()), int(process.stdout.readline())
        assert alive(child) and alive(server) and named("sleep 8765")
        process.kill()
    assert until(lambda: not alive(child) and not alive(server))
    assert until(lambda: not named("sleep 8765"))
