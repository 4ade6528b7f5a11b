"""The README says only what exists, and stays short."""

import re
from pathlib import Path

import pytest
import typer.main

from dts_eval.cli import app

CHECKOUT = Path(__file__).resolve().parents[2]
README = (CHECKOUT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (CHECKOUT / "Makefile").read_text(encoding="utf-8")
COMMANDS = typer.main.get_command(app).commands
LONGEST = 120


def code(text: str) -> list[str]:
    """What the README gives as code: blocks, then words between back-ticks."""
    blocks = re.findall(r"```\w*\n(.*?)```", text, re.S)
    rest = re.sub(r"```\w*\n.*?```", "", text, flags=re.S)
    return [line for block in blocks for line in block.splitlines()] + re.findall(r"`([^`\n]+)`", rest)


def said(pattern: str) -> set[str]:
    return {name for line in code(README) for name in re.findall(pattern, line)}


def test_it_is_short():
    assert len(README.splitlines()) <= LONGEST


def test_every_make_target_exists_and_is_phony():
    named = said(r"\bmake ([a-z]+)")
    assert {"demo", "test"} <= named
    targets = set(re.findall(r"^([a-z]+):", MAKEFILE, re.M))
    assert named <= targets
    assert targets <= set(re.findall(r"^\.PHONY: (.*)$", MAKEFILE, re.M)[0].split())


def test_every_command_exists():
    named = said(r"\bdts-eval ([a-z]+)")
    assert {"new", "check", "report"} <= named
    assert named <= set(COMMANDS)


@pytest.mark.parametrize("line", sorted(line for line in code(README) if "dts-eval " in line))
def test_every_option_of_a_command_exists(line):
    found = re.search(r"dts-eval ([a-z]+)([^#]*)", line)
    assert found
    options = {option for parameter in COMMANDS[found[1]].params for option in parameter.opts}
    assert set(re.findall(r"(?<=\s)--?[a-z][\w-]*", found[2])) <= options


def test_options_named_alone_exist_somewhere():
    every = {option for command in COMMANDS.values() for parameter in command.params for option in parameter.opts}
    foreign = {"--no-deps"}
    alone = {option for line in code(README) for option in re.findall(r"^--[a-z-]+", line)}
    assert alone - foreign <= every


def test_every_file_it_leads_to_exists():
    links = re.findall(r"\]\((?!https?:)([^)#]+)", README)
    paths = said(r"\b((?:docs|notebooks|data_templates|dts_eval)/[\w./-]+)")
    missing = [name for name in (*links, *sorted(paths)) if not (CHECKOUT / name.rstrip("/.")).exists()]
    assert missing == []


def test_the_verbs_of_its_example_exist():
    import dts_eval

    named = said(r"\bdts\.(\w+)\(")
    assert named
    assert named <= set(dts_eval.VERBS)
