"""No report reads the clock: a wrong one, or another day, changes nothing in what is written but the log."""

import re
from pathlib import Path

import dts_eval

HOME = Path(dts_eval.__file__).parent
READS = re.compile(
    r"\.now\(|\.today\(|\.utcnow\(|\btime\.time\(|\blocaltime\(|\bgmtime\(|\bstrftime\(|\bnew Date\(|Date\.now\("
)
# The log of clock times, here and in a store; the day in the name of the copy that is kept of a workbook.
MAY = {"runs/making.py", "runs/places.py", "workbook/filling.py", "workbook/upgrading.py"}
OURS = {".py", ".typ", ".j2", ".js"}


def test_only_the_log_and_the_copies_of_workbooks_know_the_time():
    files = [path for path in HOME.rglob("*") if path.suffix in OURS and not path.name.endswith(".min.js")]
    found = {
        path.relative_to(HOME).as_posix() for path in files if READS.search(path.read_text(encoding="utf-8"))
    }
    assert found == MAY
    assert len(files) > 200
