"""The table of docs/method.md is true: sheets, functions and parts exist, and every line of the method has a place."""

import re
from importlib import import_module
from pathlib import Path

import pytest

from dts_eval.foundation.language import texts
from dts_eval.workbook.layout import layout

CHECKOUT = Path(__file__).parents[2]
PAGE = (CHECKOUT / "docs" / "method.md").read_text(encoding="utf-8")
# What the manual imposes, read line by line; it stands beside the checkout and not in it.
METHOD = CHECKOUT.parent / "shared" / "manual" / "method.md"
RANGE = re.compile(r"l\.(\d+)(?:-(\d+))?")
FUNCTION = re.compile(r"`([\w.]+):(\w+)`")
EVERYWHERE = "all sheets, in this order"
OF_EACH_CRITERION = "critère"


def lines_of(heading: str) -> list[list[str]]:
    body = PAGE.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    rows = [line for line in body.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows[2:]]


PLACED = [*lines_of("Fiche II-2, step by step"), *lines_of("Beside fiche II-2")]
LEFT_OUT = lines_of("Not taken in, and why")


def ranges(text: str) -> set[int]:
    return {
        line for first, last in RANGE.findall(text) for line in range(int(first), int(last or first) + 1)
    }


@pytest.mark.parametrize("row", PLACED, ids=lambda row: row[0])
def test_its_sheets_and_columns_are_those_of_the_workbook(row):
    titles = {sheet.title: {column.title for column in sheet.columns} for sheet in layout().sheets}
    if row[2] == EVERYWHERE:
        return
    for place in row[2].split(";"):
        sheet, _, columns = place.strip().partition(":")
        named = {column.strip() for column in columns.split(",")}
        assert sheet in titles and named <= titles[sheet], (sheet, named - titles.get(sheet, set()))


@pytest.mark.parametrize("row", PLACED, ids=lambda row: row[0])
def test_its_functions_are_those_of_the_library(row):
    named = FUNCTION.findall(row[3])
    assert named and len(named) == row[3].count("`") // 2
    for module, name in named:
        assert callable(getattr(import_module(f"dts_eval.{module}"), name)), f"{module}:{name}"


@pytest.mark.parametrize("row", PLACED, ids=lambda row: row[0])
def test_its_parts_are_those_of_the_report(row):
    parts = {str(text) for key, text in texts("fr").items() if key.startswith("title_")} | {OF_EACH_CRITERION}
    named = {part.strip() for part in row[4].split(";")}
    assert named and named <= parts, named - parts


@pytest.mark.skipif(not METHOD.is_file(), reason="what the manual imposes is not beside this checkout")
def test_every_line_of_the_method_has_its_place():
    sections = re.split(r"^## ", METHOD.read_text(encoding="utf-8"), flags=re.M)
    asked = set().union(*(ranges(part) for part in sections if re.match(r"(?:[2-9]|10)\. ", part)))
    has_a_place = ranges(" ".join(row[0] for row in [*PLACED, *LEFT_OUT]))
    assert len(asked) > 200
    assert sorted(asked - has_a_place) == []
