"""Counts again what the evaluation cost, from the lines of its sheet, by code that shares nothing with the formulas."""

from collections.abc import Callable, Iterable
from typing import Any

from sceptic import Line, number

SHEET = "Coût de l’évaluation"


def added(column: str) -> Callable[[Any], dict[str, float | None]]:
    def recount(case: Any) -> dict[str, float | None]:
        lines: Iterable[Line] = [line for line in case.lines if line.get("Année") == case.year]
        known = [value for line in lines if (value := number(line[column])) is not None]
        return {"value": sum(known), "unknown": len(list(lines)) - len(known)}

    return recount


RECOUNTS: dict[str, tuple[str, Callable[[Any], dict[str, float | None]]]] = {
    "evaluation_hours": (SHEET, added("Heures")),
    "evaluation_cost": (SHEET, added("Montant (€)")),
}
