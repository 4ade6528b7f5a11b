"""The annexes: what each indicator means, the data behind the report, the register of proofs."""

import re
from collections import Counter
from collections.abc import Iterable

from dts_eval.disclosure.rows import Row, keys_of
from dts_eval.foundation.language import say, typeset
from dts_eval.indicators.definitions import indicators
from dts_eval.presentation.blocks import EvidenceRegister, Listing, Section, Table, TableCell
from dts_eval.presentation.book import NO_VALUE, Book, own_words
from dts_eval.presentation.breakdowns import breakdown_words
from dts_eval.presentation.narrative.figures import written
from dts_eval.presentation.narrative.telling import tell
from dts_eval.presentation.shown import show_about, show_range

YEARS_SHOWN = 5
# Words of the catalogue that a reader from outside may not know, in the order in which they are met.
WORDS = (
    "pseudonym", "kinds", "fte", "year", "market", "convention", "agency", "median", "quartiles", "denominator",
    "interval", "draws",
)  # fmt: skip


def indicator_sheets(book: Book) -> Section:
    """Say what each indicator shown means, how it is computed, how it may be combined, where it comes from."""
    language = book.language
    lines: list[tuple[TableCell, ...]] = []
    named = (name for criterion in criteria_and_none(book) for name in book.figures(criterion))
    lines += [sheet_line(book, name) for name in dict.fromkeys(named)]
    columns = ("column_indicator", "column_definition", "column_method", "column_reference")
    table = Table(tell("sheets_caption", language), tuple(str(say(key, language)) for key in columns), tuple(lines))
    rail = (str(say("rail_annex", language)), str(say("rail_annex_note", language)))
    lead = (tell("lead_sheets", language),)
    blocks = (*words_explained(lines, language), table)
    return Section("indicateurs", rail, str(say("title_sheets", language)), lead, blocks, annex=True)


def words_explained(lines: Iterable[Iterable[TableCell]], language: str) -> tuple[Listing, ...]:
    """Explain the words of these lines that not everybody knows; nothing when there is none."""
    told = " ".join(str(cell) for line in lines for cell in line)
    explained = []
    for name in WORDS:
        word = str(say(f"sheets_word_{name}", language))
        if re.search(rf"\b{re.escape(word)}s?\b", told, re.IGNORECASE):
            explained.append((word, (tell(f"sheets_word_{name}_meaning", language),)))
    return (Listing(tuple(explained)),) if explained else ()


def criteria_and_none(book: Book) -> tuple[str, ...]:
    """Return the criteria kept, then what belongs to none: the figures of the evaluation itself."""
    return (*(criterion.criterion_id for criterion in book.kept), "")


def sheet_line(book: Book, name: str) -> tuple[str, str, str, str]:
    """Say of one indicator its name, what it means, how it is computed and combined, where it comes from."""
    return book.indicator(name), book.definition(name), _method(book, name), _reference(book, name)


def data_section(book: Book) -> Section:
    """List every figure of the report, a line for each indicator and breakdown, a column for each year."""
    language = book.language
    figures = [row for row in book.rows if row.kind == "figure"]
    years: list[int | None] = sorted({row.year for row in figures if row.year})[-YEARS_SHOWN:]
    if any(row.year is None for row in figures):
        years.append(None)
    lines: list[tuple[TableCell, ...]] = []
    for criterion in criteria_and_none(book):
        for name, rows in book.figures(criterion).items():
            for breakdown in dict.fromkeys(row.breakdown for row in rows):
                same = [row for row in rows if row.breakdown == breakdown]
                for source in range(max(Counter(row.year for row in same).values())):
                    cells = [_cell(book, [row for row in same if row.year == year], source) for year in years]
                    lines.append((book.indicator(name), breakdown_words(book, breakdown), *cells))
    undated = str(say("undated", language))
    head = (
        str(say("column_indicator", language)),
        str(say("column_breakdown", language)),
        *(str(year) if year else undated for year in years),
    )
    numeric = frozenset(range(2, len(head)))
    table = Table(tell("data_caption", language), head, tuple(lines), numeric=numeric)
    rail = (str(say("rail_annex", language)), str(say("rail_annex_note", language)))
    return Section("donnees", rail, str(say("title_data", language)), (), (table,), annex=True)


def _cell(book: Book, rows: list[Row], source: int) -> TableCell:
    language = book.language
    if source >= len(rows):
        return ""
    row = rows[source]
    if row.status in NO_VALUE:
        return str(say(f"status_{row.status}", language))
    if row.value is not None:
        return written(book, row)
    assert row.low is not None and row.high is not None
    if not row.criterion:
        low, high = (show_about(row, bound, language) for bound in (row.low, row.high))
    else:
        low, high = show_range(row, language)
    return tell("value_between", language, row, low=low, high=high)


def register(book: Book) -> Section:
    """List every proof that the report cites."""
    language = book.language
    rail = (str(say("rail_annex", language)), str(say("rail_annex_note", language)))
    block = EvidenceRegister(book.disclosed.evidence)
    lead = (tell("lead_register", language),)
    loose = [table for table in (unused_documents(book), claims_alone(book)) if table is not None]
    return Section("preuves", rail, str(say("title_register", language)), lead, (*loose, block), annex=True)


def unused_documents(book: Book) -> Table | None:
    """List the documents that were gathered and that nothing in the report cites."""
    language = book.language
    lines = [
        (keys_of(row.breakdown)["support"], tell("cell_words", language, row, text=own_words(row, language)))
        for row in book.rows
        if row.indicator == "support_unused"
    ]
    if not lines:
        return None
    head = tuple(str(say(column, language)) for column in ("column_code", "column_document"))
    return Table(tell("unused_caption", language), head, tuple(lines))


def claims_alone(book: Book) -> Table | None:
    """List the effects and the figures that no document of the register backs."""
    language = book.language
    lines: list[tuple[TableCell, ...]] = []
    for row in book.rows:
        if row.indicator == "claim_without_document":
            keys = keys_of(row.breakdown)
            words = own_words(row, language) if row.text else book.indicator(keys["figure"])
            year = keys.get("year", "") or str(say("undated", language))
            lines.append((tell("cell_words", language, row, text=words), "" if row.text else year))
    if not lines:
        return None
    head = tuple(str(say(column, language)) for column in ("column_claim", "column_year"))
    return Table(tell("claims_alone_caption", language), head, tuple(lines))


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
