"""What each debate discussed, what nobody debated, and the decisions whose date passed; and whether all stays light."""

import dataclasses
import datetime

import pytest
from evaluation_samples import gathered
from row_samples import book, effect, fact, flat, plain, thing

from dts_eval.debates.due import due_by
from dts_eval.debates.light_signs import light_signs
from dts_eval.debates.lightness import told_signs
from dts_eval.foundation.model import Evaluation
from dts_eval.presentation.narrative.cost import light_sentences
from dts_eval.presentation.narrative.debate import (
    changed_sentences,
    sessions_table,
    spoken_words,
    standing_sentences,
)

DAY = datetime.date
EFFECTS = [
    {"code": "F-01", "effect": "On se parle", "criterion": "needs"},
    {"code": "F-02", "effect": "On répare", "criterion": "needs"},
    {"code": "F-03", "effect": "On attend", "criterion": "needs", "status": "planned"},
    {"code": "F-04", "effect": "On écrit", "criterion": "needs", "after_debate": "maintenu"},
]
SESSIONS = [
    {"subject": "en équipe", "step": "debate", "date": DAY(2025, 3, 5), "side": "internal"},
    {"subject": "choix", "step": "choice", "date": DAY(2025, 3, 6)},
]
OPINIONS = [{"subject": "F-01", "who": "la mairie", "opinion": "denies", "date": DAY(2025, 3, 5)}]


def said(made: Evaluation, indicator: str) -> dict[str, str]:
    return {
        result.breakdown: result.quantity.text for result in made.results if result.indicator == indicator
    }


def test_a_session_discussed_the_effects_whose_opinions_bear_its_day():
    made = gathered(effects=EFFECTS, sessions=SESSIONS, opinions=OPINIONS)
    assert said(made, "session_discussed") == {"session=1": "F-01"}


def test_an_effect_is_debated_by_an_opinion_or_by_what_the_group_wrote_and_intentions_are_not_asked_for():
    made = gathered(effects=EFFECTS, sessions=SESSIONS, opinions=OPINIONS)
    assert said(made, "effect_not_debated") == {"effect=F-02;sense=positive": "On répare"}
    assert said(gathered(effects=EFFECTS), "effect_not_debated") == {}


@pytest.mark.parametrize(
    ("due", "overdue"),
    [("juin 2024", True), ("31/12/2024", True), ("2024", True), ("2025", False), ("dès mars 2024", False), ("", False)],
)
def test_a_decision_is_overdue_when_its_date_is_of_the_year_or_before_and_nothing_followed(due, overdue):
    lines = [{"subject": "ouvrir le soir", "due": due}, {"subject": "peser", "due": "2020", "changed": "on pèse"}]
    assert said(gathered(opinions=lines), "decision_overdue") == ({"decision=1": due} if overdue else {})


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1er mars 2025", DAY(2025, 3, 1)),
        ("avant le 12 mars 2025", DAY(2025, 3, 12)),
        ("2025-03-12", DAY(2025, 3, 12)),
        ("12/03/2025", DAY(2025, 3, 12)),
        ("février 2024", DAY(2024, 2, 29)),
        ("mai à octobre 2025", DAY(2025, 10, 31)),
        ("by June 2025", DAY(2025, 6, 30)),
        ("avant l’été 2025", None),
        ("dès avril 2025", None),
        ("31/02/2025", None),
        ("bientôt", None),
    ],
)
def test_a_due_date_is_read_when_it_is_one(text, day):
    assert due_by(text) == day


def test_the_sessions_say_who_was_invited_and_what_was_discussed():
    rows = flat(thing("session", "1", step="debate", date="2025-03-05", side="internal", discussed="F-01 F-02"))
    table = sessions_table(book(*rows))
    assert table is not None
    assert [plain(cell) for cell in table.lines[0]] == [
        "non noté", "5 mars 2025", "Interne", "non noté", "non noté", "F-01, F-02",
    ]  # fmt: skip
    assert sessions_table(book()) is None


def test_words_denials_and_effects_not_debated_are_told_beside_their_effect():
    where = "effect=F-01;who=la mairie"
    rows = flat(
        effect(),
        fact("opinion_opinion", "denies", kind="effect", breakdown=where),
        fact("opinion_words", "Jamais vu.", kind="effect", breakdown=where),
        fact("effect_not_debated", "On répare", kind="effect", breakdown="effect=F-02;sense=positive"),
        fact("tally_effects_not_debated", value=1),
    )
    listed = spoken_words(book(*rows))
    assert listed is not None
    assert [(label, [plain(one) for one in told]) for label, told in listed.lines] == [
        ("Les gens se parlent", ["« Jamais vu » (la mairie)."])
    ]
    assert [plain(one) for one in standing_sentences(book(*rows))] == [
        "L’effet « Les gens se parlent » est nié. Qui le nie : la mairie. Le rapport ne tranche pas.",
        "Un effet n’a pas encore été discuté avec les personnes concernées : « On répare ».",
    ]


def test_a_decision_whose_date_passed_is_told():
    rows = thing("decision", "1", subject="ouvrir le soir", due="juin 2024", overdue="juin 2024")
    assert [plain(one) for one in changed_sentences(book(*rows))] == [
        "La décision « ouvrir le soir » était prévue pour ceci : « juin 2024 ». Rien n’a été consigné depuis."
    ]


def test_every_sign_has_its_threshold_its_lines_and_a_reason():
    assert len(light_signs()) == 7
    assert all(sign.above > 0 and sign.at_least > 0 and sign.lines for sign in light_signs().values())


def test_nothing_is_told_of_a_light_evaluation_nor_to_partners():
    assert told_signs(gathered()) == {}
    typed = [{"indicator": "exits_counted", "year": 2000 + one, "value": one} for one in range(10)]
    decided = [{"indicator": "exits_counted", "decision": "rejected"}, {"indicator": "volunteers", "decision": "kept"}]
    heavy = gathered(measures=typed, indicators=decided)
    assert list(told_signs(heavy)) == ["typed_unused"]
    assert told_signs(dataclasses.replace(heavy, audience="external")) == {}


def test_a_collection_is_undone_once_its_year_has_come():
    def plan(*lines: tuple[str, int | None]) -> list[dict]:
        numbered = enumerate(lines)
        return [{"code": f"C-{n}", "what": "Compter", "state": said, "year": year} for n, (said, year) in numbered]

    late = (("planned", 2024), ("abandoned", 2023), ("planned", 2022), ("done", 2024))
    weighed = told_signs(gathered(collection_plan=plan(*late)))["planned_undone"]
    assert (weighed.part, weighed.whole, [one.text("code") for one in weighed.records]) == (3, 4, ["C-0", "C-1", "C-2"])
    for not_late in (("planned", 2025), ("planned", None), ("done", 2024), ("ongoing", 2024)):
        assert told_signs(gathered(collection_plan=plan(*late[:2], not_late))) == {}


def test_hours_are_set_beside_a_full_time_year_when_the_structure_gives_it():
    lines = [{"step": "collecte", "year": 2024, "hours": 118}]
    assert list(told_signs(gathered(evaluation_cost=lines, structure=[{"hours_per_fte": 1820}]))) == [
        "hours_of_a_full_time"
    ]
    assert told_signs(gathered(evaluation_cost=lines)) == {}
    assert told_signs(gathered(evaluation_cost=lines, structure=[{"hours_per_fte": 5000}])) == {}


def test_signs_are_told_with_their_threshold_after_what_they_are():
    row = fact("light_sign", "typed_unused", value=50, breakdown="sign=typed_unused", numerator=4, denominator=8)
    told = [plain(one) for one in light_sentences(book(row))]
    assert told[0].startswith("Le manuel conseille une démarche légère")
    assert told[1] == (
        "4 valeurs saisies à la main, sur 8, portent sur un indicateur ou un critère que le groupe n’a pas retenu ; le "
        "repère est de 10 %. Cesser de les relever ne retirerait rien au rapport."
    )
    assert light_sentences(book()) == []
