"""What every figure of every family keeps to: the vocabulary, the look, the words, and the way back to its rows."""

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from typing import Any

import avoided_samples
import chart_samples as samples
import plotly.graph_objects as go
import pytest

from dts_eval.disclosure.rows import Row
from dts_eval.foundation.language import LANGUAGES
from dts_eval.presentation.asked import compared_of, questions_of
from dts_eval.presentation.blocks import Chart
from dts_eval.presentation.charts.actor_map import actor_map
from dts_eval.presentation.charts.answers import answers
from dts_eval.presentation.charts.avoided_costs import avoided_costs
from dts_eval.presentation.charts.avoided_swings import avoided_swings
from dts_eval.presentation.charts.by_year import by_year
from dts_eval.presentation.charts.colours import TOKENS
from dts_eval.presentation.charts.commune_map import commune_map
from dts_eval.presentation.charts.cursors import cursors
from dts_eval.presentation.charts.lettering import text_width
from dts_eval.presentation.charts.money_flow import money_flow
from dts_eval.presentation.charts.painter import paint
from dts_eval.presentation.charts.participation import participation
from dts_eval.presentation.charts.parts import parts
from dts_eval.presentation.charts.passages import passages, passages_asked
from dts_eval.presentation.charts.pathway_flow import pathway_flow
from dts_eval.presentation.charts.resource_mix import resource_mix
from dts_eval.presentation.charts.territory_map import territory_map
from dts_eval.presentation.charts.votes import votes
from dts_eval.presentation.shown import Sentence, Shown

SVG = "{http://www.w3.org/2000/svg}"
Draw = Callable[[list[Row], str], Chart | None]
LABELS = {
    "housed": "Logement stable",
    "confident": "Mener seul ses démarches",
    "hours_worked": "Heures de travail en parcours",
    "visitors": "Visiteurs de la recyclerie",
    "exits_all": "Sorties de l’année",
    "operating_result": "Résultat de l’exercice",
    "visits": "Heures par service",
    "people": "Personnes en parcours",
}


def _years(rows: list[Row], language: str) -> Chart | None:
    return by_year(rows, language=language, number=3, labels=LABELS)


def _parts(key: str) -> Draw:
    return lambda rows, language: parts(rows, key, year=2024, language=language, number=3, labels=LABELS)


def _resources(rows: list[Row], language: str) -> Chart | None:
    return resource_mix(rows, language=language, number=3)


def _money(rows: list[Row], language: str) -> Chart | None:
    return money_flow(rows, year=2024, language=language, number=3)


def _pathway(rows: list[Row], language: str) -> Chart | None:
    return pathway_flow(rows, year=2024, language=language, number=3)


def _ladder(rows: list[Row], language: str) -> Chart | None:
    return participation(rows, language=language, number=3)


def _votes(rows: list[Row], language: str) -> Chart | None:
    return votes(rows, criteria=samples.criteria(), language=language, number=3)


def _answers(rows: list[Row], language: str) -> Chart | None:
    rates = [row for row in rows if row.indicator == "survey_response_rate"]
    names = {"C-03": "Enquête de fin d’année", "C-05": "Questionnaire aux bénévoles"}
    return answers(
        questions_of(rows, "integration", 2024), rates, names=names, year=2024, language=language, number=3
    )


def _cursors(rows: list[Row], language: str) -> Chart | None:
    return cursors(rows, language=language, number=3)


def _actors(rows: list[Row], language: str) -> Chart | None:
    return actor_map(rows, language=language, number=3)


def _passages(rows: list[Row], language: str) -> Chart | None:
    return passages(rows, year=2024, language=language, number=3)


def _territories(rows: list[Row], language: str) -> Chart | None:
    return territory_map(rows, language=language, number=3)


def _communes(rows: list[Row], language: str) -> Chart | None:
    return commune_map(rows, samples.outlined()[1], language=language, number=3)


def _compared(rows: list[Row], language: str) -> Chart | None:
    return passages_asked(compared_of(rows, "integration", 2024), year=2024, language=language, number=3)


def _avoided(rows: list[Row], language: str) -> Chart | None:
    return avoided_costs(rows, year=2024, language=language, number=3)


def _swings(rows: list[Row], language: str) -> Chart | None:
    return avoided_swings(rows, year=2024, language=language, number=3)


CASES: dict[str, tuple[list[Row], Draw]] = {
    "by_year": (samples.housed(), _years),
    "by_year_survey": (samples.surveyed(), _years),
    "by_year_hours": (samples.hours(), _years),
    "by_year_sources": (samples.two_sources(), _years),
    "by_year_qualified": (samples.qualified(), _years),
    "by_year_few": (samples.few(), _years),
    "by_year_many": (samples.large(), _years),
    "by_year_above": (samples.above(), _years),
    "by_year_one": (samples.one_year(), _years),
    "parts": (samples.exits(), _parts("exit_category")),
    "parts_known": (samples.referred(), _parts("referral")),
    "parts_typed": (samples.typed(), _parts("service")),
    "parts_shares": (samples.mix(), _parts("nature")),
    "resources": (samples.resources(), _resources),
    "resources_small": (samples.resources(0.001), _resources),
    "money": (samples.spent(), _money),
    "money_no_total": (samples.spent(totals=False), _money),
    "pathway": ([*samples.referred(), *samples.exits_all_known()], _pathway),
    "pathway_masked": ([*samples.referred_masked(), *samples.exits()], _pathway),
    "ladder": (samples.degrees(), _ladder),
    "votes": (samples.ballots(), _votes),
    "cursors": (samples.placed(), _cursors),
    "answers": (samples.answered(), _answers),
    "answers_one": (samples.answered()[:4], _answers),
    "answers_whole": (samples.answered()[:4] + samples.answered()[8:], _answers),
    "passages": (samples.passed(), _passages),
    "passages_known": (samples.passed(masked_too=False), _passages),
    "territories": (samples.placed_in_france(), _territories),
    "territories_named": (samples.placed_in_france(named_only=True), _territories),
    "communes": (samples.outlined()[0], _communes),
    "communes_no_site": (samples.outlined(site=False)[0], _communes),
    "compared": (samples.compared(), _compared),
    "compared_known": (samples.compared()[:5], _compared),
    "actors": (samples.actors(), _actors),
    "actors_few": (samples.actors(3), _actors),
    "actors_many": (samples.actors(14), _actors),
    "avoided": (avoided_samples.avoided(), _avoided),
    "avoided_large": (avoided_samples.avoided(37), _avoided),
    "swings": (avoided_samples.swings(), _swings),
    "swings_many": (avoided_samples.swings(3), _swings),
}
PAINTINGS = [(name, language) for name in CASES for language in LANGUAGES]


def chart_of(name: str, language: str) -> Chart:
    """Make the chart of a case."""
    rows, draw = CASES[name]
    chart = draw(rows, language)
    assert chart is not None
    return chart


def sentences(chart: Chart) -> list[Sentence]:
    """Return every sentence of a chart."""
    named = [chart.title, chart.subtitle, chart.how_to_read, chart.silent, chart.alternative]
    return [*named, *chart.notes, chart.table.caption]


def boxes(figure: dict[str, Any]) -> Iterator[tuple[str, float, float, float, float]]:
    """Give each line of text of a painted figure, with its left, top, right and bottom."""
    for text in ET.fromstring(paint(figure)).iter(f"{SVG}text"):
        if text.get("stroke") is not None:
            continue
        size, bold = float(text.get("font-size", "0")), text.get("font-weight") == "600"
        for line in list(text) or [text]:
            written = line.text or ""
            width = text_width(written, size, bold)
            x, y = float(line.get("x", "0")), float(line.get("y", "0"))
            left = {"middle": x - width / 2, "end": x - width}.get(text.get("text-anchor", ""), x)
            if text.get("transform"):
                yield written, x - 0.8 * size, y - width / 2, x + 0.2 * size, y + width / 2
            else:
                yield written, left, y - 0.72 * size, left + width, y + 0.2 * size


@pytest.mark.parametrize(("name", "language"), PAINTINGS)
def test_both_paintings_are_plotly_and_the_painter_paints_them(name: str, language: str) -> None:
    chart = chart_of(name, language)
    for figure, width in ((chart.wide, 656), (chart.narrow, 328)):
        go.Figure(figure)
        assert figure["layout"]["width"] == width
        assert paint(figure, labelled=str(chart.alternative)) == paint(figure, labelled=str(chart.alternative))
        json.dumps(figure, allow_nan=False)


@pytest.mark.parametrize(("name", "language"), PAINTINGS)
def test_no_label_is_cut_and_no_two_labels_meet(name: str, language: str) -> None:
    chart = chart_of(name, language)
    for figure in (chart.wide, chart.narrow):
        width, height = figure["layout"]["width"], figure["layout"]["height"]
        found = list(boxes(figure))
        for text, left, top, right, bottom in found:
            assert left >= -1 and right <= width + 1, f"{text!r} is cut: {left:.0f} to {right:.0f} of {width}"
            assert top >= -1 and bottom <= height + 1, f"{text!r} is cut: {top:.0f} to {bottom:.0f} of {height}"
        for place, (text, left, top, right, bottom) in enumerate(found):
            for other, left2, top2, right2, bottom2 in found[place + 1 :]:
                apart = left >= right2 or left2 >= right or top >= bottom2 or top2 >= bottom
                assert apart, f"{text!r} meets {other!r}"


@pytest.mark.parametrize(("name", "language"), PAINTINGS)
def test_letters_and_colours_are_those_of_the_look(name: str, language: str) -> None:
    chart = chart_of(name, language)
    for figure in (chart.wide, chart.narrow):
        written = json.dumps(figure)
        assert set(re.findall(r"#[0-9A-Fa-f]{6}", written)) <= TOKENS
        assert min(float(size) for size in re.findall(r'font-size="([\d.]+)"', paint(figure))) >= 12


@pytest.mark.parametrize(("name", "language"), PAINTINGS)
def test_every_number_shown_is_a_number_of_its_row(name: str, language: str) -> None:
    rows = {row.row_id: row for row in CASES[name][0]}
    chart = chart_of(name, language)
    cells = [cell for line in chart.table.lines for cell in line]
    said = [*sentences(chart), *(cell for cell in cells if isinstance(cell, Sentence))]
    shown = [part for sentence in said for part in sentence.text.parts if isinstance(part, Shown)]
    shown += [cell for cell in cells if isinstance(cell, Shown)]
    assert shown or name.startswith(("ladder", "actors", "territories", "communes"))
    for item in shown:
        row = rows[item.row_id]
        assert item.value in (row.value, row.numerator, row.denominator, row.unknown, row.low, row.high)
        assert item.evidence_ids == row.evidence_ids


@pytest.mark.parametrize(("name", "language"), PAINTINGS)
def test_lengths_drawn_are_values_of_rows(name: str, language: str) -> None:
    values = {row.value for row in CASES[name][0]}
    if name.startswith("answers"):
        values = {part for row in CASES[name][0] for part in (row.numerator, row.unknown)}
    chart = chart_of(name, language)
    for figure in (chart.wide, chart.narrow):
        for trace in figure["data"]:
            if trace["type"] == "bar":
                assert set(trace["x"]) - {None} <= values
            elif name.startswith("by_year") and "markers" in trace["mode"]:
                assert set(trace["y"]) <= values


@pytest.mark.parametrize(("name", "language"), PAINTINGS)
def test_every_sentence_that_claims_bears_its_evidence(name: str, language: str) -> None:
    chart = chart_of(name, language)
    assert chart.chart_id == "fig-3" and chart.evidence_ids
    for sentence in (chart.title, chart.how_to_read, chart.alternative):
        assert sentence.evidence_ids
        assert set(sentence.evidence_ids) <= set(chart.evidence_ids)
    for line in chart.table.lines:
        assert len(line) == len(chart.table.head)


@pytest.mark.parametrize(("name", "language"), PAINTINGS)
def test_words_are_set_as_the_language_sets_them(name: str, language: str) -> None:
    chart = chart_of(name, language)
    written = [str(sentence) for sentence in sentences(chart)]
    written += [text for text, *_ in (*boxes(chart.wide), *boxes(chart.narrow))]
    written += [str(cell) for line in chart.table.lines for cell in line]
    for text in written:
        assert "None" not in text and "{" not in text and "chart_" not in text and " ." not in text
        if language == "fr":
            assert not re.search(r" [%€:;!?»]|« |[\w%€]'\w|\d \d{3}\b", text), text
            assert not re.search(r"[\w»)][;!?:](\s|$)", text), text


def test_a_drawing_writes_nothing_below_the_threshold() -> None:
    for name in ("parts", "pathway_masked", "answers"):
        for figure in (chart_of(name, "fr").wide, chart_of(name, "fr").narrow):
            assert "masqué" in " ".join(text for text, *_ in boxes(figure))
            assert not {"1", "2", "3", "4"} & {text for text, *_ in boxes(figure)}


def test_undated_facts_are_on_no_time_axis() -> None:
    chart = chart_of("by_year_hours", "fr")
    assert "12" not in json.dumps(chart.wide["data"]).replace("120", "")
    assert [line[0] for line in chart.table.lines] == [str(year) for year in range(2019, 2025)]
