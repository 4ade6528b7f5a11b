"""Reads many workbooks into one panel, every sheet of them: by pandas and openpyxl, or as dts_eval reads.

``python -m benchmarks.panels FOLDER --way conventional --count 20`` says the seconds, start-up left out.
"""

import argparse
import json
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pandas as pd

from dts_eval.workbook.layout import GUIDE_SHEET, layout
from dts_eval.workbook.reading import read_workbook
from dts_eval.workbook.template_sheets import LISTS_SHEET

Panel = Mapping[str, pd.DataFrame]


def conventional(workbooks: Sequence[Path]) -> Panel:
    """Read with pandas and openpyxl: one table for each sheet, with the workbook that each line comes from."""
    frames: dict[str, list[pd.DataFrame]] = defaultdict(list)
    for path in workbooks:
        with pd.ExcelFile(path, engine="openpyxl") as book:
            for title in book.sheet_names:
                if title not in (GUIDE_SHEET, LISTS_SHEET):
                    frame = pd.read_excel(book, sheet_name=title, header=1)
                    frames[str(title)].append(frame.assign(file=path.name))
    return {title: pd.concat(each, ignore_index=True) for title, each in frames.items()}


def cold(workbooks: Sequence[Path]) -> Panel:
    """Read as dts_eval does, every cell typed and checked: one table for each sheet."""
    lines: dict[str, list[dict[str, object]]] = defaultdict(list)
    for path in workbooks:
        for sheet, records in read_workbook(path).records.items():
            title = layout().sheet(sheet).title
            lines[title] += [
                {"file": path.name, **{name: cell.value for name, cell in record.cells.items()}} for record in records
            ]
    return {title: pd.DataFrame(each) for title, each in lines.items()}


WAYS: Mapping[str, Callable[[Sequence[Path]], Panel]] = {"conventional": conventional, "cold": cold}


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the first workbooks of a folder into one panel and say how long it took."""
    parser = argparse.ArgumentParser(description="Read many workbooks into one panel.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--way", choices=WAYS, required=True)
    parser.add_argument("--count", type=int, default=500)
    asked = parser.parse_args(arguments)
    workbooks = sorted(asked.folder.glob("*.xlsx"))[: asked.count]
    WAYS[asked.way](workbooks[:1])
    begun = time.perf_counter()
    panel = WAYS[asked.way](workbooks)
    seconds = time.perf_counter() - begun
    told = {"seconds": seconds, "reports": len(workbooks), "lines": sum(len(frame) for frame in panel.values())}
    sys.stdout.write(json.dumps(told) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
