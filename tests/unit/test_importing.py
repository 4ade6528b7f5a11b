"""From a file to the workbook and its report: shown first, then added beside what is there, each line proved."""

import zipfile
from pathlib import Path

import pytest
from import_samples import ASP_NAME, FEC_NAME, annex, asp_text, fec_text, written
from spoiled import FILE, add, empty, put, sound
from test_command_line import asked

from dts_eval.disclosure.disclosing import disclose
from dts_eval.foundation.problems import DataProblems
from dts_eval.measurement.measuring import measure
from dts_eval.runs.checking import check
from dts_eval.runs.importing import preview, read_import, told_cells, write_import
from dts_eval.runs.templates import new_template
from dts_eval.workbook.filling import Answer, fill_in, open_workbook
from dts_eval.workbook.reading import read_workbook

CRITERIA = ("l’activité de la structure", "l’économie de la structure", "les résultats pour les personnes")


def new(folder: Path, edition: str = "full", year: int = 2024) -> Path:
    path = new_template("La Ridelle", folder / "classeur.xlsx", edition)
    fields = {"year": year, "kind": "aci", "fictitious": "yes"}
    answers = [Answer("structure", column, value) for column, value in fields.items()]
    for line, criterion in enumerate(CRITERIA, 1):
        answers += [Answer("criteria", "criterion", criterion, -line), Answer("criteria", "decision", "kept", -line)]
    return fill_in(open_workbook(path), answers).workbook


def annexes(folder: Path) -> Path:
    return written(folder, ASP_NAME, asp_text(annex()))


def accounts(folder: Path) -> Path:
    return written(folder, FEC_NAME, fec_text())


def contents(path: Path) -> dict[tuple[str, int, int], object]:
    cells = read_workbook(path).cells.sheets
    return {
        (title, line, column): content
        for title, lines in cells.items()
        for line, held in enumerate(lines)
        for column, content in enumerate(held)
        if content not in ("", None)
    }


def test_showing_writes_nothing(tmp_path):
    path, file = new(tmp_path), annexes(tmp_path)
    before = {one: one.read_bytes() for one in tmp_path.iterdir()}
    shown = asked("import", path, file)
    assert shown.exit_code == 0 and "8,86 ETP" in shown.stdout.replace("\u00a0", " ")
    assert "relancez la même commande avec --write" in shown.stdout
    assert {one: one.read_bytes() for one in tmp_path.iterdir()} == before


def test_adding_keeps_every_other_cell_and_the_old_file(tmp_path):
    path = new(tmp_path)
    before, held = path.read_bytes(), contents(path)
    read = read_import(path, annexes(tmp_path))
    filled = write_import(read)
    assert filled.backup is not None and filled.backup.read_bytes() == before
    now = contents(path)
    assert {spot: now[spot] for spot in held} == held
    assert len(now) - len(held) == len(filled.cells)
    with zipfile.ZipFile(path) as after, zipfile.ZipFile(filled.backup) as old:
        assert after.namelist() == old.namelist()


def test_what_was_added_is_read_without_a_problem_and_reported_with_its_evidence(tmp_path):
    path = new(tmp_path)
    for file in (annexes(tmp_path), accounts(tmp_path)):
        write_import(read_import(path, file))
    assert check(path).problems == ()
    made = disclose(measure(check(path)))
    supports = {one.evidence_id: one for one in made.evidence if one.sheet == "Supports"}
    posts = [row for row in made.rows if row.indicator == "fte_insertion_contracted" and row.value == 8.86]
    assert [(row.year, row.grade) for row in posts] == [(2024, "records")]
    (origin,) = (supports[one] for one in posts[0].evidence_ids if one in supports)
    assert "I-01" in origin.note and "sha256" in origin.note and origin.author == "Agence de services et de paiement"
    (sales,) = (row for row in made.rows if (row.indicator, row.year, row.kind) == ("sales_revenue", 2024, "figure"))
    assert sales.value == 600.5
    targets = [row for row in made.rows if row.indicator == "dynamic_exit_rate" and row.breakdown == "of=target"]
    assert [row.value for row in targets] == [50]


def test_the_same_file_again_adds_nothing_and_says_so(tmp_path):
    path, file = new(tmp_path), annexes(tmp_path)
    write_import(read_import(path, file))
    before = path.read_bytes()
    again = asked("import", path, file, "--write")
    assert again.exit_code == 0 and "déjà été importé" in again.stderr and "Rien n’a été ajouté" in again.stdout
    assert path.read_bytes() == before


def test_two_structures_of_one_extract_are_two_imports(tmp_path):
    path = new(tmp_path)
    file = written(tmp_path, ASP_NAME, asp_text(annex(), annex(id_structure="11", numero_annexe_financiere="ACI1")))
    write_import(read_import(path, file, structure="112"))
    assert read_import(path, file, structure="11").addition.code == "I-02"
    assert read_import(path, file, structure="112").addition.answers == ()


def test_fields_of_the_structure_are_filled_only_when_blank(tmp_path):
    file = annexes(tmp_path)
    fields = [line.values for line in read_import(sound(tmp_path), file).proposal.lines if line.sheet == "structure"]
    assert fields == [{"hours_per_fte": 1820}, {"fte_contracted": 8.86}]
    same = put("structure", "hours_per_fte", 1820)
    fields = [one.values for one in read_import(sound(tmp_path, same), file).proposal.lines if one.sheet == "structure"]
    assert fields == [{"fte_contracted": 8.86}]
    # The support would be cited beside hours that it does not give.
    other = put("structure", "hours_per_fte", 1600)
    read = read_import(sound(tmp_path, other), file)
    assert not any(line.sheet == "structure" for line in read.proposal.lines)
    assert sum("rubrique" in left.why.said("fr") for left in read.proposal.left_out) == 2


def test_lines_that_the_report_would_add_up_are_not_added_beside_others(tmp_path):
    read = read_import(sound(tmp_path), accounts(tmp_path))
    assert [line.sheet for line in read.proposal.lines] == []
    assert sum("additionnerait" in left.why.said("fr") for left in read.proposal.left_out) == 2


def test_a_value_that_differs_is_added_beside_with_its_own_source(tmp_path):
    path = sound(tmp_path, put("measures", "indicator", "Aide au poste conventionnée"))
    read = read_import(path, annexes(tmp_path))
    assert [one.code for one in read.problems] == ["import_value_beside"]
    write_import(read)
    lines = [one for one in read_workbook(path).records["measures"] if "Aide" in one.text("indicator")]
    assert [(one["value"], one.text("supports")) for one in lines] == [(38, "S-01"), (182888.12, "I-01")]


def test_a_code_already_taken_is_left_to_its_document(tmp_path):
    path = sound(tmp_path, add("supports", 6, code="I-01", title="Inventaire"))
    assert read_import(path, annexes(tmp_path)).addition.code == "I-02"


def test_a_light_workbook_is_told_to_be_completed(tmp_path):
    path = new(tmp_path, "light")
    for file, titles in ((annexes(tmp_path), ["Cibles"]), (accounts(tmp_path), ["Ressources", "Dépenses"])):
        refused = asked("import", path, file, "--write")
        assert refused.exit_code == 1 and "dts-eval upgrade CLASSEUR --edition full" in refused.stderr
        assert all(f"«\u00a0{title}\u00a0»" in refused.stderr for title in titles)
    assert [one.name for one in tmp_path.glob("*.sauvegarde-*") if "I-01" in one.read_text("latin-1")] == []


def test_a_workbook_open_elsewhere_is_refused_when_writing(tmp_path):
    path = new(tmp_path)
    path.with_name(f".~lock.{path.name}#").write_text("", encoding="utf-8")
    refused = asked("import", path, annexes(tmp_path), "--write")
    assert refused.exit_code == 1 and "ouvert dans un tableur" in refused.stderr


@pytest.mark.parametrize("options", [("--kind", "sirh"), ("--lang", "de"), ("--inconnu",)])
def test_wrong_usage_is_another_exit_code(options, tmp_path):
    assert asked("import", new(tmp_path), annexes(tmp_path), *options).exit_code == 2


def test_english_is_spoken_when_asked(tmp_path):
    shown = asked("import", new(tmp_path), accounts(tmp_path), "--lang", "en")
    assert "Sales (accounts 70)" in shown.stdout and "Nothing was written." in shown.stdout


def test_the_name_of_a_file_that_holds_a_number_of_somebody_is_not_written(tmp_path):
    path = new(tmp_path)
    file = written(tmp_path, "annexe 06 12 34 56 78.csv", asp_text(annex()))
    write_import(read_import(path, file))
    (support,) = read_workbook(path).records["supports"]
    assert "06 12" not in support.text("title") and "fichier importé" in support.text("title")


def test_the_structure_is_found_by_its_siret(tmp_path):
    path = sound(tmp_path, put("structure", "structure_id", "12345678900011"))
    file = written(tmp_path, ASP_NAME, asp_text(annex(id_structure="719"), annex()))
    titles = "structure_id_siae|structure_siret_signature|structure_siret_actualise"
    table = written(tmp_path, "s.csv", f"DEBStructure\n{titles}\n719|1|1\n112|12345678900011|2\n")
    read = read_import(path, file, structures=table)
    assert read.proposal.origin.subject == "structure 112."


def test_cells_are_told_by_ranges():
    cells = (("Supports", "A4"), ("Supports", "B4"), ("Relevés", "A4"), ("Relevés", "A5"))
    assert list(told_cells(cells, "fr")) == ["  Supports\u00a0: A4:B4", "  Relevés\u00a0: A4:A5"]


def test_a_preview_fits_the_width_of_a_terminal(tmp_path):
    lines = list(preview(read_import(new(tmp_path), annexes(tmp_path)), "fr"))
    assert max(map(len, lines)) <= 120


def test_an_empty_sheet_that_was_wiped_is_not_taken_for_a_place(tmp_path):
    with pytest.raises(DataProblems):
        write_import(read_import(sound(tmp_path, empty("targets")), annexes(tmp_path)))
    assert (tmp_path / FILE).is_file()
