"""The skins: each draws the same report in one format and decides nothing of what it says.

A skin is imported when it is asked for: checking the name of a format need not load a typesetter.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from dts_eval.presentation.blocks import Report


def _html(report: Report, _: str | Path, assets: str) -> bytes:
    from dts_eval.presentation.skins.html import write_html

    return write_html(report, assets).encode("utf-8")


def _pdf(report: Report, _: str | Path, assets: str) -> bytes:
    from dts_eval.presentation.skins.pdf import write_pdf

    return write_pdf(report)


def _docx(report: Report, template: str | Path, assets: str) -> bytes:
    from dts_eval.presentation.skins.docx import write_docx

    return write_docx(report, template)


def _slides(report: Report, _: str | Path, assets: str) -> bytes:
    from dts_eval.presentation.skins.slides import write_slides

    return write_slides(report, assets).encode("utf-8")


# The second value is a funder's template, for a Word document; the third the address of what pages share, for a page.
SKINS: Mapping[str, Callable[[Report, str | Path, str], bytes]] = {
    "html": _html, "pdf": _pdf, "docx": _docx, "slides": _slides,
}  # fmt: skip
# How the file of a format ends, where the format is not its own ending.
ENDINGS: Mapping[str, str] = {"slides": "slides.html"}
# A group debates the effects of its own structure: nothing in a comparison is put to it.
OF_ONE_STRUCTURE = frozenset({"slides"})
