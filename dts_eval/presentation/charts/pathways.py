"""The people of one year: who referred them, and what is known of how they left."""

from collections.abc import Sequence
from dataclasses import dataclass

from dts_eval.disclosure.rows import Row, keys_of
from dts_eval.presentation.charts.wording import one_source, order_of

REFERRAL, OUTCOME = "referral", "exit_category"
UNKNOWN = "unknown"


@dataclass(frozen=True)
class Paths:
    """The total in the middle, who referred on the left, the outcomes on the right.

    ``left_rest`` and ``right_rest`` are what no number fills: masked, not recorded, or still there.
    """

    total: Row
    exits: Row | None
    referred: tuple[Row, ...]
    outcomes: tuple[Row, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        """Every row drawn."""
        return (self.total, *self.referred, *self.outcomes, *([self.exits] if self.exits else []))

    @property
    def people(self) -> float:
        """How many people the drawing shows."""
        return self.total.value or 0

    @property
    def left_rest(self) -> float:
        """The people of whom no number says who referred them."""
        return self.people - _sum(self.referred)

    @property
    def right_rest(self) -> float:
        """The people of whom no number says how they left."""
        return self.people - _sum(self.outcomes)


def paths_of(rows: Sequence[Row], year: int) -> Paths | None:
    """Keep the people of one year; nothing when there is too little to draw, or parts above the whole."""
    own = one_source(row for row in rows if row.kind == "figure" and row.year == year)
    referred = _by(own, REFERRAL)
    outcomes = _by(own, OUTCOME)
    total = _total(own, referred)
    if total is None or not total.value:
        return None
    paths = Paths(total, _total(own, outcomes), referred, outcomes)
    few = min(len([row for row in side if row.value]) for side in (referred, outcomes)) < 2
    return None if few or paths.left_rest < 0 or paths.right_rest < 0 else paths


def is_masked(rows: Sequence[Row]) -> bool:
    """Say whether one of the rows is hidden for privacy."""
    return any(row.status == "suppressed" for row in rows)


def _by(rows: Sequence[Row], key: str) -> tuple[Row, ...]:
    own = [row for row in rows if list(keys_of(row.breakdown)) == [key]]
    own = [row for row in own if row.indicator == own[0].indicator]
    order = (*order_of(key), UNKNOWN)
    return tuple(
        sorted(own, key=lambda row: order.index(item) if (item := keys_of(row.breakdown)[key]) in order else 0)
    )


def _total(rows: Sequence[Row], side: Sequence[Row]) -> Row | None:
    return next((row for row in rows if side and row.indicator == side[0].indicator and not row.breakdown), None)


def _sum(rows: Sequence[Row]) -> float:
    return sum(row.value or 0 for row in rows)
