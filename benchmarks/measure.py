"""The harness: ``python -m benchmarks.measure [--quick] [--only html,conventional]``; ``make bench`` runs it whole.

Every way runs once in every round, in an order that turns, and ratios are taken inside a round: noise of the machine
falls on both sides. Results go to ``docs/benchmarks.json`` and, as tables, to ``docs/benchmarks.md``.
"""

import argparse
import dataclasses
import datetime
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.account import account, put_between
from benchmarks.machine import machine, versions
from benchmarks.paired import Taken, rotated
from benchmarks.synthetic import SIZES, write_structures
from benchmarks.ways import WAYS, missing, order_of, run, workbooks_in

CHECKOUT = Path(__file__).resolve().parent.parent
PAGE, RESULTS = CHECKOUT / "docs" / "benchmarks.md", CHECKOUT / "docs" / "benchmarks.json"
ROUNDS, QUICK_ROUNDS = 5, 2
SEED = 1


def measure(names: Sequence[str], rounds: int, counts: dict[str, int], place: Path, size: str) -> Iterator[Taken]:
    """Run every way in every round and give what each took, as soon as it is known."""
    folders = _folders(place, {counts[name] for name in names}, size)
    log = place / "log.txt"
    for number in range(rounds):
        groups = order_of(names)
        turn = rotated([group[0] for group in groups], number)
        for group in sorted(groups, key=lambda group: turn.index(group[0])):
            output = Path(tempfile.mkdtemp(dir=place, prefix="made-"))
            for name in group:
                yield run(name, folders[counts[group[0]]], output, number, log)
            shutil.rmtree(output)


def _folders(place: Path, counts: set[int], size: str) -> dict[int, Path]:
    """Write the workbooks once; each number of them is a folder of links to the first ones."""
    everything = place / "workbooks"
    write_structures(everything, max(counts), SEED, size=size, workers=min(2, os.cpu_count() or 1))
    folders = {}
    for count in counts:
        folder = folders[count] = place / f"first-{count}"
        folder.mkdir()
        for workbook in workbooks_in(everything)[:count]:
            os.link(workbook, folder / workbook.name)
    return folders


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, write the results and say them."""
    parser = argparse.ArgumentParser(description="Measure how fast reports are made, against other ways to make them.")
    parser.add_argument("--quick", action="store_true", help="try the harness: few reports, few rounds, nothing kept")
    parser.add_argument("--only", default="", help="the ways to run, separated by commas")
    parser.add_argument("--rounds", type=int, default=0)
    parser.add_argument("--scale", type=float, default=1, help="the part of the usual numbers of reports to make")
    parser.add_argument("--counts", default="", help="other numbers of reports for some ways, as html=200,again=200")
    parser.add_argument("--size", choices=SIZES, default="full", help="thin: workbooks of small associations")
    parser.add_argument("--place", type=Path, help="where to work; a temporary folder otherwise")
    asked = parser.parse_args(arguments)
    names = [name for name in WAYS if not asked.only or name in asked.only.split(",")]
    absent = {name: missing(name) for name in names if missing(name)}
    for name, why in absent.items():
        _say(f"{name}: left out, {why}")
    names = [name for name in names if name not in absent]
    rounds = asked.rounds or (QUICK_ROUNDS if asked.quick else ROUNDS)
    usual = {name: WAYS[name].quick if asked.quick else WAYS[name].reports for name in names}
    counts = {name: max(WAYS[name].at_once, round(count * asked.scale)) for name, count in usual.items()}
    counts |= {name: int(count) for name, _, count in (one.partition("=") for one in asked.counts.split(",") if one)}
    taken: list[Taken] = []
    with tempfile.TemporaryDirectory(dir=asked.place) as folder:
        for one in measure(names, rounds, counts, Path(folder), asked.size):
            taken.append(one)
            _say(f"round {one.round + 1}/{rounds} {one.way}: {1000 * one.each:,.0f} ms a report ({one.reports})")
    titles = {name: WAYS[name].title for name in names}
    told = account(taken, titles, {"Machine": machine(), "Versions": versions()})
    _say(told)
    # The table says how many reports each way made; a ratio of a few rounds, or of some ways, is not kept.
    if not (asked.quick or asked.only) and rounds >= ROUNDS:
        _keep(taken, told, asked.size)
    return 0


def _keep(taken: list[Taken], told: str, size: str) -> None:
    kept = json.loads(RESULTS.read_text(encoding="utf-8"))
    kept[size] = {
        "date": datetime.date.today().isoformat(),
        "machine": machine(),
        "versions": versions(),
        "taken": [dataclasses.asdict(one) for one in taken],
    }
    RESULTS.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    PAGE.write_text(put_between(PAGE.read_text(encoding="utf-8"), told, size), encoding="utf-8")


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
