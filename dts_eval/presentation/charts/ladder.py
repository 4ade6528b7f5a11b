"""Who takes part and how far, as rows tell it: one rung for each stakeholder."""

from collections.abc import Sequence
from dataclasses import dataclass

from dts_eval.disclosure.rows import Row, keys_of
from dts_eval.foundation.language import capitalise
from dts_eval.presentation.charts.wording import order_of

DECLARED, FELT = "stakeholder_degree", "stakeholder_degree_felt"
EFFECTIVE_FROM = "concertation"


@dataclass(frozen=True)
class Rung:
    """One stakeholder: the degree that the structure declares, and the one that they say themselves."""

    name: str
    declared: Row | None
    felt: Row | None

    @property
    def title(self) -> str:
        """The name as the head of a line."""
        return capitalise(self.name)

    @property
    def gap(self) -> int | None:
        """How many degrees their answer is above the structure's; nothing unless both are known."""
        if self.declared is None or self.felt is None:
            return None
        return degree_of(self.felt) - degree_of(self.declared)


def degrees() -> tuple[str, ...]:
    """Return the four degrees of the manual, from information to co-decision."""
    return order_of("degree")


def degree_of(row: Row) -> int:
    """Return the place of a degree among the four."""
    return degrees().index(row.text)


def rungs_of(rows: Sequence[Row]) -> tuple[Rung, ...]:
    """Put together the two answers about each stakeholder, in the order of the rows."""
    said: dict[str, dict[str, Row]] = {}
    for row in rows:
        name = keys_of(row.breakdown).get("stakeholder", "")
        if name and row.indicator in (DECLARED, FELT) and row.text in degrees():
            said.setdefault(name, {}).setdefault(row.indicator, row)
    return tuple(Rung(name, own.get(DECLARED), own.get(FELT)) for name, own in said.items())
