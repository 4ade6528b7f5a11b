"""What people are told by: sex, public, activity, territory… A person whose lines do not say it is counted apart."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from dts_eval.indicators.computed import Computed
from dts_eval.indicators.formulas.lines import UNKNOWN, Line, Thing, agreed, numbers
from dts_eval.indicators.rules import rule_in_force
from dts_eval.scope.facts import name_in_breakdown

AGE, BIRTH_YEAR = "age", "birth_year"
PUBLICS = ("rsa", "ass", "aah", "disability", "qpv", "frr", "registration", "education")
# Told with their zeros, so that a count hidden among them is not the only one there.
WITH_ZEROS = {key: ("yes", "no", UNKNOWN) for key in ("aah", "disability")}
PLACES = ("scheme", "activity", "territory")
# What exits are told by: a few people leave in a year, and finer parts would all be hidden.
EXIT_KEYS = ("sex", *PLACES, "rsa", "disability", "qpv", "registration")


def answer(own: Sequence[Line], key: str, year: int) -> str | None:
    """Return what the lines of one person agree to say of a key; an age is counted from the year of birth."""
    if key == AGE:
        return _age(agreed(own, BIRTH_YEAR), year)
    said = agreed(own, key)
    return None if said is None else name_in_breakdown(str(said))


def parts_by(things: Sequence[Thing], key: str, year: int, *, always: bool = False) -> tuple[Computed, ...]:
    """Count things (people, exits) for each answer to a key; the parts and those that do not say make the whole.

    A key that nobody answered makes no part at all, unless it is ``always`` told: a structure that does not
    collect a thing says nothing of it.
    """
    groups: dict[str, list[Thing]] = {said: [] for said in WITH_ZEROS.get(key, ())}
    for own in things:
        groups.setdefault(answer(own, key, year) or UNKNOWN, []).append(own)
    if not always and len(groups.get(UNKNOWN, ())) == len(things):
        return ()
    return tuple(
        Computed(len(groups[said]), numbers(line for own in groups[said] or things for line in own), f"{key}={said}")
        for said in sorted(groups)
    )


def _age(birth: float | None, year: int) -> str | None:
    day = datetime.date(year, 12, 31)
    young, senior = (rule_in_force(name, "", day) for name in ("age_young_below", "age_senior_from"))
    if birth is None or young is None or senior is None:
        return None
    age = year - birth
    return "under_26" if age < young.value else "from_50" if age >= senior.value else "from_26_to_49"
