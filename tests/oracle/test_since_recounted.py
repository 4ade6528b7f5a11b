"""What a report says changed since an earlier one, found again from the two lists of rows by code of its own.

A workbook is changed cell by cell, its report is made before and after, and the second names the first.
"""

import hashlib
import json
import re
import shutil
from pathlib import Path

import openpyxl
import pytest
from sceptic import read_csv

from dts_eval.runs.making import LOG, Made
from dts_eval.runs.one import run

NAME = "la-cordee-de-brumeval"
# What is put in the workbook of the earlier report: sheet, the words that name the line, the column, what stood then.
THEN = (
    ("Effets", "F-01", "Contesté par", None),
    ("Effets", "F-01", "Argument contraire", None),
    ("Effets", "F-02", "Effet", "Le Comptoir anime tout le bourg"),
    ("Débat", "Rappeler chacun à six mois", "Ce qui a changé depuis", None),
    ("Débat", "F-01", "Avis", None),
)


def changed(source: Path, target: Path) -> Path:
    book = openpyxl.load_workbook(source)
    for title, name, column, value in THEN:
        sheet = book[title]
        columns = {cell.value: cell.column for cell in sheet[2]}
        for line in range(4, sheet.max_row + 1):
            if sheet.cell(line, 1).value == name:
                sheet.cell(line, columns[column]).value = value
    measures = book["Relevés"]
    columns = {cell.value: cell.column for cell in measures[2]}
    for line in range(4, measures.max_row + 1):
        value = measures.cell(line, columns["Valeur"]).value
        if measures.cell(line, columns["Année"]).value == 2023 and isinstance(value, int) and value > 100:
            measures.cell(line, columns["Valeur"]).value = value + 1
    target.parent.mkdir(parents=True, exist_ok=True)
    book.save(target)
    return target


@pytest.fixture(scope="module")
def two(workbooks, tmp_path_factory) -> tuple[Made, Made]:
    """The report of the same year before and after: same name, two folders."""
    folder = tmp_path_factory.mktemp("since")
    workbook = changed(workbooks[NAME], folder / "avant" / workbooks[NAME].name)
    before = run(workbook, folder / "ancien", formats="html")
    return before, run(workbooks[NAME], folder / "nouveau", formats="html", since=before.manifest)


def rows_of(made: Made) -> list[dict[str, str]]:
    return read_csv(next(path for path in made.files if path.name.endswith(".rows.csv")))


def figures(rows: list[dict[str, str]]) -> dict[tuple[str, str, str], list[tuple[str, ...]]]:
    found: dict[tuple[str, str, str], list[tuple[str, ...]]] = {}
    for row in rows:
        if row["kind"] == "figure" and (row["value"] or row["low"] or row["status"] == "suppressed"):
            key = (row["indicator"], row["year"], row["breakdown"])
            found.setdefault(key, []).append(tuple(row[name] for name in ("value", "low", "high", "status")))
    return found


def test_every_figure_said_to_differ_does_and_no_other(two):
    before, after = (figures(rows_of(made)) for made in two)
    every = before.keys() | after.keys()
    expected = {key for key in every if sorted(before.get(key, ())) != sorted(after.get(key, ()))}
    told = set()
    for row in rows_of(two[1]):
        how = row["indicator"].removeprefix("since_figure_")
        if row["indicator"].startswith("since_figure_") and how not in ("then", "now"):
            keys = dict(part.split("=", 1) for part in row["breakdown"].split(";"))
            name = keys.pop("figure")
            del keys["since_line"]
            told.add((name, row["year"], ";".join(f"{key}={value}" for key, value in keys.items())))
    assert expected and told == expected


def test_the_two_numbers_of_a_correction_are_those_of_the_two_reports(two):
    before, after = (figures(rows_of(made)) for made in two)
    checked = 0
    for row in rows_of(two[1]):
        if row["indicator"] in ("since_figure_then", "since_figure_now") and row["value"]:
            keys = dict(part.split("=", 1) for part in row["breakdown"].split(";"))
            name = keys.pop("figure")
            del keys["since_line"]
            place = (name, row["year"], ";".join(f"{key}={value}" for key, value in keys.items()))
            report = before if row["indicator"] == "since_figure_then" else after
            assert [said[0] for said in report[place]] == [row["value"]]
            checked += 1
    assert checked


def test_nothing_that_today_s_report_hides_is_given_by_the_comparison(two):
    before = rows_of(two[0])
    hidden = {(row["indicator"], row["year"]) for row in rows_of(two[1]) if row["status"] == "suppressed"}
    hidden |= {(row["indicator"], row["year"]) for row in before if row["status"] == "suppressed"}
    then = [row for row in rows_of(two[1]) if row["indicator"] == "since_figure_then"]
    names = [(re.search(r"figure=([^;]+)", row["breakdown"]).group(1), row["year"]) for row in then if row["value"]]
    assert not set(names) & hidden


def test_recognition_words_and_follow_up_are_those_that_were_changed(two):
    said = {(row["indicator"], row["breakdown"]): row["text"] for row in rows_of(two[1])}
    assert said["since_effect_moved_then", "since_effect=F-01"] == "recognises"
    assert said["since_effect_moved", "since_effect=F-01"] == "recognises contests"
    assert said["since_effect_reworded_then", "since_effect=F-02"] == "Le Comptoir anime tout le bourg"
    followed = [text for (name, _), text in said.items() if name == "since_decision_followed"]
    assert "Rappeler chacun à six mois" in followed


def test_the_earlier_report_is_an_input_named_without_a_folder_of_this_machine(two):
    before, after = two
    content = json.loads(after.manifest.read_bytes())
    given = {item["file"]: item["sha256"] for item in content["inputs"]}
    for suffix in ("manifest.json", "rows.csv", "evidence.csv"):
        path = before.manifest.parent / f"{NAME}-2024.{suffix}"
        assert given[f"since/{path.name}"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert content["parameters"]["since"] == f"since/{NAME}-2024.manifest.json"
    for path in (*after.files, after.manifest):
        assert str(before.manifest.parent).encode() not in path.read_bytes(), path.name


def test_the_same_two_reports_give_the_same_bytes(two, workbooks, tmp_path):
    before, after = two
    elsewhere = tmp_path / "ailleurs"
    shutil.copytree(before.manifest.parent, elsewhere)
    again = run(workbooks[NAME], tmp_path / "encore", formats="html", since=elsewhere / before.manifest.name)
    for path in (*after.files, after.manifest):
        assert (again.manifest.parent / path.name).read_bytes() == path.read_bytes(), path.name
    assert {path.name for path in again.manifest.parent.iterdir()} - {LOG} == {
        path.name for path in (*after.files, after.manifest)
    }


def test_every_row_of_the_comparison_leads_to_its_evidence(two):
    evidence = {
        item["evidence_id"]: item
        for item in read_csv(next(path for path in two[1].files if path.name.endswith(".evidence.csv")))
    }
    before = {row["row_id"]: row for row in rows_of(two[0])}
    for row in rows_of(two[1]):
        if row["indicator"].startswith("since_"):
            assert row["evidence_ids"]
            for name in row["evidence_ids"].split():
                item = evidence[name]
                assert item["kind"] != "report" or not item["note"] or item["note"] in before
    reports = [item for item in evidence.values() if item["kind"] == "report"]
    assert list(evidence)[-len(reports) :] == [item["evidence_id"] for item in reports]
