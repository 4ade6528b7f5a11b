"""Reads back what the workbook says after steps 1 and 2, in the order and the words of its sheets."""

import textwrap

from dts_eval.foundation.language import join_list, say, typeset
from dts_eval.foundation.model import Evaluation, Record
from dts_eval.foundation.problems import describe
from dts_eval.workbook.layout import Column, SheetLayout, layout

SHEETS = ("mandate", "stakeholders", "activities", "territories")
WIDTH = 96


def read_back(evaluation: Evaluation) -> str:
    """Say what the sheets of the mandate and of the scope hold, one line for each answer or for each thing listed.

    Args:
        evaluation: what ``read_mandate`` or ``set_scope`` returned.

    Returns:
        A text: each sheet under its title; the answers of a form one by one, a blank one being told as such; the
        lines of a table by their names. A sheet without a line says so. What was noticed in these sheets comes last:
        an answer that cannot be read is not told as one.

    Source: fiche II-2, l.2647-2653.
    """
    sheets = [layout().sheet(sheet_id) for sheet_id in SHEETS]
    titles = {sheet.title for sheet in sheets}
    noticed = describe((found for found in evaluation.problems if found.sheet in titles), evaluation.language)
    said = [*(_sheet(evaluation, sheet) for sheet in sheets), *map(_wrapped, noticed)]
    return "\n\n".join(said)


def _wrapped(line: str, indent: str = "") -> str:
    return textwrap.fill(line, WIDTH, initial_indent=indent, subsequent_indent=indent + "    ", break_on_hyphens=False)


def _sheet(evaluation: Evaluation, sheet: SheetLayout) -> str:
    records, language = evaluation.sheet(sheet.sheet_id), evaluation.language
    if sheet.kind == "form":
        record = records[0] if records else Record(sheet.sheet_id, sheet.title, 0, {})
        lines = [_answer(record, column, language) for column in sheet.columns]
    else:
        lines = [typeset(record.text(sheet.columns[0].column_id), "fr") for record in records]
        lines = lines or [str(say("read_back_no_line", language))]
    return "\n".join([sheet.title, *(_wrapped(line, "  ") for line in lines)])


def _answer(record: Record, column: Column, language: str) -> str:
    title = typeset(column.title, "fr")
    cell = record.cells.get(column.column_id)
    if cell is None:
        return str(say("read_back_blank", language, title=title))
    return str(say("read_back_answer", language, title=title, answer=_words(record, column, cell.raw, language)))


def _words(record: Record, column: Column, raw: str, language: str) -> str:
    known = layout().lists.get(column.list, {})
    items = record.items(column.column_id) or (record[column.column_id],)
    if known and all(item in known for item in items):
        return join_list((layout().word(column.list, str(item), language) for item in items), language)
    return typeset(raw, "fr")
