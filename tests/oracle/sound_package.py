"""What a spreadsheet asks of an xlsx file before it opens it without a word: order, counts, references, no overlap."""

import posixpath
import zipfile
from collections.abc import Iterator
from io import BytesIO
from itertools import combinations
from xml.etree import ElementTree

from openpyxl.worksheet.cell_range import CellRange

# ECMA-376, part 1, 18.3.1.99 and 18.2.27.
WORKSHEET = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection",
    "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells",
    "phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup",
    "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags",
    "drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls",
    "webPublishItems", "tableParts", "extLst",
)  # fmt: skip
WORKBOOK = (
    "fileVersion", "fileSharing", "workbookPr", "AlternateContent", "workbookProtection", "bookViews", "sheets",
    "functionGroups", "externalReferences", "definedNames", "calcPr", "oleSize", "customWorkbookViews", "pivotCaches",
    "extLst",
)  # fmt: skip
STYLES = (
    "numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles", "colors",
    "extLst",
)  # fmt: skip
BOOK, STYLE = "xl/workbook.xml", "xl/styles.xml"


def faults_of(content: bytes) -> list[str]:
    """List what a spreadsheet would repair or refuse."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return [
        *_book(parts),
        *_styles(parts),
        *_relations(parts),
        *(each for part in _sheets(parts) for each in _sheet(parts, part)),
    ]


def _sheets(parts: dict[str, bytes]) -> list[str]:
    return [name for name in parts if name.startswith("xl/worksheets/") and name.endswith(".xml")]


def _book(parts: dict[str, bytes]) -> Iterator[str]:
    root = ElementTree.fromstring(parts[BOOK])
    yield from _order(BOOK, root, WORKBOOK)
    sheets = [each for each in root.iter() if _local(each) == "sheet"]
    for what in ("name", "sheetId"):
        said = [each.get(what, "").lower() for each in sheets]
        if len(set(said)) != len(said):
            yield f"{what} said twice: {said}"
    if any(len(each.get("name", "")) > 31 for each in sheets):
        yield "the title of a sheet is too long"
    names = [
        (each.get("name", "").lower(), each.get("localSheetId"))
        for each in root.iter()
        if _local(each) == "definedName"
    ]
    if len(set(names)) != len(names):
        yield f"a name defined twice: {names}"
    yield from (f"no sheet {rank} for {name}" for name, rank in names if rank and int(rank) >= len(sheets))
    for view in (each for each in root.iter() if _local(each) == "workbookView"):
        if int(view.get("activeTab", "0")) >= len(sheets):
            yield "the sheet to show is not there"


def _styles(parts: dict[str, bytes]) -> Iterator[str]:
    root = ElementTree.fromstring(parts[STYLE])
    yield from _order(STYLE, root, STYLES)
    kinds = {_local(each): each for each in root}
    for name, kind in kinds.items():
        if kind.get("count") and int(kind.get("count", "0")) != len(kind):
            yield f"{name} says {kind.get('count')} and holds {len(kind)}"
    formats = [each.get("numFmtId") for each in kinds.get("numFmts", ())]
    if len(set(formats)) != len(formats):
        yield "a number format defined twice"
    for xf in kinds["cellXfs"]:
        for what, kind in (("fontId", "fonts"), ("fillId", "fills"), ("borderId", "borders"), ("xfId", "cellStyleXfs")):
            if xf.get(what) and int(xf.get(what, "0")) >= len(kinds[kind]):
                yield f"{what} {xf.get(what)} is not there"
        if int(xf.get("numFmtId", "0")) >= 164 and xf.get("numFmtId") not in formats:
            yield f"the format {xf.get('numFmtId')} is not there"


def _relations(parts: dict[str, bytes]) -> Iterator[str]:
    types = ElementTree.fromstring(parts["[Content_Types].xml"])
    overridden = {each.get("PartName", "")[1:] for each in types if _local(each) == "Override"}
    extensions = {each.get("Extension", "").lower() for each in types if _local(each) == "Default"}
    yield from (f"{name} has no type" for name in parts if name != "[Content_Types].xml"
                and name not in overridden and name.rpartition(".")[2].lower() not in extensions)  # fmt: skip
    for name in (name for name in parts if name.endswith(".rels")):
        folder = posixpath.dirname(posixpath.dirname(name))
        root = ElementTree.fromstring(parts[name])
        ids = [each.get("Id") for each in root]
        if len(set(ids)) != len(ids):
            yield f"{name} says an Id twice"
        for each in root:
            target = posixpath.normpath(posixpath.join("/", folder, each.get("Target", "")))[1:]
            if each.get("TargetMode") != "External" and target not in parts:
                yield f"{name}: {target} is not there"
        source = posixpath.join(folder, posixpath.basename(name)[: -len(".rels")])
        if source in parts and source.endswith(".xml"):
            cited = {value for element in ElementTree.fromstring(parts[source]).iter() for key, value in element.items()
                     if key.endswith("relationships}id")}  # fmt: skip
            yield from (f"{source} cites {each}, which is not there" for each in cited - set(ids))


def _sheet(parts: dict[str, bytes], part: str) -> Iterator[str]:
    root = ElementTree.fromstring(parts[part])
    yield from _order(part, root, WORKSHEET)
    formats = len(next(each for each in ElementTree.fromstring(parts[STYLE]) if _local(each) == "cellXfs"))
    last = 0
    rules = []
    for each in root.iter():
        name = _local(each)
        style = each.get("style") if name == "col" else each.get("s") if name in ("c", "row") else None
        if style and int(style) >= formats:
            yield f"{part}: style {style} is not there"
        if name == "col":
            if int(each.get("min", "0")) <= last or int(each.get("max", "0")) < int(each.get("min", "0")):
                yield f"{part}: columns overlap at {each.get('min')}"
            last = int(each.get("max", "0"))
        if name == "dataValidation":
            rules += [CellRange(reference) for reference in each.get("sqref", "").split()]
        if name == "dataValidations" and each.get("count") and int(each.get("count", "0")) != len(each):
            yield f"{part}: {each.get('count')} rules are said, {len(each)} are there"
    yield from (
        f"{part}: rules overlap at {one} {other}" for one, other in combinations(rules, 2) if not one.isdisjoint(other)
    )


def _order(part: str, root: ElementTree.Element, expected: tuple[str, ...]) -> Iterator[str]:
    ranks = [expected.index(_local(each)) for each in root if _local(each) in expected]
    if ranks != sorted(ranks):
        yield f"{part}: not in their order: {[_local(each) for each in root]}"


def _local(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]
