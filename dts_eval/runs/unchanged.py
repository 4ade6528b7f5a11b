"""Finds the report that stands already for an entry, so that nothing is made twice from the same workbook."""

import json
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from dts_eval.foundation.names import MANIFEST, report_stem
from dts_eval.runs.earlier_reports import EARLIER, NONE, Earlier, beside_notebook
from dts_eval.runs.entries import Entry
from dts_eval.runs.manifest import fingerprint, program, versions
from dts_eval.runs.places import Place, content, is_remote, names_in

OPEN_ELSEWHERE = "file_open_elsewhere"
YEARS = range(1900, 2101)


def standing(
    entry: Entry, digest: str, folder: Place, names: Collection[str] | None = None, earlier: Earlier = NONE
) -> Mapping[str, Any] | None:
    """Return the manifest of the report in place when making it again would change nothing; else nothing.

    The workbook, the ``earlier`` report of its structure, the parameters, the program and its versions are those of the
    manifest, and every file that it lists is whole. The workbook is not opened. A report made while the workbook was
    open in another program does not count: it says that it may lack something.

    ``names`` are the files of the folder, when they are known already. In a store, which replaces whole objects, each
    file that the manifest lists is there and is not read: the manifest was written after it.
    """
    listed = names_in(folder, ["."])["."] if names is None else names
    for name, year in _candidates(entry, listed):
        found = _read(folder / name)
        if found and _of_entry(found, entry, year, digest, earlier) and _whole(found, folder, listed):
            return found
    return None


def _candidates(entry: Entry, names: Collection[str]) -> Iterator[tuple[str, int]]:
    asked, workbook = entry.asked, entry.workbook.name
    # The workbook's own year is not known before it is opened: every year that a report may have is tried.
    for year in [asked.year] if asked.year else YEARS:
        name = f"{report_stem(workbook, year, asked.audience, asked.lang)}{MANIFEST}"
        if name in names:
            yield name, year


def _read(path: Place) -> dict[str, Any] | None:
    try:
        found = json.loads(content(path))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def _of_entry(found: Mapping[str, Any], entry: Entry, year: int, digest: str, earlier: Earlier) -> bool:
    name = entry.workbook.name
    structures = found.get("structures") or [{}]
    compared = earlier.get((structures[0].get("structure_id", ""), entry.asked.audience))
    try:
        files = beside_notebook(compared) if compared else {}
        inputs = {name: digest} | {beside: fingerprint(file) for beside, file in files.items()}
    except (OSError, ValueError, KeyError, TypeError):
        # The earlier report is no longer whole: making the report again says so.
        return False
    given = {"workbook": name, "year": year, "output": ".", EARLIER: next(iter(files), "")}
    parameters = entry.asked.as_given() | given
    return (
        found.get("inputs") == [{"file": file, "sha256": sha256} for file, sha256 in sorted(inputs.items())]
        and found.get("parameters") == parameters
        and found.get("program") == program()
        and found.get("versions") == versions()
        and not any(told["code"] == OPEN_ELSEWHERE for told in found["problems"])
        and (bool(entry.asked.year) or structures[0].get("own_year") == year)
    )


def _whole(found: Mapping[str, Any], folder: Place, names: Collection[str]) -> bool:
    if is_remote(folder):
        return all(name in names for name in found["outputs"])
    try:
        return all(fingerprint(folder / name) == digest for name, digest in found["outputs"].items())
    except OSError:
        return False
