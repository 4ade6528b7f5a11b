"""The report on a network: its numbers have their rows, its pages stay light, nobody is named beside a value."""

import re
import shutil
import subprocess
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest
from network_samples import One, campaign, copies, decided, effect, figure, share, voice
from shipped_report import RICH, shipped_report
from test_skin_html import Page, shown_in

import dts_eval as dts
from dts_eval.comparison.network.pooling import Synthesis
from dts_eval.presentation.blocks import Chart, Heading, Quote, Report, ReportList, Table
from dts_eval.presentation.charts.painter import paint
from dts_eval.presentation.skins.html import write_html
from dts_eval.presentation.skins.pdf import write_pdf

# Written over a figure, these words would say that one structure does better.
JUDGING = {
    "fr": r"meilleure?s?|pires?|classements?|rangs?|notes?|scores?|grâce à|performan\w+|réussite|échec|en tête",
    "en": r"better|worse|worst|rank(?:s|ed|ing)?|scores?|thanks to|perform\w+|success|failure|ahead",
}
DENYING = {"network_silent", "chart_silent_network_spread"}
LARGEST = 3_000_000
PDFTOTEXT = shutil.which("pdftotext")


class Made(NamedTuple):
    synthesis: Synthesis
    report: Report
    html: str


def made(folder: Path, language: str = "fr") -> Made:
    synthesis = dts.pool(dts.read_network(folder, lang=language, with_fictitious=True))
    report = dts.present(synthesis)
    return Made(synthesis, report, write_html(report))


def twelve() -> list[One]:
    """Structures of two years, of which some hide, some speak, some were invented."""
    found = []
    for place in range(12):
        own = [
            figure("contracts_signed", 10 + place), share("dynamic_exit_rate", place + 1, 20 + place),
            figure("hours_worked_insertion", 1000 * place + 500), decided("needs", "kept" if place % 3 else "rejected"),
            decided("local_fierte", "added"),
            *voice(f"T-{place}", "needs", f"Parole {place}.", contests=place % 4 == 0),
            *effect(f"F-{place}", "needs", f"Effet {place}", contested=place % 2 == 0),
        ]  # fmt: skip
        found.append(
            One(
                f"Maison {place:02}",
                tuple(own),
                labels={"local_fierte": f"la fierté {place}"},
                folder="a b" if place else ".",
            )
        )
    return found


@pytest.fixture(scope="module", params=["fr", "en"])
def shown(request, tmp_path_factory) -> tuple[str, Made]:
    folder = campaign(tmp_path_factory.mktemp("network"), twelve(), failed=("abîmé.xlsx",))
    return request.param, made(folder, request.param)


@pytest.fixture(scope="module")
def large(tmp_path_factory) -> Made:
    """Three hundred structures copied from the richest that is shipped."""
    folder = tmp_path_factory.mktemp("large")
    return made(campaign(folder, copies(shipped_report(RICH).rows, 300)))


def texts_of(report: Report) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}

    def walk(thing: object) -> None:
        if isinstance(thing, tuple | list):
            for item in thing:
                walk(item)
        elif hasattr(thing, "key") and hasattr(thing, "parts"):
            found.setdefault(thing.key, set()).add(str(thing))
            walk(thing.parts)
        elif hasattr(thing, "__dataclass_fields__"):
            for name in thing.__dataclass_fields__:
                walk(getattr(thing, name))

    walk([section for section in report.sections if not section.annex])
    return found


def test_every_number_of_the_page_has_its_row_and_its_proof(shown):
    _, (synthesis, report, html) = shown
    rows = {row.row_id: row for row in report.rows}
    assert len(rows) == len(report.rows)
    held = {cited.evidence_id for cited in report.evidence}
    numbers = list(shown_in((report.notice, report.cover, report.sections)))
    assert len(numbers) > 60
    for one in numbers:
        row = rows[one.row_id]
        assert one.value in (row.value, row.numerator, row.denominator)
        assert one.evidence_ids and set(one.evidence_ids) <= held
    page = Page(html)
    ids = {given["id"] for _, given, _ in page.tags if "id" in given}
    inside = [given["href"] for given in page.all("a") if given["href"].startswith("#")]
    assert inside and all(place[1:] in ids for place in inside)


def test_each_report_is_linked_where_it_stands(shown):
    _, (synthesis, report, html) = shown
    (listed,) = [block for section in report.sections for block in section.blocks if isinstance(block, ReportList)]
    assert [one.label for one in listed.reports] == [f"R{place}" for place in range(1, 13)]
    assert listed.reports[1].address == "a b/maison-01-2024.html"
    assert 'href="a%20b/maison-01-2024.html"' in html and 'href="maison-00-2024.html"' in html


def test_nothing_is_judged_or_ranked(shown):
    language, (_, report, _) = shown
    found = texts_of(report)
    assert len(found) > 40
    judged = re.compile(rf"\b(?:{JUDGING[language]})\b", re.I)
    assert [words for key, told in found.items() if key not in DENYING for words in told if judged.search(words)] == []


def test_sentences_are_whole(shown):
    language, (_, report, _) = shown
    for told in texts_of(report).values():
        for words in told:
            assert "None" not in words and "  " not in words and "'" not in words and "{" not in words, words


def test_no_structure_stands_beside_a_value(shown):
    _, (synthesis, report, _) = shown
    for section in report.sections:
        if section.section_id in ("chiffres", "repartition"):
            assert "Maison" not in str(section)
    assert {cited.raw for cited in synthesis.filed} == {""}


def test_quotes_bear_their_structure_and_stand_under_their_criterion(shown):
    _, (_, report, _) = shown
    section = next(one for one in report.sections if one.section_id == "paroles")
    quotes = [block for block in section.blocks if isinstance(block, Quote)]
    assert len(quotes) == 4 and sum(quote.contests for quote in quotes) == 2
    assert all("Maison" in quote.speaker for quote in quotes)
    assert [block for block in section.blocks if isinstance(block, Heading)]


def test_charts_are_drawn_alike_on_paper(shown):
    _, (_, report, _) = shown
    charts = [block for section in report.sections for block in section.blocks if isinstance(block, Chart)]
    assert [chart.family for chart in charts] == ["network_choices", "network_spread"]
    for chart in charts:
        for figure_drawn in (chart.wide, chart.narrow):
            assert paint(figure_drawn, labelled=str(chart.alternative)).startswith("<svg")


def test_the_dots_of_a_spread_are_the_values_that_are_shown(shown):
    _, (synthesis, report, _) = shown
    chart = next(b for s in report.sections for b in s.blocks if isinstance(b, Chart) and b.family == "network_spread")
    (line,) = [one for one in synthesis.figures if one.key.unit == "percent"]
    dots = next(trace for trace in chart.wide["data"] if trace["mode"] == "markers")
    assert sorted(set(map(round, line.values))) == list(map(round, dots["x"]))


def test_the_same_reports_give_the_same_bytes(tmp_path):
    pages = [made(campaign(tmp_path / name, twelve())).html for name in ("one", "other")]
    assert pages[0] == pages[1]


@pytest.mark.poppler
@pytest.mark.skipif(PDFTOTEXT is None, reason="poppler-utils is not installed")
def test_numbers_are_the_same_on_paper(shown, tmp_path):
    _, (_, report, html) = shown
    path = tmp_path / "synthesis.pdf"
    path.write_bytes(write_pdf(report))
    text = subprocess.run([PDFTOTEXT, "-layout", path, "-"], capture_output=True, check=True).stdout.decode("utf-8")
    digits = re.compile(r"\d+(?:[.,]\d+)*")

    def joined(words: str) -> str:
        # On paper the narrow space between thousands is read as a plain one.
        return re.sub(r"(?<=\d)[\u202f ](?=\d{3}\b)", "", words)

    on_paper = Counter(digits.findall(joined(text)))
    page = Page(html)
    numbers = [words for words, inside in page.words if inside and inside[-1] == "data"]
    on_screen = Counter(found for words in numbers for found in digits.findall(joined(words)))
    assert on_screen.total() > 60
    assert {written: times for written, times in on_screen.items() if on_paper[written] < times} == {}


def test_the_page_of_three_hundred_structures_stays_light(large):
    assert len(large.synthesis.network.members) == 300
    assert 500_000 < len(large.html.encode()) < LARGEST


def test_three_hundred_structures_are_all_listed_once(large):
    labels = Counter(re.findall(r"<b>(R\d+)</b>", large.html))
    assert labels == Counter(f"R{place}" for place in range(1, 301))
    assert large.report.fictitious and large.html.count("Structure inventée 0123") <= 2


def test_a_figure_of_three_hundred_structures_is_recounted_from_their_reports(large):
    given: Counter[str] = Counter()
    for one in copies(shipped_report(RICH).rows, 300):
        for row in one.rows:
            if (row.kind, row.indicator, row.year, row.breakdown) == ("figure", "contracts_signed", 2024, ""):
                given["sum"] += row.value
                given["structures"] += 1
    line = next(one for one in large.synthesis.figures if one.key.indicator == "contracts_signed")
    assert (line.together.value, line.entering.value) == (given["sum"], given["structures"])
    assert given["structures"] > 200


def test_a_synthesis_without_any_figure_says_so(tmp_path):
    report = made(campaign(tmp_path, [replace(one, rows=()) for one in twelve()[:3]])).report
    section = next(one for one in report.sections if one.section_id == "chiffres")
    assert "network_no_figure" in {said.text.key for said in section.lead}
    assert not [block for block in section.blocks if isinstance(block, Table)]
    assert "indicateurs" not in {one.section_id for one in report.sections}


def test_the_files_are_those_of_any_report(tmp_path):
    folder = campaign(tmp_path, twelve())
    written = dts.write(made(folder).report, folder, formats="html,docx")
    assert {path.name.partition(".")[2] for path in written} == {"html", "docx", "rows.csv", "evidence.csv"}
    listed = (folder / "synthese-du-reseau.evidence.csv").read_text(encoding="utf-8")
    assert listed.count("\nR") == 12
