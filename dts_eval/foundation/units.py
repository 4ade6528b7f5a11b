"""Units, and the words that mean that there is no value: missing is never zero."""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from enum import StrEnum
from functools import cache

from dts_eval.foundation.declarations import DeclarationFaults, Fault, read_declarations, require_known_keys
from dts_eval.foundation.language import LANGUAGES, format_number, plural_form, say, typeset
from dts_eval.foundation.shipped import catalogue_file


class Missing(StrEnum):
    """Why there is no value: nobody could give it, or it has no sense here."""

    NOT_AVAILABLE = "not_available"
    NOT_APPLICABLE = "not_applicable"


NOT_AVAILABLE_WORDS = frozenset({"", "nd", "n.d.", "n. d.", "n/a", "na", "-", "–", "—", "non disponible"})
NOT_APPLICABLE_WORDS = frozenset({"sans objet", "s.o.", "so", "not applicable"})
ASKED_ABOUT_WORDS = frozenset({"néant", "neant", "aucun", "aucune", "rien"})

_QUALIFIERS = (
    (re.compile(r"^(?:plus de|plus d['’]un(?:e)?|au moins|more than)\s+", re.I), "more_than"),
    (re.compile(r"^(?:moins de|au plus|less than)\s+", re.I), "less_than"),
    (re.compile(r"^(?:près de|presque|nearly)\s+", re.I), "nearly"),
    (re.compile(r"^(?:environ|autour de|à peu près|about|~)\s*", re.I), "about"),
)
_NUMBER = re.compile(r"[+-]?\d+(?:[ \u00a0\u202f]\d{3})*(?:[.,]\d+)?")
_RANGE = re.compile(r"^(.+?)\s*(?:-|–|à|to)\s*(.+)$")
_AMBIGUOUS = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}")
# A sign that comes twice, or before another one, can only set thousands apart.
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(?:(?:,\d{3}){2,}|(?:\.\d{3}){2,}|(?:,\d{3})+\.\d+|(?:\.\d{3})+,\d+)")


@dataclass(frozen=True)
class Unit:
    """A unit: how it is written, how many decimals it is shown with, whether it counts people.

    ``grouped`` is false for years, whose thousands are not set apart.
    """

    unit_id: str
    people: bool
    decimals: int
    grouped: bool
    forms: tuple[tuple[str, str, str], ...]

    def show(self, value: float, language: str) -> str:
        """Write a value with its unit, in the form that agrees with the number as shown.

        A value that is not zero is never written 0: it is « moins de 0,1 heure ».
        """
        step = Decimal(1).scaleb(-self.decimals)
        shown = float(Decimal(str(value)).quantize(step, ROUND_HALF_EVEN))
        if value and not shown:
            return str(say("qualified_less_than", language, value=self.show(float(step), language)))
        written = format_number(value, language, self.decimals) if self.grouped else str(value)
        pattern = self.pattern(plural_form(shown, language), language)
        return typeset(pattern.replace("{n}", written), language)

    def name(self, language: str) -> str:
        """Write the unit alone, as a table's head does."""
        return self.pattern("many", language).replace("{n}", "").strip()

    def pattern(self, form: str, language: str) -> str:
        """Return the pattern of one form in one language."""
        return next(text for lang, kind, text in self.forms if (lang, kind) == (language, form))


@dataclass(frozen=True)
class Number:
    """A number as somebody wrote it: exact, at least, about, or between two bounds."""

    value: float | None
    low: float | None = None
    high: float | None = None
    qualifier: str = ""


class NotANumber(ValueError):
    """A text stands where a number is due; ``code`` names the problem."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


@cache
def units() -> dict[str, Unit]:
    """Load the units of the catalogue."""
    declared, faults = read_declarations(catalogue_file("units.yaml"))
    found: dict[str, Unit] = {}
    collected: list[Fault] = list(faults)
    for unit_id, body in declared.items():
        collected += require_known_keys(body, {"people", "decimals", "grouped", *LANGUAGES}, unit_id)
        forms = tuple((language, form, str(body[language][form])) for language in LANGUAGES for form in ("one", "many"))
        people, grouped = bool(body.get("people", False)), bool(body.get("grouped", True))
        found[unit_id] = Unit(unit_id, people, int(body.get("decimals", 0)), grouped, forms)
    if collected:
        raise DeclarationFaults(tuple(collected))
    return found


def missing_word(text: str) -> Missing | None:
    """Say which kind of nothing a word means, or ``None`` when it means something."""
    word = " ".join(text.split()).lower()
    if word in NOT_AVAILABLE_WORDS:
        return Missing.NOT_AVAILABLE
    return Missing.NOT_APPLICABLE if word in NOT_APPLICABLE_WORDS else None


def read_number(text: str) -> Number:
    """Read a number as French and English people type it: « 1 234,5 », « plus de 600 », « 20-25 ».

    Raises:
        NotANumber: with the code ``zero_or_missing`` (« néant »), ``ambiguous_thousands`` (« 1.250 »),
            ``number_with_unit`` (« 50 000 euros ») or ``number_as_text`` (« douze »).
    """
    written = text.strip().replace("\u2212", "-")
    if written.lower() in ASKED_ABOUT_WORDS:
        raise NotANumber("zero_or_missing")
    for pattern, qualifier in _QUALIFIERS:
        rest = pattern.sub("", written)
        if rest != written:
            return _qualified(_plain(rest), qualifier)
    if _NUMBER.fullmatch(written):
        return Number(_plain(written))
    said = re.sub(r"^(?:entre|de|from|between)\s+", "", written, flags=re.I)
    bounds = _RANGE.match(re.sub(r"\s(?:et|and)\s", " à ", said))
    if bounds and all(_NUMBER.fullmatch(bound.strip()) for bound in bounds.groups()):
        low, high = (_plain(bound) for bound in bounds.groups())
        return Number(None, low, high)
    return Number(_plain(written))


def tidy(value: float) -> float:
    """Drop the dust of binary arithmetic, and write a whole number as one."""
    cleaned = float(f"{value:.12g}")
    return int(cleaned) if cleaned.is_integer() else cleaned


def _plain(text: str) -> float:
    written = text.strip()
    if _AMBIGUOUS.fullmatch(written):
        raise NotANumber("ambiguous_thousands")
    if _THOUSANDS.fullmatch(written):
        thousands = next(sign for sign in written if sign in ",.")
        return tidy(float(written.replace(thousands, "").replace(",", ".")))
    if _NUMBER.fullmatch(written):
        return tidy(float(re.sub(r"\s", "", written).replace(",", ".")))
    raise NotANumber("number_with_unit" if re.match(r"[+-]?\d", written) else "number_as_text")


def _qualified(value: float, qualifier: str) -> Number:
    low = value if qualifier == "more_than" else None
    high = value if qualifier == "less_than" else None
    return Number(value, low, high, qualifier)
