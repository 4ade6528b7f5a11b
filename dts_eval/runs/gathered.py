"""The lines of many workbooks as they are kept in one file, to be found again at once.

Numbers, days and words are stored apart, each kind as numpy writes it: nothing in the file is a program, so that
opening one that somebody else made runs nothing.
"""

import dataclasses
import json
import os
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from dts_eval.foundation.problems import DataProblems, Problem, problem
from dts_eval.foundation.program import program
from dts_eval.runs.held_folder import staged
from dts_eval.workbook.layout import SheetLayout, layout

FILE, LINE, TYPED = "file", "line", "_typed"
HEAD = "head"
NUMBER, WHOLE, DAY, WORD = "number", "whole", "day", "word"
_KINDS = {"number": NUMBER, "integer": WHOLE, "year": WHOLE, "date": DAY}


@dataclass(frozen=True)
class Gathered:
    """The tables of many workbooks, with the sha256 of each file that they come from and its problems."""

    contents: Mapping[str, str]
    problems: Mapping[str, tuple[Problem, ...]]
    tables: Mapping[str, pd.DataFrame]


def kinds_of(sheet: SheetLayout) -> dict[str, str]:
    """Map the columns that a sheet's table may have, in their order, to what they hold."""
    kinds = {FILE: WORD, LINE: WHOLE}
    for column in sheet.columns:
        kinds[column.column_id] = _KINDS.get(column.type, WORD)
        kinds[column.column_id + TYPED] = WORD
    return kinds


def table_of(sheet: SheetLayout, columns: Mapping[str, Sequence[Any]]) -> pd.DataFrame:
    """Make the table of a sheet from the values of its columns, where ``None`` is missing, as is a column not given."""
    lines = len(columns[FILE])
    kinds = {name: kind for name, kind in kinds_of(sheet).items() if name in columns or not name.endswith(TYPED)}
    return pd.DataFrame({name: _MAKERS[kind](columns.get(name, [None] * lines)) for name, kind in kinds.items()})


def joined(sheet: SheetLayout, old: pd.DataFrame, new: pd.DataFrame, order: Sequence[str]) -> pd.DataFrame:
    """Put two tables of a sheet together, their lines by file, the files in an order."""
    columns = [name for name in kinds_of(sheet) if name in old or name in new]
    both = [table.assign(**{name: None for name in columns if name not in table})[columns] for table in (old, new)]
    table = pd.concat(both, ignore_index=True)
    places = table[FILE].map({name: place for place, name in enumerate(order)})
    return _tidied(table.iloc[places.argsort(kind="stable")].reset_index(drop=True))


def _tidied(table: pd.DataFrame) -> pd.DataFrame:
    """Leave out the columns of what was typed that hold nothing."""
    return table.drop(columns=[name for name in table if str(name).endswith(TYPED) and table[name].isna().all()])


def gathered_in(path: Path) -> Gathered:
    """Open the tables kept in a file: none when it is not there, is damaged, or was written by another version."""
    try:
        with np.load(path, allow_pickle=False) as arrays:
            head = json.loads(bytes(arrays[HEAD]))
            if head["program"] != program():
                return Gathered({}, {}, {})
            tables = {
                sheet.sheet_id: pd.DataFrame(
                    {
                        name: _opened(kind, arrays[f"{sheet.sheet_id}.{name}"], head["words"][sheet.sheet_id].get(name))
                        for name, kind in kinds_of(sheet).items()
                        if f"{sheet.sheet_id}.{name}" in arrays
                    }
                )
                for sheet in layout().sheets
            }
    except (OSError, ValueError, KeyError, TypeError, zipfile.BadZipFile):
        return Gathered({}, {}, {})
    problems = {
        name: tuple(Problem(*one[:-1], tuple((key, value) for key, value in one[-1])) for one in found)
        for name, found in head["problems"].items()
    }
    return Gathered(head["contents"], problems, tables)


def keep(gathered: Gathered, path: Path) -> None:
    """Write tables in a file, in place of what it held, all or nothing.

    Raises:
        DataProblems: the folder or the disk refuses.
    """
    arrays: dict[str, np.ndarray] = {}
    words: dict[str, dict[str, list[str]]] = {}
    for sheet in layout().sheets:
        table, kinds = gathered.tables[sheet.sheet_id], kinds_of(sheet)
        words[sheet.sheet_id] = {}
        for name in table:
            column = f"{sheet.sheet_id}.{name}"
            if kinds[name] == WORD:
                codes, found = pd.factorize(table[name].to_numpy(dtype=object))
                arrays[column] = codes.astype(np.min_scalar_type(-max(1, len(found))))
                words[sheet.sheet_id][name] = found.tolist()
            elif kinds[name] == DAY:
                arrays[column] = table[name].to_numpy(dtype="datetime64[s]")
            else:
                arrays[column] = table[name].to_numpy(dtype=float, na_value=np.nan)
    problems = {name: [dataclasses.astuple(one) for one in found] for name, found in gathered.problems.items()}
    head = {"program": program(), "contents": dict(gathered.contents), "problems": problems, "words": words}
    arrays[HEAD] = np.frombuffer(json.dumps(head).encode(), np.uint8)
    try:
        with staged(path.parent) as here:
            # Opened here: by its name alone, numpy would end it as it likes.
            with (here / path.name).open("wb") as file:
                np.savez(file, **arrays)
            os.replace(here / path.name, path)
    except OSError as error:
        raise DataProblems([problem("output_not_writable", typed=str(path))]) from error


def _opened(kind: str, array: np.ndarray, words: list[str]) -> pd.Series:
    if kind == WORD:
        # What is missing has the number -1: the last.
        return pd.Series(np.array([*words, None], dtype=object)[array], dtype=object)
    return _MAKERS[kind](array)


def _numbers(values: Sequence[Any] | np.ndarray) -> pd.Series:
    return pd.Series(np.asarray(values, dtype=float))


def _whole(values: Sequence[Any] | np.ndarray) -> pd.Series:
    numbers = np.asarray(values, dtype=float)
    missing = np.isnan(numbers)
    return pd.Series(pd.arrays.IntegerArray(np.where(missing, 0, numbers).astype(np.int64), missing))


def _days(values: Sequence[Any] | np.ndarray) -> pd.Series:
    days = values if isinstance(values, np.ndarray) else np.array(values, dtype="datetime64[D]")
    return pd.Series(days.astype("datetime64[s]"))


def _words(values: Sequence[Any]) -> pd.Series:
    return pd.Series(list(values), dtype=object)


_MAKERS = {NUMBER: _numbers, WHOLE: _whole, DAY: _days, WORD: _words}
