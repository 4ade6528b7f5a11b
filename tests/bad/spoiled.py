"""A sound workbook of a fictitious structure, and the means to spoil it in one place."""

import datetime
import tempfile
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

import openpyxl
from open_document import Formula, Percent, Written, write_ods
from openpyxl.cell.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook

from dts_eval.foundation.problems import DataProblems, Problem, describe
from dts_eval.runs.checking import check
from dts_eval.workbook.layout import layout
from dts_eval.workbook.template import write_workbook

FILE = "la-ridelle.xlsx"
# Where the template puts them: the first field of a form stands on row 3, the first record of a table on row 4.
FIRST_FIELD, FIRST_RECORD = 3, 4
DAY = datetime.date
CONTENTS: dict[str, list[dict[str, object]]] = {
    "structure": [{"name": "La Ridelle", "kind": "aci", "year": 2024, "fictitious": "yes", "threshold": 5}],
    "mandate": [
        {
            "requester": "le conseil d’administration", "side": "internal", "avoided_costs": "yes",
            "supports": ["S-01"],
        },
    ],
    "stakeholders": [{"name": "les habitants", "side": "external"}, {"name": "les bénévoles", "side": "internal"}],
    "activities": [
        {"name": "recyclerie", "in_scope": "yes", "since": 2019},
        {"name": "espaces verts", "in_scope": "no", "reason_out": "activité confiée à une autre structure"},
    ],
    "projects": [{"name": "la tournée", "activities": "espaces verts"}],
    "territories": [{"name": "Digne-les-Bains", "level": "commune", "insee": "04070", "population": 17500}],
    "sessions": [{"subject": "choix des critères", "step": "choice", "date": DAY(2024, 3, 12), "participants": 14}],
    "criteria": [
        {"criterion": "Accessibilité", "decision": "kept", "votes_for": 11, "votes_against": 2, "abstentions": 1},
        {"criterion": "Activité", "decision": "kept"},
        {"criterion": "Innovation", "decision": "rejected", "reason": "rien à dire cette année"},
        {"criterion": "la fierté", "decision": "added", "definition": "ce que chacun dit de son travail"},
    ],
    "indicators": [
        {"indicator": "Contrats signés", "decision": "kept"},
        {"indicator": "Part des personnes payant un tarif solidaire", "decision": "kept"},
        {"indicator": "Personnes ayant utilisé le service", "decision": "kept"},
        {"indicator": "Heures d’ouverture par semaine", "decision": "kept"},
        {"indicator": "mots de fierté", "criterion": "la fierté", "nature": "count", "unit": "actions"},
    ],
    "targets": [{"indicator": "Contrats signés", "year": 2024, "value": 40, "set_by": "la DDETS"}],
    "supports": [
        {"code": "S-01", "title": "Registre des contrats", "kind": "activity_report", "grade": "records"},
        {"code": "S-02", "title": "Enquête auprès des usagers", "kind": "survey", "grade": "declared"},
    ],
    "collection_plan": [
        {"code": "C-01", "what": "Enquête auprès des usagers", "kind": "survey", "solicited": 60, "population": 80},
    ],
    "measures": [
        {"indicator": "Contrats signés", "year": 2024, "value": 38, "supports": ["S-01"]},
        {"indicator": "Part des personnes payant un tarif solidaire", "year": 2024, "value": 62, "supports": ["S-02"]},
        {"indicator": "Personnes ayant utilisé le service", "year": 2024, "value": {"typed": "plus de 600"}},
        {"indicator": "Heures d’ouverture par semaine", "year": 2024, "value": {"typed": "20-25"}},
        {"indicator": "mots de fierté", "year": 2023, "value": {"typed": "nd"}, "reason": "not_sought"},
    ],
    "pathways": [
        {"pseudonym": "P-001", "year": 2024, "scheme": "aci", "entry": DAY(2023, 9, 4), "hours": 812},
        {
            "pseudonym": "P-002", "year": 2024, "scheme": "aci", "entry": DAY(2023, 2, 1), "exit": DAY(2024, 6, 30),
            "exit_category": "lasting_job", "hours": 640, "mobility_before": "hard", "mobility_after": "fine",
            "rated_by": "person",
        },
    ],
    "surveys": [
        {
            "survey": "C-01", "year": 2024, "respondent": f"R-00{number}", "question": "Est-ce nouveau ?",
            "criterion": "Innovation", "rating": rating,
        }
        for number, rating in ((1, "4"), (2, "2"))
    ],
    "resources": [{"name": "ventes", "year": 2024, "nature": "market", "amount": 12500}],
    "expenses": [{"name": "fioul", "year": 2024, "kind": "purchases", "amount": 8400, "place": "in_territory"}],
    "avoided_costs": [
        {
            "code": "CE-01", "year": 2024, "avoided": "nuits d’hôtel de secours", "payer": "le Département",
            "population": "des foyers relogés", "count": 12, "unit": "household", "supports": ["S-01"],
            "cost_low": 300, "cost_central": 400, "cost_high": 600, "price_base": 2023, "cost_supports": ["S-01"],
            "source_year": 2024, "share_low": 30, "share_high": 60, "deadweight_low": 20, "deadweight_high": 50,
            "not_counted": "le loyer du nouveau logement",
        },
    ],
    "testimonies": [
        {
            "code": "T-01", "criterion": "Accessibilité", "year": 2024, "speaker": "une habitante",
            "quote": "C’est à côté.", "consent": "public",
        },
    ],
    "sustainable_development": [
        {"question": "P1.3", "college": "salariés", "argument": "On répare ici.", "before": 0, "after": 1}
    ],
    "actors": [{"name": "La Ridelle", "level": "local"}, {"name": "la mairie", "level": "local"}],
    "relations": [{"actor": "La Ridelle", "other": "la mairie", "nature": "alliance"}],
    "effects": [
        {"code": "F-01", "effect": "Le service est plus proche.", "criterion": "Accessibilité", "sense": "positive"}
    ],
    "opinions": [{"subject": "F-01", "who": "les commerçants", "opinion": "recognises", "date": DAY(2024, 11, 5)}],
    "evaluation_cost": [{"step": "collecte", "year": 2024, "hours": 12, "volunteer_hours": 4}],
}  # fmt: skip
Edit = Callable[[Workbook], None]


def title_of(sheet: str) -> str:
    """Return the title of a sheet."""
    return layout().sheet(sheet).title


def cell(sheet: str, column: str, record: int = 1) -> str:
    """Return where the sound workbook keeps one thing: the answer of a form, or a column of one record."""
    columns = [known.column_id for known in layout().sheet(sheet).columns]
    position = columns.index(column)
    if layout().sheet(sheet).kind == "form":
        return f"B{FIRST_FIELD + position}"
    return f"{get_column_letter(position + 1)}{FIRST_RECORD + record - 1}"


def head(sheet: str, column: str) -> str:
    """Return where the sound workbook keeps the title of a column or of a field."""
    if layout().sheet(sheet).kind == "form":
        return f"A{cell(sheet, column)[1:]}"
    return f"{cell(sheet, column).rstrip('0123456789')}2"


def sound(folder: Path, *edits: Edit, name: str = FILE) -> Path:
    """Write the sound workbook, then spoil it."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(sound_bytes())
    if edits:
        book = openpyxl.load_workbook(path)
        for edit in edits:
            edit(book)
        book.save(path)
    return path


@cache
def sound_bytes() -> bytes:
    """Return the bytes of the sound workbook, which is written once."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / FILE
        write_workbook(path, "full", CONTENTS)
        return path.read_bytes()


def as_ods(path: Path) -> Path:
    """Write the cells of an xlsx workbook in a document of LibreOffice, beside it."""
    book = openpyxl.load_workbook(path)
    sheets = {sheet.title: [[as_written(cell) for cell in line] for line in sheet.iter_rows()] for sheet in book}
    return write_ods(path.with_suffix(".ods"), sheets)


def as_written(cell: Cell) -> Written:
    """Return what a cell of openpyxl holds, as it is to be written in a document of LibreOffice."""
    if cell.data_type == "f":
        return Formula(None)
    if cell.data_type == "e":
        return Formula(str(cell.value), is_error=True)
    if isinstance(cell.value, datetime.datetime):
        return cell.value.date()
    if "%" in cell.number_format and isinstance(cell.value, int | float):
        return Percent(cell.value)
    return cell.value  # type: ignore[return-value]


def put(sheet: str, column: str, value: object, record: int = 1, *, number_format: str = "") -> Edit:
    """Write a value over the one of a record; nothing leaves the cell blank."""

    def edit(book: Workbook) -> None:
        target = book[title_of(sheet)][cell(sheet, column, record)]
        target.value = value  # type: ignore[assignment]
        if number_format:
            target.number_format = number_format

    return edit


def retitle(sheet: str, column: str, title: str | None) -> Edit:
    """Write another title over the one of a column or of a field."""

    def edit(book: Workbook) -> None:
        book[title_of(sheet)][head(sheet, column)].value = title

    return edit


def add(sheet: str, record: int, **values: object) -> Edit:
    """Write one more record."""
    edits = [put(sheet, column, value, record) for column, value in values.items()]

    def edit(book: Workbook) -> None:
        for each in edits:
            each(book)

    return edit


def rename(sheet: str, title: str) -> Edit:
    """Give a sheet another title."""

    def edit(book: Workbook) -> None:
        book[title_of(sheet)].title = title

    return edit


def remove(sheet: str) -> Edit:
    """Take a sheet away."""

    def edit(book: Workbook) -> None:
        del book[title_of(sheet)]

    return edit


def empty(sheet: str, first: int = 1) -> Edit:
    """Erase every cell of a sheet from one row on."""

    def edit(book: Workbook) -> None:
        worksheet = book[title_of(sheet)]
        worksheet.delete_rows(first, worksheet.max_row)

    return edit


def found_in(act: Callable[[], object]) -> tuple[Problem, ...]:
    """Return the problems that something tells, whether it raises them or not."""
    try:
        done = act()
    except DataProblems as problems:
        return problems.problems
    return tuple(getattr(done, "problems", ()))


def problems_in(path: Path, **parameters: object) -> tuple[Problem, ...]:
    """Return the problems of a workbook."""
    return found_in(lambda: check(path, **parameters))  # type: ignore[arg-type]


def codes(problems: Iterable[Problem]) -> list[str]:
    """Return the codes of problems, in order."""
    return [found.code for found in problems]


def told(problems: Iterable[Problem], language: str = "fr") -> list[str]:
    """Return the messages of problems."""
    return describe(problems, language)
