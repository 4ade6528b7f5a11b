"""Makes one report: checks the workbook, then executes the notebook ``annual_report`` on it."""

from dataclasses import replace
from pathlib import Path

from dts_eval.foundation.names import MANIFEST, report_stem
from dts_eval.foundation.problems import DataProblems, blocking, problem
from dts_eval.indicators.fingerprints import definition_fingerprints
from dts_eval.presentation.writing import check_template
from dts_eval.runs.checking import check
from dts_eval.runs.earlier_reports import EARLIER, beside_notebook
from dts_eval.runs.making import Made, Order, make
from dts_eval.runs.parameters import Parameters, read_parameters, refuse_other_than_paths

NOTEBOOK, OUTLINES, TEMPLATE = "annual_report", "outlines", "template"


def run(workbook: str | Path, output: str | Path = "reports", **parameters: object) -> Made:
    """Make the report of one workbook by executing the notebook ``annual_report`` through papermill.

    Args:
        workbook: the path of the structure's spreadsheet.
        output: the folder to write in; it is made if needed.
        **parameters: ``year``, ``lang``, ``audience``, ``formats``, ``since`` (the manifest of an earlier report to
            compare with), ``outlines`` (a GeoJSON file of communes to draw), ``template`` (a Word document of a funder
            to fill in), ``assets`` (the address of what the pages of a campaign share), as the notebook declares them.

    Returns:
        The manifest and the files written. Nothing is written before everything is ready.

    Raises:
        DataProblems: a parameter, the workbook or the folder has to be mended; earlier reports are untouched.
    """
    paths = {name: parameters.pop(name, "") for name in (EARLIER, OUTLINES, TEMPLATE)}
    refuse_other_than_paths(workbook=workbook, output=output, **paths)
    path = Path(workbook)
    # An empty path is the folder itself: nothing named stays nothing.
    named = {name: str(given) for name, given in paths.items()}
    asked = read_parameters({"workbook": str(path), **named, **parameters}, Parameters)
    check_template(asked.template, asked.formats)
    evaluation = check(path, asked.year, asked.audience, asked.lang, asked.since, asked.outlines)
    if blocking(evaluation.problems):
        raise DataProblems(evaluation.problems, asked.lang)
    structure = evaluation.structure
    stem = report_stem(path.name, structure.year, asked.audience, asked.lang)
    beside = {
        EARLIER: _earlier(asked, Path(output) / f"{stem}{MANIFEST}"),
        OUTLINES: _beside(OUTLINES, asked.outlines),
        TEMPLATE: _beside(TEMPLATE, asked.template),
    }
    named = {name: next(iter(files), "") for name, files in beside.items()}
    inside = replace(asked, workbook=path.name, year=structure.year, output=".", **named)
    local = [(one.criterion_id, one.label) for one in evaluation.kept if one.local]
    local += [(one.indicator_id, one.label) for one in evaluation.indicators if one.local]
    order = Order(
        notebook=NOTEBOOK,
        stem=stem,
        inputs={path.name: path, **{name: file for files in beside.values() for name, file in files.items()}},
        parameters=inside.as_given(),
        structures=(structure,),
        problems=evaluation.problems,
        language=asked.lang,
        labels={structure.structure_id: dict(local)},
        definitions=definition_fingerprints(evaluation.indicators),
    )
    return make(order, Path(output))


def _beside(role: str, path: str) -> dict[str, Path]:
    """Name a file as it stands beside the notebook, in a folder where no report has its name; nothing without one."""
    return {f"{role}/{Path(path).name}": Path(path)} if path else {}


def _earlier(asked: Parameters, target: Path) -> dict[str, Path]:
    """Name the files of the earlier report as they stand beside the notebook, its manifest first.

    Raises:
        DataProblems: the report to make would take the place of the one that it is compared with.
    """
    if not asked.since:
        return {}
    manifest = Path(asked.since)
    if manifest.resolve() == target.resolve():
        raise DataProblems([problem("since_overwritten", manifest.name)], asked.lang)
    return beside_notebook(manifest)
