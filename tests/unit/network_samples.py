"""Campaigns written by hand, report by report, as ``dts-eval batch`` leaves them; nobody here is real."""

import hashlib
import json
import random
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass, field, fields, replace
from pathlib import Path

from dts_eval.disclosure.rows import ROW_COLUMNS, Row
from dts_eval.indicators.definitions import indicators
from dts_eval.presentation.writing import as_csv

COVERED = {"figures": 1, "accounts": 0, "effects": 0}
_BLANK = {item.name: None if item.type == "float | None" else "" for item in fields(Row)}


def row(indicator: str, **said: object) -> Row:
    """One line of a report; what is not said is blank."""
    known = indicators().get(indicator)
    criterion = known.criterion if known else ""
    said = {"kind": "figure", "year": 2024 if known else None, "criterion": criterion, **said}
    return Row(**{**_BLANK, "indicator": indicator, "evidence_ids": (), **said})


def figure(indicator: str, value: float | None, **said: object) -> Row:
    """A number that a report shows, in the unit of the catalogue."""
    usual = {"unit": indicators()[indicator].unit, "status": "measured", "grade": "records"}
    return row(indicator, value=value, **{**usual, **said})


def share(indicator: str, numerator: float, denominator: float, **said: object) -> Row:
    """A share that a report shows with both its parts."""
    value = 100 * numerator / denominator
    return figure(indicator, value, numerator=numerator, denominator=denominator, status="computed", **said)


def hidden(indicator: str, **said: object) -> Row:
    """A number that a report hides."""
    return figure(indicator, None, status="suppressed", grade="", **said)


def said(indicator: str, text: str, kind: str = "scope", **more: object) -> Row:
    """Words of a report."""
    return row(indicator, kind=kind, text=text, status="declared", grade="declared", **more)


def decided(criterion: str, decision: str) -> Row:
    return said("criterion_decision", decision, "choice", criterion=criterion, breakdown=f"criterion={criterion}")


def voice(code: str, criterion: str, words: str, *, shared: bool = True, contests: bool = False) -> tuple[Row, ...]:
    """Somebody's words, which may be published or not."""
    where = {"kind": "account", "criterion": criterion, "breakdown": f"testimony={code}"}
    rows = [
        said("testimony", words, unit="text", qualifier="contests" if contests else "tells", **where),
        said("testimony_speaker", "une salariée en parcours", **where),
    ]
    return (*rows, *([said("testimony_shared", code, "account", breakdown=f"testimony={code}")] if shared else []))


def effect(code: str, criterion: str, words: str, *, shared: bool = True, contested: bool = False) -> tuple[Row, ...]:
    """An effect observed, recognised by one side and perhaps contested by another."""
    where = {
        "kind": "effect",
        "criterion": criterion,
        "qualifier": "observed",
        "breakdown": f"effect={code};sense=positive",
    }
    rows = [said("effect", words, **where), said("effect_recognised_by", "la mairie", **where)]
    rows += [said("effect_contested_by", "deux commerçants", **where)] if contested else []
    return (*rows, *([said("effect_shared", code, "effect", breakdown=f"effect={code}")] if shared else []))


@dataclass(frozen=True)
class One:
    """One structure of a campaign: its name, the rows of its report, what it chose to follow."""

    name: str
    rows: tuple[Row, ...] = ()
    year: int = 2024
    fictitious: bool = False
    audience: str = "internal"
    chosen: tuple[str, ...] = ()
    definitions: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    covered: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    folder: str = "."

    @property
    def structure_id(self) -> str:
        return self.name.lower().replace(" ", "-")

    @property
    def stem(self) -> str:
        return f"{self.structure_id}-{self.year}" + ("-externe" if self.audience == "external" else "")


def campaign(folder: Path, structures: Iterable[One], failed: Iterable[str] = ()) -> Path:
    """Write a campaign that has ended: each report with its rows and its manifest, then the record."""
    folder.mkdir(parents=True, exist_ok=True)
    entries = [_made(folder, one) for one in structures]
    entries += [
        {"workbook": name, "state": "failed", "structure": None, "parameters": {}, "folder": ".", "report": ""}
        for name in failed
    ]
    (folder / "campaign.json").write_text(json.dumps({"entries": entries}), encoding="utf-8")
    return folder


def _made(folder: Path, one: One) -> dict[str, object]:
    place = folder / one.folder
    place.mkdir(parents=True, exist_ok=True)
    named = [
        replace(
            line, structure_id=one.structure_id, structure=one.name,
            row_id=f"{one.structure_id}/{line.year or ''}/{line.indicator}/{line.breakdown}",
        )
        for line in one.rows
    ]  # fmt: skip
    files = {
        f"{one.stem}.rows.csv": as_csv(ROW_COLUMNS, map(astuple, named)),
        f"{one.stem}.html": b"<!doctype html>",
    }
    for name, content in files.items():
        (place / name).write_bytes(content)
    given = [line.indicator for line in one.rows if line.kind == "figure"]
    structure = {
        "structure_id": one.structure_id, "name": one.name, "year": one.year, "own_year": one.year,
        "fictitious": one.fictitious, "threshold": 5,
    }  # fmt: skip
    manifest = {
        "structures": [structure],
        "outputs": {name: hashlib.sha256(content).hexdigest() for name, content in files.items()},
        "definitions": {**{name: f"sign-{name}" for name in (*given, *one.chosen)}, **one.definitions},
        "labels": {one.structure_id: dict(one.labels)},
        "completeness": {one.structure_id: dict(one.covered)},
    }
    (place / f"{one.stem}.manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return {
        "workbook": f"{one.structure_id}.xlsx", "state": "made", "structure": structure, "folder": one.folder,
        "parameters": {"audience": one.audience, "lang": "fr", "year": one.year, "formats": "html"}, "report": one.stem,
    }  # fmt: skip


def copies(rows: Iterable[Row], count: int, seed: int = 1) -> Iterable[One]:
    """Structures like one that is shipped, their numbers moved at random: always the same ones for a seed."""
    dice, shipped = random.Random(seed), tuple(rows)
    definitions = {line.indicator: f"sign-{line.indicator}" for line in shipped if line.kind == "figure"}
    for number in range(count):
        factor = dice.uniform(0.3, 3)
        kept = {name for name in definitions if dice.random() < 0.8}
        moved = tuple(_moved(line, factor, dice) for line in shipped if line.kind != "figure" or line.indicator in kept)
        covered = {
            line.criterion: {"figures": 1, "accounts": number % 3, "effects": 0} for line in moved if line.criterion
        }
        yield One(f"Structure inventée {number:04}", moved, fictitious=True, covered=covered)


def _moved(line: Row, factor: float, dice: random.Random) -> Row:
    if line.kind != "figure" or line.value is None:
        return line
    if line.denominator:
        whole = max(1, round(line.denominator * factor))
        part = min(round((line.numerator or 0) * factor * dice.uniform(0.6, 1.4)), whole)
        return replace(line, numerator=part, denominator=whole, value=100 * part / whole)
    return replace(line, value=round(line.value * factor * dice.uniform(0.7, 1.3)))
