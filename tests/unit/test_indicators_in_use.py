"""How many indicators of the catalogue a shipped structure, or a situation of these tests, really uses."""

import datetime

import pytest
from evaluation_samples import measured

import dts_eval as dts
from dts_eval.criteria.definitions import criteria
from dts_eval.indicators.definitions import indicators
from dts_eval.runs.templates import shipped_structures

LEAST = 90
STEPS = (dts.set_scope, dts.choose_criteria, dts.choose_indicators, dts.collect, dts.debate, dts.measure)
KEPT = [{"criterion": name, "decision": "kept"} for name in criteria()]
MIX = {"indicator": "public_diversity", "year": 2024, "denominator": 90}
# What no shipped structure has: residents counted, projects given up, publics that meet, a team's other values.
SITUATION = {
    "activities": [
        {"name": "le jardin", "in_scope": "yes", "publics": "habitants ; écoliers", "stage": "running", "since": 2022},
        {"name": "la conserverie", "in_scope": "yes", "stage": "project"},
    ],
    "stakeholders": [{"name": "les riverains", "family": "residents", "degree": "consultation", "people": 40}],
    "projects": [{"name": "le four à pain", "stage": "stopped"}],
    "sessions": [{"subject": "débat", "step": "debate", "date": datetime.date(2024, 5, 6)}],
    "measures": [
        {"indicator": "clients_by_type", "year": 2024, "value": 118},
        {"indicator": "heritage_valued", "year": 2024, "value": 2},
        {"indicator": "people_served_new_need", "year": 2024, "value": 64},
        {"indicator": "shared_moments", "year": 2024, "value": 9},
        {"indicator": "intergenerational_actions", "year": 2024, "value": 4},
        {**MIX, "breakdown": "public=habitants", "numerator": 60},
        {**MIX, "breakdown": "public=écoliers", "numerator": 30},
        {"indicator": "natural_areas_maintained", "year": 2024, "value": 3.5},
        {"indicator": "organic_or_short_supply", "year": 2024, "numerator": 4200, "denominator": 6000},
    ],
}  # fmt: skip


def used_in(evaluation) -> set[str]:
    return {
        row.indicator
        for row in dts.disclose(evaluation).rows
        if row.kind in ("figure", "account") and row.indicator in indicators() and row.status != "not_available"
    }


@pytest.fixture(scope="module")
def shipped() -> set[str]:
    used: set[str] = set()
    for workbook in shipped_structures():
        evaluation = dts.read_mandate(str(workbook))
        for step in STEPS:
            evaluation = step(evaluation)
        used |= used_in(evaluation)
    return used


def test_many_indicators_are_declared_and_used(shipped):
    situation = used_in(measured(criteria=KEPT, **SITUATION))
    named = {line["indicator"] for line in SITUATION["measures"]}
    assert named <= situation
    assert len(indicators()) >= 120
    assert len(shipped | situation) >= LEAST, sorted(set(indicators()) - shipped - situation)


def test_every_formula_is_used_by_a_shipped_structure_or_by_the_situation(shipped):
    situation = used_in(measured(criteria=KEPT, **SITUATION))
    formulas = {name for name, definition in indicators().items() if definition.computed_by}
    assert formulas - shipped - situation == set()
