"""The figures of several structures side by side: each as its own structure gives it, no sum, no mean, no gap."""

from collections.abc import Iterator

from dts_eval.comparison.alignment import Comparison, Held
from dts_eval.disclosure.rows import Row
from dts_eval.foundation.language import Text, join_list, say
from dts_eval.presentation.blocks import Block, Heading, Paragraph, Section, Table, TableCell
from dts_eval.presentation.book import NO_VALUE
from dts_eval.presentation.comparison.cases import Case, part
from dts_eval.presentation.narrative.figures import figure_sentences, rows_told, written
from dts_eval.presentation.narrative.periods import PERIODS
from dts_eval.presentation.narrative.telling import tell
from dts_eval.presentation.shown import Sentence, Shown, cited_by, show_part

MOST_COLUMNS = 4
NOT_FOLLOWED = "–"


def figures_section(comparison: Comparison, cases: tuple[Case, ...]) -> Section:
    """Set the figures of each criterion that several structures kept side by side, each as its structure gives it."""
    language = comparison.panel.language
    blocks: list[Block] = []
    without = []
    for held in comparison.criteria:
        if not held.shared:
            continue
        drawn = list(_criterion(held, tuple(case for case in cases if case.case_id in held.kept_by)))
        name = cases[0].book.short(held.criterion)
        if drawn:
            blocks += [Heading(name), *drawn]
        else:
            without.append(name)
    if without:
        listed = join_list(without, language)
        blocks.insert(0, Paragraph((tell("compare_no_figure", language, list=listed),)))
    lead = (tell("compare_lead_figures", language),)
    return part(language, "chiffres", "compare_rail_figures", "compare_title_figures", blocks, lead)


def claims_of_figures(comparison: Comparison, cases: tuple[Case, ...]) -> dict[str, str]:
    """Return, for each evidence of a figure, the sentence that tells the figure: a cell of a table is not one."""
    claims: dict[str, str] = {}
    for case in cases:
        for held in comparison.criteria:
            if held.shared and case.case_id in held.kept_by:
                for name in case.book.figures(held.criterion.criterion_id):
                    for told in figure_sentences(case.book, name):
                        for evidence in told.evidence_ids:
                            claims.setdefault(evidence, str(told))
    return claims


def _criterion(held: Held, cases: tuple[Case, ...]) -> Iterator[Block]:
    language = cases[0].book.language
    found: dict[str, list[Case]] = {}
    for case in cases:
        for name in case.book.figures(held.criterion.criterion_id):
            if _spoken(case, name):
                found.setdefault(name, []).append(case)
    together = [name for name, followers in found.items() if len(followers) > 1]
    for start in range(0, len(cases), MOST_COLUMNS):
        shown = cases[start : start + MOST_COLUMNS]
        here = [name for name in together if any(case in shown for case in found[name])]
        lines = tuple((found[name][0].book.indicator(name), *(_cell(case, name) for case in shown)) for name in here)
        head = (str(say("column_indicator", language)), *(case.title for case in shown))
        if lines:
            yield Table(tell("compare_figures_caption", language), head, lines)
    differing = [name for name in together if _differ(name, found[name])]
    if differing:
        yield Paragraph(tuple(_definitions(name, found[name]) for name in differing))
    head = (str(say("column_indicator", language)), str(say("column_value", language)))
    for case in cases:
        alone = [name for name, followers in found.items() if followers == [case]]
        lines = tuple((case.book.indicator(name), _cell(case, name)) for name in alone)
        if lines:
            yield Table(tell("compare_figures_alone_caption", language, structure=case.title), head, lines)


def _spoken(case: Case, name: str) -> tuple[Row, ...]:
    return rows_told(case.book, name) or case.book.totals(name, case.book.year)


def _cell(case: Case, name: str) -> TableCell:
    book, language = case.book, case.book.language
    rows = _spoken(case, name)
    if not rows:
        return NOT_FOLLOWED
    first = rows[0]
    values = [_value(case, row) for row in rows]
    said: Text | Shown | str = values[-1]
    for before in reversed(values[:-1]):
        said = say("compare_sources", language, first=before, second=said)
    if first.year is None:
        said = say("compare_undated", language, value=said)
    elif first.period in PERIODS:
        said = say(f"compare_{first.period}", language, value=said, year=str(first.year))
    elif first.year != book.year:
        said = say("compare_other_year", language, value=said, year=str(first.year))
    else:
        said = say("compare_value", language, value=said)
    return Sentence(said, cited_by(rows))


def _value(case: Case, row: Row) -> Text | Shown | str:
    language = case.book.language
    if row.status in NO_VALUE:
        return str(say(f"status_{row.status}", language))
    if row.value is not None:
        return written(case.book, row)
    low, high = (show_part(row, bound, row.unit, language) for bound in (row.low, row.high))
    return say("compare_between", language, low=low, high=high)


def _differ(name: str, cases: list[Case]) -> bool:
    """Whether structures give one name to things that they do not define, or do not count, alike."""
    meant = {(case.book.definition(name), _spoken(case, name)[0].unit) for case in cases}
    return len(meant) > 1


def _definitions(name: str, cases: list[Case]) -> Sentence:
    rows = [_spoken(case, name)[0] for case in cases]
    book = cases[0].book
    return tell("compare_definitions_differ", book.language, *rows, indicator=book.indicator(name))
