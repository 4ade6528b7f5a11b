"""The lists that cells choose from, brought up to date: written anew beside the old ones, which stay."""

import re
from collections.abc import Mapping, Sequence
from xml.etree import ElementTree

from openpyxl.utils import get_column_letter, range_boundaries

from dts_eval.workbook.cells import Cells
from dts_eval.workbook.layout import layout
from dts_eval.workbook.parts import Package, read_part
from dts_eval.workbook.reading import filled
from dts_eval.workbook.sheet_edits import Edit
from dts_eval.workbook.sheet_xml import Sheet
from dts_eval.workbook.template_rules import LIST_NAME
from dts_eval.workbook.template_sheets import LISTS_SHEET
from dts_eval.workbook.values import raw_text
from dts_eval.workbook.xml_places import local

_REFERENCE = re.compile(r"(?:'((?:[^']|'')+)'|([^'!]+))!(\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?)")


def named_places(content: bytes, package: Package) -> dict[str, str]:
    """Map the names that hold for the whole workbook to what they stand for."""
    root = ElementTree.fromstring(read_part(content, package.book))
    names = (each for each in root.iter() if local(each.tag) == "definedName" and each.get("localSheetId") is None)
    return {each.get("name", "").lower(): each.text or "" for each in names}


def lists_to_write(
    cells: Cells, names: Mapping[str, str], lists: Mapping[str, Sequence[str]]
) -> dict[str, tuple[str, ...]]:
    """Find the lists that a workbook does not have, or in which a word of today is missing, with all their words.

    Words that people added stay, after those of today; words that the layout calls former ones do not. A list that is
    not a plain range is theirs, and is left.
    """
    former = {f"{LIST_NAME}{name}": set(words) for name, words in layout().former_words.items()}
    wanted = {}
    for name, words in lists.items():
        reference = names.get(name.lower())
        held = None if reference is None else _words(cells, reference)
        if reference is None:
            wanted[name] = tuple(words)
        elif held is not None and not set(words) <= set(held):
            kept = (word for word in held if word not in former.get(name, ()))
            wanted[name] = tuple(dict.fromkeys((*words, *kept)))
    return wanted


def write_lists(sheet: Sheet, cells: Cells, lists: Mapping[str, Sequence[str]]) -> tuple[list[Edit], dict[str, str]]:
    """Write lists in free columns of the sheet that holds them; return its new cells, and the place of each list."""
    lines = cells.sheets[LISTS_SHEET]
    cited = [cell.column for row in sheet.rows.values() for cell in row.cells]
    used = [position for line in lines for position, content in enumerate(line, 1) if filled(content)]
    first = max([*cited, *used, *(box[2] for box in sheet.merged)], default=0) + 1
    head, word = sheet.cell((1, 1)), sheet.cell((2, 1))
    edits, places = [], {}
    for column, (name, words) in enumerate(lists.items(), first):
        edits.append(Edit(1, column, name, head.style if head else None))
        edits += [Edit(line, column, said, word.style if word else None) for line, said in enumerate(words, 2)]
        letter = get_column_letter(column)
        places[name] = f"{LISTS_SHEET}!${letter}$2:${letter}${len(words) + 1}"
    return edits, places


def _words(cells: Cells, reference: str) -> tuple[str, ...] | None:
    found = _REFERENCE.fullmatch(reference.strip())
    if found is None:
        return None
    title = (found[1] or found[2]).replace("''", "'")
    if title not in cells.sheets:
        # The sheet that held it is gone: no word of it is left.
        return ()
    left, top, right, bottom = range_boundaries(found[3].replace("$", ""))
    lines = cells.sheets[title][top - 1 : bottom]
    held = (raw_text(content) for line in lines for content in line[left - 1 : right] if filled(content))
    return tuple(held)
