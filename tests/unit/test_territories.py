"""The reference of territories, what is checked against it, and where the money of an expense arrives."""

import csv
import dataclasses
import gzip
import math

import pytest
from evaluation_samples import evaluation, form
from row_samples import book, fact, flat, plain, thing

from dts_eval.foundation.shipped import catalogue_file
from dts_eval.presentation.charts.territory_map_drawing import middle
from dts_eval.presentation.narrative.places import territories_table
from dts_eval.scope.outlines import HEIGHT, WIDTH, outlines, outlines_origin
from dts_eval.scope.perimeter import set_scope
from dts_eval.scope.territories import close_place, contains, departement_of, place_of, reference_year


def real(**sheets):
    """An evaluation of a structure that is not fictitious."""
    made = evaluation(**sheets)
    structure = dataclasses.replace(made.structure, fictitious=False)
    return dataclasses.replace(made, structure=structure, records={**made.records, "structure": (form("structure"),)})


def codes(made) -> list[str]:
    return [found.code for found in set_scope(made).problems]


def all_communes() -> list[dict[str, str]]:
    text = gzip.decompress((catalogue_file("territories") / "communes.csv.gz").read_bytes()).decode()
    return list(csv.DictReader(text.splitlines()))


def test_the_reference_has_what_the_official_code_of_2026_counts():
    lines = all_communes()
    current = [line for line in lines if not line["within"]]
    # Counts of the package when it was chosen: current communes, EPCI with their own taxation, 68.95 million people.
    assert len(current) == 34_969
    assert len({line["epci"] for line in current} - {""}) == 1_255
    total = sum(int(line["population"] or 0) for line in current)
    assert round(total / 1e6, 2) == 68.95
    assert reference_year() == "2026"


@pytest.mark.parametrize("level", ["departements", "regions"])
def test_wider_territories_hold_everybody_once(level):
    with (catalogue_file("territories") / f"{level}.csv").open(encoding="utf-8") as lines:
        counted = sum(int(line["population"]) for line in csv.DictReader(lines))
    current = sum(int(line["population"] or 0) for line in all_communes() if not line["within"])
    # Clipperton and the southern lands belong to no région.
    assert counted == current


@pytest.mark.parametrize(
    ("level", "code", "name"),
    [
        ("commune", "04070", "Digne-les-Bains"), ("commune", "2A004", "Ajaccio"), ("commune", "97105", "Basse-Terre"),
        ("epci", "200040715", "Grenoble-Alpes-Métropole"), ("departement", "79", "Deux-Sèvres"),
        ("region", "75", "Nouvelle-Aquitaine"),
    ],
)  # fmt: skip
def test_a_code_names_its_territory(level, code, name):
    found = place_of(level, code)
    assert found is not None and (found.name, found.level) == (name, level)
    assert found.population


def test_nothing_is_found_for_what_is_not_a_code():
    assert [place_of("commune", code) for code in ("", "99999", "4070", "name")] == [None] * 4
    assert place_of("other", "79") is None


def test_a_commune_that_merged_is_found_by_the_code_it_kept():
    assert place_of("commune", "01015").name == "Arboys en Bugey"
    first = place_of("commune", "13201")
    assert (first.within, contains(place_of("commune", "13055"), first)) == ("13055", True)


@pytest.mark.parametrize(("commune", "departement"), [("04070", "04"), ("2A004", "2A"), ("97105", "971")])
def test_the_departement_of_a_commune(commune, departement):
    assert departement_of(commune) == departement
    assert place_of("commune", commune).departement == departement


def test_the_nearest_name_is_proposed():
    assert close_place("commune", "digne les bains").code == "04070"
    assert close_place("commune", "Brumeval-sur-Rien") is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ({"name": "Digne-les-Bains", "level": "commune", "insee": "04070"}, []),
        ({"name": "Digne", "level": "commune", "insee": "04070"}, []),
        ({"name": "les Deux-Sèvres", "level": "departement", "insee": "79"}, []),
        ({"name": "Digne-les-Bains", "level": "commune", "insee": "04999"}, ["insee_unknown_close"]),
        ({"name": "Nulle-Part-ès-Vide", "level": "commune", "insee": "04999"}, ["insee_unknown"]),
        ({"name": "Manosque", "level": "commune", "insee": "04070"}, ["insee_name_differs"]),
        ({"name": "Marseille 1er Arrondissement", "level": "commune", "insee": "13201"}, ["insee_former"]),
        ({"name": "Digne-les-Bains", "level": "commune", "insee": "04070", "population": 30000},
         ["population_differs"]),
        ({"name": "Digne-les-Bains", "level": "commune", "insee": "4070"}, ["insee_code"]),
    ],
)  # fmt: skip
def test_what_the_sheet_says_is_checked_against_the_reference(line, expected):
    assert codes(real(territories=[line])) == expected


def test_an_invented_territory_is_not_looked_up():
    assert codes(evaluation(territories=[{"name": "Brumeval", "level": "commune", "insee": "99999"}])) == []


def test_the_reference_gives_the_population_that_nobody_wrote_and_says_so():
    line = {"name": "Digne-les-Bains", "level": "commune", "insee": "04070"}
    made = set_scope(real(territories=[line, {**line, "name": "Digne hors", "in_scope": "no"}]))
    (found,) = [result for result in made.results if result.indicator == "territory_population"]
    assert (found.quantity.value, found.quantity.qualifier) == (place_of("commune", "04070").population, "reference")
    (proof,) = [item for item in made.evidence if item.key == found.proofs[0]]
    assert "2026" in proof.calculation and proof.cell.startswith("A4")


def test_a_code_says_the_departements_that_the_report_draws():
    lines = [
        {"name": "Digne-les-Bains", "level": "commune", "insee": "04070"},
        {"name": "Bretagne", "level": "region", "insee": "53", "in_scope": "no"},
        {"name": "le bassin", "level": "other"},
    ]
    made = set_scope(real(territories=lines))
    found = {one.breakdown: one for one in made.results if one.indicator == "territory_departements"}
    assert {where: one.quantity.text for where, one in found.items()} == {
        "territory=Digne-les-Bains": "04", "territory=Bretagne": "22 29 35 56",
    }  # fmt: skip
    (proof,) = [item for item in made.evidence if item.key == found["territory=Bretagne"].proofs[0]]
    assert "2026" in proof.calculation and proof.cell.startswith("A5")
    invented = set_scope(evaluation(territories=lines))
    assert [one for one in invented.results if one.indicator == "territory_departements"] == []


def test_every_departement_of_the_mainland_and_of_corsica_has_an_outline():
    with (catalogue_file("territories") / "departements.csv").open(encoding="utf-8") as lines:
        known = {line["code"] for line in csv.DictReader(lines)}
    assert set(outlines()) == {code for code in known if not code.startswith(("97", "98"))}
    corners = [point for rings in outlines().values() for ring in rings for point in ring]
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in corners)
    assert all(len(ring) == len(set(ring)) >= 3 for rings in outlines().values() for ring in rings)


def test_neighbours_stand_beside_each_other_and_the_south_is_below():
    middles = {code: middle(max(rings, key=len)) for code, rings in outlines().items()}
    assert middles["59"][1] < middles["75"][1] < middles["13"][1] < middles["2A"][1]
    assert middles["29"][0] < middles["75"][0] < middles["67"][0]
    near, far = (math.dist(middles["04"], middles[other]) for other in ("13", "59"))
    assert near < far / 5
    assert outlines_origin()["licence"] == "CC-BY-4.0"


def test_a_population_written_by_the_structure_is_kept():
    line = {"name": "Digne-les-Bains", "level": "commune", "insee": "04070", "population": 30000}
    made = set_scope(real(territories=[line]))
    (found,) = [result for result in made.results if result.indicator == "territory_population"]
    assert (found.quantity.value, found.quantity.qualifier) == (30000, "")


PERIMETER = [
    {"name": "Digne-les-Bains", "level": "commune", "insee": "04070", "in_scope": "yes"},
    {"name": "Les Mées", "level": "commune", "insee": "04116", "in_scope": "no"},
]


def spent(**said):
    return {"name": "fioul", "year": 2024, "kind": "purchases", "amount": 100, **said}


@pytest.mark.parametrize(
    ("commune", "place"), [("04070", "in_territory"), ("04116", "in_departement"), ("13055", "elsewhere")]
)
def test_the_commune_of_who_receives_says_where_the_money_arrives(commune, place):
    made = set_scope(evaluation(territories=PERIMETER, expenses=[spent(commune=commune)]))
    (line,) = made.sheet("expenses")
    assert line["place"] == place
    assert line.address("place") == line.address("commune")


def test_an_epci_holds_its_communes():
    wide = [{"name": "Provence-Alpes-Agglo", "level": "epci", "insee": place_of("commune", "04070").epci}]
    made = set_scope(evaluation(territories=wide, expenses=[spent(commune="04070")]))
    assert made.sheet("expenses")[0]["place"] == "in_territory"


def test_a_place_that_was_written_wins_and_the_contradiction_is_told():
    made = set_scope(evaluation(territories=PERIMETER, expenses=[spent(commune="13055", place="in_territory")]))
    assert made.sheet("expenses")[0]["place"] == "in_territory"
    assert [found.code for found in made.problems] == ["place_differs"]


def test_an_expense_without_commune_is_left_as_it_is():
    made = set_scope(evaluation(territories=PERIMETER, expenses=[spent()]))
    assert made.sheet("expenses")[0]["place"] is None and made.problems == ()


def test_the_table_of_territories_says_levels_and_roles_and_adds_nothing_up():
    rows = flat(
        thing("territory", "Gué", name="Gué", level="commune", role="site", in_scope="yes"),
        thing("territory", "pays", name="le pays", level="epci", in_scope="yes"),
        thing("territory", "loin", name="loin", level="region", in_scope="no"),
        [fact("territory_population", value=3150, breakdown="territory=Gué", unit="inhabitant")],
    )
    table = territories_table(book(*rows))
    assert [[plain(cell) for cell in line] for line in table.lines] == [
        ["Gué", "Commune", "Lieu d’implantation", "3 150"],
        ["Le pays", "Intercommunalité", "non noté", "non noté"],
    ]
    assert territories_table(book(*thing("territory", "Gué", name="Gué"))) is None
