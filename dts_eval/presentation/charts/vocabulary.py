"""What a figure may say: the part of plotly that the page and our own painter draw alike.

Why a closed list: a figure that uses anything else would look right on the screen and wrong on paper.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

Check = Callable[[Any], bool]

_HEX = re.compile(r"#[0-9A-Fa-f]{6}")
_DASH = re.compile(r"solid|\d+(?:\.\d+)?px(?:,\d+(?:\.\d+)?px)*")
_TAG = re.compile(r"<(?!br>)")
_PATH = re.compile(r"\s*M[-\d.,e\s]+(?:[MLC][-\d.,e\s]+|Z)*\s*")
DRAWN_MODES = frozenset({"markers", "lines", "text"})


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _numbers(value: Any) -> bool:
    return isinstance(value, list | tuple) and all(item is None or _number(item) for item in value)


def _text(value: Any) -> bool:
    return isinstance(value, str) and not _TAG.search(value)


def _texts(value: Any) -> bool:
    return isinstance(value, list | tuple) and all(_text(item) for item in value)


def _one_of(*allowed: Any) -> Check:
    return lambda value: any(value == item and type(value) is type(item) for item in allowed)


def _matching(pattern: re.Pattern[str]) -> Check:
    return lambda value: isinstance(value, str) and pattern.fullmatch(value) is not None


def _mode(value: Any) -> bool:
    return isinstance(value, str) and set(value.split("+")) <= DRAWN_MODES


def _range(value: Any) -> bool:
    return _numbers(value) and len(value) == 2 and None not in value and value[0] != value[1]


_COLOUR = _matching(_HEX)
_NEVER = _one_of(False)
_FONT = {"family": _text, "size": _number, "color": _COLOUR, "weight": _one_of(400, 600, 700)}
_LINE = {"color": _COLOUR, "width": _number, "dash": _matching(_DASH)}
_PATTERN = {
    "shape": _one_of("/"),
    "size": _number,
    "solidity": _number,
    "fgcolor": _COLOUR,
    "bgcolor": _COLOUR,
    "fillmode": _one_of("replace"),
}
_SILENT = {
    "showlegend": _NEVER,
    "hoverinfo": _one_of("skip", "text"),
    "hovertext": _texts,
    "cliponaxis": _NEVER,
}
_ERROR = {
    "type": _one_of("data"),
    "symmetric": _NEVER,
    "array": _numbers,
    "arrayminus": _numbers,
    "color": _COLOUR,
    "thickness": _number,
    "width": _number,
}
_BAR = {
    "type": _one_of("bar"),
    "orientation": _one_of("v", "h"),
    "x": _numbers,
    "y": _numbers,
    "base": _numbers,
    "width": _number,
    "marker": {"color": _COLOUR, "line": _LINE, "pattern": _PATTERN},
    "text": _texts,
    "textposition": _one_of("inside", "outside", "none"),
    "insidetextanchor": _one_of("start", "middle", "end"),
    "textangle": _one_of(0),
    "textfont": _FONT,
    "constraintext": _one_of("none"),
    "error_x": _ERROR,
    "error_y": _ERROR,
    **_SILENT,
}
_SCATTER = {
    "type": _one_of("scatter"),
    "mode": _mode,
    "x": _numbers,
    "y": _numbers,
    "text": _texts,
    "textposition": _one_of(
        *(f"{down} {across}" for down in ("top", "middle", "bottom") for across in ("left", "center", "right"))
    ),
    "textfont": _FONT,
    "marker": {
        "symbol": _one_of("circle", "circle-open", "square", "square-open"),
        "size": _number,
        "color": _COLOUR,
        "line": _LINE,
    },
    "line": _LINE,
    "fill": _one_of("toself"),
    "fillcolor": _COLOUR,
    "fillpattern": _PATTERN,
    "opacity": _number,
    "error_x": _ERROR,
    "error_y": _ERROR,
    **_SILENT,
}
_SHAPE = {
    "type": _one_of("rect", "line", "path"),
    "path": _matching(_PATH),
    "x0": _number,
    "x1": _number,
    "y0": _number,
    "y1": _number,
    "xref": _one_of("x", "paper"),
    "yref": _one_of("y", "paper"),
    "line": _LINE,
    "fillcolor": _COLOUR,
    "opacity": _number,
    "layer": _one_of("below", "above"),
}
_ANNOTATION = {
    "text": _text,
    "x": _number,
    "y": _number,
    "xref": _one_of("x", "paper"),
    "yref": _one_of("y", "paper"),
    "xshift": _number,
    "yshift": _number,
    "xanchor": _one_of("left", "center", "right"),
    "yanchor": _one_of("top", "middle", "bottom"),
    "align": _one_of("left", "center", "right"),
    "textangle": _one_of(0, -90),
    "font": _FONT,
    "showarrow": _NEVER,
    "borderpad": _one_of(0),
    "borderwidth": _one_of(0),
}
_AXIS = {
    "range": _range,
    "visible": _one_of(True, False),
    "fixedrange": _one_of(True),
    "tickvals": _numbers,
    "ticktext": _texts,
    "tickangle": _one_of(0),
    "tickfont": _FONT,
    "ticks": _one_of(""),
    "ticklabeloverflow": _one_of("allow"),
    "showgrid": _one_of(True, False),
    "gridcolor": _COLOUR,
    "gridwidth": _number,
    "zeroline": _NEVER,
    "scaleanchor": _one_of("x", "y"),
    "scaleratio": _number,
}
_LAYOUT = {
    "width": _number,
    "height": _number,
    "margin": {"l": _number, "r": _number, "t": _number, "b": _number, "pad": _one_of(0)},
    "barmode": _one_of("stack", "overlay"),
    "paper_bgcolor": _COLOUR,
    "plot_bgcolor": _COLOUR,
    "font": _FONT,
    "xaxis": _AXIS,
    "yaxis": _AXIS,
    "shapes": [_SHAPE],
    "annotations": [_ANNOTATION],
    "showlegend": _NEVER,
    "hovermode": _one_of(False, "closest"),
    "dragmode": _NEVER,
}
_TRACES = {"bar": _BAR, "scatter": _SCATTER}
_DUE = {
    "layout": ("width", "height", "margin", "xaxis", "yaxis"),
    "margin": ("l", "r", "t", "b"),
    "xaxis": ("range",),
    "yaxis": ("range",),
    "annotations": ("text", "x", "y", "showarrow", "borderpad", "borderwidth"),
    "shapes": ("type", "line"),
}


def require_drawable(figure: Mapping[str, Any]) -> None:
    """Refuse a figure that says anything outside the drawing vocabulary.

    Raises:
        ValueError: names the first thing that is outside it, or that is due and absent.
    """
    for key in figure:
        if key not in ("data", "layout"):
            raise ValueError(f"figure: « {key} » is outside the drawing vocabulary")
    for place, trace in enumerate(figure["data"]):
        kind = trace.get("type")
        if kind not in _TRACES:
            raise ValueError(f"data[{place}].type: « {kind} » is outside the drawing vocabulary")
        _require(trace, _TRACES[kind], f"data[{place}]", "trace")
    if any(trace["type"] == "bar" for trace in figure["data"]) and "barmode" not in figure["layout"]:
        raise ValueError("layout.barmode: due when there are bars")
    _require(figure["layout"], _LAYOUT, "layout", "layout")


def _require(said: Mapping[str, Any], allowed: Mapping[str, Any], where: str, kind: str) -> None:
    for key in _DUE.get(kind, ()):
        if key not in said:
            raise ValueError(f"{where}.{key}: due")
    for key, value in said.items():
        if key not in allowed:
            raise ValueError(f"{where}: « {key} » is outside the drawing vocabulary")
        check = allowed[key]
        if isinstance(check, Mapping):
            _require(value, check, f"{where}.{key}", key)
        elif isinstance(check, list):
            for place, item in enumerate(value):
                _require(item, check[0], f"{where}.{key}[{place}]", key)
        elif not check(value):
            raise ValueError(f"{where}.{key}: « {value} » is outside the drawing vocabulary")
