"""Figures for the tests of what may be seen, and what is left of them once the small counts are hidden."""

from collections.abc import Iterable

from dts_eval.disclosure.disclosing import bonds_of_catalogue
from dts_eval.disclosure.privacy import Bonds, choose_hidden, without
from dts_eval.foundation.model import Kind, Quantity, Result, Status
from dts_eval.indicators.definitions import indicators

K = 5
SHARES = frozenset(name for name, definition in indicators().items() if definition.of_people)
BONDS = bonds_of_catalogue()
PARTS = {
    name: tuple(f"{term.indicator}/{term.breakdown}" for term in ties.parts)
    for name, ties in BONDS.ties.items()
    if ties.parts
}


def result(indicator: str = "a", value: float | None = None, **said) -> Result:
    amounts = {name: said.pop(name) for name in ("numerator", "denominator", "unknown", "low", "high") if name in said}
    known = {
        "kind": Kind.FIGURE, "indicator": indicator, "criterion": "needs", "dimension": "", "year": 2024,
        "unit": "person", "status": Status.MEASURED, "proofs": ("Parcours!A4:A9",), "grade": "records",
    }  # fmt: skip
    return Result(quantity=Quantity(value=value, **amounts), **{**known, **said})


def share(part: float, whole: float, indicator: str = "profile_rsa", **said) -> Result:
    return result(indicator, 100 * part / whole, numerator=part, denominator=whole, unit="percent", **said)


def shown(
    results: Iterable[Result], threshold: int, people_shares: frozenset[str], bonds: Bonds | None = None
) -> list[Result]:
    """Hide counts of people from 1 to the threshold less one, and what gives them away; zero stays zero."""
    listed = list(results)
    return without(listed, choose_hidden(listed, threshold, people_shares, bonds or Bonds()))


def hidden(*results: Result, threshold: int = K) -> list[bool]:
    seen = shown(results, threshold, SHARES, BONDS)
    return [item.status is Status.SUPPRESSED for item in seen]
