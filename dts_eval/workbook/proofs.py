"""Makes evidence of cells: each proof says in which sheet and cells it stands and what was typed there."""

import re
from collections.abc import Iterable
from functools import lru_cache

from openpyxl.utils import column_index_from_string, get_column_letter

from dts_eval.foundation.model import Evidence, Record

RAW_SEPARATOR = " | "
_CELL = re.compile(r"([A-Z]+)(\d*)")


def cells_evidence(record: Record, *columns: str, grade: str = "", calculation: str = "") -> Evidence | None:
    """Make the evidence of some cells of one line; nothing when they are all blank."""
    cells = [record.cells[column] for column in columns if column in record.cells]
    if not cells:
        return None
    ranges = merge_ranges(cell.address for cell in cells)
    return Evidence(
        key=f"{record.title}!{ranges}",
        kind="cells",
        sheet=record.title,
        cell=ranges,
        raw=RAW_SEPARATOR.join(cell.raw for cell in cells),
        grade=grade,
        calculation=calculation,
    )


def lines_evidence(title: str, columns: Iterable[int], lines: Iterable[int], grade: str, calculation: str) -> Evidence:
    """Make the evidence of whole lines that were counted; what they hold is not copied."""
    ranges = _block(tuple(sorted(set(columns))), tuple(sorted(set(lines))))
    return Evidence(f"{title}!{ranges}#{calculation}", "cells", title, ranges, grade=grade, calculation=calculation)


# Many figures stand on the same lines of the same columns.
@lru_cache(maxsize=512)
def _block(columns: tuple[int, ...], lines: tuple[int, ...]) -> str:
    pairs = _runs(list(columns))
    return " ".join(_range(*segment, *run) for segment in _runs(list(lines)) for run in pairs)


def support_key(code: str) -> str:
    """Return the key of a document of the register."""
    return f"support:{code}"


def support_keys(record: Record, column: str = "supports") -> tuple[str, ...]:
    """Return the keys of the documents that a line cites."""
    return tuple(support_key(code) for code in record.items(column))


# The same cells are cited by many figures.
@lru_cache(maxsize=1 << 16)
def position(cell: str) -> tuple[int, int]:
    """Return the line and column of the first cell of a range, both from 1; whole columns begin above all lines."""
    match = _CELL.match(cell)
    assert match is not None, cell
    return int(match.group(2) or 0), column_index_from_string(match.group(1))


def merge_ranges(addresses: Iterable[str]) -> str:
    """Write cells as as few ranges as their order allows: ``B2:B59`` or ``E5 G5:H5``.

    Cells side by side on a line become one range; equal ranges on lines that follow become one block.
    """
    by_line: dict[int, list[int]] = {}
    for place in addresses:
        line, column = position(place)
        by_line.setdefault(line, []).append(column)
    blocks: list[list[int]] = []
    lowest: dict[tuple[int, int], list[int]] = {}
    for line in sorted(by_line):
        for run in _runs(sorted(set(by_line[line]))):
            above = lowest.get(run)
            if above and above[1] == line - 1:
                above[1] = line
            else:
                lowest[run] = [line, line, *run]
                blocks.append(lowest[run])
    return " ".join(_range(*block) for block in blocks)


def _runs(columns: list[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for column in columns:
        if runs and runs[-1][1] == column - 1:
            runs[-1] = (runs[-1][0], column)
        else:
            runs.append((column, column))
    return runs


def _range(first_line: int, last_line: int, first_column: int, last_column: int) -> str:
    start = f"{get_column_letter(first_column)}{first_line}"
    end = f"{get_column_letter(last_column)}{last_line}"
    return start if start == end else f"{start}:{end}"
