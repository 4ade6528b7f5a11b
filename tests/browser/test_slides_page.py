"""The slides in a real browser: keys move them, nothing leaves, nothing overflows, the handout holds, all can read."""

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from report_sample import hostile_report, sample_report
from shipped_report import RICH, THIN, shipped_report
from visits import IN_CHROMIUM, Visit

from dts_eval.presentation.blocks import Report
from dts_eval.presentation.skins.slides import write_slides
from dts_eval.presentation.slides import slides_of

pytestmark = IN_CHROMIUM
SLIDES = [slide.slide_id for slide in slides_of(sample_report())]
LAST = len(SLIDES) - 1
FOCUSED = "document.activeElement.closest('.diapo') && document.activeElement.closest('.diapo').id"
PLACE = "document.querySelector('.barre output').textContent"
AT_TOP = "[...document.querySelectorAll('.diapo')].findIndex(s => Math.abs(s.getBoundingClientRect().top) < 3)"


def written(report: Report, folder: Path) -> str:
    path = folder / "report.slides.html"
    path.write_text(write_slides(report), encoding="utf-8")
    return path.as_uri()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    return written(sample_report(), tmp_path_factory.mktemp("slides"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 768, 1280, 1920])
def test_nothing_leaves_nothing_is_wrong_and_nothing_overflows(browser, address: str, width: int, scheme: str) -> None:
    with Visit(browser, address, width, color_scheme=scheme) as visit:
        visit.page.keyboard.press("End")
        visit.page.wait_for_timeout(100)
        assert visit.asked == [address]
        assert visit.complaints == []
        assert visit.page.evaluate("document.documentElement.scrollWidth") == width
        outside = "[...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > innerWidth+1)"
        hidden = ".filter(e => !e.closest('.vh, svg') && getComputedStyle(e).display != 'none').map(e => e.outerHTML)"
        assert visit.page.evaluate(outside + hidden) == []


def test_keys_move_between_slides_and_the_focus_follows(browser, address: str) -> None:
    with Visit(browser, address, 1920) as visit:
        page = visit.page
        page.set_viewport_size({"width": 1920, "height": 1080})
        assert page.evaluate(PLACE) == f"1 / {len(SLIDES)}"
        for key, place in (
            ("ArrowRight", 1), ("ArrowLeft", 0), ("PageDown", 1), ("PageUp", 0), ("ArrowDown", 1), ("Space", 2),
            ("Shift+Space", 1), ("ArrowUp", 0), ("ArrowLeft", 0), ("End", LAST), ("ArrowRight", LAST), ("Home", 0),
            ("ArrowRight", 1),
        ):  # fmt: skip
            page.keyboard.press(key)
            page.wait_for_timeout(60)
            assert page.evaluate(FOCUSED) == SLIDES[place], key
            assert page.evaluate(PLACE) == f"{place + 1} / {len(SLIDES)}", key
            assert page.url.endswith(f"#{SLIDES[place]}")
            if place < LAST:
                assert page.evaluate(AT_TOP) == place, key
        assert page.evaluate("document.activeElement.matches('h2')")


def test_a_key_that_a_control_or_the_browser_needs_is_left_to_it(browser, address: str) -> None:
    with Visit(browser, address) as visit:
        page = visit.page
        page.keyboard.press("Control+ArrowRight")
        assert page.evaluate(PLACE).startswith("1 / ")
        page.locator("[data-pas='1']").focus()
        page.keyboard.press("Space")
        page.wait_for_timeout(60)
        assert page.evaluate(PLACE).startswith("2 / ")
        page.locator("#insertion-figure summary").first.focus()
        page.keyboard.press("Space")
        assert page.locator("#insertion-figure details").first.get_attribute("open") is not None


def test_a_slide_higher_than_the_window_is_read_to_its_end_first(browser, address: str) -> None:
    with Visit(browser, f"{address}#insertion-effet-1", 390) as visit:
        page = visit.page
        page.wait_for_timeout(100)
        assert page.evaluate(PLACE).startswith(f"{SLIDES.index('insertion-effet-1') + 1} / ")
        assert page.locator("#insertion-effet-1").bounding_box()["height"] > 900
        page.keyboard.press("PageDown")
        page.wait_for_timeout(400)
        assert page.evaluate(AT_TOP) == -1 and page.evaluate("scrollY") > 0
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(100)
        assert page.evaluate(FOCUSED) == SLIDES[SLIDES.index("insertion-effet-1") + 1]


@pytest.mark.parametrize("how", ["key", "button"])
def test_the_handout_is_printed_from_a_key_or_a_button(browser, address: str, how: str) -> None:
    with Visit(browser, address) as visit:
        visit.page.evaluate("window.print = () => { document.title = 'printed'; }")
        if how == "key":
            visit.page.keyboard.press("p")
        else:
            visit.page.locator("[data-livret]").click()
        assert visit.page.title() == "printed"


def test_without_script_every_slide_is_read_with_its_proof_and_its_place(browser, address: str) -> None:
    with Visit(browser, address, java_script_enabled=False) as visit:
        page = visit.page
        assert not page.locator(".barre").is_visible()
        for slide in SLIDES:
            assert page.locator(f"#{slide}").is_visible()
        assert page.locator("#insertion-constat .preuves").is_visible()
        assert page.locator("#insertion-constat .numero span[aria-hidden]").inner_text() == f"3 / {len(SLIDES)}"
        page.locator("#insertion-constat .propos a").first.click()
        assert "#insertion-constat-E" in page.url


def test_a_slide_of_plain_words_fits_the_wall(browser, address: str) -> None:
    for width, height in ((1280, 720), (1920, 1080), (1024, 768)):
        with Visit(browser, address, width) as visit:
            visit.page.set_viewport_size({"width": width, "height": height})
            size = "parseFloat(getComputedStyle(document.querySelector('#insertion-effet-1 h2')).fontSize)"
            assert visit.page.evaluate(size) >= width / 50
            for slide in ("couverture", "regles", "lien-constat", "insertion-effet-1", "lien-inconnu"):
                assert visit.page.locator(f"#{slide}").bounding_box()["height"] <= height + 1, (slide, width)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("stem", [RICH, THIN])
def test_every_shipped_slide_holds_in_the_window(browser, tmp_path: Path, stem: str, language: str) -> None:
    report = shipped_report(stem, language)
    higher = """unseen => [...document.querySelectorAll(".diapo")].filter(slide => {
      const box = slide.getBoundingClientRect(), inside = [...slide.querySelectorAll(`*:not(${unseen})`)];
      return box.height > innerHeight || inside.some(one => one.getBoundingClientRect().bottom > box.bottom + 1);
    }).map(slide => slide.id)"""
    unseen = ".vh, .vh *, .ancre, details > :not(summary), details > :not(summary) *"
    drawn = "[...document.querySelectorAll('.dessin-l svg')].map(svg => svg.getBoundingClientRect().height)"
    with Visit(browser, written(report, tmp_path)) as visit:
        for width, height in ((1280, 720), (1920, 1080)):
            visit.page.set_viewport_size({"width": width, "height": height})
            visit.page.wait_for_timeout(100)
            assert visit.page.evaluate(higher, unseen) == [], width
            assert all(tall > height / 20 for tall in visit.page.evaluate(drawn))
            assert visit.page.evaluate("document.querySelectorAll('.diapo').length") == len(slides_of(report))


def test_no_text_is_smaller_than_the_look_allows(browser, address: str) -> None:
    sizes = """[...document.querySelectorAll('main *')].filter(e => !e.closest('svg, .vh, .lignes') &&
      [...e.childNodes].some(n => n.nodeType == 3 && n.data.trim()))
      .map(e => parseFloat(getComputedStyle(e).fontSize))"""
    for width in (320, 768, 1280):
        with Visit(browser, address, width) as visit:
            assert min(visit.page.evaluate(sizes)) >= 12


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_no_barrier_is_found_by_axe(browser, address: str, width: int, scheme: str) -> None:
    with Visit(browser, address, width, color_scheme=scheme) as visit:
        found = Axe().run(visit.page).response
        assert len(found["passes"]) > 15
        assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found["violations"]] == []


def test_hostile_text_runs_nothing_on_slides(browser, tmp_path: Path) -> None:
    bad = "</script><script>alert(1)</script>\"'></style><img src=https://example.org/x onerror=alert(1)>"
    address = written(hostile_report(bad), tmp_path)
    with Visit(browser, address) as visit:
        visit.page.keyboard.press("End")
        visit.page.wait_for_timeout(200)
        assert visit.asked == [address]
        assert visit.complaints == []


def pages_of(browser, address: str, folder: Path, scheme: str = "dark") -> list[str]:
    with Visit(browser, address, color_scheme=scheme) as visit:
        visit.page.pdf(path=str(folder / "h.pdf"), prefer_css_page_size=True, print_background=True)
    told = subprocess.run(["pdftotext", "-layout", str(folder / "h.pdf"), "-"], capture_output=True, check=True)
    return told.stdout.decode().split("\f")[:-1]


@pytest.mark.poppler
@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils is not installed")
def test_the_handout_cuts_no_slide_and_says_fictitious_on_every_page(browser, address: str, tmp_path: Path) -> None:
    pages = pages_of(browser, address, tmp_path)
    where = {}
    for place, page in enumerate(pages):
        for number in re.findall(rf"(\d+) / {len(SLIDES)}\b", page):
            where.setdefault(int(number), []).append(place)
    assert sorted(where) == list(range(2, len(SLIDES) + 1))
    rooms = [page.count("Qui le dit") for page in pages]
    assert sum(rooms) == sum(bool(slide.subject) for slide in slides_of(sample_report()))
    heads = [len(re.findall(rf"\d+ / {len(SLIDES)}\b", page)) for page in pages]
    # A slide whose head stands on a page has its room on the same page: it was not cut.
    for page, head, room in zip(pages, heads, rooms, strict=True):
        framed = ("Comment débattre" in page) + ("Ce que le groupe décide" in page)
        assert head - framed == room
    assert max(heads) <= 3 and len(pages) <= len(SLIDES) // 2 + 1
    assert all("utilité sociale 2024 · exemple fictif" in page for page in pages)


@pytest.mark.poppler
@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils is not installed")
def test_every_word_of_the_handout_is_on_paper(browser, tmp_path: Path) -> None:
    report = sample_report()
    address = written(replace(report, sections=tuple(one for one in report.sections if not one.annex)), tmp_path)
    told = re.sub(r"\s+", "", "".join(pages_of(browser, address, tmp_path)))
    for slide in slides_of(report):
        for sentence in (*slide.questions, *slide.notes):
            words = re.sub(r"\s+", " ", str(sentence)).split(" ")
            assert all(word in told for word in words), str(sentence)
