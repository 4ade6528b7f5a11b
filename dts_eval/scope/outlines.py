"""The outlines of the départements of mainland France and Corsica, in the units of the drawing they come from."""

import csv
from functools import cache

from dts_eval.foundation.declarations import DeclarationFaults, read_declarations
from dts_eval.foundation.model import Ring
from dts_eval.foundation.shipped import catalogue_file

FOLDER = "territories"
# The drawing, from its top left corner.
WIDTH, HEIGHT = 613.0, 585.0


@cache
def outlines() -> dict[str, tuple[Ring, ...]]:
    """Return the rings of each département by its code; those overseas are not drawn."""
    found: dict[str, list[Ring]] = {}
    text = (catalogue_file(FOLDER) / "outlines.csv").read_text(encoding="utf-8")
    for code, outline in list(csv.reader(text.splitlines()))[1:]:
        ring = tuple((float(x), float(y)) for x, y in (pair.split(",") for pair in outline.split()))
        found.setdefault(code, []).append(ring)
    return {code: tuple(rings) for code, rings in found.items()}


@cache
def outlines_origin() -> dict[str, str]:
    """Return the package, the version, the author and the licence of the outlines: the licence asks to name them.

    Raises:
        DeclarationFaults: what is wrong in ``catalogue/territories/outlines_origin.yaml``.
    """
    declared, faults = read_declarations(catalogue_file(FOLDER) / "outlines_origin.yaml")
    if faults:
        raise DeclarationFaults(faults)
    return {key: str(value) for key, value in declared.items()}
