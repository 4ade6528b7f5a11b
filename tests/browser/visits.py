"""What the tests of pages share: where Chromium is, when they run, and a visit that notes all that a page does."""

import shutil

import pytest

sync_api = pytest.importorskip("playwright.sync_api")
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("chrome")
ARGUMENTS = ["--no-sandbox", "--disable-gpu"]
IN_CHROMIUM = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]


class Visit:
    """One visit of a page, and all that it asked for or complained of."""

    def __init__(self, browser: "sync_api.Browser", address: str, width: int = 1280, **options: object) -> None:
        self.context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        self.page = self.context.new_page()
        self.asked: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: self.complaints.append(dialog.message))
        self.page.goto(address)

    def see_all(self) -> None:
        for figure in self.page.locator(".fig-dessin").all():
            figure.scroll_into_view_if_needed()
            self.page.wait_for_timeout(150)
        self.page.wait_for_timeout(500)

    def __enter__(self) -> "Visit":
        return self

    def __exit__(self, *_: object) -> None:
        self.context.close()
