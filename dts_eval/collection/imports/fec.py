"""The accounting file FEC: what the year's accounts give to the sheets Dépenses and Ressources, in sums only."""

import datetime
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import TypeVar

from dts_eval.collection.imports.accounts import Chart, chart_of
from dts_eval.collection.imports.flows import Flow, Flows, flows_of
from dts_eval.collection.imports.ledger import TELLING, Ledger, read_ledger
from dts_eval.collection.imports.phrases import Measured, Phrase, phrase
from dts_eval.collection.imports.proposal import LeftOut, Origin, Proposal, ProposedLine, Request
from dts_eval.collection.imports.sniffing import Source
from dts_eval.collection.imports.suppliers import read_suppliers
from dts_eval.foundation.language import format_day
from dts_eval.foundation.problems import DataProblems, Problem, problem
from dts_eval.scope.territories import place_of

FRENCH, EURO = "fr", "euro"
SHORT = datetime.timedelta(days=31)
LONGEST = datetime.timedelta(days=366)
Read = TypeVar("Read")
_CLOSING = re.compile(r"FEC(\d{4})(\d{2})(\d{2})", re.I)


def recognises(source: Source) -> bool:
    """Whether a file is an accounting file, by its titles."""
    return source.header(TELLING) is not None


def propose(source: Source, request: Request) -> Proposal:
    """Propose the expenses and the resources of one year, added up by group of accounts and by commune.

    The year is that in which it closes: by the name of the file when it gives it, else by the last entry. No line, no
    label and no third party is kept.

    Raises:
        DataProblems: the file, or a table given beside it, cannot be read.
    """
    found: list[Problem] = []
    chart = _gathered(found, lambda: chart_of(request.accounts), chart_of(None))
    communes = _gathered(found, lambda: read_suppliers(request.suppliers), {}) if request.suppliers else {}
    ledger = _gathered(found, lambda: read_ledger(source), Ledger((), ()))
    found += ledger.problems
    if any(one.blocks for one in found):
        raise DataProblems(found)
    flows = flows_of(ledger.movements, chart, communes)
    if flows is None:
        raise DataProblems([*found, problem("import_rows_none", source.name)])
    end = _closing_day(source.name) or flows.end
    found += _doubts(flows, end, source.name)
    year = end.year
    later = year > request.year
    lines = () if later else tuple(_lines(flows, year))
    left_out = [LeftOut(phrase("import_what_year_of_accounts", year=str(year)), phrase("import_why_year_later"))]
    return Proposal(
        _origin(source, flows, end, len(ledger.movements), chart),
        lines,
        tuple(left_out) if later else tuple(_left_out(flows)),
        tuple(_notes(flows, bool(communes))),
        tuple(found),
    )


def _gathered(found: list[Problem], read: Callable[[], Read], otherwise: Read) -> Read:
    try:
        return read()
    except DataProblems as refused:
        found += refused.problems
        return otherwise


def _lines(flows: Flows, year: int) -> Iterator[ProposedLine]:
    for flow in flows.each:
        if not flow.group.sheet or flow.amount <= 0:
            continue
        name = _named(flow)
        values: dict[str, str | int | float] = {"name": name.said(FRENCH), "year": year, "amount": float(flow.amount)}
        if flow.group.sheet == "expenses":
            values |= {"kind": flow.group.kind} | ({"commune": flow.commune} if flow.commune else {})
            there = phrase("import_note_debits_there", commune=flow.commune)
            why = there if flow.commune else phrase("import_note_debits")
        else:
            values |= {"nature": flow.group.kind}
            why = phrase("import_note_credits")
            if flow.group.kind == "non_monetary":
                values["convention"] = phrase("import_convention_of_accounts").said(FRENCH)
        yield ProposedLine(flow.group.sheet, values, name, Measured(flow.amount, EURO), why)


def _named(flow: Flow) -> Phrase:
    named = phrase("import_accounts", label=flow.group.label, accounts=flow.accounts)
    return phrase("import_accounts_in_commune", what=named, commune=_commune(flow)) if flow.commune else named


def _commune(flow: Flow) -> str:
    place = place_of("commune", flow.commune)
    return place.name if place else flow.commune


def _left_out(flows: Flows) -> Iterator[LeftOut]:
    for flow in flows.each:
        what = phrase("import_what_amount", what=_named(flow), amount=Measured(flow.amount, EURO))
        if flow.group.reason is not None and flow.amount:
            yield LeftOut(what, flow.group.reason)
        elif flow.amount < 0:
            yield LeftOut(what, phrase("import_why_negative"))
    for start, amount in flows.ungrouped.items():
        what = phrase("import_what_ungrouped", account=start, amount=Measured(amount, EURO))
        yield LeftOut(what, phrase("import_why_ungrouped"))


def _notes(flows: Flows, has_places: bool) -> Iterator[Phrase]:
    yield phrase("import_note_result", **_totals(flows))
    yield phrase("import_note_places" if has_places else "import_note_no_places")
    yield phrase("import_note_chart")


def _totals(flows: Flows) -> dict[str, object]:
    amounts = {"income": flows.income, "expenses": flows.expenses, "result": flows.result}
    return {name: Measured(amount, EURO) for name, amount in amounts.items()}


def _doubts(flows: Flows, end: datetime.date, file: str) -> Iterator[Problem]:
    if abs(end - flows.end) > SHORT:
        yield problem("import_closing_differs", file, named=_day(end), found=_day(flows.end))
    if flows.end - flows.start > LONGEST:
        yield problem("import_period_long", file, start=_day(flows.start), end=_day(flows.end))
    if flows.closed_result is not None and flows.closed_result != flows.result:
        yield problem("import_result_differs", file, gap=_euros(abs(flows.closed_result - flows.result)))
    used, received = flows.in_kind
    if used != received:
        yield problem("import_in_kind_differs", file, gap=_euros(abs(used - received)))


def _closing_day(name: str) -> datetime.date | None:
    match = _CLOSING.search(name)
    try:
        return datetime.date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


def _day(day: datetime.date) -> str:
    return f"{day:%d/%m/%Y}"


def _euros(amount: Decimal) -> str:
    return Measured(amount, EURO).said(FRENCH)


def _origin(source: Source, flows: Flows, end: datetime.date, count: int, chart: Chart) -> Origin:
    aside = [flow for flow in flows.each if not flow.group.sheet and flow.amount]
    named = tuple(phrase("import_amount_of", what=_named(one), amount=Measured(one.amount, EURO)) for one in aside)
    values = {
        "start": flows.start,
        "end": flows.end,
        "n": count,
        **_totals(flows),
        "chart": phrase("import_own_chart" if chart.is_own else "import_shipped_chart"),
    }
    key = "import_note_fec_with_left_out" if named else "import_note_fec"
    return Origin(
        source.name,
        source.fingerprint,
        phrase("import_title_fec"),
        phrase("import_author_fec"),
        phrase(key, **values, **({"aside": named} if named else {})),
        kind="accounts",
        date=format_day(end, FRENCH),
    )
