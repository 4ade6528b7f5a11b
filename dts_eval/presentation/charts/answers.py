"""What people answered: one bar for each question, split in four levels, with those who left it blank aside."""

from collections.abc import Mapping, Sequence

from dts_eval.disclosure.rows import Row, keys_of
from dts_eval.foundation.language import join_list, typeset
from dts_eval.presentation.asked import LEVELS, Asked
from dts_eval.presentation.blocks import Chart, Table, TableCell
from dts_eval.presentation.charts.answers_drawing import Bar, draw
from dts_eval.presentation.charts.sheet import NARROW, WIDE
from dts_eval.presentation.charts.wording import absence, counted, number_text, sentence, word
from dts_eval.presentation.shown import Sentence, cited_by
from dts_eval.workbook.layout import layout


def answers(
    asked: Sequence[Asked], rates: Sequence[Row], *, names: Mapping[str, str], year: int, language: str, number: int
) -> Chart | None:
    """Draw the questions of one criterion, each with as many people as answered it.

    ``rates`` are the response rates of the surveys, ``names`` what the plan calls them. A level that too few people
    chose keeps a place whose length tells nothing. Returns nothing when no level of any question may be shown.
    """
    drawn = [question for question in asked if question.known]
    if not drawn:
        return None
    own = tuple(row for question in drawn for row in question.rows)
    bars = [_bar(question, language) for question in drawn]
    surveys = {question.survey for question in drawn} & set(names)
    known = [row for row in rates if row.value is not None and keys_of(row.breakdown)["survey"] in surveys]
    return Chart(
        chart_id=f"fig-{number}",
        family="answers",
        title=_title(drawn, own, language),
        subtitle=_subtitle(drawn, known, names, year, language),
        how_to_read=_how_to_read(drawn, language),
        silent=sentence("silent_answers", language, own),
        alternative=_alternative(bars, own, language),
        table=_table(drawn, own, language),
        evidence_ids=cited_by((*own, *known)),
        wide=draw(bars, language, WIDE),
        narrow=draw(bars, language, NARROW),
    )


def _bar(asked: Asked, language: str) -> Bar:
    first = asked.known[0]
    items = [
        word("answers_item", language, level=_level(level, language), value=_count(asked.levels.get(level), language))
        for level in LEVELS
    ]
    if first.unknown:
        blank = word("answers_blank", language)
        items.append(word("answers_item", language, level=blank, value=number_text(first.unknown, language)))
    told = word("answers_told", language, n=number_text(first.denominator or 0, language), items=", ".join(items))
    rows = [asked.levels.get(level) for level in LEVELS]
    parts = tuple(row.numerator if row is not None else None for row in rows)
    return Bar(typeset(asked.question, language), told, parts, first.unknown or 0)


def _title(drawn: Sequence[Asked], own: Sequence[Row], language: str) -> Sentence:
    if any(row.value is None for row in own):
        return sentence("title_answers_masked", language, own)
    first = drawn[0]
    if len(drawn) == 1 and len(first.most) > 1:
        return sentence("title_answers_equal", language, own, question=typeset(first.question, language))
    if len(drawn) == 1:
        level = first.most[0]
        value = word("out_of", language, **_out_of(first.levels[level], language))
        values = {"question": typeset(first.question, language), "level": _level(level, language)}
        shown = counted(first.levels[level], first.levels[level].numerator, language).worded(value)
        return sentence("title_answers_one", language, own, value=shown, **values)
    same = {question.most for question in drawn}
    if len(same) == 1 and len(first.most) == 1:
        return sentence("title_answers_same", language, own, level=_level(first.most[0], language))
    return sentence("title_answers_differ", language, own)


def _out_of(row: Row, language: str) -> dict[str, str]:
    return {
        "numerator": number_text(row.numerator or 0, language),
        "denominator": number_text(row.denominator or 0, language),
    }


def _subtitle(
    drawn: Sequence[Asked], rates: Sequence[Row], names: Mapping[str, str], year: int, language: str
) -> Sentence:
    if not rates:
        own = [row for question in drawn for row in question.rows]
        return sentence("answers_subtitle_plain", language, own, year=str(year))
    items = [
        word(
            "answers_asked", language, survey=names[keys_of(row.breakdown)["survey"]],
            answered=number_text(row.numerator or 0, language), asked=number_text(row.denominator or 0, language),
        )
        for row in rates
    ]  # fmt: skip
    return sentence("answers_subtitle", language, rates, year=str(year), list=join_list(items, language))


def _how_to_read(drawn: Sequence[Asked], language: str) -> Sentence:
    first = drawn[0]
    level = first.most[0]
    row = first.levels[level]
    masked = any(row.value is None for question in drawn for row in question.rows)
    return sentence(
        "read_answers_masked" if masked else "read_answers", language, [row],
        question=typeset(first.question, language), level=_level(level, language),
        value=counted(row, row.numerator, language),
    )  # fmt: skip


def _alternative(bars: Sequence[Bar], own: Sequence[Row], language: str) -> Sentence:
    items = [word("alt_answers_item", language, question=bar.question, told=bar.told) for bar in bars]
    return sentence("alt_answers", language, own, items=" ".join(f"{item}." for item in items).removesuffix("."))


def _table(drawn: Sequence[Asked], own: Sequence[Row], language: str) -> Table:
    lines: list[tuple[TableCell, ...]] = []
    for question in drawn:
        first = question.known[0]
        cells = [_cell(question.levels.get(level), language) for level in LEVELS]
        blank = counted(first, first.unknown or 0, language)
        lines.append((typeset(question.question, language), *cells, blank, counted(first, first.denominator, language)))
    levels = [_level(level, language).capitalize() for level in LEVELS]
    head = (word("head_question", language), *levels, word("head_blank", language), word("head_answered", language))
    return Table(sentence("table_answers", language, own), head, tuple(lines), frozenset(range(1, 7)))


def _cell(row: Row | None, language: str) -> TableCell:
    if row is None or row.value is None:
        return absence(row, language)
    return counted(row, row.numerator, language)


def _count(row: Row | None, language: str) -> str:
    return absence(row, language) if row is None or row.value is None else number_text(row.numerator or 0, language)


def _level(level: str, language: str) -> str:
    return typeset(layout().word("agreement", level, language), language)
