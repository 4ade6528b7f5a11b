"""How the cells of an xlsx file show their numbers: as days, as percentages, on several lines."""

from dataclasses import dataclass
from xml.etree import ElementTree

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format

from dts_eval.workbook.parts import Unwritable


@dataclass(frozen=True)
class Format:
    """How one style shows what its cells hold."""

    shows_day: bool = False
    shows_percentage: bool = False
    wraps: bool = False
    is_locked: bool = True


def read_formats(styles: bytes) -> tuple[Format, ...]:
    """Read the formats of a file in the order in which its cells cite them.

    Raises:
        Unwritable: the part that holds them cannot be read.
    """
    if not styles:
        return ()
    try:
        root = ElementTree.fromstring(styles)
        shown = dict(BUILTIN_FORMATS)
        for element in root.iter():
            if _local(element) == "numFmt" and "numFmtId" in element.keys():
                shown[int(element.get("numFmtId", ""))] = element.get("formatCode", "")
        cited = next((element for element in root if _local(element) == "cellXfs"), ())
        return tuple(_format(element, shown) for element in cited)
    except (ElementTree.ParseError, ValueError) as error:
        raise Unwritable("not_writable_format") from error


def _format(element: ElementTree.Element, shown: dict[int, str]) -> Format:
    code = shown.get(int(element.get("numFmtId", "0")), "General")
    wraps = any(child.get("wrapText") in ("1", "true") for child in element if _local(child) == "alignment")
    is_open = any(child.get("locked") in ("0", "false") for child in element if _local(child) == "protection")
    return Format(bool(is_date_format(code)) and not is_timedelta_format(code), "%" in code, wraps, not is_open)


def _local(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]
