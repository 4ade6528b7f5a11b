"""The resources of each year by nature, as a drawing lays them out."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from dts_eval.disclosure.rows import Row, keys_of
from dts_eval.presentation.charts.wording import in_thousands, is_known, one_source, order_of

MARKET, NON_MARKET, NON_MONETARY = NATURES = ("market", "non_market", "non_monetary")


@dataclass(frozen=True)
class Mix:
    """Amounts by year and by nature; a nature that a year does not tell is absent, not zero."""

    rows: tuple[Row, ...]

    @cached_property
    def cells(self) -> dict[int, dict[str, Row]]:
        """The rows of every year from the first to the last, by nature; none where nothing is said."""
        years = [row.year for row in self.rows if row.year is not None]
        found: dict[int, dict[str, Row]] = {year: {} for year in range(min(years), max(years) + 1)}
        for row in self.rows:
            found[row.year or 0].setdefault(keys_of(row.breakdown)["nature"], row)
        return found

    @property
    def natures(self) -> tuple[str, ...]:
        """The natures told in at least one year, in the order of the list."""
        return tuple(nature for nature in order_of("nature") if any(nature in own for own in self.cells.values()))

    @property
    def thousands(self) -> bool:
        """Whether the amounts are written in thousands of euros."""
        return in_thousands(self.rows)

    def known(self, year: int) -> dict[str, Row]:
        """Return what is known of a year, by nature."""
        return {nature: row for nature, row in self.cells[year].items() if is_known(row)}

    def base(self, year: int, nature: str) -> float:
        """Return where the bar of a nature starts: at the end of those before it."""
        before = NATURES[: NATURES.index(nature)]
        return sum(row.value or 0 for name, row in self.known(year).items() if name in before)

    def reach(self, year: int) -> float:
        """Return how far the drawing of a year goes, range included."""
        own = self.known(year)
        ends = [self.base(year, nature) + max(row.value or 0, row.high or 0) for nature, row in own.items()]
        return max(ends, default=0)


def mix_of(rows: Sequence[Row]) -> Mix | None:
    """Keep the dated amounts by nature; nothing when none is known."""
    own = one_source(amounts_of(rows))
    return Mix(own) if any(is_known(row) and (row.value or row.high) for row in own) else None


def amounts_of(rows: Sequence[Row]) -> list[Row]:
    """Return the dated amounts by nature, every source included."""
    figures = [row for row in rows if row.kind == "figure" and row.year is not None]
    return [row for row in figures if list(keys := keys_of(row.breakdown)) == ["nature"] and keys["nature"] in NATURES]
