"""What a file proposes to add to a workbook: where it comes from, each line and why, and what it leaves out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dts_eval.collection.imports.phrases import Phrase, Sayable
from dts_eval.foundation.problems import Problem
from dts_eval.workbook.answers import AnswerValue
from dts_eval.workbook.filling import Opened

SUPPORTS = "supports"


@dataclass(frozen=True)
class Origin:
    """The file that a proposal comes from, as the sheet Supports will name it.

    ``fingerprint`` is the sha256 of the file as it was given. ``subject`` says which part of the file was read when
    it holds several (one structure among others): the same file and the same subject are imported once. ``kind`` and
    ``grade`` are items of the lists of the sheet Supports; ``note`` says what was read and which rows count.
    """

    file: str
    fingerprint: str
    title: Phrase
    author: Phrase
    note: Phrase
    kind: str = "other"
    grade: str = "records"
    date: str = ""
    subject: str = ""
    interest: Phrase | None = None


@dataclass(frozen=True)
class ProposedLine:
    """One line to add to a table, or one field to fill in a form when it is blank.

    ``values`` are the answers by column of the layout. ``what`` and ``value`` are what a preview shows of it, ``why``
    tells from where in the file it comes. ``cites`` is the column that will hold the code of the support; blank when
    the sheet has none.
    """

    sheet: str
    values: Mapping[str, AnswerValue]
    what: Phrase
    value: Sayable
    why: Phrase
    cites: str = SUPPORTS


@dataclass(frozen=True)
class LeftOut:
    """Something that the file holds and that is not proposed, and why."""

    what: Sayable
    why: Sayable


@dataclass(frozen=True)
class Proposal:
    """All that one file proposes. ``notes`` are checks worth telling; ``problems`` what is wrong with the file."""

    origin: Origin
    lines: tuple[ProposedLine, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    notes: tuple[Phrase, ...] = ()
    problems: tuple[Problem, ...] = field(default=())


@dataclass(frozen=True)
class Request:
    """What is asked of an import: into which workbook, up to which year, and what the user gives beside the file."""

    opened: Opened
    year: int
    structure: str = ""
    structures: Path | None = None
    suppliers: Path | None = None
    accounts: Path | None = None
    survey: str = ""
    questions: Path | None = None
