"""Reads a workbook down to its report, without writing anything."""

from pathlib import Path

from dts_eval.disclosure.disclosing import disclose
from dts_eval.foundation.problems import DataProblems, blocking
from dts_eval.measurement.measuring import measure
from dts_eval.presentation.blocks import Report
from dts_eval.presentation.report import present
from dts_eval.runs.checking import check


def report_of(workbook: str | Path, year: int = 0, audience: str = "internal", lang: str = "fr") -> Report:
    """Return the report of a workbook, as the notebook ``annual_report`` would write it.

    Raises:
        DataProblems: the workbook has points to mend.
    """
    evaluation = check(workbook, year, audience, lang)
    if blocking(evaluation.problems):
        raise DataProblems(evaluation.problems, lang)
    return present(disclose(measure(evaluation)))
