"""The annexes: what each indicator means, the data behind the report, the register of proofs."""

from dts_eval.foundation.language import say, typeset
from dts_eval.indicators.definitions import indicators
from dts_eval.presentation.blocks import EvidenceRegister, Section, Table, TableCell
from dts_eval.presentation.book import NO_VALUE, Book, keys_of
from dts_eval.presentation.narrative.figures import written
from dts_eval.presentation.narrative.telling import tell
from dts_eval.presentation.shown import show_part
from dts_eval.workbook.layout import layout


def indicator_sheets(book: Book) -> Section:
    """Say what each indicator shown means, how it is computed, how it may be combined, where it comes from."""
    language = book.language
    lines: list[tuple[TableCell, ...]] = []
    for criterion in book.kept:
        for name in book.figures(criterion.criterion_id):
            lines.append((book.indicator(name), book.definition(name), _method(book, name), _reference(book, name)))
    columns = ("column_indicator", "column_definition", "column_method", "column_reference")
    table = Table(tell("sheets_caption", language), tuple(str(say(key, language)) for key in columns), tuple(lines))
    rail = (str(say("rail_annex", language)), str(say("rail_annex_note", language)))
    return Section("indicateurs", rail, str(say("title_sheets", language)), (), (table,), annex=True)


def data_section(book: Book) -> Section:
    """List every figure of the report with its year, value, status and grade."""
    language = book.language
    lines: list[tuple[TableCell, ...]] = []
    for criterion in book.kept:
        for name, rows in book.figures(criterion.criterion_id).items():
            for row in rows:
                year = str(row.year) if row.year else str(say("undated", language))
                value: TableCell = str(say(f"status_{row.status}", language))
                if row.status not in NO_VALUE and row.value is not None:
                    value = written(book, row)
                elif row.status not in NO_VALUE and row.low is not None and row.high is not None:
                    low, high = (show_part(row, bound, row.unit, language) for bound in (row.low, row.high))
                    value = tell("value_between", language, row, low=low, high=high)
                grade = book.word("grade", row.grade) if row.grade else ""
                status = tell("cell_words", language, row, text=str(say(f"status_{row.status}", language)))
                lines.append((book.indicator(name), breakdown_words(book, row.breakdown), year, value, status, grade))
    columns = ("column_indicator", "column_breakdown", "column_year", "column_value", "column_status", "column_grade")
    head = tuple(str(say(key, language)) for key in columns)
    table = Table(tell("data_caption", language), head, tuple(lines), numeric=frozenset({3}))
    rail = (str(say("rail_annex", language)), str(say("rail_annex_note", language)))
    return Section("donnees", rail, str(say("title_data", language)), (), (table,), annex=True)


def register(book: Book) -> Section:
    """List every proof that the report cites."""
    language = book.language
    rail = (str(say("rail_annex", language)), str(say("rail_annex_note", language)))
    block = EvidenceRegister(book.disclosed.evidence)
    lead = (tell("lead_register", language),)
    return Section("preuves", rail, str(say("title_register", language)), lead, (block,), annex=True)


def breakdown_words(book: Book, breakdown: str) -> str:
    """Write a breakdown in the words of the workbook's lists, or as it was typed."""
    if not breakdown:
        return str(say("breakdown_total", book.language))
    words = []
    for key, value in keys_of(breakdown).items():
        items = layout().lists.get(_list_of(key), {})
        unknown = str(say("breakdown_unknown", book.language)) if value == "unknown" else value
        words.append(items[value][book.language] if value in items else unknown)
    return typeset(", ".join(words), book.language)


def _list_of(key: str) -> str:
    return {"nature": "resource_nature", "kind": "expense_kind"}.get(key, key)


def _method(book: Book, name: str) -> str:
    language = book.language
    definition = indicators().get(name)
    if definition is None:
        return str(say("method_declared", language))
    calculation = definition.calculation(language) if definition.computed_by else ""
    combine = str(say(f"combine_{definition.combine}", language))
    told = calculation or str(say("method_declared", language))
    return typeset(f"{told} {combine}", language)


def _reference(book: Book, name: str) -> str:
    language = book.language
    definition = indicators().get(name)
    if definition is None:
        return str(say("reference_local", language))
    reference = definition.references[-1]
    return str(say("reference_manual", language, fiche=reference.fiche, lines=reference.lines))
