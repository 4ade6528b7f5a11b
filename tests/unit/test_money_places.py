"""Where money is: a level from a commune or a name, never guessed; levels add up; what each formula makes of it."""

import pandas as pd
import pytest
from evaluation_samples import evaluation, measured
from hypothesis import given, settings
from hypothesis import strategies as st
from row_samples import book

from dts_eval.disclosure.disclosing import disclose
from dts_eval.foundation.model import Status
from dts_eval.indicators.computed import Frame
from dts_eval.indicators.formulas import FORMULAS
from dts_eval.presentation.book import Book
from dts_eval.presentation.narrative.money_tables import money_tables
from dts_eval.scope.perimeter import set_scope
from dts_eval.scope.territories import departements_of, place_of
from dts_eval.workbook.layout import layout

DIGNE, MANOSQUE, LES_MEES, MARSEILLE, LILLE = "04070", "04112", "04116", "13055", "59350"
SITE = {"name": "Digne-les-Bains", "level": "commune", "insee": DIGNE, "role": "site", "in_scope": "yes"}
INVENTED = [
    {"name": "Brumeval", "level": "commune", "role": "site", "in_scope": "yes"},
    {"name": "Pays de Brumeval", "level": "epci", "role": "action_area", "in_scope": "yes", "population": 12400},
    {"name": "le reste du département", "level": "departement", "in_scope": "no"},
    {"name": "le bourg voisin", "level": "commune", "in_scope": "no"},
]
MONEY = ["economics", "anchoring", "accessibility", "citizenship", "environment", "innovation"]
CRITERIA = [{"criterion": name, "decision": "kept"} for name in MONEY]


def spent(**said):
    return {"name": "fioul", "year": 2024, "kind": "purchases", "amount": 100, **said}


def sold(**said):
    return {"name": "ventes", "year": 2024, "nature": "market", "amount": 100, **said}


def level_of(territories, **said):
    (line,) = set_scope(evaluation(territories=territories, expenses=[spent(**said)])).sheet("expenses")
    return line["level"], line["place"]


def figures(made, indicator):
    found = [result for result in made.results if result.indicator == indicator and result.year == 2024]
    return {result.breakdown: result.quantity.value for result in found if result.kind == "figure"}


def neighbour_in_epci() -> str:
    """A commune of the same grouping as Digne, read in the reference by another way."""
    epci = place_of("commune", DIGNE).epci
    return next(
        code
        for code in (f"04{number:03}" for number in range(1, 250))
        if (place := place_of("commune", code)) and place.epci == epci and code != DIGNE
    )


@pytest.mark.parametrize(
    ("commune", "level", "place"),
    [
        (DIGNE, "site", "in_territory"), (MANOSQUE, "departement", "in_departement"),
        (MARSEILLE, "region", "elsewhere"), (LILLE, "elsewhere", "elsewhere"),
    ],
)  # fmt: skip
def test_a_commune_has_the_narrowest_level_that_holds_it(commune, level, place):
    assert level_of([SITE], commune=commune) == (level, place)


def test_the_grouping_of_communes_comes_before_the_departement():
    assert level_of([SITE], commune=neighbour_in_epci()) == ("epci", "in_departement")
    area = {"name": "l’agglomération", "level": "epci", "insee": place_of("commune", DIGNE).epci, "in_scope": "yes"}
    assert level_of([SITE, area], commune=neighbour_in_epci()) == ("action_area", "in_territory")
    assert level_of([area], commune=MANOSQUE) == ("departement", "in_departement")
    assert departements_of(place_of("epci", area["insee"])) == {"04"}


def test_without_a_territory_that_has_a_code_nobody_knows_how_far_a_commune_is():
    assert level_of(INVENTED, commune=LILLE) == (None, None)
    assert level_of([], commune=LILLE) == (None, None)


@pytest.mark.parametrize(
    ("name", "level", "place"),
    [
        ("Brumeval", "site", "in_territory"), ("pays de brumeval", "action_area", "in_territory"),
        ("le reste du département", "departement", "in_departement"), ("le bourg voisin", None, None),
    ],
)  # fmt: skip
def test_a_territory_is_named_as_in_its_sheet(name, level, place):
    assert level_of(INVENTED, commune=name) == (level, place)


@pytest.mark.parametrize(
    ("place", "level"),
    [
        ("in_territory", "in_territory"), ("in_departement", "departement"), ("elsewhere", "outside_departement"),
        ("unknown", "unknown"), (None, None),
    ],
)  # fmt: skip
def test_a_place_alone_tells_no_more_than_it_says(place, level):
    said = {"place": place} if place else {}
    assert level_of([SITE], **said) == (level, place)


def test_a_written_place_wins_over_the_commune_for_the_level_too():
    assert level_of([SITE], commune=LILLE, place="in_territory") == ("in_territory", "in_territory")
    assert level_of([SITE], commune=DIGNE, place="unknown") == ("unknown", "unknown")


def test_levels_add_up_to_the_total_and_the_reference_names_its_edition():
    lines = [spent(commune=DIGNE), spent(commune=MANOSQUE, amount=40), spent(amount=7), spent(place="elsewhere")]
    wages = [spent(kind="wages_insertion", commune=DIGNE, amount=500)]
    made = measured(territories=[SITE], expenses=[*lines, *wages], criteria=CRITERIA)
    assert figures(made, "purchases_by_level") == {
        "": 247, "level=site": 100, "level=departement": 40, "level=outside_departement": 100, "level=unknown": 7,
    }  # fmt: skip
    shares = figures(made, "local_purchase_share")
    assert shares[""] == shares["level=site"] == pytest.approx(100 * 100 / 240)
    assert sum(value for breakdown, value in shares.items() if breakdown) == pytest.approx(100)
    assert figures(made, "local_wage_share")[""] == 100
    proofs = {made.key: made for made in made.evidence}
    site = next(item for item in made.results if item.breakdown == "level=site" and "purchases" in item.indicator)
    cited = [proofs[key] for key in site.proofs if key in proofs]
    assert any("2026" in proof.calculation and "F" in proof.cell for proof in cited)


def test_the_table_of_levels_leaves_unknown_places_apart():
    lines = [spent(commune="Brumeval"), spent(amount=7)]
    made = measured(territories=INVENTED, expenses=lines, criteria=CRITERIA)
    (table,) = money_tables(Book(disclose(made), "fr"), "anchoring")
    assert [str(line[0]) for line in table.lines] == ["Commune d’implantation", "Lieu inconnu"]
    assert [str(line[1]) for line in table.lines] == ["100", "7"]
    assert money_tables(book(), "anchoring") == []


def test_resources_are_told_by_funder_by_customer_and_by_activity_and_natures_never_added():
    made = measured(
        territories=INVENTED,
        criteria=CRITERIA,
        activities=[{"name": "le café", "in_scope": "yes"}],
        resources=[
            sold(client_type="households", commune="Brumeval", activity="le café"),
            sold(client_type="companies", commune="le reste du département", amount=300),
            sold(amount=50),
            sold(nature="non_market", funder="l’État", funder_level="state", amount=900),
            sold(nature="non_market", funder_level="foundation", amount=20),
            sold(nature="non_market", amount=5),
            sold(nature="non_monetary", activity="le café", amount=60, hours=5, convention="le salaire minimum"),
        ],
        expenses=[
            spent(kind="local_taxes", amount=11), spent(kind="contributions", amount=80),
            spent(kind="wages_insertion", amount=500), spent(amount=409),
        ],
    )  # fmt: skip
    assert figures(made, "sales_revenue") == {
        "": 450, "client_type=households": 100, "client_type=companies": 300, "client_type=unknown": 50,
    }  # fmt: skip
    assert figures(made, "public_funding") == {
        "": 925, "funder_level=state": 900, "funder_level=foundation": 20, "funder_level=unknown": 5,
        "funder=l’État": 900, "funder=unknown": 25,
    }  # fmt: skip
    (public,) = [item for item in made.results if item.indicator == "public_money_received" and item.kind == "figure"]
    assert (public.quantity.value, public.quantity.unknown) == (900, 1)
    assert figures(made, "resources_by_activity") == {
        "activity=le café;nature=market": 100, "activity=unknown;nature=market": 350,
        "activity=unknown;nature=non_market": 925, "activity=le café;nature=non_monetary": 60,
    }  # fmt: skip
    (local,) = [item for item in made.results if (item.indicator, item.breakdown) == ("local_clients_share", "")]
    assert (local.quantity.numerator, local.quantity.denominator, local.quantity.unknown) == (100, 400, 50)
    assert figures(made, "contributions_returned") == {"": 91, "kind=contributions": 80, "kind=local_taxes": 11}
    assert figures(made, "operating_result") == {"": 450 + 925 - 1000}
    assert figures(made, "self_financing_rate") == {"": 45}
    assert figures(made, "labour_share_of_expenses") == {"": 50}
    assert figures(made, "volunteer_value") == {"": 60} and figures(made, "volunteer_rate") == {"": 12}
    assert made.problems == ()


def table(sheet, *lines):
    columns = [column.column_id for column in layout().sheet(sheet).columns]
    return pd.DataFrame(list(lines), columns=columns, index=range(4, 4 + len(lines)), dtype=object)


def test_hours_without_a_convention_have_no_value():
    hours = {"year": 2024, "nature": "non_monetary", "hours": 10}
    lines = table(
        "resources", {**hours, "rate": 12}, {**hours, "rate": 12, "convention": "SMIC"}, {**hours, "amount": 9}
    )
    (value,) = FORMULAS["volunteer_value"](lines, Frame(2024))
    assert (value.value, value.unknown, value.lines) == (120, 2, (5,))
    assert FORMULAS["volunteer_value"](lines.iloc[[0, 2]], Frame(2024)) == ()
    two = table("resources", {**hours, "rate": 12, "convention": "a"}, {**hours, "rate": 14, "convention": "b"})
    (rate,) = FORMULAS["volunteer_rate"](two, Frame(2024))
    assert (rate.value, rate.low, rate.high, rate.numerator, rate.denominator) == (13, 12, 14, 260, 20)


def test_an_amount_missing_on_either_sheet_leaves_no_balance():
    lines = table("resources", {"year": 2024, "nature": "market", "amount": None})
    beside = table("expenses", {"year": 2024, "kind": "purchases", "amount": 5})
    (balance,) = FORMULAS["operating_result"](lines, Frame(2024, beside=beside))
    assert (balance.value, balance.reason, balance.unknown) == (None, "not_found", 1)
    assert FORMULAS["operating_result"](lines, Frame(2024, beside=beside.iloc[:0])) == ()


def test_people_who_took_part_are_counted_by_degree_and_small_groups_hidden():
    made = measured(
        criteria=CRITERIA,
        stakeholders=[
            {"name": "les riverains", "family": "residents", "degree": "consultation", "people": 40},
            {"name": "le comité", "family": "residents", "degree": "codecision", "people": 12},
            {"name": "les élus", "family": "public_bodies", "degree": "codecision", "people": 9},
            {"name": "les passants", "family": "residents"},
        ],
        actors=[{"name": name} for name in ("a", "b", "c")],
        relations=[
            {"actor": "a", "other": "b", "nature": "alliance"}, {"actor": "a", "other": "c", "nature": "opposition"},
        ],
        projects=[{"name": "un essai", "stage": "stopped"}, {"name": "un autre", "stage": "running"}],
    )  # fmt: skip
    assert figures(made, "inhabitants_involved") == {
        "": 52, "degree=consultation": 40, "degree=codecision": 12, "degree=unknown": None,
    }  # fmt: skip
    assert figures(made, "stakeholders_by_degree") == {"": 3, "degree=codecision": 2, "degree=consultation": 1}
    assert figures(made, "partnerships_by_relation") == {"": 2, "relation=alliance": 1, "relation=opposition": 1}
    assert figures(made, "experiments_stopped") == {"": 1}


def test_reach_is_computed_once_and_not_from_nothing():
    served = {"indicator": "users_total", "year": 2024, "value": 3100}
    made = measured(criteria=CRITERIA, territories=INVENTED, measures=[served])
    (reach,) = [item for item in made.results if item.indicator == "users_per_1000_inhabitants"]
    assert (reach.quantity.value, reach.status) == (250, Status.COMPUTED)
    assert len(reach.proofs) == 2
    for nothing in ({"territories": INVENTED}, {"measures": [served]}):
        assert figures(measured(criteria=CRITERIA, **nothing), "users_per_1000_inhabitants") == {}
    few = measured(criteria=CRITERIA, territories=INVENTED, measures=[{**served, "value": 3}])
    rows = [row for row in disclose(few).rows if row.indicator == "users_per_1000_inhabitants"]
    assert [row.status for row in rows] == ["suppressed"]


LINES = st.lists(
    st.fixed_dictionaries(
        {
            "year": st.just(2024),
            "kind": st.sampled_from(["purchases", "wages_insertion", "wages_permanent", "local_taxes"]),
            "amount": st.sampled_from([0, 0.1, 0.2, 12.5, 1e9, None]),
            "place": st.sampled_from(["in_territory", "in_departement", "elsewhere", "unknown", None]),
            "level": st.sampled_from(["site", "action_area", "epci", "departement", "region", "unknown", None]),
        }
    ),
    min_size=1,
    max_size=9,
)


@settings(max_examples=80, deadline=None)
@given(LINES)
def test_the_levels_and_the_unknown_one_are_the_total(lines):
    frame = pd.DataFrame(lines, dtype=object)
    for name in ("purchases_by_level", "wages_by_level", "local_taxes", "contributions_returned"):
        found = FORMULAS[name](frame, Frame(2024))
        for key in ("level", "kind"):
            parts = [item for item in found if item.breakdown.startswith(f"{key}=")]
            if parts:
                assert sum(item.value or 0 for item in parts) == pytest.approx(found[0].value or 0)
                assert sum(item.unknown for item in parts) == found[0].unknown
                assert sum(len(item.lines) for item in parts) == len(found[0].lines)
