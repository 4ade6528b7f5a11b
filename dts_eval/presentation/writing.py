"""Writes the report: the skins asked for, and the rows and the evidence as csv."""

import csv
import io
from collections.abc import Iterable
from operator import attrgetter
from pathlib import Path

from dts_eval.disclosure.rows import EVIDENCE_COLUMNS, ROW_COLUMNS
from dts_eval.foundation.problems import DataProblems, problem
from dts_eval.presentation.blocks import Report
from dts_eval.presentation.skins import ENDINGS, OF_ONE_STRUCTURE, SKINS

TEMPLATED = "docx"


def write(
    report: Report,
    output: str | Path = ".",
    formats: str = "html,pdf",
    template: str | Path = "",
    assets: str = "",
) -> tuple[Path, ...]:
    """Write the report in a folder, in the formats asked for, with the rows and the evidence behind it.

    ``template`` is a Word document of a funder, which the report fills in when « docx » is one of the formats.
    ``assets`` is the address, from a page, of the folder of what the pages of a campaign share; without it, each page
    holds all.

    Returns:
        The paths written: one file for each format, ``.rows.csv`` and ``.evidence.csv``.

    Raises:
        DataProblems: a format that does not exist, or a template that cannot be filled in; nothing is written.
    """
    folder = Path(output)
    asked = formats_of(formats)
    check_template(template, formats)
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name in asked:
        path = folder / f"{report.stem}.{ENDINGS.get(name, name)}"
        path.write_bytes(SKINS[name](report, template, assets))
        written.append(path)
    for name, columns, lines in (
        ("rows", ROW_COLUMNS, report.rows),
        ("evidence", EVIDENCE_COLUMNS, report.filed or report.evidence),
    ):
        path = folder / f"{report.stem}.{name}.csv"
        path.write_bytes(as_csv(columns, map(attrgetter(*columns), lines)))
        written.append(path)
    return tuple(written)


def formats_of(formats: str, several: bool = False) -> tuple[str, ...]:
    """Read the formats asked for, separated by commas; ``several`` when the report compares structures.

    Raises:
        DataProblems: a format that does not exist, or that a comparison does not have.
    """
    known = [name for name in SKINS if not (several and name in OF_ONE_STRUCTURE)]
    asked = tuple(dict.fromkeys(part.strip() for part in formats.split(",") if part.strip()))
    wrong = [problem("parameter_formats", typed=name, known=", ".join(known)) for name in asked if name not in known]
    if wrong:
        raise DataProblems(wrong)
    return asked


def check_template(template: str | Path, formats: str) -> None:
    """Refuse a template that could not be filled in, or that no format asked for has a use for.

    Raises:
        DataProblems: what is wrong with it.
    """
    if not template:
        return
    if TEMPLATED not in formats_of(formats):
        raise DataProblems([problem("template_without_docx", Path(template).name)])
    from dts_eval.presentation.skins.word.funder import read_template

    read_template(Path(template))


def as_csv(columns: Iterable[str], lines: Iterable[Iterable[object]]) -> bytes:
    """Write lines as csv: UTF-8, comma, point, LF; lists separated by a space, nothing where there is nothing."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_written(value) for value in line] for line in lines)
    return text.getvalue().encode("utf-8")


def _written(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return " ".join(map(str, value))
    return format(value, ".12g") if isinstance(value, float) else str(value)
