"""What structures say of one criterion, face to face, and what each says that it does not know."""

from dts_eval.comparison.alignment import Comparison
from dts_eval.foundation.language import join_list, typeset
from dts_eval.foundation.model import Criterion
from dts_eval.presentation.blocks import Block, Heading, Listing, Paragraph, Section, SideBySide
from dts_eval.presentation.comparison.cases import Case, part
from dts_eval.presentation.narrative.effects import effects_of
from dts_eval.presentation.narrative.telling import tell
from dts_eval.presentation.narrative.unknowns import unknowns_of
from dts_eval.presentation.narrative.voices import story_or_quote, voices_of
from dts_eval.presentation.parts import effect_blocks, own_reading
from dts_eval.presentation.shown import Sentence

SAID_OF_ALL = "unknown_counterfactual"


def accounts_section(comparison: Comparison, cases: tuple[Case, ...]) -> Section:
    """Set what each structure tells of one criterion face to face, those that did not keep it being named."""
    language = comparison.panel.language
    if not comparison.chosen:
        lead = [tell("compare_no_shared_criterion", language)]
        return part(language, "recits", "compare_rail_accounts", "compare_title_accounts", (), lead)
    held = comparison.held(comparison.chosen)
    telling = [case for case in cases if case.case_id in held.kept_by]
    columns = tuple((case.title, tuple(_told(case, held.criterion))) for case in telling)
    blocks: list[Block] = [SideBySide(columns)]
    lead = [tell("compare_lead_accounts", language, criterion=cases[0].book.short(held.criterion))]
    rejected = [case for case in cases if case.case_id in held.rejected_by]
    silent = [case for case in cases if case.case_id not in (*held.kept_by, *held.rejected_by)]
    others = []
    for key, left in (("compare_rejected_by", rejected), ("compare_not_kept_by", silent)):
        if left:
            others.append(tell(key, language, list=join_list((case.title for case in left), language)))
    if others:
        blocks.append(Paragraph(tuple(others)))
    return part(language, "recits", "compare_rail_accounts", "compare_title_accounts", blocks, lead)


def _told(case: Case, criterion: Criterion) -> list[Block]:
    book, name = case.book, criterion.criterion_id
    blocks = [*_definition(case, name), *own_reading(book, name)]
    told: list[Block] = [story_or_quote(book, thing) for thing in voices_of(book, name)]
    told += effect_blocks(book, effects_of(book, name))
    if not told:
        blocks.append(Paragraph((tell("compare_tells_nothing", book.language),)))
    return [*blocks, *told]


def _definition(case: Case, criterion: str) -> list[Block]:
    rows = (row for row in case.book.rows if row.indicator == "criterion_definition" and row.criterion == criterion)
    row = next(rows, None)
    if row is None or not row.text:
        return []
    words = typeset(row.text.strip(), case.book.language).removesuffix(".")
    return [Paragraph((tell("compare_definition", case.book.language, row, definition=words),))]


def unknowns_section(comparison: Comparison, cases: tuple[Case, ...]) -> Section:
    """Say, structure by structure and criterion by criterion, what each does not know."""
    language = comparison.panel.language
    blocks: list[Block] = []
    for case in cases:
        blocks += [Heading(case.title), _unknowns(case)]
    lead = (tell("compare_lead_unknowns", language),)
    return part(language, "inconnues", "compare_rail_unknowns", "compare_title_unknowns", blocks, lead)


def _unknowns(case: Case) -> Block:
    book, lines = case.book, []
    for criterion in book.kept:
        told = tuple(one for one in unknowns_of(book, criterion.criterion_id) if one.text.key != SAID_OF_ALL)
        if told:
            lines.append((book.short(criterion), told))
    nothing: tuple[Sentence, ...] = (tell("compare_unknown_nothing", book.language),)
    return Listing(tuple(lines)) if lines else Paragraph(nothing)
