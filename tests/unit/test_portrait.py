"""The portrait of evidence: which proofs stand behind a criterion, each once, none added up."""

from dataclasses import replace

from row_samples import LOCAL, NEEDS, REST, account, choice, cited, disclosed, effect, row

from dts_eval.comparison.portrait import KINDS, portrait

REJECTED = replace(NEEDS, decision="rejected")


def marks_of(*rows, **said):
    table = portrait(disclosed(*rows, **said))
    assert len(table.lines) == 1
    return dict(zip(KINDS, table.lines[0].marks, strict=True))


def test_a_figure_bears_the_mark_of_its_cells_not_of_its_document():
    marks = marks_of(row(value=12, evidence_ids=("E2", "E1"), grade="declared"))
    assert marks["figures"] == (("E1", "declared"),)
    assert marks["documents"] == (("E2", "records"),)


def test_a_proof_stands_once_even_when_two_figures_share_it():
    assert marks_of(row(value=12), row("local_other", 3))["figures"] == (("E1", "records"),)


def test_years_gone_by_parts_and_gaps_bear_no_mark():
    rows = (
        row(value=12, year=2023),
        row(value=5, breakdown="sex=woman"),
        row("local_other", status="not_available", grade=""),
        row("local_third", status="suppressed", grade=""),
    )
    assert marks_of(*rows)["figures"] == ()


def test_an_undated_figure_bears_a_mark():
    assert marks_of(row(value=12, year=None))["figures"] == (("E1", "records"),)


def test_an_account_bears_one_mark_whatever_is_said_of_its_speaker():
    assert len(marks_of(*account())["accounts"]) == 1


def test_what_a_third_party_confirmed_stands_apart_from_documents():
    confirmed = (cited("E1"), cited("E2", "audit", grade="corroborated"))
    marks = marks_of(*effect(), row(value=1, evidence_ids=("E1", "E2")), evidence=confirmed)
    assert (marks["documents"], marks["third_party"]) == ((), (("E2", "corroborated"),))


def test_a_rejected_criterion_has_no_line_and_the_reason_for_no_figure_is_kept():
    table = portrait(disclosed(*choice(no_figure="refused_by_group"), criteria=(LOCAL, REJECTED)))
    assert [line.criterion.criterion_id for line in table.lines] == [REST]
    assert table.lines[0].reason == "refused_by_group"
    assert table.rejected == (REJECTED,)
