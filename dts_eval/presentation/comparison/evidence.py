"""The portrait of evidence of several structures: for each criterion kept, which kinds of proof each one has."""

from collections.abc import Iterator

from dts_eval.comparison.alignment import Comparison, Held
from dts_eval.comparison.portrait import KINDS
from dts_eval.disclosure.rows import Row
from dts_eval.foundation.language import join_list, say
from dts_eval.presentation.blocks import Block, CasesPortrait, Paragraph, Place, Section
from dts_eval.presentation.comparison.cases import Case, part
from dts_eval.presentation.narrative.telling import tell
from dts_eval.presentation.shown import Sentence

MOST_COLUMNS = 12
SIGNS = {
    "figures": "compare_sign_figures", "accounts": "compare_sign_accounts", "documents": "compare_sign_documents",
    "third_party": "compare_sign_third_party",
}  # fmt: skip


def portrait_section(comparison: Comparison, cases: tuple[Case, ...]) -> Section:
    """Show, criterion by criterion, on which kinds of proof each structure stands; nothing is added up."""
    language = comparison.panel.language
    blocks: list[Block] = list(_portraits(comparison, cases))
    own = _own_criteria(comparison, cases)
    if own:
        blocks.append(Paragraph(tuple(own)))
    lead = _shared(comparison, cases)
    return part(language, "portrait", "compare_rail_portrait", "compare_title_portrait", blocks, lead)


def _shared(comparison: Comparison, cases: tuple[Case, ...]) -> list[Sentence]:
    language = comparison.panel.language
    label = cases[0].book.short
    by_all = [label(held.criterion) for held in comparison.criteria if len(held.kept_by) == len(cases)]
    by_some = [label(held.criterion) for held in comparison.criteria if 1 < len(held.kept_by) < len(cases)]
    if len(by_all) > 1:
        told = [tell("compare_shared_criteria", language, list=join_list(by_all, language))]
    elif by_all:
        told = [tell("compare_shared_criterion", language, criterion=by_all[0])]
    else:
        told = [tell("compare_shared_none", language)]
    if by_some:
        told.append(tell("compare_shared_by_some", language, list=join_list(by_some, language)))
    return told


def _own_criteria(comparison: Comparison, cases: tuple[Case, ...]) -> list[Sentence]:
    language, told = comparison.panel.language, []
    for case in cases:
        own = [held.criterion for held in comparison.criteria if held.kept_by == (case.case_id,)]
        rows = (_decision(case, item.criterion_id) for item in own)
        cited = tuple(row.evidence_ids[0] for row in rows if row and row.evidence_ids)
        if own:
            key = "compare_own_criterion" if len(own) == 1 else "compare_own_criteria"
            names = join_list((case.book.short(item) for item in own), language)
            said = say(key, language, structure=case.name, list=names)
            told.append(Sentence(said, cited))
    return told


def _portraits(comparison: Comparison, cases: tuple[Case, ...]) -> Iterator[CasesPortrait]:
    language = comparison.panel.language
    kept = [held for held in comparison.criteria if held.kept_by]
    kinds = tuple((str(say(SIGNS[kind], language)), str(say(f"portrait_column_{kind}", language))) for kind in KINDS)
    for start in range(0, len(cases), MOST_COLUMNS):
        shown = cases[start : start + MOST_COLUMNS]
        yield CasesPortrait(
            title=tell("compare_portrait_title", language),
            subtitle=tell("compare_portrait_subtitle", language),
            how_to_read=tell("compare_portrait_how_to_read", language),
            silent=tell("compare_portrait_silent", language),
            cases=tuple((case.letter, case.name) for case in shown),
            kinds=kinds,
            lines=tuple(
                (_named(held, shown[0]), tuple(_cell(comparison, held, case) for case in shown)) for held in kept
            ),
        )


def _named(held: Held, case: Case) -> str:
    name = case.book.short(held.criterion)
    return str(say("compare_local_criterion", case.book.language, criterion=name)) if held.criterion.local else name


def _cell(comparison: Comparison, held: Held, case: Case) -> tuple[Place, ...] | Sentence:
    language, name = case.book.language, held.criterion.criterion_id
    if case.case_id not in (*held.kept_by, *held.rejected_by):
        return tell("compare_cell_not_kept", language)
    decision = _decision(case, name)
    proof = decision.evidence_ids[:1] if decision else ()
    if case.case_id in held.rejected_by:
        return Sentence(say("compare_cell_rejected", language), proof)
    table = comparison.portraits[case.case_id]
    line = next(line for line in table.lines if line.criterion.criterion_id == name)
    if not any(line.marks):
        return Sentence(say("compare_cell_nothing", language), proof)
    return tuple(Place(tuple(evidence for evidence, _ in marks)) for marks in line.marks)


def _decision(case: Case, criterion: str) -> Row | None:
    rows = (row for row in case.book.rows if row.indicator == "criterion_decision")
    return next((row for row in rows if row.criterion == criterion), None)
