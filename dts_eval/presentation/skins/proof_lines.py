"""The proofs of a slide in a few lines: what has one origin and one author is told once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dts_eval.foundation.language import say
from dts_eval.presentation.skins.pieces import Sign, signs
from dts_eval.presentation.skins.proofs import Panel
from dts_eval.workbook.layout import layout

MOST_LINES = 3
# What a group needs to judge a proof: when, by whom, and what that person had to gain.
TOLD = ("skin_date", "skin_author", "skin_interest", "skin_consent")


@dataclass(frozen=True)
class ProofLine:
    """Evidence of one grade and one origin: its signs, the word of its grade, its source, and who wrote it when."""

    evidence_ids: tuple[str, ...]
    signs: tuple[Sign, ...]
    grade_word: str
    source: str
    facts: tuple[tuple[str, str], ...]


def proof_lines(
    evidence_ids: Iterable[str], panels: Mapping[str, Panel], labels: Mapping[str, str], language: str
) -> tuple[ProofLine, ...]:
    """Tell the evidence of a slide; what says who wrote it, and with which interest, comes first."""
    told = [str(say(key, language)) for key in TOLD]
    alike: dict[tuple[object, ...], list[str]] = {}
    for evidence in evidence_ids:
        panel = panels[evidence]
        facts = tuple(fact for fact in panel.facts if fact[0] in told)
        alike.setdefault((panel.grade, panel.sheet, _document(panel), facts), []).append(evidence)
    grades = {evidence: panel.grade for evidence, panel in panels.items()}
    lines = []
    for gathered in alike.values():
        first = panels[gathered[0]]
        source = _document(first) or (first.place if len(gathered) == 1 else first.sheet)
        facts = tuple(fact for fact in first.facts if fact[0] in told)
        lines.append(ProofLine(tuple(gathered), signs(gathered, grades, labels), first.grade_word, source, facts))
    return tuple(sorted(lines, key=lambda line: -len(line.facts)))


def _document(panel: Panel) -> str:
    """Name the document that proves something; blank for cells of the workbook, which are of one sheet."""
    if panel.of_cells:
        return ""
    # The sheet of supports writes the title of each document where others write what was read.
    return panel.raw if panel.sheet == layout().sheet("supports").title and panel.raw else panel.place
