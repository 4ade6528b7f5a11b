"""The signs that an evaluation grows heavy, as the catalogue declares them; every threshold is ours."""

from dataclasses import dataclass
from functools import cache

from dts_eval.foundation.declarations import DeclarationFaults, Fault, read_declarations, require_known_keys
from dts_eval.foundation.shipped import catalogue_file

KEYS = {"above", "at_least", "unit", "lines", "choice", "why"}


@dataclass(frozen=True)
class Sign:
    """One sign: it is told above a threshold, from a number of things on; ``lines`` are those of the manual."""

    name: str
    above: float
    at_least: float
    unit: str
    lines: str


@cache
def light_signs() -> dict[str, Sign]:
    """Return the signs by their name, in the order in which they are told.

    Raises:
        DeclarationFaults: what is wrong in ``catalogue/light_approach.yaml``, with its lines.
    """
    declared, faults = read_declarations(catalogue_file("light_approach.yaml"))
    found: list[Fault] = list(faults)
    for name, body in declared.items():
        found += require_known_keys(body, KEYS, name)
        found += [Fault(body.file, body.line, f"{name}: « {key} » is missing") for key in sorted(KEYS - set(body))]
    if found:
        raise DeclarationFaults(tuple(found))
    return {
        name: Sign(name, float(body["above"]), float(body["at_least"]), body["unit"], str(body["lines"]))
        for name, body in declared.items()
    }
