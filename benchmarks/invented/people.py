"""The people of an invented structure: pathways that begin, last and end, a line for each year of presence."""

import datetime
import random
from collections.abc import Iterator
from typing import Any

from benchmarks.invented.identities import Identity

Record = dict[str, Any]
YEARS = 3
DAYS = 365.25
# How long a pathway lasts (months, least and most), and the hours of a month, by kind of structure.
STAYS = {"aci": (3, 24), "ai": (1, 30), "ei": (4, 24), "etti": (1, 18)}
HOURS = {"aci": (95, 125), "ai": (15, 70), "ei": (105, 151), "etti": (40, 140)}
WOMEN = {"aci": 0.38, "ai": 0.62, "ei": 0.3, "etti": 0.27}
EXITS = {"lasting_job": 22, "transition_job": 18, "positive": 14, "other": 30, "unknown": 13, "withdrawn": 3}
REFERRALS = {"france_travail": 42, "department": 18, "mission_locale": 15, "self": 18, "other": 7}
REGISTRATIONS = {"not_registered": 18, "under_6": 20, "from_6_to_11": 17, "from_12_to_23": 22, "from_24": 23}
SCHOOLING = {
    "never_schooled": 2, "compulsory": 25, "not_certified": 8, "short_course": 7, "cap_level": 22, "cap_diploma": 18,
    "vocational_bac": 8, "bac": 6, "two_years": 3, "degree": 1,
}  # fmt: skip
HOMES = {"own_home": 48, "relatives": 27, "supported": 13, "shelter": 9, "homeless": 3}
LEVELS = ("stuck", "hard", "mostly_fine", "fine")
DOMAINS = ("housing", "mobility", "health", "rights", "money", "language", "power")
CERTIFICATES = ("aucune", "aucune", "aucune", "CACES", "permis B", "titre professionnel", "habilitation électrique")


def draw_pathways(who: Identity, lines: int, chance: random.Random) -> list[Record]:
    """Draw the lines of Parcours: people in the order of their pseudonyms, at most so many lines."""
    drawn: list[Record] = []
    number = 0
    while True:
        number += 1
        person = list(_person(who, f"P-{number:04d}", chance))
        if len(drawn) + len(person) > lines:
            return drawn
        drawn += person


def _person(who: Identity, pseudonym: str, chance: random.Random) -> Iterator[Record]:
    since = who.year - YEARS + 1
    start, stay = datetime.date(since, 1, 1), chance.uniform(*STAYS[who.kind]) * DAYS / 12
    # Some were already there when the first year began, so that years look alike.
    entry = start + datetime.timedelta(int(chance.uniform(-stay, YEARS * DAYS - 20)))
    left: datetime.date | None = entry + datetime.timedelta(max(int(stay), 5))
    assert left is not None
    if left > datetime.date(who.year, 12, 31):
        left = None
    told = _told(who, entry, chance)
    before = {f"{domain}_before": chance.choice(LEVELS) for domain in DOMAINS} if chance.random() < 0.6 else {}
    first, last = max(entry.year, since), left.year if left else who.year
    for year in range(first, last + 1):
        line: Record = {"pseudonym": pseudonym, "year": year, **told, **_work(who, year, entry, left, chance)}
        if year == first and before:
            line |= {**before, "rated_by": "both"}
        if left and year == left.year:
            line |= _exit(left, told.get("housing_entry"), before, chance)
        yield line


def _told(who: Identity, entry: datetime.date, chance: random.Random) -> Record:
    yes_no = ("yes", "no")
    told: Record = {
        "scheme": who.kind,
        "sex": "woman" if chance.random() < WOMEN[who.kind] else "man",
        "referral": _one(REFERRALS, chance),
        "entry": entry,
        "rsa": chance.choice(yes_no),
        "birth_year": entry.year - round(chance.triangular(18, 61, 34)),
        "activity": chance.choice(who.trades),
        "territory": chance.choice(who.communes).name,
        "registration": _one(REGISTRATIONS, chance),
        "ass": chance.choices(yes_no, (1, 8))[0],
        "disability": chance.choices(yes_no, (1, 5))[0],
        "qpv": chance.choices(yes_no, (1, 4))[0],
        "frr": chance.choices(yes_no, (1, 3))[0],
        "education": _one(SCHOOLING, chance),
        "housing_entry": _one(HOMES, chance),
    }
    # Files are never full: each side is unknown for some.
    for column in [name for name in told if name not in ("scheme", "entry")]:
        if chance.random() < 0.08:
            del told[column]
    return told


def _work(who: Identity, year: int, entry: datetime.date, left: datetime.date | None, chance: random.Random) -> Record:
    begun = max(entry, datetime.date(year, 1, 1))
    ended = min(left or datetime.date.max, datetime.date(year, 12, 31))
    months = ((ended - begun).days + 1) / DAYS * 12
    work: Record = {"hours": max(1, round(months * chance.uniform(*HOURS[who.kind])))}
    if chance.random() < 0.8:
        work["training_hours"] = chance.choice((0, 0, 7, 14, 21, 35, 70))
    if chance.random() < 0.7:
        work |= {"certification": chance.choice(CERTIFICATES), "immersions": chance.choice((0, 0, 0, 1, 1, 2))}
    return work


def _exit(left: datetime.date, home: str | None, before: Record, chance: random.Random) -> Record:
    category = _one(EXITS, chance)
    told: Record = {"exit": left, "exit_category": category}
    if category == "lasting_job" and chance.random() < 0.5:
        told["exit_months"] = chance.randint(6, 12)
    if category == "transition_job":
        told["exit_months"] = chance.randint(1, 5)
    if home:
        told["housing_exit"] = home if chance.random() < 0.75 else _one(HOMES, chance)
    if before and category != "unknown":
        told |= {f"{domain}_after": _later(before[f"{domain}_before"], chance) for domain in DOMAINS}
        told["rated_by"] = "both"
    return told


def _later(level: str, chance: random.Random) -> str:
    moved = LEVELS.index(level) + chance.choices((-1, 0, 1, 2), (2, 8, 7, 2))[0]
    return LEVELS[min(max(moved, 0), len(LEVELS) - 1)]


def _one(shares: dict[str, int], chance: random.Random) -> str:
    return chance.choices(list(shares), list(shares.values()))[0]
