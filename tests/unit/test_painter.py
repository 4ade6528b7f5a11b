"""The painter: hand-computed places, a closed vocabulary, and the same drawing as plotly.js and typst."""

import copy
import re
import shutil
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import plotly
import plotly.graph_objects as go
import pytest
import typst
from hypothesis import given
from hypothesis import strategies as st

from dts_eval.presentation.charts.colours import BLUE, FAMILY, GREY, INK, PAPER
from dts_eval.presentation.charts.painter import paint

SVG = "{http://www.w3.org/2000/svg}"
PATTERN = {"shape": "/", "size": 5, "solidity": 0.3, "fgcolor": BLUE, "bgcolor": PAPER, "fillmode": "replace"}
PLAIN_NOTE = {"showarrow": False, "borderpad": 0, "borderwidth": 0}


def tiny() -> dict[str, Any]:
    """A plot of 200 by 100 units whose left is at 50 and whose top is at 20: one unit of x is 2 units wide."""
    return {
        "data": [
            {
                "type": "bar",
                "orientation": "h",
                "x": [30, 50],
                "y": [0, 1],
                "width": 0.5,
                "marker": {"color": BLUE},
                "text": ["30", ""],
                "textposition": "inside",
                "insidetextanchor": "start",
                "textangle": 0,
                "constraintext": "none",
                "textfont": {"size": 10, "color": PAPER},
            },
            {
                "type": "bar",
                "orientation": "h",
                "x": [20, None],
                "y": [0, 1],
                "width": 0.5,
                "marker": {"color": PAPER, "line": {"color": BLUE, "width": 1}, "pattern": PATTERN},
            },
            {
                "type": "scatter",
                "mode": "markers+text",
                "x": [80],
                "y": [1],
                "text": ["a<br>b & c"],
                "textposition": "top center",
                "textfont": {"size": 10},
                "marker": {"symbol": "circle", "size": 8, "color": BLUE},
                "error_x": {
                    "type": "data",
                    "symmetric": False,
                    "array": [5],
                    "arrayminus": [10],
                    "color": GREY,
                    "thickness": 1,
                    "width": 3,
                },
            },
        ],
        "layout": {
            "width": 300,
            "height": 150,
            "margin": {"l": 50, "r": 50, "t": 20, "b": 30},
            "barmode": "stack",
            "showlegend": False,
            "xaxis": {
                "range": [0, 100],
                "tickvals": [0, 50],
                "ticktext": ["0", "50"],
                "tickfont": {"size": 10},
                "showgrid": True,
                "gridcolor": GREY,
            },
            "yaxis": {"range": [1.5, -0.5], "tickvals": [0], "ticktext": ["un"], "tickfont": {"size": 10}},
            "shapes": [
                {
                    "type": "path",
                    "path": "M 0,0 C 25,0 25,1 50,1 L 50,0 Z",
                    "line": {"color": BLUE, "width": 0},
                    "fillcolor": GREY,
                    "opacity": 0.5,
                    "layer": "below",
                },
                {
                    "type": "line",
                    "x0": 0,
                    "x1": 1,
                    "xref": "paper",
                    "y0": 0.5,
                    "y1": 0.5,
                    "yref": "paper",
                    "line": {"color": BLUE, "width": 2, "dash": "4px,3px"},
                },
            ],
            "annotations": [
                {"text": "note", "x": 50, "y": 0.5, "xshift": 4, "yshift": -6, "xanchor": "left", **PLAIN_NOTE}
            ],
        },
    }


def drawn(figure: dict[str, Any]) -> ET.Element:
    """Paint a figure and read the drawing back."""
    return ET.fromstring(paint(figure, labelled="Une figure"))


def test_bars_stand_where_hand_computation_puts_them() -> None:
    rects = [
        {key: element.get(key) for key in ("x", "y", "width", "height", "fill", "stroke")}
        for element in drawn(tiny()).iter(f"{SVG}rect")
        if element.get("height") == "25"
    ]
    # Rows are 50 high, from 20 to 120; bars are half as thick: 32.5 and 82.5 down. Thirty units are 60 wide.
    assert [(r["x"], r["y"], r["width"]) for r in rects] == [
        ("50", "32.5", "60"),
        ("50", "82.5", "100"),
        ("110", "32.5", "40"),
    ]
    assert rects[0]["fill"] == BLUE and rects[0]["stroke"] is None
    assert rects[2]["fill"].startswith("url(#hatching-") and rects[2]["stroke"] == BLUE


def test_hatching_is_defined_once_and_starts_with_the_plot() -> None:
    (pattern,) = drawn(tiny()).iter(f"{SVG}pattern")
    assert pattern.get("width") == "7.07"
    assert pattern.get("patternTransform") == "translate(50 20)"


def test_texts_stand_where_plotly_puts_them() -> None:
    texts = {
        "".join(element.itertext()): element
        for element in drawn(tiny()).iter(f"{SVG}text")
        if element.get("stroke") is None
    }
    inside, over, note = texts["30"], texts["ab & c"], texts["note"]
    assert (inside.get("x"), inside.get("y")) == ("53", "48.3")
    # The point is at 210, 95. Text stands 8/2/0.8 + 1 = 6 above it: 95 + 7.5 - 6 - 2.3 × 10.
    assert (over.get("x"), over.get("text-anchor")) == ("210", "middle")
    assert [span.get("y") for span in over] == ["73.5", "86.5"]
    # 50 is at 150, and 0.5 at 70; shifts go right and down; the baseline is a third of the size below the middle.
    assert (note.get("x"), note.get("y")) == ("154", "79.96")
    assert (texts["50"].get("x"), texts["50"].get("y")) == ("150", "130.5")
    assert (texts["un"].get("x"), texts["un"].get("y"), texts["un"].get("text-anchor")) == ("49.5", "48.5", "end")


def test_shapes_and_intervals_follow_the_axes() -> None:
    paths = [element.get("d") for element in drawn(tiny()).iter(f"{SVG}path")]
    assert "M50 45C100 45 100 95 150 95L150 45Z" in paths
    assert "M190 95L220 95M190 92L190 98M220 92L220 98" in paths
    lines = [element.attrib for element in drawn(tiny()).iter(f"{SVG}line")]
    dashed = next(line for line in lines if line.get("stroke-dasharray") == "4 3")
    assert [dashed[key] for key in ("x1", "y1", "x2", "y2")] == ["50", "70", "250", "70"]
    # As in plotly, the grid line at the end of the axis (0) is left out; the one at 50 stays.
    assert [line["x1"] for line in lines if line.get("stroke") == GREY] == ["150"]


def test_halo_lies_below_notes_and_points_and_under_no_bar() -> None:
    texts = list(drawn(tiny()).iter(f"{SVG}text"))
    haloed = [place for place, text in enumerate(texts) if text.get("stroke") == PAPER]
    assert {"".join(texts[place].itertext()) for place in haloed} == {"ab & c", "note"}
    for place in haloed:
        assert texts[place].get("stroke-width") == "4"
        assert "".join(texts[place + 1].itertext()) == "".join(texts[place].itertext())
        assert texts[place + 1].get("stroke") is None


def test_the_drawing_names_itself_and_its_face() -> None:
    root = drawn(tiny())
    assert root.get("role") == "img" and root.get("aria-label") == "Une figure"
    assert root.get("viewBox") == "0 0 300 150" and root.get("width") == "300"
    assert root.get("font-family") == FAMILY


def test_labels_are_written_safely() -> None:
    figure = tiny()
    figure["layout"]["annotations"][0]["text"] = "&lt;b&gt; &amp; « été »"
    assert "<b>" not in paint(figure, labelled='"<&')
    assert "<b> & « été »" in ["".join(text.itertext()) for text in drawn(figure).iter(f"{SVG}text")]


def test_same_figure_same_bytes_and_two_decimals_at_most() -> None:
    figure = tiny()
    figure["data"][0]["x"] = [100 / 7, 200 / 3]
    assert paint(figure) == paint(copy.deepcopy(figure))
    assert not re.search(r"\d\.\d{3}", paint(figure))


def test_anchored_axes_keep_a_square_square() -> None:
    figure = tiny()
    figure["data"] = []
    figure["layout"] |= {
        "xaxis": {"range": [0, 10], "scaleanchor": "y", "visible": False},
        "yaxis": {"range": [0, 10], "visible": False},
        "annotations": [],
        "shapes": [{"type": "rect", "x0": 2, "x1": 4, "y0": 2, "y1": 4, "line": {"color": BLUE, "width": 1}}],
    }
    (square,) = drawn(figure).iter(f"{SVG}rect")
    # The plot is 200 by 100: ten units down are 100, so one unit is 10, and ten units across are in the middle.
    assert [square.get(key) for key in ("x", "y", "width", "height")] == ["120", "80", "20", "20"]


OUTSIDE = {
    "legend": lambda f: f["layout"].update(legend={"x": 0}),
    "title": lambda f: f["layout"].update(title="Titre"),
    "pie": lambda f: f["data"].append({"type": "pie"}),
    "symbol": lambda f: f["data"][2]["marker"].update(symbol="star"),
    "showarrow": lambda f: f["layout"]["annotations"][0].update(showarrow=True),
    "path": lambda f: f["layout"]["shapes"][0].update(path="M 0,0 A 1,1 0 0 0 2,2"),
    "text": lambda f: f["layout"]["annotations"][0].update(text="<i>a</i>"),
    "color": lambda f: f["data"][0]["marker"].update(color="rgb(0,0,0)"),
    "barmode": lambda f: f["layout"].pop("barmode"),
    "borderpad": lambda f: f["layout"]["annotations"][0].pop("borderpad"),
    "align": lambda f: f["layout"]["annotations"][0].update(text="a<br>b", align="right"),
    "range": lambda f: f["layout"]["xaxis"].update(range=[1, 1]),
    "gradient": lambda f: f["data"][0]["marker"].update(gradient={}),
    "line.color": lambda f: f["data"][1]["marker"].update(line={"width": 2}),
    "frames": lambda f: f.update(frames=[]),
}


@pytest.mark.parametrize("name", OUTSIDE)
def test_what_is_outside_the_vocabulary_is_refused_by_name(name: str) -> None:
    figure = tiny()
    OUTSIDE[name](figure)
    with pytest.raises(ValueError, match=re.escape(name)):
        paint(figure)


def test_the_vocabulary_is_plotly() -> None:
    go.Figure(tiny())


@st.composite
def bar_figures(draw: st.DrawFn) -> dict[str, Any]:
    """Any permitted figure of stacked bars whose axis holds them."""
    numbers = st.floats(min_value=0, max_value=1e6, allow_nan=False)
    places = draw(st.integers(1, 8))
    traces = draw(st.lists(st.lists(st.none() | numbers, min_size=places, max_size=places), min_size=1, max_size=4))
    reach = max(1.0, *(sum(trace[place] or 0 for trace in traces) for place in range(places)))
    level = draw(st.booleans())
    along, aside = (0, reach * draw(st.floats(1.0, 2.0))), (places - 0.5, -0.5)
    width, height = draw(st.integers(120, 700)), draw(st.integers(120, 700))
    margins = {side: draw(st.integers(0, 50)) for side in "lrtb"}
    data = [
        {
            "type": "bar",
            "orientation": "h" if level else "v",
            "x" if level else "y": trace,
            "y" if level else "x": list(range(places)),
            "width": draw(st.floats(0.1, 1)),
            "marker": {"color": BLUE},
        }
        for trace in traces
    ]
    return {
        "data": data,
        "layout": {
            "width": width,
            "height": height,
            "margin": margins,
            "barmode": "stack",
            "xaxis": {"range": list(along if level else aside)},
            "yaxis": {"range": list(aside if level else along)},
        },
    }


@given(bar_figures())
def test_any_permitted_bar_stays_within_the_plot(figure: dict[str, Any]) -> None:
    layout = figure["layout"]
    margin = layout["margin"]
    for rect in drawn(figure).iter(f"{SVG}rect"):
        x, y, width, height = (float(rect.get(key, "0")) for key in ("x", "y", "width", "height"))
        assert width >= 0 and height >= 0
        assert x >= margin["l"] - 0.02 and x + width <= layout["width"] - margin["r"] + 0.02
        assert y >= margin["t"] - 0.02 and y + height <= layout["height"] - margin["b"] + 0.02


@given(bar_figures())
def test_stacked_bars_touch_and_never_overlap(figure: dict[str, Any]) -> None:
    level = figure["data"][0]["orientation"] == "h"
    layout = figure["layout"]
    size = "width" if level else "height"
    ends = layout["xaxis" if level else "yaxis"]["range"]
    margin = layout["margin"]
    room = layout["width"] - margin["l"] - margin["r"] if level else layout["height"] - margin["t"] - margin["b"]
    values = [value for trace in figure["data"] for value in trace["x" if level else "y"] if value]
    painted = sum(float(rect.get(size, "0")) for rect in drawn(figure).iter(f"{SVG}rect"))
    assert painted == pytest.approx(sum(values) / ends[1] * room, abs=0.02 * (len(values) + 1))


def test_typst_embeds_the_drawing(tmp_path: Path) -> None:
    empty = tiny() | {"data": []}
    empty["layout"] |= {"shapes": [], "annotations": [], "xaxis": {"range": [0, 1]}, "yaxis": {"range": [0, 1]}}
    source = tmp_path / "page.typ"
    source.write_text('#set page(width: 400pt, height: 200pt)\n#image("figure.svg")', encoding="utf-8")
    pages = []
    for figure in (tiny(), empty):
        (tmp_path / "figure.svg").write_text(paint(figure, labelled="Une figure"), encoding="utf-8")
        pages.append(typst.compile(source, format="png", ppi=72))
    assert len(pages[0]) > 2 * len(pages[1]) > 0


@pytest.mark.browser
def test_plotly_writes_every_text_at_the_same_place(tmp_path: Path) -> None:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("no Chromium")
    from playwright.sync_api import sync_playwright

    script = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
    figure = tiny()
    figure["layout"]["font"] = {"family": "sans-serif", "color": INK, "size": 10}
    page_file = tmp_path / "page.html"
    style = "<style>body{margin:0}#q{position:absolute;top:0;left:400px}</style>"
    body = f"<div id=p></div><div id=q>{paint(figure)}</div>"
    page_file.write_text(f"<meta charset=utf-8>{style}{body}", encoding="utf-8")
    read = """(selector) => [...document.querySelectorAll(selector)].flatMap(text => {
        const home = text.closest('#p, #q').getBoundingClientRect(), place = text.getScreenCTM();
        const lines = text.querySelectorAll('tspan').length ? [...text.querySelectorAll('tspan')] : [text];
        return lines.filter(line => line.getNumberOfChars()).map(line => {
            const start = line.getStartPositionOfChar(0), at = new DOMPoint(start.x, start.y).matrixTransform(place);
            return [line.textContent, at.x - home.x, at.y - home.y];
        });
    })"""
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(page_file.as_uri())
        page.add_script_tag(path=str(script))
        page.evaluate("(f) => Plotly.newPlot('p', f.data, f.layout, {staticPlot: true})", figure)
        theirs = sorted(page.evaluate(read, "#p text"))
        ours = sorted(page.evaluate(read, "#q text:not([stroke])"))
        browser.close()
    assert [text for text, *_ in ours] == [text for text, *_ in theirs]
    for (text, *mine), (_, *yours) in zip(ours, theirs, strict=True):
        assert mine == pytest.approx(yours, abs=1.2), text
