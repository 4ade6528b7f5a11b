"""Counts again what was counted from the sheet Enquêtes: names, levels and intervals, by other code.

The interval is found by bisection on the equation that defines it, not by its closed form.
"""

from collections.abc import Callable
from typing import Any

Z = 1.959963984540054
LEVELS = {"4": "tout à fait", "3": "plutôt", "2": "plutôt pas", "1": "pas du tout"}
WHO, QUESTION, RATING = "Pseudonyme", "Question", "Réponse sur quatre niveaux"
OPEN, THEMES, SITUATION = "Réponse ouverte", "Thèmes", "Situation six mois après"
ANSWERS = (RATING, OPEN, THEMES, SITUATION, "Avant", "Après")
# The criteria that the shipped answers are attached to, as the group writes them.
CRITERIA = {
    "accessibility": "Accessibilité", "social_ties": "Lien social et mixité", "anchoring": "Ancrage territorial",
    "local_sante": "Santé",
}  # fmt: skip
MOMENTS = ("ça bloque", "c’est difficile", "ça va à peu près", "ça va")
RATERS = {"person": "la personne", "support": "l’accompagnement", "both": "les deux", "unknown": None}
Counted = dict[str, float | None]


def of_survey(case: Any) -> list[dict[str, Any]]:
    """The lines of the year, and of the survey when the row names one."""
    lines = case.of_year()
    return [line for line in lines if "survey" not in case.keys or line["Enquête"] == case.keys["survey"]]


def response_rate(case: Any) -> Counted:
    lines = of_survey(case)
    answered = {line[WHO] for line in lines if any(line.get(c) not in (None, "", "non jointe") for c in ANSWERS)}
    asked = case.given("Personnes sollicitées")
    return {"value": 100 * len(answered) / asked, "numerator": len(answered), "denominator": asked, "unknown": 0}


def levels(case: Any) -> Counted:
    lines = [line for line in of_survey(case) if " ".join(line[QUESTION].split()) == case.keys["question"]]
    said = {line[WHO]: line[RATING] for line in lines}
    known = [level for level in said.values() if level]
    return share(case, known.count(LEVELS[case.keys["answer"]]), len(known), len(said) - len(known))


def before_after(case: Any) -> Counted:
    lines = [line for line in of_survey(case) if " ".join(line[QUESTION].split()) == case.keys["question"]]
    lines = [line for line in lines if line["Avant"] or line["Après"]]
    if "rated_by" in case.keys:
        said = [line["Qui a donné le niveau"] for line in lines]
        return {"value": said.count(RATERS[case.keys["rated_by"]])}
    both = [line for line in lines if line["Avant"] and line["Après"]]
    unknown = len(lines) - len(both)
    if "passage" not in case.keys:
        return {"value": len(lines), "unknown": unknown}
    if case.keys["passage"] == "unknown":
        return {"value": unknown}
    steps = [MOMENTS.index(line["Après"]) - MOMENTS.index(line["Avant"]) for line in both]
    went = ["worse" if step < 0 else "better" if step else "same" for step in steps]
    return {"value": went.count(case.keys["passage"]), "denominator": len(both)}


def six_months(case: Any) -> Counted:
    said = {line[WHO]: line[SITUATION] for line in case.of_year() if line.get(SITUATION)}
    known = [word for word in said.values() if word != "non jointe"]
    return share(case, known.count("en emploi"), len(known), len(said) - len(known))


def themes(case: Any) -> Counted:
    wanted, lines = CRITERIA[case.keys["criterion"]], of_survey(case)
    raised = {line[WHO] for line in lines if wanted in [part.strip() for part in (line[THEMES] or "").split(";")]}
    wrote, attached = ({line[WHO] for line in lines if line[column]} for column in (OPEN, THEMES))
    return {"value": len(raised), "unknown": len(wrote - attached)}


def share(case: Any, part: int, whole: int, unknown: int) -> Counted:
    try:
        population: float | None = case.given("Personnes concernées")
    except AssertionError:
        population = None
    low, high = bounds(part / whole, whole, population)
    value = 100 * part / whole
    return {
        "value": value, "numerator": part, "denominator": whole, "unknown": unknown, "low": low, "high": high,
    }  # fmt: skip


def bounds(said: float, whole: int, population: float | None) -> tuple[float, float]:
    left_out = 1 if population is None else (population - whole) / (population - 1)

    def within(p: float) -> bool:
        return (said - p) ** 2 <= Z**2 * p * (1 - p) / whole * left_out

    return 100 * edge(said, 0.0, within), 100 * edge(said, 1.0, within)


def edge(inside: float, outside: float, within: Callable[[float], bool]) -> float:
    if inside == outside:
        return inside
    for _ in range(200):
        middle = (inside + outside) / 2
        inside, outside = (middle, outside) if within(middle) else (inside, middle)
    return inside


RECOUNTS: dict[str, tuple[str, Callable[[Any], Counted]]] = {
    "survey_response_rate": ("Enquêtes", response_rate),
    "answers_by_question": ("Enquêtes", levels),
    "need_satisfaction": ("Enquêtes", levels),
    "work_quality_felt": ("Enquêtes", levels),
    "answers_before_after": ("Enquêtes", before_after),
    "open_answers_by_criterion": ("Enquêtes", themes),
    "situation_six_months": ("Enquêtes", six_months),
}
