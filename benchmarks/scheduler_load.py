"""Loads the scheduler of a cluster with as many entries as there are structures in France, and more, without reports.

Each entry costs nothing to make: what is timed is what a campaign asks of the scheduler beside the reports themselves.
The scheduler, its workers and the command share one process, so that what they hold is seen together.
"""

import argparse
import resource
import sys
import time
from collections.abc import Iterable, Sequence
from typing import Any

from dts_eval.runs import cluster as on_cluster
from dts_eval.runs.entries import Entry
from dts_eval.runs.entry_work import Seen, Work
from dts_eval.runs.parameters import Parameters

COUNTS = (1_000, 10_000, 100_000)


def instant(function: Any, thing: Any, seconds: float, ready: Iterable[str] = ()) -> str:
    """Stand for a report: nothing is made."""
    return thing.seen.stem


def works(count: int) -> list[Work]:
    """List entries with the names and the fingerprints that real ones have."""
    asked = Parameters("structures/structure-000000.xlsx", 2024)
    return [
        Work(
            Seen(Entry(f"structure-{number:06}.xlsx", ".", asked), "0" * 64, f"{number:014}", f"structure-{number:06}"),
            "out",
        )
        for number in range(count)
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """Say for each count the seconds, the milliseconds of each entry, and how large the process has grown."""
    from distributed import LocalCluster

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--counts", type=int, nargs="+", default=COUNTS, help="how many entries, count after count")
    parser.add_argument("--workers", type=int, default=8, help="how many workers of one thread")
    asked = parser.parse_args(arguments)
    on_cluster.in_child = instant
    local = LocalCluster(
        n_workers=asked.workers, threads_per_worker=1, processes=False, dashboard_address=None, silence_logs=50
    )
    with local:
        for count in asked.counts:
            given = works(count)
            started = time.monotonic()
            done = sum(1 for _ in on_cluster.cluster(local.scheduler_address, 60)(instant, given))
            seconds = time.monotonic() - started
            grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            sys.stdout.write(f"{done} entries: {seconds:.1f} s, {1000 * seconds / count:.2f} ms each, {grown:.0f} MB\n")
            sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
