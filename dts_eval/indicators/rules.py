"""Dated rules of the IAE: the number in force for a kind of structure on a day, and where it comes from."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dts_eval.criteria.definitions import part, texts_under
from dts_eval.foundation.declarations import (
    DeclarationFaults,
    Declared,
    Fault,
    read_declarations,
    require_known_keys,
)
from dts_eval.foundation.shipped import catalogue_file
from dts_eval.foundation.units import units
from dts_eval.workbook.layout import layout

RULE_KEYS = {"unit", "about", "values"}
VALUE_KEYS = {"kind", "valid_from", "value", "source", "confidence"}
EVERY_KIND = "every"
CONFIDENCES = ("text", "secondary", "to_check")


@dataclass(frozen=True)
class Rule:
    """One number that an administration chose for one kind of structure, or for every kind, from one day on."""

    name: str
    kind: str
    valid_from: datetime.date
    value: float
    unit: str
    source: str
    confidence: str
    abouts: Mapping[str, str]

    def about(self, language: str) -> str:
        """Say in one language what the number rules."""
        return self.abouts[language]


@cache
def rules() -> tuple[Rule, ...]:
    """Return every dated rule of the catalogue.

    Raises:
        DeclarationFaults: everything wrong in ``catalogue/rules.yaml``, with its lines.
    """
    found, faults = load_rules(catalogue_file("rules.yaml"))
    if faults:
        raise DeclarationFaults(faults)
    return found


def rule_in_force(name: str, kind: str, day: datetime.date) -> Rule | None:
    """Return the rule that holds for a kind of structure on a day; nothing when none is known."""
    kinds = (kind, EVERY_KIND)
    holding = [rule for rule in rules() if rule.name == name and rule.kind in kinds and rule.valid_from <= day]
    return max(holding, key=lambda rule: rule.valid_from, default=None)


def load_rules(path: Path) -> tuple[tuple[Rule, ...], tuple[Fault, ...]]:
    """Read a file of dated rules and list everything that is wrong in it."""
    declared, read_faults = read_declarations(path)
    faults = list(read_faults)
    found: list[Rule] = []
    for name in declared:
        body = part(declared, name, "rules", faults)
        faults.extend(require_known_keys(body, RULE_KEYS, name))
        unit = str(body.get("unit", ""))
        if unit not in units():
            faults.append(Fault(body.file, body.line_of("unit"), f"{name}: unknown unit « {unit} »"))
        abouts = texts_under(body, "about", name, faults)
        values = body.get("values")
        if not isinstance(values, list) or not values:
            faults.append(Fault(body.file, body.line_of("values"), f"{name}: « values » must be a list"))
            continue
        read = [_rule(name, unit, abouts, entry, body, faults) for entry in values]
        found.extend(rule for rule in read if rule)
    return tuple(found), (*faults, *_told_twice(found, declared))


def _rule(
    name: str, unit: str, abouts: Mapping[str, str], entry: object, body: Declared, faults: list[Fault]
) -> Rule | None:
    if not isinstance(entry, Declared):
        faults.append(Fault(body.file, body.line_of("values"), f"{name}: each value is a mapping"))
        return None
    before = len(faults)
    faults.extend(require_known_keys(entry, VALUE_KEYS, name))
    value = entry.get("value")
    checks = {
        "kind": entry.get("kind") in (*layout().lists["scheme"], EVERY_KIND),
        "valid_from": _day(entry.get("valid_from")) is not None,
        "value": isinstance(value, int | float) and not isinstance(value, bool) and value > 0,
        "source": bool(entry.get("source")),
        "confidence": entry.get("confidence") in CONFIDENCES,
    }
    faults.extend(
        Fault(entry.file, entry.line_of(key), f"{name}: « {key} » cannot be « {entry.get(key, '')} »")
        for key, holds in checks.items()
        if not holds
    )
    day = _day(entry.get("valid_from"))
    if len(faults) > before or day is None or value is None:
        return None
    return Rule(name, entry["kind"], day, float(value), unit, entry["source"], entry["confidence"], abouts)


def _day(text: object) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(str(text))
    except ValueError:
        return None


def _told_twice(found: list[Rule], declared: Declared) -> list[Fault]:
    seen: set[tuple[str, str, datetime.date]] = set()
    faults = []
    for rule in found:
        key = (rule.name, rule.kind, rule.valid_from)
        if key in seen:
            what = f"{rule.name}: two values for « {rule.kind} » from {rule.valid_from}"
            faults.append(Fault(declared.file, declared.line_of(rule.name), what))
        seen.add(key)
    return faults
