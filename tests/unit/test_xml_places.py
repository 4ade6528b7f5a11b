"""Where elements lie in a part of a file, and what is put between them, to the byte."""

from xml.etree import ElementTree

import pytest

from dts_eval.workbook.borrowed_styles import BorrowedStyles
from dts_eval.workbook.header_notes import with_notes
from dts_eval.workbook.parts import Unwritable
from dts_eval.workbook.sheet_surroundings import rules_of, with_columns, with_rules
from dts_eval.workbook.xml_places import Places, appended, as_xml, spliced

SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RULE = ElementTree.fromstring(
    '<dataValidation type="list" error="« oui » &amp; non" sqref="A1"><formula1>liste</formula1></dataValidation>'
)


def sheet(inside: str, prefix: str = "") -> bytes:
    space = f"xmlns:{prefix[:-1]}" if prefix else "xmlns"
    return f'<?xml version="1.0"?>\n<{prefix}worksheet {space}="{SPACE}">{inside}</{prefix}worksheet>'.encode()


def test_elements_are_found_with_their_bounds():
    xml = "<a><b x:id='é>1'><c/></b > <b/></a>".replace("x:id", "id").encode()
    places = Places(xml, 1)
    assert [place.name for place in places.all] == ["a", "b", "b"]
    first, second = places.within(places.root)
    assert xml[first.start : first.end].decode() == "<b id='é>1'><c/></b >"
    assert xml[first.inside : first.close] == b"<c/>"
    assert first.attributes == {"id": "é>1"} and second.is_closed_at_once


@pytest.mark.parametrize(
    ("xml", "becomes"),
    [
        ('<a><b count="1"><c/></b></a>', '<a><b count="3"><c/><d/></b></a>'),
        ('<a><b count="1"/></a>', '<a><b count="3"><d/></b></a>'),
        ("<a><b /></a>", "<a><b><d/></b></a>"),
        ("<a><p:b></p:b></a>", "<a><p:b><d/></p:b></a>"),
    ],
)
def test_what_comes_last_in_an_element_leaves_all_else(xml, becomes):
    places = Places(xml.encode(), 1)
    there = places.named("b")
    assert there is not None
    assert spliced(places.xml, appended(places.xml, there, b"<d/>", 2)).decode() == becomes


@pytest.mark.parametrize("xml", [b"<a><b></a>", b"", "<a/>".encode("utf-16"), b"no xml"])
def test_what_is_no_xml_is_refused(xml):
    with pytest.raises(Unwritable):
        Places(xml, 1)


def test_an_element_is_written_under_one_prefix():
    assert (
        as_xml(RULE, "x:")
        .decode()
        .startswith('<x:dataValidation type="list" error="« oui » &amp; non" sqref="A1"><x:f')
    )


@pytest.mark.parametrize(
    ("said", "becomes"),
    [
        ("", '<cols><col min="3" max="3" style="7"/></cols>'),
        ('<cols><col min="1" max="2"/></cols>', '<cols><col min="1" max="2"/><col min="3" max="3" style="7"/></cols>'),
        ('<cols><col min="4" max="9"/></cols>', '<cols><col min="3" max="3" style="7"/><col min="4" max="9"/></cols>'),
        ('<cols><col min="3" max="3" hidden="1"/></cols>', '<cols><col min="3" max="3" style="7"/></cols>'),
        (
            '<cols><col width="9" min="1" max="16384" style="2"></col></cols>',
            '<cols><col width="9" min="1" max="2" style="2"/><col min="3" max="3" style="7"/>'
            '<col width="9" min="4" max="16384" style="2"/></cols>',
        ),
    ],
)
def test_a_column_takes_its_place_among_the_others(said, becomes):
    before = sheet(f"<dimension ref='A1'/>{said}<sheetData/>")
    made = with_columns(before, {3: {"min": "3", "max": "3", "style": "7"}})
    assert made == sheet(f"<dimension ref='A1'/>{becomes}<sheetData/>")


@pytest.mark.parametrize("prefix", ["", "x:"])
def test_a_rule_comes_after_those_that_are_there_or_where_rules_go(prefix):
    inside = f"<{prefix}formula1>liste</{prefix}formula1>"
    said = 'type="list" error="« oui » &amp; non" sqref="C4:C9"'
    rule = f"<{prefix}dataValidation {said}>{inside}</{prefix}dataValidation>"
    head, tail = f"<{prefix}sheetData/><{prefix}mergeCells/>", f"<{prefix}pageMargins/>"
    made = with_rules(sheet(head + tail, prefix), [((3, 4, 3, 9), RULE)])
    listed = f'<{prefix}dataValidations count="1">{rule}</{prefix}dataValidations>'
    assert made == sheet(head + listed + tail, prefix)
    again = with_rules(made, [((4, 4, 4, 4), RULE)])
    assert rules_of(Places(again, 2)) == ((3, 4, 3, 9), (4, 4, 4, 4))
    assert b'count="2"' in again and again.count(b"dataValidation ") == 2


STYLES = (
    f'<{{p}}styleSheet xmlns{{s}}="{SPACE}"><{{p}}fonts count="1"><{{p}}font><{{p}}b/></{{p}}font></{{p}}fonts>'
    '<{p}fills count="1"><{p}fill/></{p}fills><{p}borders count="1"><{p}border/></{p}borders>'
    '<{p}cellXfs count="1"><{p}xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></{p}cellXfs></{p}styleSheet>'
)
LENDER = (
    f'<styleSheet xmlns="{SPACE}"><numFmts count="1"><numFmt numFmtId="164" formatCode="0.0&quot; €&quot;"/></numFmts>'
    '<fonts count="2"><font><i/></font><font><b/></font></fonts><fills count="1"><fill/></fills>'
    '<borders count="1"><border/></borders><cellXfs count="3"><xf borderId="0" fillId="0" fontId="1" numFmtId="0"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0"><protection locked="0"/></xf>'
    '<xf numFmtId="164" fontId="1" fillId="0" borderId="0"/></cellXfs></styleSheet>'
).encode()


@pytest.mark.parametrize(("prefix", "space"), [("", ""), ("x:", ":x")])
def test_formats_are_borrowed_once_and_come_after_the_others(prefix, space):
    held = STYLES.format(p=prefix, s=space).encode()
    styles = BorrowedStyles(held, LENDER)
    assert styles.content() == held
    assert [styles.number(style) for style in (0, 2, 1, 2)] == [0, 1, 2, 1]
    made = ElementTree.fromstring(styles.content())
    read = {kind.tag.rpartition("}")[2]: kind for kind in made}
    assert [kind.get("count") for kind in (read["fonts"], read["cellXfs"], read["numFmts"])] == ["2", "3", "1"]
    assert list(read)[0] == "numFmts"
    assert [xf.get("fontId") for xf in read["cellXfs"]] == ["0", "0", "1"]
    assert {each.get("numFmtId") for each in read["cellXfs"]} == {"0", "164"}


def test_a_file_without_formats_borrows_none():
    with pytest.raises(Unwritable):
        BorrowedStyles(b"<styleSheet/>", LENDER)
    with pytest.raises(Unwritable):
        BorrowedStyles(b"", LENDER)


def test_notes_written_in_another_way_are_left():
    comments = f'<comments xmlns="{SPACE}"><authors><author>A</author></authors><commentList/></comments>'.encode()
    shapes = b'<xml xmlns:v="urn:schemas-microsoft-com:vml"><v:shapetype o:spt="202" id="t"/><br></xml>'
    note = (
        (2, 1),
        (2, 4),
        b"<text><t>aide</t></text>",
        b'<v:shape id="_x0000_s1" type="#z"><x:Row>1</x:Row></v:shape>',
    )
    made = with_notes(comments, shapes, [note])
    assert made is not None
    assert b"<author>A</author><author></author></authors>" in made[0]
    assert b'<comment ref="D2" authorId="1"><text><t>aide</t></text></comment></commentList>' in made[0]
    assert made[1].startswith(shapes[:-6]) and b'type="#t"' in made[1] and b'xmlns:x="' in made[1]
    assert with_notes(b"", shapes, [note]) is None
    assert with_notes(comments, b"<xml></xml>", [note]) is None
    assert (
        with_notes(
            comments.replace(b"<", b"<x:").replace(b"<x:/", b"</x:").replace(b"xmlns=", b"xmlns:x="), shapes, [note]
        )
        is None
    )
