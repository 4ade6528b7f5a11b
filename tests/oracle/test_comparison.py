"""The comparison says of each structure what its own report says, line for line, and nothing more."""

import csv
import json
from pathlib import Path

import nbformat
import pytest

from dts_eval.foundation.shipped import shipped_folder
from dts_eval.runs.comparing import run_comparison
from dts_eval.runs.making import LOG, Made

# In the order of the names of the structures.
CASES = {
    "iii-18-adpei": "iii-18",
    "iii-10-air": "iii-10",
    "iii-15-air-aicm": "iii-15",
    "iii-16-emploi-conseil": "iii-16",
    "iii-8-cyrcee-78": "iii-8",
    "iii-9-collectif-ai-bouches-du-rhone": "iii-9",
    "iii-6-contact-service": "iii-6",
    "iii-13-environnement-volembert": "iii-13",
    "iii-7-erdre-et-loire-initiatives": "iii-7",
    "iii-1-palacret": "iii-1",
    "iii-19-etudes-et-chantiers-eco-construction": "iii-19",
    "iii-12-gas-49": "iii-12",
    "iii-5-ulisse-ressourcerie": "iii-5",
    "iii-14-ulisse-vae": "iii-14",
    "iii-11-porte-ouverte-emplois": "iii-11",
    "iii-2-sms-ssap": "iii-2",
}


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Made:
    return run_comparison(shipped_folder("data_templates"), tmp_path_factory.mktemp("compared"))


def read(files: tuple[Path, ...], ending: str) -> list[dict[str, str]]:
    (path,) = (path for path in files if path.name.endswith(ending))
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_its_files_are_those_of_a_report_under_the_name_of_the_folder(made):
    stem = "comparaison-data-templates"
    endings = {"html", "pdf", "ipynb", "rows.csv", "evidence.csv"}
    assert {path.name for path in made.files} == {f"{stem}.{ending}" for ending in endings}
    assert made.manifest.name == f"{stem}.manifest.json"
    left = {path.name for path in made.manifest.parent.iterdir()}
    assert left == {path.name for path in (*made.files, made.manifest)} | {LOG}


def test_every_row_is_a_row_of_a_report_with_its_proofs_named_after_the_structure(made, reports):
    expected = []
    for name in CASES:
        for row in read(reports[name].files, ".rows.csv"):
            ids = " ".join(f"{row['structure_id']}:{one}" for one in row["evidence_ids"].split())
            expected.append(row | {"evidence_ids": ids})
    assert read(made.files, ".rows.csv") == expected


def test_every_proof_is_a_proof_of_a_report(made, reports):
    expected = []
    for name in CASES:
        structure = read(reports[name].files, ".rows.csv")[0]["structure_id"]
        expected += [
            line | {"evidence_id": f"{structure}:{line['evidence_id']}"}
            for line in read(reports[name].files, ".evidence.csv")
        ]
    assert read(made.files, ".evidence.csv") == expected


def test_the_manifest_names_what_was_compared_and_all_that_was_read(made, reports):
    manifest = json.loads(made.manifest.read_text(encoding="utf-8"))
    assert [one["structure_id"] for one in manifest["structures"]] == list(CASES.values())
    assert {one["file"] for one in manifest["inputs"]} == {
        "data_templates/modele-leger.xlsx",
        "data_templates/modele-complet.xlsx",
        "data_templates/example/la-cordee-de-brumeval.xlsx",
        *(f"data_templates/cases/{name}.xlsx" for name in CASES),
    }
    alone = {}
    for name in CASES:
        alone |= json.loads(reports[name].manifest.read_text(encoding="utf-8"))["completeness"]
    assert manifest["completeness"] == alone


def test_nothing_says_on_which_machine_it_was_made(made):
    notebook = nbformat.read(next(path for path in made.files if path.suffix == ".ipynb"), as_version=4)
    parameters = next(cell for cell in notebook.cells if "injected-parameters" in cell.metadata.get("tags", []))
    assert 'folder = "data_templates"' in parameters.source
    folder = str(made.manifest.parent).encode()
    home = str(shipped_folder("data_templates").parent).encode()
    for path in (*made.files, made.manifest):
        content = path.read_bytes()
        assert folder not in content and home not in content, path.name
