"""What is told of an evaluation that grows heavy, of stays, homes and publics: whole sentences, by situation."""

import pytest
from row_samples import Situation, fact, flat, row

from dts_eval.presentation.narrative.cost import light_sentences
from dts_eval.presentation.narrative.details import details_of
from dts_eval.presentation.narrative.figures import figure_sentences

LIGHT = (
    "Le manuel conseille une démarche légère, plus qualitative que quantitative, qui s’appuie sur ce qui existe déjà. "
    "Les repères ci-dessous sont un choix de cet outil, à discuter ; ils ne notent rien."
)


def sign(name: str, part: float, whole: float):
    return fact("light_sign", name, value=1, breakdown=f"sign={name}", numerator=part, denominator=whole)


def heavy(name: str, part: float, whole: float, told: str) -> Situation:
    return Situation((sign(name, part, whole),), light_sentences, (LIGHT, told))


def public(name: str, *parts: tuple[str, int], whole: int = 40, unknown: int = 0):
    return [
        row(
            name, 100 * part / whole, unit="percent", breakdown=where, numerator=part, denominator=whole,
            unknown=unknown,
        )
        for where, part in parts
    ]  # fmt: skip


SITUATIONS = {
    "more figures than a meeting discusses": heavy(
        "figures_per_criterion", 42, 6,
        "42 indicateurs chiffrés sont retenus pour 6 critères, plus de 5 pour chacun. En garder moins laisserait le "
        "temps de les discuter tous.",
    ),
    "figures before accounts": heavy(
        "figures_over_accounts", 60, 12,
        "60 chiffres sont saisis à la main pour 12 récits et effets, plus de 2 pour un. Quelques récits de plus, ou "
        "quelques chiffres de moins, rendraient la première place au qualitatif.",
    ),
    "indicators that nobody notes": heavy(
        "never_collected", 8, 24,
        "8 indicateurs retenus, sur 24 à relever à la main, n’ont été relevés aucune année ; le repère est de 20 %. "
        "Les écarter, ou dire qui les relève et quand, allégerait la collecte.",
    ),
    "collections that nobody did": heavy(
        "planned_undone", 3, 11,
        "3 recueils prévus, sur 11 jusqu’à l’année du rapport, n’ont pas été faits ; le repère est de 20 %. En prévoir "
        "moins, ou dire dès le départ qui les fait, allégerait la collecte.",
    ),
    "criteria of figures alone": heavy(
        "criteria_of_figures_alone", 4, 9,
        "4 critères retenus, sur 9, n’ont que des chiffres, sans témoignage ni effet ; le repère est de 33 %. Un récit "
        "pour chacun en dirait plus qu’un chiffre de plus.",
    ),
    "two weeks and a half of somebody’s work": heavy(
        "hours_of_a_full_time", 118, 1820,
        "L’évaluation a demandé 118 heures, à côté des 1 820 heures d’un temps plein annuel ; le repère est de 5 %. La "
        "prochaine peut reprendre ce qui existe déjà et ne rouvrir que ce qui fait débat.",
    ),
    "several signs: each by itself": Situation(
        (sign("never_collected", 8, 24), sign("planned_undone", 3, 11)), lambda book: light_sentences(book)[2:],
        (
            "3 recueils prévus, sur 11 jusqu’à l’année du rapport, n’ont pas été faits ; le repère est de 20 %. En "
            "prévoir moins, ou dire dès le départ qui les fait, allégerait la collecte.",
        ),
    ),
    "stays: the two quartiles": Situation(
        flat(
            row("stay_length", 11.5, unit="month", denominator=20),
            row("stay_length", 6, unit="month", breakdown="quartile=first", denominator=20),
            row("stay_length", 18.5, unit="month", breakdown="quartile=third", denominator=20),
        ),
        lambda book: details_of(book, "stay_length"),
        ("Un quart des parcours achevés a duré 6 mois au plus, un quart 18,5 mois au moins.",),
    ),
    "publics: each length of registration, out of those who are known": Situation(
        flat(
            public("profile_long_unemployed", ("", 22), ("registration=from_12_to_23", 14), ("registration=from_24", 8))
        ),
        lambda book: details_of(book, "profile_long_unemployed"),
        ("Dans le détail : « de 12 à 23 mois », 14 sur 40 ; « 24 mois et plus », 8 sur 40.",),
    ),
    "publics: ages without a whole": Situation(
        flat(public("profile_age", ("age=under_26", 9), ("age=from_50", 12), unknown=3)),
        lambda book: details_of(book, "profile_age"),
        (
            "Moins de 26 ans et 50 ans et plus, en 2024 : « moins de 26 ans », 9 sur 40 ; « 50 ans et plus », "
            "12 sur 40.",
            "Pour trois cas, la réponse n’est pas connue ; ils ne sont comptés ni comme des oui ni comme des non.",
        ),
    ),
    "homes: each move, in either direction": Situation(
        flat(
            row("housing_change", 9, unit="person"),
            row("housing_change", 6, unit="person", breakdown="housing_entry=shelter;housing_exit=own_home"),
            row("housing_change", 3, unit="person", breakdown="housing_entry=own_home;housing_exit=relatives"),
        ),
        lambda book: details_of(book, "housing_change"),
        (
            "D’une situation de logement à une autre : 6 personnes, de « hébergement provisoire » à « logement à son "
            "nom » ; 3 personnes, de « logement à son nom » à « chez des proches ».",
        ),
    ),
    "publics: levels of education, one of them hidden": Situation(
        flat(
            public("profile_education", ("education=cap_level", 9), ("education=bac", 5), whole=30),
            row("profile_education", unit="percent", breakdown="education=two_years", status="suppressed"),
        ),
        lambda book: details_of(book, "profile_education"),
        (
            "Niveaux de formation à l’entrée, en 2024 : « niveau CAP ou BEP », 9 sur 30 ; « baccalauréat », 5 sur 30.",
        ),
    ),
    "one exit, and what it leaves unsaid": Situation(
        flat(row("social_barriers_before_after", 1, unit="person")),
        lambda book: details_of(book, "social_barriers_before_after"),
        (
            "Une personne est sortie dans l’année. Ce qui suit compare son entrée et sa sortie. D’autres que la "
            "structure ont pu y prendre part ; le rapport n’attribue ces changements à personne.",
        ),
    ),
    "who chose the levels is not said": Situation(
        flat(
            row("social_barriers_before_after", 12, unit="person"),
            row("social_barriers_before_after", 12, unit="person", breakdown="rated_by=unknown"),
        ),
        lambda book: details_of(book, "social_barriers_before_after")[1:],
        ("Qui a donné ces appréciations, en nombre de personnes : « qui apprécie n’est pas dit », 12.",),
    ),
    "stays: too few for quartiles": Situation(
        flat(row("stay_length", 11.5, unit="month", denominator=3)), lambda book: figure_sentences(book, "stay_length"),
        ("Durée médiane des parcours achevés : 11,5 mois en 2024.",),
    ),
}


@pytest.mark.parametrize("name", SITUATIONS)
def test_the_sentences_of_a_situation(name):
    assert tuple(SITUATIONS[name].told()) == SITUATIONS[name].expected
