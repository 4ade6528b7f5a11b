"""A sheet that is a form, or a line of a table, as a group of controls."""

from collections.abc import Callable, Mapping

import ipywidgets

from dts_eval.foundation.language import say, typeset
from dts_eval.foundation.model import Record
from dts_eval.widgets.entries import NEW, Part, Typed, kept_in
from dts_eval.widgets.fields import Field
from dts_eval.workbook.layout import SheetLayout


class Group:
    """The controls of one form or of one line, in the order of the sheet."""

    def __init__(
        self, sheet: SheetLayout, line: int, record: Record | None, places: frozenset[str], language: str
    ) -> None:
        self.sheet = sheet
        self.line = line
        self.fields = tuple(
            Field(column, kept_in(record, column), language, column.column_id in places) for column in sheet.columns
        )
        self.widget = ipywidgets.VBox([field.widget for field in self.fields]).add_class("dts-groupe")

    def part(self) -> Part:
        """Return the answers as they stand."""
        return Part(self.sheet, self.line, tuple(field.entry() for field in self.fields))

    def observe(self, changed: Callable[[object], None]) -> None:
        """Call a function each time an answer changes."""
        for field in self.fields:
            field.observe(changed)

    def settle(self, line: int, record: Record | None) -> None:
        """Take for granted what the workbook has now, after it was written."""
        self.line = line
        for field in self.fields:
            field.kept = kept_in(record, field.column)
            field.put(field.kept)

    def retype(self, typed: Mapping[str, Typed]) -> None:
        """Type answers again, by the names of their columns."""
        for field in self.fields:
            if field.column.column_id in typed:
                field.put(typed[field.column.column_id])


class FoldedLine(Group):
    """A line of a table under a button that bears its name, and that opens and closes it."""

    def __init__(
        self, sheet: SheetLayout, line: int, record: Record | None, places: frozenset[str], language: str
    ) -> None:
        super().__init__(sheet, line, record, places, language)
        self.language = language
        self.button = ipywidgets.Button().add_class("dts-pli")
        self.button.on_click(lambda _: self.show(not self.open))
        self.fields[0].observe(lambda _: self._entitle())
        self.folded = ipywidgets.VBox([self.button, self.widget]).add_class("dts-ligne")
        self.show(False)

    @property
    def open(self) -> bool:
        """Whether the controls can be seen."""
        return self.widget.layout.display != "none"

    @property
    def name(self) -> str:
        """The name of the line, or words for a line that has none yet."""
        typed = str(self.fields[0].typed)
        return typeset(typed, "fr") if typed else str(say("form_new_line", self.language))

    def show(self, open_it: bool) -> None:
        """Open the line, or close it."""
        self.widget.layout.display = "flex" if open_it else "none"
        self._entitle()

    def _entitle(self) -> None:
        key = "form_line_open" if self.open else "form_line_closed"
        self.button.description = str(say(key, self.language, name=self.name))


def new_line(sheet: SheetLayout, places: frozenset[str], language: str) -> FoldedLine:
    """Return a blank line, to be added at the end of its table."""
    return FoldedLine(sheet, NEW, None, places, language)
