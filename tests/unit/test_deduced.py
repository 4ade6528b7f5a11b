"""A hidden number that follows from what is shown: the sum of relations that says so, and nothing when none does."""

from hypothesis import given
from hypothesis import strategies as st
from scipy import linalg

from dts_eval.disclosure.deduced import deduced

A, B, C, D = range(4)


def test_a_number_alone_in_a_relation_is_given_by_it():
    assert deduced(A, {7: [(A, 1)]}) == {7: 1}


def test_a_number_is_given_by_a_total_and_the_other_part():
    told = {1: [(A, 1), (B, 1)], 2: [(B, 1)]}
    assert added(told, deduced(A, told)).keys() == {A}


def test_two_parts_of_one_total_are_not_given():
    assert deduced(A, {1: [(A, 1), (B, 1)]}) is None


def test_a_number_in_no_relation_is_not_given():
    assert deduced(D, {1: [(A, 1), (B, 1)], 2: [(B, 1)]}) is None
    assert deduced(D, {}) is None


def test_two_ways_to_add_the_same_give_no_more_than_one():
    assert deduced(A, {1: [(A, 1), (B, 1)], 2: [(A, 2), (B, 2)]}) is None
    # Three unknown parts, known two by two.
    pairs = {1: [(A, 1), (B, 1)], 2: [(B, 1), (C, 1)], 3: [(A, 1), (C, 1)]}
    assert added(pairs, deduced(A, pairs)).keys() == {A}


def added(relations, taken):
    found = dict.fromkeys(range(6), 0)
    for name, times in taken.items():
        for cell, factor in relations[name]:
            found[cell] += times * factor
    return {cell: factor for cell, factor in found.items() if factor}


CELLS = st.dictionaries(st.integers(0, 5), st.sampled_from([-2, -1, 1, 1, 1, 2]), min_size=1, max_size=4)


@given(st.lists(CELLS, max_size=6))
def test_a_number_is_given_when_its_unit_vector_is_in_the_row_space_and_only_then(rows):
    relations = {name: sorted(row.items()) for name, row in enumerate(rows)}
    matrix = [[row.get(cell, 0) for cell in range(6)] for row in rows]
    taken = deduced(A, relations)
    if taken is not None:
        assert added(relations, taken).keys() == {A}
    alone = [1.0, 0, 0, 0, 0, 0]
    before = rank(matrix) if rows else 0
    assert (taken is not None) == (before == rank([*matrix, alone]))


def rank(matrix):
    return sum(value > 1e-9 for value in linalg.svdvals(matrix))
