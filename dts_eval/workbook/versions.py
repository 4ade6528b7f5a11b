"""Which version of the layout a workbook follows, as the workbook says it."""

from collections.abc import Iterator, Mapping

from dts_eval.foundation.model import Record
from dts_eval.foundation.problems import Problem, problem
from dts_eval.workbook.layout import layout

FORM, FIELD = "structure", "version"


def version_of(records: Mapping[str, tuple[Record, ...]]) -> int | None:
    """Return the version that a workbook says it follows, nothing when it does not say any."""
    said = records[FORM][0].text(FIELD) if records.get(FORM) else ""
    return int(said) if said.isdecimal() else None


def version_problems(records: Mapping[str, tuple[Record, ...]], file: str) -> Iterator[Problem]:
    """Tell a workbook made with another version of the layout than the one that is read here."""
    said, known = version_of(records), int(layout().version)
    if said is not None and said != known:
        form = records[FORM][0]
        code = "workbook_older" if said < known else "workbook_newer"
        yield problem(code, file, form.title, form.address(FIELD), typed=str(said), known=str(known))
