"""Puts a comparison in order: how to read it, the structures, their proofs, figures, accounts and unknowns."""

from dts_eval.comparison.alignment import Comparison
from dts_eval.foundation.language import say
from dts_eval.foundation.names import comparison_stem
from dts_eval.presentation.blocks import Report
from dts_eval.presentation.claims import cited_in, claims_of
from dts_eval.presentation.comparison import opening
from dts_eval.presentation.comparison.accounts import accounts_section, unknowns_section
from dts_eval.presentation.comparison.annexes import indicator_sheets, portrait_proofs, register
from dts_eval.presentation.comparison.cases import cases_of, cases_section
from dts_eval.presentation.comparison.evidence import portrait_section
from dts_eval.presentation.comparison.figures import claims_of_figures, figures_section


def present_comparison(comparison: Comparison) -> Report:
    """Tell several structures side by side, in the order of their names, in a report that every skin draws alike."""
    panel, cases = comparison.panel, cases_of(comparison)
    language = panel.language
    told = [
        opening.how_to_read(comparison, cases),
        cases_section(comparison, cases),
        portrait_section(comparison, cases),
        accounts_section(comparison, cases),
        unknowns_section(comparison, cases),
    ]
    *before, accounts, unknowns = told
    listed = [portrait_proofs(comparison, cases), indicator_sheets(comparison, cases)]
    sections = [*before, figures_section(comparison, cases), accounts, unknowns, *listed]
    sections.append(register(cases, cited_in(sections)))
    name, fictitious = opening.title_of(cases, language), bool(opening.fictitious_among(cases))
    head = "compare_running_head_fictitious" if fictitious else "compare_running_head"
    return Report(
        language=language,
        title=str(say("compare_report_title", language, name=name)),
        running_head=str(say(head, language, name=name)),
        fictitious=fictitious,
        notice=opening.notice(comparison, cases),
        cover=opening.cover(comparison, cases),
        sections=tuple(sections),
        evidence=panel.evidence,
        rows=panel.rows,
        claims=claims_of_figures(comparison, cases) | claims_of(told),
        stem=comparison_stem(panel.source, fictitious, cases[0].book.disclosed.audience, language),
        labels={name: label for case in cases for name, label in case.labels.items()},
    )
