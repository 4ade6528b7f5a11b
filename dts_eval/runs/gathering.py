"""Gathers the lines of many workbooks, one table for each sheet, and reads again only those that changed."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from dts_eval.foundation.model import Record
from dts_eval.foundation.problems import DataProblems, Problem, problem
from dts_eval.foundation.program import fingerprint
from dts_eval.foundation.units import Missing
from dts_eval.runs.children import Lost
from dts_eval.runs.gathered import FILE, LINE, TYPED, Gathered, gathered_in, joined, keep, table_of
from dts_eval.runs.many import children, cores, one_by_one
from dts_eval.runs.places import AT_ONCE
from dts_eval.workbook.finding import find_workbooks
from dts_eval.workbook.layout import layout
from dts_eval.workbook.reading import read_workbook

TOGETHER, GROUPS = 25, 4
# The columns of each sheet of one workbook, and what is wrong with it.
Read = tuple[Mapping[str, Mapping[str, list[Any]]], tuple[Problem, ...]]


@dataclass(frozen=True)
class Sheets:
    """Every line of many workbooks as their structures wrote it, and what is wrong with each file.

    ``tables`` holds one table for each sheet, by its name in the code. A line has the ``file`` and the ``line`` of the
    sheet where it stands, then the columns of the layout by their names. What is blank is missing, and so is what is
    no plain value (« nd », « so », « plus de 600 », « 20-25 »): what was typed then stands in ``…_typed``, a column
    that is there when it holds something. Nothing is hidden: lines about people are not to be published.
    """

    tables: Mapping[str, pd.DataFrame]
    problems: tuple[Problem, ...]


def read_sheets(folder: str | Path, cache: str | Path = "", workers: int = 1) -> Sheets:
    """Read every sheet of every workbook of a folder, and put the same sheets one under the other.

    Args:
        folder: the workbooks, read with those of the folders below.
        cache: a file where the tables are kept; the next time, only the workbooks whose content changed are read. It
            holds what the workbooks hold, people's lines included.
        workers: how many processes read; 0 takes as many as there are cores.

    Returns:
        The tables and the problems, in the order of the files. A file that cannot be read has no line.

    Raises:
        DataProblems: the folder does not exist or holds no workbook, or the tables cannot be kept.
    """
    folder = Path(folder)
    paths = {path.relative_to(folder).as_posix(): path for path in find_workbooks(folder)}
    contents = _contents(paths)
    before = gathered_in(Path(cache)) if cache else Gathered({}, {}, {})
    same = {name for name, content in before.contents.items() if contents.get(name) == content}
    anew = [name for name in paths if name not in same]
    if anew or same != set(before.contents):
        read = dict(zip(anew, _read([paths[name] for name in anew], workers), strict=True))
        before = _completed(before, same, read, contents, list(paths))
        if cache:
            keep(before, Path(cache))
    return Sheets(before.tables, tuple(found for name in paths for found in before.problems.get(name, ())))


def _contents(paths: Mapping[str, Path]) -> dict[str, str]:
    """Return the sha256 of each file that can be read."""

    def content(path: Path) -> str:
        with suppress(OSError):
            return fingerprint(path)
        return ""

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return {name: found for name, found in zip(paths, pool.map(content, paths.values()), strict=True) if found}


def _read(paths: Sequence[Path], workers: int) -> list[Read]:
    workers = workers or cores()
    # Few enough in a group that all processes end at about the same time.
    together = max(1, min(TOGETHER, len(paths) // (GROUPS * workers)))
    groups = [paths[first : first + together] for first in range(0, len(paths), together)]
    crew = one_by_one if workers == 1 else children(workers)
    read: dict[int, Any] = dict(crew(lines_of_each, groups))
    found: list[Read] = []
    for place, group in enumerate(groups):
        lost = isinstance(read[place], Lost)
        found += [({}, (problem("file_not_readable", path.name),)) for path in group] if lost else read[place]
    return found


def lines_of_each(paths: Sequence[Path], tell: Callable[[Any], None]) -> list[Read]:
    """Read some workbooks: the columns of each of their sheets, and what is wrong with them."""
    return [_lines_of(path) for path in paths]


def _lines_of(path: Path) -> Read:
    try:
        reading = read_workbook(path)
    except DataProblems as problems:
        return {}, problems.problems
    return {sheet: _columns_of(records) for sheet, records in reading.records.items() if records}, reading.problems


def _columns_of(records: Sequence[Record]) -> dict[str, list[Any]]:
    columns: dict[str, list[Any]] = defaultdict(lambda: [None] * len(records))
    columns[LINE] = [record.line for record in records]
    for place, record in enumerate(records):
        for name, (value, raw, _, low, high, qualifier) in record.cells.items():
            if qualifier or low is not None or high is not None or type(value) is Missing:
                columns[name + TYPED][place] = raw
            else:
                columns[name][place] = "; ".join(value) if type(value) is tuple else value
    return dict(columns)


def _completed(
    before: Gathered, same: Collection[str], read: Mapping[str, Read], contents: Mapping[str, str], order: Sequence[str]
) -> Gathered:
    """Keep what is known of the files that are the same, and add those that were read; files come in an order."""
    problems = {name: found for name, found in before.problems.items() if name in same}
    problems |= {name: found for name, (_, found) in read.items()}
    tables = {}
    for sheet in layout().sheets:
        found = {name: sheets[sheet.sheet_id] for name, (sheets, _) in read.items() if sheet.sheet_id in sheets}
        new: dict[str, list[Any]] = {column: [] for column in {FILE, LINE}.union(*found.values())}
        for name, columns in found.items():
            lines = len(columns[LINE])
            new[FILE] += [name] * lines
            for column in new.keys() - {FILE}:
                new[column] += columns.get(column) or [None] * lines
        tables[sheet.sheet_id] = table_of(sheet, new)
        if same:
            old = before.tables[sheet.sheet_id]
            tables[sheet.sheet_id] = joined(sheet, old[old[FILE].isin(same)], tables[sheet.sheet_id], order)
    return Gathered(contents, problems, tables)
