"""Makes one report: checks the workbook, then executes the notebook ``annual_report`` on it."""

from dataclasses import replace
from pathlib import Path

from dts_eval.foundation.names import report_stem
from dts_eval.foundation.problems import DataProblems, blocking
from dts_eval.runs.checking import check
from dts_eval.runs.making import Made, Order, make
from dts_eval.runs.parameters import Parameters, read_parameters, refuse_other_than_paths

NOTEBOOK = "annual_report"


def run(workbook: str | Path, output: str | Path = "reports", **parameters: object) -> Made:
    """Make the report of one workbook by executing the notebook ``annual_report`` through papermill.

    Args:
        workbook: the path of the structure's spreadsheet.
        output: the folder to write in; it is made if needed.
        **parameters: ``year``, ``lang``, ``audience``, ``formats``, as the notebook declares them.

    Returns:
        The manifest and the files written. Nothing is written before everything is ready.

    Raises:
        DataProblems: a parameter, the workbook or the folder has to be mended; earlier reports are untouched.
    """
    refuse_other_than_paths(workbook=workbook, output=output)
    path = Path(workbook)
    asked = read_parameters({"workbook": str(path), **parameters}, Parameters)
    evaluation = check(path, asked.year, asked.audience, asked.lang)
    if blocking(evaluation.problems):
        raise DataProblems(evaluation.problems, asked.lang)
    structure = evaluation.structure
    inside = replace(asked, workbook=path.name, year=structure.year, output=".")
    order = Order(
        notebook=NOTEBOOK,
        stem=report_stem(path.name, structure.year, asked.audience, asked.lang),
        inputs={path.name: path},
        parameters=inside.as_given(),
        structures=(structure,),
        problems=evaluation.problems,
        language=asked.lang,
        labels={structure.structure_id: {one.criterion_id: one.label for one in evaluation.kept if one.local}},
    )
    return make(order, Path(output))
