"""Several structures side by side: in the order of their names, never of their values."""

from dataclasses import replace

import pytest
from row_samples import LOCAL, NEEDS, REST, STRUCTURE, account, disclosed, effect, row

from dts_eval.comparison.alignment import compare
from dts_eval.disclosure.panel import Panel
from dts_eval.foundation.problems import DataProblems

OTHER = replace(STRUCTURE, structure_id="autre", name="Zone d’essai")
INNOVATION = replace(NEEDS, criterion_id="innovation", label="l’innovation", short="Innovation")


def other(*rows, **said):
    moved = tuple(replace(item, structure_id="autre", structure=OTHER.name) for item in rows)
    return disclosed(*moved, structure=OTHER, **said)


def panel(*cases):
    return Panel("essais", "fr", tuple(cases))


def test_a_criterion_names_those_who_kept_it_and_those_who_set_it_aside():
    aligned = compare(panel(disclosed(criteria=(LOCAL, replace(NEEDS, decision="rejected"))), other(criteria=(NEEDS,))))
    assert {held.criterion.criterion_id: (held.kept_by, held.rejected_by) for held in aligned.criteria} == {
        "needs": (("autre",), ("essai",)),
        REST: (("essai",), ()),
    }
    assert not any(held.shared for held in aligned.criteria)


def test_criteria_come_in_the_order_of_the_manual_and_local_ones_last():
    aligned = compare(panel(disclosed(criteria=(LOCAL, INNOVATION)), other(criteria=(NEEDS,))))
    assert [held.criterion.criterion_id for held in aligned.criteria] == ["needs", "innovation", REST]


def test_without_a_shared_criterion_it_is_said_and_none_is_chosen():
    aligned = compare(panel(disclosed(criteria=(LOCAL,)), other(criteria=(NEEDS,))))
    assert aligned.chosen == ""
    assert [found.code for found in aligned.problems] == ["no_criterion_shared"]


def test_the_criterion_chosen_is_the_first_on_which_most_have_something_to_tell():
    both = (NEEDS, INNOVATION, LOCAL)
    told = [*account(criterion="innovation"), row(value=900, criterion="needs")]
    aligned = compare(panel(disclosed(*told, criteria=both), other(*effect(criterion="innovation"), criteria=both)))
    assert aligned.chosen == "innovation"
    silent = compare(panel(disclosed(row(value=1), criteria=both), other(criteria=both)))
    assert silent.chosen == "needs"


@pytest.mark.parametrize("asked", ["Droit au repos", "le droit au repos", REST])
def test_a_criterion_can_be_asked_for_by_any_of_its_names(asked):
    both = (NEEDS, LOCAL)
    aligned = compare(panel(disclosed(criteria=both), other(criteria=both)), asked)
    assert aligned.chosen == REST


def test_a_criterion_that_one_structure_alone_kept_cannot_be_asked_for():
    aligned = panel(disclosed(criteria=(NEEDS, LOCAL)), other(criteria=(NEEDS,)))
    with pytest.raises(DataProblems) as refused:
        compare(aligned, REST)
    assert [found.code for found in refused.value.problems] == ["parameter_criterion"]


def test_each_structure_has_its_own_portrait():
    aligned = compare(panel(disclosed(row(value=1)), other(*account())))
    marks = {name: [line.marks for line in table.lines] for name, table in aligned.portraits.items()}
    assert marks["essai"] != marks["autre"]
    assert [held.criterion.criterion_id for held in aligned.criteria] == [REST]
