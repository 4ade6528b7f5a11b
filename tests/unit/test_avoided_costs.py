"""Avoided costs from the workbook to the report: only when the mandate asks, in no account, and nothing given away."""

import dataclasses

import pytest
from avoided_samples import avoided, swings
from evaluation_samples import evaluation, form
from row_samples import book, fact, flat, plain

from dts_eval.collection.collecting import collect
from dts_eval.criteria.choice import choose_criteria
from dts_eval.debates.effects import debate
from dts_eval.disclosure.disclosing import disclose
from dts_eval.foundation.language import LANGUAGES, texts
from dts_eval.foundation.model import Evaluation
from dts_eval.foundation.units import Missing
from dts_eval.indicators.choice import choose_indicators
from dts_eval.indicators.definitions import indicators
from dts_eval.measurement.measuring import measure
from dts_eval.presentation.annexes import data_section, indicator_sheets
from dts_eval.presentation.book import Book
from dts_eval.presentation.charts.avoided_costs import avoided_costs
from dts_eval.presentation.charts.avoided_swings import MOST, avoided_swings
from dts_eval.presentation.narrative import avoided_costs as narrative
from dts_eval.presentation.narrative.frame import mandate_sentences
from dts_eval.presentation.options import avoided_costs_section
from dts_eval.presentation.parts import FigureNumbers
from dts_eval.presentation.report import present
from dts_eval.presentation.shown import Sentence, two_digits
from dts_eval.scope.perimeter import set_scope

ASKED = {name for name, definition in indicators().items() if definition.asked_by}
SUPPORTS = [
    {"code": "S-01", "title": "Registre", "kind": "other", "grade": "records"},
    {"code": "S-02", "title": "Note inventée", "kind": "other", "grade": "declared"},
]
LINE = {
    "code": "CE-01", "year": 2024, "avoided": "nuits d’hôtel de secours", "payer": "le Département",
    "population": "des foyers relogés", "count": 12, "unit": "household", "supports": ("S-01",), "cost_low": 300,
    "cost_central": 400, "cost_high": 600, "price_base": 2023, "cost_supports": ("S-02",), "source_year": 2024,
    "share_low": 30, "share_high": 60, "deadweight_low": 20, "deadweight_high": 50, "not_counted": "le loyer",
}  # fmt: skip
MONEY = {
    "resources": [{"name": "ventes", "year": 2024, "nature": "market", "amount": 1000}],
    "expenses": [{"name": "fioul", "year": 2024, "kind": "purchases", "amount": 800, "place": "in_territory"}],
}  # fmt: skip


def lines(*said: dict) -> list[dict]:
    return [{**LINE, "code": f"CE-{number:02}", **line} for number, line in enumerate(said, 1)]


def steps(
    *said: dict, answer: str | None = "yes", audience: str = "internal", withheld: str = "", **sheets
) -> Evaluation:
    kept = [{"criterion": name, "decision": "kept"} for name in sheets.pop("kept", ("economics",))]
    made = evaluation(criteria=kept, supports=SUPPORTS, avoided_costs=lines(*said), **sheets)
    answers = {"requester": "le conseil"} | ({"avoided_costs": answer} if answer else {})
    answers |= {"withheld": withheld} if withheld else {}
    mandate = (form("mandate", **answers),)
    made = dataclasses.replace(made, audience=audience, records={**made.records, "mandate": mandate})
    for step in (set_scope, choose_criteria, choose_indicators, collect, debate, measure):
        made = step(made)
    return made


def named(made: Evaluation) -> set[str]:
    return {result.indicator for result in made.results if result.indicator.startswith("avoided")}


@pytest.mark.parametrize("answer", [None, "no"])
def test_without_a_yes_of_the_mandate_there_is_no_row_at_all(answer):
    made = steps({}, {}, answer=answer)
    assert named(made) == set()
    assert [found.code for found in made.problems] == ["avoided_not_asked"]
    assert "Coûts évités" not in {evidence.sheet for evidence in made.evidence}
    asked = present(disclose(made))
    assert [section for section in asked.sections if section.section_id == "couts-evites"] == []


def test_with_a_yes_every_row_stands_whatever_criteria_are_kept():
    made = steps({}, {}, kept=("economics",))
    assert ASKED <= named(made)
    of_it = [result for result in made.results if result.indicator in ASKED]
    assert {result.criterion for result in of_it} == {""}
    assert {result.grade for result in of_it if result.indicator != "avoided_cost_count"} == {"estimated"}
    assert all(result.quantity.value is None for result in of_it if result.unit == "euro")
    assert all({"support:S-01", "support:S-02"} <= set(item.proofs) for item in of_it if item.unit == "euro")


def test_a_group_that_names_its_indicators_need_not_name_these():
    chosen = [{"indicator": "sales_revenue", "decision": "kept"}]
    assert ASKED <= named(steps({}, indicators=chosen))
    refused = [{"indicator": "avoided_costs_range", "decision": "rejected"}]
    assert "avoided_costs_range" not in named(steps({}, indicators=refused))


def test_no_other_row_takes_them_in():
    before, after = steps(answer="no", **MONEY), steps({}, {}, **MONEY)
    def others(made: Evaluation) -> list:
        told = [result for result in made.results if result.indicator not in named(after)]
        return [result for result in told if not result.indicator.startswith(("tally_indicators", "tally_supports"))]

    known = [result for result in others(before) if result.indicator != "support_unused"]
    assert known == [result for result in others(after) if result.indicator != "support_unused"]
    assert len(known) > 8
    for definition in indicators().values():
        if definition.asked_by:
            assert definition.combine == "never"
        else:
            tied = {term.indicator for term in definition.ties.terms()}
            assert definition.sheet != "avoided_costs" and not tied & ASKED


def test_a_yes_without_a_line_is_a_gap_and_not_a_zero():
    made = steps()
    (gap,) = [result for result in made.results if result.indicator in ASKED]
    assert (gap.indicator, gap.status, gap.quantity.value, gap.year) == (
        "avoided_costs_range", "not_available", None, 2024,
    )  # fmt: skip
    assert gap.proofs and set(gap.proofs) <= {evidence.key for evidence in made.evidence}
    assert [found.code for found in made.problems] == ["avoided_without_line"]
    assert "Aucune ligne ne décrit" in plain(narrative.total_sentences(Book(disclose(made), "fr"))[0])


@pytest.mark.parametrize("withheld", ["Coûts évités", "Coûts évités, fourchette", "Coûts évités, ligne par ligne"])
def test_what_the_mandate_withholds_partners_do_not_read(withheld):
    internal, external = steps({}, withheld=withheld), steps({}, withheld=withheld, audience="external")
    assert ASKED <= named(internal) and named(external) == set()
    assert next(r.quantity.value for r in external.results if r.indicator == "tally_withheld") == 1
    assert named(steps({}, audience="external")) == named(internal)


@pytest.mark.parametrize("unit", ["person", "household"])
def test_nothing_tells_one_small_count_from_another(unit):
    shown = []
    for count in (1, 2, 3, 4):
        disclosed = disclose(steps({}, {"unit": unit, "count": count}, {"group": "g"}, {"group": "g"}))
        rows = [row for row in disclosed.rows if "CE-02" in row.breakdown and row.kind == "figure"]
        assert {row.indicator: row.status for row in rows} == {
            "avoided_cost_line": "suppressed", "avoided_cost_count": "suppressed",
        }  # fmt: skip
        shown.append((disclosed.rows, disclosed.evidence))
    assert all(one == shown[0] for one in shown)
    assert disclose(steps({}, {"unit": unit, "count": 5})).rows != disclose(steps({}, {"unit": unit, "count": 6})).rows


def section_of(made: Evaluation, language: str = "fr"):
    disclosed = dataclasses.replace(disclose(made), language=language)
    section = avoided_costs_section(Book(disclosed, language), FigureNumbers())
    assert section is not None
    return section


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_part_speaks_both_languages_and_cites_what_it_claims(language):
    made = steps({}, {"group": "g", "cost_high": 900}, {"group": "g"}, {"count": 3}, {"duration": 0.5, "cost_low": 200})
    section = section_of(made, language)
    kinds = [type(block).__name__ for block in section.blocks]
    assert kinds == ["Paragraph", "Chart", "Listing", "Table", "Paragraph", "Chart", "Heading", "Listing"]
    for label, told in section.blocks[2].lines:
        assert label.startswith("CE-") and told and all(sentence.evidence_ids for sentence in told)
    assert all(sentence.evidence_ids for sentence in section.blocks[0].sentences[:2])


def test_sentences_of_one_line_whole():
    told = dict(narrative.line_listing(Book(disclose(steps({})), "fr")))
    assert [plain(sentence) for sentence in told["CE-01"]] == [
        "Sous ses hypothèses, la dépense évitée au titre de « nuits d’hôtel de secours » se situerait entre 540 € et "
        "3 500 € en 2024.",
        "Ce qui est compté : « des foyers relogés », soit 12 foyers.",
        "Cette dépense aurait été payée par le Département. L’économie, si elle existe, ne revient pas à la structure.",
        "N’y est pas compté : « le loyer ».",
    ]


def test_sentences_of_lines_that_are_not_added():
    made = steps({"group": "g", "cost_high": 900}, {"group": "g"}, {"count": 3})
    told = {label: [plain(one) for one in said] for label, said in narrative.line_listing(Book(disclose(made), "fr"))}
    assert told["CE-01"][1].startswith("Elle n’est pas ajoutée au total, car elle porte sur les mêmes personnes")
    assert told["CE-03"][:2] == [
        "« Nuits d’hôtel de secours » : le montant n’est ni publié ni ajouté au total, car il porte sur trop peu de "
        "personnes.".replace("Nuits", "nuits"),
        "Ce qui est compté : « des foyers relogés ».",
    ]


def test_prices_of_several_years_are_said_and_nothing_is_added_to_them():
    same, mixed = (Book(disclose(steps({}, {"price_base": year})), "fr") for year in (2023, 2019))
    assert "dans les prix de 2023 ; aucune inflation" in plain(narrative.total_sentences(same)[3])
    assert "plusieurs années (2019 et 2023)" in plain(narrative.total_sentences(mixed)[3])


def test_the_mandate_says_what_it_asked():
    for text, start in (("yes", "Le mandat demande une estimation"), ("no", "Le mandat n’a pas demandé le chiffrage")):
        rows = flat(fact("mandate_requester", "le conseil"), fact("mandate_avoided_costs", text))
        assert any(plain(sentence).startswith(start) for sentence in mandate_sentences(book(*rows)))


def test_annexes_hold_them_though_they_belong_to_no_criterion():
    made = Book(disclose(steps({}, {})), "fr")
    (*_, sheets), (data,) = indicator_sheets(made).blocks, data_section(made).blocks
    assert {line[0] for line in sheets.lines} >= {made.indicator(name) for name in ASKED}
    told = {plain(line[1]) for line in data.lines if line[0] == made.indicator("avoided_costs_swing")}
    assert "Ligne CE-01, hypothèse : coût unitaire" in told


def test_every_sentence_of_the_part_is_reached():
    made = [
        steps({}, {"group": "g", "cost_high": 900}, {"group": "g"}, {"count": 3}, {"duration": 0.5}),
        steps({"count": 3}), steps(), steps({}, {"price_base": 2019}, {"count": Missing.NOT_AVAILABLE}),
    ]  # fmt: skip
    reached = set()
    for one in made:
        kept = Book(disclose(one), "fr")
        told = [*narrative.lead_sentences(kept), *narrative.total_sentences(kept), *narrative.swing_sentences(kept)]
        told += [one for _, said in (*narrative.line_listing(kept), *narrative.silences(kept)) for one in said]
        table = narrative.assumptions_table(kept)
        told += [table.caption, *(cell for line in table.lines for cell in line)] if table else []
        reached |= {sentence.text.key for sentence in told if isinstance(sentence, Sentence)}
    labels = ("avoided_silence", "avoided_requested", "avoided_not_requested")
    due = {key for key in texts("fr") if key.startswith("avoided_") and not key.startswith(labels)}
    assert due - reached == set()


def test_a_drawing_leaves_out_what_is_hidden_and_names_what_is_not_added():
    chart = avoided_costs(avoided(), year=2024, language="fr", number=3)
    assert chart is not None
    lines = [[plain(cell) for cell in line] for line in chart.table.lines]
    assert lines[1] == ["Des mois d’hébergement d’urgence (CE-02)", "1,5", "15", "non"]
    assert lines[3] == ["Des trajets en taxi (CE-04)", "masqué", "", "non"]
    assert lines[4] == ["Total des lignes ajoutées", "6,1", "12", ""]
    drawn = str(chart.wide)
    assert "CE-04" not in drawn and "non ajoutée" in drawn
    assert avoided_costs(avoided()[:-2], year=2024, language="fr", number=3) is None
    assert avoided_costs(avoided(), year=2023, language="fr", number=3) is None


def test_the_widest_swing_comes_first_and_too_many_are_said_to_be_left_in_the_table():
    chart = avoided_swings(swings(3), year=2024, language="fr", number=3)
    assert chart is not None
    ends = [(line[1].value, line[2].value) for line in chart.table.lines]
    assert ends == sorted(ends, key=lambda pair: pair[0] - pair[1]) and len(ends) == 18
    assert [note.text.key for note in chart.notes] == ["chart_note_avoided_swings"]
    assert len(chart.wide["data"]) == MOST
    assert avoided_swings(swings()[:1], year=2024, language="fr", number=3) is None


@pytest.mark.parametrize(("value", "shown"), [(0, 0), (12480, 12000), (96543, 97000), (105, 100), (0.123, 0.12)])
def test_an_estimate_is_written_with_two_digits(value, shown):
    assert two_digits(value) == pytest.approx(shown)


def test_a_total_never_stands_in_a_title():
    for chart in (
        avoided_costs(avoided(), year=2024, language="fr", number=3),
        avoided_swings(swings(), year=2024, language="fr", number=3),
    ):
        assert chart is not None and "€" not in str(chart.title)
