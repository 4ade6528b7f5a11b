"""What the members chose: each criterion of the catalogue in its order, then theirs in their own words."""

from dts_eval.comparison.network.pooling import CriterionLine, Synthesis
from dts_eval.comparison.network.quoting import evenly
from dts_eval.criteria.definitions import criteria
from dts_eval.foundation.language import join_list, say, typeset
from dts_eval.presentation.blocks import Block, Paragraph, Section, Table, TableCell
from dts_eval.presentation.charts.network_choices import network_choices
from dts_eval.presentation.comparison.cases import part
from dts_eval.presentation.narrative.telling import tell
from dts_eval.presentation.shown import Sentence, show_bare

MOST_OWN = 200
DECIDED = {"kept": "network_decision_added", "added": "network_decision_added", "rejected": "network_decision_rejected"}


def choices_section(synthesis: Synthesis, number: int) -> Section:
    """Show how many structures kept each criterion, set it aside, or did not speak of it."""
    language = synthesis.network.language
    blocks: list[Block] = [network_choices(synthesis.criteria, language=language, number=number)]
    told = _everybody(synthesis)
    if told:
        blocks.append(Paragraph(tuple(told)))
    blocks += _own(synthesis)
    lead = (tell("network_lead_choices", language),)
    return part(language, "criteres", "network_rail_choices", "network_title_choices", blocks, lead)


def short(criterion: str, language: str) -> str:
    """Name a criterion of the catalogue in a few words."""
    return typeset(criteria()[criterion].short(language), language)


def _everybody(synthesis: Synthesis) -> list[Sentence]:
    language, total = synthesis.network.language, len(synthesis.network.members)

    def those(wanted: int) -> list[CriterionLine]:
        return [line for line in synthesis.criteria if line.decisions["kept"].value == wanted]

    told = []
    for key, lines in (("network_kept_by_all", those(total)), ("network_kept_by_none", those(0))):
        if lines:
            listed = join_list((short(line.criterion, language) for line in lines), language)
            rows = (line.decisions["kept"] for line in lines)
            told.append(tell(key, language, *rows, n=len(lines), list=listed))
    return told


def claims_of_choices(synthesis: Synthesis) -> dict[str, str]:
    """Return, for the proof of each criterion, the sentence that says how many structures kept it."""
    language, total = synthesis.network.language, len(synthesis.network.members)
    claims = {}
    for line in synthesis.criteria:
        row = line.decisions["kept"]
        told = {"criterion": short(line.criterion, language), "n": show_bare(row, language), "total": str(total)}
        claims.update({proof: str(say("network_criteria_choice", language, **told)) for proof in row.evidence_ids})
    return claims


def _own(synthesis: Synthesis) -> list[Block]:
    language, own = synthesis.network.language, synthesis.own_criteria
    members = synthesis.network.members
    inside = sum(member.kept_inside for member in members)
    told = [tell("network_local_criteria", language, n=len(own))]
    told += [tell("network_local_kept_inside", language, n=inside)] if inside else []
    shown = evenly(own, MOST_OWN)
    told += [tell("network_local_some", language, n=len(shown))] if len(shown) < len(own) else []
    lines: list[tuple[TableCell, ...]] = [
        (
            tell("cell_words", language, one.row, text=typeset(one.row.text, language)),
            typeset(members[one.member].name, language),
            str(say(DECIDED[one.row.qualifier], language)),
        )
        for one in shown
    ]
    head = tuple(
        str(say(key, language)) for key in ("network_column_own", "compare_column_case", "network_column_decision")
    )
    table = [Table(tell("network_own_caption", language), head, tuple(lines))] if lines else []
    return [Paragraph(tuple(told)), *table]
