"""Results become rows: ids, numbers of evidence, what is cited, what loses its content."""

import dataclasses

import pytest
from evaluation_samples import measured, person

from dts_eval.disclosure.disclosing import disclose
from dts_eval.disclosure.rows import Disclosed, Row
from dts_eval.foundation.model import Evidence, Kind, Quantity, Result, Status
from dts_eval.workbook.layout import layout
from dts_eval.workbook.proofs import position

BOOK = {"code": "S-01", "title": "Registre", "kind": "minutes", "grade": "records", "note": "page 3"}
OTHER = {"code": "S-02", "title": "Compte de l’ASP", "kind": "accounts", "grade": "corroborated", "author": "l’ASP"}
UNUSED = {"code": "S-03", "title": "Un autre", "kind": "other"}
VOLUNTEERS = "volunteers"


def noted(value: float | None, year: int = 2024, supports: tuple[str, ...] = ("S-01",), **said) -> dict:
    known = {"indicator": VOLUNTEERS, "year": year, "value": value, "supports": supports, **said}
    return {name: what for name, what in known.items() if what is not None}


def disclosed(**sheets) -> Disclosed:
    sheets.setdefault("supports", [BOOK, OTHER, UNUSED])
    return disclose(measured(**sheets))


def figures(made: Disclosed, indicator: str) -> list[Row]:
    return [row for row in made.rows if row.kind == "figure" and row.indicator == indicator]


@pytest.fixture(scope="module")
def full() -> Disclosed:
    return disclosed(
        measures=[noted(64), noted(61, supports=("S-02",)), noted(58, 2023), noted(30, breakdown="sexe=femmes")],
        pathways=[person(number) for number in range(1, 13)],
        effects=[{"code": "F-01", "effect": "On se parle", "criterion": "needs", "supports": ("S-02",)}],
        structure=[{"hours_per_fte": 1820}],
    )


def test_row_ids_are_unique_and_say_structure_year_indicator_and_breakdown(full):
    ids = [row.row_id for row in full.rows]
    assert len(ids) == len(set(ids))
    (women,) = [row for row in figures(full, VOLUNTEERS) if row.breakdown]
    assert women.row_id == "essai/2024/volunteers/sexe=femmes"
    (earlier,) = [row for row in figures(full, VOLUNTEERS) if row.year == 2023]
    assert earlier.row_id == "essai/2023/volunteers/"


def test_two_sources_for_one_fact_are_told_apart_by_their_order(full):
    now = [row for row in figures(full, VOLUNTEERS) if row.year == 2024 and not row.breakdown]
    assert [(row.row_id, row.value) for row in now] == [
        ("essai/2024/volunteers/#1", 64),
        ("essai/2024/volunteers/#2", 61),
    ]


def test_undated_rows_have_no_year_in_their_id():
    made = disclosed(measures=[noted(64, None)])
    (row,) = [row for row in figures(made, VOLUNTEERS) if row.year is None]
    assert row.row_id == "essai//volunteers/"


def test_evidence_is_numbered_from_one_without_a_hole_in_sheet_then_cell_order(full):
    assert [item.evidence_id for item in full.evidence] == [f"E{n}" for n in range(1, len(full.evidence) + 1)]
    sheets = [sheet.title for sheet in layout().sheets]
    places = [(sheets.index(item.sheet), position(item.cell)) for item in full.evidence]
    assert places == sorted(places)
    assert len({item.sheet for item in full.evidence}) > 4


def test_only_what_is_cited_is_numbered(full):
    cited = {name for row in full.rows for name in row.evidence_ids}
    assert cited == {item.evidence_id for item in full.evidence}
    assert "Un autre" not in {item.raw for item in full.evidence}


def test_the_numbers_of_a_row_come_in_order(full):
    for row in full.rows:
        numbers = [int(name[1:]) for name in row.evidence_ids]
        assert numbers == sorted(set(numbers)), row.row_id


def test_a_document_keeps_the_code_that_people_gave_it_in_its_note(full):
    (book,) = [item for item in full.evidence if item.raw == "Registre"]
    assert (book.kind, book.sheet, book.note, book.grade) == ("minutes", "Supports", "S-01 page 3", "records")
    (account,) = [item for item in full.evidence if item.raw == "Compte de l’ASP"]
    assert (account.author, account.grade) == ("l’ASP", "corroborated")


def test_rows_come_in_the_order_of_the_method(full):
    kinds = list(dict.fromkeys(row.kind for row in full.rows))
    order = ("scope", "choice", "figure", "account", "change", "gap", "effect")
    assert kinds == [kind for kind in order if kind in kinds]
    criteria = [row.criterion for row in full.rows if row.kind == "figure"]
    assert list(dict.fromkeys(criteria)) == ["activity", "people_results", "integration", "citizenship"]


def test_a_hidden_row_keeps_its_proofs_and_they_lose_their_content():
    made = disclosed(measures=[noted(3, note="dont deux sœurs")])
    (row,) = figures(made, VOLUNTEERS)
    blank = (row.value, row.text, row.low, row.high, row.numerator, row.denominator, row.unknown, row.qualifier)
    assert blank == (None, "", None, None, None, None, None, "")
    assert (row.status, row.reason, row.grade) == ("suppressed", "small_count", "")
    evidence = {item.evidence_id: item for item in made.evidence}
    cited = [evidence[name] for name in row.evidence_ids]
    assert [(item.sheet, item.raw) for item in cited] == [("Supports", "Registre"), ("Relevés", "")]
    assert cited[1].cell == "E4"


def test_a_threshold_of_one_shows_all():
    made = disclosed(measures=[noted(3)], threshold=1)
    (row,) = figures(made, VOLUNTEERS)
    assert (row.value, row.status) == (3, "declared")


def test_a_figure_that_is_shown_keeps_its_proof_beside_a_hidden_change():
    """The year before is hidden and so is the change; the cell of this year still says what it says."""
    made = disclosed(measures=[noted(3, 2023), noted(12)])
    change = next(row for row in made.rows if row.kind == "change")
    assert (change.status, change.value) == ("suppressed", None)
    raws = {item.cell: item.raw for item in made.evidence if item.sheet == "Relevés"}
    assert raws == {"E4": "", "E5": "12"}


def test_the_explanation_of_a_hidden_gap_is_hidden_with_it():
    targets = [{"indicator": VOLUNTEERS, "year": 2024, "value": 10, "explanation": "Trois ont déménagé."}]
    made = disclosed(measures=[noted(3)], targets=targets)
    raws = {item.cell: item.raw for item in made.evidence if item.sheet == "Cibles"}
    assert raws == {"C4": "10", "F4": ""}
    gap = next(row for row in made.rows if row.breakdown == "of=gap")
    assert (gap.status, gap.value, gap.text) == ("suppressed", None, "")
    shown = disclosed(measures=[noted(12)], targets=targets)
    assert "Trois ont déménagé." in {item.raw for item in shown.evidence}


def test_an_unknown_that_is_not_shown_is_not_read_in_its_proof_either():
    local = {
        "indicator": "Personnes logées", "decision": "added", "criterion": "integration", "nature": "share",
        "unit": "percent", "definition": "Selon elles.",
    }  # fmt: skip
    line = {
        "indicator": "Personnes logées", "year": 2024, "value": 75, "numerator": 30, "denominator": 40,
        "supports": ("S-01",),
    }  # fmt: skip
    for unknown, shown, typed in ((3, None, ""), (8, 8, "30 | 40 | 8")):
        made = disclosed(indicators=[local], measures=[{**line, "unknown": unknown}])
        (row,) = [row for row in made.rows if row.kind == "figure" and row.unit == "percent"]
        assert (row.value, row.numerator, row.unknown) == (75, 30, shown)
        raws = {item.cell: item.raw for item in made.evidence if item.sheet == "Relevés"}
        assert raws == {"E4": "75", "G4:I4": typed}


def test_people_lines_are_cited_by_range_and_never_copied(full):
    people = [item for item in full.evidence if item.sheet == "Parcours"]
    assert people and {item.raw for item in people} == {""}
    assert all(item.calculation for item in people)


def test_every_count_of_one_year_cites_the_same_lines_of_people():
    people = [person(number, sex="woman" if number < 3 else "man") for number in range(1, 20)]
    made = disclosed(pathways=people)
    rows = figures(made, "people_employed_in_insertion")
    assert "suppressed" in {row.status for row in rows}
    assert len({row.evidence_ids for row in rows}) == 1


def test_labels_are_the_structure_s_own_words():
    made = disclosed(
        criteria=[{"criterion": "le droit au repos", "decision": "added"}],
        indicators=[
            {
                "indicator": "Repas partagés", "decision": "added", "criterion": "le droit au repos",
                "nature": "count", "unit": "event", "definition": "Repas pris ensemble.",
            }
        ],
    )  # fmt: skip
    assert made.labels == {
        "local_le_droit_au_repos": "le droit au repos",
        "local_repas_partages": "Repas partagés",
        "local_repas_partages.definition": "Repas pris ensemble.",
    }


def test_disclosing_leaves_the_evaluation_as_it_was_and_says_the_same_twice():
    evaluation = measured(measures=[noted(3)], supports=[BOOK])
    before = dataclasses.replace(evaluation)
    assert disclose(evaluation) == disclose(evaluation)
    assert evaluation == before


def test_several_ranges_of_one_evidence_stand_at_the_place_of_the_first():
    evaluation = measured()
    proofs = (
        Evidence("b", "cells", "Relevés", "E10 G4"), Evidence("a", "cells", "Relevés", "E9"),
        Evidence("c", "cells", "Effets", "B4"), Evidence("d", "cells", "Structure", "B3"),
    )  # fmt: skip
    said = {"kind": Kind.SCOPE, "indicator": "x", "quantity": Quantity(text="x"), "status": Status.DECLARED}
    row = Result(**said, proofs=("a", "b", "c", "d"))
    made = disclose(dataclasses.replace(evaluation, results=(row,), evidence=proofs))
    assert [(item.sheet, item.cell) for item in made.evidence] == [
        ("Structure", "B3"), ("Relevés", "E9"), ("Relevés", "E10 G4"), ("Effets", "B4"),
    ]  # fmt: skip
    assert made.rows[0].evidence_ids == ("E1", "E2", "E3", "E4")
