"""Makes one comparison: reads the workbooks of a folder, then executes the notebook ``comparison`` on them."""

from dataclasses import replace
from pathlib import Path

from dts_eval.comparison.alignment import compare
from dts_eval.disclosure.panel import read_panel
from dts_eval.foundation.names import comparison_stem
from dts_eval.runs.making import Made, Order, make
from dts_eval.runs.parameters import ComparisonParameters, read_parameters, refuse_other_than_paths
from dts_eval.workbook.finding import find_workbooks

NOTEBOOK = "comparison"


def run_comparison(folder: str | Path, output: str | Path = "reports", **parameters: object) -> Made:
    """Compare the structures of a folder by executing the notebook ``comparison`` through papermill.

    Args:
        folder: the folder of the workbooks, those below it included.
        output: the folder to write in; it is made if needed.
        **parameters: ``criterion``, ``with_fictitious``, ``year``, ``lang``, ``audience``, ``formats``, as the
            notebook declares them.

    Returns:
        The manifest and the files written. Nothing is written before everything is ready.

    Raises:
        DataProblems: a parameter, a workbook or the folder has to be mended; earlier comparisons are untouched.
    """
    refuse_other_than_paths(folder=folder, output=output)
    root = Path(folder)
    asked = read_parameters({"folder": str(root), **parameters}, ComparisonParameters)
    comparison = compare(
        read_panel(root, asked.year, asked.audience, asked.lang, asked.with_fictitious), asked.criterion
    )
    structures = tuple(case.structure for case in comparison.cases)
    fictitious = any(structure.fictitious for structure in structures)
    source = comparison.panel.source
    order = Order(
        notebook=NOTEBOOK,
        stem=comparison_stem(source, fictitious, asked.audience, asked.lang),
        inputs={f"{source}/{path.relative_to(root).as_posix()}": path for path in find_workbooks(root)},
        parameters=replace(asked, folder=source, output=".").as_given(),
        structures=structures,
        problems=comparison.problems,
        language=asked.lang,
    )
    return make(order, Path(output))
