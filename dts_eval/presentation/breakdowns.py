"""Writes what a figure is broken down by in words that stand alone: of what a part is a part, and which one."""

from dts_eval.disclosure.rows import keys_of
from dts_eval.foundation.language import capitalise, say, typeset
from dts_eval.presentation.book import Book, list_of
from dts_eval.presentation.narrative.collection import survey_name
from dts_eval.workbook.layout import layout

# The keys of the catalogue, in the order in which a part is told; what somebody typed keeps its own name.
NAMED_KEYS = (
    "scheme", "sex", "age", "referral", "registration", "education", "rsa", "ass", "aah", "disability", "qpv", "frr",
    "exit_category", "left_out", "six_months", "housing_entry", "housing_exit", "domain", "question", "answer",
    "passage", "rated_by", "criterion", "survey", "activity", "territory", "client_type", "funder", "funder_level",
    "nature", "kind", "place", "level", "volunteering", "degree", "relation", "line", "assumption", "bounds",
    "quartile",
)  # fmt: skip


def breakdown_words(book: Book, breakdown: str) -> str:
    """Say of what a figure is a part, and which part, in the words of the workbook's lists or as it was typed."""
    language = book.language
    if not breakdown:
        return str(say("breakdown_total", language))
    parts = {key: _part(book, key, value) for key, value in keys_of(breakdown).items()}
    if "question" in parts and not _is_asked_twice(book, keys_of(breakdown)["question"]):
        del parts["survey"]
    words = [str(say(f"breakdown_{key}", language, part=parts[key])) for key in NAMED_KEYS if key in parts]
    words += [
        str(say("breakdown_typed", language, name=key, part=part))
        for key, part in parts.items()
        if key not in NAMED_KEYS
    ]
    return capitalise(typeset(", ".join(words), language))


def _part(book: Book, key: str, value: str) -> str:
    if key == "criterion":
        names = {criterion.criterion_id: book.short(criterion) for criterion in book.disclosed.criteria}
        return names.get(value, value)
    if key == "survey":
        return survey_name(book, value)
    if key == "quartile":
        return str(say(f"breakdown_quartile_{value}", book.language))
    items = layout().lists.get(list_of(key), {})
    if value in items:
        return items[value][book.language]
    return str(say("breakdown_unknown", book.language)) if value == "unknown" else value


def _is_asked_twice(book: Book, question: str) -> bool:
    """Say whether two surveys ask one question: the question alone would then not tell which answers are counted."""
    keys = (keys_of(row.breakdown) for row in book.rows)
    return len({found["survey"] for found in keys if found.get("question") == question}) > 1
