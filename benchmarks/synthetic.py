"""Invents structures, for measuring only: ``python -m benchmarks.synthetic --count 200 --seed 1 -o FOLDER``.

Every workbook says that it is fictitious, in its name, its texts and the sheet Structure. The same seed gives the same
bytes. Communes exist; nothing else does.
"""

import argparse
import random
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from pathlib import Path
from typing import Any

from benchmarks.invented.frame import Sheets, full_sheets, thin_sheets
from benchmarks.invented.identities import draw_identity, said
from benchmarks.spoiling import SPOILED, spoil
from data_templates.build import choices_of, contents_of, set_typography
from dts_eval.criteria.definitions import criteria
from dts_eval.indicators.definitions import indicators
from dts_eval.workbook.template import draw_workbook

SIZES = {"full": "full", "thin": "light"}
LINES = 2000
# Thousands of lines of a few texts each: they are put in words here, once for each text.
LONG = ("pathways", "surveys")
Records = list[dict[str, object]]


def sheets_of(seed: int, number: int, size: str = "full", lines: int = LINES) -> Sheets:
    """Draw the sheets of one invented structure, by the names of the code."""
    chance = random.Random(f"{seed}/{number}")
    who = draw_identity(seed, number, chance)
    return full_sheets(who, lines, chance) if size == "full" else thin_sheets(who, chance)


def workbook_of(seed: int, number: int, size: str = "full", lines: int = LINES) -> bytes:
    """Return the workbook of one invented structure; the same arguments always give the same bytes."""
    sheets = sheets_of(seed, number, size, lines)
    short = {name: told for name, told in sheets.items() if name not in LONG}
    contents: dict[str, Records] = contents_of({"sheets": short})
    for name in LONG:
        if name in sheets:
            contents[name] = [_worded(line) for line in sheets[name]]
    return draw_workbook(SIZES[size], contents, choices=choices_of(contents))


def write_structures(
    folder: Path, count: int, seed: int, *, size: str = "full", lines: int = LINES, spoiled: int = 0, workers: int = 1
) -> list[Path]:
    """Write so many workbooks in a folder; the last ``spoiled`` of them can give no report, each for its own reason."""
    folder.mkdir(parents=True, exist_ok=True)
    numbers = range(1, count - spoiled + 1)
    write = partial(_write, folder, seed, size, lines)
    written = list(_each(write, numbers, workers))
    for index in range(spoiled):
        kind = list(SPOILED)[index % len(SPOILED)]
        number = count - spoiled + 1 + index
        path = folder / f"abimee-{number:04d}-{kind}.xlsx"
        path.write_bytes(spoil(workbook_of(seed, number, size, lines), kind))
        written.append(path)
    return written


def _write(folder: Path, seed: int, size: str, lines: int, number: int) -> Path:
    path = folder / f"synthetique-{number:04d}.xlsx"
    path.write_bytes(workbook_of(seed, number, size, lines))
    return path


def _each(write: Any, numbers: Sequence[int], workers: int) -> Iterator[Path]:
    if workers == 1:
        yield from map(write, numbers)
        return
    with ProcessPoolExecutor(workers) as pool:
        yield from pool.map(write, numbers, chunksize=8)


def _worded(line: dict[str, Any]) -> dict[str, object]:
    words: dict[str, object] = dict(line)
    for column, value in line.items():
        if column == "themes":
            words[column] = " ; ".join(_label("criterion", item) for item in value)
        elif column in ("criterion", "indicator"):
            words[column] = _label(column, value)
        elif column in ("question", "answer", "activity"):
            words[column] = _typeset(value)
    return words


@cache
def _label(kind: str, name: str) -> str:
    known = criteria() if kind == "criterion" else indicators()
    return known[name].label("fr")


@cache
def _typeset(text: str) -> str:
    return set_typography(text)


def main(arguments: Sequence[str] | None = None) -> int:
    """Write invented workbooks in a folder and say how many."""
    parser = argparse.ArgumentParser(description="Invent structures to measure with; nothing in them is true.")
    parser.add_argument("-o", "--output", type=Path, required=True, help="the folder to write in")
    parser.add_argument("--count", type=int, default=10, help="how many workbooks, spoiled ones included")
    parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same bytes")
    parser.add_argument("--size", choices=SIZES, default="full", help="thin: the light edition, as a small association")
    parser.add_argument("--lines", type=int, default=LINES, help="about how many lines a full workbook has")
    parser.add_argument("--spoiled", type=int, default=0, help="how many of them cannot give a report")
    parser.add_argument("--workers", type=int, default=1, help="how many processes write")
    asked = parser.parse_args(arguments)
    said()
    written = write_structures(
        asked.output, asked.count, asked.seed, size=asked.size, lines=asked.lines, spoiled=asked.spoiled,
        workers=asked.workers,
    )  # fmt: skip
    sys.stdout.write(f"{len(written)} workbooks in {asked.output}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
