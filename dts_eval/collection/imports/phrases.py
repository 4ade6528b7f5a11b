"""Sentences kept with their values, to be said in the language of whoever looks, and in French in the workbook."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol, runtime_checkable

from dts_eval.foundation.language import format_day, format_number, join_list, say
from dts_eval.foundation.units import units


@runtime_checkable
class Sayable(Protocol):
    """Something that can be said in either language."""

    def said(self, language: str) -> str:
        """Say it in one language."""


@dataclass(frozen=True)
class Phrase:
    """One sentence of the texts, and what fills its holes: words, numbers, days, lists, other phrases."""

    key: str
    values: tuple[tuple[str, object], ...] = ()

    def said(self, language: str) -> str:
        """Say the sentence in one language, its numbers and days written as that language writes them."""
        return str(say(self.key, language, **{name: _written(name, value, language) for name, value in self.values}))


@dataclass(frozen=True)
class Measured:
    """A number with its unit."""

    value: Decimal
    unit: str

    def said(self, language: str) -> str:
        """Write it as the language does."""
        return units()[self.unit].show(float(self.value), language)


def phrase(key: str, **values: object) -> Phrase:
    """Keep a sentence with its values."""
    return Phrase(key, tuple(values.items()))


def _written(name: str, value: object, language: str) -> object:
    if isinstance(value, Sayable):
        return value.said(language)
    if isinstance(value, tuple):
        return join_list([str(_written("", item, language)) for item in value], language)
    if isinstance(value, datetime.date):
        return format_day(value, language)
    if isinstance(value, int | float | Decimal):
        # « n » governs the agreement and is written by the sentence itself.
        return value if name == "n" else format_number(float(value), language)
    return value
