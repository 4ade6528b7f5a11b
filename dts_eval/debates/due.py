"""Reads the date by which a decision was to be carried out, when the words given for it are one."""

import calendar
import datetime
import re

MONTHS = {
    name: number
    for names in (
        ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
         "décembre"),
        ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
         "december"),
    )
    for number, name in enumerate(names, 1)
}  # fmt: skip
# « dès avril » says when it starts, not when it ends: it is no date to be held to.
_BEFORE = re.compile(r"^(?:avant(?: le)?|d’ici|fin|en|pour|le|au plus tard (?:le|en)|by|before|in|on|end of)\s+")
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})|(\d{4})-(\d{2})-(\d{2})")
_WORDS = re.compile(r"(?:(\d{1,2})(?:er|st|nd|rd|th)?\s+)?([a-zéûôà]+)\s+(\d{4})")
_RANGE = re.compile(r"^(?:de |from )?[a-zéûôà]+(?: \d{4})? (?:à|to) ")


def due_by(text: str) -> datetime.date | None:
    """Return the last day of a due date written as a day, a month, a year or a range of months; nothing otherwise."""
    words = " ".join(text.lower().replace("'", "’").split())
    words = _RANGE.sub("", _BEFORE.sub("", words))
    try:
        if (day := _DAY.fullmatch(words)) is not None:
            first, second, year, iso_year, month, iso_day = day.groups()
            if iso_year:
                return datetime.date(int(iso_year), int(month), int(iso_day))
            return datetime.date(int(year), int(second), int(first))
        if re.fullmatch(r"\d{4}", words):
            return datetime.date(int(words), 12, 31)
        named = _WORDS.fullmatch(words)
        if named is None or named.group(2) not in MONTHS:
            return None
        year, month = int(named.group(3)), MONTHS[named.group(2)]
        return datetime.date(year, month, int(named.group(1) or calendar.monthrange(year, month)[1]))
    except ValueError:
        return None
