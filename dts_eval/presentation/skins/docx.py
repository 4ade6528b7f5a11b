"""The report as a Word document: the same blocks as in every skin, in styles, tables and pictures to go on editing."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from docx.document import Document
from docx.parts.story import StoryPart

from dts_eval.presentation.blocks import Report
from dts_eval.presentation.skins.telling import tell_report
from dts_eval.presentation.skins.word.blank import LANGUAGES, blank
from dts_eval.presentation.skins.word.drawn import Drawer
from dts_eval.presentation.skins.word.dressing import dress, width_of
from dts_eval.presentation.skins.word.elements import GAP, Element, field, paragraph, run, spacer, tab, writable
from dts_eval.presentation.skins.word.funder import fill, holds, read_template, say_fictitious, settle
from dts_eval.presentation.skins.word.packing import packed
from dts_eval.presentation.skins.word.pictures import painted
from dts_eval.presentation.skins.word.tables import COLUMNS, WHOLE, cell, shared, table
from dts_eval.presentation.skins.word.tags import CONTENTS, SECTIONS, brings
from dts_eval.presentation.skins.word.wording import Pen, Told

BETWEEN_SECTIONS = 560


def write_docx(report: Report, template: str | Path = "") -> bytes:
    """Write the report as a Word document, the same bytes for the same report; in a funder's template, if named.

    Raises:
        DataProblems: the template is not there, is no Word document, or holds a tag that is refused.
    """
    told = tell_report(report)
    return packed(_filled(told, report, Path(template)) if template else _drawn(told, report))


def _drawn(told: Told, report: Report) -> Document:
    document = blank(report.language)
    drawer = drawer_of(told, report, document.part)
    last = document.element.body[-1]
    # A document ends with a paragraph, or Word mends it.
    for drawn in (*cover(told, drawer), *contents(told, drawer), spacer()):
        last.addprevious(drawn)
    _pages(told, document)
    name_document(document, report)
    return document


def _filled(told: Told, report: Report, template: Path) -> Document:
    texts = texts_of(told, report)
    there = [name for name in SECTIONS if any(brings(name, section["id"]) for section in told["sections"])]
    document = fill(read_template(template), template.name, texts, there)
    width = width_of(document)
    drawer = drawer_of(told, report, document.part, width)
    whole = holds(document, CONTENTS)
    wanted = [name for name in there if holds(document, name)]
    sections = [section for section in told["sections"] if whole or any(brings(name, section["id"]) for name in wanted)]
    # A cell that a part ends needs a paragraph after a last table.
    parts = {section["id"]: [*draw_section(section, drawer), spacer()] for section in sections}
    drawn = {name: [one for key, part in parts.items() if brings(name, key) for one in part] for name in wanted}
    said = notice(told, drawer)
    if whole:
        drawn[CONTENTS] = [*said, *(one for part in parts.values() for one in part)]
    dress(document, blank(report.language), {**drawn, "": said}, width)
    settle(document, drawn)
    if texts["notice"] and texts["notice"] not in "".join(document.element.body.itertext()):
        document.element.body[:0] = said
    if report.fictitious:
        say_fictitious(document, told["head"])
    if not document.core_properties.title:
        name_document(document, report)
    return document


def texts_of(told: Told, report: Report) -> dict[str, str]:
    """Return what a template may print as mere words."""
    label = [told["words"]["fictitious_label"]] if told["fictitious"] else []
    said = [str(one) for one in report.notice] or ([told["words"]["fictitious_notice"]] if label else [])
    return {
        "structure": report.cover.name,
        "year": report.year,
        "title": report.title,
        "subtitle": report.cover.subtitle,
        "notice": " ".join([*label, *said]),
    }


def drawer_of(told: Told, report: Report, part: StoryPart, width: float = WHOLE) -> Drawer:
    """Return what draws a told report in a document whose pages leave a width, in millimetres."""
    pictures = painted(block["svg"] for block in _charts(told["sections"]))
    return Drawer(told, Pen(cited.evidence_id for cited in report.evidence), part, pictures, width)


def contents(told: Told, drawer: Drawer) -> list[Element]:
    """Draw every part of the report; the first starts a page, and the page of a reader in a hurry is its own."""
    drawn, alone = [], True
    for section in told["sections"]:
        essentials = any(block["kind"] == "Essentials" for block in section["blocks"])
        drawn += draw_section(section, drawer, alone or essentials or not section["small"])
        alone = essentials
    return drawn


def draw_section(section: Told, drawer: Drawer, new_page: bool = False) -> list[Element]:
    """Draw a part: its place in the method, its title, its finding, its blocks."""
    pen, rail = drawer.pen, [word for word in section["rail"] if word]
    title = pen.marked(pen.place(f"partie-{section['id']}"), run(section["title"]))
    above = [run(rail[0], "lev"), *(run(f" {word}") for word in rail[1:])] if rail else []
    lead = [paragraph("Chapeau", pen.sentences(section["lead"]))] if section["lead"] else []
    blocks = drawer.blocks(section["blocks"])
    # The gap after a last table would make a page of its own when the page is full.
    if blocks and blocks[-1].style == GAP:
        blocks.pop()
    return [
        paragraph("Repere", above, new_page, before=None if new_page else BETWEEN_SECTIONS),
        paragraph("Titre1", title),
        *lead,
        *blocks,
    ]


def notice(told: Told, drawer: Drawer) -> list[Element]:
    """Draw what must be known before anything is read: a fictitious structure, a version for partners."""
    if not told["fictitious"] and not told["notice"]:
        return []
    label = [run(told["words"]["fictitious_label"], "lev"), run(" ")] if told["fictitious"] else []
    said = drawer.pen.sentences(told["notice"]) or [run(told["words"]["fictitious_notice"])]
    return [paragraph("BandeauFictif" if told["fictitious"] else "Bandeau", [*label, *said])]


def cover(told: Told, drawer: Drawer) -> list[Element]:
    """Draw the cover: the name, two voices of equal size, four facts; no number."""
    front = told["cover"]
    drawn = [
        *notice(told, drawer),
        paragraph("Surtitre", [run(front["kicker"])]),
        paragraph("Titre", [run(front["name"])]),
        *([paragraph("Sous-titre", [run(front["subtitle"])])] if front["subtitle"] else []),
    ]
    if front["voices"]:
        voices = [cell(drawer.voice(voice["role"], voice)) for voice in front["voices"]]
        drawn += [table([voices], shared([1] * len(voices), WHOLE), COLUMNS, head=False, first=False), spacer()]
    if front["facts"]:
        heads = [cell([paragraph("TeteDeColonne", [run(label)])]) for label, _ in front["facts"]]
        facts = [cell([paragraph("Cellule", [run(fact)])]) for _, fact in front["facts"]]
        drawn += [table([heads, facts], shared([1] * len(facts), WHOLE), first=False), spacer()]
    return drawn


def name_document(document: Document, report: Report) -> None:
    """Write the title, the language and the structure in the properties of a document; no date."""
    properties = document.core_properties
    properties.title, properties.author = writable(report.title)[:255], writable(report.cover.name)[:255]
    properties.language = LANGUAGES[report.language]


def _charts(sections: Iterable[Told]) -> Iterator[Told]:
    for section in sections:
        yield from _charts_among(section["blocks"])


def _charts_among(blocks: Iterable[Told]) -> Iterator[Told]:
    for block in blocks:
        if block["kind"] == "Chart":
            yield block
        elif block["kind"] == "SideBySide":
            for _, inside in block["columns"]:
                yield from _charts_among(inside)


def _pages(told: Told, document: Document) -> None:
    page = document.sections[0]
    page.header.paragraphs[0]._p.append(run(told["head"]))
    foot = [run(told["words"]["foot"]), tab(), *field("PAGE", [run("1")]), run(" / "), *field("NUMPAGES", [run("1")])]
    page.footer.paragraphs[0]._p.extend(foot)
