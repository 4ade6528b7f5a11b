"""Resources by nature, one bar a year: sales, public money and gifts, and what money does not carry."""

from collections.abc import Sequence

from dts_eval.disclosure.rows import Row
from dts_eval.foundation.language import join_list
from dts_eval.presentation.blocks import Chart, Table, TableCell
from dts_eval.presentation.charts.mixes import MARKET, Mix, amounts_of, mix_of
from dts_eval.presentation.charts.resource_mix_drawing import draw
from dts_eval.presentation.charts.sheet import NARROW, WIDE
from dts_eval.presentation.charts.wording import (
    absence,
    bare,
    has_interval,
    is_known,
    note_of_sources,
    part_word,
    sentence,
    silence_of,
    told,
    unit_word,
    word,
)
from dts_eval.presentation.shown import Sentence, cited_by


def resource_mix(rows: Sequence[Row], *, language: str, number: int) -> Chart | None:
    """Draw the resources of each year by nature (``nature=market``…), side by side.

    What money does not carry is hatched and dashed, with its range, because a convention gives it its value;
    no total is written. Returns nothing when no dated amount is known.
    """
    mix = mix_of(rows)
    if mix is None:
        return None
    return Chart(
        chart_id=f"fig-{number}",
        family="resource_mix",
        title=_title(mix, language),
        subtitle=_subtitle(mix, language),
        how_to_read=_how_to_read(mix, language),
        silent=silence_of(mix.rows[0].indicator, language, mix.rows),
        alternative=_alternative(mix, language),
        table=_table(mix, language),
        evidence_ids=cited_by(mix.rows),
        wide=draw(mix, language, WIDE),
        narrow=draw(mix, language, NARROW),
        notes=note_of_sources(amounts_of(rows), mix.rows, language),
    )


def _title(mix: Mix, language: str) -> Sentence:
    years = list(mix.cells)
    if len(years) == 1:
        return sentence("title_mix_first_year", language, mix.rows, year=str(years[0]))
    sold = [row for year in years if (row := mix.known(year).get(MARKET)) is not None and row.value is not None]
    if len(sold) < 2:
        return sentence("title_mix", language, mix.rows, first_year=str(years[0]), year=str(years[-1]))
    before, after = (told(row, language, mix.thousands) for row in (sold[0], sold[-1]))
    years_told = {"first_year": str(sold[0].year), "year": str(sold[-1].year)}
    if str(before) == str(after):
        return sentence("title_mix_same", language, (sold[0], sold[-1]), value=after, **years_told)
    return sentence("title_mix_from_to", language, (sold[0], sold[-1]), before=before, after=after, **years_told)


def _subtitle(mix: Mix, language: str) -> Sentence:
    years, unit = list(mix.cells), unit_word(mix.rows[0], language, mix.thousands)
    if len(years) == 1:
        return sentence("mix_subtitle_one", language, mix.rows, unit=unit, year=str(years[0]))
    return sentence("mix_subtitle", language, mix.rows, unit=unit, first_year=str(years[0]), year=str(years[-1]))


def _how_to_read(mix: Mix, language: str) -> Sentence:
    year, nature, row = [
        (year, nature, row) for year in mix.cells for nature, row in mix.known(year).items() if row.value is not None
    ][-1]
    ranged = any(has_interval(row) for row in mix.rows)
    key = "read_mix_range" if ranged else "read_mix"
    name = part_word("nature", nature, language)
    return sentence(key, language, [row], year=str(year), nature=name, value=told(row, language, mix.thousands))


def _alternative(mix: Mix, language: str) -> Sentence:
    items = []
    for year, own in mix.cells.items():
        parts = ", ".join(
            word(
                "alt_part",
                language,
                part=part_word("nature", nature, language),
                value=_said(mix, own[nature], language),
            )
            for nature in mix.natures
            if nature in own
        )
        key, values = ("alt_year", {"parts": parts}) if parts else ("alt_missing", {"reason": absence(None, language)})
        items.append(word(key, language, year=year, **values))
    return sentence("alt_mix", language, mix.rows, items=join_list(items, language))


def _said(mix: Mix, row: Row, language: str) -> str:
    if not is_known(row):
        return absence(row, language)
    if row.value is None:
        low, high = (bare(row, bound, language, mix.thousands) for bound in (row.low, row.high))
        return word("from_to", language, low=low, high=high)
    return str(bare(row, row.value, language, mix.thousands))


def _table(mix: Mix, language: str) -> Table:
    ranged = [
        nature
        for nature in mix.natures
        if any(has_interval(own[nature]) for own in mix.cells.values() if nature in own)
    ]
    head = [word("head_year", language)]
    for nature in mix.natures:
        head.append(part_word("nature", nature, language))
        head += [word("head_low", language), word("head_high", language)] * (nature in ranged)
    lines: list[tuple[TableCell, ...]] = []
    for year, own in mix.cells.items():
        cells: list[TableCell] = [str(year)]
        for nature in mix.natures:
            row = own.get(nature)
            cells += _cells(mix, row, nature in ranged, language)
        lines.append(tuple(cells))
    caption = sentence("table_mix", language, mix.rows, unit=unit_word(mix.rows[0], language, mix.thousands))
    return Table(caption, tuple(head), tuple(lines), frozenset(range(1, len(head))))


def _cells(mix: Mix, row: Row | None, ranged: bool, language: str) -> list[TableCell]:
    if row is None or not is_known(row):
        return [absence(row, language), *([""] * 2 if ranged else [])]
    bounds = (row.value, row.low, row.high) if ranged else (row.value,)
    return ["" if bound is None else bare(row, bound, language, mix.thousands) for bound in bounds]
