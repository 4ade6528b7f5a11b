"""What a Word document holds, read by other means than those that wrote it."""

import io
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from dts_eval.presentation.shown import Shown

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
Node = ElementTree.Element


class Word:
    """A document: its parts, its body, its styles by id."""

    def __init__(self, content: bytes | Path) -> None:
        with zipfile.ZipFile(io.BytesIO(content) if isinstance(content, bytes) else content) as package:
            self.entries = package.infolist()
            self.parts = {name: package.read(name) for name in package.namelist()}
        self.body = self.part("word/document.xml").find(f"{W}body")
        self.styles = {style.get(f"{W}styleId"): style for style in self.part("word/styles.xml").iter(f"{W}style")}

    def part(self, name: str) -> Any:
        return ElementTree.fromstring(self.parts[name])

    def style_name(self, node: Node, holder: str, tag: str) -> str:
        """The name, in lower case, of the style of a paragraph, a run or a table."""
        found = node.find(f"{W}{holder}/{W}{tag}")
        style = self.styles[found.get(f"{W}val")] if found is not None else None
        return "" if style is None else style.find(f"{W}name").get(f"{W}val").lower()

    def paragraphs(self) -> list[tuple[str, str]]:
        """The name of the style and the text of each paragraph, those of tables too."""
        return [(self.style_name(one, "pPr", "pStyle"), text_of(one)) for one in self.body.iter(f"{W}p")]

    def headings(self) -> list[tuple[str, str]]:
        return [(style, text) for style, text in self.paragraphs() if style in ("heading 1", "heading 2", "heading 3")]

    def tables(self) -> list[Node]:
        return list(self.body.iter(f"{W}tbl"))

    def alternatives(self) -> list[str]:
        return [one.get("descr", "") for one in self.body.iter(f"{DRAWING}docPr")]

    def runs(self) -> Counter[str]:
        return Counter("".join(text.text or "" for text in run.iter(f"{W}t")) for run in self.body.iter(f"{W}r"))

    def text(self) -> str:
        return "\n".join(text for _, text in self.paragraphs())

    def anchors(self) -> set[str]:
        return {link.get(f"{W}anchor", "") for link in self.body.iter(f"{W}hyperlink")}

    def bookmarks(self) -> list[str]:
        return [mark.get(f"{W}name", "") for mark in self.body.iter(f"{W}bookmarkStart")]


def text_of(node: Node) -> str:
    return "".join(text.text or "" for text in node.iter(f"{W}t"))


def lines_of(table: Node) -> list[list[str]]:
    """The text of each cell of a table, without those of tables inside it."""
    return [[text_of(cell) for cell in line.findall(f"{W}tc")] for line in table.findall(f"{W}tr")]


def glued(shown: Shown) -> str:
    """A number as Word must print it: it is never parted from its noun at the end of a line."""
    return shown.text.replace(" ", "\u00a0")
