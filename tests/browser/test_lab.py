"""The laboratory for real: `dts-eval lab`, JupyterLab in French, the form filled in by keyboard, the file on disk."""

import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import openpyxl
import pytest
from visits import ARGUMENTS, CHROMIUM, IN_CHROMIUM, sync_api

from dts_eval.workbook.layout import layout

PICTURES = os.environ.get("DTS_EVAL_PICTURES", "")
HERE = {"127.0.0.1", "localhost"}
PATIENCE = 90
FOCUSED = """() => {
    const one = document.activeElement, label = one.labels && one.labels[0]
    const title = label && (label.querySelector('.dts-titre') || label)
    return [one.tagName, (title ? title.textContent : one.textContent).trim().slice(0, 200)]
}"""
pytestmark = [*IN_CHROMIUM, pytest.mark.slow]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "mon atelier"


@pytest.fixture
def address(folder: Path) -> Iterator[str]:
    """Where JupyterLab answers; at the end Ctrl-C must stop it without complaint."""
    command = [sys.executable, "-m", "dts_eval", "lab", str(folder), "--no-browser"]
    given = os.environ | {"PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8"}
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8", env=given
    )
    try:
        assert process.stdout
        found = next(line.strip() for line in process.stdout if line.startswith("http://127.0.0.1:"))
        wait_for(found)
        yield found
    finally:
        process.send_signal(signal.SIGINT)
        told, complaints = process.communicate(timeout=PATIENCE)
    assert "JupyterLab est fermé" in told
    assert process.returncode == 0 and "Traceback" not in complaints


def wait_for(address: str) -> None:
    parts = urlsplit(address)
    end = time.monotonic() + PATIENCE
    while True:
        try:
            urllib.request.urlopen(f"{parts.scheme}://{parts.netloc}/api", timeout=5).close()
            return
        except OSError:
            assert time.monotonic() < end, "JupyterLab does not answer"
            time.sleep(0.2)


class Visit:
    """A person at the keyboard, and all that the page asked for or complained of."""

    def __init__(self, page: "sync_api.Page") -> None:
        self.page = page
        self.asked: list[str] = []
        self.complaints: list[str] = []
        page.set_default_timeout(PATIENCE * 500)
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("websocket", lambda socket: self.asked.append(socket.url))
        page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def run_all(self, address: str) -> None:
        self.page.goto(address)
        self.page.locator(".jp-Notebook .jp-CodeCell").first.wait_for()
        self.page.locator("#jp-main-statusbar", has_text="Inactif").wait_for()
        for _ in range(self.page.locator(".jp-Notebook .jp-Cell").count()):
            self.page.keyboard.press("Shift+Enter")
        self.status("Le classeur dit tout")

    def status(self, words: str) -> str:
        said = self.page.locator(".dts-form :is(.dts-dit, .dts-compte)", has_text=words)
        said.wait_for()
        return str(said.inner_text())

    def focused(self) -> tuple[str, str]:
        kind, name = self.page.evaluate(FOCUSED)
        return kind, re.sub(r"[\s\u00a0\u202f]+", " ", name)

    def tab_to(self, name: str) -> list[str]:
        """Press Tab until a control has the keyboard, and return the names of those met, that one included."""
        met: list[str] = []
        for _ in range(100):
            self.page.keyboard.press("Tab")
            met.append(self.focused()[1])
            if met[-1] == name:
                return met
        raise AssertionError(f"« {name} » is not reached: {met}")

    def type(self, name: str, text: str) -> None:
        self.tab_to(name)
        self.page.keyboard.insert_text(text)

    def field(self, name: str) -> "sync_api.Locator":
        # The accessible name begins with the title, and goes on with the help.
        return self.page.get_by_role("textbox", name=re.compile(f"^{name}"))

    def picture(self, name: str, *, width: int = 1280) -> None:
        if PICTURES:
            self.page.set_viewport_size({"width": width, "height": 2600})
            self.page.wait_for_timeout(1000)
            self.page.screenshot(path=str(Path(PICTURES) / f"{name}-{width}.png"))


@pytest.fixture
def visit() -> Iterator[Visit]:
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield Visit(browser.new_page(viewport={"width": 1280, "height": 900}))
        browser.close()


def test_the_form_is_filled_in_by_keyboard_and_the_workbook_holds_it(folder, address, visit):
    visit.run_all(address)
    page, columns = visit.page, layout().sheet("mandate").columns
    titles = [column.title for column in columns]
    assert "Fichier" in page.locator(".lm-MenuBar-item").first.inner_text()

    visit.field("Qui demande l’évaluation").focus()
    page.keyboard.insert_text("le conseil d’administration")
    page.keyboard.press("Tab")
    assert visit.focused() == ("SELECT", titles[1])
    page.keyboard.press("ArrowDown")
    page.keyboard.type("interne et")
    visit.type("Motif", "Débattre de ce qui compte, sans note ni classement.")
    between = visit.tab_to("Ajouter une partie prenante")
    # A list from which several may be ticked has one box for each answer.
    boxes = {one.title: [words["fr"] for words in layout().lists[one.list].values()] for one in columns if one.list}
    ticked = {column.title for column in columns if column.type == "choices"}
    expected = [name for title in titles[3:] for name in (boxes[title] if title in ticked else [title])]
    assert between[: len(expected)] == expected
    page.keyboard.press("Enter")
    page.wait_for_function(f"({FOCUSED})()[1] === 'Catégorie'")
    page.keyboard.insert_text("les commerçants du bourg")
    visit.tab_to("collecte")
    page.keyboard.press("Space")
    visit.tab_to("Enregistrer dans le classeur")
    visit.status("Cinq réponses ne sont pas encore enregistrées")
    visit.picture("form-unsaved")
    page.keyboard.press("Enter")
    said = visit.status("Cinq réponses ont été enregistrées dans ma-structure.xlsx")
    visit.picture("form-saved")
    visit.picture("form-saved", width=700)

    book = openpyxl.load_workbook(folder / "ma-structure.xlsx")
    assert [book["Enjeux"][place].value for place in ("B3", "B4", "B5")] == [
        "le conseil d’administration", "interne et externe", "Débattre de ce qui compte, sans note ni classement.",
    ]  # fmt: skip
    line = next(line for line in book["Parties prenantes"].iter_rows(values_only=True) if line[4] == "collecte")
    assert line[0] == "les commerçants du bourg"
    (backup,) = folder.glob("*sauvegarde*")
    assert backup.name in said
    assert openpyxl.load_workbook(backup)["Enjeux"]["B3"].value is None

    assert {urlsplit(url).hostname for url in visit.asked if not url.startswith(("data:", "blob:"))} <= HERE
    assert any(url.startswith("ws://") for url in visit.asked)
    assert visit.complaints == []


def test_a_refusal_keeps_what_was_typed_on_the_screen(folder, address, visit):
    visit.run_all(address)
    page = visit.page
    visit.field("Qui demande l’évaluation").focus()
    page.keyboard.insert_text("Appelez le 06 12 34 56 78")
    page.get_by_role("button", name="Ajouter une partie prenante").click()
    page.wait_for_function(f"({FOCUSED})()[1] === 'Catégorie'")
    visit.type("Rôle", "Achètent au Comptoir.")
    page.get_by_role("button", name="Enregistrer dans le classeur").click()
    assert "position 1" in visit.status("Rien n’a été enregistré")
    visit.picture("form-refused")
    visit.field("Catégorie").fill("les clients")
    page.get_by_role("button", name="Enregistrer dans le classeur").click()
    assert "Rien n’a été enregistré" in visit.status("numéro de téléphone")
    assert visit.field("Qui demande l’évaluation").input_value().endswith("56 78")
    assert visit.field("Rôle").input_value() == "Achètent au Comptoir."
    assert list(folder.glob("*sauvegarde*")) == []


@pytest.mark.parametrize("width", [1280, 700])
def test_no_label_is_cut_and_nothing_sticks_out(address, visit, width):
    visit.page.set_viewport_size({"width": width, "height": 900})
    visit.run_all(address)
    visit.page.get_by_role("button", name="Ajouter une partie prenante").click()
    visit.field("Catégorie").wait_for()
    cut = visit.page.evaluate(
        """() => [...document.querySelectorAll('.dts-form label, .dts-form button, .dts-form .widget-html-content')]
            .filter(one => one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1)
            .map(one => one.textContent.trim())"""
    )
    assert cut == []
    right = visit.page.evaluate(
        """() => { const limit = document.querySelector('.dts-form').getBoundingClientRect().right
            return [...document.querySelectorAll('.dts-form *')]
                .filter(one => one.getBoundingClientRect().right > limit + 1).map(one => one.className) }"""
    )
    assert right == []
