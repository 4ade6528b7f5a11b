"""The verbs: the words of the method, in its order, each taking a frozen value and returning a new one."""

import copy
import dataclasses
import inspect
import re
import subprocess
import sys
from typing import Any

import pytest
import typer.main

import dts_eval as dts
from dts_eval.cli import app
from dts_eval.foundation.model import Evaluation
from dts_eval.runs.templates import shipped_structures

METHOD = (
    "read_mandate", "set_scope", "choose_criteria", "choose_indicators", "collect", "debate", "measure", "disclose",
    "compare", "present", "write", "run",
)  # fmt: skip
STEPS = METHOD[1:8]
HEAVY = ("pandas", "numpy", "plotly", "openpyxl", "papermill", "ipywidgets", "IPython", "babel", "jinja2", "typst")
COMMANDS = tuple(typer.main.get_command(app).commands)
ASKED = """
import sys
sys.argv = {arguments}
from dts_eval.cli import main
try:
    main()
except SystemExit:
    pass
"""
WORKBOOK = next(path for path in shipped_structures() if path.stem == "la-cordee-de-brumeval")


def loaded(code: str) -> set[str]:
    """The modules that a fresh interpreter holds once it has run some code."""
    told = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", code], capture_output=True, text=True, encoding="utf-8"
    )
    assert told.returncode == 0, told.stderr
    return set(re.findall(r"^import time:.*\|\s+(\S+)$", told.stderr, re.M))


def snapshot(value: Any) -> Any:
    return copy.deepcopy({field.name: getattr(value, field.name) for field in dataclasses.fields(value)})


def test_the_verbs_come_in_the_order_of_the_method():
    assert tuple(dts.__all__)[: len(METHOD)] == METHOD
    assert set(dir(dts)) == set(dts.__all__)


@pytest.mark.parametrize("name", dts.__all__)
def test_every_verb_can_be_imported_and_says_what_it_does(name):
    verb = getattr(dts, name)
    assert callable(verb) and verb.__name__ == name
    assert inspect.getdoc(verb)
    assert verb.__module__ == dts.VERBS[name]


@pytest.mark.parametrize("name", METHOD[:8])
def test_every_step_says_what_it_returns_and_where_the_method_says_so(name):
    told = inspect.getdoc(getattr(dts, name)) or ""
    assert "Returns:" in told and "Source:" in told


def test_a_word_that_is_not_a_verb_is_refused():
    with pytest.raises(AttributeError, match="rank_structures"):
        _ = dts.rank_structures


def test_each_step_returns_a_new_value_and_leaves_what_it_was_given():
    value: Any = dts.read_mandate(WORKBOOK)
    for name in (*STEPS, "present"):
        before = snapshot(value)
        after = getattr(dts, name)(value)
        assert after is not value, name
        assert snapshot(value) == before, name
        value = after
    assert dataclasses.is_dataclass(value)


def test_each_step_adds_to_what_the_steps_before_said():
    evaluation = dts.read_mandate(WORKBOOK)
    for name in STEPS[:6]:
        after: Evaluation = getattr(dts, name)(evaluation)
        said = {(item.kind, item.indicator, item.year, item.breakdown) for item in evaluation.results}
        still = {(item.kind, item.indicator, item.year, item.breakdown) for item in after.results}
        if name != "measure":
            assert said <= still, name
        assert {item.key for item in evaluation.evidence} <= {item.key for item in after.evidence}, name
        evaluation = after


def test_values_are_frozen():
    evaluation = dts.read_mandate(WORKBOOK)
    with pytest.raises(dataclasses.FrozenInstanceError):
        evaluation.year = 2020  # type: ignore[attr-defined]
    with pytest.raises(dataclasses.FrozenInstanceError):
        evaluation.structure.name = "autre"  # type: ignore[misc]


def test_importing_the_package_loads_nothing_heavy():
    modules = loaded("import dts_eval")
    assert "dts_eval" in modules
    assert not modules & set(HEAVY)
    assert {name for name in modules if name.startswith("dts_eval.")} == set()


@pytest.mark.parametrize("arguments", [["--help"], *([command, "--help"] for command in COMMANDS)], ids=" ".join)
def test_help_does_not_load_pandas(arguments):
    modules = loaded(ASKED.format(arguments=["dts-eval", *arguments]))
    assert "dts_eval.cli" in modules and "typer" in modules
    assert not modules & set(HEAVY)


def test_the_module_runs_as_the_command_does():
    command = [sys.executable, "-m", "dts_eval", "--help"]
    told = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    assert told.returncode == 0
    for name in COMMANDS:
        assert re.search(rf"^\s+{name}\b", told.stdout, re.M), name
