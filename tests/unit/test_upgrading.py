"""A workbook brought to the layout of today: where things go, what is refused, what is left, and nothing lost."""

import datetime
import os
import re
import stat
import zipfile
from pathlib import Path

import openpyxl
import pytest
from older_samples import draw_older, edited, layout_of_today, renamed
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.protection import SheetProtection
from typer.testing import CliRunner

from dts_eval.cli import app
from dts_eval.foundation.problems import DataProblems
from dts_eval.runs.templates import new_template
from dts_eval.runs.upgrading import told, upgrade
from dts_eval.workbook import saving, upgrading
from dts_eval.workbook.cells import lock_file
from dts_eval.workbook.layout import layout
from dts_eval.workbook.parts import read_part, replace_parts
from dts_eval.workbook.reading import read_workbook
from dts_eval.workbook.saving import is_backup
from dts_eval.workbook.upgrading import Upgraded, upgrade_workbook

LIGHT = tuple(sheet.sheet_id for sheet in layout().edition("light"))
FULL = tuple(sheet.sheet_id for sheet in layout().sheets)
CONTENTS: dict[str, list] = {
    "stakeholders": [{"name": "les habitants", "side": "external"}, {"name": "les bénévoles", "side": "internal"}],
    "criteria": [{"criterion": "Accessibilité", "decision": "kept", "votes_for": 11}],
    "mandate": [{"requester": "le conseil d’administration"}],
}
REMOVED = {"stakeholders": ("beyond", "note"), "criteria": ("by_college",), "mandate": ("withheld", "supports")}


def right(sheet: str, number: int = 1) -> str:
    """Return the letter of the first, the second… column to the right of what the older workbook has."""
    return get_column_letter(len(layout().sheet(sheet).columns) - len(REMOVED.get(sheet, ())) + number)


def below(sheet: str, number: int = 1) -> int:
    """Return the first, the second… line below the last field that the older workbook has."""
    return len(layout().sheet(sheet).columns) - len(REMOVED.get(sheet, ())) + 2 + number


def column(sheet: str, name: str) -> str:
    """Return the letter of a column that the older workbook has."""
    kept = [each.column_id for each in layout().sheet(sheet).columns if each.column_id not in REMOVED.get(sheet, ())]
    return get_column_letter(kept.index(name) + 1)


J, K, L, M, N = (right("stakeholders", number) for number in range(1, 6))
O = right("criteria")  # noqa: E741
REASON = column("criteria", "reason")
LAST, NEXT = below("mandate"), below("mandate", 2)
VERSION = f"B{2 + len(layout().sheet('structure').columns)}"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return draw_older(tmp_path / "la-ridelle.xlsx", LIGHT, REMOVED, CONTENTS)


def added(upgraded: Upgraded, kind: str) -> dict[str, str]:
    return {step.title or step.sheet: step.cell for step in upgraded.done if step.kind == kind}


def refused(path: Path, edition: str = "") -> list[tuple[str, str]]:
    before = {each.name: each.read_bytes() for each in path.parent.iterdir()}
    with pytest.raises(DataProblems) as met:
        upgrade(path, edition)
    assert {each.name: each.read_bytes() for each in path.parent.iterdir()} == before
    return [(found.code, found.sheet) for found in met.value.problems]


def test_columns_go_to_the_right_and_fields_below(path):
    upgraded = upgrade(path)
    assert added(upgraded, "column") == {
        "Action et évaluation": f"{J}2",
        "Précision": f"{K}2",
        "Avis par collège": f"{O}2",
    }
    assert added(upgraded, "field") == {"Pas dans la version externe": f"B{LAST}", "Supports": f"B{NEXT}"}
    assert added(upgraded, "sheet") == {}
    assert upgraded.left == ()
    records = read_workbook(path).records
    assert [record["name"] for record in records["stakeholders"]] == ["les habitants", "les bénévoles"]
    assert records["structure"][0]["version"] == layout().version


def test_a_note_to_the_right_of_a_table_stays_where_it_is(path):
    def annotate(book):
        sheet = book["Parties prenantes"]
        sheet[f"{J}9"] = "à revoir avec le collège"
        sheet[f"{K}2"] = "Notre colonne"
        sheet[f"{L}4"] = "=1+1"
        sheet[f"{M}1"].fill = PatternFill("solid", fgColor="FF00FF00")

    edited(path, annotate)
    upgraded = upgrade(path)
    assert added(upgraded, "column")["Action et évaluation"] == f"{M}2"
    assert added(upgraded, "column")["Précision"] == f"{N}2"
    sheet = openpyxl.load_workbook(path)["Parties prenantes"]
    assert (sheet[f"{J}9"].value, sheet[f"{K}2"].value, sheet[f"{L}4"].value) == (
        "à revoir avec le collège", "Notre colonne", "=1+1"
    )  # fmt: skip


def test_a_merged_range_and_a_range_filled_by_one_formula_are_not_written_in(path):
    def merge(book):
        sheet = book["Parties prenantes"]
        sheet.merge_cells(f"{J}5:{K}6")
        sheet[f"{L}4"] = openpyxl.worksheet.formula.ArrayFormula(f"{L}4:{M}5", "=A4:B5")

    edited(path, merge)
    assert added(upgrade(path), "column")["Action et évaluation"] == f"{N}2"


def test_what_people_wrote_below_a_form_stays_where_it_is(path):
    edited(path, lambda book: book["Enjeux"].__setitem__(f"A{NEXT}", "Vu en réunion le 3 mars"))
    upgraded = upgrade(path)
    assert added(upgraded, "field") == {"Pas dans la version externe": f"B{LAST}", "Supports": f"B{NEXT + 1}"}
    assert openpyxl.load_workbook(path)["Enjeux"][f"A{NEXT}"].value == "Vu en réunion le 3 mars"


def test_a_table_that_was_moved_is_followed(path):
    def move(book):
        sheet = book["Critères"]
        for merged in list(sheet.merged_cells.ranges):
            sheet.unmerge_cells(str(merged))
        sheet.insert_rows(1, 3)

    edited(path, move)
    upgraded = upgrade(path)
    assert added(upgraded, "column") == {
        "Action et évaluation": f"{J}2",
        "Précision": f"{K}2",
        "Avis par collège": f"{O}5",
    }
    sheet = openpyxl.load_workbook(path)["Critères"]
    assert sheet[f"{O}5"].protection.locked and sheet[f"{O}5"].font.b
    assert [sheet[f"{O}{line}"].fill.fgColor.rgb for line in range(1, 5)] == ["00000000"] * 4
    assert read_workbook(path).records["criteria"][0].line == 7


def test_new_cells_to_fill_are_open_even_in_lines_that_have_a_look_of_their_own(path):
    def dress(book):
        sheet = book["Parties prenantes"]
        sheet.column_dimensions[J].hidden = True
        sheet[f"{J}5"].fill = PatternFill("solid", fgColor="FF00FF00")

    edited(path, dress)
    # A whole line may have a look, which then hides that of the column.
    content = path.read_bytes()
    xml = read_part(content, "xl/worksheets/sheet4.xml")
    assert b'<row r="4"' in xml
    replace_part(path, "xl/worksheets/sheet4.xml", xml.replace(b'<row r="4"', b'<row r="4" s="1" customFormat="1"', 1))
    upgrade(path)
    book = openpyxl.load_workbook(path)
    sheet = book["Parties prenantes"]
    assert [sheet[place].protection.locked for place in (f"{J}2", f"{J}3", f"{J}4", f"{J}5")] == [
        True,
        True,
        False,
        False,
    ]
    assert not sheet.column_dimensions[J].hidden
    assert sheet.protection.sheet


def test_headers_look_like_their_neighbours_and_numbers_never_like_percentages(path):
    def colour(book):
        sheet = book["Critères"]
        for cell in sheet[2]:
            cell.fill = PatternFill("solid", fgColor="FFCCFFCC")
        for column in sheet.column_dimensions.values():
            column.number_format = "0%"

    edited(path, colour)
    upgrade(path)
    sheet = openpyxl.load_workbook(path)["Critères"]
    assert sheet[f"{O}2"].fill.fgColor.rgb == "FFCCFFCC"
    assert "%" not in sheet.column_dimensions[O].number_format


def test_an_input_rule_that_is_there_is_kept_and_the_other_is_told(path):
    def rule(book):
        everywhere = DataValidation(type="textLength", operator="lessThan", formula1="200")
        everywhere.add("A4:Z400")
        book["Parties prenantes"].add_data_validation(everywhere)

    draw_older(path, LIGHT, {"stakeholders": ("family",)}, CONTENTS)
    edited(path, rule)
    upgraded = upgrade(path)
    assert [(step.kind, step.title) for step in upgraded.left] == [("drop_down_left", "Famille")]
    rules = openpyxl.load_workbook(path)["Parties prenantes"].data_validations.dataValidation
    assert [str(each.sqref) for each in rules if each.type == "textLength"] == ["A4:Z400"]


def test_a_drop_down_is_added_where_there_was_no_rule_at_all(path):
    draw_older(path, LIGHT, {"stakeholders": ("family", "side", "degree", "degree_felt")})
    upgrade(path)
    rules = openpyxl.load_workbook(path)["Parties prenantes"].data_validations.dataValidation
    a, b, c, d = (get_column_letter(len(layout().sheet("stakeholders").columns) - number) for number in (3, 2, 1, 0))
    drawn = [(str(each.sqref), each.formula1) for each in rules if str(each.formula1).startswith("liste_")]
    assert drawn == [
        (f"{a}4:{a}1048576", "liste_family"), (f"{b}4:{b}1048576", "liste_side"), (f"{c}4:{c}1048576", "liste_degree"),
        (f"{d}4:{d}1048576", "liste_degree"),
    ]  # fmt: skip


def test_notes_come_after_those_that_people_wrote(path):
    edited(path, lambda book: setattr(book["Critères"]["A4"], "comment", Comment("à reformuler", "Anne")))
    upgraded = upgrade(path)
    sheet = openpyxl.load_workbook(path)["Critères"]
    assert sheet["A4"].comment.text == "à reformuler" and sheet["A4"].comment.author == "Anne"
    assert sheet[f"{O}2"].comment.text.startswith("Par exemple")
    assert upgraded.left == ()


def test_a_sheet_without_any_note_is_told_and_takes_its_columns(path):
    def bare(book):
        for row in book["Critères"].iter_rows():
            for cell in (each for each in row if each.comment):
                cell.comment = None

    edited(path, bare)
    upgraded = upgrade(path)
    assert [(step.kind, step.title, step.cell) for step in upgraded.left] == [
        ("note_left", "Avis par collège", f"{O}2")
    ]


@pytest.mark.parametrize("sheet", ["Effets", "Territoires"])
def test_a_sheet_emptied_by_hand_is_left_and_told(path, sheet):
    def empty(book):
        for merged in list(book[sheet].merged_cells.ranges):
            book[sheet].unmerge_cells(str(merged))
        book[sheet].delete_rows(1, 10)

    edited(path, empty)
    upgraded = upgrade(path)
    assert [(step.kind, step.sheet) for step in upgraded.left] == [("sheet_left", sheet)]
    again = upgrade(path)
    assert (again.backup, again.done, again.left) == (None, (), upgraded.left)


def test_the_edition_is_the_one_of_the_workbook_unless_it_is_said(tmp_path):
    light = draw_older(tmp_path / "leger.xlsx", LIGHT)
    assert added(upgrade(light), "sheet") == {}
    to_full = added(upgrade(light, "full"), "sheet")
    assert set(to_full) == {layout().sheet(name).title for name in set(FULL) - set(LIGHT)}
    some = draw_older(tmp_path / "complet.xlsx", (*LIGHT, "sessions"))
    assert "Débat" in added(upgrade(some), "sheet")
    none = draw_older(tmp_path / "sans.xlsx", ("structure", "sessions"))
    assert set(added(upgrade(none, "light"), "sheet")) == {layout().sheet(name).title for name in LIGHT} - {"Structure"}
    assert refused(light, "lourde") == [("edition_unknown", "")]


def test_sheets_go_where_the_method_has_them_and_names_and_views_follow_theirs(tmp_path):
    path = draw_older(tmp_path / "w.xlsx", ("structure", "stakeholders", "criteria", "effects", "sessions"))

    def add(book):
        book.create_sheet("Nos calculs", 3)
        book.create_sheet("Notes")
        book.active = book.sheetnames.index("Effets")

    edited(path, add)
    before = openpyxl.load_workbook(path)
    printed = {sheet.title: sheet.print_title_rows for sheet in before}
    upgrade(path)
    after = openpyxl.load_workbook(path)
    assert after.sheetnames[:5] == ["Lisez-moi", "Structure", "Enjeux", "Parties prenantes", "Projets"]
    order = layout().order()
    titles = [title for title in after.sheetnames if title in order]
    assert titles == sorted(titles, key=order.__getitem__) and len(titles) == len(layout().sheets)
    assert after.active.title == "Effets"
    assert {title: after[title].print_title_rows for title in printed} == printed
    assert after["Projets"].print_title_rows == "$2:$2"


def test_lists_gain_the_words_of_today_and_keep_those_of_people(path):
    def adapt(book):
        lists = book["listes"]
        for row in lists.iter_rows():
            for cell in row:
                if cell.value in ("vote", "consensus"):
                    cell.value = "tirage au sort" if cell.value == "vote" else None
                if cell.value == "externe":
                    cell.value = "interne"

    edited(path, adapt)
    before = openpyxl.load_workbook(path)["listes"]
    held = {cell.coordinate: cell.value for row in before.iter_rows() for cell in row if cell.value}
    upgraded = upgrade(path)
    assert {"liste_way_of_deciding", "liste_side"} <= set(added(upgraded, "list").values())
    book = openpyxl.load_workbook(path)
    assert {place: book["listes"][place].value for place in held} == held
    ((title, reference),) = book.defined_names["liste_way_of_deciding"].destinations
    words = [cell.value for (cell,) in book[title][reference.replace("$", "")]]
    assert words == ["vote", "consentement", "consensus", "autre", "tirage au sort"]
    assert upgrade(path).backup is None


def test_the_hidden_lists_are_made_again_when_they_are_gone(path):
    def without_lists(book):
        del book["listes"]

    edited(path, without_lists)
    upgrade(path)
    book = openpyxl.load_workbook(path)
    assert book["listes"].sheet_state == "hidden" and book.sheetnames[-1] == "listes"
    for name in ("liste_side", "liste_criterion"):
        ((title, reference),) = book.defined_names[name].destinations
        assert all(cell.value for (cell,) in book[title][reference.replace("$", "")])
    assert upgrade(path).backup is None


def test_a_title_that_the_layout_changed_is_read_and_brought_up_to_date(path):
    titles = {("criteria", "reason"): "Pourquoi", ("mandate", "use"): "À quoi elle servira"}
    today = renamed(titles, {"effects": "Suites"})
    with layout_of_today(today):
        before = read_workbook(path)
        assert sorted(found.code for found in before.problems) == ["former_title"] * 3 + ["workbook_older"]
        upgraded = upgrade(path)
        after = read_workbook(path)
        assert added(upgraded, "title") == {"Pourquoi": f"{REASON}2", "À quoi elle servira": "A8"}
        assert added(upgraded, "sheet") == {}
        assert [(found.code, found.sheet) for found in after.problems] == [("former_title", "Effets")]
        assert after.records["criteria"][0].cells == before.records["criteria"][0].cells
        assert after.records["mandate"][0]["requester"] == "le conseil d’administration"
        assert upgrade(path).backup is None
    assert openpyxl.load_workbook(path)["Critères"][f"{REASON}2"].font.b


def test_a_workbook_that_lacks_nothing_is_left(tmp_path):
    path = new_template("La Ridelle", tmp_path / "w.xlsx", "full")
    before = path.read_bytes()
    upgraded = upgrade(path)
    assert (upgraded.backup, upgraded.done, upgraded.left) == (None, (), ())
    assert path.read_bytes() == before and list(tmp_path.iterdir()) == [path]


def test_a_workbook_that_does_not_say_its_version_is_told_nothing_and_gains_it(path):
    edited(path, lambda book: book["Structure"].delete_rows(int(VERSION[1:])))
    assert [found.code for found in read_workbook(path).problems] == []
    upgraded = upgrade(path)
    assert upgraded.version is None and added(upgraded, "field")["Version du modèle"] == VERSION
    assert read_workbook(path).records["structure"][0]["version"] == layout().version
    assert openpyxl.load_workbook(path)["Structure"][VERSION].protection.locked


def test_a_version_that_a_formula_gives_is_left(path):
    edited(path, lambda book: book["Structure"].__setitem__(VERSION, '="1"'))
    assert refused(path) == [("cell_holds_formula", "Structure")]


def test_what_is_not_recognised_is_to_be_mended_first(path):
    edited(path, lambda book: setattr(book["Parties prenantes"], "title", "Parties prenante"))
    assert refused(path) == [("sheet_renamed", "Parties prenante")]
    edited(path, lambda book: setattr(book["Parties prenante"], "title", "Parties prenantes"))
    edited(path, lambda book: book["Critères"].__setitem__(f"{REASON}2", "Raisons"))
    assert refused(path) == [("header_changed", "Critères")]


def test_files_that_cannot_be_written_in_are_left(path, tmp_path):
    lock_file(path).write_text(",,,", encoding="utf-8")
    assert refused(path) == [("file_locked", "")]
    lock_file(path).unlink()
    path.chmod(0o444)
    assert refused(path) == [("file_read_only", "")]
    path.chmod(0o644)
    for suffix in (".ods", ".xls"):
        other = tmp_path / f"autre{suffix}"
        other.write_bytes(path.read_bytes())
        assert refused(other) == [("not_writable_format", "")]
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("_xmlsignatures/sig1.xml", "<Signature/>")
    assert refused(path) == [("file_signed", "")]
    path.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600))
    assert refused(path) == [("file_protected", "")]
    path.unlink()
    assert refused(path) == [("file_missing", "")]


def test_a_link_is_followed_and_the_rights_are_kept(path, tmp_path):
    path.chmod(0o640)
    link = tmp_path / "lien.xlsx"
    link.symlink_to(path)
    upgraded = upgrade(link)
    assert link.is_symlink() and stat.S_IMODE(path.stat().st_mode) == 0o640
    assert upgraded.backup is not None and upgraded.backup.parent == path.parent and is_backup(upgraded.backup)


@pytest.mark.parametrize("step", ["write", "fsync", "replace", "open", "fdopen"])
@pytest.mark.parametrize("stop", [OSError(28, "disk full"), KeyboardInterrupt()])
@pytest.mark.parametrize("after", range(2))
def test_whatever_stops_the_writing_the_workbook_is_whole(path, monkeypatch, step, stop, after):
    before = path.read_bytes()
    done, calls = getattr(os, step), []

    def stopped(*arguments, **options):
        calls.append(arguments)
        if len(calls) > after:
            raise stop
        return done(*arguments, **options)

    monkeypatch.setattr(saving.os, step, stopped)
    try:
        upgrade(path)
    except KeyboardInterrupt:
        assert isinstance(stop, KeyboardInterrupt)
    except DataProblems as met:
        assert [found.code for found in met.problems] == ["workbook_not_written"]
    monkeypatch.undo()
    others = [each for each in path.parent.iterdir() if each != path]
    if path.read_bytes() == before:
        assert all(is_backup(each) for each in others)
        assert not others or isinstance(stop, KeyboardInterrupt)
    else:
        assert upgrade(path).backup is None
        assert [each.read_bytes() for each in others] == [before]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda sheet, edits, make: make(sheet, edits).replace(b"<v>11</v>", b"<v>12</v>", 1),
        lambda sheet, edits, make: sheet.xml,
        lambda sheet, edits, make: re.sub(rb'(<c r="A2" s=)"\d+"', rb'\1"3"', make(sheet, edits)),
    ],
    ids=["a cell changed", "nothing added", "a look changed"],
)
def test_a_file_that_is_not_what_was_meant_never_takes_the_place(path, monkeypatch, spoil):
    make = upgrading.edit_sheet
    monkeypatch.setattr(upgrading, "edit_sheet", lambda sheet, edits: spoil(sheet, edits, make))
    codes = refused(path)
    assert {code for code, _ in codes} == {"sheet_not_writable"}


def test_a_part_lost_or_a_format_changed_never_takes_the_place(path, monkeypatch):
    replace = upgrading.replace_parts

    def without_theme(content, parts):
        return replace(content, {**parts, "xl/theme/theme1.xml": b"<theme/>"})

    monkeypatch.setattr(upgrading, "replace_parts", without_theme)
    assert refused(path) == [("not_writable_format", "")]

    def restyled(content, parts):
        made = replace(content, parts)
        styles = read_part(made, "xl/styles.xml").replace(b"FF1F4583", b"FF1F4584", 1)
        return replace(made, {"xl/styles.xml": styles})

    monkeypatch.setattr(upgrading, "replace_parts", restyled)
    assert refused(path) == [("not_writable_format", "")]


def test_a_sheet_locked_by_people_stays_locked(path):
    def lock(book):
        book["Critères"].protection = SheetProtection(sheet=True, password="secret")  # noqa: S106

    edited(path, lock)
    before = openpyxl.load_workbook(path)["Critères"].protection.password
    upgrade(path)
    assert openpyxl.load_workbook(path)["Critères"].protection.password == before


def test_the_copy_is_dated(path):
    upgraded = upgrade_workbook(path, now=datetime.datetime(2026, 11, 26, 14, 30, 5))
    assert upgraded.backup is not None and upgraded.backup.name == "la-ridelle.sauvegarde-2026-11-26-143005.xlsx"


def test_the_command_says_what_it_added_and_the_second_time_that_nothing_is_missing(path):
    first = CliRunner().invoke(app, ["upgrade", str(path)])
    lines = spaced(first.stdout)
    assert first.exit_code == 0
    assert f"Colonne ajoutée : « Avis par collège », feuille « Critères », cellule {O}2." in lines
    assert f"Rubrique ajoutée : « Supports », feuille « Enjeux », cellule B{NEXT}." in lines
    assert lines[-2] == "Le classeur suivait la version 1 du modèle ; il suit maintenant la version 2."
    assert lines[-1].startswith("L’ancien classeur est gardé sous le nom la-ridelle.sauvegarde-")
    second = CliRunner().invoke(app, ["upgrade", str(path)])
    assert second.exit_code == 0
    assert spaced(second.stdout) == [
        "Le classeur suit déjà la version 2 du modèle et rien n’y manque. Rien n’a été modifié."
    ]
    assert CliRunner().invoke(app, ["upgrade", str(path), "--edition", "lourde"]).exit_code == 2
    path.unlink()
    assert CliRunner().invoke(app, ["upgrade", str(path)]).exit_code == 1


@pytest.mark.parametrize("language", ["fr", "en"])
def test_everything_done_or_left_has_its_sentence(path, language):
    kinds = (
        "sheet", "column", "field", "title", "list", "sheet_left", "note_left", "drop_down_left",
    )  # fmt: skip
    steps = tuple(upgrading.Step(kind, "Critères", "Raison", "H2") for kind in kinds)
    for version, backup in ((1, path), (None, path), (2, None)):
        sentences = list(told(Upgraded(path, backup, version, steps, ()), language))
        assert len(set(sentences)) == len(sentences) == len(steps) + (2 if backup else 1)
        assert all("Critères" in sentence for sentence in sentences[: len(steps)])


def spaced(output: str) -> list[str]:
    return re.sub("[\u00a0\u202f]", " ", output).splitlines()


def replace_part(path: Path, name: str, held: bytes) -> None:
    path.write_bytes(replace_parts(path.read_bytes(), {name: held}))
