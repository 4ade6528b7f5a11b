"""One report in four skins: the same sentences and the same numbers, written the same, part by part.

The words are read out of the files, as a reader would find them: from the tags of the page and of the slides, from the
text of the pdf as poppler gives it, from the paragraphs and cells of the Word document.
"""

import io
import re
import shutil
import subprocess
from collections import defaultdict
from functools import cache
from html.parser import HTMLParser

import pytest
from docx import Document
from docx.oxml.ns import qn
from shipped_report import RICH, THIN, shipped_page, shipped_report

from dts_eval.presentation.skins import SKINS

PDFTOTEXT = shutil.which("pdftotext")
# A sign of proof: its disc, and the numbers beside it.
SIGN = re.compile(r"[◉●○◌]|\bE\d+(?:–E\d+)?\b")
VOID = {"br", "meta", "link", "img", "input", "hr", "path", "use", "circle", "rect", "line"}
BLOCKS = {
    "p", "li", "h2", "h3", "h4", "blockquote", "figcaption", "summary", "caption", "td", "th", "dt", "dd", "div",
    "section",
}  # fmt: skip
REPORTS = (RICH, THIN)
Told = dict[str, list[str]]
pytestmark = [
    pytest.mark.slow, pytest.mark.poppler,
    pytest.mark.skipif(PDFTOTEXT is None, reason="poppler-utils is not installed"),
]  # fmt: skip


class Page(HTMLParser):
    """What a page holds: the numbers with their rows, and the text of each paragraph of each part."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.numbers: set[tuple[str, str, str]] = set()
        self.told: Told = defaultdict(list)
        self._open: list[tuple[str, str]] = []
        self._data: tuple[str, str, list[str]] | None = None
        self._words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        style = f" {said.get('class') or ''} "
        if tag in VOID:
            return
        if tag in BLOCKS:
            self._keep()
        kind = said.get("id", "") if tag == "section" else ""
        # What only a screen reader hears, a sign, a drawing, a script: no other skin has it in its text.
        if tag in ("script", "style", "svg", "nav", "dialog") or " vh " in style or " e " in style:
            kind = "aside"
        self._open.append((tag, kind))
        if tag == "data":
            self._data = (said["data-row"], said["value"], [])

    def handle_endtag(self, tag):
        if tag in BLOCKS:
            self._keep()
        if tag in VOID or tag not in [name for name, _ in self._open]:
            return
        while self._open.pop()[0] != tag:
            pass
        if tag == "data" and self._data:
            self.numbers.add((self._data[0], self._data[1], "".join(self._data[2])))
            self._data = None

    def _keep(self):
        part = next((kind for name, kind in self._open if name == "section" and kind), "")
        if part and self._words:
            self.told[part].append("".join(self._words))
        self._words = []

    def handle_data(self, data):
        if any(kind == "aside" for _, kind in self._open):
            return
        self._words.append(data)
        if self._data:
            self._data[2].append(data)


def bare(text: str) -> str:
    """Leave out what a skin may set in its own way: the signs of proof, spaces and the ends of lines."""
    return re.sub(r"[\s\u00a0\u202f\u00ad]+", "", SIGN.sub(" ", text))


@cache
def page(name: str) -> Page:
    return Page(shipped_page(name))


@cache
def slides(name: str) -> Page:
    return Page(SKINS["slides"](shipped_report(name), "", "").decode("utf-8"))


@cache
def of_pdf(name: str) -> str:
    """The text of the pdf, page after page, without the running head and foot that may cut a sentence in two."""
    run = [str(PDFTOTEXT), "-raw", "-enc", "UTF-8", "-", "-"]
    text = subprocess.run(run, input=SKINS["pdf"](shipped_report(name), "", ""), capture_output=True, check=True).stdout
    pages = text.decode("utf-8").split("\f")
    lines = [line for one in pages for line in one.splitlines() if not _is_running(line, name)]
    return bare(" ".join(lines))


def _is_running(line: str, name: str) -> bool:
    head = shipped_report(name).running_head
    foot = "Le numéro placé après une phrase renvoie à sa preuve, en annexe."
    return bare(line).startswith((bare(head), bare(foot))) or re.fullmatch(r"\s*\d+ / \d+\s*", line) is not None


@cache
def of_word(name: str) -> str:
    document = Document(io.BytesIO(SKINS["docx"](shipped_report(name), "", "")))
    words = (node.text or "" for node in document.element.body.iter(qn("w:t"), qn("w:p")))
    return bare(" ".join(words))


def sentences(name: str) -> list[tuple[str, str]]:
    """Every text of the parts, long enough to be known again; the annexes are laid out for each medium."""
    annexes = {section.section_id for section in shipped_report(name).sections if section.annex}
    return [
        (part, bare(text))
        for part, told in page(name).told.items()
        if part not in annexes
        for text in told
        if len(bare(text)) > 12
    ]


@pytest.mark.parametrize("name", REPORTS)
def test_the_page_says_enough_to_be_compared(name):
    assert len(sentences(name)) > (900 if name == RICH else 150)
    assert len(page(name).numbers) > (500 if name == RICH else 10)


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("other", [of_pdf, of_word], ids=["pdf", "docx"])
def test_what_the_page_says_is_in_the_file_word_for_word_and_number_for_number(name, other):
    text = other(name)
    assert [told for told in sentences(name) if told[1] not in text] == []


@pytest.mark.parametrize("name", REPORTS)
def test_parts_come_in_the_same_order_in_the_page_the_pdf_and_the_word_document(name):
    titles = [bare(section.title) for section in shipped_report(name).sections if not section.annex]
    for text in (of_pdf(name), of_word(name)):
        places, start = [], 0
        for section, title in zip(shipped_report(name).sections, titles, strict=False):
            first = bare(str(section.lead[0])) if section.lead else title
            start = text.find(first, start)
            places.append(start)
        assert -1 not in places


@pytest.mark.parametrize("name", REPORTS)
def test_a_number_of_the_slides_is_that_of_the_page(name):
    assert slides(name).numbers
    assert slides(name).numbers - page(name).numbers == set()


@pytest.mark.parametrize("name", REPORTS)
def test_every_number_of_the_page_is_written_the_same_on_paper_and_in_word(name):
    for text in (of_pdf(name), of_word(name)):
        assert {number for number in page(name).numbers if bare(number[2]) not in text} == set()


def test_what_is_missing_would_be_seen():
    (part, sentence), *_ = sentences(THIN)
    assert part and sentence in of_pdf(THIN) and sentence[::-1] not in of_pdf(THIN)
