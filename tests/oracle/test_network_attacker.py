"""Nothing that a report hides is found with the syntheses of two years beside all the reports."""

import dataclasses
from pathlib import Path

import pytest
from attacker import Cell, read
from network_attacker import Both, find_together
from network_samples import One, campaign
from small_structures import measured, workbook_of, write_outputs

import dts_eval as dts
from dts_eval.disclosure.disclosing import disclose
from dts_eval.disclosure.rows import Disclosed

K = 5
YEARS = (2023, 2024)
FEW, MANY = range(5), range(20, 34)


def disclosed(seed: int, year: int, folder: Path, threshold: int = 0) -> Disclosed:
    """What the report of a small structure shows; with a threshold of 1, all of it."""
    evaluation = measured(workbook_of(seed, folder), year)
    if threshold:
        structure = dataclasses.replace(evaluation.structure, threshold=threshold)
        evaluation = dataclasses.replace(evaluation, structure=structure)
    return disclose(evaluation)


def network(seeds: range, folder: Path, *, leaking: bool = False) -> tuple[dict[str, Both], list[Path]]:
    """The reports of a network, and its syntheses of two years; a leaking one would add what reports hide."""
    folder.mkdir(exist_ok=True)
    structures, folders = {}, []
    said: dict[int, list[One]] = {year: [] for year in YEARS}
    for seed in seeds:
        name, outputs = f"Structure {seed:02}", {"seen": [], "bare": []}
        for year in YEARS:
            seen, bare = (disclosed(seed, year, folder, threshold) for threshold in (0, 1))
            for kind, made in (("seen", seen), ("bare", bare)):
                outputs[kind].append(write_outputs(made, folder / f"{seed}-{year}-{kind}"))
            said[year].append(One(name, (bare if leaking else seen).rows, year=year, fictitious=True))
        structures[name] = Both(read(outputs["seen"]), read(outputs["bare"]))
    for year, made in said.items():
        at = campaign(folder / f"campaign-{year}", made)
        report = dts.present(dts.pool(dts.read_network(at, with_fictitious=True)))
        dts.write(report, at, formats="html")
        folders.append(at)
    return structures, folders


def found(structures: dict[str, Both], folders: list[Path], *, told: bool = False) -> list[Cell]:
    return find_together(structures, folders, K, told=told)


def test_nothing_hidden_in_a_few_structures_is_found_with_their_syntheses(tmp_path):
    structures, folders = network(FEW, tmp_path)
    hidden = [row for both in structures.values() for row in both.seen.rows.values() if row["status"] == "suppressed"]
    assert len(hidden) > 20
    assert found(structures, folders) == []


def test_the_attacker_finds_numbers_when_a_synthesis_adds_what_is_hidden(tmp_path):
    """The same attacker, the same structures: what protects is that only what is shown is added."""
    assert found(*network(FEW, tmp_path, leaking=True))


@pytest.mark.slow
def test_nothing_hidden_in_a_larger_network_is_found(tmp_path):
    structures, folders = network(MANY, tmp_path)
    assert found(structures, folders) == []


@pytest.mark.slow
def test_the_syntheses_tell_nothing_to_whoever_knows_which_hidden_numbers_are_small(tmp_path):
    structures, folders = network(FEW, tmp_path)
    assert set(found(structures, folders, told=True)) <= set(found(structures, [], told=True))
