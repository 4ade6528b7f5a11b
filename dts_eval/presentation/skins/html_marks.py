"""Sentences, numbers and signs of proof as HTML; every text is escaped here, once."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup, escape

from dts_eval.foundation.language import say
from dts_eval.foundation.model import Grade
from dts_eval.presentation.blocks import Quote, Report
from dts_eval.presentation.shown import Sentence, Shown
from dts_eval.presentation.skins.pieces import (
    Citations,
    Part,
    Sign,
    cut,
    in_own_words,
    is_quotation,
    parts_of,
    plain_number,
    quotation,
    signed_once,
)
from dts_eval.presentation.skins.proofs import Panel

LETTERS = {Grade.CORROBORATED: "c", Grade.RECORDS: "e", Grade.DECLARED: "d", Grade.ESTIMATED: "s"}


def _filled(pattern: str, *values: str) -> Markup:
    """Fill a pattern of our own with values, each escaped unless it is drawn already.

    ``Markup.format`` does the same ten times slower, and a page has thousands of marks.
    """
    return Markup(pattern.format(*map(escape, values)))


class Marks:
    """Draws what can be cited, and notes where each evidence is cited."""

    def __init__(self, report: Report, panels: dict[str, Panel]) -> None:
        self.language = report.language
        self.panels = panels
        grades = {evidence: panel.grade for evidence, panel in panels.items()}
        self.citations = Citations(grades, report.labels)

    def sentence(self, said: Sentence) -> Markup:
        """Draw a sentence with its numbers, and its signs of proof glued to its last word."""
        return self.line(parts_of(said), said.evidence_ids, quoted=is_quotation(said))

    def unsigned(self, said: Sentence) -> Markup:
        """Draw a sentence of a figure, whose source line bears the signs."""
        words = self._voiced(self._parts(parts_of(said)), is_quotation(said))
        if not said.evidence_ids:
            return words
        return _filled('<span data-evidence="{}">{}</span>', " ".join(said.evidence_ids), words)

    def caption(self, said: Sentence, told: Iterable[str]) -> Markup:
        """Draw the caption of a table; the proofs that the line above it bears are not signed again."""
        return self.unsigned(said) if set(said.evidence_ids) <= set(told) else self.sentence(said)

    def own_words(self, said: Sequence[Sentence]) -> Markup:
        """Draw somebody's sentences between quotation marks, with their signs."""
        lines = zip(in_own_words(said, self.language), said, strict=True)
        return Markup(" ").join(self.line(parts, one.evidence_ids) for parts, one in lines)

    def sentences(self, said: Iterable[Sentence]) -> Markup:
        """Draw sentences that follow one another."""
        drawn = (self.sentence(one) if signed else self.unsigned(one) for one, signed in signed_once(said))
        return Markup(" ").join(drawn)

    def line(self, parts: Iterable[Part], evidence_ids: tuple[str, ...] = (), quoted: bool = False) -> Markup:
        """Draw parts and the signs of what proves them."""
        parts = tuple(parts)
        if not evidence_ids:
            return self._voiced(self._parts(parts), quoted)
        pieces = cut(parts)
        drawn = [self.sign(sign) for sign in self.citations.signs(evidence_ids)]
        glued = _filled('<span class="colle">{} {}</span>', self._parts(pieces.tail), drawn[0])
        words = self._voiced(self._parts(pieces.head), quoted) + self._voiced(glued, quoted)
        rest = Markup("").join(Markup(" ") + sign for sign in drawn[1:])
        return _filled('<span data-evidence="{}">{}{}</span>', " ".join(evidence_ids), words, rest)

    def speaker(self, quote: Quote) -> Markup:
        """Draw who speaks, with the proof of it."""
        return self.line((quote.speaker,), quote.evidence_ids)

    def quoted(self, words: str) -> str:
        """Put somebody's words between quotation marks."""
        return quotation(words, self.language)

    def cells(self, line: Sequence[object]) -> list[tuple[object, Markup, bool]]:
        """Draw the cells of one line of a table; a proof that a cell already bore is not signed again.

        The third of each says whether what is drawn is one element, or words alone: it needs no box around it.
        """
        return [
            (content, self._cell(content, signed), _is_single(content)) for content, signed in signed_once(line)
        ]

    def _cell(self, content: object, signed: bool) -> Markup:
        if isinstance(content, Sentence):
            return self.sentence(content) if signed else self.unsigned(content)
        return self._parts(parts_of(content))

    def number(self, shown: Shown) -> Markup:
        """Draw a number as the link to its proof."""
        data = _filled(
            '<data value="{}" data-row="{}">{}</data>',
            plain_number(shown.value), shown.row_id, shown.text
        )
        if not shown.evidence_ids:
            return data
        letter = LETTERS.get(Grade(shown.grade)) if shown.grade else ""
        style = f"n n-{letter}" if letter else "n"
        return _filled(
            '<a class="{}"{} href="#{}" data-evidence="{}">{}</a>',
            style, self._place(shown.evidence_ids), self.target(shown.evidence_ids), " ".join(shown.evidence_ids), data
        )

    def sign(self, sign: Sign) -> Markup:
        """Draw one sign of proof: its shape says the grade, its number leads to the annex."""
        place = self._place(sign.evidence_ids)
        word = self.panels[sign.evidence_ids[0]].grade_word
        language = self.language
        spoken = say("skin_proof_spoken", language, grade=word) if word else say("skin_proof_spoken_plain", language)
        letter = LETTERS.get(Grade(sign.grade)) if sign.grade else ""
        style = f"e g-{letter}" if letter else "e"
        return _filled(
            '<a class="{}"{} href="#{}" data-evidence="{}"><i>{} </i>{}</a>',
            style,
            place,
            self.target(sign.evidence_ids),
            " ".join(sign.evidence_ids),
            str(spoken),
            sign.label,
        )

    def disc(self, grade: str, large: bool = False) -> Markup:
        """Draw the shape of a grade alone."""
        letter = LETTERS.get(Grade(grade)) if grade else ""
        if not letter:
            return Markup("")
        return _filled('<i class="g{} g-{}"></i>', " gros" if large else "", letter)

    def discs(self, column: str, proofs: tuple[tuple[str, str], ...]) -> Markup:
        """Draw the proofs of one cell of the portrait, one shape each, as one link."""
        shapes = Markup("").join(self.disc(grade) for _, grade in proofs)
        return self._opening("pf", column, tuple(evidence for evidence, _ in proofs), shapes)

    def kind(self, kind: tuple[str, str], evidence_ids: tuple[str, ...]) -> Markup:
        """Draw the place of one kind of proof: its letters when there is some, a dot when there is none."""
        sign, name = kind
        if not evidence_ids:
            return Markup('<span class="vide" aria-hidden="true">·</span>')
        return self._opening("nature", name, evidence_ids, escape(sign))

    def _opening(self, style: str, column: str, evidence_ids: tuple[str, ...], drawn: Markup) -> Markup:
        """Draw one link that opens several proofs, which are told to those who do not see it."""
        place = self._place(evidence_ids)
        panels = (self.panels[evidence] for evidence in evidence_ids)
        told = ", ".join(f"{panel.label} {panel.grade_word}".rstrip() for panel in panels)
        label = say("skin_cell_proofs", self.language, column=column, proofs=told)
        return _filled(
            '<a class="{}"{} href="#{}" data-evidence="{}" aria-label="{}">{}</a>',
            style, place, self.target(evidence_ids), " ".join(evidence_ids), str(label), drawn
        )

    def _parts(self, parts: Iterable[Part]) -> Markup:
        return Markup("".join([self.number(part) if isinstance(part, Shown) else escape(part) for part in parts]))

    def _place(self, evidence_ids: tuple[str, ...]) -> Markup:
        anchor = self.citations.place(evidence_ids)
        return _filled(' id="{}"', anchor) if anchor else Markup("")

    def target(self, evidence_ids: tuple[str, ...]) -> str:
        """Name the place of the page where a proof is told, as an address writes it."""
        # A browser decodes the percent signs of an address before it looks for the place.
        return evidence_ids[0].replace("%", "%25")

    @staticmethod
    def _voiced(words: Markup, quoted: bool) -> Markup:
        return _filled('<span class="dit">{}</span>', words) if quoted and words else words


def _is_single(content: object) -> bool:
    return len(parts_of(content)) < 2 or isinstance(content, Sentence) and bool(content.evidence_ids)
