"""The outlines of communes that a user gives, as a GeoJSON file: no reference of them is shipped."""

import json
import math
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from dts_eval.foundation.model import Ring, Shape
from dts_eval.foundation.problems import DataProblems, problem
from dts_eval.scope.territories import place_of

# The names that public files of communes give to the INSEE code.
CODES = ("code", "insee", "code_insee", "codgeo", "insee_com", "com")
DIGITS = 5
# What a drawing two thousand points wide could not show.
GRAIN = 2000
Point = tuple[float, float]


def read_shapes(path: str | Path, lang: str) -> tuple[Shape, ...]:
    """Read the outlines of the communes that a GeoJSON file holds, each by its INSEE code; nothing without a file.

    Longitudes and latitudes are laid flat at the latitude of the middle of the file: distances stay true within a
    département. What is no commune of the reference is left out.

    Raises:
        DataProblems: the file is missing, is not GeoJSON, is not in degrees, or no outline in it bears the code of a
            commune.
    """
    if not path:
        return ()
    if not isinstance(path, str | Path):
        raise DataProblems([problem("parameter_type", typed="outlines", expected="str")], lang)
    features = _features(Path(path), lang)
    known = [(code, rings) for code, rings in map(_outline, features) if rings and place_of("commune", code)]
    points = [point for _, rings in known for ring in rings for point in ring]
    if not points:
        raise DataProblems([problem("outlines_without_code", Path(path).name)], lang)
    if any(abs(x) > 180 or abs(y) > 90 for x, y in points):
        raise DataProblems([problem("outlines_not_degrees", Path(path).name)], lang)
    middle = math.radians((min(y for _, y in points) + max(y for _, y in points)) / 2)
    widest = max(x for x, _ in points) - min(x for x, _ in points)
    grain = max(widest * math.cos(middle), 1e-6) / GRAIN
    return tuple(Shape(code, tuple(_flat(ring, middle, grain) for ring in rings)) for code, rings in known)


def _features(path: Path, lang: str) -> list[Any]:
    try:
        content = json.loads(path.read_bytes())
    except FileNotFoundError as error:
        raise DataProblems([problem("outlines_missing", path.name)], lang) from error
    except (OSError, ValueError) as error:
        raise DataProblems([problem("outlines_not_geojson", path.name)], lang) from error
    features = content.get("features") if isinstance(content, dict) else None
    if not isinstance(features, list):
        raise DataProblems([problem("outlines_not_geojson", path.name)], lang)
    return features


def _outline(feature: object) -> tuple[str, tuple[Ring, ...]]:
    if not isinstance(feature, dict):
        return "", ()
    return _code(feature.get("properties")), tuple(_rings(feature.get("geometry")))


def _code(properties: object) -> str:
    said = {str(name).lower(): value for name, value in properties.items()} if isinstance(properties, Mapping) else {}
    found = next((said[name] for name in CODES if said.get(name) not in (None, "")), "")
    # A spreadsheet drops the zero of 01004.
    return str(found).strip().upper().zfill(DIGITS)


def _rings(geometry: object) -> Iterator[Ring]:
    """Take the outer ring of each part: a hole in a commune is another commune, drawn over it."""
    if not isinstance(geometry, Mapping):
        return
    parts = geometry.get("coordinates")
    parts = [parts] if geometry.get("type") == "Polygon" else parts if geometry.get("type") == "MultiPolygon" else []
    for part in parts if isinstance(parts, list) else ():
        try:
            ring = tuple((float(point[0]), float(point[1])) for point in part[0])
        except (IndexError, KeyError, TypeError, ValueError):
            continue
        if len(ring) > 3 and all(math.isfinite(number) for point in ring for number in point):
            yield ring


def _flat(ring: Ring, middle: float, grain: float) -> Ring:
    """Lay a ring flat, north above, without the points that follow one closer than the grain."""
    kept: list[Point] = []
    for longitude, latitude in ring:
        point = (longitude * math.cos(middle), -latitude)
        if not kept or math.dist(kept[-1], point) >= grain:
            kept.append(point)
    return tuple(kept)
