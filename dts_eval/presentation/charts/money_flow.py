"""What the structure spends and where the money first arrives: ribbons; on a phone, bars."""

from collections.abc import Sequence

from dts_eval.disclosure.rows import Row
from dts_eval.foundation.language import join_list
from dts_eval.presentation.blocks import Chart, Table, TableCell
from dts_eval.presentation.charts.expenses import HERE, UNKNOWN, Flow, figures_of, flow_of
from dts_eval.presentation.charts.money_flow_drawing import draw_narrow, draw_wide
from dts_eval.presentation.charts.wording import (
    absence,
    bare,
    note_of_sources,
    part_word,
    sentence,
    told,
    unit_word,
    word,
)
from dts_eval.presentation.shown import Sentence, cited_by


def money_flow(rows: Sequence[Row], *, year: int, language: str, number: int) -> Chart | None:
    """Draw the expenses of one year from their kind to the place where they first arrive.

    It takes the rows ``kind=…;place=…`` and, where they are given, the totals of each kind, of each place and
    of the year: a total without a row is not written. Returns nothing when fewer than two amounts are known.
    """
    flow = flow_of(rows, year)
    if flow is None:
        return None
    return Chart(
        chart_id=f"fig-{number}",
        family="money_flow",
        title=_title(flow, year, language),
        subtitle=_subtitle(flow, year, language),
        how_to_read=_how_to_read(flow, language),
        silent=sentence("silent_money", language, flow.rows),
        alternative=_alternative(flow, year, language),
        table=_table(flow, year, language),
        evidence_ids=cited_by(flow.rows),
        wide=draw_wide(flow, language),
        narrow=draw_narrow(flow, language),
        notes=note_of_sources(figures_of(rows, year), flow.rows, language),
    )


def _title(flow: Flow, year: int, language: str) -> Sentence:
    here, total = flow.place_total(HERE), flow.total
    if here is None or here.value is None or total is None or total.value is None:
        return sentence("title_money", language, flow.rows, year=str(year))
    part, whole = (told(row, language, flow.thousands) for row in (here, total))
    key = "title_money_at_least" if UNKNOWN in flow.places else "title_money_here"
    return sentence(key, language, (here, total), year=str(year), value=part, total=whole)


def _subtitle(flow: Flow, year: int, language: str) -> Sentence:
    unit = unit_word(flow.rows[0], language, flow.thousands)
    return sentence("money_subtitle", language, flow.rows, unit=unit, year=str(year))


def _how_to_read(flow: Flow, language: str) -> Sentence:
    (kind, place), row = next(iter(flow.known.items()))
    names = {"kind": part_word("kind", kind, language), "place": part_word("place", place, language)}
    key = "read_money_unknown" if UNKNOWN in flow.places else "read_money"
    return sentence(key, language, [row], value=told(row, language, flow.thousands), **names)


def _alternative(flow: Flow, year: int, language: str) -> Sentence:
    items = [
        word(
            "alt_money_item",
            language,
            kind=part_word("kind", kind, language),
            place=part_word("place", place, language),
            value=bare(row, row.value, language, flow.thousands),
        )
        for (kind, place), row in flow.known.items()
    ]
    unit = unit_word(flow.rows[0], language, flow.thousands)
    return sentence("alt_money", language, flow.rows, year=str(year), unit=unit, items=join_list(items, language))


def _table(flow: Flow, year: int, language: str) -> Table:
    totals = any(flow.kind_total(kind) for kind in flow.kinds)
    head = [word("head_kind", language), *(part_word("place", place, language) for place in flow.places)]
    head += [word("head_total", language)] * totals
    lines: list[tuple[TableCell, ...]] = []
    for kind in flow.kinds:
        cells = [_cell(flow, flow.cells.get((kind, place)), language) for place in flow.places]
        cells += [_cell(flow, flow.kind_total(kind), language)] * totals
        lines.append((part_word("kind", kind, language), *cells))
    if any(flow.place_total(place) for place in flow.places):
        cells = [_cell(flow, flow.place_total(place), language) for place in flow.places]
        cells += [_cell(flow, flow.total, language)] * totals
        lines.append((word("head_total", language), *cells))
    unit = unit_word(flow.rows[0], language, flow.thousands)
    caption = sentence("table_money", language, flow.rows, unit=unit, year=str(year))
    return Table(caption, tuple(head), tuple(lines), frozenset(range(1, len(head))))


def _cell(flow: Flow, row: Row | None, language: str) -> TableCell:
    if row is None:
        return word("no_line", language)
    return absence(row, language) if row.value is None else bare(row, row.value, language, flow.thousands)
