"""The template of a funder: a Word document of theirs, whose tags the report fills in, in the styles they have."""

import copy
import io
import zipfile
from collections.abc import Collection, Mapping
from pathlib import Path

from docx import Document as opened
from docx.document import Document
from docx.oxml.ns import qn
from docxtpl import DocxTemplate

from dts_eval.foundation.problems import DataProblems, Problem, problem
from dts_eval.presentation.skins.word.elements import Element, writable
from dts_eval.presentation.skins.word.tags import CONTENTS, KNOWN, SECTION, SECTIONS, TEXTS, TagEnvironment, TagRefused

LARGEST = 200_000_000
# Letters that no text has: they hold the place of what is drawn until the tags are filled in.
_OPEN, _CLOSE = "\ue0d0", "\ue0d1"
_STORIES = ("header", "footer")


def read_template(path: Path) -> bytes:
    """Read a template, and refuse one that could not be filled in, before anything is made.

    Raises:
        DataProblems: it is not there, is not a Word document, or holds a tag that is refused.
    """
    if not path.is_file():
        raise DataProblems([problem("template_missing", path.name)])
    content = path.read_bytes()
    fill(content, path.name, {name: "" for name in TEXTS})
    return content


def fill(content: bytes, name: str, texts: Mapping[str, str], there: Collection[str] = tuple(SECTIONS)) -> Document:
    """Fill in the texts of a template; the places of the parts that are there are held for ``settle``.

    Raises:
        DataProblems: the file is not a Word document, or a tag is refused.
    """
    given = {key: _plain(text) for key, text in texts.items()}
    places = {part: f"{_OPEN}{part}{_CLOSE}" if part in there else "" for part in SECTIONS}
    try:
        _refuse_swollen(content)
        template = DocxTemplate(io.BytesIO(content))
        template.render(
            {**given, CONTENTS: f"{_OPEN}{CONTENTS}{_CLOSE}", SECTION: places}, TagEnvironment(), autoescape=True
        )
        # What was filled in is read again: the library leaves heads and feet that it would not read itself.
        filled = io.BytesIO()
        template.save(filled)
        document = opened(filled)
        misplaced = _misplaced(document)
    except TagRefused as refused:
        raise DataProblems([_refused(refused, name)]) from refused
    except Exception as error:  # whatever a file holds that is no Word document
        raise DataProblems([problem("template_not_word", name)]) from error
    if misplaced:
        raise DataProblems([problem("template_tag_misplaced", name, typed=misplaced)])
    return document


def _refuse_swollen(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        if sum(entry.file_size for entry in package.infolist()) > LARGEST:
            raise ValueError("too large")


def _refused(refused: TagRefused, name: str) -> Problem:
    if refused.unknown:
        return problem("template_tag_unknown", name, typed=refused.tag, known=", ".join(KNOWN))
    return problem("template_tag_refused", name, typed=refused.tag)


def _plain(text: str) -> str:
    return writable(text).replace(_OPEN, "").replace(_CLOSE, "")


def _misplaced(document: Document) -> str:
    """Return the tag of something drawn that stands where no paragraph can be put: a head, a foot, a bare tag."""
    for relation in document.part.rels.values():
        if relation.is_external or relation.reltype.rpartition("/")[2] not in _STORIES:
            continue
        text = relation.target_part.blob.decode("utf-8", "replace")
        if _OPEN in text:
            return _tag(text.partition(_OPEN)[2].partition(_CLOSE)[0])
    for text in document.element.body.xpath(".//text()"):
        if _OPEN in text and (text.is_tail or text.getparent().tag != qn("w:t")):
            return _tag(text.partition(_OPEN)[2].partition(_CLOSE)[0])
    return ""


def _tag(part: str) -> str:
    return part if part == CONTENTS else f"{SECTION}.{part}"


def holds(document: Document, part: str) -> bool:
    """Say whether a template asks for something drawn."""
    return f"{_OPEN}{part}{_CLOSE}" in "".join(document.element.body.itertext(qn("w:t")))


def settle(document: Document, drawn: Mapping[str, list[Element]]) -> None:
    """Put what is drawn where its tag stands; a paragraph with nothing else in it goes away."""
    for holder in list(document.element.body.iter(qn("w:p"))):
        words = "".join(text.text or "" for text in holder.iter(qn("w:t")))
        asked = [part for part in drawn if f"{_OPEN}{part}{_CLOSE}" in words]
        if not asked:
            continue
        for text in holder.iter(qn("w:t")):
            for part in asked:
                text.text = (text.text or "").replace(f"{_OPEN}{part}{_CLOSE}", "")
        after = holder
        for one in (copy.deepcopy(one) for part in asked for one in drawn[part]):
            after.addnext(one)
            after = one
        left = "".join(text.text or "" for text in holder.iter(qn("w:t"))).strip()
        if not left and not holder.xpath(".//w:sectPr | .//w:drawing") and not _needed(holder):
            holder.getparent().remove(holder)
    _number_again(document)


def _needed(holder: Element) -> bool:
    """Say whether a cell would be left without the paragraph that it must end with."""
    following = holder.getnext()
    return following is None or following.tag == qn("w:sectPr") or (
        following.tag == qn("w:tbl") and holder.getparent().tag == qn("w:tc")
    )  # fmt: skip


def _number_again(document: Document) -> None:
    """Keep one bookmark of each name, take away links that lead nowhere, and tell pictures and bookmarks apart."""
    body = document.element.body
    seen: set[str] = set()
    ends: dict[str, list[Element]] = {}
    for end in body.iter(qn("w:bookmarkEnd")):
        ends.setdefault(end.get(qn("w:id")), []).append(end)
    for number, start in enumerate(list(body.iter(qn("w:bookmarkStart")))):
        matching = ends.get(start.get(qn("w:id")), [])
        end = matching.pop(0) if matching else None
        if start.get(qn("w:name")) in seen:
            for mark in (start, end):
                if mark is not None:
                    mark.getparent().remove(mark)
            continue
        seen.add(start.get(qn("w:name")))
        for mark in (start, end):
            if mark is not None:
                mark.set(qn("w:id"), str(number + 1))
    for link in list(body.iter(qn("w:hyperlink"))):
        anchor = link.get(qn("w:anchor"))
        if anchor and link.get(qn("r:id")) is None and anchor not in seen:
            for inside in list(link):
                link.addprevious(inside)
            link.getparent().remove(link)
    for number, told in enumerate(body.iter(qn("wp:docPr")), start=1):
        told.set("id", str(number))


def say_fictitious(document: Document, words: str) -> None:
    """Say on every page that a structure is not real, above what the template writes there."""
    for place, section in enumerate(document.sections):
        heads = [section.header]
        heads += [section.first_page_header] if section.different_first_page_header_footer else []
        heads += [section.even_page_header] if document.settings.odd_and_even_pages_header_footer else []
        for head in heads:
            if place == 0 or not head.is_linked_to_previous:
                head.paragraphs[0].insert_paragraph_before(words)
