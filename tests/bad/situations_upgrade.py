"""What is spoiled around versions of the template, and the problem it must make."""

import sys
from pathlib import Path

from openpyxl.workbook import Workbook
from openpyxl.workbook.protection import WorkbookProtection
from situations import Spoiled, in_cell
from spoiled import FILE, head, problems_in, put, remove, retitle, sound, title_of

from dts_eval.foundation.problems import Problem
from dts_eval.runs.upgrading import upgrade
from dts_eval.workbook.layout import layout

sys.path.append(str(Path(__file__).parents[1] / "unit"))
from older_samples import layout_of_today, renamed  # noqa: E402

LATER = str(int(layout().version) + 97)


class Told:
    """What was told, kept once the layout is again what it is."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems


def lock_structure(book: Workbook) -> None:
    book.security = WorkbookProtection(lockStructure=True)


def under_another_title(folder: Path) -> Told:
    path = sound(folder)
    with layout_of_today(renamed({("measures", "note"): "Ce que le nombre recouvre"})):
        return Told(problems_in(path))


def in_another_sheet(folder: Path) -> Told:
    path = sound(folder)
    with layout_of_today(renamed({}, {"testimonies": "Paroles"})):
        return Told(problems_in(path))


SPOILED = (
    in_cell("workbook_older", "the first version", "structure", "version", "0"),
    in_cell("workbook_newer", "of a later tool", "structure", "version", LATER),
)
COMMANDS = (
    Spoiled(
        "former_title", "of a column", under_another_title, FILE, title_of("measures"), head("measures", "note"),
        is_workbook=False,
    ),
    Spoiled("former_title", "of a sheet", in_another_sheet, FILE, title_of("testimonies"), is_workbook=False),
    Spoiled(
        "upgrade_of_newer", "of a later tool",
        lambda folder: upgrade(sound(folder, put("structure", "version", LATER))), is_workbook=False,
    ),
    Spoiled(
        "structure_locked", "no sheet may be added",
        lambda folder: upgrade(sound(folder, remove("opinions"), lock_structure)), is_workbook=False,
    ),
    Spoiled(
        "header_changed", "before an upgrade",
        lambda folder: upgrade(sound(folder, retitle("criteria", "reason", "Raisons"))),
        FILE, title_of("criteria"), head("criteria", "reason"), is_workbook=False,
    ),
)  # fmt: skip
