"""The layout of the workbook, as the catalogue declares it: sheets, columns, types, lists."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from dts_eval.foundation.declarations import DeclarationFaults, Declared, Fault, read_declarations, require_known_keys
from dts_eval.foundation.shipped import catalogue_file

EDITIONS = ("light", "full")
KINDS = ("form", "table")
TYPES = frozenset(
    {
        "text", "long_text", "when", "code", "codes", "number", "integer", "year", "date", "choice", "choices",
        "yes_no", "pseudonym", "criterion", "indicator", "unit",
    }
)  # fmt: skip
SHEET_KEYS = {"title", "formerly", "kind", "edition", "required", "people", "help", "columns"}
COLUMN_KEYS = {
    "title", "formerly", "type", "list", "refers", "required", "unique", "locked", "sensitive", "width", "help",
    "example",
}  # fmt: skip
FORMERLY = "formerly"
FORM_HEAD = ("Rubrique", "Réponse", "Aide")
GUIDE_SHEET = "Lisez-moi"


@dataclass(frozen=True)
class Column:
    """One column of a table, or one field of a form; ``formerly`` are the titles that it had in older workbooks.

    ``sensitive`` marks what tells of health or of a disability: fewer people must not be counted by it.
    """

    column_id: str
    title: str
    type: str
    help: str
    list: str = ""
    refers: str = ""
    required: bool = False
    unique: bool = False
    locked: bool = False
    sensitive: bool = False
    width: int = 16
    example: str = ""
    formerly: tuple[str, ...] = ()


@dataclass(frozen=True)
class SheetLayout:
    """One sheet: a form (one field a row) or a table (one record a row under its head).

    ``people`` marks a sheet whose lines describe people: they are counted and never shown. ``formerly`` are the titles
    that it had in older workbooks.
    """

    sheet_id: str
    title: str
    kind: str
    edition: str
    help: str
    columns: tuple[Column, ...]
    required: bool = False
    people: bool = False
    formerly: tuple[str, ...] = ()

    def column(self, column_id: str) -> Column:
        """Return a column by its name in the code."""
        return next(column for column in self.columns if column.column_id == column_id)


@dataclass(frozen=True)
class Layout:
    """All sheets in the method's order, and the lists that cells choose from.

    ``former_words`` maps, for each list, the words of older workbooks to the items that they named.
    """

    version: str
    sheets: tuple[SheetLayout, ...]
    lists: Mapping[str, Mapping[str, Mapping[str, str]]]
    former_words: Mapping[str, Mapping[str, str]]

    def sheet(self, sheet_id: str) -> SheetLayout:
        """Return a sheet by its name in the code."""
        return next(sheet for sheet in self.sheets if sheet.sheet_id == sheet_id)

    def edition(self, edition: str) -> tuple[SheetLayout, ...]:
        """Return the sheets of one edition; the full one holds the light one."""
        return tuple(sheet for sheet in self.sheets if edition == "full" or sheet.edition == "light")

    def order(self) -> Mapping[str, int]:
        """Number the titles of sheets, former ones included, in the method's order."""
        return {title: place for place, sheet in enumerate(self.sheets) for title in (sheet.title, *sheet.formerly)}

    def word(self, list_name: str, item: str, language: str) -> str:
        """Return the word for an item of a list, in one language."""
        return self.lists[list_name][item][language]


@cache
def layout() -> Layout:
    """Load the layout of the workbook.

    Raises:
        DeclarationFaults: everything wrong in ``catalogue/workbook.yaml``, with its lines.
    """
    declared, read_faults = read_declarations(catalogue_file("workbook.yaml"))
    faults = list(read_faults)
    sheets = tuple(_sheet(sheet_id, body, declared, faults) for sheet_id, body in declared.get("sheets", {}).items())
    for title in _titles_of_two([(sheet.title, sheet.formerly) for sheet in sheets]):
        faults.append(Fault(declared.file, declared.line_of("sheets"), f"« {title} » is the title of two sheets"))
    if faults:
        raise DeclarationFaults(tuple(faults))
    lists = {
        name: {item: {key: word for key, word in words.items() if key != FORMERLY} for item, words in items.items()}
        for name, items in declared["lists"].items()
    }
    former = {
        name: {word: item for item, words in items.items() for word in words.get(FORMERLY, ())}
        for name, items in declared["lists"].items()
    }
    return Layout(declared["version"], sheets, lists, former)


def _titles_of_two(titled: list[tuple[str, tuple[str, ...]]]) -> list[str]:
    """List the titles, of now or formerly, that two sheets or two columns would share."""
    counted = Counter(title for now, formerly in titled for title in {now, *formerly})
    return [title for title, count in counted.items() if count > 1]


def _sheet(sheet_id: str, body: Declared, declared: Declared, faults: list[Fault]) -> SheetLayout:
    faults.extend(require_known_keys(body, SHEET_KEYS, sheet_id))
    for key, allowed in (("kind", KINDS), ("edition", EDITIONS)):
        if body.get(key) not in allowed:
            faults.append(Fault(body.file, body.line_of(key), f"{sheet_id}: « {key} » must be one of {allowed}"))
    columns = tuple(
        _column(column_id, field, f"{sheet_id}.{column_id}", declared, faults)
        for column_id, field in body["columns"].items()
    )
    for title in _titles_of_two([(column.title, column.formerly) for column in columns]):
        faults.append(Fault(body.file, body.line, f"{sheet_id}: « {title} » is the title of two columns"))
    return SheetLayout(
        sheet_id,
        body["title"],
        body["kind"],
        body["edition"],
        body.get("help", ""),
        columns,
        body.get("required", False),
        body.get("people", False),
        tuple(body.get(FORMERLY, ())),
    )


def _column(column_id: str, field: Declared, where: str, declared: Declared, faults: list[Fault]) -> Column:
    faults.extend(require_known_keys(field, COLUMN_KEYS, where))
    for key in ("title", "type", "help"):
        if not field.get(key):
            faults.append(Fault(field.file, field.line, f"{where}: « {key} » is missing"))
    if field.get("type") not in TYPES:
        faults.append(Fault(field.file, field.line_of("type"), f"{where}: unknown type « {field.get('type')} »"))
    if field.get("type") in ("choice", "choices") and field.get("list") not in declared["lists"]:
        faults.append(Fault(field.file, field.line, f"{where}: unknown list « {field.get('list')} »"))
    if field.get("type") == "codes" and field.get("refers") not in declared["sheets"]:
        faults.append(Fault(field.file, field.line, f"{where}: unknown sheet « {field.get('refers')} »"))
    return Column(
        column_id=column_id,
        title=field.get("title", ""),
        type=field.get("type", ""),
        help=field.get("help", ""),
        list="yes_no" if field.get("type") == "yes_no" else field.get("list", ""),
        refers=field.get("refers", ""),
        required=field.get("required", False),
        unique=field.get("unique", False),
        locked=field.get("locked", False),
        sensitive=field.get("sensitive", False),
        width=int(field.get("width", 16)),
        example=str(field.get("example", "")),
        formerly=tuple(field.get(FORMERLY, ())),
    )
