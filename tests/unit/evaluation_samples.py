"""Small evaluations built by hand, without a file: lines of sheets with their addresses; nobody here is real."""

import datetime
from typing import Any

from dts_eval.collection.collecting import collect
from dts_eval.criteria.choice import choose_criteria
from dts_eval.debates.effects import debate
from dts_eval.foundation.model import Cell, Evaluation, Record, Structure
from dts_eval.indicators.choice import choose_indicators
from dts_eval.measurement.measuring import measure
from dts_eval.scope.perimeter import set_scope
from dts_eval.workbook.cells import address
from dts_eval.workbook.layout import layout

FIRST_LINE = 4
KEPT = ("activity", "people_results", "needs", "integration", "citizenship", "economics", "environment")


def record(sheet: str, line: int, **said: Any) -> Record:
    """One line of a sheet; each cell stands where the layout puts its column."""
    columns = [column.column_id for column in layout().sheet(sheet).columns]
    cells = {name: _cell(value, address(line, columns.index(name) + 1)) for name, value in said.items()}
    return Record(sheet, layout().sheet(sheet).title, line, cells)


def _cell(value: Any, place: str) -> Cell:
    if isinstance(value, Cell):
        return Cell(value.value, value.raw, place, value.low, value.high, value.qualifier)
    raw = value.isoformat() if isinstance(value, datetime.date) else str(value)
    return Cell(value, " ".join(value) if isinstance(value, tuple) else raw, place)


def form(sheet: str, **said: Any) -> Record:
    """The answers of a form, in its second column."""
    columns = [column.column_id for column in layout().sheet(sheet).columns]
    cells = {name: _cell(value, address(3 + columns.index(name), 2)) for name, value in said.items()}
    return Record(sheet, layout().sheet(sheet).title, 0, cells)


def evaluation(*, threshold: int = 5, year: int = 2024, **sheets: list[dict[str, Any]]) -> Evaluation:
    """An evaluation that has read its sheets and nothing more."""
    structure_form = sheets.pop("structure", [{}])[0]
    structure = Structure(
        "essai", "Atelier du Gué", "aci", year, threshold, True, structure_form.get("hours_per_fte"),
        structure_form.get("fte_contracted"),
    )  # fmt: skip
    records = {
        sheet: tuple(record(sheet, number, **line) for number, line in enumerate(lines, FIRST_LINE))
        for sheet, lines in sheets.items()
    }
    records["structure"] = (form("structure", **structure_form),)
    return Evaluation("essai.xlsx", "fr", "internal", structure, records)


def gathered(**sheets: Any) -> Evaluation:
    """The same after every step that reads; several criteria are kept unless the sheets say otherwise."""
    sheets.setdefault("criteria", [{"criterion": name, "decision": "kept"} for name in KEPT])
    made = evaluation(**sheets)
    for step in (set_scope, choose_criteria, choose_indicators, collect, debate):
        made = step(made)
    return made


def measured(**sheets: Any) -> Evaluation:
    """The same after the results are computed."""
    return measure(gathered(**sheets))


def person(number: int, **said: Any) -> dict[str, Any]:
    """One line of Parcours."""
    known = {
        "pseudonym": f"P-{number:03}", "year": 2024, "scheme": "aci", "sex": "woman" if number % 2 else "man",
        "referral": "self", "entry": datetime.date(2023, 5, 2), "hours": 600, "rsa": "yes",
    }  # fmt: skip
    return {name: value for name, value in {**known, **said}.items() if value is not None}
