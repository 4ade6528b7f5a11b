import base64
import dataclasses
import gzip
import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from plotly.offline import get_plotlyjs_version
from report_sample import EVIDENCE, crowded_report, hostile_report, number, said, sample_report

from dts_eval.foundation.language import Text, texts
from dts_eval.foundation.shipped import look_file
from dts_eval.presentation import blocks as b
from dts_eval.presentation.charts import colours
from dts_eval.presentation.shown import Sentence, Shown
from dts_eval.presentation.skins.html import write_html
from dts_eval.presentation.skins.one_page import one_page_zoom
from dts_eval.presentation.skins.pieces import cut, in_own_words, parts_of, quotation, running_head, signs
from dts_eval.presentation.skins.proofs import as_written, excerpt_of, panels, place
from dts_eval.presentation.skins.style import css_text, tokens

VOID = {"meta", "br", "hr", "img", "input", "link"}
LARGEST_PAGE = 1_000_000
LARGEST_FONTS = 150_000


class Page(HTMLParser):
    """Reads a page strictly: what opens must close, in order."""

    def __init__(self, written: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, dict[str, str]]] = []
        self.tags: list[tuple[str, dict[str, str], tuple[str, ...]]] = []
        self.words: list[tuple[str, tuple[str, ...]]] = []
        self.feed(written)
        self.close()
        assert not self.open, self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags.append((tag, given, tuple(name for name, _ in self.open)))
        if tag not in VOID:
            self.open.append((tag, given))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}, tuple(name for name, _ in self.open)))

    def handle_endtag(self, tag: str) -> None:
        opened, _ = self.open.pop()
        assert opened == tag, f"</{tag}> closes <{opened}> at {self.getpos()}"

    def handle_data(self, data: str) -> None:
        self.words.append((data, tuple(name for name, _ in self.open)))

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes, _ in self.tags if name == tag]

    def text(self) -> str:
        return "".join(words for words, inside in self.words if not {"script", "style"} & set(inside))


@pytest.fixture(scope="module")
def written() -> str:
    return write_html(sample_report())


@pytest.fixture(scope="module")
def page(written: str) -> Page:
    return Page(written)


def shown_in(thing: object) -> list[Shown]:
    if isinstance(thing, Shown):
        return [thing]
    if isinstance(thing, Text):
        return [shown for part in thing.parts for shown in shown_in(part)]
    if isinstance(thing, tuple):
        return [shown for item in thing for shown in shown_in(item)]
    if dataclasses.is_dataclass(thing) and not isinstance(thing, type):
        return [shown for field in dataclasses.fields(thing) for shown in shown_in(getattr(thing, field.name))]
    return []


def test_every_number_is_a_data_element_in_the_link_to_its_proof(page: Page) -> None:
    report = sample_report()
    expected = shown_in((report.notice, report.cover, report.sections))
    drawn = [(given, inside) for tag, given, inside in page.tags if tag == "data"]
    assert len(drawn) == len(expected) > 70
    assert {given["data-row"] for given, _ in drawn} == {shown.row_id for shown in expected}
    assert {float(given["value"]) for given, _ in drawn} == {shown.value for shown in expected}
    assert all(inside[-1] == "a" for _, inside in drawn)
    words = [words for words, inside in page.words if inside and inside[-1] == "data"]
    assert sorted(words) == sorted(shown.text for shown in expected)


def test_a_number_with_two_proofs_names_both_and_leads_to_the_first(written: str) -> None:
    link = re.search(r'<a class="n n-d"[^>]*>(?=<data value="9")', written)
    assert link and 'href="#E6"' in link[0] and 'data-evidence="E6 E5"' in link[0]


def test_ids_are_unique_and_every_link_and_citation_resolves(page: Page) -> None:
    ids = [given["id"] for _, given, _ in page.tags if "id" in given]
    assert len(ids) == len(set(ids))
    targets = [given["href"] for given in page.all("a")]
    assert all(target.startswith("#") and target[1:] in ids for target in targets)
    articles = {given["id"] for given in page.all("article")}
    assert articles == {line[0] for line in EVIDENCE}
    cited = {one for _, given, _ in page.tags for one in given.get("data-evidence", "").split()}
    assert cited == articles
    labelled = [given["aria-labelledby"] for _, given, _ in page.tags if "aria-labelledby" in given]
    assert set(labelled) <= set(ids)


def test_every_claiming_sentence_ends_with_its_signs_glued_to_its_last_word(written: str) -> None:
    assert re.search(
        r'<span class="colle">stable\. <a class="e g-e"[^>]*data-evidence="E8">'
        r"<i>preuve, enregistré, </i>E8</a></span>",
        written.replace("\u00a0", " "),
    )


def test_each_grade_has_its_own_underline_and_sign(written: str) -> None:
    for letter in "ceds":
        assert f'class="n n-{letter}"' in written
        assert f'class="e g-{letter}"' in written
        assert re.search(rf"\.g-{letter}\{{--forme:var\(--forme-{letter}\)}}", written)
    shapes = re.findall(r"--forme-[ceds]:(url\(data:image/svg[^)]*\))", written)
    assert len(shapes) == len(set(shapes)) == 4


def test_nothing_in_the_page_can_make_a_request(written: str, page: Page) -> None:
    assert not re.search(r"""(?:src|href|action|poster|data)=["']?(?:https?:)?//""", written.split('id="plotly"')[0])
    assert not re.search(r"@import|url\((?!data:|#)", written.split('id="plotly"')[0])
    assert not page.all("link") and not page.all("img") and not page.all("iframe")
    policy = next(given for given in page.all("meta") if given.get("http-equiv") == "Content-Security-Policy")
    assert policy["content"].startswith("default-src 'none';")


def test_hostile_text_is_text(page: Page) -> None:
    bad = "</script><script>alert(1)</script>\"'}</style><img src=x onerror=alert(1)> {{ 77 * 77 }} <!-- &"
    hostile = Page(write_html(hostile_report(bad)))
    clean = Page(write_html(hostile_report(re.sub(r"[^ ]", "x", bad))))
    assert [tag for tag, _, _ in hostile.tags] == [tag for tag, _, _ in clean.tags]
    assert not any(name.startswith("on") for _, given, _ in hostile.tags for name in given)
    assert hostile.text().count(bad) > 200
    assert "5929" not in hostile.text()


def test_the_running_head_cannot_leave_the_style_sheet() -> None:
    said_there = css_text('"}</style>\\ é')
    assert re.fullmatch(r'"[A-Za-z0-9\\ ]*"', said_there)
    assert "\\000022" in said_there and "\\00003c" in said_there and "\\0000e9" in said_there


def test_the_same_report_gives_the_same_page(written: str) -> None:
    assert write_html(sample_report()) == written


def test_the_page_and_its_fonts_stay_light(written: str) -> None:
    assert len(written.encode()) < LARGEST_PAGE
    assert sum(font.stat().st_size for font in look_file("fonts").glob("*.woff2")) < LARGEST_FONTS


def test_the_plotly_bundle_has_the_version_of_plotly_and_its_licence(written: str) -> None:
    assert f"plotly.js {get_plotlyjs_version()}, scatter and bar traces" in written
    licence = look_file("plotly-scatter-bar.LICENSE.txt").read_text(encoding="utf-8")
    assert licence in written and "MIT License" in licence and "--" not in licence
    carried = re.findall(r'<script type="application/gzip" id="plotly">(.*?)</script>', written)
    bundle = gzip.decompress(base64.b64decode(carried[0])).decode("utf-8")
    assert len(carried) == 1
    assert bundle.startswith(f"/*! plotly.js v{get_plotlyjs_version()}, scatter and bar traces")


def test_a_report_without_a_figure_does_not_carry_plotly() -> None:
    report = sample_report()
    bare = replace(
        report,
        sections=tuple(
            replace(section, blocks=tuple(block for block in section.blocks if not isinstance(block, b.Chart)))
            for section in report.sections
        ),
    )
    assert len(write_html(bare)) < 250_000


def test_a_figure_has_two_paintings_its_data_and_its_table(written: str, page: Page) -> None:
    frames = [given for given in page.all("div") if given.get("class") == "fig-dessin"]
    assert len(frames) == 2 and all(given["role"] == "img" and given["aria-label"] for given in frames)
    found = re.search(r'<script type="application/json" id="fig-ressources-d">(.*?)</script>', written)
    assert found
    figures = json.loads(found[1])
    assert figures["wide"]["layout"]["width"] == 656 and figures["narrow"]["layout"]["width"] == 328
    part = written.split('id="fig-ressources"')[1].split("</figure>")[0]
    assert 'viewBox="0 0 656 220"' in part and 'viewBox="0 0 328 220"' in part
    assert part.index("fig-titre") < part.index('class="note"') < part.index("<svg") < part.index("fig-source")
    assert part.index("fig-source") < part.index("<details><summary>Les données de la figure 2")
    assert "#1F4583" not in part.split("<script")[0], "drawings take the colours of the page"


def test_hatchings_do_not_share_an_id(page: Page) -> None:
    patterns = [given["id"] for given in page.all("pattern")]
    assert len(patterns) == len(set(patterns)) >= 2


def test_words_of_people_are_quoted_once_and_set_in_serif(written: str) -> None:
    assert "<blockquote>«\u00a0Quand il manque quelqu’un, on téléphone.\u00a0»</blockquote>" in written
    assert "««" not in written and "« «" not in written
    assert quotation("«\u00a0Déjà entre guillemets\u00a0»", "fr") == quotation("Déjà entre guillemets", "fr")
    assert quotation("Already", "en") == "“Already”"
    assert '<span class="dit">«\u00a0On n’innove pas, on tient.\u00a0»</span>' in written


def test_own_words_are_quoted_even_when_the_structure_did_not() -> None:
    told = in_own_words((said("Ils viennent à [58]."), said("Et ils restent.")), "fr")
    assert [[str(part) for part in line] for line in told] == [
        ["«\u00a0Ils viennent à ", "58 personnes", "."],
        ["Et ils restent.\u00a0»"],
    ]
    assert in_own_words((said("« Déjà dit. »"),), "fr") == (parts_of(said("« Déjà dit. »")),)
    assert in_own_words((said("Said"),), "en") == (("“Said”",),)


def test_the_signs_of_a_figure_stand_in_its_source_line() -> None:
    report = sample_report()
    figure = next(block for section in report.sections for block in section.blocks if isinstance(block, b.Chart))
    cited = replace(figure, title=said("Un constat prouvé", "E8"), notes=(said("Une note.", "E1"),))
    section = b.Section("x", ("", ""), "X", (), (replace(cited, chart_id="fig-x"),))
    drawn = write_html(replace(report, sections=(*report.sections, section))).split('id="fig-x"')[1]
    assert '<span data-evidence="E8">Un constat prouvé</span></h3>' in drawn
    source = drawn.split('class="fig-source"')[1].split("</p>")[0]
    assert re.findall(r'class="e g-.?"[^>]*href="#(E\d+)"', source) == ["E8", "E7", "E1"]


def test_a_side_without_a_voice_says_so(written: str) -> None:
    assert '<p class="absent">Aucune voix recueillie de ce côté.</p>' in written


def test_a_fictitious_structure_says_so_on_the_page_and_on_every_printed_page(written: str) -> None:
    assert '<div class="fictif" role="note"><p><b>Exemple fictif.</b>' in written
    assert running_head(sample_report()) == "La Cordée de Brumeval · utilité sociale 2024 · exemple fictif"
    told = replace(sample_report(), running_head="La Cordée, exemple fictif")
    assert running_head(told) == "La Cordée, exemple fictif"


def test_the_register_leads_back_to_where_each_proof_is_cited(written: str) -> None:
    article = written.split('<article id="E4"')[1].split("</article>")[0]
    back = re.findall(r'<a href="#(cite-\d+)">([^<]+)</a>', article)
    assert [title for _, title in back] == [
        "L’essentiel",
        "Sur quoi le rapport s’appuie",
        "Insertion sociale et professionnelle",
        "Les communes, une à une",
    ]
    for anchor, title in back:
        before = written.split(f'id="{anchor}"')[0]
        assert before.rsplit("<h2", 1)[1].split(">", 1)[1].startswith(title)


def test_a_citation_outside_the_register_is_refused() -> None:
    report = sample_report()
    extra = b.Section("x", ("", ""), "X", (said("Sans preuve connue.", "E99"),), ())
    with pytest.raises(ValueError, match="E99"):
        write_html(replace(report, sections=(*report.sections, extra)))


def test_the_panel_tells_where_a_proof_stands_in_words() -> None:
    told = dict(panels(sample_report())["E6"].origin)
    assert told["Feuille, cellules"] == "Relevés, D12, F12 à G12"
    assert told["Nature"] == "cellules du classeur"
    assert dict(panels(sample_report())["E4"].facts)["Date"] == "14 janvier 2025"
    assert dict(panels(sample_report("en"))["E4"].facts)["Date"] == "14 January 2025"
    assert "Ce qui est écrit" in dict(panels(sample_report())["E9"].facts)
    assert place("Structure", "", "fr") == "Structure"


def test_an_excerpt_shows_the_cells_of_one_line_and_only_those() -> None:
    excerpt = excerpt_of("D12 F12:G12", "17 | 26 | cahier")
    assert excerpt and excerpt.line == "12"
    assert excerpt.cells == (("D", "17"), ("F", "26"), ("G", "cahier"))
    assert excerpt_of("Z5:AB5", "1 | 2 | 3").cells == (("Z", "1"), ("AA", "2"), ("AB", "3"))
    assert excerpt_of("B2:B59", "") is None
    assert excerpt_of("B2:B3", "1 | 2") is None
    assert excerpt_of("B2:C2", "1 | 2 | 3") is None


@pytest.mark.parametrize(
    ("words", "tail"),
    [
        ("Elles sont parties.", "parties."),
        ("Elles étaient [26].", "26."),
        ("[58]", "58\u00a0personnes"),
        ("Sans blanc final ", "final"),
        ("Trois mots\u00a0; fin\u00a0!", "fin\u202f!"),
        ("Court puis " + "x" * 60, ""),
    ],
)
def test_the_last_word_is_set_apart_and_nothing_is_lost(words: str, tail: str) -> None:
    parts = parts_of(said(words))
    pieces = cut(parts)
    drawn = "".join(str(part) for part in pieces.head + pieces.tail)
    assert drawn == "".join(str(part) for part in parts).rstrip(" ")
    assert "".join(str(part) for part in pieces.tail).replace(" ", "\u00a0") == tail


def test_three_neighbours_of_one_grade_make_one_sign() -> None:
    grades = {"E1": "records", "E2": "records", "E3": "records", "E4": "declared", "E9": "records"}
    assert [sign.label for sign in signs(["E1", "E2", "E3"], grades, {})] == ["E1–E3"]
    assert [sign.label for sign in signs(["E1", "E2", "E4"], grades, {})] == ["E1", "E2", "E4"]
    assert [sign.label for sign in signs(["E2", "E3", "E4", "E9"], grades, {})] == ["E2", "E3", "E4", "E9"]
    assert signs(["E1", "E2", "E3"], grades, {})[0].evidence_ids == ("E1", "E2", "E3")
    labels = {name: f"A·{name[1:]}" for name in grades}
    assert [sign.label for sign in signs(["E1", "E2", "E3"], grades, labels)] == ["A·1–A·3"]
    assert [sign.label for sign in signs(["E1", "E4"], grades, labels)] == ["A·1", "A·4"]
    apart = signs(["a:E1", "b:E2", "b:E3"], dict.fromkeys(("a:E1", "b:E2", "b:E3"), "records"), {})
    assert [sign.label for sign in apart] == ["a:E1", "b:E2", "b:E3"]


def test_a_number_without_proof_is_shown_without_a_link() -> None:
    bare = replace(number("58"), evidence_ids=(), grade="")
    report = sample_report()
    section = b.Section("x", ("", ""), "X", (Sentence(Text("t", (bare,))),), ())
    written = write_html(replace(report, sections=(*report.sections, section)))
    assert '<p class="chapeau"><data value="58" data-row="brumeval/2024/sample/58">58' in written


def test_essentials_shrink_only_when_they_must() -> None:
    def zoom(report: b.Report) -> float:
        return one_page_zoom(next(section for section in report.sections if section.section_id == "essentiel"))

    sizes = [zoom(crowded_report(count)) for count in (2, 6, 10, 14)]
    assert zoom(sample_report()) == 1 == sizes[0]
    assert sizes == sorted(sizes, reverse=True) and 0.6 < sizes[-1] < 0.75


def test_an_english_page_is_english() -> None:
    words = Page(write_html(sample_report("en"))).text()
    assert "How to read." in words and "Close (Esc)" in words and "proof, from records, " in words
    for key, french in texts("fr").items():
        told_apart = french != texts("en")[key] and "{" not in str(french) and len(french) > 8
        if key.startswith("skin_") and told_apart:
            assert str(french) not in words, key


def test_both_languages_say_the_same_things_with_the_same_values() -> None:
    french, english = (
        {key: text for key, text in texts(one).items() if key.startswith("skin_")} for one in ("fr", "en")
    )
    assert list(french) == list(english)
    for key, text in french.items():
        assert set(re.findall(r"\{\w+\}", str(text))) == set(re.findall(r"\{\w+\}", str(english[key]))), key


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_texts_and_marks_can_be_told_from_their_ground(theme: str) -> None:
    colour = tokens()[theme]
    for ground in ("papier", "lin"):
        for name in ("encre", "encre2", "bleu", "ocre"):
            assert contrast(colour[name], colour[ground]) >= 4.5, name
        for name in ("bleu-m", "ocre-v", "bord"):
            assert contrast(colour[name], colour[ground]) >= 3, name
    assert contrast(colour["une-t"], colour["une"]) >= 4.5
    assert contrast(colour["encre"], colour["bleu-p"]) >= 4.5
    assert contrast(colour["encre"], colour["ocre-p"]) >= 4.5


def test_drawings_and_skins_use_the_same_colours() -> None:
    assert colours.TOKENS <= set(tokens()["light"].values())


def test_a_report_may_print_other_labels_than_the_ids_of_its_evidence() -> None:
    labels = {line[0]: f"A·{line[0][1:]}" for line in EVIDENCE}
    page = Page(write_html(replace(sample_report(), labels=labels)))
    printed = {words for words, inside in page.words if inside[-1:] == ("a",) and words.strip()}
    assert "A·8" in printed and "E8" not in printed
    assert {given["id"] for given in page.all("article")} == set(labels)
    titles = [words for words, inside in page.words if inside[-2:] == ("article", "h3") and "·" in words]
    assert titles[0].startswith("A·1 ") and "Identifiant" in page.text()


def test_the_portrait_of_cases_holds_each_kind_at_its_place(written: str, page: Page) -> None:
    table = written.split('class="tab cas"')[1].split("</table>")[0]
    lines = re.findall(r"<tr><th scope=\"row\">.*?</tr>", table, re.DOTALL)
    cells = [re.findall(r"<td>.*?</td>", line, re.DOTALL) for line in lines]
    shapes = [re.findall(r'class="(nature|vide|absent)"', cell) for line in cells for cell in line]
    assert shapes == [
        ["nature", "vide", "nature", "nature"], ["absent"], ["vide", "nature", "vide", "vide"],
        ["absent"], ["absent"], ["vide", "nature", "nature", "vide"],
    ]  # fmt: skip
    assert 'data-evidence="E7 E8" aria-label="Chiffres\u00a0: E7 déclaré, E8 enregistré">Ch</a>' in cells[0][0]
    assert [given.get("scope") for given in page.all("th") if given.get("scope")].count("col") > 3
    assert 'role="region" tabindex="0"' in written.split('class="tab cas"')[0][-200:]


@pytest.mark.parametrize(
    ("raw", "french", "english"),
    [
        ("44.7", "44,7", "44.7"),
        ("F-01 | 2025-03-12 | l’équipe", "F-01 | 12 mars 2025 | l’équipe", "F-01 | 12 March 2025 | l’équipe"),
        ("version 2.1", "version 2.1", "version 2.1"),
        ("P1.3", "P1.3", "P1.3"),
    ],
)
def test_what_was_read_is_written_as_the_language_writes_it(raw: str, french: str, english: str) -> None:
    said = [as_written(raw, language).replace("\u00a0", " ") for language in ("fr", "en")]
    assert said == [french, english]


def test_an_excerpt_too_wide_for_its_place_is_told_in_words() -> None:
    assert excerpt_of("A4:B4", "les entreprises | externe") is not None
    assert excerpt_of("A4:C4", "les partenaires de l’insertion | partenaires | externe et interne") is None
