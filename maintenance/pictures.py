"""Makes the pictures of the guide from the shipped structures, as a person would see them.

Maintainers run it, users never do. Needs Chromium, LibreOffice, poppler-utils and the ``dev`` extra. From the root of a
checkout::

    make pictures
"""

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import openpyxl
from openpyxl.worksheet.properties import PageSetupProperties
from playwright.sync_api import Page, sync_playwright

CHECKOUT = Path(__file__).resolve().parent.parent
PICTURES = CHECKOUT / "docs" / "pictures"
STRUCTURES = CHECKOUT / "data_templates"
EXAMPLE = STRUCTURES / "example" / "la-cordee-de-brumeval.xlsx"
COMMAND = [sys.executable, "-m", "dts_eval"]
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("chrome")
SIZE = {"width": 1120, "height": 760}
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/lab\S+")
PATIENCE = 90_000


def workbook(folder: Path) -> None:
    """Show one sheet of a workbook as LibreOffice prints it."""
    book = openpyxl.load_workbook(EXAMPLE)
    for title in book.sheetnames:
        if title != "Parties prenantes":
            del book[title]
    sheet = book["Parties prenantes"]
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    book.save(folder / "feuille.xlsx")
    convert = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", folder, folder / "feuille.xlsx"]
    subprocess.run(convert, check=True, capture_output=True)
    cut = ["-r", "110", "-x", "55", "-y", "50", "-W", "1110", "-H", "362", "-singlefile", "-png"]
    subprocess.run(["pdftoppm", *cut, folder / "feuille.pdf", PICTURES / "classeur"], check=True)


def report(page: Page, folder: Path) -> None:
    """Show a report with the proof of a number opened."""
    page.goto((folder / "example" / "la-cordee-de-brumeval-2024.html").as_uri())
    number = page.locator("#critere-activity a.n").first
    number.scroll_into_view_if_needed()
    number.click()
    page.wait_for_timeout(800)
    page.screenshot(path=PICTURES / "rapport.png")


def campaign(page: Page, folder: Path) -> None:
    """Show the index of a campaign."""
    page.goto((folder / "index.html").as_uri())
    page.screenshot(path=PICTURES / "campagne.png")


def comparison(page: Page, folder: Path) -> None:
    """Show the kinds of proof of several structures, criterion by criterion."""
    page.goto((folder / "comparaison-data-templates.html").as_uri())
    page.locator("#portrait").scroll_into_view_if_needed()
    page.screenshot(path=PICTURES / "comparaison.png")


def form(page: Page, folder: Path) -> None:
    """Show the form of the first notebook in JupyterLab."""
    desk = folder / "atelier"
    desk.mkdir()
    shutil.copyfile(EXAMPLE, desk / EXAMPLE.name)
    with laboratory(desk) as address:
        page.goto(address)
        page.locator(".jp-Notebook .jp-CodeCell").first.wait_for(timeout=PATIENCE)
        page.locator("#jp-main-statusbar", has_text="Inactif").wait_for(timeout=PATIENCE)
        page.get_by_text("Exécution", exact=True).click()
        page.get_by_text("Exécuter toutes les cellules", exact=True).click()
        page.locator(".dts-form .dts-compte").first.wait_for(timeout=PATIENCE)
        page.wait_for_timeout(2000)
        page.locator(".dts-form").first.evaluate("form => form.scrollIntoView()")
        page.wait_for_timeout(1000)
        page.screenshot(path=PICTURES / "formulaire.png")


@contextmanager
def laboratory(folder: Path) -> Iterator[str]:
    """Open JupyterLab on a folder, and give its address."""
    command = [*COMMAND, "lab", str(folder), "--no-browser"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8")
    try:
        assert process.stdout is not None
        yield next(found[0] for line in process.stdout if (found := ADDRESS.search(line)))
    finally:
        process.terminate()
        process.wait()


def main() -> int:
    """Make every picture again."""
    PICTURES.mkdir(exist_ok=True)
    drawn: tuple[Callable[[Page, Path], None], ...] = (report, campaign, comparison, form)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        subprocess.run([*COMMAND, "batch", STRUCTURES, "-o", folder, "--formats", "html"], check=True)
        subprocess.run([*COMMAND, "compare", STRUCTURES, "-o", folder, "--formats", "html"], check=True)
        workbook(folder)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for draw in drawn:
            page = browser.new_page(viewport=SIZE, locale="fr-FR")
            draw(page, folder)
            page.close()
        browser.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
