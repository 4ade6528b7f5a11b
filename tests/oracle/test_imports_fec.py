"""A real accounting file: the sums proposed equal those in SQL, and the boxes of the tax form that others computed."""

import csv
from functools import cache
from pathlib import Path

import duckdb
import pytest

from dts_eval.collection.imports.fec import propose
from dts_eval.collection.imports.proposal import Proposal, Request
from dts_eval.collection.imports.sniffing import read_source
from dts_eval.workbook.filling import Opened

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "fec"
FILE, EXPECTED = FOLDER / "000000000FEC20231231.txt", FOLDER / "000000000FEC20231231-expected.csv"
# Boxes of the form 2033-B whose accounts are plain: all rounded to the euro there.
SALES, OTHER_INCOME, OUTSIDE, TAXES, WAGES, CONTRIBUTIONS, OTHER, EXPENSES, RESULT = (
    "214", "230", "242", "244", "250", "252", "262", "264", "310",
)  # fmt: skip
GOODS, MATERIALS = "234", "238"
pytestmark = pytest.mark.skipif(not FILE.is_file(), reason="the real accounting file is not beside this checkout")


@cache
def boxes() -> dict[str, float]:
    with EXPECTED.open(encoding="utf-8", newline="") as lines:
        return {line[0].strip(): float(line[1]) for line in csv.reader(lines) if len(line) > 1}


@cache
def proposed() -> Proposal:
    return propose(read_source(FILE), Request(Opened(Path("classeur.xlsx"), "", {}, (), {}), 2023))


def amount(start: str) -> float:
    return sum(line.values["amount"] for line in proposed().lines if line.values["name"].startswith(start))


def by_sql(*starts: str) -> float:
    where = " or ".join(f"CompteNum like '{start}%'" for start in starts)
    query = f"""
    select sum(replace(Debit, ',', '.')::decimal(14, 2) - replace(Credit, ',', '.')::decimal(14, 2))
    from read_csv(?, delim = '\t', header = true, all_varchar = true, quote = '') where {where}
    """
    return float(duckdb.execute(query, [str(FILE)]).fetchone()[0] or 0)


@pytest.mark.parametrize(
    ("label", "starts"),
    [
        ("Achats", ("60",)),
        ("Personnel extérieur", ("621",)),
        ("Autres impôts", ("63",)),
        ("Cotisations", ("645", "646", "647")),
        ("Autres charges de gestion", ("65",)),
    ],
)
def test_expenses_are_those_of_the_query(label, starts):
    assert amount(label) == pytest.approx(by_sql(*starts), abs=0.001)


def test_boxes_of_the_tax_form_are_found_again():
    assert round(amount("Ventes")) == boxes()[SALES]
    assert round(amount("Autres impôts")) == boxes()[TAXES]
    assert round(amount("Cotisations")) == boxes()[CONTRIBUTIONS]
    assert round(amount("Autres charges de gestion")) == boxes()[OTHER]
    # Energy and small supplies are purchases here, outside charges there.
    outside = amount("Services extérieurs") + amount("Personnel extérieur")
    both = round(amount("Achats") + outside)
    assert both == pytest.approx(boxes()[GOODS] + boxes()[MATERIALS] + boxes()[OUTSIDE], abs=1)


def test_what_is_not_proposed_makes_up_the_rest():
    written = {left.what.said("en") for left in proposed().left_out}
    assert written == {
        "Pay of employees (accounts 64), €29,920.93", "Other income (accounts 75), €1.72",
        "Reversals, transfers of expenses (accounts 79), €981.68",
    }  # fmt: skip
    spent = sum(line.values["amount"] for line in proposed().lines if line.sheet == "expenses")
    assert round(29920.93) == boxes()[WAGES] and round(1.72 + 981.68) == boxes()[OTHER_INCOME]
    assert round(spent + 29920.93) == boxes()[EXPENSES]
    earned = amount("Ventes") + 1.72 + 981.68
    assert round(earned - spent - 29920.93) == boxes()[RESULT]
    assert "€3,988.38" in proposed().notes[0].said("en")


def test_no_name_and_no_label_of_the_file_is_repeated():
    lines = [line.split("\t") for line in FILE.read_text(encoding="utf-8").splitlines()[1:]]
    private = {cells[place] for cells in lines for place in (6, 7, 10) if cells[place].strip()}
    proposal = proposed()
    said = " ".join(
        [
            *(str(value) for line in proposal.lines for value in line.values.values()),
            *(line.why.said("fr") for line in proposal.lines),
            *(left.what.said("fr") + left.why.said("fr") for left in proposal.left_out),
            *(note.said("fr") for note in proposal.notes),
            proposal.origin.note.said("fr"),
        ]
    )
    assert [text for text in private if text in said] == []


def test_entries_that_stop_in_june_are_doubted():
    assert [found.code for found in proposed().problems] == ["import_closing_differs"]
