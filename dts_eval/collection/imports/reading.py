"""Reads the cells of a table of text: numbers, days, whole lines; each slip is told with its line and its column."""

import datetime
import re
from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal

from dts_eval.collection.imports.sniffing import Source, Table
from dts_eval.foundation.problems import DataProblems, Problem, problem

_NUMBER = re.compile(r"[+-]?\d+(?:[ \u00a0\u202f]\d{3})*(?:[.,]\d*)?|[+-]?[.,]\d+")
_FRENCH_DAY = re.compile(r"(\d{2})/(\d{2})/(\d{4})(?: \d{2}:\d{2}(?::\d{2})?)?")
_PACKED_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})")
SHOWN = 8


class Lines:
    """The lines of one table, and what is found wrong in them."""

    def __init__(self, source: Source, table: Table, known: Collection[str]) -> None:
        written = {title.lower(): title for title in known}
        titles = tuple(written.get(title.lower(), title) for title in table.titles)
        self.file = source.name
        self.titles = {title: position for position, title in reversed(list(enumerate(titles)))}
        self.problems: list[Problem] = []
        self.table = table

    def require(self, wanted: Iterable[str]) -> None:
        """Refuse a table that lacks columns.

        Raises:
            DataProblems: their names, all at once.
        """
        lacking = [title for title in wanted if title not in self.titles]
        if lacking:
            raise DataProblems([problem("import_columns_missing", self.file, columns=listed(lacking))])

    def tell_unknown(self, known: Collection[str]) -> None:
        """Tell the columns that are not read; a title is not repeated when it could be anything."""
        unknown = [title for title in self.titles if title and title not in known]
        if unknown:
            self.problems.append(problem("import_columns_unknown", self.file, count=str(len(unknown))))

    def whole(self) -> list[tuple[int, Mapping[str, str]]]:
        """Return the lines that have as many cells as there are titles, by title, and tell the others."""
        width, kept = len(self.table.titles), []
        for number, cells in self.table.lines:
            if len(cells) != width:
                self.tell("import_line_cut", number, expected=str(width))
            else:
                kept.append((number, {title: cells[position].strip() for title, position in self.titles.items()}))
        return kept

    def number(self, text: str, line: int, column: str) -> Decimal | None:
        """Read a number with a point or a comma; nothing when the cell is blank or is told not to be one."""
        if not text:
            return None
        if not _NUMBER.fullmatch(text):
            self.tell("import_number_not_read", line, column=column)
            return None
        return Decimal(re.sub(r"[ \u00a0\u202f]", "", text).replace(",", "."))

    def whole_number(self, text: str, line: int, column: str) -> int | None:
        """Read a number without decimals."""
        number = self.number(text, line, column)
        return None if number is None else int(number)

    def day(self, text: str, line: int, column: str) -> datetime.date | None:
        """Read a day, as 31/12/2021 or 20211231; nothing when the cell is blank or is told not to be one."""
        french, packed = _FRENCH_DAY.fullmatch(text), _PACKED_DAY.fullmatch(text)
        parts = french.groups()[::-1] if french else packed.groups() if packed else None
        if parts:
            try:
                return datetime.date(*map(int, parts))
            except ValueError:
                pass
        if text:
            self.tell("import_date_not_read", line, column=column)
        return None

    def tell(self, code: str, line: int, **values: str) -> None:
        """Tell a problem of one line. What was typed there is never repeated: it may be somebody's name."""
        self.problems.append(problem(code, self.file, cell=str(line), **values))


def listed(words: list[str]) -> str:
    """Write a list of words, at most a few, as a message holds them."""
    return ", ".join(words[:SHOWN]) + ("…" if len(words) > SHOWN else "")
