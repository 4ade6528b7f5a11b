"""Reads the rows of one report once, line after line, and keeps the few things that a synthesis says."""

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from dts_eval.comparison.network.members import (
    APPROXIMATE,
    HIDDEN,
    NONE,
    SEVERAL,
    SHOWN,
    UNDATED,
    Effect,
    FigureKey,
    Given,
    Voice,
)
from dts_eval.disclosure.rows import ROW_COLUMNS, keys_of
from dts_eval.foundation.model import FACTS
from dts_eval.indicators.definitions import indicators

COUNTED = frozenset({"measured", "computed"})
WITHOUT = frozenset({"not_available", "not_applicable"})
SUPPRESSED = "suppressed"
CONTESTS = "contests"
HEAD = f"{','.join(ROW_COLUMNS)}\n".encode()
AT = {name: place for place, name in enumerate(ROW_COLUMNS)}
Line = list[str]
_KIND, _YEAR, _INDICATOR, _BREAKDOWN, _TEXT = (AT[name] for name in ("kind", "year", "indicator", "breakdown", "text"))


@dataclass
class ReportRows:
    """What one report says: the words by indicator and breakdown, and its lines about the figures of the catalogue."""

    kind: str = ""
    decisions: dict[str, str] = field(default_factory=dict)
    wondered: set[str] = field(default_factory=set)
    departements: list[str] = field(default_factory=list)
    withheld_criteria: set[str] = field(default_factory=set)
    withheld_indicators: set[str] = field(default_factory=set)
    figures: dict[str, list[Line]] = field(default_factory=lambda: defaultdict(list))
    testimonies: dict[str, dict[str, Line]] = field(default_factory=lambda: defaultdict(dict))
    effects: dict[str, dict[str, Line]] = field(default_factory=lambda: defaultdict(dict))


def read_rows(content: bytes, year: int) -> ReportRows:
    """Read the rows of a report: the totals of its year, its choices, and what it tells."""
    read = ReportRows()
    lines = csv.reader(io.StringIO(content.decode("utf-8"), newline=""))
    next(lines)
    wanted, known = ("", str(year)), followed()
    for line in lines:
        kind = line[_KIND]
        if kind == "figure":
            if line[_INDICATOR] in known and not line[_BREAKDOWN] and line[_YEAR] in wanted:
                read.figures[line[_INDICATOR]].append(line)
        elif kind in ("scope", "choice"):
            _frame(read, line)
        elif kind == "account":
            read.testimonies[keys_of(line[_BREAKDOWN]).get("testimony", "")][_side(line)] = line
        elif kind == "effect" and (keys := keys_of(line[_BREAKDOWN])).get("effect") and "who" not in keys:
            read.effects[keys["effect"]][line[_INDICATOR]] = line
    return read


@cache
def followed() -> frozenset[str]:
    """Return the indicators of the catalogue that belong to a criterion and have a number."""
    return frozenset(
        name for name, known in indicators().items() if known.criterion and known.nature not in ("text", "account")
    )


def _side(line: Line) -> str:
    return "quote" if line[AT["unit"]] == "text" else line[_INDICATOR]


def _frame(read: ReportRows, line: Line) -> None:
    indicator = line[_INDICATOR]
    if indicator == "structure_kind":
        read.kind = line[_TEXT]
    elif indicator == "criterion_decision":
        read.decisions[line[AT["criterion"]] or keys_of(line[_BREAKDOWN])["criterion"]] = line[_TEXT]
    elif indicator == "criterion_unknowns":
        read.wondered.add(line[AT["criterion"]])
    elif indicator == "territory_departements":
        read.departements += line[_TEXT].split()
    elif indicator == "withheld_criterion":
        read.withheld_criteria.add(keys_of(line[_BREAKDOWN])["criterion"])
    elif indicator == "withheld_indicator":
        read.withheld_indicators.add(keys_of(line[_BREAKDOWN])["indicator"])


def figures_of(
    read: ReportRows, member: int, year: int, definitions: Mapping[str, str]
) -> Iterator[tuple[str, str, FigureKey | None, Given | None]]:
    """Say how the structure stands to each indicator that it chose or gives, and the number that it shows."""
    for name in sorted(set(read.figures) | (set(definitions) & followed())):
        lines = read.figures.get(name, [])
        dated = [line for line in lines if line[_YEAR]]
        standing, line = _standing(dated) if dated else (UNDATED if _valued(lines) else NONE, None)
        if name in read.withheld_indicators or (lines and lines[0][AT["criterion"]] in read.withheld_criteria):
            standing, line = HIDDEN, None
        if line is None:
            yield name, standing, None, None
            continue
        key = FigureKey(name, year, line[AT["unit"]], line[AT["period"]], definitions.get(name, ""))
        numerator, denominator = _number(line, "numerator"), _number(line, "denominator")
        value = _number(line, "value")
        assert value is not None
        yield name, standing, key, Given(member, value, numerator, denominator, line[AT["grade"]])


def _standing(lines: list[Line]) -> tuple[str, Line | None]:
    """Take the one number of several sources, counted before typed; where anything is hidden, nothing is taken."""
    if any(line[AT["status"]] == SUPPRESSED for line in lines):
        return HIDDEN, None
    known = [line for line in lines if line[AT["status"]] not in WITHOUT]
    if not known:
        return NONE, None
    counted = [line for line in known if line[AT["status"]] in COUNTED] or known
    said = {tuple(line[AT[name]] for name in ("value", "low", "high", "qualifier", "unit")) for line in counted}
    if len(said) > 1:
        return SEVERAL, None
    first = counted[0]
    exact = first[AT["value"]] and not first[AT["qualifier"]]
    return (SHOWN, first) if exact else (APPROXIMATE, None)


def _valued(lines: Iterable[Line]) -> bool:
    return any(line[AT["status"]] not in WITHOUT for line in lines)


def _number(line: Line, column: str) -> float | None:
    return float(line[AT[column]]) if line[AT[column]] else None


def voices_of(read: ReportRows, member: int) -> Iterator[Voice]:
    """Give the words that may be published: the person agreed to it, and the mandate does not withhold them."""
    for told in read.testimonies.values():
        quote = told.get("quote")
        if quote is None or "testimony_shared" not in told or not quote[_TEXT].strip():
            continue
        said = {name: told[name][_TEXT] if name in told else "" for name in ("testimony_speaker", "testimony_when")}
        yield Voice(
            member, quote[AT["criterion"]], quote[_TEXT].strip(), said["testimony_speaker"], said["testimony_when"],
            quote[AT["qualifier"]] == CONTESTS, quote[AT["row_id"]],
        )  # fmt: skip


def effects_of(read: ReportRows, member: int) -> Iterator[Effect]:
    """Give the effects told as facts that partners may read, with both sides; an intention is no effect yet."""
    for told in read.effects.values():
        stated = told.get("effect")
        if stated is None or "effect_shared" not in told or stated[AT["qualifier"]] not in FACTS:
            continue

        def text(side: str, told: Mapping[str, Line] = told) -> str:
            return told[f"effect_{side}"][_TEXT].strip() if f"effect_{side}" in told else ""

        yield Effect(
            member, stated[AT["criterion"]], keys_of(stated[_BREAKDOWN]).get("sense") == "negative",
            stated[_TEXT].strip(), text("recognised_by"), text("argument_for"), text("contested_by"),
            text("argument_against"), text("after_debate"), stated[AT["row_id"]],
        )  # fmt: skip
