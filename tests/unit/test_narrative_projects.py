"""What the report says of projects, places, tensions and of what a debate changed, whole, in each situation."""

import pytest
from row_samples import Situation, book, effect, fact, flat, plain, thing

from dts_eval.debates.pillars import questions
from dts_eval.presentation.narrative.actors import actor_sentences
from dts_eval.presentation.narrative.appreciation import appreciation_sentences
from dts_eval.presentation.narrative.debate import changed_sentences, limit_sentences, tension_sentences
from dts_eval.presentation.narrative.places import place_sentences
from dts_eval.presentation.narrative.projects import project_sentences, projects_table

ATTRIBUTION = (
    "Ce rapport constate et rapproche ; il n’établit pas ce qui se serait passé sans la structure."
)
ABSENT = "Les personnes parties tôt et celles qui ne sont jamais venues sont, ici, les moins entendues."
SCALE = (
    "Le groupe a placé chaque curseur en discutant, sans calcul. L’échelle, de −3 à +3, est un choix de cet outil, car "
    "le manuel n’en garde pas la figure ; elle ne se totalise ni par pilier ni en tout."
)
DISCUSSED = [
    fact("appreciation_argument", "dit", breakdown=f"argument={number};question={name}")
    for number, name in enumerate(questions())
    if name not in ("P1.2", "P1.8")
]
SITUATIONS = {
    "two questions that nobody discussed": Situation(
        tuple(DISCUSSED),
        appreciation_sentences,
        (SCALE, "Pilier « l’économie plurielle », questions non abordées : P1.2 ; P1.8."),
    ),
    "a map of actors, seen by nobody in particular": Situation(
        flat(thing("actor", "mairie", name="la mairie")),
        actor_sentences,
        ("Cette carte est une perception, que d’autres peuvent voir autrement.",),
    ),
    "a map of actors, and who sees it": Situation(
        flat(thing("actor", "mairie", name="la mairie", perceived_by="le conseil d’administration.")),
        actor_sentences,
        (
            "Cette carte est une perception, que d’autres peuvent voir autrement. Elle vient d’ici : le conseil "
            "d’administration.",
        ),
    ),
    "a project that emerges": Situation(
        flat(thing("project", "café", name="le café", phase="emergence")),
        project_sentences,
        ("Le projet « le café » est en phase d’émergence.",),
    ),
    "a project that holds, and what it changes inside": Situation(
        flat(thing("project", "café", name="le café", phase="consolidation", internal_effects="On se parle.")),
        project_sentences,
        (
            "Le projet « le café » est en phase de consolidation.",
            "Ce que le projet « le café » change à l’intérieur de la structure : « On se parle ».",
        ),
    ),
    "a project that did not come to fruition": Situation(
        flat(thing("project", "café", name="le café", stage="stopped", internal_effects="L’équipe s’est retrouvée")),
        project_sentences,
        (
            "Le projet « le café » n’a pas abouti à ce jour ; il a pourtant changé quelque chose à l’intérieur de la "
            "structure : « L’équipe s’est retrouvée ».",
        ),
    ),
    "a tension about an effect": Situation(
        flat(effect(), [fact("opinion_tension", "Le ton est monté.", breakdown="effect=F-01;who=les voisins")]),
        tension_sentences,
        ("Une tension s’est dite à propos de l’effet « Les gens se parlent » : « Le ton est monté ».",),
    ),
    "what changed after a decision": Situation(
        flat(thing("decision", "1", subject="Ouvrir le soir", changed="On ouvre le jeudi.")),
        changed_sentences,
        ("Après la décision « Ouvrir le soir », ceci a changé : « On ouvre le jeudi ».",),
    ),
    "where the structure stands and acts": Situation(
        flat(
            thing("territory", "Gué", name="Gué", role="site"),
            thing("territory", "Val", name="le Val", role="action_area"),
            [fact("territory_population", value=3150, breakdown="territory=Gué", unit="inhabitant")],
            [fact("territory_population", value=12400, breakdown="territory=Val", unit="inhabitant")],
        ),
        place_sentences,
        (
            "La structure est implantée ici : Gué.",
            "Elle agit ici : le Val.",
            "Le Val : 12 400 habitants, d’après la structure.",
        ),
    ),
    "a population of the reference": Situation(
        flat(
            thing("territory", "Gué", name="Gué"),
            [
                fact(
                    "territory_population", value=3150, breakdown="territory=Gué", unit="inhabitant",
                    qualifier="reference",
                )
            ],
        ),
        place_sentences,
        ("Gué : 3 150 habitants, d’après le code officiel géographique de 2026.",),
    ),
    "a map of actors withheld from partners": Situation(
        (fact("actors_withheld", value=6),),
        limit_sentences,
        (
            ATTRIBUTION,
            "La structure a dressé une carte des acteurs du territoire, qui est sa perception. Elle n’est pas dans "
            "cette version ; la version interne la contient.",
            ABSENT,
        ),
    ),
    "one thing withheld from partners": Situation(
        (fact("tally_withheld", value=1),),
        limit_sentences,
        (
            ATTRIBUTION,
            "Le mandat laisse un élément hors de cette version. La version interne le contient.",
            ABSENT,
        ),
    ),
    "several things withheld from partners": Situation(
        (fact("tally_withheld", value=3),),
        limit_sentences,
        (
            ATTRIBUTION,
            "Le mandat laisse trois éléments hors de cette version. La version interne les contient.",
            ABSENT,
        ),
    ),
}


@pytest.mark.parametrize("name", SITUATIONS)
def test_the_sentences_about_projects_and_debates(name):
    assert tuple(SITUATIONS[name].told()) == SITUATIONS[name].expected


def test_the_table_says_where_each_project_stands_and_what_nobody_stated():
    rows = flat(
        thing("project", "café", name="le café", positions="several_purposes beyond_integration", missions="animation")
    )
    (line,) = projects_table(book(*rows)).lines
    assert [plain(cell) for cell in line] == [
        "Le café",
        "Articuler plusieurs finalités ; porter une activité qui ne relève plus de l’insertion",
        "non noté",
        "Animation du territoire",
        "non noté",
    ]


def test_without_project_there_is_no_table():
    assert projects_table(book(fact("mandate_requester", "le conseil"))) is None
