"""Flows and the ladder: widths follow values, hidden numbers stay merged, totals are never invented."""

import re
import xml.etree.ElementTree as ET

import chart_samples as samples
import pytest

from dts_eval.disclosure.rows import Row
from dts_eval.presentation.blocks import Chart
from dts_eval.presentation.charts.money_flow import money_flow
from dts_eval.presentation.charts.painter import paint
from dts_eval.presentation.charts.participation import participation
from dts_eval.presentation.charts.pathway_flow import pathway_flow

SVG = "{http://www.w3.org/2000/svg}"


def spent(rows: list[Row]) -> Chart:
    """Draw expenses that must give a chart."""
    chart = money_flow(rows, year=2024, language="fr", number=1)
    assert chart is not None
    return chart


def paths(rows: list[Row]) -> Chart:
    """Draw pathways that must give a chart."""
    chart = pathway_flow(rows, year=2024, language="fr", number=1)
    assert chart is not None
    return chart


def notes(chart: Chart, painting: str = "wide") -> list[str]:
    """Return the texts written in a painting, lines joined."""
    return [note["text"].replace("<br>", " ") for note in getattr(chart, painting)["layout"]["annotations"]]


def ribbons(chart: Chart) -> list[float]:
    """Return the width of each ribbon drawn as a path, where it starts."""
    found = []
    for path in ET.fromstring(paint(chart.wide)).iter(f"{SVG}path"):
        numbers = [float(number) for number in re.findall(r"-?\d+\.?\d*", path.get("d", ""))]
        if path.get("d", "").count("C") == 2 and path.get("opacity"):
            found.append(numbers[-1] - numbers[1])
    return found


def test_ribbons_are_as_wide_as_their_amounts() -> None:
    amounts = [value for places in samples.SPENT.values() for place, value in places.items() if place != "unknown"]
    found = ribbons(spent(samples.spent()))
    assert found == pytest.approx([value * 250 / 1_197_600 for value in amounts], abs=0.02)


def test_totals_are_written_only_when_a_row_gives_them() -> None:
    with_totals, without = spent(samples.spent()), spent(samples.spent(totals=False))
    assert {"687\u00a0k€", "348\u00a0k€"} <= set(notes(with_totals))
    assert not [text for text in (*notes(without), *notes(without, "narrow")) if "k€" in text]
    assert without.table.head == (
        "Nature",
        "Dans le territoire",
        "Ailleurs dans le département",
        "Hors du département",
        "Lieu inconnu",
    )
    assert len(without.table.lines) == len(samples.SPENT)


def test_the_title_is_cautious_while_a_place_is_unknown() -> None:
    title = "Sur 1\u202f198\u00a0k€ dépensés en 2024, au moins 687\u00a0k€ arrivent d’abord dans le territoire"
    assert str(spent(samples.spent()).title) == title
    known = [row for row in samples.spent() if "unknown" not in row.breakdown]
    assert "au moins" not in str(spent(known).title)
    assert "arrivent" not in str(spent(samples.spent(totals=False)).title)


def test_money_of_unknown_place_is_hatched() -> None:
    hatched = [trace for trace in spent(samples.spent()).wide["data"] if "fillpattern" in trace]
    assert len(hatched) == 2  # the ribbon and its end
    assert "trame rayée" in str(spent(samples.spent()).how_to_read)


def test_an_absent_cell_is_no_zero() -> None:
    cells = spent(samples.spent()).table.lines[1]
    assert cells[0] == "Salaires des permanents" and cells[2] == "aucune ligne"
    one = [row for row in samples.spent() if row.breakdown == "kind=purchases;place=unknown"]
    assert money_flow(one, year=2024, language="fr", number=1) is None


def test_masked_ends_are_merged_and_hatched() -> None:
    chart = paths([*samples.referred_masked(), *samples.exits()])
    written = notes(chart)
    assert written.count("masqué") == 1
    assert "nombres masqués, personnes encore en parcours, sorties hors du compte" in written
    assert not {"Mission locale", "Candidature directe", "Sortie positive"} & set(written)
    assert [line[1] for line in chart.table.lines].count("masqué") == 4


def test_pathway_widths_are_numbers_of_people() -> None:
    chart = paths([*samples.referred(), *samples.exits_all_known()])
    people = [22, 17, 8, 11, 58 - 26, 7, 5, 5]
    assert ribbons(chart) == pytest.approx([number * 240 / 58 for number in people], abs=0.02)
    assert str(chart.title) == "Sur 58 personnes en parcours en 2024, 26 sorties sont comptées dans l’année"


@pytest.mark.parametrize(
    "rows",
    [
        samples.referred(),
        [*samples.referred()[1:], *samples.exits_all_known()],
        [*samples.referred()[:2], *samples.exits_all_known()],
        [samples.row("people", 2024, value=20), *samples.referred()[1:], *samples.exits_all_known()],
    ],
)
def test_too_little_or_parts_above_the_whole_are_not_drawn(rows: list[Row]) -> None:
    assert pathway_flow(rows, year=2024, language="fr", number=1) is None


def test_the_ladder_shows_both_answers_and_the_gap() -> None:
    chart = participation(samples.degrees(), language="fr", number=1)
    assert chart is not None
    gaps, declared, felt = chart.wide["data"]
    assert declared["marker"]["symbol"] == felt["marker"]["symbol"] == "square"
    assert list(zip(declared["x"], declared["y"], strict=True))[2] == (2, 2)
    assert list(zip(felt["x"], felt["y"], strict=True))[2] == (1, 2)
    assert gaps["x"] == [2, 1, None, 1, 0, None]
    assert {"avis non recueilli", "degré non renseigné", "participation effective"} <= set(notes(chart))
    assert "se placent plus bas" in str(chart.title)


def answers(*pairs: tuple[str, str]) -> list[Row]:
    """Make the two answers of as many stakeholders."""
    return [
        samples.row(indicator, None, f"stakeholder=le groupe {place}", text=answer, kind="scope", unit="")
        for place, pair in enumerate(pairs)
        for indicator, answer in zip(("stakeholder_degree", "stakeholder_degree_felt"), pair, strict=True)
        if answer
    ]


@pytest.mark.parametrize(
    ("pairs", "title"),
    [
        ([("consultation", ""), ("codecision", "")], "Degrés de participation : seule la structure a répondu"),
        ([("consultation", "consultation")] * 2, "La structure et les personnes décrivent la même participation"),
        ([("consultation", "consultation"), ("codecision", "")], "Là où les deux réponses sont connues"),
        ([("consultation", "codecision"), ("codecision", "codecision")], "se placent plus haut"),
        ([("consultation", "codecision"), ("codecision", "information")], "pas toujours la même participation"),
    ],
)
def test_titles_of_the_ladder(pairs: list[tuple[str, str]], title: str) -> None:
    chart = participation(answers(*pairs), language="fr", number=1)
    assert chart is not None and title.replace(" :", "\u00a0:") in str(chart.title)


def test_one_stakeholder_makes_no_ladder() -> None:
    assert participation(answers(("consultation", "")), language="fr", number=1) is None


def test_a_total_typed_beside_the_counted_one_stops_no_drawing() -> None:
    typed = samples.row("people", 2024, value=57, status="declared", mark="#2")
    chart = paths([typed, *samples.referred(), *samples.exits_all_known()])
    assert "58 personnes" in notes(chart)
    assert any("Une autre source" in str(note) for note in chart.notes)
