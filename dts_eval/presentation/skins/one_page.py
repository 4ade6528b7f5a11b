"""How much the page of essentials must shrink so that a browser prints it on one page.

A browser cannot be asked to fit a page, and its user prints without us: the height is estimated here from the
lengths of the texts, in points, with the sizes of the style sheet on paper. A test prints crowded pages.
"""

import math
from collections.abc import Iterable

from dts_eval.presentation.blocks import Essentials, Quote, Section
from dts_eval.presentation.shown import Sentence

PAGE = 735.0
HEAD = 104.0
SIGN = 7
SMALLEST = 0.5
Line = tuple[int, float]
LEAD: Line = (48, 20.1)
FINDING: Line = (43, 16.3)
LABEL: Line = (18, 14.4)
VOICE: Line = (19, 17.9)
SPEAKER: Line = (29, 13.4)
COLUMN: Line = (30, 14.4)


def one_page_zoom(section: Section) -> float:
    """Return by how much a section is scaled on paper: 1 when it fits, or when it need not be one page."""
    page = next((block for block in section.blocks if isinstance(block, Essentials)), None)
    if page is None:
        return 1.0
    height = HEAD + _height(section.lead, LEAD) + _essentials(page)
    # Smaller letters also make lines hold more: the height goes with the square of the scale.
    return max(SMALLEST, min(1.0, math.floor(100 * math.sqrt(PAGE / height)) / 100))


def _essentials(page: Essentials) -> float:
    findings = sum(max(_height(said, FINDING), _lines(label, LABEL)) + 17.5 for label, said in page.findings)
    voices = sum(_voice(voice) for voice in page.voices)
    columns = max(_column(said) for said in (page.contested, page.unknown, page.debated))
    return max(findings, voices) + 18 + columns


def _column(said: Iterable[Sentence]) -> float:
    return 31 + sum(_height((one,), COLUMN) + 6.2 for one in said)


def _voice(voice: Quote) -> float:
    return _lines(voice.words, VOICE) + _lines(voice.speaker, SPEAKER) + 34


def _height(said: Iterable[Sentence], line: Line) -> float:
    return _lines(" ".join(str(one) + " " * SIGN * len(one.evidence_ids) for one in said), line)


def _lines(text: str, line: Line) -> float:
    width, height = line
    return math.ceil(len(text) / width) * height
