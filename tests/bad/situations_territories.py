"""What is spoiled in the codes of territories and communes, and the problem it must make."""

import json
from collections.abc import Callable
from pathlib import Path

from situations import Spoiled, command, in_cell, spoiled
from spoiled import cell, put, sound, title_of

from dts_eval.runs.checking import check
from dts_eval.runs.many import batch

TRUE = put("structure", "fictitious", "non")


def in_territory(code: str, about: str, where: str, **said: object) -> Spoiled:
    edits = [put("territories", column, value) for column, value in said.items()]
    return spoiled(code, about, TRUE, *edits, at=(title_of("territories"), cell("territories", where)))


SPOILED = (
    in_territory("insee_unknown", "no such commune", "insee", name="Nulle-Part-ès-Vide", insee="04999"),
    in_territory("insee_unknown_close", "two digits exchanged", "insee", insee="04700"),
    in_territory("insee_name_differs", "the code of another", "insee", insee="04112", population=None),
    in_territory(
        "insee_former", "an arrondissement", "insee", name="Marseille 1er Arrondissement", insee="13201",
        population=None,
    ),
    in_territory("population_differs", "twice too many", "population", population=32000),
    in_cell("commune_unknown", "no such commune", "expenses", "commune", "99999"),
    in_cell("place_differs", "far away", "expenses", "commune", "59350"),
)  # fmt: skip


def outlined(content: str) -> Callable[[Path], object]:
    """Ask for the outlines of a file that holds some text."""

    def ask(folder: Path) -> object:
        path = folder / OUTLINES
        path.write_text(content, encoding="utf-8")
        return check(sound(folder), outlines=path)

    return ask


def commune(code: str, *point: float) -> str:
    geometry = {"type": "Polygon", "coordinates": [[point] * 4]}
    return json.dumps({"features": [{"properties": {"code": code}, "geometry": geometry}]})


OUTLINES = "communes.geojson"
METRES = (917_000.0, 6_337_000.0)
COMMANDS = (
    command(
        "outlines_missing", "no such file", lambda folder: check(sound(folder), outlines=folder / OUTLINES), OUTLINES
    ),
    command("outlines_not_geojson", "a list of names", outlined("Digne-les-Bains"), OUTLINES),
    command("outlines_without_code", "no commune", outlined(commune("99999", 6.0, 44.0)), OUTLINES),
    command("outlines_not_degrees", "in metres", outlined(commune("04070", *METRES)), OUTLINES),
    command("outlines_for_one", "a batch", lambda folder: batch(folder, folder / "rapports", outlines=OUTLINES)),
)
