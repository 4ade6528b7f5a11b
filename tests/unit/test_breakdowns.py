"""A line of the annex of data says of what its figure is a part, in both languages."""

import re

import pytest
from row_samples import book, plain, row
from shipped_report import shipped_report

from dts_eval.disclosure.rows import keys_of
from dts_eval.presentation.blocks import Table
from dts_eval.presentation.breakdowns import NAMED_KEYS, breakdown_words
from dts_eval.runs.templates import shipped_structures

SAID = [
    ("", "Ensemble", "Total"),
    ("rsa=yes", "RSA à l’entrée : oui", "RSA on entry: yes"),
    ("age=unknown", "Âge : non renseigné", "Age: not recorded"),
    ("sex=woman", "Sexe : femme", "Sex: woman"),
    ("level=site", "Lieu : commune d’implantation", "Place: commune of the site"),
    (
        "quartile=first",
        "Durée qu’un quart des parcours ne dépasse pas",
        "Length that a quarter of the pathways do not exceed",
    ),
    (
        "housing_entry=shelter;housing_exit=own_home",
        "Logement à l’entrée : hébergement provisoire, à la sortie : logement à son nom",
        "Housing on entry: temporary shelter, on leaving: a home in their own name",
    ),
    (
        "answer=4;question=Cela va-t-il ?;survey=C-09",
        "« Cela va-t-il ? », réponse : tout à fait",
        "“Cela va-t-il ?”, answer: fully",
    ),
    ("survey=C-09", "Recueil : C-09", "Survey: C-09"),
    ("activity=A;nature=market", "Activité : A, ressource marchande", "Activity: A, resource: market"),
    ("lieu=le marché", "Lieu : le marché", "Lieu: le marché"),
]
YES_OR_NO = ("rsa", "ass", "aah", "disability", "qpv", "frr")
STRUCTURES = [workbook.stem for workbook in shipped_structures()]


@pytest.mark.parametrize(("breakdown", "french", "english"), SAID)
def test_a_breakdown_is_whole_words(breakdown: str, french: str, english: str) -> None:
    assert plain(breakdown_words(book(), breakdown)) == french
    assert plain(breakdown_words(book(language="en"), breakdown)) == english


@pytest.mark.parametrize("key", YES_OR_NO)
def test_yes_and_no_say_of_what(key: str) -> None:
    assert plain(breakdown_words(book(), f"{key}=no")).endswith(" : non")
    assert len(plain(breakdown_words(book(), f"{key}=unknown"))) > len(" : non renseigné")


def test_a_question_of_two_surveys_says_which() -> None:
    rows = [row(f"answers_{code}", 3, breakdown=f"answer=4;question=Et ?;survey={code}") for code in ("C-1", "C-2")]
    told = plain(breakdown_words(book(*rows), rows[0].breakdown))
    assert told == "« Et ? », réponse : tout à fait, recueil : C-1"


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("stem", STRUCTURES)
def test_every_shipped_line_says_of_what_it_is_a_part(stem: str, language: str) -> None:
    report = shipped_report(stem, language)
    annex = next(section for section in report.sections if section.section_id == "donnees")
    told = {str(line[1]) for block in annex.blocks if isinstance(block, Table) for line in block.lines}
    assert told
    assert told.isdisjoint({"Oui", "Non", "Non renseigné", "Yes", "No", "Not recorded"})
    assert {words for words in told if re.search(r"[a-z]_[a-z]", words)} == set()
    figures = (one for one in report.rows if one.kind == "figure" and one.status in ("measured", "computed"))
    assert {key for one in figures for key in keys_of(one.breakdown)} <= set(NAMED_KEYS)
