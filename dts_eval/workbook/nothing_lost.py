"""Compares a workbook with what it was, part by part and cell by cell: nothing that it held may be gone or changed."""

from collections.abc import Collection, Iterator
from xml.etree import ElementTree

from dts_eval.foundation.problems import DataProblems, problem
from dts_eval.workbook.filling import brought_by, contents_of
from dts_eval.workbook.parts import Package, part_names, read_package, read_part
from dts_eval.workbook.reading import Reading
from dts_eval.workbook.sheet_scan import read_sheet
from dts_eval.workbook.xml_places import Places, local

# A required column that the layout gained is asked for in lines that could not have it.
ASKED_FOR = ("value_required",)
Spots = Collection[tuple[str, int, int]]


def refuse_losses(
    before: Reading, after: Reading, changed: Collection[str], spots: Spots, names: Collection[str]
) -> None:
    """Refuse a workbook in which something else than what was meant is not as it was.

    Args:
        before: the workbook as it was read.
        after: the new one, read again by the same reader.
        changed: the parts of the file that were meant to change.
        spots: the cells that were meant to change, by sheet, line and column.
        names: the names of ranges that were meant to change.

    Raises:
        DataProblems: a part, a cell, a format, a name or a record is lost or changed.
    """
    lost = {*_of_cells(before, after, spots), *_of_records(before, after)}
    if lost:
        raise DataProblems([problem("sheet_not_writable", before.cells.file, title) for title in sorted(lost)])
    blocking = [found for found in brought_by(before, after) if found.blocks and found.code not in ASKED_FOR]
    if blocking or not _keeps_parts(before, after, changed) or not _keeps_book(before, after, names):
        raise DataProblems([problem("not_writable_format", before.cells.file)])


def _of_cells(before: Reading, after: Reading, spots: Spots) -> Iterator[str]:
    held, holds = dict(contents_of(before)), dict(contents_of(after))
    for title, line, column in held.keys() | {spot for spot in holds if spot[0] in before.cells.sheets}:
        spot = title, line, column
        if spot not in spots and held.get(spot) != holds.get(spot):
            yield title
    old, new = before.cells.content, after.cells.content
    package, made = read_package(old), read_package(new)
    for title, part in package.sheets.items():
        xml, xml_made = read_part(old, part), read_part(new, made.sheets.get(title, ""))
        if xml == xml_made:
            continue
        sheet, sheet_made = read_sheet(xml), read_sheet(xml_made)
        for row in sheet.rows.values():
            for cell in row.cells:
                there = sheet_made.cell((row.line, cell.column))
                written = xml_made[there.start : there.end] if there else b""
                if (title, row.line, cell.column) not in spots and written != xml[cell.start : cell.end]:
                    yield title


def _of_records(before: Reading, after: Reading) -> Iterator[str]:
    for name, records in before.records.items():
        found = {record.line: record for record in after.records.get(name, ())}
        for record in records:
            now = found.get(record.line)
            if now is None or any(now.cells.get(key) != cell for key, cell in record.cells.items() if key != "version"):
                yield record.title


def _keeps_parts(before: Reading, after: Reading, changed: Collection[str]) -> bool:
    old, new = before.cells.content, after.cells.content
    names = part_names(new)
    same = (_keeps(part, read_part(old, part), read_part(new, part), changed) for part in part_names(old))
    return set(part_names(old)) <= set(names) and all(same)


def _keeps(part: str, held: bytes, holds: bytes, changed: Collection[str]) -> bool:
    if part not in changed:
        return held == holds
    if part.endswith(".vml"):
        return holds.startswith(held[: held.rfind(b"</xml>")])
    if b"<commentList" in held:
        notes = _notes(held)
        return _notes(holds)[: len(notes)] == notes
    return True


def _notes(xml: bytes) -> list[bytes]:
    return [xml[place.start : place.end] for place in Places(xml, 2).all if place.name == "comment"]


def _keeps_book(before: Reading, after: Reading, names: Collection[str]) -> bool:
    old, new = before.cells.content, after.cells.content
    package, made = read_package(old), read_package(new)
    titles = [title for title in made.sheets if title in package.sheets]
    own, kept = _names(old, package), _names(new, made)
    meant = {name.lower() for name in names}
    same_names = all(kept.get(key) == held for key, held in own.items() if key[0] not in meant)
    return titles == list(package.sheets) and same_names and _keeps_styles(old, new, package)


def _names(content: bytes, package: Package) -> dict[tuple[str, str], str]:
    root = ElementTree.fromstring(read_part(content, package.book))
    sheets = [each.get("name", "") for each in root.iter() if local(each.tag) == "sheet"]
    named = (each for each in root.iter() if local(each.tag) == "definedName")
    ranks = ((each, each.get("localSheetId")) for each in named)
    return {
        (each.get("name", "").lower(), sheets[int(rank)] if rank is not None else ""): each.text or ""
        for each, rank in ranks
    }


def _keeps_styles(old: bytes, new: bytes, package: Package) -> bool:
    held, holds = (ElementTree.fromstring(read_part(content, package.styles)) for content in (old, new))
    made = {kind.tag: list(map(ElementTree.tostring, kind)) for kind in holds}
    return all(made.get(kind.tag, [])[: len(kind)] == list(map(ElementTree.tostring, kind)) for kind in held)
