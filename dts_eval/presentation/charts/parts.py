"""The parts of one indicator in one year: bars from zero, in the order of the list, all of one colour."""

from collections.abc import Mapping, Sequence

from dts_eval.disclosure.rows import Row, keys_of
from dts_eval.foundation.language import join_list
from dts_eval.presentation.blocks import Chart, Table, TableCell
from dts_eval.presentation.charts.parts_drawing import Part, draw_narrow, draw_wide, is_unknown, said
from dts_eval.presentation.charts.wording import (
    EURO,
    PERCENT,
    absence,
    bare,
    in_thousands,
    note_of_sources,
    one_source,
    order_of,
    part_word,
    sentence,
    silence_of,
    subject_of,
    told,
    unit_word,
    word,
)
from dts_eval.presentation.shown import Sentence, cited_by

BY = {"registration": "by_registration"}


def parts(
    rows: Sequence[Row],
    key: str,
    *,
    year: int,
    language: str,
    number: int,
    labels: Mapping[str, str] | None = None,
) -> Chart | None:
    """Draw the parts of one indicator in one year, by one key of its breakdown, such as ``exit_category``.

    A part too small to be published keeps its place, hatched, with the word that says so; its length tells
    nothing. Returns nothing when fewer than two parts are there, or when none has a value.
    """
    of_year = [row for row in rows if row.kind == "figure" and row.year == year]
    told_of_parts = [row for row in of_year if list(keys_of(row.breakdown)) == [key]]
    own = one_source(told_of_parts)
    known = [row for row in own if row.value is not None]
    if len(own) < 2 or not known:
        return None
    found = [(part_word(key, keys_of(row.breakdown)[key], language), row) for row in _ordered(own, key)]
    total = next((row for row in one_source(of_year) if not row.breakdown), None)
    subject = subject_of(known[0].indicator, language, labels or {})
    # The name of an indicator told by several keys does not say which one is drawn.
    subject = word(BY[key], language, subject=subject) if key in BY else subject
    thousands = in_thousands(own)
    return Chart(
        chart_id=f"fig-{number}",
        family="parts",
        title=_title(found, subject, year, language, thousands),
        subtitle=_subtitle(total, known[0], year, language, thousands),
        how_to_read=_how_to_read(found, language, thousands),
        silent=silence_of(known[0].indicator, language, own),
        alternative=_alternative(found, subject, year, language, thousands),
        table=_table(found, subject, year, language, thousands, key),
        evidence_ids=cited_by(own),
        wide=draw_wide(found, language, thousands),
        narrow=draw_narrow(found, language, thousands),
        notes=note_of_sources(told_of_parts, own, language),
    )


def _ordered(rows: Sequence[Row], key: str) -> list[Row]:
    order = order_of(key)

    def place(row: Row) -> int:
        item = keys_of(row.breakdown)[key]
        return order.index(item) if item in order else len(order) + (item == "unknown")

    return sorted(rows, key=place)


def _title(found: Sequence[Part], subject: str, year: int, language: str, thousands: bool) -> Sentence:
    rows = [row for _, row in found]
    values = {"subject": subject, "year": str(year)}
    if any(row.value is None for row in rows):
        key = "title_parts_masked" if any(row.status == "suppressed" for row in rows) else "title_parts"
        return sentence(key, language, rows, **values)
    most = max(row.value or 0 for row in rows)
    first = [(name, row) for name, row in found if row.value == most]
    if most <= 0:
        return sentence("title_parts_zero", language, rows, **values)
    if len(first) > 1:
        names = join_list((word("quoted", language, part=name) for name, _ in first), language)
        return sentence(
            "title_parts_equal",
            language,
            rows,
            **values,
            parts=names,
            value=told(first[0][1], language, thousands),
        )
    name, row = first[0]
    if is_unknown(row):
        return sentence("title_more_unknown", language, rows, subject=subject)
    key = "title_parts_most_share" if row.unit == PERCENT else "title_parts_most"
    key = "title_parts_most_amount" if row.unit == EURO else key
    return sentence(key, language, rows, **values, part=name, value=told(row, language, thousands))


def _subtitle(total: Row | None, first: Row, year: int, language: str, thousands: bool) -> Sentence:
    unit = unit_word(first, language, thousands)
    if total is None or total.value is None or total.unit == PERCENT:
        return sentence("parts_subtitle", language, [first], unit=unit, year=str(year))
    written = told(total, language, thousands)
    return sentence("parts_subtitle_total", language, [total], unit=unit, year=str(year), total=written)


def _how_to_read(found: Sequence[Part], language: str, thousands: bool) -> Sentence:
    name, row = next((name, row) for name, row in found if row.value is not None)
    key = "read_parts_masked" if any(row.status == "suppressed" for _, row in found) else "read_parts"
    return sentence(key, language, [row], part=name, value=told(row, language, thousands))


def _alternative(found: Sequence[Part], subject: str, year: int, language: str, thousands: bool) -> Sentence:
    items = join_list(
        (word("alt_part", language, part=name, value=said(row, language, thousands)) for name, row in found),
        language,
    )
    rows = [row for _, row in found]
    return sentence("alt_parts", language, rows, subject=subject, year=str(year), items=items)


def _table(found: Sequence[Part], subject: str, year: int, language: str, thousands: bool, key: str) -> Table:
    rows = [row for _, row in found]
    lines: list[tuple[TableCell, ...]] = [
        (name, absence(row, language) if row.value is None else bare(row, row.value, language, thousands))
        for name, row in found
    ]
    head = (word("head_level" if key == "level" else "head_part", language), unit_word(rows[0], language, thousands))
    caption = sentence("table_parts", language, rows, subject=subject, year=str(year))
    return Table(caption, head, tuple(lines), frozenset({1}))
