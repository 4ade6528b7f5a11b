"""The form fills in the workbook: what was typed is kept until it is there, and nothing else is written."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

import dts_eval as dts
from dts_eval.foundation.problems import DataProblems
from dts_eval.widgets.scope_form import ScopeForm, scope_form
from dts_eval.workbook.layout import layout
from dts_eval.workbook.template import write_workbook

CONTENTS: dict[str, list[dict[str, object]]] = {
    "structure": [{"name": "La Ridelle", "year": 2024, "fictitious": "yes"}],
    "mandate": [{"requester": "le conseil d’administration", "side": "internal", "excluded": {"typed": "sans objet"}}],
    "stakeholders": [
        {"name": "les habitants", "side": "external", "steps": ["debate", "choice"]},
        {"name": "les bénévoles", "side": "internal"},
    ],
}
ENJEUX, PARTIES = "Enjeux", "Parties prenantes"
FIRST_LINE = 4


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("form") / "la-ridelle.xlsx"
    write_workbook(path, "light", CONTENTS)
    return path


@pytest.fixture
def workbook(written: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(written, tmp_path))


@pytest.fixture
def form(workbook: Path) -> Iterator[ScopeForm]:
    shown = scope_form(workbook)
    yield shown
    shown.close()


def field(group, column: str):
    return next(one for one in group.fields if one.column.column_id == column)


def cells(path: Path, sheet: str) -> dict[str, object]:
    book = openpyxl.load_workbook(path)
    return {cell.coordinate: cell.value for line in book[sheet] for cell in line if cell.value is not None}


def line_of(path: Path, number: int) -> list[object]:
    sheet = openpyxl.load_workbook(path)[PARTIES]
    return [cell.value for cell in sheet[number]][: len(layout().sheet("stakeholders").columns)]


def backups(path: Path) -> list[Path]:
    return [other for other in path.parent.iterdir() if other.suffix == ".xlsx" and other != path]


def test_every_answer_has_a_control_in_the_order_of_the_sheet(form):
    mandate, table = layout().sheet("mandate"), layout().sheet("stakeholders")
    assert [one.column for one in form.mandate.fields] == list(mandate.columns)
    assert [line.name for line in form.lines] == ["les habitants", "les bénévoles"]
    assert all([one.column for one in line.fields] == list(table.columns) for line in form.lines)
    for one in form.mandate.fields:
        label = one.widget.children[0].value if one.boxes else one.widget.description
        assert f">{one.column.title}<" in label.replace("\u00a0", " ")
        assert "dts-aide" in label


def test_controls_show_what_the_workbook_says(form):
    assert field(form.mandate, "requester").widget.value == "le conseil d’administration"
    assert field(form.mandate, "side").widget.label == "interne"
    assert field(form.mandate, "excluded").widget.value == "sans objet"
    assert field(form.mandate, "motive").widget.value == ""
    assert [label for label, _ in field(form.mandate, "side").widget.options] == [
        "", "interne", "externe", "interne et externe",
    ]  # fmt: skip
    steps = field(form.lines[0], "steps")
    assert [box.description for box in steps.boxes.values() if box.value] == ["choix des critères", "mise en débat"]
    assert "Le classeur dit tout" in form.count.value


def test_what_is_typed_is_counted_then_written_in_its_cells_alone(form, workbook):
    before = {sheet: cells(workbook, sheet) for sheet in openpyxl.load_workbook(workbook).sheetnames}
    field(form.mandate, "motive").widget.value = "  Débattre de ce qui compte. "
    assert "Une réponse n’est pas encore enregistrée" in form.count.value
    field(form.mandate, "side").widget.value = "mixed"
    field(form.lines[1], "steps").boxes["collection"].value = True
    field(form.lines[1], "degree").widget.value = "codecision"
    assert "Quatre réponses" in form.count.value
    assert cells(workbook, ENJEUX) == before[ENJEUX]
    form.save_button.click()
    after = {sheet: cells(workbook, sheet) for sheet in before}
    changed = {
        (sheet, place): after[sheet].get(place)
        for sheet in before
        for place in before[sheet].keys() | after[sheet].keys()
        if before[sheet].get(place) != after[sheet].get(place)
    }
    assert changed == {
        (ENJEUX, "B4"): "interne et externe",
        (ENJEUX, "B5"): "Débattre de ce qui compte.",
        (PARTIES, "E5"): "collecte",
        (PARTIES, "F5"): "codécision",
    }
    assert "Quatre réponses ont été enregistrées dans la-ridelle.xlsx" in form.status.value
    assert "Feuille Parties prenantes\u00a0: E5 et F5." in form.status.value
    (backup,) = backups(workbook)
    assert backup.name in form.status.value
    assert cells(backup, ENJEUX) == before[ENJEUX]


def test_what_was_saved_is_no_longer_to_save(form, workbook):
    field(form.mandate, "motive").widget.value = "Débattre."
    form.save_button.click()
    form.save_button.click()
    assert "Il n’y avait rien à enregistrer" in form.status.value
    assert len(backups(workbook)) == 1
    field(form.mandate, "motive").widget.value = ""
    form.save_button.click()
    assert "B5" not in cells(workbook, ENJEUX)


def test_a_stakeholder_is_added_below_the_last_one_and_can_be_changed_at_once(form, workbook):
    form.add_button.click()
    line = form.lines[2]
    assert line.open and not form.lines[0].open
    field(line, "name").widget.value = "les commerçants"
    assert line.button.description.startswith("▾ les commerçants")
    field(line, "family").widget.value = "companies"
    form.add_button.click()
    form.save_button.click()
    assert line_of(workbook, FIRST_LINE + 2)[:2] == ["les commerçants", "entreprises"]
    field(line, "college").widget.value = "partenaires"
    field(form.lines[3], "name").widget.value = "les réseaux"
    form.save_button.click()
    assert line_of(workbook, FIRST_LINE + 2)[3] == "partenaires"
    assert line_of(workbook, FIRST_LINE + 3)[0] == "les réseaux"
    assert [line.line for line in form.lines] == [4, 5, 6, 7]


def test_a_blank_line_between_two_new_ones_leaves_no_hole(form, workbook):
    for name in ("les commerçants", "", "les réseaux"):
        form.add_button.click()
        field(form.lines[-1], "name").widget.value = name
    form.save_button.click()
    assert [line_of(workbook, number)[0] for number in (6, 7)] == ["les commerçants", "les réseaux"]
    assert [line.line for line in form.lines] == [4, 5, 6, -1, 7]


def test_a_refusal_writes_nothing_and_keeps_all_that_was_typed(form, workbook):
    before = workbook.read_bytes()
    field(form.mandate, "motive").widget.value = "Appelez le 06 12 34 56 78."
    field(form.mandate, "use").widget.value = "nourrir le débat"
    form.save_button.click()
    assert [found.code for found in form.problems] == ["contact_found"]
    assert 'role="alert"' in form.status.value and "Rien n’a été enregistré" in form.status.value
    assert "B5" in form.status.value and "06 12" not in form.status.value
    assert workbook.read_bytes() == before and backups(workbook) == []
    assert field(form.mandate, "motive").widget.value == "Appelez le 06 12 34 56 78."
    field(form.mandate, "motive").widget.value = "Débattre."
    form.save_button.click()
    assert cells(workbook, ENJEUX)["B8"] == "nourrir le débat"


def test_reading_again_drops_what_is_not_saved_only_when_asked_twice(form):
    requester = field(form.mandate, "requester").widget
    requester.value = "la direction"
    form.read_button.click()
    assert "Choisissez de nouveau" in form.status.value and requester.value == "la direction"
    assert form.keep_button.layout.display != "none"
    field(form.mandate, "use").widget.value = "débattre"
    form.read_button.click()
    assert "Choisissez de nouveau" in form.status.value
    form.read_button.click()
    assert field(form.mandate, "requester").widget.value == "le conseil d’administration"
    assert form.keep_button.layout.display == "none"


def test_a_workbook_changed_meanwhile_is_never_overwritten_and_entries_can_be_put_over_it(form, workbook):
    field(form.lines[1], "role").widget.value = "Tiennent l’accueil."
    form.add_button.click()
    field(form.lines[2], "name").widget.value = "les commerçants"
    book = openpyxl.load_workbook(workbook)
    book[ENJEUX]["B8"] = "écrit dans le tableur"
    book[PARTIES].insert_rows(FIRST_LINE)
    book[PARTIES]["A4"] = "les financeurs"
    book.save(workbook)
    form.save_button.click()
    assert [found.code for found in form.problems] == ["file_changed"]
    assert field(form.lines[1], "role").widget.value == "Tiennent l’accueil."
    form.keep_button.click()
    assert field(form.mandate, "use").widget.value == "écrit dans le tableur"
    assert [line.name for line in form.lines] == ["les financeurs", "les habitants", "les bénévoles", "les commerçants"]
    assert "Deux réponses ne sont pas encore enregistrées" in form.count.value
    form.save_button.click()
    assert line_of(workbook, FIRST_LINE + 2)[0] == "les bénévoles"
    assert line_of(workbook, FIRST_LINE + 2)[8] == "Tiennent l’accueil."
    assert line_of(workbook, FIRST_LINE + 3)[0] == "les commerçants"
    assert cells(workbook, ENJEUX)["B8"] == "écrit dans le tableur"


def test_entries_about_a_line_that_went_away_become_a_line_to_add(form, workbook):
    field(form.lines[1], "role").widget.value = "Tiennent l’accueil."
    book = openpyxl.load_workbook(workbook)
    book[PARTIES].delete_rows(FIRST_LINE + 1)
    book.save(workbook)
    form.read_again(keeping=True)
    assert [(line.name, line.line) for line in form.lines] == [("les habitants", 4), ("les bénévoles", -1)]
    assert field(form.lines[1], "role").widget.value == "Tiennent l’accueil."


def test_an_answer_without_a_place_is_shown_closed_with_its_reason(workbook):
    book = openpyxl.load_workbook(workbook)
    book[PARTIES].delete_cols(10)
    book[ENJEUX].delete_rows(7)
    book.save(workbook)
    form = scope_form(workbook)
    supports, questions = field(form.lines[0], "supports"), field(form.mandate, "questions")
    for absent in (supports, questions):
        assert absent.widget.disabled and "pas de place" in absent.widget.description
    assert not field(form.lines[0], "note").widget.disabled
    assert "Supports" not in form.left.value.partition("Les habitants")[2] and "Questions" not in form.left.value
    field(form.lines[0], "note").widget.value = "à suivre"
    form.save_button.click()
    assert openpyxl.load_workbook(workbook)[PARTIES]["J4"].value == "à suivre"


def test_a_sheet_that_is_not_there_is_said_and_takes_no_line(workbook):
    book = openpyxl.load_workbook(workbook)
    del book[PARTIES]
    book.save(workbook)
    form = scope_form(workbook)
    assert form.lines == () and form.add_button.disabled
    assert "n’a pas été trouvée" in form.lines_box.children[0].value


def test_what_is_wrong_already_is_told_at_the_top(workbook):
    book = openpyxl.load_workbook(workbook)
    book[ENJEUX]["B4"] = "peut-être"
    book.save(workbook)
    form = scope_form(workbook)
    assert "un point a été relevé" in form.head.value and "peut-être" in form.head.value
    field(form.mandate, "use").widget.value = "débattre"
    form.save_button.click()
    assert cells(workbook, ENJEUX)["B4"] == "peut-être"


def test_what_is_typed_is_never_markup(workbook):
    book = openpyxl.load_workbook(workbook)
    book[PARTIES]["A4"] = "<img src=x onerror=alert(1)>"
    book[PARTIES]["C4"] = "<b>"
    book.save(workbook)
    form = scope_form(workbook)
    assert "<img" not in form.left.value and "&lt;img" in form.left.value
    assert "<b>" not in form.head.value


def test_a_workbook_that_cannot_be_opened_is_refused_in_the_language_asked(tmp_path):
    with pytest.raises(DataProblems) as found:
        scope_form(tmp_path / "absent.xlsx", lang="en")
    assert [one.code for one in found.value.problems] == ["file_missing"] and found.value.language == "en"
    for wrong, code in (((tmp_path, "de"), "parameter_language"), ((3, "fr"), "parameter_type")):
        with pytest.raises(DataProblems) as found:
            scope_form(*wrong)
        assert [one.code for one in found.value.problems] == [code]


def test_the_form_speaks_english_and_writes_french_words(workbook):
    form = dts.scope_form(workbook, lang="en")
    assert form.save_button.description == "Save in the workbook"
    side = field(form.mandate, "side").widget
    assert [label for label, _ in side.options] == ["", "internal", "external", "internal and external"]
    side.value = "external"
    form.save_button.click()
    assert "One answer was saved" in form.status.value
    assert cells(workbook, ENJEUX)["B4"] == "externe"


def test_reading_back_says_what_the_sheets_hold(workbook):
    said = dts.read_back(dts.set_scope(dts.read_mandate(workbook)))
    lines = said.replace("\u00a0", " ").splitlines()
    assert "  Origine de la demande : interne" in lines
    assert "  Motif : pas encore de réponse" in lines
    assert "  Laissé hors de l’évaluation : sans objet" in lines
    assert lines[lines.index(PARTIES) + 1 :][:2] == ["  les habitants", "  les bénévoles"]
    assert lines[lines.index("Activités") + 1] == "  Aucune ligne pour le moment."


def test_reading_back_tells_what_it_could_not_read(workbook):
    book = openpyxl.load_workbook(workbook)
    book[ENJEUX]["B4"] = "peut-être"
    book["Structure"]["B4"] = 12
    book.save(workbook)
    said = dts.read_back(dts.read_mandate(workbook))
    assert said.count("À corriger") == 1 and "cellule B4" in said and "peut-être" in said
    assert max(map(len, said.splitlines())) <= 96


def test_what_was_refused_stays_in_sight_while_it_is_mended(form):
    requester = form.mandate.fields[0].widget
    requester.value = "Appelez le 06 12 34 56 78"
    form.save_button.click()
    refused = form.status.value
    assert "Rien n’a été enregistré" in refused
    requester.value = "le conseil"
    assert form.status.value == refused
    assert "Une réponse n’est pas encore enregistrée" in form.count.value
    form.save_button.click()
    assert "Une réponse a été enregistrée" in form.status.value and "Le classeur dit tout" in form.count.value
