"""Finds the report that stands already for an entry, so that nothing is made twice from the same workbook."""

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from dts_eval.foundation.names import report_stem
from dts_eval.runs.entries import Entry
from dts_eval.runs.manifest import fingerprint, program, versions

MANIFEST = ".manifest.json"
OPEN_ELSEWHERE = "file_open_elsewhere"
YEARS = range(1900, 2101)


def standing(entry: Entry, digest: str, folder: Path) -> Mapping[str, Any] | None:
    """Return the manifest of the report in place when making it again would change nothing; else nothing.

    The workbook, the parameters, the program and its versions are those of the manifest, and every file that it lists
    is whole. The workbook is not opened. A report made while the workbook was open in another program does not count:
    it says that it may lack something.
    """
    for path, year in _candidates(entry, folder):
        content = _read(path)
        if content and _of_entry(content, entry, year, digest) and _whole(content, folder):
            return content
    return None


def _candidates(entry: Entry, folder: Path) -> Iterator[tuple[Path, int]]:
    asked = entry.asked
    # The workbook's own year is not known before it is opened: every year that a report may have is tried.
    for year in [asked.year] if asked.year else YEARS:
        path = folder / f"{report_stem(entry.workbook.name, year, asked.audience, asked.lang)}{MANIFEST}"
        if os.path.isfile(path):
            yield path, year


def _read(path: Path) -> dict[str, Any] | None:
    try:
        content = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None
    return content if isinstance(content, dict) else None


def _of_entry(content: Mapping[str, Any], entry: Entry, year: int, digest: str) -> bool:
    name = entry.workbook.name
    parameters = entry.asked.as_given() | {"workbook": name, "year": year, "output": "."}
    structures = content.get("structures") or [{}]
    return (
        content.get("inputs") == [{"file": name, "sha256": digest}]
        and content.get("parameters") == parameters
        and content.get("program") == program()
        and content.get("versions") == versions()
        and not any(found["code"] == OPEN_ELSEWHERE for found in content["problems"])
        and (bool(entry.asked.year) or structures[0].get("own_year") == year)
    )


def _whole(content: Mapping[str, Any], folder: Path) -> bool:
    try:
        return all(fingerprint(folder / name) == digest for name, digest in content["outputs"].items())
    except OSError:
        return False
