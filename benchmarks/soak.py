"""Forks thousands of children that use libraries with threads of their own: ``python -m benchmarks.soak``.

A child that waits for a lock which its parent held would never answer: it would be told as late.
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Sequence

from benchmarks.long_run import family
from benchmarks.threaded import expected, use_threads
from dts_eval.runs.children import Lost, results

COUNT, WORKERS, SECONDS = 5000, 2, 60.0


def main(arguments: Sequence[str] | None = None) -> int:
    """Fork, and say how many answered rightly, how many died or were late, and what is left of them."""
    parser = argparse.ArgumentParser(description="Fork thousands of children that use libraries with threads.")
    parser.add_argument("--count", type=int, default=COUNT)
    asked = parser.parse_args(arguments)
    begun = time.perf_counter()
    right, lost = 0, {"late": 0, "died": 0}
    for number, found in results(use_threads, range(asked.count), WORKERS, SECONDS):
        if isinstance(found, Lost):
            lost["late" if found.late else "died"] += 1
        else:
            right += found == expected(number)
    left = family(os.getpid())
    told = {
        "forks": asked.count, "right": right, **lost, "seconds": round(time.perf_counter() - begun, 1),
        "processes_left": len(left), "largest_left": round(max(left.values()), 1),
    }  # fmt: skip
    sys.stdout.write(json.dumps(told) + "\n")
    return 0 if right == asked.count else 1


if __name__ == "__main__":
    sys.exit(main())
