"""Disturbs a campaign in every way that a machine does, starts it once more, and compares with an undisturbed one.

As a program, ``python tests/oracle/faults.py 50`` disturbs so many campaigns, each at a random moment, and says how
many trees differ.
"""

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from distributed import LocalCluster

from dts_eval.foundation.shipped import shipped_folder

CASES = ("iii-1-palacret", "iii-10-air", "iii-12-gas-49", "iii-16-emploi-conseil", "iii-18-adpei", "iii-8-cyrcee-78")
LOG = "run.log.jsonl"
Disturb = Callable[[subprocess.Popen, Path], None]


def source_of(folder: Path) -> Path:
    """Copy some of the shipped structures in a folder and one below it."""
    source = folder / "classeurs"
    (source / "nord").mkdir(parents=True)
    for number, name in enumerate(CASES):
        place = source / "nord" if number % 2 else source
        shutil.copy(shipped_folder("data_templates") / "cases" / f"{name}.xlsx", place)
    return source


def campaign(source: Path, output: Path, largest: int | None = None, scheduler: str = "") -> subprocess.Popen:
    """Start a campaign as anybody does, here or on the cluster of a ``scheduler``.

    No file can grow beyond ``largest`` bytes, as on a disk that is full.
    """
    limit = resource.RLIM_INFINITY if largest is None else largest
    command = [sys.executable, "-m", "dts_eval", "batch", source, "-o", output, "--formats", "html,pdf"]
    command += ["--dask", scheduler] if scheduler else []
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )  # fmt: skip


def ended(process: subprocess.Popen) -> int:
    """Wait for a campaign; return its exit code. Whatever disturbs it, nobody is shown the inside of the program."""
    told, _ = process.communicate(timeout=300)
    assert b"Traceback" not in told, told.decode()
    return process.returncode


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder with its bytes, hidden ones too, but the log of clock times."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != LOG
    }


def different(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """Name the files that two trees do not both hold with the same bytes."""
    return sorted(name for name in {*one, *other} if one.get(name) != other.get(name))


def descendants(pid: int) -> list[tuple[int, str]]:
    """List the processes that come from one, with their commands; children of the fork server among them."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        try:
            parent = int(path.joinpath("stat").read_text().rpartition(")")[2].split()[1])
            command = path.joinpath("cmdline").read_bytes().replace(b"\0", b" ").decode()
        except (OSError, ValueError):
            continue
        if parent == pid:
            found += [(int(path.name), command), *descendants(int(path.name))]
    return found


def kill_command(process: subprocess.Popen, output: Path) -> None:
    process.kill()


def kill_server(process: subprocess.Popen, output: Path) -> None:
    for pid, command in descendants(process.pid):
        if "forkserver" in command and _parent(pid) == process.pid:
            _kill(pid)


def kill_child(process: subprocess.Popen, output: Path) -> None:
    children = [pid for pid, command in descendants(process.pid) if _parent(pid) != process.pid]
    if children:
        _kill(random.choice(children))


def interrupt(process: subprocess.Popen, output: Path) -> None:
    """Press Ctrl-C: a terminal sends it to the command and to all that it started."""
    os.killpg(process.pid, signal.SIGINT)


def remove_output(process: subprocess.Popen, output: Path) -> None:
    shutil.rmtree(output, ignore_errors=True)


def leave(process: subprocess.Popen, output: Path) -> None:
    """Do nothing: what disturbs the campaign is there from the start."""


DISK_FULL, DASK_WORKER = "disk_full", "dask_worker"
DISTURB: dict[str, Disturb] = {
    "command": kill_command, "server": kill_server, "child": kill_child, "ctrl_c": interrupt,
    "output_removed": remove_output, DISK_FULL: leave,
}  # fmt: skip
KINDS = (*DISTURB, DASK_WORKER)


def _parent(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0


def _kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        pass


def disturbed(kind: str, seconds: float, source: Path, output: Path) -> int:
    """Start a campaign, disturb it after so many seconds, start it once more; return the exit code of the second.

    The death of a worker of a cluster is none of the command's: there the first must end well too.
    """
    if kind == DASK_WORKER:
        return _without_a_worker(seconds, source, output)
    # A page is larger than this, and the files of the campaign itself too when the moment comes early.
    process = campaign(source, output, int(seconds * 100_000) if kind == DISK_FULL else None)
    time.sleep(seconds)
    DISTURB[kind](process, output)
    ended(process)
    return ended(campaign(source, output))


def _without_a_worker(seconds: float, source: Path, output: Path) -> int:
    """Kill a worker of a cluster, which does its work elsewhere: the campaign itself must end well, then again."""
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50) as local:
        process = campaign(source, output, scheduler=local.scheduler_address)
        time.sleep(seconds)
        _kill(random.choice([worker.pid for worker in local.workers.values()]))
        code = ended(process)
    return code or ended(campaign(source, output))


def main(runs: int) -> int:
    """Disturb so many campaigns and say what came of it; return how many trees differ."""
    wrong = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = source_of(folder)
        started = time.monotonic()
        ended(campaign(source, folder / "whole"))
        lasts = time.monotonic() - started
        whole = tree(folder / "whole")
        for number in range(runs):
            kind, moment = KINDS[number % len(KINDS)], random.uniform(0.2, lasts)
            output = folder / str(number)
            code = disturbed(kind, moment, source, output)
            apart = different(tree(output), whole)
            same = not apart and code == 0
            wrong += not same
            told = "same" if same else f"DIFFERENT, code {code}: {' '.join(apart)}"
            sys.stdout.write(f"{kind} after {moment:.2f} s of {lasts:.2f}: {told}\n")
            sys.stdout.flush()
            shutil.rmtree(output, ignore_errors=True)
    sys.stdout.write(f"{runs} disturbed, {wrong} different\n")
    return wrong


if __name__ == "__main__":
    sys.exit(bool(main(int(sys.argv[1]))))
