"""Somebody who holds every report, of two years and of both versions, cannot work out a number that is hidden."""

import dataclasses
from pathlib import Path

import pytest
from attacker import Cell, Known, blind, find, read
from small_structures import YEARS, measured, workbook_of, write_outputs

from dts_eval.disclosure import privacy
from dts_eval.disclosure.disclosing import disclose
from dts_eval.runs.one import run

K = 5
EXAMPLE = "la-cordee-de-brumeval"
FEW, MANY = range(6), range(64)
REPORTS = ((2023, "internal"), (2024, "internal"), (2024, "external"))


def reports_of(workbook: Path, folder: Path) -> tuple[Known, Known]:
    """What the reports of two years say together, and what they would say if nothing were hidden."""
    seen, bare = [], []
    for year, audience in REPORTS[:2]:
        evaluation = measured(workbook, year, audience)
        everything = dataclasses.replace(
            evaluation, structure=dataclasses.replace(evaluation.structure, threshold=1)
        )
        seen.append(write_outputs(disclose(evaluation), folder / f"{workbook.stem}-{year}"))
        bare.append(write_outputs(disclose(everything), folder / f"{workbook.stem}-{year}-bare"))
    return read(seen), read(bare)


@pytest.fixture(scope="module")
def structures(tmp_path_factory) -> dict[int, tuple[Known, Known]]:
    folder = tmp_path_factory.mktemp("structures")
    return {seed: reports_of(workbook_of(seed, folder), folder) for seed in MANY}


def found_in(structures: dict[int, tuple[Known, Known]], *, told: bool) -> dict[int, list[Cell]]:
    found = {seed: find(seen, truth, K, told=told) for seed, (seen, truth) in structures.items()}
    return {seed: cells for seed, cells in found.items() if cells}


@pytest.fixture(scope="module")
def example(tmp_path_factory, workbooks) -> tuple[Known, Known]:
    """The reports of the shipped example, made by the command, and what they would say with nothing hidden."""
    folder = tmp_path_factory.mktemp("example")
    bare = []
    for year, audience in REPORTS:
        run(workbooks[EXAMPLE], folder / f"{year}-{audience}", year=year, audience=audience, formats="html")
        evaluation = measured(workbooks[EXAMPLE], year, audience)
        structure = dataclasses.replace(evaluation.structure, threshold=1)
        everything = disclose(dataclasses.replace(evaluation, structure=structure))
        bare.append(write_outputs(everything, folder / f"bare-{year}-{audience}"))
    return read(folder / f"{year}-{audience}" for year, audience in REPORTS), read(bare)


def test_nothing_hidden_in_the_example_is_found(example):
    seen, truth = example
    assert [row for row in seen.rows.values() if row["status"] == "suppressed"]
    assert find(seen, truth, K) == []
    assert find(seen, truth, K, told=False) == []


def test_no_page_shows_the_number_of_a_hidden_row(example):
    seen, _ = example
    hidden = [row["row_id"] for row in seen.rows.values() if row["status"] == "suppressed"]
    assert hidden and seen.shown
    assert [row_id for row_id in hidden if seen.shown.get(row_id, set()) - {""}] == []


def test_nothing_hidden_in_a_few_small_structures_is_found(tmp_path):
    few = {seed: reports_of(workbook_of(seed, tmp_path), tmp_path) for seed in FEW}
    assert found_in(few, told=False) == {}


@pytest.mark.slow
def test_nothing_hidden_in_small_structures_is_found(structures):
    assert found_in(structures, told=False) == {}


@pytest.mark.slow
def test_whoever_knows_which_hidden_numbers_are_small_finds_only_what_cannot_be_hidden(structures):
    """Four people who left for four different reasons: each reason that is told counts one, whatever is hidden."""
    for seed, cells in found_in(structures, told=True).items():
        _, truth = structures[seed]
        assert set(cells) <= set(find(blind(truth), truth, K)), seed


def test_the_attacker_finds_numbers_when_nothing_is_closed(tmp_path, monkeypatch):
    """The same attacker, the same structures: what protects is the closing, and nothing else."""
    monkeypatch.setattr(privacy, "close", lambda known, screens, hidden, least_shown, secret: set(hidden))
    bare = {seed: reports_of(workbook_of(seed, tmp_path), tmp_path) for seed in FEW}
    assert [*found_in(bare, told=False)] == [*FEW]


@pytest.mark.slow
def test_earlier_years_stay_as_they_were_published(tmp_path):
    """Nothing that the report of 2023 shows or hides changes in the report of 2024."""
    compared = 0
    for seed in MANY[::4]:
        workbook = workbook_of(seed, tmp_path)
        before, after = (
            {
                (row.year, row.indicator, row.breakdown): row
                for row in disclose(measured(workbook, year)).rows
                if row.kind == "figure" and row.year and row.year < YEARS[-1]
            }
            for year in YEARS[1:]
        )
        for place, row in before.items():
            same = dataclasses.replace(after[place], evidence_ids=row.evidence_ids)
            assert row == same, (seed, place)
            compared += 1
    assert compared > 500


def test_a_structure_whose_numbers_are_public_hides_nothing(tmp_path):
    for seed in range(3):
        evaluation = measured(workbook_of(seed, tmp_path), 2024)
        structure = dataclasses.replace(evaluation.structure, threshold=1)
        made = disclose(dataclasses.replace(evaluation, structure=structure))
        assert [row for row in made.rows if row.status == "suppressed"] == []
        assert all(":" not in item.cell or item.cell[-1].isdigit() for item in made.evidence)


@pytest.mark.slow
def test_a_nil_stays_a_nil(structures):
    nils = 0
    for seen, truth in structures.values():
        for cell, number in truth.numbers.items():
            if cell.field == "value" and number == 0:
                assert seen.numbers[cell] == 0
                nils += 1
    assert nils > 100
