"""What can be taken out for other tools, by the name that the command line gives it."""

from collections.abc import Callable
from pathlib import Path

from dts_eval.exchange.codebook import write_codebook
from dts_eval.exchange.questionnaire import write_questionnaire
from dts_eval.exchange.reactions import write_reactions
from dts_eval.foundation.model import Evaluation
from dts_eval.foundation.problems import DataProblems, problem
from dts_eval.presentation.blocks import Report

CODEBOOK, QUESTIONNAIRE, REACTIONS = "codebook", "questionnaire", "reactions"
EXPORTS = {CODEBOOK: "codebook.csv", QUESTIONNAIRE: "questionnaire.xlsx", REACTIONS: "reactions.xlsx"}


def export(
    what: str,
    output: Path | None,
    language: str,
    read: Callable[[], Evaluation] | None = None,
    present: Callable[[], Report] | None = None,
) -> Path:
    """Write what is asked for, in a file that does not exist yet; a folder gets a file of the usual name.

    ``read`` gives the structure it is about, ``present`` its report; neither is called when it is not needed.

    Raises:
        DataProblems: there is no such thing to export, or no structure to draw it from, or it cannot be written.
    """
    if what not in EXPORTS:
        raise DataProblems([problem("parameter_what", typed=what, known=", ".join(EXPORTS))])
    target = output or Path(EXPORTS[what])
    if target.is_dir():
        target = target / EXPORTS[what]
    if what == CODEBOOK:
        return write_codebook(target, language)
    if what == REACTIONS and present is not None:
        return write_reactions(present(), target)
    if what == QUESTIONNAIRE and read is not None:
        return write_questionnaire(read(), target)
    raise DataProblems([problem("parameter_workbook_missing", typed=what)])
