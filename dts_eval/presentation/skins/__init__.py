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


def _docx(report: Report) -> bytes:
    from dts_eval.presentation.skins.docx import write_docx

    return write_docx(report)


SKINS: Mapping[str, Callable[[Report], bytes]] = {"html": _html, "pdf": _pdf, "docx": _docx}
