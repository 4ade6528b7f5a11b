"""Workbooks as older templates would have drawn them: without the sheets, the columns and the words that came later."""

import sys
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import openpyxl
import pytest
from openpyxl.workbook import Workbook as Book
from xlsxwriter import Workbook

# All that follows the layout is there before another one is given to it.
from dts_eval.runs import checking, upgrading  # noqa: F401
from dts_eval.workbook import reading, values
from dts_eval.workbook.layout import Layout, SheetLayout, layout
from dts_eval.workbook.template import _filled, _lists
from dts_eval.workbook.template_look import FONT, Styles
from dts_eval.workbook.template_sheets import draw_form, draw_guide, draw_lists, draw_table

VERSION = "1"
Removed = Mapping[str, Collection[str]]


def older_sheets(sheets: Collection[str], removed: Removed) -> tuple[SheetLayout, ...]:
    """Return some sheets of the layout, without the columns that are removed from each."""
    return tuple(
        replace(sheet, columns=tuple(each for each in sheet.columns if each.column_id not in removed.get(name, ())))
        for name in (sheet.sheet_id for sheet in layout().sheets if sheet.sheet_id in sheets)
        for sheet in (layout().sheet(name),)
    )


def draw_older(
    path: Path, sheets: Collection[str], removed: Removed | None = None, contents: Mapping[str, list] | None = None
) -> Path:
    """Write a workbook that has some sheets of the layout only, and not all of their columns."""
    contents = {"structure": [{"name": "La Ridelle", "year": 2024}], **(contents or {})}
    contents["structure"] = [{**contents["structure"][0], "version": VERSION}]
    drawn = older_sheets(sheets, removed or {})
    records = _filled({name: held for name, held in contents.items() if name in sheets})
    book = Workbook(str(path), {"default_format_properties": FONT})
    styles = Styles(book)
    lists = _lists(drawn, {})
    draw_guide(book, styles, drawn)
    for sheet in drawn:
        draw = draw_form if sheet.kind == "form" else draw_table
        draw(book, styles, sheet, records.get(sheet.sheet_id, ()), lists.keys())
    draw_lists(book, styles, lists)
    book.close()
    return path


def edited(path: Path, *edits) -> Path:
    """Open a workbook with openpyxl, let something happen to it, and save it."""
    book: Book = openpyxl.load_workbook(path)
    for edit in edits:
        edit(book)
    book.save(path)
    return path


@contextmanager
def layout_of_today(made: Layout) -> Iterator[None]:
    """Let the reader and the upgrade follow another layout."""
    with pytest.MonkeyPatch.context() as patch:
        for module in _users_of_the_layout():
            patch.setattr(module, "layout", lambda: made)
        forget()
        yield
    forget()


def forget() -> None:
    """Forget what was read by another layout."""
    values.list_words.cache_clear()
    values.known_contents.cache_clear()
    reading._reading_of.cache_clear()


def renamed(former: Mapping[tuple[str, str], str], sheets: Mapping[str, str] | None = None) -> Layout:
    """Return the layout once some columns and sheets have another title, those of now being the former ones."""
    made = []
    for sheet in layout().sheets:
        columns = tuple(
            replace(each, title=former[sheet.sheet_id, each.column_id], formerly=(each.title,))
            if (sheet.sheet_id, each.column_id) in former
            else each
            for each in sheet.columns
        )
        sheet = replace(sheet, columns=columns)
        if sheet.sheet_id in (sheets or {}):
            sheet = replace(sheet, title=(sheets or {})[sheet.sheet_id], formerly=(sheet.title,))
        made.append(sheet)
    return replace(layout(), sheets=tuple(made))


def _users_of_the_layout() -> list[ModuleType]:
    known = [module for name, module in sys.modules.items() if name.startswith("dts_eval.")]
    return [module for module in known if getattr(module, "layout", None) is layout]
