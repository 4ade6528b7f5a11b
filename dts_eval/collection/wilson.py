"""The interval around a share when only some of the people concerned answered."""

import dataclasses
import math

from dts_eval.foundation.model import Quantity

Z_95 = 1.959963984540054


def wilson_bounds(numerator: float, denominator: float) -> tuple[float, float]:
    """Return the 95 % Wilson interval of a share, as two percentages.

    Unit: percent. Missing: the caller gives two known numbers. Raises: ValueError when nobody answered.
    Source: E. B. Wilson, Journal of the American Statistical Association 22 (1927), p. 209-212.
    """
    if denominator <= 0:
        raise ValueError("a share needs at least one answer")
    share = numerator / denominator
    squared = Z_95 * Z_95 / denominator
    centre = (share + squared / 2) / (1 + squared)
    spread = Z_95 / (1 + squared) * math.sqrt(share * (1 - share) / denominator + squared / (4 * denominator))
    return 100 * max(0.0, centre - spread), 100 * min(1.0, centre + spread)


def wilson_interval(quantity: Quantity) -> Quantity:
    """Give a surveyed share its interval, unless it already has bounds or does not say its numbers."""
    if quantity.numerator is None or not quantity.denominator or quantity.low is not None:
        return quantity
    low, high = wilson_bounds(quantity.numerator, quantity.denominator)
    return dataclasses.replace(quantity, low=float(f"{low:.10g}"), high=float(f"{high:.10g}"))
