"""What is spoiled around a form that writes in a workbook, and the problem it must make."""

import datetime
import importlib.util
import os
import sys
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from openpyxl.workbook import Workbook
from situations import Spoiled, command
from spoiled import FILE, Edit, as_ods, cell, put, remove, sound, title_of

from dts_eval.runs import laboratory
from dts_eval.widgets.scope_form import ScopeForm, scope_form
from dts_eval.workbook.filling import Answer, Filled, Opened, fill_in, open_workbook

FOLDER = "classeurs"
REQUESTER = Answer("mandate", "requester", "le comité de pilotage")
DAY_FORMAT = "dd/mm/yyyy"


def filled(
    folder: Path, answers: Iterable[Answer], *edits: Edit, then: Callable[[Path], object] = lambda path: None
) -> Filled:
    """Open the sound workbook, spoiled or not, let something happen to it, and write answers in it."""
    path = sound(folder / FOLDER, *edits)
    opened = open_workbook(path)
    then(path)
    return fill_in(opened, answers)


def writing(
    code: str, about: str, *answers: Answer, edits: Iterable[Edit] = (), sheet: str = "", place: str = "",
    then: Callable[[Path], object] = lambda path: None,
) -> Spoiled:  # fmt: skip
    """Write answers where one of them cannot go."""

    def act(folder: Path) -> Filled:
        return filled(folder, answers, *edits, then=then)

    return Spoiled(code, about, act, FILE, title_of(sheet) if sheet else "", place, is_workbook=False)


def lock_of(name: str) -> Callable[[Path], None]:
    return lambda path: path.with_name(name.format(path.name)).write_text(",,,", encoding="utf-8")  # type: ignore[return-value]


def read_only(path: Path) -> None:
    path.chmod(0o444)


def saved_again(path: Path) -> None:
    sound(path.parent, put("mandate", "motive", "pour l’assemblée générale"))


def merge(book: Workbook) -> None:
    place = cell("mandate", "requester")
    book[title_of("mandate")].merge_cells(f"A{place[1:]}:B{place[1:]}")


def merge_two_lines(book: Workbook) -> None:
    book[title_of("stakeholders")].merge_cells("B4:B5")


def sign(path: Path) -> Opened:
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("_xmlsignatures/sig1.xml", "<Signature/>")
    return open_workbook(path)


def with_lines_in_disorder(path: Path) -> None:
    """Put the third line of the sheet before the second: spreadsheets read it, none writes it."""
    members = {}
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            members[name] = archive.read(name)
    sheet = members["xl/worksheets/sheet3.xml"]
    second, third, fourth = (sheet.index(b'<row r="%d"' % line) for line in (2, 3, 4))
    members["xl/worksheets/sheet3.xml"] = sheet[:second] + sheet[third:fourth] + sheet[second:third] + sheet[fourth:]
    with zipfile.ZipFile(path, "w") as archive:
        for name, held in members.items():
            archive.writestr(name, held)


def in_disorder(folder: Path) -> Filled:
    path = sound(folder)
    with_lines_in_disorder(path)
    return fill_in(open_workbook(path), [REQUESTER])


def on_a_full_disk(folder: Path) -> Filled:
    def no_space(*_: object) -> int:
        raise OSError(28, "No space left on device")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", no_space)
        return filled(folder, [REQUESTER])


COMMANDS: tuple[Spoiled, ...] = (
    Spoiled(
        "not_writable_format", "a document of LibreOffice", lambda folder: open_workbook(as_ods(sound(folder))),
        "la-ridelle.ods", is_workbook=False,
    ),
    Spoiled(
        "not_writable_format", "a document of LibreOffice by another name",
        lambda folder: open_workbook(as_ods(sound(folder)).rename(folder / FILE)), is_workbook=False,
    ),
    Spoiled("file_signed", "an electronic signature", lambda folder: sign(sound(folder)), is_workbook=False),
    writing("file_locked", "LibreOffice holds it", REQUESTER, then=lock_of(".~lock.{}#")),
    writing("file_locked", "Excel holds it", REQUESTER, then=lock_of("~${}")),
    writing("file_changed", "saved by somebody else", REQUESTER, then=saved_again),
    writing("file_read_only", "write-protected", REQUESTER, then=read_only),
    Spoiled("workbook_not_written", "a full disk", on_a_full_disk, is_workbook=False),
    Spoiled("sheet_not_writable", "lines in disorder", in_disorder, FILE, "Enjeux", is_workbook=False),
    writing("place_missing", "no such sheet", REQUESTER, edits=[remove("mandate")], sheet="mandate"),
    writing(
        "place_missing", "no such column", Answer("stakeholders", "college", "salariés", 4), sheet="stakeholders",
        edits=[lambda book: book[title_of("stakeholders")].delete_cols(4)],
    ),
    writing("place_missing", "a line of the head", Answer("stakeholders", "name", "les élus", 2), sheet="stakeholders"),
    writing(
        "cell_holds_formula", "a sum of votes", Answer("criteria", "votes_for", 12, 4), sheet="criteria",
        place=cell("criteria", "votes_for"), edits=[put("criteria", "votes_for", "=9+2")],
    ),
    writing("cell_merged", "with its title", REQUESTER, sheet="mandate", place="B3", edits=[merge]),
    writing(
        "cell_merged", "with the line above", Answer("stakeholders", "family", "board", 5), sheet="stakeholders",
        place="B5", edits=[merge_two_lines],
    ),
    writing(
        "cell_shows_day", "a number among days", Answer("criteria", "votes_for", 12, 4), sheet="criteria",
        place=cell("criteria", "votes_for"),
        edits=[put("criteria", "votes_for", datetime.date(2024, 3, 1), number_format=DAY_FORMAT)],
    ),
    writing(
        "text_too_long", "a whole report in a cell", Answer("mandate", "motive", "mot " * 9000), sheet="mandate",
        place=cell("mandate", "motive"),
    ),
    writing(
        "formulas_to_recompute", "a sum elsewhere", REQUESTER,
        edits=[lambda book: book.create_sheet("Brouillon").__setitem__("A1", "=1+1")],
    ),
)  # fmt: skip


def shown(folder: Path, act: Callable[[ScopeForm], object]) -> ScopeForm:
    """Show the form of the sound workbook, type in it, and save."""
    form = scope_form(sound(folder))
    act(form)
    form.save()
    return form


def with_a_role_alone(form: ScopeForm) -> None:
    form.add().retype({"role": "achètent au Comptoir"})


def with_its_name_emptied(form: ScopeForm) -> None:
    form.lines[1].retype({"name": " "})


def at_work(folder: Path, port: int = 0, command: str = "raise SystemExit(1)") -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(laboratory, "_command", lambda *_: [sys.executable, "-c", command])
        laboratory.serve(laboratory.prepare(folder), lambda address: None, port)


def without_jupyterlab(folder: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(importlib.util, "find_spec", lambda name: None)
        at_work(folder)


COMMANDS += (
    Spoiled(
        "form_line_without_name", "a role and no name", lambda folder: shown(folder, with_a_role_alone),
        FILE, title_of("stakeholders"), is_workbook=False,
    ),
    Spoiled(
        "form_name_emptied", "of a line of the sheet", lambda folder: shown(folder, with_its_name_emptied),
        FILE, title_of("stakeholders"), "5", is_workbook=False,
    ),
    command("lab_not_installed", "no JupyterLab", without_jupyterlab),
    command("lab_port_taken", "a number too high", lambda folder: at_work(folder, 70000)),
    command("lab_stopped", "as it starts", at_work),
)  # fmt: skip
