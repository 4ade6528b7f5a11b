"""The small tables that a user gives beside a file, in a spreadsheet or as text: two columns found by their titles."""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from python_calamine import CalamineWorkbook

from dts_eval.collection.imports.sniffing import HEADER_WITHIN, SEPARATORS, Source, read_source, read_table
from dts_eval.foundation.problems import DataProblems, problem
from dts_eval.workbook.values import plain, raw_text

Row = Mapping[str, str]


def read_user_table(path: Path, columns: Mapping[str, tuple[str, ...]]) -> tuple[str, list[tuple[int, Row]]]:
    """Read the lines of a table by the names of its columns.

    Args:
        path: a spreadsheet (first sheet) or a text with separators.
        columns: for each column wanted, the titles that it may bear.

    Returns:
        The name of the file, and its lines with their numbers, the blank ones left out.

    Raises:
        DataProblems: the file cannot be read, or no line of titles has every column.
    """
    source = read_source(path)
    lines = _of_spreadsheet(source) if source.is_workbook else _of_text(source)
    for number, cells in lines[:HEADER_WITHIN]:
        places = {name: _place(cells, titles) for name, titles in columns.items()}
        if all(place is not None for place in places.values()):
            below = [(line, held) for line, held in lines if line > number]
            rows = [(line, {name: _at(held, place) for name, place in places.items()}) for line, held in below]
            return source.name, [(line, row) for line, row in rows if any(row.values())]
    wanted = ", ".join(titles[0] for titles in columns.values())
    raise DataProblems([problem("import_table_not_read", source.name, columns=wanted)])


def _place(cells: tuple[str, ...], titles: tuple[str, ...]) -> int | None:
    known = [plain(title) for title in titles]
    return next((position for position, cell in enumerate(cells) if plain(cell) in known), None)


def _at(cells: tuple[str, ...], place: int | None) -> str:
    return cells[place].strip() if place is not None and place < len(cells) else ""


def _of_spreadsheet(source: Source) -> list[tuple[int, tuple[str, ...]]]:
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(source.content))
        lines = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except Exception as error:  # the reader raises several unrelated kinds on a damaged file
        raise DataProblems([problem("import_archive_damaged", source.name)]) from error
    return [(number, tuple(raw_text(cell) for cell in line)) for number, line in enumerate(lines, 1)]


def _of_text(source: Source) -> list[tuple[int, tuple[str, ...]]]:
    if not source.lines:
        return []
    separator = max(SEPARATORS, key=source.lines[0].count)
    table = read_table(source, 1, separator)
    return [(1, table.titles), *table.lines]
