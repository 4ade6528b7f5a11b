"""What the accounts of a year give: the flows, what is kept apart, and where the money arrives."""

from pathlib import Path

import pytest
from import_samples import ENTRIES, FEC_NAME, FEC_TITLES, fec_text, written

from dts_eval.collection.imports.accounts import load_accounts, shipped_chart
from dts_eval.collection.imports.fec import propose
from dts_eval.collection.imports.proposal import Proposal, Request
from dts_eval.collection.imports.sniffing import read_source
from dts_eval.foundation.problems import DataProblems
from dts_eval.workbook.filling import Opened

TABLE = "Compte;Nom;Commune\nAUX1;Garage Dupont;04070\n"


def proposed(
    folder: Path, entries=ENTRIES, *, name: str = FEC_NAME, suppliers: str = "", accounts: str = "", year: int = 2024
) -> Proposal:
    given = {
        kind: written(folder, f"{kind}.csv", text) if text else None
        for kind, text in (("suppliers", suppliers), ("accounts", accounts))
    }
    request = Request(Opened(Path("classeur.xlsx"), "", {}, (), {}), year, **given)
    return propose(read_source(written(folder, name, fec_text(entries))), request)


def amounts(proposal: Proposal) -> dict[str, float]:
    return {line.values["name"]: line.values["amount"] for line in proposal.lines}


def entry(*movements: tuple[str, str, str, str]) -> tuple[tuple[str, ...], ...]:
    head = ("AC", "Achats", "77", "20240601")
    return tuple((*head, account, auxiliary, "F77", debit, credit) for account, auxiliary, debit, credit in movements)


def test_expenses_are_debits_less_credits_and_income_the_reverse(tmp_path):
    back = entry(("60900000", "", "0", "30,00"), ("40100000", "AUX1", "30,00", "0"))
    assert amounts(proposed(tmp_path, (*ENTRIES, *back))) == {"Achats (comptes 60)": 70, "Ventes (comptes 70)": 600.5}


def test_what_is_carried_over_is_no_flow(tmp_path):
    carried = tuple(("AN", "A Nouveaux", "1", "20240101", account, "", "AN", *sides) for account, *sides in (
        ("61500000", "9,00", "0"), ("51200000", "0", "9,00"),
    ))  # fmt: skip
    assert amounts(proposed(tmp_path, (*ENTRIES, *carried))) == amounts(proposed(tmp_path))


def test_entries_that_close_the_year_are_no_flow(tmp_path):
    closing = entry(
        ("70600000", "", "600,50", "0"), ("60630000", "", "0", "100,00"), ("64110000", "", "0", "300,00"),
        ("12000000", "", "0", "200,50"),
    )  # fmt: skip
    proposal = proposed(tmp_path, (*ENTRIES, *closing))
    assert amounts(proposal) == amounts(proposed(tmp_path)) and proposal.problems == ()


def test_wages_are_left_aside_until_somebody_says_whose_they_are(tmp_path):
    proposal = proposed(tmp_path)
    assert not any("Salaires" in name for name in amounts(proposal))
    assert any("300" in left.what.said("fr") and "permanents" in left.why.said("fr") for left in proposal.left_out)
    told = proposed(tmp_path, accounts="Compte;Nature\n6411;salaires des personnes en parcours\n")
    (line,) = (line for line in told.lines if line.values.get("kind") == "wages_insertion")
    assert line.values["amount"] == 300


def test_a_supplier_gives_its_commune_to_the_expenses_of_its_entry(tmp_path):
    proposal = proposed(tmp_path, suppliers=TABLE)
    (line,) = (line for line in proposal.lines if line.sheet == "expenses")
    assert (line.values["commune"], line.values["amount"]) == ("04070", 100)
    assert "Digne-les-Bains" in line.values["name"] and "Dupont" not in str(line)


@pytest.mark.parametrize(
    "other",
    [
        (("40100000", "AUX2", "0", "60,00"),),
        (("51200000", "", "0", "60,00"),),
        (("42500000", "", "0", "60,00"),),
    ],
    ids=["another supplier", "the bank", "a third party"],
)
def test_the_place_of_an_entry_with_somebody_else_is_not_known(other, tmp_path):
    shared = entry(("61300000", "", "120,00", "0"), ("40100000", "AUX1", "0", "60,00"), *other)
    proposal = proposed(tmp_path, (*ENTRIES, *shared), suppliers=TABLE)
    (line,) = (line for line in proposal.lines if line.values["name"].startswith("Services"))
    assert "commune" not in line.values


def test_a_table_may_be_a_spreadsheet_and_name_an_account_of_expenses(tmp_path):
    import openpyxl

    book = openpyxl.Workbook()
    for row in (["Nos fournisseurs"], ["Commune (code INSEE)", "Compte"], ["13055", "60630000"]):
        book.active.append(row)
    book.save(tmp_path / "table.xlsx")
    request = Request(Opened(Path("x"), "", {}, (), {}), 2024, suppliers=tmp_path / "table.xlsx")
    proposal = propose(read_source(written(tmp_path, FEC_NAME, fec_text())), request)
    assert [line.values.get("commune") for line in proposal.lines] == ["13055", None]


def test_gifts_in_kind_stay_apart_from_money(tmp_path):
    kind = entry(("86400000", "", "50,00", "0"), ("87500000", "", "0", "50,00"))
    proposal = proposed(tmp_path, (*ENTRIES, *kind))
    (line,) = (line for line in proposal.lines if line.values.get("nature") == "non_monetary")
    assert line.values["amount"] == 50 and "convention" in line.values
    assert "600,5\u00a0€" in proposal.notes[0].said("fr")


def test_the_result_is_told(tmp_path):
    assert "200,5\u00a0€" in proposed(tmp_path).notes[0].said("fr")
    assert "300" in proposed(tmp_path).origin.note.said("fr")


def test_a_year_after_the_report_gives_no_line(tmp_path):
    proposal = proposed(tmp_path, year=2023)
    assert proposal.lines == () and "2024" in proposal.left_out[0].what.said("fr")


def test_a_name_without_a_date_leaves_the_year_to_the_entries(tmp_path):
    assert {line.values["year"] for line in proposed(tmp_path, name="export.txt").lines} == {2024}


def test_nobody_is_named_anywhere(tmp_path):
    proposal = proposed(tmp_path, suppliers=TABLE)
    everything = repr(proposal) + proposal.origin.note.said("fr")
    assert not any(secret in everything for secret in ("Martin", "Léa", "06 12", "Prélèvement", "Dupont", "CLI1"))


def test_every_account_of_a_year_has_one_group():
    chart = shipped_chart()
    for start in ("60", "603", "606", "6132", "621", "63512", "6354", "641", "6451", "706", "741", "731", "758", "875"):
        assert chart.prefix_of(f"{start}000")
    assert chart.groups[chart.prefix_of("63512000")].kind == "local_taxes"
    assert chart.groups[chart.prefix_of("63540000")].kind == "contributions"


def test_what_is_wrong_in_the_table_of_accounts_is_all_told(tmp_path):
    path = tmp_path / "accounts.yaml"
    path.write_text(
        "a:\n  prefixes: ['60']\n  sheet: expenses\n  kind: nowhere\n  label: {fr: A, en: A}\n  confidence: sure\n"
        "b:\n  prefixes: ['61']\n  label: {fr: B, en: B}\n  confidence: text\n",
        encoding="utf-8",
    )
    _, faults = load_accounts(path)
    assert len(faults) == 3


def test_all_that_is_wrong_is_told_at_once(tmp_path):
    broken = fec_text([("AC", "A", "1", "20240101", "60100000", "", "F", "cent", "0")], FEC_TITLES)
    path = written(tmp_path, FEC_NAME, broken)
    tables = {"suppliers": written(tmp_path, "s.csv", "x;y\n"), "accounts": written(tmp_path, "a.csv", "x;y\n")}
    with pytest.raises(DataProblems) as refused:
        propose(read_source(path), Request(Opened(Path("x"), "", {}, (), {}), 2024, **tables))
    assert [(one.code, one.file) for one in refused.value.problems] == [
        ("import_table_not_read", "a.csv"), ("import_table_not_read", "s.csv"), ("import_number_not_read", FEC_NAME),
    ]  # fmt: skip
