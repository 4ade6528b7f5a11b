"""The conventional way: a notebook of pandas and plotly express, run by papermill's command line, then nbconvert.

``python -m benchmarks.conventional_way`` builds its ``.ipynb`` from the ``.py`` beside it.
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from shlex import quote

import jupytext
import nbformat

SOURCE = Path(__file__).resolve().parent / "conventional" / "report.py"
NOTEBOOK = SOURCE.with_suffix(".ipynb")
# Without it plotly writes figures that nbconvert leaves out of the page.
RENDERER = {"PLOTLY_RENDERER": "notebook"}
BIN = Path(sys.executable).parent


def build() -> str:
    """Return the notebook that the source makes, without outputs."""
    notebook = jupytext.read(SOURCE)
    for number, cell in enumerate(notebook.cells):
        cell.id = f"cell-{number}"
    notebook.metadata = {"kernelspec": notebook.metadata["kernelspec"]}
    return nbformat.writes(notebook) + "\n"


def command(workbooks: Sequence[Path], output: Path, workers: int = 2) -> list[str]:
    """Return the shell command that makes the pages of these workbooks, so many at a time."""
    papermill, nbconvert = quote(str(BIN / "papermill")), quote(f"{BIN / 'jupyter'}") + " nbconvert"
    made = quote(str(output)) + '/"$(basename "$0" .xlsx)".ipynb'
    one = (
        f'{papermill} --no-progress-bar {quote(str(NOTEBOOK))} {made} -p workbook "$0" && {nbconvert} --to html {made}'
    )
    listed = " ".join(quote(str(path)) for path in workbooks)
    return ["sh", "-c", f"printf '%s\\n' {listed} | xargs -P{workers} -I@ sh -c {quote(one)} @"]


def main() -> int:
    """Build the notebook beside its source."""
    NOTEBOOK.write_text(build(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
