"""A network: what enters a figure of several structures and what does not, against numbers computed by hand."""

import csv
import hashlib
import json
import re
from pathlib import Path

import pytest
from network_samples import One, campaign, decided, effect, figure, hidden, row, said, share, voice

from dts_eval.comparison.network.members import Network
from dts_eval.comparison.network.pooling import FigureLine, Synthesis, pool
from dts_eval.comparison.network.quoting import evenly
from dts_eval.comparison.network.reading import read_network
from dts_eval.comparison.network.register import ranges_of
from dts_eval.comparison.network.thinning import MOST_KEPT, Thinned
from dts_eval.disclosure.rows import Row
from dts_eval.foundation.problems import DataProblems

CONTRACTS, PEOPLE, HOURS, RATE = (
    "contracts_signed", "people_employed_in_insertion", "hours_worked_insertion", "dynamic_exit_rate",
)  # fmt: skip
NAMES = (
    "Atelier du Gué",
    "Brouette",
    "Carriole",
    "Le Fournil",
    "Les Quatre Vents",
    "Moulin",
    "Ouche",
    "Presbytère",
    "Quai",
)


def several(*rows: tuple[Row, ...], **more: object) -> list[One]:
    return [One(name, own, **more) for name, own in zip(NAMES, rows, strict=False)]


def pooled(folder: Path, structures: list[One], **asked: object) -> Synthesis:
    return pool(read_network(campaign(folder, structures), **asked))


def line_of(synthesis: Synthesis, indicator: str, year: int = 2024) -> FigureLine:
    return next(line for line in synthesis.figures if (line.key.indicator, line.key.year) == (indicator, year))


def counts(line: FigureLine) -> dict[str, float | None]:
    return {name: found.value for name, found in line.standings.items()}


def test_a_sum_adds_what_is_shown_and_says_who_does_not_enter(tmp_path):
    structures = several(
        (figure(CONTRACTS, 12),), (figure(CONTRACTS, 30),), (figure(CONTRACTS, 5),), (hidden(CONTRACTS),),
        (figure(CONTRACTS, None, status="not_available"),), (figure(CONTRACTS, 600, qualifier="more_than"),),
        (figure(CONTRACTS, 7, year=None),), (figure(CONTRACTS, 8), figure(CONTRACTS, 9)), (),
    )  # fmt: skip
    line = line_of(pooled(tmp_path, structures), CONTRACTS)
    assert line.together is not None and line.together.value == 47
    assert (line.entering.value, line.shown.value) == (3, 3)
    assert counts(line) == {"hidden": 1, "none": 1, "approximate": 1, "undated": 1, "several": 1, "not_chosen": 1}


def test_zero_is_a_number_and_what_is_missing_is_not_zero(tmp_path):
    structures = several(*[(figure(CONTRACTS, 0),)] * 3, (figure(CONTRACTS, None, status="not_available"),))
    line = line_of(pooled(tmp_path, structures), CONTRACTS)
    assert line.together is not None and line.together.value == 0
    assert line.entering.value == 3


def test_nothing_is_pooled_from_two_structures(tmp_path):
    structures = several((figure(CONTRACTS, 12),), (figure(CONTRACTS, 30),), (hidden(CONTRACTS),))
    synthesis = pooled(tmp_path, structures)
    line = line_of(synthesis, CONTRACTS)
    assert line.together is None and line.entering.value == 2
    assert [made for made in synthesis.rows if made.kind == "figure"] == []


def test_a_share_is_that_of_the_whole_and_not_the_mean_of_shares(tmp_path):
    structures = several((share(RATE, 1, 2),), (share(RATE, 30, 100),), (share(RATE, 9, 10),))
    line = line_of(pooled(tmp_path, structures), RATE)
    assert line.together is not None
    assert (line.together.numerator, line.together.denominator) == (40, 112)
    assert line.together.value == pytest.approx(100 * 40 / 112)


def test_a_share_without_both_its_terms_does_not_enter(tmp_path):
    bare = figure(RATE, 50)
    structures = several((share(RATE, 1, 2),), (share(RATE, 3, 4),), (share(RATE, 2, 2),), (bare,))
    line = line_of(pooled(tmp_path, structures), RATE)
    assert line.together is not None and line.together.value == 75
    assert (line.entering.value, line.shown.value, counts(line)) == (3, 4, {"without_parts": 1})


def test_what_the_catalogue_never_adds_is_not_added(tmp_path):
    line = line_of(pooled(tmp_path, several(*[(figure(HOURS, 100),)] * 4)), HOURS)
    assert line.together is None and not line.poolable and line.shown.value == 4


@pytest.mark.parametrize(
    "other",
    [
        {"rows": (figure(CONTRACTS, 5, unit="person"),)}, {"rows": (figure(CONTRACTS, 5, period="since_start"),)},
        {"rows": (figure(CONTRACTS, 5),), "definitions": {CONTRACTS: "another meaning"}},
    ],
    ids=["unit", "period", "definition"],
)  # fmt: skip
def test_only_what_means_the_same_is_put_together(tmp_path, other):
    structures = [*several(*[(figure(CONTRACTS, 10),)] * 3), One("Zinguerie", **other)]
    lines = [line for line in pooled(tmp_path, structures).figures if line.key.indicator == CONTRACTS]
    assert [line.together.value if line.together else None for line in lines if line.entering.value == 3] == [30]
    assert [line.together for line in lines if line.entering.value == 1] == [None]
    assert all(line.standings["defined_apart"].value for line in lines)


def test_years_are_never_put_together(tmp_path):
    before = [One(f"Ancien {number}", (figure(CONTRACTS, 100, year=2023),), year=2023) for number in range(3)]
    synthesis = pooled(tmp_path, [*several(*[(figure(CONTRACTS, 1), figure(CONTRACTS, 50, year=2023))] * 3), *before])
    assert {line.key.year: line.together.value for line in synthesis.figures if line.together} == {2023: 300, 2024: 3}
    assert [found.code for found in synthesis.network.problems] == ["network_years_differ"]


def test_the_grade_is_that_of_the_weakest_proof(tmp_path):
    grades = ("corroborated", "estimated", "records")
    line = line_of(pooled(tmp_path, several(*[(figure(CONTRACTS, 1, grade=one),) for one in grades])), CONTRACTS)
    assert line.together is not None and line.together.grade == "estimated"


def test_marks_are_given_from_eight_structures(tmp_path):
    values = (8, 1, 7, 2, 6, 3, 5, 4)
    made = [One(f"Structure {place}", (figure(HOURS, value),)) for place, value in enumerate(values)]
    line = line_of(pooled(tmp_path / "eight", made), HOURS)
    # Between the second and the third of eight, three quarters of the way.
    assert {name: found.value for name, found in line.spread.items()} == {
        "low": 1, "q1": 2.75, "median": 4.5, "q3": 6.25, "high": 8,
    }  # fmt: skip
    assert line_of(pooled(tmp_path / "seven", made[:7]), HOURS).spread == {}


def test_what_the_mandate_withholds_is_counted_as_hidden_and_never_named(tmp_path):
    keeps = (
        figure(CONTRACTS, 40), said("withheld_indicator", "Contrats", breakdown=f"indicator={CONTRACTS}"),
        decided("local_sante", "added"), said("withheld_criterion", "Santé", breakdown="criterion=local_sante"),
        *voice("T-1", "local_sante", "Mon dos va mieux."), *effect("F-1", "local_sante", "On reprend un suivi"),
    )  # fmt: skip
    structures = [*several(*[(figure(CONTRACTS, 1),)] * 3), One("Zinguerie", keeps, labels={"local_sante": "Santé"})]
    synthesis = pooled(tmp_path, structures)
    line = line_of(synthesis, CONTRACTS)
    assert line.together is not None and line.together.value == 3 and counts(line) == {"hidden": 1}
    assert synthesis.own_criteria == () and synthesis.network.members[-1].kept_inside == 1
    assert "dos" not in str(synthesis.rows) and "Santé" not in str(synthesis.rows)


def test_only_words_that_may_be_published_are_kept(tmp_path):
    own = (
        *voice("T-1", "needs", "Publiez-le."), *voice("T-2", "needs", "Gardez-le.", shared=False),
        *effect("F-1", "needs", "Le bourg se réveille", contested=True),
        *effect("F-2", "needs", "Secret", shared=False),
    )  # fmt: skip
    synthesis = pooled(tmp_path, several(own, (), ()))
    assert [one.row.text for one in synthesis.voices] == ["Publiez-le."]
    assert [one.row.text for one in synthesis.effects] == ["Le bourg se réveille"]
    assert synthesis.effects[0].what.contested
    assert {cited.consent for cited in synthesis.evidence if cited.kind == "network_report"} == {"public", ""}


def test_things_are_taken_evenly_along_the_order_of_names():
    assert evenly(list(range(100)), 4) == [12, 37, 62, 87]
    assert evenly([1, 2], 4) == [1, 2]


def test_of_thousands_some_are_kept_spread_from_end_to_end():
    thinned: Thinned[int] = Thinned()
    for place in range(10_000):
        thinned.add("all", place)
    gaps = {after - before for before, after in zip(thinned.kept, thinned.kept[1:], strict=False)}
    assert MOST_KEPT / 2 <= len(thinned.kept) <= MOST_KEPT
    assert thinned.kept[0] == 0 and thinned.kept[-1] > 9_900 and len(gaps) == 1


def test_criteria_are_counted_in_the_order_of_the_catalogue(tmp_path):
    structures = several(
        (decided("needs", "kept"), said("criterion_unknowns", "?", "choice", criterion="needs")),
        (decided("needs", "rejected"),), (decided("innovation", "kept"),),
    )  # fmt: skip
    synthesis = pooled(tmp_path, structures)
    needs = next(line for line in synthesis.criteria if line.criterion == "needs")
    assert {name: found.value for name, found in needs.decisions.items()} == {"kept": 1, "rejected": 1, "silent": 1}
    assert needs.stands_on["only_named"].value == 1 and needs.wondered.value == 1
    assert [line.criterion for line in synthesis.criteria][:2] == ["activity", "economics"]


def test_a_proof_leads_to_the_reports_by_their_labels(tmp_path):
    synthesis = pooled(tmp_path, several(*[(figure(CONTRACTS, 1),)] * 2, (hidden(CONTRACTS),), (figure(CONTRACTS, 1),)))
    line = line_of(synthesis, CONTRACTS)
    assert line.together is not None
    proof = next(cited for cited in synthesis.evidence if cited.evidence_id == line.together.evidence_ids[0])
    assert proof.cell == "R1:R2 R4"
    files = {cited.evidence_id: cited.file for cited in synthesis.filed}
    assert files["R4"] == "le-fournil-2024.rows.csv"
    assert "« /2024/contracts_signed/ »" in re.sub(r"\s", " ", proof.note)
    with (tmp_path / files["R4"]).open(encoding="utf-8", newline="") as file:
        assert [
            line["value"] for line in csv.DictReader(file) if line["row_id"].endswith("/2024/contracts_signed/")
        ] == ["1"]
    assert ranges_of([4, 0, 1, 2, 8]) == "R1:R3 R5 R9"


def test_beyond_thirty_reports_the_page_counts_them_and_the_file_lists_them(tmp_path):
    made = [One(f"Structure {place:02}", (figure(CONTRACTS, 1),)) for place in range(31)]
    synthesis = pooled(tmp_path, made)
    (name,) = line_of(synthesis, CONTRACTS).shown.evidence_ids
    shown, filed = (
        next(one for one in found if one.evidence_id == name) for found in (synthesis.evidence, synthesis.filed)
    )
    assert (shown.cell, filed.cell) == ("", "R1:R31")
    assert "31" in shown.note and "synthese-du-reseau.evidence.csv" in shown.note


def test_names_give_the_order_and_one_structure_has_one_report(tmp_path):
    made = [One(name) for name in ("Zinguerie", "École", "Atelier")]
    made += [One("Atelier", audience="external"), One("École", year=2023)]
    network = read_network(campaign(tmp_path, made, failed=("abîmé.xlsx",)))
    assert [member.name for member in network.members] == ["Atelier", "École", "Zinguerie"]
    # The version for partners is what a structure shows outside; then the latest year.
    assert [member.place for member in network.members][:2] == ["atelier-2024-externe", "école-2024"]
    assert {(one.name, one.why) for one in network.left_aside} == {
        ("Atelier", "other_version"),
        ("École", "other_version"),
    }
    assert network.failed == ("abîmé.xlsx",)


def test_fictitious_structures_are_left_out_unless_asked_for(tmp_path):
    made = [One(name) for name in NAMES[:3]] + [One("Inventée", fictitious=True)]
    folder = campaign(tmp_path, made)
    assert not read_network(folder).fictitious
    assert [(one.name, one.why) for one in read_network(folder).left_aside] == [("Inventée", "fictitious")]
    assert read_network(folder, with_fictitious=True).fictitious


def test_a_report_changed_since_its_manifest_is_left_aside_and_said(tmp_path):
    folder = campaign(tmp_path, [One(name) for name in NAMES[:4]])
    path = folder / "brouette-2024.rows.csv"
    path.write_bytes(path.read_bytes() + b"\n")
    network = read_network(folder)
    assert [(one.name, one.why) for one in network.left_aside] == [("Brouette", "changed")]
    assert [(found.code, found.file) for found in network.problems] == [
        ("network_report_changed", "brouette-2024.manifest.json")
    ]


def test_rows_that_are_no_rows_are_left_aside_too(tmp_path):
    folder = campaign(tmp_path, [One(name) for name in NAMES[:4]])
    path, manifest = folder / "brouette-2024.rows.csv", folder / "brouette-2024.manifest.json"
    path.write_bytes(b"a,b\n1,2\n")
    content = json.loads(manifest.read_text("utf-8"))
    content["outputs"][path.name] = hashlib.sha256(path.read_bytes()).hexdigest()
    manifest.write_text(json.dumps(content), "utf-8")
    assert [one.why for one in read_network(folder).left_aside] == ["changed"]


def test_too_few_structures_make_no_network(tmp_path):
    folder = campaign(tmp_path, [One(name) for name in NAMES[:2]])
    with pytest.raises(DataProblems) as refused:
        read_network(folder)
    assert [found.code for found in refused.value.problems] == ["network_too_few"]


def test_no_row_orders_structures_or_names_one_beside_a_value(tmp_path):
    made = [One(f"Maison {place}", (figure(HOURS, 10 * place), figure(CONTRACTS, place))) for place in range(9)]
    synthesis = pooled(tmp_path, made)
    valued = [made for made in synthesis.rows if made.value is not None]
    assert valued and not any("Maison" in str(vars(made)) or "maison" in str(vars(made)) for made in valued)
    assert all(cited.raw == "" for cited in synthesis.filed)


def test_what_is_kept_of_a_report_does_not_grow_with_its_breakdowns(tmp_path):
    parts = tuple(figure(PEOPLE, 1, breakdown=f"activity={place}") for place in range(500))
    network = read_network(campaign(tmp_path, several((figure(PEOPLE, 9), *parts), (), ())))
    assert [len(given) for given in network.figures.values()] == [1]


def test_the_columns_of_rows_are_those_that_are_written(tmp_path):
    folder = campaign(tmp_path, several((row("contracts_signed", value=3),), (), ()))
    with (folder / "atelier-du-gué-2024.rows.csv").open(encoding="utf-8", newline="") as file:
        assert next(csv.DictReader(file))["value"] == "3"
    assert isinstance(read_network(folder), Network)
