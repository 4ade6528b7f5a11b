"""Makes the reports of many workbooks, one after another; a failure never stops the others."""

import dataclasses
import json
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dts_eval.foundation.names import report_stem
from dts_eval.foundation.problems import DataProblems, Problem, blocking, problem
from dts_eval.runs.campaign import Campaign, Outcome, State, write_campaign
from dts_eval.runs.checking import check
from dts_eval.runs.entries import Entry, list_entries, listed_twice
from dts_eval.runs.manifest import fingerprint
from dts_eval.runs.one import run
from dts_eval.runs.parameters import Parameters, read_parameters
from dts_eval.runs.unchanged import standing

BLANK = "blank_template"
READING, MAKING = "reading", "making"
NAMED = 5
Walk = Callable[[str, tuple[Entry, ...]], Iterable[Entry]]


@dataclass(frozen=True)
class Seen:
    """What is known of an entry before anything is made: whose report it gives, under which name, or why none.

    ``standing`` is the manifest of the report in place when it need not be made again.
    """

    entry: Entry
    sha256: str = ""
    structure_id: str = ""
    stem: str = ""
    problems: tuple[Problem, ...] = ()
    standing: Mapping[str, Any] | None = None

    @property
    def is_blank(self) -> bool:
        """Whether the workbook is a blank template, which is no failure."""
        return any(found.code == BLANK for found in self.problems)


def silently(step: str, entries: tuple[Entry, ...]) -> Iterable[Entry]:
    """Walk through the entries without a word."""
    return entries


def batch(
    source: str | Path, output: str | Path = "reports", *, walk: Walk = silently, **parameters: object
) -> Campaign:
    """Make a report for each workbook of a folder, or for each line of a list, then the index of them all.

    Args:
        source: a folder, read with those below it, or a list in csv (see ``runs.entries``).
        output: the folder to write in; the folders of the source are kept in it.
        walk: goes through the entries of a step, ``reading`` or ``making``, and may show how far it is.
        **parameters: ``year``, ``lang``, ``audience``, ``formats``, for every entry that does not say its own.

    Returns:
        What became of each entry, in the order of the paths. ``campaign.json``, ``campaign.csv`` and ``index.html`` say
        the same and are written last. A report that would be the same again is not made again.

    Raises:
        DataProblems: a parameter is not one, or is for one report alone (``since``, ``outlines``, ``template``); the
            source names no workbook, or the folder cannot be written in; nothing has begun. What stops one entry is in
            its outcome.
    """
    asked = read_parameters({"workbook": "", **parameters}, Parameters)
    if asked.since:
        # One earlier report is that of one structure.
        raise DataProblems([problem("since_for_one")], asked.lang)
    if asked.outlines:
        raise DataProblems([problem("outlines_for_one")], asked.lang)
    if asked.template:
        raise DataProblems([problem("template_for_one")], asked.lang)
    folder = Path(output)
    entries, found = list_entries(Path(source), folder, asked)
    _open(folder)
    seen = [look(entry, folder / entry.folder) for entry in walk(READING, entries)]
    kept, told = _settle(seen, Path(source))
    outcomes = {one.entry: settled(one) for one in kept}
    waiting = {one.entry: one for one in kept if outcomes[one.entry] is None}
    for entry in walk(MAKING, tuple(waiting)):
        outcomes[entry] = make_entry(waiting[entry], folder / entry.folder)
    done = tuple(outcome for outcome in outcomes.values() if outcome is not None)
    campaign = Campaign(asked.lang, done, found + told)
    write_campaign(campaign, folder)
    return campaign


def look(entry: Entry, folder: Path) -> Seen:
    """Say what an entry would give, from the report in place when it is unchanged, else from its workbook."""
    if entry.problems:
        return Seen(entry, problems=entry.problems)
    asked = entry.asked
    digest = ""
    try:
        digest = fingerprint(entry.workbook) if entry.workbook.is_file() else ""
        content = standing(entry, digest, folder)
        if content is not None:
            structure = content["structures"][0]
            stem = report_stem(entry.workbook.name, structure["year"], asked.audience, asked.lang)
            return Seen(entry, digest, structure["structure_id"], stem, standing=content)
        evaluation = check(entry.workbook, asked.year, asked.audience, asked.lang)
    except Exception as error:  # whatever one workbook holds, the others go on
        return Seen(entry, digest, problems=_told(error, entry))
    structure = evaluation.structure
    stem = report_stem(entry.workbook.name, structure.year, asked.audience, asked.lang)
    stops = _placed(blocking(evaluation.problems), entry)
    return Seen(entry, digest, structure.structure_id, stem, stops)


def settled(seen: Seen) -> Outcome | None:
    """Return the outcome of an entry that needs no making; nothing when its report is still to be made."""
    if seen.is_blank:
        blank = tuple(found for found in seen.problems if found.code == BLANK)
        return Outcome(seen.entry, State.SKIPPED, seen.sha256, problems=blank)
    if seen.problems:
        return Outcome(seen.entry, State.FAILED, seen.sha256, problems=seen.problems)
    if seen.standing is not None:
        return Outcome(seen.entry, State.UNCHANGED, seen.sha256, seen.stem, seen.standing)
    return None


def make_entry(seen: Seen, folder: Path) -> Outcome:
    """Make the report of one entry, alone; what stops it is in the outcome."""
    entry, asked = seen.entry, seen.entry.asked
    try:
        made = run(
            entry.workbook, folder, year=asked.year, lang=asked.lang, audience=asked.audience, formats=asked.formats
        )
        content = json.loads(made.manifest.read_bytes())
    except Exception as error:  # whatever one workbook holds, the others go on
        return Outcome(entry, State.FAILED, seen.sha256, problems=_told(error, entry))
    return Outcome(entry, State.MADE, seen.sha256, seen.stem, content)


def _settle(seen: Iterable[Seen], source: Path) -> tuple[list[Seen], tuple[Problem, ...]]:
    """Keep each report once, and stop the workbooks that would write the same one or count a structure twice."""
    kept: list[Seen] = []
    told = []
    first: dict[tuple[Path, str, str], Seen] = {}
    for one in seen:
        same = first.setdefault((one.entry.workbook, one.entry.folder, one.stem), one)
        if one.stem and same is not one:
            told.append(listed_twice(one.entry, same.entry, source))
        else:
            kept.append(one)
    reports = _shared(kept, lambda one: f"{one.entry.folder}/{one.stem}" if one.stem else "")
    structures = _shared(kept, lambda one: one.structure_id)
    return [_stopped(one, reports.get(one.entry, ()), structures.get(one.entry, ())) for one in kept], tuple(told)


def _shared(seen: Iterable[Seen], key: Callable[[Seen], str]) -> dict[Entry, tuple[str, ...]]:
    """Name for each entry the workbooks that have the same key, when they are several."""
    found: dict[str, list[Seen]] = defaultdict(list)
    for one in seen:
        if key(one) and not one.is_blank:
            found[key(one)].append(one)
    names = {one: tuple(dict.fromkeys(other.entry.name for other in same)) for one, same in found.items()}
    return {one.entry: names[name] for name, same in found.items() for one in same if len(names[name]) > 1}


def _stopped(seen: Seen, same_report: tuple[str, ...], same_structure: tuple[str, ...]) -> Seen:
    found = []
    if same_report:
        name = f"{seen.stem}.html"
        found.append(problem("report_twice", seen.entry.name, typed=name, files=_named(same_report)))
    # A structure without an identifier has that of its file: the same name is told once.
    if same_structure and same_structure != same_report:
        files = _named(same_structure)
        found.append(problem("structure_twice", seen.entry.name, typed=seen.structure_id, files=files))
    return dataclasses.replace(seen, problems=(*found, *seen.problems)) if found else seen


def _named(files: tuple[str, ...]) -> str:
    return ", ".join((*files[:NAMED], *(["…"] if len(files) > NAMED else [])))


def _told(error: Exception, entry: Entry) -> tuple[Problem, ...]:
    if isinstance(error, DataProblems):
        return _placed(error.problems, entry)
    return (problem("entry_stopped", entry.name, typed=type(error).__name__),)


def _placed(problems: Iterable[Problem], entry: Entry) -> tuple[Problem, ...]:
    return tuple(dataclasses.replace(found, file=entry.name) for found in problems)


def _open(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise DataProblems([problem("output_not_writable", typed=str(folder))]) from error
