"""The annexes of a comparison: the proofs of the portrait, what each indicator means, the register by structure."""

from collections.abc import Iterable
from dataclasses import replace

from dts_eval.comparison.alignment import Comparison
from dts_eval.comparison.portrait import PortraitLine
from dts_eval.foundation.language import say
from dts_eval.presentation.annexes import sheet_line
from dts_eval.presentation.blocks import Block, EvidenceRegister, Heading, Listing, Section, Table
from dts_eval.presentation.comparison.cases import Case, letters_of, part
from dts_eval.presentation.narrative.telling import tell
from dts_eval.presentation.shown import Sentence

COLUMNS = ("column_indicator", "compare_column_followed", "column_definition", "column_method", "column_reference")


def indicator_sheets(comparison: Comparison, cases: tuple[Case, ...]) -> Section:
    """Say what each indicator shown means: once for those of the catalogue, once a structure for its own."""
    language = comparison.panel.language
    followed: dict[tuple[str, ...], list[Case]] = {}
    for held in comparison.criteria:
        for case in cases:
            if held.shared and case.case_id in held.kept_by:
                for name in case.book.figures(held.criterion.criterion_id):
                    followed.setdefault((name, *sheet_line(case.book, name)), []).append(case)
    lines = tuple((label, letters_of(who, language), *rest) for (_, label, *rest), who in followed.items())
    head = tuple(str(say(column, language)) for column in COLUMNS)
    table = Table(tell("compare_sheets_caption", language), head, lines)
    return replace(part(language, "indicateurs", "rail_annex", "title_sheets", (table,), ()), annex=True)


def portrait_proofs(comparison: Comparison, cases: tuple[Case, ...]) -> Section:
    """Give the numbers of the proofs behind the portrait: on paper its letters cannot be opened."""
    language = comparison.panel.language
    blocks: list[Block] = []
    for case in cases:
        table = comparison.portraits[case.case_id]
        names = [str(say(f"portrait_column_{kind}", language)) for kind in table.kinds]
        lines = tuple((case.book.short(line.criterion), _kinds(line, names, language)) for line in table.lines)
        blocks += [Heading(case.title), Listing(tuple(line for line in lines if line[1]))]
    title = "compare_title_portrait_proofs"
    return replace(part(language, "preuves-du-portrait", "rail_annex", title, blocks, ()), annex=True)


def _kinds(line: PortraitLine, names: list[str], language: str) -> tuple[Sentence, ...]:
    return tuple(
        Sentence(say("compare_kind", language, kind=name), tuple(evidence for evidence, _ in marks))
        for name, marks in zip(names, line.marks, strict=True)
        if marks
    )


def register(cases: tuple[Case, ...], cited: Iterable[str]) -> Section:
    """List every proof that the comparison cites, structure by structure."""
    language, first = cases[0].book.language, cases[0]
    wanted = frozenset(cited)
    blocks: list[Block] = []
    for case in cases:
        kept = tuple(one for one in case.book.disclosed.evidence if one.evidence_id in wanted)
        if kept:
            blocks += [Heading(case.title), EvidenceRegister(kept)]
    lead = (tell("compare_lead_register", language, letter=first.letter, identifier=first.case_id),)
    return replace(part(language, "preuves", "rail_annex", "title_register", blocks, lead), annex=True)
