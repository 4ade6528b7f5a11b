"""Every sentence about the debate, the cost, the limits, the essentials and the leads, whole, in each situation."""

import pytest
from row_samples import LOCAL, REST, Situation, account, book, effect, fact, flat, plain, row, thing

from dts_eval.criteria.definitions import criteria
from dts_eval.foundation.model import Criterion
from dts_eval.presentation.annexes import register
from dts_eval.presentation.book import Book
from dts_eval.presentation.narrative.cost import cost_sentences
from dts_eval.presentation.narrative.debate import (
    debate_sentences,
    debated_short,
    decisions_table,
    limit_sentences,
    opinions_table,
)
from dts_eval.presentation.narrative.essentials import essentials, finding, opening, two_voices
from dts_eval.presentation.parts import choice_coverage, lead_of
from dts_eval.presentation.shown import Sentence

WHERE = f"criterion={REST}"
NOT_A_SCORE = (
    "Il ne donne ni note ni rang. L’utilité sociale y est une convention locale, construite et discutée, non une "
    "quantité."
)
ATTRIBUTION = "Ce rapport constate et rapproche ; il n’établit pas ce qui se serait passé sans la structure."
ABSENT = "Les personnes parties tôt et celles qui ne sont jamais venues sont, ici, les moins entendues."
NOT_HELD = "Aucun débat n’a encore été consigné. Ce rapport est là pour le préparer."
NOTHING = {
    "activity": "Aucune donnée d’activité n’a été réunie pour cette année.",
    "economics": "Aucune donnée économique n’a été réunie pour cette année.",
    "people_results": "Aucune donnée ni aucun récit ne documente encore ce que deviennent les personnes.",
    "needs": (
        "Le groupe a retenu la réponse à des besoins mal ou non satisfaits, mais aucune preuve n’a encore été réunie. "
        "Qui, sur le territoire, pourrait en dire quelque chose ?"
    ),
    "integration": (
        "Aucune donnée ni aucun récit ne documente encore ce que les parcours ont changé pour les personnes."
    ),
    "anchoring": (
        "Le critère de l’ancrage a été retenu, mais ni les lieux d’intervention ni les liens noués n’ont été relevés."
    ),
    "accessibility": (
        "Rien ne permet encore de dire si le service est accessible aux personnes les plus fragiles. Les personnes qui "
        "n’y viennent pas n’ont pas été interrogées."
    ),
    "environment": (
        "La structure estime contribuer à la préservation de l’environnement ; elle n’a pas encore réuni de quoi "
        "l’étayer."
    ),
    "social_ties": (
        "Le renforcement du lien social est affirmé par la structure. Aucune observation, aucun récit ne vient encore "
        "l’illustrer."
    ),
    "citizenship": (
        "Le critère de la citoyenneté active a été retenu pour les années à venir. Rien n’est encore documenté."
    ),
    "innovation": (
        "L’innovation socio-économique figure parmi les critères retenus, sans exemple documenté à ce jour."
    ),
}


def debate(number: str, *, participants: int | None = None, **said: str) -> list:
    rows = thing("session", number, step="debate", **said)
    if participants is not None:
        rows.append(
            fact("session_participants", value=participants, breakdown=f"session={number}", unit="participant")
        )
    return rows


def lead(book: Book) -> list[Sentence]:
    return [lead_of(book, LOCAL)]


def found(book: Book) -> list[Sentence]:
    return [finding(book, LOCAL)]


def coverage(book: Book) -> list[Sentence]:
    return [choice_coverage(book)]


def contested(book: Book) -> tuple[Sentence, ...]:
    return essentials(book).contested


def unknown(book: Book) -> tuple[Sentence, ...]:
    return essentials(book).unknown


def of_register(book: Book) -> tuple[Sentence, ...]:
    return register(book).lead


def counts(figures: int, accounts: int) -> tuple:
    return (
        fact("tally_figures", value=figures, criterion=REST, breakdown=WHERE),
        fact("tally_accounts", value=accounts, criterion=REST, breakdown=WHERE),
    )


def criteria_counts(backed: int, kept: int) -> tuple:
    return fact("tally_criteria_backed", value=backed), fact("tally_criteria_kept", value=kept)


DEBATES = {
    "not held": Situation((), debate_sentences, (NOT_HELD,)),
    "held before people": Situation(
        flat(debate("1", date="2025-03-12", participants=47)),
        debate_sentences,
        ("Les résultats ont été mis en débat le 12 mars 2025, devant 47 participants.",),
    ),
    "held, nobody counted who came": Situation(
        flat(debate("1", date="2025-03-01")),
        debate_sentences,
        ("Les résultats ont été mis en débat le 1er mars 2025.",),
    ),
    "held on an unknown date": Situation(
        flat(debate("1", subject="débat")),
        debate_sentences,
        ("Les résultats ont été mis en débat, à une date qui n’a pas été consignée.",),
    ),
    "held inside only": Situation(
        flat(debate("1", date="2025-03-12", side="internal", participants=1)),
        debate_sentences,
        (
            "Les résultats ont été mis en débat le 12 mars 2025, devant 1 participant.",
            "Le débat a eu lieu en interne. La présentation aux partenaires et aux habitants, que le manuel tient pour "
            "une étape à part entière, reste à faire.",
        ),
    ),
    "held inside, then outside": Situation(
        flat(debate("1", date="2025-03-12", side="internal"), debate("2", date="2025-04-02", side="external")),
        debate_sentences,
        (
            "Les résultats ont été mis en débat le 12 mars 2025.",
            "Les résultats ont été mis en débat le 2 avril 2025.",
        ),
    ),
    "decided": Situation(
        flat(thing("decision", "1", subject="garder le jeudi."), thing("decision", "2", subject="revoir le tarif")),
        debated_short,
        ("Garder le jeudi.", "Revoir le tarif."),
    ),
    "nothing decided, no debate": Situation((), debated_short, (NOT_HELD,)),
}

COSTS = {
    "not noted": Situation(
        (),
        cost_sentences,
        ("Le temps consacré à l’évaluation n’a pas été relevé. Le manuel recommande de l’intégrer au projet.",),
    ),
    "time alone": Situation(
        (fact("tally_evaluation_hours", value=1),), cost_sentences, ("Cette évaluation a demandé 1 heure de travail.",)
    ),
    "time, volunteers, money, funding": Situation(
        (
            fact("tally_evaluation_hours", value=118.5),
            fact("tally_evaluation_volunteer_hours", value=34),
            fact("tally_evaluation_amount", value=2400),
            fact("cost_funding", "la Région", breakdown="cost=1"),
            fact("cost_funding", "fonds propres", breakdown="cost=2"),
            fact("cost_funding", "la Région", breakdown="cost=3"),
        ),
        cost_sentences,
        (
            "Cette évaluation a demandé 118,5 heures de travail, dont 34 heures de temps bénévole.",
            "Elle a coûté 2 400 €, hors temps de travail.",
            "Financement : la Région et fonds propres.",
        ),
    ),
}

LIMITS = {
    "always": Situation((), limit_sentences, (ATTRIBUTION, ABSENT)),
    "nothing missing, nothing unused": Situation(
        (
            fact("tally_indicators", value=40), fact("tally_indicators_missing", value=0),
            fact("tally_supports_unused", value=0),
        ),
        limit_sentences,
        (ATTRIBUTION, ABSENT),
    ),
    "one missing, one unused": Situation(
        (
            fact("tally_indicators", value=40), fact("tally_indicators_missing", value=1),
            fact("tally_supports_unused", value=1),
        ),
        limit_sentences,
        (
            ATTRIBUTION,
            "Un indicateur, sur 40, est resté sans donnée. Il figure dans le rapport avec la raison de cette absence.",
            "Un document réuni n’est cité dans aucun résultat. Il reste dans le classeur.",
            ABSENT,
        ),
    ),
    "several missing, several unused": Situation(
        (
            fact("tally_indicators", value=40), fact("tally_indicators_missing", value=6),
            fact("tally_supports_unused", value=3),
        ),
        limit_sentences,
        (
            ATTRIBUTION,
            "6 indicateurs, sur 40, sont restés sans donnée. Ils figurent dans le rapport avec la raison de cette "
            "absence.",
            "Trois documents réunis ne sont cités dans aucun résultat. Ils restent dans le classeur.",
            ABSENT,
        ),
    ),
}  # fmt: skip

ESSENTIALS = {
    "several defined it": Situation(
        (fact("tally_stakeholders_involved", value=5),),
        opening,
        (
            "Ce rapport présente l’utilité sociale de la structure Atelier du Gué en 2024, telle que cinq catégories "
            "de parties prenantes l’ont définie, documentée et, pour une part, discutée.",
            NOT_A_SCORE,
        ),
    ),
    "one defined it": Situation(
        (fact("tally_stakeholders_involved", value=1),),
        opening,
        (
            "Ce rapport présente l’utilité sociale de la structure Atelier du Gué en 2024, telle qu’une seule "
            "catégorie de parties prenantes l’a définie.",
            NOT_A_SCORE,
        ),
    ),
    "no criterion backed": Situation(
        criteria_counts(0, 7), coverage, ("Aucun critère retenu, sur 7, ne s’appuie encore sur une preuve.",)
    ),
    "one criterion backed": Situation(
        criteria_counts(1, 7), coverage, ("Un critère retenu, sur 7, s’appuie sur au moins une preuve.",)
    ),
    "several criteria backed": Situation(
        criteria_counts(6, 7), coverage, ("6 critères retenus, sur 7, s’appuient sur au moins une preuve.",)
    ),
    "no effect": Situation((), contested, ("Aucun effet n’a encore été recensé.",)),
    "no effect contested": Situation(
        (fact("tally_effects", value=4),), contested, ("Aucun des effets recensés n’est contesté à ce jour.",)
    ),
    "an effect contested": Situation(
        flat(effect(contested_by="la mairie")), contested, ("« Les gens se parlent » : contesté par la mairie.",)
    ),
    "an intention is not contested": Situation(
        flat(effect(status="planned", contested_by="la mairie")), contested, ("Aucun effet n’a encore été recensé.",)
    ),
    "not known": Situation(
        flat(fact("criterion_unknowns", "qui ne vient pas", kind="choice", criterion=REST, breakdown=WHERE)),
        unknown,
        ("Qui ne vient pas.",),
    ),
    "the register": Situation(
        (),
        of_register,
        (
            "Chaque numéro du rapport mène ici. La fiche dit d’où vient la preuve, qui l’a produite, et quel intérêt "
            "cette personne pouvait avoir.",
        ),
    ),
}

FINDINGS = {
    "a figure": Situation((row(value=12),), found, ("Repas partagés : 12 moments en 2024.",)),
    "a figure hidden, then an effect": Situation(
        flat(row(status="suppressed", unit="person"), effect()), found, ("Les gens se parlent.",)
    ),
    "one account": Situation(
        flat(counts(0, 1), account()), found, ("Un récit documente ce critère, sans chiffre.",)
    ),
    "several accounts": Situation(
        flat(counts(0, 2), account(), account("T-02")),
        found,
        ("Deux récits documentent ce critère, sans chiffre.",),
    ),
    "intentions only": Situation(
        flat(effect(status="objective")),
        found,
        ("Ce critère n’est documenté que par des intentions ; aucun effet constaté ne l’éclaire encore.",),
    ),
    "nothing": Situation(
        (),
        found,
        ("Ce critère a été ajouté par le groupe ; aucune preuve n’a encore été réunie à son sujet.",),
    ),
}

LEADS = {
    "figures and accounts": Situation(
        counts(3, 2), lead, ("Ce critère s’appuie sur trois chiffres, et sur deux récits.",)
    ),
    "a figure and an account": Situation(
        counts(1, 1), lead, ("Ce critère s’appuie sur un chiffre, et sur un récit.",)
    ),
    "a figure": Situation(
        counts(1, 0), lead, ("Ce critère s’appuie sur un chiffre ; aucun récit ne l’accompagne.",)
    ),
    "many figures": Situation(
        counts(14, 0), lead, ("Ce critère s’appuie sur 14 chiffres ; aucun récit ne les accompagne.",)
    ),
    "an account": Situation(
        counts(0, 1),
        lead,
        (
            "Ce critère ne se compte pas ici, il se raconte : un récit le documente. Il montre qu’une chose a eu lieu, "
            "non à quelle fréquence.",
        ),
    ),
    "accounts": Situation(
        counts(0, 4),
        lead,
        (
            "Ce critère ne se compte pas ici, il se raconte : quatre récits le documentent. Ils montrent qu’une chose "
            "a eu lieu, non à quelle fréquence.",
        ),
    ),
}

EMPTY = {
    name: Situation(
        (),
        lambda book: [finding(book, book.disclosed.criteria[0])],
        (words,),
        criteria=(Criterion(name, "territory", name, name, "kept"),),
    )
    for name, words in NOTHING.items()
}

SITUATIONS = {
    f"{family}: {name}": situation
    for family, situations in (
        ("debate", DEBATES), ("cost", COSTS), ("limits", LIMITS), ("essentials", ESSENTIALS), ("finding", FINDINGS),
        ("lead", LEADS), ("nothing for", EMPTY),
    )
    for name, situation in situations.items()
}  # fmt: skip


@pytest.mark.parametrize("name", SITUATIONS)
def test_the_sentences_of_debate_cost_limits_and_essentials(name):
    assert tuple(SITUATIONS[name].told()) == SITUATIONS[name].expected


def test_every_criterion_of_the_catalogue_has_words_for_nothing():
    assert set(NOTHING) == set(criteria())


def test_opinions_are_laid_out_without_a_count_and_silence_is_said():
    rows = flat(
        effect("F-01"),
        fact("opinion_opinion", "recognises", kind="effect", breakdown="effect=F-01;who=les commerçants"),
        fact("opinion_opinion", "contests", kind="effect", breakdown="effect=F-02;who=la mairie"),
    )
    table = opinions_table(book(*rows))
    assert table is not None
    assert [plain(cell) for cell in table.head] == ["Effet", "Les commerçants", "La mairie"]
    assert [[plain(cell) for cell in line] for line in table.lines] == [
        ["Les gens se parlent", "Reconnaît", "avis non recueilli"],
        ["F-02", "avis non recueilli", "Conteste"],
    ]
    assert opinions_table(book()) is None


def test_decisions_keep_their_reserve():
    rows = thing("decision", "1", subject="garder le jeudi", in_charge="le bureau", reserve="si le budget suit")
    table = decisions_table(book(*rows))
    assert table is not None
    assert [plain(cell) for cell in table.lines[0]] == [
        "Garder le jeudi", "Le bureau", "non noté", "Si le budget suit", "non noté",
    ]  # fmt: skip
    assert decisions_table(book()) is None


def test_two_voices_are_the_shortest_of_each_side():
    rows = flat(
        account("T-01", voice="recognises", quote="Une parole plus longue que l’autre."),
        account("T-02", voice="recognises", quote="Une parole."),
        account("T-03", voice="contests", quote="Non."),
        account("T-04", voice="contests", quote="x" * 131),
    )
    assert [voice.words for voice in two_voices(book(*rows))] == ["Une parole.", "Non."]
    alone = book(*account("T-04", voice="contests", quote="x" * 131))
    assert two_voices(alone) == ()
