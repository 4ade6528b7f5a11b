"""What the campaign covers: how many structures, of which kinds, where, in which year; and who is not there."""

from collections.abc import Iterable, Sequence

from dts_eval.comparison.network.pooling import Synthesis
from dts_eval.disclosure.rows import Row, keys_of
from dts_eval.foundation.language import join_list, say, typeset
from dts_eval.presentation.blocks import Block, Paragraph, Section, Table, TableCell
from dts_eval.presentation.comparison.cases import part
from dts_eval.presentation.narrative.telling import set_apart, tell
from dts_eval.presentation.shown import Sentence, show, show_bare
from dts_eval.scope.territories import place_of
from dts_eval.workbook.layout import layout

MOST_NAMED = 30
UNKNOWN = "unknown"
LEFT = {
    "fictitious": "network_left_fictitious", "changed": "network_left_changed",
    "other_version": "network_left_other_version",
}  # fmt: skip


def coverage_section(synthesis: Synthesis) -> Section:
    """Say which structures the synthesis covers and which it does not; it is not extended to the others."""
    language = synthesis.network.language
    (structures,) = synthesis.coverage["structures"]
    lead = [tell("network_coverage", language, structures, n=show_bare(structures, language)), *_years(synthesis)]
    told = _absent(synthesis)
    blocks: list[Block] = [Paragraph(tuple(told))] if told else []
    blocks.append(_counted(synthesis, "kinds", "network_kinds_caption", "compare_column_kind"))
    places = synthesis.coverage["departements"]
    if any(keys_of(row.breakdown)["departement"] != UNKNOWN for row in places):
        blocks.append(_counted(synthesis, "departements", "network_places_caption", "network_column_place"))
        blocks.append(Paragraph((tell("network_places_note", language),)))
    return part(language, "reseau", "network_rail_coverage", "network_title_coverage", blocks, lead)


def _years(synthesis: Synthesis) -> list[Sentence]:
    language, rows = synthesis.network.language, synthesis.coverage["years"]
    if len(rows) == 1:
        return [tell("network_year", language, *rows, year=keys_of(rows[0].breakdown)["year"])]
    told = [
        say("network_year_of", language, year=keys_of(row.breakdown)["year"], count=show(row, language)) for row in rows
    ]
    return [tell("network_years_differ", language, *rows, years=set_apart(map(str, told), language))]


def _absent(synthesis: Synthesis) -> list[Sentence]:
    network, language, told = synthesis.network, synthesis.network.language, []
    for row in synthesis.coverage.get("fictitious", ()):
        told.append(tell("network_with_fictitious", language, row, n=show_bare(row, language)))
    for row in synthesis.coverage.get("failed", ()):
        shown = show_bare(row, language)
        told.append(tell("network_failed", language, row, n=shown, list=_named(network.failed, language)))
    for row in synthesis.coverage["left"]:
        why = keys_of(row.breakdown)["why"]
        names = [typeset(one.name, language) for one in network.left_aside if one.why == why]
        told.append(tell(LEFT[why], language, row, n=show_bare(row, language), list=_named(names, language)))
    return told


def _named(names: Sequence[str], language: str) -> str:
    if len(names) <= MOST_NAMED:
        return join_list(names, language)
    others = len(names) - MOST_NAMED
    return str(say("network_and_others", language, n=others, list=", ".join(names[:MOST_NAMED])))


def _counted(synthesis: Synthesis, what: str, caption: str, head: str) -> Table:
    language = synthesis.network.language
    rows = synthesis.coverage[what]
    heads = (str(say(head, language)), str(say("network_column_structures", language)))
    return Table(tell(caption, language), heads, tuple(_lines(rows, language)), frozenset({1}))


def _lines(rows: Iterable[Row], language: str) -> Iterable[tuple[TableCell, ...]]:
    named = {row: _name(row, language) for row in rows}
    kinds = list(layout().lists["structure_kind"])

    def order(row: Row) -> tuple[bool, int, str]:
        (value,) = keys_of(row.breakdown).values()
        return value in ("", UNKNOWN), kinds.index(value) if value in kinds else 0, value

    return ((named[row], show_bare(row, language)) for row in sorted(named, key=order))


def _name(row: Row, language: str) -> str:
    ((key, value),) = keys_of(row.breakdown).items()
    if key == "departement":
        place = place_of("departement", value)
        if place is None:
            return str(say("network_place_unknown", language))
        return str(say("network_place", language, name=typeset(place.name, language), code=value))
    return (
        typeset(layout().word("structure_kind", value, language), language)
        if value
        else str(say("not_noted", language))
    )
