"""Whatever a small sheet is made of and whatever is written in it: openpyxl reads it, and no other cell moves."""

import re
from functools import cache
from io import BytesIO

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter
from xlsxwriter import Workbook

from dts_eval.workbook.parts import replace_parts
from dts_eval.workbook.sheet_edits import Edit, edit_sheet
from dts_eval.workbook.sheet_scan import read_sheet

SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PART = "xl/worksheets/sheet1.xml"
STYLES = 3
LINES, COLUMNS = st.integers(1, 9), st.integers(1, 6)
# openpyxl keeps « _x0041_ » as it stands in the file; the unit tests say how such a text is written.
TEXTS = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t", exclude_characters="\ufffe\uffff_"),
    max_size=12,
)
NUMBERS = st.integers(-(10**6), 10**6) | st.floats(-1e6, 1e6, allow_nan=False).map(lambda number: round(number, 4))
VALUES = st.none() | TEXTS | NUMBERS
HELD = st.sampled_from(
    [
        "<{p}c{r}{s}/>",
        '<{p}c{r}{s} t="s"><{p}v>0</{p}v></{p}c>',
        "<{p}c{r}{s}><{p}v>12.5</{p}v></{p}c>",
        "<{p}c {s} {r} >\n<{p}v>7</{p}v> </{p}c >",
        '<{p}c{r}{s} t="str"><{p}v><![CDATA[<c r="A1">]]></{p}v></{p}c>',
        '<{p}c{r}{s} t="inlineStr"><{p}is><{p}t>é &lt;c/&gt;</{p}t></{p}is></{p}c>',
        '<{p}c{r}{s} t="b"><!-- <c r="B2"/> --><{p}v>1</{p}v></{p}c>',
        "<{p}c{r}{s}><{p}f>1+1</{p}f><{p}v>2</{p}v></{p}c>",
    ]
)
CELLS = st.tuples(HELD, st.integers(0, STYLES), st.booleans())


@cache
def skeleton() -> bytes:
    """A workbook with one shared text and a few styles, whose sheet is to be replaced."""
    made = BytesIO()
    book = Workbook(made, {"in_memory": True})
    page = book.add_worksheet()
    for number in range(STYLES):
        page.write(number, 0, "texte", book.add_format({"font_size": 8 + number, "bold": True}))
    book.close()
    return made.getvalue()


@st.composite
def sheets(draw):
    """Draw the xml of a sheet: with or without addresses, a prefix, an extent, spaces between rows."""
    prefix = draw(st.sampled_from(["", "x:"]))
    rows = draw(st.dictionaries(LINES, st.dictionaries(COLUMNS, CELLS, max_size=5), max_size=5))
    said = draw(st.booleans())
    written, raw, expected_line = "", {}, 1
    for line in sorted(rows):
        address = f' r="{line}"' if said or line != expected_line else ""
        spans = draw(st.sampled_from(["", ' spans="2:3"', " spans='1:6'"]))
        inside, expected_column = "", 1
        for column in sorted(rows[line]):
            form, style, with_style = rows[line][column]
            place = f' r="{get_column_letter(column)}{line}"' if said or column != expected_column else ""
            cell = form.format(p=prefix, r=place, s=f' s="{style}"' if with_style else "")
            raw[line, column] = cell
            inside, expected_column = inside + cell, column + 1
        tag = f"<{prefix}row{address}{spans}"
        written += f"{tag}/>" if not inside and draw(st.booleans()) else f"{tag}>{inside}</{prefix}row>"
        written += draw(st.sampled_from(["", "\n  ", "<!-- <row/> -->"]))
        expected_line = line + 1
    space = f'xmlns{":" + prefix[:-1] if prefix else ""}="{SPACE}"'
    extent = draw(st.sampled_from(["", f'<{prefix}dimension ref="B2:C3"/>']))
    data = f"<{prefix}sheetData>{written}</{prefix}sheetData>" if written else f"<{prefix}sheetData/>"
    return f"<{prefix}worksheet {space}>{extent}{data}</{prefix}worksheet>".encode(), raw


def held_in(xml: bytes) -> dict[tuple[int, int], tuple[object, int]]:
    """Return what openpyxl reads in each cell: its value and its style."""
    page = openpyxl.load_workbook(BytesIO(replace_parts(skeleton(), {PART: xml}))).active
    return {
        (cell.row, cell.column): (cell.value, cell.style_id)
        for row in page.iter_rows()
        for cell in row
        if cell.value is not None or cell.style_id
    }


@settings(max_examples=80, deadline=None)
@given(sheets(), st.dictionaries(st.tuples(LINES, COLUMNS), VALUES, max_size=6))
def test_openpyxl_reads_what_was_written_and_all_else_as_before(drawn, wanted):
    xml, raw = drawn
    sheet = read_sheet(xml)
    edits = [Edit(*spot, value, style=1) for spot, value in wanted.items()]
    before, after = held_in(xml), held_in(edit_sheet(sheet, edits))
    for spot, value in wanted.items():
        style = before.get(spot, (None, 0))[1] if spot in raw else 1 if value is not None else 0
        assert after.get(spot, (None, 0)) == (value, style)
    assert {spot: held for spot, held in after.items() if spot not in wanted} == {
        spot: held for spot, held in before.items() if spot not in wanted
    }


@settings(max_examples=80, deadline=None)
@given(sheets(), st.dictionaries(st.tuples(LINES, COLUMNS), VALUES, max_size=6))
def test_the_bytes_of_every_other_cell_are_the_same_and_in_order(drawn, wanted):
    xml, raw = drawn
    after = edit_sheet(read_sheet(xml), [Edit(*spot, value) for spot, value in wanted.items()]).decode()
    kept = [re.escape(cell) for spot, cell in sorted(raw.items()) if spot not in wanted]
    assert re.search(".*".join(["", *kept, ""]), after, re.S)
    found = read_sheet(after.encode())
    expected = set(raw) | {spot for spot, value in wanted.items() if value is not None}
    assert {(line, column) for line, row in found.rows.items() for column in row.by_column} == expected


@settings(max_examples=60, deadline=None)
@given(sheets())
def test_writing_nothing_changes_nothing(drawn):
    assert edit_sheet(read_sheet(drawn[0]), []) == drawn[0]
