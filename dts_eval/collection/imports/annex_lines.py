"""The lines that annexes give: each with the note that says which annexes it comes from, and what it covers."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from dts_eval.collection.imports.annexes import FAILING_THAT, FTE, Annex
from dts_eval.collection.imports.phrases import Measured, Phrase, phrase
from dts_eval.collection.imports.proposal import ProposedLine
from dts_eval.indicators.definitions import indicators

FRENCH = "fr"


@dataclass(frozen=True)
class IndicatorName:
    """The name of an indicator, in the language of whoever reads."""

    indicator_id: str

    def said(self, language: str) -> str:
        """Write its label."""
        return indicators()[self.indicator_id].label(language)


def measure(
    indicator: str, year: int, value: Decimal, note: Phrase, breakdown: str = "", named: Phrase | None = None
) -> ProposedLine:
    """Propose one line of the sheet Relevés, with the note that says what the number covers."""
    label = indicators()[indicator].label(FRENCH)
    values = {"indicator": label, "year": year, "value": float(value), "note": note.said(FRENCH)}
    what = named or phrase("import_what_year", what=IndicatorName(indicator), year=str(year))
    shown = Measured(value, indicators()[indicator].unit)
    return ProposedLine("measures", values | ({"breakdown": breakdown} if breakdown else {}), what, shown, note)


def annexes_said(some: Iterable[Annex], year: int) -> tuple[Phrase, ...]:
    """Name annexes with their posts and the months of a year that they cover."""
    return tuple(
        phrase(
            "import_annex_provisional" if one.state in FAILING_THAT else "import_annex",
            name=one.name, fte=one.amounts.get(FTE, Decimal(0)), n=one.months(year),
        )
        for one in some
    )  # fmt: skip


def names_of(some: Iterable[Annex]) -> tuple[str, ...]:
    """Name annexes in the order of their numbers."""
    return tuple(one.name for one in sorted(some, key=lambda one: (one.number, one.avenant)))
