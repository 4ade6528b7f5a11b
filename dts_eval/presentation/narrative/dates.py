"""Reads the dates that rows carry as text, to write them as the language does."""

import datetime

from dts_eval.foundation.language import format_day, typeset


def read_day(text: str) -> datetime.date | None:
    """Read a date written 2025-02-06; nothing when it is a month, a year or words."""
    try:
        return datetime.date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None


def write_when(text: str, language: str) -> str:
    """Write a date in full, or the words given for it."""
    day = read_day(text)
    return format_day(day, language) if day else typeset(text, language)
