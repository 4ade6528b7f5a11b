"""The parts a report is made of; a skin draws each of them and decides nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dts_eval.disclosure.rows import Cited, Row
from dts_eval.presentation.shown import Sentence, Shown

TableCell = str | Shown | Sentence


@dataclass(frozen=True)
class Paragraph:
    """Sentences that follow one another. ``own_words`` marks the structure's text; the rest is the report's."""

    sentences: tuple[Sentence, ...]
    own_words: bool = False


@dataclass(frozen=True)
class Table:
    """A table: caption, heads, lines. The first cell of a line is its head; ``muted`` lines are shown greyed.

    ``numeric`` are the positions of the columns whose cells are numbers, set to the right.
    """

    caption: Sentence
    head: tuple[str, ...]
    lines: tuple[tuple[TableCell, ...], ...]
    numeric: frozenset[int] = frozenset()
    muted: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Chart:
    """A figure: what it finds, what it shows, how to read it, what it does not say, and the data behind it.

    ``wide`` and ``narrow`` are restricted plotly figures of 656 and 328 units; ``alternative`` is the text read to
    those who do not see the drawing.
    """

    chart_id: str
    family: str
    title: Sentence
    subtitle: Sentence
    how_to_read: Sentence
    silent: Sentence
    alternative: Sentence
    table: Table
    evidence_ids: tuple[str, ...]
    wide: Mapping[str, Any]
    narrow: Mapping[str, Any]
    notes: tuple[Sentence, ...] = ()


@dataclass(frozen=True)
class Quote:
    """Somebody's words: what was said, who speaks, in which capacity, when. ``contests`` draws the dashed rule."""

    words: str
    speaker: str
    evidence_ids: tuple[str, ...]
    contests: bool = False
    large: bool = True


@dataclass(frozen=True)
class Story:
    """An account in three moments: before, one day, since. The last one stays open."""

    title: str
    speaker: str
    moments: tuple[tuple[str, str], ...]
    evidence_ids: tuple[str, ...]


@dataclass(frozen=True)
class FaceToFace:
    """An effect with those who recognise it and those who contest it, at equal size; either side may be silent.

    ``disputed`` says that somebody contests it; ``code`` is its code in the workbook.
    """

    effect: Sentence
    recognised: tuple[Sentence | Quote, ...]
    contested: tuple[Sentence | Quote, ...]
    after: tuple[Sentence, ...] = ()
    disputed: bool = False
    code: str = ""


@dataclass(frozen=True)
class Unknowns:
    """What the group does not know about a criterion; closes every criterion, even with one line."""

    lines: tuple[Sentence, ...]


@dataclass(frozen=True)
class Portrait:
    """Which kinds of proof each criterion has: one sign for each proof, its grade; or a word when there is none.

    A cell is a tuple of (evidence id, grade), or a ``Sentence`` that says why it is empty.
    """

    title: Sentence
    subtitle: Sentence
    how_to_read: Sentence
    silent: Sentence
    head: tuple[str, ...]
    lines: tuple[tuple[str, tuple[tuple[tuple[str, str], ...] | Sentence, ...]], ...]
    rejected: tuple[tuple[str, Sentence], ...] = ()


@dataclass(frozen=True)
class Place:
    """The evidence of one kind that a structure has for a criterion; the place stays when there is none."""

    evidence_ids: tuple[str, ...]


@dataclass(frozen=True)
class CasesPortrait:
    """Which kinds of proof several structures have for each criterion: criteria in lines, structures in columns.

    ``cases`` are (letter, name); ``kinds`` are (sign, name), each at its fixed place in every cell. A cell gives a
    place for each kind, or is a ``Sentence`` that says why there is no proof at all.
    """

    title: Sentence
    subtitle: Sentence
    how_to_read: Sentence
    silent: Sentence
    cases: tuple[tuple[str, str], ...]
    kinds: tuple[tuple[str, str], ...]
    lines: tuple[tuple[str, tuple[tuple[Place, ...] | Sentence, ...]], ...]


@dataclass(frozen=True)
class Heading:
    """A title inside a part: what follows is about one structure, or one criterion."""

    words: str


@dataclass(frozen=True)
class SideBySide:
    """What several structures tell, each under its name, in columns of one width."""

    columns: tuple[tuple[str, tuple["Block", ...]], ...]


@dataclass(frozen=True)
class Listing:
    """Sentences under short labels, a line for each label."""

    lines: tuple[tuple[str, tuple[Sentence, ...]], ...]


@dataclass(frozen=True)
class Essentials:
    """The page a reader in a hurry reads: a line for each criterion, two voices, and three equal columns."""

    findings: tuple[tuple[str, tuple[Sentence, ...]], ...]
    voices: tuple[Quote, ...]
    contested: tuple[Sentence, ...]
    unknown: tuple[Sentence, ...]
    debated: tuple[Sentence, ...]


@dataclass(frozen=True)
class HowToRead:
    """The page that explains grades, voices and gaps. ``grades`` are (grade, name, meaning)."""

    grades: tuple[tuple[str, str, str], ...]
    proof: tuple[Sentence, ...]
    voices: tuple[Sentence, ...]
    gaps: tuple[Sentence, ...]


@dataclass(frozen=True)
class ReportLink:
    """A report named in another one: its label, whose it is, what it is, its path from here, blank without a page."""

    label: str
    name: str
    detail: str
    address: str


@dataclass(frozen=True)
class ReportList:
    """The reports that a synthesis rests on, in the order of names."""

    reports: tuple[ReportLink, ...]


@dataclass(frozen=True)
class EvidenceRegister:
    """The annex of proofs: every number printed in the report leads here."""

    evidence: tuple[Cited, ...]


Block = (
    Paragraph
    | Table
    | Chart
    | Quote
    | Story
    | FaceToFace
    | Unknowns
    | Portrait
    | CasesPortrait
    | Heading
    | SideBySide
    | Listing
    | Essentials
    | HowToRead
    | ReportList
    | EvidenceRegister
)


@dataclass(frozen=True)
class Section:
    """A part of the report: its place in the method (``rail``), its title, its finding (``lead``), its blocks.

    ``criterion`` is the criterion it tells, and blank when it tells something else.
    """

    section_id: str
    rail: tuple[str, str]
    title: str
    lead: tuple[Sentence, ...]
    blocks: tuple[Block, ...]
    annex: bool = False
    criterion: str = ""


@dataclass(frozen=True)
class Cover:
    """The cover: name, a sub-title in the structure's words, two voices and four facts; no figure."""

    kicker: str
    name: str
    subtitle: str
    voices: tuple[tuple[str, Quote], ...]
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Report:
    """The whole report, before any skin: the same sections, numbers and evidence in every format.

    ``stem`` names its files. ``claims`` gives, for each evidence id, the first sentence that cites it: the proof
    panel shows it in bold. ``labels`` gives what is printed beside a sign where it is not the evidence id itself.
    ``year`` is empty for several structures. ``filed`` is what the file of proofs holds when the page says less.
    """

    language: str
    title: str
    running_head: str
    fictitious: bool
    notice: tuple[Sentence, ...]
    cover: Cover
    sections: tuple[Section, ...]
    evidence: tuple[Cited, ...]
    rows: tuple[Row, ...]
    claims: Mapping[str, str] = field(default_factory=dict)
    stem: str = "rapport"
    labels: Mapping[str, str] = field(default_factory=dict)
    year: str = ""
    filed: tuple[Cited, ...] = ()
