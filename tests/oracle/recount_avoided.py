"""Counts the avoided costs again: products written out, and the interval by a convolution instead of draws."""

import re
from collections.abc import Callable
from typing import Any

import numpy as np
from sceptic import Line
from scipy import stats

THRESHOLD, STEP, CUTS = 5, 5.0, 80
LOW, CENTRAL, HIGH = (f"Coût unitaire {end} (€)" for end in ("bas", "central", "haut"))
SHARE, ANYWAY = "Part due à la structure", "Serait arrivé de toute façon"
# A hundred thousand draws leave this much between two honest computations of one interval.
TOLERANCES = {"avoided_costs_range": 0.006}
Recount = Callable[[Any], dict[str, float | None]]


def percent(value: Any) -> float:
    if isinstance(value, str):
        return float(re.sub(r"[\s%]", "", value).replace(",", ".")) / 100
    return value / 100


def ends(line: Line, title: str) -> tuple[float, float]:
    return percent(line[title]), percent(line[f"{title} (haut)"])


def factor(line: Line) -> float:
    return line["Nombre"] * (1 if line.get("Durée") is None else line["Durée"])


def low(line: Line) -> float:
    return factor(line) * line[LOW] * ends(line, SHARE)[0] * (1 - ends(line, ANYWAY)[1])


def high(line: Line) -> float:
    return factor(line) * line[HIGH] * ends(line, SHARE)[1] * (1 - ends(line, ANYWAY)[0])


def of_people(line: Line) -> bool:
    return line.get("Ce que l’on compte") in (None, "personnes", "foyers")


def added(lines: list[Line]) -> list[Line]:
    large = [line for line in lines if not (of_people(line) and 0 < line["Nombre"] < THRESHOLD)]
    groups = {line["Mêmes personnes"] for line in large} - {None}
    lowest = [min((line for line in large if line["Mêmes personnes"] == group), key=high) for group in groups]
    return [line for line in large if line["Mêmes personnes"] is None or line in lowest]


def spread(line: Line) -> np.ndarray:
    """The chances of a line on a grid: every cut of its cost met with every cut of both shares."""
    cuts = (np.arange(CUTS) + 0.5) / CUTS
    width = line[HIGH] - line[LOW]
    cost = stats.triang.ppf(cuts, (line[CENTRAL] - line[LOW]) / width, loc=line[LOW], scale=width)
    share, anyway = (first + cuts * (last - first) for first, last in (ends(line, SHARE), ends(line, ANYWAY)))
    values = factor(line) * cost[:, None, None] * share[None, :, None] * (1 - anyway)[None, None, :]
    places = np.rint(values.ravel() / STEP).astype(int)
    return np.bincount(places) / places.size


def total(case: Any) -> dict[str, float | None]:
    lines = added(case.of_year())
    if case.keys:
        return {"low": sum(map(low, lines)), "high": sum(map(high, lines)), "unknown": 0}
    chances = np.ones(1)
    for line in lines:
        chances = np.convolve(chances, spread(line))
    below = np.cumsum(chances)
    found = {end: STEP * int(np.searchsorted(below, chance)) for end, chance in (("low", 0.05), ("high", 0.95))}
    return {**found, "unknown": 0}


def one_line(case: Any) -> dict[str, float | None]:
    (line,) = [line for line in case.of_year() if line["Code"] == case.keys["line"]]
    return {"low": round(low(line)), "high": round(high(line))}


def swing(case: Any) -> dict[str, float | None]:
    totals = []
    for end in (0, 1):
        cost = dict(zip((0, 1), (LOW, HIGH), strict=True))[end]
        value = 0.0
        for line in added(case.of_year()):
            moves = case.keys["assumption"] if line["Code"] == case.keys["line"] else ""
            shares = [
                ends(line, title)[end] if moves == name else sum(ends(line, title)) / 2
                for name, title in (("share", SHARE), ("deadweight", ANYWAY))
            ]
            value += factor(line) * line[cost if moves == "cost" else CENTRAL] * shares[0] * (1 - shares[1])
        totals.append(round(value))
    return {"low": min(totals), "high": max(totals)}


def count(case: Any) -> dict[str, float | None]:
    (line,) = [line for line in case.of_year() if line["Code"] == case.keys["line"]]
    return {"value": line["Nombre"]}


RECOUNTS: dict[str, tuple[str, Recount]] = {
    "avoided_costs_range": ("Coûts évités", total),
    "avoided_cost_line": ("Coûts évités", one_line),
    "avoided_costs_swing": ("Coûts évités", swing),
    "avoided_cost_count": ("Coûts évités", count),
}
