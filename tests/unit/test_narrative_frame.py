"""Every sentence about the demand, the perimeter and who took part, whole, in each situation of the rows."""

import pytest
from row_samples import Situation, fact, flat, thing

from dts_eval.presentation.narrative.frame import (
    excluded_sentences,
    mandate_sentences,
    scope_sentences,
    stakeholder_sentences,
)

BOARD = fact("mandate_requester", "le conseil d’administration")
UNDECIDED = (
    "La question du cœur de métier n’a pas été tranchée. Selon la réponse, plusieurs chiffres de ce rapport "
    "changeraient de portée."
)
PARTIAL = "Les résultats qui suivent ne décrivent donc qu’une partie de l’activité."
EFFECTIVE = "que le manuel tient pour une participation effective."
MISSING = "Ce qu’elle dirait des résultats n’est pas connu."


def asked_by(side: str) -> tuple:
    return (BOARD, fact("mandate_side", side))


def people(listed: int, involved: int, effective: int = 0, unknown: int = 0) -> tuple:
    return (
        fact("tally_stakeholders", value=listed),
        fact("tally_stakeholders_involved", value=involved),
        fact("tally_stakeholders_effective", value=effective),
        fact("tally_degree_unknown", value=unknown),
    )


def category(name: str, took_part: bool) -> list:
    return thing("stakeholder", name, name=name, **({"steps": "choice"} if took_part else {}))


MANDATES = {
    "nobody says who asks": Situation(
        (),
        mandate_sentences,
        (
            "L’origine de la demande n’est pas renseignée. Il manque donc une clé de lecture : pour qui et pour quoi "
            "ces résultats ont été réunis.",
        ),
    ),
    "a motive that nobody signs": Situation(
        (fact("mandate_motive", "Faire reconnaître la démarche."),),
        mandate_sentences,
        (
            "L’origine de la demande n’est pas renseignée. Il manque donc une clé de lecture : pour qui et pour quoi "
            "ces résultats ont été réunis.",
            "Le motif énoncé est le suivant : « Faire reconnaître la démarche ».",
        ),
    ),
    "from inside": Situation(
        asked_by("internal"),
        mandate_sentences,
        ("Cette évaluation répond à une demande interne, portée par le conseil d’administration.",),
    ),
    "from outside": Situation(
        asked_by("external"),
        mandate_sentences,
        ("Cette évaluation a été demandée, de l’extérieur, par le conseil d’administration.",),
    ),
    "from both sides": Situation(
        asked_by("mixed"),
        mandate_sentences,
        (
            "Cette évaluation répond à une demande portée à la fois en interne et de l’extérieur, par le conseil "
            "d’administration.",
        ),
    ),
    "from a side not said": Situation(
        (BOARD,), mandate_sentences, ("Cette évaluation a été demandée par le conseil d’administration.",)
    ),
    "a motive, one question, a use, a third party": Situation(
        (
            *asked_by("internal"),
            fact("mandate_motive", "Sortir d’un seul chiffre."),
            fact("mandate_questions", "Que garder du Comptoir ?"),
            fact("mandate_use", "nourrir l’assemblée"),
            fact("mandate_third_party", "une consultante"),
        ),
        mandate_sentences,
        (
            "Cette évaluation répond à une demande interne, portée par le conseil d’administration.",
            "Le motif énoncé est le suivant : « Sortir d’un seul chiffre ».",
            "Une question a été retenue : « Que garder du Comptoir ? ».",
            "Usage prévu des résultats : « nourrir l’assemblée ». Ils n’ont été recueillis pour aucun autre.",
            "La démarche a été accompagnée par un tiers extérieur à la structure : une consultante.",
        ),
    ),
    "several questions, nobody to accompany": Situation(
        (
            BOARD,
            fact("mandate_questions", "Que garder ? ; Que changer ?"),
            fact("mandate_third_party", status="not_applicable"),
        ),
        mandate_sentences,
        (
            "Cette évaluation a été demandée par le conseil d’administration.",
            "Plusieurs questions ont été retenues : « Que garder ? ; Que changer ? ».",
            "La démarche a été conduite sans tiers extérieur. La structure s’évalue donc elle-même ; la mise en débat "
            "en est d’autant plus nécessaire.",
        ),
    ),
}

MANDATES["the stakes kept, and what partners will not read"] = Situation(
    (BOARD, fact("mandate_motives", "real_impacts language_of_proof"), fact("mandate_withheld", "Santé ; F-02")),
    mandate_sentences,
    (
        "Cette évaluation a été demandée par le conseil d’administration.",
        "Parmi les enjeux que cite le manuel, le mandat retient ceci : apprécier les effets réels sur les personnes "
        "; nourrir un langage de la preuve.",
        "La version destinée aux partenaires laissera de côté ceci : « Santé ; F-02 ».",
    ),
)

EXCLUDED = {
    "nothing": Situation((), excluded_sentences, ()),
    "by somebody": Situation(
        (fact("mandate_excluded", "les coûts évités"), fact("mandate_excluded_by", "le comité de pilotage")),
        excluded_sentences,
        (
            "Le mandat écarte explicitement ceci : « les coûts évités ». Ce choix a été fait par le comité de "
            "pilotage ; le rapport n’en tire aucune conclusion.",
        ),
    ),
    "by nobody named": Situation(
        (fact("mandate_excluded", "les coûts évités"),),
        excluded_sentences,
        (
            "Le mandat écarte explicitement ceci : « les coûts évités ». Le rapport n’en tire aucune conclusion.",
        ),
    ),
}

SCOPES = {
    "nothing said": Situation((), scope_sentences, (UNDECIDED,)),
    "the whole structure, the core business included with a reason": Situation(
        (
            fact("mandate_activities_scope", "whole_structure"),
            fact("mandate_core_business", "included"),
            fact("mandate_core_reason", "tout se tient"),
        ),
        scope_sentences,
        (
            "L’évaluation porte sur l’ensemble des activités de la structure, pour l’année 2024.",
            "Le cœur de métier est pris en compte. Le groupe l’a décidé pour cette raison : « tout se tient ».",
        ),
    ),
    "the approach alone, the core business included without a reason": Situation(
        (fact("mandate_activities_scope", "dts_only"), fact("mandate_core_business", "included")),
        scope_sentences,
        (
            "L’évaluation porte sur la démarche de développement de territoires solidaires, et non sur toute la "
            "structure.",
            "Le cœur de métier est pris en compte, sans que la raison en ait été consignée.",
        ),
    ),
    "the core business left out, with a reason": Situation(
        (fact("mandate_core_business", "excluded"), fact("mandate_core_reason", "il est déjà suivi")),
        scope_sentences,
        (
            "Le cœur de métier n’est pas pris en compte. Le groupe l’a décidé pour cette raison : « il est déjà suivi "
            f"». {PARTIAL}",
        ),
    ),
    "the core business left out, without a reason": Situation(
        (fact("mandate_core_business", "excluded"),),
        scope_sentences,
        (
            "Le cœur de métier n’est pas pris en compte, sans que la raison en ait été consignée. " + PARTIAL,
        ),
    ),
    "not decided": Situation(
        (fact("mandate_core_business", "undecided"), fact("mandate_core_reason", "à voir")),
        scope_sentences,
        (UNDECIDED,),
    ),
    "activities left out; a project inside the scope": Situation(
        flat(
            thing("activity", "a", name="la tournée", in_scope="no", stage="project"),
            thing("activity", "b", name="la blanchisserie", in_scope="no"),
            thing("activity", "c", name="le jardin", in_scope="yes", stage="project"),
            fact("mandate_core_business", "undecided"),
        ),
        scope_sentences,
        (
            "L’activité regardée est la suivante : le jardin.",
            "Restent hors du périmètre : la tournée et la blanchisserie.",
            UNDECIDED,
            "L’activité « le jardin » est encore à l’état de projet. Le rapport ne lui attribue aucun résultat à "
            "venir.",
        ),
    ),
    "activities and their publics, each public once": Situation(
        flat(
            thing("activity", "a", name="la tournée", publics="habitants ; salariés en parcours"),
            thing("activity", "b", name="le jardin", publics="habitants"),
        ),
        scope_sentences,
        (
            "Les activités regardées sont les suivantes : la tournée et le jardin.",
            "Les personnes concernées, d’après le classeur, sont les suivantes : habitants et salariés en parcours.",
            UNDECIDED,
        ),
    ),
    "one territory": Situation(
        flat(thing("territory", "a", name="le Val"), thing("territory", "b", name="la ville", in_scope="no")),
        scope_sentences,
        (UNDECIDED, "Le territoire retenu est le suivant : le Val."),
    ),
    "several territories, one of which holds a comma": Situation(
        flat(thing("territory", "a", name="le Val, rive gauche"), thing("territory", "b", name="la ville")),
        scope_sentences,
        (UNDECIDED, "Plusieurs territoires ont été retenus : le Val, rive gauche ; la ville."),
    ),
}

STAKEHOLDERS = {
    "nobody listed": Situation(
        (),
        stakeholder_sentences,
        (
            "Aucune partie prenante n’a été recensée. Les résultats de ce rapport n’engagent que les personnes qui "
            "l’ont rédigé.",
        ),
    ),
    "listed, nobody took part": Situation(
        flat(people(2, 0), category("les bénévoles", False), category("les clients", False)),
        stakeholder_sentences,
        (
            "Aucune étape de cette évaluation n’est rattachée à une catégorie de parties prenantes. Ses résultats "
            "n’engagent que les personnes qui l’ont rédigée.",
        ),
    ),
    "one took part, one did not": Situation(
        flat(people(2, 1), category("les bénévoles", True), category("les clients", False)),
        stakeholder_sentences,
        (
            "Une seule catégorie de parties prenantes a pris part à une étape de cette évaluation.",
            f"Une catégorie concernée par l’activité n’a pris part à aucune étape : les clients. {MISSING}",
            "Aucune de ces catégories n’a pris part à une concertation ou à une codécision, seules formes que le "
            "manuel tient pour une participation effective ; leur nombre total est de 1.",
        ),
    ),
    "several took part, several did not": Situation(
        flat(
            people(5, 3, effective=1, unknown=1),
            *(category(name, True) for name in ("a", "b", "c")),
            category("les clients", False),
            category("les habitants", False),
        ),
        stakeholder_sentences,
        (
            "Trois catégories de parties prenantes ont pris part à une étape au moins de cette évaluation.",
            "Plusieurs catégories concernées par l’activité n’ont pris part à aucune étape : les clients et les "
            "habitants. Ce qu’elles diraient des résultats n’est pas connu.",
            f"Une de ces catégories, sur 3, a pris part à une concertation ou à une codécision, {EFFECTIVE}",
            "Pour une catégorie, le degré de participation n’est pas renseigné.",
        ),
    ),
    "everybody took part": Situation(
        flat(people(12, 12, effective=8, unknown=2), category("a", True), category("b", True)),
        stakeholder_sentences,
        (
            "12 catégories de parties prenantes ont pris part à une étape au moins de cette évaluation.",
            "Chacune des catégories recensées au départ a pris part à une étape au moins.",
            f"8 de ces catégories, sur 12, ont pris part à une concertation ou à une codécision, {EFFECTIVE}",
            "Pour deux catégories, le degré de participation n’est pas renseigné.",
        ),
    ),
    "families that the stakes call for": Situation(
        (
            *people(1, 0),
            fact("stakeholder_expected", "funders", breakdown="family=funders"),
            fact("stakeholder_expected", "networks", breakdown="family=networks"),
        ),
        stakeholder_sentences,
        (
            "Aucune étape de cette évaluation n’est rattachée à une catégorie de parties prenantes. Ses résultats "
            "n’engagent que les personnes qui l’ont rédigée.",
            "Les enjeux retenus appellent d’autres voix, qu’aucune ligne ne représente encore : financeurs et réseaux. "
            "C’est une proposition, tirée d’une lecture du manuel ; le groupe en décide.",
        ),
    ),
}

SITUATIONS = {
    f"{family}: {name}": situation
    for family, situations in (
        ("mandate", MANDATES), ("excluded", EXCLUDED), ("scope", SCOPES), ("stakeholders", STAKEHOLDERS),
    )
    for name, situation in situations.items()
}  # fmt: skip


@pytest.mark.parametrize("name", SITUATIONS)
def test_the_sentences_of_the_frame(name):
    assert tuple(SITUATIONS[name].told()) == SITUATIONS[name].expected


def test_several_questions_are_separated_as_each_language_does():
    situation = MANDATES["several questions, nobody to accompany"]
    assert "Que garder\u202f?\u202f; Que changer\u202f?" in str(situation.sentences()[1])
    assert "garder ?; Que" in str(situation.in_english().sentences()[1])
