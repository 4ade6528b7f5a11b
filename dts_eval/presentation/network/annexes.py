"""The annexes of a synthesis: the reports it rests on, what each indicator means, the register of proofs."""

from collections.abc import Iterable
from dataclasses import replace

from dts_eval.comparison.network.members import Member
from dts_eval.comparison.network.pooling import Synthesis
from dts_eval.comparison.network.register import label_of
from dts_eval.foundation.language import say, typeset
from dts_eval.indicators.definitions import indicators
from dts_eval.presentation.blocks import EvidenceRegister, ReportLink, ReportList, Section, Table
from dts_eval.presentation.comparison.cases import part
from dts_eval.presentation.narrative.telling import tell
from dts_eval.workbook.layout import layout

COLUMNS = ("column_indicator", "column_definition", "column_method", "network_column_silent")


def reports_section(synthesis: Synthesis) -> Section:
    """List the reports that the synthesis rests on, in the order of names, each with its page."""
    language = synthesis.network.language
    links = tuple(
        ReportLink(label_of(place), typeset(member.name, language), _detail(member, language), member.page)
        for place, member in enumerate(synthesis.network.members)
    )
    lead = (tell("network_lead_reports", language),)
    section = part(language, "rapports", "rail_annex", "network_title_reports", (ReportList(links),), lead)
    return replace(section, annex=True)


def _detail(member: Member, language: str) -> str:
    kind = layout().word("structure_kind", member.kind, language) if member.kind else str(say("not_noted", language))
    key = "network_report_fictitious" if member.fictitious else "network_report"
    return str(say(key, language, kind=typeset(kind, language), year=str(member.year)))


def indicator_sheets(synthesis: Synthesis) -> Section:
    """Say what each indicator of the synthesis means, how it is computed and put together, what it does not say."""
    language = synthesis.network.language
    lines = []
    for name in dict.fromkeys(line.key.indicator for line in synthesis.figures):
        known = indicators()[name]
        method = known.calculation(language) or str(say("method_declared", language))
        told = f"{method} {say(f'combine_{known.combine}', language)}"
        words = (known.label(language), known.definition(language), told, known.misuse(language))
        lines.append(tuple(typeset(text, language) for text in words))
    head = tuple(str(say(column, language)) for column in COLUMNS)
    table = Table(tell("network_sheets_caption", language), head, tuple(lines))
    return replace(part(language, "indicateurs", "rail_annex", "title_sheets", (table,), ()), annex=True)


def register(synthesis: Synthesis, cited: Iterable[str]) -> Section:
    """List every proof that the synthesis cites; each leads to reports by their labels."""
    language, wanted = synthesis.network.language, frozenset(cited)
    kept = tuple(one for one in synthesis.evidence if one.evidence_id in wanted)
    lead = (tell("network_lead_register", language),)
    section = part(language, "preuves", "rail_annex", "title_register", (EvidenceRegister(kept),), lead)
    return replace(section, annex=True)
