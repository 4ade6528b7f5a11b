"""Reads many workbooks into one panel, every sheet of them: by pandas and openpyxl, or as dts_eval reads.

``python -m benchmarks.panels FOLDER --way conventional --count 20`` says the seconds, start-up left out.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pandas as pd

import dts_eval as dts
from dts_eval.workbook.layout import GUIDE_SHEET
from dts_eval.workbook.template_sheets import LISTS_SHEET

WORKERS = 2
CACHE = "panel.npz"
Panel = Mapping[str, pd.DataFrame]


def conventional(folder: Path) -> Panel:
    """Read with pandas and openpyxl: one table for each sheet, with the workbook that each line comes from."""
    frames: dict[str, list[pd.DataFrame]] = defaultdict(list)
    for path in sorted(folder.glob("*.xlsx")):
        with pd.ExcelFile(path, engine="openpyxl") as book:
            for title in book.sheet_names:
                if title not in (GUIDE_SHEET, LISTS_SHEET):
                    frame = pd.read_excel(book, sheet_name=title, header=1)
                    frames[str(title)].append(frame.assign(file=path.name))
    return {title: pd.concat(each, ignore_index=True) for title, each in frames.items()}


def cold(folder: Path) -> Panel:
    """Read as dts_eval does, every cell typed and checked, by two processes."""
    return dts.read_sheets(folder, workers=WORKERS).tables


def cached(folder: Path) -> Panel:
    """Find again what was read before, once each workbook was looked at to know that it did not change."""
    return dts.read_sheets(folder, cache=folder / CACHE, workers=WORKERS).tables


WAYS: Mapping[str, Callable[[Path], Panel]] = {"conventional": conventional, "cold": cold, "cached": cached}


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the first workbooks of a folder into one panel and say how long it took."""
    parser = argparse.ArgumentParser(description="Read many workbooks into one panel.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--way", choices=WAYS, required=True)
    parser.add_argument("--count", type=int, default=500)
    asked = parser.parse_args(arguments)
    workbooks = sorted(asked.folder.glob("*.xlsx"))[: asked.count]
    with tempfile.TemporaryDirectory() as place:
        one, all_of_them = _links(workbooks[:1], Path(place) / "one"), _links(workbooks, Path(place) / "all")
        # What is imported and started is not timed; the cache is filled before it is read.
        WAYS[asked.way](all_of_them if asked.way == "cached" else one)
        begun = time.perf_counter()
        panel = WAYS[asked.way](all_of_them)
        seconds = time.perf_counter() - begun
    told = {"seconds": seconds, "reports": len(workbooks), "lines": sum(len(frame) for frame in panel.values())}
    sys.stdout.write(json.dumps(told) + "\n")
    return 0


def _links(workbooks: Sequence[Path], folder: Path) -> Path:
    folder.mkdir()
    for path in workbooks:
        os.symlink(path.resolve(), folder / path.name)
    return folder


if __name__ == "__main__":
    sys.exit(main())
