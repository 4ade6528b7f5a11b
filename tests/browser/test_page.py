"""The page in a real browser: nothing leaves, the keyboard suffices, figures come alive, paper holds."""

import shutil
import subprocess
from pathlib import Path

import pytest
from report_sample import crowded_report, hostile_report, sample_report
from visits import IN_CHROMIUM, Visit

from dts_eval.presentation.skins.html import write_html

LINK = "#insertion a[data-evidence]"
pytestmark = IN_CHROMIUM


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("page") / "report.html"
    path.write_text(write_html(sample_report()), encoding="utf-8")
    return path.as_uri()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 768, 390])
def test_nothing_leaves_and_nothing_is_wrong(browser, address: str, width: int, scheme: str) -> None:
    with Visit(browser, address, width, color_scheme=scheme) as visit:
        visit.see_all()
        assert visit.asked == [address]
        assert visit.complaints == []
        assert visit.page.locator(".fig-dessin.anime").count() == 2
        assert visit.page.evaluate("document.documentElement.scrollWidth") == width


def test_a_small_phone_keeps_the_still_drawing(browser, address: str) -> None:
    with Visit(browser, address, 320) as visit:
        visit.see_all()
        assert visit.page.locator(".fig-dessin.anime").count() == 0
        assert visit.page.locator(".dessin-e svg").first.is_visible()
        assert visit.page.evaluate("document.documentElement.scrollWidth") == 320


def test_an_english_page_draws_its_figures_too(browser, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text(write_html(sample_report("en")), encoding="utf-8")
    with Visit(browser, path.as_uri()) as visit:
        visit.see_all()
        assert visit.page.locator(".fig-dessin.anime").count() == 2
        assert visit.complaints == []


def test_a_narrower_window_never_overflows(browser, address: str) -> None:
    with Visit(browser, address) as visit:
        visit.see_all()
        for width in (900, 695, 640, 390, 340):
            visit.page.set_viewport_size({"width": width, "height": 900})
            visit.page.wait_for_timeout(300)
            assert visit.page.evaluate("document.documentElement.scrollWidth") == width
        visit.page.set_viewport_size({"width": 1280, "height": 900})
        visit.see_all()
        assert visit.page.locator(".fig-dessin.anime").count() == 2
        assert visit.complaints == []


def test_the_bundle_is_read_only_when_a_figure_comes_near(browser, address: str) -> None:
    with Visit(browser, address) as visit:
        visit.page.wait_for_timeout(300)
        assert visit.page.evaluate("typeof window.Plotly") == "undefined"
        visit.see_all()
        assert visit.page.evaluate("typeof window.Plotly") == "object"


def test_figures_change_with_the_theme(browser, address: str) -> None:
    text = "getComputedStyle(document.querySelector('.vif .xtick text')).fill"
    with Visit(browser, address) as visit:
        visit.see_all()
        light = visit.page.evaluate(text)
        visit.page.emulate_media(color_scheme="dark")
        visit.page.wait_for_timeout(200)
        visit.see_all()
        assert (light, visit.page.evaluate(text)) == ("rgb(80, 88, 98)", "rgb(179, 186, 194)")
        assert visit.complaints == []


def test_the_keyboard_opens_and_closes_a_proof_and_comes_back(browser, address: str) -> None:
    with Visit(browser, address) as visit:
        page = visit.page
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "saut"
        for _ in range(200):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.matches('#essentiel a[data-evidence]')"):
                break
        proof = page.evaluate("document.activeElement.dataset.evidence")
        page.keyboard.press("Enter")
        assert page.locator("dialog[open] article h3").inner_text().startswith(proof)
        assert page.evaluate("document.querySelector('dialog').contains(document.activeElement)")
        assert page.locator("dialog [id^=cite]").count() == 0
        page.keyboard.press("Escape")
        assert page.locator("dialog[open]").count() == 0
        assert page.evaluate("document.activeElement.dataset.evidence") == proof


def test_a_click_outside_closes_and_several_proofs_open_together(browser, address: str) -> None:
    with Visit(browser, address) as visit:
        page = visit.page
        page.locator('a[data-evidence="E16 E17 E18 E19"]').first.click()
        assert page.locator("dialog[open] article").count() == 4
        page.mouse.click(200, 450)
        assert page.locator("dialog[open]").count() == 0
        assert page.evaluate("document.activeElement.dataset.evidence") == "E16 E17 E18 E19"


def test_the_panel_stands_right_on_a_screen_and_holds_on_a_phone(browser, address: str) -> None:
    for width in (1280, 390):
        with Visit(browser, address, width) as visit:
            visit.page.locator(LINK).first.click()
            box = visit.page.locator("dialog").bounding_box()
            assert box and box["x"] >= 0 and box["x"] + box["width"] <= width
            if width == 1280:
                assert box["x"] + box["width"] == width and box["height"] == 900


def test_targets_are_tall_enough_for_a_finger(browser, address: str) -> None:
    with Visit(browser, address) as visit:
        heights = visit.page.evaluate("[...document.querySelectorAll('.e')].map(a => a.getBoundingClientRect().height)")
        assert min(heights) >= 24


def test_without_script_the_drawing_shows_and_the_link_leads_to_the_annex(browser, address: str) -> None:
    with Visit(browser, address, java_script_enabled=False) as visit:
        assert visit.page.locator("#fig-ressources .dessin-l svg").is_visible()
        visit.page.locator("#fig-ressources summary").click()
        assert visit.page.locator("#fig-ressources table").is_visible()
        visit.page.locator(LINK).first.click()
        assert visit.page.url.endswith("#E4")


def test_hostile_text_runs_nothing(browser, tmp_path: Path) -> None:
    path = tmp_path / "hostile.html"
    bad = "</script><script>alert(1)</script>\"'></style><img src=https://example.org/x onerror=alert(1)>"
    path.write_text(write_html(hostile_report(bad)), encoding="utf-8")
    with Visit(browser, path.as_uri()) as visit:
        visit.see_all()
        visit.page.locator("a[data-evidence]").first.click()
        assert visit.asked == [path.as_uri()]
        assert visit.complaints == []


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils is not installed")
@pytest.mark.parametrize("criteria", [0, 4, 8, 12])
def test_the_essentials_are_one_printed_page(browser, tmp_path: Path, criteria: int) -> None:
    path = tmp_path / "report.html"
    report = crowded_report(criteria) if criteria else sample_report()
    path.write_text(write_html(report), encoding="utf-8")
    with Visit(browser, path.as_uri(), color_scheme="dark") as visit:
        visit.see_all()
        visit.page.pdf(path=str(tmp_path / "r.pdf"), prefer_css_page_size=True, print_background=True)
    told = subprocess.run(["pdftotext", "-layout", str(tmp_path / "r.pdf"), "-"], capture_output=True, check=True)
    pages = told.stdout.decode().split("\f")[:-1]
    place = next(number for number, page in enumerate(pages) if "En une page" in page)
    assert "Ce que le débat a décidé" in pages[place]
    assert "Étapes 1 à 3" in pages[place + 1]
    assert "exemple fictif" not in pages[0] and all("exemple fictif" in page for page in pages[1:])
    assert f"{len(pages)} / {len(pages)}" in pages[-1]
