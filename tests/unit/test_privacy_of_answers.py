"""Answers to a question: a level that few chose is hidden, and what the others would tell of it with it."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from privacy_samples import shown

from dts_eval.disclosure.privacy import Bonds
from dts_eval.foundation.model import Kind, Quantity, Result, Status

NAME, RATE = "need_satisfaction", "survey_response_rate"
SILENT = {NAME: "unknown", RATE: "rest"}
SHARES = frozenset({NAME, RATE})
BONDS = Bonds(silent=SILENT)
LEVELS = ("4", "3", "2", "1")


def share(part, whole, breakdown, unknown=0.0, indicator=NAME):
    return Result(
        kind=Kind.FIGURE, indicator=indicator, criterion="needs", year=2024,
        quantity=Quantity(100 * part / whole, numerator=part, denominator=whole, unknown=unknown), unit="percent",
        status=Status.COMPUTED, proofs=("a",), breakdown=breakdown,
    )  # fmt: skip


def published(chosen, threshold=5, unknown=0.0):
    whole = sum(chosen)
    results = [
        share(part, whole, f"answer={level};question=q;survey=C-01", unknown)
        for level, part in zip(LEVELS, chosen, strict=True)
    ]
    seen = shown(results, threshold, SHARES, BONDS)
    return tuple(result.quantity.numerator if result.status != Status.SUPPRESSED else None for result in seen)


@pytest.mark.parametrize(
    "chosen, seen",
    [
        ((14, 19, 6, 5), (14, 19, 6, 5)),
        ((14, 19, 9, 0), (14, 19, 9, 0)),
        ((14, 19, 6, 3), (14, 19, None, None)),
        ((20, 18, 2, 2), (20, 18, None, None)),
        ((9, 9, 1, 1), (None, 9, None, None)),
        ((2, 1, 0, 0), (None, None, None, None)),
    ],
)
def test_a_level_that_few_chose_takes_another_with_it(chosen, seen):
    assert published(chosen) == seen


def test_people_who_left_a_question_blank_are_counted_aloud_and_those_who_did_not_answer_too():
    (asked,) = shown([share(40, 42, "survey=C-01", indicator=RATE)], 5, SHARES, BONDS)
    assert asked.quantity.numerator == 40
    (few,) = shown([share(3, 42, "survey=C-01", indicator=RATE)], 5, SHARES, BONDS)
    assert few.status == Status.SUPPRESSED and few.quantity == Quantity()
    seen = shown([share(20, 40, "answer=4", unknown=2)], 5, SHARES, BONDS)
    assert seen[0].quantity.unknown == 2


@settings(max_examples=150, deadline=None)
@given(st.tuples(*[st.integers(0, 14)] * 4).filter(lambda chosen: sum(chosen) >= 5), st.sampled_from((5, 6)))
def test_no_hidden_level_has_a_single_possible_value(chosen, threshold):
    """Somebody knows how many answered, what is shown, and perhaps that all that is hidden is small.

    With a threshold below five, four people who chose four different levels would be known: zeros are always shown.
    """
    seen = published(chosen, threshold)
    secret = [place for place, value in enumerate(seen) if value is None]
    left = int(sum(chosen) - sum(value or 0 for value in seen))
    if not secret or not all(chosen[place] for place in secret):
        return
    # A count is hidden when it is small, or when what it leaves of the whole is.
    own_right = {number for number in range(1, left + 1) if not threshold <= number <= sum(chosen) - threshold}
    guesses = [range(1, left + 1)]
    if all(chosen[place] in own_right for place in secret):
        guesses.append(sorted(own_right))
    for allowed in guesses:
        worlds = [world for world in product(allowed, repeat=len(secret)) if sum(world) == left]
        assert tuple(chosen[place] for place in secret) in worlds
        assert all(len({world[place] for world in worlds}) > 1 for place in range(len(secret))), seen
