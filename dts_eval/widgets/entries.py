"""What a form holds: each answer as the workbook has it and as it was typed, and what follows from the two."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dts_eval.foundation.model import Record
from dts_eval.foundation.problems import Problem, problem
from dts_eval.foundation.units import Missing
from dts_eval.workbook.filling import Answer
from dts_eval.workbook.layout import Column, SheetLayout, layout

CHOICE_TYPES = frozenset({"choice", "yes_no"})
NEW = -1
Typed = str | tuple[str, ...]


@dataclass(frozen=True)
class Entry:
    """One answer: what the workbook has, and what the form has now; blank is an empty text or no item.

    ``has_place`` is false when the file has no cell for it.
    """

    column: Column
    kept: Typed
    typed: Typed
    has_place: bool = True

    @property
    def changed(self) -> bool:
        """Whether the form says something else than the workbook."""
        return self.typed != self.kept


@dataclass(frozen=True)
class Part:
    """A sheet that is a form, or one line of a table; ``line`` is 0 for a form and ``NEW`` for a line to add."""

    sheet: SheetLayout
    line: int
    entries: tuple[Entry, ...]

    @property
    def changed(self) -> tuple[Entry, ...]:
        """The answers that are not in the workbook yet."""
        return tuple(entry for entry in self.entries if entry.changed)


def kept_in(record: Record | None, column: Column) -> Typed:
    """Return what a record holds in one column, as a form shows it: items of a list, or the words typed."""
    cell = record.cells.get(column.column_id) if record else None
    if column.type == "choices":
        items = cell.value if cell and isinstance(cell.value, tuple) else ()
        return tuple(item for item in layout().lists[column.list] if item in items)
    if cell is None:
        return ""
    if column.type in CHOICE_TYPES and not isinstance(cell.value, Missing):
        return str(cell.value)
    return cell.raw


def unsaved(parts: Iterable[Part]) -> int:
    """Count the answers that are not in the workbook yet."""
    return sum(len(part.changed) for part in parts)


def answers_of(parts: Iterable[Part]) -> tuple[Answer, ...]:
    """Return what is to be written in the workbook: changed answers only, new lines one below the other."""
    answers: list[Answer] = []
    added = 0
    for part in parts:
        if part.line == NEW and part.changed:
            added += 1
        line = -added if part.line == NEW else part.line
        answers += [Answer(part.sheet.sheet_id, entry.column.column_id, entry.typed or None, line)
                    for entry in part.changed]  # fmt: skip
    return tuple(answers)


def nameless(parts: Iterable[Part], file: str) -> tuple[Problem, ...]:
    """Refuse a line whose required answer is blank: one being added, or one whose name was emptied."""
    found = []
    position = 0
    for part in parts:
        position += part.line != 0
        for entry in part.entries if part.changed else ():
            if not entry.column.required or entry.typed:
                continue
            sheet, column = part.sheet.title, entry.column.title
            if part.line == NEW:
                found.append(problem("form_line_without_name", file, sheet, position=str(position), column=column))
            elif entry.changed:
                place = str(part.line)
                found.append(problem("form_name_emptied", file, sheet, place, typed=str(entry.kept), column=column))
    return tuple(found)


def left_to_fill(parts: Iterable[Part]) -> tuple[tuple[Part, tuple[str, ...]], ...]:
    """List what is still blank, part by part; a line to add that is wholly blank asks for nothing."""
    left = []
    for part in parts:
        blank = tuple(entry.column.title for entry in part.entries if entry.has_place and not entry.typed)
        if blank and (part.line != NEW or part.changed):
            left.append((part, blank))
    return tuple(left)


def lines_added(parts: Sequence[Part], records: Iterable[Record]) -> tuple[int, ...]:
    """Return the lines that a sheet has now and that none of its parts had, from top to bottom."""
    known = {part.line for part in parts}
    return tuple(sorted(record.line for record in records if record.line not in known))
