"""An earlier report, named by its manifest: read whole or refused, so that nothing is compared with doubtful rows."""

import csv
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dts_eval.foundation.model import Earlier, Structure
from dts_eval.foundation.problems import DataProblems, Problem, problem
from dts_eval.foundation.program import fingerprint

# What a comparison reads of each line; a file without one of these columns is no list of rows, or of evidence.
ROWS, EVIDENCE = ".rows.csv", ".evidence.csv"
COLUMNS = {
    ROWS: (
        "row_id", "kind", "year", "criterion", "indicator", "breakdown", "value", "text", "low", "high", "unit",
        "qualifier", "status", "grade",
    ),
    EVIDENCE: ("evidence_id", "kind", "raw", "note"),
}  # fmt: skip


def read_earlier(manifest: str | Path, structure: Structure, audience: str, lang: str) -> Earlier | None:
    """Read the report that a manifest describes, its rows and its evidence beside it; nothing when none is named.

    Raises:
        DataProblems: what is named is not the manifest of an earlier report of this structure for the same readers, or
            its rows or its evidence are missing or are no longer what it lists.
    """
    if not manifest:
        return None
    if not isinstance(manifest, str | Path):
        raise DataProblems([problem("parameter_type", typed="since", expected="str")], lang)
    path = Path(manifest)
    content = _content(path, lang)
    found = _refused(content, path.name, structure, audience)
    listed = {suffix: _named(content, suffix) for suffix in COLUMNS}
    found = found or [one for name in listed.values() for one in _doubtful(path, content, name)]
    if found:
        raise DataProblems(dict.fromkeys(found), lang)
    tables = {suffix: _table(path.with_name(name), suffix, lang) for suffix, name in listed.items()}
    told = content["structures"][0]
    threshold = told.get("threshold")
    definitions = content.get("definitions")
    return Earlier(
        manifest=path.name,
        rows_file=listed[ROWS],
        year=told["year"],
        version=str(content.get("versions", {}).get("dts-eval", "")),
        program=str(content.get("program", "")),
        rows=tables[ROWS],
        evidence=tables[EVIDENCE],
        threshold=threshold if isinstance(threshold, int) else None,
        definitions=definitions if isinstance(definitions, dict) else None,
        labels=content.get("labels", {}).get(structure.structure_id, {}),
    )


def files_of(manifest: Path) -> tuple[Path, ...]:
    """Return the files that a comparison with a report reads: its manifest, its rows and its evidence."""
    content = json.loads(manifest.read_bytes())
    return (manifest, *(manifest.with_name(_named(content, suffix)) for suffix in COLUMNS))


def _content(path: Path, lang: str) -> Mapping[str, Any]:
    try:
        content = json.loads(path.read_bytes())
    except FileNotFoundError as error:
        raise DataProblems([problem("since_missing", path.name)], lang) from error
    except OSError as error:
        raise DataProblems([problem("since_not_a_report", path.name)], lang) from error
    except ValueError as error:
        raise DataProblems([problem("since_not_a_report", path.name)], lang) from error
    return content if isinstance(content, dict) else {}


def _refused(content: Mapping[str, Any], name: str, structure: Structure, audience: str) -> list[Problem]:
    structures, parameters = content.get("structures"), content.get("parameters")
    if "entries" in content or (isinstance(parameters, dict) and "folder" in parameters):
        return [problem("since_of_several", name)]
    if not (_is_report(structures, parameters) and isinstance(content.get("outputs"), dict)):
        return [problem("since_not_a_report", name)]
    told, written_for = structures[0], parameters.get("audience", "internal")
    found = []
    if told["structure_id"] != structure.structure_id:
        other = str(told.get("name") or told["structure_id"])
        found.append(problem("since_other_structure", name, typed=other, expected=structure.name))
    elif told["year"] > structure.year:
        found.append(problem("since_later", name, typed=str(told["year"]), year=str(structure.year)))
    if written_for != audience:
        found.append(problem("since_other_audience", name, typed=str(written_for), expected=audience))
    return found


def _is_report(structures: object, parameters: object) -> bool:
    if not (isinstance(structures, list) and len(structures) == 1 and isinstance(parameters, dict)):
        return False
    told = structures[0]
    return isinstance(told, dict) and isinstance(told.get("year"), int) and isinstance(told.get("structure_id"), str)


def _named(content: Mapping[str, Any], suffix: str) -> str:
    outputs = content.get("outputs")
    names = [name for name in outputs if str(name).endswith(suffix)] if isinstance(outputs, dict) else []
    return str(names[0]) if names else ""


def _doubtful(manifest: Path, content: Mapping[str, Any], name: str) -> list[Problem]:
    # A name that leads elsewhere is none that a run writes.
    if not name or Path(name).name != name:
        return [problem("since_not_a_report", manifest.name)]
    path = manifest.with_name(name)
    if not path.is_file():
        return [problem("since_incomplete", manifest.name, typed=name)]
    same = fingerprint(path) == content["outputs"][name]
    return [] if same else [problem("since_changed", manifest.name, typed=name)]


def _table(path: Path, suffix: str, lang: str) -> tuple[Mapping[str, str], ...]:
    try:
        lines = csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8"), newline=""))
        if set(COLUMNS[suffix]) <= set(lines.fieldnames or ()):
            return tuple(lines)
    except (UnicodeDecodeError, csv.Error):
        pass
    raise DataProblems([problem("since_not_a_report", path.name)], lang)
