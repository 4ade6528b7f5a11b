"""Step 3, by college: what each college said of a criterion, votes or consent (fiche II-2, l.2657-2661)."""

import dataclasses
import re
from collections.abc import Iterator
from dataclasses import dataclass

from dts_eval.foundation.model import Evaluation, Kind, Quantity, Record
from dts_eval.foundation.problems import Problem, problem
from dts_eval.scope.facts import Fact, name_in_breakdown, text_fact
from dts_eval.workbook.values import plain

FIELD = "by_college"
ITEM_SEPARATOR, NAME_SEPARATOR = ";", ":"
FOR, AGAINST = "votes_for", "votes_against"
_VOTES = {
    FOR: re.compile(r"(\d+)\s*(?:voix\s+)?pour\b", re.IGNORECASE),
    AGAINST: re.compile(r"(\d+)\s*(?:voix\s+)?contre\b", re.IGNORECASE),
}


@dataclass(frozen=True)
class Position:
    """What one college said of a criterion, in its words; ``votes`` are those that the words count."""

    college: str
    words: str

    @property
    def votes(self) -> dict[str, int]:
        """The votes for and against that the words give; a side that they do not count is absent."""
        found = {side: pattern.search(self.words) for side, pattern in _VOTES.items()}
        return {side: int(match[1]) for side, match in found.items() if match}


def positions(record: Record) -> tuple[Position, ...]:
    """Read what each college said of one criterion: « salariés : 4 pour, 2 contre ; habitants : consentement »."""
    found = []
    for item in record.text(FIELD).split(ITEM_SEPARATOR):
        college, sign, words = item.partition(NAME_SEPARATOR)
        if sign and college.strip() and words.strip():
            found.append(Position(college.strip(), words.strip()))
    return tuple(found)


def position_facts(record: Record, criterion: str) -> list[Fact | None]:
    """Say what each college said of one criterion, the line of the sheet as its proof."""
    said = text_fact(record, FIELD, "criterion_college", kind=Kind.CHOICE, criterion=criterion)
    if said is None:
        return []
    result, evidence = said
    return [
        (
            dataclasses.replace(
                result,
                quantity=Quantity(text=position.words),
                breakdown=f"college={name_in_breakdown(position.college)};criterion={criterion}",
            ),
            evidence,
        )
        for position in positions(record)
    ]


def position_problems(record: Record, evaluation: Evaluation) -> Iterator[Problem]:
    """Tell a cell that is not read, a college that nobody declared, votes that do not add up to the total."""
    file, sheet, place = evaluation.file, record.title, record.address(FIELD)
    said = positions(record)
    items = [item for item in record.text(FIELD).split(ITEM_SEPARATOR) if item.strip()]
    if len(said) < len(items):
        yield problem("college_not_read", file, sheet, place, typed=record.text(FIELD))
    colleges = {plain(line.text("college")) for line in evaluation.sheet("stakeholders")} - {""}
    for position in said:
        if colleges and plain(position.college) not in colleges:
            yield problem("college_unknown", file, sheet, place, typed=position.college)
    for side in (FOR, AGAINST):
        counted = [position.votes[side] for position in said if side in position.votes]
        total = record.number(side)
        # Colleges that consent without counting leave a sum that says nothing of the total.
        if total is not None and len(counted) == len(said) > 0 and sum(counted) != total:
            yield problem("college_votes_differ", file, sheet, place, typed=str(sum(counted)), expected=f"{total:g}")
