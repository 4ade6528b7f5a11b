"""Our own notebook under stock papermill: ``python -m benchmarks.own_stock FOLDER -o OUT --count 2 --formats html``.

The notebook, its parameters and what it writes are those of the command; papermill runs it as it comes: its own engine,
a new kernel for each report, one report after another.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

import papermill

from benchmarks.asked import asked_of
from dts_eval.runs.notebooks import shipped_notebook


def run(workbooks: Sequence[Path], output: Path, formats: str) -> None:
    """Make the reports of these workbooks through papermill's own engine."""
    for workbook in workbooks:
        given = {"workbook": str(workbook.resolve()), "output": str(output.resolve()), "formats": formats}
        target = output / f"{workbook.stem}.ipynb"
        papermill.execute_notebook(
            str(shipped_notebook("annual_report")), str(target), parameters=given, progress_bar=False
        )


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the reports of the first workbooks of a folder."""
    asked = asked_of(arguments, "Run our notebook under stock papermill.", count=1)
    run(asked.workbooks, asked.output, asked.formats)
    return 0


if __name__ == "__main__":
    sys.exit(main())
