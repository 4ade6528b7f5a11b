"""Paints the marks of a figure: bars, points, lines, surfaces, their intervals and their texts."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dts_eval.presentation.charts.colours import INK, SMALL
from dts_eval.presentation.charts.ground import Ground
from dts_eval.presentation.charts.lettering import LINE
from dts_eval.presentation.charts.svg import element, hatching, lettered, lines_of, path, polygon, stroke_of

PAD = 3
MIDDLE = 0.33
ASCENT = 1.0
DESCENT = 0.34
Tiles = dict[str, str]
Point = tuple[float, float]


def paint_traces(data: Sequence[Mapping[str, Any]], ground: Ground, tiles: Tiles) -> Iterator[str]:
    """Paint every trace; bars lie under points and lines. Hatchings are added to ``tiles``."""
    reached: dict[tuple[float, bool], float] = {}
    for trace in data:
        if trace["type"] == "bar":
            yield from _bars(trace, ground, tiles, reached)
    for trace in data:
        if trace["type"] == "scatter":
            yield from _points(trace, ground, tiles)


def _bars(
    trace: Mapping[str, Any], ground: Ground, tiles: Tiles, reached: dict[tuple[float, bool], float]
) -> Iterator[str]:
    level = trace.get("orientation", "v") == "h"
    places, values = (trace["y"], trace["x"]) if level else (trace["x"], trace["y"])
    along, aside = (ground.x, ground.y) if level else (ground.y, ground.x)
    stacked = ground.layout["barmode"] == "stack" and "base" not in trace
    half = trace.get("width", 0.8) / 2
    look = _fill(trace["marker"], ground, tiles) | stroke_of(trace["marker"].get("line"))
    for place, (at, value) in enumerate(zip(places, values, strict=True)):
        if value is None:
            continue
        base = trace["base"][place] if "base" in trace else reached.get((at, value < 0), 0) if stacked else 0
        if stacked:
            reached[(at, value < 0)] = base + value
        low, high = sorted((along.at(base), along.at(base + value)))
        first, last = sorted((aside.at(at - half), aside.at(at + half)))
        box = (low, first, high - low, last - first) if level else (first, low, last - first, high - low)
        if value:
            yield element("rect", dict(zip(("x", "y", "width", "height"), box, strict=True)) | look)
        if trace.get("textposition", "none") != "none" and trace["text"][place]:
            yield _bar_text(trace, trace["text"][place], box, level)
        yield from _errors(trace, place, (base + value, at) if level else (at, base + value), ground)


def _bar_text(trace: Mapping[str, Any], text: str, box: tuple[float, ...], level: bool) -> str:
    x, y, width, height = box
    font = {"size": SMALL, "color": INK} | dict(trace.get("textfont", {}))
    size = font["size"]
    side = trace.get("insidetextanchor", "end") if trace["textposition"] == "inside" else "outside"
    middle = y + height / 2 + MIDDLE * size
    if level:
        anchor, at = {
            "start": ("left", x + PAD),
            "middle": ("center", x + width / 2),
            "end": ("right", x + width - PAD),
            "outside": ("left", x + width + PAD),
        }[side]
        return lettered(text, at, middle, font, anchor, halo=False)
    baseline = {
        "start": y + height - PAD - DESCENT * size,
        "middle": middle,
        "end": y + PAD + ASCENT * size,
        "outside": y - PAD - DESCENT * size,
    }[side]
    return lettered(text, x + width / 2, baseline, font, "center", halo=False)


def _points(trace: Mapping[str, Any], ground: Ground, tiles: Tiles) -> Iterator[str]:
    modes = trace.get("mode", "markers").split("+")
    points = [
        None if x is None or y is None else (ground.x.at(x), ground.y.at(y))
        for x, y in zip(trace["x"], trace["y"], strict=True)
    ]
    opacity = {"opacity": trace.get("opacity")}
    yield from _lines(trace, points, modes, opacity, ground, tiles)
    uncertain = "error_x" in trace or "error_y" in trace
    for place, point in enumerate(points):
        if uncertain and point is not None:
            yield from _errors(trace, place, (trace["x"][place], trace["y"][place]), ground)
    for point in points:
        if point is not None and "markers" in modes:
            yield _marker(trace["marker"], point, opacity)
    for place, point in enumerate(points):
        if point is not None and "text" in modes and trace["text"][place]:
            yield _point_text(trace, trace["text"][place], point, "markers" in modes)


def _lines(
    trace: Mapping[str, Any],
    points: Sequence[Point | None],
    modes: list[str],
    opacity: Mapping[str, Any],
    ground: Ground,
    tiles: Tiles,
) -> Iterator[str]:
    closed = trace.get("fill") == "toself"
    stroke = stroke_of(trace.get("line")) if "lines" in modes else {}
    surface = {"color": trace.get("fillcolor"), "pattern": trace.get("fillpattern")}
    fill = _fill(surface, ground, tiles) if closed else {"fill": "none"}
    for run in _runs(points):
        if closed or (stroke and len(run) > 1):
            yield element("path", {"d": polygon(run, closed)} | fill | stroke | opacity)


def _runs(points: Sequence[Point | None]) -> Iterator[list[Point]]:
    run: list[Point] = []
    for point in (*points, None):
        if point is not None:
            run.append(point)
        elif run:
            yield run
            run = []


def _marker(marker: Mapping[str, Any], point: Point, opacity: Mapping[str, Any]) -> str:
    x, y = point
    symbol, size, line = marker.get("symbol", "circle"), marker.get("size", 6), marker.get("line", {})
    if symbol.endswith("-open"):
        ink = {"fill": "none"} | stroke_of({"color": marker["color"], "width": line.get("width") or 1})
    else:
        ink = {"fill": marker["color"]} | stroke_of(line)
    if symbol.startswith("circle"):
        return element("circle", {"cx": x, "cy": y, "r": size / 2} | ink | opacity)
    return element("rect", {"x": x - size / 2, "y": y - size / 2, "width": size, "height": size} | ink | opacity)


def _point_text(trace: Mapping[str, Any], text: str, point: Point, marked: bool) -> str:
    font = {"size": SMALL, "color": INK} | dict(trace.get("textfont", {}))
    size = font["size"]
    down, across = trace.get("textposition", "middle center").split()
    clear = trace["marker"].get("size", 6) / 2 / 0.8 + 1 if marked else 0
    height = (len(lines_of(text)) - 1) * LINE + 1
    toward = {"top": -1, "middle": 0, "bottom": 1}[down]
    baseline = point[1] + size * 0.75 + toward * clear + (toward - 1) * height * size / 2
    side, anchor = {"left": (-1, "right"), "center": (0, "center"), "right": (1, "left")}[across]
    return lettered(text, point[0] + side * clear, baseline, font, anchor, halo=True)


def _errors(trace: Mapping[str, Any], place: int, at: Point, ground: Ground) -> Iterator[str]:
    for key, value, aside, level in (("error_x", *at, True), ("error_y", *at[::-1], False)):
        error = trace.get(key)
        if error is None or error["array"][place] is None:
            continue
        along, across = (ground.x, ground.y) if level else (ground.y, ground.x)
        middle, cap = across.at(aside), error["width"]
        ends = (along.at(value - error["arrayminus"][place]), along.at(value + error["array"][place]))
        strokes = [((ends[0], middle), (ends[1], middle))]
        strokes += [((end, middle - cap), (end, middle + cap)) for end in ends if cap]
        steps = [
            (letter, *(point if level else point[::-1]))
            for stroke in strokes
            for letter, point in zip("ML", stroke, strict=True)
        ]
        line = stroke_of({"color": error["color"], "width": error["thickness"]})
        yield element("path", {"d": path(*steps), "fill": "none"} | line)


def _fill(said: Mapping[str, Any], ground: Ground, tiles: Tiles) -> dict[str, Any]:
    pattern = said.get("pattern")
    if not pattern or not pattern.get("shape"):
        return {"fill": said.get("color") or "none"}
    name = "-".join(str(pattern.get(key, "")) for key in ("fgcolor", "bgcolor", "size", "solidity"))
    tile_id = "hatching-" + name.replace("#", "").replace(".", "_")
    tiles[tile_id] = hatching(tile_id, pattern, (ground.x.near, ground.y.far))
    return {"fill": f"url(#{tile_id})"}
