"""The proof panel: what the register tells of one evidence, in the same words in every skin."""

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from dts_eval.disclosure.rows import Cited
from dts_eval.foundation.language import format_day, join_list, say
from dts_eval.presentation.blocks import Report
from dts_eval.workbook.layout import layout

RAW_SEPARATOR = " | "
LARGEST_EXCERPT = 6
LONGEST_CELL, LONGEST_EXCERPT = 32, 48
# What proves beside the documents of the register.
KINDS = {
    "cells": "skin_kind_cells", "report": "skin_kind_report", "campaign": "skin_kind_campaign",
    "network_reports": "skin_kind_network_reports", "network_report": "skin_kind_network_report",
}  # fmt: skip
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_DECIMAL = re.compile(r"-?\d+\.\d+")
_RANGE = re.compile(r"([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?")


@dataclass(frozen=True)
class Excerpt:
    """The read cells of one line of a sheet, with the letters of their columns."""

    line: str
    cells: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Panel:
    """One evidence told: its label as printed, its grade, the claim it backs, its origin, what was read, its facts.

    ``origin`` says its kind, its file, its sheet and cells; every fact is a label and what it says. ``of_cells`` marks
    what was read in the workbook itself, beside documents.
    """

    evidence_id: str
    label: str
    grade: str
    grade_word: str
    claim: str
    of_cells: bool
    sheet: str
    place: str
    raw: str
    calculation: str
    excerpt: Excerpt | None
    origin: tuple[tuple[str, str], ...]
    facts: tuple[tuple[str, str], ...]

    @property
    def shared(self) -> tuple[tuple[str, str], ...]:
        """What a proof shares with its neighbours: its kind and its file."""
        return self.origin[:-1] if self.place else self.origin

    @property
    def where(self) -> tuple[tuple[str, str], ...]:
        """Where the proof stands in its file."""
        return self.origin[len(self.shared) :]


def grade_word(grade: str, language: str) -> str:
    """Return the word for a grade; nothing for no grade."""
    return layout().word("grade", grade, language) if grade else ""


def panels(report: Report) -> dict[str, Panel]:
    """Tell every evidence of a report, by its number."""
    return {
        cited.evidence_id: _panel(cited, report)
        for cited in report.evidence
    }


def _panel(cited: Cited, report: Report) -> Panel:
    language = report.language
    label = report.labels.get(cited.evidence_id, cited.evidence_id)
    raw = as_written(cited.raw, language)
    excerpt = excerpt_of(cited.cell, raw)
    origin = (
        ("skin_kind", _kind(cited.kind, language)),
        ("skin_file", cited.file),
        ("skin_reports" if cited.kind == "network_reports" else "skin_place", place(cited.sheet, cited.cell, language)),
    )
    facts = (
        ("skin_raw", "" if excerpt else raw),
        ("skin_calculation", cited.calculation),
        ("skin_date", _date(cited.date, language)),
        ("skin_author", cited.author),
        ("skin_interest", cited.interest),
        ("skin_consent", _listed("consent", cited.consent, language)),
        ("skin_note", cited.note),
        ("skin_identifier", "" if label == cited.evidence_id else cited.evidence_id),
    )
    return Panel(
        evidence_id=cited.evidence_id,
        label=label,
        grade=cited.grade,
        grade_word=grade_word(cited.grade, language),
        claim=report.claims.get(cited.evidence_id, ""),
        of_cells=cited.kind == "cells",
        sheet=cited.sheet,
        place=place(cited.sheet, cited.cell, language),
        raw=raw,
        calculation=cited.calculation,
        excerpt=excerpt,
        origin=_labelled(origin, language),
        facts=_labelled(facts, language),
    )


def _labelled(told: Iterable[tuple[str, str]], language: str) -> tuple[tuple[str, str], ...]:
    return tuple((str(say(key, language)), value) for key, value in told if value)


@cache
def place(sheet: str, cell: str, language: str) -> str:
    """Write where an evidence stands: « Parcours, B2 à B59 »."""
    ranges = [_range_in_words(part, language) for part in cell.split()]
    if not sheet or not ranges:
        return sheet or ", ".join(ranges)
    return str(say("skin_place_sheet", language, sheet=sheet, cells=", ".join(ranges)))


# The same lines are cited by many figures.
@lru_cache(maxsize=4096)
def _range_in_words(part: str, language: str) -> str:
    first, colon, last = part.partition(":")
    # A whole column is a range from its letter to its letter.
    return str(say("skin_range", language, first=first, last=last)) if colon and first != last else first


def as_written(raw: str, language: str) -> str:
    """Write what was read in cells as the language writes dates and decimals."""
    return RAW_SEPARATOR.join(_cell_as_written(text, language) for text in raw.split(RAW_SEPARATOR))


def _cell_as_written(text: str, language: str) -> str:
    if language == "fr" and _DECIMAL.fullmatch(text):
        return text.replace(".", ",")
    return _date(text, language)


def excerpt_of(cell: str, raw: str) -> Excerpt | None:
    """Lay out what was read as the sheet shows it, when it is a few short cells of one line."""
    addresses = list(_addresses(cell))
    read = raw.split(RAW_SEPARATOR) if raw else []
    lines = {line for _, line in addresses}
    if len(addresses) != len(read) or len(lines) != 1 or len(read) > LARGEST_EXCERPT:
        return None
    if any(len(text) > LONGEST_CELL for text in read) or sum(len(text) for text in read) > LONGEST_EXCERPT:
        return None
    return Excerpt(lines.pop(), tuple((column, text) for (column, _), text in zip(addresses, read, strict=True)))


def _addresses(cell: str) -> Iterable[tuple[str, str]]:
    for part in cell.split():
        match = _RANGE.fullmatch(part)
        if not match:
            return
        first, line, last, last_line = match.groups()
        if last_line not in (None, line):
            return
        for number in range(_position(first), _position(last or first) + 1):
            yield _letters(number), line


def _position(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _kind(kind: str, language: str) -> str:
    if kind in KINDS:
        return str(say(KINDS[kind], language))
    return _listed("support_kind", kind, language)


def _listed(name: str, item: str, language: str) -> str:
    # A cell may hold words of the user where the list has no item: they are shown as typed.
    words: Mapping[str, str] = layout().lists[name].get(item, {})
    return words.get(language, item)


def _date(written: str, language: str) -> str:
    if not _DAY.fullmatch(written):
        return written
    return format_day(datetime.date.fromisoformat(written), language)


def sources(evidence_ids: Iterable[str], told: Mapping[str, Panel], language: str) -> str:
    """Name the sheets that a figure is drawn from, each once."""
    sheets = tuple(dict.fromkeys(told[evidence].sheet for evidence in evidence_ids if told[evidence].sheet))
    if not sheets:
        return str(say("skin_source", language))
    key = "skin_source_sheet" if len(sheets) == 1 else "skin_source_sheets"
    return str(say(key, language, sheets=join_list(sheets, language)))
