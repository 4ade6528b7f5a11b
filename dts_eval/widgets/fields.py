"""One native control for each column of a form, with its title and its help in the label."""

from collections.abc import Callable
from html import escape

import ipywidgets

from dts_eval.foundation.language import say, typeset
from dts_eval.widgets.entries import CHOICE_TYPES, Entry, Typed
from dts_eval.workbook.layout import Column, layout


class Field:
    """The control of one answer; it keeps what the workbook says beside what is typed."""

    def __init__(self, column: Column, kept: Typed, language: str, has_place: bool) -> None:
        self.column = column
        self.kept = kept
        self.has_place = has_place
        label = _label(column, language, has_place)
        self.boxes: dict[str, ipywidgets.Checkbox] = {}
        if column.type == "choices":
            self.widget = self._check_boxes(label, language)
        elif column.type in CHOICE_TYPES:
            self.widget = ipywidgets.Dropdown(options=_options(column, str(kept), language), value=kept)
        else:
            control = ipywidgets.Textarea if column.type == "long_text" else ipywidgets.Text
            # Sent when the control is left: a click on a button then always comes after what was typed.
            self.widget = control(value=kept, continuous_update=False)
        for control in self.boxes.values() or (self.widget,):
            control.disabled = not has_place
        if not self.boxes:
            self.widget.description_allow_html = True
            self.widget.description = label
        self.widget.add_class("dts-champ")

    @property
    def typed(self) -> Typed:
        """What the control says now; spaces at both ends do not count."""
        if self.boxes:
            return tuple(item for item, box in self.boxes.items() if box.value)
        return self.widget.value.strip()

    def entry(self) -> Entry:
        """Return the answer as it stands."""
        return Entry(self.column, self.kept, self.typed, self.has_place)

    def put(self, typed: Typed) -> None:
        """Write in the control."""
        for item, box in self.boxes.items():
            box.value = item in typed
        if not self.boxes:
            self.widget.value = typed

    def observe(self, changed: Callable[[object], None]) -> None:
        """Call a function each time the answer changes."""
        for control in self.boxes.values() or (self.widget,):
            control.observe(changed, names="value")

    def focus(self) -> None:
        """Bring the keyboard to the control."""
        self.widget.focus()

    def _check_boxes(self, label: str, language: str) -> ipywidgets.VBox:
        for item in layout().lists[self.column.list]:
            word = typeset(layout().word(self.column.list, item, language), language)
            # The title of the group is not tied to its boxes: each says it when it is pointed at or read aloud.
            about = str(say("form_box", language, title=self.column.title, word=word))
            self.boxes[item] = ipywidgets.Checkbox(
                value=item in self.kept, description=word, indent=False, tooltip=about
            )
        row = ipywidgets.HBox(list(self.boxes.values())).add_class("dts-cases")
        return ipywidgets.VBox([ipywidgets.HTML(label), row])


def _label(column: Column, language: str, has_place: bool) -> str:
    # Titles and help are those of the sheet, which is in French.
    title, told = escape(typeset(column.title, "fr")), escape(typeset(column.help, "fr"))
    if column.type == "choices":
        told += f" {escape(str(say('form_tick', language)))}"
    absent = "" if has_place else escape(str(say("form_no_place", language)))
    reason = f'<span class="dts-raison">{absent}</span>' if absent else ""
    return f'<span class="dts-titre">{title}</span><span class="dts-aide">{told}</span>{reason}'


def _options(column: Column, kept: str, language: str) -> list[tuple[str, str]]:
    items = layout().lists[column.list]
    options = [("", ""), *((layout().word(column.list, item, language), item) for item in items)]
    # « nd » typed in the sheet is an answer too: it is shown, and stays unless another is chosen.
    return options if kept in ("", *items) else [*options, (kept, kept)]
