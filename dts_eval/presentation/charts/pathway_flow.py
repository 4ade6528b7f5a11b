"""Where people come from and how they leave: ribbons through the whole of the year; on a phone, bars."""

from collections.abc import Sequence

from dts_eval.disclosure.rows import Row
from dts_eval.foundation.language import join_list
from dts_eval.presentation.blocks import Chart, Table, TableCell
from dts_eval.presentation.charts.pathway_flow_drawing import draw_narrow, draw_wide, name_of
from dts_eval.presentation.charts.pathways import Paths, is_masked, paths_of
from dts_eval.presentation.charts.wording import absence, bare, label, note_of_sources, sentence, told, word
from dts_eval.presentation.shown import Sentence, cited_by


def pathway_flow(rows: Sequence[Row], *, year: int, language: str, number: int) -> Chart | None:
    """Draw the people of one year, from who referred them to what is known of how they left.

    It takes the rows ``referral=…`` with the total of their indicator, and the rows ``exit_category=…``. What
    is masked is merged into one hatched end; nothing is drawn when a side has fewer than two numbers.
    """
    paths = paths_of(rows, year)
    if paths is None:
        return None
    return Chart(
        chart_id=f"fig-{number}",
        family="pathway_flow",
        title=_title(paths, year, language),
        subtitle=sentence("pathway_subtitle", language, paths.rows, year=str(year)),
        how_to_read=_how_to_read(paths, language),
        silent=sentence("silent_pathway", language, paths.rows),
        alternative=_alternative(paths, year, language),
        table=_table(paths, year, language),
        evidence_ids=cited_by(paths.rows),
        wide=draw_wide(paths, language),
        narrow=draw_narrow(paths, language),
        notes=_notes(paths, rows, year, language),
    )


def _notes(paths: Paths, rows: Sequence[Row], year: int, language: str) -> tuple[Sentence, ...]:
    masked = (sentence("note_masked", language, ()),) if is_masked(paths.rows) else ()
    drawn = {(row.indicator, row.breakdown) for row in paths.rows}
    told_of_them = [row for row in rows if row.year == year and (row.indicator, row.breakdown) in drawn]
    return (*masked, *note_of_sources(told_of_them, paths.rows, language))


def _title(paths: Paths, year: int, language: str) -> Sentence:
    total = told(paths.total, language)
    if paths.exits is None or paths.exits.value is None:
        return sentence("title_pathway", language, paths.rows, year=str(year), total=total)
    values = {"year": str(year), "total": total, "n": told(paths.exits, language)}
    return sentence("title_pathway_exits", language, (paths.total, paths.exits), **values)


def _how_to_read(paths: Paths, language: str) -> Sentence:
    first = next(row for row in paths.referred if row.value)
    key = "read_pathway_masked" if is_masked(paths.rows) else "read_pathway"
    return sentence(key, language, [first], part=name_of(first, language), value=told(first, language))


def _alternative(paths: Paths, year: int, language: str) -> Sentence:
    left, right = (
        join_list(
            (word("alt_part", language, part=name_of(row, language), value=_said(row, language)) for row in side),
            language,
        )
        for side in (paths.referred, paths.outcomes)
    )
    total = told(paths.total, language)
    return sentence("alt_pathway", language, paths.rows, year=str(year), total=total, left=left, right=right)


def _said(row: Row, language: str) -> str:
    return absence(row, language) if row.value is None else label(row, language)


def _table(paths: Paths, year: int, language: str) -> Table:
    lines: list[tuple[TableCell, ...]] = [
        (
            name_of(row, language),
            absence(row, language) if row.value is None else bare(row, row.value, language),
        )
        for row in (*paths.referred, *paths.outcomes)
    ]
    lines.insert(0, (word("head_total", language), bare(paths.total, paths.total.value, language)))
    head = (word("head_part", language), word("head_people", language))
    return Table(sentence("table_pathway", language, paths.rows, year=str(year)), head, tuple(lines), frozenset({1}))
