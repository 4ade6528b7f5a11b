"""The figures that the page's script draws, written without what they all say: the script adds it again."""

from collections.abc import Mapping
from typing import Any

from dts_eval.presentation.charts.colours import FAMILY, INK, LABEL, PAPER, SMALL, SOFT_INK

_TRACE = {"showlegend": False, "cliponaxis": False, "hoverinfo": "skip"}
_AXIS = {
    "visible": True, "fixedrange": True, "tickvals": [], "ticktext": [], "tickangle": 0, "ticks": "",
    "ticklabeloverflow": "allow", "showgrid": False, "zeroline": False,
}  # fmt: skip
_BAR = _TRACE | {"hoverinfo": "text", "orientation": "h"}
USUAL: Mapping[str, Any] = {
    "bar": _BAR | {"textposition": "none"},
    "bar-text": _BAR
    | {
        "textangle": 0, "constraintext": "none", "insidetextanchor": "start", "textposition": "inside",
        "textfont": {"size": 14, "color": INK, "weight": 600},
    },
    "scatter": _TRACE | {"mode": "lines"},
    "annotations": {
        "align": "left", "borderpad": 0, "borderwidth": 0, "showarrow": False, "textangle": 0, "x": 0, "y": 1,
        "xanchor": "left", "yanchor": "middle", "xref": "paper", "yref": "paper",
        "font": {"size": LABEL, "color": INK, "weight": 400},
    },
    "shapes": {"type": "line", "layer": "below", "line": {"width": 1}, "xref": "paper", "yref": "paper"},
    "xaxis": _AXIS | {"tickfont": {"size": LABEL, "color": INK}},
    "yaxis": _AXIS | {"tickfont": {"size": SMALL, "color": SOFT_INK}},
    "layout": {
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0, "pad": 0}, "paper_bgcolor": PAPER, "plot_bgcolor": PAPER,
        "font": {"family": FAMILY, "size": LABEL, "color": INK}, "barmode": "stack", "showlegend": False,
        "hovermode": "closest", "dragmode": False, "shapes": [], "annotations": [],
    },
}  # fmt: skip


def light_figure(figure: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out of a figure what is usual; a usual thing that it does not say is written as null."""
    layout = dict(figure["layout"])
    for kind in ("annotations", "shapes"):
        if kind in layout:
            layout[kind] = [_less(item, USUAL[kind]) for item in layout[kind]]
    for kind in ("xaxis", "yaxis"):
        layout[kind] = _less(layout[kind], USUAL[kind])
    data = [{"type": trace["type"]} | _less(trace, USUAL[usual_trace(trace)]) for trace in figure["data"]]
    return {"data": _rounded(data), "layout": _rounded(_less(layout, USUAL["layout"]))}


def usual_trace(trace: Mapping[str, Any]) -> str:
    """Name what is usual of a trace: bars that bear texts say more than others."""
    return "bar-text" if trace["type"] == "bar" and "text" in trace else str(trace["type"])


def _less(said: Mapping[str, Any], usual: Mapping[str, Any]) -> dict[str, Any]:
    kept: dict[str, Any] = {key: None for key in usual if key not in said}
    for key, value in said.items():
        known = usual.get(key)
        if key in usual and value == known and type(value) is type(known):
            continue
        kept[key] = _less(value, known) if isinstance(value, Mapping) and isinstance(known, Mapping) else value
    return kept


def _rounded(value: Any) -> Any:
    # Six digits are less than a hundredth of a pixel.
    if isinstance(value, float):
        short = float(f"{value:.6g}")
        return int(short) if short.is_integer() else short
    if isinstance(value, Mapping):
        return {key: _rounded(inside) for key, inside in value.items()}
    return [_rounded(inside) for inside in value] if isinstance(value, list | tuple) else value
