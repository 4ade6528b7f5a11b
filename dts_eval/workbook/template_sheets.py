"""Draws the sheets of the template: the guide, the forms, the tables and the hidden lists."""

import datetime
from collections.abc import Collection, Iterable, Mapping, Sequence

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from dts_eval.foundation.language import join_list, say, typeset
from dts_eval.workbook.layout import FORM_HEAD, GUIDE_SHEET, Column, SheetLayout, layout
from dts_eval.workbook.template_look import (
    AS_TEXT,
    BLUE,
    DAY,
    FONT,
    INK_2,
    NUMERIC,
    OCHRE,
    PAPER,
    YELLOW,
    GrowingSheet,
    Styles,
    height_of,
    lines_in,
    placed,
    protect,
    set_up_page,
)
from dts_eval.workbook.template_rules import note, validation

Written = str | int | float | datetime.date | None
Filled = Sequence[Mapping[str, Written]]

LANGUAGE = "fr"
LISTS_SHEET = "listes"
EXAMPLE_WORD = "exemple"
# Positions as the file counts them, from 0: people see rows 1 to 4.
HELP_ROW, HEAD_ROW, EXAMPLE_ROW, FIRST_ROW = range(4)
FIRST_FIELD = 2
LAST_ROW = 1_048_575
GUIDE_WIDTHS, GUIDE_LETTERS = (11, 105), 115
FORM_WIDTHS = (34, 62, 62)
LIST_WIDTHS = (11, 34, 70, 60)
HELP_WIDTH = 90
IN_FORM = {"align": "left", "indent": 0}
# How many letters of larger or bolder type fit where one of plain text does.
LARGE, BOLD = 0.85, 0.85
NOTE_LETTERS, NOTE_WIDTH, NOTE_LINE = 40, 280, 16
GUIDE_LINES = (
    "title", "purpose",
    "start_head", "start_required", "start_others", "start_rows", "start_check",
    "words_head", "words_criterion", "words_indicator", "words_proof", "words_missing",
    "care_head", "care_numbers", "care_people", "care_people_sheet", "care_protection",
    "colours_head", "colours_fill", "colours_required", "colours_optional", "colours_example",
    "sheets_head", "sheets",
)  # fmt: skip


def draw_guide(workbook: Workbook, styles: Styles, sheets: Sequence[SheetLayout]) -> None:
    """Write the first sheet: how to fill in the workbook, on one page."""
    worksheet = workbook.add_worksheet(GUIDE_SHEET, worksheet_class=GrowingSheet)
    people = [sheet.title for sheet in sheets if sheet.people]
    values = {
        "start_required": {"sheets": _listed(sheet.title for sheet in sheets if sheet.required)},
        "words_proof": {"supports": layout().sheet("supports").title},
        "care_people_sheet": {"sheets": _listed(people)},
        "sheets": {"sheets": _listed(sheet.title for sheet in sheets)},
    }
    swatches = {
        "colours_fill": styles.framed(bg_color=YELLOW),
        "colours_required": styles.title(True),
        "colours_optional": styles.title(False),
        "colours_example": styles.framed(italic=True, font_color=INK_2),
    }
    for row, line in enumerate(line for line in GUIDE_LINES if people or line != "care_people_sheet"):
        text = str(say(f"workbook_guide_{line}", LANGUAGE, **values.get(line, {})))
        if line == "title" or line.endswith("_head"):
            size, height = (16, 30) if line == "title" else (11, 25)
            heading = styles.plain(bold=True, font_size=size, font_color=BLUE, valign="bottom")
            worksheet.write_string(row, 0, text, heading)
            worksheet.set_row(row, height)
        else:
            worksheet.write_string(row, 1, text, styles.plain(text_wrap=True, indent=1, valign="vcenter"))
            worksheet.set_row(row, height_of(lines_in(text, GUIDE_LETTERS)))
        if line in swatches:
            worksheet.write_string(row, 0, EXAMPLE_WORD if line == "colours_example" else "", swatches[line])
    _set_widths(worksheet, GUIDE_WIDTHS)
    worksheet.hide_gridlines(2)
    worksheet.activate()
    protect(worksheet)
    set_up_page(worksheet, GUIDE_WIDTHS)
    worksheet.fit_to_pages(1, 1)


def draw_form(
    workbook: Workbook, styles: Styles, sheet: SheetLayout, records: Filled, lists: Collection[str]
) -> None:
    """Write a form: one field a row, of which only the answer can be changed."""
    worksheet = _add_sheet(workbook, sheet)
    record = records[0] if records else {}
    _set_widths(worksheet, FORM_WIDTHS)
    for position, head in enumerate(FORM_HEAD):
        worksheet.write_string(HEAD_ROW, position, head, styles.header(False))
    for row, column in enumerate(sheet.columns, FIRST_FIELD):
        answer = record.get(column.column_id)
        help_text = _field_help(column)
        style = styles.framed(font_color=INK_2) if column.locked else styles.entry(column, **IN_FORM)
        worksheet.write_string(row, 0, column.title, styles.title(column.required))
        _write(worksheet, row, 1, answer, style, styles.entry(column, **IN_FORM, num_format=DAY))
        worksheet.write_string(row, 2, help_text, styles.framed(font_color=INK_2, text_wrap=True))
        _fit(worksheet, row, zip((column.title, answer, help_text), FORM_WIDTHS, strict=True))
        rule = None if column.locked else validation(column, lists, LANGUAGE)
        if rule:
            worksheet.data_validation(row, 1, row, 1, rule)
    # Opens on the first cell to fill.
    worksheet.set_selection(FIRST_FIELD, 1, FIRST_FIELD, 1)
    _finish(worksheet, styles, sheet, FORM_WIDTHS, frozen=0)


def draw_table(
    workbook: Workbook, styles: Styles, sheet: SheetLayout, records: Filled, lists: Collection[str]
) -> None:
    """Write a table: its help, its locked header, an example that is never read, then one record a row."""
    worksheet = _add_sheet(workbook, sheet)
    example = {"italic": True, "font_color": INK_2, "bg_color": PAPER}
    for position, column in enumerate(sheet.columns):
        # The format belongs to the whole column: no empty cell is stored, and none is printed.
        worksheet.set_column(position, position, column.width, styles.entry(column))
        worksheet.write_string(HEAD_ROW, position, column.title, styles.header(column.required))
        worksheet.write_comment(HEAD_ROW, position, *_note(column, lists))
        style = styles.framed(**example, **placed(column))
        _write(worksheet, EXAMPLE_ROW, position, _example(column), style)
        rule = validation(column, lists, LANGUAGE)
        if rule:
            worksheet.data_validation(FIRST_ROW, position, LAST_ROW, position, rule)
    _fit(worksheet, HEAD_ROW, ((column.title, column.width * BOLD) for column in sheet.columns))
    _fit(worksheet, EXAMPLE_ROW, ((column.example, column.width) for column in sheet.columns))
    looks = [(styles.entry(column), styles.entry(column, num_format=DAY)) for column in sheet.columns]
    for row, record in enumerate(records, FIRST_ROW):
        values = [record.get(column.column_id) for column in sheet.columns]
        for position, (value, look) in enumerate(zip(values, looks, strict=True)):
            _write(worksheet, row, position, value, *look)
        _fit(worksheet, row, zip(values, (column.width for column in sheet.columns), strict=True))
    worksheet.set_selection(FIRST_ROW, 0, FIRST_ROW, 0)
    # What a line is about stays in sight while its other columns are filled in.
    _finish(worksheet, styles, sheet, [column.width for column in sheet.columns], frozen=1)
    # Messages cite cells by their address, and a wide sheet is read over several pages side by side.
    worksheet.print_row_col_headers()


def draw_list(workbook: Workbook, styles: Styles, title: str, lines: Sequence[Sequence[str]]) -> None:
    """Write a sheet of texts to read: heads, then lines, none of which is filled in."""
    worksheet = workbook.add_worksheet(title, worksheet_class=GrowingSheet)
    widths = [LIST_WIDTHS[min(position, len(LIST_WIDTHS) - 1)] for position in range(len(lines[0]))]
    _set_widths(worksheet, widths)
    for row, line in enumerate(lines):
        style = styles.framed(text_wrap=True) if row else styles.header(False)
        for position, text in enumerate(line):
            worksheet.write_string(row, position, text, style)
        _fit(worksheet, row, zip(line, widths, strict=True))
    protect(worksheet)
    set_up_page(worksheet, widths)
    worksheet.repeat_rows(0)


def draw_lists(workbook: Workbook, styles: Styles, lists: Mapping[str, Sequence[str]]) -> None:
    """Write the hidden sheet that the drop-downs choose from, each list under a name of its own."""
    worksheet = workbook.add_worksheet(LISTS_SHEET)
    for position, (name, words) in enumerate(lists.items()):
        worksheet.write_string(0, position, name, styles.plain(bold=True))
        for row, word in enumerate(words, 1):
            worksheet.write_string(row, position, word, styles.plain(num_format=AS_TEXT))
        letter = xl_col_to_name(position)
        workbook.define_name(name, f"={LISTS_SHEET}!${letter}$2:${letter}${len(words) + 1}")
    worksheet.hide()
    protect(worksheet)


def _listed(titles: Iterable[str]) -> str:
    return join_list(titles, LANGUAGE)


def _add_sheet(workbook: Workbook, sheet: SheetLayout) -> Worksheet:
    worksheet = workbook.add_worksheet(sheet.title, worksheet_class=GrowingSheet)
    if sheet.people or sheet.required:
        worksheet.set_tab_color(OCHRE if sheet.people else BLUE)
    return worksheet


def _set_widths(worksheet: Worksheet, widths: Sequence[int]) -> None:
    for position, width in enumerate(widths):
        worksheet.set_column(position, position, width)


def _field_help(column: Column) -> str:
    sentences = [typeset(column.help, LANGUAGE)]
    if column.type == "choices":
        # A cell that takes several answers has no drop-down, and the fields of a form have no note.
        words = typeset(" ; ".join(labels[LANGUAGE] for labels in layout().lists[column.list].values()), LANGUAGE)
        sentences.append(str(say("workbook_field_choices", LANGUAGE, items=words)))
    if column.required:
        sentences.append(str(say("workbook_required_field", LANGUAGE)))
    return " ".join(sentences)


def _note(column: Column, lists: Collection[str]) -> tuple[str, dict[str, object]]:
    return note_box(note(column, lists, LANGUAGE))


def note_box(text: str) -> tuple[str, dict[str, object]]:
    """Give the text of a note and the box that shows it whole."""
    height = NOTE_LINE * lines_in(text, NOTE_LETTERS) + NOTE_LINE
    return text, {"font_name": FONT["font_name"], "font_size": 9, "width": NOTE_WIDTH, "height": height}


def _example(column: Column) -> Written:
    if column.type in NUMERIC and column.example.isdigit():
        return int(column.example)
    return column.example


def _write(
    worksheet: Worksheet, row: int, position: int, value: Written, style: Format, day: Format | None = None
) -> None:
    # Never the writer's own guess: it would make a formula of « =… » and a link of an address.
    if value is None or value == "":
        worksheet.write_blank(row, position, None, style)
    elif isinstance(value, str):
        worksheet.write_string(row, position, value, style)
    elif isinstance(value, datetime.date):
        worksheet.write_datetime(row, position, value, day)
    else:
        worksheet.write_number(row, position, value, style)


def _fit(worksheet: Worksheet, row: int, cells: Iterable[tuple[Written, float]]) -> None:
    lines = max(lines_in(value, width) if isinstance(value, str) else 1 for value, width in cells)
    if lines > 1:
        worksheet.set_row(row, height_of(lines))


def _write_help(worksheet: Worksheet, styles: Styles, sheet: SheetLayout, widths: Sequence[int]) -> None:
    # Merged over a screen and no further: on a wide sheet the end of the sentence would be out of sight.
    last = next((i for i in range(len(widths)) if sum(widths[: i + 1]) >= HELP_WIDTH), len(widths) - 1)
    style = styles.plain(text_wrap=True, font_size=11, valign="vcenter", font_color=BLUE)
    parts = [typeset(sheet.help, LANGUAGE)]
    worksheet.merge_range(HELP_ROW, 0, HELP_ROW, last, parts[0], style)
    if sheet.people:
        parts.append(str(say("workbook_people_warning", LANGUAGE)))
        told = styles.plain(font_size=11, font_color=BLUE)
        warned = styles.plain(font_size=11, font_color=OCHRE, bold=True)
        worksheet.write_rich_string(HELP_ROW, 0, told, parts[0] + "\n", warned, parts[1], style)
    for position in range(last + 1, len(widths)):
        worksheet.write_blank(HELP_ROW, position, None, styles.plain())
    lines = sum(lines_in(part, sum(widths[: last + 1]) * LARGE) for part in parts)
    worksheet.set_row(HELP_ROW, 15 * lines + 12)


def _finish(
    worksheet: Worksheet, styles: Styles, sheet: SheetLayout, widths: Sequence[int], *, frozen: int
) -> None:
    _write_help(worksheet, styles, sheet, widths)
    worksheet.freeze_panes(HEAD_ROW + 1, frozen)
    # Numbers kept as text are meant: no green corner.
    worksheet.ignore_errors({"number_stored_as_text": f"A1:XFD{LAST_ROW + 1}"})
    protect(worksheet)
    set_up_page(worksheet, widths)
    worksheet.repeat_rows(HEAD_ROW)
