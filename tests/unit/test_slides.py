"""The slides: chosen by rule from the report, each with its question; what is drawn is the report's, and only text."""

import re
from dataclasses import replace
from functools import cache

import pytest
from report_sample import EVIDENCE, hostile_report, number, said, sample_report
from test_skin_html import Page, shown_in

import dts_eval as dts
from dts_eval.foundation.language import Text, texts
from dts_eval.presentation import blocks as b
from dts_eval.presentation.campaign_index import FILES
from dts_eval.presentation.shown import Sentence, Shown
from dts_eval.presentation.skins import ENDINGS, SKINS
from dts_eval.presentation.skins.pieces import plain_number
from dts_eval.presentation.skins.proof_lines import proof_lines
from dts_eval.presentation.skins.proofs import panels
from dts_eval.presentation.skins.slides import write_slides
from dts_eval.presentation.slides import MOST_UNKNOWN, Kind, Slide, slides_of
from dts_eval.presentation.writing import write
from dts_eval.runs.templates import shipped_structures

WORKBOOKS = {path.stem: path for path in shipped_structures()}
STEPS = ("set_scope", "choose_criteria", "choose_indicators", "collect", "debate", "measure", "disclose", "present")


@cache
def report_of(stem: str, language: str = "fr") -> b.Report:
    made = dts.read_mandate(WORKBOOKS[stem], lang=language)
    for step in STEPS:
        made = getattr(dts, step)(made)
    return made


@pytest.fixture(scope="module")
def written() -> str:
    return write_slides(sample_report())


@pytest.fixture(scope="module")
def page(written: str) -> Page:
    return Page(written)


def kinds(report: b.Report, section: str) -> list[str]:
    return [slide.kind for slide in slides_of(report) if slide.slide_id.startswith(f"{section}-")]


def with_section(report: b.Report, **changes: object) -> b.Report:
    sections = tuple(
        replace(section, **changes) if section.criterion == "integration" else section for section in report.sections
    )
    return replace(report, sections=sections)


def slide(report: b.Report, slide_id: str) -> Slide:
    return next(one for one in slides_of(report) if one.slide_id == slide_id)


def test_the_slides_follow_the_report_between_a_cover_and_the_decisions() -> None:
    assert [(one.slide_id, one.kind) for one in slides_of(sample_report())] == [
        ("couverture", Kind.COVER),
        ("regles", Kind.RULES),
        ("insertion-constat", Kind.FINDING),
        ("insertion-figure", Kind.FIGURE),
        ("insertion-effet-1", Kind.EFFECT),
        ("insertion-inconnu", Kind.UNKNOWN),
        ("lien-constat", Kind.FINDING),
        ("lien-inconnu", Kind.UNKNOWN),
        ("voisines-effet-1", Kind.EFFECT),
        ("decisions", Kind.DECISIONS),
    ]


def test_a_criterion_says_on_its_first_slide_what_the_essentials_say_of_it() -> None:
    report = sample_report()
    essentials = next(
        block for section in report.sections for block in section.blocks if isinstance(block, b.Essentials)
    )
    assert slide(report, "insertion-constat").claim == dict(essentials.findings)["Insertion sociale et professionnelle"]
    untold = with_section(report, title="Un autre nom")
    assert slide(untold, "insertion-constat").claim == untold.sections[4].lead


def test_every_contested_effect_is_debated_and_a_recognised_one_only_when_none_is() -> None:
    report = sample_report()
    faced = [block for block in report.sections[4].blocks if isinstance(block, b.FaceToFace)]
    assert [one.disputed for one in faced] == [True, False]
    assert slide(report, "insertion-effet-1").block == faced[0]
    both = with_section(report, blocks=tuple(replace(one, disputed=True) for one in faced))
    assert kinds(both, "insertion") == ["finding", "effect", "effect"]
    assert [slide(both, f"insertion-effet-{place}").subject for place in (1, 2)] == ["F-01", "F-02"]
    neither = with_section(report, blocks=tuple(replace(one, disputed=False) for one in faced))
    assert [one.subject for one in slides_of(neither) if one.slide_id.startswith("insertion-effet")] == ["F-01"]


def test_a_finding_that_is_a_debated_effect_is_not_told_twice() -> None:
    report = sample_report()
    effect = b.FaceToFace(said("Huit récits sur dix parlent du logement."), (), (), disputed=True, code="F-09")
    told = with_section(report, title="Sans constat", lead=(effect.effect,), blocks=(effect,))
    assert kinds(told, "insertion") == ["effect"]
    told = with_section(report, title="Sans constat", lead=(effect.effect, said("Et autre chose.")), blocks=(effect,))
    assert kinds(told, "insertion") == ["finding", "effect"]


@pytest.mark.parametrize(
    ("key", "asked"),
    [
        ("figure_value", "slide_ask_finding"),
        ("effect_quoted", "slide_ask_effect"),
        ("criterion_accounts_only", "slide_ask_accounts"),
        ("criterion_intentions_only", "slide_ask_intention"),
        ("local_nothing", "slide_ask_proof"),
    ],
)
def test_what_is_asked_follows_what_a_finding_stands_on(key: str, asked: str) -> None:
    finding = Sentence(Text(key, ("Un constat.",)))
    told = with_section(sample_report(), title="Sans constat", lead=(finding,))
    assert [one.text.key for one in slide(told, "insertion-constat").questions] == [asked]


def test_a_finding_made_of_accounts_or_intentions_shows_one() -> None:
    report = sample_report()
    accounts = with_section(report, title="-", lead=(Sentence(Text("criterion_accounts_only", ("Deux récits.",))),))
    shown = slide(accounts, "insertion-constat").block
    assert isinstance(shown, b.Quote) and shown.words.startswith("J’ai commencé par avoir une adresse")
    assert "E9" in slide(accounts, "insertion-constat").evidence_ids
    planned = Sentence(Text("intention_planned", ("Il est prévu d’ouvrir un café.",)))
    lead = (Sentence(Text("criterion_intentions_only", ("Des intentions.",))),)
    told = with_section(report, title="-", lead=lead, blocks=(b.Paragraph((said("Autre."),)), b.Paragraph((planned,))))
    assert slide(told, "insertion-constat").block == b.Paragraph((planned,))


def test_a_negative_effect_asks_what_should_change() -> None:
    effect = b.FaceToFace(Sentence(Text("effect_negative", ("Du bruit.",))), (), (), disputed=True, code="F-03")
    told = with_section(sample_report(), blocks=(effect,))
    assert [one.text.key for one in slide(told, "insertion-effet-1").questions] == ["slide_ask_negative"]


def test_what_is_not_known_is_cut_to_what_can_be_discussed_and_says_so() -> None:
    lines = tuple(said(f"Ligne {place}.") for place in range(MOST_UNKNOWN + 1))
    for count, told in ((MOST_UNKNOWN, 0), (MOST_UNKNOWN + 1, 1)):
        report = with_section(sample_report(), blocks=(b.Unknowns(lines[:count]),))
        shown = slide(report, "insertion-inconnu")
        assert shown.block == b.Unknowns(lines[:MOST_UNKNOWN]) and len(shown.notes) == told


def test_every_slide_that_is_debated_has_one_question_and_a_subject() -> None:
    for one in slides_of(sample_report()):
        debated = one.kind in (Kind.FINDING, Kind.FIGURE, Kind.EFFECT, Kind.UNKNOWN)
        assert bool(one.subject) == debated
        assert len(one.questions) == (debated or one.kind == Kind.DECISIONS)
        assert all(str(question).count("?") >= 1 for question in one.questions)


def test_a_slide_cites_all_that_it_shows() -> None:
    effect = slide(sample_report(), "insertion-effet-1")
    assert effect.evidence_ids == ("E7", "E10", "E13", "E12")


def test_the_shipped_case_debates_each_criterion_kept_by_the_codes_of_its_workbook() -> None:
    report = report_of("iii-16-emploi-conseil")
    told = slides_of(report)
    assert [one.subject for one in told if one.kind == Kind.FINDING] == [
        "Activité", "Besoins non satisfaits", "F-03", "F-04", "F-01", "F-05", "F-06",
    ]  # fmt: skip
    stated = {row.breakdown.split(";")[0].removeprefix("effect="): row.text
              for row in report.rows if row.indicator == "effect"}  # fmt: skip
    for one in told:
        if one.subject.startswith("F-"):
            assert stated[one.subject].rstrip(".").lower() in str(one.claim[0]).lower()


@pytest.mark.parametrize("stem", ["iii-16-emploi-conseil", "la-cordee-de-brumeval"])
def test_every_number_is_the_report_s_and_written_the_same(stem: str) -> None:
    report = report_of(stem)
    known = {(plain_number(one.value), one.row_id, one.text) for one in shown_in((report.cover, report.sections))}
    rows = {row.row_id for row in report.rows}
    page = Page(write_slides(report))
    drawn = [given for tag, given, _ in page.tags if tag == "data"]
    words = [words for words, inside in page.words if inside and inside[-1] == "data"]
    assert len(drawn) == len(words) >= 2
    assert {given["data-row"] for given in drawn} <= rows
    written = {(given["value"], given["data-row"], text) for given, text in zip(drawn, words, strict=True)}
    assert written <= known


def test_every_number_of_the_slides_is_drawn_with_its_row(page: Page) -> None:
    expected: list[Shown] = []
    for one in slides_of(sample_report()):
        shown = one.block if one.kind != Kind.DECISIONS else one.block.debated
        told = one.claim if one.kind not in (Kind.FIGURE, Kind.EFFECT) else ()
        expected += shown_in((told, one.notes, () if one.kind == Kind.RULES else shown))
    drawn = [(float(given["value"]), given["data-row"]) for tag, given, _ in page.tags if tag == "data"]
    assert sorted(drawn) == sorted((one.value, one.row_id) for one in expected)


def test_a_number_leads_to_its_proof_on_its_own_slide(written: str, page: Page) -> None:
    ids = [given["id"] for _, given, _ in page.tags if "id" in given]
    assert len(ids) == len(set(ids))
    links = [given["href"] for given in page.all("a")]
    assert links and all(link[1:] in ids for link in links)
    assert all(given["href"][1:] in ids for given in page.all("use"))
    part = written.split('id="insertion-constat"')[1].split("</section>")[0]
    own = set(re.findall(r'id="([^"]+)"', part))
    assert all(link in own for link in re.findall(r'<a [^>]*href="#([^"]+)"', part))


def test_a_proof_says_its_grade_its_source_its_date_its_author_and_its_interest(written: str) -> None:
    part = written.split('id="insertion-constat"')[1].split("</section>")[0]
    proof = re.sub(r"<[^>]+>", " ", part.split('id="insertion-constat-E5"')[1].split("</li>")[0])
    words = " ".join(proof.replace("\u00a0", " ").split())
    assert "corroboré" in words and "Source Parcours, K2 à K59" in words
    assert "Date 14 janvier 2025" in words and "Auteur accompagnatrice ; organisme payeur" in words
    assert "Son intérêt le financement dépend en partie de ce résultat" in words


def test_proofs_of_one_origin_and_author_are_told_once_and_none_is_lost() -> None:
    report = sample_report()
    told = proof_lines((line[0] for line in EVIDENCE), panels(report), report.labels, "fr")
    assert sorted(one for line in told for one in line.evidence_ids) == sorted(line[0] for line in EVIDENCE)
    accounts = next(line for line in told if "E16" in line.evidence_ids)
    assert accounts.evidence_ids == ("E16", "E17", "E18", "E19") and accounts.source == "Ressources"
    assert [sign.label for sign in accounts.signs] == ["E16–E19"]
    assert [len(line.facts) for line in told] == sorted((len(line.facts) for line in told), reverse=True)


def test_a_slide_whose_claim_nothing_proves_says_so(written: str) -> None:
    part = written.split('id="lien-inconnu"')[1].split("</section>")[0]
    assert "Rien n’appuie encore cette phrase." in part


def test_nothing_in_the_slides_can_make_a_request(written: str, page: Page) -> None:
    assert not re.search(r"""(?:src|href|action|poster|data)=["']?(?:https?:)?//""", written)
    assert not re.search(r"@import|url\((?!data:|#)", written)
    assert not page.all("link") and not page.all("img") and not page.all("iframe") and not page.all("form")
    policy = next(given for given in page.all("meta") if given.get("http-equiv") == "Content-Security-Policy")
    assert policy["content"].startswith("default-src 'none';")


def test_hostile_text_is_text_on_slides() -> None:
    bad = "</script><script>alert(1)</script>\"'}</style><img src=x onerror=alert(1)> {{ 77 * 77 }} <!-- &"
    hostile = Page(write_slides(hostile_report(bad)))
    clean = Page(write_slides(hostile_report(re.sub(r"[^ ]", "x", bad))))
    assert [tag for tag, _, _ in hostile.tags] == [tag for tag, _, _ in clean.tags]
    assert not any(name.startswith("on") for _, given, _ in hostile.tags for name in given)
    assert hostile.text().count(bad) > 40 and "5929" not in hostile.text()


def test_the_same_report_gives_the_same_slides(written: str) -> None:
    assert write_slides(sample_report()) == written


def test_english_slides_are_english() -> None:
    words = Page(write_slides(sample_report("en"))).text()
    assert "Question for the group" in words and "Do you recognise this finding?" in words
    for key, french in texts("fr").items():
        told_apart = french != texts("en")[key] and "{" not in str(french) and len(french) > 8
        if key.startswith(("skin_", "slide_")) and told_apart:
            assert str(french) not in words, key


def test_a_fictitious_structure_says_so_on_the_cover_and_on_every_printed_page(written: str) -> None:
    assert '<p class="fictif" role="note"><b>Exemple fictif.</b>' in written
    assert "exemple fictif" in re.search(r"@top-left\{content:\"([^\"]*)\"", written)[1].replace("\\0000a0", " ")
    real = write_slides(replace(sample_report(), fictitious=False, notice=()))
    assert 'class="fictif"' not in real and 'class="avis"' not in real


def test_each_slide_leaves_room_for_four_reactions_and_who_says_them(page: Page, written: str) -> None:
    debated = [one for one in slides_of(sample_report()) if one.subject]
    rooms = re.findall(r'<table class="lignes">.*?</table>', written, re.DOTALL)
    assert len(rooms) == len(debated)
    for room in rooms:
        words = re.sub(r"<[^>]+>", " ", room)
        assert all(word in words for word in ("Reconnaît", "Nuance", "Conteste", "Ne sait pas", "Qui le dit"))
        assert room.count("<tr>") == 5
    assert 'class="lignes decide"' in written.split('id="decisions"')[1]


def test_a_number_without_proof_is_shown_without_a_link_on_a_slide() -> None:
    bare = replace(number("58"), evidence_ids=(), grade="")
    told = with_section(sample_report(), title="-", lead=(Sentence(Text("t", (bare,))),))
    claim = write_slides(told).split('id="insertion-constat-t"')[1].split("</h2>")[0]
    assert f">{bare.text}</data>" in claim and "<a " not in claim


def test_slides_are_a_format_whose_file_is_a_page(tmp_path) -> None:
    assert ENDINGS == {"slides": "slides.html"} and set(ENDINGS) <= set(SKINS)
    assert set(ENDINGS.values()) <= set(FILES), "the index of a campaign names them"
    files = write(sample_report(), tmp_path, "html,slides")
    assert [path.name for path in files] == [
        "rapport.html", "rapport.slides.html", "rapport.rows.csv", "rapport.evidence.csv",
    ]  # fmt: skip
    assert files[1].read_text(encoding="utf-8") == write_slides(sample_report())
