"""Gives a share typed from a survey its interval."""

import dataclasses

from dts_eval.foundation.model import Quantity
from dts_eval.indicators.wilson import Z_95, wilson_bounds

__all__ = ["Z_95", "wilson_bounds", "wilson_interval"]


def wilson_interval(quantity: Quantity) -> Quantity:
    """Give a surveyed share its interval, unless it already has bounds or does not say its numbers."""
    if quantity.numerator is None or not quantity.denominator or quantity.low is not None:
        return quantity
    low, high = wilson_bounds(quantity.numerator, quantity.denominator)
    return dataclasses.replace(quantity, low=float(f"{low:.10g}"), high=float(f"{high:.10g}"))
