"""The report as a tagged PDF: the same blocks, handed to a typst template as data, never read as markup."""

import json
from functools import cache
from typing import Any

import typst

from dts_eval.foundation.shipped import look_file
from dts_eval.presentation.blocks import Report
from dts_eval.presentation.skins.telling import tell_report

STANDARD = "ua-1"


def write_pdf(report: Report) -> bytes:
    """Write the report as a PDF, the same bytes for the same report.

    A tagged PDF/UA-1 is written; when a text has a character that no font can show, the file stays tagged and
    only the claim to the standard is dropped.
    """
    data = json.dumps(tell_report(report), ensure_ascii=False, sort_keys=True, allow_nan=False)
    compiler = typst.Compiler(
        str(look_file("report.typ")),
        root=str(look_file("")),
        font_paths=fonts(),
        sys_inputs={"report": data},
    )
    try:
        return _compiled(compiler, [STANDARD])
    except typst.TypstError as error:
        if "could not be displayed with font" not in str(error):
            raise
        return _compiled(compiler, [])


def _compiled(compiler: typst.Compiler, standards: list[Any]) -> bytes:
    written = compiler.compile(format="pdf", pdf_standards=standards, timestamp=0)
    assert isinstance(written, bytes)
    return written


@cache
def fonts() -> typst.Fonts:
    """Return the fonts of the report, read once."""
    # typst's own fonts only come for letters that ours lack; those of the machine would change the bytes.
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(look_file("fonts"))])
