"""One way, at least, to meet each problem that the catalogue declares: what is spoiled, and where it is told."""

import datetime
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from open_document import write_ods
from spoiled import (
    FILE,
    Edit,
    add,
    cell,
    empty,
    found_in,
    head,
    put,
    remove,
    rename,
    retitle,
    sound,
    title_of,
)

from dts_eval.foundation.problems import Problem
from dts_eval.presentation.blocks import Report
from dts_eval.runs.checking import check
from dts_eval.runs.one import run
from dts_eval.runs.parameters import Parameters, read_parameters
from dts_eval.runs.templates import new_template
from dts_eval.workbook.template import write_workbook

DAY = datetime.date
RATE = "Part des personnes payant un tarif solidaire"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
# How every compound file begins: what Office makes of a workbook with a password, and of an old .xls.
COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1024)
# Without the sheet Critères, the local criterion of a local indicator is not known either.
LOST = ("criterion_unknown",)
FAILING_CELL = "raise ValueError('as a broken library would')"


@dataclass(frozen=True)
class Spoiled:
    """Something spoiled, the problem it must make, and where that problem must be told."""

    code: str
    about: str
    act: Callable[[Path], object]
    file: str = FILE
    sheet: str = ""
    cell: str = ""
    is_workbook: bool = True
    also: tuple[str, ...] = ()

    def problems(self, folder: Path) -> Sequence[Problem]:
        """Spoil it in a folder, and return what is told."""
        return found_in(lambda: self.act(folder))

    def __str__(self) -> str:
        return f"{self.code}-{self.about.replace(' ', '_')}"


def spoiled(code: str, about: str, *edits: Edit, at: tuple[str, str] = ("", ""), also: tuple[str, ...] = ()) -> Spoiled:
    """Spoil the sound workbook; ``at`` is where it is told, and ``also`` what else follows from it."""
    return Spoiled(code, about, lambda folder: check(sound(folder, *edits)), FILE, *at, also=also)


def in_cell(
    code: str,
    about: str,
    sheet: str,
    column: str,
    value: object,
    record: int = 1,
    *,
    number_format: str = "",
    also: tuple[str, ...] = (),
) -> Spoiled:
    """Spoil one cell of the sound workbook, where the problem is told too."""
    edit = put(sheet, column, value, record, number_format=number_format)
    return spoiled(code, about, edit, at=(title_of(sheet), cell(sheet, column, record)), also=also)


def file_of(code: str, about: str, name: str, write: Callable[[Path], object], also: tuple[str, ...] = ()) -> Spoiled:
    """Hand over something else than a workbook."""

    def act(folder: Path) -> object:
        path = folder / name
        write(path)
        return check(path)

    return Spoiled(code, about, act, name, also=also)


def command(code: str, about: str, act: Callable[[Path], object], file: str = "") -> Spoiled:
    """Ask for something that cannot be done."""
    return Spoiled(code, about, act, file, is_workbook=False)


def other_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("lettre.txt", "Bonjour.")


def open_elsewhere(folder: Path) -> object:
    path = sound(folder)
    path.with_name(f".~lock.{path.name}#").write_text("La Ridelle,poste,22.11.2026", encoding="utf-8")
    return check(path)


def unreadable(folder: Path) -> object:
    path = sound(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "read_bytes", refuse)
        return check(path)


def refuse(*_: object, **__: object) -> bytes:
    raise PermissionError(13, "Permission denied")


def below_a_file(folder: Path) -> Path:
    (folder / "rapports").write_text("un fichier, pas un dossier", encoding="utf-8")
    return folder / "rapports" / "2024"


def write_in_other_format(folder: Path) -> object:
    from dts_eval.presentation.writing import write

    return write(Report.__new__(Report), folder, formats="html,odt")


def stop_in_a_cell(folder: Path) -> object:
    import nbformat

    from dts_eval.runs import making

    source = folder / "notebook.ipynb"
    parameters = "\n".join(
        f"{name} = {value!r}" for name, value in read_parameters({"workbook": ""}, Parameters).as_given().items()
    )
    cells = [
        nbformat.v4.new_code_cell(parameters, metadata={"tags": ["parameters"]}),
        nbformat.v4.new_code_cell(FAILING_CELL),
    ]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), source)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(making, "shipped_notebook", lambda name: source)
        return run(sound(folder), folder / "rapports")


def twice_the_same_pathway(folder: Path) -> object:
    again = add("pathways", 3, pseudonym="P-001", year=2024, scheme="ACI", entry=DAY(2023, 9, 4))
    return check(sound(folder, again))


FILES = (
    file_of("file_missing", "nothing there", "absent.xlsx", lambda path: None),
    file_of("file_missing", "a folder", "dossier.xlsx", lambda path: path.mkdir()),
    Spoiled("file_not_readable", "no right to read", unreadable),
    file_of("not_a_workbook", "text renamed", "lettre.xlsx", lambda path: path.write_text("Bonjour.")),
    file_of("not_a_workbook", "picture", "photo.xlsx", lambda path: path.write_bytes(PNG)),
    file_of("not_a_workbook", "picture by its name", "photo.png", lambda path: path.write_bytes(PNG)),
    file_of("not_a_workbook", "empty file", "vide.xlsx", lambda path: path.write_bytes(b"")),
    file_of("not_a_workbook", "empty ods", "vide.ods", lambda path: path.write_bytes(b"")),
    file_of("not_a_workbook", "zip of something else", "archive.xlsx", other_zip),
    file_of("not_a_workbook", "zip of something else as ods", "archive.ods", other_zip),
    file_of("not_a_workbook", "half a file", "coupé.xlsx", lambda path: path.write_bytes(
        sound(path.parent / "entier").read_bytes()[:4000]
    )),
    file_of("file_protected", "password in Excel", "secret.xlsx", lambda path: path.write_bytes(COMPOUND_FILE)),
    file_of("file_protected", "password in LibreOffice", "secret.ods", lambda path: write_ods(
        path, {"Structure": []}, encrypted=True
    )),
    Spoiled("file_open_elsewhere", "LibreOffice holds it", open_elsewhere),
    file_of(
        "blank_template", "nothing filled in", "modele.xlsx", lambda path: write_workbook(path, "light"),
        also=("value_required", "value_required"),
    ),
)  # fmt: skip

SHEETS = (
    spoiled("sheet_missing_required", "criteria taken away", remove("criteria"), also=LOST),
    spoiled("sheet_empty_required", "criteria erased", empty("criteria"), at=("Critères", ""), also=LOST),
    spoiled("sheet_empty", "opinions erased", empty("opinions"), at=("Débat", "")),
    spoiled("sheet_renamed", "one letter lost", rename("stakeholders", "Partie prenante"), at=("Partie prenante", "")),
    spoiled("sheet_renamed", "capitals without accents", rename("measures", "RELEVES"), at=("RELEVES", "")),
    spoiled("sheet_renamed", "the required one", rename("criteria", "Critère"), at=("Critère", ""), also=LOST),
    spoiled("sheet_unknown", "a sheet of one's own", lambda book: book.create_sheet("Brouillon"), at=("Brouillon", "")),
    spoiled("header_not_found", "titles erased", lambda book: book["Relevés"].delete_rows(1, 2), at=("Relevés", "")),
    spoiled(
        "header_changed", "year in the title", retitle("measures", "value", "Valeur 2024"),
        at=("Relevés", head("measures", "value")),
    ),
    spoiled("column_missing", "title erased", retitle("supports", "title", None), at=("Supports", "")),
    spoiled(
        "column_missing", "field renamed", retitle("structure", "year", "Millésime"),
        at=("Structure", ""), also=("field_unknown",),
    ),
    spoiled(
        "column_unknown", "a column of one's own", lambda book: book["Relevés"].cell(2, 20, "Vu par Léa"),
        at=("Relevés", "T2"),
    ),
    spoiled(
        "duplicate_column", "two columns", lambda book: book["Relevés"].cell(2, 20, "Valeur"), at=("Relevés", "T2")
    ),
    spoiled(
        "duplicate_column", "two fields", lambda book: book["Structure"].cell(20, 1, "Contexte"),
        at=("Structure", "A20"),
    ),
    spoiled(
        "field_unknown", "a field of one's own", lambda book: book["Enjeux"].cell(20, 1, "Budget"),
        at=("Enjeux", "A20"),
    ),
)  # fmt: skip

NUMBERS = (
    in_cell("value_required", "no indicator", "measures", "indicator", None),
    in_cell("value_required", "no year in the form", "structure", "year", None),
    in_cell("value_required", "nd where a name is due", "measures", "indicator", "nd"),
    in_cell("number_as_text", "in letters", "measures", "value", "douze"),
    in_cell("number_with_unit", "plain spaces", "measures", "value", "50 000 euros"),
    in_cell("number_with_unit", "no-break spaces", "measures", "value", "50\u00a0000\u00a0euros"),
    in_cell("number_with_unit", "narrow spaces", "measures", "value", "50\u202f000\u202f€"),
    in_cell("number_with_unit", "two numbers", "measures", "value", "12 50"),
    in_cell("number_with_unit", "percentage of votes", "expenses", "amount", "20 %"),
    in_cell("number_is_date", "20-25 taken for a day", "measures", "value", DAY(2024, 5, 20), number_format="dd/mm/yy"),
    in_cell("number_not_whole", "half a vote", "criteria", "votes_for", 11.5),
    in_cell("number_not_whole", "less than none", "criteria", "votes_for", -1),
    in_cell("ambiguous_thousands", "a point", "measures", "value", "1.250"),
    in_cell("ambiguous_thousands", "a comma", "measures", "value", "1,250"),
    in_cell("zero_or_missing", "néant", "measures", "value", "néant"),
    in_cell("zero_or_missing", "aucun", "resources", "amount", "Aucun"),
    spoiled(
        "zero_with_missing", "zero and no data",
        put("measures", "value", 0), put("measures", "status", "non disponible"), at=("Relevés", "E4"),
    ),
    spoiled(
        "value_with_missing", "a value and no sense",
        put("measures", "value", 12), put("measures", "status", "sans objet"), at=("Relevés", "E4"),
    ),
    in_cell("number_where_text", "a name that is a number", "activities", "name", 2024),
    in_cell("year_is_date", "a day", "measures", "year", DAY(2024, 1, 1), number_format="dd/mm/yyyy"),
    in_cell("year_not_read", "two digits", "measures", "year", "24"),
    in_cell("year_out_of_range", "digits swapped", "measures", "year", 2204),
    in_cell("year_out_of_range", "a day in 2204", "pathways", "exit", DAY(2204, 6, 30), 2, number_format="dd/mm/yyyy"),
    Spoiled("year_absent", "asked for another", lambda folder: check(sound(folder), 2019)),
    in_cell("date_not_read", "in words", "sessions", "date", "un mardi"),
    in_cell("date_impossible", "31 February", "pathways", "exit", "31/02/2024", 2),
    in_cell("not_in_list", "another word", "measures", "status", "à voir"),
    in_cell("not_among_answers", "stakes in other words", "mandate", "motives", "faire reconnaître la démarche"),
    spoiled(
        "planned_part", "for women only",
        put("measures", "status", "prévu"), put("measures", "breakdown", "sexe=femmes"), at=("Relevés", "C4"),
    ),
    in_cell("formula_error", "a cell deleted", "measures", "value", "#REF!"),
    in_cell("formula_error", "in a text", "measures", "note", "#N/A"),
    in_cell("formula_not_computed", "written by a program", "measures", "value", "=SUM(E5:E6)"),
)  # fmt: skip

PEOPLE = (
    in_cell("nir_found", "in a pseudonym", "pathways", "pseudonym", "1 85 05 78 006 084 36"),
    in_cell("nir_found", "as a number", "pathways", "hours", 185057800608436),
    in_cell("contact_found", "a telephone", "testimonies", "quote", "Appelez-moi au 06 12 34 56 78."),
    in_cell("contact_found", "a telephone alone", "testimonies", "quote", "06\u00a012\u202f34 56 78"),
    in_cell("contact_found", "an address", "supports", "author", "lea.martin@exemple.fr"),
    in_cell("personal_name", "a name", "pathways", "pseudonym", "Léa Martin"),
    in_cell("likely_name", "a title and a name", "testimonies", "speaker", "Mme Martin"),
    in_cell("duplicate_code", "two documents", "supports", "code", "S-01", 2, also=("evidence_not_found",)),
    Spoiled("duplicate_pseudonym", "twice in a year", twice_the_same_pathway, sheet="Parcours", cell="A6"),
    in_cell(
        "exit_before_entry", "dates swapped", "pathways", "exit", DAY(2022, 6, 30), 2, number_format="dd/mm/yyyy"
    ),
    spoiled(
        "missing_exit_reason", "left for nowhere", put("pathways", "exit_category", None, 2), at=("Parcours", "G5")
    ),
    in_cell("evidence_not_found", "a document nobody wrote down", "measures", "supports", "S-14"),
    in_cell("effect_not_found", "a code mistyped", "opinions", "subject", "F-1"),
    in_cell("threshold_too_low", "nobody protected", "structure", "threshold", 0),
    in_cell("threshold_too_low", "one is always one", "structure", "threshold", 2),
    in_cell("insee_code", "the zero is lost", "territories", "insee", "4070"),
    in_cell("insee_code", "the zero is lost by a number", "territories", "insee", 4070),
    spoiled("missing_consent", "not said", put("testimonies", "consent", None), at=("Témoignages", "4")),
)  # fmt: skip

CHOICES = (
    in_cell(
        "criterion_close", "a word lost", "criteria", "criterion", "le renforcement du lien social et mixité sociale"
    ),
    in_cell("criterion_unknown", "in an effect", "effects", "criterion", "la gaieté"),
    in_cell("criterion_unknown", "in a testimony", "testimonies", "criterion", "la gaieté"),
    in_cell("criterion_unknown", "of a local indicator", "indicators", "criterion", "la gaieté", 5),
    in_cell("criterion_twice", "short and long", "criteria", "criterion", "Accessibilité", 2),
    spoiled(
        "no_criterion_kept", "all set aside", *(put("criteria", "decision", "écarté", line) for line in range(1, 5)),
        at=("Critères", ""),
    ),
    spoiled("no_criterion_kept", "no line", empty("criteria", 4), at=("Critères", ""), also=LOST),
    in_cell("indicator_close", "a word lost", "measures", "indicator", "Contrat signé"),
    in_cell("indicator_close", "in a target", "targets", "indicator", "Contrat signé"),
    in_cell("indicator_unknown", "a code of one's own", "measures", "indicator", "xyz 42"),
    in_cell("indicator_unknown", "in a testimony", "testimonies", "indicator", "xyz 42"),
    in_cell("indicator_not_kept", "known and left aside", "measures", "indicator", "Moments collectifs ouverts"),
    in_cell(
        "indicator_twice", "kept twice", "indicators", "indicator", "Contrats signés", 3,
        also=("indicator_not_kept",),
    ),
    spoiled(
        "local_indicator_incomplete", "half described", add("indicators", 6, indicator="xyz 42", decision="ajouté"),
        at=("Indicateurs", "A9"),
    ),
    spoiled(
        "account_as_measure", "an account with a number",
        put("indicators", "indicator", "Récit d’accès", 4), put("measures", "indicator", "Récit d’accès", 4),
        at=("Relevés", "A7"),
    ),
    in_cell("unit_unknown", "a unit of one's own", "measures", "unit", "brouettes"),
    in_cell("unit_unknown", "of a local indicator", "indicators", "unit", "brouettes", 5),
    in_cell("unit_mismatch", "hours for contracts", "measures", "unit", "heures"),
    in_cell("unit_mismatch", "a percent sign", "measures", "value", "52 %"),
    in_cell("unit_mismatch", "the format of percentages", "measures", "value", 0.52, number_format="0%"),
    in_cell("activity_unknown", "never declared", "measures", "activity", "traiteur"),
    in_cell("activity_out_of_scope", "set aside", "measures", "activity", "espaces verts"),
    in_cell("breakdown_not_read", "no sign", "measures", "breakdown", "femmes"),
    in_cell("breakdown_not_read", "no value", "measures", "breakdown", "sexe="),
    in_cell("breakdown_not_read", "twice the same key", "measures", "breakdown", "sexe=femmes;sexe=hommes"),
    in_cell("share_or_ratio", "a number", "measures", "value", 0.52, 2),
    in_cell("share_or_ratio", "a text", "measures", "value", "0,52", 2),
    in_cell("share_or_ratio", "a bound", "measures", "low", 0.45, 2),
    spoiled(
        "share_or_ratio", "a target",
        put("targets", "indicator", RATE), put("targets", "value", 0.6), at=("Cibles", cell("targets", "value")),
    ),
    in_cell("share_above_100", "too much", "measures", "value", 124, 2),
    in_cell("share_above_100", "less than nothing", "measures", "value", -3, 2),
    spoiled(
        "share_above_100", "more parts than a whole",
        put("measures", "numerator", 60, 2), put("measures", "denominator", 50, 2), at=("Relevés", "G5"),
    ),
    spoiled(
        "share_differs", "another fraction",
        put("measures", "numerator", 20, 2), put("measures", "denominator", 50, 2), at=("Relevés", "E5"),
    ),
    spoiled(
        "bounds_reversed", "high below low", put("measures", "low", 70, 2), put("measures", "high", 50, 2),
        at=("Relevés", "J5"),
    ),
    spoiled(
        "two_values_same_cell", "one of them bare",
        add("measures", 6, indicator="Contrats signés", year=2024, value=40), at=("Relevés", ""),
    ),
)  # fmt: skip

COMMANDS = (
    command("parameter_year", "no year", lambda folder: check(sound(folder), 24)),
    command("parameter_audience", "no version", lambda folder: check(sound(folder), audience="public")),
    command("parameter_language", "no language", lambda folder: check(sound(folder), lang="de")),
    command("parameter_formats", "no format", lambda folder: run(sound(folder), folder, formats="html,odt")),
    command("parameter_formats", "when writing", write_in_other_format),
    command("parameter_unknown", "misspelt", lambda folder: run(sound(folder), folder, anee=2024)),
    command("parameter_type", "year in letters", lambda folder: run(sound(folder), folder, year="2024")),
    command("parameter_type", "true for a year", lambda folder: run(sound(folder), folder, year=True)),
    command("parameter_type", "no workbook", lambda folder: read_parameters({"year": 2024}, Parameters)),
    command("parameter_type", "a number for a workbook", lambda folder: check(2024)),  # type: ignore[arg-type]
    command("output_not_writable", "below a file", lambda folder: run(sound(folder), below_a_file(folder))),
    command("output_not_writable", "a template", lambda folder: new_template("X", below_a_file(folder) / "x.xlsx")),
    command("file_exists", "a template again", lambda folder: new_template("X", sound(folder))),
    command("edition_unknown", "another edition", lambda folder: new_template("X", folder / "x.xlsx", "huge")),
    command("notebook_failed", "a cell stops", stop_in_a_cell, FILE),
)

SPOILED = (*FILES, *SHEETS, *NUMBERS, *PEOPLE, *CHOICES, *COMMANDS)
