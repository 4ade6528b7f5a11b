"""The sixteen cases of the manual: every figure and target it gives is in the report of its case, none altered."""

import csv
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from test_shipped_structures import TEMPLATES, build

from dts_eval.disclosure.panel import read_panel
from dts_eval.disclosure.rows import Cited, Disclosed, Row

FIGURES = Path(__file__).parents[3] / "shared" / "cases" / "cases_figures.csv"
NUMBER_KINDS = ("figure", "target")
EXPECTED = {"figure": 118, "target": 5}
SAID_BEFORE = {"environ": "about", "plus de": "more_than", "près de": "nearly"}
INTENTIONS = ("planned", "objective", "discussed")

pytestmark = pytest.mark.skipif(not FIGURES.is_file(), reason="the facts of the cases are not beside this checkout")


@dataclass(frozen=True)
class Fact:
    """One line of the facts: a number that the manual gives."""

    case: str
    label: str
    value: str
    year: str
    line: int
    quote: str
    kind: str

    @property
    def numbers(self) -> tuple[float, ...]:
        """The number, both ends of a range, or the two moments of a change."""
        return tuple(float(part) for part in re.split(r"[-→]", self.value))


@cache
def facts() -> tuple[Fact, ...]:
    with FIGURES.open(encoding="utf-8", newline="") as lines:
        return tuple(
            Fact(
                line["case"], line["indicator_label"], line["value"], line["year"], int(line["line"].split("-")[0]),
                line["quote"], line["kind"],
            )
            for line in csv.DictReader(lines)
            if line["kind"] in NUMBER_KINDS
        )  # fmt: skip


@cache
def cases() -> dict[str, Disclosed]:
    return {made.structure.structure_id: made for made in read_panel(TEMPLATES / "cases").cases}


def case(name: str) -> Disclosed:
    return cases()[name.lower()]


def lines_of(proof: Cited) -> range:
    """The lines of the manual that a proof cites, from its title in the register."""
    found = re.search(r"l\.\s*(\d+)(?:-(\d+))?", proof.raw)
    return range(int(found[1]), int(found[2] or found[1]) + 1) if found else range(0)


def cites(row: Row, fact: Fact) -> bool:
    proofs = {proof.evidence_id: proof for proof in case(fact.case).evidence}
    return any(fact.line in lines_of(proofs[name]) for name in row.evidence_ids)


def says(row: Row, number: float, fact: Fact) -> bool:
    numbers = fact.numbers
    if "→" not in fact.value and len(numbers) == 2:
        return (row.low, row.high) == numbers
    return row.value == number


def dated(row: Row, fact: Fact) -> bool:
    """A year is told when the manual states one; a period of several years is left undated."""
    stated = int(fact.year) if re.fullmatch(r"\d{4}", fact.year) else None
    return row.year == stated


def numbers_told(name: str) -> list[Row]:
    return [
        row
        for row in case(name).rows
        if (row.kind == "figure" and not row.breakdown)
        or (row.kind == "gap" and row.breakdown == "of=target")
        or row.indicator == "territory_population"
    ]


def test_the_facts_are_those_that_were_counted():
    assert {kind: sum(fact.kind == kind for fact in facts()) for kind in NUMBER_KINDS} == EXPECTED
    assert len({fact.case for fact in facts()}) == 16


@pytest.mark.parametrize("name", sorted({fact.case for fact in facts()} if FIGURES.is_file() else ()))
def test_every_number_of_a_case_is_told_once_with_its_line(name):
    left = numbers_told(name)
    lost = []
    for fact in (fact for fact in facts() if fact.case == name):
        for number in fact.numbers if "→" in fact.value else fact.numbers[:1]:
            told = [row for row in left if says(row, number, fact) and dated(row, fact) and cites(row, fact)]
            if fact.kind == "target":
                told = [row for row in told if row.kind == "gap"]
            if told:
                left.remove(told[0])
            else:
                lost.append((fact.label, fact.value, fact.year, fact.line))
    assert lost == []
    # What is left has no value (an indicator that only a target names), or frames the case: the inhabitants of places.
    told = [row for row in left if row.kind != "scope" and (row.value is not None or row.low is not None)]
    assert [row.row_id for row in told] == []


@pytest.mark.parametrize("name", sorted({fact.case for fact in facts()} if FIGURES.is_file() else ()))
def test_a_number_that_the_manual_qualifies_stays_qualified(name):
    for row in numbers_told(name):
        fact = next((fact for fact in facts() if fact.case == name and says(row, row.value or 0, fact)
                     and cites(row, fact)), None)  # fmt: skip
        if fact is None or row.kind != "figure" or row.value is None:
            continue
        written = rf"{row.value:,.0f}".replace(",", r"[\s.]?")
        for words, qualifier in SAID_BEFORE.items():
            if re.search(rf"\b{words} {written}\b", fact.quote):
                assert row.qualifier == qualifier, (fact.label, row.qualifier)


@pytest.mark.parametrize("stem", [stem for stem in build.SOURCES if stem.startswith("iii-")])
def test_an_intention_is_never_told_as_a_fact(stem):
    source = build.read_source(stem)["sheets"]
    intended = {f"F-{line['code'][2:]}" for line in source["effects"] if line.get("status") in INTENTIONS}
    rows = [row for row in case(stem).rows if row.indicator == "effect"]
    assert intended == {re.search(r"effect=([^;]+)", row.breakdown)[1] for row in rows if row.qualifier in INTENTIONS}
