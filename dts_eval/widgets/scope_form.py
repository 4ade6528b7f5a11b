"""The form of steps 1 and 2: the sheets Enjeux and Parties prenantes, filled in and written back to the workbook."""

from collections.abc import Sequence
from html import escape
from itertools import groupby
from pathlib import Path

import ipywidgets

from dts_eval.foundation.language import join_list, say, typeset
from dts_eval.foundation.problems import DataProblems, Problem, describe, problem
from dts_eval.scope.mandate import refuse_parameters
from dts_eval.widgets.entries import NEW, Part, answers_of, left_to_fill, lines_added, nameless, unsaved
from dts_eval.widgets.form_look import counted, keys, listed, paragraphs, style, told
from dts_eval.widgets.lines import FoldedLine, Group, new_line
from dts_eval.workbook.filling import Filled, Opened, fill_in, open_workbook
from dts_eval.workbook.layout import SheetLayout, layout

FORM, TABLE = "mandate", "stakeholders"


def scope_form(workbook: str | Path, lang: str = "fr") -> "ScopeForm":
    """Show a form that fills in who asks for the evaluation, why, and who is concerned.

    Args:
        workbook: the path of the structure's spreadsheet.
        lang: ``fr`` or ``en``; titles and help stay those of the sheets.

    Returns:
        A form with one control for each answer, in the order of the sheets. Nothing is written before its button
        is used; a blank answer is no obstacle, but a stakeholder has a name.

    Raises:
        DataProblems: the workbook cannot be opened, or a parameter is not of its kind.

    Source: fiche II-2, l.2647-2653.
    """
    refuse_parameters(0, "internal", lang)
    if not isinstance(workbook, str | Path):
        raise DataProblems([problem("parameter_type", typed="workbook", expected="str")], lang)
    try:
        opened = open_workbook(workbook)
    except DataProblems as found:
        raise DataProblems(found.problems, lang) from found
    return ScopeForm(opened, lang)


class ScopeForm(ipywidgets.VBox):
    """The form: what was typed stays in it until the workbook has it, whatever is refused.

    ``problems`` are those of the last thing done: opening, reading again or writing.
    """

    def __init__(self, opened: Opened, language: str) -> None:
        self.language = language
        self.problems: tuple[Problem, ...] = ()
        self.lines: tuple[FoldedLine, ...] = ()
        self.asked_to_drop = False
        self.settling = False
        self.head, self.left, self.status = ipywidgets.HTML(), ipywidgets.HTML(), ipywidgets.HTML()
        self.count = ipywidgets.HTML().add_class("dts-compte")
        self.head.add_class("dts-tete")
        self.mandate_box, self.lines_box = ipywidgets.VBox(), ipywidgets.VBox()
        self.add_button = self._button("form_add")
        self.save_button = self._button("form_save").add_class("dts-ecrire")
        self.read_button = self._button("form_read_again")
        self.keep_button = self._button("form_read_keeping")
        self.add_button.on_click(lambda _: self.add())
        self.save_button.on_click(lambda _: self.save())
        self.read_button.on_click(lambda _: self.read_again())
        self.keep_button.on_click(lambda _: self.read_again(keeping=True))
        buttons = ipywidgets.HBox([self.save_button, self.read_button, self.keep_button]).add_class("dts-boutons")
        super().__init__(
            [
                ipywidgets.HTML(style()), keys(), self.head,
                self._heading(FORM), self.mandate_box,
                self._heading(TABLE), self.lines_box, self.add_button,
                buttons, self.count, self.status, self.left,
            ]
        )  # fmt: skip
        self.add_class("dts-form")
        self._take(opened)
        self._say_unsaved()

    @property
    def parts(self) -> tuple[Part, ...]:
        """The answers as they stand: the form, then each line of the table."""
        return tuple(group.part() for group in (self.mandate, *self.lines))

    def add(self) -> FoldedLine:
        """Add a blank line at the end of the table, open, and bring the keyboard to its name."""
        line = self._append(new_line(layout().sheet(TABLE), self._places(TABLE), self.language))
        self.lines_box.children = [line.folded for line in self.lines]
        line.show(True)
        line.fields[0].focus()
        return line

    def save(self) -> None:
        """Write in the workbook what is not there yet; on any refusal, all that was typed stays."""
        parts = self.parts
        try:
            refused = nameless(parts, self.opened.path.name)
            if refused:
                raise DataProblems(refused, self.language)
            filled = fill_in(self.opened, answers_of(parts))
        except DataProblems as found:
            self._refuse(found.problems, say("form_refused", self.language))
            return
        self._settle(parts, filled.opened)
        self.problems = filled.problems
        self._say_saved(filled)
        self._say_unsaved()

    def read_again(self, keeping: bool = False) -> None:
        """Show what the workbook says now; unsaved answers are dropped once that was said, or typed again."""
        parts = self.parts
        typed = [part for part in parts if part.changed]
        if typed and not keeping and not self.asked_to_drop:
            self.asked_to_drop = True
            self.keep_button.layout.display = ""
            self.status.value = told([str(say("form_would_drop", self.language, n=unsaved(parts)))])
            return
        try:
            opened = open_workbook(self.opened.path)
        except DataProblems as found:
            self._refuse(found.problems, say("form_not_read", self.language))
            return
        self._take(opened, typed if keeping else ())
        self.status.value = told([str(say("form_read", self.language))])
        self._say_unsaved()

    def _take(self, opened: Opened, retyped: Sequence[Part] = ()) -> None:
        """Show a workbook that was opened, and type some answers again over it."""
        self.opened = opened
        self.problems = opened.problems
        form, table = layout().sheet(FORM), layout().sheet(TABLE)
        record = next(iter(opened.records.get(FORM, ())), None)
        self.mandate = Group(form, 0, record, self._places(FORM), self.language)
        self.mandate.observe(self._changed)
        self.mandate_box.children = [*self._absent(form), self.mandate.widget]
        self.lines = ()
        for record in opened.records.get(TABLE, ()):
            self._append(FoldedLine(table, record.line, record, self._places(TABLE), self.language))
        for part in retyped:
            self._retype(part)
        self.lines_box.children = [*self._absent(table), *(line.folded for line in self.lines)]
        self.add_button.disabled = not self._places(TABLE)
        self.asked_to_drop = False
        self.keep_button.layout.display = "none"
        self._show_head()
        self._show_left()

    def _append(self, line: FoldedLine) -> FoldedLine:
        line.observe(self._changed)
        self.lines = (*self.lines, line)
        return line

    def _retype(self, part: Part) -> None:
        changed = {entry.column.column_id: entry.typed for entry in part.changed}
        if part.line == 0:
            self.mandate.retype(changed)
            return
        # Lines may have moved in the sheet meanwhile: a line is known by the name that it had.
        same = (line for line in self.lines if part.line != NEW and line.part().entries[0].kept == part.entries[0].kept)
        line = next(same, None)
        if line is None:
            line = self._append(new_line(part.sheet, self._places(TABLE), self.language))
            changed = {entry.column.column_id: entry.typed for entry in part.entries}
        line.retype(changed)
        line.show(True)

    def _settle(self, parts: Sequence[Part], opened: Opened) -> None:
        self.settling = True
        records = {record.line: record for record in opened.records.get(TABLE, ())}
        added = iter(lines_added(parts, records.values()))
        self.opened = opened
        self.mandate.settle(0, next(iter(opened.records.get(FORM, ())), None))
        for line, part in zip(self.lines, parts[1:], strict=True):
            now = next(added, NEW) if part.line == NEW and part.changed else part.line
            if now != NEW:
                line.settle(now, records.get(now))
        self.settling = False
        self.keep_button.layout.display = "none"
        self._show_head()
        self._show_left()

    def _changed(self, _: object) -> None:
        if not self.settling:
            self.asked_to_drop = False
            self._say_unsaved()

    def _say_unsaved(self) -> None:
        # What the last button said stays while answers are mended: nothing moves below the hand that is about to click.
        self.count.value = counted(str(say("form_unsaved", self.language, n=unsaved(self.parts))))

    def _say_saved(self, filled: Filled) -> None:
        language, file = self.language, filled.workbook.name
        if not filled.cells:
            self.status.value = told([str(say("form_nothing_to_save", language, file=file))])
            return
        cells = [
            str(say("form_saved_cells", language, sheet=sheet, cells=join_list((cell for _, cell in found), language)))
            for sheet, found in groupby(filled.cells, key=lambda cell: cell[0])
        ]
        sentences = [str(say("form_saved", language, n=len(filled.cells), file=file))]
        if filled.backup:
            sentences.append(str(say("form_backup", language, file=filled.backup.name)))
        self.status.value = told(sentences, [*cells, *describe(filled.problems, language)])

    def _refuse(self, problems: tuple[Problem, ...], sentence: object) -> None:
        self.problems = problems
        self.keep_button.layout.display = "" if unsaved(self.parts) else "none"
        self.status.value = told([str(sentence)], describe(problems, self.language), refused=True)

    def _show_head(self) -> None:
        language, found = self.language, self.opened.problems
        sentences = [str(say("form_intro", language)), str(say("form_blank_is_fine", language))]
        title = escape(str(say("form_title", language, file=self.opened.path.name)))
        noticed = told([str(say("form_noticed", language, n=len(found)))], describe(found, language)) if found else ""
        self.head.value = f"<h2>{title}</h2>{paragraphs(sentences)}{noticed}"

    def _show_left(self) -> None:
        left, language = left_to_fill(self.parts), self.language
        count = sum(len(blank) for _, blank in left)
        heading = escape(str(say("form_left", language, n=count)))
        lines = [
            str(say("form_left_in", language, name=self._named(part), columns=join_list(blank, language)))
            for part, blank in left
        ]
        self.left.value = f"<details><summary>{heading}</summary>{listed(lines)}</details>" if left else heading

    def _named(self, part: Part) -> str:
        return str(part.entries[0].typed) if part.line else part.sheet.title

    def _places(self, sheet_id: str) -> frozenset[str]:
        return self.opened.fields.get(sheet_id, frozenset())

    def _absent(self, sheet: SheetLayout) -> list[ipywidgets.HTML]:
        if self._places(sheet.sheet_id):
            return []
        return [ipywidgets.HTML(paragraphs([str(say("form_sheet_absent", self.language, sheet=sheet.title))]))]

    def _heading(self, sheet_id: str) -> ipywidgets.HTML:
        sheet = layout().sheet(sheet_id)
        sentences = [typeset(sheet.help, "fr")]
        if sheet.kind == "table":
            sentences.append(str(say("form_removing", self.language)))
        heading = ipywidgets.HTML(f"<h3>{escape(sheet.title)}</h3>{paragraphs(sentences)}")
        return heading.add_class("dts-tete")

    def _button(self, key: str) -> ipywidgets.Button:
        return ipywidgets.Button(description=str(say(key, self.language)))
