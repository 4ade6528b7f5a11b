"""How a sentence is cut before it is drawn, the same for every skin: words, numbers, last word, signs."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from dts_eval.foundation.language import NARROW, NO_BREAK, Text, say
from dts_eval.presentation.blocks import (
    CasesPortrait,
    Chart,
    FaceToFace,
    Heading,
    Listing,
    Portrait,
    Quote,
    Report,
    Section,
    Table,
)
from dts_eval.presentation.shown import Sentence, Shown

Part = str | Shown

LONGEST_GLUED = 32
SMALL_SECTION = 1_300
CHART_WEIGHT = 2_000
ROW_WEIGHT = 90
SIGN_WEIGHT = 7
SHORT_TABLE = 10
NAMED_COLUMNS = 4
_NUMBERED = re.compile(r"(.*?)(\d+)")
_QUOTED = re.compile(r"\s*[«“][^«“]*[»”]\s*")


@dataclass(frozen=True)
class Cut:
    """A sentence in two: what may be broken over lines, and the end that holds the signs of its proofs."""

    head: tuple[Part, ...]
    tail: tuple[Part, ...]


@dataclass(frozen=True)
class Sign:
    """One sign of proof: its grade, what is printed beside it, and the evidence it opens."""

    grade: str
    label: str
    evidence_ids: tuple[str, ...]


class Citations:
    """Remembers where each evidence is cited first in each section: the register leads back there."""

    def __init__(self, grades: Mapping[str, str], labels: Mapping[str, str]) -> None:
        self.grades = grades
        self.labels = labels
        self.section = ("", "")
        self._places: dict[str, dict[tuple[str, str], str]] = defaultdict(dict)
        self._links = 0

    def place(self, evidence_ids: Iterable[str]) -> str:
        """Return the anchor of a citation, empty when the section cited all of it before.

        Raises:
            ValueError: the register does not hold what is cited.
        """
        cited = tuple(evidence_ids)
        for evidence in cited:
            if evidence not in self.grades:
                raise ValueError(f"{evidence} is cited and the register does not hold it")
        fresh = [evidence for evidence in cited if self.section not in self._places[evidence]]
        if not fresh:
            return ""
        self._links += 1
        anchor = f"cite-{self._links}"
        for evidence in fresh:
            self._places[evidence][self.section] = anchor
        return anchor

    def signs(self, evidence_ids: Iterable[str]) -> tuple[Sign, ...]:
        """Return the signs that follow a sentence, under the labels of the report."""
        return signs(evidence_ids, self.grades, self.labels)

    def cited_in(self, evidence: str) -> tuple[tuple[str, str], ...]:
        """List the sections that cite an evidence: the anchor of its first citation there, and the title."""
        return tuple((anchor, title) for (_, title), anchor in self._places[evidence].items())


def parts_of(said: object) -> tuple[Part, ...]:
    """Return the words and numbers of a sentence, texts inside texts laid flat."""
    if isinstance(said, Sentence):
        return parts_of(said.text)
    if isinstance(said, Text):
        return tuple(part for inner in said.parts for part in parts_of(inner))
    if isinstance(said, Shown):
        return (said,)
    return (str(said),) if str(said) else ()


def cut(parts: Iterable[Part]) -> Cut:
    """Set the last word apart, so that a proof number never starts a line."""
    head = list(parts)
    tail: list[Part] = []
    if head and isinstance(head[-1], str):
        head[-1] = head[-1].rstrip(" ")
    while head:
        last = head.pop()
        if isinstance(last, str) and " " in last:
            before, _, word = last.rpartition(" ")
            head.append(before + " ")
            if word:
                tail.insert(0, word)
            break
        tail.insert(0, last)
    if sum(len(str(part)) for part in tail) > LONGEST_GLUED:
        return Cut((*head, *tail), ())
    return Cut(tuple(head), tuple(tail))


def signs(evidence_ids: Iterable[str], grades: Mapping[str, str], labels: Mapping[str, str]) -> tuple[Sign, ...]:
    """Return the signs that follow a sentence; three neighbours or more of one grade make one sign.

    ``labels`` give what is printed for an evidence; without one, its id is.
    """
    runs: list[list[str]] = []
    for evidence in evidence_ids:
        follows = bool(runs) and _follows(runs[-1][-1], evidence) and grades.get(runs[-1][-1]) == grades.get(evidence)
        if follows:
            runs[-1].append(evidence)
        else:
            runs.append([evidence])
    found: list[Sign] = []
    for run in runs:
        groups = [run] if len(run) > 2 else [[evidence] for evidence in run]
        found.extend(
            Sign(
                grades.get(group[0], ""),
                "–".join(labels.get(one, one) for one in dict.fromkeys((group[0], group[-1]))),
                tuple(group),
            )
            for group in groups
        )
    return tuple(found)


def signed_once(items: Iterable[object]) -> list[tuple[object, bool]]:
    """Pair what follows one another with whether it bears signs: not again when the words before bore them all."""
    told: set[str] = set()
    paired = []
    for item in items:
        evidence = set(item.evidence_ids) if isinstance(item, Sentence) else set()
        paired.append((item, not evidence <= told))
        told |= evidence
    return paired


def _follows(first: str, second: str) -> bool:
    before, after = _NUMBERED.fullmatch(first), _NUMBERED.fullmatch(second)
    if not before or not after or before.group(1) != after.group(1):
        return False
    return int(after.group(2)) == int(before.group(2)) + 1


def plain_number(value: float) -> str:
    """Write a value for machines: a point, no separator, no useless zero."""
    return f"{value:.12g}"


def quotation(words: str, language: str) -> str:
    """Put somebody's words between the quotation marks of the language, once."""
    bare = words.strip()
    if _QUOTED.fullmatch(bare):
        bare = bare[1:-1].strip(f" {NO_BREAK}{NARROW}")
    return str(say("skin_quotation", language, words=bare))


def in_own_words(said: Sequence[Sentence], language: str) -> tuple[tuple[Part, ...], ...]:
    """Put the sentences of somebody between quotation marks, the first opened and the last closed."""
    lines = [list(parts_of(one)) for one in said]
    if not lines or is_quotation(" ".join(str(one) for one in said)):
        return tuple(map(tuple, lines))
    opening, closing = str(say("skin_quotation", language, words="|")).split("|")
    lines[0] = _joined(opening, *lines[0])
    lines[-1] = _joined(*lines[-1], closing)
    return tuple(map(tuple, lines))


def _joined(*parts: Part) -> list[Part]:
    """Write neighbouring words as one part, so that a quotation mark never stands alone."""
    kept: list[Part] = []
    for part in parts:
        if kept and isinstance(part, str) and isinstance(kept[-1], str):
            kept[-1] += part
        else:
            kept.append(part)
    return kept


def is_quotation(said: object) -> bool:
    """Say whether a text is wholly somebody's words."""
    return _QUOTED.fullmatch(str(said)) is not None


def is_word(cell: object) -> bool:
    """Say whether a cell tells in words that there is no number."""
    return isinstance(cell, str | Sentence) and not any(sign.isdigit() for sign in str(cell))


def is_small(section: Section) -> bool:
    """Say whether a section may follow another on the same printed page."""
    return weight(section) < SMALL_SECTION


def weight(thing: Any) -> int:
    """Estimate how much room something takes on paper, in characters of text."""
    if isinstance(thing, str):
        return len(thing)
    if isinstance(thing, Sentence | Shown | Text):
        return len(str(thing))
    if isinstance(thing, Chart | Portrait | CasesPortrait):
        return CHART_WEIGHT
    if isinstance(thing, Table):
        return ROW_WEIGHT * (len(thing.lines) + 2)
    if isinstance(thing, Heading):
        return ROW_WEIGHT
    if isinstance(thing, Listing):
        return sum(max(ROW_WEIGHT, sum(_with_signs(one) for one in said)) for _, said in thing.lines)
    if isinstance(thing, Quote):
        return len(thing.words) * 2
    if isinstance(thing, FaceToFace):
        return 2 * weight(thing.recognised + thing.contested)
    if isinstance(thing, tuple | list):
        return sum(weight(item) for item in thing)
    if is_dataclass(thing):
        return sum(weight(getattr(thing, field.name)) for field in fields(thing))
    return 0


def _with_signs(said: Sentence) -> int:
    return len(str(said)) + SIGN_WEIGHT * len(said.evidence_ids)


def running_head(report: Report) -> str:
    """Return what every page bears at its top; a fictitious structure says so everywhere."""
    mention = str(say("skin_fictitious", report.language))
    if not report.fictitious or mention in report.running_head.lower():
        return report.running_head
    return str(say("skin_running_head", report.language, head=report.running_head, mention=mention))


def proofs_of_figure(chart: Chart) -> tuple[str, ...]:
    """List what proves a figure and all that is said around it: its source line bears every sign once."""
    told = (chart.title, chart.subtitle, chart.how_to_read, chart.silent, *chart.notes)
    cited = (*chart.evidence_ids, *(evidence for one in told for evidence in one.evidence_ids))
    return tuple(dict.fromkeys(cited))


def figure_numbers(report: Report) -> dict[str, str]:
    """Number the figures in the order they come."""
    charts = (block for section in report.sections for block in section.blocks if isinstance(block, Chart))
    return {chart.chart_id: str(number) for number, chart in enumerate(charts, start=1)}
