"""What annexes say of a closed year, which is never their own: public funders, sales, supervising staff."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from decimal import Decimal

from dts_eval.collection.imports.annex_lines import IndicatorName, measure, names_of
from dts_eval.collection.imports.annexes import FUNDERS, INCOME, SALES, SUPERVISION, Annex
from dts_eval.collection.imports.phrases import phrase
from dts_eval.collection.imports.proposal import LeftOut, ProposedLine

Told = tuple[tuple[str, Decimal], ...]


def closed_year_lines(kept: Sequence[Annex], until: int) -> tuple[list[ProposedLine], list[LeftOut]]:
    """Propose what annexes say of each closed year, when all that speak of it say the same.

    An annex that gives nothing but zeros speaks of an activity that had not begun, or was not filled in: it is left
    out, and so are the figures on which annexes differ, for none of them is known to be the right one.
    """
    years: dict[int, list[Annex]] = defaultdict(list)
    for one in kept:
        if one.closing is not None and one.closing.year <= until:
            years[one.closing.year].append(one)
    lines: list[ProposedLine] = []
    left_out: list[LeftOut] = []
    for year in sorted(years):
        speaking = [one for one in years[year] if _says_something(one)]
        silent = [one for one in years[year] if one not in speaking]
        if silent:
            what = phrase("import_what_closed_year", year=str(year))
            left_out.append(LeftOut(what, phrase("import_why_only_zeros", n=len(silent), names=names_of(silent))))
        for indicator, told in (
            ("annex_public_funding", lambda one: _among(one, FUNDERS)),
            ("sales_revenue", lambda one: _among(one, (SALES,))),
            ("supervision_fte", lambda one: _among(one, (SUPERVISION,))),
        ):
            # A structure without anybody to supervise is one whose box was not filled in.
            filled = [one for one in speaking if indicator != "supervision_fte" or one.amounts.get(SUPERVISION)]
            made, left = _agreed(indicator, year, filled, told)
            lines += made
            left_out += left
    return lines, left_out


def _agreed(
    indicator: str, year: int, speaking: Sequence[Annex], told: Callable[[Annex], Told]
) -> tuple[list[ProposedLine], list[LeftOut]]:
    said: dict[Told, list[Annex]] = defaultdict(list)
    for one in speaking:
        if told(one):
            said[told(one)].append(one)
    names = names_of(one for some in said.values() for one in some)
    what = phrase("import_what_year", what=IndicatorName(indicator), year=str(year))
    if len(said) > 1:
        return [], [LeftOut(what, phrase("import_why_annexes_differ", names=names))]
    note = phrase("import_note_closed_year", n=len(names), names=names, year=str(year))
    lines = []
    for column, amount in next(iter(said), ()):
        funder = FUNDERS.get(column, "")
        named = phrase("import_what_year_funder", what=IndicatorName(indicator), year=str(year), funder=funder)
        breakdown = f"financeur={funder}" if funder else ""
        lines.append(measure(indicator, year, amount, note, breakdown, named if funder else what))
    return lines, []


def _among(one: Annex, columns: Sequence[str]) -> Told:
    return tuple((column, one.amounts[column]) for column in columns if column in one.amounts)


def _says_something(one: Annex) -> bool:
    return any(one.amounts.get(column) for column in (INCOME, SALES, SUPERVISION, *FUNDERS))
