"""Notebooks are thin: if one needs logic, the library lacks a verb."""

import ast
from pathlib import Path

import jupytext
import nbformat
import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
SOURCES = sorted((CHECKOUT / "notebooks").glob("*.py"))
ALLOWED_IMPORTS = {"import dts_eval as dts", "import pathlib", "from pathlib import Path"}
LOGIC = (
    ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda, ast.For, ast.AsyncFor, ast.While, ast.Try, ast.If,
    ast.With, ast.Raise, ast.Assert,
)  # fmt: skip
MOST_LINES, MOST_CELLS = 8, 15
REPORT_PARAMETERS = {
    "workbook", "year", "output", "lang", "audience", "formats", "since", "outlines", "template", "assets",
}  # fmt: skip


@pytest.fixture(params=SOURCES, ids=[path.stem for path in SOURCES])
def source(request) -> Path:
    return request.param


@pytest.fixture
def cells(source: Path) -> list[nbformat.NotebookNode]:
    return jupytext.read(source).cells


def code(cells: list[nbformat.NotebookNode]) -> list[nbformat.NotebookNode]:
    return [cell for cell in cells if cell.cell_type == "code"]


def tags(cell: nbformat.NotebookNode) -> list[str]:
    return cell.metadata.get("tags", [])


def test_there_are_notebooks():
    assert (CHECKOUT / "notebooks" / "annual_report.py") in SOURCES


def test_only_the_verbs_and_paths_are_imported(source):
    tree = ast.parse(source.read_text(encoding="utf-8"))
    imports = {ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)}
    assert "import dts_eval as dts" in imports
    assert imports <= ALLOWED_IMPORTS


def test_no_logic(source):
    tree = ast.parse(source.read_text(encoding="utf-8"))
    assert [f"line {node.lineno}: {type(node).__name__}" for node in ast.walk(tree) if isinstance(node, LOGIC)] == []


def test_cells_are_short_and_few(cells):
    assert len(code(cells)) <= MOST_CELLS
    # The cell of parameters declares: one line for each, which another test counts.
    acting = [cell for cell in code(cells) if "parameters" not in tags(cell)]
    assert [cell.source for cell in acting if len(cell.source.splitlines()) > MOST_LINES] == []


def test_one_parameters_cell_of_plain_literals(source, cells):
    found = [cell for cell in code(cells) if "parameters" in tags(cell)]
    assert len(found) == 1
    assert code(cells)[0] is found[0]
    names = set()
    # One line for each parameter, and nothing else: the length of this cell is not free.
    assert len(found[0].source.splitlines()) == len(ast.parse(found[0].source).body)
    for statement in ast.parse(found[0].source).body:
        assert isinstance(statement, ast.Assign) and len(statement.targets) == 1
        assert isinstance(statement.targets[0], ast.Name) and isinstance(statement.value, ast.Constant)
        names.add(statement.targets[0].id)
    if source.stem == "annual_report":
        assert names == REPORT_PARAMETERS


def test_every_code_cell_comes_after_words_that_say_what_it_shows(cells):
    for before, cell in zip([None, *cells], cells, strict=False):
        if cell.cell_type == "code":
            assert before is not None and before.cell_type == "markdown", cell.source
            assert before.source.strip()


def test_the_notebook_is_what_its_source_makes(source, cells):
    built = nbformat.read(source.with_suffix(".ipynb"), as_version=4)
    assert [(cell.cell_type, cell.source, tags(cell)) for cell in built.cells] == [
        (cell.cell_type, cell.source, tags(cell)) for cell in cells
    ]


def test_only_witnesses_keep_outputs(source):
    built = nbformat.read(source.with_suffix(".ipynb"), as_version=4)
    kept = [cell for cell in code(built.cells) if cell.outputs]
    assert all("keep_output" in tags(cell) for cell in kept)
    assert all(cell.source.startswith("# NBVAL_CHECK_OUTPUT") for cell in kept)
    assert len(kept) <= 3
    assert all(output.output_type in ("stream", "execute_result") for cell in kept for output in cell.outputs)
