"""What is spoiled around a batch, and the problem it must make."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from situations import Spoiled, command
from spoiled import FILE, Edit, put, sound

from dts_eval.runs import many
from dts_eval.runs.entries import list_entries
from dts_eval.runs.many import batch
from dts_eval.runs.parameters import Parameters

LIST = "liste.csv"
ASKED = Parameters("")


def structure(name: str, *edits: Edit) -> tuple[Edit, ...]:
    """Give a workbook a name and an identifier of its own."""
    return (put("structure", "name", name), put("structure", "structure_id", name.lower()), *edits)


def listed(*lines: str, encoding: str = "utf-8") -> Callable[[Path], object]:
    """Hand over a list, and return what is told of it and of its lines."""

    def act(folder: Path) -> object:
        (folder / LIST).write_bytes("\n".join(lines).encode(encoding))
        entries, notes = list_entries(folder / LIST, folder / "rapports", ASKED)
        return SimpleNamespace(problems=(*notes, *(found for entry in entries for found in entry.problems)))

    return act


def in_list(code: str, about: str, *lines: str, cell: str = "", encoding: str = "utf-8") -> Spoiled:
    """Spoil a list in one place."""
    return Spoiled(code, about, listed(*lines, encoding=encoding), LIST, cell=cell, is_workbook=False)


def first_entry(folder: Path) -> object:
    """Make the reports of a folder, and return what is told of its first workbook."""
    return SimpleNamespace(problems=batch(folder, folder / "rapports").outcomes[0].problems)


def a_workbook(folder: Path) -> object:
    sound(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        return batch(FILE, "rapports")


def one_identifier(folder: Path) -> object:
    for name in ("brouette.xlsx", "carriole.xlsx"):
        sound(folder, *structure("Brouette"), name=name)
    return first_entry(folder)


def one_file_name(folder: Path) -> object:
    for name, known_as in (("Brouette à bras.xlsx", "Brouette"), ("brouette-a-bras.xlsx", "Carriole")):
        sound(folder, *structure(known_as), name=name)
    return first_entry(folder)


def stopped(folder: Path) -> object:
    def broken(*_: object, **__: object) -> object:
        raise RuntimeError("as a broken library would")

    sound(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(many, "check", broken)
        return first_entry(folder)


COMMANDS: tuple[Spoiled, ...] = (
    command("folder_without_workbook", "in a batch", lambda folder: batch(folder, folder / "rapports")),
    command("source_not_read", "a workbook for a folder", a_workbook),
    in_list("list_not_read", "saved in another alphabet", "workbook", "brouette à bras.xlsx", encoding="cp1252"),
    in_list("list_empty", "nothing at all"),
    in_list("list_empty", "titles alone", "workbook,year", ","),
    in_list("list_without_workbook", "no such title", "year,audience", "2024,internal", cell="1"),
    in_list("list_column_unknown", "misspelt", "workbook,anee", "brouette.xlsx,2024", cell="1"),
    in_list("duplicate_column", "in a list", "workbook,year,year", "brouette.xlsx,2024,2023", cell="1"),
    in_list("list_line_too_long", "a comma in a name", "workbook,year", "brouette, carriole.xlsx,2024,", cell="2"),
    in_list("value_required", "a line without a workbook", "workbook;year", "brouette.xlsx;", ";2024", cell="3"),
    in_list("year_not_read", "in a list", "workbook,year", "brouette.xlsx,deux mille", cell="2"),
    in_list("parameter_audience", "in a list", "workbook,audience", "brouette.xlsx,public", cell="2"),
    in_list("listed_twice", "two lines alike", "workbook", "brouette.xlsx", "", "./brouette.xlsx", cell="4"),
    Spoiled("report_twice", "one name of files", one_file_name, "Brouette à bras.xlsx", is_workbook=False),
    Spoiled("structure_twice", "in a batch", one_identifier, "brouette.xlsx", is_workbook=False),
    Spoiled("entry_stopped", "a broken library", stopped, FILE, is_workbook=False),
)
