"""Writes the workbook that people fill in: blank, or already filled with what is known."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from types import MappingProxyType

from xlsxwriter import Workbook

from dts_eval.foundation.language import say
from dts_eval.workbook.layout import EDITIONS, Column, SheetLayout, layout
from dts_eval.workbook.template_look import FONT, Styles
from dts_eval.workbook.template_rules import OPEN_TYPES, defined_name
from dts_eval.workbook.template_sheets import (
    FIRST_ROW,
    LANGUAGE,
    Filled,
    Written,
    draw_form,
    draw_guide,
    draw_list,
    draw_lists,
    draw_table,
    note_box,
)

CREATED = datetime.datetime(2026, 1, 1)
Contents = Mapping[str, Sequence[Mapping[str, object]]]
Choices = Mapping[str, Sequence[str]]
NOTHING: Mapping[str, Sequence[object]] = MappingProxyType({})


def write_workbook(
    path: Path, edition: str, contents: Contents = NOTHING, *, name: str = "", choices: Choices = NOTHING
) -> None:
    """Write the workbook of an edition, blank or filled; the same arguments always give the same bytes.

    Args:
        path: where to write; a file that stands there is replaced, and left alone if anything is wrong.
        edition: ``light`` or ``full``; a sheet that has contents is added to it.
        contents: the records of each sheet, by the names of sheets and columns in the code. A value is a
            text, a number, a date, an item of the column's list, several of them in a list or a tuple, or
            ``{"typed": "plus de 600"}`` for a text to write as people would type it.
        name: the name of the structure, unless the contents say it.
        choices: what cells of type ``criterion``, ``indicator`` and ``unit`` are offered, in French.

    Raises:
        KeyError: no such sheet, column or item of a list.
        TypeError: a value that no cell can hold.
        ValueError: no such edition, or a form that does not have exactly one record.
    """
    path.write_bytes(draw_workbook(edition, contents, name=name, choices=choices))


def draw_workbook(edition: str, contents: Contents = NOTHING, *, name: str = "", choices: Choices = NOTHING) -> bytes:
    """Return the bytes of the workbook that ``write_workbook`` writes.

    Raises:
        KeyError: no such sheet, column or item of a list.
        TypeError: a value that no cell can hold.
        ValueError: no such edition, or a form that does not have exactly one record.
    """
    if edition not in EDITIONS:
        raise ValueError(f"edition must be one of {EDITIONS}, not {edition!r}")
    filled = _filled(_with_structure(contents, name))
    in_edition = layout().edition(edition)
    sheets = tuple(sheet for sheet in layout().sheets if sheet in in_edition or sheet.sheet_id in contents)
    lists = _lists(sheets, choices)
    made = BytesIO()
    workbook = Workbook(made, {"in_memory": True, "default_format_properties": FONT})
    _describe(workbook, edition)
    styles = Styles(workbook)
    draw_guide(workbook, styles, sheets)
    for sheet in sheets:
        draw = draw_form if sheet.kind == "form" else draw_table
        draw(workbook, styles, sheet, filled.get(sheet.sheet_id, ()), lists.keys())
    draw_lists(workbook, styles, lists)
    workbook.close()
    return made.getvalue()


def draw_sheet(
    sheet_id: str,
    records: Sequence[Mapping[str, object]],
    notes: Sequence[str],
    beside: tuple[str, Sequence[Sequence[str]]],
) -> bytes:
    """Return the bytes of a workbook of one table, to be filled in apart and brought back.

    Args:
        sheet_id: the sheet, with its columns, its help and its drop-downs as in the whole workbook.
        records: the lines written beforehand.
        notes: what the first cell of each of these lines says when it is pointed at.
        beside: the title of a second sheet, and its lines of texts, the first of which are its heads.

    Raises:
        KeyError: no such sheet or column.
    """
    sheet = layout().sheet(sheet_id)
    lists = _lists((sheet,), NOTHING)
    made = BytesIO()
    workbook = Workbook(made, {"in_memory": True, "default_format_properties": FONT})
    workbook.set_properties({"created": CREATED})
    styles = Styles(workbook)
    draw_table(workbook, styles, sheet, _filled({sheet_id: records})[sheet_id], lists.keys())
    table = workbook.get_worksheet_by_name(sheet.title)
    for row, told in enumerate(notes, FIRST_ROW):
        table.write_comment(row, 0, *note_box(told))
    draw_list(workbook, styles, *beside)
    draw_lists(workbook, styles, lists)
    workbook.close()
    return made.getvalue()


def _with_structure(contents: Contents, name: str) -> Contents:
    known = {"name": name, "version": layout().version}
    given = contents.get("structure", ({},))
    return {**contents, "structure": [{**known, **record} for record in given]}


def _filled(contents: Contents) -> Mapping[str, Filled]:
    known = {sheet.sheet_id: sheet for sheet in layout().sheets}
    filled = {}
    for sheet_id, records in contents.items():
        sheet = known[sheet_id]
        if sheet.kind == "form" and len(records) != 1:
            raise ValueError(f"the form « {sheet_id} » takes one record, not {len(records)}")
        columns = {column.column_id: column for column in sheet.columns}
        filled[sheet_id] = [
            {column_id: _written(columns[column_id], value) for column_id, value in record.items()}
            for record in records
        ]
    return filled


def _written(column: Column, value: object) -> Written:
    if isinstance(value, Mapping):
        return str(value["typed"])
    if value is None or value == "":
        return None
    if column.type in ("choice", "yes_no"):
        return layout().word(column.list, str(value), LANGUAGE)
    if column.type == "choices":
        return " ; ".join(layout().word(column.list, str(item), LANGUAGE) for item in _items(value))
    if isinstance(value, list | tuple):
        return (" " if column.type == "codes" else " ; ").join(str(item) for item in value)
    if isinstance(value, bool) or not isinstance(value, str | int | float | datetime.date):
        raise TypeError(f"« {column.column_id} » cannot hold {value!r}")
    return value


def _items(value: object) -> Iterable[object]:
    return value if isinstance(value, list | tuple) else (value,)


def _lists(sheets: Sequence[SheetLayout], choices: Choices) -> Mapping[str, Sequence[str]]:
    """Gather the lists that the sheets choose from, by the name under which their cells know them."""
    lists: dict[str, Sequence[str]] = {}
    for column in (column for sheet in sheets for column in sheet.columns):
        if column.type in ("choice", "yes_no"):
            lists[defined_name(column)] = [words[LANGUAGE] for words in layout().lists[column.list].values()]
        elif column.type in OPEN_TYPES and choices.get(column.type):
            lists[defined_name(column)] = choices[column.type]
    return lists


def _describe(workbook: Workbook, edition: str) -> None:
    workbook.set_properties(
        {
            "title": str(say("workbook_document_title", LANGUAGE)),
            "subject": str(say(f"workbook_document_subject_{edition}", LANGUAGE)),
            # The time of writing would make two equal workbooks differ.
            "created": CREATED,
        }
    )
