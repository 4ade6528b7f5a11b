"""The workbooks that come with the package: blank ones to fill in, and structures to look at."""

from pathlib import Path

from dts_eval.criteria.definitions import criteria
from dts_eval.foundation.problems import DataProblems, problem
from dts_eval.foundation.shipped import shipped_folder
from dts_eval.indicators.choice import unit_words
from dts_eval.indicators.definitions import indicators
from dts_eval.workbook.layout import EDITIONS
from dts_eval.workbook.template import write_workbook

STRUCTURES = ("example", "cases")


def choices() -> dict[str, list[str]]:
    """List what the drop-downs of criteria, indicators and units offer, in French."""
    return {
        "criterion": [definition.label("fr") for definition in criteria().values()],
        "indicator": [definition.label("fr") for definition in indicators().values()],
        "unit": unit_words("fr"),
    }


def new_template(name: str, path: Path, edition: str = "light") -> Path:
    """Write a blank workbook for a structure; an existing file is never touched.

    Raises:
        DataProblems: the edition does not exist, the file exists, or the folder cannot be written in.
    """
    if edition not in EDITIONS:
        raise DataProblems([problem("edition_unknown", typed=edition)])
    if path.exists():
        raise DataProblems([problem("file_exists", typed=str(path))])
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_workbook(path, edition, name=name, choices=choices())
    except OSError as error:
        raise DataProblems([problem("output_not_writable", typed=str(path.parent))]) from error
    return path


def shipped_structures() -> list[Path]:
    """List the workbooks of the structures that come with the package."""
    folder = shipped_folder("data_templates")
    return [path for kind in STRUCTURES for path in sorted((folder / kind).glob("*.xlsx"))]
