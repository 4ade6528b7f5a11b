"""What is wrong with a file to import, or with what is given beside it, and the problem it must make."""

import zipfile
from io import BytesIO
from pathlib import Path

from import_samples import ASP_NAME, ENTRIES, FEC_NAME, FEC_TITLES, annex, asp_text, fec_text, written
from situations import Spoiled, command
from spoiled import FILE, Edit, cell, put, remove, sound, title_of

from dts_eval.collection.imports.annexes import NEEDED
from dts_eval.runs.importing import read_import, write_import

SIRETS = "structure_id_siae|structure_siret_signature|structure_siret_actualise\n112|12345678900011|12345678900012\n"
STATE = "etat_annexe_financiere_code"


def nothing_there(sheet: str) -> Edit:
    """Empty the lines of a sheet that the report adds up, so that nothing stands in the way."""
    return lambda book: book[title_of(sheet)].delete_rows(4, 10)


WITHOUT_MONEY = (nothing_there("expenses"), nothing_there("resources"))


def importing(
    code: str, about: str, name: str, content: str | bytes | None, *edits: Edit, file: str = "", sheet: str = "",
    place: str = "", beside: tuple[str, str] | None = None, **options: str,
) -> Spoiled:  # fmt: skip
    """Read a file for the sound workbook, spoiled or not; ``beside`` is a table that goes with it."""

    def act(folder: Path) -> object:
        workbook = sound(folder, *edits)
        path = folder / name if content is None else written(folder, name, content)
        given = dict(options)
        if beside is not None:
            given[beside[0]] = written(folder, f"{beside[0]}.csv", beside[1])
        return read_import(workbook, path, **given)

    return Spoiled(code, about, act, file or name, title_of(sheet) if sheet else "", place, is_workbook=False)


def asp(code: str, about: str, *rows: dict[str, str], place: str = "", **options: object) -> Spoiled:
    return importing(code, about, ASP_NAME, asp_text(*rows), place=place, **options)


def fec(code: str, about: str, *changes: tuple[int, int, str], place: str = "", **options: object) -> Spoiled:
    entries = [list(entry) for entry in ENTRIES]
    for line, position, value in changes:
        entries[line][position] = value
    return importing(code, about, FEC_NAME, fec_text(entries), *WITHOUT_MONEY, place=place, **options)


def zipped(*names: str) -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name in names:
            archive.writestr(name, asp_text(annex()))
    return content.getvalue()


def twice(folder: Path) -> object:
    path = written(folder, ASP_NAME, asp_text(annex()))
    write_import(read_import(sound(folder), path))
    return read_import(folder / FILE, path)


def of_no_kind(folder: Path) -> object:
    return read_import(sound(folder), written(folder, ASP_NAME, asp_text(annex())), kind="sirh")


def with_both_ways() -> str:
    return fec_text(titles=(*FEC_TITLES, "Montant", "Sens"))


def with_sense(sense: str) -> str:
    titles = tuple({"Debit": "Montant", "Credit": "Sens"}.get(title, title) for title in FEC_TITLES)
    return fec_text(titles=titles).replace("\tD\t", f"\t{sense}\t", 1)


def entry(number: int, day: str, *movements: tuple[str, str, str]) -> tuple[tuple[str, ...], ...]:
    head = ("OD", "Divers", str(number), day)
    return tuple((*head, account, "", "P", debit, credit) for account, debit, credit in movements)


def with_more(code: str, about: str, entries: tuple[tuple[str, ...], ...]) -> Spoiled:
    return importing(code, about, FEC_NAME, fec_text((*ENTRIES, *entries)), *WITHOUT_MONEY)


CLOSING = entry(9, "20241231", ("70600000", "600,50", "0"), ("60630000", "0", "300,00"), ("12000000", "0", "300,50"))
IN_KIND = entry(9, "20241231", ("86400000", "50,00", "0"), ("87500000", "0", "40,00"), ("10100000", "0", "10,00"))
LONG_AGO = entry(9, "20231130", ("61300000", "5,00", "0"), ("51200000", "0", "5,00"))
COMMANDS: tuple[Spoiled, ...] = (
    command("parameter_kind", "no such kind", of_no_kind),
    importing("import_file_missing", "no file", ASP_NAME, None),
    importing("import_file_empty", "nothing in it", ASP_NAME, "\n \n"),
    importing("import_archive_damaged", "half a zip", ASP_NAME, zipped("a.csv")[:60]),
    importing("import_archive_several", "two files in it", ASP_NAME, zipped("a.csv", "b.csv")),
    importing("import_not_recognised", "a letter", "lettre.txt", "Bonjour,\nvoici les comptes.\n"),
    importing("import_not_recognised", "a picture", "photo.csv", b"\x89PNG\r\n\x1a\n\x00\x00"),
    importing("import_not_of_kind", "annexes as accounts", ASP_NAME, asp_text(annex()), kind="fec"),
    importing(
        "import_year_missing", "no year", ASP_NAME, asp_text(annex()), put("structure", "year", None),
        file=FILE, sheet="structure",
    ),
    importing(
        "import_sheet_missing", "a light workbook", ASP_NAME, asp_text(annex()), remove("targets"), file=FILE,
    ),
    Spoiled("import_already_done", "the same file again", twice, ASP_NAME, is_workbook=False),
    importing(
        "import_value_beside", "another number", ASP_NAME, asp_text(annex()),
        put("measures", "indicator", "Aide au poste conventionnée"), file=FILE, sheet="measures",
        place=cell("measures", "value"),
    ),
    importing("import_columns_missing", "half the titles", ASP_NAME, asp_text(annex(), columns=NEEDED[:20])),
    importing(
        "import_columns_unknown", "one more column", FEC_NAME, fec_text(titles=(*FEC_TITLES, "Analytique")),
        *WITHOUT_MONEY,
    ),
    importing("import_line_cut", "a line too short", ASP_NAME, asp_text(annex()) + "112|ACI\n", place="4"),
    importing("import_rows_missing", "fewer than announced", ASP_NAME, asp_text(annex(), end="FIN6"), place="4"),
    importing("import_rows_none", "titles only", ASP_NAME, asp_text()),
    importing("import_rows_none", "titles only, of entries", FEC_NAME, fec_text(())),
    asp("import_number_not_read", "a word", annex(etp_postes_insertion="Mme Martin"), place="3"),
    asp("import_date_not_read", "no such day", annex(date_debut_effet="31/02/2024"), place="3"),
    asp("import_period_not_read", "the end before", annex(date_fin_effet="31/12/2023"), place="3"),
    asp("import_state_unknown", "a new word", annex(**{STATE: "SUSPENDU"}), annex(), place="3"),
    asp("import_structures_several", "none told", annex(), annex(id_structure="719")),
    asp("import_structure_absent", "another one", annex(), structure="719"),
    importing(
        "import_siret_missing", "no number", ASP_NAME, asp_text(annex()), file=FILE, beside=("structures", SIRETS),
    ),
    importing(
        "import_siret_absent", "another number", ASP_NAME, asp_text(annex()),
        put("structure", "structure_id", "99999999900019"), file="structures.csv", beside=("structures", SIRETS),
    ),
    asp("import_annex_none", "rejected only", annex(**{STATE: "REJETE"})),
    asp("import_annex_twice", "two numbers of posts", annex(), annex(etp_postes_insertion="9.00"), place="3"),
    asp("import_annex_amount", "another amount", annex(montant_total_annuel="190000"), place="3"),
    asp(
        "import_annexes_alike", "under another number", annex(), annex(numero_annexe_financiere="ACI054240020"),
        place="4",
    ),
    importing("import_amounts_mixed", "two ways", FEC_NAME, with_both_ways(), *WITHOUT_MONEY),
    importing("import_sense_not_read", "neither", FEC_NAME, with_sense("X"), *WITHOUT_MONEY, place="2"),
    fec("import_number_not_read", "a word among entries", (2, 7, "cent"), place="4"),
    fec("import_date_not_read", "no date", (2, 3, ""), place="4"),
    fec("import_account_not_read", "a name of account", (2, 4, "Fioul"), place="4"),
    fec("import_unbalanced", "a cent short", (2, 7, "99,99")),
    importing(
        "import_closing_differs", "the next year in the name", "123456789FEC20250630.txt", fec_text(),
        *WITHOUT_MONEY,
    ),
    with_more("import_period_long", "an entry of long ago", LONG_AGO),
    with_more("import_result_differs", "another result", CLOSING),
    with_more("import_in_kind_differs", "86 and 87", IN_KIND),
    fec("import_table_not_read", "no titles", file="suppliers.csv", beside=("suppliers", "AUX1;04070\n")),
    fec(
        "import_commune_unknown", "a zero lost", file="suppliers.csv", place="2",
        beside=("suppliers", "Compte;Commune\nAUX1;4070\n"),
    ),
    fec(
        "import_account_twice", "in two communes", file="suppliers.csv", place="3",
        beside=("suppliers", "Compte;Commune\nAUX1;04070\nAUX1;13055\n"),
    ),
    fec(
        "import_nature_not_read", "income among expenses", file="accounts.csv", place="2",
        beside=("accounts", "Compte;Nature\n6411;marchande\n"),
    ),
)  # fmt: skip
