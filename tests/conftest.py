"""Fixtures shared by all tests, and the rule that a test is never skipped in silence."""

import os
from pathlib import Path

import pytest

from dts_eval.runs.making import Made
from dts_eval.runs.one import run
from dts_eval.runs.templates import shipped_structures

NEEDS_A_PROGRAM = ("office", "browser", "poppler")


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Made]:
    """Make the report of every shipped structure once, through papermill, as people do."""
    folder = tmp_path_factory.mktemp("reports")
    return {workbook.stem: run(workbook, folder) for workbook in shipped_structures()}


@pytest.fixture(scope="session")
def workbooks() -> dict[str, Path]:
    """The workbooks of the shipped structures, by the name of their files."""
    return {workbook.stem: workbook for workbook in shipped_structures()}


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo):
    """Turn the skip of a test that needs a program into a failure where every program must be there."""
    outcome = yield
    report = outcome.get_result()
    needs = any(item.get_closest_marker(name) for name in NEEDS_A_PROGRAM)
    if report.skipped and needs and os.environ.get("DTS_EVAL_NO_SKIP"):
        report.outcome = "failed"
        report.longrepr = f"skipped where nothing may be: {report.longrepr}"
