"""The codebook: what each indicator of the catalogue means, for whoever reads the rows."""

from pathlib import Path

from dts_eval.criteria.definitions import criteria
from dts_eval.foundation.language import say
from dts_eval.foundation.problems import DataProblems, problem
from dts_eval.foundation.units import units
from dts_eval.indicators.definitions import EVALUATION, indicators
from dts_eval.presentation.writing import as_csv

COLUMNS = (
    "indicator", "label", "criterion", "criterion_label", "nature", "unit", "definition", "calculation", "combine",
    "misuse", "reference",
)  # fmt: skip


def codebook(language: str) -> bytes:
    """Write the meaning of every indicator as csv, in one language."""
    lines = []
    for name, indicator in indicators().items():
        reference = indicator.references[-1]
        lines.append(
            (
                name,
                indicator.label(language),
                indicator.criterion or EVALUATION,
                _criterion_label(indicator.criterion, language),
                indicator.nature,
                units()[indicator.unit].name(language),
                indicator.definition(language),
                indicator.calculation(language),
                indicator.combine,
                indicator.misuse(language),
                f"{reference.fiche} l. {reference.lines}",
            )
        )
    return as_csv(COLUMNS, lines)


def _criterion_label(criterion: str, language: str) -> str:
    known = criteria().get(criterion)
    return known.label(language) if known else str(say("codebook_of_evaluation", language))


def write_codebook(path: Path, language: str) -> Path:
    """Write the codebook in a file that does not exist yet.

    Raises:
        DataProblems: the file exists, or cannot be written.
    """
    if path.exists():
        raise DataProblems([problem("file_exists", typed=str(path))])
    try:
        path.write_bytes(codebook(language))
    except OSError as error:
        raise DataProblems([problem("output_not_writable", typed=str(path.parent))]) from error
    return path
