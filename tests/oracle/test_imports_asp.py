"""The real extract of the ASP: what is proposed equals an independent computation in SQL, written from the rule texts.

The rules: for an annex number and a year, the row of the latest avenant (renewal, then change) among those in force or
closed counts, else the provisional one; development funds never do; posts × months ÷ 12, months counted inclusively.
"""

from functools import cache
from pathlib import Path

import duckdb
import pytest

from dts_eval.collection.imports.asp import propose
from dts_eval.collection.imports.proposal import Proposal, Request
from dts_eval.collection.imports.sniffing import read_source
from dts_eval.foundation.model import Cell, Record
from dts_eval.foundation.problems import DataProblems
from dts_eval.indicators.definitions import indicators
from dts_eval.workbook.filling import Opened

FILE = Path(__file__).parents[3] / "shared" / "data" / "asp_agpl" / "fluxIAE_AnnexeFinanciere_22022022_112211.csv"
STRUCTURES = ("112", "190", "719", "768", "1780", "2855")
YEARS = (2018, 2019, 2020, 2021, 2022)
RATES = {
    "dynamic_exit_rate": "dynamiques", "lasting_job_exit_rate": "durable", "transition_job_exit_rate": "trans",
    "positive_exit_rate": "positives",
}  # fmt: skip
ROWS = """
create table rows as
with typed as (
    select *, af_mesure_dispositif_code as kind, af_numero_annexe_financiere as number,
        strptime(left(af_date_debut_effet, 10), '%d/%m/%Y')::date as first_day,
        strptime(left(af_date_fin_effet, 10), '%d/%m/%Y')::date as last_day
    from read_csv(?, delim = '|', skip = 1, header = true, all_varchar = true, quote = '')
    where split_part(af_mesure_dispositif_code, '_', 1) <> 'FDI'
),
ranked as (
    select *, row_number() over (
        partition by number, year(first_day)
        order by case when af_etat_annexe_financiere_code in ('VALIDE', 'CLOTURE') then 0 else 1 end,
            af_numero_avenant_renouvellement::int desc, af_numero_avenant_modification::int desc
    ) as place
    from typed where af_etat_annexe_financiere_code in ('VALIDE', 'CLOTURE', 'PROVISOIRE')
)
select * from ranked where place = 1
"""
FTE = """
select sum(af_etp_postes_insertion::decimal(12, 4) * (datediff('month', first_day, last_day) + 1) / 12)
from rows where af_id_structure = ? and year(first_day) = ? and year(last_day) = ?
"""
AID = """
select sum(af_montant_total_annuel::decimal(14, 2)) from rows
where af_id_structure = ? and year(first_day) = ? and year(last_day) = ?
"""
pytestmark = pytest.mark.skipif(not FILE.is_file(), reason="the real extract is not beside this checkout")


@cache
def database() -> duckdb.DuckDBPyConnection:
    made = duckdb.connect()
    made.execute(ROWS, [str(FILE)])
    return made


def asked(query: str, *values: object) -> float | None:
    found = database().execute(query, list(values)).fetchone()
    return None if found is None or found[0] is None else float(found[0])


@cache
def proposed(structure: str, year: int = 2022) -> Proposal:
    opened = Opened(Path("classeur.xlsx"), "", {}, (), {})
    return propose(read_source(FILE), Request(opened, year, structure))


def values(proposal: Proposal, indicator: str, sheet: str = "measures", breakdown: str = "") -> dict[int, float]:
    label = indicators()[indicator].label("fr")
    return {
        line.values["year"]: line.values["value"]
        for line in proposal.lines
        if line.sheet == sheet
        and (line.values["indicator"], line.values.get("breakdown", "")) == (label, breakdown)
    }


def by_sql(query: str, structure: str) -> dict[int, float]:
    told = {year: asked(query, structure, year, year) for year in YEARS}
    return {year: amount for year, amount in told.items() if amount is not None}


@pytest.mark.parametrize("structure", STRUCTURES)
def test_posts_of_each_structure_and_year_are_those_of_the_query(structure):
    assert values(proposed(structure), "fte_insertion_contracted") == pytest.approx(by_sql(FTE, structure), abs=1e-4)


@pytest.mark.parametrize("structure", STRUCTURES)
def test_amounts_of_each_structure_and_year_are_those_of_the_query(structure):
    assert values(proposed(structure), "aid_contracted") == by_sql(AID, structure)


def test_the_totals_by_kind_and_year_are_those_of_the_query():
    found: dict[int, float] = {}
    for structure in ("112", "190", "1780", "2855"):
        for year, posts in values(proposed(structure), "fte_insertion_contracted").items():
            found[year] = found.get(year, 0) + posts
    aci = "select sum(af_etp_postes_insertion::double * (datediff('month', first_day, last_day) + 1) / 12) from rows "
    sql = {year: asked(aci + "where kind = 'ACI_DC' and year(first_day) = ?", year) for year in YEARS}
    assert found == pytest.approx(sql, abs=1e-3)


def test_the_structure_that_the_rules_quote():
    proposal = proposed("112", 2021)
    assert values(proposal, "fte_insertion_contracted")[2021] == 8.86
    assert values(proposal, "aid_contracted")[2021] == 182888.12 == round(8.86 * 20642, 2)
    own = [line for line in proposal.lines if line.sheet == "structure"]
    fields = {column: value for line in own for column, value in line.values.items()}
    assert fields == {"hours_per_fte": 1820, "fte_contracted": 8.86}
    assert 2022 not in values(proposal, "fte_insertion_contracted")
    assert values(proposed("112"), "fte_insertion_contracted")[2022] == 8.86


def test_two_months_of_ten_posts_are_a_sixth_of_them():
    assert values(proposed("1780"), "fte_insertion_contracted")[2020] == pytest.approx(10 * 2 / 12, abs=1e-4)
    assert values(proposed("1780"), "aid_contracted")[2020] == 34068.34


@pytest.mark.parametrize("structure", STRUCTURES)
@pytest.mark.parametrize("indicator", RATES)
def test_planned_rates_are_those_on_which_all_annexes_of_the_year_agree(structure, indicator):
    expected = {}
    for year in YEARS:
        rates = ", ".join(f"af_taux_prev_sorties_{rate}::double" for rate in RATES.values())
        query = f"select distinct {rates} from rows where af_id_structure = ? and year(first_day) = ?"
        told = [row for row in database().execute(query, [structure, year]).fetchall() if any(row)]
        if len(told) == 1:
            expected[year] = told[0][list(RATES).index(indicator)]
    assert values(proposed(structure), indicator, "targets") == expected


def test_the_scheme_of_the_workbook_decides_between_annexes_that_disagree():
    assert 2021 not in values(proposed("719"), "dynamic_exit_rate", "targets")
    form = Record("structure", "Structure", 0, {"kind": Cell("ai", "AI", "B5")})
    opened = Opened(Path("classeur.xlsx"), "", {"structure": (form,)}, (), {})
    proposal = propose(read_source(FILE), Request(opened, 2021, "719"))
    assert values(proposal, "dynamic_exit_rate", "targets")[2021] == 68
    assert any("EI017210016" in left.why.said("fr") for left in proposal.left_out)


@pytest.mark.parametrize("structure", STRUCTURES)
@pytest.mark.parametrize(
    ("column", "funder"), [("af_commune", "commune"), ("af_departement", "département"), ("af_fse", "FSE")]
)
def test_public_money_goes_to_the_closed_year_and_only_when_the_annexes_agree(structure, column, funder):
    query = """
    select year(strptime(left(af_date_cloture_exercice, 10), '%d/%m/%Y')) as closed,
        count(distinct concat_ws('/', coalesce(af_commune, ''), coalesce(af_intercomm, ''),
            coalesce(af_departement, ''), coalesce(af_region, ''), coalesce(af_etat, ''), coalesce(af_fse, ''),
            coalesce(af_plie, ''),
            coalesce(af_agefiph, ''), coalesce(af_autre_aide_publique, ''), coalesce(af_fondation, ''))) as versions,
        max({column}::double)
    from rows where af_id_structure = ? and concat(af_commune, af_intercomm, af_departement, af_region, af_etat, af_fse,
        af_plie, af_agefiph, af_autre_aide_publique, af_fondation) <> ''
    group by closed
    """.replace("{column}", column)
    told = database().execute(query, [structure]).fetchall()
    expected = {closed: amount for closed, versions, amount in told if versions == 1 and amount is not None}
    found = values(proposed(structure), "annex_public_funding", breakdown=f"financeur={funder}")
    assert found == expected


def test_funds_and_superseded_rows_are_told_and_never_counted():
    said = " ".join(left.what.said("fr") for left in proposed("112", 2021).left_out)
    assert "HISTORISE" in said and "fonds de développement" in said and "ACI054210019 A1 M0" in said


def test_rows_told_twice_count_once_and_twin_annexes_are_doubted():
    assert [found.code for found in proposed("768").problems] == []
    assert values(proposed("768"), "fte_insertion_contracted")[2020] == 15.8
    assert {found.code for found in proposed("2855").problems} == {"import_annexes_alike"}


def test_no_structure_told_names_the_six():
    with pytest.raises(DataProblems) as refused:
        propose(read_source(FILE), Request(Opened(Path("x"), "", {}, (), {}), 2021))
    (found,) = refused.value.problems
    assert found.code == "import_structures_several"
    assert dict(found.values) == {"count": "6", "known": "112, 190, 719, 768, 1780, 2855"}
