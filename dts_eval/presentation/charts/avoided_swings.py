"""How far each assumption moves the total of the avoided costs: a tornado, the widest first."""

from collections.abc import Sequence

from dts_eval.disclosure.rows import Row, keys_of
from dts_eval.foundation.language import capitalise, join_list, typeset
from dts_eval.presentation.blocks import Chart, Table, TableCell
from dts_eval.presentation.charts.sheet import NARROW, WIDE
from dts_eval.presentation.charts.spans import Span, about, draw, from_to
from dts_eval.presentation.charts.wording import in_thousands, is_known, sentence, silence_of, unit_word, word
from dts_eval.presentation.shown import Sentence, cited_by
from dts_eval.workbook.layout import layout

SWING = "avoided_costs_swing"
MOST = 9


def avoided_swings(rows: Sequence[Row], *, year: int, language: str, number: int) -> Chart | None:
    """Draw the total when one assumption alone goes from an end to the other, for the assumptions that weigh most.

    It takes the rows ``avoided_costs_swing`` (``assumption=…;line=…``) of one year. The order is that of the widths: it
    ranks assumptions, which is what the drawing is for, and nothing else. Returns nothing with fewer than two.
    """
    own = [row for row in rows if row.indicator == SWING and row.year == year and is_known(row)]
    if len(own) < 2:
        return None
    ordered = sorted(own, key=lambda row: (row.low or 0) - (row.high or 0))
    thousands = in_thousands(own)
    spans = [Span(_name(row, language), row) for row in ordered[:MOST]]
    widest = ordered[0]
    unit = unit_word(widest, language, thousands)
    low, high = (about(widest, end, language, thousands) for end in (widest.low, widest.high))
    first = spans[0].name
    return Chart(
        chart_id=f"fig-{number}",
        family="avoided_swings",
        title=sentence("title_avoided_swings", language, [widest], assumption=_in_words(widest, language)),
        subtitle=sentence("avoided_swings_subtitle", language, own, unit=unit, year=str(year)),
        how_to_read=sentence("read_avoided_swings", language, [widest], part=first, low=low, high=high, unit=unit),
        silent=silence_of(SWING, language, own),
        alternative=_alternative(spans, unit, language, thousands),
        table=_table(ordered, unit, language, thousands),
        evidence_ids=cited_by(own),
        wide=draw(spans, language, WIDE, thousands),
        narrow=draw(spans, language, NARROW, thousands),
        notes=_notes(ordered, language),
    )


def _name(row: Row, language: str) -> str:
    return capitalise(_in_words(row, language))


def _in_words(row: Row, language: str) -> str:
    keys = keys_of(row.breakdown)
    assumption = typeset(layout().word("assumption", keys["assumption"], language), language)
    return word("avoided_assumption", language, assumption=assumption, line=keys["line"])


def _alternative(spans: Sequence[Span], unit: str, language: str, thousands: bool) -> Sentence:
    items = [
        word("alt_part", language, part=span.name, value=from_to(span.row, language, thousands)) for span in spans
    ]
    told = [span.row for span in spans]
    return sentence("alt_avoided_swings", language, told, items=join_list(items, language), unit=unit)


def _table(ordered: Sequence[Row], unit: str, language: str, thousands: bool) -> Table:
    lines: list[tuple[TableCell, ...]] = [
        (_name(row, language), *(about(row, end, language, thousands) for end in (row.low, row.high)))
        for row in ordered
    ]
    head = tuple(word(key, language) for key in ("head_assumption", "head_low", "head_high"))
    return Table(sentence("table_avoided_swings", language, ordered, unit=unit), head, tuple(lines), frozenset({1, 2}))


def _notes(ordered: Sequence[Row], language: str) -> tuple[Sentence, ...]:
    if len(ordered) <= MOST:
        return ()
    return (sentence("note_avoided_swings", language, ordered[MOST:], n=MOST),)
