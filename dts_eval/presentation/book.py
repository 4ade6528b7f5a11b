"""Looks rows up by what they say; it finds, it never computes."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from dts_eval.criteria.definitions import criteria
from dts_eval.disclosure.rows import Cited, Disclosed, Row, keys_of
from dts_eval.foundation.language import typeset
from dts_eval.foundation.model import Criterion
from dts_eval.indicators.definitions import indicators
from dts_eval.workbook.layout import layout

MONEY_SHEETS = frozenset({"expenses", "resources"})
NOBODY_KNOWS = frozenset({"not_available", "not_applicable"})
NUMBERS = frozenset({"figure", "change", "gap"})
DESCRIBED = frozenset({"activity", "territory"})
NO_VALUE = NOBODY_KNOWS | {"suppressed"}
# Keys of breakdowns that are not called like the list that their parts are chosen from.
LISTS_OF_KEYS = {
    "nature": "resource_nature", "kind": "expense_kind", "level": "money_level", "answer": "agreement",
    "housing_entry": "housing", "housing_exit": "housing",
    **dict.fromkeys(("rsa", "ass", "aah", "disability", "qpv", "frr"), "yes_no"),
}  # fmt: skip


@dataclass(frozen=True)
class Thing:
    """All that rows say of one thing: a stakeholder, an effect, a testimony."""

    name: str
    rows: tuple[Row, ...]

    def row(self, indicator: str) -> Row | None:
        """Return the row that says one side of the thing."""
        return next((row for row in self.rows if row.indicator == indicator), None)

    def text(self, indicator: str, language: str) -> str:
        """Return what a row says in words, typeset, without its final full stop; empty when it says nothing."""
        row = self.row(indicator)
        return own_words(row, language) if row else ""


@dataclass(frozen=True)
class Book:
    """The rows of one structure, with the words needed to name what they are about."""

    disclosed: Disclosed
    language: str

    @property
    def rows(self) -> tuple[Row, ...]:
        """Every row that may be shown."""
        return self.disclosed.rows

    @property
    def year(self) -> int:
        """The report year."""
        return self.disclosed.year

    @property
    def kept(self) -> tuple[Criterion, ...]:
        """The criteria kept or added, in the manual's order."""
        return tuple(item for item in self.disclosed.criteria if item.decision in ("kept", "added"))

    @cached_property
    def evidence(self) -> dict[str, Cited]:
        """The evidence by its number."""
        return {cited.evidence_id: cited for cited in self.disclosed.evidence}

    def row(self, indicator: str, breakdown: str = "") -> Row | None:
        """Return the row of one indicator and breakdown, the first when several sources say it."""
        return next((row for row in self._by_name.get(indicator, ()) if row.breakdown == breakdown), None)

    def say(self, indicator: str) -> str:
        """Return what a row says in words, typeset; empty when there is none."""
        row = self.row(indicator)
        return own_words(row, self.language) if row else ""

    def things(self, kind: str) -> Iterator[Thing]:
        """Walk through the things of one kind, in the workbook's order."""
        for name, rows in self._things.get(kind, {}).items():
            yield Thing(name, tuple(rows))

    @cached_property
    def _things(self) -> dict[str, dict[str, list[Row]]]:
        found: dict[str, dict[str, list[Row]]] = {}
        for row in self.rows:
            keys = keys_of(row.breakdown)
            for kind, name in keys.items():
                # A number broken down by activity or by territory names one; its own sheet describes it.
                named = (kind in DESCRIBED and row.kind in NUMBERS) or (kind == "effect" and "who" in keys)
                if not named:
                    found.setdefault(kind, {}).setdefault(name, []).append(row)
        return found

    def figures(self, criterion: str) -> dict[str, tuple[Row, ...]]:
        """Return the figures of one criterion by indicator, all years and breakdowns."""
        return {name: tuple(rows) for name, rows in self._figures.get(criterion, {}).items()}

    @cached_property
    def _figures(self) -> dict[str, dict[str, list[Row]]]:
        found: dict[str, dict[str, list[Row]]] = {}
        for row in self.rows:
            if row.kind == "figure":
                found.setdefault(row.criterion, {}).setdefault(row.indicator, []).append(row)
        return found

    def totals(self, indicator: str, year: int | None) -> tuple[Row, ...]:
        """Return the totals of one indicator in one year: several when sources differ."""
        rows = self._by_name.get(indicator, ())
        return tuple(row for row in rows if row.kind == "figure" and row.year == year and not row.breakdown)

    def figures_of(self, indicator: str, year: int) -> tuple[Row, ...]:
        """Return the figures of one indicator in one year, totals and parts."""
        return tuple(row for row in self._by_name.get(indicator, ()) if (row.kind, row.year) == ("figure", year))

    def all_totals(self, indicator: str) -> tuple[Row, ...]:
        """Return the totals of one indicator in all years."""
        rows = self._by_name.get(indicator, ())
        return tuple(row for row in rows if row.kind == "figure" and not row.breakdown)

    def is_share_of_people(self, indicator: str) -> bool:
        """Whether the parts of a share are people; a share the structure added is taken to be one."""
        definition = indicators().get(indicator)
        return definition.of_people if definition else True

    def is_counted_in_euros(self, indicator: str) -> bool:
        """Whether a share is one of amounts of money."""
        definition = indicators().get(indicator)
        return definition is not None and definition.sheet in MONEY_SHEETS

    def following(self, indicator: str, kind: str, starting: str) -> Row | None:
        """Return the change or the gap of an indicator in the report year."""
        rows = self._by_name.get(indicator, ())
        return next(
            (row for row in rows if (row.kind, row.year) == (kind, self.year) and row.breakdown.startswith(starting)),
            None,
        )

    def targets_ahead(self, indicator: str) -> tuple[Row, ...]:
        """Return the targets that no value answers yet: without a date, of later years, or of this one unmeasured."""
        rows = (row for row in self._by_name.get(indicator, ()) if row.kind == "gap" and row.breakdown == "of=target")
        # A hidden value is known: only nobody may read it here.
        measured = any(row.status not in NOBODY_KNOWS for row in self.totals(indicator, self.year))
        return tuple(
            row for row in rows if row.year is None or row.year > self.year or (row.year == self.year and not measured)
        )

    def indicator(self, name: str) -> str:
        """Return the words for an indicator, the structure's own for a local one."""
        definition = indicators().get(name)
        words = definition.label(self.language) if definition else self.disclosed.labels.get(name, name)
        return typeset(words, self.language)

    def definition(self, name: str) -> str:
        """Return the definition of an indicator, the structure's own for a local one."""
        definition = indicators().get(name)
        if definition:
            return typeset(definition.definition(self.language), self.language)
        return typeset(self.disclosed.labels.get(f"{name}.definition", ""), self.language)

    def short(self, criterion: Criterion) -> str:
        """Return a criterion in a few words, as a heading does."""
        definition = criteria().get(criterion.criterion_id)
        return typeset(definition.short(self.language) if definition else criterion.label, self.language)

    def label(self, criterion: Criterion) -> str:
        """Return a criterion in the manual's words, or the group's for a local one."""
        definition = criteria().get(criterion.criterion_id)
        return typeset(definition.label(self.language) if definition else criterion.label, self.language)

    def word(self, list_name: str, item: str) -> str:
        """Return the word for an item of a list of the workbook."""
        return typeset(layout().word(list_name, item, self.language), self.language)

    def items(self, list_name: str) -> tuple[str, ...]:
        """Return the items of a list of the workbook, in order."""
        return tuple(layout().lists[list_name])

    @cached_property
    def _by_name(self) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = {}
        for row in self.rows:
            found.setdefault(row.indicator, []).append(row)
        return found


def own_words(row: Row, language: str) -> str:
    """Return somebody's words, typeset, without the full stop that the sentence around them will have."""
    return typeset(row.text.strip(), language).removesuffix(".")


def list_of(key: str) -> str:
    """Return the list of the workbook that the parts of a breakdown are chosen from."""
    return LISTS_OF_KEYS.get(key, key)
