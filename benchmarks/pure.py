"""The pure computation of the same reports: the verbs, in one warm process, without a notebook.

``python -m benchmarks.pure FOLDER -o OUT --count 10`` warms up on one workbook, then says the seconds of the others.
"""

import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import dts_eval as dts
from benchmarks.asked import asked_of
from benchmarks.report_size import report_of


def run(workbooks: Sequence[Path], output: Path, formats: str) -> float:
    """Make the reports of these workbooks and return the seconds that they took together."""
    begun = time.perf_counter()
    for workbook in workbooks:
        dts.write(report_of(workbook), str(output), formats=formats)
    return time.perf_counter() - begun


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the reports of the first workbooks of a folder and say how long they took."""
    asked = asked_of(arguments, "Make reports through the verbs, in one warm process.", count=10)
    run(asked.workbooks[:1], asked.output, asked.formats)
    seconds = run(asked.workbooks, asked.output, asked.formats)
    sys.stdout.write(json.dumps({"seconds": seconds, "reports": len(asked.workbooks)}) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
