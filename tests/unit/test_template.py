"""The template, read back with another library than the one that writes it."""

import datetime
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from dts_eval.foundation.declarations import read_declarations
from dts_eval.foundation.language import LANGUAGES, Text, say, typeset
from dts_eval.foundation.shipped import text_folder
from dts_eval.workbook import template, template_rules, template_sheets
from dts_eval.workbook.layout import EDITIONS, FORM_HEAD, GUIDE_SHEET, Column, SheetLayout, layout
from dts_eval.workbook.template import write_workbook

CHOICES = {
    "criterion": ["l’accessibilité des biens et des services", "l’ancrage dans un territoire"],
    "indicator": ["Habitants ayant accédé au service", "Heures d’insertion"],
    "unit": ["heures", "personnes"],
}
FORMS = [sheet for sheet in layout().sheets if sheet.kind == "form"]
TABLES = [sheet for sheet in layout().sheets if sheet.kind == "table"]
CONTENTS = {
    "structure": [{"kind": "aci", "year": 2025, "structure_id": "00000000000000", "fictitious": "yes"}],
    "stakeholders": [
        {"name": "les bénévoles", "steps": ["choice", "debate"], "supports": ("S-01", "S-02")},
        {"name": "les habitants", "degree": "information"},
    ],
    "territories": [{"name": "Digne", "insee": "04070", "population": 16333}, {"name": "Barcelonnette"}],
    "measures": [
        {"indicator": "Heures d’insertion", "year": 2025, "value": 12340.5, "note": "=2+2 http://exemple.fr"},
        {"indicator": "Habitants", "value": {"typed": "plus de 600"}, "reason": "not_found"},
    ],
    "pathways": [{"pseudonym": "P-001", "entry": datetime.date(2023, 9, 4), "rsa": "no", "exit": None}],
}


def written(path: Path, edition: str = "full", *arguments: object, **options: object) -> Workbook:
    write_workbook(path / "w.xlsx", edition, *arguments, **options)
    return openpyxl.load_workbook(path / "w.xlsx", rich_text=True)


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    return written(tmp_path_factory.mktemp("full"), choices=CHOICES)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    return written(tmp_path_factory.mktemp("filled"), "light", CONTENTS, name="La Ridelle", choices=CHOICES)


def rule_of(worksheet: Worksheet, address: str) -> DataValidation | None:
    found = [rule for rule in worksheet.data_validations.dataValidation if address in rule.sqref]
    assert len(found) <= 1
    return found[0] if found else None


def columns_of(*types: str) -> list[tuple[SheetLayout, int, Column]]:
    return [
        (sheet, position, column)
        for sheet in TABLES
        for position, column in enumerate(sheet.columns, 1)
        if column.type in types
    ]


def column_style(worksheet: Worksheet, position: int):
    """The format of an empty column: openpyxl groups equal neighbours under the first of them."""
    for dimension in worksheet.column_dimensions.values():
        if dimension.min <= position <= dimension.max:
            return dimension
    raise AssertionError(f"column {position} has no format")


@pytest.mark.parametrize("edition", ["light", "full"])
def test_sheets_stand_in_the_order_of_the_method(edition: str, tmp_path: Path) -> None:
    workbook = written(tmp_path, edition)
    titles = [sheet.title for sheet in layout().edition(edition)]
    assert workbook.sheetnames == [GUIDE_SHEET, *titles, "listes"]
    assert workbook["listes"].sheet_state == "hidden"
    assert workbook.active.title == GUIDE_SHEET


def test_a_sheet_with_contents_joins_the_light_edition(filled: Workbook) -> None:
    light = layout().edition("light")
    added = layout().sheet("pathways")
    assert added not in light
    titles = [sheet.title for sheet in layout().sheets if sheet in (*light, added)]
    assert filled.sheetnames == [GUIDE_SHEET, *titles, "listes"]


@pytest.mark.parametrize("sheet", TABLES, ids=lambda sheet: sheet.sheet_id)
def test_a_table_has_help_header_and_example(sheet: SheetLayout, full: Workbook) -> None:
    worksheet = full[sheet.title]
    assert str(worksheet["A1"].value).startswith(typeset(sheet.help, "fr"))
    assert [cell.value for cell in worksheet[2]] == [column.title for column in sheet.columns]
    assert worksheet["A3"].value == "exemple"
    shown = ["" if cell.value is None else str(cell.value) for cell in worksheet[3]]
    assert shown == [column.example for column in sheet.columns]
    assert worksheet["A3"].font.i and worksheet["A3"].font.color.rgb == "FF505862"
    assert worksheet.max_row == 3
    assert worksheet.freeze_panes == "B3"
    assert worksheet.print_title_rows == "$2:$2"


@pytest.mark.parametrize("sheet", TABLES, ids=lambda sheet: sheet.sheet_id)
def test_only_the_lines_to_fill_are_unlocked(sheet: SheetLayout, full: Workbook) -> None:
    worksheet = full[sheet.title]
    for row in worksheet["A1:" + f"{get_column_letter(len(sheet.columns))}3"]:
        assert all(cell.protection.locked for cell in row)
    for position in range(1, len(sheet.columns) + 1):
        style = column_style(worksheet, position)
        assert not style.protection.locked
        assert style.fill.fgColor.rgb == "FFFFFBE6"


@pytest.mark.parametrize("sheet", FORMS, ids=lambda sheet: sheet.sheet_id)
def test_a_form_has_one_field_a_row(sheet: SheetLayout, full: Workbook) -> None:
    worksheet = full[sheet.title]
    assert tuple(cell.value for cell in worksheet[2]) == FORM_HEAD
    for row, column in enumerate(sheet.columns, 3):
        title, answer, explained = (worksheet.cell(row, position) for position in (1, 2, 3))
        assert title.value == column.title
        assert explained.value.startswith(typeset(column.help, "fr"))
        assert title.protection.locked and explained.protection.locked
        assert answer.protection.locked == column.locked
    assert worksheet.max_row == len(sheet.columns) + 2


def test_every_sheet_is_protected_without_a_password(full: Workbook) -> None:
    for worksheet in full:
        protection = worksheet.protection
        assert protection.sheet and not protection.password
        # False means « not forbidden ».
        allowed = (protection.formatColumns, protection.sort, protection.insertRows, protection.autoFilter)
        assert allowed == (False, False, False, False)


def test_headers_bear_the_help_and_the_answers_as_notes(full: Workbook) -> None:
    for sheet in TABLES:
        for position, column in enumerate(sheet.columns, 1):
            text = full[sheet.title].cell(2, position).comment.text
            assert text.startswith(typeset(column.help, "fr"))
            assert ("Colonne obligatoire." in text) == column.required
            items = layout().lists[column.list].values() if column.list else ()
            assert all(f"– {words['fr']}" in text for words in items)


def test_required_columns_differ_from_the_others(full: Workbook) -> None:
    for sheet in TABLES:
        for position, column in enumerate(sheet.columns, 1):
            cell = full[sheet.title].cell(2, position)
            look = cell.fill.fgColor.rgb, cell.font.color.rgb, cell.border.bottom.style
            assert look == (
                ("FF1F4583", "FFFFFFFF", "thick") if column.required else ("FFF4F2EC", "FF1F4583", "medium")
            )


def test_lists_are_strict_and_hold_the_french_words(full: Workbook) -> None:
    for sheet, position, column in columns_of("choice", "yes_no"):
        rule = rule_of(full[sheet.title], f"{get_column_letter(position)}4")
        assert (rule.type, rule.errorStyle) == ("list", None)  # none said is « stop »
        assert offered(full, rule) == [words["fr"] for words in layout().lists[column.list].values()]


@pytest.mark.parametrize("kind", ["criterion", "indicator", "unit"])
def test_local_answers_are_told_and_kept(kind: str, full: Workbook) -> None:
    found = columns_of(kind)
    assert found
    for sheet, position, _ in found:
        rule = rule_of(full[sheet.title], f"{get_column_letter(position)}503")
        assert (rule.type, rule.errorStyle) == ("list", "information")
        assert offered(full, rule) == CHOICES[kind]


def offered(workbook: Workbook, rule: DataValidation) -> list[str]:
    target = workbook.defined_names[rule.formula1].attr_text
    sheet, cells = target.split("!")
    return [cell.value for (cell,) in workbook[sheet][cells.replace("$", "")]]


def test_without_choices_criteria_and_indicators_are_free(tmp_path: Path) -> None:
    workbook = written(tmp_path, choices={"unit": []})
    for sheet, position, _ in columns_of("criterion", "indicator", "unit"):
        assert rule_of(workbook[sheet.title], f"{get_column_letter(position)}4") is None
    assert not {"liste_criterion", "liste_indicator", "liste_unit"} & set(workbook.defined_names)


@pytest.mark.parametrize(
    ("kind", "bounds"),
    [
        ("year", ("whole", "between", "1990", "2100")),
        ("integer", ("whole", "greaterThanOrEqual", "0", None)),
        ("date", ("date", "between", "32874", "73415")),  # 1 January 1990 and 31 December 2100, in days
    ],
)
def test_years_counts_and_dates_are_checked(kind: str, bounds: tuple[str, ...], full: Workbook) -> None:
    found = columns_of(kind)
    assert found
    for sheet, position, _ in found:
        rule = rule_of(full[sheet.title], f"{get_column_letter(position)}4")
        assert (rule.type, rule.operator or "between", rule.formula1, rule.formula2) == bounds


def test_numbers_and_texts_take_anything(full: Workbook) -> None:
    for sheet, position, _ in columns_of(
        "number", "text", "long_text", "when", "code", "codes", "choices", "pseudonym"
    ):
        assert rule_of(full[sheet.title], f"{get_column_letter(position)}4") is None


def test_the_example_row_is_not_checked(full: Workbook) -> None:
    for sheet in TABLES:
        for position in range(1, len(sheet.columns) + 1):
            assert rule_of(full[sheet.title], f"{get_column_letter(position)}3") is None


def test_error_boxes_speak_french_and_fit(full: Workbook) -> None:
    rules = [rule for worksheet in full for rule in worksheet.data_validations.dataValidation]
    assert rules
    for rule in rules:
        assert 0 < len(rule.errorTitle) <= 32 and 0 < len(rule.error) <= 255
        assert rule.error.endswith(".") and "{" not in rule.error
        assert rule.showErrorMessage


def test_codes_stay_text(full: Workbook) -> None:
    for sheet, position, _ in columns_of("code", "codes", "pseudonym", "when"):
        assert column_style(full[sheet.title], position).number_format == "@"
    assert full["Structure"]["B4"].number_format == "@"


def test_numbers_keep_their_decimals_and_years_have_none(full: Workbook, filled: Workbook) -> None:
    for kinds, shown in ((("number",), "General"), (("year", "integer"), "0"), (("date",), "dd/mm/yyyy")):
        for sheet, position, _ in columns_of(*kinds):
            assert column_style(full[sheet.title], position).number_format == shown
    assert filled["Relevés"]["E4"].number_format == "General"
    assert filled["Relevés"]["B4"].number_format == "0"


def test_a_filled_form_keeps_the_name_the_version_and_the_answers(filled: Workbook) -> None:
    answers = {title.value: answer.value for title, answer, _ in filled["Structure"].iter_rows(min_row=3)}
    assert answers["Nom de la structure"] == "La Ridelle"
    assert answers["Version du modèle"] == layout().version
    assert answers["Type de structure"] == "atelier et chantier d’insertion (ACI)"
    assert answers["Exemple fictif"] == "oui"
    assert answers["SIRET ou identifiant"] == "00000000000000"
    assert answers["Année du rapport"] == 2025


def test_filled_rows_begin_below_the_example(filled: Workbook) -> None:
    worksheet = filled["Parties prenantes"]
    row = {head.value: worksheet.cell(4, head.column) for head in worksheet[2]}
    assert row["Étapes"].value == "choix des critères ; mise en débat"
    assert row["Supports"].value == "S-01 S-02"
    assert not row["Étapes"].protection.locked
    assert "information" in [cell.value for cell in worksheet[5]]
    first, second = filled["Territoires"].iter_rows(min_row=4, max_col=6, values_only=True)
    assert first == ("Digne", None, None, "04070", None, 16333)
    assert second == ("Barcelonnette", None, None, None, None, None)
    assert filled["Territoires"]["D4"].number_format == "@"


def test_values_are_written_as_given(filled: Workbook) -> None:
    worksheet = filled["Relevés"]
    heads = [cell.value for cell in worksheet[2]]
    lines = worksheet.iter_rows(min_row=4, values_only=True)
    first, second = (dict(zip(heads, line, strict=True)) for line in lines)
    assert (first["Valeur"], second["Valeur"]) == (12340.5, "plus de 600")
    assert second["Raison"] == "cherché, non trouvé"
    note = worksheet.cell(4, heads.index("Précision") + 1)
    assert (note.data_type, note.value, note.hyperlink) == ("s", "=2+2 http://exemple.fr", None)


def test_dates_are_dates(filled: Workbook) -> None:
    cell = filled["Parcours"]["F4"]
    assert cell.value == datetime.datetime(2023, 9, 4)
    assert cell.number_format == "dd/mm/yyyy"
    assert filled["Parcours"]["G4"].value is None


def test_a_sheet_about_people_warns(full: Workbook) -> None:
    for sheet in TABLES:
        assert ("pseudonymes, jamais un nom" in str(full[sheet.title]["A1"].value)) == sheet.people


def test_the_guide_is_short_and_names_the_sheets(full: Workbook) -> None:
    lines = [" ".join(str(cell.value or "") for cell in row) for row in full[GUIDE_SHEET].iter_rows()]
    assert len(lines) <= 25
    assert all(sheet.title in lines[-1] for sheet in layout().sheets)
    assert full[GUIDE_SHEET].page_setup.orientation == "landscape"


def test_long_texts_get_rows_that_are_high_enough_and_still_grow(tmp_path: Path) -> None:
    story = "Une phrase de quarante signes, à peu près. " * 10
    workbook = written(tmp_path, "light", {"testimonies": [{"code": "T-01", "quote": story}]})
    assert workbook["Témoignages"].row_dimensions[4].height > 8 * 12
    number = workbook.sheetnames.index("Témoignages") + 1
    with zipfile.ZipFile(tmp_path / "w.xlsx") as archive:
        sheet = archive.read(f"xl/worksheets/sheet{number}.xml").decode()
    rows = re.findall("<row [^>]*>", sheet)
    # Only the merged help sentence, which no program measures, has a height that is imposed.
    assert ["customHeight" in row for row in rows] == [True, False, False, False]


def test_the_same_arguments_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one.xlsx", "two.xlsx"):
        write_workbook(tmp_path / name, "full", CONTENTS, name="La Ridelle", choices=CHOICES)
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()
    properties = openpyxl.load_workbook(tmp_path / "one.xlsx").properties
    assert properties.created == datetime.datetime(2026, 1, 1)
    assert properties.title == "Évaluation de l’utilité sociale territoriale"


@pytest.mark.parametrize(
    ("edition", "contents", "error"),
    [
        ("light", {"criteria": [{"decision": "perhaps"}]}, KeyError),
        ("light", {"stakeholders": [{"steps": ["choice", "lunch"]}]}, KeyError),
        ("light", {"criteria": [{"weight": 3}]}, KeyError),
        ("light", {"scores": []}, KeyError),
        ("light", {"measures": [{"value": True}]}, TypeError),
        ("light", {"mandate": [{}, {}]}, ValueError),
        ("light", {"structure": []}, ValueError),
        ("medium", {}, ValueError),
    ],
)  # fmt: skip
def test_what_cannot_be_written_is_refused(edition: str, contents: dict, error: type, tmp_path: Path) -> None:
    path = tmp_path / "kept.xlsx"
    path.write_bytes(b"an earlier workbook")
    with pytest.raises(error):
        write_workbook(path, edition, contents)
    assert path.read_bytes() == b"an earlier workbook"


def test_nothing_given_is_changed(tmp_path: Path) -> None:
    contents = {"structure": [{"year": 2025}], "criteria": [{"decision": "kept"}]}
    write_workbook(tmp_path / "w.xlsx", "light", contents, name="La Ridelle")
    assert contents == {"structure": [{"year": 2025}], "criteria": [{"decision": "kept"}]}


def test_both_languages_have_the_same_words() -> None:
    keys = []
    for language in LANGUAGES:
        declared, faults = read_declarations(text_folder(language) / "workbook.yaml")
        assert not faults
        keys.append(list(declared))
    assert keys[0] == keys[1]


def test_every_word_of_the_template_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = set()

    def remember(key: str, language: str, **values: object) -> Text:
        said.add(key)
        return say(key, language, **values)

    for module in (template, template_rules, template_sheets):
        monkeypatch.setattr(module, "say", remember)
    for edition in EDITIONS:
        write_workbook(tmp_path / "w.xlsx", edition, choices=CHOICES)
    declared, _ = read_declarations(text_folder("fr") / "workbook.yaml")
    assert said == set(declared)
