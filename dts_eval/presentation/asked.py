"""The questions of surveys as rows tell them: a row for each of the four levels."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from dts_eval.disclosure.rows import Row

# The order of the scale, from « tout à fait » to « pas du tout »; they are words, and nothing is computed with them.
LEVELS = ("4", "3", "2", "1")


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


def questions_of(rows: Iterable[Row], criterion: str, year: int) -> list[Asked]:
    """Return the questions of one year that light a criterion, in the order of the rows."""
    found: dict[tuple[str, str, str], Asked] = {}
    for row in rows:
        pairs = (part.partition("=") for part in row.breakdown.split(";") if part)
        keys = {key: value for key, _, value in pairs}
        if row.kind == "figure" and (row.criterion, row.year) == (criterion, year) and "answer" in keys:
            question, survey = keys.get("question", ""), keys.get("survey", "")
            asked = found.setdefault((row.indicator, question, survey), Asked(question, survey))
            asked.levels[keys["answer"]] = row
    return list(found.values())
