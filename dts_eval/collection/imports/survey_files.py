"""The exports of survey tools: which tool a file comes from, which of its columns are nobody's answers.

No export of a structure was at hand: titles are those of the documentation of KoboToolbox, LimeSurvey and Google Forms.
"""

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO

from python_calamine import CalamineWorkbook

from dts_eval.collection.imports.sniffing import Source
from dts_eval.workbook.values import plain, raw_text

KOBO, LIMESURVEY, GOOGLE = "KoboToolbox", "LimeSurvey", "Google Forms"
SEPARATORS = (";", ",", "\t")
GOOGLE_FIRST = ("horodateur", "horodatage", "timestamp")
LIME_IDS, LIME_DATES = ("id", "response id", "id de la réponse"), ("submitdate", "date submitted", "date de soumission")
LIME_PAGES = ("lastpage", "last page", "dernière page")
# What tools write beside answers: times, versions, states of the form.
TECHNICAL = frozenset(
    {
        *GOOGLE_FIRST, *LIME_IDS, *LIME_DATES, *LIME_PAGES, "startlanguage", "seed", "startdate", "datestamp", "refurl",
        "start", "end", "today", "_id", "_uuid", "_submission_time", "_validation_status", "_notes", "_status",
        "__version__", "_tags", "_index", "_parent_index", "_parent_table_name", "meta/instanceid", "meta/rootuuid",
        "start language", "date started", "date last action", "langue de départ", "score", "note totale",
    }
)  # fmt: skip
_PERSONAL = re.compile(
    r"\b(noms?|pr[ée]noms?|names?|first ?name|last ?name|surname|e-?mails?|mails?|courriels?|adresses?|address|"
    r"t[ée]l[ée]phones?|t[ée]l|phones?|phone ?number|portable|mobile|ip ?addr\w*|ip|gps|latitude|longitude|altitude|"
    r"precision|geo(?:point|location)|g[ée]olocalisation|device ?id|imei|sim ?serial|subscriber ?id|user ?name|"
    r"submitted by|utilisateur|token|jeton|code d'acc[èe]s|naissance|birth\w*|s[ée]curit[ée] sociale|signature)\b"
)


@dataclass(frozen=True)
class Answers:
    """An export as a table: the tool it comes from, its titles, and its lines in the order of the submissions."""

    tool: str
    titles: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]
    unfinished: int = 0

    def column(self, title: str) -> int | None:
        """Return where a title stands: written whole, or by its last part when it is inside groups of questions."""
        wanted = plain(title)
        for names in (map(plain, self.titles), (plain(one.rsplit("/", 1)[-1]) for one in self.titles)):
            found = [place for place, name in enumerate(names) if name == wanted]
            if len(found) == 1:
                return found[0]
        return None

    def cell(self, line: tuple[str, ...], place: int) -> str:
        """Return what one cell holds, without the spaces around it."""
        return line[place].strip() if place < len(line) else ""


def tool_of(source: Source) -> str:
    """Name the tool whose export a file is, or nothing."""
    table = _lines_of(source)
    titles = [plain(title) for title in table[0]] if table else []
    if "_id" in titles and {"_uuid", "_submission_time"} & set(titles):
        return KOBO
    if _one_of(titles, LIME_IDS) is not None and _one_of(titles, LIME_DATES) is not None:
        return LIMESURVEY if _one_of(titles, LIME_PAGES) is not None else ""
    return GOOGLE if len(titles) > 1 and titles[0] in GOOGLE_FIRST else ""


def read_answers(source: Source) -> Answers:
    """Read an export; a submission that was not finished is kept, and counted.

    People come in the order of their submissions as their tool numbers them, so that one file always gives the same
    pseudonyms.
    """
    tool, (titles, *lines) = tool_of(source), _lines_of(source)
    names = [plain(title) for title in titles]
    held = [line for line in lines if any(cell.strip() for cell in line)]
    unfinished = 0
    if tool == LIMESURVEY:
        place = _one_of(names, LIME_DATES)
        unfinished = sum(1 for line in held if place is not None and not _at(line, place))
    number = _one_of(names, LIME_IDS if tool == LIMESURVEY else ("_id",))
    if number is not None and all(_at(line, number).isdigit() for line in held):
        held.sort(key=lambda line: int(_at(line, number)))
    return Answers(tool, titles, tuple(held), unfinished)


def is_personal(title: str) -> bool:
    """Whether the title of a column announces what may tell who somebody is."""
    return bool(_PERSONAL.search(re.sub(r"[_/\[\]-]+", " ", plain(title))))


def is_technical(title: str) -> bool:
    """Whether a column is written by the tool itself."""
    return plain(title) in TECHNICAL


def _one_of(titles: list[str], names: Iterable[str]) -> int | None:
    return next((titles.index(name) for name in names if name in titles), None)


def _at(line: tuple[str, ...], place: int) -> str:
    return line[place].strip() if place < len(line) else ""


def _lines_of(source: Source) -> list[tuple[str, ...]]:
    if source.is_workbook:
        try:
            book = CalamineWorkbook.from_filelike(BytesIO(source.content))
            table = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
        except Exception:  # the reader raises several unrelated kinds; a file that it cannot open is of no tool
            return []
        return [tuple(raw_text(cell) for cell in line) for line in table]
    if not source.lines:
        return []
    separator = max(SEPARATORS, key=source.lines[0].count)
    reader = csv.reader(io.StringIO(source.text, newline=""), delimiter=separator)
    try:
        return [tuple(line) for line in reader if line]
    except csv.Error:
        return []
