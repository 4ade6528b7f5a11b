"""What ties the figures of one indicator to those of others: what anybody may add, subtract and compare."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

VALUE, UNKNOWN = "value", "unknown"
_TERM = re.compile(r"(?P<sign>-?)(?P<indicator>\w+)/(?P<breakdown>[^#@]*)(?P<unknown>#unknown)?(?P<before>@before)?")


@dataclass(frozen=True)
class Term:
    """A figure named by its indicator and its breakdown, added or subtracted, of the same year or the one before.

    ``-exits_counted/exit_category=other@before`` subtracts a count of the year before; ``exits_counted/#unknown``
    is how many people its count could not place.
    """

    indicator: str
    breakdown: str
    field: str = VALUE
    factor: int = 1
    before: bool = False


@dataclass(frozen=True)
class Ties:
    """How the figures of one indicator follow from others, or stay below them.

    ``parts`` add up to its value, or to the numerator of its share. ``out_of`` is the denominator of a share or of a
    duration, with or without the people who did not say. ``unknown_is`` adds up to its unknown. ``same`` count the same
    people. ``within`` names counts that hold all of its own. ``balance`` adds and subtracts others, of the year before
    too, to its value. ``hidden_with`` names the counts that an amount or a rate would give away.
    """

    parts: tuple[Term, ...] = ()
    out_of: tuple[Term, ...] = ()
    same: tuple[Term, ...] = ()
    unknown_is: tuple[Term, ...] = ()
    within: tuple[Term, ...] = ()
    balance: tuple[Term, ...] = ()
    hidden_with: tuple[Term, ...] = ()

    def terms(self) -> tuple[Term, ...]:
        """Return every figure that is named."""
        return tuple(term for one in fields(self) for term in getattr(self, one.name))


TIES_KEYS = frozenset(one.name for one in fields(Ties))


def read_ties(body: Mapping[str, Any]) -> tuple[Ties, tuple[tuple[str, str], ...]]:
    """Read the ties of one indicator, and list the names that cannot be read, each with its key."""
    found: dict[str, tuple[Term, ...]] = {}
    wrong: list[tuple[str, str]] = []
    for key in TIES_KEYS & set(body):
        said = body[key] if isinstance(body[key], list) else [body[key]]
        terms = {str(name): _term(str(name)) for name in said}
        wrong += [(key, name) for name, term in terms.items() if term is None]
        found[key] = tuple(term for term in terms.values() if term is not None)
    return Ties(**found), tuple(wrong)


def _term(name: str) -> Term | None:
    read = _TERM.fullmatch(name)
    if read is None:
        return None
    field = UNKNOWN if read["unknown"] else VALUE
    return Term(read["indicator"], read["breakdown"], field, -1 if read["sign"] else 1, bool(read["before"]))
