"""Rebuilds the reference of communes, EPCI, départements and régions from an npm package.

Maintainers run it, users never do. From the root of a checkout, with the folder of the unpacked package::

    python maintenance/territories.py PACKAGE

The package is ``@etalab/decoupage-administratif``: the official geographic code of INSEE and the list of EPCI of the
DGCL, in json. What the tool needs of it is kept, nothing is changed; the same package gives the same bytes.
"""

import csv
import gzip
import json
import sys
from collections.abc import Iterable, Mapping
from io import StringIO
from pathlib import Path
from typing import Any

OUTPUT = Path(__file__).resolve().parent.parent / "dts_eval" / "catalogue" / "territories"
PACKAGE = "@etalab/decoupage-administratif"
# Each version of the package is the geography of one year.
YEARS = {"6.0.0": "2026"}
Rows = Iterable[tuple[object, ...]]


def build(package: Path) -> None:
    """Write the four files of the reference, its origin and its licence."""
    about = json.loads((package / "package.json").read_text(encoding="utf-8"))
    data = {name: json.loads((package / "data" / f"{name}.json").read_text(encoding="utf-8"))
            for name in ("communes", "epci", "departements", "regions")}  # fmt: skip
    epci_of = {member["code"]: group["code"] for group in data["epci"] for member in group["membres"]}
    communes = _csv("code name population epci within".split(), (_commune(line, epci_of) for line in data["communes"]))
    epci = ((line["code"], line["nom"], line["populationMunicipale"]) for line in data["epci"])
    departements = (
        (line["code"], line["nom"], _living_in(data["communes"], "departement", line), line["region"])
        for line in data["departements"]
    )
    regions = ((line["code"], line["nom"], _living_in(data["communes"], "region", line)) for line in data["regions"])
    OUTPUT.mkdir(exist_ok=True)
    # Without a time of writing, two runs give the same bytes.
    (OUTPUT / "communes.csv.gz").write_bytes(gzip.compress(communes.encode(), compresslevel=9, mtime=0))
    _write("epci.csv", ["code", "name", "population"], epci)
    _write("departements.csv", ["code", "name", "population", "region"], departements)
    _write("regions.csv", ["code", "name", "population"], regions)
    origin = f"package: '{PACKAGE}'\nversion: {about['version']}\nyear: {YEARS[about['version']]}\n"
    (OUTPUT / "origin.yaml").write_text(origin, encoding="utf-8")
    (OUTPUT / "LICENSE.txt").write_bytes((package / "LICENSE").read_bytes())


def _commune(line: Mapping[str, Any], epci_of: Mapping[str, str]) -> tuple[object, ...]:
    # A commune that became part of another, and an arrondissement, say which commune stands for them now.
    within = line.get("chefLieu") if line["type"] != "commune-actuelle" else ""
    within = line.get("commune", within) if line["type"] == "arrondissement-municipal" else within
    return line["code"], line["nom"], line.get("population", ""), epci_of.get(line["code"], ""), within


def _living_in(communes: Iterable[Mapping[str, Any]], level: str, line: Mapping[str, Any]) -> int:
    # An arrondissement is counted in its commune already; former communes have no population of their own.
    return sum(
        commune.get("population", 0)
        for commune in communes
        if commune["type"] == "commune-actuelle" and commune.get(level) == line["code"]
    )


def _csv(head: list[str], rows: Rows) -> str:
    written = StringIO()
    lines = csv.writer(written, lineterminator="\n")
    lines.writerow(head)
    lines.writerows(sorted(rows, key=lambda row: (str(row[0]), str(row[-1]))))
    return written.getvalue()


def _write(name: str, head: list[str], rows: Rows) -> None:
    (OUTPUT / name).write_text(_csv(head, rows), encoding="utf-8")


if __name__ == "__main__":
    build(Path(sys.argv[1]))
