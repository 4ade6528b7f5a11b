"""The index of a campaign in a real browser: without a script, without a network, on a phone, in the dark, on paper."""

import shutil
import subprocess
from pathlib import Path

import pytest
from campaign_samples import failed, made, skipped
from visits import IN_CHROMIUM

from dts_eval.foundation.problems import problem
from dts_eval.runs.campaign import Campaign, write_campaign

LONG = "Association-intermédiaire-de-la-haute-vallée-et-de-ses-affluents"
pytestmark = IN_CHROMIUM


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("campaign")
    outcomes = (
        made("a.xlsx", LONG, folder="sous dossier é", fictitious=True), made("b.xlsx"), failed(f"{LONG}.xlsx"),
        skipped("modele.xlsx"),
    )  # fmt: skip
    (folder / "sous dossier é").mkdir()
    (folder / "sous dossier é" / "a-2024.html").write_text("<!doctype html><title>Le rapport</title>", "utf-8")
    notes = (problem("listed_twice", "liste.csv", cell="4", typed="a.xlsx", first="2"),)
    write_campaign(Campaign("fr", outcomes, notes), folder)
    return folder / "index.html"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 768, 390, 320])
def test_nothing_is_asked_for_and_nothing_overflows_without_a_script(browser, index: Path, width: int, scheme: str):
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=False
    )
    page = context.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(index.as_uri())
    boxes = [element.bounding_box() for element in page.locator("h1, h2, h3, p, dd, li, a:not(.saut)").all()]
    assert asked == [index.as_uri()] and complaints == []
    assert max(box["x"] + box["width"] for box in boxes if box) <= width
    context.close()


def test_the_keyboard_reaches_a_report_and_opens_it(browser, index: Path):
    page = browser.new_page()
    page.goto(index.as_uri())
    page.get_by_role("link", name=f"Page web de {LONG}, 2024").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/a-2024.html")
    assert page.title() == "Le rapport"
    page.close()


def test_colours_change_in_the_dark(browser, index: Path):
    page = browser.new_page(color_scheme="dark")
    page.goto(index.as_uri())
    shown = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(shown)
    page.emulate_media(color_scheme="light")
    assert page.evaluate(shown) == "rgb(255, 255, 255)" != dark
    page.close()


@pytest.mark.poppler
@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="no poppler-utils on this machine")
def test_paper_says_what_the_screen_says(browser, index: Path, tmp_path: Path):
    page = browser.new_page()
    page.goto(index.as_uri())
    page.pdf(path=tmp_path / "index.pdf", prefer_css_page_size=True)
    page.close()
    done = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "index.pdf", "-"], capture_output=True, text=True, check=True
    )
    covered = "Trois chiffres, deux récits et"
    for words in ("Ce qui n’a pas pu être fait", "modele.xlsx", "Les structures", covered):
        assert words in done.stdout
