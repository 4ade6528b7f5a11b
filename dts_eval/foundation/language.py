"""Says things in French and in English: whole sentences by key, numbers, dates, lists, typography.

A sentence lives whole in ``texts/<language>/*.yaml``; nothing is glued from fragments and nothing falls
back to the other language: a missing key is a ``KeyError``, which a test turns into a build failure.
"""

import datetime
import re
from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal

from dts_eval.foundation.declarations import DeclarationFaults, Fault, read_declarations
from dts_eval.foundation.shipped import text_folder

LANGUAGES = ("fr", "en")
NO_BREAK = "\u00a0"
NARROW = "\u202f"
MINUS = "\u2212"
FORMS = ("zero", "one", "many")
COUNT_WORDS = {
    "fr": ("deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"),
    "en": ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
}
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_PLACE = "\ue000"
_PROTECTED = re.compile(
    r"https?://\S+|\bwww\.\S+|[^\s«»“”\"]+@[^\s«»“”\"]+"
    r"|\b[\w.-]+\.(?:xlsx|xlsm|ods|html|pdf|csv|json|ipynb|py)\b"
    rf"|\d{{1,2}}:\d{{2}}|{_PLACE}"
)
_SPACES = f" {NO_BREAK}{NARROW}"
_SYMBOLS = r"k€|(?:km|kg|min|ha|h|t)\b"
_WORD_END = f"[\\w»”)\\]%€.…{_PLACE}]"
_QUOTES = {"«": ("«", "“"), "“": ("«", "“"), "»": ("»", "”"), "”": ("»", "”")}


class Counted(ABC):
    """A shown value that knows the number it shows, so that words can agree with it."""

    @property
    @abstractmethod
    def counted(self) -> float:
        """The number that words agree with."""

    @abstractmethod
    def worded(self, words: str) -> "Counted":
        """The same value, written in words."""


@dataclass(frozen=True)
class Text:
    """A sentence in one language, kept in parts so that each value still knows where it comes from."""

    key: str
    parts: tuple[object, ...]

    def __str__(self) -> str:
        return "".join(str(part) for part in self.parts)


@cache
def texts(language: str) -> dict[str, str | dict[str, str]]:
    """Load every text of one language, refusing a key that two files declare."""
    found: dict[str, str | dict[str, str]] = {}
    faults: list[Fault] = []
    for path in sorted(text_folder(language).glob("*.yaml")):
        declared, in_file = read_declarations(path)
        faults.extend(in_file)
        for key, text in declared.items():
            line = declared.line_of(key)
            if key in found:
                faults.append(Fault(declared.file, line, f"text « {key} » stands in two files"))
            if isinstance(text, dict) and not {"one", "many"} <= set(text) <= set(FORMS):
                faults.append(Fault(declared.file, line, f"text « {key} » needs one and many"))
            found[key] = text
    if faults:
        raise DeclarationFaults(tuple(faults))
    return found


def say(key: str, language: str, **values: object) -> Text:
    """Return the sentence of a key with its values in place; ``n`` governs the agreement.

    Values are texts, already formatted numbers, or objects that show themselves with ``str``; whole numbers
    from two to ten given as ``n`` come in words when the sentence holds no other figure than a year.

    Raises:
        KeyError: no such text in this language, or a placeholder without its value.
    """
    template = texts(language)[key]
    if isinstance(template, dict):
        template = template[_form(values["n"], language, template)]
    if "n" in values:
        values["n"] = _count(values["n"], values, template, language)
    parts: list[object] = []
    places, last = _cut(template, language)
    for before, name, quoting in places:
        value = values[name]
        parts.extend((before, _quoted_inside(value) if quoting and isinstance(value, str) else value))
    parts.append(last)
    kept = [part for part in parts if part != ""]
    if len(kept) > 1 and kept[-1] == "." and str(kept[-2]).endswith((".", "?", "!", "…")):
        kept.pop()
    if kept and template.startswith("{"):
        kept[0] = _raised(kept[0])
    return Text(key, tuple(kept))


@cache
def _cut(template: str, language: str) -> tuple[tuple[tuple[str, str, bool], ...], str]:
    """Cut a text at its placeholders: what stands before each, its name, whether it follows a mark; then the rest."""
    places, end = [], 0
    for match in _PLACEHOLDER.finditer(template):
        before = typeset(template[end : match.start()], language)
        places.append((before, match.group(1), before.rstrip(NO_BREAK).endswith(("«", "“"))))
        end = match.end()
    return tuple(places), typeset(template[end:], language)


def capitalise(text: str) -> str:
    """Raise the first letter and leave the rest as it is."""
    return text[:1].upper() + text[1:]


def plural_form(number: float, language: str) -> str:
    """Return ``one`` or ``many`` as the language agrees with a number: in French 0 and 1.5 are singular."""
    if language == "fr":
        return "one" if abs(number) < 2 else "many"
    return "one" if number == 1 else "many"


# A report writes the same numbers in its text, its tables and its charts.
@lru_cache(maxsize=8192)
def format_number(value: float, language: str, decimals: int = 2) -> str:
    """Write a number with at most so many decimals, as the language writes it; its minus sign is U+2212."""
    pattern = "#,##0." + "#" * decimals if decimals else "#,##0"
    written = format_decimal(value, pattern, locale=language)
    return "0" if written == "-0" else written.replace("-", MINUS)


def format_day(day: datetime.date, language: str) -> str:
    """Write a date in full: « 1er mars 2026 », “1 March 2026”."""
    written = format_date(day, "d MMMM y", locale=language)
    if language == "fr" and day.day == 1:
        return written.replace("1 ", "1er ", 1)
    return written


def join_list(items: Iterable[str], language: str) -> str:
    """Join items as a sentence does; a semicolon separates them when one holds a comma."""
    listed = list(items)
    if any("," in item for item in listed):
        return f"{NARROW if language == 'fr' else ''}; ".join(listed)
    return format_list(listed, locale=language) if listed else ""


@lru_cache(maxsize=8192)
def typeset(text: str, language: str) -> str:
    """Set the spaces, quotation marks and apostrophes of a language; doing it twice changes nothing.

    Addresses, names of files and times are left as they are.
    """
    kept = iter(_PROTECTED.findall(text))
    words = _typeset_words(_PROTECTED.sub(_PLACE, text), language)
    return re.sub(_PLACE, lambda _: next(kept), words)


def _typeset_words(text: str, language: str) -> str:
    if language == "fr":
        text = re.sub(r"<<(?!<)", "«", re.sub(r"(?<!>)>>", "»", text))
    opening, closing = ("« ", " »") if language == "fr" else ("“", "”")
    text = re.sub(r'(?<!\d)"([^"]*)"', rf"{opening}\1{closing}", text)
    text = re.sub(r"(?<=\w)'(?=[\w«“])", "’", text)
    text = re.sub(r"\betc(?:\.{2,}|\.?…)", "etc.", text)
    text = re.sub(r"\.\.\.", "…", text)
    return _typeset_french(text) if language == "fr" else text


def _typeset_french(text: str) -> str:
    text = _nest_quotes(text)
    text = re.sub(rf"«[{_SPACES}]*", "«" + NO_BREAK, text)
    text = re.sub(rf"[{_SPACES}]*»", NO_BREAK + "»", text)
    text = re.sub(rf"(?<![\d,.])(\d{{1,3}})((?:[{_SPACES}]\d{{3}})+)(?!\d)", _narrow_thousands, text)
    text = re.sub(rf"(?<=\d)[{_SPACES}]*(?=[%€])", NO_BREAK, text)
    text = re.sub(rf"(?<=\d)[{_SPACES}]+(?={_SYMBOLS})", NO_BREAK, text)
    text = re.sub(rf"[{_SPACES}]+([;!?])", NARROW + r"\1", text)
    text = re.sub(rf"(?<={_WORD_END})([;!?])(?=[;!?]*(?:[\s»”)\]]|$))", NARROW + r"\1", text)
    text = re.sub(rf"[{_SPACES}]+:", NO_BREAK + ":", text)
    text = re.sub(rf"(?<={_WORD_END}):(?=\s|$)", NO_BREAK + ":", text)
    return re.sub(r"(?<=\w) - (?=\w)", " – ", text)


def _nest_quotes(text: str) -> str:
    """Set « » outside and “ ” inside; a text whose marks do not pair is left as it is."""
    depth, pieces = 0, []
    for piece in re.split(r"([«»“”])", text):
        if piece in ("»", "”"):
            depth -= 1
            if depth < 0:
                return text
        pieces.append(piece if piece not in _QUOTES else _QUOTES[piece][min(depth, 1)])
        depth += piece in ("«", "“")
    if depth:
        return text
    inner = re.sub(rf"“[{_SPACES}]+", "“", "".join(pieces))
    return re.sub(rf"[{_SPACES}]+”", "”", inner)


def _quoted_inside(text: str) -> str:
    text = re.sub(rf"«[{_SPACES}]*", "“", text)
    return re.sub(rf"[{_SPACES}]*»", "”", text)


def _narrow_thousands(match: re.Match[str]) -> str:
    return re.sub(rf"[{_SPACES}]", NARROW, match.group(0))


def _raised(part: object) -> object:
    if isinstance(part, str):
        return capitalise(part)
    return part.worded(capitalise(str(part))) if isinstance(part, Counted) else part


def _form(n: object, language: str, forms: dict[str, str]) -> str:
    number = n.counted if isinstance(n, Counted) else n
    if not isinstance(number, int | float):
        raise TypeError(f"a number is needed to agree with, not {n!r}")
    if number == 0 and "zero" in forms:
        return "zero"
    return plural_form(number, language)


def _count(n: object, values: dict[str, object], template: str, language: str) -> object:
    number = n.counted if isinstance(n, Counted) else n
    if not isinstance(number, int):
        return n
    used = [name for name in _PLACEHOLDER.findall(template) if name != "n" and "year" not in name]
    said = [_PLACEHOLDER.sub("", template), *(str(values.get(name, "")) for name in used)]
    other_figures = any(re.search(r"\d", words) for words in said)
    bare = not isinstance(n, Counted) or str(n) == format_number(number, language, 0)
    if 2 <= number <= 10 and not other_figures and bare:
        words = COUNT_WORDS[language][number - 2]
        return n.worded(words) if isinstance(n, Counted) else words
    return n if isinstance(n, Counted) else format_number(number, language, 0)
