"""What can be taken out for other tools, by the name that the command line gives it."""

from collections.abc import Callable
from pathlib import Path

from dts_eval.exchange.codebook import write_codebook
from dts_eval.exchange.questionnaire import write_questionnaire
from dts_eval.foundation.model import Evaluation
from dts_eval.foundation.problems import DataProblems, problem

CODEBOOK, QUESTIONNAIRE = "codebook", "questionnaire"
EXPORTS = {CODEBOOK: "codebook.csv", QUESTIONNAIRE: "questionnaire.xlsx"}


def export(what: str, output: Path | None, language: str, read: Callable[[], Evaluation] | None = None) -> Path:
    """Write what is asked for, in a file that does not exist yet; ``read`` gives the structure it is about.

    Raises:
        DataProblems: there is no such thing to export, or no structure to draw it from, or it cannot be written.
    """
    if what not in EXPORTS:
        raise DataProblems([problem("parameter_what", typed=what, known=", ".join(EXPORTS))])
    target = output or Path(EXPORTS[what])
    if what == CODEBOOK:
        return write_codebook(target, language)
    if read is None:
        raise DataProblems([problem("parameter_workbook_missing")])
    return write_questionnaire(read(), target)
