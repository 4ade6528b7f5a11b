"""Lists the reports that a campaign is asked for: the workbooks of a folder, or the lines of a list in csv.

A list has the header ``workbook,year,audience,lang``; only ``workbook`` is required, a blank cell takes what is asked
for all, and paths start from the folder of the list. Columns are separated by commas or semicolons, in UTF-8.
"""

import csv
import dataclasses
import io
import os
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from dts_eval.foundation.problems import DataProblems, Problem, problem
from dts_eval.runs.parameters import Parameters, read_parameters
from dts_eval.runs.places import Place, content, files_below, is_remote, place_of, shown
from dts_eval.workbook.finding import find_workbooks, named_as_workbook

WORKBOOK = "workbook"
COLUMNS = (WORKBOOK, "year", "audience", "lang")
SUFFIX = ".csv"


@dataclass(frozen=True)
class Entry:
    """One report to make: its workbook, what is asked of it, and the folder of the campaign where it goes.

    ``name`` is the path of the workbook from the source, ``line`` its place in a list. ``problems`` say why the line
    cannot be followed.
    """

    name: str
    folder: str
    asked: Parameters
    line: int = 0
    problems: tuple[Problem, ...] = ()

    @property
    def workbook(self) -> Place:
        """The path of the workbook, or its address."""
        return place_of(self.asked.workbook)

    @property
    def order(self) -> tuple[tuple[str, ...], int, str, str, int]:
        """The place of the entry among the others: by path, then by what is asked."""
        return (tuple(self.name.split("/")), self.asked.year, self.asked.audience, self.asked.lang, self.line)


def list_entries(source: Place, output: Place, asked: Parameters) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """List what a campaign makes, in the order of the paths, and what is to be said of the list itself.

    Raises:
        DataProblems: the source is neither a folder nor a list, names no workbook, or is a list that cannot be read.
    """
    if is_remote(source):
        entries = tuple(_of_store(source, output, asked))
    elif source.is_dir():
        entries = tuple(_of_folder(source, output, asked))
        if not entries:
            raise DataProblems([problem("folder_without_workbook", typed=str(source))])
    elif not source.exists():
        raise DataProblems([problem("file_missing", file=str(source))])
    elif source.suffix.lower() == SUFFIX:
        entries = tuple(_of_list(source, asked))
    else:
        raise DataProblems([problem("source_not_read", typed=str(source))])
    return _once(sorted(entries, key=lambda entry: entry.order), source)


def _of_folder(source: Path, output: Path, asked: Parameters) -> Iterator[Entry]:
    written = None if is_remote(output) else output.resolve()
    apart = written is not None and source.resolve() in written.parents
    for path in find_workbooks(source):
        inside = apart and written in path.resolve().parents
        if not inside:
            yield _entry(path, path.relative_to(source).as_posix(), asked)


def _of_store(source: Place, output: Place, asked: Parameters) -> Iterator[Entry]:
    if source.suffix.lower() == SUFFIX:
        yield from _of_list(source, asked)
        return
    # The folder of the campaign may lie among the workbooks.
    written = f"{str(output).rstrip('/')}/".removeprefix(f"{str(source).rstrip('/')}/")
    names = files_below(source)
    if names == [""]:
        raise DataProblems([problem("source_not_read", typed=shown(source))])
    kept = [name for name in names if named_as_workbook(PurePosixPath(name)) and not name.startswith(written)]
    if not kept:
        raise DataProblems([problem("folder_without_workbook", typed=shown(source))])
    for name in kept:
        yield _entry(source / name, name, asked)


def _entry(path: Place, name: str, asked: Parameters, line: int = 0) -> Entry:
    folder = Path(name).parent.as_posix()
    outside = Path(name).is_absolute() or ".." in Path(name).parts
    return Entry(name, "." if outside else folder, dataclasses.replace(asked, workbook=str(path)), line)


def _of_list(source: Place, asked: Parameters) -> Iterator[Entry]:
    lines = [(number, cells) for number, cells in _lines(source) if any(cells)]
    records = lines[1:]
    head = _head(lines[0][1], source.name) if lines else []
    if not records:
        raise DataProblems([problem("list_empty", file=source.name)])
    for number, cells in records:
        yield _of_line(number, cells, head, source, asked)


def _lines(source: Place) -> list[tuple[int, list[str]]]:
    try:
        text = content(source).decode("utf-8-sig")
        first = text.partition("\n")[0]
        separator = ";" if ";" in first else ","
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        return [(reader.line_num, [cell.strip() for cell in cells]) for cells in reader]
    except FileNotFoundError as error:
        raise DataProblems([problem("file_missing", file=source.name)]) from error
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DataProblems([problem("list_not_read", file=source.name)]) from error


def _head(titles: list[str], file: str) -> list[str]:
    while titles and not titles[-1]:
        titles = titles[:-1]
    head = [title.lower() for title in titles]
    known = ", ".join(COLUMNS)
    found = [
        problem("list_column_unknown", file=file, cell="1", typed=typed, known=known)
        for typed, title in zip(titles, head, strict=True)
        if title not in COLUMNS
    ]
    found += [
        problem("duplicate_column", file=file, cell="1", column=title) for title in COLUMNS if head.count(title) > 1
    ]
    if WORKBOOK not in head:
        found.append(problem("list_without_workbook", file=file, cell="1", known=known))
    if found:
        raise DataProblems(found)
    return head


def _of_line(number: int, cells: list[str], head: list[str], source: Place, asked: Parameters) -> Entry:
    written = dict(zip(head, cells, strict=False))
    text = written.pop(WORKBOOK, "").replace("\\", "/")
    path, name = _named(text, source)
    entry = _entry(path, name if text else "", asked, number)
    found: list[Problem] = []
    if any(cells[len(head) :]):
        # Its cells are shifted: nothing else that they say can be relied on.
        found.append(problem("list_line_too_long"))
    else:
        found += [] if text else [problem("value_required", column=WORKBOOK)]
        try:
            entry = dataclasses.replace(entry, asked=_asked(written, entry.asked))
        except DataProblems as refused:
            found += refused.problems
    placed = tuple(dataclasses.replace(one, file=source.name, cell=str(number)) for one in found)
    return dataclasses.replace(entry, problems=placed)


def _asked(written: Mapping[str, str], asked: Parameters) -> Parameters:
    wanted: dict[str, object] = {column: value for column, value in written.items() if value}
    if "year" in wanted:
        if not re.fullmatch(r"[0-9]{1,4}", written["year"]):
            raise DataProblems([problem("year_not_read", typed=written["year"])])
        wanted["year"] = int(written["year"])
    return read_parameters(asked.as_given() | wanted, Parameters)


def _named(text: str, source: Place) -> tuple[Place, str]:
    """Return the workbook that a list names, and its path from the folder of the list."""
    if not is_remote(source):
        path = Path(os.path.normpath(source.parent / text))
        return path, _name(path, source.parent)
    # An address has nothing above its own root.
    name = posixpath.normpath(text.lstrip("/"))
    address = posixpath.normpath(f"{source.parent.path}/{name}").lstrip("/")
    return place_of(f"{source.protocol}://{address}"), name


def _name(path: Path, folder: Path) -> str:
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:
        return path.name  # another drive


def _once(entries: Iterable[Entry], source: Place) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    first: dict[Parameters, Entry] = {}
    kept, found = [], []
    for entry in entries:
        if not entry.problems and first.setdefault(entry.asked, entry) is not entry:
            found.append(listed_twice(entry, first[entry.asked], source))
        else:
            kept.append(entry)
    return tuple(kept), tuple(found)


def listed_twice(entry: Entry, first: Entry, source: Place) -> Problem:
    """Say that a line of a list asks for the report that another line asks for."""
    return problem("listed_twice", file=source.name, cell=str(entry.line), typed=entry.name, first=str(first.line))
