"""The figures that an invented structure typed itself, year after year, and the targets set for some of them."""

import random
from collections.abc import Collection, Mapping
from typing import Any

from benchmarks.invented.identities import Identity, said
from dts_eval.indicators.definitions import Indicator, indicators

Record = dict[str, Any]
YEARS = 3
MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
)  # fmt: skip
TARGETS = ("dynamic_exit_rate", "lasting_job_exit_rate", "tonnes_reused", "users_total", "fte_realisation_rate")


def draw_indicators(criteria: Collection[str], accounts: Collection[str], chance: random.Random) -> list[Record]:
    """List the indicators of the criteria kept that something feeds; a few are set aside."""
    drawn: list[Record] = []
    for name, indicator in indicators().items():
        if indicator.criterion not in criteria or indicator.asked_by or not _is_fed(name, indicator, accounts):
            continue
        if name in said()["figures"] and chance.random() < 0.05:
            reason = "Raison inventée : le groupe n’en veut pas."
            drawn.append({"indicator": name, "decision": "rejected", "reason": reason})
        else:
            drawn.append({"indicator": name, "decision": "kept"})
    return drawn


def draw_measures(who: Identity, kept: Collection[str], chance: random.Random, years: int = YEARS) -> list[Record]:
    """Draw the lines of Relevés: three years of each figure kept, and the months of the report year for some."""
    drawn: list[Record] = []
    for name, told in said()["figures"].items():
        if name not in kept:
            continue
        value = chance.uniform(*told["bounds"])
        for year in range(who.year - years + 1, who.year + 1):
            line: Record = {"indicator": name, "year": year, "supports": told["supports"]}
            if year < who.year and chance.random() < 0.04:
                drawn.append({**line, "status": "not_available", "reason": "not_sought"})
                continue
            drawn.append({**line, **_value(told, value, chance)})
            value = min(max(value * chance.uniform(0.9, 1.14), told["bounds"][0]), told["bounds"][1])
        if told.get("monthly") and years > 1:
            drawn += _months(drawn[-1], told, chance)
    drawn += [
        {"indicator": name, "year": who.year, "status": "not_available", "reason": "not_sought"}
        for name in said()["unknown_figures"]
        if name in kept
    ]
    return drawn


def draw_targets(who: Identity, kept: Collection[str], measures: list[Record], chance: random.Random) -> list[Record]:
    """Draw targets near what was measured, some reached and some not."""
    known = {line["indicator"]: line["value"] for line in measures if "value" in line and "breakdown" not in line}
    usual = {"dynamic_exit_rate": 60, "lasting_job_exit_rate": 25, "fte_realisation_rate": 100}
    return [
        {
            "indicator": name, "year": who.year, "set_by": "l’État", "document": "annexe financière inventée",
            "value": usual.get(name) or round(known[name] * chance.uniform(0.85, 1.15)), "supports": ["S-19"],
            "explanation": "Explication inventée : des embauches ont été repoussées.",
        }
        for name in TARGETS
        if name in kept and (name in usual or name in known)
    ]  # fmt: skip


def _is_fed(name: str, indicator: Indicator, accounts: Collection[str]) -> bool:
    if indicator.nature == "account":
        return name in accounts
    return bool(indicator.computed_by) or name in said()["figures"] or name in said()["unknown_figures"]


def _value(told: Mapping[str, Any], value: float, chance: random.Random) -> Record:
    if "whole" in told:
        whole = chance.randint(*told["whole"])
        part = round(whole * value / 100)
        return {"value": round(100 * part / whole, 1), "numerator": part, "denominator": whole}
    shown = round(value, told["decimals"]) if "decimals" in told else round(value)
    if told.get("estimated"):
        return {"value": shown, "low": round(shown * 0.9), "high": round(shown * 1.12), "status": "estimated"}
    return {"value": shown}


def _months(total: Record, told: Mapping[str, Any], chance: random.Random) -> list[Record]:
    if "value" not in total:
        return []
    weights = [chance.uniform(0.6, 1.4) for _ in MONTHS]
    parts = [total["value"] * weight / sum(weights) for weight in weights]
    return [
        {**total, "breakdown": f"mois={month}", "value": round(part, 1) if "decimals" in told else round(part)}
        for month, part in zip(MONTHS, parts, strict=True)
    ]
