"""Counts again, as a sceptic would, who people are, how their stays ended and what changed from entry to exit.

Nothing here comes from the formulas: titles and words are those that stand in the workbook.
"""

import statistics
from collections.abc import Callable, Iterable
from itertools import groupby
from typing import Any

Line = dict[str, Any]
Again = dict[str, float | None]
HOURS, LEFT, CAME = "Heures de l’année", "Sortie", "Entrée"
SITUATION = "Situation à la sortie"
DYNAMIC = ("emploi durable", "emploi de transition", "sortie positive")
SITUATIONS = {
    "lasting_job": "emploi durable", "transition_job": "emploi de transition", "positive": "sortie positive",
    "other": "autre situation", "withdrawn": "sortie retirée du compte",
}  # fmt: skip
# What breakdowns name, in the words of the workbook; names of activities and territories stand as they are.
COLUMNS = {
    "sex": "Sexe", "referral": "Orienté par", "scheme": "Dispositif", "activity": "Activité", "territory": "Territoire",
    "rsa": "RSA à l’entrée", "ass": "ASS à l’entrée", "aah": "AAH à l’entrée", "disability": "RQTH",
    "qpv": "Réside en QPV", "frr": "Réside en ZRR ou FRR", "registration": "Inscription à France Travail",
    "education": "Niveau de formation",
}  # fmt: skip
WORDS = {
    "woman": "femme", "man": "homme", "department": "Département", "france_travail": "France Travail",
    "mission_locale": "mission locale", "self": "candidature directe", "aci": "ACI", "yes": "oui", "no": "non",
    "not_registered": "non inscrite ou non inscrit", "under_6": "moins de 6 mois", "from_6_to_11": "de 6 à 11 mois",
    "from_12_to_23": "de 12 à 23 mois", "from_24": "24 mois et plus", "cap_level": "niveau CAP ou BEP",
    "cap_diploma": "diplôme CAP ou BEP", "compulsory": "pas au-delà de la scolarité obligatoire",
    "vocational_bac": "brevet de technicien ou bac professionnel", "bac": "baccalauréat", "two_years": "BTS ou DUT",
    "never_schooled": "jamais scolarisée ou scolarisé", "not_certified": "qualifications non certifiantes",
    "short_course": "formation courte d’un an", "own_home": "logement à son nom", "relatives": "chez des proches",
    "supported": "logement accompagné ou foyer", "shelter": "hébergement provisoire", "homeless": "sans logement",
    "person": "la personne", "support": "l’accompagnement", "both": "les deux",
}  # fmt: skip
DOMAINS = {
    "housing": "Logement", "mobility": "Mobilité", "health": "Santé", "rights": "Droits et démarches",
    "money": "Argent", "language": "Langue et numérique", "power": "Pouvoir d’agir",
}  # fmt: skip
LEVELS = {"ça bloque": 1, "c’est difficile": 2, "ça va à peu près": 3, "ça va": 4}
# ACI and EI, from 2021 on: more than 2.65 months of 1 / 0.0328767 days, and one hour at least.
LONGEST_UNCOUNTED_STAY = 80


def figure(value: Any) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def by_person(lines: Iterable[Line]) -> list[list[Line]]:
    def name(line: Line) -> str:
        return line["Pseudonyme"]

    return [list(own) for _, own in groupby(sorted(lines, key=name), name)]


def agree(own: Iterable[Line], column: str) -> Any:
    said = {line[column] for line in own} - {None, "", "nd"}
    return said.pop() if len(said) == 1 else None


def workers(case: Any) -> list[list[Line]]:
    lines = [line for line in case.lines if line["Année"] == case.year]
    return [own for own in by_person(lines) if sum(figure(line[HOURS]) or 0 for line in own) >= 1]


def age_of(own: list[Line], year: int) -> str | None:
    born = agree(own, "Année de naissance")
    if born is None:
        return None
    return "under_26" if year - born < 26 else "from_50" if year - born >= 50 else "from_26_to_49"


def says(own: list[Line], key: str, year: int) -> Any:
    return age_of(own, year) if key == "age" else agree(own, COLUMNS[key])


def is_part(own: list[Line], keys: dict[str, str], year: int) -> bool:
    wanted = {key: None if word == "unknown" else WORDS.get(word, word) for key, word in keys.items()}
    return all(says(own, key, year) == word for key, word in wanted.items())


def people_employed(case: Any) -> Again:
    everybody = workers(case)
    if case.keys:
        return {"value": len([own for own in everybody if is_part(own, case.keys, case.year)])}
    lines = [line for line in case.lines if line["Année"] == case.year]
    others = [own for own in by_person(lines) if own not in everybody]
    return {"value": len(everybody), "unknown": len([own for own in others if None in [line[HOURS] for line in own]])}


def share_of(key: str, *answers: str) -> Callable[[Any], Again]:
    def recount(case: Any) -> Again:
        said = [says(own, key, case.year) for own in workers(case)]
        wanted = [WORDS.get(word, word) for word in (case.keys.values() or answers)]
        known = [word for word in said if word is not None]
        part = [word for word in known if word in wanted]
        return {
            "value": 100 * len(part) / len(known), "numerator": len(part), "denominator": len(known),
            "unknown": len(said) - len(known),
        }  # fmt: skip

    return recount


def ends(case: Any) -> list[tuple[list[Line], Line]]:
    """Everyone who left in the year: all their lines, and the line of the exit."""
    found = []
    for own in by_person(case.lines):
        last = [line for line in own if line[LEFT] and line[LEFT].year == case.year]
        if last:
            found.append((own, max(last, key=lambda line: line[LEFT])))
    return found


def why_left_out(line: Line) -> str:
    assert line["Dispositif"] == "ACI"
    if line[SITUATION] == SITUATIONS["withdrawn"]:
        return "withdrawn"
    if (line[LEFT] - line[CAME]).days <= LONGEST_UNCOUNTED_STAY:
        return "short_stay"
    return "" if (figure(line[HOURS]) or 0) >= 1 else "few_hours"


def exits(*, counted: bool) -> Callable[[Any], Again]:
    def recount(case: Any) -> Again:
        lines = [line for _, line in ends(case) if (why_left_out(line) == "") is counted]
        if not case.keys:
            return {"value": len(lines), "unknown": 0}
        ((key, word),) = case.keys.items()
        if key == "left_out":
            return {"value": len([line for line in lines if why_left_out(line) == word])}
        if key == "exit_category":
            return {"value": len([line for line in lines if situation(line) == word])}
        return {"value": len([line for line in lines if is_part([line], case.keys, case.year)])}

    return recount


def situation(line: Line) -> str:
    return next((word for word, said in SITUATIONS.items() if said == line[SITUATION]), "unknown")


def pathway_ends(case: Any) -> Again:
    return {"value": len(ends(case))}


def rate_of_all(case: Any) -> Again:
    lines = [line for _, line in ends(case)]
    part = [line for line in lines if line[SITUATION] in DYNAMIC]
    silent = [line for line in lines if situation(line) == "unknown"]
    return {
        "value": 100 * len(part) / len(lines), "numerator": len(part), "denominator": len(lines),
        "unknown": len(silent),
    }  # fmt: skip


def undocumented(case: Any) -> Again:
    lines = [line for _, line in ends(case) if why_left_out(line) == ""]
    silent = [line for line in lines if situation(line) == "unknown"]
    return {"value": 100 * len(silent) / len(lines), "numerator": len(silent), "denominator": len(lines)}


def stay_length(case: Any) -> Again:
    months = sorted((line[LEFT] - line[CAME]).days / (365.2425 / 12) for _, line in ends(case) if line[CAME])
    if not case.keys:
        unknown = len(ends(case)) - len(months)
        return {"value": statistics.median(months), "denominator": len(months), "unknown": unknown}
    # The place of a quartile among n ordered values, the ends included, and the value between its two neighbours.
    place = (len(months) - 1) * {"first": 0.25, "third": 0.75}[case.keys["quartile"]]
    below, beyond = months[int(place)], months[min(int(place) + 1, len(months) - 1)]
    return {"value": below + (place - int(place)) * (beyond - below), "denominator": len(months)}


def immersions(case: Any) -> Again:
    said = [figure(line["Immersions (PMSMP)"]) for line in case.lines if line["Année"] == case.year]
    return {"value": sum(number or 0 for number in said), "unknown": said.count(None)}


def housing_change(case: Any) -> Again:
    homes = [
        tuple(agree(own, f"Où elle logeait à {moment}") for moment in ("l’entrée", "la sortie"))
        for own, _ in ends(case)
    ]
    if case.keys:
        wanted = tuple(WORDS[case.keys[key]] for key in ("housing_entry", "housing_exit"))
        return {"value": homes.count(wanted)}
    known = [pair for pair in homes if None not in pair]
    return {"value": len([pair for pair in known if pair[0] != pair[1]]), "unknown": len(homes) - len(known)}


def passage_of(own: list[Line], domain: str) -> str:
    before, after = (LEVELS.get(agree(own, f"{DOMAINS[domain]} ({moment})") or "") for moment in ("avant", "après"))
    if before is None or after is None:
        return "unknown"
    return "same" if before == after else "better" if after > before else "worse"


def before_after(case: Any) -> Again:
    persons = [own for own, _ in ends(case)]
    if "rated_by" in case.keys:
        return {"value": len([own for own in persons if rater(own) == case.keys["rated_by"]])}
    if not case.keys:
        return {"value": len(persons)}
    found = [passage_of(own, case.keys["domain"]) for own in persons]
    unknown = found.count("unknown")
    if "passage" not in case.keys:
        # Of health, less than eleven people are not told, those not known among them.
        untold = case.keys["domain"] == "health" and unknown < 11
        return {"value": len(persons), "unknown": None if untold else unknown}
    again: Again = {"value": found.count(case.keys["passage"])}
    return again if case.keys["passage"] == "unknown" else {**again, "denominator": len(persons) - unknown}


def rater(own: list[Line]) -> str:
    columns = [f"{name} ({moment})" for name in DOMAINS.values() for moment in ("avant", "après")]
    if not any(line[column] for line in own for column in columns):
        return "unrated"
    said = agree(own, "Qui apprécie")
    return next((word for word in ("person", "support", "both") if WORDS[word] == said), "unknown")


RECOUNTS: dict[str, tuple[str, Callable[[Any], Again]]] = {
    "people_employed_in_insertion": ("Parcours", people_employed),
    "profile_long_unemployed": ("Parcours", share_of("registration", "from_12_to_23", "from_24")),
    "profile_disability": ("Parcours", share_of("disability", "yes")),
    "profile_qpv": ("Parcours", share_of("qpv", "yes")),
    "profile_frr": ("Parcours", share_of("frr", "yes")),
    "profile_education": ("Parcours", share_of("education")),
    "profile_age": ("Parcours", share_of("age")),
    "exits_counted": ("Parcours", exits(counted=True)),
    "exits_not_counted": ("Parcours", exits(counted=False)),
    "pathway_ends": ("Parcours", pathway_ends),
    "dynamic_exit_rate_all": ("Parcours", rate_of_all),
    "undocumented_exit_rate": ("Parcours", undocumented),
    "stay_length": ("Parcours", stay_length),
    "immersions": ("Parcours", immersions),
    "housing_change": ("Parcours", housing_change),
    "social_barriers_before_after": ("Parcours", before_after),
}
