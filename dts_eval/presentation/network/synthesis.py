"""Puts a synthesis in order: what it covers, choices, proofs, figures together, spreads, voices, reports."""

from dts_eval.comparison.network.pooling import Synthesis
from dts_eval.foundation.language import say
from dts_eval.foundation.names import synthesis_stem
from dts_eval.presentation.blocks import Report
from dts_eval.presentation.claims import cited_in, claims_of
from dts_eval.presentation.network import opening
from dts_eval.presentation.network.annexes import indicator_sheets, register, reports_section
from dts_eval.presentation.network.choices import choices_section, claims_of_choices
from dts_eval.presentation.network.coverage import coverage_section
from dts_eval.presentation.network.figures import claims_of_figures, figures_section, spread_section
from dts_eval.presentation.network.proofs import proofs_section
from dts_eval.presentation.network.voices import voices_section


def present_network(synthesis: Synthesis) -> Report:
    """Tell what a network shows in a report that every skin draws alike; no structure is ranked."""
    network = synthesis.network
    language = network.language
    told = [
        opening.how_to_read(synthesis),
        coverage_section(synthesis),
        choices_section(synthesis, 1),
        proofs_section(synthesis),
        figures_section(synthesis),
        spread_section(synthesis, 2),
        voices_section(synthesis),
    ]
    sections = [*told, reports_section(synthesis)]
    if synthesis.figures:
        sections.append(indicator_sheets(synthesis))
    sections.append(register(synthesis, cited_in(sections)))
    head = "network_running_head_fictitious" if network.fictitious else "network_running_head"
    return Report(
        language=language,
        title=str(say("network_report_title", language)),
        running_head=str(say(head, language)),
        fictitious=network.fictitious,
        notice=opening.notice(synthesis),
        cover=opening.cover(synthesis),
        sections=tuple(sections),
        evidence=synthesis.evidence,
        rows=synthesis.rows,
        claims=claims_of(told) | claims_of_choices(synthesis) | claims_of_figures(synthesis),
        stem=synthesis_stem(network.fictitious, language),
        filed=synthesis.filed,
    )
