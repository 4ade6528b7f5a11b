"""Builds the shipped workbooks from the sources beside it: ``python data_templates/build.py [--check]``.

A source says in YAML what each sheet holds, by the names of the code; this script turns criteria, indicators
and units into the French words that people read, sets the French typography, and lets the template writer do
the rest.
"""

import argparse
import csv
import datetime
import re
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from dts_eval.criteria.definitions import criteria
from dts_eval.foundation.declarations import DeclarationFaults, Declared, read_declarations
from dts_eval.foundation.language import NO_BREAK, typeset
from dts_eval.foundation.units import units
from dts_eval.indicators.choice import unit_words
from dts_eval.indicators.definitions import indicators
from dts_eval.workbook.layout import Column, layout
from dts_eval.workbook.template import write_workbook

HERE = Path(__file__).resolve().parent
# One source a structure; the file left out says how a passage of the manual is written in the register of supports.
SOURCES = tuple(sorted(path.stem for path in (HERE / "sources").glob("*.yaml") if path.stem != "manuel-coorace"))
MODELS = {"modele-leger.xlsx": "light", "modele-complet.xlsx": "full"}
LANGUAGE = "fr"
LIST_SEPARATOR = " ; "
Records = list[dict[str, object]]


def build(into: Path) -> list[str]:
    """Write every shipped workbook under a folder and return their paths in it."""
    for name, edition in MODELS.items():
        write_workbook(into / name, edition, choices=choices_of({}))
    built = list(MODELS)
    for stem in SOURCES:
        source = read_source(stem)
        path = into / source["workbook"]
        path.parent.mkdir(parents=True, exist_ok=True)
        contents = contents_of(source)
        write_workbook(path, source["edition"], contents, choices=choices_of(contents))
        built.append(source["workbook"])
    return built


def differing(built: Path, names: Sequence[str]) -> list[str]:
    """List the workbooks that are not, byte for byte, what stands in the repository."""
    return [
        name
        for name in names
        if not (HERE / name).is_file() or (HERE / name).read_bytes() != (built / name).read_bytes()
    ]


def read_source(stem: str) -> Declared:
    """Read one source strictly.

    Raises:
        DeclarationFaults: what is wrong in the YAML, with its lines.
    """
    declared, faults = read_declarations(HERE / "sources" / f"{stem}.yaml")
    if faults:
        raise DeclarationFaults(faults)
    return declared


def contents_of(source: Mapping[str, Any]) -> dict[str, Records]:
    """Turn the sheets of a source into what the template writer takes, in the words people read."""
    contents = {}
    for sheet_id, records in records_of(source).items():
        columns = {column.column_id: column for column in layout().sheet(sheet_id).columns}
        contents[sheet_id] = [
            {name: _cell(columns[name], value) for name, value in record.items()} for record in records
        ]
    return contents


def records_of(source: Mapping[str, Any]) -> dict[str, Sequence[Mapping[str, Any]]]:
    """List the records of every sheet, those of a csv and the passages of the manual among them."""
    records = {sheet_id: _records(said) for sheet_id, said in source["sheets"].items()}
    return {**records, "supports": _passages(source)} if "passages" in source else records


def set_typography(text: str) -> str:
    """Set the spaces of French, and keep « l. 3084 » and « 42 k€ » on one line."""
    kept = re.sub(r"\b([lp])\. (?=\d)", rf"\1.{NO_BREAK}", typeset(text, LANGUAGE))
    return re.sub(r"(?<=\d) (?=k€)", NO_BREAK, kept)


def _records(said: Any) -> Sequence[Mapping[str, Any]]:
    if isinstance(said, list):
        return said
    if set(said) == {"csv"}:
        with (HERE / "sources" / said["csv"]).open(encoding="utf-8", newline="") as lines:
            return [{name: text for name, text in line.items() if text} for line in csv.DictReader(lines)]
    return [said]


def _passages(source: Mapping[str, Any]) -> Records:
    document = read_source(Path(source["document"]).stem)
    records: Records = []
    for code, passage in source["passages"].items():
        said = {"fiche": source["fiche"], **passage}
        filled = {name: text.format(**said) for name, text in document.items()}
        records.append({"code": code, **filled, "criteria": passage.get("criteria", [])})
    return records


def _cell(column: Column, value: Any) -> object:
    if isinstance(value, Mapping) and "typed" in value:
        return dict(value)
    if column.type in ("criterion", "indicator"):
        return _label(column.type, value)
    if column.type == "unit":
        return units()[value].name(LANGUAGE)
    if column.type == "date":
        return datetime.date.fromisoformat(value)
    if column.type in ("number", "integer", "year") and isinstance(value, str):
        return int(value) if value.isdigit() else float(value)
    if column.type in ("text", "long_text", "when"):
        if isinstance(value, list):
            return set_typography(LIST_SEPARATOR.join(str(_label("criterion", item)) for item in value))
        return set_typography(value)
    return value


def _label(kind: str, named: Any) -> str:
    if isinstance(named, Mapping):
        return set_typography(named["local"])
    known = criteria() if kind == "criterion" else indicators()
    return known[named].label(LANGUAGE)


def choices_of(contents: Mapping[str, Records]) -> dict[str, list[str]]:
    """List what the drop-downs offer: the catalogue's words, then the structure's own."""
    offered = {
        "criterion": [known.label(LANGUAGE) for known in criteria().values()],
        "indicator": [known.label(LANGUAGE) for known in indicators().values()],
    }
    for kind, sheet_id in (("criterion", "criteria"), ("indicator", "indicators")):
        named = [str(record[kind]) for record in contents.get(sheet_id, ())]
        offered[kind] += [label for label in named if label not in offered[kind]]
    return {**offered, "unit": unit_words(LANGUAGE)}


def main(arguments: Sequence[str] | None = None) -> int:
    """Build the workbooks, or check that those of the repository are what their sources say."""
    parser = argparse.ArgumentParser(description="Build the shipped workbooks from data_templates/sources.")
    parser.add_argument("--check", action="store_true", help="compare with what is committed; write nothing")
    if not parser.parse_args(arguments).check:
        sys.stdout.write("".join(f"{name}\n" for name in build(HERE)))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        different = differing(Path(folder), build(Path(folder)))
    sys.stdout.write("".join(f"{name}: not what its source says\n" for name in different))
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
