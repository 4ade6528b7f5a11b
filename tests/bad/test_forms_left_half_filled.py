"""A form left half-filled: what was typed is saved or kept, what is missing is said, nothing is lost."""

import openpyxl
import pytest
from spoiled import FILE, cell, codes, problems_in, sound

from dts_eval.foundation.problems import blocking
from dts_eval.runs.templates import new_template
from dts_eval.widgets.scope_form import scope_form


@pytest.fixture
def blank(tmp_path):
    return new_template("La Ridelle", tmp_path / FILE)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_one_answer_is_saved_and_the_others_are_listed_without_being_an_obstacle(blank):
    form = scope_form(blank)
    form.mandate.retype({"requester": "le conseil d’administration"})
    form.add().retype({"name": "les habitants"})
    form.save()
    assert form.problems == ()
    left = plain(form.left.value)
    assert "Il reste 26 réponses à remplir ; ce n’est pas un obstacle." in left
    assert "Enjeux – il reste à remplir : Origine de la demande, Motif," in left
    assert "Les habitants – il reste à remplir : Famille," in left
    assert openpyxl.load_workbook(blank)["Enjeux"][cell("mandate", "requester")].value == "le conseil d’administration"
    assert [found for found in problems_in(blank) if found.sheet in ("Enjeux", "Parties prenantes")] == []


def test_a_form_that_is_closed_before_saving_leaves_the_workbook_as_it_was(tmp_path):
    path = sound(tmp_path)
    before = path.read_bytes()
    form = scope_form(path)
    form.mandate.retype({"motive": "Débattre."})
    form.add().retype({"name": "les financeurs"})
    form.close()
    assert path.read_bytes() == before and list(tmp_path.iterdir()) == [path]


def test_a_stakeholder_without_a_name_holds_back_everything_and_everything_stays(tmp_path):
    path = sound(tmp_path)
    before = path.read_bytes()
    form = scope_form(path)
    form.mandate.retype({"motive": "Débattre."})
    form.add().retype({"role": "achètent au Comptoir"})
    form.save()
    assert codes(form.problems) == ["form_line_without_name"]
    assert path.read_bytes() == before
    form.lines[-1].retype({"name": "les clients"})
    form.save()
    assert blocking(form.problems) == ()
    book = openpyxl.load_workbook(path)
    assert book["Enjeux"][cell("mandate", "motive")].value == "Débattre."
    assert book["Parties prenantes"][cell("stakeholders", "role", 3)].value == "achètent au Comptoir"


def test_a_name_cannot_be_emptied_and_the_line_stays(tmp_path):
    path = sound(tmp_path)
    form = scope_form(path)
    form.lines[0].retype({"name": "", "role": "viennent"})
    form.save()
    assert codes(form.problems) == ["form_name_emptied"]
    form.lines[0].retype({"name": "les habitantes et les habitants"})
    form.save()
    assert [line.name for line in form.lines] == ["les habitantes et les habitants", "les bénévoles"]


@pytest.mark.parametrize("then", ["removed", "replaced by a text"])
def test_a_workbook_that_went_away_keeps_the_entries_in_the_form(tmp_path, then):
    path = sound(tmp_path)
    form = scope_form(path)
    form.mandate.retype({"motive": "Débattre."})
    content = path.read_bytes()
    path.unlink()
    if then != "removed":
        path.write_text("bonjour", encoding="utf-8")
    form.save()
    assert len(blocking(form.problems)) == 1
    form.read_again(keeping=True)
    assert "n’a pas pu être relu" in form.status.value
    path.write_bytes(content)
    form.save()
    assert form.problems == () and "Une réponse a été enregistrée" in form.status.value
