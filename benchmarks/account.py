"""Writes what was measured: tables in Markdown, put between two marks of a page whose prose is written by hand."""

import re
from collections.abc import Mapping, Sequence

from benchmarks.figures import FIGURES, Figure
from benchmarks.paired import Spread, Taken, spread

VERDICTS = {"aim": "aim reached", "required": "required reached", "short": "**short**", "": "not measured"}


def account(taken: list[Taken], titles: Mapping[str, str], made_with: Mapping[str, Mapping[str, str]]) -> str:
    """Write everything that was measured."""
    parts = [_figures(taken), _ways(taken, titles), *(_said(title, said) for title, said in made_with.items())]
    return "\n\n".join(parts)


def marks(size: str) -> tuple[str, str]:
    """Return the two marks between which a page says what was measured with workbooks of a size."""
    return f"<!-- measured, {size}: begin -->", f"<!-- measured, {size}: end -->"


def put_between(page: str, text: str, size: str) -> str:
    """Put a text between the two marks of a size, in place of what stands there.

    Raises:
        ValueError: the page does not have both marks, once each and in order.
    """
    begin, end = marks(size)
    if page.count(begin) != 1 or page.count(end) != 1 or page.index(begin) > page.index(end):
        raise ValueError(f"the page must have {begin} and then {end}, once each")
    return re.sub(f"{begin}.*{end}", lambda _: f"{begin}\n\n{text}\n\n{end}", page, flags=re.DOTALL)


def table(head: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    """Write a table in Markdown."""
    rows = [head, ["---"] * len(head), *lines]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def written(value: float, shown: str) -> str:
    """Write a ratio as people read it: « 28.2× », or « 1.4 % » for a share."""
    return f"{100 * value:.1f} %" if shown == "share" else f"{value:.1f}×" if value < 100 else f"{value:.0f}×"


def _figures(taken: list[Taken]) -> str:
    lines = []
    for figure in FIGURES:
        found = figure.measured(taken)
        sign = "≥" if figure.shown == "times" else "≤"
        bounds = [f"{sign} {_limit(limit, figure)}" for limit in (figure.required, figure.aim)]
        verdict = VERDICTS[figure.verdict(found.median) if found else ""]
        lines.append([figure.name, *_spread(found, figure), *bounds, verdict])
    return table(["figure", "median", "spread", "rounds", "required", "aim", ""], lines)


def _limit(limit: float, figure: Figure) -> str:
    return f"{100 * limit:g} %" if figure.shown == "share" else f"{limit:g}×"


def _spread(found: Spread | None, figure: Figure) -> list[str]:
    if found is None:
        return ["–", "–", "–"]
    ends = f"{written(found.least, figure.shown)} to {written(found.most, figure.shown)}"
    return [f"**{written(found.median, figure.shown)}**", ends, str(found.rounds)]


def _ways(taken: list[Taken], titles: Mapping[str, str]) -> str:
    lines = []
    for name, title in titles.items():
        rounds = [one for one in taken if one.way == name]
        if rounds:
            each = spread(one.each * 1000 for one in rounds)
            ends = f"{each.least:,.0f} to {each.most:,.0f}"
            lines.append([title, f"{each.median:,.0f}", ends, str(rounds[0].reports), str(each.rounds)])
    return table(["way", "ms a report", "spread", "reports a round", "rounds"], lines)


def _said(title: str, said: Mapping[str, str]) -> str:
    return f"{title}: {', '.join(f'{name} {value}' for name, value in said.items())}."
