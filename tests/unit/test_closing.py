"""What a reader could work out from other indicators, other years and the place of a proof is hidden too."""

import dataclasses
import os
import subprocess
import sys

import pytest
from evaluation_samples import evaluation, measured, person
from privacy_samples import BONDS, SHARES, K, hidden, result, share, shown

from dts_eval.collection.collecting import collect
from dts_eval.criteria.choice import choose_criteria
from dts_eval.debates.effects import debate
from dts_eval.disclosure.disclosing import disclose
from dts_eval.disclosure.privacy import choose_hidden
from dts_eval.disclosure.relations import Cell, relate
from dts_eval.disclosure.worlds import Worlds
from dts_eval.foundation.problems import problem
from dts_eval.indicators.choice import choose_indicators
from dts_eval.indicators.definitions import indicators
from dts_eval.indicators.ties import Term, Ties, read_ties
from dts_eval.measurement.measuring import measure
from dts_eval.runs.manifest import told
from dts_eval.scope.perimeter import set_scope
from dts_eval.workbook.layout import layout

KEPT = [{"criterion": name, "decision": "kept"} for name in ("activity", "people_results", "integration")]
EMPLOYED, COUNTED, OUT, NEW = "people_employed_in_insertion", "exits_counted", "exits_not_counted", "new_entries"


def year_of(*, employed: float, new: float, exits: float, out: float, year: int) -> list:
    counts = ((EMPLOYED, employed, "person"), (NEW, new, "person"), (COUNTED, exits, "exit"), (OUT, out, "exit"))
    return [result(name, value, unit=unit, year=year, unknown=0) for name, value, unit in counts]


def test_a_name_of_a_figure_is_read_with_its_sign_its_field_and_its_year():
    ties, wrong = read_ties({"parts": ["a/sex=woman"], "balance": ["-b/#unknown@before", "c/"], "out_of": "d/"})
    assert wrong == ()
    assert ties.parts == (Term("a", "sex=woman"),)
    assert ties.balance == (Term("b", "", "unknown", -1, True), Term("c", ""))
    assert ties.out_of == (Term("d", ""),)
    assert read_ties({"within": ["no slash"]}) == (Ties(), (("within", "no slash"),))


def test_every_figure_that_ties_name_exists():
    for name, definition in indicators().items():
        for term in definition.ties.terms():
            assert term.indicator in indicators(), name


def test_every_share_of_exits_or_of_people_employed_says_what_it_is_a_share_of():
    named = [one for name, one in indicators().items() if name.startswith("profile_") or name.endswith("exit_rate")]
    counted = [one for one in named if one.people]
    assert len(counted) >= 6
    assert [one.indicator_id for one in counted if not one.ties.out_of] == []


def test_whoever_did_not_say_is_not_found_beside_a_total():
    """Twenty people, eighteen of whom said: two did not."""
    assert hidden(result(EMPLOYED, 20, unknown=0), share(9, 18, unknown=2)) == [False, True]
    assert hidden(result(EMPLOYED, 24, unknown=0), share(9, 18, unknown=6)) == [False, False]


def test_exits_left_out_are_not_found_from_one_year_to_the_next():
    """Twenty people, less five exits counted and three left out, with ten new ones: twenty-two."""
    before = year_of(employed=20, new=20, exits=5, out=3, year=2023)
    after = year_of(employed=22, new=10, exits=6, out=0, year=2024)
    assert hidden(*before) == [False, False, False, True]
    assert hidden(*before, *after) == [False, False, False, True, False, True, False, False]
    came_back = year_of(employed=23, new=10, exits=6, out=0, year=2024)
    assert hidden(*before, *came_back) == [False, False, False, True, False, False, False, False]


def test_two_breakdowns_without_a_total_are_one_sum_told_twice():
    parts = [result(value=3, breakdown="sex=a"), result(value=17, breakdown="sex=b")]
    others = [result(value=9, breakdown="via=c"), result(value=11, breakdown="via=d")]
    assert hidden(*parts, *others) == [True, False, True, False]


def test_two_sources_that_tell_the_same_number_are_hidden_together():
    rows = [
        result(value=8), result(value=4, breakdown="sex=a"), result(value=4, breakdown="sex=b"), result(value=8)
    ]  # fmt: skip
    assert hidden(*rows) == [True, True, True, True]
    assert hidden(*rows[:3], result(value=9)) == [True, True, True, False]


def test_an_unknown_broken_down_is_not_found_by_subtraction():
    rows = [result(value=40, unknown=12), result(value=20, unknown=9, breakdown="sex=a")]
    rows.append(result(value=20, unknown=3, breakdown="sex=b"))
    seen = shown(rows, K, SHARES, BONDS)
    assert [item.quantity.unknown for item in seen] == [12, None, None]
    assert [item.quantity.value for item in seen] == [40, 20, 20]


def test_shares_broken_down_are_tied_by_their_parts():
    women, men = (share(part, 10, breakdown=f"sex={name}", unknown=0) for name, part in (("woman", 3), ("man", 5)))
    assert hidden(share(8, 20, unknown=0), women, men) == [False, True, True]


def test_what_all_must_be_one_is_hidden_whole_and_no_further():
    """Four exits for four reasons: nobody who is told that the total is small can be kept from it."""
    reasons = [result(COUNTED, 1, unit="exit", breakdown=f"exit_category={name}") for name in ("a", "b", "c", "d")]
    assert hidden(result(COUNTED, 4, unit="exit"), *reasons, result(EMPLOYED, 30)) == [True] * 5 + [False]


@pytest.mark.parametrize("hidden_places", [{0, 1}, {0, 1, 2}])
def test_another_world_agrees_with_every_relation(hidden_places):
    rows = [result(value=3, breakdown="sex=a"), result(value=12, breakdown="sex=b"), result(value=15)]
    known = relate(rows, SHARES, BONDS.ties, {})
    worlds = Worlds(known.values, known.relations, lambda _: K)
    worlds.hidden = {Cell(place, "value") for place in hidden_places}
    found = worlds.other(Cell(0, "value"))
    assert found and found[Cell(0, "value")]
    after = {cell: number + found.get(cell, 0) for cell, number in known.values.items()}
    assert all(sum(after[cell] * factor for cell, factor in one.terms) == 0 for one in known.relations)
    worlds.hidden = {Cell(0, "value")}
    assert worlds.other(Cell(0, "value")) is None


def test_a_number_of_lines_that_tells_a_number_of_people_is_not_cited():
    """Three people on three lines: their proof cites whole columns, that year and every later one."""
    few = [person(number) for number in range(1, 4)]
    many = [person(number, year=2025) for number in range(1, 31)]
    first = [person(number, year=2023) for number in range(1, 31)]
    made = disclose(measured(pathways=[*first, *few, *many], year=2025))
    cited = {item.evidence_id: item.cell for item in made.evidence if item.sheet == layout().sheet("pathways").title}
    told = {
        (row.year, cited[name])
        for row in made.rows
        if row.indicator == "training_hours" and row.kind == "figure"
        for name in row.evidence_ids
        if name in cited
    }
    assert {year for year, cell in told if cell[-1].isdigit()} == {2023}
    assert {year for year, cell in told if not cell[-1].isdigit()} == {2024, 2025}
    alone = disclose(measured(pathways=first, year=2023))
    published = {item.cell for item in alone.evidence if item.sheet == layout().sheet("pathways").title}
    assert published and published <= set(cited.values())


def test_partners_see_hidden_what_others_see_hidden():
    """Eighteen of twenty said: without the total, that partners do not read, the share could be shown to them."""
    people = [person(number, rsa=None if number < 3 else "yes" if number < 11 else "no") for number in range(1, 21)]
    seen = {}
    for audience, withheld in (("internal", ""), ("external", "Personnes en parcours employées dans l’année")):
        mandate = [{"requester": "le conseil", "withheld": withheld}]
        made = dataclasses.replace(evaluation(pathways=people, mandate=mandate, criteria=KEPT), audience=audience)
        for step in (set_scope, choose_criteria, choose_indicators, collect, debate, measure):
            made = step(made)
        seen[audience] = {row.row_id: row.status for row in disclose(made).rows if row.kind == "figure"}
    assert f"essai/2024/{EMPLOYED}/" in set(seen["internal"]) - set(seen["external"])
    assert seen["external"]["essai/2024/profile_rsa/"] == "suppressed"
    assert seen["external"].items() <= seen["internal"].items()


def test_what_is_wrong_on_a_sheet_about_people_is_told_once_without_its_cells():
    title = layout().sheet("pathways").title
    found = [problem("missing_exit_reason", "a.xlsx", title, cell) for cell in ("G4", "G9")]
    elsewhere = [problem("missing_exit_reason", "a.xlsx", "Relevés", cell) for cell in ("G4", "G9")]
    assert [(one["sheet"], one["cell"]) for one in told([*found, *elsewhere], "fr")] == [
        (title, ""), ("Relevés", "G4"), ("Relevés", "G9"),
    ]  # fmt: skip
    assert "G4" not in told(found, "fr")[0]["message"]


def test_what_is_hidden_does_not_depend_on_the_order_of_sets():
    """The same numbers hide the same ones on every machine."""
    script = (
        "from test_closing import tables; from privacy_samples import BONDS, SHARES, K\n"
        "from dts_eval.disclosure.privacy import choose_hidden\n"
        "print(sorted(choose_hidden(tables(), K, SHARES, BONDS).figures))"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", script], capture_output=True, text=True, check=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
        ).stdout
        for seed in ("1", "2", "3")
    }  # fmt: skip
    assert len(told) == 1
    assert choose_hidden(tables(), 1, SHARES, BONDS).figures == frozenset()


def tables() -> list:
    """Tables with two keys where a third of the cells are small."""
    rows = []
    for number, shift in enumerate((0, 3, 5)):
        cells = {(a, b): (7 * i + shift) % 13 for i, (a, b) in enumerate((a, b) for a in "fmx" for b in "uvwz")}
        for place, key in ((0, "sex"), (1, "via")):
            for name in sorted({cell[place] for cell in cells}):
                added = sum(count for cell, count in cells.items() if cell[place] == name)
                rows.append(result(f"i{number}", added, breakdown=f"{key}={name}"))
        rows += [result(f"i{number}", n, breakdown=f"sex={a};via={b}") for (a, b), n in cells.items()]
        rows.append(result(f"i{number}", sum(cells.values())))
    return rows
