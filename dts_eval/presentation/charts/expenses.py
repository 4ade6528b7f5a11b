"""The expenses of one year by kind and by place, as a drawing lays them out."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from dts_eval.disclosure.rows import Row, keys_of
from dts_eval.presentation.charts.wording import in_thousands, one_source, order_of

HERE, UNKNOWN = "in_territory", "unknown"


@dataclass(frozen=True)
class Flow:
    """Amounts by kind and place, and the totals that rows give."""

    rows: tuple[Row, ...]

    @cached_property
    def cells(self) -> dict[tuple[str, str], Row]:
        """The rows that say both a kind and a place, in the order of the lists."""
        kinds, places = order_of("kind"), order_of("place")
        found = {
            (keys["kind"], keys["place"]): row
            for row in self.rows
            if set(keys := keys_of(row.breakdown)) == {"kind", "place"}
        }
        return {(kind, place): found[kind, place] for kind in kinds for place in places if (kind, place) in found}

    @cached_property
    def known(self) -> dict[tuple[str, str], Row]:
        """The amounts to draw."""
        return {cell: row for cell, row in self.cells.items() if row.value is not None and row.value > 0}

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds that something is spent on."""
        return tuple(dict.fromkeys(kind for kind, _ in self.cells))

    @property
    def places(self) -> tuple[str, ...]:
        """The places that money arrives at, in the order of the list."""
        return tuple(place for place in order_of("place") if any(place == other for _, other in self.cells))

    @property
    def total(self) -> Row | None:
        """The total of the year, when a row gives it."""
        return self._with({})

    @property
    def thousands(self) -> bool:
        """Whether the amounts are written in thousands of euros."""
        return in_thousands(self.rows)

    def kind_total(self, kind: str) -> Row | None:
        """Return the total of a kind, when a row gives it."""
        return self._with({"kind": kind})

    def place_total(self, place: str) -> Row | None:
        """Return the total of a place, when a row gives it."""
        return self._with({"place": place})

    def _with(self, keys: dict[str, str]) -> Row | None:
        return next((row for row in self.rows if keys_of(row.breakdown) == keys), None)


def flow_of(rows: Sequence[Row], year: int) -> Flow | None:
    """Keep the figures of one year; nothing when fewer than two amounts have a kind and a place."""
    flow = Flow(one_source(figures_of(rows, year)))
    return flow if len(flow.known) >= 2 else None


def figures_of(rows: Sequence[Row], year: int) -> list[Row]:
    """Return the figures of one year, every source included."""
    return [row for row in rows if row.kind == "figure" and row.year == year]
