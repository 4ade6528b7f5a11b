"""Modules stay small enough to be read in one sitting."""

import statistics
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
MODULES = sorted((CHECKOUT / "dts_eval").rglob("*.py"))
MOST, AIM = 400, 200
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "core", "manager", "managers", "common", "misc"}


def lines_of(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_no_module_reaches_the_limit():
    assert len(MODULES) > 50
    assert {path.name: lines_of(path) for path in MODULES if lines_of(path) >= MOST} == {}


def test_half_of_the_modules_are_well_below(record_property):
    median = statistics.median(lines_of(path) for path in MODULES if path.name != "__init__.py")
    record_property("median_lines", median)
    print(f"median length of {len(MODULES)} modules: {median} lines")  # noqa: T201 – the figure is what one comes to read
    assert median <= AIM


def test_no_module_has_a_name_that_says_nothing():
    parts = {part for path in MODULES for part in (*path.relative_to(CHECKOUT).parts[1:-1], path.stem)}
    assert parts & FORBIDDEN_NAMES == set()
