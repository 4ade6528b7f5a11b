"""Fiches II-1 and II-3: what is read, what is told, and that nothing is ever added up."""

import dataclasses
import datetime

import pytest
from evaluation_samples import evaluation, gathered
from row_samples import book, fact, flat, plain, thing

from dts_eval.debates.pillars import HIGHEST, LOWEST, pillars, questions
from dts_eval.presentation.narrative.actors import actors_table
from dts_eval.presentation.narrative.appreciation import arguments_table
from dts_eval.scope.perimeter import set_scope

DAY = datetime.date(2025, 2, 27)


def argued(question: str, before: float | None, after: float | None, **said) -> dict:
    placed = {side: value for side, value in (("before", before), ("after", after)) if value is not None}
    return {"question": question, "argument": "On trie mieux.", "college": "salariés", "date": DAY, **placed, **said}


def told(made, indicator: str) -> dict[str, float | None]:
    return {result.breakdown: result.quantity.value for result in made.results if result.indicator == indicator}


def codes(**sheets) -> list[str]:
    return [found.code for found in gathered(**sheets).problems]


def test_the_catalogue_has_the_four_pillars_and_the_forty_five_questions():
    assert list(pillars()) == ["P1", "P2", "P3", "P4"]
    counted = {pillar: sum(one.pillar == pillar for one in questions().values()) for pillar in pillars()}
    assert counted == {"P1": 8, "P2": 10, "P3": 15, "P4": 12}
    for one in questions().values():
        assert one.text("en") != one.text("fr") and one.lines


def test_a_cursor_goes_from_its_first_argument_to_its_last():
    made = gathered(
        sustainable_development=[argued("P1.3", 0, 2), argued("P2.1", 1, 0), argued("P1.3", 2, 1)]
    )
    assert told(made, "cursor_start") == {"question=P1.3": 0, "question=P2.1": 1}
    assert told(made, "cursor_end") == {"question=P1.3": 1, "question=P2.1": 0}


def test_a_cursor_that_nobody_placed_is_not_at_zero():
    made = gathered(sustainable_development=[argued("P1.3", None, None)])
    assert told(made, "cursor_start") == told(made, "cursor_end") == {}
    assert len(told(made, "appreciation_argument")) == 1


def test_nothing_is_added_up_by_pillar_or_in_all():
    made = gathered(sustainable_development=[argued(name, 0, 1) for name in questions()])
    cursors = [result for result in made.results if result.indicator.startswith("cursor_")]
    assert {result.breakdown for result in cursors} == {f"question={name}" for name in questions()}
    assert len(cursors) == 2 * len(questions())


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([argued("P5.1", 0, 1)], ["question_unknown"]),
        ([argued("P1.3", 0, HIGHEST + 1)], ["cursor_off_scale"]),
        ([argued("P1.3", LOWEST - 1, 0)], ["cursor_off_scale"]),
        ([argued("P1.3", 0, 2), argued("P1.3", 1, 2)], ["cursor_jumps"]),
        ([argued("P1.3", 0, 2), argued("P1.3", None, 2)], []),
        ([argued("P1.3", 0, 2), argued("P1.4", 1, 2)], []),
    ],
)
def test_what_a_group_wrote_is_checked(lines, expected):
    assert codes(sustainable_development=lines) == expected


@pytest.mark.parametrize(("people", "expected"), [(2, ["appreciation_too_few"]), (3, []), (None, [])])
def test_two_people_are_too_few(people, expected):
    session = {"subject": "curseurs", "step": "appreciation"} | ({"participants": people} if people else {})
    assert codes(sessions=[session]) == expected


def bound(one: str, other: str, nature: str = "alliance") -> dict:
    return {"actor": one, "other": other, "nature": nature}


ACTORS = [{"name": "la mairie", "references": "le bourg"}, {"name": "le café"}]


@pytest.mark.parametrize(
    ("relations", "expected"),
    [
        ([bound("la mairie", "le café")], []),
        ([bound("la mairie", "la gare")], ["actor_unknown"]),
        ([bound("le café", "Le café")], ["actor_with_itself"]),
        ([bound("la mairie", "le café"), bound("le café", "la mairie", "opposition")], ["relation_twice"]),
        ([bound("la mairie", "le café"), bound("le café", "la mairie")], []),
    ],
)
def test_relations_are_checked(relations, expected):
    assert codes(actors=ACTORS, relations=relations) == expected


def test_what_actors_are_thought_to_be_is_not_for_partners():
    made = evaluation(actors=ACTORS, relations=[bound("la mairie", "le café")])
    internal, external = set_scope(made), set_scope(dataclasses.replace(made, audience="external"))
    said = {result.indicator.split("_")[0] for result in internal.results}
    assert {"actor", "relation"} <= said
    (withheld,) = external.results
    assert (withheld.indicator, withheld.quantity.value) == ("actors_withheld", 2)
    assert [proof.raw for proof in external.evidence] == [""]
    assert external.problems == internal.problems


def test_arguments_stand_in_the_order_of_the_manual_with_their_reserves():
    rows = flat(
        thing("argument", "1;question=P2.1", argument="Non"),
        thing("argument", "2;question=P1.3", argument="Oui", college="salariés", reserve="pas tous"),
    )
    renamed = [
        fact(row.indicator.replace("argument_", "appreciation_", 1), row.text, breakdown=row.breakdown) for row in rows
    ]
    lines = [[plain(cell) for cell in line] for line in arguments_table(book(*renamed)).lines]
    assert lines == [["P1.3", "Oui", "Salariés", "Pas tous"], ["P2.1", "Non", "non noté", ""]]


def test_the_five_kinds_of_resources_of_an_actor_stand_together():
    rows = flat(thing("actor", "mairie", name="la mairie", rules="fixe les règles", means="un budget"))
    (line,) = actors_table(book(*rows)).lines
    assert [plain(cell) for cell in line] == ["La mairie", "", "", "Fixe les règles ; un budget", ""]
    assert actors_table(book(fact("mandate_use", "débattre"))) is None
