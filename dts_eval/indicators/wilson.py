"""The interval around a share when only some of the people concerned answered."""

import math

Z_95 = 1.959963984540054


def wilson_bounds(numerator: float, denominator: float, population: float | None = None) -> tuple[float, float]:
    """Return the 95 % Wilson interval of a share, as two percentages.

    ``population`` is how many people are concerned. The fewer of them are missing, the narrower the interval: the
    variance is that of a draw without replacement, (N - n) / (N - 1) of the other. When all answered there is nothing
    left to estimate, and the interval is the share itself. Without it the interval is the one of a very large
    population, which is wider.

    Unit: percent. Missing: the caller gives two known numbers. Raises: ValueError when nobody answered, or when more
    people answered than are concerned.
    Source: E. B. Wilson, Journal of the American Statistical Association 22 (1927), p. 209-212; correction for finite
    populations: W. G. Cochran, Sampling Techniques (1977), § 2.6 and § 3.2.
    """
    if denominator <= 0:
        raise ValueError("a share needs at least one answer")
    share = numerator / denominator
    if population is not None and population < denominator:
        raise ValueError("more answers than people concerned")
    if population is not None and population == denominator:
        return 100 * numerator / denominator, 100 * numerator / denominator
    left_out = 1.0 if population is None else (population - denominator) / (population - 1)
    squared = Z_95 * Z_95 * left_out / denominator
    centre = (share + squared / 2) / (1 + squared)
    spread = math.sqrt(squared * share * (1 - share) + squared * squared / 4) / (1 + squared)
    return 100 * max(0.0, centre - spread), 100 * min(1.0, centre + spread)
