"""Figures together, where that holds, and how what structures show spreads: no name beside a value, no order by it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from dts_eval.comparison.network.arithmetic import FEWEST, FEWEST_FOR_QUARTILES, SUM_WITH_REPEATS, combine_of
from dts_eval.comparison.network.pooling import FigureLine, Synthesis
from dts_eval.criteria.definitions import criteria
from dts_eval.disclosure.rows import Row
from dts_eval.foundation.language import format_number, join_list, say, typeset
from dts_eval.foundation.units import units
from dts_eval.indicators.definitions import indicators
from dts_eval.presentation.blocks import Block, Heading, Paragraph, Section, Table, TableCell
from dts_eval.presentation.charts.network_spread import network_spread
from dts_eval.presentation.comparison.cases import part
from dts_eval.presentation.narrative.telling import tell
from dts_eval.presentation.network.choices import short
from dts_eval.presentation.shown import Sentence, Shown, show, show_bare, show_part

TOGETHER = ("column_indicator", "network_column_together", "network_column_given", "network_column_not_entering")
SPREAD = (
    "column_indicator", "network_column_given", "network_column_low", "network_column_q1", "network_column_median",
    "network_column_q3", "network_column_high",
)  # fmt: skip
WITHOUT_DECIMALS = 1000
NOT_IN = {
    "hidden": "network_standing_hidden", "none": "network_standing_none", "several": "network_standing_several",
    "approximate": "network_standing_approximate", "undated": "network_standing_undated",
    "not_chosen": "network_standing_not_chosen", "defined_apart": "network_standing_defined_apart",
    "without_parts": "network_standing_without_parts",
}  # fmt: skip
ORDER = ("low", "q1", "median", "q3", "high")


def figures_section(synthesis: Synthesis) -> Section:
    """Put figures together criterion by criterion, and say of each how many structures do not enter, and why."""
    language = synthesis.network.language
    blocks: list[Block] = []
    for criterion in criteria():
        lines = [line for line in synthesis.figures if line.criterion == criterion and line.poolable]
        if lines:
            blocks += [Heading(short(criterion, language)), *_together(synthesis, lines)]
    lead = [tell("network_lead_figures", language)]
    if not any(line.together for line in synthesis.figures):
        lead.append(tell("network_no_figure", language))
    if any(line.poolable and not line.together for line in synthesis.figures):
        lead.append(tell("network_few", language, fewest=str(FEWEST)))
    return part(language, "chiffres", "network_rail_figures", "network_title_figures", blocks, lead)


def name_of(line: FigureLine, synthesis: Synthesis) -> str:
    """Name a figure: its indicator, its year where reports describe several, its unit where definitions differ."""
    language = synthesis.network.language
    name = typeset(indicators()[line.key.indicator].label(language), language)
    if len(synthesis.network.years) > 1:
        name = str(say("network_of_year", language, indicator=name, year=str(line.key.year)))
    return str(say("network_defined_apart", language, indicator=name)) if line.defined_apart else name


def _together(synthesis: Synthesis, lines: Iterable[FigureLine]) -> Iterator[Block]:
    language, listed = synthesis.network.language, list(lines)
    cells: list[tuple[TableCell, ...]] = [
        (name_of(line, synthesis), _value(line, language), show_bare(line.entering, language), _others(line, language))
        for line in listed
    ]
    head = tuple(str(say(column, language)) for column in TOGETHER)
    criterion = short(listed[0].criterion, language)
    yield Table(tell("network_together_caption", language, criterion=criterion), head, tuple(cells), frozenset({2}))
    repeated = [line for line in listed if line.together and combine_of(line.key.indicator) == SUM_WITH_REPEATS]
    if repeated:
        names = join_list((name_of(line, synthesis) for line in repeated), language)
        yield Paragraph((tell("network_overlap", language, n=len(repeated), list=names),))


def _value(line: FigureLine, language: str) -> TableCell:
    row = line.together
    if row is None:
        return str(say("network_too_few", language))
    if row.denominator is None:
        return show(row, language)
    parts = {name: show_part(row, getattr(row, name), "plain", language) for name in ("numerator", "denominator")}
    return Sentence(say("network_share", language, value=show(row, language), **parts))


def _others(line: FigureLine, language: str) -> TableCell:
    told = []
    for name, key in NOT_IN.items():
        row = line.standings.get(name)
        if row is not None:
            told.append(say(key, language, n=_in_digits(row, language)))
    if not told:
        return str(say("network_everybody", language))
    said = told[-1]
    for before in reversed(told[:-1]):
        said = say("network_then", language, first=before, second=said)
    return Sentence(said)


def _in_digits(row: Row, language: str) -> Shown:
    # In a table numbers stand below each other: none is written in letters.
    shown = show_bare(row, language)
    return replace(shown, value=float(shown.value))


def claims_of_figures(synthesis: Synthesis) -> dict[str, str]:
    """Return, for the proof of each figure put together, the sentence that tells it: a cell of a table is not one."""
    language, claims = synthesis.network.language, {}
    for line in synthesis.figures:
        row, name = line.together, name_of(line, synthesis)
        if row is None:
            continue
        told = {"indicator": name, "value": show(row, language), "n": _in_digits(line.entering, language)}
        key = "network_sum" if row.denominator is None else "network_share_of_all"
        claims.update({proof: str(say(key, language, **told)) for proof in row.evidence_ids})
    return claims


def spread_section(synthesis: Synthesis, number: int) -> Section:
    """Show how what structures give spreads, without their names; the gap is not read as a difference in quality."""
    language = synthesis.network.language
    wide = [line for line in synthesis.figures if line.spread]
    narrow = [line for line in synthesis.figures if not line.spread and len(line.values) >= FEWEST]
    chart = network_spread(
        synthesis.figures, names=lambda line: name_of(line, synthesis), language=language, number=number
    )
    blocks: list[Block] = [chart] if chart else []
    if wide:
        cells = tuple(
            (
                _in_unit(line, synthesis),
                show_bare(line.shown, language),
                *(_mark(line.spread[at], language) for at in ORDER),
            )
            for line in wide
        )
        head = tuple(str(say(column, language)) for column in SPREAD)
        caption = tell("network_spread_caption", language)
        blocks.append(Table(caption, head, cells, frozenset(range(1, len(head)))))
        blocks.append(Paragraph((tell("network_spread_note", language),)))
    if narrow:
        names = join_list((name_of(line, synthesis) for line in narrow), language)
        few = {"fewest": str(FEWEST_FOR_QUARTILES), "list": names}
        blocks.append(Paragraph((tell("network_spread_few", language, n=len(narrow), **few),)))
    lead = [tell("network_lead_spread", language)]
    if not blocks:
        lead.append(tell("network_no_spread", language, fewest=str(FEWEST)))
    return part(language, "repartition", "network_rail_spread", "network_title_spread", blocks, lead)


def _in_unit(line: FigureLine, synthesis: Synthesis) -> str:
    language = synthesis.network.language
    unit = typeset(units()[line.key.unit].name(language), language)
    name = name_of(line, synthesis)
    return str(say("network_in_unit", language, indicator=name, unit=unit)) if unit else name


def _mark(row: Row, language: str) -> Shown:
    # A mark between two large values has no decimals that anybody counted.
    shown = show_bare(row, language)
    large = abs(shown.value) >= WITHOUT_DECIMALS
    return shown.worded(format_number(round(shown.value), language, 0)) if large else shown
