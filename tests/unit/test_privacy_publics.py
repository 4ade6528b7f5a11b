"""Publics, exits and passages: an attacker who solves for every hidden count at once never finds one.

Every output is turned into a linear equation between counts; each hidden count is then pushed to its least and to its
greatest value by an integer programme that knows all of them.
"""

import datetime
from collections.abc import Iterator

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from privacy_samples import BONDS, PARTS, SHARES, result, share, shown
from scipy.optimize import Bounds, LinearConstraint, milp

from dts_eval.disclosure.privacy import SENSITIVE_THRESHOLD
from dts_eval.foundation.model import Quantity, Status
from dts_eval.foundation.units import units
from dts_eval.indicators.computed import Frame
from dts_eval.indicators.definitions import indicators
from dts_eval.indicators.formulas import FORMULAS
from dts_eval.workbook.layout import layout

K = 3
Name = tuple[str, str]
PEOPLE, COUNTED, LEFT_OUT, ALL = "people_employed_in_insertion", "exits_counted", "exits_not_counted", "pathway_ends"
PASSAGES = "social_barriers_before_after"
RATINGS = st.sampled_from((None, *layout().lists["rating"]))
person = st.fixed_dictionaries(
    {
        "sex": st.sampled_from(("woman", "man", None)),
        "registration": st.sampled_from(("from_12_to_23", "from_24", "under_6", None)),
        "disability": st.sampled_from(("yes", "no", None)),
        "qpv": st.sampled_from(("yes", "no", None)),
        "birth_year": st.sampled_from((2003, 1980, 1960, None)),
        "activity": st.sampled_from(("vélo", "tri", None)),
        "entry": st.sampled_from((datetime.date(2023, 1, 9), datetime.date(2024, 5, 6))),
        "exit_category": st.sampled_from(
            (None, "lasting_job", "transition_job", "positive", "other", "unknown", "withdrawn")
        ),
        "mobility_before": RATINGS,
        "mobility_after": RATINGS,
        "health_before": RATINGS,
        "health_after": RATINGS,
        "rated_by": st.sampled_from(("person", "both", None)),
    }
)


def lines_of(people: list[dict]) -> pd.DataFrame:
    columns = [column.column_id for column in layout().sheet("pathways").columns]
    rows = []
    for number, said in enumerate(people, 1):
        left = datetime.date(2024, 6, 28) if said["exit_category"] else None
        rows.append({"pseudonym": f"P-{number:03}", "year": 2024, "scheme": "aci", "hours": 90, **said, "exit": left})
    return pd.DataFrame(rows, columns=columns, dtype=object)


def published(people: list[dict], threshold: int) -> dict[Name, Quantity]:
    results = []
    for name, definition in indicators().items():
        if definition.sheet == "pathways" and definition.computed_by:
            for item in FORMULAS[name](lines_of(people), Frame(2024, 1820)):
                amounts = {field: getattr(item, field) for field in ("numerator", "denominator", "unknown")}
                results.append(result(name, item.value, unit=definition.unit, breakdown=item.breakdown, **amounts))
    seen = shown(results, threshold, SHARES, BONDS)
    return {(item.indicator, item.breakdown): item.quantity for item in seen}


def is_count(name: str) -> bool:
    return units()[indicators()[name].unit].people


class Attack:
    """What an attacker knows: cells that exist, equations between them, and what each hidden one may be."""

    def __init__(self, out: dict[Name, Quantity]) -> None:
        self.out = out
        cells = [name for name in out if is_count(name[0]) and out[name].value is not None or self.secret(name)]
        self.place = {name: number for number, name in enumerate(cells)}
        self.equations: list[tuple[dict[Name, float], float]] = []
        self.families()
        self.values()
        self.shares()
        self.ties()

    def secret(self, name: Name) -> bool:
        return is_count(name[0]) and self.out[name] == Quantity()

    def equal(self, terms: list[tuple[Name, float]], total: float = 0) -> None:
        known: dict[Name, float] = {}
        for name, sign in terms:
            if name in self.place:
                known[name] = known.get(name, 0) + sign
        self.equations.append((known, total))

    def families(self) -> None:
        found: dict[tuple[str, str, tuple[str, ...]], list[Name]] = {}
        for indicator, breakdown in self.place:
            parts = breakdown.split(";")
            keys = tuple(part.partition("=")[0] for part in parts)
            whole = parts[0] if keys[0] == "domain" and len(parts) > 1 else ""
            if breakdown and not (indicator == PASSAGES and keys == ("domain",)):
                found.setdefault((indicator, whole, keys), []).append((indicator, breakdown))
        for (indicator, whole, _), names in found.items():
            self.equal([*((name, 1) for name in names), ((indicator, whole), -1)])

    def values(self) -> None:
        for name in self.place:
            value = self.out[name].value
            if value is not None:
                self.equal([(name, 1)], value)

    def shares(self) -> None:
        for (indicator, breakdown), quantity in self.out.items():
            parts = PARTS.get(indicator, ())
            parts = [part for part in parts if not breakdown or part.partition("/")[2] == breakdown]
            if indicator not in SHARES or quantity.numerator is None or not parts:
                continue
            base = BONDS.ties[indicator].out_of[0].indicator
            named = [tuple(part.split("/")) for part in parts if not part.endswith("/")]
            if indicators()[indicator].unit == "percent":
                self.equal([(name, 1) for name in named], quantity.numerator)
                silent = (PEOPLE, f"{named[0][1].partition('=')[0]}=unknown") if base == PEOPLE else ("", "")
                # A key that nobody answered has no part: the share alone says how many did not answer.
                unsaid = quantity.unknown if silent not in self.place and base == PEOPLE else 0
                if unsaid is None:
                    continue
                self.equal([((base, ""), 1), (silent, -1)], quantity.denominator + unsaid)

    def ties(self) -> None:
        undecided = self.out.get((COUNTED, ""), Quantity()).unknown
        if undecided is not None:
            self.equal([((ALL, ""), 1), ((COUNTED, ""), -1), ((LEFT_OUT, ""), -1)], undecided)
        self.equal([((LEFT_OUT, "exit_category=withdrawn"), 1), ((LEFT_OUT, "left_out=withdrawn"), -1)])
        self.equal([(("exits_unknown", ""), 1), ((COUNTED, "exit_category=unknown"), -1)])
        for name in self.place:
            if name[0] == PASSAGES and (not name[1] or name[1].startswith("domain=") and ";" not in name[1]):
                self.equal([(name, 1), ((ALL, ""), -1)])
                unknown = self.out[name].unknown
                if unknown is not None and name[1]:
                    self.equal([((PASSAGES, f"{name[1]};passage=unknown"), 1)], unknown)
            known = self.out[name].denominator
            if name[0] == PASSAGES and known is not None:
                whole = name[1].partition(";")[0]
                self.equal([((PASSAGES, whole), 1), ((PASSAGES, f"{whole};passage=unknown"), -1)], known)

    def found(self) -> Iterator[Name]:
        """Give every hidden count that has one possible value."""
        size = len(self.place)
        rows, sums = np.zeros((len(self.equations), size)), np.zeros(len(self.equations))
        for line, (terms, total) in enumerate(self.equations):
            sums[line] = total
            for name, sign in terms.items():
                rows[line, self.place[name]] = sign
        # Zeros are shown, but where a total cannot be hidden: there they may be hidden with the others.
        lowest = np.array([0.0 if name[0] == PASSAGES or "disability" in name[1] else 1.0 for name in self.place])
        lowest *= np.array([self.secret(name) for name in self.place])
        for name in self.place:
            # How many left is no secret of one domain, unless it is hidden everywhere.
            of_domain = name[0] == PASSAGES and name[1].startswith("domain=") and ";" not in name[1]
            if self.secret(name) and not (of_domain and self.out[ALL, ""].value is not None):
                ends = []
                for sign in (1, -1):
                    aim = np.zeros(size)
                    aim[self.place[name]] = sign
                    solved = milp(
                        aim, constraints=LinearConstraint(rows, sums, sums), bounds=Bounds(lowest, 60.0),
                        integrality=np.ones(size),
                    )  # fmt: skip
                    assert solved.x is not None, "what is published must hold together"
                    ends.append(round(solved.x[self.place[name]]))
                if ends[0] == ends[1]:
                    yield name


# Nobody is 50 or older: 0 of 3 says that three people were employed, and each of them has a disability.
ALIKE = {
    "sex": "woman", "registration": "from_12_to_23", "disability": "yes", "qpv": "yes", "birth_year": 2003,
    "activity": "vélo", "entry": datetime.date(2023, 1, 9), "exit_category": None, "mobility_before": None,
    "mobility_after": None, "health_before": None, "health_after": None, "rated_by": "person",
}  # fmt: skip


@settings(max_examples=25, deadline=None)
@example([ALIKE] * 3)
@given(st.lists(person, min_size=1, max_size=24))
def test_no_hidden_count_can_be_solved_for(people):
    assert list(Attack(published(people, K)).found()) == []


@settings(max_examples=40, deadline=None)
@given(st.lists(person, min_size=1, max_size=24))
def test_nothing_small_is_published(people):
    for (indicator, breakdown), quantity in published(people, K).items():
        if is_count(indicator):
            assert quantity.value is None or not 0 < quantity.value < K, (indicator, breakdown)
            assert quantity.unknown is None or not 0 < quantity.unknown < K, (indicator, breakdown)
        sensitive = "disability=" in breakdown or "domain=health" in breakdown or indicator == "profile_disability"
        if sensitive and is_count(indicator):
            assert quantity.value is None or not 0 < quantity.value < SENSITIVE_THRESHOLD
        if sensitive and quantity.numerator is not None and quantity.denominator is not None:
            for count in (quantity.numerator, quantity.denominator - quantity.numerator):
                assert not 0 < count < SENSITIVE_THRESHOLD


def seen(*results) -> list[bool]:
    return [item.status is Status.SUPPRESSED for item in shown(results, 5, SHARES, BONDS)]


def test_a_share_of_one_public_is_hidden_with_the_count_it_tells():
    family = [
        result(PEOPLE, value, breakdown=f"registration={said}")
        for said, value in (("from_24", 12), ("from_12_to_23", 3), ("under_6", 30))
    ]
    shares = [
        share(part, 45, "profile_long_unemployed", breakdown=breakdown)
        for part, breakdown in ((15, ""), (12, "registration=from_24"), (3, "registration=from_12_to_23"))
    ]
    # 3 is small, 12 would give it away; the share of 12 says 12. That both make 15 says neither.
    assert seen(result(PEOPLE, 45), *family, *shares) == [False, True, True, False, False, True, True]


def test_health_and_disability_need_eleven_people():
    yes, no = (result(PEOPLE, 20, breakdown=f"{key}=yes") for key in ("disability", "qpv"))
    assert seen(yes, no) == [False, False]
    yes, no = (result(PEOPLE, 10, breakdown=f"{key}=yes") for key in ("disability", "qpv"))
    assert seen(yes, no) == [True, False]
    assert seen(share(10, 60, "profile_disability"), share(10, 60, "profile_qpv")) == [True, False]
    assert seen(result(PASSAGES, 9, breakdown="domain=health;passage=better")) == [True]


def test_too_few_known_hide_a_whole_domain_zeros_included():
    domain = [
        result(PASSAGES, value, breakdown=f"domain=mobility;passage={said}", denominator=4)
        for said, value in (("better", 4), ("same", 0), ("worse", 0))
    ]
    unknown = result(PASSAGES, 20, breakdown="domain=mobility;passage=unknown")
    assert seen(*domain, unknown)[:3] == [True, True, True]


def test_how_many_are_known_is_not_told_beside_a_hidden_unknown():
    parts = (("better", 9), ("same", 8), ("worse", 6))
    domain = [
        result(PASSAGES, value, breakdown=f"domain=mobility;passage={said}", denominator=23) for said, value in parts
    ]
    whole = result(PASSAGES, 26, breakdown="domain=mobility", unknown=3)
    unknown = result(PASSAGES, 3, breakdown="domain=mobility;passage=unknown")
    out = shown([whole, *domain, unknown], 5, SHARES, BONDS)
    seen = [item.quantity for item in out]
    assert [quantity.value for quantity in seen] == [26, 9, 8, None, None]
    assert [quantity.denominator for quantity in seen] == [None] * 5 and seen[0].unknown is None


def test_a_median_of_too_few_people_is_hidden_and_does_not_tell_a_hidden_whole():
    few = result("stay_length", 14.5, unit="month", denominator=4)
    assert seen(few) == [True]
    out = shown(
        [
            result("pathway_ends", 12, unit="exit"), result("exits_counted", 10, unit="exit"),
            result("exits_not_counted", 2, unit="exit"),
            result("stay_length", 14.5, unit="month", denominator=12, unknown=0),
        ],
        5, SHARES, BONDS,
    )  # fmt: skip
    assert [item.quantity.value for item in out] == [None, 10, None, 14.5]
    assert (out[-1].quantity.denominator, out[-1].quantity.unknown) == (None, None)


@pytest.mark.parametrize("name", sorted(PARTS))
def test_every_part_named_exists(name):
    for part in PARTS[name]:
        base, _, breakdown = part.partition("/")
        assert units()[indicators()[base].unit].people
        key, _, item = breakdown.partition("=")
        lists = layout().lists
        assert not breakdown or item in lists.get(key, lists["yes_no"]), part
