"""The report of a shipped structure, made once by the verbs alone: tests of pages need no notebook."""

from functools import cache

import dts_eval as dts
from dts_eval.presentation.blocks import Report
from dts_eval.presentation.skins.html import write_html
from dts_eval.runs.templates import shipped_structures

RICH, THIN = "la-cordee-de-brumeval", "iii-16-emploi-conseil"


@cache
def shipped_report(stem: str, language: str = "fr") -> Report:
    """Make the report of the shipped structure whose workbook bears this name."""
    workbook = next(path for path in shipped_structures() if path.stem == stem)
    evaluation = dts.read_mandate(workbook, lang=language)
    for step in (dts.set_scope, dts.choose_criteria, dts.choose_indicators, dts.collect, dts.debate, dts.measure):
        evaluation = step(evaluation)
    return dts.present(dts.disclose(evaluation))


@cache
def shipped_page(stem: str) -> str:
    """Write the page of that report."""
    return write_html(shipped_report(stem))
