"""One part of an archive replaced: every other member keeps its bytes, its date and its place."""

import io
import struct
import zipfile

import pytest

from dts_eval.runs.templates import shipped_structures
from dts_eval.workbook.parts import (
    Unwritable,
    read_package,
    read_part,
    replace_parts,
    require_sound,
)

WORKBOOK = next(path for path in shipped_structures() if path.stem == "la-cordee-de-brumeval").read_bytes()


class Unseekable(io.RawIOBase):
    """A stream that a writer cannot go back in: sizes then follow each member, as some web services leave them."""

    def __init__(self) -> None:
        self.held = io.BytesIO()

    def writable(self) -> bool:
        return True

    def write(self, data) -> int:
        return self.held.write(data)


def archive_of(*members: tuple[str, bytes], stream: bool = False, **options: object) -> bytes:
    made = Unseekable() if stream else io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:  # type: ignore[call-overload]
        for name, held in members:
            info = zipfile.ZipInfo(name, (2024, 3, 12, 10, 30, 6))
            info.compress_type = options.get("method", zipfile.ZIP_DEFLATED)  # type: ignore[assignment]
            info.extra = options.get("extra", b"")  # type: ignore[assignment]
            info.comment, info.external_attr = b"note", 0o640 << 16
            archive.writestr(info, held)
        archive.comment = b"une remarque"
    return made.held.getvalue() if isinstance(made, Unseekable) else made.getvalue()


def described(content: bytes) -> list[tuple[object, ...]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return [
            (info.filename, info.date_time, info.external_attr, info.comment, info.create_system, archive.comment)
            for info in archive.infolist()
        ]


def lies(content: bytes, name: str) -> bytes:
    """Return the bytes of one member as they lie in the archive, from its header to the next one."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        starts = sorted([info.header_offset for info in archive.infolist()] + [archive.start_dir])
        start = archive.getinfo(name).header_offset
        return content[start : starts[starts.index(start) + 1]]


@pytest.mark.parametrize("stream", [False, True])
@pytest.mark.parametrize("name", ["a.xml", "b.xml", "c.xml"])
def test_only_the_part_that_is_replaced_changes(name, stream):
    before = archive_of(("a.xml", b"<a/>" * 90), ("b.xml", b"<b/>" * 90), ("c.xml", b"<c/>"), stream=stream)
    after = replace_parts(before, {name: b"<other/>" * 500})
    assert described(after) == described(before)
    assert read_part(after, name) == b"<other/>" * 500
    for other in {"a.xml", "b.xml", "c.xml"} - {name}:
        assert lies(after, other) == lies(before, other)


def test_nothing_replaced_gives_the_same_bytes():
    for before in (WORKBOOK, archive_of(("a", b"a"), stream=True)):
        assert replace_parts(before, {}) == before


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2])
def test_a_part_keeps_a_compression_that_spreadsheets_know(method):
    after = replace_parts(archive_of(("a", b"a" * 99), method=method), {"a": b"b" * 99})
    with zipfile.ZipFile(io.BytesIO(after)) as archive:
        kept = archive.getinfo("a").compress_type
    assert kept == (zipfile.ZIP_DEFLATED if method == zipfile.ZIP_BZIP2 else method)
    assert described(after)


def test_what_a_header_says_beside_sizes_is_kept():
    unknown, sizes = struct.pack("<2H4s", 0x5455, 4, b"date"), struct.pack("<2H2Q", 1, 16, 1, 1)
    after = replace_parts(archive_of(("a", b"a"), extra=unknown + sizes), {"a": b"b"})
    with zipfile.ZipFile(io.BytesIO(after)) as archive:
        assert archive.getinfo("a").extra == unknown
        assert archive.read("a") == b"b"


def test_several_parts_are_replaced_at_once():
    before = archive_of(("a", b"1"), ("b", b"2"), ("c", b"3"))
    after = replace_parts(before, {"a": b"", "c": b"4" * 70_000})
    assert [read_part(after, name) for name in "abc"] == [b"", b"2", b"4" * 70_000]
    assert read_part(after, "d") == b""


def broken_archives() -> dict[str, bytes]:
    whole = archive_of(("a", b"a"), ("b", b"b"))
    with pytest.warns(UserWarning, match="Duplicate name"):
        twice = archive_of(("a", b"1"), ("a", b"2"))
    end = whole.rindex(b"PK\x05\x06")
    many = whole[: end + 8] + b"\xff\xff\xff\xff" + whole[end + 12 :]
    central = whole.index(b"PK\x01\x02")
    secret = whole[: central + 8] + b"\x01" + whole[central + 9 :]
    return {
        "no archive": b"a",
        "an end alone": b"PK\x05\x06",
        "something before": b"#!/bin/sh\n" + whole,
        "something after": whole + b"more",
        "a member twice": twice,
        "more than 65535 members": many,
        "a secret member": secret,
        "no member": archive_of(),
    }


@pytest.mark.parametrize("name", broken_archives())
def test_an_archive_of_another_kind_is_refused(name):
    with pytest.raises(Unwritable) as refused:
        replace_parts(broken_archives()[name], {"a": b"b"})
    assert refused.value.code == "not_writable_format"


def test_the_part_of_each_sheet_is_found_by_its_title():
    package = read_package(WORKBOOK)
    assert package.sheets["Enjeux"] == "xl/worksheets/sheet3.xml"
    assert package.sheets["Parties prenantes"] == "xl/worksheets/sheet4.xml"
    assert (package.styles, package.starts_in_1904) == ("xl/styles.xml", False)


def test_parts_are_found_wherever_their_relations_say():
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    def relations(*targets: tuple[str, str, str]) -> bytes:
        each = "".join(f'<Relationship Id="{one}" Type="{kinds}/{kind}" Target="{to}"/>' for one, kind, to in targets)
        return f'<Relationships xmlns="urn:r">{each}</Relationships>'.encode()

    book = (
        f'<workbook xmlns="urn:m" xmlns:k="{kinds}"><workbookPr date1904="1"/><sheets><sheet name="Un" k:id="b"/>'
        '<sheet name="Graphique" k:id="c"/><sheet name="Deux" k:id="a"/></sheets></workbook>'
    )
    content = archive_of(
        ("_rels/.rels", relations(("x", "extended-properties", "app.xml"), ("y", "officeDocument", "/book/main.xml"))),
        ("book/main.xml", book.encode()),
        ("book/_rels/main.xml.rels", relations(
            ("a", "worksheet", "../elsewhere/s.xml"), ("b", "worksheet", "/book/t.xml"), ("c", "chartsheet", "u.xml"),
        )),
    )  # fmt: skip
    package = read_package(content)
    assert package.sheets == {"Un": "book/t.xml", "Deux": "elsewhere/s.xml"}
    assert (package.styles, package.starts_in_1904) == ("", True)


def test_a_file_that_is_no_package_is_refused():
    for content in (b"", archive_of(("content.xml", b"<a/>")), archive_of(("_rels/.rels", b"<a"))):
        with pytest.raises(Unwritable, match="not_writable_format"):
            read_package(content)


def test_a_damaged_member_and_a_part_that_is_no_xml_are_refused():
    whole = archive_of(("a", b"<a/>"), ("b", b"b" * 50), method=zipfile.ZIP_STORED)
    require_sound(whole, ["a"])
    for content, parts in ((whole.replace(b"bbb", b"bcb", 1), []), (whole, ["b"]), (whole, ["c"])):
        with pytest.raises(Unwritable):
            require_sound(content, parts)
