"""What the evaluation cost, step by step: hours, days, the part of volunteers, euros; what is not noted stays apart."""

import pytest
from evaluation_samples import form, gathered, measured
from row_samples import book, fact, plain

from dts_eval.debates.evaluation_cost import method_step
from dts_eval.foundation.model import Evaluation, Result
from dts_eval.measurement.measuring import measure
from dts_eval.presentation.narrative.cost import cost_notes, cost_table

LINES = [
    {"step": "collecte", "year": 2024, "hours": 10, "volunteer_hours": 4},
    {"step": "les appels", "method_step": "collection", "year": 2024, "hours": 4},
    {"step": "mise en débat", "year": 2024, "hours": 6, "volunteer_hours": 6, "amount": 50},
    {"step": "un tiers", "year": 2024, "amount": 900},
    {"step": "collecte", "year": 2023, "hours": 100},
]


def tally(made: Evaluation) -> dict[tuple[str, str], Result]:
    return {
        (result.indicator, result.breakdown.removeprefix("cost_step=")): result
        for result in made.results
        if result.indicator.startswith(("tally_cost", "tally_evaluation"))
    }


def with_days(length: float) -> Evaluation:
    made = gathered(evaluation_cost=LINES)
    made.records["mandate"] = (form("mandate", hours_per_day=length),)  # type: ignore[index]
    return measure(made)


def test_hours_and_euros_are_added_by_step_and_in_all_and_what_is_not_noted_is_counted_apart():
    found = tally(measured(evaluation_cost=LINES))
    told = {key: (result.quantity.value, result.quantity.unknown) for key, result in found.items()}
    assert told["tally_cost_hours", "collection"] == (14, 0)
    assert told["tally_cost_hours", "debate"] == (6, 0)
    assert ("tally_cost_hours", "outside") not in told
    assert told["tally_cost_amount", "outside"] == (900, 0)
    assert told["tally_evaluation_hours", ""] == (20, 1)
    assert told["tally_evaluation_amount", ""] == (950, 2)


def test_the_part_of_volunteers_is_that_of_the_hours_whose_volunteers_are_known():
    share = tally(measured(evaluation_cost=LINES))["tally_cost_volunteer_share", "collection"].quantity
    assert (share.value, share.numerator, share.denominator, share.unknown) == (40, 4, 10, 4)


def test_days_need_the_length_of_a_day_which_is_cited():
    assert not any(name.endswith("_days") for name, _ in tally(measured(evaluation_cost=LINES)))
    days = tally(with_days(8))["tally_evaluation_days", ""]
    assert days.quantity.value == 2.5
    assert any(proof.startswith("Enjeux!") for proof in days.proofs)


def test_another_year_is_another_evaluation_and_a_line_without_year_is_of_this_one():
    found = tally(measured(evaluation_cost=[{"step": "collecte", "hours": 3}, LINES[-1]]))
    assert found["tally_evaluation_hours", ""].quantity.value == 3


@pytest.mark.parametrize(
    ("line", "step"),
    [
        ({"step": "Choix des critères"}, "choice"),
        ({"step": "choice of criteria"}, "choice"),
        ({"step": "une réunion"}, "outside"),
        ({"step": "collecte", "method_step": "debate"}, "debate"),
    ],
)
def test_a_line_belongs_to_the_step_chosen_or_to_the_one_that_its_words_name(line, step):
    (record,) = gathered(evaluation_cost=[line]).sheet("evaluation_cost")
    assert method_step(record) == step


def test_the_table_says_not_noted_where_nobody_noted_and_never_zero():
    rows = (
        fact("tally_cost_step", "choice", breakdown="cost_step=choice"),
        fact("tally_cost_hours", value=6, unit="hour", breakdown="cost_step=choice"),
        fact("tally_cost_step", "outside", breakdown="cost_step=outside"),
        fact("tally_cost_amount", value=900, unit="euro", breakdown="cost_step=outside"),
        fact("tally_evaluation_hours", value=6, unit="hour", unknown=1),
        fact("tally_evaluation_amount", value=900, unit="euro"),
    )
    table = cost_table(book(*rows))
    assert table is not None
    assert [[plain(cell) for cell in line] for line in table.lines] == [
        ["Choix des critères", "6 heures", "non noté", "non noté"],
        ["Hors étape", "non noté", "non noté", "900 €"],
        ["Ensemble", "6 heures", "non noté", "900 €"],
    ]
    assert [plain(told) for told in cost_notes(book(*rows))] == [
        "Le temps reste en heures, car la structure n’a pas dit combien d’heures compte une journée.",
        "Pour une ligne, les heures ne sont pas notées ; elles ne sont pas comptées comme nulles.",
    ]
    assert cost_table(book()) is None
