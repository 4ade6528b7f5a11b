"""Stakes call for stakeholders, colleges speak, partners do not read all, and what has no proof is listed."""

import dataclasses

import pytest
from evaluation_samples import evaluation as evaluation_of
from evaluation_samples import form, gathered, measured

from dts_eval.criteria.colleges import positions
from dts_eval.debates.withholding import withheld_in, withhold
from dts_eval.measurement.measuring import measure
from dts_eval.scope.expected import expected_families, families_by_motive
from dts_eval.workbook.layout import layout


def with_mandate(made, **said):
    return dataclasses.replace(made, records={**made.records, "mandate": (form("mandate", **said),)})


def texts(made, indicator):
    return [(result.breakdown, result.quantity.text) for result in made.results if result.indicator == indicator]


def test_every_stake_of_the_list_calls_for_families_of_the_list():
    assert list(families_by_motive()) == list(layout().lists["motive"])
    for families in families_by_motive().values():
        assert families and set(families) <= set(layout().lists["family"])


@pytest.mark.parametrize(
    ("motives", "listed", "expected"),
    [
        (("language_of_proof",), ["funders"], ("public_bodies",)),
        (("language_of_proof",), ["funders", "public_bodies"], ()),
        (("language_of_proof",), [None], ()),
        ((), ["funders"], ()),
    ],
)
def test_the_families_expected_are_those_nobody_listed(motives, listed, expected):
    lines = [{"name": f"voix {number}"} | ({"family": name} if name else {}) for number, name in enumerate(listed)]
    made = evaluation_of(stakeholders=lines)
    assert expected_families(with_mandate(made, **({"motives": motives} if motives else {}))) == expected


def test_each_college_keeps_its_words_and_its_votes():
    words = "salariés : 4 pour, 2 contre ; habitants : consentement ; élus : 3 voix pour"
    (record,) = evaluation_of(criteria=[{"criterion": "needs", "by_college": words}]).sheet("criteria")
    assert [(said.college, said.words, said.votes) for said in positions(record)] == [
        ("salariés", "4 pour, 2 contre", {"votes_for": 4, "votes_against": 2}),
        ("habitants", "consentement", {}),
        ("élus", "3 voix pour", {"votes_for": 3}),
    ]


def test_a_college_that_consents_without_counting_is_not_a_sum_that_differs():
    lines = [
        {"criterion": "needs", "decision": "kept", "votes_for": 9, "by_college": "salariés : 4 pour ; élus : d’accord"}
    ]
    assert "college_votes_differ" not in [found.code for found in gathered(criteria=lines).problems]
    lines[0]["by_college"] = "salariés : 4 pour ; élus : 4 pour"
    assert "college_votes_differ" in [found.code for found in gathered(criteria=lines).problems]


def test_what_the_mandate_withholds_leaves_the_external_version_alone():
    made = with_mandate(
        gathered(
            measures=[
                {"indicator": "tonnes_collected", "year": 2024, "value": 12},
                {"indicator": "tonnes_reused", "year": 2024, "value": 5},
            ],
            targets=[{"indicator": "tonnes_reused", "year": 2024, "value": 6}],
            effects=[
                {"code": "F-01", "effect": "On se parle", "criterion": "needs", "contracted": "yes"},
                {"code": "F-02", "effect": "On trie mieux", "criterion": "environment", "contracted": "yes"},
            ],
        ),
        withheld="besoins non satisfaits ; tonnes_reused ; F-02 ; autre chose",
    )
    withheld = withheld_in(made)
    assert (withheld.criteria, withheld.indicators, withheld.effects) == ({"needs"}, {"tonnes_reused"}, {"F-02"})
    assert withheld.unread == ("autre chose",)
    assert withhold(made) is made
    external = measure(withhold(dataclasses.replace(made, audience="external")))
    said = {result.indicator for result in external.results}
    assert "tonnes_collected" in said and "tonnes_reused" not in said
    assert not any("needs" in (result.criterion, result.breakdown) for result in external.results)
    assert texts(external, "effect") == []
    (told,) = [result for result in external.results if result.indicator == "tally_withheld"]
    assert told.quantity.value == 3
    (proof,) = [made for made in external.evidence if made.key == told.proofs[0]]
    assert proof.raw == ""


def test_a_criterion_without_indicator_and_an_indicator_without_criterion_are_said():
    made = gathered(
        criteria=[{"criterion": "needs", "decision": "kept"}, {"criterion": "environment", "decision": "rejected"}],
        indicators=[{"indicator": "tonnes_collected", "decision": "kept"}],
    )
    assert texts(made, "criterion_without_indicator") == [("criterion=needs", "needs")]
    assert texts(made, "indicator_without_criterion") == [("indicator=tonnes_collected", "tonnes_collected")]


def test_documents_that_nothing_cites_and_claims_that_no_document_backs_are_listed():
    made = measured(
        supports=[{"code": "S-01", "title": "Le registre"}, {"code": "S-02", "title": "La lettre"}],
        measures=[
            {"indicator": "tonnes_collected", "year": 2024, "value": 12, "supports": ("S-01",)},
            {"indicator": "tonnes_reused", "year": 2024, "value": 5},
        ],
        effects=[
            {"code": "F-01", "effect": "On se parle", "supports": ("S-01",)},
            {"code": "F-02", "effect": "On rit"},
            {"code": "F-03", "effect": "On rira", "status": "planned"},
        ],
    )
    assert texts(made, "support_unused") == [("support=S-02", "La lettre")]
    assert texts(made, "claim_without_document") == [("claim=F-02", "On rit"), ("figure=tonnes_reused;year=2024", "")]
