"""Formulas on the sheet Parcours: who the people employed in the year are, among those of whom it is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dts_eval.indicators.computed import Computed, Frame
from dts_eval.indicators.formulas.breakdowns import AGE, BIRTH_YEAR, answer
from dts_eval.indicators.formulas.lines import NOT_FOUND, Line, numbers, of_year, read, share
from dts_eval.indicators.formulas.presence import employed_among

if TYPE_CHECKING:
    from collections.abc import Collection

    from pandas import DataFrame

LONG, VERY_LONG = "from_12_to_23", "from_24"


def profile_rsa(lines: DataFrame, frame: Frame) -> tuple[Computed, ...]:
    """Give the share of people who received the RSA when they came, among those of whom it is known.

    Unit:    per cent; numerator and denominator in people.
    Shape:   lines of Parcours in, people with at least one hour; one total out.
    Missing: not filled in is not « no »: those people are in ``unknown`` and in no part of the share.
    Source:  fiche II-2, l.2628-2629.
    """
    return _shares(lines, frame, "rsa", {"": ("yes",)}, always=True)


def profile_women(lines: DataFrame, frame: Frame) -> tuple[Computed, ...]:
    """Give the share of women among people in pathways whose sex is filled in.

    Unit:    per cent; numerator and denominator in people.
    Shape:   lines of Parcours in, people with at least one hour; one total out.
    Missing: people whose sex is not filled in are in ``unknown`` and in no part of the share.
    Source:  fiche II-3, l.2842.
    """
    return _shares(lines, frame, "sex", {"": ("woman",)}, always=True)


def profile_long_unemployed(lines: DataFrame, frame: Frame) -> tuple[Computed, ...]:
    """Give the share of people registered as job seekers for a year or more when they came, and its two parts.

    Unit:    per cent; numerator and denominator in people.
    Shape:   lines of Parcours in, people with at least one hour; the total, then ``registration=from_12_to_23`` (DELD)
        and ``registration=from_24`` (DETLD) out.
    Missing: not filled in is not « not registered »: those people are in ``unknown`` and in no part. A column that
        nobody filled in says nothing.
    Source:  fiche II-2, l.2628-2629; the lengths: the list of the ASP.
    """
    parts = {f"registration={said}": (said,) for said in (LONG, VERY_LONG)}
    return _shares(lines, frame, "registration", {"": (LONG, VERY_LONG), **parts})


def profile_disability(lines: DataFrame, frame: Frame) -> tuple[Computed, ...]:
    """Give the share of people recognised as disabled workers (RQTH), among those of whom it is known.

    The AAH, an allowance, is not the RQTH, a status: it is counted apart.

    Unit:    per cent; numerator and denominator in people.
    Shape:   lines of Parcours in, people with at least one hour; one total out.
    Missing: not filled in is not « no »: in ``unknown``, in no part. A column that nobody filled in says nothing.
    Source:  fiche II-3, l.2843.
    """
    return _shares(lines, frame, "disability", {"": ("yes",)})


def profile_qpv(lines: DataFrame, frame: Frame) -> tuple[Computed, ...]:
    """Give the share of people who lived in a QPV, by the list in force when they came.

    Unit:    per cent; numerator and denominator in people.
    Shape:   lines of Parcours in, people with at least one hour; one total out.
    Missing: not filled in is not « no »: in ``unknown``, in no part. A column that nobody filled in says nothing.
    Source:  fiche II-2, l.2628-2629.
    """
    return _shares(lines, frame, "qpv", {"": ("yes",)})


def profile_frr(lines: DataFrame, frame: Frame) -> tuple[Computed, ...]:
    """Give the share of people who lived in a rural zone: ZRR until 30 June 2024, FRR since.

    Unit:    per cent; numerator and denominator in people.
    Shape:   lines of Parcours in, people with at least one hour; one total out.
    Missing: not filled in is not « no »: in ``unknown``, in no part. A column that nobody filled in says nothing.
    Source:  fiche II-2, l.2628-2629.
    """
    return _shares(lines, frame, "frr", {"": ("yes",)})


def profile_education(lines: DataFrame, frame: Frame) -> tuple[Computed, ...]:
    """Give the share of people at each level of education when they came, in the list of the ASP.

    Unit:    per cent; numerator and denominator in people.
    Shape:   lines of Parcours in, people with at least one hour; ``education=…`` out for each level found. No total.
    Missing: not filled in is in ``unknown`` and in no part. A column that nobody filled in says nothing.
    Source:  fiche II-2, l.2628-2629; the levels: the list of the ASP.
    """
    people, _ = _people(lines, frame, "education")
    found = sorted({said for own in people if (said := answer(own, "education", frame.year))})
    return _shares(lines, frame, "education", {f"education={said}": (said,) for said in found})


def profile_age(lines: DataFrame, frame: Frame) -> tuple[Computed, ...]:
    """Give the shares of people under 26 and of people of 50 and over, the year less the year of birth.

    Unit:    per cent; numerator and denominator in people.
    Shape:   lines of Parcours in, people with at least one hour; ``age=under_26`` and ``age=from_50`` out. No total.
    Missing: no year of birth: in ``unknown``, in no part. A year without a known rule of age (before 2020) has no
        share. A column that nobody filled in says nothing.
    Source:  fiche II-2, l.2628-2629; the two ages: ``catalogue/rules.yaml``.
    """
    return _shares(lines, frame, AGE, {f"{AGE}={said}": (said,) for said in ("under_26", "from_50")})


def _people(lines: DataFrame, frame: Frame, column: str) -> tuple[list[list[Line]], list[Line]]:
    year = of_year(read(lines, "pseudonym", "year", "hours", column), frame.year)
    return employed_among(year)[0], year


def _shares(
    lines: DataFrame, frame: Frame, key: str, wanted: dict[str, Collection[str]], *, always: bool = False
) -> tuple[Computed, ...]:
    column = BIRTH_YEAR if key == AGE else key
    employed, year = _people(lines, frame, column)
    if not year or not (always or any(line[column] is not None for line in year)):
        return ()
    _, others, silent = employed_among(year)
    if not employed and (silent or not others):
        unknown = len(silent)
        return tuple(Computed(None, numbers(year), part, unknown=unknown, reason=NOT_FOUND) for part in wanted)
    answers = [(own, answer(own, key, frame.year)) for own in employed]
    known = [(own, said) for own, said in answers if said is not None]
    proof = numbers(line for own in [own for own, _ in known] or employed or others for line in own)
    return tuple(
        share(sum(said in items for _, said in known), len(known), proof, len(employed) - len(known), part)
        for part, items in wanted.items()
    )
