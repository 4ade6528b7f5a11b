"""The slides of the debate as one HTML page: it opens without a network, reads without a script, prints to write on."""

import math
from functools import partial
from typing import Any

from markupsafe import Markup

from dts_eval.foundation.language import say
from dts_eval.foundation.model import Grade
from dts_eval.presentation.blocks import Chart, Report
from dts_eval.presentation.skins.drawings import screen_svg
from dts_eval.presentation.skins.html_marks import Marks
from dts_eval.presentation.skins.pieces import SHORT_TABLE, is_quotation, is_word, proofs_of_figure, running_head
from dts_eval.presentation.skins.proof_lines import MOST_LINES, proof_lines
from dts_eval.presentation.skins.proofs import grade_word, panels
from dts_eval.presentation.skins.shared_files import addresses
from dts_eval.presentation.skins.style import column_names, css_text, look_text, style_sheet
from dts_eval.presentation.skins.templates import templates
from dts_eval.presentation.slides import Kind, Slide, slides_of

# A narrow drawing higher than this takes a whole printed page: paper then holds the wide one.
HIGHEST_NARROW = 400
# Reactions that the handout leaves room for, in the order of the look: full, half, crossed, blank.
REACTIONS = ("recognises", "qualifies", "contests", "unsure")
LONG, LONGER = 110, 220


class SlideMarks(Marks):
    """Draws what can be cited; a number leads to its proof on its own slide."""

    def target(self, evidence_ids: tuple[str, ...]) -> str:
        """Name the place of the slide where a proof is told."""
        return f"{self.citations.section[0]}-{super().target(evidence_ids)}"


def write_slides(report: Report, assets: str = "") -> str:
    """Write the slides of a report as one HTML page, the same bytes for the same report.

    ``assets`` is the address, from the page, of the folder of the files that several pages share; without it, the page
    holds all.
    """
    marks = SlideMarks(report, panels(report))
    language = report.language
    slides = slides_of(report)
    words: dict[str, Any] = {
        "m": marks,
        "say": partial(say, language=language),
        "language": language,
        "grades": tuple((grade, grade_word(grade, language)) for grade in reversed(Grade)),
        "short_table": SHORT_TABLE,
        "is_quotation": is_quotation,
        "is_word": is_word,
        "panels": marks.panels,
        "column_names": column_names,
    }
    words["blocks"] = templates().get_template("blocks.html.j2").make_module(words)
    draw = templates().get_template("slide.html.j2").make_module(words)
    return templates().get_template("slides.html.j2").render(
        words,
        report=report,
        title=say("skin_slide_title", language, title=report.title),
        slides=[_drawn(slide, number, len(slides), report, marks, draw) for number, slide in enumerate(slides, 1)],
        head=running_head(report),
        style=Markup(style_sheet("slides.css")),
        pages=Markup(_printed_pages(report)),
        script=Markup(look_text("slides.js")),
        shared=addresses(assets),
    )


def _drawn(slide: Slide, number: int, total: int, report: Report, marks: Marks, draw: Any) -> Markup:
    marks.citations.section = (slide.slide_id, slide.about)
    lines = proof_lines(_proofs(slide), marks.panels, report.labels, report.language)
    room = MOST_LINES - (slide.kind == Kind.FIGURE)
    drawn = draw.slide(
        slide,
        report=report,
        number=number,
        total=total,
        size=_size(slide),
        proofs=lines[:room],
        more=lines[room:],
        drawing=_drawing(slide.block) if isinstance(slide.block, Chart) else None,
        reactions=REACTIONS if slide.subject else (),
    )
    return Markup(drawn)


def _proofs(slide: Slide) -> tuple[str, ...]:
    around = proofs_of_figure(slide.block) if isinstance(slide.block, Chart) else ()
    return tuple(dict.fromkeys((*around, *slide.evidence_ids)))


def _drawing(chart: Chart) -> dict[str, Any]:
    height = chart.narrow["layout"].get("height", math.inf)
    return {
        "wide": Markup(screen_svg(chart.wide, f"{chart.chart_id}-l")),
        "narrow": Markup(screen_svg(chart.narrow, f"{chart.chart_id}-e")),
        "paper": "l" if height > HIGHEST_NARROW else "e",
    }


def _size(slide: Slide) -> str:
    """Choose how large a claim is written, by its length: a long one must hold on the same screen."""
    length = sum(len(str(said)) + 1 for said in slide.claim)
    return "courte" if length < LONG else "moyenne" if length < LONGER else "longue"


def _printed_pages(report: Report) -> str:
    return (
        f"@page{{@top-left{{content:{css_text(running_head(report))}}}"
        '@bottom-right{content:counter(page)" / "counter(pages)}}'
    )


