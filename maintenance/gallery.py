"""Makes the pictures of the gallery from two shipped structures: a rich one and a thin one.

Maintainers run it, users never do. Needs Chromium, LibreOffice, poppler-utils and the ``dev`` extra. From the root of a
checkout::

    make gallery
"""

import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from pictures import CHECKOUT, CHROMIUM, COMMAND, STRUCTURES
from playwright.sync_api import Browser, sync_playwright

GALLERY = CHECKOUT / "docs" / "gallery"
RICH, THIN = "la-cordee-de-brumeval-2024", "iii-16-emploi-conseil-2010"
SOURCES = {RICH: "example/la-cordee-de-brumeval.xlsx", THIN: "cases/iii-16-emploi-conseil.xlsx"}
SCREEN, PHONE, PROJECTOR = (1180, 820), (390, 780), (1280, 720)


@dataclass(frozen=True)
class View:
    """A part of a page as it is seen: which report, what of it, on which screen, in which theme."""

    name: str
    report: str
    what: str = ""
    size: tuple[int, int] = SCREEN
    dark: bool = False
    ending: str = ".html"
    click: str = ""


VIEWS = (
    View("essentiel", RICH, "#essentiel"),
    View("preuve", RICH, click="#critere-activity a.n"),
    View("parcours", RICH, "#critere-people-results figure.fig"),
    View("passages", RICH, "#critere-integration figure.fig"),
    View("argent", RICH, "#critere-economics figure.fig"),
    View("participation", RICH, "#choix figure.fig"),
    View("portrait", RICH, "#portrait figure.fig"),
    View("recit", RICH, "figure.recits"),
    View("ignorance", RICH, "#critere-needs .inconnu"),
    View("couts", RICH, "#couts-evites figure.fig"),
    View("curseurs", RICH, "#developpement-durable figure.fig"),
    View("acteurs", RICH, "#acteurs figure.fig"),
    View("telephone", RICH, "#essentiel", size=PHONE),
    View("nuit", RICH, "#critere-anchoring figure.fig", dark=True),
    View("carte", THIN, "#choix figure.fig"),
    View("diapositive", RICH, "#critere-social-ties-effet-1", size=PROJECTOR, ending=".slides.html"),
    View("peu", THIN),
)
# Pages of the files made for paper: the picture, the report, the ending, the page.
PAGES = (
    ("pdf-essentiel", RICH, "pdf", 3), ("pdf-critere", RICH, "pdf", 12), ("word", RICH, "docx", 16),
)  # fmt: skip


def on_screen(browser: Browser, folder: Path, view: View) -> None:
    """Show one part of a report as a reader sees it."""
    width, height = view.size
    theme = "dark" if view.dark else "light"
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=theme, locale="fr-FR")
    page.goto((folder / f"{view.report}{view.ending}").as_uri())
    if view.click:
        page.locator(view.click).first.scroll_into_view_if_needed()
        page.locator(view.click).first.click()
    page.wait_for_timeout(1200)
    if view.what:
        part = page.locator(view.what).first
        part.scroll_into_view_if_needed()
        page.wait_for_timeout(800)
        part.screenshot(path=GALLERY / f"{view.name}.png")
    else:
        page.screenshot(path=GALLERY / f"{view.name}.png")
    page.close()


def on_paper(folder: Path, name: str, report: str, ending: str, number: int) -> None:
    """Show one page of a file made for paper."""
    file = folder / f"{report}.{ending}"
    if ending != "pdf":
        convert = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", folder / ending, file]
        subprocess.run(convert, check=True, capture_output=True)
        file = folder / ending / f"{report}.pdf"
    cut = ["-r", "80", "-f", str(number), "-l", str(number), "-singlefile", "-png"]
    subprocess.run(["pdftoppm", *cut, file, GALLERY / name], check=True)


def main() -> int:
    """Make every picture again."""
    GALLERY.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        for source in SOURCES.values():
            command = [*COMMAND, "report", STRUCTURES / source, "-o", folder, "--formats", "html,pdf,docx,slides"]
            subprocess.run(command, check=True)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for view in VIEWS:
            on_screen(browser, folder, view)
        browser.close()
        for page in PAGES:
            on_paper(folder, *page)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
