"""What is kept of each report of a network: who, what was chosen, what it stands on, what may be quoted."""

from collections.abc import Mapping
from dataclasses import dataclass

from dts_eval.foundation.problems import Problem

# How a structure stands to an indicator: only what is shown is ever pooled.
SHOWN, HIDDEN, NONE, SEVERAL, APPROXIMATE, UNDATED = "shown", "hidden", "none", "several", "approximate", "undated"
NOT_CHOSEN = "not_chosen"
STANDINGS = (SHOWN, HIDDEN, NONE, SEVERAL, APPROXIMATE, UNDATED, NOT_CHOSEN)


@dataclass(frozen=True)
class Member:
    """One structure of the network, as its own report tells it.

    ``place`` is the path of the files of its report from the campaign’s folder, without their ending; ``page`` is that
    of its web page, blank without one. ``decisions`` say what it decided of each criterion, ``covered`` how many
    figures, accounts and effects each criterion stands on, ``wondered`` the criteria of which it says what it does not
    know, ``own_words`` its local criteria in its words, without those it keeps to itself, which ``kept_inside`` counts.
    """

    structure_id: str
    name: str
    kind: str
    year: int
    fictitious: bool
    place: str
    page: str
    departements: tuple[str, ...]
    decisions: Mapping[str, str]
    covered: Mapping[str, Mapping[str, int]]
    wondered: frozenset[str]
    own_words: Mapping[str, str]
    kept_inside: int = 0


@dataclass(frozen=True)
class FigureKey:
    """What makes numbers of several structures comparable: one indicator, defined alike, one year, one unit."""

    indicator: str
    year: int
    unit: str
    period: str
    definition: str


@dataclass(frozen=True)
class Given:
    """The number that one structure shows: its place among the members, the value, the parts of a share, the grade."""

    member: int
    value: float
    numerator: float | None
    denominator: float | None
    grade: str


@dataclass(frozen=True)
class Voice:
    """Words that a person agreed to have published, with the row of the report that holds them."""

    member: int
    criterion: str
    words: str
    speaker: str
    when: str
    contests: bool
    row_id: str


@dataclass(frozen=True)
class Effect:
    """An effect told as a fact that its structure lets partners read, with who recognises and who contests it."""

    member: int
    criterion: str
    negative: bool
    words: str
    recognised_by: str
    argument_for: str
    contested_by: str
    argument_against: str
    after_debate: str
    row_id: str

    @property
    def contested(self) -> bool:
        """Whether somebody contests it."""
        return bool(self.contested_by or self.argument_against)


@dataclass(frozen=True)
class LeftAside:
    """A report that the synthesis does not rest on: ``fictitious``, ``changed``, or ``other_version``."""

    name: str
    why: str


@dataclass(frozen=True)
class Network:
    """What the reports of a campaign show, the structures in the order of their names.

    ``fictitious`` says that some are invented, ``failed`` are the workbooks without a report. ``standings`` count, by
    indicator and year, how structures stand to it; those that did not choose it are not counted there. ``quotable``
    counts the words that may be published, by member; of thousands, ``voices`` and ``effects`` hold some, spread out.
    """

    language: str
    fictitious: bool
    members: tuple[Member, ...]
    failed: tuple[str, ...]
    left_aside: tuple[LeftAside, ...]
    figures: Mapping[FigureKey, tuple[Given, ...]]
    standings: Mapping[tuple[str, int], Mapping[str, int]]
    quotable: Mapping[int, int]
    voices: tuple[Voice, ...]
    effects: tuple[Effect, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def years(self) -> tuple[int, ...]:
        """The years of the reports."""
        return tuple(sorted({member.year for member in self.members}))
