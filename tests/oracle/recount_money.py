"""Counts money again: how far it goes, who pays, what a convention says; and who takes part, what was decided.

The level of each line is read in the sheets as a reader would: the commune, looked up by name among the territories of
the workbook, else the place written. Nothing here comes from the code that placed or counted.
"""

from collections.abc import Callable, Iterable
from typing import Any

from sceptic import Line, number

AMOUNT, PLACE, LEVEL = "Montant (€)", "Où l’argent arrive", "niveau"
COMMUNES = ("Commune (code INSEE)", "Commune des clients")
LEVELS_OF_PLACES = {
    "dans le territoire": "in_territory", "ailleurs dans le département": "departement",
    "hors du département": "outside_departement", "lieu inconnu": "unknown",
}  # fmt: skip
OUTSIDE = {"département": "departement", "intercommunalité": "epci", "région": "region"}
WAGES = ("salaires des personnes en parcours", "salaires des permanents")
RETURNED = ("impôts locaux", "cotisations et autres impôts")
PUBLIC = ("Europe", "État", "Région", "Département", "intercommunalité", "commune")
FUNDERS = {
    "europe": "Europe", "state": "État", "region": "Région", "departement": "Département",
    "epci": "intercommunalité", "commune": "commune", "foundation": "fondation", "other": "autre",
}  # fmt: skip
CLIENTS = {
    "households": "particuliers", "companies": "entreprises", "associations": "associations",
    "authorities": "collectivités",
}  # fmt: skip
NATURES = {"market": "marchande", "non_market": "non marchande", "non_monetary": "non monétaire"}
DEGREES = {
    "information": "information", "consultation": "consultation", "concertation": "concertation",
    "codecision": "codécision",
}  # fmt: skip
RELATIONS = {
    "alliance": "alliance", "opposition": "opposition", "negotiation": "négociation", "neutrality": "neutralité",
    "interdependence": "interdépendance", "other": "autre",
}  # fmt: skip
Found = dict[str, float | None]


def placed(line: Line, territories: Iterable[Line]) -> Line:
    """A line with its place and its level, as its own cells and the sheet Territoires tell them."""
    written = line.get(PLACE)
    commune = next((line[title] for title in COMMUNES if line.get(title)), None)
    if commune and not written:
        own = next((item for item in territories if item["Territoire"] == commune), None)
        if own is None:
            return line
        if own["Dans le périmètre"] == "oui":
            level = "site" if own["Rôle"] == "lieu d’implantation" else "action_area"
            return {**line, PLACE: "dans le territoire", LEVEL: level}
        level = OUTSIDE[own["Niveau"]]
        place = "hors du département" if level == "region" else "ailleurs dans le département"
        return {**line, PLACE: place, LEVEL: level}
    return {**line, LEVEL: LEVELS_OF_PLACES[written]} if written else line


def amounts(lines: Iterable[Line], column: str = AMOUNT) -> list[float]:
    return [value for line in lines if (value := number(line.get(column))) is not None]


def added(lines: list[Line], column: str = AMOUNT) -> Found:
    return {"value": sum(amounts(lines, column)), "unknown": len(lines) - len(amounts(lines, column))}


def divided(part: float, whole: float, unknown: float | None = None) -> Found:
    return {"value": 100 * part / whole, "numerator": part, "denominator": whole, "unknown": unknown}


def at(lines: list[Line], column: str, words: dict[str, str] | None, item: str | None) -> list[Line]:
    if item is None:
        return lines
    if item == "unknown":
        return [line for line in lines if not line.get(column) or line.get(column) == "unknown"]
    wanted = words[item] if words else item
    return [line for line in lines if line.get(column) == wanted]


def spent(case: Any, *natures: str) -> list[Line]:
    return [line for line in case.of_year() if line["Nature"] in natures]


def by_level(*natures: str) -> Callable[[Any], Found]:
    return lambda case: added(at(spent(case, *natures), LEVEL, None, case.keys.get("level")))


def local_taxes(case: Any) -> Found:
    lines = at(spent(case, "impôts locaux"), LEVEL, None, case.keys.get("level"))
    places = {"in_territory": "dans le territoire"}
    return added(at(lines, PLACE, places, case.keys.get("place")))


def local_share(*natures: str) -> Callable[[Any], Found]:
    def recount(case: Any) -> Found:
        own = spent(case, *natures)
        known = [line for line in own if line.get(PLACE) not in (None, "lieu inconnu")]
        unknown = sum(amounts(line for line in own if line not in known))
        level = case.keys.get("level")
        part = at(known, LEVEL, None, level) if level else [x for x in known if x[PLACE] == "dans le territoire"]
        return divided(sum(amounts(part)), sum(amounts(known)), unknown)

    return recount


def by_key(nature: str, key: str, column: str, words: dict[str, str]) -> Callable[[Any], Found]:
    return lambda case: added(at(spent(case, nature), column, words, case.keys.get(key)))


def funding(case: Any) -> Found:
    own = at(spent(case, "non marchande"), "Niveau du financeur", FUNDERS, case.keys.get("funder_level"))
    return added(at(own, "Financeur", None, case.keys.get("funder")))


def public_money(case: Any) -> Found:
    own = spent(case, "non marchande")
    paid = [line for line in own if line["Niveau du financeur"] in PUBLIC]
    silent = [line for line in own if not line["Niveau du financeur"]]
    return {"value": sum(amounts(paid)), "unknown": len(silent) + len(paid) - len(amounts(paid))}


def by_activity(case: Any) -> Found:
    lines = spent(case, NATURES[case.keys["nature"]])
    return added(at(lines, "Activité", None, case.keys["activity"]))


def returned(case: Any) -> Found:
    words = dict(zip(("local_taxes", "contributions"), RETURNED, strict=True))
    return added(at(spent(case, *RETURNED), "Nature", words, case.keys.get("kind")))


def labour(case: Any) -> Found:
    return divided(sum(amounts(spent(case, *WAGES))), sum(amounts(case.of_year())))


def spent_beside(case: Any) -> float:
    return sum(amounts(line for line in case.beside("Dépenses") if line["Année"] == case.year))


def result(case: Any) -> Found:
    return {"value": sum(amounts(spent(case, "marchande", "non marchande"))) - spent_beside(case), "unknown": 0}


def self_financing(case: Any) -> Found:
    return divided(sum(amounts(spent(case, "marchande"))), spent_beside(case))


def given_hours(case: Any) -> list[Line]:
    return [line for line in spent(case, "non monétaire") if number(line.get("Heures")) is not None]


def volunteer_hours(case: Any) -> Found:
    words = {"action": "action", "governance": "gouvernance"}
    lines = at(given_hours(case), "Bénévolat", words, case.keys.get("volunteering"))
    return {"value": sum(amounts(lines, "Heures"))}


def worths(case: Any) -> list[tuple[float, float]]:
    """The hours and the worth of each line that states a convention."""
    told = [line for line in given_hours(case) if line["Convention de calcul"]]
    return [
        (line["Heures"], line["Heures"] * line["Taux horaire (€)"] if line["Taux horaire (€)"] else line[AMOUNT])
        for line in told
    ]


def volunteer_value(case: Any) -> Found:
    told = worths(case)
    return {"value": sum(worth for _, worth in told), "unknown": len(given_hours(case)) - len(told)}


def volunteer_rate(case: Any) -> Found:
    hours, value = (sum(pair[place] for pair in worths(case)) for place in (0, 1))
    rates = {round(worth / own, 9) for own, worth in worths(case)}
    bounds = {"low": min(rates), "high": max(rates)} if len(rates) > 1 else {}
    return {"value": value / hours, "numerator": value, "denominator": hours, **bounds}


def in_degree(case: Any) -> Found:
    column = "Degré selon la structure"
    known = [line for line in case.lines if line.get(column)]
    wanted = at(known, column, DEGREES, case.keys.get("degree"))
    return {"value": len(wanted), **({} if case.keys else {"unknown": len(case.lines) - len(known)})}


def in_relation(case: Any) -> Found:
    wanted = at(case.lines, "Nature dominante", RELATIONS, case.keys.get("relation"))
    return {"value": len(wanted), **({} if case.keys else {"unknown": 0})}


def debates(case: Any) -> Found:
    here = [line for line in case.lines if line.get("Date") is None or line["Date"].year >= case.year]
    steps = [line.get("Étape") for line in here]
    return {"value": steps.count("mise en débat"), "unknown": steps.count(None)}


def decisions(case: Any) -> list[Line]:
    effects = {line["Code"] for line in case.beside("Effets")}
    return [line for line in case.lines if line["Effet ou décision"] not in effects]


def decided(case: Any) -> Found:
    return {"value": len(decisions(case)), "unknown": 0}


def followed(case: Any) -> Found:
    told = [bool(line.get("Ce qui a changé depuis")) for line in decisions(case)]
    return {"value": told.count(True), "unknown": told.count(False)}


RECOUNTS: dict[str, tuple[str, Callable[[Any], Found]]] = {
    "purchases_by_level": ("Dépenses", by_level("achats et services")),
    "wages_by_level": ("Dépenses", by_level(*WAGES)),
    "local_taxes": ("Dépenses", local_taxes),
    "local_purchase_share": ("Dépenses", local_share("achats et services")),
    "local_wage_share": ("Dépenses", local_share(*WAGES)),
    "contributions_returned": ("Dépenses", returned),
    "labour_share_of_expenses": ("Dépenses", labour),
    "sales_revenue": ("Ressources", by_key("marchande", "client_type", "Type de client", CLIENTS)),
    "public_funding": ("Ressources", funding),
    "public_money_received": ("Ressources", public_money),
    "resources_by_activity": ("Ressources", by_activity),
    "local_clients_share": ("Ressources", local_share("marchande")),
    "operating_result": ("Ressources", result),
    "self_financing_rate": ("Ressources", self_financing),
    "volunteer_hours": ("Ressources", volunteer_hours),
    "volunteer_value": ("Ressources", volunteer_value),
    "volunteer_rate": ("Ressources", volunteer_rate),
    "stakeholders_by_degree": ("Parties prenantes", in_degree),
    "partnerships_by_relation": ("Relations", in_relation),
    "debates_held": ("Séances", debates),
    "decisions_after_debate": ("Débat", decided),
    "changes_after_debate": ("Débat", followed),
}
# Computed where a list of residents or a project given up is filled in: no shipped structure does.
NOT_FED = {"inhabitants_involved", "experiments_stopped"}
