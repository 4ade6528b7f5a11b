"""The skins: each draws the same report in one format and decides nothing of what it says.

A skin is imported when it is asked for: checking the name of a format need not load a typesetter.
"""

from collections.abc import Callable, Mapping

from dts_eval.presentation.blocks import Report


def _html(report: Report) -> bytes:
    from dts_eval.presentation.skins.html import write_html

    return write_html(report).encode("utf-8")


def _pdf(report: Report) -> bytes:
    from dts_eval.presentation.skins.pdf import write_pdf

    return write_pdf(report)


def _slides(report: Report) -> bytes:
    from dts_eval.presentation.skins.slides import write_slides

    return write_slides(report).encode("utf-8")


SKINS: Mapping[str, Callable[[Report], bytes]] = {"html": _html, "pdf": _pdf, "slides": _slides}
# How the file of a format ends, where the format is not its own ending.
ENDINGS: Mapping[str, str] = {"slides": "slides.html"}
# A group debates the effects of its own structure: nothing in a comparison is put to it.
OF_ONE_STRUCTURE = frozenset({"slides"})
