"""How far each stakeholder takes part: the structure's answer, theirs, and the gap between the two."""

from collections.abc import Sequence

from dts_eval.disclosure.rows import Row
from dts_eval.foundation.language import join_list, typeset
from dts_eval.presentation.blocks import Chart, Table, TableCell
from dts_eval.presentation.charts.ladder import Rung, rungs_of
from dts_eval.presentation.charts.participation_drawing import draw
from dts_eval.presentation.charts.sheet import NARROW, WIDE
from dts_eval.presentation.charts.wording import part_word, sentence, word
from dts_eval.presentation.shown import Sentence, cited_by


def participation(rows: Sequence[Row], *, language: str, number: int) -> Chart | None:
    """Draw the degree of participation of each stakeholder, as the structure and as they themselves say it.

    It takes the rows ``stakeholder_degree`` and ``stakeholder_degree_felt``, in the workbook's order. Returns
    nothing when fewer than two stakeholders have a degree.
    """
    rungs = rungs_of(rows)
    if len(rungs) < 2:
        return None
    own = tuple(row for rung in rungs for row in (rung.declared, rung.felt) if row is not None)
    return Chart(
        chart_id=f"fig-{number}",
        family="participation",
        title=_title(rungs, own, language),
        subtitle=sentence("ladder_subtitle", language, own),
        how_to_read=_how_to_read(rungs, own, language),
        silent=sentence("silent_ladder", language, own),
        alternative=_alternative(rungs, own, language),
        table=_table(rungs, own, language),
        evidence_ids=cited_by(own),
        wide=draw(rungs, language, WIDE),
        narrow=draw(rungs, language, NARROW),
    )


def _title(rungs: Sequence[Rung], own: Sequence[Row], language: str) -> Sentence:
    gaps = [rung.gap for rung in rungs if rung.gap is not None]
    if not gaps:
        return sentence("title_ladder_one_side", language, own)
    if all(gap == 0 for gap in gaps):
        key = "title_ladder_same" if len(gaps) == len(rungs) else "title_ladder_same_where_known"
        return sentence(key, language, own)
    signs = {gap > 0 for gap in gaps if gap}
    key = "title_ladder_differ" if len(signs) > 1 else "title_ladder_higher" if True in signs else "title_ladder_lower"
    return sentence(key, language, own)


def _how_to_read(rungs: Sequence[Rung], own: Sequence[Row], language: str) -> Sentence:
    example = next((rung for rung in rungs if rung.gap), None) or next(
        (rung for rung in rungs if rung.gap == 0), rungs[0]
    )
    name = typeset(example.name, language)
    if example.declared is None or example.felt is None:
        key, row = (
            ("read_ladder_declared", example.declared) if example.declared else ("read_ladder_felt", example.felt)
        )
        assert row is not None
        return sentence(key, language, [row], who=name, degree=_degree(row, language))
    declared, felt = (_degree(row, language) for row in (example.declared, example.felt))
    return sentence("read_ladder", language, (example.declared, example.felt), who=name, declared=declared, felt=felt)


def _degree(row: Row, language: str) -> str:
    return part_word("degree", row.text, language).lower()


def _alternative(rungs: Sequence[Rung], own: Sequence[Row], language: str) -> Sentence:
    items = [
        word(
            "alt_ladder_item",
            language,
            who=typeset(rung.name, language),
            declared=_degree(rung.declared, language) if rung.declared else word("degree_unknown", language),
            felt=_degree(rung.felt, language) if rung.felt else word("felt_unknown", language),
        )
        for rung in rungs
    ]
    return sentence("alt_ladder", language, own, items=join_list(items, language))


def _table(rungs: Sequence[Rung], own: Sequence[Row], language: str) -> Table:
    lines: list[tuple[TableCell, ...]] = [
        (
            typeset(rung.title, language),
            part_word("degree", rung.declared.text, language) if rung.declared else word("degree_unknown", language),
            part_word("degree", rung.felt.text, language) if rung.felt else word("felt_unknown", language),
        )
        for rung in rungs
    ]
    head = tuple(word(key, language) for key in ("head_stakeholder", "head_declared", "head_felt"))
    return Table(sentence("table_ladder", language, own), head, tuple(lines))
