"""Chooses, by rule, what is put in debate: one claim a slide, with its proof and its question for the group."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from dts_eval.presentation.blocks import (
    Block,
    Chart,
    Essentials,
    FaceToFace,
    HowToRead,
    Paragraph,
    Quote,
    Report,
    Section,
    SideBySide,
    Story,
    Unknowns,
)
from dts_eval.presentation.claims import cited_in
from dts_eval.presentation.narrative.telling import tell
from dts_eval.presentation.shown import Sentence

# More lines than these cannot be discussed one by one; the report holds them all.
MOST_UNKNOWN = 4
EFFECT, ACCOUNTS, INTENTIONS = "effect_quoted", "criterion_accounts_only", "criterion_intentions_only"
# What a finding stands on changes what can be asked of it.
ASKED_OF = {
    EFFECT: "slide_ask_effect",
    ACCOUNTS: "slide_ask_accounts",
    INTENTIONS: "slide_ask_intention",
}
INTENTION, NOTHING = "intention_", "_nothing"


class Kind(StrEnum):
    """What a slide puts in debate, or what it says before and after."""

    COVER = "cover"
    RULES = "rules"
    FINDING = "finding"
    FIGURE = "figure"
    EFFECT = "effect"
    UNKNOWN = "unknown"
    DECISIONS = "decisions"


@dataclass(frozen=True)
class Slide:
    """One slide: what it is about, its claim, what shows it, its questions, and all the evidence it stands on.

    ``about`` is the criterion or the structure. ``subject`` is what the sheet Débat calls what is discussed: the code
    of an effect, or the name of a criterion; blank where nothing is put in debate.
    """

    slide_id: str
    kind: Kind
    about: str
    claim: tuple[Sentence, ...]
    block: Block | None = None
    questions: tuple[Sentence, ...] = ()
    notes: tuple[Sentence, ...] = ()
    evidence_ids: tuple[str, ...] = ()
    subject: str = ""


def slides_of(report: Report) -> tuple[Slide, ...]:
    """Choose the slides of a report, in its order.

    For each criterion kept: its finding, its first figure, every effect that somebody contests (or else the first that
    somebody recognises), and what is not known. A finding that is one of these effects is not told twice. Effects
    without a criterion come after, then what is to decide.

    Source: fiche II-2, l.2670-2673.
    """
    essentials = next((block for block in _blocks(report.sections) if isinstance(block, Essentials)), None)
    findings = dict(essentials.findings) if essentials else {}
    slides = [Slide("couverture", Kind.COVER, report.cover.name, ()), _rules(report)]
    for section in report.sections:
        effects = [] if section.annex else list(_effects(report, section))
        if section.criterion:
            finding = findings.get(section.title, section.lead)
            faced = {str(sentence) for slide in effects for sentence in slide.claim}
            if not {str(sentence) for sentence in finding} <= faced:
                slides.append(_finding(report, section, finding))
            slides += _figure(report, section)
        slides += effects
        if section.criterion:
            slides += _unknown(report, section)
    return (*slides, _decisions(report, essentials))


def _blocks(sections: Iterable[Section]) -> Iterator[Block]:
    return (block for section in sections for block in section.blocks)


def _rules(report: Report) -> Slide:
    language = report.language
    rules = (
        tell("slide_rule_no_score", language),
        tell("slide_rule_voices", language),
        tell("slide_rule_dissent", language),
        tell("slide_rule_unknown", language),
        tell("slide_rule_names", language),
    )
    reading = next((block for block in _blocks(report.sections) if isinstance(block, HowToRead)), None)
    return Slide("regles", Kind.RULES, "", (tell("slide_rules", language),), reading, notes=rules)


def _finding(report: Report, section: Section, said: tuple[Sentence, ...]) -> Slide:
    key = said[0].text.key if said else ""
    asked = "slide_ask_proof" if key.endswith(NOTHING) else ASKED_OF.get(key, "slide_ask_finding")
    subject = said[0].effect if said else ""
    shows = _behind(section, key)
    return _debated(report, section, Kind.FINDING, "constat", said, shows, asked, subject=subject)


def _behind(section: Section, key: str) -> Block | None:
    """Show what a finding only counts or names: the words of somebody, or the intentions themselves."""
    if key == ACCOUNTS:
        return next((block for block in section.blocks if isinstance(block, Quote | Story)), None)
    if key == INTENTIONS:
        sentences = (said for block in section.blocks if isinstance(block, Paragraph) for said in block.sentences)
        return Paragraph(tuple(said for said in sentences if said.text.key.startswith(INTENTION)))
    return None


def _figure(report: Report, section: Section) -> Iterator[Slide]:
    chart = next((block for block in section.blocks if isinstance(block, Chart)), None)
    if chart is not None:
        yield _debated(report, section, Kind.FIGURE, "figure", (chart.title,), chart, "slide_ask_figure")


def _effects(report: Report, section: Section) -> Iterator[Slide]:
    faced = list(_faced(section.blocks, section.title))
    chosen = [(about, effect) for about, effect in faced if effect.disputed] or faced[:1]
    for number, (about, effect) in enumerate(chosen, 1):
        negative = effect.effect.text.key == "effect_negative"
        asked = "slide_ask_disputed" if effect.disputed else "slide_ask_effect"
        asked = "slide_ask_negative" if negative else asked
        place = f"effet-{number}"
        yield _debated(report, section, Kind.EFFECT, place, (effect.effect,), effect, asked, about, effect.code)


def _faced(blocks: Iterable[Block], about: str) -> Iterator[tuple[str, FaceToFace]]:
    for block in blocks:
        if isinstance(block, FaceToFace):
            yield about, block
        elif isinstance(block, SideBySide):
            for name, inside in block.columns:
                yield from _faced(inside, name)


def _unknown(report: Report, section: Section) -> Iterator[Slide]:
    for block in section.blocks:
        if isinstance(block, Unknowns):
            shown = Unknowns(block.lines[:MOST_UNKNOWN])
            more = (tell("slide_more_unknown", report.language),) if len(block.lines) > MOST_UNKNOWN else ()
            slide = _debated(report, section, Kind.UNKNOWN, "inconnu", (), shown, "slide_ask_unknown")
            yield replace(slide, notes=more)


def _decisions(report: Report, essentials: Essentials | None) -> Slide:
    language = report.language
    return Slide(
        "decisions",
        Kind.DECISIONS,
        "",
        (tell("slide_decisions", language),),
        essentials,
        (tell("slide_ask_decisions", language),),
        (
            tell("slide_noted", language),
            tell("slide_cited", language),
            tell("slide_followed", language),
        ),
        tuple(dict.fromkeys(cited_in(essentials.debated))) if essentials else (),
    )


def _debated(
    report: Report,
    section: Section,
    kind: Kind,
    place: str,
    claim: tuple[Sentence, ...],
    shows: Block | None,
    asked: str,
    about: str = "",
    subject: str = "",
) -> Slide:
    return Slide(
        f"{section.section_id}-{place}",
        kind,
        about or section.title,
        claim,
        shows,
        (tell(asked, report.language),),
        evidence_ids=tuple(dict.fromkeys((*cited_in(claim), *cited_in(shows)))),
        subject=subject or section.title,
    )
