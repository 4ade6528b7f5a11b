"""The lines about people that a figure was counted from: how many they are tells how many people there are."""

import dataclasses
import re
from collections.abc import Collection, Mapping, Sequence
from functools import cache, lru_cache

from dts_eval.disclosure.relations import Block
from dts_eval.foundation.model import Evidence, Kind, Result
from dts_eval.workbook.layout import layout

_RANGE = re.compile(r"([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?")


def block_of(result: Result, known: Mapping[str, Evidence]) -> Block | None:
    """Return the lines about people that a figure cites: their sheet, the year told, how many they are."""
    if result.kind is not Kind.FIGURE:
        return None
    people = _sheets_of_people()
    for made in (known[key] for key in result.proofs if key in known):
        if made.kind == "cells" and made.sheet in people:
            return made.sheet, result.year, _how_many(made.cell)
    return None


# Many figures are counted from the same lines.
@lru_cache(maxsize=512)
def _how_many(cells: str) -> int:
    lines: set[int] = set()
    for _, first, _, last in _RANGE.findall(cells):
        lines |= set(range(int(first), int(last or first) + 1))
    return len(lines)


@cache
def _sheets_of_people() -> frozenset[str]:
    return frozenset(sheet.title for sheet in layout().sheets if sheet.people)


def without_blocks(
    results: Sequence[Result], known: Mapping[str, Evidence], hidden: Collection[Block]
) -> tuple[list[Result], dict[str, Evidence]]:
    """Cite whole columns where the number of lines would tell a number of people.

    From the first year whose lines are not told, those of later years are not told either: where they begin would tell
    where the others end.
    """
    since = {sheet: min(year or 0 for name, year, _ in hidden if name == sheet) for sheet, *_ in hidden}
    renamed: dict[str, Evidence] = {}
    for result in results:
        if result.kind is Kind.FIGURE:
            for made in (known[key] for key in result.proofs if key in known):
                if made.kind == "cells" and made.sheet in since and (result.year or 0) >= since[made.sheet]:
                    columns = " ".join(dict.fromkeys(f"{a}:{c or a}" for a, _, c, _ in _RANGE.findall(made.cell)))
                    key = f"{made.sheet}!{columns}#{made.calculation}"
                    renamed[made.key] = dataclasses.replace(made, key=key, cell=columns)
    if not renamed:
        return list(results), dict(known)
    names = {key: made.key for key, made in renamed.items()}
    cited = [
        dataclasses.replace(result, proofs=tuple(dict.fromkeys(names.get(key, key) for key in result.proofs)))
        for result in results
    ]
    return cited, {made.key: made for made in (renamed.get(key, made) for key, made in known.items())}
