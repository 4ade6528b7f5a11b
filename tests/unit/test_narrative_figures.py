"""Every sentence that a figure can call for, whole, in each situation of its rows."""

import pytest
from row_samples import MEALS, YEAR, Situation, book, changed, flat, row, target

from dts_eval.disclosure.rows import Row
from dts_eval.presentation.book import Book
from dts_eval.presentation.narrative.figures import figure_sentences
from dts_eval.presentation.shown import Shown

PURCHASES = "local_purchase_share"
DECLARED = "Ce chiffre est déclaré par la structure ; aucun document ne vient encore l’appuyer."
NO_ASSUMPTION = "Ses hypothèses n’ont pas été consignées ; le débat est invité à les demander."


def told(book: Book):
    return figure_sentences(book, MEALS)


def bought(book: Book):
    return figure_sentences(book, PURCHASES)


def before(value: float, **said) -> Row:
    return row(value=value, year=YEAR - 1, **said)


def share(part: float, whole: float, **said) -> Row:
    return row(value=100 * part / whole, numerator=part, denominator=whole, unit="percent", **said)


def two(first: float | None, second: float | None, **said) -> tuple[Row, ...]:
    rows = []
    for number, value in ((1, first), (2, second)):
        status = "declared" if value is not None else "not_available"
        row_id = f"essai/{YEAR}/{MEALS}/#{number}"
        rows.append(row(value=value, row_id=row_id, status=status, evidence_ids=("E2",), **said))
    return tuple(rows)


VALUES = {
    "a value": Situation((row(value=12),), told, ("Repas partagés : 12 moments en 2024.",)),
    "thousands": Situation((row(value=1607, unit="hour"),), told, ("Repas partagés : 1 607 heures en 2024.",)),
    "one and a half": Situation((row(value=1.5, unit="fte"),), told, ("Repas partagés : 1,5 ETP en 2024.",)),
    "declared only": Situation(
        (row(value=12, status="declared", grade="declared"),), told, ("Repas partagés : 12 moments en 2024.", DECLARED)
    ),
    "declared, with a document": Situation(
        (row(value=12, status="declared", grade="declared", evidence_ids=("E1", "E2")),),
        told,
        ("Repas partagés : 12 moments en 2024.",),
    ),
    "confirmed by a third party": Situation(
        (row(value=12, grade="corroborated"),),
        told,
        (
            "Repas partagés : 12 moments en 2024.",
            "Ce chiffre a été confirmé par un tiers, indépendamment de la structure.",
        ),
    ),
    "counted from estimates": Situation(
        (row(value=4900, unit="hour", grade="estimated"),),
        told,
        ("Repas partagés : 4 900 heures en 2024.", "Ce chiffre est une estimation."),
    ),
    "undated": Situation(
        (row(value=12, year=None),),
        told,
        ("Repas partagés : 12 moments. La source ne date pas ce chiffre ; il ne figure sur aucune courbe.",),
    ),
    "a note": Situation(
        (row(value=12, text="Le jeudi seulement."),),
        told,
        ("Repas partagés : 12 moments en 2024.", "Précision donnée : « Le jeudi seulement »."),
    ),
    "a true zero": Situation(
        (row(value=0),),
        told,
        ("Repas partagés : zéro en 2024. Il s’agit d’un résultat constaté, non d’une donnée manquante.",),
    ),
    "not applicable, with a reason": Situation(
        (row(status="not_applicable", grade="", text="La structure n’a pas de cuisine."),),
        told,
        ("Repas partagés : sans objet pour cette structure. Raison : « La structure n’a pas de cuisine ».",),
    ),
    "not applicable": Situation(
        (row(status="not_applicable", grade=""),), told, ("Repas partagés : sans objet pour cette structure.",)
    ),
    "hidden": Situation(
        (row(status="suppressed", grade="", unit="person"),),
        told,
        ("Repas partagés : le nombre de 2024 n’est pas publié, pour que personne ne puisse être reconnu.",),
    ),
    "hidden and undated": Situation(
        (row(status="suppressed", grade="", unit="person", year=None),),
        told,
        ("Repas partagés : ce nombre n’est pas publié, pour que personne ne puisse être reconnu.",),
    ),
    "missing this year: the latest known year speaks, and says its year": Situation(
        (row(status="not_available", grade=""), before(10), row(value=7, year=YEAR - 2)),
        told,
        ("Repas partagés : 10 moments en 2023.",),
    ),
    "missing in all years: said among what is not known, not here": Situation(
        (row(status="not_available", grade=""),), told, ()
    ),
    "a breakdown alone makes no sentence": Situation((row(value=4, breakdown="sex=woman"),), told, ()),
}

ESTIMATES = {
    "between two bounds": Situation(
        (row(low=10, high=14, status="estimated", grade="estimated", text="Deux semaines relevées."),),
        told,
        (
            "Repas partagés : entre 10 et 14 moments en 2024. C’est une estimation.",
            "Elle repose sur ce qui suit : « Deux semaines relevées ».",
        ),
    ),
    "between two bounds, around a value": Situation(
        (row(value=12, low=10, high=14, status="estimated", grade="estimated"),),
        told,
        ("Repas partagés : entre 10 et 14 moments en 2024. C’est une estimation.", NO_ASSUMPTION),
    ),
    "between two bounds, undated": Situation(
        (row(low=10, high=14, status="estimated", grade="estimated", year=None),),
        told,
        ("Repas partagés : entre 10 et 14 moments, sans date. C’est une estimation.", NO_ASSUMPTION),
    ),
    "between two amounts: the sign of each stays": Situation(
        (row(low=1500, high=15000, unit="euro"),),
        told,
        ("Repas partagés : entre 1 500 € et 15 000 € en 2024.",),
    ),
    "between two shares: the sign of each stays": Situation(
        (row(low=13, high=15.5, unit="percent"),),
        told,
        ("Repas partagés : entre 13 % et 15,5 % en 2024.",),
    ),
    "between two durations: the word is said once": Situation(
        (row(low=2, high=3, unit="month"),),
        told,
        ("Repas partagés : entre 2 et 3 mois en 2024.",),
    ),
    "between two durations of less than one": Situation(
        (row(low=0.5, high=10, unit="day", year=None),),
        told,
        (
            "Repas partagés : entre 0,5 et 10 jours. La source ne date pas ce chiffre ; il ne figure sur aucune "
            "courbe.",
        ),
    ),
    "between two numbers for a thousand": Situation(
        (row(low=233.9, high=290.3, unit="per_thousand", status="estimated", grade="estimated"),),
        told,
        ("Repas partagés : entre 233,9 et 290,3 pour 1 000 habitants en 2024. C’est une estimation.", NO_ASSUMPTION),
    ),
    "between two years: no space in either": Situation(
        (row(low=2009, high=2011, unit="year"),),
        told,
        ("Repas partagés : entre 2009 et 2011 en 2024.",),
    ),
    "between a little and something: rounded up, it is a number": Situation(
        (row(low=0.07, high=4, unit="tonne"),),
        told,
        ("Repas partagés : entre 0,1 et 4 tonnes en 2024.",),
    ),
    "between nothing and something": Situation(
        (row(low=0, high=4, unit="person"),),
        told,
        ("Repas partagés : entre 0 et 4 personnes en 2024.",),
    ),
    "between a trace and something: the trace is said in words": Situation(
        (row(low=0.01, high=4, unit="tonne"),),
        told,
        ("Repas partagés : entre moins de 0,1 tonne et 4 tonnes en 2024.",),
    ),
    "a single value": Situation(
        (row(value=12, status="estimated", grade="estimated"),),
        told,
        ("Repas partagés : 12 moments en 2024. C’est une estimation.", NO_ASSUMPTION),
    ),
}

QUALIFIED = {
    "more than": Situation(
        (row(value=600, low=600, qualifier="more_than", unit="person"),),
        told,
        ("Repas partagés : plus de 600 personnes en 2024.",),
    ),
    "less than": Situation(
        (row(value=600, high=600, qualifier="less_than", unit="person"),),
        told,
        ("Repas partagés : moins de 600 personnes en 2024.",),
    ),
    "about": Situation(
        (row(value=600, qualifier="about", unit="person"),),
        told,
        ("Repas partagés : environ 600 personnes en 2024.",),
    ),
    "nearly": Situation(
        (row(value=600, qualifier="nearly", unit="person"),),
        told,
        ("Repas partagés : près de 600 personnes en 2024.",),
    ),
}

UNKNOWN = {
    "one person": Situation(
        (row(value=40, unknown=1, unit="person"),),
        told,
        (
            "Repas partagés : 40 personnes en 2024.",
            "Pour un cas, la réponse n’est pas connue ; il n’est compté ni comme un oui ni comme un non.",
        ),
    ),
    "several people": Situation(
        (row(value=40, unknown=6, unit="person"),),
        told,
        (
            "Repas partagés : 40 personnes en 2024.",
            "Pour six cas, la réponse n’est pas connue ; ils ne sont comptés ni comme des oui ni comme des non.",
        ),
    ),
    "one line": Situation(
        (row(value=40, unknown=1, unit="hour"),),
        told,
        ("Repas partagés : 40 heures en 2024.", "Une ligne du classeur ne le dit pas ; elle n’est pas comptée."),
    ),
    "several lines": Situation(
        (row(value=40, unknown=12, unit="hour"),),
        told,
        (
            "Repas partagés : 40 heures en 2024.",
            "12 lignes du classeur ne le disent pas ; elles ne sont pas comptées.",
        ),
    ),
    "an amount": Situation(
        (row(PURCHASES, 45.4, numerator=139000, denominator=306000, unknown=42000, unit="percent"),),
        bought,
        (
            "Part locale des achats localisés : 45,4 % en 2024.",
            "Une partie n’est pas connue : 42 000 €.",
        ),
    ),
    "nothing": Situation((row(value=40, unknown=0, unit="person"),), told, ("Repas partagés : 40 personnes en 2024.",)),
}

SHARES = {
    "under twenty: no percentage": Situation(
        (share(7, 12),),
        told,
        ("Repas partagés : 7 sur 12 en 2024 ; ce total est trop petit pour un pourcentage.",),
    ),
    "under a hundred: whole percents": Situation(
        (share(27, 42),), told, ("Repas partagés : 27 sur 42 en 2024, soit 64 %.",)
    ),
    "a hundred and more: as it is": Situation((share(186, 1240),), told, ("Repas partagés : 15 % en 2024.",)),
    "with the interval of a survey": Situation(
        (share(27, 42, low=49.2, high=77.1),),
        told,
        (
            "Repas partagés : 27 sur 42 en 2024, soit 64 %.",
            "Compte tenu du nombre de réponses, la part pour l’ensemble des personnes concernées se situe "
            "vraisemblablement entre 49 % et 77 %.",
        ),
    ),
    "without its parts": Situation(
        (row(value=35, unit="percent"),), told, ("Repas partagés : 35 % en 2024.",)
    ),
}

TRENDS = {
    "more": Situation(
        (row(value=12), before(10), changed(2)),
        told,
        ("Repas partagés : 12 moments en 2024, contre 10 moments en 2023, soit 2 moments de plus.",),
    ),
    "less, in the singular": Situation(
        (row(value=8.5, unit="hour"), before(10, unit="hour"), changed(-1.5, unit="hour")),
        told,
        ("Repas partagés : 8,5 heures en 2024, contre 10 heures en 2023, soit 1,5 heure de moins.",),
    ),
    "since an older year": Situation(
        (row(value=12), row(value=10, year=2021), changed(2, since=2021)),
        told,
        ("Repas partagés : 12 moments en 2024, contre 10 moments en 2021, soit 2 moments de plus.",),
    ),
    "points between two shares": Situation(
        (share(27, 42), before(100 * 21 / 37, numerator=21, denominator=37, unit="percent"),
         changed(100 * 27 / 42 - 100 * 21 / 37, unit="percent")),
        told,
        ("Repas partagés : 64 % en 2024, contre 57 % en 2023, soit 7 points de plus.",),
    ),
    "the same": Situation(
        (row(value=12), before(12), changed(0)), told, ("Repas partagés : 12 moments en 2024, comme en 2023.",)
    ),
    "nearly the same": Situation(
        (row(value=12.04, unit="hour"), before(12.02, unit="hour"), changed(0.02, unit="hour")),
        told,
        ("Repas partagés : 12 heures en 2024, comme en 2023 à peu de chose près (12 heures).",),
    ),
    "inside the uncertainty": Situation(
        (share(27, 42), before(57, numerator=21, denominator=37, unit="percent"),
         changed(7.3, unit="percent", qualifier="noise")),
        told,
        (
            "Repas partagés : 64 % en 2024, 57 % en 2023. L’écart est plus petit que l’incertitude : il ne permet de "
            "conclure ni à une hausse ni à une baisse.",
        ),
    ),
    "a change that is hidden is not told": Situation(
        (row(value=12, unit="person"), before(None, status="suppressed", unit="person"),
         row(kind="change", breakdown="since=2023", status="suppressed", unit="person")),
        told,
        ("Repas partagés : 12 personnes en 2024.",),
    ),
    "a change without its first year is not told": Situation(
        (row(value=12), changed(2)), told, ("Repas partagés : 12 moments en 2024.",)
    ),
}  # fmt: skip

SOURCES = {
    "two that agree": Situation(
        two(12, 12),
        told,
        ("Repas partagés : deux sources ont été rapprochées et concordent, 12 moments et 12 moments.",),
    ),
    "two that differ, each with its note": Situation(
        two(12, 14, text="Le registre."),
        told,
        (
            "Repas partagés : deux sources ne disent pas la même chose, 12 moments selon l’une, 14 moments selon "
            "l’autre. Le rapport donne les deux et ne retient pas de moyenne ; l’écart reste à expliquer.",
            "Précision donnée avec le chiffre 12 moments : « Le registre ».",
            "Précision donnée avec le chiffre 14 moments : « Le registre ».",
        ),
    ),
    "a third one": Situation(
        (*two(12, 14), row(value=20, row_id="essai/3")),
        told,
        (
            "Repas partagés : deux sources ne disent pas la même chose, 12 moments selon l’une, 14 moments selon "
            "l’autre. Le rapport donne les deux et ne retient pas de moyenne ; l’écart reste à expliquer.",
            "Une autre source donne 20 moments.",
        ),
    ),
    "one that does not know": Situation(two(12, None), told, ("Repas partagés : 12 moments en 2024.",)),
    "one that knows and one without object": Situation(
        (*two(12, None)[:1], row(status="not_applicable", grade="", row_id="essai/2")),
        told,
        ("Repas partagés : 12 moments en 2024.", "Repas partagés : sans objet pour cette structure."),
    ),
}

TARGETS = {
    "met": Situation(
        flat(row(value=12), target(10, 2, who="la DDETS")),
        told,
        (
            "Repas partagés : 12 moments en 2024.",
            "L’objectif était fixé à 10 moments ; il est atteint, avec 12 moments.",
            "Cet objectif a été fixé par la DDETS.",
        ),
    ),
    "met exactly": Situation(
        flat(row(value=12), target(12, 0)),
        told,
        (
            "Repas partagés : 12 moments en 2024.",
            "L’objectif était fixé à 12 moments ; il est atteint, avec 12 moments.",
        ),
    ),
    "missed, explained": Situation(
        flat(row(value=12), target(15, -3, why="Le four est tombé en panne.")),
        told,
        (
            "Repas partagés : 12 moments en 2024.",
            "L’objectif était fixé à 15 moments ; le résultat est de 12 moments. La structure avance cette "
            "explication : « Le four est tombé en panne ».",
        ),
    ),
    "missed, not explained": Situation(
        flat(row(value=12), target(15, -3)),
        told,
        (
            "Repas partagés : 12 moments en 2024.",
            "L’objectif était fixé à 15 moments ; le résultat est de 12 moments. L’explication reste à discuter.",
        ),
    ),
    "inside the interval": Situation(
        flat(row(value=12, low=10, high=16, status="estimated", grade="estimated"), target(15, -3)),
        told,
        (
            "Repas partagés : entre 10 et 16 moments en 2024. C’est une estimation.",
            NO_ASSUMPTION,
            "L’objectif, 15 moments, se trouve à l’intérieur de l’intervalle estimé (10 à 16 moments). Les données "
            "ne disent pas s’il est atteint.",
        ),
    ),
    "a range that somebody says": Situation(
        flat(row(low=20, high=25, status="declared", grade="records", text="Selon le jour.")),
        told,
        ("Repas partagés : entre 20 et 25 moments en 2024.", "Précision donnée : « Selon le jour »."),
    ),
    "a range without a date": Situation(
        flat(row(low=20, high=25, status="declared", year=None)),
        told,
        (
            "Repas partagés : entre 20 et 25 moments. La source ne date pas ce chiffre ; il ne figure sur "
            "aucune courbe.",
        ),
    ),
    "a target for a later year": Situation(
        flat(row(value=12), row(value=15, kind="gap", year=YEAR + 2, breakdown="of=target", status="declared")),
        told,
        (
            "Repas partagés : 12 moments en 2024.",
            "Repas partagés : un objectif de 15 moments est fixé pour 2026. Il reste à atteindre.",
        ),
    ),
    "a target without a date, and nothing counted": Situation(
        flat(row(value=15, kind="gap", year=None, breakdown="of=target", status="declared", text="la DDETS")),
        told,
        (
            "Repas partagés : un objectif de 15 moments est fixé, sans date. Rien ne dit ici s’il est atteint.",
            "Cet objectif a été fixé par la DDETS.",
        ),
    ),
    "a target for this year, and nothing counted": Situation(
        flat(row(value=15, kind="gap", breakdown="of=target", status="declared")),
        told,
        (
            "Repas partagés : un objectif de 15 moments est fixé pour 2024. Aucune valeur relevée ne dit s’il est "
            "atteint.",
        ),
    ),
    "a target without a result says nothing": Situation(
        flat(row(value=12), target(15)), told, ("Repas partagés : 12 moments en 2024.",)
    ),
}

SITUATIONS = {
    f"{family}: {name}": situation
    for family, situations in (
        ("value", VALUES), ("estimate", ESTIMATES), ("qualified", QUALIFIED), ("unknown", UNKNOWN), ("share", SHARES),
        ("trend", TRENDS), ("sources", SOURCES), ("target", TARGETS),
    )
    for name, situation in situations.items()
}  # fmt: skip


@pytest.mark.parametrize("name", SITUATIONS)
def test_the_sentences_of_a_figure(name):
    assert tuple(SITUATIONS[name].told()) == SITUATIONS[name].expected


@pytest.mark.parametrize("name", SITUATIONS)
def test_every_number_of_a_sentence_knows_the_row_it_comes_from(name):
    situation = SITUATIONS[name]
    ids = {item.row_id for item in situation.rows}
    for sentence in situation.sentences():
        for part in sentence.text.parts:
            if isinstance(part, Shown):
                assert part.row_id in ids and part.evidence_ids


def test_a_sentence_bears_the_evidence_of_all_that_it_tells():
    both = ("E1", "E2")
    rows = (row(value=12, evidence_ids=("E1",)), before(10, evidence_ids=("E2",)), changed(2, evidence_ids=both))
    (sentence,) = figure_sentences(book(*rows), MEALS)
    assert sentence.evidence_ids == ("E1", "E2")


def test_a_difference_is_the_one_a_reader_finds_between_the_two_figures_shown():
    """64 % less 57 % is seven points, even where the exact shares are 7.5 points apart; the exact gap is kept."""
    (sentence,) = TRENDS["points between two shares"].sentences()
    shown = [part for part in sentence.text.parts if isinstance(part, Shown)]
    assert shown[-1].value == pytest.approx(100 * 27 / 42 - 100 * 21 / 37)
    assert [part.text.split()[0] for part in shown] == ["64", "57", "7"]


@pytest.mark.parametrize(("part", "whole", "previous"), [(7, 12, 12), (27, 42, 12), (7, 12, 42)])
def test_a_small_total_makes_no_percentage_of_its_own_nor_of_the_year_before(part, whole, previous):
    """Seven people of twelve are not 58 %, whatever the year before was."""
    earlier = before(50, numerator=previous / 2, denominator=previous, unit="percent")
    rows = (share(part, whole), earlier, changed(8.33, unit="percent"))
    told = str(figure_sentences(book(*rows), MEALS)[0])
    assert f"{part} sur {whole} en 2024" in told.replace("\u202f", " ")
    assert "2023" not in told
    assert ("%" in told) == (whole >= 20)


def test_an_undated_zero_bears_no_year():
    (sentence,) = figure_sentences(book(row(value=0, year=None)), MEALS)
    assert str(YEAR) not in str(sentence)


def test_an_undated_estimate_says_that_it_is_one():
    told = figure_sentences(book(row(value=12, year=None, status="estimated", grade="estimated")), MEALS)
    assert any("estimation" in str(sentence) for sentence in told)
