"""The template of a funder: what it asks for is filled in, in its own styles, and nothing else is carried out."""

import re
import zipfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from funder_samples import funder
from report_sample import hostile_report, sample_report
from test_skin_html import shown_in
from word_reading import W, Word, glued, text_of

from dts_eval.foundation.problems import DataProblems
from dts_eval.presentation import blocks as b
from dts_eval.presentation.skins.docx import write_docx
from dts_eval.presentation.skins.word.tags import KNOWN, SECTIONS
from dts_eval.presentation.writing import write

SAMPLE = replace(sample_report(), year="2024")


def filled(path: Path, *lines: str, report: b.Report = SAMPLE, **parts: str) -> Word:
    return Word(write_docx(report, funder(path / "financeur.docx", *lines, **parts)))


def refused(path: Path, *lines: str, **parts: str) -> str:
    with pytest.raises(DataProblems) as found:
        filled(path, *lines, **parts)
    return found.value.problems[0].code


def test_texts_are_written_where_their_tags_stand(tmp_path: Path) -> None:
    lines = ("Bilan {{ year }} de {{ structure }}", "{{ title }}", "{{ subtitle }}")
    word = filled(tmp_path, *lines, head="{{ structure }}")
    assert [text for _, text in word.paragraphs()][1:] == [
        "Bilan 2024 de La Cordée de Brumeval", SAMPLE.title, SAMPLE.cover.subtitle,
    ]  # fmt: skip
    assert "La Cordée de Brumeval" in text_of(word.part("word/header1.xml"))


def test_a_tag_cut_in_two_by_word_is_read_whole(tmp_path: Path) -> None:
    path = funder(tmp_path / "a.docx", "De {{ struc")
    document = Document(str(path))
    document.paragraphs[0].add_run("ture }}").bold = True
    document.save(str(path))
    assert "De La Cordée de Brumeval" in Word(write_docx(SAMPLE, path)).text()


def test_the_contents_are_the_whole_report(tmp_path: Path) -> None:
    word = filled(tmp_path, "Avant", "{{ contents }}", "Après")
    alone = Word(write_docx(SAMPLE))
    assert word.headings() == alone.headings()
    assert word.alternatives() == alone.alternatives() != []
    assert len(word.tables()) == len(alone.tables()) - 2  # those of the cover
    expected = Counter(map(glued, shown_in(SAMPLE.sections)))
    assert expected - word.runs() == Counter()
    texts = [text for _, text in word.paragraphs()]
    assert texts[0] == "Avant" and texts[1].startswith("Exemple fictif.") and texts[-1] == "Après"
    assert "{{" not in word.text() and "\ue0d0" not in word.text()


def test_links_lead_somewhere_and_everything_bears_its_own_number(tmp_path: Path) -> None:
    for lines in (("{{ contents }}", "{{ section.essentiel }}"), ("{{ section.essentiel }}",)):
        word = filled(tmp_path, *lines)
        bookmarks = word.bookmarks()
        assert len(bookmarks) == len(set(bookmarks)) and word.anchors() <= set(bookmarks)
        ends = [end.get(f"{W}id") for end in word.body.iter(f"{W}bookmarkEnd")]
        starts = [start.get(f"{W}id") for start in word.body.iter(f"{W}bookmarkStart")]
        assert sorted(starts) == sorted(ends) and len(set(starts)) == len(starts)
        pictures = [one.get("id") for one in word.body.iter() if one.tag.endswith("}docPr")]
        assert len(pictures) == len(set(pictures))


def test_a_part_alone_is_put_where_it_is_asked_for(tmp_path: Path) -> None:
    lines = ("Heading 1§1. Pour commencer", "{{ section.essentiel }}", "Fin")
    word = filled(tmp_path, *lines, cell="Ici {{ section.choix }}")
    titles = [text for style, text in word.headings() if style == "heading 1"]
    assert titles == ["1. Pour commencer", "L’essentiel", "Qui a demandé, qui a choisi"]
    cell = word.body.findall(f"{W}tbl")[-1].findall(f"{W}tr/{W}tc")[1]
    assert "Qui a demandé, qui a choisi" in text_of(cell) and cell[-1].tag == f"{W}p"
    assert [name for name in word.parts if "media" in name] == ["word/media/image1.png"] or not word.alternatives()
    paragraphs = word.body.findall(f"{W}p")
    assert not [one for one in paragraphs if one.find(f"{W}pPr/{W}pageBreakBefore") is not None]


def test_the_criteria_come_together_and_a_part_that_is_not_there_is_nothing(tmp_path: Path) -> None:
    named = {"insertion": "critere-integration", "lien": "critere-social-ties"}
    sections = tuple(replace(one, section_id=named.get(one.section_id, one.section_id)) for one in SAMPLE.sections)
    report = replace(SAMPLE, sections=sections)
    word = filled(
        tmp_path, "{{ section.criteres }}", "{{ section.couts_evites }}",
        "{% if section.couts_evites %}Coûts évités{% endif %}", "{% if section.criteres %}Critères{% endif %}",
        report=report,
    )  # fmt: skip
    titles = [text for style, text in word.headings() if style == "heading 1"]
    assert titles == ["Insertion sociale et professionnelle", "Lien social et mixité"]
    assert "Coûts évités" not in word.text() and "Critères" in word.text()


def test_the_styles_of_the_funder_stay_theirs_and_ours_are_added(tmp_path: Path) -> None:
    path = funder(tmp_path / "financeur.docx", "{{ contents }}")
    before, word = Word(path), Word(write_docx(SAMPLE, path))
    by_name = {style.find(f"{W}name").get(f"{W}val").lower(): style for style in word.styles.values()}
    for style in before.styles.values():
        name = style.find(f"{W}name").get(f"{W}val").lower()
        assert [child.tag for child in by_name[name]] == [child.tag for child in style]
    assert by_name["déclaré"].find(f"{W}rPr/{W}u").get(f"{W}val") == "dash"
    assert {"chapeau", "parole", "inconnu", "comment lire"} <= {style for style, _ in word.paragraphs()}
    used = {found.get(f"{W}val") for tag in ("pStyle", "rStyle", "tblStyle") for found in word.body.iter(f"{W}{tag}")}
    assert used <= set(word.styles)
    fonts = {found.get(f"{W}ascii") for style in word.styles.values() for found in style.iter(f"{W}rFonts")}
    assert not {"Dts Sans", "Dts Serif"} & fonts


def test_tables_and_pictures_fit_the_pages_of_the_funder(tmp_path: Path) -> None:
    word = filled(tmp_path, "{{ contents }}")
    widest = 160 * 1440 / 25.4 * 1.001
    assert all(int(table.find(f"{W}tblPr/{W}tblW").get(f"{W}w")) <= widest for table in word.tables())
    extents = [int(one.get("cx")) for one in word.body.iter() if one.tag.endswith("}extent")]
    assert extents and max(extents) <= 160 * 36_000 * 1.001


def test_a_fictitious_structure_says_so_whatever_the_template_holds(tmp_path: Path) -> None:
    for head in ("", "Région"):
        word = filled(tmp_path, "{{ structure }}", head=head)
        assert word.text().startswith("Exemple fictif. La structure, le territoire")
        heads = [text_of(word.part(name)) for name in word.parts if name.startswith("word/header")]
        assert len(heads) == 1 and "exemple fictif" in heads[0] and heads[0].endswith(head)
    said = filled(tmp_path, "{{ structure }}", "{{ notice }}")
    assert said.text().count("Exemple fictif.") == 1
    real = filled(tmp_path, "{{ structure }}", report=replace(SAMPLE, fictitious=False, notice=()))
    assert "fictif" not in real.text() and not [name for name in real.parts if name.startswith("word/header")]


def test_the_same_template_and_report_give_the_same_bytes(tmp_path: Path) -> None:
    path = funder(tmp_path / "a.docx", "{{ contents }}")
    assert write_docx(SAMPLE, path) == write_docx(SAMPLE, path)
    with zipfile.ZipFile(write_to(tmp_path / "b.docx", write_docx(SAMPLE, path))) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def write_to(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("words", ["{{ 7 * 7 }}", "<w:p/>&amp;", "{_{ structure }_}", "\ue0d0contents\ue0d1"])
def test_what_a_report_says_is_never_read_as_a_tag(words: str, tmp_path: Path) -> None:
    word = filled(tmp_path, "De {{ section.essentiel }}", "{{ title }}", report=hostile_report(words))
    kept = words.replace("\ue0d0", "").replace("\ue0d1", "")
    assert word.text().count(kept) > 10
    assert [text for style, text in word.headings() if style == "heading 1"] == [words]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("{{ directeur }}", "template_tag_unknown"),
        ("{{ section.inconnue }}", "template_tag_unknown"),
        ("{{ section }}", "template_tag_unknown"),
        ("{{ structure.__class__ }}", "template_tag_unknown"),
        ("{{ structure.__class__.__mro__[1].__subclasses__() }}", "template_tag_refused"),
        ("{{ structure['__class__'] }}", "template_tag_refused"),
        ("{{ contents() }}", "template_tag_refused"),
        ("{{ structure|upper }}", "template_tag_refused"),
        ("{{ 'a' * 1000000000 }}", "template_tag_refused"),
        ("{{ 1 / 0 }}", "template_tag_refused"),
        ("{% for x in range(10 ** 9) %}a{% endfor %}", "template_tag_refused"),
        ("{% set structure = 1 %}", "template_tag_refused"),
        ("{% include '/etc/passwd' %}", "template_tag_refused"),
        ("{% if structure %}sans fin", "template_tag_refused"),
        ("{{ structure", "template_tag_refused"),
        ("{{ }}", "template_tag_refused"),
        ("{{p contents }}", "template_tag_misplaced"),
    ],
)
def test_a_template_names_and_does_nothing_else(line: str, code: str, tmp_path: Path) -> None:
    assert refused(tmp_path, line) == code
    if code != "template_tag_misplaced":
        assert refused(tmp_path, "rien", head=line) == code
        assert refused(tmp_path, "rien", title=line) == code


def test_a_part_in_a_head_or_a_foot_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, "rien", head="{{ contents }}") == "template_tag_misplaced"
    assert refused(tmp_path, "rien", foot="{{ section.choix }}") == "template_tag_misplaced"


def test_nothing_is_written_when_the_template_is_refused(tmp_path: Path) -> None:
    bad = funder(tmp_path / "bad.docx", "{{ directeur }}")
    output = tmp_path / "rapports"
    for template, formats in ((bad, "html,docx"), (tmp_path / "none.docx", "docx"), (bad, "html,pdf")):
        with pytest.raises(DataProblems):
            write(SAMPLE, output, formats, template)
        assert not output.exists()


def test_the_guide_lists_every_tag() -> None:
    guide = (Path(__file__).parents[2] / "docs" / "guide.md").read_text(encoding="utf-8")
    assert [tag for tag in KNOWN if f"`{{{{ {tag} }}}}`" not in guide] == []


def test_every_section_that_a_report_may_have_belongs_to_a_part() -> None:
    source = Path(__file__).parents[2] / "dts_eval" / "presentation"
    written = "".join((source / name).read_text(encoding="utf-8") for name in (
        "parts.py", "annexes.py", "grids.py", "options.py", "versions.py", "skins/telling.py",
    ))  # fmt: skip
    found = set(re.findall(r'Section\(\s*f?"([a-z-]+)', written)) | set(re.findall(r'"id": "([a-z-]+)"', written))
    assert len(found) > 12 and found == set(SECTIONS.values())
