"""The page of the richest shipped report stays light, loses nothing, and tells its figures whole."""

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

import pytest
from shipped_report import RICH, shipped_page, shipped_report
from test_skin_html import Page, shown_in

from dts_eval.presentation.blocks import Chart
from dts_eval.presentation.skins.figures import USUAL, light_figure

LARGEST = 1_900_000


def charts() -> list[Chart]:
    return [block for section in shipped_report(RICH).sections for block in section.blocks if isinstance(block, Chart)]


def added(usual: Mapping[str, Any], said: Mapping[str, Any]) -> dict[str, Any]:
    """What the script of the page does: what is said on top of what is usual, null takes away."""
    whole = dict(usual)
    for key, value in said.items():
        if value is None:
            del whole[key]
        else:
            whole[key] = added(whole.get(key, {}), value) if isinstance(value, dict) else value
    return whole


def flat(value: Any, place: str = "") -> dict[str, Any]:
    """Every value by its place."""
    if isinstance(value, Mapping):
        return {at: one for key, inside in value.items() for at, one in flat(inside, f"{place}.{key}").items()}
    if isinstance(value, list | tuple) and value:
        return {at: one for key, inside in enumerate(value) for at, one in flat(inside, f"{place}.{key}").items()}
    return {place: list(value) if isinstance(value, list | tuple) else value}


def test_the_page_of_the_rich_report_stays_light() -> None:
    assert len(shipped_page(RICH).encode()) < LARGEST


def test_every_number_of_the_rich_report_is_in_its_page() -> None:
    report = shipped_report(RICH)
    said = Counter((shown.row_id, shown.text) for shown in shown_in((report.notice, report.cover, report.sections)))
    # What is read aloud instead of a drawing is an attribute, which holds no element.
    said -= Counter((shown.row_id, shown.text) for chart in charts() for shown in shown_in(chart.alternative))
    page = Page(shipped_page(RICH))
    words = [words for words, inside in page.words if inside and inside[-1] == "data"]
    assert Counter(zip((given["data-row"] for given in page.all("data")), words, strict=True)) == said
    assert said.total() > 1000
    ids = [given["id"] for _, given, _ in page.tags if "id" in given]
    assert len(ids) == len(set(ids))
    assert all(given["href"].startswith("#") and given["href"][1:] in ids for given in page.all("a"))
    assert {given["id"] for given in page.all("article")} == {cited.evidence_id for cited in report.evidence}


@pytest.mark.parametrize("size", ["wide", "narrow"])
def test_a_light_figure_says_all_that_the_figure_says(size: str) -> None:
    assert len(charts()) > 20
    for chart in charts():
        figure = getattr(chart, size)
        light = light_figure(figure)
        layout = added(USUAL["layout"], light["layout"])
        for kind in ("annotations", "shapes"):
            layout[kind] = [added(USUAL[kind], item) for item in layout[kind]]
        for kind in ("xaxis", "yaxis"):
            layout[kind] = added(USUAL[kind], light["layout"][kind])
        traces = [(trace["type"], "text" in trace) for trace in figure["data"]]
        kinds = ["bar-text" if trace == ("bar", True) else trace[0] for trace in traces]
        data = [added(USUAL[kind], trace) for kind, trace in zip(kinds, light["data"], strict=True)]
        whole, expected = flat({"data": data, "layout": layout}), flat(figure)
        assert whole.keys() == expected.keys(), chart.chart_id
        for place, value in expected.items():
            assert whole[place] == (pytest.approx(value, rel=1e-5) if isinstance(value, float) else value), place


def test_a_proof_is_told_once_and_what_neighbours_share_too() -> None:
    page = shipped_page(RICH)
    file = f"<dd>{RICH}.xlsx</dd>"
    assert 1 <= page.count(file) < 50 < 500 < len(shipped_report(RICH).evidence)
    for heap in re.findall(r'<div class="lot">(.*?)</div>\n(?=<div class="lot">|</div>)', page, re.DOTALL)[:5]:
        assert heap.startswith('<dl class="commun">') and file not in heap.split("</dl>", 1)[1]
