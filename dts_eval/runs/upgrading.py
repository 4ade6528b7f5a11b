"""Brings a workbook to the layout of today, and says what was added to it."""

from collections.abc import Iterator
from pathlib import Path

from dts_eval.foundation.language import say
from dts_eval.runs.templates import choices
from dts_eval.workbook.layout import layout
from dts_eval.workbook.upgrading import Upgraded, upgrade_workbook

SAID = {
    "sheet": "upgrade_sheet",
    "column": "upgrade_column",
    "field": "upgrade_field",
    "title": "upgrade_title",
    "list": "upgrade_list",
    "sheet_left": "upgrade_sheet_left",
    "note_left": "upgrade_note_left",
    "drop_down_left": "upgrade_drop_down_left",
}


def upgrade(workbook: str | Path, edition: str = "") -> Upgraded:
    """Add to a workbook what the layout gained since it was made, and what its drop-downs offer today.

    Raises:
        DataProblems: the workbook cannot be upgraded; it is left as it was.
    """
    return upgrade_workbook(workbook, edition, choices())


def told(upgraded: Upgraded, language: str) -> Iterator[str]:
    """Say in sentences what was done to a workbook, what was left, and where the former one is."""
    known = layout().version
    for step in (*upgraded.done, *upgraded.left):
        values = {"sheet": step.sheet, "title": step.title, "cell": step.cell}
        yield str(say(SAID[step.kind], language, **values))
    if upgraded.backup is None:
        yield str(say("upgrade_nothing", language, known=known))
        return
    if upgraded.version is None or str(upgraded.version) == known:
        yield str(say("upgrade_done", language, known=known))
    else:
        yield str(say("upgrade_done_from", language, typed=str(upgraded.version), known=known))
    yield str(say("upgrade_backup", language, file=upgraded.backup.name))
