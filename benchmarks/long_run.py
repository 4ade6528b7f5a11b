"""One large campaign, really run, with its memory: ``python -m benchmarks.long_run -o OUT --count 4500``.

It invents the workbooks, runs the command once and writes ``long-run.json``: how long it took, the memory of the
command and the most of any of its children, second after second, and how much each grew between the first and the
last tenth of the time when reports were made. The index, written at the end, has its own: the most of the command.
"""

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.synthetic import SIZES, write_structures
from benchmarks.ways import campaign, count_pages

MIB = 1024
EVERY = 1.0
TENTH = 10
AT_REST = 2


@dataclass(frozen=True)
class Memory:
    """What was resident at a moment, in MiB: the command itself, the largest of those it started, and their number."""

    seconds: float
    parent: float
    largest_child: float
    children: int


def watch(command: Sequence[str], log: Path) -> tuple[int, float, list[Memory]]:
    """Run a command to its end and note its memory; return its code, its seconds and the notes."""
    notes: list[Memory] = []
    begun = time.perf_counter()
    with log.open("w", encoding="utf-8") as told:
        running = subprocess.Popen(command, stdout=told, stderr=subprocess.STDOUT)
        while running.poll() is None:
            notes.append(_note(running.pid, time.perf_counter() - begun))
            time.sleep(EVERY)
    return running.returncode, time.perf_counter() - begun, notes


def growth(values: Sequence[float]) -> float:
    """Return how much the mean of the last tenth exceeds that of the first, as a part of it, start-up left out.

    A child lives about a second: what is seen of it at a moment is a sample, whose median jumps from one phase of a
    report to another.

    Raises:
        ValueError: too few values to speak of tenths.
    """
    if len(values) < 2 * TENTH:
        raise ValueError(f"{len(values)} values do not make tenths")
    # What the command holds while it starts is not what it holds at work.
    steady = values[len(values) // TENTH :]
    part = max(1, len(steady) // TENTH)
    return statistics.fmean(steady[-part:]) / statistics.fmean(steady[:part]) - 1


def at_work(notes: Sequence[Memory]) -> list[Memory]:
    """Keep the moments when reports were made: else, only the fork server and its tracker are there."""
    return [note for note in notes if note.children > AT_REST]


def _note(pid: int, seconds: float) -> Memory:
    found = family(pid)
    children = [memory for other, memory in found.items() if other != pid]
    return Memory(round(seconds, 1), found.get(pid, 0.0), max(children, default=0.0), len(children))


def family(pid: int) -> dict[int, float]:
    """Return the resident memory of a process and of all those below it."""
    parents, resident = {}, {}
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            said = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
        except OSError:  # it ended while it was looked at
            continue
        number = int(status.parent.name)
        parents[number] = int(said["PPid"])
        resident[number] = int(said.get("VmRSS", "0 kB").split()[0]) / MIB
    below = {pid}
    while more := {number for number, parent in parents.items() if parent in below} - below:
        below |= more
    return {number: resident[number] for number in below if number in resident}


def main(arguments: Sequence[str] | None = None) -> int:
    """Invent the workbooks, run the campaign, and write what it took."""
    parser = argparse.ArgumentParser(description="Run one large campaign and note its time and its memory.")
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--count", type=int, default=4500)
    parser.add_argument("--formats", default="html,pdf")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--size", choices=SIZES, default="full")
    asked = parser.parse_args(arguments)
    workbooks, reports = asked.output / "workbooks", asked.output / "reports"
    write_structures(workbooks, asked.count, 1, size=asked.size, workers=asked.workers)
    command = campaign(workbooks, reports, formats=asked.formats, workers=asked.workers)
    code, seconds, notes = watch(command, asked.output / "log.txt")
    told = {
        "count": asked.count, "formats": asked.formats, "size": asked.size, "code": code, "seconds": round(seconds, 1),
        "pages": count_pages(reports), "notes": [asdict(note) for note in notes],
    }  # fmt: skip
    working = at_work(notes)
    if len(working) >= 2 * TENTH:
        told["parent_growth"] = growth([note.parent for note in working])
        told["child_growth"] = growth([note.largest_child for note in working])
        told["most_parent"] = max(note.parent for note in notes)
    (asked.output / "long-run.json").write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(json.dumps({name: value for name, value in told.items() if name != "notes"}) + "\n")
    return code


if __name__ == "__main__":
    sys.exit(main())
