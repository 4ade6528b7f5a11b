"""The structures of a comparison: the letter and the name of each, and the table that presents them."""

from collections.abc import Iterable
from dataclasses import dataclass

from dts_eval.comparison.alignment import Comparison
from dts_eval.disclosure.panel import BLANK, FICTITIOUS, LeftOut
from dts_eval.foundation.language import join_list, say, typeset
from dts_eval.foundation.model import Structure
from dts_eval.presentation.blocks import Block, Paragraph, Section, Table, TableCell
from dts_eval.presentation.book import Book, Thing
from dts_eval.presentation.narrative.telling import set_apart, tell
from dts_eval.presentation.shown import Sentence

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
COLUMNS = (
    "compare_column_case", "compare_column_kind", "column_year", "cover_territory", "cover_requester",
    "compare_column_use",
)  # fmt: skip


@dataclass(frozen=True)
class Case:
    """One structure of a comparison: the letter its proofs bear, its name as it is shown, and its rows."""

    letter: str
    name: str
    book: Book

    @property
    def case_id(self) -> str:
        """The identifier of the structure."""
        return self.book.disclosed.structure.structure_id

    @property
    def title(self) -> str:
        """The letter and the name, as a heading bears them."""
        return str(say("compare_case", self.book.language, letter=self.letter, name=self.name))

    @property
    def labels(self) -> dict[str, str]:
        """What is printed beside the sign of each proof: « A·4 » for the fourth of the first structure."""
        ids = (cited.evidence_id for cited in self.book.disclosed.evidence)
        return {name: f"{self.letter}·{name.rpartition(':E')[2]}" for name in ids}


def cases_of(comparison: Comparison) -> tuple[Case, ...]:
    """Give each structure its letter, in the order of names."""
    language = comparison.panel.language
    return tuple(
        Case(_letter(place), name_of(case.structure, language), Book(case, language))
        for place, case in enumerate(comparison.cases)
    )


def name_of(structure: Structure, language: str) -> str:
    """Write the name of a structure; that of a fictitious one always says so."""
    name = typeset(structure.name, language)
    return str(say("compare_fictitious_name", language, name=name)) if structure.fictitious else name


def _called(left_out: LeftOut, language: str) -> str:
    # A blank workbook has no name but that of its file.
    return left_out.file if left_out.why == BLANK else typeset(left_out.name, language)


def _letter(place: int) -> str:
    before, last = divmod(place, len(LETTERS))
    return (_letter(before - 1) if before else "") + LETTERS[last]


def part(
    language: str, section_id: str, rail: str, title: str, blocks: Iterable[Block], lead: Iterable[Sentence]
) -> Section:
    """Make a part of the report of a comparison from the keys of its margin and of its title."""
    margin = (str(say(rail, language)), "")
    return Section(section_id, margin, str(say(title, language)), tuple(lead), tuple(blocks))


def letters_of(cases: Iterable[Case], language: str) -> str:
    """List structures by their letters, inside a sentence."""
    return join_list((case.letter for case in cases), language)


def cases_section(comparison: Comparison, cases: tuple[Case, ...]) -> Section:
    """Present each structure: its kind, its year, its territory, who asked for the evaluation and for what."""
    language = comparison.panel.language
    head = tuple(str(say(column, language)) for column in COLUMNS)
    lines = tuple(_line(case) for case in cases)
    table = Table(tell("compare_cases_caption", language), head, lines)
    told = [*_years(cases, language), *_left_out(comparison)]
    blocks: list[Block] = [*([Paragraph(tuple(told))] if told else []), table]
    lead = [tell("compare_lead_cases", language)]
    return part(language, "structures", "compare_rail_cases", "compare_title_cases", blocks, lead)


def _line(case: Case) -> tuple[TableCell, ...]:
    book, language = case.book, case.book.language
    kind = book.row("structure_kind")
    word = tell("cell_words", language, kind, text=book.word("structure_kind", kind.text)) if kind else ""
    return (
        case.title,
        word or str(say("not_noted", language)),
        str(book.year),
        _territory(book),
        _said(book, "mandate_requester"),
        _said(book, "mandate_use"),
    )


def _said(book: Book, indicator: str) -> TableCell:
    words = book.say(indicator)
    if not words:
        return str(say("not_noted", book.language))
    return tell("cell_words", book.language, book.row(indicator), text=words)


def _territory(book: Book) -> TableCell:
    language = book.language
    places = [thing for thing in book.things("territory") if _in_scope(thing, language)]
    if not places:
        return str(say("not_noted", language))
    names = join_list((thing.text("territory_name", language) for thing in places), language)
    return tell("cell_words", language, *(thing.row("territory_name") for thing in places), text=names)


def _in_scope(thing: Thing, language: str) -> bool:
    return bool(thing.text("territory_name", language)) and thing.text("territory_in_scope", language) != "no"


def _years(cases: tuple[Case, ...], language: str) -> list[Sentence]:
    years: dict[str, list[Case]] = {}
    for case in cases:
        years.setdefault(str(case.book.year), []).append(case)
    if len(years) == 1:
        return []
    told = [
        str(say("compare_year_of", language, year=year, list=letters_of(years[year], language)))
        for year in sorted(years)
    ]
    return [tell("compare_years_differ", language, years=set_apart(told, language))]


def _left_out(comparison: Comparison) -> list[Sentence]:
    language = comparison.panel.language
    told = []
    for why, key in ((FICTITIOUS, "compare_left_out_fictitious"), (BLANK, "compare_left_out_blank")):
        found = [one for one in comparison.panel.left_out if one.why == why]
        if found:
            listed = join_list((_called(one, language) for one in found), language)
            told.append(tell(key, language, n=len(found), list=listed))
    return told
