"""What became of a campaign: one line for each entry, as json, as csv and as the index that people open.

``campaign.csv`` has these columns: ``workbook`` (its path from the source), ``sha256``, ``state`` (made, skipped or
failed; a report that stood already is made), ``structure_id``, ``structure``, ``year``, ``fictitious`` (yes or no),
``audience``, ``lang``, ``folder`` and ``report`` (the folder of the campaign, and the name that the files of the report
share), ``formats``, ``criteria`` (those that were chosen), ``only_named`` (those with neither figure, account nor
effect yet), ``since`` (the year of the earlier report that it is compared with), ``problems`` (their codes),
``message`` (what stopped the entry). Lists are separated by a space; what an entry does not have is blank.
"""

import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

from dts_eval.criteria.definitions import criteria
from dts_eval.foundation.names import MANIFEST, RECORD, alphabetical
from dts_eval.foundation.problems import DataProblems, Problem, describe, problem
from dts_eval.presentation.campaign_index import (
    CampaignIndex,
    Coverage,
    ReportLine,
    Stopped,
    write_index,
    write_pages,
)
from dts_eval.presentation.writing import as_csv
from dts_eval.runs.entries import Entry
from dts_eval.runs.manifest import as_json, program, told, versions
from dts_eval.runs.places import Aside, Place, below, content, is_remote, names_in, put, remove, shown

INDEX = "index.html"
PAGE = re.compile(r"index-[1-9]\d{0,2}\.html")
KEPT = ("structures", "outputs", "completeness", "changes", "labels", "problems")
COLUMNS = (
    "workbook", "sha256", "state", "structure_id", "structure", "year", "fictitious", "audience", "lang", "folder",
    "report", "formats", "criteria", "only_named", "since", "problems", "message",
)  # fmt: skip


class State(StrEnum):
    """What became of an entry."""

    MADE = "made"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one entry: what is kept of the manifest of its report, or the problems that stopped it."""

    entry: Entry
    state: State
    sha256: str
    stem: str = ""
    manifest: Mapping[str, Any] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    @property
    def structure(self) -> Mapping[str, Any]:
        """The structure as the manifest names it; nothing when there is no report."""
        return next(iter(self.manifest.get("structures", ())), {})

    @property
    def completeness(self) -> Mapping[str, Mapping[str, int]]:
        """What each criterion chosen stands on, in the order of the catalogue, those of the structure last."""
        found = self._of_structure("completeness")
        order = [*criteria(), *sorted(set(found) - set(criteria()))]
        return {name: found[name] for name in order if name in found}

    @property
    def changes(self) -> Mapping[str, int]:
        """What the earlier report of the structure did not say alike; nothing when none was named."""
        return self._of_structure("changes")

    @property
    def labels(self) -> Mapping[str, str]:
        """The words of the structure for the criteria that are its own."""
        return self._of_structure("labels")

    def _of_structure(self, key: str) -> Mapping[str, Any]:
        return self.manifest.get(key, {}).get(self.structure.get("structure_id"), {})


@dataclass(frozen=True)
class Campaign:
    """What became of every entry, in the order of the paths; ``notes`` are about the list itself.

    ``synthesis`` are the files of the report on the network, when there is one.
    """

    language: str
    outcomes: tuple[Outcome, ...]
    notes: tuple[Problem, ...] = ()
    synthesis: tuple[str, ...] = ()

    @property
    def failed(self) -> tuple[Outcome, ...]:
        """The entries whose report could not be made."""
        return self.of(State.FAILED)

    def of(self, *states: State) -> tuple[Outcome, ...]:
        """Keep the entries that ended in some states."""
        return tuple(outcome for outcome in self.outcomes if outcome.state in states)


class Kept(Mapping[str, Any]):
    """What a campaign says of a report, read in its manifest each time: thousands are never held at once."""

    __slots__ = ("_aside", "_manifest")

    def __init__(self, manifest: Path, aside: Aside | None = None) -> None:
        self._manifest = str(manifest)
        self._aside = aside

    def __getitem__(self, name: str) -> Any:
        stat = os.stat(self._manifest)
        return _read(self._manifest, stat.st_mtime_ns, stat.st_size)[name]

    def __iter__(self) -> Iterator[str]:
        return iter(KEPT)

    def __len__(self) -> int:
        return len(KEPT)


@lru_cache(maxsize=2)
def _read(manifest: str, changed: int, size: int) -> Mapping[str, Any]:
    return only_kept(json.loads(Path(manifest).read_bytes()))


def only_kept(manifest: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what a campaign says of a report, out of its manifest."""
    return {name: manifest.get(name, {}) for name in KEPT}


def set_down(found: Mapping[str, Any], name: str, aside: Aside | None) -> Mapping[str, Any]:
    """Keep in a folder of this machine what is said of a report that is in a store; it is read again many times."""
    if aside is None or isinstance(found, Kept):
        return found
    path = aside.path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(as_json(found))
    return Kept(path, aside)


def earlier_outcomes(folder: Place, entries: Sequence[Entry]) -> dict[Entry, Outcome]:
    """Return what the campaign that is in a folder says of the entries that did not fail, as their reports stand.

    Raises:
        DataProblems: no campaign has ended there.
    """
    try:
        record = json.loads(content(folder / RECORD))
        lines = {(line["workbook"], *line["parameters"].values()): line for line in record["entries"]}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DataProblems([problem("campaign_absent", typed=shown(folder))]) from error
    found = {}
    names = names_in(folder, (entry.folder for entry in entries))
    for entry in entries:
        line = lines.get((entry.name, *_asked(entry).values()))
        if line and line["state"] == State.MADE:
            manifest = below(folder, entry.folder) / line["manifest"]
            if manifest.name in names[entry.folder]:
                said = only_kept(json.loads(content(manifest))) if is_remote(folder) else Kept(manifest)
                found[entry] = Outcome(entry, State.UNCHANGED, line["sha256"], line["report"], said)
    return found


def write_campaign(campaign: Campaign, folder: Place) -> None:
    """Write ``campaign.json``, ``campaign.csv``, ``index.html`` and its pages, all ready before the first is in place.

    Raises:
        DataProblems: the folder cannot be written in.
    """
    written = put(lambda: _contents(campaign), folder, last=RECORD)
    here = names_in(folder, ["."])["."]
    # A larger campaign had more pages of structures.
    left = sorted(name for name in here if PAGE.fullmatch(name) and name not in written)
    if is_remote(folder):
        remove(folder, left)
    else:
        for name in left:
            (folder / name).unlink(missing_ok=True)


def link_synthesis(campaign: Campaign, folder: Path) -> None:
    """Write the index again, with the files of the report on the network.

    Raises:
        DataProblems: the folder cannot be written in.
    """
    put(lambda: {INDEX: write_index(index_of(campaign))}, folder)


def _contents(campaign: Campaign) -> dict[str, bytes]:
    return {
        "campaign.csv": as_csv(COLUMNS, (_csv_line(outcome, campaign.language) for outcome in campaign.outcomes)),
        RECORD: campaign_json(campaign),
        **_pages(campaign),
    }


def _pages(campaign: Campaign) -> dict[str, bytes]:
    index = index_of(campaign)
    return {INDEX: write_index(index), **write_pages(index)}


def campaign_json(campaign: Campaign) -> bytes:
    """Write what became of every entry, without a clock time and without a folder of the machine."""
    return as_json(
        {
            "entries": [_entry(outcome, campaign.language) for outcome in campaign.outcomes],
            "problems": told(campaign.notes, campaign.language),
            "program": program(),
            "versions": versions(),
        }
    )


def index_of(campaign: Campaign) -> CampaignIndex:
    """Gather what the index shows: what stopped first, then the structures in the order of their names."""
    language = campaign.language
    done = campaign.of(State.MADE, State.UNCHANGED)
    return CampaignIndex(
        language=language,
        made=len(campaign.of(State.MADE)),
        unchanged=len(campaign.of(State.UNCHANGED)),
        failed=tuple(_stopped(outcome, language) for outcome in campaign.failed),
        skipped=tuple(outcome.entry.name for outcome in campaign.of(State.SKIPPED)),
        notes=tuple(describe(campaign.notes, language)),
        reports=tuple(_report(outcome, language) for outcome in sorted(done, key=_by_name)),
        synthesis=tuple((name.partition(".")[2], name) for name in campaign.synthesis),
    )


def _by_name(outcome: Outcome) -> tuple[tuple[str, str], str, int, bool, str]:
    structure, asked = outcome.structure, outcome.entry.asked
    name = alphabetical(structure["name"])
    return (name, structure["structure_id"], structure["year"], asked.audience != "internal", asked.lang)


def _stopped(outcome: Outcome, language: str) -> Stopped:
    return Stopped(outcome.entry.name, tuple(describe(outcome.problems, language)))


def _report(outcome: Outcome, language: str) -> ReportLine:
    structure, asked = outcome.structure, outcome.entry.asked
    place = "" if outcome.entry.folder == "." else f"{outcome.entry.folder}/"
    names = sorted([*outcome.manifest["outputs"], f"{outcome.stem}{MANIFEST}"])
    covered = outcome.completeness.items()
    return ReportLine(
        name=structure["name"],
        year=structure["year"],
        language=asked.lang,
        external=asked.audience == "external",
        fictitious=structure["fictitious"],
        files=tuple((name.removeprefix(f"{outcome.stem}."), place + name) for name in names),
        coverage=tuple(
            Coverage(_label(outcome, name, language), found["figures"], found["accounts"], found["effects"])
            for name, found in covered
        ),
        mentions=tuple(dict.fromkeys(found["message"] for found in outcome.manifest["problems"])),
        since=outcome.changes.get("since"),
    )


def _label(outcome: Outcome, name: str, language: str) -> str:
    known = criteria().get(name)
    return known.short(language) if known else outcome.labels.get(name, name)


def _entry(outcome: Outcome, language: str) -> dict[str, Any]:
    manifest = outcome.manifest
    return {
        "workbook": outcome.entry.name,
        "sha256": outcome.sha256,
        "parameters": _asked(outcome.entry),
        "state": _ended(outcome),
        "structure": dict(outcome.structure) or None,
        "folder": outcome.entry.folder,
        "report": outcome.stem if manifest else "",
        "manifest": f"{outcome.stem}{MANIFEST}" if manifest else "",
        "outputs": manifest.get("outputs", {}),
        "completeness": outcome.completeness,
        "changes": dict(outcome.changes),
        "labels": outcome.labels,
        "problems": manifest["problems"] if manifest else told(outcome.problems, language),
    }


def _ended(outcome: Outcome) -> State:
    """Say what became of an entry, the same whether its report was made now or by an earlier start of the command."""
    return State.MADE if outcome.state is State.UNCHANGED else outcome.state


def _asked(entry: Entry) -> dict[str, Any]:
    asked = entry.asked
    return {"audience": asked.audience, "formats": asked.formats, "lang": asked.lang, "year": asked.year}


def _csv_line(outcome: Outcome, language: str) -> tuple[object, ...]:
    structure, asked = outcome.structure, outcome.entry.asked
    codes = (found["code"] for found in _entry(outcome, language)["problems"])
    covered = outcome.completeness
    return (
        outcome.entry.name,
        outcome.sha256,
        _ended(outcome),
        structure.get("structure_id"),
        structure.get("name"),
        structure.get("year"),
        ("yes" if structure["fictitious"] else "no") if structure else "",
        asked.audience,
        asked.lang,
        outcome.entry.folder,
        outcome.stem if structure else "",
        tuple(asked.formats.split(",")),
        tuple(covered),
        tuple(name for name, found in covered.items() if not any(found.values())),
        outcome.changes.get("since"),
        tuple(dict.fromkeys(codes)),
        " ".join(describe(outcome.problems, language)),
    )
