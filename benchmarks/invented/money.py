"""The money of an invented structure: where it comes from, where it goes first, and what was not spent."""

import random
from typing import Any

from benchmarks.invented.identities import Identity, said

Record = dict[str, Any]
YEARS = 3
ACCOUNTS, ADDRESSES, HOURS = "S-06", "S-07", "S-15"
# The part of a year’s expenses that sales pay for: an ETTI lives on sales, an ACI on public money.
SALES = {"aci": 0.3, "ai": 0.75, "ei": 0.8, "etti": 0.9}
RATES = {-2: 11.7, -1: 12.3, 0: 12.6}


def draw_budget(who: Identity, chance: random.Random) -> dict[int, float]:
    """Draw what a structure spends in each of its years, in euros."""
    amount = chance.uniform(450_000, 2_400_000)
    budget = {}
    for year in range(who.year - YEARS + 1, who.year + 1):
        budget[year] = amount
        amount *= chance.uniform(0.96, 1.09)
    return budget


def draw_expenses(who: Identity, lines: int, budget: dict[int, float], chance: random.Random) -> list[Record]:
    """Draw the lines of Dépenses: kinds of expenses shared among the places where the money arrives first."""
    kinds, each = said()["expenses"], max(len(said()["expenses"]), lines // YEARS)
    whole = sum(kind["share"] for kind in kinds)
    drawn = []
    for year, spent in budget.items():
        for index, kind in enumerate(kinds):
            amount = spent * kind["share"] / whole * chance.uniform(0.9, 1.1)
            number = each // len(kinds) + (index < each % len(kinds))
            for place, part in _parts(amount, _places(who, kind["kind"], number), chance):
                supports = [ACCOUNTS, ADDRESSES] if kind["kind"] == "purchases" else [ACCOUNTS]
                told = {"name": kind["name"], "kind": kind["kind"], "supports": supports}
                drawn.append({**told, "year": year, "amount": part, **place})
    return drawn


def draw_resources(who: Identity, lines: int, budget: dict[int, float], chance: random.Random) -> list[Record]:
    """Draw the lines of Ressources: sales by activity, client and commune, public money, and what has no price."""
    told, activities = said()["resources"], dict(zip(("first", "second", "third"), who.trades, strict=True))
    fixed = len(told["non_market"]) + 3
    each = max(1, (lines // YEARS - fixed) // len(told["market"]))
    drawn = []
    for year, spent in budget.items():
        sold = spent * SALES[who.kind] * chance.uniform(0.95, 1.05)
        granted = spent - sold
        for nature, amount in (("market", sold), ("non_market", granted)):
            whole = sum(line["share"] for line in told[nature])
            for line in told[nature]:
                name = line["name"].format_map(who.words)
                common = {**line, "name": name, "year": year, "nature": nature, "supports": [ACCOUNTS]}
                share = common.pop("share")
                if "activity" in line:
                    common["activity"] = activities[line["activity"]]
                if nature == "market":
                    buyers = [
                        {"client_type": client, "commune": place.code}
                        for place in who.communes
                        for client in said()["clients"]
                    ]
                    chosen = chance.sample(buyers, min(each, len(buyers)))
                    drawn += [
                        {**common, **buyer, "amount": part}
                        for buyer, part in _parts(amount * share / whole, chosen, chance)
                    ]
                else:
                    drawn.append({**common, "amount": round(amount * share / whole * chance.uniform(0.9, 1.1))})
        drawn += _given(who, year, chance)
    return drawn


def draw_avoided(who: Identity, chance: random.Random) -> list[Record]:
    """Draw the lines of Coûts évités; those of one group count the same people."""
    counts: dict[str, int] = {}
    drawn = []
    for number, line in enumerate(said()["avoided_costs"], 1):
        kept = {name: value for name, value in line.items() if name not in ("count", "cost")}
        count = counts.setdefault(line.get("group", str(number)), chance.randint(*line["count"]))
        low, central, high = (round(cost * chance.uniform(0.97, 1.03)) for cost in line["cost"])
        share, dead = chance.randint(15, 45), chance.randint(10, 35)
        drawn.append(
            {
                **kept, "code": f"CE-{number:02d}", "year": who.year, "count": count, "cost_low": low,
                "cost_central": central, "cost_high": high, "price_base": who.year - 1, "cost_supports": ["S-20"],
                "source_year": who.year,
                "share_low": {"typed": f"{share} %"}, "share_high": {"typed": f"{share + 30} %"},
                "deadweight_low": {"typed": f"{dead} %"}, "deadweight_high": {"typed": f"{dead + 25} %"},
                "not_counted": "Reste inventé : une aide qui continue",
            }
        )  # fmt: skip
    return drawn


def _given(who: Identity, year: int, chance: random.Random) -> list[Record]:
    rate = RATES[year - who.year]
    common = {"year": year, "nature": "non_monetary", "supports": [HOURS]}
    given = []
    for name, volunteering, hours in (
        ("Bénévolat d’action", "action", chance.randint(600, 4500)),
        ("Bénévolat de gouvernance", "governance", chance.randint(150, 700)),
    ):
        amount = round(hours * rate, 2)
        given.append(
            {
                **common, "name": name, "hours": hours, "rate": rate, "volunteering": volunteering, "amount": amount,
                "low": round(amount * 0.85), "high": round(amount * 1.25),
                "convention": said()["resources"]["convention"],
            }
        )  # fmt: skip
    lent = chance.randint(4000, 36000)
    convention = "Convention inventée : loyer demandé pour un bien comparable."
    given.append(
        {**common, "name": "Prêts de locaux", "amount": lent, "low": round(lent * 0.8), "high": round(lent * 1.2),
         "convention": convention}
    )  # fmt: skip
    return given


def _places(who: Identity, kind: str, number: int) -> list[Record]:
    if kind == "local_taxes":
        return [{"commune": who.communes[0].code}]
    if kind == "contributions":
        return [{"place": "elsewhere"}]
    named: list[Record] = [{"commune": place.code} for place in who.communes]
    named += [{"place": "in_departement"}, {"commune": who.away.code}]
    if kind == "purchases":
        named.insert(2, {"place": "unknown"})
    return named[:number]


def _parts(amount: float, among: list[Record], chance: random.Random) -> list[tuple[Record, int]]:
    """Share an amount out, the first getting most; whole euros."""
    weights = [chance.uniform(0.4, 1) / (rank + 1) for rank in range(len(among))]
    whole = sum(weights)
    return [(one, max(1, round(amount * weight / whole))) for one, weight in zip(among, weights, strict=True)]
