"""The method is the direction of imports: the contracts of pyproject.toml hold, and cover every room."""

import subprocess
import sys
import tomllib
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
CONTRACTS = {contract["type"]: contract for contract in PROJECT["tool"]["importlinter"]["contracts"]}
FLOORS = (
    "__main__ cli runs widgets exchange presentation comparison disclosure measurement debates collection indicators "
    "criteria scope workbook foundation"
).split()
WITHOUT_CODE = {"catalogue", "texts", "look", "shipped"}


def test_the_contracts_are_kept():
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()"]
    told = subprocess.run([*command, "--no-cache"], cwd=CHECKOUT, capture_output=True, text=True)
    assert told.returncode == 0, told.stdout + told.stderr
    assert f"{len(PROJECT['tool']['importlinter']['contracts'])} kept, 0 broken" in told.stdout


def test_the_floors_are_those_of_the_method_from_the_demand_to_the_command():
    layers = CONTRACTS["layers"]
    assert layers["exhaustive"] is True
    assert [room for floor in layers["layers"] for room in floor.split(" | ")] == FLOORS


def test_every_room_is_on_a_floor():
    package = CHECKOUT / "dts_eval"
    rooms = {path.stem for path in package.glob("*.py")} - {"__init__"}
    rooms |= {path.name for path in package.iterdir() if path.is_dir() and not path.name.startswith("__")}
    assert rooms - WITHOUT_CODE <= set(FLOORS)
    for name in WITHOUT_CODE & rooms:
        assert not list((package / name).rglob("*.py")) or name == "shipped", name


def test_what_is_shown_never_computes_is_a_contract_of_its_own():
    shown = CONTRACTS["forbidden"]
    assert {"dts_eval.presentation", "dts_eval.exchange", "dts_eval.widgets"} == set(shown["source_modules"])
    assert {"dts_eval.measurement", "dts_eval.collection", "dts_eval.workbook.cells"} == set(shown["forbidden_modules"])
