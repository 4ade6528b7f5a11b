"""A page that shares its style and scripts with others: by a double click, from a server, and alone."""

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from report_sample import sample_report
from visits import IN_CHROMIUM, Visit

from dts_eval.presentation.skins.html import write_html
from dts_eval.presentation.skins.shared_files import FOLDER, shared_files
from dts_eval.presentation.skins.slides import write_slides

pytestmark = IN_CHROMIUM
PAGES = {"report.html": write_html, "report.slides.html": write_slides}


class Silent(SimpleHTTPRequestHandler):
    """Serves a folder and says nothing of it."""

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def campaign(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what pages share, and pages in a folder of it."""
    folder = tmp_path_factory.mktemp("campaign")
    (folder / FOLDER).mkdir()
    for name, content in shared_files().values():
        (folder / FOLDER / name).write_bytes(content)
    (folder / "nord").mkdir()
    for name, written in PAGES.items():
        (folder / "nord" / name).write_text(written(sample_report(), f"../{FOLDER}"), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def served(campaign: Path):
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Silent, directory=campaign))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()


def starts(campaign: Path, served: str, how: str) -> str:
    return served if how == "served" else campaign.as_uri()


@pytest.mark.parametrize("how", ["opened", "served"])
def test_figures_fonts_and_proofs_are_those_of_a_whole_page(browser, campaign, served, how):
    start = starts(campaign, served, how)
    with Visit(browser, f"{start}/nord/report.html") as visit:
        visit.see_all()
        assert all(address.startswith(start) for address in visit.asked)
        assert {address.rpartition("/")[2].rpartition("-")[0] for address in visit.asked[1:]} == {"report", "plotly"}
        assert [one for one in visit.complaints if "favicon" not in one] == []
        assert visit.page.locator(".fig-dessin.anime").count() == 2
        assert visit.page.evaluate("document.fonts.check(\"16px 'Dts Sans'\")")
        assert not visit.page.locator(".seule").is_visible()
        visit.page.locator("#insertion a[data-evidence]").first.click()
        assert visit.page.locator("#volet").is_visible()


@pytest.mark.parametrize("how", ["opened", "served"])
def test_slides_turn_as_those_of_a_whole_page(browser, campaign, served, how):
    start = starts(campaign, served, how)
    with Visit(browser, f"{start}/nord/report.slides.html") as visit:
        assert all(address.startswith(start) for address in visit.asked)
        assert visit.page.locator("nav.barre").is_visible()
        assert not visit.page.locator(".seule").is_visible()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_sent_alone_says_so_and_stays_readable(browser, campaign, tmp_path, name):
    (tmp_path / name).write_bytes((campaign / "nord" / name).read_bytes())
    with Visit(browser, (tmp_path / name).as_uri()) as visit:
        assert visit.page.locator(".seule").is_visible()
        assert "« assets »" in visit.page.locator(".seule").inner_text().replace("\u202f", " ").replace("\u00a0", " ")
        first = visit.page.locator("a[href^='#']").first
        assert first.is_visible()
        assert len(visit.page.inner_text("main")) > 1000
