"""Several structures side by side: in the order of their names, never of their values."""

from dataclasses import replace

import pytest
from row_samples import LOCAL, NEEDS, REST, STRUCTURE, account, disclosed, fact, row

from dts_eval.comparison.alignment import compare

OTHER = replace(STRUCTURE, structure_id="autre", name="Zone d’essai")


def other(*rows, **said):
    moved = tuple(replace(item, structure_id="autre", structure=OTHER.name) for item in rows)
    return disclosed(*moved, structure=OTHER, **said)


@pytest.mark.parametrize("values", [(1, 900), (900, 1)])
def test_structures_stand_in_the_order_of_their_names_whatever_their_values(values):
    first, second = disclosed(row(value=values[0])), other(row(value=values[1]))
    for several in ([first, second], [second, first]):
        aligned = compare(several)
        assert aligned.structures == ("essai", "autre")
        assert [item.value for item in aligned.rows] == list(values)


def test_a_criterion_names_those_who_kept_it_and_only_them():
    aligned = compare([disclosed(criteria=(LOCAL, replace(NEEDS, decision="rejected"))), other(criteria=(NEEDS,))])
    assert dict(aligned.criteria) == {REST: ("essai",), "needs": ("autre",)}


def test_only_figures_and_accounts_face_each_other():
    aligned = compare([disclosed(row(value=1), *account(), fact("mandate_motive", "voir"))])
    assert {item.kind for item in aligned.rows} == {"figure", "account"}
