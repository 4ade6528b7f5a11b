"""The expenses and the income of one year, from the movements of a FEC: by group of accounts and by commune."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from dts_eval.collection.imports.accounts import AccountGroup, Chart
from dts_eval.collection.imports.ledger import Movement

RESULT = "12"
EXPENSES, INCOME = "6", "7"
SUPPLIERS, TAX_ON_SALES = "40", "445"


@dataclass(frozen=True)
class Flow:
    """The amount of one group of accounts in one commune, which is blank where the place of the payee is not known.

    ``accounts`` are the beginnings of the accounts of the group that moved in the year.
    """

    group: AccountGroup
    accounts: tuple[str, ...]
    commune: str
    amount: Decimal


@dataclass(frozen=True)
class Flows:
    """What a year's accounts give: the flows, the accounts that no group takes, and the totals that check them.

    ``closed_result`` is what the closing entries, when the file has some, carry to the result.
    """

    start: datetime.date
    end: datetime.date
    each: tuple[Flow, ...]
    ungrouped: Mapping[str, Decimal]
    income: Decimal
    expenses: Decimal
    in_kind: tuple[Decimal, Decimal]
    closed_result: Decimal | None

    @property
    def result(self) -> Decimal:
        """The income less the expenses."""
        return self.income - self.expenses


def flows_of(movements: Iterable[Movement], chart: Chart, communes: Mapping[str, str]) -> Flows | None:
    """Add up the movements of classes 6, 7 and 8; nothing when the file has no entry of the year.

    Entries that carry earlier years over, and those that close the year, are no flows. An expense belongs to the
    commune of its supplier when its entry names one supplier only and balances with it alone; else its place is not
    known, and it is never spread.
    """
    own = [one for one in movements if not one.is_opening]
    if not own:
        return None
    entries: dict[tuple[str, ...], list[Movement]] = defaultdict(list)
    for one in own:
        entries[one.entry].append(one)
    closing = {key for key, lines in entries.items() if _closes(lines)}
    sums: dict[tuple[str, ...], Decimal] = defaultdict(Decimal)
    moved: dict[tuple[str, ...], set[str]] = defaultdict(set)
    ungrouped: dict[str, Decimal] = defaultdict(Decimal)
    totals: dict[str, Decimal] = defaultdict(Decimal)
    for key, lines in entries.items():
        if key in closing:
            continue
        commune = _commune_of(lines, communes)
        for one in lines:
            if one.account[0] not in "678":
                continue
            is_income = one.account.startswith((INCOME, "87"))
            amount = -one.amount if is_income else one.amount
            totals[one.account[: 2 if one.account.startswith("8") else 1]] += amount
            prefix = chart.prefix_of(one.account)
            if not prefix:
                ungrouped[one.account[:2]] += amount
                continue
            group = chart.groups[prefix]
            moved[group.prefixes].add(prefix)
            place = (_own_commune(one, communes) or commune) if group.sheet == "expenses" else ""
            sums[*group.prefixes, place] += amount
    return Flows(
        min(one.day for one in own),
        max(one.day for one in own),
        tuple(
            Flow(chart.groups[prefixes[0]], tuple(sorted(moved[tuple(prefixes)])), commune, amount)
            for (*prefixes, commune), amount in sorted(sums.items())
        ),
        dict(sorted(ungrouped.items())),
        totals[INCOME],
        totals[EXPENSES],
        (totals["86"], totals["87"]),
        _carried(entries[key] for key in closing) if closing else None,
    )


def _closes(lines: Iterable[Movement]) -> bool:
    starts = {one.account[:2] for one in lines}
    return RESULT in starts and any(start[0] in (EXPENSES, INCOME) for start in starts)


def _carried(entries: Iterable[Iterable[Movement]]) -> Decimal:
    """Return the profit that entries of closing carry to accounts 12, a loss below zero."""
    lines = (one for entry in entries for one in entry if one.account.startswith(RESULT))
    return -sum((one.amount for one in lines), Decimal(0))


def _commune_of(lines: Iterable[Movement], communes: Mapping[str, str]) -> str:
    held = list(lines)
    if not communes or sum((one.amount for one in held), Decimal(0)):
        return ""
    accounts = {one.auxiliary or one.account for one in held if one.account.startswith(SUPPLIERS)}
    others = [one for one in held if not one.account.startswith((SUPPLIERS, TAX_ON_SALES, EXPENSES))]
    return communes.get(next(iter(accounts)), "") if len(accounts) == 1 and not others else ""


def _own_commune(one: Movement, communes: Mapping[str, str]) -> str:
    return communes.get(one.auxiliary, "") or communes.get(one.account, "")
