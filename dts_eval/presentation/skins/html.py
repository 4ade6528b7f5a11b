"""The report as one HTML page that opens without a network: style, fonts, drawings and script are inside."""

import base64
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from itertools import groupby
from typing import Any

from babel.dates import get_day_names, get_month_names
from markupsafe import Markup

from dts_eval.disclosure.rows import Cited
from dts_eval.foundation.language import NARROW, say
from dts_eval.foundation.model import Grade
from dts_eval.foundation.shipped import look_file
from dts_eval.presentation.blocks import Block, Chart, Essentials, EvidenceRegister, Report, Section, SideBySide
from dts_eval.presentation.skins.drawings import screen_svg
from dts_eval.presentation.skins.figures import light_figure
from dts_eval.presentation.skins.html_marks import Marks
from dts_eval.presentation.skins.one_page import one_page_zoom
from dts_eval.presentation.skins.pieces import (
    NAMED_COLUMNS,
    SHORT_TABLE,
    figure_numbers,
    is_quotation,
    is_small,
    is_word,
    proofs_of_figure,
    running_head,
)
from dts_eval.presentation.skins.proofs import Panel, grade_word, panels, sources
from dts_eval.presentation.skins.scripts import BUNDLE, page_script, script_value
from dts_eval.presentation.skins.shared_files import addresses
from dts_eval.presentation.skins.style import (
    NOTES_FIRST,
    column_names,
    look_text,
    printed_pages,
    style_sheet,
)
from dts_eval.presentation.skins.templates import templates


@dataclass(frozen=True)
class Drawing:
    """A chart as the page holds it: two still paintings, and the figures that the script draws over them."""

    wide: Markup
    narrow: Markup
    figures: Markup
    number: str
    source: str
    proofs: tuple[str, ...]
    notes_first: bool


def write_html(report: Report, assets: str = "") -> str:
    """Write the report as one HTML page, the same bytes for the same report.

    ``assets`` is the address, from the page, of the folder of the files that several pages share; without it, the page
    holds all.
    """
    marks = Marks(report, panels(report))
    blocks = templates().get_template("blocks.html.j2").make_module(_words(report, marks))
    marks.citations.section = ("contenu", report.cover.name)
    cover = Markup(blocks.draw_cover(report))
    # The register tells where each evidence is cited: it is drawn when everything else is.
    bodies = {
        section.section_id: _body(section, blocks, marks) for section in sorted(report.sections, key=_holds_register)
    }
    template = templates().get_template("report.html.j2")
    return template.render(
        _words(report, marks),
        report=report,
        cover=cover,
        bodies=bodies,
        small=_following(report),
        zoom=one_page_zoom,
        head=running_head(report),
        style=Markup(style_sheet()),
        pages=Markup(printed_pages(report)),
        script=Markup(page_script()),
        shared=addresses(assets),
        has_charts=_charts(report),
        plotly=Markup(_plotly()),
        licence=Markup(look_text(f"{BUNDLE}.LICENSE.txt")),
        locale=_json(_locale(report.language)),
    )


def _following(report: Report) -> set[str]:
    """Name the small sections that follow another on its printed page; nothing follows the essentials."""
    pairs = zip(report.sections, report.sections[1:], strict=False)
    return {second.section_id for first, second in pairs if is_small(second) and not _is_one_page(first)}


def _is_one_page(section: Section) -> bool:
    return any(isinstance(block, Essentials) for block in section.blocks)


def _holds_register(section: Section) -> bool:
    return any(isinstance(block, EvidenceRegister) for block in section.blocks)


def _body(section: Section, blocks: Any, marks: Marks) -> Markup:
    marks.citations.section = (section.section_id, section.title)
    lead = blocks.draw_lead(section.lead)
    return Markup("\n").join([Markup(lead), *(_draw(block, blocks) for block in section.blocks)])


def _draw(block: Block, blocks: Any) -> Markup:
    if isinstance(block, SideBySide):
        columns = [(title, [_draw(one, blocks) for one in inside]) for title, inside in block.columns]
        return Markup(blocks.draw_side_by_side(columns))
    return Markup(getattr(blocks, f"draw_{_name(block)}")(block))


def _name(block: Block) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", type(block).__name__).lower()


def _words(report: Report, marks: Marks) -> dict[str, Any]:
    language = report.language
    return {
        "m": marks,
        "say": partial(say, language=language),
        "language": language,
        "grades": tuple((grade, grade_word(grade, language)) for grade in reversed(Grade)),
        "contents": tuple((section.section_id, section.title) for section in report.sections),
        "drawing": partial(_drawing, marks=marks, numbers=figure_numbers(report)),
        "short_table": SHORT_TABLE,
        "named_columns": NAMED_COLUMNS,
        "is_quotation": is_quotation,
        "is_word": is_word,
        "heaps": partial(_heaps, panels=marks.panels),
        "column_names": column_names,
    }


def _heaps(
    evidence: Iterable[Cited], panels: Mapping[str, Panel]
) -> list[tuple[tuple[tuple[str, str], ...], list[Panel]]]:
    """Gather the proofs that follow each other and come from one file: what they share is told once."""
    told = (panels[cited.evidence_id] for cited in evidence)
    return [(shared, list(heap)) for shared, heap in groupby(told, key=lambda panel: panel.shared)]


def _drawing(chart: Chart, marks: Marks, numbers: Mapping[str, str]) -> Drawing:
    proofs = proofs_of_figure(chart)
    return Drawing(
        wide=Markup(screen_svg(chart.wide, f"{chart.chart_id}-l")),
        narrow=Markup(screen_svg(chart.narrow, f"{chart.chart_id}-e")),
        figures=_json({"narrow": light_figure(chart.narrow), "wide": light_figure(chart.wide)}),
        number=numbers[chart.chart_id],
        source=sources(proofs, marks.panels, marks.language),
        proofs=proofs,
        notes_first=chart.family in NOTES_FIRST,
    )


def _charts(report: Report) -> bool:
    return any(isinstance(block, Chart) for section in report.sections for block in section.blocks)


def _json(value: object) -> Markup:
    return Markup(script_value(value))


def _locale(language: str) -> dict[str, Any]:
    """Return what plotly.js needs to write in a language; English is its own, and giving it again breaks it."""
    signs = {"decimal": ",", "thousands": NARROW} if language == "fr" else {"decimal": ".", "thousands": ","}
    if language == "en":
        return {"name": language, "format": signs}

    def days(width: str) -> list[str]:
        names = get_day_names(width, locale=language)
        return [str(names[day]) for day in (6, 0, 1, 2, 3, 4, 5)]

    def months(width: str) -> list[str]:
        names = get_month_names(width, locale=language)
        return [str(names[month]) for month in range(1, 13)]

    told = {"days": days("wide"), "shortDays": days("abbreviated")}
    told |= {"months": months("wide"), "shortMonths": months("abbreviated")}
    dates = {"date": "%d/%m/%Y", "year": "%Y", "month": "%b %Y", "dayMonth": "%-d %b", "dayMonthYear": "%-d %b %Y"}
    return {"moduleType": "locale", "name": language, "dictionary": {}, "format": signs | told | dates}


@cache
def _plotly() -> str:
    return base64.b64encode(look_file(f"{BUNDLE}.min.js.gz").read_bytes()).decode("ascii")
