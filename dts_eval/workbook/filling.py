"""Writes answers back in a workbook: only the cells concerned change, and never by half."""

import datetime
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from string import ascii_uppercase

from dts_eval.foundation.model import Record
from dts_eval.foundation.problems import DataProblems, Problem, problem
from dts_eval.workbook.answers import Answer
from dts_eval.workbook.cells import SUFFIXES, CellContent
from dts_eval.workbook.changes import Changes, plan
from dts_eval.workbook.parts import Unwritable, read_package
from dts_eval.workbook.places import find_places
from dts_eval.workbook.reading import Reading, filled, read_workbook
from dts_eval.workbook.saving import refuse_when_in_use, save

__all__ = ["Answer", "Filled", "Opened", "fill_in", "open_workbook"]
WRITABLE = frozenset({".xlsx", ".xlsm"})


@dataclass(frozen=True)
class Opened:
    """A workbook opened to be filled in: what it holds, and which answers have a place in it.

    ``fingerprint`` is the sha256 of the file as it was read; ``fields`` are, for each sheet present, the columns that
    have a place in this file.
    """

    path: Path
    fingerprint: str
    records: Mapping[str, tuple[Record, ...]]
    problems: tuple[Problem, ...]
    fields: Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Filled:
    """A workbook once it is filled in: the cells that changed, the copy of what it was, and what it is now.

    ``backup`` is ``None`` when nothing had to change. ``problems`` are those that the answers brought.
    """

    workbook: Path
    backup: Path | None
    cells: tuple[tuple[str, str], ...]
    opened: Opened
    problems: tuple[Problem, ...]


def open_workbook(path: str | Path) -> Opened:
    """Open a workbook to fill it in.

    Args:
        path: the path of the structure's spreadsheet (xlsx or xlsm).

    Returns:
        What the workbook holds; nothing is written.

    Raises:
        DataProblems: the file cannot be opened, or is not one that can be written in.
    """
    path = Path(path)
    return _opened(path, _read(path))


def fill_in(opened: Opened, answers: Iterable[Answer]) -> Filled:
    """Write answers in a workbook, whose every other cell, sheet and part stays as it was.

    The answers are checked by the rules that the reader follows, all of them before anything is written. The old file
    is kept beside the new one under a dated name. An answer that the workbook already holds changes nothing.

    Args:
        opened: the workbook as it was opened, or as ``fill_in`` returned it.
        answers: what to write; the last answer for a cell counts. A value of ``None`` empties the cell.

    Returns:
        The cells that changed and the workbook as it is now. Nothing is written when every answer is already there.

    Raises:
        DataProblems: the workbook is open in a spreadsheet, has changed since it was opened or may not be written, an
            answer is not of its kind or holds personal data, its cell holds a formula or is not there: the file is
            left as it was.
        KeyError: no such sheet or column in the layout.
        TypeError: a value that no cell can hold.

    Source: fiche II-2, l.2647-2649: the demand is written down before anything else.
    """
    return fill_in_at(opened, answers, datetime.datetime.now())


def fill_in_at(opened: Opened, answers: Iterable[Answer], now: datetime.datetime) -> Filled:
    """Write answers as ``fill_in`` does, the copy of the old file being dated as asked."""
    reading = _read(opened.path)
    path = opened.path.resolve()
    for name in dict.fromkeys((opened.path, path)):
        refuse_when_in_use(name, path.name)
    if _fingerprint(reading) != opened.fingerprint:
        raise DataProblems([problem("file_changed", path.name)])
    changes = plan(reading, find_places(reading.cells, reading.records), answers)
    if not changes.each:
        return Filled(opened.path, None, (), _opened(opened.path, reading), ())
    try:
        content = changes.content()
    except Unwritable as unwritable:
        raise DataProblems([problem(unwritable.code, path.name)]) from unwritable
    checked: list[Reading] = []

    def check(staged: Path) -> None:
        after = under_the_name_of(reading, read_workbook(staged))
        _refuse_anything_else(reading, after, changes)
        _refuse_lines_without_sense(reading, after, changes)
        checked.append(after)

    backup = save(path, reading.cells.content, content, now, check)
    brought = brought_by(reading, checked[0])
    if reading.cells.has_formulas:
        brought.append(problem("formulas_to_recompute", path.name))
    return Filled(opened.path, backup, changes.cells(), _opened(opened.path, checked[0]), tuple(brought))


def _read(path: Path) -> Reading:
    if path.suffix.lower() in SUFFIXES - WRITABLE:
        raise DataProblems([problem("not_writable_format", path.name)])
    reading = read_workbook(path)
    try:
        read_package(reading.cells.content)
    except Unwritable as unwritable:
        raise DataProblems([problem(unwritable.code, path.name)]) from unwritable
    return reading


def _opened(path: Path, reading: Reading) -> Opened:
    places = find_places(reading.cells, reading.records)
    fields = {name: frozenset(column.column_id for column in sheet.known) for name, sheet in places.items()}
    return Opened(path, _fingerprint(reading), reading.records, reading.problems, fields)


def _refuse_anything_else(before: Reading, after: Reading, changes: Changes) -> None:
    """Refuse a file in which an answer is not read, or in which another cell is."""
    wanted = {(change.sheet.title, *change.spot) for change in changes.each}
    missed = [change for change in changes.each if not change.is_done_in(after)]
    held, holds = dict(contents_of(before)), dict(contents_of(after))
    spoiled = {spot for spot in held.keys() | holds.keys() if held.get(spot) != holds.get(spot)} - wanted
    if missed or spoiled:
        titles = dict.fromkeys([*(change.sheet.title for change in missed), *sorted(spot[0] for spot in spoiled)])
        raise DataProblems([problem("sheet_not_writable", before.cells.file, title) for title in titles])


def contents_of(reading: Reading) -> Iterator[tuple[tuple[str, int, int], CellContent]]:
    """Give every cell that holds something, by its sheet, its line and its column."""
    for title, lines in reading.cells.sheets.items():
        for number, line in enumerate(lines, 1):
            for position, content in enumerate(line, 1):
                if filled(content):
                    yield (title, number, position), content


def brought_by(before: Reading, after: Reading) -> list[Problem]:
    """List the problems that a workbook has and did not have before."""
    return list((Counter(after.problems) - Counter(before.problems)).elements())


def _refuse_lines_without_sense(before: Reading, after: Reading, changes: Changes) -> None:
    """Refuse answers that leave a line of a table without its name, or with the code of another."""
    lines = {(change.sheet.title, change.spot[0]) for change in changes.each if change.sheet.kind == "table"}
    brought = brought_by(before, after)
    nameless = [found for found in brought if found.code == "value_required"]
    refused = [found for found in nameless if (found.sheet, _line_of(found.cell)) in lines]
    # The second of two equal codes is told, whichever of them was written.
    refused += [found for found in brought if found.code == "duplicate_code"]
    if refused:
        raise DataProblems(refused)


def _line_of(place: str) -> int:
    return int(place.lstrip(ascii_uppercase) or 0)


def under_the_name_of(before: Reading, after: Reading) -> Reading:
    """Tell the problems of a workbook that is checked before it takes the place of another as if it had."""
    # What is checked lies in a file with a passing name.
    named = tuple(replace(found, file=before.cells.file) for found in after.problems)
    return replace(after, problems=named)


def _fingerprint(reading: Reading) -> str:
    return hashlib.sha256(reading.cells.content).hexdigest()
