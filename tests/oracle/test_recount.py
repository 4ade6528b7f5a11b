"""Counts again, from the workbook alone, every figure that the project counted from lines."""

import csv
import datetime
from collections.abc import Callable, Iterator

import openpyxl
import pytest

HEADER_LINE = 2
FIRST_LINE = 4
Line = dict[str, object]


def lines_of(book: openpyxl.Workbook, title: str) -> list[Line]:
    sheet = book[title]
    titles = [cell.value for cell in sheet[HEADER_LINE]]
    lines = []
    for row in sheet.iter_rows(min_row=FIRST_LINE):
        line: Line = {name: cell.value for name, cell in zip(titles, row, strict=False)}
        line["_line"] = row[0].row
        if any(cell.value is not None for cell in row):
            lines.append(line)
    return lines


@pytest.fixture(scope="module")
def cordee(reports, workbooks):
    stem = "la-cordee-de-brumeval"
    book = openpyxl.load_workbook(workbooks[stem], data_only=True)
    path = next(path for path in reports[stem].files if path.name.endswith(".rows.csv"))
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["kind"] == "figure"]
    return book, rows


def people(lines: list[Line]) -> int:
    return len({line["Pseudonyme"] for line in lines})


def day(value: object) -> datetime.date | None:
    return value.date() if isinstance(value, datetime.datetime) else None


def left_in(lines: list[Line], year: int) -> list[Line]:
    return [line for line in lines if line["Année"] == year and (out := day(line["Sortie"])) and out.year == year]


def examined(lines: list[Line], year: int) -> list[Line]:
    return [
        line
        for line in left_in(lines, year)
        if (line["Heures de l’année"] or 0) >= 1
        and (day(line["Sortie"]) - day(line["Entrée"])).days * 0.0328767 > 2.65
        and line["Situation à la sortie"] != "sortie retirée du compte"
    ]


def of_year(lines: list[Line], year: int) -> list[Line]:
    return [line for line in lines if line["Année"] == year]


def total(lines: list[Line], column: str) -> float:
    return sum(line[column] or 0 for line in lines)


PATHWAYS: dict[str, Callable[[list[Line], int], float]] = {
    "people_employed_in_insertion": lambda lines, year: people(
        [line for line in of_year(lines, year) if (line["Heures de l’année"] or 0) >= 1]
    ),
    "hours_worked_insertion": lambda lines, year: total(of_year(lines, year), "Heures de l’année"),
    "fte_insertion_done": lambda lines, year: total(of_year(lines, year), "Heures de l’année") / 1820,
    "exits_counted": lambda lines, year: people(examined(lines, year)),
    "training_hours": lambda lines, year: total(of_year(lines, year), "Heures de formation"),
    "people_trained": lambda lines, year: people(
        [line for line in of_year(lines, year) if (line["Heures de formation"] or 0) > 0]
    ),
    "dynamic_exit_rate": lambda lines, year: (
        100
        * len(
            [
                line
                for line in examined(lines, year)
                if line["Situation à la sortie"] in ("emploi durable", "emploi de transition", "sortie positive")
            ]
        )
        / len(examined(lines, year))
    ),
}
RESOURCES = {"sales_revenue": "marchande", "public_funding": "non marchande"}
EXPENSES = {
    "gross_wages_insertion": "salaires des personnes en parcours",
    "gross_wages_permanent": "salaires des permanents",
}


def totals(rows: list[dict[str, str]], indicator: str) -> Iterator[dict[str, str]]:
    for row in rows:
        counted = row["status"] in ("measured", "computed")
        if row["indicator"] == indicator and not row["breakdown"] and counted:
            yield row


@pytest.mark.parametrize("indicator", sorted(PATHWAYS))
def test_pathways_counted_again(cordee, indicator):
    book, rows = cordee
    lines = lines_of(book, "Parcours")
    found = list(totals(rows, indicator))
    assert len(found) >= 2
    for row in found:
        assert float(row["value"]) == pytest.approx(PATHWAYS[indicator](lines, int(row["year"]))), row["row_id"]


@pytest.mark.parametrize("indicator", sorted(RESOURCES))
def test_resources_added_again(cordee, indicator):
    book, rows = cordee
    lines = [line for line in lines_of(book, "Ressources") if line["Nature"] == RESOURCES[indicator]]
    found = list(totals(rows, indicator))
    assert len(found) == 3
    for row in found:
        assert float(row["value"]) == pytest.approx(total(of_year(lines, int(row["year"])), "Montant (€)"))


@pytest.mark.parametrize("indicator", sorted(EXPENSES))
def test_expenses_added_again(cordee, indicator):
    book, rows = cordee
    lines = [line for line in lines_of(book, "Dépenses") if line["Nature"] == EXPENSES[indicator]]
    found = list(totals(rows, indicator))
    assert len(found) == 3
    for row in found:
        assert float(row["value"]) == pytest.approx(total(of_year(lines, int(row["year"])), "Montant (€)"))


def test_small_counts_of_people_are_hidden(cordee):
    _, rows = cordee
    people_units = {"person", "exit", "household"}
    shown = [float(row["value"]) for row in rows if row["unit"] in people_units and row["value"]]
    assert shown
    assert [value for value in shown if 0 < value < 5] == []


def test_every_counted_indicator_is_counted_again_or_named():
    """Names what this file does not count again, so that nothing is left out in silence."""
    from dts_eval.indicators.definitions import indicators

    counted = {name for name, definition in indicators().items() if definition.computed_by}
    again = set(PATHWAYS) | set(RESOURCES) | set(EXPENSES)
    assert again <= counted
    assert counted - again == NOT_COUNTED_AGAIN


NOT_COUNTED_AGAIN: set[str] = set()
