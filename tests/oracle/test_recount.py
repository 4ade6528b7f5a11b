"""Counts again every figure that the project counted from lines, as a sceptic would.

Row → evidence numbers → evidence.csv → cells at these addresses → the value, by code that shares nothing with the
formulas. Each row is counted twice: from the cells that it cites and no other, then from the whole sheet, so that no
line can have been left out of the proof.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import pytest
import recount_avoided
import recount_money
import recount_pathways
from recount_avoided import TOLERANCES
from recount_evaluation import RECOUNTS as OF_THE_EVALUATION
from recount_money import placed
from recount_surveys import RECOUNTS as OF_SURVEYS
from sceptic import Line, Report, number

from dts_eval.runs.templates import shipped_structures

STRUCTURES = [workbook.stem for workbook in shipped_structures()]
COUNTED = ("measured", "computed")
THRESHOLDS = {"la-cordee-de-brumeval": 5}
PERSON_UNITS = {"person", "exit", "household"}
PEOPLE_SHEETS = {"Parcours", "Enquêtes"}
FIELDS = ("value", "numerator", "denominator", "unknown", "low", "high")

# The words of the workbook for what breakdowns name.
WORDS = {
    "woman": "femme", "man": "homme", "department": "Département", "france_travail": "France Travail",
    "mission_locale": "mission locale", "self": "candidature directe", "aci": "ACI", "ai": "AI", "ei": "EI",
    "etti": "ETTI", "lasting_job": "emploi durable", "transition_job": "emploi de transition",
    "positive": "sortie positive", "withdrawn": "sortie retirée du compte", "market": "marchande",
    "non_market": "non marchande", "non_monetary": "non monétaire",
    "wages_insertion": "salaires des personnes en parcours", "wages_permanent": "salaires des permanents",
    "purchases": "achats et services", "local_taxes": "impôts locaux",
    "contributions": "cotisations et autres impôts", "in_territory": "dans le territoire",
    "in_departement": "ailleurs dans le département", "elsewhere": "hors du département",
}  # fmt: skip
# The administration's rule for exits of ACI and EI, from 2021 on: an hour at least, and more than 2.65 months.
MONTHS_IN_A_DAY, LEAST_STAY, LEAST_HOURS, FIRST_YEAR_OF_RULE = 0.0328767, 2.65, 1, 2021
DYNAMIC = {"emploi durable", "emploi de transition", "sortie positive"}
UNSAID = (None, "", "nd", "lieu inconnu", "sans nouvelle")


@dataclass(frozen=True)
class Case:
    """A row to count again: its year, what its breakdown says, the lines to count, what Structure gives."""

    lines: list[Line]
    year: int
    keys: dict[str, str]
    given: Callable[[str], float]
    beside: Callable[[str], list[Line]]

    def of_year(self) -> list[Line]:
        return [line for line in self.lines if line.get("Année") == self.year]


def said(line: Line, column: str, word: str) -> bool:
    """Whether a line says what a breakdown names; ``unknown`` is what it does not say."""
    value = line[column]
    return value in UNSAID if word == "unknown" else value == WORDS[word]


def numbers(lines: Iterable[Line], column: str) -> list[float]:
    return [value for line in lines if (value := number(line[column])) is not None]


def people(lines: Iterable[Line]) -> list[list[Line]]:
    def name(line: Line) -> str:
        return line["Pseudonyme"]

    return [list(own) for _, own in groupby(sorted(lines, key=name), name)]


def one_answer(own: list[Line], column: str) -> Any:
    answers = {line[column] for line in own} - set(UNSAID)
    return answers.pop() if len(answers) == 1 else None


def employed(case: Case) -> list[list[Line]]:
    return [own for own in people(case.of_year()) if sum(numbers(own, "Heures de l’année")) >= 1]


def summed(lines: list[Line], column: str) -> dict[str, float | None]:
    return {"value": sum(numbers(lines, column)), "unknown": len(lines) - len(numbers(lines, column))}


def shared(part: float, whole: float, unknown: float) -> dict[str, float | None]:
    return {"value": 100 * part / whole, "numerator": part, "denominator": whole, "unknown": unknown}


def new_entries(case: Case) -> dict[str, float | None]:
    here = {own[0]["Pseudonyme"] for own in people(case.of_year())}
    entries = {
        own[0]["Pseudonyme"]: min((line["Entrée"] for line in own if line["Entrée"]), default=None)
        for own in people(case.lines)
    }
    first = [entries[name] for name in here]
    return {"value": len([day for day in first if day and day.year == case.year]), "unknown": first.count(None)}


def hours(case: Case) -> dict[str, float | None]:
    lines = [line for line in case.of_year() if all(said(line, "Dispositif", word) for word in case.keys.values())]
    return summed(lines, HOURS)


def fte(case: Case) -> dict[str, float | None]:
    worked, base = sum(numbers(case.of_year(), HOURS)), case.given("Heures d’un ETP dans l’annexe")
    return {"value": worked / base, "numerator": worked, "denominator": base, "unknown": hours(case)["unknown"]}


def fte_rate(case: Case) -> dict[str, float | None]:
    done = fte(case)["value"] or 0
    return shared(done, case.given("ETP d’insertion conventionnés"), hours(case)["unknown"] or 0)


def people_trained(case: Case) -> dict[str, float | None]:
    trained = [own for own in people(case.of_year()) if sum(numbers(own, TRAINING)) > 0]
    silent = [
        own for own in people(case.of_year()) if own not in trained and len(numbers(own, TRAINING)) < len(own)
    ]
    return {"value": len(trained), "unknown": len(silent)}


def training_hours(case: Case) -> dict[str, float | None]:
    return summed(case.of_year(), TRAINING)


def share_of_people(column: str, answer: str) -> Callable[[Case], dict[str, float | None]]:
    def recount(case: Case) -> dict[str, float | None]:
        known = [own for own in employed(case) if one_answer(own, column) is not None]
        part = [own for own in known if one_answer(own, column) == answer]
        return shared(len(part), len(known), len(employed(case)) - len(known))

    return recount


def left(case: Case) -> list[tuple[bool, Line]]:
    """The last line of each person who left in the year, and whether the administration counts that exit."""
    found = []
    for own in people(line for line in case.lines if line["Sortie"] and line["Sortie"].year == case.year):
        line = max(own, key=lambda item: item["Sortie"])
        assert line["Dispositif"] in ("ACI", "EI") and case.year >= FIRST_YEAR_OF_RULE
        stay = (line["Sortie"] - line["Entrée"]).days * MONTHS_IN_A_DAY
        counts = stay > LEAST_STAY and (number(line[HOURS]) or 0) >= LEAST_HOURS
        found.append((counts and line["Situation à la sortie"] != WORDS["withdrawn"], line))
    return found


def exits_unknown(case: Case) -> dict[str, float | None]:
    lines = [line for counts, line in left(case) if counts]
    return {"value": len([line for line in lines if line[SITUATION] in UNSAID]), "unknown": 0}


def exit_rate(*situations: str) -> Callable[[Case], dict[str, float | None]]:
    def recount(case: Case) -> dict[str, float | None]:
        lines = [line for counts, line in left(case) if counts]
        part = [line for line in lines if line[SITUATION] in situations]
        return shared(len(part), len(lines), len([line for line in lines if line[SITUATION] in UNSAID]))

    return recount


def funding_mix(case: Case) -> dict[str, float | None]:
    money = [line for line in case.of_year() if line["Nature"] in ("marchande", "non marchande")]
    part = [line for line in money if line["Nature"] == WORDS[case.keys["nature"]]]
    return shared(sum(numbers(part, AMOUNT)), sum(numbers(money, AMOUNT)), summed(money, AMOUNT)["unknown"] or 0)


def resources_by_nature(case: Case) -> dict[str, float | None]:
    lines = [line for line in case.of_year() if line["Nature"] == WORDS[case.keys["nature"]]]
    found = summed(lines, AMOUNT)
    if any(number(line.get(bound)) is not None for line in lines for bound in ("Bas (€)", "Haut (€)")):
        for field, title in (("low", "Bas (€)"), ("high", "Haut (€)")):
            found[field] = sum(
                number(line[title]) if number(line[title]) is not None else number(line[AMOUNT]) for line in lines
            )
    return found


def budget(case: Case, nature: str = "") -> dict[str, float | None]:
    columns = {"kind": "Nature", "place": PLACE}
    lines = [line for line in case.of_year() if not nature or line["Nature"] == nature]
    for key, word in case.keys.items():
        lines = [line for line in lines if said(line, columns[key], word)]
    return summed(lines, AMOUNT)


def of_nature(word: str) -> Callable[[Case], dict[str, float | None]]:
    return lambda case: budget(case, WORDS[word])


def arrived_here(*natures: str) -> Callable[[Case], dict[str, float | None]]:
    def recount(case: Case) -> dict[str, float | None]:
        own = [line for line in case.of_year() if line["Nature"] in natures]
        known = [line for line in own if line[PLACE] not in UNSAID and number(line[AMOUNT]) is not None]
        here = [line for line in known if line[PLACE] == WORDS["in_territory"]]
        return {"value": sum(numbers(here, AMOUNT)), "unknown": len(own) - len(known)}

    return recount


def activities(
    yes: Callable[[Line, int], bool | None], without: tuple[str, ...] = ()
) -> Callable[[Case], dict[str, float | None]]:
    def recount(case: Case) -> dict[str, float | None]:
        answers = []
        for line in case.lines:
            since = number(line.get("Depuis"))
            if line["Dans le périmètre"] == "non" or line.get("Stade") in without or (since or 0) > case.year:
                continue
            answers.append(yes(line, case.year) if line["Dans le périmètre"] == "oui" else None)
        return {"value": answers.count(True), "unknown": answers.count(None)}

    return recount


def is_mixed(line: Line, year: int) -> bool | None:
    publics = {part.strip().casefold() for part in (line["Publics"] or "").split(";") if part.strip()}
    return len(publics) >= 2 if publics else None


USERS = "Personnes ayant utilisé le service"
HOURS, TRAINING, SITUATION = "Heures de l’année", "Heures de formation", "Situation à la sortie"
AMOUNT, PLACE, NEED = "Montant (€)", "Où l’argent arrive", "Besoin auquel elle répond"
RECOUNTS: dict[str, tuple[str, Callable[[Case], dict[str, float | None]]]] = {
    "new_entries": ("Parcours", new_entries),
    "hours_worked_insertion": ("Parcours", hours),
    "fte_insertion_done": ("Parcours", fte),
    "fte_realisation_rate": ("Parcours", fte_rate),
    "people_trained": ("Parcours", people_trained),
    "training_hours": ("Parcours", training_hours),
    "profile_rsa": ("Parcours", share_of_people("RSA à l’entrée", "oui")),
    "profile_women": ("Parcours", share_of_people("Sexe", "femme")),
    "exits_unknown": ("Parcours", exits_unknown),
    "dynamic_exit_rate": ("Parcours", exit_rate(*DYNAMIC)),
    "lasting_job_exit_rate": ("Parcours", exit_rate("emploi durable")),
    "transition_job_exit_rate": ("Parcours", exit_rate("emploi de transition")),
    "positive_exit_rate": ("Parcours", exit_rate("sortie positive")),
    "funding_mix": ("Ressources", funding_mix),
    "resources_by_nature": ("Ressources", resources_by_nature),
    "operating_budget": ("Dépenses", budget),
    "gross_wages_insertion": ("Dépenses", of_nature("wages_insertion")),
    "gross_wages_permanent": ("Dépenses", of_nature("wages_permanent")),
    "local_purchases": ("Dépenses", arrived_here("achats et services")),
    "wages_paid_locally": (
        "Dépenses", arrived_here("salaires des personnes en parcours", "salaires des permanents")
    ),
    "needs_identified": ("Activités", activities(lambda line, _: True if line[NEED] else None, ("arrêtée",))),
    "services_created": (
        "Activités",
        activities(lambda line, year: line["Depuis"] == year if line["Depuis"] else None, ("projet",)),
    ),
    "mixed_activities": ("Activités", activities(is_mixed, ("arrêtée", "projet"))),
    **OF_THE_EVALUATION,
    "experiments": ("Activités", activities(lambda line, _: line["Stade"] == "projet" if line["Stade"] else None)),
    **recount_pathways.RECOUNTS,
    **recount_avoided.RECOUNTS,
    **OF_SURVEYS,
} | recount_money.RECOUNTS  # fmt: skip


@pytest.fixture(scope="module", params=STRUCTURES)
def report(request, reports, workbooks) -> Report:
    return Report.opened(reports[request.param].files, workbooks[request.param])


@pytest.fixture(scope="module")
def cordee(reports, workbooks) -> Report:
    return Report.opened(reports[STRUCTURES[0]].files, workbooks[STRUCTURES[0]])


def counted_rows(report: Report) -> list[dict[str, str]]:
    figures = [row for row in report.rows if row["kind"] == "figure"]
    ranges = recount_avoided.RECOUNTS
    return [row for row in figures if row["status"] in COUNTED or (row["low"] and row["indicator"] in ranges)]


def differences(report: Report, row: dict[str, str]) -> list[str]:
    """What is not the same in a row when it is counted again, from its cells and from the whole sheet."""
    sheet, recount = RECOUNTS[row["indicator"]]
    keys = dict(part.split("=") for part in row["breakdown"].split(";") if part)
    cited = report.cited_lines(row)
    territories = report.all_lines("Territoires") if "Territoires" in report.book.sheetnames else []
    sources = {"cells cited": cited.get(sheet, []), "whole sheet": report.all_lines(sheet)}
    # A zero is counted too: without the lines that were looked at, it would be a missing value.
    found = [] if cited.get(sheet) else [f"{row['row_id']} cites no line of {sheet}"]
    for name, lines in sources.items():
        lines = [placed(line, territories) for line in lines]
        beside = (lambda title: cited.get(title, [])) if name == "cells cited" else report.all_lines
        given = lambda question: report.cited_answer(row, question)  # noqa: E731 – a function of one row
        again = recount(Case(lines, int(row["year"]), keys, given, beside))
        for field in FIELDS:
            if field == "unknown" and name == "cells cited":
                # The lines that do not say are counted over the whole sheet: a proof cites those that do.
                continue
            expected, shown = again.get(field), row[field]
            # On a sheet about people, the lines that do not say are people too.
            of_people = row["unit"] in (*PERSON_UNITS, "percent") or sheet in PEOPLE_SHEETS
            hidden = field == "unknown" and of_people and 0 < (expected or 0) < 5
            if shown == "" and (expected is None or hidden):
                continue
            close = pytest.approx(expected, rel=TOLERANCES.get(row["indicator"], 1e-9))
            if shown == "" or expected is None or float(shown) != close:
                found.append(f"{row['row_id']} {field}: {shown} shown, {expected} from the {name}")
    return found


@pytest.mark.parametrize("indicator", sorted(RECOUNTS))
def test_every_row_of_an_indicator_is_what_the_cells_say(cordee, indicator):
    rows = [row for row in counted_rows(cordee) if row["indicator"] == indicator]
    assert [line for row in rows for line in differences(cordee, row)] == []


def test_every_counted_row_was_counted_again(report, record_property):
    rows = counted_rows(report)
    unknown = [row["row_id"] for row in rows if row["indicator"] not in RECOUNTS]
    assert unknown == []
    wrong = [line for row in rows for line in differences(report, row)]
    assert wrong == []
    record_property("rows_counted_again", len(rows))
    print(f"{len(rows)} rows counted again, of {len(rows)}")  # noqa: T201 – how many is what one comes to read


def test_la_cordee_feeds_every_formula_but_these(cordee):
    """Names what the shipped structure does not show, so that nothing is left out in silence."""
    fed = {row["indicator"] for row in counted_rows(cordee)}
    assert len(counted_rows(cordee)) > 150
    assert set(RECOUNTS) - fed == {"mixed_activities", "experiments"}
    assert fed & recount_money.NOT_FED == set()


def test_the_reach_is_the_people_served_beside_those_who_live_there(cordee):
    (row,) = [row for row in cordee.rows if row["indicator"] == "users_per_1000_inhabitants"]
    served = next(line for line in cordee.all_lines("Relevés") if line["Indicateur"] == USERS and line["Année"] == 2024)
    widest = max(line["Habitants"] or 0 for line in cordee.all_lines("Territoires"))
    for field, title in (("value", "Valeur"), ("low", "Bas"), ("high", "Haut")):
        assert float(row[field]) == pytest.approx(1000 * served[title] / widest)
    assert {item["sheet"] for item in cordee.proofs(row)} >= {"Relevés", "Territoires"}


def test_the_parts_of_a_breakdown_add_up_to_their_total(cordee):
    """No figure stands outside its total: parts of one key add up when all of them are shown."""
    checked = 0
    for total in counted_rows(cordee):
        # Quartiles are no parts of a length; every area of life has all those who left for its whole.
        if total["breakdown"] or total["unit"] in ("percent", "month"):
            continue
        same = [
            row
            for row in cordee.rows
            if (row["kind"], row["indicator"], row["year"]) == ("figure", total["indicator"], total["year"])
        ]
        families: dict[tuple[str, ...], list[dict[str, str]]] = {}
        for row in same:
            if row["breakdown"]:
                parts_named = row["breakdown"].split(";")
                names = tuple(part if "domain=" in part else part.split("=")[0] for part in parts_named)
                families.setdefault(names, []).append(row)
        for parts in families.values():
            if all(part["value"] for part in parts):
                assert sum(float(part["value"]) for part in parts) == pytest.approx(float(total["value"]))
                checked += 1
    assert checked > 20


def test_small_counts_of_people_are_hidden(cordee):
    shown = [
        (row["row_id"], float(row[field]))
        for row in cordee.rows
        for field in ("value", "low", "high")
        if row["kind"] == "figure" and row["unit"] in PERSON_UNITS and row[field]
    ]
    assert shown
    assert [item for item in shown if 0 < item[1] < THRESHOLDS["la-cordee-de-brumeval"]] == []
