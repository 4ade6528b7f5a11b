"""The costs avoided, line by line and in all: ranges on one axis, and which lines are not added."""

from collections.abc import Sequence

from dts_eval.disclosure.rows import Row, keys_of
from dts_eval.foundation.language import capitalise, join_list, typeset
from dts_eval.presentation.blocks import Chart, Table, TableCell
from dts_eval.presentation.charts.sheet import NARROW, WIDE
from dts_eval.presentation.charts.spans import APART, ESTIMATED, WHOLE, Span, about, draw, from_to
from dts_eval.presentation.charts.wording import (
    absence,
    has_interval,
    in_thousands,
    is_known,
    sentence,
    silence_of,
    unit_word,
    word,
)
from dts_eval.presentation.shown import Sentence, cited_by

TOTAL, LINE, EXTREMES, NOT_ADDED = "avoided_costs_range", "avoided_cost_line", "bounds=extremes", "not_added"


def avoided_costs(rows: Sequence[Row], *, year: int, language: str, number: int) -> Chart | None:
    """Draw the range of each line of one year, then the total of those that are added, with its extremes.

    It takes the rows ``avoided_cost_line`` (``line=…``), ``avoided_costs_range`` and, for the words, ``avoided``. A
    line that too few people stand behind, or that cannot be computed, is in the table and not in the drawing. Returns
    nothing without a total.
    """
    own = [row for row in rows if row.year == year]
    total = next((row for row in own if row.indicator == TOTAL and not row.breakdown and has_interval(row)), None)
    extremes = next((row for row in own if row.indicator == TOTAL and row.breakdown == EXTREMES), None)
    lines = [row for row in own if row.indicator == LINE]
    if total is None or extremes is None or not is_known(total):
        return None
    names = {keys_of(row.breakdown)["line"]: row.text for row in own if row.indicator == "avoided"}
    told = [*lines, total, extremes]
    thousands = in_thousands(told)
    spans = [_span(row, names, language) for row in lines if is_known(row)]
    unit = unit_word(total, language, thousands)
    beyond = word("extremes", language, ends=from_to(extremes, language, thousands))
    spans.append(Span(word("avoided_total", language), total, WHOLE, extremes, beyond))
    return Chart(
        chart_id=f"fig-{number}",
        family="avoided_costs",
        title=sentence("title_avoided_costs", language, told),
        subtitle=sentence("avoided_costs_subtitle", language, told, year=str(year), unit=unit),
        how_to_read=_how_to_read(total, lines, language, thousands),
        silent=silence_of(TOTAL, language, told),
        alternative=_alternative(spans, language, thousands),
        table=_table(lines, total, extremes, names, language, thousands),
        evidence_ids=cited_by(told),
        wide=draw(spans, language, WIDE, thousands),
        narrow=draw(spans, language, NARROW, thousands),
    )


def _name(row: Row, names: dict[str, str], language: str) -> str:
    code = keys_of(row.breakdown)["line"]
    said = typeset(names.get(code, ""), language).strip().removesuffix(".")
    return word("avoided_line", language, line=code, item=capitalise(said)) if said else code


def _span(row: Row, names: dict[str, str], language: str) -> Span:
    apart = row.reason == NOT_ADDED
    note = word("not_added", language) if apart else ""
    return Span(_name(row, names, language), row, APART if apart else ESTIMATED, note=note)


def _how_to_read(total: Row, lines: Sequence[Row], language: str, thousands: bool) -> Sentence:
    key = "read_avoided_costs_apart" if any(row.reason == NOT_ADDED for row in lines) else "read_avoided_costs"
    low, high = (about(total, end, language, thousands) for end in (total.low, total.high))
    return sentence(key, language, [total], low=low, high=high, unit=unit_word(total, language, thousands))


def _alternative(spans: Sequence[Span], language: str, thousands: bool) -> Sentence:
    items = [
        word("alt_part", language, part=span.name, value=from_to(span.row, language, thousands)) for span in spans
    ]
    told, unit = [span.row for span in spans], unit_word(spans[-1].row, language, thousands)
    return sentence("alt_avoided_costs", language, told, items=join_list(items, language), unit=unit)


def _table(
    lines: Sequence[Row], total: Row, extremes: Row, names: dict[str, str], language: str, thousands: bool
) -> Table:
    shown: list[tuple[TableCell, ...]] = []
    for row in lines:
        key = "avoided_no" if row.reason == NOT_ADDED or not is_known(row) else "avoided_yes"
        shown.append((_name(row, names, language), *_ends(row, language, thousands), word(key, language)))
    for row, key in ((total, "avoided_total"), (extremes, "avoided_total_extremes")):
        shown.append((word(key, language), *_ends(row, language, thousands), ""))
    head = tuple(word(key, language) for key in ("head_line", "head_low", "head_high", "head_added"))
    caption = sentence("table_avoided_costs", language, [*lines, total], unit=unit_word(total, language, thousands))
    return Table(caption, head, tuple(shown), frozenset({1, 2}))


def _ends(row: Row, language: str, thousands: bool) -> tuple[TableCell, TableCell]:
    if not is_known(row):
        return absence(row, language), ""
    return about(row, row.low, language, thousands), about(row, row.high, language, thousands)
