"""The report of a comparison: every number has its row, structures stand by name, nothing is ranked or added up."""

import re
from collections import defaultdict
from dataclasses import fields, is_dataclass, replace
from itertools import permutations
from urllib.parse import unquote

import pytest
from comparison_samples import NAMES, ODD_ID, case, compared, many, oddly_named, shipped
from row_samples import LOCAL, MEALS, NEEDS, account, choice, effect, fact, plain, row
from test_skin_html import Page

import dts_eval as dts
from dts_eval.disclosure.panel import LeftOut
from dts_eval.foundation.declarations import read_declarations
from dts_eval.foundation.names import comparison_stem
from dts_eval.foundation.shipped import text_folder
from dts_eval.presentation import blocks as b
from dts_eval.presentation.blocks import Report, Section
from dts_eval.presentation.claims import cited_in
from dts_eval.presentation.comparison.cases import cases_of
from dts_eval.presentation.shown import Sentence
from dts_eval.presentation.skins.html import write_html
from dts_eval.presentation.skins.pdf import write_pdf
from dts_eval.presentation.skins.pieces import is_small

VALUES = (1, 900, 50)
# Written over a figure, these words would say that one structure does better, or add them up.
JUDGING = {
    "fr": r"meilleure?s?|pires?|classements?|rangs?|moyennes?|médianes?|sommes?|totaux|notes?|scores?|loin devant|"
    r"plus (?:de|d’)[^.]* que|moins (?:de|d’)[^.]* que|supérieure?s?|inférieure?s?",
    "en": r"better|worse|worst|rank(?:s|ed|ing)?|averages?|mean|median|sums?|totals?|scores?|ahead|"
    r"more [^.]* than|fewer [^.]* than|higher|lower",
}

DENYING = {"fr": set(), "en": {"compare_portrait_silent"}}


def section(report: Report, name: str) -> Section:
    return next(one for one in report.sections if one.section_id == name)


def blocks(report: Report, kind: type, name: str = "") -> list:
    return [
        block
        for one in report.sections
        if name in ("", one.section_id)
        for block in one.blocks
        if isinstance(block, kind)
    ]


def told(thing: object) -> list[str]:
    if isinstance(thing, Sentence):
        return [plain(thing)]
    if isinstance(thing, tuple | list):
        return [words for item in thing for words in told(item)]
    if isinstance(thing, b.Paragraph):
        return told(thing.sentences)
    if isinstance(thing, b.Table):
        return [*told(thing.caption), *told(thing.lines)]
    if isinstance(thing, b.Listing | b.CasesPortrait):
        return told(thing.lines)
    if isinstance(thing, Section):
        return [*told(thing.lead), *told(thing.blocks)]
    return [plain(thing)] if isinstance(thing, str) else []


def three(*values: float, **said: object) -> Report:
    cases = [case(name, row(value=value)) for name, value in zip(NAMES, values or VALUES, strict=True)]
    return dts.present(compared(*cases, **said))


@pytest.fixture(scope="module", params=[("fr", False), ("fr", True), ("en", True)], ids=str)
def shown(request) -> tuple[Report, Page]:
    report = dts.present(shipped(*request.param))
    return report, Page(write_html(report))


def test_every_number_of_the_page_is_a_number_of_its_row(shown):
    report, page = shown
    known = defaultdict(set)
    for one in report.rows:
        values = (one.value, one.low, one.high, one.numerator, one.denominator, one.unknown)
        known[one.row_id] |= {float(f"{value:.12g}") for value in values if value is not None}
    drawn = [(given["data-row"], float(given["value"])) for given in page.all("data")]
    assert len(drawn) > 15
    assert [one for one in drawn if one[1] not in known[one[0]]] == []


def test_nothing_hidden_is_shown(shown):
    report, page = shown
    hidden = {one.row_id for one in report.rows if one.status == "suppressed"}
    assert not hidden & {given["data-row"] for given in page.all("data")}
    if any(one.structure.fictitious for one in shipped(with_fictitious=report.fictitious).cases):
        assert hidden


def test_a_hidden_figure_is_said_to_be_hidden():
    cases = [case(name, row(value=None, status="suppressed")) for name in NAMES]
    (table,) = blocks(dts.present(compared(*cases)), b.Table, "chiffres")
    assert [plain(cell) for cell in table.lines[0][1:]] == ["Masqué"] * 3


def test_every_citation_leads_to_an_article_and_every_article_is_cited(shown):
    report, page = shown
    ids = [given["id"] for _, given, _ in page.tags if "id" in given]
    assert len(ids) == len(set(ids))
    assert {given["href"][1:] for given in page.all("a")} <= set(ids)
    cited = {one for _, given, _ in page.tags for one in given.get("data-evidence", "").split()}
    articles = [given["id"] for given in page.all("article")]
    assert set(articles) == cited
    assert articles == [one.evidence_id for one in report.evidence if one.evidence_id in cited]


def test_what_a_proof_backs_is_told_in_a_sentence_not_by_the_cell_of_a_table():
    report = three()
    told_of_figure = "Repas partagés : 900 moments en 2024."
    assert plain(report.claims["le-fournil:E1"]) == told_of_figure
    assert not {plain(claim) for claim in dts.present(shipped()).claims.values()} & {"Chiffres.", "Documents."}


def test_the_rows_and_the_proofs_of_the_report_are_those_of_the_panel():
    comparison = shipped()
    report = dts.present(comparison)
    assert report.rows == comparison.panel.rows and report.evidence == comparison.panel.evidence


@pytest.mark.parametrize("values", list(permutations(VALUES)))
def test_structures_stand_by_name_in_every_table_whatever_their_values(values):
    report = three(*values)
    titles = [f"{letter} · {name}" for letter, name in zip("ABC", NAMES, strict=True)]
    assert [line[0] for line in blocks(report, b.Table, "structures")[0].lines] == titles
    assert list(blocks(report, b.Table, "chiffres")[0].head[1:]) == titles
    assert [name for _, name in blocks(report, b.CasesPortrait)[0].cases] == list(NAMES)
    (faced,) = blocks(report, b.SideBySide, "recits")
    assert [title for title, _ in faced.columns] == titles
    for part in ("inconnues", "preuves-du-portrait", "preuves"):
        assert [block.words for block in blocks(report, b.Heading, part)] == titles
    cells = blocks(report, b.Table, "chiffres")[0].lines[0][1:]
    assert [plain(cell) for cell in cells] == [f"{value} moment{'s' * (value > 1)}" for value in values]


def test_the_order_of_indicators_does_not_follow_their_values():
    for first, second in ((1, 900), (900, 1)):
        cases = [case(name, row(value=first), row("local_rest_days", second)) for name in NAMES[:2]]
        (table,) = blocks(dts.present(compared(*cases)), b.Table, "chiffres")
        assert [line[0] for line in table.lines] == ["Repas partagés", "local_rest_days"]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_text_of_a_comparison_ranks_adds_or_averages(language):
    texts, _ = read_declarations(text_folder(language) / "comparison.yaml")
    judging = re.compile(rf"\b(?:{JUDGING[language]})\b", re.IGNORECASE)
    found = set()
    for key, text in texts.items():
        forms = text.values() if isinstance(text, dict) else [text]
        found |= {key for form in forms if judging.search(form)}
    assert found == DENYING[language]


def test_names_of_structures_stand_in_the_tables_letters_on_the_proofs():
    report = three()
    assert report.labels["le-fournil:E2"] == "B·2"
    page = Page(write_html(report))
    printed = {words for words, inside in page.words if inside[-1:] == ("a",)}
    assert {"A·1", "B·1", "C·1"} <= printed
    assert not [words for words in printed if ":E" in words]
    assert "le-fournil:E1" in page.text()


def test_a_criterion_is_kept_kept_without_proof_set_aside_or_not_adopted():
    aside = replace(NEEDS, decision="rejected")
    decision = choice("needs", decision="rejected", reason="Hors sujet.")
    report = dts.present(
        compared(
            case(NAMES[0], row(value=3, criterion="needs"), criteria=(NEEDS,)),
            case(NAMES[1], *decision, criteria=(aside, LOCAL)),
            case(NAMES[2], criteria=(NEEDS,)),
        )
    )
    (portrait,) = blocks(report, b.CasesPortrait)
    lines = {plain(name): cells for name, cells in portrait.lines}
    assert list(lines) == ["Besoins non satisfaits", "Le droit au repos (critère propre)"]
    figures, rejected, nothing = lines["Besoins non satisfaits"]
    assert [place.evidence_ids for place in figures] == [("atelier-du-gué:E1",), (), (), ()]
    assert (plain(rejected), rejected.evidence_ids) == ("écarté", ("le-fournil:E1",))
    assert plain(nothing) == "rien encore"
    assert [plain(cell) for cell in lines["Le droit au repos (critère propre)"]] == [
        "non retenu", "rien encore", "non retenu",
    ]  # fmt: skip


def test_the_letters_of_the_portrait_have_their_numbers_in_an_annex():
    comparison = shipped(with_fictitious=True)
    report = dts.present(comparison)
    listed = {
        (label, plain(said)): set(said.evidence_ids)
        for block in blocks(report, b.Listing, "preuves-du-portrait")[:1]
        for label, sentences in block.lines
        for said in sentences
    }
    first = blocks(report, b.CasesPortrait)[0]
    drawn = {
        (label, f"{name}."): set(place.evidence_ids)
        for label, cells in first.lines
        if not isinstance(cells[0], Sentence)
        for (_, name), place in zip(first.kinds, cells[0], strict=True)
        if place.evidence_ids
    }
    assert listed == drawn and len(drawn) > 5


def test_it_says_which_criteria_all_share_some_share_and_one_alone_keeps():
    own = replace(LOCAL, criterion_id="local_joie", label="la joie", short="Joie")
    report = dts.present(
        compared(
            case(NAMES[0], criteria=(NEEDS, LOCAL)),
            case(NAMES[1], criteria=(NEEDS, LOCAL, own)),
            case(NAMES[2], criteria=(NEEDS,)),
        )
    )
    assert told(section(report, "portrait").lead) == [
        "Un critère est commun à toutes les structures : « Besoins non satisfaits ».",
        "D’autres sont partagés par une partie d’entre elles : le droit au repos.",
    ]
    assert told(blocks(report, b.Paragraph, "portrait")) == [
        "Un critère n’est retenu que par une structure, Le Fournil : « la joie ». "
        "Aucune autre ne peut donc être regardée sous cet angle."
    ]


def test_without_a_shared_criterion_it_is_said_in_the_portrait_and_where_accounts_would_stand():
    own = replace(LOCAL, criterion_id="local_joie", label="la joie", short="Joie")
    report = dts.present(compared(case(NAMES[0], row(value=7), criteria=(LOCAL,)), case(NAMES[1], criteria=(own,))))
    assert told(section(report, "portrait").lead)[0].startswith("Aucun critère n’est commun à toutes les structures.")
    assert told(section(report, "recits")) == [
        "Aucun critère n’est retenu par deux structures. Leurs récits ne peuvent pas être mis face à face ; "
        "c’est un constat sur leurs projets, non un défaut des données."
    ]
    assert not blocks(report, b.Table, "chiffres")
    assert dict(report.cover.facts)["Récits face à face"] == "aucun critère commun"
    assert Page(write_html(report)).all("article") and write_pdf(report).startswith(b"%PDF")


def test_one_indicator_under_two_definitions_is_said_to_count_two_things():
    other = {MEALS: "Repas partagés", f"{MEALS}.definition": "Repas servis."}
    differing = "Sous le même intitulé, « Repas partagés », les structures ne comptent pas la même chose. "
    for labels, expected in ((other, 1), (None, 0)):
        said = {"labels": labels} if labels else {}
        report = dts.present(compared(case(NAMES[0], row(value=3)), case(NAMES[1], row(value=4), **said)))
        figures = told(section(report, "chiffres"))
        assert sum(words.startswith(differing) for words in figures) == expected
        sheets = [line[:2] for line in blocks(report, b.Table, "indicateurs")[0].lines]
        assert [who for _, who in sheets] == (["A", "B"] if expected else ["A et B"])


def test_one_indicator_in_two_units_is_said_to_count_two_things():
    cases = case(NAMES[0], row(value=3)), case(NAMES[1], row(value=4, unit="hour"))
    figures = told(section(dts.present(compared(*cases)), "chiffres"))
    assert any(words.startswith("Sous le même intitulé") for words in figures)


def test_a_figure_says_its_year_when_it_is_not_that_of_the_report_its_sources_and_its_absence():
    report = dts.present(
        compared(
            case(NAMES[0], row(value=3, year=2022), row("local_rest_days", 5)),
            case(NAMES[1], row(value=4, year=None)),
            case(NAMES[2], row(value=5), row(value=6)),
            case("Ombelle", row(value=None, status="not_available")),
            case("Pivoine", row(value=None, low=2, high=9, status="estimated")),
        )
    )
    first, second, alone = blocks(report, b.Table, "chiffres")
    assert [plain(cell) for cell in (*first.lines[0][1:], *second.lines[0][1:])] == [
        "3 moments (en 2022)", "4 moments (non daté)",
        "5 moments selon une source, 6 moments selon une autre", "Non disponible",
        "Entre 2 moments et 9 moments",
    ]  # fmt: skip
    assert len(first.lines) == 1, "an indicator that one structure follows stands apart"
    assert plain(alone.caption) == "Indicateurs que suit une seule structure : A · Atelier du Gué."
    assert [tuple(map(plain, line)) for line in alone.lines] == [("local_rest_days", "5 moments")]


def test_what_a_structure_does_not_follow_is_a_dash_and_never_a_zero():
    cases = case(NAMES[0], row(value=3)), case(NAMES[1], row(value=0)), case(NAMES[2])
    (table,) = blocks(dts.present(compared(*cases)), b.Table, "chiffres")
    assert [plain(cell) for cell in table.lines[0][1:]] == ["3 moments", "0 moment", "–"]


def test_accounts_face_each_other_with_dissent_and_those_that_keep_silent_are_named():
    contested = effect(contested_by="deux voisins", argument_against="Le bruit")
    report = dts.present(
        compared(
            case(NAMES[0], *account(quote="On vient."), *contested),
            case(NAMES[1]),
            case(NAMES[2], criteria=(replace(LOCAL, decision="rejected"),)),
            case("Ombelle", criteria=(NEEDS,)),
            criterion=LOCAL.criterion_id,
        )
    )
    faced, others = section(report, "recits").blocks
    assert [[type(block).__name__ for block in inside] for _, inside in faced.columns] == [
        ["Quote", "FaceToFace"],
        ["Paragraph"],
    ]
    (silent,) = faced.columns[1][1]
    assert told(silent) == ["Cette structure a retenu le critère ; aucun récit n’en est donné ici."]
    assert told(others) == [
        "Ce critère a été discuté, puis écarté par C · Les Quatre Vents.",
        "Ce critère n’est pas retenu par D · Ombelle. C’est un choix, non un manque.",
    ]


def test_each_structure_says_what_it_does_not_know_even_when_nothing_is_noted():
    stated = choice(unknowns="Qui ne vient pas")
    report = dts.present(compared(case(NAMES[0], *stated), case(NAMES[1])))
    headed = section(report, "inconnues").blocks
    assert [type(block).__name__ for block in headed] == ["Heading", "Listing", "Heading", "Paragraph"]
    assert headed[1].lines[0][0] == "le droit au repos" and told(headed[1].lines[0][1]) == ["Qui ne vient pas."]
    assert told(headed[3]) == ["Rien n’est consigné de ce que cette structure ne sait pas."]


def test_the_table_of_structures_says_who_asked_and_for_what_with_its_proof():
    asked = fact("mandate_requester", "le conseil"), fact("structure_kind", "aci")
    report = dts.present(compared(case(NAMES[0], *asked), case(NAMES[1], year=2023)))
    first, second = blocks(report, b.Table, "structures")[0].lines
    assert [plain(cell) for cell in first] == [
        "A · Atelier du Gué", "Atelier et chantier d’insertion (ACI)", "2024", "non noté", "Le conseil", "non noté",
    ]  # fmt: skip
    assert first[4].evidence_ids == ("atelier-du-gué:E1",)
    assert second[2] == "2023"
    assert told(blocks(report, b.Paragraph, "structures")) == [
        "Les années ne coïncident pas : 2023 pour B ; 2024 pour A. Le rapprochement est donné à titre indicatif."
    ]


def test_what_is_left_out_is_said_with_the_reason():
    left = (LeftOut("z.xlsx", "La Fable", "fictitious"), *(LeftOut(f"{one}.xlsx", one, "blank") for one in "mn"))
    report = dts.present(compared(case(NAMES[0]), case(NAMES[1]), left_out=left))
    assert told(blocks(report, b.Paragraph, "structures")) == [
        "Une structure du dossier est fictive ; elle n’est pas comparée : La Fable.",
        "Deux classeurs du dossier sont vierges ; ils ne sont pas comparés : m.xlsx et n.xlsx.",
    ]
    facts = {label: plain(said) for label, said in report.cover.facts}
    assert facts["Laissés de côté"] == "La Fable (exemple fictif) ; deux classeurs vierges"


def test_a_fictitious_structure_says_so_wherever_it_is_named(shown):
    report, page = shown
    assert report.fictitious == bool(report.notice) == ("-avec-fictives" in report.stem)
    if not report.fictitious:
        assert "La Cordée de Brumeval (" not in page.text().replace("(exemple fictif)", "")
        return
    mention = "(fictitious structure)" if report.language == "en" else "(structure fictive)"
    assert ("fictitious" if report.language == "en" else "exemple fictif") in report.running_head
    headed = [words for words, inside in page.words if {"h3", "th"} & set(inside)]
    named = [words for words in headed if re.match(r"\s*(?:[A-Z] · )?La Cordée de Brumeval", words)]
    assert len(named) > 5 and all(mention in words for words in named)
    assert mention in report.cover.facts[0][1]


def test_the_cover_counts_structures_in_words_and_shows_no_figure():
    assert three().cover.name == "Trois structures côte à côte"
    assert three(language="en").cover.name == "Three structures side by side"
    assert dts.present(shipped("en")).cover.name == "Structures side by side"
    assert dts.present(many()).cover.name == "Des structures côte à côte"
    assert not re.search(r"\d", dts.present(many()).cover.name + three().cover.subtitle)


def test_letters_go_on_after_z():
    letters = [one.letter for one in cases_of(many(29))]
    assert letters[:2] + letters[25:] == ["A", "B", "Z", "AA", "AB", "AC"]
    portraits = blocks(dts.present(many(29)), b.CasesPortrait)
    assert [len(portrait.cases) for portrait in portraits] == [12, 12, 5]


def test_twelve_structures_hold_in_both_skins():
    report = dts.present(many())
    page = Page(write_html(report))
    assert page.text().count("Structure numéro 12") > 5
    assert 'class="tab cas dense"' in write_html(report)
    assert write_pdf(report).startswith(b"%PDF")


def test_an_identifier_with_odd_signs_breaks_neither_skin():
    report = dts.present(oddly_named())
    page = Page(write_html(report))
    ids = {given["id"] for _, given, _ in page.tags if "id" in given}
    odd = [one for one in ids if one.startswith(ODD_ID)]
    assert len(odd) > 10
    assert {unquote(given["href"][1:]) for given in page.all("a")} <= ids
    assert f"{ODD_ID}:E1" in page.text()
    assert b"<pdfuaid:part>1</pdfuaid:part>" in write_pdf(report)


def keys_said(thing: object) -> list[str]:
    if isinstance(thing, Sentence):
        return [thing.text.key]
    if isinstance(thing, tuple | list):
        return [key for item in thing for key in keys_said(item)]
    if not is_dataclass(thing):
        return []
    return [key for field in fields(thing) for key in keys_said(getattr(thing, field.name))]


def test_a_part_longer_than_a_page_does_not_pass_for_a_small_one():
    # A small part is set on paper in one piece: one that is longer than a page would run over its foot.
    small = {one.section_id for one in dts.present(shipped()).sections if is_small(one)}
    assert small <= {"structures", "recits"}


@pytest.mark.parametrize("with_fictitious", [False, True])
def test_both_languages_say_the_same_sentences(with_fictitious):
    french, english = (dts.present(shipped(language, with_fictitious)) for language in ("fr", "en"))
    assert keys_said(french.sections) == keys_said(english.sections)
    assert len(keys_said(french.sections)) > 80


def test_both_languages_cite_the_same_proofs():
    french, english = (dts.present(shipped(language)) for language in ("fr", "en"))
    assert list(cited_in(french.sections)) == list(cited_in(english.sections))
    assert french.labels == english.labels


def test_the_same_comparison_gives_the_same_page():
    assert write_html(three()) == write_html(three())


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (("Structures 2025", False, "internal", "fr"), "comparaison-structures-2025"),
        (("v1.2", True, "external", "en"), "comparaison-v1-2-avec-fictives-externe-en"),
    ],
)
def test_files_are_named_after_the_folder_and_the_version(asked, expected):
    assert comparison_stem(*asked) == expected
