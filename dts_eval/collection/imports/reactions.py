"""The reactions that a session noted in a sheet Débat of its own: a line for each, and nothing for who kept silent."""

import datetime
from collections.abc import Iterable

from dts_eval.collection.imports.phrases import Phrase, phrase
from dts_eval.collection.imports.proposal import SUPPORTS, LeftOut, Origin, Proposal, ProposedLine, Request
from dts_eval.collection.imports.sniffing import Source
from dts_eval.foundation.model import Cell, Record
from dts_eval.foundation.problems import DataProblems
from dts_eval.workbook.answers import AnswerValue
from dts_eval.workbook.cells import cells_of
from dts_eval.workbook.layout import layout
from dts_eval.workbook.reading import read_alone, sheets_in

SHEET, SUBJECT, DATE = "opinions", "subject", "date"
# A line of which only the subject, or the day, is known was prepared and nobody spoke of it.
SILENT = frozenset({SUBJECT, DATE, SUPPORTS})
SAME = (SUBJECT, "who", "opinion", "words")
LANGUAGE = "fr"


def recognises(source: Source) -> bool:
    """Whether a file is a workbook whose one known sheet is Débat: a structure's own workbook has others."""
    if not source.is_workbook:
        return False
    try:
        cells = cells_of(source.content, source.name, None)
    except DataProblems:
        return False
    return [sheet.sheet_id for sheet in sheets_in(cells)] == [SHEET]


def propose(source: Source, request: Request) -> Proposal:
    """Propose each line in which somebody said something, as it is; what the workbook holds already is left out."""
    records, problems = read_alone(cells_of(source.content, source.name, None), SHEET)
    said = [record for record in records if record.cells.keys() - SILENT]
    there = {_kept(record) for record in request.opened.records.get(SHEET, ())}
    fresh = [record for record in said if _kept(record) not in there]
    known = (LeftOut(_what(record), phrase("import_reactions_there")) for record in said if _kept(record) in there)
    silent = len(records) - len(said)
    return Proposal(
        _origin(source, fresh),
        tuple(_line(record) for record in fresh),
        tuple(known),
        (phrase("import_reactions_silent", n=silent),) if silent else (),
        problems,
    )


def _kept(record: Record) -> tuple[str, ...]:
    return tuple(record.text(column) for column in SAME)


def _line(record: Record) -> ProposedLine:
    opinion = record.text("opinion")
    shown = phrase("import_reactions_opinion", opinion=layout().word("opinion", opinion, LANGUAGE)) if opinion else None
    why = phrase("import_reactions_why", line=str(record.line))
    return ProposedLine(
        SHEET,
        {column: _answer(cell) for column, cell in record.cells.items()},
        _what(record),
        shown or phrase("import_reactions_words"),
        why,
        # A line that names its own supports keeps them.
        cites="" if record.text(SUPPORTS) else SUPPORTS,
    )


def _what(record: Record) -> Phrase:
    who = record.text("who")
    if who:
        return phrase("import_reactions_what", subject=record.text(SUBJECT), who=who)
    return phrase("import_reactions_what_alone", subject=record.text(SUBJECT))


def _answer(cell: Cell) -> AnswerValue:
    return cell.value if isinstance(cell.value, str | int | float | datetime.date | tuple) else cell.raw


def _origin(source: Source, said: Iterable[Record]) -> Origin:
    days = sorted({record.text(DATE) for record in said if record.text(DATE)})
    return Origin(
        source.name,
        source.fingerprint,
        phrase("import_title_reactions"),
        phrase("import_author_reactions"),
        phrase("import_note_reactions"),
        kind="minutes",
        grade="declared",
        date=days[0] if len(days) == 1 else "",
    )
