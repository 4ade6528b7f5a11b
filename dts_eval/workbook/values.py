"""Turns what was typed in a cell into a value of the column's type, or says what is wrong with it."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from dts_eval.foundation.language import typeset
from dts_eval.foundation.model import Cell, CellValue
from dts_eval.foundation.units import NotANumber, missing_word, read_number, tidy
from dts_eval.workbook.cells import CellContent
from dts_eval.workbook.layout import Column, layout

YEARS = range(1900, 2101)
PSEUDONYM = re.compile(r"[A-Za-z]{1,4}[-_ ]?\d{1,6}")
# A percent sign says something in these columns only: in a column of euros or of votes it is a slip.
SHARES = ("share_low", "share_high", "deadweight_low", "deadweight_high")
PERCENT_COLUMNS = frozenset({"value", "low", "high", *SHARES})
DIGITS_OF_NIR, DIGITS_OF_PHONE = 13, 10
MOST_KNOWN = 10_000
_GAP = r"[\s.\-]?"
_NIR = re.compile(
    rf"(?<!\d)[1278]{_GAP}\d\d{_GAP}(?:0[1-9]|1[0-2]|[2-9]\d){_GAP}(?:\d\d|2[AB]){_GAP}\d{{3}}{_GAP}\d{{3}}"
    rf"(?:{_GAP}\d\d)?(?!\d)",
    re.I,
)
_E_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.\w+")
# Pairs set apart in one way: « 01/02/2006 08:30 » is a moment.
_PHONE = re.compile(
    r"(?<!\d)(?<!\d[.,])(?:0|(?:\+|00)33\s?(?:\(0\))?\s?)[1-9]"
    r"(?:(?:\s?\d\d){4}|(?:\.\d\d){4}|(?:-\d\d){4}|(?:/\d\d){4})(?!\d)"
)
_ERROR = re.compile(r"#(?:REF!|DIV/0!|N/A|NAME\?|NOM\s?\?|NULL?\s?!|NUM!|NOMBRE\s?!|VAL(?:UE|EUR)\s?!)|Err\s?:\s?\d{3}")
_TITLED_NAME = re.compile(r"\b(?:M\.|Mr|Mme|Mlle|Monsieur|Madame)\s+[A-ZÉÈ]\w+")
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})|(\d{4})-(\d{2})-(\d{2})")


@dataclass(frozen=True)
class Understood:
    """What was typed says in a column, wherever it stands there: a cell without its address, or nothing.

    ``problems`` are what is wrong with it, each as a code and the words of its message.
    """

    cell: Cell | None
    problems: tuple[tuple[str, Mapping[str, str]], ...] = ()


class Unreadable(ValueError):
    """What was typed cannot be the value of this column; ``code`` names the problem, ``quoted`` may be shown."""

    def __init__(self, code: str, quoted: str = "", **values: str) -> None:
        self.code = code
        self.values = {"typed": quoted, **values} if quoted else values
        super().__init__(code)


def raw_text(content: CellContent) -> str:
    """Return what a cell holds as text: whole numbers without decimals, dates as 2024-09-04."""
    if isinstance(content, bool):
        return "VRAI" if content else "FAUX"
    if isinstance(content, float) and content.is_integer():
        return str(int(content))
    if isinstance(content, datetime.datetime):
        return content.date().isoformat() if content.time() == datetime.time(0) else content.isoformat()
    return content.isoformat() if isinstance(content, datetime.date) else str(content)


def as_shown(content: CellContent) -> str:
    """Write what a cell holds as a French spreadsheet shows it: 11,5 and 20/05/2024."""
    if isinstance(content, float):
        return raw_text(content).replace(".", ",")
    return f"{content:%d/%m/%Y}" if isinstance(content, datetime.date) else raw_text(content)


def personal_data(raw: str) -> str:
    """Name the rule that a text breaks by holding personal data, or nothing."""
    # Most of what is typed is too short for it, or lacks its sign.
    if len(raw) >= DIGITS_OF_NIR and _NIR.search(raw):
        return "nir_found"
    if ("@" in raw and _E_MAIL.search(raw)) or (len(raw) >= DIGITS_OF_PHONE and _PHONE.search(raw)):
        return "contact_found"
    return "likely_name" if "M" in raw and _TITLED_NAME.search(raw) else ""


def error_shown(content: CellContent) -> str:
    """Return the error of a formula that a text repeats, in English or in French, or nothing."""
    text = content.strip() if isinstance(content, str) else ""
    return text if _ERROR.fullmatch(text) else ""


def as_percentage(number: float) -> str:
    """Write a number as a cell of percentages shows it: 0.52 is « 52 % » there."""
    return f"{tidy(100 * number)} %".replace(".", ",")


@cache
def list_words(name: str) -> Mapping[str, str]:
    """Map every word accepted for a list, French, English or its name in the code, to its item."""
    words = {plain(word): item for word, item in layout().former_words[name].items()}
    for item, labels in layout().lists[name].items():
        words |= {plain(label): item for label in (item, *labels.values())}
    return words


# Years, days, criteria and answers come again line after line, and from one workbook to the next.
@cache
def known_contents(sheet_id: str, column_id: str) -> dict[tuple[type, CellContent], Understood]:
    """Return what contents read before mean in a column, by their type too: 1, 1.0 and VRAI are not the same content.

    Never more than ``MOST_KNOWN`` of them.
    """
    return {}


def understand(content: CellContent, column: Column, known: dict[tuple[type, CellContent], Understood]) -> Understood:
    """Say what a content means in a column; ``known`` is what others mean there, and remembers this one."""
    key = type(content), content
    if key not in known:
        if len(known) >= MOST_KNOWN:
            known.clear()
        known[key] = _understood(content, column, list_words(column.list) if column.list else {})
    return known[key]


def _understood(content: CellContent, column: Column, words: Mapping[str, str]) -> Understood:
    shown = error_shown(content)
    if shown:
        return Understood(None, (("formula_error", {"typed": shown}),))
    raw = raw_text(content).strip()
    if not raw:
        return Understood(None)
    broken = personal_data(raw)
    found: tuple[tuple[str, Mapping[str, str]], ...] = ((broken, {}),) if broken else ()
    if broken and broken != "likely_name":
        return Understood(None, found)
    try:
        return Understood(read_value(content, column, words), found)
    except Unreadable as unreadable:
        return Understood(None, (*found, (unreadable.code, unreadable.values)))


def read_value(content: CellContent, column: Column, words: Mapping[str, str]) -> Cell:
    """Read what was typed as a cell that stands nowhere yet.

    ``words`` maps every accepted word of the column's list to its item, in lower case.

    Raises:
        Unreadable: the text is not a value of the column's type.
    """
    raw = raw_text(content).strip()
    if column.type in ("number", "integer"):
        return _number(content, raw, column)
    nothing = missing_word(raw) if column.type != "when" else None
    return Cell(nothing or _value(content, raw, column, words), raw, "")


def _value(content: CellContent, raw: str, column: Column, words: Mapping[str, str]) -> CellValue:
    match column.type:
        case "text" | "long_text" | "criterion" | "indicator" | "unit":
            if isinstance(content, int | float) and not isinstance(content, bool):
                raise Unreadable("number_where_text", as_shown(content), column=column.title)
            return raw
        case "when" | "code":
            return raw
        case "codes":
            return tuple(code for code in re.split(r"[\s;,]+", raw) if code)
        case "year":
            return _year(content, raw)
        case "date":
            return _date(content, raw)
        case "choice" | "yes_no":
            return _word(raw, words, column)
        case "choices":
            return tuple(_word(item.strip(), words, column) for item in raw.split(";") if item.strip())
        case "pseudonym":
            if not PSEUDONYM.fullmatch(raw):
                raise Unreadable("personal_name")
            return raw
    raise AssertionError(column.type)


def _number(content: CellContent, raw: str, column: Column) -> Cell:
    if isinstance(content, int | float) and not isinstance(content, bool):
        value: float | None = tidy(content)
        cell = Cell(value, raw, "")
    elif isinstance(content, datetime.date | datetime.time | datetime.timedelta):
        raise Unreadable("number_is_date", as_shown(content))
    else:
        nothing = missing_word(raw)
        if nothing:
            return Cell(nothing, raw, "")
        try:
            number = read_number(raw.removesuffix("%") if column.column_id in PERCENT_COLUMNS else raw)
        except NotANumber as error:
            raise Unreadable(error.code, raw) from error
        value = number.value
        cell = Cell(value, raw, "", number.low, number.high, number.qualifier)
    if column.type == "integer" and (not isinstance(value, int) or value < 0):
        raise Unreadable("number_not_whole", as_shown(content))
    return cell


def _year(content: CellContent, raw: str) -> int:
    if isinstance(content, datetime.date):
        raise Unreadable("year_is_date", as_shown(content))
    if not re.fullmatch(r"\d{4}", raw):
        raise Unreadable("year_not_read", raw)
    if int(raw) not in YEARS:
        raise Unreadable("year_out_of_range", raw)
    return int(raw)


def _date(content: CellContent, raw: str) -> datetime.date:
    if isinstance(content, datetime.datetime):
        day = content.date()
    elif isinstance(content, datetime.date):
        day = content
    else:
        match = _DAY.fullmatch(raw)
        if not match:
            raise Unreadable("date_not_read", raw)
        day_first, month, year, iso_year, iso_month, iso_day = match.groups()
        try:
            day = datetime.date(int(iso_year or year), int(iso_month or month), int(iso_day or day_first))
        except ValueError as error:
            raise Unreadable("date_impossible", raw) from error
    if day.year not in YEARS:
        raise Unreadable("year_out_of_range", str(day.year))
    return day


def _word(raw: str, words: Mapping[str, str], column: Column) -> str:
    item = words.get(plain(raw))
    if item is None and column.type == "choices":
        # Such a cell has no drop-down: only the message can say what may be answered.
        answers = typeset(" ; ".join(labels["fr"] for labels in layout().lists[column.list].values()), "fr")
        raise Unreadable("not_among_answers", raw, column=column.title, answers=answers)
    if item is None:
        raise Unreadable("not_in_list", raw, column=column.title)
    return item


# The same few names are compared again and again, line after line.
@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Bring a word to the form in which lists are compared: lower case, plain apostrophes and spaces."""
    return re.sub(r"[\s\u00a0\u202f]+", " ", text.replace("’", "'")).strip().lower()
