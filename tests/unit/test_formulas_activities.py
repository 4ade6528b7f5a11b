"""Activities: the sheet has no year of its own, only that of opening; a blank is not a no."""

import pandas as pd
import pytest

from dts_eval.indicators.computed import Computed, Frame
from dts_eval.indicators.formulas import FORMULAS
from dts_eval.workbook.layout import layout

COLUMNS = [column.column_id for column in layout().sheet("activities").columns]
RUNNING = {
    "in_scope": "yes",
    "since": 2021,
    "stage": "running",
    "need": "se chauffer",
    "publics": "habitants",
}


def table(*lines: dict) -> pd.DataFrame:
    rows = [{"name": f"activité {number}"} | RUNNING | line for number, line in enumerate(lines, 1)]
    return pd.DataFrame(rows, columns=COLUMNS, index=range(4, 4 + len(rows)), dtype=object)


def total(name: str, *lines: dict, year: int = 2024) -> Computed:
    (computed,) = FORMULAS[name](table(*lines), Frame(year))
    return computed


@pytest.mark.parametrize("name", ["needs_identified", "services_created", "mixed_activities", "experiments"])
def test_activities_out_of_scope_or_not_begun_say_nothing(name):
    lines = table({"in_scope": "no"}, {"since": 2025})
    assert FORMULAS[name](lines, Frame(2024)) == ()


@pytest.mark.parametrize("name", ["needs_identified", "services_created", "mixed_activities", "experiments"])
def test_an_activity_of_which_the_scope_is_not_said_is_unknown(name):
    found = total(name, {"in_scope": None, "publics": "a ; b"})
    assert (found.value, found.unknown, found.reason) == (None, 1, "not_found")


def test_needs_are_those_put_into_words():
    found = total(
        "needs_identified", {}, {"since": None}, {"stage": "project"}, {"need": None}, {"stage": "stopped"}
    )
    assert (found.value, found.lines, found.unknown) == (3, (4, 5, 6), 1)


def test_services_are_those_opened_in_the_year():
    lines = ({"since": 2024}, {"since": 2021}, {"since": None}, {"since": 2024, "stage": "project"})
    found = total("services_created", *lines)
    assert (found.value, found.lines, found.unknown) == (1, (4,), 1)


def test_an_activity_opened_and_stopped_was_created_all_the_same():
    assert total("services_created", {"since": 2024, "stage": "stopped"}).value == 1


def test_no_service_opened_is_a_true_zero_when_every_year_is_known():
    assert total("services_created", {"since": 2021}).value == 0
    assert total("services_created", {"since": 2021}, {"since": None}).value is None


@pytest.mark.parametrize(
    ("publics", "mixed"),
    [
        ("habitants ; personnes en parcours", 1),
        ("habitants;écoliers;aînés", 1),
        ("habitants", 0),
        ("habitants ;", 0),
        ("Habitants ; habitants", 0),
        ("habitants, écoliers", 0),
    ],
)
def test_two_publics_are_separated_by_a_semicolon(publics, mixed):
    assert total("mixed_activities", {"publics": publics}).value == mixed


def test_a_project_brings_nobody_together_yet():
    found = total("mixed_activities", {"publics": "a ; b", "stage": "project"}, {"publics": "a ; b"})
    assert (found.value, found.lines) == (1, (5,))


def test_blank_publics_are_unknown():
    assert total("mixed_activities", {"publics": None}, {"publics": "a ; b"}).unknown == 1


def test_experiments_are_projects():
    found = total("experiments", {"stage": "project", "since": None}, {}, {"stage": None})
    assert (found.value, found.lines, found.unknown) == (1, (4,), 1)
