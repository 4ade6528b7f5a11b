"""The rows of one indicator laid out by year: what is known, what is missing, what was aimed at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from dts_eval.disclosure.rows import Row
from dts_eval.presentation.charts.wording import PERCENT, has_interval, in_thousands, is_known, is_small


@dataclass(frozen=True)
class Series:
    """One indicator over years: totals only, dated only; several rows in a year are several sources."""

    rows: tuple[Row, ...]
    targets: Mapping[int, Row]
    changes: tuple[Row, ...]

    @cached_property
    def by_year(self) -> dict[int, tuple[Row, ...]]:
        """The rows of each year, from the first to the last: none where nothing is said."""
        years = [row.year for row in self.rows if row.year is not None]
        return {year: tuple(row for row in self.rows if row.year == year) for year in range(min(years), max(years) + 1)}

    @cached_property
    def known(self) -> tuple[Row, ...]:
        """The rows with something to draw, by year."""
        return tuple(row for rows in self.by_year.values() for row in rows if is_known(row))

    @property
    def missing(self) -> dict[int, Row | None]:
        """The years without value, each with the row that says why, if any."""
        return {
            year: next(iter(rows), None)
            for year, rows in self.by_year.items()
            if not any(is_known(row) for row in rows)
        }

    @property
    def years_known(self) -> tuple[int, ...]:
        """The years that have a value."""
        return tuple(dict.fromkeys(row.year for row in self.known if row.year is not None))

    @property
    def is_share(self) -> bool:
        """Whether the values are percentages."""
        return self.known[0].unit == PERCENT

    @property
    def has_intervals(self) -> bool:
        """Whether a row gives the two ends of an interval."""
        return any(has_interval(row) for row in self.known)

    @property
    def has_parts(self) -> bool:
        """Whether a row says how many out of how many."""
        return self.is_share and any(row.denominator is not None for row in self.known)

    @property
    def writes_parts(self) -> bool:
        """Whether a drawing writes them under the years: not where they stand at the point already."""
        return any(row.denominator is not None and not is_small(row) for row in self.known) and self.is_share

    @property
    def thousands(self) -> bool:
        """Whether the amounts are written in thousands of euros."""
        return in_thousands(self.rows)

    @property
    def two_sources(self) -> bool:
        """Whether two sources tell different values for one year."""
        return any(len({row.value for row in rows if is_known(row)}) > 1 for rows in self.by_year.values())

    def change(self) -> Row | None:
        """Return the row of change that ends at the last year known, if there is one."""
        return next((row for row in self.changes if row.year == self.years_known[-1]), None)


def series_of(rows: Sequence[Row]) -> Series | None:
    """Keep the dated totals of one indicator; nothing without two years, or one with an interval."""
    dated = tuple(row for row in rows if row.kind == "figure" and not row.breakdown and row.year is not None)
    if not any(is_known(row) for row in dated):
        return None
    targets = {
        row.year: row
        for row in rows
        if row.kind == "gap" and row.breakdown == "of=target" and row.year is not None and row.value is not None
    }
    found = Series(dated, targets, tuple(row for row in rows if row.kind == "change" and row.value is not None))
    return found if len(found.by_year) > 1 or found.has_intervals else None
