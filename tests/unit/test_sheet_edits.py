"""Cells changed in the xml of a sheet: what is written, and that nothing else moves."""

import pytest

from dts_eval.workbook.parts import Unwritable
from dts_eval.workbook.sheet_edits import Edit, edit_sheet
from dts_eval.workbook.sheet_scan import read_sheet

SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
B2 = Edit(2, 2, "oui")
OUI = '<c r="B2" t="inlineStr"><is><t>oui</t></is></c>'
UNPLACED = OUI.replace(' r="B2"', "")


def sheet(data: str, before: str = "", after: str = "") -> str:
    return f'<worksheet xmlns="{SPACE}">{before}<sheetData>{data}</sheetData>{after}</worksheet>'


def edited(xml: str, *edits: Edit) -> str:
    return edit_sheet(read_sheet(xml.encode()), edits).decode()


def data_of(xml: str) -> str:
    return xml.partition("<sheetData>")[2].partition("</sheetData>")[0]


def test_a_cell_that_exists_keeps_its_place_and_its_style():
    before = sheet('<row r="2" ht="15"><c r="A2" t="s"><v>0</v></c><c r="B2" s="7" t="s"><v>1</v></c><c r="C2"/></row>')
    after = edited(before, B2)
    assert after == before.replace(
        '<c r="B2" s="7" t="s"><v>1</v></c>', '<c r="B2" s="7" t="inlineStr"><is><t>oui</t></is></c>'
    )


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ('<row r="2"><c r="A2"/><c r="D2"/></row>', f'<row r="2"><c r="A2"/>{OUI}<c r="D2"/></row>'),
        ('<row r="2"><c r="D2"/></row>', f'<row r="2">{OUI}<c r="D2"/></row>'),
        ('<row r="2"><c r="A2"/></row>', f'<row r="2"><c r="A2"/>{OUI}</row>'),
        ('<row r="2"></row>', f'<row r="2">{OUI}</row>'),
        ('<row r="2"/>', f'<row r="2">{OUI}</row>'),
        ("<row r='2' />", f"<row r='2'>{OUI}</row>"),
        ('<row r="1"/><row r="3"/>', f'<row r="1"/><row r="2">{OUI}</row><row r="3"/>'),
        ('<row r="5"/>', f'<row r="2">{OUI}</row><row r="5"/>'),
        ('<row r="1"><c/></row>', f'<row r="1"><c/></row><row r="2">{OUI}</row>'),
        ("", f'<row r="2">{OUI}</row>'),
        ('<row/><row spans="1:1"/>', f'<row/><row spans="1:2">{OUI}</row>'),
        ("<row/><row><c/><c><v>4</v></c><c/></row>", f"<row/><row><c/>{UNPLACED}<c/></row>"),
        (
            '<row r="2"><c r="A2"/><extLst><ext uri="x"/></extLst></row>',
            f'<row r="2"><c r="A2"/>{OUI}<extLst><ext uri="x"/></extLst></row>',
        ),
        ('\n <row r="2">\n  <c r="A2"/>\n </row>\n', f'\n <row r="2">\n  <c r="A2"/>{OUI}\n </row>\n'),
    ],
)  # fmt: skip
def test_a_new_cell_goes_where_its_address_says(row, expected):
    assert data_of(edited(sheet(row), B2)) == expected


def test_a_sheet_without_any_row_gets_its_first():
    before = f'<worksheet xmlns="{SPACE}"><cols/><sheetData /><pageMargins/></worksheet>'
    after = edited(before, B2, Edit(1, 1, 3))
    rows = f'<sheetData><row r="1"><c r="A1"><v>3</v></c></row><row r="2">{OUI}</row></sheetData>'
    assert after == before.replace("<sheetData />", rows)


def test_several_cells_come_in_the_order_of_lines_and_columns():
    edits = [Edit(5, 2, 52), Edit(4, 3, 43), Edit(2, 4, 24), Edit(4, 1, 41), Edit(2, 3, 23), Edit(2, 5, 25)]
    after = data_of(edited(sheet('<row r="2"><c r="A2"/><c r="E2"/></row><row r="7"/>'), *edits))
    assert after == (
        '<row r="2"><c r="A2"/><c r="C2"><v>23</v></c><c r="D2"><v>24</v></c><c r="E2"><v>25</v></c></row>'
        '<row r="4"><c r="A4"><v>41</v></c><c r="C4"><v>43</v></c></row><row r="5"><c r="B5"><v>52</v></c></row>'
        '<row r="7"/>'
    )


def test_the_extent_that_rows_and_sheet_say_of_themselves_grows():
    before = sheet('<row r="3" spans="2:3" s="4"><c r="B3"/></row>', '<dimension ref="B3:C4"/>')
    after = edited(before, Edit(3, 1, 1), Edit(3, 27, 2), Edit(9, 2, 3))
    assert '<row r="3" spans="1:27" s="4">' in after
    assert '<dimension ref="A3:AA9"/>' in after


def test_the_extent_stays_when_what_is_written_lies_in_it():
    before = sheet('<row r="3" spans="1:3"><c r="A3"/></row>', '<dimension ref="A1:C4"/>')
    after = edited(before, Edit(3, 2, 1))
    assert after == before.replace('<c r="A3"/>', '<c r="A3"/><c r="B3"><v>1</v></c>')


@pytest.mark.parametrize(
    ("row", "height", "said"),
    [
        ('<row r="2" ht="15">', 30.0, 'ht="30"'),
        ('<row r="2" ht="43.5">', 30.0, 'ht="43.5"'),
        ('<row r="2" ht="15" customHeight="1">', 30.0, 'ht="15"'),
        ('<row r="2" ht="15" customHeight="true">', 30.0, 'ht="15"'),
        ('<row r="2" ht="15" customHeight="false">', 43.5, 'ht="43.5"'),
    ],
)
def test_a_height_that_nobody_imposed_follows_the_text(row, height, said):
    after = edited(sheet(f'{row}<c r="B2"/></row>'), Edit(2, 2, "long", height=height))
    assert said in after and after.count(" ht=") == 1


def test_a_new_row_is_as_high_as_its_text():
    low, high = Edit(2, 1, "court"), Edit(3, 1, "long", height=43.5)
    after = data_of(edited(sheet("", '<sheetFormatPr defaultRowHeight="20"/>'), low, high))
    assert '<row r="2"><c' in after and '<row r="3" ht="43.5"><c' in after


def test_elements_with_a_prefix_keep_it():
    before = (
        f'<x:worksheet xmlns:x="{SPACE}"><x:sheetData><x:row r="1"><x:c r="A1" t="s"><x:v>0</x:v></x:c></x:row>'
        "</x:sheetData></x:worksheet>"
    )
    after = edited(before, Edit(1, 1, "a"), Edit(1, 2, 5), Edit(3, 1, "b"))
    assert after == (
        f'<x:worksheet xmlns:x="{SPACE}"><x:sheetData><x:row r="1">'
        '<x:c r="A1" t="inlineStr"><x:is><x:t>a</x:t></x:is></x:c><x:c r="B1"><x:v>5</x:v></x:c></x:row>'
        '<x:row r="3"><x:c r="A3" t="inlineStr"><x:is><x:t>b</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>'
    )


def test_a_sheet_in_the_strict_form_of_the_standard_is_changed_too():
    before = sheet('<row r="2"><c r="B2"/></row>').replace(SPACE, STRICT)
    assert edited(before, B2) == before.replace('<c r="B2"/>', OUI)


def test_what_looks_like_a_cell_and_is_none_is_left():
    inside = '<c r="A2" t="str"><v><![CDATA[<c r="B2"/></row>]]></v></c>'
    odd = f'<!-- <c r="B2"> --><row r="2" x="a>b">{inside}</row><?p <row?>'
    after = edited(f'\ufeff<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n{sheet(odd)}', B2)
    assert after.startswith("\ufeff<?xml") and data_of(after) == odd.replace("</c></row><?p", f"</c>{OUI}</row><?p")


def test_accents_before_a_cell_do_not_shift_it():
    before = sheet('<row r="1"><c r="A1" t="str"><v>é€😀</v></c></row><row r="2"><c r="B2"/></row>')
    assert edited(before, B2) == before.replace('<c r="B2"/>', OUI)


def test_cells_of_another_vocabulary_are_not_cells():
    odd = '<row r="2"><c r="B2"><f>1</f><v>1</v><o:f xmlns:o="urn:o">2</o:f></c></row>'
    assert read_sheet(sheet(odd).encode()).holds_formula((2, 2))
    other = sheet('<row r="2"><c r="B2"><o:f xmlns:o="urn:o">2</o:f></c></row>')
    assert not read_sheet(other.encode()).holds_formula((2, 2))


@pytest.mark.parametrize(
    ("value", "inside"),
    [
        ("a & b < c > d", "<is><t>a &amp; b &lt; c &gt; d</t></is>"),
        ('"]]>"', '<is><t>"]]&gt;"</t></is>'),
        ("=1+1", "<is><t>=1+1</t></is>"),
        ("deux\nlignes", '<is><t xml:space="preserve">deux\nlignes</t></is>'),
        ("deux  espaces", '<is><t xml:space="preserve">deux  espaces</t></is>'),
        ("_x000D_ et _xyz_", "<is><t>_x005F_x000D_ et _xyz_</t></is>"),
        ("_x005F_x000D_", "<is><t>_x005F_x005F_x005F_x000D_</t></is>"),
        (3, "<v>3</v>"),
        (3.0, "<v>3</v>"),
        (-0.1, "<v>-0.1</v>"),
        (1e21, "<v>1000000000000000000000</v>"),
        (1.5e-7, "<v>1.5e-07</v>"),
    ],
)
def test_a_value_is_written_as_the_standard_wants_it(value, inside):
    kind = ' t="inlineStr"' if isinstance(value, str) else ""
    assert data_of(edited(sheet(""), Edit(1, 1, value))) == f'<row r="1"><c r="A1"{kind}>{inside}</c></row>'


def test_a_new_cell_takes_the_style_it_is_given():
    assert '<c r="A1" s="12"><v>1</v></c>' in edited(sheet(""), Edit(1, 1, 1, style=12))


def test_nothing_is_written_for_a_cell_to_empty_that_does_not_exist():
    before = sheet('<row r="1"><c r="A1"><v>1</v></c></row>', '<dimension ref="A1"/>')
    assert edited(before, Edit(1, 2, None), Edit(9, 9, None)) == before


def test_a_cell_that_is_emptied_keeps_its_style_alone():
    before = sheet('<row r="1"><c r="A1" s="3" t="s" cm="1" vm="2" ph="1"><v>1</v><extLst/></c></row>')
    assert data_of(edited(before, Edit(1, 1, None))) == '<row r="1"><c r="A1" s="3"/></row>'


def test_what_a_range_computes_is_known_in_each_of_its_cells():
    read = read_sheet(
        sheet(
            '<row r="1"><c r="A1"><f t="array" ref="A1:B2">X</f><v>1</v></c><c r="B1"><v>2</v></c>'
            '<c r="D1"><f t="shared" ref="D1:D9" si="0">X</f></c></row><row r="3"><c r="A3"/><c r="D3"/></row>'
        ).encode()
    )
    assert [read.holds_formula(spot) for spot in ((1, 1), (1, 2), (2, 2), (3, 1), (1, 4), (3, 4))] == [
        True, True, True, False, True, False,
    ]  # fmt: skip


def test_a_merged_range_hides_all_its_cells_but_the_first():
    read = read_sheet(sheet("", after='<mergeCells><mergeCell ref="B2:C3"/></mergeCells>').encode())
    assert read.merged_at((2, 2)) is None and read.merged_at((4, 2)) is None
    assert read.merged_at((2, 3)) == read.merged_at((3, 2)) == (2, 2, 3, 3)


def test_a_cell_without_any_takes_the_style_of_its_row_then_of_its_column():
    rows = '<row r="1" s="4" customFormat="1"/><row r="2" s="4"/>'
    read = read_sheet(sheet(rows, '<cols><col min="2" max="3" width="20" style="9"/></cols>').encode())
    assert [read.default_style(spot) for spot in ((1, 2), (2, 2), (8, 3), (8, 4))] == [4, 9, 9, None]
    assert (read.width(2), read.width(4)) == (20, 8.43)


@pytest.mark.parametrize(
    "xml",
    [
        sheet('<row r="2"/><row r="1"/>'),
        sheet('<row r="2"/><row r="2"/>'),
        sheet('<row r="1"><c r="B1"/><c r="A1"/></row>'),
        sheet('<row r="1"><c r="A1"/><c r="A1"/></row>'),
        sheet('<row r="1"><c r="A2"/></row>'),
        sheet('<row r="un"/>'),
        sheet('<row r="1"><c r="??"/></row>'),
        sheet('<o:row xmlns:o="urn:o"/>'),
        sheet('<row r="1"><o:c xmlns:o="urn:o"/></row>'),
        sheet(f'<x:row xmlns:x="{SPACE}" r="1"/>'),
        sheet("", after="<sheetData/>"),
        sheet("<row>"),
        f'<worksheet xmlns="{SPACE}"/>',
        f'<chartsheet xmlns="{SPACE}"><sheetData/></chartsheet>',
        "<worksheet><sheetData/></worksheet>",
        f"<!DOCTYPE worksheet []>{sheet('')}",
        f'<?xml version="1.0" encoding="iso-8859-1"?>{sheet("")}',
        "",
    ],
)
def test_a_sheet_made_in_an_unforeseen_way_is_refused(xml):
    with pytest.raises(Unwritable) as refused:
        read_sheet(xml.encode())
    assert refused.value.code == "sheet_not_writable"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_sheet_in_sixteen_bits_is_refused(encoding):
    with pytest.raises(Unwritable):
        read_sheet(f'<?xml version="1.0"?>{sheet("")}'.encode(encoding))
