"""What a campaign is asked for: the workbooks of a folder, or the lines of a list, each once, in the order of paths."""

from pathlib import Path

import pytest

from dts_eval.foundation.problems import DataProblems
from dts_eval.runs.entries import Entry, list_entries
from dts_eval.runs.parameters import Parameters

ASKED = Parameters("", year=2024, formats="html")


def touch(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"")
    return folder


def of_folder(source: Path, output: Path) -> dict[str, str]:
    entries, notes = list_entries(source, output, ASKED)
    assert notes == ()
    return {entry.name: entry.folder for entry in entries}


def of_list(folder: Path, text: str, **options: str) -> tuple[Entry, ...]:
    path = folder / "liste.csv"
    path.write_bytes(text.encode(options.get("encoding", "utf-8")))
    return list_entries(path, folder / "out", ASKED)[0]


def asked(entry: Entry) -> tuple[str, int, str, str]:
    return (entry.name, entry.asked.year, entry.asked.audience, entry.asked.lang)


def test_a_folder_gives_its_workbooks_and_keeps_its_folders(tmp_path):
    touch(tmp_path, "b.xlsx", "A.XLSM", "nord/c.ods", "nord/est/d.xlsx", "notes.txt", "liste.csv")
    assert of_folder(tmp_path, tmp_path / "out") == {
        "A.XLSM": ".", "b.xlsx": ".", "nord/c.ods": "nord", "nord/est/d.xlsx": "nord/est",
    }  # fmt: skip


def test_what_spreadsheets_leave_behind_is_no_workbook(tmp_path):
    touch(
        tmp_path, "a.xlsx", "~$a.xlsx", ".~lock.a.xlsx#", ".caché.xlsx", ".git/b.xlsx",
        "a.sauvegarde-2026-11-22-143005.xlsx", "a.sauvegarde-2026-11-22-143005-2.xlsx", "la sauvegarde.xlsx",
    )  # fmt: skip
    assert list(of_folder(tmp_path, tmp_path / "out")) == ["a.xlsx", "la sauvegarde.xlsx"]


def test_the_folder_written_in_is_not_read_unless_it_is_the_source(tmp_path):
    touch(tmp_path, "a.xlsx", "out/b.xlsx", "out/deeper/c.xlsx")
    assert list(of_folder(tmp_path, tmp_path / "out")) == ["a.xlsx"]
    assert list(of_folder(tmp_path, tmp_path)) == ["a.xlsx", "out/b.xlsx", "out/deeper/c.xlsx"]
    assert list(of_folder(tmp_path / "out", tmp_path)) == ["b.xlsx", "deeper/c.xlsx"]


def test_a_folder_that_holds_only_what_was_written_has_no_workbook(tmp_path):
    touch(tmp_path, "out/b.xlsx")
    with pytest.raises(DataProblems) as raised:
        list_entries(tmp_path, tmp_path / "out", ASKED)
    assert [found.code for found in raised.value.problems] == ["folder_without_workbook"]


@pytest.mark.parametrize("separator", [",", ";"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_list_says_for_each_line_what_it_asks_otherwise_than_for_all(tmp_path, separator, mark, end):
    lines = ("Workbook,YEAR,audience,lang", "b.xlsx,2023,external,en", "nord/a.xlsx,,,", "", "c.xlsx,0")
    entries = of_list(tmp_path, mark + end.join(lines).replace(",", separator) + end)
    assert [asked(entry) for entry in entries] == [
        ("b.xlsx", 2023, "external", "en"), ("c.xlsx", 0, "internal", "fr"), ("nord/a.xlsx", 2024, "internal", "fr"),
    ]  # fmt: skip
    assert [entry.line for entry in entries] == [2, 5, 3]
    assert [entry.folder for entry in entries] == [".", ".", "nord"]
    assert {entry.asked.formats for entry in entries} == {"html"}
    assert [entry.workbook for entry in entries] == [tmp_path / "b.xlsx", tmp_path / "c.xlsx", tmp_path / "nord/a.xlsx"]


def test_columns_come_in_any_order_and_names_may_hold_a_comma(tmp_path):
    (entry,) = of_list(tmp_path, 'lang,workbook\nen,"Brouette, carriole.xlsx"\n')
    assert asked(entry) == ("Brouette, carriole.xlsx", 2024, "internal", "en")


def test_empty_columns_at_the_end_are_nothing(tmp_path):
    (entry,) = of_list(tmp_path, "workbook;year;;\na.xlsx;2023;;\n")
    assert asked(entry)[:2] == ("a.xlsx", 2023) and entry.problems == ()


def test_a_workbook_outside_the_folder_of_the_list_goes_to_the_folder_itself(tmp_path):
    touch(tmp_path, "ailleurs/a.xlsx")
    (tmp_path / "listes").mkdir()
    (entry,) = of_list(tmp_path / "listes", "workbook\n../ailleurs/a.xlsx\n")
    assert (entry.name, entry.folder) == ("../ailleurs/a.xlsx", ".")
    (same,) = of_list(tmp_path / "listes", f"workbook\n{tmp_path / 'ailleurs' / 'a.xlsx'}\n")
    assert (same.name, same.folder, same.workbook) == (entry.name, ".", tmp_path / "ailleurs" / "a.xlsx")


def test_a_path_written_on_windows_is_understood(tmp_path):
    (entry,) = of_list(tmp_path, "workbook\nnord\\est\\a.xlsx\n")
    assert (entry.name, entry.folder) == ("nord/est/a.xlsx", "nord/est")


def test_the_same_workbook_may_be_asked_for_in_several_ways_and_each_once(tmp_path):
    path = tmp_path / "liste.csv"
    path.write_text("workbook,year,lang\na.xlsx,,\na.xlsx,2023,\na.xlsx,,en\n./a.xlsx,2024,fr\n", encoding="utf-8")
    entries, notes = list_entries(path, tmp_path / "out", ASKED)
    assert [(entry.asked.year, entry.asked.lang) for entry in entries] == [(2023, "fr"), (2024, "en"), (2024, "fr")]
    assert [(note.code, note.file, note.cell, dict(note.values)["first"]) for note in notes] == [
        ("listed_twice", "liste.csv", "5", "2")
    ]


def test_a_line_that_cannot_be_followed_leaves_the_others(tmp_path):
    text = "workbook,year,audience,lang\na.xlsx,deux mille,,\nb.xlsx,,,\nc.xlsx,24,public,de\n,2024,,\nd.xlsx,,,,oui\n"
    entries = of_list(tmp_path, text)
    found = {entry.line: [(one.code, one.file, one.cell) for one in entry.problems] for entry in entries}
    assert found == {
        2: [("year_not_read", "liste.csv", "2")],
        3: [],
        4: [(f"parameter_{what}", "liste.csv", "4") for what in ("year", "audience", "language")],
        5: [("value_required", "liste.csv", "5")],
        6: [("list_line_too_long", "liste.csv", "6")],
    }


def test_all_that_is_wrong_with_the_titles_is_told_at_once(tmp_path):
    with pytest.raises(DataProblems) as raised:
        of_list(tmp_path, "classeur,year,year\na.xlsx,2024,2023\n")
    assert [found.code for found in raised.value.problems] == [
        "list_column_unknown", "duplicate_column", "list_without_workbook",
    ]  # fmt: skip


def test_a_list_that_is_not_there_is_told(tmp_path):
    with pytest.raises(DataProblems) as raised:
        list_entries(tmp_path / "absente.csv", tmp_path / "out", ASKED)
    assert [found.code for found in raised.value.problems] == ["file_missing"]
