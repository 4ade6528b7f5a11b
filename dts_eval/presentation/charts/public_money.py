"""Public money received and contributions paid to public bodies: two bars of one scale, and no balance."""

from collections.abc import Sequence

from dts_eval.disclosure.rows import Row
from dts_eval.foundation.language import join_list
from dts_eval.presentation.blocks import Chart, Table, TableCell
from dts_eval.presentation.charts.parts_drawing import draw_narrow, draw_wide, said
from dts_eval.presentation.charts.wording import (
    bare,
    in_thousands,
    note_of_sources,
    one_source,
    sentence,
    subject_of,
    told,
    unit_word,
    word,
)
from dts_eval.presentation.shown import cited_by

SIDES = ("public_money_received", "contributions_returned")


def public_money(rows: Sequence[Row], *, year: int, language: str, number: int) -> Chart | None:
    """Draw the two amounts of one year side by side, from zero and on one scale; nothing without both."""
    of_year = [row for row in rows if (row.kind, row.year, row.breakdown) == ("figure", year, "")]
    kept = [row for row in one_source(of_year) if row.value is not None]
    own = [row for name in SIDES for row in kept if row.indicator == name]
    if len(own) != len(SIDES):
        return None
    found = [(subject_of(row.indicator, language, {}), row) for row in own]
    thousands = in_thousands(own)
    when = {"year": str(year), "unit": unit_word(own[0], language, thousands)}
    lines: list[tuple[TableCell, ...]] = [(name, bare(row, row.value, language, thousands)) for name, row in found]
    amounts_said = (word("alt_part", language, part=name, value=said(row, language, thousands)) for name, row in found)
    items = join_list(amounts_said, language)
    amounts = {"received": told(own[0], language, thousands), "returned": told(own[1], language, thousands)}
    return Chart(
        chart_id=f"fig-{number}",
        family="public_money",
        title=sentence("title_public_money", language, own, year=str(year), **amounts),
        subtitle=sentence("public_money_subtitle", language, own, **when),
        how_to_read=sentence("read_public_money", language, own[:1], part=found[0][0], value=amounts["received"]),
        silent=sentence("silent_public_money", language, own),
        alternative=sentence("alt_public_money", language, own, items=items, **when),
        table=Table(
            sentence("table_public_money", language, own, year=str(year)),
            (word("head_flow", language), when["unit"]),
            tuple(lines),
            frozenset({1}),
        ),
        evidence_ids=cited_by(own),
        wide=draw_wide(found, language, thousands),
        narrow=draw_narrow(found, language, thousands),
        notes=note_of_sources(of_year, own, language),
    )
