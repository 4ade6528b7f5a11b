"""The pages are for everybody: axe finds nothing, numbers open their proofs, no width overflows, paper cuts nothing."""

import re
import shutil
import subprocess
from collections import defaultdict
from pathlib import Path

import pytest
from campaign_samples import failed, made, skipped
from comparison_samples import many
from network_samples import campaign, copies
from shipped_report import RICH, THIN, shipped_page, shipped_report
from test_skin_html import shown_in
from visits import IN_CHROMIUM, Visit

import dts_eval as dts
from dts_eval.presentation.skins.html import write_html
from dts_eval.runs.campaign import Campaign, write_campaign

sync = pytest.importorskip("axe_playwright_python.sync_playwright")
WIDTHS = (320, 390, 768, 1024, 1280, 1920)
pytestmark = IN_CHROMIUM


@pytest.fixture(scope="module")
def addresses(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("pages")
    (folder / "rich.html").write_text(shipped_page(RICH), encoding="utf-8")
    (folder / "thin.html").write_text(shipped_page(THIN), encoding="utf-8")
    (folder / "comparison.html").write_text(write_html(dts.present(many())), encoding="utf-8")
    outcomes = (made("a.xlsx", "Les Prés", fictitious=True), made("b.xlsx"), failed("c.xlsx"), skipped("d.xlsx"))
    (folder / "campaign").mkdir()
    synthesis = ("synthese-du-reseau.html", "synthese-du-reseau.manifest.json")
    write_campaign(Campaign("fr", outcomes, (), synthesis), folder / "campaign")
    network = campaign(folder / "network", copies(shipped_report(RICH).rows, 12), failed=("c.xlsx",))
    report = dts.present(dts.pool(dts.read_network(network, with_fictitious=True)))
    (folder / "network.html").write_text(write_html(report), encoding="utf-8")
    pages = {name: folder / f"{name}.html" for name in ("rich", "thin", "comparison", "network")}
    return {name: path.as_uri() for name, path in (pages | {"campaign": folder / "campaign" / "index.html"}).items()}


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["rich", "thin", "comparison", "network", "campaign"])
def test_axe_finds_no_violation(browser, addresses: dict[str, str], name: str, scheme: str) -> None:
    with Visit(browser, addresses[name], color_scheme=scheme) as visit:
        found = sync.Axe().run(visit.page, options={"resultTypes": ["violations"]})
        assert found.violations_count == 0, found.generate_report()


def test_axe_would_find_one(browser, addresses: dict[str, str]) -> None:
    with Visit(browser, addresses["campaign"]) as visit:
        visit.page.evaluate("document.querySelector('main').append(document.createElement('img'))")
        assert sync.Axe().run(visit.page).violations_count == 1


def test_axe_finds_no_violation_in_an_open_proof(browser, addresses: dict[str, str]) -> None:
    with Visit(browser, addresses["rich"]) as visit:
        visit.page.locator("#essentiel a[data-evidence]").first.click()
        found = sync.Axe().run(visit.page, context="dialog")
        assert found.violations_count == 0, found.generate_report()


@pytest.mark.slow
@pytest.mark.parametrize("name", ["rich", "thin", "comparison", "network", "campaign"])
def test_no_width_scrolls_sideways(browser, addresses: dict[str, str], name: str) -> None:
    with Visit(browser, addresses[name], WIDTHS[0]) as visit:
        for width in WIDTHS:
            visit.page.set_viewport_size({"width": width, "height": 900})
            visit.page.wait_for_timeout(200)
            assert visit.page.evaluate("document.documentElement.scrollWidth") == width
        assert visit.complaints == []


def test_every_number_opens_its_proof_with_the_mouse(browser, addresses: dict[str, str]) -> None:
    """Every one is clicked, by a script; what opens must be its proofs, each with its place in the sources."""
    opened = """() => [...document.querySelectorAll("a data")].map(number => {
      const link = number.closest("a"), dialog = document.querySelector("dialog");
      link.click();
      const told = [...dialog.querySelectorAll("article")];
      const title = article => article.querySelector("h3").textContent;
      const expected = link.dataset.evidence.split(" ");
      const right = dialog.open && told.length === expected.length && told.every((article, at) =>
        title(article) === title(document.getElementById(expected[at]))
        && article.querySelectorAll("dt").length >= 2);
      dialog.close();
      return right;
    })"""
    with Visit(browser, addresses["rich"]) as visit:
        told = visit.page.evaluate(opened)
        proved = [shown for shown in shown_in(shipped_report(RICH).sections) if shown.evidence_ids]
        assert 1000 < len(told) <= len(proved) and all(told)
        assert visit.complaints == []


@pytest.mark.slow
def test_every_number_opens_its_proofs_with_the_keyboard(browser, addresses: dict[str, str]) -> None:
    """Every one, with true keys; one section at a time stands on the page, which a browser lays out faster."""
    shown = shown_in((shipped_report(RICH).cover, shipped_report(RICH).sections))
    known = {(one.row_id, one.evidence_ids) for one in shown}
    alone = """section => {
      document.querySelectorAll("details").forEach(one => one.open = true);
      document.querySelectorAll("section[id]").forEach(one => one.style.display = one.id === section ? "" : "none");
      return (window.links = [...document.getElementById(section).querySelectorAll("a:has(data)")]).length;
    }"""
    focus = "at => { links[at].focus({ preventScroll: true }); return document.activeElement === links[at]; }"
    told = """at => [document.querySelector("dialog").contains(document.activeElement),
      links[at].querySelector("data").dataset.row,
      [...document.querySelectorAll("dialog[open] h3")].map(title => title.textContent.split(" ")[0])]"""
    back = "at => document.activeElement === links[at] && !document.querySelector('dialog').open"
    opened = 0
    with Visit(browser, addresses["rich"]) as visit:
        page = visit.page
        for section in page.evaluate("[...document.querySelectorAll('section[id]:has(data)')].map(one => one.id)"):
            for at in range(page.evaluate(alone, section)):
                assert page.evaluate(focus, at)
                page.keyboard.press("Enter")
                inside, row, evidence = page.evaluate(told, at)
                assert inside and evidence and (row, tuple(evidence)) in known, (section, at)
                page.keyboard.press("Escape")
                assert page.evaluate(back, at), (section, at)
                opened += 1
        assert visit.complaints == []
    with Visit(browser, addresses["rich"]) as visit:
        assert opened == visit.page.evaluate("document.querySelectorAll('data').length") > 1000


def test_tab_reaches_every_proof_of_a_section_in_its_order(browser, addresses: dict[str, str]) -> None:
    """From the number before the section to the one after it, each folded table being opened by its own key."""
    with Visit(browser, addresses["rich"]) as visit:
        page = visit.page
        page.evaluate("""() => {
          const all = [...document.querySelectorAll("a[data-evidence]")];
          window.expected = all.filter(link => link.closest("#critere-integration"));
          all[all.indexOf(expected[0]) - 1].focus();
        }""")
        reached: list[int] = []
        where = """() => [expected.indexOf(document.activeElement), document.activeElement.matches("summary"),
          !!document.activeElement.closest("#critere-integration")]"""
        inside, total = True, page.evaluate("expected.length")
        while inside or not reached:
            page.keyboard.press("Tab")
            place, folded, inside = page.evaluate(where)
            if folded:
                page.keyboard.press("Enter")
            if place >= 0:
                reached.append(place)
        assert reached == list(range(total)) and total > 100


@pytest.mark.slow
@pytest.mark.poppler
@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils is not installed")
def test_paper_cuts_no_figure(browser, addresses: dict[str, str], tmp_path: Path) -> None:
    """A mark is set in the four corners of each drawing: the four must come out on one page of the paper."""
    marked = """() => {
      const drawings = [...document.querySelectorAll(".dessin-l svg")];
      drawings.forEach((svg, number) => {
        const [, , width, height] = svg.getAttribute("viewBox").split(" ").map(Number);
        [[0, 4], [width - 40, 4], [0, height - 1], [width - 40, height - 1]].forEach(([x, y], corner) => {
          const mark = document.createElementNS("http://www.w3.org/2000/svg", "text");
          Object.entries({ x, y, "font-size": 4 }).forEach(([name, value]) => mark.setAttribute(name, value));
          mark.textContent = `COIN${number}x${corner}`;
          svg.append(mark);
        });
      });
      return drawings.length;
    }"""
    with Visit(browser, addresses["rich"]) as visit:
        drawings = visit.page.evaluate(marked)
        visit.page.pdf(path=str(tmp_path / "r.pdf"), prefer_css_page_size=True, print_background=True)
    done = subprocess.run(["pdftotext", tmp_path / "r.pdf", "-"], capture_output=True, check=True, text=True)
    pages = defaultdict(list)
    for number, page in enumerate(done.stdout.split("\f")):
        for drawing in re.findall(r"COIN(\d+)x\d", page):
            pages[int(drawing)].append(number)
    assert len(pages) == drawings > 20
    assert {drawing: found for drawing, found in pages.items() if len(found) != 4 or len(set(found)) != 1} == {}
