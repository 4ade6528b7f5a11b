"""Which row of an annex counts, for which months, and what an extract proposes or leaves aside."""

import random
from pathlib import Path

import pytest
from import_samples import annex, asp_text, written

from dts_eval.collection.imports.annexes import COUNTS, read_extract, those_that_count
from dts_eval.collection.imports.asp import propose
from dts_eval.collection.imports.proposal import Proposal, Request
from dts_eval.collection.imports.sniffing import read_source
from dts_eval.foundation.problems import DataProblems
from dts_eval.workbook.filling import Opened

STATE = "etat_annexe_financiere_code"
MONTHS = (
    ("01/01/2024", "31/12/2024", 2024, 12),
    ("01/07/2024", "31/12/2024", 2024, 6),
    ("15/03/2024", "14/04/2024", 2024, 2),
    ("01/01/2024", "29/02/2024", 2024, 2),
    ("01/10/2023", "30/09/2024", 2023, 3),
    ("01/10/2023", "30/09/2024", 2024, 9),
    ("01/01/2024", "31/12/2024", 2023, 0),
)


def read(folder: Path, *rows: dict[str, str], **how: str):
    source = read_source(written(folder, "extrait.csv", asp_text(*rows, **how)))
    return read_extract(source, lambda known: known[0])


def kept(folder: Path, *rows: dict[str, str]) -> list[str]:
    return [f"{one.name} {one.state}" for one in those_that_count(read(folder, *rows).annexes)]


def proposed(folder: Path, *rows: dict[str, str], year: int = 2024) -> Proposal:
    source = read_source(written(folder, "extrait.csv", asp_text(*rows)))
    return propose(source, Request(Opened(Path("classeur.xlsx"), "", {}, (), {}), year))


def values(proposal: Proposal, sheet: str, column: str = "value") -> dict[tuple[str, int], object]:
    return {
        (line.values["indicator"], line.values["year"]): line.values[column]
        for line in proposal.lines
        if line.sheet == sheet and "breakdown" not in line.values
    }


@pytest.mark.parametrize(("start", "end", "year", "months"), MONTHS)
def test_months_are_counted_with_the_first_and_the_last(start, end, year, months, tmp_path):
    (one,) = read(tmp_path, annex(date_debut_effet=start, date_fin_effet=end)).annexes
    assert one.months(year) == months


def test_the_latest_avenant_in_force_counts_whatever_the_order(tmp_path):
    rows = [
        annex(numero_avenant_modification="0", **{STATE: "HISTORISE"}),
        annex(numero_avenant_modification="9"),
        annex(numero_avenant_modification="10"),
        annex(numero_avenant_modification="11", **{STATE: "SAISI"}),
        annex(numero_avenant_modification="12", **{STATE: "PROVISOIRE"}),
    ]
    for seed in range(5):
        random.Random(seed).shuffle(rows)
        assert kept(tmp_path, *rows) == ["ACI054240019 A0 M10 VALIDE"]


def test_the_renewal_counts_before_the_change(tmp_path):
    rows = [
        annex(numero_avenant_renouvellement="0", numero_avenant_modification="5"),
        annex(numero_avenant_renouvellement="1", numero_avenant_modification="0", **{STATE: "CLOTURE"}),
    ]
    assert kept(tmp_path, *rows) == ["ACI054240019 A1 M0 CLOTURE"]


def test_a_provisional_row_counts_only_when_no_other_does(tmp_path):
    assert kept(tmp_path, annex(**{STATE: "PROVISOIRE"})) == ["ACI054240019 A0 M1 PROVISOIRE"]
    note = proposed(tmp_path, annex(**{STATE: "PROVISOIRE"})).lines[0].values["note"]
    assert "provisoire" in note


@pytest.mark.parametrize("state", ["HISTORISE", "SAISI", "BROUILLON", "REJETE", "ANNULE"])
def test_a_row_that_is_not_in_force_never_counts(state, tmp_path):
    assert state not in COUNTS
    assert kept(tmp_path, annex(**{STATE: state})) == []


def test_one_number_counts_once_for_each_year(tmp_path):
    before = annex(date_debut_effet="01/01/2023", date_fin_effet="31/12/2023", etp_postes_insertion="7.00")
    assert values(proposed(tmp_path, annex(), before), "measures")["ETP d’insertion conventionnés", 2023] == 7
    assert values(proposed(tmp_path, annex(), before), "measures")["ETP d’insertion conventionnés", 2024] == 8.86


def test_posts_of_several_annexes_add_up_and_the_note_says_so(tmp_path):
    other = annex(
        numero_annexe_financiere="EI054240003", mesure_dispositif_code="EI_DC", etp_postes_insertion="2,00",
        date_debut_effet="01/07/2024", duree_heure_annuel_etp_valeur="1505", montant_total_annuel="20642.00",
    )  # fmt: skip
    proposal = proposed(tmp_path, annex(), other)
    assert values(proposal, "measures")["ETP d’insertion conventionnés", 2024] == 9.86
    note = values(proposal, "measures", "note")["ETP d’insertion conventionnés", 2024]
    assert "Somme de 2 annexes" in note and "1\u202f505 et 1\u202f820" in note and "6 mois" in note
    fields = [column for line in proposal.lines if line.sheet == "structure" for column in line.values]
    assert fields == ["fte_contracted"]


def test_an_annex_over_two_years_is_split_by_months_and_its_amount_is_left_aside(tmp_path):
    row = annex(date_debut_effet="01/10/2023", date_fin_effet="30/09/2024", etp_postes_insertion="12")
    proposal = proposed(tmp_path, row)
    found = values(proposal, "measures")
    assert (found["ETP d’insertion conventionnés", 2023], found["ETP d’insertion conventionnés", 2024]) == (3, 9)
    assert not any(name == "Aide au poste conventionnée" for name, _ in found)
    assert any("deux années" in left.why.said("fr") for left in proposal.left_out)


def test_money_of_a_closed_year_is_not_that_of_the_annex(tmp_path):
    found = values(proposed(tmp_path, annex()), "measures")
    assert found["Ventes de biens et services", 2023] == 30000
    assert ("Ventes de biens et services", 2024) not in found


def test_a_blank_box_is_not_a_zero_and_a_zero_stays(tmp_path):
    proposal = proposed(tmp_path, annex(departement="0"))
    told = {line.values["breakdown"]: line.values["value"] for line in proposal.lines if "breakdown" in line.values}
    assert told == {"financeur=commune": 153418, "financeur=département": 0}


def test_rates_all_at_zero_or_that_do_not_add_up_are_left_aside(tmp_path):
    zero = {f"taux_prev_sorties_{rate}": "0.00" for rate in ("dynamiques", "durable", "trans", "positives")}
    assert values(proposed(tmp_path, annex(**zero)), "targets") == {}
    assert values(proposed(tmp_path, annex(taux_prev_sorties_dynamiques="60")), "targets") == {}


def test_years_after_the_report_are_told(tmp_path):
    later = annex(date_debut_effet="01/01/2025", date_fin_effet="31/12/2025", numero_avenant_renouvellement="1")
    proposal = proposed(tmp_path, annex(), later)
    assert ("ETP d’insertion conventionnés", 2025) not in values(proposal, "measures")
    assert any("A1 M1" in left.what.said("fr") for left in proposal.left_out)


def test_the_end_line_and_the_day_of_the_extract_are_read(tmp_path):
    extract = read(tmp_path, annex(), end="FIN1")
    assert (str(extract.day), len(extract.annexes)) == ("2025-02-07", 1)
    assert read(tmp_path, annex(), title="").day is None


def test_all_slips_of_a_file_are_told_at_once_and_none_repeats_what_was_typed(tmp_path):
    rows = (annex(etp_postes_insertion="Mme Martin"), annex(date_debut_effet="le 3"), annex(region="06 12 34 56 78"))
    problems = proposed(tmp_path, *rows).problems
    assert [(one.code, one.cell) for one in problems] == [
        ("import_number_not_read", "3"), ("import_date_not_read", "4"), ("import_number_not_read", "5"),
    ]  # fmt: skip
    assert "Martin" not in str(DataProblems(problems)) and "06 12" not in str(DataProblems(problems))
