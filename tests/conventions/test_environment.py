"""environment.yml says the same as pyproject.toml, and can be installed as it stands."""

import os
import subprocess
import tomllib
import venv
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from rattler import MatchSpec

CHECKOUT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
ENVIRONMENT = yaml.safe_load((CHECKOUT / "environment.yml").read_text(encoding="utf-8"))
CONDA = [spec for spec in ENVIRONMENT["dependencies"] if isinstance(spec, str)]
PIP = [name for spec in ENVIRONMENT["dependencies"] if isinstance(spec, dict) for name in spec["pip"]]
# Where the name to import is not the name to install.
IMPORTED = {
    "python-docx": "docx",
    "python-calamine": "python_calamine",
    "pyyaml": "yaml",
    "jupyterlab-language-pack-fr-fr": "jupyterlab_language_pack_fr_FR",
}
NO_NETWORK = ("Temporary failure in name resolution", "Network is unreachable", "Connection refused", "Max retries")


def ranges(requirements: list[str]) -> dict[str, tuple[str, frozenset[str]]]:
    """Each name with its range and its extras."""
    parsed = [Requirement(requirement) for requirement in requirements]
    return {item.name.lower(): (str(SpecifierSet(str(item.specifier))), frozenset(item.extras)) for item in parsed}


def test_the_names_and_ranges_are_those_of_the_project():
    extras = [name for group in PROJECT["optional-dependencies"].values() for name in group]
    expected = [*PROJECT["dependencies"], *extras]
    assert ranges(PIP) == ranges(expected)
    assert len(PIP) == len(expected)


def test_conda_brings_python_and_pip_only():
    specs = {MatchSpec(spec).name.normalized: MatchSpec(spec) for spec in CONDA}
    assert set(specs) == {"python", "pip"}
    assert ENVIRONMENT["channels"] == ["conda-forge"]


def test_every_conda_spec_parses_and_asks_for_the_same_python():
    python = next(spec for spec in CONDA if spec.startswith("python"))
    assert SpecifierSet(str(MatchSpec(python).version)) == SpecifierSet(PROJECT["requires-python"])


def test_every_pip_name_is_a_range_with_both_ends():
    for requirement in PIP:
        operators = {item.operator for item in Requirement(requirement).specifier}
        assert operators == {">=", "<"}, requirement


@pytest.mark.slow
def test_the_pip_part_installs_in_a_clean_environment(tmp_path):
    venv.create(tmp_path / "clean", with_pip=True, symlinks=os.name != "nt")
    folder = "Scripts" if os.name == "nt" else "bin"
    python = tmp_path / "clean" / folder / "python"
    asked = tmp_path / "pip.txt"
    asked.write_text("\n".join(PIP) + "\n", encoding="utf-8")
    pip = [python, "-m", "pip", "--quiet", "--disable-pip-version-check", "install", "-r", asked]
    told = subprocess.run(pip, capture_output=True, text=True)
    if told.returncode and any(reason in told.stderr for reason in NO_NETWORK):
        pytest.skip("no package index can be reached from this machine")
    assert told.returncode == 0, told.stderr
    names = [Requirement(requirement).name.lower() for requirement in PROJECT["dependencies"]]
    modules = [IMPORTED.get(name, name.replace("-", "_")) for name in names]
    code = "\n".join(f"import {module}" for module in modules)
    subprocess.run([python, "-c", code], check=True, cwd=tmp_path)
    verbs = "import dts_eval as dts; [getattr(dts, name) for name in dts.__all__]"
    subprocess.run([python, "-c", verbs], check=True, cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(CHECKOUT)})
