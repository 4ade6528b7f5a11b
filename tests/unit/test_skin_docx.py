import io
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from docx import Document
from office import WRITER, converted
from report_sample import crowded_report, hostile_report, sample_report
from test_skin_html import shown_in
from word_reading import W, Word, glued, lines_of, text_of

from dts_eval.presentation import blocks as b
from dts_eval.presentation.shown import Sentence
from dts_eval.presentation.skins.docx import write_docx
from dts_eval.presentation.skins.word.blank import veiled

# Word shows « heading 1 » as « Titre 1 », « caption » as « Légende » and so on, in the language of its user.
STYLES = {
    "heading 1", "heading 2", "chapeau", "corps", "parole", "attribution", "titre de figure", "comment lire", "source",
    "inconnu", "reconnu", "contesté", "corroboré", "enregistré", "déclaré", "estimé", "title", "caption",
}  # fmt: skip
UNDERLINES = {"corroboré": "double", "enregistré": "single", "déclaré": "dash", "estimé": "dotted"}
GRADES = {"corroborated": "corroboré", "records": "enregistré", "declared": "déclaré", "estimated": "estimé"}


@pytest.fixture(scope="module")
def written() -> bytes:
    return write_docx(sample_report())


@pytest.fixture(scope="module")
def word(written: bytes) -> Word:
    return Word(written)


def blocks_of(report: b.Report, kind: type[Any]) -> list[Any]:
    return list(_within(report.sections, kind))


def _within(thing: Any, kind: type[Any]) -> Iterator[Any]:
    if isinstance(thing, kind):
        yield thing
    if isinstance(thing, tuple):
        for item in thing:
            yield from _within(item, kind)
    elif is_dataclass(thing) and not isinstance(thing, type):
        for field in fields(thing):
            yield from _within(getattr(thing, field.name), kind)


def spaceless(text: object) -> str:
    return "".join(str(text).split())


def test_the_same_report_gives_the_same_bytes_and_no_clock_time(written: bytes, word: Word) -> None:
    assert write_docx(sample_report()) == written
    assert {entry.date_time for entry in word.entries} == {(1980, 1, 1, 0, 0, 0)}
    assert b"dcterms:created" not in word.parts["docProps/core.xml"]
    assert b"dcterms:modified" not in word.parts["docProps/core.xml"]


def test_the_title_the_structure_and_the_language_are_its_properties(written: bytes, word: Word) -> None:
    properties = Document(io.BytesIO(written)).core_properties
    assert (properties.title, properties.author, properties.language) == (
        "La Cordée de Brumeval, utilité sociale 2024", "La Cordée de Brumeval", "fr-FR",
    )  # fmt: skip
    language = word.part("word/styles.xml").find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    assert language.get(f"{W}val") == "fr-FR"


def test_every_part_is_a_first_heading_in_the_order_of_the_report(word: Word) -> None:
    titles = [section.title for section in sample_report().sections]
    figures = titles.index("Les communes, une à une")
    expected = [*titles[:figures], "Les données des figures", *titles[figures:]]
    assert [text for style, text in word.headings() if style == "heading 1"] == expected


def test_its_styles_have_the_names_that_a_director_reads(word: Word) -> None:
    names = {style.find(f"{W}name").get(f"{W}val").lower(): style for style in word.styles.values()}
    assert set(names) >= STYLES
    used = {style for style, _ in word.paragraphs()} | {
        word.style_name(run, "rPr", "rStyle") for run in word.body.iter(f"{W}r")
    }
    assert used - {""} >= STYLES - {"contesté", "title"} and used - {""} <= set(names)
    for name, line in UNDERLINES.items():
        assert names[name].find(f"{W}rPr/{W}u").get(f"{W}val") == line
    for name, line in {"reconnu": "single", "contesté": "dashed"}.items():
        assert names[name].find(f"{W}pPr/{W}pBdr/{W}top").get(f"{W}val") == line
    frame = names["inconnu"].find(f"{W}pPr/{W}pBdr")
    assert [(side.tag.removeprefix(W), side.get(f"{W}val")) for side in frame] == [
        ("top", "dotted"), ("left", "dotted"), ("bottom", "dotted"), ("right", "dotted"),
    ]  # fmt: skip
    assert [names[f"heading {level}"].find(f"{W}pPr/{W}outlineLvl").get(f"{W}val") for level in (1, 2)] == ["0", "1"]


def test_every_number_is_printed_as_the_report_shows_it(word: Word) -> None:
    report = sample_report()
    expected = shown_in((report.notice, report.cover, report.sections))
    assert len(expected) > 70
    printed = word.runs()
    assert Counter(map(glued, expected)) - printed == Counter()
    styles = {
        (text_of(run), word.style_name(run, "rPr", "rStyle")) for run in word.body.iter(f"{W}r") if text_of(run)
    }
    for shown in expected:
        assert (glued(shown), GRADES.get(shown.grade, "")) in styles, shown


def test_every_sentence_and_every_word_of_somebody_is_there(word: Word) -> None:
    report = sample_report()
    text = spaceless(word.text())
    sentences = [one for one in _within((report.notice, report.cover, report.sections), Sentence) if str(one)]
    assert len(sentences) > 80
    read_aloud = {str(chart.alternative) for chart in blocks_of(report, b.Chart)}
    for said in sentences:
        assert str(said) in read_aloud or spaceless(said) in text, str(said)
    for quote in (*blocks_of(report, b.Quote), *(voice for _, voice in report.cover.voices)):
        assert spaceless(quote.words) in text and spaceless(quote.speaker) in text


def test_every_picture_has_its_alternative_and_enough_dots(word: Word) -> None:
    charts = blocks_of(sample_report(), b.Chart)
    assert word.alternatives() == [str(chart.alternative) for chart in charts] != []
    pictures = [content for name, content in word.parts.items() if name.endswith(".png")]
    assert len(pictures) == len(charts)
    for content in pictures:
        assert content.startswith(b"\x89PNG") and int.from_bytes(content[16:20], "big") == round(178 / 25.4 * 220)


def test_outlines_go_with_a_picture_that_has_no_hatching(word: Word) -> None:
    outlines = [content for name, content in word.parts.items() if name.endswith(".svg")]
    assert len(outlines) == word.parts["word/document.xml"].count(b"svgBlip ") == 1
    assert b"<pattern" not in outlines[0] and b"<text" not in outlines[0]


def test_a_table_repeats_its_head_and_never_cuts_a_line(word: Word) -> None:
    report = sample_report()
    tables = word.tables()
    for line in (line for table in tables for line in table.iter(f"{W}tr")):
        assert line.find(f"{W}trPr/{W}cantSplit") is not None
    for table in blocks_of(report, b.Table):
        drawn = next(one for one in tables if lines_of(one)[0] == list(table.head))
        assert drawn.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None
        look = drawn.find(f"{W}tblPr/{W}tblLook")
        assert (look.get(f"{W}firstRow"), look.get(f"{W}firstColumn")) == ("1", "1")
        assert len(lines_of(drawn)) == len(table.lines) + 1
        assert [line[0] for line in lines_of(drawn)[1:]] == [str(line[0]) for line in table.lines]
        assert drawn.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val") == str(table.caption)[:250]


def test_the_columns_of_a_table_fill_its_width_and_no_head_is_cut(word: Word) -> None:
    for table in word.tables():
        columns = [int(column.get(f"{W}w")) for column in table.findall(f"{W}tblGrid/{W}gridCol")]
        assert abs(sum(columns) - int(table.find(f"{W}tblPr/{W}tblW").get(f"{W}w"))) <= 1
        if table.find(f"{W}tr/{W}trPr/{W}tblHeader") is None:
            continue
        for width, head in zip(columns, lines_of(table)[0], strict=True):
            longest = max((len(part) for part in head.split()), default=0)
            assert width / 56.7 >= longest * 1.7, head


def test_every_link_leads_somewhere_and_every_proof_leads_back(word: Word) -> None:
    report = sample_report()
    bookmarks = word.bookmarks()
    assert len(bookmarks) == len(set(bookmarks)) and all(name.replace("_", "").isalnum() for name in bookmarks)
    assert word.anchors() <= set(bookmarks)
    register = word.tables()[-1]
    lines = [line for line in register.iter(f"{W}tr")][1:]
    assert len(lines) == len(report.evidence)
    text_links = Counter(
        link.get(f"{W}anchor") for link in word.body.iter(f"{W}hyperlink") if link not in set(register.iter())
    )
    for line, cited in zip(lines, report.evidence, strict=True):
        mark = line.find(f".//{W}bookmarkStart").get(f"{W}name")
        assert text_of(line.find(f"{W}tc")).startswith(cited.evidence_id)
        back = [link.get(f"{W}anchor") for link in line.iter(f"{W}hyperlink")]
        assert back or not text_links[mark]
        assert set(back) <= set(bookmarks)


def test_a_sign_is_never_parted_from_the_word_before_it(word: Word) -> None:
    signs = 0
    for one in word.body.iter(f"{W}p"):
        text = text_of(one)
        for place, letter in enumerate(text):
            if letter in "◉●○◌" and place and text[place - 1] not in "  ":
                assert text[place - 1] in "\u00a0"
            signs += letter in "◉●○◌"
            if letter in "◉●○◌":
                assert text[place + 1] == "\u00a0"
    assert signs > 80


def test_pages_bear_the_head_the_foot_and_their_number_but_the_cover(word: Word) -> None:
    assert text_of(word.part("word/header1.xml")) == "La Cordée de Brumeval · utilité sociale 2024 · exemple fictif"
    foot = word.part("word/footer1.xml")
    assert text_of(foot).startswith("Le numéro placé après une phrase renvoie à sa preuve, en annexe.")
    assert [code.text.strip() for code in foot.iter(f"{W}instrText")] == ["PAGE", "NUMPAGES"]
    section = word.body.find(f"{W}sectPr")
    assert section.find(f"{W}titlePg") is not None
    assert [one.get(f"{W}type") for one in section if one.tag.endswith("Reference")] == ["default", "default"]


def test_the_contents_are_a_field_whose_lines_are_links(word: Word) -> None:
    codes = [code.text.strip() for code in word.body.iter(f"{W}instrText")]
    assert codes == [r'TOC \o "1-1" \h \z \u']
    listed = [text for style, text in word.paragraphs() if style == "toc 1"]
    titles = [text for style, text in word.headings() if style == "heading 1"]
    assert listed == [title for title in titles if title != "Comment lire ce rapport"]
    assert Counter(mark.get(f"{W}fldCharType") for mark in word.body.iter(f"{W}fldChar")) == {
        "begin": 1, "separate": 1, "end": 1,
    }  # fmt: skip


def test_the_page_of_essentials_and_what_follows_start_a_page(word: Word) -> None:
    starts = {}
    before: Any = None
    for one in word.body.findall(f"{W}p"):
        if word.style_name(one, "pPr", "pStyle") == "heading 1":
            starts[text_of(one)] = before.find(f"{W}pPr/{W}pageBreakBefore") is not None
        before = one
    assert starts["L’essentiel"] and starts["Comment lire ce rapport"] and starts["Qui a demandé, qui a choisi"]


@pytest.mark.parametrize(
    "words", ["<w:p/>&amp;]]>", "{{ 7 * 7 }}{% x %}", "=HYPERLINK(1)\x07\x00\x1b\ud800", "a\nb\tc"]
)
def test_hostile_text_is_text(words: str) -> None:
    word = Word(write_docx(hostile_report(words)))
    kept = words.replace("\x07", "").replace("\x00", "").replace("\x1b", "").replace("\ud800", "")
    kept = kept.replace("\n", " ").replace("\t", " ")
    assert word.text().count(kept) > 100
    assert {style for style, _ in word.headings()} == {"heading 1", "heading 2", "heading 3"}


def test_an_english_report_says_so() -> None:
    word = Word(write_docx(sample_report("en")))
    language = word.part("word/styles.xml").find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    assert language.get(f"{W}val") == "en-GB"
    heads = [lines_of(table)[0] for table in word.tables()]
    assert ["Proof", "Where it comes from", "What was read", "Cited in"] in heads
    assert "Recognised by" in word.text()


def test_its_fonts_come_with_it(word: Word) -> None:
    folder = Path(__file__).parents[2] / "dts_eval" / "look" / "fonts"
    fonts = word.part("word/fontTable.xml")
    keys = [
        one.get(f"{W}fontKey")
        for font in fonts
        for one in font
        if one.tag in (f"{W}embedRegular", f"{W}embedBold")
    ]
    for place, (key, name) in enumerate(zip(keys, ("dts-sans-400", "dts-sans-700", "dts-serif-400"), strict=True), 1):
        carried = word.parts[f"word/fonts/font{place}.odttf"]
        # ECMA-376 part 4, font embedding: 32 bytes crossed with the 16 of the key, last first.
        mask = UUID(key).bytes[::-1] * 2
        plain = bytes(one ^ other for one, other in zip(carried[:32], mask, strict=True)) + carried[32:]
        assert plain == (folder / f"{name}.ttf").read_bytes()
    assert veiled(veiled(b"x" * 40, "0" * 32), "0" * 32) == b"x" * 40


def test_a_report_without_figures_voices_or_notice_is_written() -> None:
    report = sample_report()
    bare = replace(
        report, fictitious=False, notice=(), cover=replace(report.cover, voices=(), facts=(), subtitle=""),
        sections=tuple(section for section in report.sections if not _within_any(section, b.Chart)),
    )  # fmt: skip
    word = Word(write_docx(bare))
    assert word.alternatives() == [] and not [name for name in word.parts if "media" in name]
    assert "Exemple fictif" not in word.text()


def _within_any(section: b.Section, kind: type[Any]) -> bool:
    return next(_within(section.blocks, kind), None) is not None


# ---- opened and saved again by LibreOffice ----------------------------------------------------------------------


@pytest.mark.office
@pytest.mark.skipif(WRITER is None, reason="LibreOffice Writer is not installed")
def test_nothing_is_lost_when_libreoffice_opens_and_saves_it(written: bytes, word: Word, tmp_path: Path) -> None:
    source = tmp_path / "report.docx"
    source.write_bytes(written)
    saved = Word(converted(source, "docx", tmp_path / "saved"))
    assert saved.headings() == word.headings() != []
    assert saved.alternatives() == word.alternatives() != []
    assert [lines_of(table) for table in saved.tables()] == [lines_of(table) for table in word.tables()]
    heads = [table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None for table in word.tables()]
    assert [table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None for table in saved.tables()] == heads
    assert spaceless(saved.text()) == spaceless(word.text())
    assert {style for style, _ in saved.paragraphs()} >= {style for style, _ in word.paragraphs()}
    assert word.anchors() <= saved.anchors() | set(saved.bookmarks())


@pytest.mark.office
@pytest.mark.poppler
@pytest.mark.skipif(WRITER is None, reason="LibreOffice Writer is not installed")
@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils is not installed")
def test_the_essentials_are_one_page_and_no_page_is_empty(tmp_path: Path) -> None:
    source = tmp_path / "report.docx"
    source.write_bytes(write_docx(crowded_report(6)))
    pdf = converted(source, "pdf", tmp_path / "pages")
    told = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, check=True, text=True).stdout
    pages = told.split("\f")[:-1]
    place = next(number for number, page in enumerate(pages) if "En une page" in page)
    assert "Ce que le débat a décidé" in pages[place] and "Qui a demandé, qui a choisi" in pages[place + 1]
    for number, page in enumerate(pages[1:], start=2):
        assert f"{number} / {len(pages)}" in page and len(page.split()) > 25
