"""By year: holes stay holes, uncertain findings have uncertain titles, targets and intervals stand at their values."""

import re

import chart_samples as samples
import pytest

from dts_eval.disclosure.rows import Row
from dts_eval.presentation.blocks import Chart
from dts_eval.presentation.charts.by_year import by_year
from dts_eval.presentation.charts.painter import paint

LABELS = {"housed": "Logement stable", "confident": "Mener seul ses démarches", "exits_all": "Sorties de l’année"}


def draw(rows: list[Row], language: str = "fr") -> Chart:
    """Draw rows that must give a chart."""
    chart = by_year(rows, language=language, number=1, labels=LABELS)
    assert chart is not None
    return chart


def traces(chart: Chart, mode: str) -> list[dict]:
    """Return the traces of one mode in the wide painting."""
    return [trace for trace in chart.wide["data"] if trace.get("mode") == mode]


def test_points_stand_at_their_values_and_are_never_joined() -> None:
    chart = draw(samples.housed())
    points = [(trace["x"], trace["y"]) for trace in traces(chart, "markers")]
    assert points == [([year], [100 * part / whole]) for year, (part, whole) in samples.HOUSED.items()]
    assert not traces(chart, "lines")
    assert chart.wide["layout"]["yaxis"]["range"] == [0, 100]


def test_a_missing_year_is_a_hatched_hole_with_its_reason() -> None:
    chart = draw(samples.surveyed())
    (hole,) = [trace for trace in traces(chart, "lines") if trace.get("fill") == "toself"]
    assert hole["fillpattern"]["shape"] == "/" and hole["line"]["dash"] == "2px,3px"
    assert min(hole["x"]) < 2022 < max(hole["x"]) and (min(hole["y"]), max(hole["y"])) == (0, 100)
    assert "pas<br>cherché" in [note["text"] for note in chart.wide["layout"]["annotations"]]
    assert ("2022", "pas cherché") == tuple(chart.table.lines[1][:2])
    assert [str(note) for note in chart.notes][0].startswith("Il n’y a pas de valeur pour 2022\u00a0: pas cherché.")


def test_an_interval_is_drawn_between_its_two_ends_and_names_both() -> None:
    chart = draw(samples.surveyed())
    ends = [trace["y"][:2] for trace in traces(chart, "lines") if trace["line"]["width"] == 3]
    assert ends == [[29.2, 62.2], [40.9, 71.3], [49.2, 77.0]]
    notes = [note["text"] for note in chart.wide["layout"]["annotations"]]
    assert {"29\u00a0%", "62\u00a0%", "45\u00a0%"} <= set(notes)


def test_shares_say_how_many_out_of_how_many_under_each_year() -> None:
    notes = [note["text"] for note in draw(samples.housed()).wide["layout"]["annotations"]]
    assert {"38 sur 52", "37 sur 49", "44 sur 56", "46 sur 58"} <= set(notes)


def test_few_people_are_written_without_a_percentage() -> None:
    chart = draw(samples.few())
    notes = [note["text"] for note in chart.wide["layout"]["annotations"]]
    assert {"5 sur 11", "7 sur 12"} <= set(notes)
    assert not [text for text in notes if re.search(r"\d\d\u00a0%", text) and text != "100\u00a0%"]
    assert str(chart.title) == "Logement stable\u00a0: 5 sur 11 en 2023, 7 sur 12 en 2024"


TITLES = {
    "two values are told without judging": (
        samples.housed,
        "Logement stable\u00a0: 73\u00a0% en 2021, 79\u00a0% en 2024",
    ),
    "noise": (samples.surveyed, "Mener seul ses démarches\u00a0: pas d’évolution établie entre 2023 et 2024"),
    "two sources": (samples.two_sources, "Sorties de l’année\u00a0: deux sources, deux chiffres"),
    "one year": (samples.one_year, "Mener seul ses démarches en 2024\u00a0: un point de départ"),
}


@pytest.mark.parametrize("name", TITLES)
def test_titles_state_the_finding(name: str) -> None:
    rows, title = TITLES[name]
    assert str(draw(rows()).title) == title


def test_overlapping_intervals_support_no_conclusion() -> None:
    rows = [row for row in samples.surveyed() if row.kind == "figure" and row.year in (2021, 2024)]
    assert "pas d’évolution établie entre 2021 et 2024" in str(draw(rows).title)


def test_more_unknown_than_known_is_said() -> None:
    rows = [samples.row("housed", 2020, value=12), samples.row("housed", 2023, reason="not_found")]
    assert str(draw(rows).title) == "Logement stable\u00a0: ce que l’on ignore l’emporte sur ce que l’on sait"


def test_the_only_known_year_is_no_starting_point() -> None:
    rows = [samples.row("housed", 2023, reason="not_sought"), samples.row("housed", 2024, value=12)]
    assert str(draw(rows).title) == "Logement stable\u00a0: une seule année connue, 2024"


def test_a_masked_year_says_so_and_a_year_without_row_too() -> None:
    chart = draw(samples.hours())
    assert [line[1] for line in chart.table.lines][1:3] == ["masqué", "aucun relevé"]
    assert any("trop peu de personnes" in str(note) for note in draw([*masked_people()]).notes)


def masked_people() -> list[Row]:
    """People counted in two years, too few in the third."""
    return [
        samples.row("housed", 2022, value=9),
        samples.masked("housed", year=2023),
        samples.row("housed", 2024, value=12),
    ]


def test_the_target_is_a_dashed_line_at_its_value() -> None:
    chart = draw(samples.hours())
    (dashed,) = [trace for trace in traces(chart, "lines") if trace["line"].get("dash") == "5px,3px"]
    assert dashed["y"][:2] == [40_000, 40_000]
    assert 2023.5 < dashed["x"][0] < 2024 < dashed["x"][1] < 2024.5
    assert "objectif 40\u202f000" in [note["text"] for note in chart.wide["layout"]["annotations"]]


def test_a_rate_above_one_hundred_stretches_the_axis() -> None:
    assert draw(samples.above()).wide["layout"]["yaxis"]["range"] == [0, 150]


def test_amounts_are_in_thousands_named_once_and_keep_their_exact_value() -> None:
    chart = draw(samples.large())
    assert str(chart.subtitle) == "En\u00a0k€, de 2010 à 2024."
    cells = [line[1] for line in chart.table.lines]
    assert [str(cell) for cell in cells[:4]] == ["12", "\u221232", "4,2", "0,1"]
    assert [cell.value for cell in cells[:4]] == [12_000, -31_500, 4_200, 90]
    assert str(cells[8]) == "0" and str(cells[9]) == "moins de 0,1"


def test_too_many_years_are_left_to_the_table_and_it_is_said() -> None:
    chart = draw(samples.large())
    assert chart.wide["layout"]["xaxis"]["ticktext"] == [str(year) for year in range(2013, 2025)]
    assert len(chart.narrow["layout"]["xaxis"]["ticktext"]) == 5
    assert len(chart.table.lines) == 15
    assert str(chart.notes[-2]) == "Le dessin montre les 12 dernières années\u202f; le tableau les donne toutes."


def test_the_sign_says_where_the_proof_comes_from() -> None:
    drawn = paint(draw(samples.qualified()).wide)
    assert drawn.count('r="5.5"') == 1  # declared: an open ring
    assert drawn.count('r="2.5"') == 1  # corroborated: a dot inside a ring
    rings = [shape for shape in draw(samples.qualified()).wide["layout"]["shapes"] if shape["type"] == "path"]
    assert len(rings) == 1 and rings[0]["path"].count("M") == 6  # estimated: six dashes


def test_the_qualifier_is_kept() -> None:
    chart = draw(samples.qualified())
    notes = [note["text"] for note in chart.wide["layout"]["annotations"]]
    assert {"plus de 600", "environ 750"} <= set(notes)
    assert "2023, de 700 à 950" in str(chart.alternative)


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [samples.row("housed", 2024, value=12)],
        [samples.row("housed", None, value=12), samples.row("housed", None, value=15)],
        [samples.row("housed", 2023, reason="not_sought"), samples.masked("housed")],
        [samples.row("housed", year, "sex=woman", value=12) for year in (2023, 2024)],
    ],
)
def test_nothing_to_draw(rows: list[Row]) -> None:
    assert by_year(rows, language="fr", number=1) is None
