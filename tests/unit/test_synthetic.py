"""The invented structures of the measures: sound, always the same, plainly marked, as large as real ones."""

import random
from pathlib import Path

import pytest

from benchmarks.invented.identities import KINDS, draw_identity
from benchmarks.report_size import report_of
from benchmarks.spoiling import SPOILED, spoil
from benchmarks.synthetic import main, sheets_of, workbook_of, write_structures
from dts_eval.criteria.definitions import criteria
from dts_eval.foundation.problems import DataProblems, blocking, describe
from dts_eval.presentation.blocks import Chart, FaceToFace, Quote, Story
from dts_eval.runs.checking import check
from dts_eval.workbook.layout import layout
from dts_eval.workbook.reading import read_workbook

SMALL = 700
TEXTS_OF_PEOPLE = {"testimonies": "quote", "sustainable_development": "argument"}


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("large") / "synthetique-0042.xlsx"
    path.write_bytes(workbook_of(1, 42))
    return path


@pytest.mark.parametrize("size", ["full", "thin"])
@pytest.mark.parametrize("seed", range(4))
def test_an_invented_structure_has_nothing_to_mend(seed: int, size: str, tmp_path: Path):
    path = tmp_path / "synthetique.xlsx"
    path.write_bytes(workbook_of(seed, 1, size, SMALL))
    assert describe(blocking(check(path).problems), "fr") == []


def test_a_full_workbook_has_about_two_thousand_lines_over_every_sheet(large: Path):
    records = read_workbook(large).records
    assert set(records) == {sheet.sheet_id for sheet in layout().sheets}
    assert all(records.values())
    assert 1950 <= sum(len(lines) for lines in records.values()) <= 2050


def test_hundreds_of_people_and_of_answers_are_described(large: Path):
    records = read_workbook(large).records
    assert len({line.text("pseudonym") for line in records["pathways"]}) > 200
    assert len(records["surveys"]) > 400
    assert {line.number("year") for line in records["pathways"]} == {2022, 2023, 2024}


def test_all_that_a_report_may_tell_is_there(large: Path):
    records = read_workbook(large).records
    assert {line["nature"] for line in records["resources"]} == {"market", "non_market", "non_monetary"}
    assert {line["consent"] for line in records["testimonies"]} == {"public", "internal", "withdrawn"}
    assert any(line.text("contested_by") for line in records["effects"])
    assert any(line["before"] and line["after"] for line in records["surveys"])
    assert any(line["exit"] and line["mobility_after"] for line in records["pathways"])
    assert any(line.text("breakdown").startswith("mois=") for line in records["measures"])


def test_it_says_everywhere_that_it_is_invented(large: Path):
    records = read_workbook(large).records
    (structure,) = records["structure"]
    assert structure["fictitious"] == "yes"
    assert structure.text("name").startswith("Structure synthétique n°\N{NO-BREAK SPACE}0042")
    assert "n’existe pas" in structure.text("context")
    assert structure.text("structure_id") == "synthetique-1-0042"
    for sheet, column in TEXTS_OF_PEOPLE.items():
        assert all("inventé" in line.text(column) for line in records[sheet])
    assert all("inventé" in line.text("title") for line in records["supports"])


@pytest.mark.slow
def test_every_part_of_a_report_has_something_to_tell(tmp_path: Path):
    path = tmp_path / "synthetique.xlsx"
    # In this draw the group keeps every criterion.
    path.write_bytes(workbook_of(1, 1))
    report = report_of(path)
    assert {section.section_id for section in report.sections} >= {
        "essentiel", "choix", "portrait", "developpement-durable", "acteurs", "couts-evites", "debat", "limites",
        *(f"critere-{line.replace('_', '-')}" for line in criteria()),
    }  # fmt: skip
    told = [block for section in report.sections for block in section.blocks]
    families = {block.family for block in told if isinstance(block, Chart)}
    assert families >= {"money_flow", "pathway_flow", "passages", "answers", "avoided_costs", "cursors", "actor_map"}
    assert any(isinstance(block, Quote) for block in told) and any(isinstance(block, Story) for block in told)
    assert {block.disputed for block in told if isinstance(block, FaceToFace)} == {True, False}


def test_no_text_keeps_a_blank_to_fill(large: Path):
    records = read_workbook(large).records
    raw = [cell.raw for lines in records.values() for line in lines for cell in line.cells.values()]
    assert len(raw) > 10_000
    assert not [text for text in raw if "{" in text or "  " in text]


def test_the_same_seed_gives_the_same_bytes():
    assert workbook_of(5, 2, lines=SMALL) == workbook_of(5, 2, lines=SMALL)
    assert workbook_of(5, 2, lines=SMALL) != workbook_of(6, 2, lines=SMALL)
    assert sheets_of(5, 2) != sheets_of(5, 3)


def test_kinds_are_shared_as_those_of_real_structures():
    drawn = [draw_identity(1, number, random.Random(number)) for number in range(300)]
    for kind, share in KINDS.items():
        assert abs(sum(who.kind == kind for who in drawn) / 3 - share) < 8
    assert len({who.communes[0].code for who in drawn}) > 150
    assert len({who.structure_id for who in drawn}) == 300


def test_two_processes_write_what_one_writes(tmp_path: Path):
    alone = write_structures(tmp_path / "one", 3, 9, size="thin")
    together = write_structures(tmp_path / "two", 3, 9, size="thin", workers=2)
    assert [path.name for path in alone] == [path.name for path in together]
    assert [path.read_bytes() for path in alone] == [path.read_bytes() for path in together]


def test_a_spoiled_workbook_gives_no_report(tmp_path: Path):
    sound = workbook_of(3, 7, "thin")
    assert len(SPOILED) == 20
    for kind in SPOILED:
        path = tmp_path / f"{kind}.xlsx"
        path.write_bytes(spoil(sound, kind))
        with pytest.raises(DataProblems) as stopped:
            raise DataProblems(blocking(check(path).problems))
        assert stopped.value.problems, kind
    assert spoil(sound, "phone_number") == spoil(sound, "phone_number")


def test_the_command_writes_so_many_workbooks_and_spoils_the_last(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["-o", str(tmp_path), "--count", "3", "--size", "thin", "--spoiled", "1"]) == 0
    assert [path.name for path in sorted(tmp_path.iterdir())] == [
        "abimee-0003-empty_file.xlsx",
        "synthetique-0001.xlsx",
        "synthetique-0002.xlsx",
    ]
    assert capsys.readouterr().out.startswith("3 workbooks")
