"""On what the criteria kept stand, and what the network does not know."""

from dts_eval.comparison.network.pooling import STANDS_ON, CriterionLine, Synthesis
from dts_eval.disclosure.rows import Row
from dts_eval.foundation.language import say
from dts_eval.presentation.blocks import Block, Heading, Listing, Paragraph, Section, Table, TableCell
from dts_eval.presentation.comparison.cases import part
from dts_eval.presentation.narrative.telling import tell
from dts_eval.presentation.network.choices import short
from dts_eval.presentation.shown import Sentence, show_bare

COLUMNS = (
    "column_criterion", "network_column_kept", "network_column_figures", "network_column_accounts",
    "network_column_effects", "network_column_only_named",
)  # fmt: skip


def proofs_section(synthesis: Synthesis) -> Section:
    """Count by criterion the structures that stand on figures, accounts, effects; then say what is not known."""
    language = synthesis.network.language
    kept = [line for line in synthesis.criteria if line.decisions["kept"].value]
    lines: list[tuple[TableCell, ...]] = [
        (
            short(line.criterion, language),
            *(show_bare(row, language) for row in (line.decisions["kept"], *(line.stands_on[on] for on in STANDS_ON))),
        )
        for line in kept
    ]
    head = tuple(str(say(column, language)) for column in COLUMNS)
    table = Table(tell("network_proofs_caption", language), head, tuple(lines), frozenset(range(1, len(head))))
    unknown = tuple(_unknown(line, language) for line in kept)
    told = tuple(line for line in unknown if line[1])
    last: Block = Listing(told) if told else Paragraph((tell("network_unknown_nothing", language),))
    blocks: list[Block] = [
        table,
        Paragraph((tell("network_proofs_note", language),)),
        Heading(str(say("network_unknown", language))),
        last,
        Paragraph((tell("network_unknown_always", language),)),
    ]
    lead = (tell("network_lead_proofs", language),)
    return part(language, "preuves-par-critere", "network_rail_proofs", "network_title_proofs", blocks, lead)


def _unknown(line: CriterionLine, language: str) -> tuple[str, tuple[Sentence, ...]]:
    told: list[Sentence] = []

    def add(key: str, row: Row) -> None:
        if row.value:
            told.append(tell(key, language, row, n=show_bare(row, language)))

    add("network_unknown_only_named", line.stands_on["only_named"])
    add("network_unknown_wondered", line.wondered)
    return short(line.criterion, language), tuple(told)
