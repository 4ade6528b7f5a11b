"""Reads the reports of a campaign, one after the other, from its folder alone: no workbook is opened."""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dts_eval.comparison.network.members import Effect, FigureKey, Given, LeftAside, Member, Network, Voice
from dts_eval.comparison.network.report_rows import HEAD, ReportRows, effects_of, figures_of, read_rows, voices_of
from dts_eval.comparison.network.thinning import Thinned
from dts_eval.criteria.definitions import criteria
from dts_eval.foundation.names import MANIFEST, RECORD, alphabetical
from dts_eval.foundation.problems import DataProblems, Problem, problem

ROWS, PAGE = ".rows.csv", ".html"
MADE, FAILED = "made", "failed"
FEWEST_STRUCTURES = 3
FICTITIOUS, CHANGED, OTHER_VERSION = "fictitious", "changed", "other_version"


@dataclass(frozen=True)
class ReportPlace:
    """A report of the campaign: whose it is, which version, and where its files stand from the folder."""

    structure_id: str
    name: str
    year: int
    fictitious: bool
    audience: str
    language: str
    place: str

    @property
    def order(self) -> tuple[Any, ...]:
        """The order of names."""
        return (*alphabetical(self.name), self.structure_id)


@dataclass(frozen=True)
class Listed:
    """What a campaign has: one report for each structure, the workbooks that failed, and what is left aside."""

    reports: tuple[ReportPlace, ...]
    failed: tuple[str, ...]
    left_aside: tuple[LeftAside, ...]

    @property
    def fictitious(self) -> bool:
        """Whether one of the structures is invented."""
        return any(report.fictitious for report in self.reports)


def read_network(campaign: str | Path, lang: str = "fr", with_fictitious: bool = False) -> Network:
    """Read what each report of a campaign shows: its manifest and its rows, and nothing else.

    Args:
        campaign: the folder of a campaign that has ended.
        lang: ``fr`` or ``en``.
        with_fictitious: keep the structures that are fictitious; they are left out otherwise.

    Returns:
        The structures in the order of their names. What one structure hides depends on its own workbook only: a number
        that its report does not show is not read here either. A report whose rows are no longer what its manifest
        lists is left aside and said.

    Raises:
        DataProblems: the folder holds no campaign that has ended, or fewer than three structures can be covered.
    """
    folder = Path(campaign)
    listed = list_reports(folder, lang, with_fictitious)
    gathered = _Gathered()
    changed: list[ReportPlace] = []
    for report in listed.reports:
        manifest, content = _whole(folder, report) or ({}, b"")
        if manifest:
            gathered.add(report, manifest, read_rows(content, report.year))
        else:
            changed.append(report)
    found = _told(listed, changed, lang)
    return Network(
        language=lang,
        fictitious=listed.fictitious,
        members=tuple(gathered.members),
        failed=listed.failed,
        left_aside=(*listed.left_aside, *(LeftAside(report.name, CHANGED) for report in changed)),
        figures={key: tuple(given) for key, given in gathered.figures.items()},
        standings={key: dict(counts) for key, counts in gathered.standings.items()},
        quotable=dict(gathered.quotable),
        voices=tuple(sorted(gathered.voices.kept, key=lambda voice: voice.member)),
        effects=tuple(sorted(gathered.effects.kept, key=lambda effect: effect.member)),
        problems=found,
    )


def check_network(folder: Path, listed: Listed, lang: str) -> tuple[Problem, ...]:
    """Say what is to be said of the reports that a synthesis would rest on, before anything is made.

    Raises:
        DataProblems: fewer than three structures can be covered.
    """
    return _told(listed, [one for one in listed.reports if _whole(folder, one) is None], lang)


def _told(listed: Listed, changed: list[ReportPlace], lang: str) -> tuple[Problem, ...]:
    found = [problem("network_report_changed", f"{report.place}{MANIFEST}") for report in changed]
    left = [report for report in listed.reports if report not in changed]
    if len(left) < FEWEST_STRUCTURES:
        few = problem("network_too_few", count=str(len(left)), fewest=str(FEWEST_STRUCTURES))
        raise DataProblems([*found, few], lang)
    years = sorted({report.year for report in left})
    if len(years) > 1:
        found.append(problem("network_years_differ", years=", ".join(map(str, years))))
    return tuple(found)


def list_reports(folder: Path, lang: str = "fr", with_fictitious: bool = False) -> Listed:
    """List the reports that a synthesis rests on: one for each structure, in the order of names.

    Of several reports of one structure, the one for partners comes before the internal one, then the latest year, then
    the language asked for.

    Raises:
        DataProblems: no campaign has ended in the folder.
    """
    try:
        entries = json.loads((folder / RECORD).read_bytes())["entries"]
        failed = tuple(sorted({entry["workbook"] for entry in entries if entry["state"] == FAILED}))
        places = [_place(entry) for entry in entries if entry["state"] == MADE and entry["structure"]]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DataProblems([problem("network_no_campaign", typed=str(folder))], lang) from error
    left: list[LeftAside] = []
    kept: dict[str, ReportPlace] = {}
    ranked = sorted(places, key=lambda one: (one.audience == "internal", -one.year, one.language != lang, one.place))
    for one in ranked:
        if one.fictitious and not with_fictitious:
            left.append(LeftAside(one.name, FICTITIOUS))
        elif kept.setdefault(one.structure_id, one) is not one:
            left.append(LeftAside(one.name, OTHER_VERSION))
    left.sort(key=lambda one: (alphabetical(one.name), one.why))
    return Listed(tuple(sorted(kept.values(), key=lambda one: one.order)), failed, tuple(dict.fromkeys(left)))


def _place(entry: Mapping[str, Any]) -> ReportPlace:
    structure, asked = entry["structure"], entry["parameters"]
    folder = "" if entry["folder"] == "." else f"{entry['folder']}/"
    return ReportPlace(
        structure["structure_id"], structure["name"], structure["year"], structure["fictitious"], asked["audience"],
        asked["lang"], f"{folder}{entry['report']}",
    )  # fmt: skip


def _whole(folder: Path, report: ReportPlace) -> tuple[Mapping[str, Any], bytes] | None:
    """Read a report whose rows are those of its manifest; nothing when they are not, or cannot be read."""
    rows = folder / f"{report.place}{ROWS}"
    try:
        manifest = json.loads((folder / f"{report.place}{MANIFEST}").read_bytes())
        content = rows.read_bytes()
        told = manifest["structures"][0]
        listed = manifest["outputs"][rows.name] == hashlib.sha256(content).hexdigest()
        same = (told["structure_id"], told["year"]) == (report.structure_id, report.year)
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        return None
    return (manifest, content) if listed and same and content.startswith(HEAD) else None


class _Gathered:
    """What is kept of the reports already read."""

    def __init__(self) -> None:
        self.members: list[Member] = []
        self.figures: dict[FigureKey, list[Given]] = defaultdict(list)
        self.standings: dict[tuple[str, int], Counter[str]] = defaultdict(Counter)
        self.voices: Thinned[Voice] = Thinned()
        self.effects: Thinned[Effect] = Thinned()
        self.quotable: Counter[int] = Counter()

    def add(self, report: ReportPlace, manifest: Mapping[str, Any], read: ReportRows) -> None:
        place, definitions = len(self.members), manifest.get("definitions", {})
        self.members.append(_member(report, manifest, read))
        for name, standing, key, given in figures_of(read, place, report.year, definitions):
            self.standings[name, report.year][standing] += 1
            if key and given:
                self.figures[key].append(given)
        for voice in voices_of(read, place):
            if voice.criterion not in read.withheld_criteria:
                self.quotable[place] += 1
                self.voices.add((voice.criterion, voice.contests), voice)
        for effect in effects_of(read, place):
            if effect.criterion not in read.withheld_criteria:
                self.effects.add((effect.criterion, effect.contested), effect)


def _member(report: ReportPlace, manifest: Mapping[str, Any], read: ReportRows) -> Member:
    labels = manifest.get("labels", {}).get(report.structure_id, {})
    shared = {name: text for name, text in read.decisions.items() if name not in read.withheld_criteria}
    page = Path(f"{report.place}{PAGE}").name
    covered = manifest.get("completeness", {}).get(report.structure_id, {})
    return Member(
        structure_id=report.structure_id,
        name=report.name,
        kind=read.kind,
        year=report.year,
        fictitious=report.fictitious,
        place=report.place,
        page=f"{report.place}{PAGE}" if page in manifest["outputs"] else "",
        departements=tuple(dict.fromkeys(read.departements)),
        decisions=shared,
        covered={name: dict(found) for name, found in covered.items() if name in shared},
        wondered=frozenset(read.wondered & set(shared)),
        own_words={name: labels.get(name, name) for name in shared if name not in criteria()},
        kept_inside=len(set(read.decisions) - set(shared)),
    )
