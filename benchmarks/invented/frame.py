"""Puts an invented structure together: every sheet of the workbook, full or thin, ready for the template writer."""

import datetime
import random
from collections.abc import Iterable
from typing import Any

from benchmarks.invented.answers import draw_answers
from benchmarks.invented.figures import draw_indicators, draw_measures, draw_targets
from benchmarks.invented.identities import Identity, said
from benchmarks.invented.money import draw_avoided, draw_budget, draw_expenses, draw_resources
from benchmarks.invented.people import draw_pathways

Record = dict[str, Any]
Sheets = dict[str, Any]
ALWAYS = ("activity", "economics", "people_results", "integration")
OPINIONS, OPINIONS_GIVEN = ("recognises", "qualifies", "contests", "denies", "no_opinion"), (36, 18, 22, 6, 18)
# How the lines that are left once the group has spoken are shared; the last one takes what the others leave.
SHARES = {"expenses": 0.14, "resources": 0.08, "pathways": 0.33}
THIN = {"stakeholders": 6, "activities": 3, "territories": 3, "testimonies": 4, "effects": 4, "figures": 8}
THIN_CRITERIA = 5
CITING = ("supports", "supports_against", "annex_supports")


def full_sheets(who: Identity, lines: int, chance: random.Random) -> Sheets:
    """Draw every sheet of the full edition, about so many lines in all."""
    sheets = _group(who, chance, 8)
    kept = [line["criterion"] for line in sheets["criteria"] if line["decision"] == "kept"]
    accounts = {line.get("indicator") for line in sheets["testimonies"]}
    sheets["indicators"] = draw_indicators(kept, accounts, chance)
    chosen = {line["indicator"] for line in sheets["indicators"] if line["decision"] == "kept"}
    sheets["measures"] = draw_measures(who, chosen, chance)
    sheets["targets"] = draw_targets(who, chosen, sheets["measures"], chance)
    sheets["avoided_costs"] = draw_avoided(who, chance)
    budget = draw_budget(who, chance)
    left = lines - sum(len(each) for each in sheets.values() if isinstance(each, list)) - len(said()["plan"]) - 6
    share = {name: max(0, round(left * part)) for name, part in SHARES.items()}
    sheets["expenses"] = draw_expenses(who, share["expenses"], budget, chance)
    sheets["resources"] = draw_resources(who, share["resources"], budget, chance)
    sheets["pathways"] = draw_pathways(who, max(12, share["pathways"]), chance)
    hours = sum(line["hours"] for line in sheets["pathways"] if line["year"] == who.year)
    done = hours / sheets["structure"]["hours_per_fte"]
    sheets["structure"]["fte_contracted"] = round(done * chance.uniform(0.92, 1.12), 1)
    asked = left - sum(len(sheets[name]) for name in SHARES)
    sheets["collection_plan"], sheets["surveys"] = draw_answers(who, max(40, asked), kept, chosen, chance)
    return sheets


def thin_sheets(who: Identity, chance: random.Random) -> Sheets:
    """Draw the sheets of the light edition, as a small association fills them in."""
    drawn = _group(who, chance, THIN_CRITERIA - len(ALWAYS))
    light = ("structure", "mandate", "stakeholders", "activities", "territories", "criteria", "testimonies", "effects")
    sheets = {name: _first(drawn[name], THIN.get(name)) for name in light}
    # Nobody asks a small association for what it has no sheet to say.
    del sheets["mandate"]["avoided_costs"]
    kept = [line["criterion"] for line in sheets["criteria"] if line["decision"] == "kept"]
    figures = [name for name in _named(draw_indicators(kept, (), chance)) if name in said()["figures"]]
    chosen = sorted(chance.sample(figures, min(THIN["figures"], len(figures))))
    accounts = _named(sheets["testimonies"])
    sheets["indicators"] = [{"indicator": name, "decision": "kept"} for name in [*chosen, *accounts]]
    sheets["measures"] = draw_measures(who, chosen, chance, years=2)
    lines = [line for each in sheets.values() for line in (each if isinstance(each, list) else [each])]
    cited = {code for line in lines for column in CITING for code in line.get(column, ())}
    sheets["supports"] = [line for line in drawn["supports"] if line["code"] in cited]
    return sheets


def _named(lines: Iterable[Record]) -> list[str]:
    return [line["indicator"] for line in lines if "indicator" in line]


def _first(sheet: Any, number: int | None) -> Any:
    return sheet[:number] if number else sheet


def _group(who: Identity, chance: random.Random, most: int) -> Sheets:
    """Draw what the group says: the mandate, the scope, the choice, the voices, the effects and the debate."""
    sheets: Sheets = {name: _filled(told, who) for name, told in said()["sheets"].items()}
    others = [line["criterion"] for line in sheets["criteria"] if line["criterion"] not in ALWAYS]
    kept = {*ALWAYS, *chance.sample(others, min(len(others), chance.randint(max(1, most - 4), most)))}
    if most >= len(others):
        # What the tool draws of the territory needs this one in most reports.
        kept.add("anchoring")
    for line in sheets["criteria"]:
        line |= _vote(line["criterion"] in kept, chance)
    for name in ("testimonies", "effects"):
        sheets[name] = [line for line in sheets[name] if line["criterion"] in kept]
    for number, line in enumerate(sheets["testimonies"], 1):
        line |= {"code": f"T-{number:02d}", "year": who.year, "when": f"janvier {who.year + 1}"}
    for number, line in enumerate(sheets["effects"], 1):
        line |= {"code": f"F-{number:02d}"}
        if line["status"] not in ("planned", "discussed"):
            line["year"] = who.year
    for line in sheets["supports"]:
        line["date"] = str(who.year)
    for line in sheets["sessions"]:
        line["date"] = _day(line["date"], who.year)
        if "participants" in line:
            line["participants"] += chance.randint(-3, 12)
    for line in sheets["sustainable_development"]:
        line |= {"date": _day("+02-27", who.year), "supports": ["S-12"]}
    for line in sheets["evaluation_cost"]:
        line["year"] = who.year
    debated = _day("+03-12", who.year)
    decisions = [{**line, "date": debated} for line in sheets["opinions"]]
    sheets["opinions"] = [*_opinions(sheets["effects"], debated, chance), *decisions]
    sheets["territories"] = _territories(who)
    sheets["structure"] = _structure(who, chance)
    return sheets


def _structure(who: Identity, chance: random.Random) -> Record:
    return {
        "name": who.name,
        "structure_id": who.structure_id,
        "kind": who.kind,
        "year": who.year,
        "threshold": 5,
        "fictitious": "yes",
        "hours_per_fte": 1820 if who.kind == "aci" else 1505,
        "fte_contracted": round(chance.uniform(12, 60), 1),
        "annex_supports": ["S-19"],
        "subtitle": "Structure synthétique, inventée par un programme pour mesurer la vitesse de l’outil.",
        "context": (
            f"Cette structure n’existe pas : un programme l’a inventée (graine {who.seed}, numéro {who.number}). "
            "Sa commune existe ; les personnes, les paroles et tous les nombres de ce classeur sont inventés, et rien "
            f"ne décrit quelqu’un. Elle mènerait trois activités : {', '.join(who.trades)}."
        ),
    }


def _territories(who: Identity) -> list[Record]:
    site, *others = who.communes
    note = "Commune qui existe, où la structure inventée n’est pas."
    common = {"in_scope": "yes", "role": "action_area"}
    told = [{**common, "name": site.name, "level": "commune", "role": "site", "insee": site.code, "note": note}]
    told.append({**common, "name": who.wider.name, "level": "epci", "insee": who.wider.code})
    told += [{**common, "name": place.name, "level": "commune", "insee": place.code} for place in others]
    home = {"name": who.departement.name, "level": "departement", "insee": who.departement.code, "in_scope": "no"}
    return [*told, home]


def _opinions(effects: Iterable[Record], day: str, chance: random.Random) -> list[Record]:
    told = []
    for effect in effects:
        for group in said()["groups"]:
            opinion = chance.choices(OPINIONS, OPINIONS_GIVEN)[0]
            line = {"subject": effect["code"], "date": day, "who": group, "opinion": opinion, "supports": ["S-14"]}
            if opinion in said()["said"] and chance.random() < 0.3:
                line["words"] = said()["said"][opinion]
            told.append(line)
    return told


def _vote(kept: bool, chance: random.Random) -> Record:
    voters, against, abstained = chance.randint(14, 24), chance.randint(0, 5), chance.randint(0, 4)
    backing = voters - against - abstained
    if not kept:
        backing, against = against, backing
    return {
        "decision": "kept" if kept else "rejected",
        "decided_by": "vote",
        "votes_for": backing,
        "votes_against": against,
        "abstentions": abstained,
    }


def _day(told: str, year: int) -> str:
    """Turn « 11-20 » into a day of the report year, and « +02-06 » into one of the year after."""
    return datetime.date.fromisoformat(f"{year + told.startswith('+')}-{told.lstrip('+')}").isoformat()


def _filled(told: Any, who: Identity) -> Any:
    if isinstance(told, dict):
        return {name: _filled(value, who) for name, value in told.items()}
    if isinstance(told, list):
        return [_filled(value, who) for value in told]
    return told.format_map(who.words) if isinstance(told, str) and "{" in told else told
