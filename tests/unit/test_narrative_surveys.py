"""Which sentence a survey calls for: rates, few answers, hidden answers, whole populations, and the silent."""

import pytest
from row_samples import REST, Situation, fact, flat, row, thing

from dts_eval.presentation.narrative.answers import answer_sentences, silent_sentences
from dts_eval.presentation.narrative.collection import collection_table, response_sentences, undone_sentences


def rate(part: int | None, whole: int | None, **said):
    value = None if part is None or whole is None else 100 * part / whole
    return row(
        "survey_response_rate", value, numerator=part, denominator=whole, unit="percent", criterion="",
        breakdown="survey=C-1", **said,
    )  # fmt: skip


def levels(*chosen: int | None, low: float | None = 30.0, high: float | None = 50.0, unknown: int = 0, **said):
    whole = said.pop("whole", sum(part or 0 for part in chosen))
    found = []
    for level, part in zip("4321", chosen, strict=True):
        known = {} if part is None else {"numerator": part, "denominator": whole, "unknown": unknown}
        bounds = {} if part is None else {"low": low, "high": high}
        status = "suppressed" if part is None else "computed"
        value = None if part is None else 100 * part / whole
        found.append(
            row(
                "answers_by_question", value, unit="percent", status=status,
                breakdown=f"answer={level};question=Bien ?;survey=C-1", **known, **bounds, **said,
            )
        )  # fmt: skip
    return found


def moments(*passages: int | None, n: int = 40, **raters: int):
    where, name = "question=Parler ?;survey=C-1", "answers_before_after"
    found = [row(name, n, unit="person", breakdown=where)]
    known = sum(passages[:3]) if None not in passages else None
    for passage, value in zip(("better", "same", "worse", "unknown"), passages, strict=True):
        status = "suppressed" if value is None else "measured"
        denominator = known if passage != "unknown" else None
        where_it_went = f"passage={passage};{where}"
        found.append(
            row(name, value, unit="person", breakdown=where_it_went, denominator=denominator, status=status)
        )  # fmt: skip
    for who, value in raters.items():
        found.append(row(name, value, unit="person", breakdown=f"question=Parler ?;rated_by={who};survey=C-1"))
    return found


TWO_MOMENTS = (
    "Une question du recueil « Questionnaire » porte sur deux moments ; le niveau d’avant est donné de mémoire. "
    "D’autres que la structure ont pu prendre part à ce qui a changé ; "
    "le rapport n’attribue ces changements à personne."
)
PLAN = thing("collection", "C-1", what="Questionnaire", kind="survey")
KNOWN = fact("collection_population", value=80, breakdown="collection=C-1")
SITUATIONS = {
    "a rate": Situation(
        flat(PLAN, rate(57, 110)), response_sentences,
        (
            "57 personnes sur 110 sollicitées ont répondu au recueil « Questionnaire », soit 52 %.",
            "Ce que pensent les personnes qui n’ont pas répondu n’est pas connu ; le rapport ne le déduit pas des "
            "réponses des autres.",
        ),
    ),
    "a rate of few": Situation(
        flat(PLAN, rate(12, 14)), lambda book: response_sentences(book)[:1],
        ("12 personnes sur 14 sollicitées ont répondu au recueil « Questionnaire ».",),
    ),
    "everybody": Situation(
        flat(PLAN, rate(14, 14)), response_sentences,
        ("Les 14 personnes sollicitées ont toutes répondu au recueil « Questionnaire ».",),
    ),
    "too few to be told": Situation(
        flat(rate(None, None, status="suppressed")), response_sentences,
        (
            "Au recueil « C-1 », trop peu de personnes ont répondu pour que leur nombre ou leurs réponses soient "
            "montrés.",
        ),
    ),
    "nobody knows how many were asked": Situation(
        flat(PLAN, rate(8, None, status="not_available")), response_sentences,
        (
            "On ne sait pas à combien de personnes le recueil « Questionnaire » a été proposé ; son taux de réponse "
            "n’est pas connu.",
        ),
    ),
    "answers": Situation(
        flat(PLAN, KNOWN, levels(12, 18, 7, 5, unknown=2)), lambda book: answer_sentences(book, REST)[0],
        (
            "À la question « Bien ? », 42 personnes ont répondu : « tout à fait », 12 (29 %) ; « plutôt », 18 (43 %) ; "
            "« plutôt pas », 7 (17 %) ; « pas du tout », 5 (12 %).",
            "Compte tenu du nombre de réponses, la part de « plutôt » pour l’ensemble des personnes concernées se "
            "situe vraisemblablement entre 30 % et 50 %.",
            "Deux personnes ont laissé cette question sans réponse.",
        ),
    ),
    "answers of nobody knows how many": Situation(
        flat(levels(30, 20, 0, 0)), lambda book: answer_sentences(book, REST)[0][2:],
        ("Le nombre de personnes concernées n’est pas connu ; cette fourchette est donc la plus prudente.",),
    ),
    "few answers": Situation(
        flat(levels(7, 5, 0, 0)), lambda book: answer_sentences(book, REST)[0],
        (
            "À la question « Bien ? », sur 12 personnes ayant répondu : « tout à fait », 7 ; « plutôt », 5 ; « plutôt "
            "pas », 0 ; « pas du tout », 0. C’est trop peu pour un pourcentage.",
        ),
    ),
    "two moments": Situation(
        flat(PLAN, moments(12, 18, 6, 4, person=40)), lambda book: answer_sentences(book, REST)[0],
        (
            TWO_MOMENTS,
            "« Parler ? », pour 36 personnes dont on sait ce qu’il en est : mieux, 12 ; pareil, 18 ; moins bien, 6. On "
            "ne sait pas : 4.",
            "Qui a donné ces appréciations, en nombre de personnes : « la personne », 40.",
        ),
    ),
    "two moments, few": Situation(
        flat(PLAN, moments(12, 24, None, None)), lambda book: answer_sentences(book, REST)[0],
        (
            TWO_MOMENTS,
            "« Parler ? », en nombre de personnes : mieux, 12 ; pareil, 24 ; moins bien, masqué ; on ne sait pas, "
            "masqué. Un nombre masqué est trop petit pour être publié ; il n’est pas nul.",
        ),
    ),
    "hidden levels": Situation(
        flat(KNOWN, levels(20, 14, None, None, whole=40)), lambda book: answer_sentences(book, REST)[0][:1],
        (
            "À la question « Bien ? », 40 personnes ont répondu : « tout à fait », 20 (50 %) ; « plutôt », 14 (35 %) ; "
            "« plutôt pas », nombre masqué ; « pas du tout », nombre masqué.",
        ),
    ),
    "all hidden": Situation(
        flat(levels(None, None, None, None)), lambda book: answer_sentences(book, REST)[0],
        (
            "À la question « Bien ? », les réponses sont trop peu nombreuses pour être montrées sans risque de "
            "reconnaître une personne.",
        ),
    ),
    "all answered": Situation(
        flat(KNOWN, levels(40, 20, 10, 10, low=50.0, high=50.0)), lambda book: answer_sentences(book, REST)[0][1:],
        ("Toutes les personnes concernées ont répondu : ces nombres ne sont pas une estimation.",),
    ),
    "themes": Situation(
        flat(PLAN, row("open_answers_by_criterion", 9, unit="person", breakdown="criterion=x;survey=C-1")),
        lambda book: answer_sentences(book, REST)[0],
        (
            "Neuf personnes ont parlé de ce critère dans une réponse ouverte au recueil « Questionnaire ».",
        ),
    ),
    "the silent": Situation(
        flat(PLAN, rate(42, 58), levels(12, 18, 7, 5)), lambda book: silent_sentences(book, REST),
        ("Ce que pensent les personnes qui n’ont pas répondu au recueil « Questionnaire » n’est pas connu.",),
    ),
    "given up": Situation(
        flat(thing("collection", "C-1", what="Comptage", state="abandoned", why="refusé")), undone_sentences,
        ("Un recueil prévu a été abandonné : « Comptage ». Raison donnée : « refusé ».",),
    ),
    "given up without a reason": Situation(
        flat(thing("collection", "C-1", what="Comptage", state="abandoned")), undone_sentences,
        ("Un recueil prévu a été abandonné, sans que la raison soit notée : « Comptage ».",),
    ),
    "not done yet": Situation(
        flat(thing("collection", "C-1", what="Suivi", state="planned", why="faute de cahier")), undone_sentences,
        ("Un recueil prévu pour cette année n’est pas fait : « Suivi ». Raison donnée : « faute de cahier ».",),
    ),
    "not done yet, nobody says why": Situation(
        flat(thing("collection", "C-1", what="Suivi", state="planned")), undone_sentences,
        ("Un recueil prévu pour cette année n’est pas fait, sans que la raison soit notée : « Suivi ».",),
    ),
    "planned for later": Situation(
        flat(
            thing("collection", "C-1", what="Suivi", state="planned"),
            fact("collection_year", value=2025, breakdown="collection=C-1"),
        ),
        undone_sentences,
        (),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SITUATIONS)
def test_a_situation_calls_for_its_sentences(name):
    situation = SITUATIONS[name]
    told = situation.told()
    assert len(told) >= len(situation.expected)
    for said, expected in zip(told, situation.expected, strict=False):
        assert said.startswith(expected), said
    if name != "themes":
        assert len(told) == len(situation.expected)


@pytest.mark.parametrize("name", SITUATIONS)
def test_in_english_as_many_sentences_are_told(name):
    situation = SITUATIONS[name]
    assert len(situation.in_english().told()) == len(situation.told())
    assert all(sentence.evidence_ids for sentence in situation.sentences())


def test_the_table_says_what_is_not_noted():
    from row_samples import book, plain

    table = collection_table(book(*flat(PLAN, fact("collection_solicited", value=58, breakdown="collection=C-1"))))
    (line,) = table.lines
    assert [plain(cell) for cell in line] == [
        "Questionnaire", "Enquête", "non noté", "58 personnes sollicitées", "non noté", "non noté",
    ]  # fmt: skip
    assert collection_table(book()) is None
