"""The questions of surveys as rows tell them: a row for each of the four levels, or for each passage."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from dts_eval.disclosure.rows import Row, keys_of

# The order of the scale, from « tout à fait » to « pas du tout »; they are words, and nothing is computed with them.
LEVELS = ("4", "3", "2", "1")
BEFORE_AFTER = "answers_before_after"


@dataclass(frozen=True)
class Asked:
    """One question of one survey in one year; a level that few people chose has a row without a value."""

    question: str
    survey: str
    levels: dict[str, Row] = field(default_factory=dict)

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows of its levels, in the order of the scale."""
        return tuple(self.levels[level] for level in LEVELS if level in self.levels)

    @property
    def known(self) -> tuple[Row, ...]:
        """The levels that may be shown."""
        return tuple(row for row in self.rows if row.value is not None and row.numerator is not None)

    @property
    def most(self) -> tuple[str, ...]:
        """The levels that most people chose among those that may be shown."""
        highest = max((row.numerator or 0 for row in self.known), default=None)
        return tuple(level for level, row in self.levels.items() if row in self.known and row.numerator == highest)


@dataclass(frozen=True)
class Compared:
    """One question of one survey asked of two moments: who went which way, and who chose the levels.

    ``whole`` counts who answered it; a passage that few people tell has a row without a value.
    """

    question: str
    survey: str
    whole: Row
    passages: dict[str, Row] = field(default_factory=dict)
    raters: dict[str, Row] = field(default_factory=dict)

    @property
    def rows(self) -> tuple[Row, ...]:
        """The whole and its passages."""
        return (self.whole, *self.passages.values())


def compared_of(rows: Iterable[Row], criterion: str, year: int) -> list[Compared]:
    """Return the questions of one year asked of two moments that light a criterion, in the order of the rows."""
    own = [
        (keys_of(row.breakdown), row)
        for row in rows
        if row.indicator == BEFORE_AFTER and (row.kind, row.criterion, row.year) == ("figure", criterion, year)
    ]
    wholes = [(keys["question"], keys["survey"], row) for keys, row in own if not keys.keys() & {"passage", "rated_by"}]
    return [
        Compared(question, survey, whole, _by(own, question, survey, "passage"), _by(own, question, survey, "rated_by"))
        for question, survey, whole in wholes
    ]


def _by(own: Iterable[tuple[Mapping[str, str], Row]], question: str, survey: str, key: str) -> dict[str, Row]:
    asked = (question, survey)
    return {keys[key]: row for keys, row in own if key in keys and (keys["question"], keys["survey"]) == asked}


def questions_of(rows: Iterable[Row], criterion: str, year: int) -> list[Asked]:
    """Return the questions of one year that light a criterion, in the order of the rows."""
    found: dict[tuple[str, str, str], Asked] = {}
    for row in rows:
        if (row.kind, row.criterion, row.year) != ("figure", criterion, year):
            continue
        keys = keys_of(row.breakdown)
        if "answer" in keys:
            question, survey = keys.get("question", ""), keys.get("survey", "")
            asked = found.setdefault((row.indicator, question, survey), Asked(question, survey))
            asked.levels[keys["answer"]] = row
    return list(found.values())
