"""Titles and words that the layout changed are declared in one line, and older workbooks are read as before."""

from dataclasses import replace
from pathlib import Path

import pytest
from older_samples import draw_older, edited, layout_of_today, renamed

from dts_eval.foundation.declarations import DeclarationFaults
from dts_eval.foundation.shipped import catalogue_file
from dts_eval.workbook import layout as layouts
from dts_eval.workbook.filling import Answer, fill_in, open_workbook
from dts_eval.workbook.layout import Layout, layout
from dts_eval.workbook.reading import read_workbook

SHEETS = ("structure", "mandate", "stakeholders", "criteria", "effects")
CONTENTS: dict[str, list] = {
    "stakeholders": [{"name": "les habitants", "side": "external"}],
    "criteria": [{"criterion": "Accessibilité", "decision": "kept"}],
    "effects": [{"code": "F-01", "effect": "Le service est plus proche."}],
}


def declared(folder: Path, monkeypatch, was: str, becomes: str) -> Layout:
    text = catalogue_file("workbook.yaml").read_text(encoding="utf-8")
    assert text.count(was) == 1
    path = folder / "workbook.yaml"
    path.write_text(text.replace(was, becomes), encoding="utf-8")
    monkeypatch.setattr(layouts, "catalogue_file", lambda name: path)
    return layouts.layout.__wrapped__()


def test_a_column_a_sheet_and_a_word_are_renamed_in_one_line(tmp_path, monkeypatch):
    column = "subtitle: {title: Sous-titre du rapport,"
    made = declared(tmp_path, monkeypatch, column, "subtitle: {title: Sous-titre, formerly: [Sous-titre du rapport],")
    subtitle = made.sheet("structure").column("subtitle")
    assert (subtitle.title, subtitle.formerly) == ("Sous-titre", ("Sous-titre du rapport",))
    made = declared(tmp_path, monkeypatch, "    title: Effets\n", "    title: Suites\n    formerly: [Effets]\n")
    assert made.sheet("effects").formerly == ("Effets",)
    assert made.order()["Effets"] == made.order()["Suites"]
    made = declared(
        tmp_path, monkeypatch, "consensus: {fr: consensus, en: consensus}",
        "consensus: {fr: accord de tous, en: agreement of all, formerly: [consensus]}",
    )  # fmt: skip
    assert made.lists["way_of_deciding"]["consensus"] == {"fr": "accord de tous", "en": "agreement of all"}
    assert made.former_words["way_of_deciding"] == {"consensus": "consensus"}


@pytest.mark.parametrize(
    ("was", "becomes", "told"),
    [
        ("    title: Effets\n", "    title: Suites\n    formerly: [Effets, Activités]\n", "two sheets"),
        (
            "subtitle: {title: Sous-titre du rapport,",
            "subtitle: {title: Sous-titre, formerly: [Contexte],",
            "two columns",
        ),
    ],
)
def test_a_former_title_that_another_one_has_is_a_fault(tmp_path, monkeypatch, was, becomes, told):
    with pytest.raises(DeclarationFaults, match=told):
        declared(tmp_path, monkeypatch, was, becomes)


def test_a_workbook_with_former_titles_is_read_filled_and_told(tmp_path):
    path = draw_older(tmp_path / "w.xlsx", SHEETS, {}, CONTENTS)
    titles = {("stakeholders", "role"): "Ce qu’elle fait", ("mandate", "use"): "À quoi elle servira"}
    with layout_of_today(renamed(titles, {"effects": "Suites"})):
        read = read_workbook(path)
        told = [(found.code, found.sheet, found.cell) for found in read.problems if found.code == "former_title"]
        assert told == [
            ("former_title", "Effets", ""),
            ("former_title", "Enjeux", "A8"),
            ("former_title", "Parties prenantes", "I2"),
        ]
        assert [record.title for record in read.records["effects"]] == ["Effets"]
        answers = [
            Answer("stakeholders", "role", "ils passent", 4), Answer("mandate", "use", "débattre"),
            Answer("effects", "effect", "Il est plus loin.", 4),
        ]  # fmt: skip
        filled = fill_in(open_workbook(path), answers)
    assert filled.cells == (("Enjeux", "B8"), ("Parties prenantes", "I4"), ("Effets", "B4"))


def test_where_the_title_of_now_is_there_too_the_former_one_is_a_column_of_people(tmp_path):
    path = draw_older(tmp_path / "w.xlsx", SHEETS, {}, CONTENTS)
    edited(path, lambda book: book["Critères"].__setitem__("Q2", "Pourquoi"))
    with layout_of_today(renamed({("criteria", "reason"): "Pourquoi"})):
        codes = [found.code for found in read_workbook(path).problems]
        assert "former_title" not in codes and "column_unknown" in codes


def test_a_former_word_of_a_list_means_what_it_meant(tmp_path):
    path = draw_older(tmp_path / "w.xlsx", SHEETS, {}, CONTENTS)
    words = {name: dict(items) for name, items in layout().lists.items()}
    words["decision"] = words["decision"] | {"kept": {"fr": "gardé", "en": "kept"}}
    former = dict(layout().former_words) | {"decision": {"retenu": "kept"}}
    with layout_of_today(replace(layout(), lists=words, former_words=former)):
        read = read_workbook(path)
    assert read.records["criteria"][0]["decision"] == "kept"
    assert [found.code for found in read.problems] == ["workbook_older"]
