"""An office that does not answer is stopped with what it started, and started once more."""

import os
import sys
import time
from pathlib import Path

import office
import pytest

pytestmark = pytest.mark.skipif(not hasattr(os, "killpg"), reason="this system has no groups of processes")


def program(folder: Path, script: str) -> str:
    """Write a program that stands for the office."""
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def test_one_that_waits_for_ever_behind_what_started_it_is_stopped(tmp_path, monkeypatch):
    waits = f"echo $$ >> {tmp_path}/started; {sys.executable} -c 'import time; time.sleep(600)' & wait"
    monkeypatch.setattr(office, "SOFFICE", program(tmp_path, waits))
    monkeypatch.setattr(office, "PATIENCE", 0.5)
    begun = time.monotonic()
    with pytest.raises(AssertionError, match="did not answer within 0.5 seconds, 2 times"):
        office.converted(tmp_path / "source.xlsx", "ods", tmp_path / "out")
    assert time.monotonic() - begun < 30
    started = (tmp_path / "started").read_text().split()
    assert len(started) == office.STARTS and not any(Path(f"/proc/{number}").exists() for number in started)


def test_the_second_start_may_answer(tmp_path, monkeypatch):
    out = tmp_path / "out"
    answers = f"if [ -e {tmp_path}/once ]; then touch {out}/source.ods; else touch {tmp_path}/once; sleep 600; fi"
    monkeypatch.setattr(office, "SOFFICE", program(tmp_path, answers))
    monkeypatch.setattr(office, "PATIENCE", 0.5)
    assert office.converted(tmp_path / "source.xlsx", "ods", out) == out / "source.ods"


def test_what_it_says_is_told_when_it_writes_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(office, "SOFFICE", program(tmp_path, "echo 'source file could not be loaded'"))
    with pytest.raises(AssertionError, match="could not be loaded"):
        office.converted(tmp_path / "source.xlsx", "ods", tmp_path / "out")
