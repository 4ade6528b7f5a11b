"""How a comparison opens: its cover, its notice, and how to read it."""

from dts_eval.comparison.alignment import Comparison
from dts_eval.disclosure.panel import BLANK, FICTITIOUS
from dts_eval.foundation.language import join_list, say, typeset
from dts_eval.presentation.blocks import Cover, HowToRead, Section
from dts_eval.presentation.comparison.cases import Case, part
from dts_eval.presentation.narrative.telling import set_apart, tell
from dts_eval.presentation.parts import grades_explained
from dts_eval.presentation.shown import Sentence

MOST_IN_WORDS = 10


def title_of(cases: tuple[Case, ...], language: str) -> str:
    """Name the comparison by how many structures it holds, in words."""
    if len(cases) > MOST_IN_WORDS:
        return str(say("compare_name_many", language))
    return str(say("compare_name", language, n=len(cases)))


def fictitious_among(cases: tuple[Case, ...]) -> tuple[Case, ...]:
    """Return the structures that nobody can visit."""
    return tuple(case for case in cases if case.book.disclosed.structure.fictitious)


def notice(comparison: Comparison, cases: tuple[Case, ...]) -> tuple[Sentence, ...]:
    """Say which structures are fictitious, and for whom the version is."""
    language, told = comparison.panel.language, []
    names = [typeset(case.book.disclosed.structure.name, language) for case in fictitious_among(cases)]
    if names:
        listed = join_list(names, language)
        told.append(tell("compare_notice_fictitious", language, n=len(names), list=listed))
    if any(case.book.disclosed.audience == "external" for case in cases):
        told.append(tell("external_notice", language))
    return tuple(told)


def cover(comparison: Comparison, cases: tuple[Case, ...]) -> Cover:
    """Name what is compared: the structures, the years, the criterion of the accounts, what was left out."""
    language, panel = comparison.panel.language, comparison.panel
    names = set_apart((case.name for case in cases), language)
    years = join_list(sorted({str(case.book.year) for case in cases}), language)
    chosen = str(say("compare_cover_no_criterion", language))
    if comparison.chosen:
        chosen = cases[0].book.short(comparison.held(comparison.chosen).criterion)
    facts = [("compare_cover_cases", names), ("compare_cover_years", years), ("compare_cover_criterion", chosen)]
    left = [
        str(say("compare_cover_fictitious", language, name=typeset(one.name, language)))
        for one in panel.left_out
        if one.why == FICTITIOUS
    ]
    blank = sum(one.why == BLANK for one in panel.left_out)
    if blank:
        counted = str(say("compare_cover_blank", language, n=blank))
        left.append(counted[:1].lower() + counted[1:])
    if left:
        facts.append(("compare_cover_left_out", set_apart(left, language)))
    return Cover(
        kicker=str(say("compare_kicker", language)),
        name=title_of(cases, language),
        subtitle=str(say("compare_subtitle", language)),
        voices=(),
        facts=tuple((str(say(key, language)), fact) for key, fact in facts),
    )


def how_to_read(comparison: Comparison, cases: tuple[Case, ...]) -> Section:
    """Explain the order, the letters, the grades and the gaps before anything is said."""
    language, first = comparison.panel.language, cases[0]
    block = HowToRead(
        grades_explained(language),
        (
            tell("read_proof", language),
            tell("compare_read_letter", language, letter=first.letter, name=first.name),
            tell("read_open", language),
        ),
        (tell("read_voice_report", language), tell("read_voice_people", language)),
        (tell("compare_read_gaps", language), tell("compare_read_choice", language)),
    )
    lead = (tell("compare_intro", language), tell("silent_comparison", language))
    return part(language, "lire", "rail_read", "compare_title_read", (block,), lead)
