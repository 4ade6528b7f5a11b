"""Templates that a funder might give, good and bad, made without the code that reads them."""

from pathlib import Path

from docx import Document
from docx.shared import Cm


def funder(path: Path, *lines: str, head: str = "", foot: str = "", cell: str = "", title: str = "") -> Path:
    """Write a Word template: a line for each paragraph, and what its head, its foot and a table's cell hold."""
    document = Document()
    document.core_properties.title = title
    document.styles["Normal"].font.name = "Calibri"
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    if head:
        section.header.paragraphs[0].text = head
    if foot:
        section.footer.paragraphs[0].text = foot
    for line in lines:
        style, _, words = line.rpartition("§")
        document.add_paragraph(words, style or None)
    if cell:
        document.add_table(1, 2).cell(0, 1).text = cell
    document.save(str(path))
    return path
