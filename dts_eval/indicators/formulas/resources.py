"""Formulas on the sheet Ressources: sales, public money and gifts, and what money does not carry."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from math import fsum
from typing import TYPE_CHECKING

from dts_eval.foundation.units import tidy
from dts_eval.indicators.computed import Computed, Frame
from dts_eval.indicators.formulas.levels import shares_by_level
from dts_eval.indicators.formulas.lines import (
    NOT_FOUND,
    Line,
    added,
    blank,
    grouped,
    numbers,
    of_year,
    read,
    share,
    total,
    totals_by,
)

if TYPE_CHECKING:
    from pandas import DataFrame

MARKET, NON_MARKET, NON_MONETARY = "market", "non_market", "non_monetary"
COLUMNS = ("year", "nature", "amount")
PUBLIC = ("europe", "state", "region", "departement", "epci", "commune")


def sales_revenue(lines: DataFrame, frame: Frame) -> tuple[Computed, ...]:
    """Add what the structure sold in the year: its market resources.

    Unit:    euro.
    Shape:   lines of Ressources in; the total, then ``client_type=…`` out if a line says one.
    Missing: a line without amount is counted in ``unknown``; without any amount the value is empty. No market
        line: nothing is said, not 0.
    Source:  fiche II-2, l.2599 and l.2627.
    """
    return _amount_of(lines, frame, MARKET, "client_type")


def public_funding(lines: DataFrame, frame: Frame) -> tuple[Computed, ...]:
    """Add the non-market resources of the year: public money, and gifts.

    Unit:    euro.
    Shape:   lines of Ressources in; the total, then ``funder_level=…`` and ``funder=…`` out if a line says one.
    Missing: a line without amount is counted in ``unknown``; without any amount the value is empty. No
        non-market line: nothing is said, not 0.
    Source:  fiche I-B-3, l.954-955.
    """
    return _amount_of(lines, frame, NON_MARKET, "funder_level", "funder")


def public_money_received(lines: DataFrame, frame: Frame) -> tuple[Computed, ...]:
    """Add the non-market resources of the year that a public body paid.

    Unit:    euro.
    Shape:   lines of Ressources in, the non-market ones whose funder is public by its level; one total out.
    Missing: a line that does not say who pays, or without amount, is counted in ``unknown``. No line says who pays:
        nothing is said, not 0.
    Source:  fiche I-B-3, l.954-955.
    """
    year = of_year(read(lines, *COLUMNS, "funder_level"), frame.year)
    own = [line for line in year if line["nature"] == NON_MARKET]
    said = [line for line in own if line["funder_level"] is not None]
    paid = [line for line in said if line["funder_level"] in PUBLIC]
    if not said:
        return ()
    silent = len(own) - len(said) + blank(paid, "amount")
    value = added(paid, "amount") if paid or silent else 0
    reason = NOT_FOUND if value is None else ""
    return (Computed(value, numbers(paid or own), unknown=silent, reason=reason),)


def resources_by_activity(lines: DataFrame, frame: Frame) -> tuple[Computed, ...]:
    """Give the resources of each activity by nature, side by side: natures are never added together.

    Unit:    euro.
    Shape:   lines of Ressources in; ``activity=…;nature=…`` out, ``activity=unknown`` for lines that name none.
    Missing: a line without amount is counted in ``unknown``. No line names an activity: nothing is said.
    Source:  fiche I-B-3, l.954-955.
    """
    year = of_year(read(lines, *COLUMNS, "activity"), frame.year)
    own = [line for line in year if line["nature"] in (MARKET, NON_MARKET, NON_MONETARY)]
    return totals_by(own, "amount", "activity", "nature") if any(line["activity"] for line in own) else ()


def local_clients_share(lines: DataFrame, frame: Frame) -> tuple[Computed, ...]:
    """Give the share of sales made to customers of the territory, among those of which the place is known.

    Unit:    per cent; numerator, denominator and ``unknown`` in euros.
    Shape:   lines of Ressources in, the market ones; the share of the territory, then that of each ``level=…`` out.
    Missing: ``unknown`` is the amount of which the place is not known: it is in no part of the share. No line is
        placed: nothing is said.
    Source:  fiche I-C-1-a, l.1194 and l.1211-1213.
    """
    year = of_year(read(lines, *COLUMNS, "place", "level"), frame.year)
    sold = [line for line in year if line["nature"] == MARKET]
    return shares_by_level(sold) if any(line["place"] for line in sold) else ()


def funding_mix(lines: DataFrame, frame: Frame) -> tuple[Computed, ...]:
    """Give the share of market and of non-market resources in the money of the year.

    What money does not carry stays apart: a convention, not a receipt, gives it its value. There is no total.

    Unit:    per cent; numerator and denominator in euros.
    Shape:   lines of Ressources in; ``nature=market`` and ``nature=non_market`` out, those that are there.
    Missing: lines without amount are in no part of the share; ``unknown`` counts them. A nature without any
        amount: no share at all.
    Source:  fiche I-B-3, l.954-955.
    """
    natures = grouped(of_year(read(lines, *COLUMNS), frame.year), "nature")
    money = {nature: natures[nature] for nature in (MARKET, NON_MARKET) if nature in natures}
    every = [line for own in money.values() for line in own]
    proof, unknown = numbers(every), blank(every, "amount")
    amounts = {nature: added(own, "amount") for nature, own in money.items()}
    if None in amounts.values():
        # A nature without any amount would make the other one whole.
        return tuple(
            Computed(None, proof, _named(nature), unknown=unknown, reason=NOT_FOUND) for nature in money
        )
    whole = added(every, "amount") or 0
    return tuple(
        share(amount or 0, whole, proof, unknown, _named(nature)) for nature, amount in amounts.items()
    )


def resources_by_nature(lines: DataFrame, frame: Frame) -> tuple[Computed, ...]:
    """Give the amount of the resources of each nature, side by side and never added together.

    Unit:    euro.
    Shape:   lines of Ressources in; ``nature=market``, ``nature=non_market`` and ``nature=non_monetary`` out,
        those that are there, each with its range if a line gives one.
    Missing: a line with neither amount nor range is counted in ``unknown``. A line that gives a range alone
        leaves the value of its nature empty, beside the sum of the ranges.
    Source:  fiche I-B-3, l.954-955 and l.968.
    """
    natures = grouped(of_year(read(lines, *COLUMNS, "low", "high"), frame.year), "nature")
    order = (MARKET, NON_MARKET, NON_MONETARY)
    return tuple(_with_range(natures[nature], nature) for nature in order if nature in natures)


def _amount_of(lines: DataFrame, frame: Frame, nature: str, *keys: str) -> tuple[Computed, ...]:
    own = [line for line in of_year(read(lines, *COLUMNS, *keys), frame.year) if line["nature"] == nature]
    if not own:
        return ()
    # A column that nobody filled in would only repeat the total as « unknown ».
    told = [key for key in keys if any(line[key] is not None for line in own)]
    return (total(own, "amount"), *(part for key in told for part in totals_by(own, "amount", key)))


def _with_range(own: Sequence[Line], nature: str) -> Computed:
    summed = total(own, "amount", _named(nature))
    ranged = [line for line in own if line["low"] is not None or line["high"] is not None]
    if not ranged:
        return summed
    said = [line for line in own if any(line[column] is not None for column in ("amount", "low", "high"))]
    low, high = _bound(said, "low"), _bound(said, "high")
    range_alone = any(line["amount"] is None for line in ranged)
    value = None if range_alone else summed.value
    unknown = len(own) - len(said)
    return dataclasses.replace(summed, value=value, low=low, high=high, unknown=unknown, reason="")


def _bound(said: Sequence[Line], bound: str) -> float | None:
    # A line without range counts with its amount on both sides; one bound alone leaves the other open.
    sides = [line["amount"] if line[bound] is None else line[bound] for line in said]
    return None if None in sides else tidy(fsum(sides))


def _named(nature: str) -> str:
    return f"nature={nature}"
