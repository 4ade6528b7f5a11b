"""The lock file pins everything the project names, with hashes, and sends nobody to a particular index."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

CHECKOUT = Path(__file__).resolve().parents[2]
LOCK = (CHECKOUT / "requirements.lock").read_text(encoding="utf-8")
PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
NAMED = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]]


def entries() -> dict[str, list[str]]:
    """Each pinned requirement with the hashes that follow it."""
    found: dict[str, list[str]] = {}
    joined = re.sub(r"\\\n\s*", " ", LOCK)
    for line in joined.splitlines():
        if line and not line.startswith("#"):
            pin, *hashes = line.split("--hash=")
            found[pin.strip()] = [item.strip() for item in hashes]
    return found


def test_every_line_is_a_pin_with_hashes():
    found = entries()
    assert len(found) > 50
    for pin, hashes in found.items():
        requirement = Requirement(pin)
        assert re.fullmatch(r"==[^,*]+", str(requirement.specifier)), pin
        assert requirement.url is None
        assert hashes and all(re.fullmatch(r"sha256:[0-9a-f]{64}", item) for item in hashes), pin


def test_no_address_and_no_option_of_an_index():
    assert re.findall(r"https?://|git\+|file:", LOCK) == []
    assert re.findall(r"^\s*(?:-i|-f|--\w*(?:index|find-links|trusted)[\w-]*)", LOCK, re.M) == []


@pytest.mark.parametrize("named", NAMED)
def test_every_name_of_the_project_is_pinned_inside_its_range(named):
    asked = Requirement(named)
    pins = [Requirement(pin) for pin in entries()]
    same = [pin for pin in pins if canonicalize_name(pin.name) == canonicalize_name(asked.name)]
    assert same, f"{asked.name} is not in requirements.lock"
    for pin in same:
        assert asked.specifier.contains(str(pin.specifier).removeprefix("==")), f"{pin} is not in {named}"


def test_the_project_itself_is_not_in_it():
    assert "dts-eval" not in {canonicalize_name(Requirement(pin).name) for pin in entries()}
