"""Every sentence about the collective choice, whole, in each situation of the rows."""

import pytest
from row_samples import LOCAL, NEEDS, REST, Situation, book, choice, fact, flat, plain, thing

from dts_eval.foundation.model import Criterion
from dts_eval.presentation.book import Book
from dts_eval.presentation.narrative.choice import (
    choice_sentences,
    choice_table,
    how_chosen,
    kept_sentence,
    reason_sentences,
    rejected_sentences,
    unmatched_sentences,
)

NOT_RECORDED = (
    "Le rapport ne sait pas comment ni par qui les critères ont été choisis. Le manuel tient leur validation "
    "collective pour indispensable."
)
ALONE = (
    "Le choix n’a donc pas encore fait l’objet d’une validation collective, que le manuel tient pour indispensable."
)


def session(number: str, date: str, participants: int, **said: str) -> list:
    rows = thing("session", number, step="choice", date=date, **said)
    return [*rows, fact("session_participants", value=participants, breakdown=f"session={number}", unit="participant")]


def alone(criterion: str) -> list:
    return [fact("criterion_without_indicator", "dit", breakdown=f"criterion={criterion}", criterion=criterion)]


def kept(book: Book) -> list:
    return [kept_sentence(book)]


SITUATIONS = {
    "nobody noted how": Situation((), choice_sentences, (NOT_RECORDED,)),
    "another step than the choice says nothing of it": Situation(
        flat(thing("session", "1", step="debate", date="2025-03-12")), choice_sentences, (NOT_RECORDED,)
    ),
    "a method and a session on the first of a month": Situation(
        flat(session("1", "2025-03-01", 19, method="working_group")),
        choice_sentences,
        (
            "Méthode retenue pour choisir les critères : groupe de travail.",
            "La séance du 1er mars 2025 a réuni 19 personnes.",
        ),
    ),
    "nobody came": Situation(
        flat(session("1", "2025-02-06", 0)), choice_sentences, ("La séance du 6 février 2025 n’a réuni personne.",)
    ),
    "somebody alone": Situation(
        flat(session("1", "2025-02-06", 1)),
        choice_sentences,
        (f"La séance du 6 février 2025 a réuni une personne. {ALONE}",),
    ),
    "a few, in digits beside a date": Situation(
        flat(session("1", "2025-02-06", 8)), choice_sentences, ("La séance du 6 février 2025 a réuni 8 personnes.",)
    ),
    "one kept": Situation((fact("tally_criteria_kept", value=1),), kept, ("Un critère est retenu.",)),
    "several kept": Situation((fact("tally_criteria_kept", value=8),), kept, ("Huit critères sont retenus.",)),
    "kept with a reason": Situation(
        flat(choice("needs", decision="kept", reason="Personne d’autre ne le fait.")),
        lambda book: reason_sentences(book, "needs"),
        ("Raison consignée : « Personne d’autre ne le fait ».",),
        criteria=(NEEDS,),
    ),
    "set aside with a reason": Situation(
        flat(choice("needs", decision="rejected", reason="Rien à en dire.")),
        rejected_sentences,
        (
            "Le critère « l’apport de réponses à des besoins mal ou non satisfaits » a été écarté. Raison consignée : "
            "« Rien à en dire ». Ce choix vaut pour 2024 ; il peut être repris.",
        ),
        criteria=(NEEDS,),
    ),
    "set aside without a reason": Situation(
        flat(choice("needs", decision="rejected")),
        rejected_sentences,
        (
            "Le critère « l’apport de réponses à des besoins mal ou non satisfaits » a été écarté sans que la raison "
            "en ait été consignée. Le débat est invité à la préciser.",
        ),
        criteria=(NEEDS,),
    ),
    "added with a definition": Situation(
        flat(choice(decision="added", definition="Souffler sans perdre sa place.")),
        rejected_sentences,
        (
            "À la liste du manuel, le groupe a ajouté un critère qui lui est propre : « le droit au repos ». Il le "
            "définit ainsi : « Souffler sans perdre sa place ».",
        ),
    ),
    "added without a definition": Situation(
        flat(choice(decision="added")),
        rejected_sentences,
        (
            "À la liste du manuel, le groupe a ajouté un critère qui lui est propre : « le droit au repos ».",
        ),
    ),
    "decided by consent, each college heard": Situation(
        flat(
            choice(decided_by="consent", reason="C’est d’ici."),
            (
                fact("criterion_college", "4 pour, 2 contre", breakdown=f"college=salariés;criterion={REST}"),
                fact("criterion_college", "consentement", breakdown=f"college=habitants;criterion={REST}"),
            ),
        ),
        lambda book: reason_sentences(book, REST),
        (
            "Manière de décider : consentement.",
            "Avis des collèges : salariés : 4 pour, 2 contre ; habitants : consentement.",
            "Raison consignée : « C’est d’ici ».",
        ),
    ),
    "a criterion kept without indicator": Situation(
        flat(alone(REST)), unmatched_sentences,
        (
            "Un critère est retenu sans qu’aucun indicateur ne l’éclaire : le droit au repos. Il se raconte, ou reste "
            "à documenter.",
        ),
    ),
    "criteria kept without indicator": Situation(
        flat(alone(REST), alone("needs")),
        unmatched_sentences,
        (
            "Plusieurs critères sont retenus sans qu’aucun indicateur ne les éclaire : le droit au repos et Besoins "
            "non satisfaits. Ils se racontent, ou restent à documenter.",
        ),
        criteria=(LOCAL, NEEDS),
    ),
    "an indicator kept without its criterion": Situation(
        (fact("indicator_without_criterion", "repas", breakdown="indicator=local_meals"),),
        unmatched_sentences,
        (
            "Un indicateur est retenu alors que son critère ne l’est pas : Repas partagés. Le rapport ne le montre "
            "donc pas.",
        ),
    ),
    "indicators kept without their criterion": Situation(
        (
            fact("indicator_without_criterion", "repas", breakdown="indicator=local_meals"),
            fact("indicator_without_criterion", "ventes", breakdown="indicator=tonnes_collected"),
        ),
        unmatched_sentences,
        (
            "Plusieurs indicateurs sont retenus alors que leur critère ne l’est pas : Repas partagés et Tonnages "
            "collectés. Le rapport ne les montre donc pas.",
        ),
    ),
    "kept criteria need no sentence of their own": Situation(
        flat(choice("needs", decision="kept", reason="évident")), rejected_sentences, (), criteria=(NEEDS,)
    ),
}


@pytest.mark.parametrize("name", SITUATIONS)
def test_the_sentences_of_the_choice(name):
    assert tuple(SITUATIONS[name].told()) == SITUATIONS[name].expected


@pytest.mark.parametrize(
    ("votes", "margin"),
    [
        ({"decision": "added"}, "ajouté"),
        ({"decision": "kept", "votes_for": 17, "votes_against": 0}, "retenu sans opposition, 17 voix pour"),
        ({"decision": "kept", "votes_for": 17, "votes_against": 2}, "retenu, 17 voix pour"),
        ({"decision": "kept", "votes_for": 17}, "retenu, 17 voix pour"),
    ],
)
def test_the_margin_of_a_criterion_says_how_it_was_chosen(votes, margin):
    assert plain(how_chosen(book(*choice(**votes)), REST)) == margin


def test_the_table_keeps_dissent_and_what_was_set_aside():
    aside = Criterion("needs", "territory", NEEDS.label, NEEDS.short, "rejected")
    existing = Criterion("activity", "existing", "l’activité de la structure", "Activité", "kept")
    rows = flat(
        choice("activity", decision="kept"),
        choice("needs", decision="rejected", votes_for=6, votes_against=9, abstentions=4),
        choice(decision="added", votes_for=13, dissent="On nous le demande après.", dissent_by="deux salariées"),
    )
    table = choice_table(book(*rows, criteria=(existing, aside, LOCAL)))
    lines = [[plain(cell) for cell in line] for line in table.lines]
    assert lines == [
        ["Besoins non satisfaits", "Écarté", "aucun désaccord consigné"],
        ["le droit au repos", "Ajouté", "« On nous le demande après » (deux salariées)"],
    ]
    assert table.muted == {0}
    assert [plain(word) for word in table.head] == ["Critère", "Décision", "Désaccord consigné"]


def test_dissent_without_a_name_is_kept_all_the_same():
    table = choice_table(book(*choice(decision="added", dissent="non")))
    assert plain(table.lines[0][-1]) == "« non »"
