"""What a cell of the template accepts, and what the note on its header says."""

import datetime
from collections.abc import Collection

from dts_eval.foundation.language import say, typeset
from dts_eval.workbook.layout import Column, layout

OPEN_TYPES = {"criterion": "criteria", "indicator": "indicators", "unit": ""}
TEXT_AS_TYPED = frozenset({"code", "codes", "pseudonym", "when"})
LIST_NAME = "liste_"
FIRST_YEAR, LAST_YEAR = 1990, 2100


def defined_name(column: Column) -> str:
    """Return the name under which the workbook knows the list of a column."""
    return f"{LIST_NAME}{column.list or column.type}"


def validation(column: Column, lists: Collection[str], language: str) -> dict[str, object] | None:
    """Return what a column accepts and how it refuses, or ``None`` when everything may be typed.

    Numbers have no rule: « plus de 600 » and « nd » are answers. Criteria, indicators and units only inform,
    because a group may have its own.
    """
    values = {"first": str(FIRST_YEAR), "last": str(LAST_YEAR)}
    rule: dict[str, object]
    match column.type:
        case "choice" | "yes_no":
            rule = {"validate": "list", "source": f"={defined_name(column)}"}
        case "criterion" | "indicator" | "unit" if defined_name(column) in lists:
            rule = {"validate": "list", "source": f"={defined_name(column)}", "error_type": "information"}
            sheet_id = OPEN_TYPES[column.type]
            values["sheet"] = layout().sheet(sheet_id).title if sheet_id else ""
        case "year":
            rule = {"validate": "integer", "criteria": "between", "minimum": FIRST_YEAR, "maximum": LAST_YEAR}
        case "integer":
            rule = {"validate": "integer", "criteria": ">=", "value": 0}
        case "date":
            bounds = {"minimum": datetime.date(FIRST_YEAR, 1, 1), "maximum": datetime.date(LAST_YEAR, 12, 31)}
            rule = {"validate": "date", "criteria": "between", **bounds}
        case _:
            return None
    rule["error_title"] = str(say(f"workbook_{column.type}_error_title", language))
    rule["error_message"] = str(say(f"workbook_{column.type}_error", language, **values))
    return rule


def note(column: Column, lists: Collection[str], language: str) -> str:
    """Return the note on a header: what the column expects, and the answers it knows."""
    lines = [typeset(column.help, language)]
    if column.required:
        lines.append(str(say("workbook_comment_required", language)))
    if column.unique:
        lines.append(str(say("workbook_comment_unique", language)))
    if column.list:
        items = "\n".join(f"– {words[language]}" for words in layout().lists[column.list].values())
        kind = "choices" if column.type == "choices" else "choice"
        lines.append(str(say(f"workbook_comment_{kind}", language, items=items)))
    elif column.type in OPEN_TYPES and defined_name(column) in lists:
        lines.append(str(say("workbook_comment_open_list", language)))
    return "\n".join(lines)
