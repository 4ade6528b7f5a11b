"""What changed since an earlier report: told from the rows of both, without what either of them hides."""

import csv
import dataclasses
import io

import pytest
from evaluation_samples import evaluation
from row_samples import LOCAL, MEALS, REST, account, book, choice, cited, disclosed, effect, fact, flat, plain, row

from dts_eval.disclosure.rows import ROW_COLUMNS, Disclosed, Row
from dts_eval.disclosure.since import Since, since_report
from dts_eval.disclosure.since_rows import with_since
from dts_eval.foundation.model import Earlier
from dts_eval.foundation.program import own_version, program
from dts_eval.presentation.versions import since_section
from dts_eval.presentation.writing import as_csv

PEOPLE = {"unit": "person"}


def earlier(*rows: Row, year: int = 2023, **said: object) -> Earlier:
    """An earlier report that said these rows, written and read again as its file would be."""
    written = as_csv(ROW_COLUMNS, (dataclasses.astuple(one) for one in rows)).decode()
    known = {
        "manifest": "essai-2023.manifest.json", "rows_file": "essai-2023.rows.csv", "year": year,
        "version": own_version(), "program": program(), "threshold": 5, "definitions": {}, "evidence": (),
    }  # fmt: skip
    return Earlier(**{**known, "rows": tuple(csv.DictReader(io.StringIO(written))), **said})


def compared(then: Earlier, *now: Row, audience: str = "internal") -> tuple[Since, Disclosed]:
    made = dataclasses.replace(evaluation(), earlier=then, audience=audience)
    shown = disclosed(*now, audience=audience)
    since = since_report(made, shown.rows, shown.evidence)
    assert since is not None
    return since, with_since(shown, since)


def hows(since: Since) -> dict[tuple[str, str], str]:
    return {
        (one.name, (one.after or one.before)[0].breakdown): one.how + (" quietly" if one.quiet else "")
        for one in since.figures
    }


def told(then: Earlier, *now: Row, audience: str = "internal") -> list[str]:
    _, shown = compared(then, *now, audience=audience)
    section = since_section(book(*shown.rows, evidence=shown.evidence, labels=shown.labels))
    assert section is not None
    sentences = [*section.lead]
    for block in section.blocks:
        sentences += getattr(block, "sentences", ())
    return [plain(one) for one in sentences]


def table(then: Earlier, *now: Row) -> list[list[str]]:
    _, shown = compared(then, *now)
    section = since_section(book(*shown.rows, evidence=shown.evidence))
    assert section is not None
    (found,) = (block for block in section.blocks if hasattr(block, "lines"))
    return [[plain(cell) for cell in line] for line in found.lines]


def test_nothing_is_said_when_no_report_is_named():
    shown = disclosed(row(value=3))
    assert since_report(evaluation(), shown.rows, shown.evidence) is None
    assert with_since(shown, None) is shown
    assert since_section(book(row(value=3))) is None


def test_a_figure_of_a_year_that_both_cover_is_corrected_added_or_withdrawn():
    then = earlier(
        row(value=12, year=2023), row(value=4, year=2022), row(value=7, year=2021), row("local_walks", 1, year=2023)
    )
    now = (row(value=13, year=2023), row(value=4, year=2022), row(value=9, year=2020), row(value=20))
    since, _ = compared(then, *now)
    assert {(one.how, (one.after or one.before)[0].year) for one in since.figures} == {
        ("corrected", 2023), ("withdrawn", 2021), ("added", 2020),
    }  # fmt: skip
    assert since.new_figures == 1
    assert [one.name for one in since.unfollowed] == ["local_walks"]
    assert table(then, *now) == [
        ["Repas partagés", "Ensemble", "2023", "12 moments", "13 moments"],
        ["Repas partagés", "Ensemble", "2021", "7 moments", "absent"],
        ["Repas partagés", "Ensemble", "2020", "absent", "9 moments"],
    ]


def test_an_absence_that_only_one_report_names_is_no_difference_but_a_gap_filled_is_one():
    gap = row(year=2023, status="not_available", grade="")
    assert hows(compared(earlier(gap))[0]) == {}
    assert hows(compared(earlier(gap), row(value=3, year=2023))[0]) == {(MEALS, ""): "corrected"}
    assert table(earlier(gap), row(value=3, year=2023))[0][3:] == ["non disponible", "3 moments"]


def test_a_second_source_is_said_without_choosing_between_them():
    then, now = row(value=12, year=2023), (row(value=12, year=2023), row(value=13, year=2023))
    assert hows(compared(earlier(then), *now)[0]) == {(MEALS, ""): "sources"}
    assert table(earlier(then), *now)[0][3:] == ["non repris ici", "d’autres sources le disent"]


@pytest.mark.parametrize("hidden_now", [True, False])
def test_what_is_hidden_then_or_now_is_said_without_its_number(hidden_now):
    shown = row(value=6187, year=2023, **PEOPLE)
    hidden = row(year=2023, status="suppressed", reason="small_count", grade="", **PEOPLE)
    then, now = (shown, hidden) if hidden_now else (hidden, shown)
    _, made = compared(earlier(then), now)
    own = [one for one in made.rows if one.indicator.startswith("since_")]
    assert [one.value for one in own if one.indicator == "since_figure_then"] == ([] if hidden_now else [None])
    texts = [str(one) for one in (*own, *made.evidence[2:])]
    assert any("6187" in text for text in texts) is not hidden_now
    expected = ["non repris ici", "masqué"] if hidden_now else ["masqué", "6 187 personnes"]
    assert table(earlier(then), now)[0][3:] == expected


def test_beside_a_hidden_count_no_number_of_then_is_repeated():
    part = {"year": 2023, "breakdown": "sex=woman", **PEOPLE}
    then = earlier(row(value=7113, year=2023, **PEOPLE), row(value=7109, **part))
    now = (row(value=7112, year=2023, **PEOPLE), row(status="suppressed", grade="", **part))
    since, made = compared(then, *now)
    assert hows(since)[MEALS, ""] == "corrected quietly"
    assert not any("7113" in str(one) or "7109" in str(one) for one in (*made.rows, *made.evidence))
    assert ["Repas partagés", "Ensemble", "2023", "non repris ici", "7 112 personnes"] in table(then, *now)


def test_an_effect_that_others_now_contest_or_deny_moved():
    then = earlier(*effect(recognised_by="la mairie"))
    denial = fact("opinion_opinion", "denies", kind="effect", breakdown="effect=F-01;who=le bureau")
    now = flat(effect(recognised_by="la mairie", contested_by="les voisins"), denial)
    assert "« Les gens se parlent » : cet effet était reconnu ; il est maintenant reconnu, contesté et nié." in told(
        then, *now
    )


def test_an_effect_may_be_reworded_added_or_gone():
    then = earlier(*flat(effect(), effect("F-02", effect="On répare")))
    now = flat(effect(effect="Des gens se parlent"), effect("F-03", effect="On attend"))
    sentences = told(then, *now)
    then_said, now_said = "« Les gens se parlent »", "« Des gens se parlent »"
    assert f"Un effet a été réécrit. Phrase d’alors : {then_said}. Phrase retenue : {now_said}." in sentences
    assert "Un effet a été ajouté." in sentences
    assert "Un effet n’est plus dans le rapport : « On répare »." in sentences


def test_partners_are_told_how_many_things_are_no_longer_said_and_never_which():
    then = earlier(
        *flat(effect(effect="Secret"), row(value=8123, year=2023), row("local_walks", 5, year=2023)),
        *choice("needs", decision="kept"), *account(quote="Retiré"), *decision(1, "Caché"),
    )  # fmt: skip
    now = (row("local_sleep", 3),)
    _, made = compared(then, *now, audience="external")
    text = " ".join(str(one) for one in (*made.rows, *made.evidence[2:]))
    assert not [word for word in ("Secret", "8123", "walks", "needs", "Retiré", "Caché") if word in text]
    sentences = told(then, *now, audience="external")
    for told_alone in (
        "Un effet n’est plus dans cette version.", "Un critère n’est plus dans cette version.",
        "Un témoignage n’est plus dans cette version.", "Une décision n’est plus dans cette version.",
        "Deux indicateurs ne sont plus suivis dans cette version.",
    ):  # fmt: skip
        assert told_alone in sentences


def test_the_words_of_a_testimony_that_is_gone_are_not_kept_alive():
    _, made = compared(earlier(*account(quote="Ne me citez plus.")))
    assert not any("citez" in str(one) for one in (*made.rows, *made.evidence))
    assert "Un témoignage n’est plus dans le rapport ; ses mots ne sont pas repris." in told(
        earlier(*account(quote="Ne me citez plus."))
    )


def decision(number: int, subject: str, **said: str) -> list[Row]:
    fields = {"subject": subject, **said}
    return [
        fact(f"decision_{name}", text, kind="choice", breakdown=f"decision={number}") for name, text in fields.items()
    ]


def test_each_decision_of_then_is_followed_open_or_gone_wherever_its_line_went():
    then = earlier(*flat(decision(1, "ouvrir le soir"), decision(2, "peser"), decision(3, "compter")))
    now = flat(decision(1, "peindre"), decision(2, "compter"), decision(4, "ouvrir le soir", changed="le jeudi"))
    assert told(then, *now)[-5:] == [
        "Des décisions que donnait le rapport précédent, au nombre de 3, une a une suite consignée.",
        "« Ouvrir le soir » : la suite est celle-ci, « le jeudi ».",
        "« Peser » : cette décision n’est plus dans le classeur.",
        "« Compter » : aucune suite n’est consignée.",
        "Une décision a été prise depuis.",
    ]


def test_criteria_come_and_go_by_their_names():
    then = earlier(*choice("needs", decision="kept"), labels={})
    now = choice(REST, decision="added")
    _, made = compared(then, *now)
    assert [one.indicator for one in made.rows if one.indicator.startswith("since_criterion_")] == [
        "since_criterion_added", "since_criterion_withdrawn",
    ]  # fmt: skip
    assert any(
        sentence.startswith("La liste des critères a changé. Ajoutés : ") and "Retirés : « " in sentence
        for sentence in told(then, *now)
    )
    assert LOCAL.criterion_id == REST


def test_documents_that_back_this_report_alone_are_listed():
    known = {"kind": "minutes", "note": "S-01", "raw": "Ancien", "evidence_id": "E9"}
    shown = disclosed(row(value=3))
    documents = (cited("E1", "minutes", note="S-01"), cited("E2", "press", note="S-02 à lire", raw="Un article"))
    shown = dataclasses.replace(shown, evidence=documents)
    made = dataclasses.replace(evaluation(), earlier=earlier(evidence=(known,)))
    since = since_report(made, shown.rows, shown.evidence)
    assert since is not None and [(one.name, one.now) for one in since.documents] == [("S-02", "E2 Un article")]


def test_differences_of_method_are_said():
    sentences = told(earlier(version="0.0.1", threshold=3, definitions=None))
    assert any("0.0.1 puis" in sentence for sentence in sentences)
    assert any("Le seuil de confidentialité était de 3 ; il est de 5." in sentence for sentence in sentences)
    assert any("ne garde pas trace des définitions" in sentence for sentence in sentences)
    assert any("son contenu a changé" in sentence for sentence in told(earlier(program="autre")))


def test_two_reports_that_say_the_same_are_said_to():
    same = row(value=12, year=2023)
    assert told(earlier(same), same)[-1] == "Les deux rapports disent la même chose."


def test_every_row_of_the_comparison_cites_evidence_that_exists_and_has_an_id_of_its_own():
    then = earlier(*flat(row(value=12, year=2023), effect(), account(), decision(1, "peser")))
    _, made = compared(then, row(value=13, year=2023))
    own = [one for one in made.rows if one.indicator.startswith("since_")]
    known = {one.evidence_id for one in made.evidence}
    assert own and all(one.evidence_ids and set(one.evidence_ids) <= known for one in own)
    assert len({one.row_id for one in own}) == len(own)
    assert {one.kind for one in made.evidence[2:]} == {"report"}
