"""What is done for one entry of a campaign, each step alone with the entry, so that it can be done in any process."""

import dataclasses
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dts_eval.foundation.names import MANIFEST, report_stem
from dts_eval.foundation.problems import DataProblems, Problem, blocking, problem
from dts_eval.runs.campaign import Kept, Outcome, State, only_kept
from dts_eval.runs.checking import check
from dts_eval.runs.children import Lost, Tell
from dts_eval.runs.earlier_reports import NONE, Earlier
from dts_eval.runs.entries import Entry
from dts_eval.runs.making import Made
from dts_eval.runs.one import run
from dts_eval.runs.places import LOG, Place, at_hand, below, digest, is_remote, place_of, scratch, send
from dts_eval.runs.unchanged import standing
from dts_eval.scope.mandate import identify

BLANK = "blank_template"


@dataclass(frozen=True)
class Seen:
    """What is known of an entry before anything is made: whose report it gives, under which name, or why none.

    ``standing`` is what the campaign keeps of the report in place when it need not be made again; ``since`` the path of
    the manifest of the earlier report that the new one is compared with.
    """

    entry: Entry
    sha256: str = ""
    structure_id: str = ""
    stem: str = ""
    problems: tuple[Problem, ...] = ()
    standing: Mapping[str, Any] | None = None
    since: str = ""


@dataclass(frozen=True)
class Work:
    """A report to make: what was seen of its entry, and the folder of the campaign, by its path or its address.

    A store is opened where the work is done: what is open does not go from one process to another.
    """

    seen: Seen
    output: str

    @property
    def folder(self) -> Place:
        """The folder where the report goes."""
        return below(place_of(self.output), self.seen.entry.folder)


def look(
    entry: Entry, output: Place, force: bool = False, names: Collection[str] | None = None, earlier: Earlier = NONE
) -> Seen:
    """Say what an entry would give, from the report in place when it is unchanged; its workbook is not opened.

    ``names`` are the files of the folder of its report, when they are known already.
    """
    if entry.problems:
        return Seen(entry, problems=entry.problems)
    try:
        sha256 = digest(entry.workbook)
        content = None if force else standing(entry, sha256, below(output, entry.folder), names, earlier)
    except Exception as error:  # whatever one workbook holds, the others go on
        return Seen(entry, problems=told(error, entry))
    if content is None:
        return Seen(entry, sha256)
    structure = content["structures"][0]
    stem = _stem(entry, structure["year"])
    found = only_kept(content) if is_remote(output) else Kept(output / entry.folder / f"{stem}{MANIFEST}")
    return Seen(entry, sha256, structure["structure_id"], stem, standing=found)


def identify_each(seen: tuple[Seen, ...], tell: Tell) -> tuple[Seen, ...]:
    """Say whose workbook each entry has, from its sheet Structure alone."""
    return tuple(map(_identified, seen))


def _identified(seen: Seen) -> Seen:
    entry = seen.entry
    try:
        with at_hand(entry.workbook) as workbook:
            structure = identify(workbook, entry.asked.year)
    except Exception as error:  # whatever one workbook holds, the others go on
        return dataclasses.replace(seen, problems=told(error, entry))
    # Without a year nothing can be made: the full reading says what lacks.
    if structure is None or not structure.year:
        return seen
    return dataclasses.replace(seen, structure_id=structure.structure_id, stem=_stem(entry, structure.year))


def make_report(work: Work, tell: Tell) -> Outcome:
    """Make the report of one entry; what stops it is in the outcome, with all that its workbook has to mend."""
    seen, entry = work.seen, work.seen.entry
    if seen.problems:
        return _failed(seen, (*seen.problems, *_to_mend(entry)))
    try:
        with at_hand(entry.workbook) as workbook:
            if is_remote(work.output):
                return _made_away(work, workbook)
            made = _made(workbook, work.folder, seen)
    except Exception as error:  # whatever one workbook holds, the others go on
        return _failed(seen, told(error, entry))
    return _outcome(seen, made)


def _made(workbook: Path, folder: Path, seen: Seen) -> Made:
    asked = seen.entry.asked
    return run(
        workbook, folder, year=asked.year, lang=asked.lang, audience=asked.audience, formats=asked.formats,
        since=seen.since, assets=asked.assets,
    )  # fmt: skip


def _made_away(work: Work, workbook: Path) -> Outcome:
    """Make a report on this machine, then put it in the store, its manifest last; nothing of it stays here."""
    with scratch() as here:
        folder = work.folder
        try:
            made = _made(workbook, here, work.seen)
        except DataProblems:
            # The notebook that failed is left to look at, as in a folder.
            for left in here.glob("*.failed.ipynb"):
                send([left], folder)
            raise
        others = (file for file in here.iterdir() if file.name not in (LOG, made.manifest.name))
        send([*sorted(others), made.manifest], folder)
        return _outcome(work.seen, made, json.loads(made.manifest.read_bytes()))


def _outcome(seen: Seen, made: Made, content: Mapping[str, Any] | None = None) -> Outcome:
    stem = made.manifest.name.removesuffix(MANIFEST)
    return Outcome(seen.entry, State.MADE, seen.sha256, stem, only_kept(content) if content else Kept(made.manifest))


def outcome_of_lost(work: Work, lost: Lost) -> Outcome:
    """Say what became of an entry whose process gave nothing."""
    entry = work.seen.entry
    if lost.late:
        found = problem("entry_late", entry.name, typed=f"{lost.seconds:g}")
    else:
        found = problem("entry_died", entry.name, typed=str(lost.code))
    return _failed(work.seen, (found,))


def settled(seen: Seen) -> Outcome | None:
    """Return the outcome of an entry that needs no making; nothing when its report is still to be made."""
    if seen.standing is not None and not seen.problems:
        return Outcome(seen.entry, State.UNCHANGED, seen.sha256, seen.stem, seen.standing)
    return None


def told(error: Exception, entry: Entry) -> tuple[Problem, ...]:
    """Say what stopped an entry, in the words of its own problems when it has some."""
    if isinstance(error, DataProblems):
        stops = blocking(error.problems) or error.problems
        return tuple(dataclasses.replace(found, file=entry.name) for found in stops)
    return (problem("entry_stopped", entry.name, typed=type(error).__name__),)


def _stem(entry: Entry, year: int) -> str:
    return report_stem(entry.workbook.name, year, entry.asked.audience, entry.asked.lang)


def _failed(seen: Seen, found: Iterable[Problem]) -> Outcome:
    problems = tuple(dict.fromkeys(found))
    blank = tuple(one for one in problems if one.code == BLANK)
    if blank:
        return Outcome(seen.entry, State.SKIPPED, seen.sha256, problems=blank)
    return Outcome(seen.entry, State.FAILED, seen.sha256, problems=problems)


def _to_mend(entry: Entry) -> tuple[Problem, ...]:
    """Read the whole workbook of an entry that is stopped already: all that is to be mended is told at once."""
    asked = entry.asked
    if entry.problems:
        return ()
    try:
        with at_hand(entry.workbook) as workbook:
            found = blocking(check(workbook, asked.year, asked.audience, asked.lang).problems)
    except Exception as error:
        return told(error, entry)
    return tuple(dataclasses.replace(one, file=entry.name) for one in found)
