"""Tells a report as plain data for the typst template: each block by its name, each sentence in its pieces."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from itertools import groupby
from typing import Any

from dts_eval.foundation.language import say
from dts_eval.foundation.model import Grade
from dts_eval.presentation import blocks as shown
from dts_eval.presentation.blocks import Block, Chart, EvidenceRegister, Quote, Report, Section, Table
from dts_eval.presentation.shown import Sentence, Shown
from dts_eval.presentation.skins.drawings import paper_svg
from dts_eval.presentation.skins.pieces import (
    NAMED_COLUMNS,
    SHORT_TABLE,
    Citations,
    Part,
    cut,
    figure_numbers,
    in_own_words,
    is_quotation,
    is_small,
    is_word,
    parts_of,
    proofs_of_figure,
    quotation,
    running_head,
    signed_once,
)
from dts_eval.presentation.skins.proofs import Panel, grade_word, panels, sources
from dts_eval.presentation.skins.style import NOTES_FIRST, tokens

NARROWEST, WIDEST, SIGN, GUTTER = 10, 34, 6, 3
# Letters of a cell beyond which a table is read line by line, and no longer at a glance.
SENTENCE = 70
LONG_TABLE = 30
WORDS = (
    "skin_criterion", "skin_contents", "skin_fictitious_label", "skin_fictitious_notice", "skin_foot", "skin_story",
    "skin_how_to_read", "skin_silent", "skin_recognised_by", "skin_contested_by", "skin_no_voice",
    "skin_after_debate", "skin_unknown", "skin_contested", "skin_debated", "skin_nothing_recorded",
    "skin_trait", "skin_writings", "skin_holes", "skin_cited_in", "skin_page", "skin_list_separator",
    "skin_column_proof", "skin_column_origin", "skin_column_read", "skin_same_calculation",
)  # fmt: skip
Told = dict[str, Any]
_last: list[tuple[Report, Told]] = []


def tell_report(report: Report) -> Told:
    """Tell a report as plain data, which nobody changes: on paper and in a Word document it is the same."""
    # Reports hold charts, which no dictionary takes as a key; the last one is enough, its formats come one by one.
    if not _last or _last[0][0] is not report:
        _last[:] = [(report, Teller(report).report())]
    return _last[0][1]


class Teller:
    """Tells a report as plain data, and notes on the way where each evidence is cited."""

    def __init__(self, report: Report) -> None:
        self.source = report
        self.language = report.language
        self.panels = panels(report)
        grades = {evidence: panel.grade for evidence, panel in self.panels.items()}
        self.citations = Citations(grades, report.labels)
        self.numbers = figure_numbers(report)
        self.calculations: dict[str, Panel] = {}
        self.tell: Mapping[type[Any], Callable[[Any], Told]] = {
            shown.Paragraph: self._paragraph,
            Table: self._table_block,
            Chart: self._chart,
            Quote: self._quote,
            shown.Story: self._story,
            shown.FaceToFace: self._face_to_face,
            shown.Unknowns: lambda block: {"lines": self._said(block.lines)},
            shown.Portrait: self._portrait,
            shown.CasesPortrait: self._cases_portrait,
            shown.Heading: lambda block: {"words": block.words},
            shown.SideBySide: self._side_by_side,
            shown.Listing: lambda block: {"lines": [[label, self._said(said)] for label, said in block.lines]},
            shown.Essentials: self._essentials,
            shown.HowToRead: self._how_to_read,
            shown.ReportList: _reports,
            EvidenceRegister: self._register,
        }

    def report(self) -> Told:
        """Tell the whole report; the register comes last, since it says where each evidence is cited."""
        source = self.source
        self.citations.section = ("cover", source.cover.name)
        cover = {
            "kicker": source.cover.kicker,
            "name": source.cover.name,
            "subtitle": source.cover.subtitle,
            "voices": [{"role": role} | self._quote(voice) for role, voice in source.cover.voices],
            "facts": [list(fact) for fact in source.cover.facts],
        }
        notice = self._said(source.notice)
        told = {id(section): self._section(section) for section in source.sections if not _holds_register(section)}
        data = self._figure_data()
        told |= {id(section): self._section(section) for section in source.sections if _holds_register(section)}
        return {
            "title": source.title,
            "head": running_head(source),
            "language": self.language,
            "fictitious": source.fictitious,
            "notice": notice,
            "cover": cover,
            "sections": _before_annexes([told[id(section)] for section in source.sections], data),
            "grades": [[str(grade), grade_word(grade, self.language)] for grade in reversed(Grade)],
            "colours": tokens()["light"],
            "words": {key.removeprefix("skin_"): str(say(key, self.language)) for key in WORDS},
        }

    def _section(self, section: Section) -> Told:
        self.citations.section = (section.section_id, section.title)
        return {
            "id": section.section_id,
            "rail": list(section.rail),
            "title": section.title,
            "lead": self._said(section.lead),
            "blocks": [self._block(block) for block in section.blocks],
            "annex": section.annex,
            "small": is_small(section),
        }

    def _block(self, block: Block) -> Told:
        return {"kind": type(block).__name__} | self.tell[type(block)](block)

    def _figure_data(self) -> Told | None:
        """Tell the tables behind the figures: on paper they stand together in the annex."""
        charts = [block for section in self.source.sections for block in section.blocks if isinstance(block, Chart)]
        if not charts:
            return None
        title = str(say("skin_all_figure_data", self.language))
        self.citations.section = ("figure-data", title)
        return {
            "id": "figure-data",
            "rail": [str(say("skin_annex", self.language)), ""],
            "title": title,
            "lead": [],
            "blocks": [{"kind": "FigureData"} | self._data_of(chart) for chart in charts],
            "annex": True,
            "small": False,
        }

    def _data_of(self, chart: Chart) -> Told:
        title = say("skin_figure_data", self.language, number=self.numbers[chart.chart_id])
        return {"title": str(title), "table": self._table(chart.table)}

    def _sentence(self, said: Sentence) -> Told:
        return self._line(parts_of(said), said.evidence_ids) | {"quoted": is_quotation(said)}

    def _said(self, said: Iterable[Sentence]) -> list[Told]:
        return [self._sentence(one) if signed else self._unsigned(one) for one, signed in signed_once(said)]

    def _line(self, parts: tuple[Part, ...], evidence_ids: tuple[str, ...] = ()) -> Told:
        pieces = cut(parts)
        return {
            "head": [self._part(part) for part in pieces.head],
            "tail": [self._part(part) for part in pieces.tail],
            "signs": [
                {"grade": sign.grade, "label": sign.label, "to": sign.evidence_ids[0]}
                | {"at": self.citations.place(sign.evidence_ids)}
                for sign in self.citations.signs(evidence_ids)
            ],
            "quoted": False,
        }

    def _part(self, part: Part) -> str | Told:
        if not isinstance(part, Shown):
            return part
        to = part.evidence_ids[0] if part.evidence_ids else ""
        return {
            "text": part.text,
            "grade": part.grade,
            "to": to,
            "at": self.citations.place(part.evidence_ids),
        }

    def _speaker(self, block: Quote | shown.Story) -> Told:
        return self._line((block.speaker,), block.evidence_ids)

    def _quote(self, block: Quote) -> Told:
        words = quotation(block.words, self.language)
        return {
            "words": words,
            "speaker": self._speaker(block),
            "contests": block.contests,
            "large": block.large,
        }

    def _paragraph(self, block: shown.Paragraph) -> Told:
        if not block.own_words:
            return {"said": self._said(block.sentences), "own": False}
        lines = zip(in_own_words(block.sentences, self.language), block.sentences, strict=True)
        return {"said": [self._line(parts, one.evidence_ids) for parts, one in lines], "own": True}

    def _cell(self, cell: object, signed: bool) -> Told:
        if isinstance(cell, Sentence):
            return self._sentence(cell) if signed else self._unsigned(cell)
        return self._line(parts_of(cell))

    def _table(self, table: Table) -> Told:
        columns = range(len(table.head))
        cells = [(table.head[at], *(line[at] for line in table.lines)) for at in columns]
        return {
            "caption": self._sentence(table.caption),
            "head": list(table.head),
            "lines": [
                [self._cell(cell, signed) | {"absent": is_word(cell)} for cell, signed in signed_once(line)]
                for line in table.lines
            ],
            "numeric": [at in table.numeric for at in columns],
            "even": all(at in table.numeric for at in columns[1:]),
            "muted": [at in table.muted for at in range(len(table.lines))],
            "widths": [_width(column) for column in cells],
            "short": len(table.lines) < SHORT_TABLE,
            "long": len(table.lines) > LONG_TABLE,
            "gathered": _gathered(table),
        }

    def _table_block(self, table: Table) -> Told:
        return {"table": self._table(table)}

    def _unsigned(self, said: Sentence) -> Told:
        """Tell a sentence of a figure, whose source line bears the signs."""
        return self._line(parts_of(said)) | {"quoted": is_quotation(said)}

    def _reading(self, block: Chart | shown.Portrait | shown.CasesPortrait, tell: Callable[[Sentence], Told]) -> Told:
        return {
            "title": tell(block.title),
            "subtitle": tell(block.subtitle),
            "how_to_read": tell(block.how_to_read),
            "silent": tell(block.silent),
        }

    def _chart(self, chart: Chart) -> Told:
        proofs = proofs_of_figure(chart)
        source = sources(proofs, self.panels, self.language)
        return self._reading(chart, self._unsigned) | {
            "id": chart.chart_id,
            "number": str(say("skin_figure", self.language, number=self.numbers[chart.chart_id])),
            "svg": paper_svg(chart.wide),
            "alternative": str(chart.alternative),
            "source": self._line((source,), proofs),
            "notes": [self._unsigned(one) for one in chart.notes],
            "notes_first": chart.family in NOTES_FIRST,
        }

    def _story(self, block: shown.Story) -> Told:
        return {
            "title": block.title,
            "quoted": is_quotation(block.title),
            "speaker": self._speaker(block),
            "moments": [[label, quotation(words, self.language)] for label, words in block.moments],
        }

    def _side_by_side(self, block: shown.SideBySide) -> Told:
        columns = [[title, [self._block(one) | {"narrow": True} for one in inside]] for title, inside in block.columns]
        return {"columns": columns}

    def _side(self, said: Iterable[Sentence | Quote]) -> list[Told]:
        return [
            {"quote": self._quote(one)} if isinstance(one, Quote) else {"sentence": self._sentence(one)} for one in said
        ]

    def _face_to_face(self, block: shown.FaceToFace) -> Told:
        return {
            "effect": self._sentence(block.effect),
            "recognised": self._side(block.recognised),
            "contested": self._side(block.contested),
            "after": self._said(block.after),
        }

    def _portrait(self, block: shown.Portrait) -> Told:
        columns = len(block.lines[0][1]) if block.lines else len(block.head) - 1
        first = () if len(block.head) > columns else (str(say("skin_criterion", self.language)),)
        return self._reading(block, self._sentence) | {
            "head": [*first, *block.head],
            "lines": [[criterion, [self._proofs(cell) for cell in cells]] for criterion, cells in block.lines],
            "rejected": [[criterion, self._sentence(why)] for criterion, why in block.rejected],
        }

    def _proofs(self, cell: tuple[tuple[str, str], ...] | Sentence) -> Told:
        if isinstance(cell, Sentence):
            return {"why": self._sentence(cell)}
        return {
            "signs": [
                {"grade": grade, "to": evidence, "label": self.panels[evidence].label}
                | {"at": self.citations.place((evidence,))}
                for evidence, grade in cell
            ]
        }

    def _cases_portrait(self, block: shown.CasesPortrait) -> Told:
        return self._reading(block, self._sentence) | {
            "cases": [list(case) for case in block.cases],
            "kinds": [list(kind) for kind in block.kinds],
            "lines": [[criterion, [self._kinds(block, cell) for cell in cells]] for criterion, cells in block.lines],
            "dense": len(block.cases) > NAMED_COLUMNS,
        }

    def _kinds(self, block: shown.CasesPortrait, cell: tuple[shown.Place, ...] | Sentence) -> Told:
        if isinstance(cell, Sentence):
            return {"why": self._sentence(cell)}
        return {
            "places": [
                {"sign": sign, "to": next(iter(place.evidence_ids), "")}
                | {"at": self.citations.place(place.evidence_ids)}
                for (sign, _), place in zip(block.kinds, cell, strict=True)
            ]
        }

    def _essentials(self, block: shown.Essentials) -> Told:
        return {
            "findings": [[criterion, self._said(said)] for criterion, said in block.findings],
            "voices": [self._quote(voice) for voice in block.voices],
            "contested": self._said(block.contested),
            "unknown": self._said(block.unknown),
            "debated": self._said(block.debated),
        }

    def _how_to_read(self, block: shown.HowToRead) -> Told:
        return {
            "grades": [list(grade) for grade in block.grades],
            "proof": self._said(block.proof),
            "voices": self._said(block.voices),
            "gaps": self._said(block.gaps),
        }

    def _register(self, block: EvidenceRegister) -> Told:
        return {"articles": [self._article(self.panels[cited.evidence_id]) for cited in block.evidence]}

    def _article(self, panel: Panel) -> Told:
        # On paper what was read in cells is told in one line: a workbook has hundreds of them.
        cells = panel.excerpt.cells if panel.excerpt else ()
        return {
            "id": panel.evidence_id,
            "label": panel.label,
            "grade": panel.grade,
            "word": panel.grade_word,
            "brief": panel.of_cells,
            "claim": panel.claim,
            "origin": panel.place if panel.of_cells else ", ".join(fact for _, fact in panel.origin),
            "read": " | ".join(text for _, text in cells) if cells else panel.raw,
            "calculation": panel.calculation,
            "same": self._told_before(panel),
            "facts": [list(fact) for fact in panel.facts],
            "places": [list(place) for place in self.citations.cited_in(panel.evidence_id)],
        }

    def _told_before(self, panel: Panel) -> Told | None:
        """Name the proof that tells the same calculation first: the register tells each calculation once."""
        first = self.calculations.setdefault(panel.calculation, panel)
        return None if first is panel else {"id": first.evidence_id, "label": first.label}


def _reports(block: shown.ReportList) -> Told:
    return {"reports": [asdict(one) for one in block.reports]}


def _width(cells: Sequence[object]) -> int:
    """Estimate how wide a column must be, in letters: half as much again when it holds sentences rather than words."""
    width = min(max(NARROWEST, *(_room(cell) for cell in cells)), WIDEST)
    letters = sum(len(str(cell)) for cell in cells)
    return GUTTER + (width * 3 // 2 if letters > SENTENCE * len(cells) else width)


def _room(cell: object) -> int:
    """Estimate how wide a column must be for a cell, in letters: its longest word at least, its signs with it."""
    marks = SIGN * min(len(cell.evidence_ids), 2) if isinstance(cell, Sentence) else 0
    longest = max((len(word) for word in str(cell).split()), default=0)
    return max(longest + marks, min(len(str(cell)) + marks, WIDEST))


def _gathered(table: Table) -> list[list[Any]]:
    """Gather the lines of a long table that bear one head: the head and how many they are; nothing for others."""
    if len(table.lines) <= LONG_TABLE or len(table.head) < 4:
        return []
    heaps = [[head, len(list(lines))] for head, lines in groupby(str(line[0]) for line in table.lines)]
    return heaps if 2 * len(heaps) <= len(table.lines) else []


def _holds_register(section: Section) -> bool:
    return any(isinstance(block, EvidenceRegister) for block in section.blocks)


def _before_annexes(sections: list[Told], data: Told | None) -> list[Told]:
    if data is None:
        return sections
    first = next((place for place, section in enumerate(sections) if section["annex"]), len(sections))
    return [*sections[:first], data, *sections[first:]]
