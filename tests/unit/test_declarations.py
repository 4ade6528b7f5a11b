"""The strict reader of declarations: it forgets nothing, and makes no guess."""

from pathlib import Path

import pytest

from dts_eval.foundation.declarations import Declared, Fault, read_declarations, require_known_keys


def read(folder: Path, text: str) -> tuple[Declared, tuple[Fault, ...]]:
    path = folder / "said.yaml"
    path.write_text(text, encoding="utf-8")
    return read_declarations(path)


def test_a_key_said_twice_is_a_fault_that_names_both_lines(tmp_path):
    declared, faults = read(tmp_path, "one: 1\ntwo: 2\none: 3\n")
    (fault,) = faults
    assert fault.line == 3
    assert "« one »" in fault.what and "line 1" in fault.what
    assert str(fault).endswith(f"said.yaml:3: {fault.what}")
    assert declared["two"] == 2


def test_a_key_said_twice_is_seen_at_any_depth(tmp_path):
    _, faults = read(tmp_path, "list:\n  - {a: 1, b: 2, a: 3}\nmap:\n  deep: {c: 1, c: 1}\n")
    assert [fault.line for fault in faults] == [2, 4]


@pytest.mark.parametrize(
    "written",
    [
        "2024-09-04",
        "2010-12",
        "yes",
        "no",
        "on",
        "off",
        "Oui",
        "null_value",
        "04",
        "010",
        "08:30",
        "1_000",
        "+5",
        "0x1F",
    ],
)
def test_dates_hours_codes_and_yes_or_no_stay_text(written, tmp_path):
    declared, faults = read(tmp_path, f"said: {written}\n")
    assert (declared["said"], faults) == (written, ())


@pytest.mark.parametrize(("written", "value"), [("true", True), ("false", False), ("12", 12), ("-3", -3), ("1.5", 1.5)])
def test_plain_numbers_true_and_false_are_values(written, value, tmp_path):
    declared, _ = read(tmp_path, f"said: {written}\nquoted: '{written}'\n")
    assert declared["said"] == value and type(declared["said"]) is type(value)
    assert declared["quoted"] == written


def test_it_remembers_where_each_key_stands(tmp_path):
    declared, _ = read(tmp_path, "# why\none: 1\n\ntwo:\n  three: 3\n")
    assert (declared.line_of("one"), declared.line_of("two"), declared["two"].line_of("three")) == (2, 4, 5)
    assert declared["two"].line_of("absent") == declared["two"].line == 5


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("- a\n- b\n", "a mapping is expected"),
        ("", "a mapping is expected"),
        ("a: [1, 2\n", "not YAML"),
        ("a: 'x\n", "not YAML"),
    ],
)
def test_what_is_no_mapping_is_a_fault(text, what, tmp_path):
    declared, faults = read(tmp_path, text)
    assert declared == {}
    assert [what in fault.what for fault in faults] == [True]


def test_a_file_that_is_not_there_is_a_fault(tmp_path):
    declared, (fault,) = read_declarations(tmp_path / "absent.yaml")
    assert declared == {} and "cannot be read" in fault.what


@pytest.mark.parametrize("content", [b"a: \xe9t\xe9\n", b"a: \x00\n"])
def test_a_file_that_is_not_text_is_a_fault(content, tmp_path):
    path = tmp_path / "said.yaml"
    path.write_bytes(content)
    declared, (fault,) = read_declarations(path)
    assert declared == {} and "cannot be read" in fault.what


def test_an_unknown_key_is_a_fault_on_its_line(tmp_path):
    declared, _ = read(tmp_path, "known: 1\nunknwon: 2\n")
    (fault,) = require_known_keys(declared, {"known"}, "here")
    assert (fault.line, fault.what) == (2, "here: unknown key « unknwon »")
