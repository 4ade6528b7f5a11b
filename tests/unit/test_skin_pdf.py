import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
import typst
from report_sample import crowded_report, hostile_report, sample_report
from shipped_report import RICH, shipped_report
from test_skin_html import shown_in

from dts_eval.presentation.skins.drawings import paper_svg
from dts_eval.presentation.skins.pdf import write_pdf
from dts_eval.presentation.skins.style import FACES, SANS, SERIF
from dts_eval.presentation.skins.telling import Teller

POPPLER = shutil.which("pdftotext")


@pytest.fixture(scope="module")
def written() -> bytes:
    return write_pdf(sample_report())


def pages_of(pdf: bytes, folder: Path) -> list[str]:
    """The text of each page, every kind of space made plain."""
    path = folder / "report.pdf"
    path.write_bytes(pdf)
    told = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True, text=True
    ).stdout
    return [plain(page) for page in told.split("\f")[:-1]]


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def test_it_is_a_pdf_tagged_to_the_standard_in_its_language(written: bytes) -> None:
    assert written.startswith(b"%PDF-1.7")
    assert b"<pdfuaid:part>1</pdfuaid:part>" in written
    assert b"/StructTreeRoot" in written and b"/Lang(fr)" in written.replace(b" ", b"")


def test_the_same_report_gives_the_same_bytes(written: bytes) -> None:
    assert write_pdf(sample_report()) == written
    assert b"/CreationDate" not in written or b"19700101" in written


def test_its_fonts_are_ours_and_only_ours(written: bytes) -> None:
    fonts = {name.decode() for name in re.findall(rb"/FontName\s*/[A-Z]{6}\+([\w-]+)", written)}
    assert fonts and all(name.startswith((SANS.replace(" ", ""), SERIF.replace(" ", ""))) for name in fonts)


def test_the_shipped_faces_bear_our_name_and_their_own_weights() -> None:
    folder = Path(__file__).parents[2] / "dts_eval" / "look" / "fonts"
    found = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)])
    assert {(face.family, face.weight) for face in found.fonts()} == {
        (family, weight) for family, weight, _ in FACES
    }


@pytest.mark.poppler
@pytest.mark.skipif(POPPLER is None, reason="poppler-utils is not installed")
def test_every_number_of_the_report_is_printed(written: bytes, tmp_path: Path) -> None:
    report = sample_report()
    text = " ".join(pages_of(written, tmp_path))
    for shown in shown_in((report.notice, report.cover, report.sections)):
        assert plain(shown.text) in text, shown.text


@pytest.mark.poppler
@pytest.mark.skipif(POPPLER is None, reason="poppler-utils is not installed")
def test_every_page_but_the_cover_bears_the_head_the_foot_and_its_number(
    written: bytes, tmp_path: Path
) -> None:
    pages = pages_of(written, tmp_path)
    assert "Le numéro placé" not in pages[0] and "Exemple fictif." in pages[0]
    for number, page in enumerate(pages[1:], start=2):
        assert page.strip().startswith("La Cordée de Brumeval · utilité sociale 2024 · exemple fictif")
        assert (
            f"Le numéro placé après une phrase renvoie à sa preuve, en annexe. {number} / {len(pages)}"
            in page
        )


@pytest.mark.poppler
@pytest.mark.skipif(POPPLER is None, reason="poppler-utils is not installed")
@pytest.mark.parametrize("criteria", [2, 5, 9, 14])
def test_the_essentials_are_one_page(criteria: int, tmp_path: Path) -> None:
    pages = pages_of(write_pdf(crowded_report(criteria)), tmp_path)
    place = next(number for number, page in enumerate(pages) if "En une page" in page)
    assert "Ce que le débat a décidé" in pages[place]
    assert "Qui a demandé, qui a choisi" in pages[place + 1]
    assert f"numéro {criteria - 1}," in pages[place]


@pytest.mark.poppler
@pytest.mark.skipif(POPPLER is None, reason="poppler-utils is not installed")
def test_a_long_table_repeats_its_head(tmp_path: Path) -> None:
    report = sample_report()
    long = next(section for section in report.sections if section.section_id == "communes")
    table = long.blocks[0]
    longer = replace(long, blocks=(replace(table, lines=table.lines * 5),))
    sections = tuple(longer if section is long else section for section in report.sections)
    pages = pages_of(write_pdf(replace(report, sections=sections)), tmp_path)
    assert len([page for page in pages if "Commune Personnes Part Remarque" in page]) >= 3


def test_the_data_annex_tells_each_indicator_once_and_keeps_every_line() -> None:
    report = shipped_report(RICH)
    told = {section["id"]: section for section in Teller(report).report()["sections"]}
    (table,) = [block["table"] for block in told["donnees"]["blocks"]]
    (source,) = next(section.blocks for section in report.sections if section.section_id == "donnees")
    heads = [head for head, count in table["gathered"] for _ in range(count)]
    assert heads == [str(line[0]) for line in source.lines] and len(table["lines"]) == len(heads)
    assert all(one[0] != next_one[0] for one, next_one in zip(table["gathered"], table["gathered"][1:], strict=False))


def test_a_calculation_is_told_by_the_first_proof_that_has_it() -> None:
    told = {section["id"]: section for section in Teller(shipped_report(RICH)).report()["sections"]}
    articles = told["preuves"]["blocks"][-1]["articles"]
    first = {}
    for article in articles:
        expected = first.setdefault(article["calculation"], article)
        assert article["same"] == (None if expected is article else {"id": expected["id"], "label": expected["label"]})
    assert 10 < len(first) < len([article for article in articles if article["calculation"]])


@pytest.mark.poppler
@pytest.mark.skipif(POPPLER is None, reason="poppler-utils is not installed")
def test_the_data_of_the_figures_stand_in_the_annex(written: bytes, tmp_path: Path) -> None:
    pages = pages_of(written, tmp_path)
    annex = next(page for page in pages if "Les données de la figure 1" in page)
    assert "21 sur 37" in annex and "non disponible" in annex and "Les données de la figure 2" in annex


@pytest.mark.poppler
@pytest.mark.skipif(POPPLER is None, reason="poppler-utils is not installed")
def test_a_proof_names_the_pages_that_cite_it(written: bytes, tmp_path: Path) -> None:
    pages = pages_of(written, tmp_path)
    cited = {title: next(n for n, page in enumerate(pages, 1) if head in page) for title, head in (
        ("L’essentiel", "En une page"), ("Insertion sociale et professionnelle", "Critère 2"),
    )}  # fmt: skip
    text = " ".join(pages)
    for title, number in cited.items():
        assert re.search(rf"{title.split()[-1]}, p\. {number}", text)


@pytest.mark.poppler
@pytest.mark.skipif(POPPLER is None, reason="poppler-utils is not installed")
def test_hostile_text_is_text(tmp_path: Path) -> None:
    bad = '#panic("x") *a* _b_ $c$ @E1 <E4> \\ [d] `e` // f = g #sys.inputs'
    text = " ".join(pages_of(write_pdf(hostile_report(bad)), tmp_path))
    assert text.count('#panic("x") *a* _b_') > 100
    assert "<E4> \\ [d] `e`" in text


@pytest.mark.poppler
@pytest.mark.skipif(POPPLER is None, reason="poppler-utils is not installed")
def test_a_letter_that_no_font_shows_does_not_stop_the_report(tmp_path: Path) -> None:
    report = sample_report()
    written = write_pdf(replace(report, cover=replace(report.cover, subtitle="Café 中 😀 Олена")))
    assert b"/StructTreeRoot" in written and b"pdfuaid" not in written
    assert "Олена" in pages_of(written, tmp_path)[0]


def test_a_halo_is_painted_below_its_letters() -> None:
    report = sample_report()
    figure = next(
        block.wide for section in report.sections for block in section.blocks if hasattr(block, "wide")
    )
    painted = paper_svg(figure)
    assert "paint-order" not in painted and "Source Sans 3" not in painted
    assert painted.count(">enquête non menée</text>") == 2
    halo, face = re.findall(r"<text ([^>]*)>enquête non menée</text>", painted)
    assert 'stroke="#FFFFFF"' in halo and 'fill="#FFFFFF"' in halo
    assert "stroke" not in face and 'fill="#505862"' in face


def test_an_english_report_says_so() -> None:
    assert b"/Lang(en)" in write_pdf(sample_report("en")).replace(b" ", b"")
