"""A panel: several structures kept apart, what is wrong told all at once, what is left out named."""

import dataclasses
from pathlib import Path

import pytest
from openpyxl import load_workbook

import dts_eval as dts
from dts_eval.disclosure.panel import read_panel
from dts_eval.foundation.problems import DataProblems
from dts_eval.foundation.shipped import shipped_folder

SHIPPED = shipped_folder("data_templates")


@pytest.fixture(scope="module")
def panel():
    return read_panel(SHIPPED)


def alone(path: Path):
    value = dts.read_mandate(path)
    for step in ("set_scope", "choose_criteria", "choose_indicators", "collect", "debate", "measure", "disclose"):
        value = getattr(dts, step)(value)
    return value


def test_structures_come_in_the_order_of_a_dictionary(panel):
    assert [case.structure.name for case in panel.cases] == [
        "ADPEI",
        "AIR",
        "AIR et AICM",
        "CIBC Emploi Conseil",
        "Collectif CYRCEE 78",
        "Collectif des associations intermédiaires des Bouches-du-Rhône",
        "Contact Service et Le Temps du Domicile",
        "Environnement Volembert Argenteuil",
        "Erdre et Loire Initiatives",
        "Études et chantiers Bretagne – Pays de la Loire, site du Palacret",
        "Études et chantiers, éco-construction",
        "GAS 49",
        "Groupe ULISSE",
        "Groupe ULISSE, validation des acquis",
        "Porte Ouverte Emplois",
        "Solidarité Multi Services et Solidarité Services aux Personnes",
    ]


def test_fictitious_structures_and_blank_workbooks_are_named_among_those_left_out(panel):
    assert {(item.file, item.why) for item in panel.left_out} == {
        ("example/la-cordee-de-brumeval.xlsx", "fictitious"),
        ("modele-complet.xlsx", "blank"),
        ("modele-leger.xlsx", "blank"),
    }


def test_a_fictitious_structure_comes_in_when_asked():
    asked = read_panel(SHIPPED, with_fictitious=True)
    assert "cordee-brumeval" in [case.structure.structure_id for case in asked.cases]
    assert {item.why for item in asked.left_out} == {"blank"}


def test_a_case_says_what_its_own_report_says_and_only_its_proofs_are_renamed(panel):
    for case in panel.cases:
        report = alone(next(SHIPPED.rglob(case.file)))
        prefix = f"{case.structure.structure_id}:"
        plain = [
            dataclasses.replace(row, evidence_ids=tuple(name.removeprefix(prefix) for name in row.evidence_ids))
            for row in case.rows
        ]
        assert tuple(plain) == report.rows
        assert [cited.evidence_id for cited in case.evidence] == [prefix + one.evidence_id for one in report.evidence]
    ids = [cited.evidence_id for cited in panel.evidence]
    assert len(ids) == len(set(ids))
    assert {name for row in panel.rows for name in row.evidence_ids} == set(ids)


def test_what_a_structure_hides_does_not_depend_on_the_others(tmp_path):
    together = read_panel(SHIPPED, with_fictitious=True)
    (case,) = (case for case in together.cases if case.structure.structure_id == "cordee-brumeval")
    hidden = {row.row_id for row in case.rows if row.status == "suppressed"}
    report = alone(SHIPPED / "example" / "la-cordee-de-brumeval.xlsx")
    assert hidden and hidden == {row.row_id for row in report.rows if row.status == "suppressed"}


def test_all_that_is_wrong_in_all_workbooks_is_told_at_once_under_their_paths(tmp_path):
    for folder, file in (("a", "iii-1-palacret.xlsx"), ("b", "iii-2-sms-ssap.xlsx")):
        book = load_workbook(SHIPPED / "cases" / file)
        (place,) = (cell for row in book["Structure"].iter_rows() for cell in row if cell.value == "Année du rapport")
        place.offset(column=1).value = "bientôt"
        (tmp_path / folder).mkdir()
        book.save(tmp_path / folder / file)
    (tmp_path / "c.xlsx").write_text("Bonjour.", encoding="utf-8")
    with pytest.raises(DataProblems) as raised:
        read_panel(tmp_path)
    blocking = {found.file for found in raised.value.problems if found.blocks}
    assert blocking == {"a/iii-1-palacret.xlsx", "b/iii-2-sms-ssap.xlsx", "c.xlsx"}
