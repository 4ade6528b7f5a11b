"""Reads a file made elsewhere, shows what it proposes to a workbook, and adds it when asked."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from textwrap import wrap

from dts_eval.collection.imports.adding import Addition, layout_order, plan_addition
from dts_eval.collection.imports.kinds import kind_of
from dts_eval.collection.imports.proposal import Proposal, ProposedLine, Request
from dts_eval.collection.imports.sniffing import read_source
from dts_eval.foundation.language import say
from dts_eval.foundation.problems import DataProblems, Problem, blocking, problem
from dts_eval.workbook.filling import Filled, Opened, fill_in, open_workbook
from dts_eval.workbook.layout import layout
from dts_eval.workbook.proofs import merge_ranges

WIDTHS = (46, 18)
LINE = 118
INDENTED = {"initial_indent": "  ", "subsequent_indent": "    "}


@dataclass(frozen=True)
class Import:
    """A file read for a workbook: what it adds, what is told of it, and nothing written yet."""

    opened: Opened
    addition: Addition
    problems: tuple[Problem, ...]

    @property
    def proposal(self) -> Proposal:
        """What is really added, and what is left out."""
        return self.addition.proposal


def read_import(
    workbook: str | Path,
    file: str | Path,
    *,
    kind: str = "",
    structure: str = "",
    structures: Path | None = None,
    suppliers: Path | None = None,
    accounts: Path | None = None,
    survey: str = "",
    questions: Path | None = None,
) -> Import:
    """Read a file and find what it would add to a workbook; nothing is written.

    Raises:
        DataProblems: the workbook or the file cannot be read, or the file has points to mend: all of them.
    """
    opened = open_workbook(workbook)
    source = read_source(Path(file))
    reader = kind_of(source, kind)
    request = Request(opened, _year(opened), structure, structures, suppliers, accounts, survey, questions)
    proposal = reader.propose(source, request)
    if blocking(proposal.problems):
        raise DataProblems(proposal.problems)
    addition = plan_addition(proposal, opened)
    return Import(opened, addition, (*proposal.problems, *addition.problems))


def write_import(read: Import) -> Filled:
    """Add to the workbook what an import proposes; every other cell stays as it was, and the old file is kept.

    Raises:
        DataProblems: what stands in the way, before anything is written.
    """
    if blocking(read.problems):
        raise DataProblems(read.problems)
    return fill_in(read.opened, read.addition.answers)


def preview(read: Import, language: str) -> Iterator[str]:
    """Write what an import adds, sheet by sheet, then what it leaves out and why, as lines for a terminal."""
    proposal = read.proposal
    for sheet in layout_order(proposal.lines):
        lines = [line for line in proposal.lines if line.sheet == sheet]
        yield ""
        yield str(say("import_preview_sheet", language, sheet=layout().sheet(sheet).title, n=len(lines)))
        if layout().sheet(sheet).people:
            yield from _counted(lines, language)
            continue
        for line in lines:
            yield from _in_columns(line, language)
    if proposal.lines:
        yield ""
        yield str(say("import_preview_support", language, code=read.addition.code, file=proposal.origin.file))
    if proposal.left_out:
        yield ""
        yield str(say("import_preview_left_out", language))
        for left in proposal.left_out:
            what, why = left.what.said(language), left.why.said(language)
            said = say("import_preview_left_out_one", language, what=what, why=why)
            yield from wrap(str(said), LINE, **INDENTED)
    if proposal.notes:
        yield ""
        for note in proposal.notes:
            yield from wrap(note.said(language), LINE)


def told_cells(cells: Iterable[tuple[str, str]], language: str) -> Iterator[str]:
    """Name the cells that were written, sheet by sheet."""
    for title, group in groupby(cells, key=lambda cell: cell[0]):
        spots = merge_ranges(address for _, address in group)
        yield from wrap(str(say("import_added_cells", language, sheet=title, cells=spots)), LINE, **INDENTED)


def _counted(lines: Iterable[ProposedLine], language: str) -> Iterator[str]:
    """Name what the lines that describe people are about, and how many there are; what they hold is not shown."""
    for what, many in Counter(line.what.said(language) for line in lines).items():
        said = say("import_preview_people", language, what=what, n=many)
        yield from wrap(str(said), LINE, **INDENTED)


def _in_columns(line: ProposedLine, language: str) -> Iterator[str]:
    first, second = WIDTHS
    rest = LINE - first - second - 6
    cells = [
        wrap(line.what.said(language), first),
        wrap(line.value.said(language), second),
        wrap(line.why.said(language), rest),
    ]
    for number in range(max(map(len, cells))):
        what, value, why = (cell[number] if number < len(cell) else "" for cell in cells)
        yield f"  {what:<{first}}  {value:>{second}}  {why}".rstrip()


def _year(opened: Opened) -> int:
    form = next(iter(opened.records.get("structure", ())), None)
    year = form.number("year") if form else None
    if year is None:
        raise DataProblems([problem("import_year_missing", opened.path.name, layout().sheet("structure").title)])
    return int(year)
