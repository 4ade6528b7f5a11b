"""Builds the notebooks from their sources and refreshes the outputs that serve as witnesses.

The source of truth is the percent-format ``.py``. Only cells tagged ``keep_output`` keep their outputs in git; nbval
compares these. Building twice changes nothing.
"""

import sys
import tempfile
from pathlib import Path

import jupytext
import nbformat
import papermill

from dts_eval.runs.many import batch, children

CHECKOUT = Path(__file__).resolve().parent.parent
NOTEBOOKS, CASES = CHECKOUT / "notebooks", CHECKOUT / "data_templates" / "cases"
KEEP = "keep_output"


def build(source: Path) -> str:
    """Return the notebook of one source, executed, with only the outputs that serve as witnesses."""
    notebook = jupytext.read(source)
    for number, cell in enumerate(notebook.cells):
        cell.id = f"cell-{number}"
    with tempfile.TemporaryDirectory() as folder:
        asked, executed = Path(folder) / "asked.ipynb", Path(folder) / "executed.ipynb"
        nbformat.write(notebook, asked)
        # papermill only warns about a parameter that the notebook does not declare: a form writes nowhere.
        declared = papermill.inspect_notebook(str(asked))
        parameters = {"output": folder} if "output" in declared else {}
        if "campaign" in declared:
            # What it reads is a campaign, which nobody keeps in the repository.
            batch(CASES, folder, crew=children(), formats="html")
            parameters["campaign"] = folder
        papermill.execute_notebook(
            str(asked), str(executed), parameters=parameters, cwd=str(source.parent), progress_bar=False
        )
        done = {cell.id: cell for cell in nbformat.read(executed, as_version=4).cells}
    for number, cell in enumerate(notebook.cells, 1):
        if cell.cell_type != "code":
            continue
        tags = cell.metadata.get("tags", [])
        cell.outputs = done[cell.id].outputs if KEEP in tags else []
        cell.execution_count = number
        for output in cell.outputs:
            if "execution_count" in output:
                output["execution_count"] = number
    notebook.metadata = {"kernelspec": notebook.metadata["kernelspec"]}
    return nbformat.writes(notebook) + "\n"


def main() -> int:
    """Build every notebook; with ``--check``, only say whether one differs from what stands in the repository."""
    differing = []
    for source in sorted(NOTEBOOKS.glob("*.py")):
        built = build(source)
        target = source.with_suffix(".ipynb")
        if "--check" in sys.argv:
            if not target.exists() or target.read_text(encoding="utf-8") != built:
                differing.append(target.name)
        else:
            target.write_text(built, encoding="utf-8")
    for name in differing:
        sys.stderr.write(f"{name} is not what its source makes: run make notebooks\n")
    return 1 if differing else 0


if __name__ == "__main__":
    raise SystemExit(main())
