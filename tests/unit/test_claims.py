"""What the register of proofs says that each proof backs."""

from dts_eval.presentation.blocks import Paragraph, Section, Table
from dts_eval.presentation.claims import claims_of
from dts_eval.presentation.shown import Sentence

RAIL = ("Critère 1", "retenu")


def section(*blocks, lead=(), annex=False, criterion=""):
    return Section("partie", RAIL, "Une partie", tuple(lead), blocks, annex=annex, criterion=criterion)


def test_the_first_sentence_that_cites_a_proof_is_what_it_backs():
    told = Paragraph((Sentence("Une phrase.", ("E1",)), Sentence("Une autre.", ("E1", "E2"))))
    assert claims_of([section(told)]) == {"E1": "Une phrase.", "E2": "Une autre."}


def test_what_opens_a_criterion_is_no_claim_and_what_opens_another_part_is():
    lead = (Sentence("Ce critère s’appuie sur deux chiffres.", ("E1", "E2")),)
    told = Paragraph((Sentence("Une phrase.", ("E2",)),))
    assert claims_of([section(told, lead=lead, criterion="economics")]) == {"E2": "Une phrase."}
    opened = "Ce critère s’appuie sur deux chiffres."
    assert claims_of([section(told, lead=lead)]) == {"E1": opened, "E2": opened}


def test_a_cell_of_a_table_is_told_by_the_title_of_its_table():
    table = Table(Sentence("Les séances.", ("E1",)), ("Objet", "Date"), ((Sentence("Enquête", ("E2",)), "2024"),))
    assert claims_of([section(table)]) == {"E1": "Les séances.", "E2": "Les séances."}


def test_an_annex_claims_nothing():
    assert claims_of([section(Paragraph((Sentence("Tout.", ("E1",)),)), annex=True)]) == {}
