"""Answers written back in a workbook: what they become, what is refused, and what is left if anything fails."""

import datetime
import hashlib
import os
import shutil
import stat
import zipfile
from pathlib import Path

import openpyxl
import pytest

import dts_eval as dts
from dts_eval.foundation.problems import DataProblems
from dts_eval.runs.templates import new_template, shipped_structures
from dts_eval.workbook import saving
from dts_eval.workbook.cells import lock_file
from dts_eval.workbook.filling import Answer, Filled, Opened, fill_in, fill_in_at, open_workbook
from dts_eval.workbook.layout import layout
from dts_eval.workbook.saving import is_backup
from dts_eval.workbook.template import write_workbook

EXAMPLE = next(path for path in shipped_structures() if path.stem == "la-cordee-de-brumeval")
NOW = datetime.datetime(2026, 11, 22, 14, 30, 5)
DAY = datetime.date(2024, 3, 5)
REQUESTER = Answer("mandate", "requester", "le comité de pilotage")


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    path = tmp_path / "la-cordée.xlsx"
    shutil.copyfile(EXAMPLE, path)
    return path


@pytest.fixture
def opened(workbook: Path) -> Opened:
    return open_workbook(workbook)


def value_of(filled: Filled, sheet: str, column: str, line: int = 0):
    (record,) = (record for record in filled.opened.records[sheet] if record.line == line)
    return record[column]


def cell_in(path: Path, sheet: str, address: str):
    return openpyxl.load_workbook(path)[layout().sheet(sheet).title][address]


def refused(opened: Opened, *answers: Answer) -> list[tuple[str, str, str]]:
    with pytest.raises(DataProblems) as told:
        fill_in(opened, answers)
    return [(found.code, found.sheet, found.cell) for found in told.value.problems]


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_workbook_is_opened_with_what_it_holds_and_nothing_is_written(workbook, opened):
    before = files_in(workbook.parent)
    assert opened.path == workbook
    assert opened.fingerprint == hashlib.sha256(workbook.read_bytes()).hexdigest()
    assert opened.records["mandate"][0]["side"] == "internal"
    assert opened.fields["mandate"] == {column.column_id for column in layout().sheet("mandate").columns}
    assert set(opened.fields) == set(opened.records)
    assert files_in(workbook.parent) == before


def test_the_places_are_those_that_the_file_has(tmp_path):
    path = new_template("La Ridelle", tmp_path / "w.xlsx")
    book = openpyxl.load_workbook(path)
    book["Parties prenantes"].delete_cols(4)
    book["Enjeux"]["A5"] = "Mobile"
    del book["Effets"]
    book.create_sheet("Débat")
    book.save(path)
    fields = open_workbook(path).fields
    assert "college" not in fields["stakeholders"] and {"name", "degree"} <= fields["stakeholders"]
    assert "motive" not in fields["mandate"] and "questions" in fields["mandate"]
    assert "effects" not in fields and fields["opinions"] == frozenset()


@pytest.mark.parametrize(
    ("sheet", "column", "value", "line", "held"),
    [
        ("mandate", "requester", "  la fédération & l’État <2024>  ", 0, "la fédération & l’État <2024>"),
        ("mandate", "motive", "deux\r\nlignes\x0bet\x00 trois", 0, "deux\nlignes\net trois"),
        ("mandate", "motive", "=CMD()", 0, "=CMD()"),
        ("mandate", "side", "mixed", 0, "interne et externe"),
        ("mandate", "side", "Interne ET externe", 0, "Interne ET externe"),
        ("mandate", "supports", ("S-01", "S-02"), 0, "S-01 S-02"),
        ("mandate", "requester", datetime.date(2024, 3, 1), 0, "01/03/2024"),
        ("stakeholders", "steps", ("mandate", "debate"), 5, "enjeux ; mise en débat"),
        ("structure", "fictitious", "no", 0, "non"),
        ("structure", "year", "2023", 0, 2023),
        ("structure", "threshold", "7", 0, 7),
        ("structure", "hours_per_fte", "1 505,5", 0, 1505.5),
        ("structure", "hours_per_fte", "environ 1 500", 0, "environ 1 500"),
        ("structure", "hours_per_fte", "nd", 0, "nd"),
        ("structure", "structure_id", 42, 0, "42"),
        ("sessions", "date", DAY, -1, datetime.datetime(2024, 3, 5)),
        ("sessions", "date", "05/03/2024", -1, datetime.datetime(2024, 3, 5)),
        ("supports", "date", DAY, 4, "05/03/2024"),
        ("measures", "value", 0.25, 4, 0.25),
        ("measures", "value", "62 %", 4, 62),
        ("measures", "value", "20-25", 4, "20-25"),
    ],
)
def test_an_answer_becomes_what_people_would_have_typed(opened, sheet, column, value, line, held):
    answers = [Answer(sheet, column, value, line)]
    if line < 0:
        answers.append(Answer(sheet, layout().sheet(sheet).columns[0].column_id, "une séance", line))
    filled = fill_in(opened, answers)
    titles = {(layout().sheet(sheet).title, address) for _, address in filled.cells}
    assert set(filled.cells) == titles
    address = filled.cells[-1][1]
    assert cell_in(filled.workbook, sheet, address).value == held
    (record,) = (each for each in filled.opened.records[sheet] if each.line in (0, int(address[1:])))
    assert record.cells[column].address == address


def test_answers_come_back_in_the_order_of_sheets_and_cells(opened):
    filled = fill_in(
        opened,
        [
            Answer("stakeholders", "name", "les élus", -2),
            Answer("stakeholders", "name", "les voisins", -1),
            Answer("stakeholders", "role", "ils passent", -1),
            Answer("structure", "subtitle", "Un an après"),
            Answer("mandate", "use", "débattre"),
        ],
    )
    assert [title for title, _ in filled.cells] == ["Structure", "Enjeux", *["Parties prenantes"] * 3]
    assert [address for _, address in filled.cells[2:]] == ["A13", "I13", "A14"]
    assert [record.text("name") for record in filled.opened.records["stakeholders"]][-2:] == ["les voisins", "les élus"]
    assert filled.problems == () and filled.workbook == opened.path


def test_the_form_goes_on_from_what_it_was_given_back(opened):
    first = fill_in_at(opened, [REQUESTER], NOW)
    second = fill_in_at(first.opened, [Answer("mandate", "use", "débattre")], NOW)
    third = fill_in_at(second.opened, [Answer("stakeholders", "name", "les élus", -1)], NOW)
    assert value_of(third, "mandate", "requester") == "le comité de pilotage"
    names = [filled.backup.name for filled in (first, second, third) if filled.backup]
    assert names == [f"la-cordée.sauvegarde-2026-11-22-143005{again}.xlsx" for again in ("", "-2", "-3")]
    held = [filled.backup.read_bytes() for filled in (first, second, third) if filled.backup]
    fingerprints = [hashlib.sha256(each).hexdigest() for each in held]
    assert fingerprints == [opened.fingerprint, first.opened.fingerprint, second.opened.fingerprint]
    assert all(is_backup(opened.path.with_name(name)) for name in names)
    assert not is_backup(opened.path) and not is_backup(Path("plan de sauvegarde-2024.xlsx"))


@pytest.mark.parametrize(
    "answer",
    [
        Answer("mandate", "side", "internal"),
        Answer("mandate", "side", "INTERNE"),
        Answer("structure", "year", "2024"),
        Answer("structure", "year", 2024.0),
        Answer("structure", "hours_per_fte", "1 820"),
        Answer("stakeholders", "note", None, 4),
        Answer("stakeholders", "note", "  ", -1),
    ],
)
def test_an_answer_that_is_already_there_changes_nothing(workbook, opened, answer):
    before = files_in(workbook.parent)
    filled = fill_in(opened, [answer])
    assert (filled.backup, filled.cells, filled.problems) == (None, (), ())
    assert filled.opened == opened
    assert files_in(workbook.parent) == before


def test_the_last_answer_for_a_cell_counts(opened):
    filled = fill_in(opened, [REQUESTER, Answer("mandate", "requester", "la préfecture")])
    assert value_of(filled, "mandate", "requester") == "la préfecture"
    again = fill_in(filled.opened, [REQUESTER, Answer("mandate", "requester", "la préfecture")])
    assert again.cells == ()


def test_none_empties_a_cell_which_keeps_its_look(opened):
    before = cell_in(opened.path, "mandate", "B3")
    filled = fill_in(opened, [Answer("mandate", "requester", None)])
    after = cell_in(opened.path, "mandate", "B3")
    assert after.value is None and after.style_id == before.style_id
    assert filled.opened.records["mandate"][0]["requester"] is None


def test_a_line_emptied_whole_is_a_line_no_more(opened):
    record = opened.records["stakeholders"][-1]
    filled = fill_in(opened, [Answer("stakeholders", column, None, record.line) for column in record.cells])
    assert [each.line for each in filled.opened.records["stakeholders"]] == [
        each.line for each in opened.records["stakeholders"][:-1]
    ]


def test_a_blank_template_gets_its_first_line_below_the_example_in_the_look_of_the_column(tmp_path):
    opened = open_workbook(new_template("La Ridelle", tmp_path / "w.xlsx"))
    filled = fill_in(opened, [Answer("stakeholders", "name", "les habitants", -1), REQUESTER])
    assert filled.cells == (("Enjeux", "B3"), ("Parties prenantes", "A4"))
    written, example = (cell_in(filled.workbook, "stakeholders", address) for address in ("A4", "A3"))
    assert not written.protection.locked and example.font.italic and not written.font.italic


def test_a_new_line_looks_like_the_record_above(opened):
    book = openpyxl.load_workbook(opened.path)
    book["Parties prenantes"]["A12"].font = openpyxl.styles.Font(bold=True)
    book.save(opened.path)
    filled = fill_in(open_workbook(opened.path), [Answer("stakeholders", "name", "les élus", -1)])
    assert filled.cells == (("Parties prenantes", "A13"),)
    assert cell_in(filled.workbook, "stakeholders", "A13").font.bold


def test_a_new_line_never_goes_over_a_remark_below_the_table(opened):
    book = openpyxl.load_workbook(opened.path)
    book["Parties prenantes"]["M13"] = "à revoir"
    book["Parties prenantes"]["M15"] = "à revoir"
    book.save(opened.path)
    answers = [Answer("stakeholders", "name", name, line) for line, name in ((-1, "les élus"), (-2, "les voisins"))]
    filled = fill_in(open_workbook(opened.path), answers)
    assert [address for _, address in filled.cells] == ["A14", "A16"]


def test_a_long_text_makes_its_row_grow_and_never_shrink(opened):
    def heights() -> list[float | None]:
        rows = openpyxl.load_workbook(opened.path)["Enjeux"].row_dimensions
        return [rows[line].height for line in (1, 3, 6)]

    before = heights()
    filled = fill_in(opened, [Answer("mandate", "requester", "mot " * 60)])
    grown = heights()
    assert grown[1] > 40 and (grown[0], grown[2]) == (before[0], before[2])
    fill_in(filled.opened, [REQUESTER])
    assert heights() == grown


def test_days_are_counted_from_the_first_day_of_the_file(tmp_path):
    path = tmp_path / "w.xlsx"
    sessions = {"sessions": [{"subject": "choix", "date": DAY}], "structure": [{"name": "La Ridelle", "year": 2024}]}
    write_workbook(path, "full", sessions)
    book = openpyxl.load_workbook(path)
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.save(path)
    filled = fill_in(open_workbook(path), [Answer("sessions", "date", datetime.date(2025, 1, 31), 4)])
    assert value_of(filled, "sessions", "date", 4) == datetime.date(2025, 1, 31)
    assert cell_in(path, "sessions", filled.cells[0][1]).value == datetime.datetime(2025, 1, 31)


@pytest.mark.parametrize("day", [datetime.date(1900, 1, 15), datetime.date(1900, 2, 28), datetime.date(1900, 3, 1)])
def test_a_day_that_spreadsheets_count_in_two_ways_is_read_as_it_was_given(opened, day):
    filled = fill_in(opened, [Answer("sessions", "date", day, 4)])
    assert value_of(filled, "sessions", "date", 4) == day


def test_a_cell_of_percentages_shows_the_percentage_that_was_answered(opened):
    book = openpyxl.load_workbook(opened.path)
    place = "E4"
    assert book["Relevés"][f"{place[0]}2"].value == layout().sheet("measures").column("value").title
    book["Relevés"][place].value, book["Relevés"][place].number_format = 0.5, "0 %"
    book.save(opened.path)
    at_start = open_workbook(opened.path)
    assert fill_in(at_start, [Answer("measures", "value", 50, 4)]).cells == ()
    filled = fill_in(at_start, [Answer("measures", "value", 62.5, 4)])
    assert value_of(filled, "measures", "value", 4) == 62.5
    assert cell_in(opened.path, "measures", place).value == 0.625


def test_every_refusal_is_told_at_once_and_nothing_is_written(workbook, opened):
    before = files_in(workbook.parent)
    assert refused(
        opened,
        REQUESTER,
        Answer("mandate", "side", "peut-être"),
        Answer("mandate", "motive", "voir claire@exemple.fr"),
        Answer("mandate", "questions", "06 12 34 56 78"),
        Answer("mandate", "use", 12),
        Answer("structure", "year", "24"),
        Answer("structure", "threshold", "2,5"),
        Answer("sessions", "date", "31/02/2024", 4),
        Answer("stakeholders", "name", "2 75 03 75 116 001 42", 5),
        Answer("stakeholders", "role", "#REF!", 5),
        Answer("stakeholders", "name", "les élus", 2),
        Answer("stakeholders", "name", "les élus", 0),
        Answer("stakeholders", "name", "les élus", 2_000_000),
    ) == [
        ("not_in_list", "Enjeux", "B4"),
        ("contact_found", "Enjeux", "B5"),
        ("contact_found", "Enjeux", "B7"),
        ("number_where_text", "Enjeux", "B8"),
        ("year_not_read", "Structure", "B6"),
        ("number_not_whole", "Structure", "B7"),
        ("date_impossible", "Séances", "C4"),
        ("nir_found", "Parties prenantes", "A5"),
        ("formula_error", "Parties prenantes", "I5"),
        ("place_missing", "Parties prenantes", ""),
    ]
    assert files_in(workbook.parent) == before


def test_personal_data_is_never_repeated(opened):
    with pytest.raises(DataProblems) as told:
        fill_in(opened, [Answer("mandate", "motive", "écrire à claire@exemple.fr ou au 06 12 34 56 78")])
    assert "claire" not in str(told.value) and "12 34" not in str(told.value)


def test_what_may_be_a_name_is_written_and_told(opened):
    filled = fill_in(opened, [Answer("mandate", "requester", "Mme Dupont")])
    assert [(found.code, found.sheet, found.cell, found.file) for found in filled.problems] == [
        ("likely_name", "Enjeux", "B3", "la-cordée.xlsx")
    ]
    assert fill_in(filled.opened, [Answer("mandate", "use", "débattre")]).problems == ()


def test_a_line_without_its_name_or_with_a_code_of_another_is_refused(workbook, opened):
    before = files_in(workbook.parent)
    assert refused(opened, Answer("stakeholders", "role", "ils passent", -1)) == [
        ("value_required", "Parties prenantes", "A13")
    ]
    assert refused(opened, Answer("stakeholders", "name", None, 5)) == [("value_required", "Parties prenantes", "A5")]
    first, second = opened.records["supports"][:2]
    ((code, sheet, _),) = refused(opened, Answer("supports", "code", first.text("code"), second.line))
    assert (code, sheet) == ("duplicate_code", "Supports")
    assert refused(opened, Answer("supports", "code", second.text("code"), first.line)) == [
        ("duplicate_code", "Supports", second.address("code"))
    ]
    assert files_in(workbook.parent) == before


def test_a_proof_still_to_be_described_is_no_obstacle(opened):
    filled = fill_in(opened, [Answer("mandate", "supports", ("S-99",))])
    assert [found.code for found in filled.problems] == ["evidence_not_found"]


@pytest.mark.parametrize("value", [True, float("nan"), float("inf"), 10**400, b"oui", ["oui"], datetime.time(8)])
def test_what_no_cell_can_hold_is_a_mistake_of_the_program(opened, value):
    with pytest.raises(TypeError):
        fill_in(opened, [Answer("mandate", "requester", value)])


def test_a_column_that_the_layout_does_not_know_is_a_mistake_of_the_program(opened):
    with pytest.raises(KeyError, match="asker"):
        fill_in(opened, [Answer("mandate", "asker", "x")])


def test_a_number_too_large_for_any_cell_is_refused(opened):
    assert refused(opened, Answer("structure", "hours_per_fte", "9" * 400)) == [("number_as_text", "Structure", "B9")]


def test_a_formula_that_already_gives_the_answer_is_left(opened):
    def with_formula(shown: str) -> Opened:
        with zipfile.ZipFile(EXAMPLE) as before, zipfile.ZipFile(opened.path, "w") as after:
            for info in before.infolist():
                held = before.read(info)
                if info.filename == "xl/worksheets/sheet2.xml":
                    start = held.index(b'<c r="B6"')
                    end = held.index(b"</c>", start)
                    style = held[start:end].split(b'"')[3]
                    made = b'<c r="B6" s="%s"><f>2000+20</f><v>%s</v></c>' % (style, shown.encode())
                    held = held[:start] + made + held[end + 4 :]
                after.writestr(info, held)
        return open_workbook(opened.path)

    assert fill_in(with_formula("2021"), [Answer("structure", "year", 2021)]).cells == ()
    assert refused(with_formula("2021"), Answer("structure", "year", 2022)) == [
        ("cell_holds_formula", "Structure", "B6")
    ]
    filled = fill_in(with_formula("2021"), [REQUESTER])
    assert [(found.code, found.level) for found in filled.problems] == [("formulas_to_recompute", "to_check")]


def test_a_link_to_a_workbook_is_followed_and_stays_a_link(workbook, tmp_path):
    (tmp_path / "bureau").mkdir()
    link = tmp_path / "bureau" / "raccourci.xlsx"
    link.symlink_to(workbook)
    filled = fill_in_at(open_workbook(link), [REQUESTER], NOW)
    assert link.is_symlink() and link.resolve() == workbook.resolve()
    assert filled.backup == workbook.resolve().with_name("la-cordée.sauvegarde-2026-11-22-143005.xlsx")
    assert [path.name for path in link.parent.iterdir()] == ["raccourci.xlsx"]
    lock_file(workbook).write_text("", encoding="utf-8")
    assert refused(filled.opened, Answer("mandate", "use", "débattre"))[0][0] == "file_locked"


def test_the_rights_of_the_file_are_kept(workbook):
    workbook.chmod(0o660)
    filled = fill_in(open_workbook(workbook), [REQUESTER])
    assert filled.backup is not None
    assert [stat.S_IMODE(path.stat().st_mode) for path in (workbook, filled.backup)] == [0o660, 0o660]


@pytest.mark.parametrize("step", ["write", "fsync", "replace", "open", "fdopen"])
@pytest.mark.parametrize("stop", [OSError(28, "disk full"), KeyboardInterrupt()])
@pytest.mark.parametrize("after", range(2))
def test_whatever_stops_the_writing_the_workbook_is_whole(workbook, opened, monkeypatch, step, stop, after):
    before = workbook.read_bytes()
    done, calls = getattr(os, step), []

    def stopped(*arguments, **options):
        calls.append(arguments)
        if len(calls) > after:
            raise stop
        return done(*arguments, **options)

    monkeypatch.setattr(saving.os, step, stopped)
    try:
        fill_in(opened, [REQUESTER])
    except KeyboardInterrupt:
        assert isinstance(stop, KeyboardInterrupt)
    except DataProblems as told:
        assert [found.code for found in told.problems] == ["workbook_not_written"]
    monkeypatch.undo()
    held = workbook.read_bytes()
    others = [path for path in workbook.parent.iterdir() if path != workbook]
    if held == before:
        # What is left beside it is at most a copy, whole or being made, when people stop the program.
        assert all(is_backup(path) for path in others)
        assert not others or isinstance(stop, KeyboardInterrupt)
    else:
        assert open_workbook(workbook).records["mandate"][0]["requester"] == "le comité de pilotage"
        assert [path.read_bytes() for path in others] == [before]


def test_a_read_only_folder_is_told_and_nothing_is_lost(workbook, opened, monkeypatch):
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    before = files_in(workbook.parent)
    monkeypatch.setattr(saving.tempfile, "mkstemp", refuse)
    assert refused(opened, REQUESTER) == [("workbook_not_written", "", "")]
    assert files_in(workbook.parent) == before


def test_a_workbook_saved_by_somebody_else_at_the_last_moment_is_left(workbook, opened, monkeypatch):
    copy = saving._copy

    def slow_copy(*arguments):
        made = copy(*arguments)
        workbook.write_bytes(b"what somebody else has just saved")
        return made

    monkeypatch.setattr(saving, "_copy", slow_copy)
    assert refused(opened, REQUESTER) == [("file_changed", "", "")]
    assert files_in(workbook.parent) == {workbook.name: b"what somebody else has just saved"}


def test_a_file_that_does_not_hold_the_answers_once_read_again_never_takes_the_place(workbook, opened, monkeypatch):
    before = files_in(workbook.parent)
    monkeypatch.setattr("dts_eval.workbook.changes.edit_sheet", lambda sheet, edits: sheet.xml)
    assert refused(opened, REQUESTER) == [("sheet_not_writable", "Enjeux", "")]
    other = b"<v>1</v>"
    monkeypatch.setattr("dts_eval.workbook.changes.edit_sheet", lambda sheet, edits: sheet.xml.replace(other, b"", 1))
    assert refused(opened, REQUESTER)[0][0] == "sheet_not_writable"
    monkeypatch.setattr("dts_eval.workbook.changes.edit_sheet", lambda sheet, edits: b"<worksheet>")
    assert refused(opened, REQUESTER)[0][0] == "not_writable_format"
    assert files_in(workbook.parent) == before


def test_a_workbook_that_is_gone_is_told(workbook, opened):
    workbook.unlink()
    assert refused(opened, REQUESTER) == [("file_missing", "", "")]


def test_the_verb_is_public():
    assert dts.fill_in is fill_in
