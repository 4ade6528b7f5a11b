"""Values and sentences as shown, each still tied to the row and the evidence it comes from."""

import dataclasses
import math
from collections.abc import Iterable
from dataclasses import dataclass

from dts_eval.disclosure.rows import Row
from dts_eval.foundation.language import Counted, Text, format_number
from dts_eval.foundation.units import units


@dataclass(frozen=True)
class Shown(Counted):
    """A value as it is written, with the row it comes from and what proves it."""

    text: str
    value: float
    row_id: str
    grade: str
    evidence_ids: tuple[str, ...]

    def __str__(self) -> str:
        return self.text

    @property
    def counted(self) -> float:
        """The number that words agree with."""
        return self.value

    def worded(self, words: str) -> "Shown":
        """Write the same value in words."""
        return dataclasses.replace(self, text=words)


@dataclass(frozen=True)
class Sentence:
    """A sentence of the report: its words, the values in it, and the evidence of what it claims.

    ``effect`` is the code of the effect that it quotes, if it quotes one.
    """

    text: Text
    evidence_ids: tuple[str, ...] = ()
    effect: str = ""

    def __str__(self) -> str:
        return str(self.text)


def show(row: Row, language: str) -> Shown:
    """Write the value of a row with its unit."""
    return show_part(row, row.value, row.unit, language)


def show_about(row: Row, value: float | None, language: str) -> Shown:
    """Write one number of an estimate with two digits: more of them would tell what nobody knows."""
    assert value is not None
    text = units()[row.unit].show(two_digits(value), language)
    return Shown(text, value, row.row_id, row.grade, row.evidence_ids)


def two_digits(value: float) -> float:
    """Keep the two first digits of a number."""
    return round(value, 1 - math.floor(math.log10(abs(value)))) if value else 0


def show_bare(row: Row, language: str) -> Shown:
    """Write the value of a row without its unit, as a table does."""
    assert row.value is not None
    written = format_number(row.value, language, units()[row.unit].decimals)
    return Shown(written, row.value, row.row_id, row.grade, row.evidence_ids)


def show_part(row: Row, value: float | None, unit: str, language: str) -> Shown:
    """Write one number of a row (its numerator, a bound) in a unit."""
    assert value is not None
    return Shown(units()[unit].show(value, language), value, row.row_id, row.grade, row.evidence_ids)


def show_range(row: Row, language: str) -> tuple[Shown, Shown]:
    """Write the two bounds of a row; a unit that is a word is said once, as in « entre 2 et 3 mois »."""
    assert row.low is not None and row.high is not None
    unit = units()[row.unit]
    name = unit.name(language)
    is_word = bool(name) and not any(sign in name for sign in "€%")
    # A bound that rounds to nothing is written in words, and these need the unit.
    said_once = is_word and (not row.low or round(row.low, unit.decimals))
    written = format_number(row.low, language, unit.decimals) if said_once else unit.show(row.low, language)
    low = Shown(written, row.low, row.row_id, row.grade, row.evidence_ids)
    return low, show_part(row, row.high, row.unit, language)


def cited_by(rows: Iterable[Row]) -> tuple[str, ...]:
    """Return the evidence of several rows, each once, in the order met."""
    return tuple(dict.fromkeys(evidence for row in rows for evidence in row.evidence_ids))
