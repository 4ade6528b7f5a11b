"""Makes the reports of many workbooks, several at once; a failure never stops the others."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

from dts_eval.foundation.problems import DataProblems, problem
from dts_eval.runs import entry_work
from dts_eval.runs.campaign import Campaign, Outcome, State, earlier_outcomes, write_campaign
from dts_eval.runs.children import Lost, results
from dts_eval.runs.entries import Entry, list_entries
from dts_eval.runs.entry_work import Seen, Work, identify_each, look, outcome_of_lost, settled
from dts_eval.runs.held_folder import held, sweep
from dts_eval.runs.parameters import Parameters, read_parameters
from dts_eval.runs.settling import settle

READING, MAKING = "reading", "making"
TIME_LIMIT = 600.0
TOGETHER = 25
FOR_ONE = {"since": "since_for_one", "outlines": "outlines_for_one", "template": "template_for_one"}

# Calls a function on each thing of a list, and gives each result with the place of its thing, as they come.
Crew = Callable[[Callable[[Any, Any], Any], Sequence[Any]], Iterator[tuple[int, Any]]]


class Progress:
    """Follows a campaign; this one says nothing."""

    def begin(self, step: str, total: int) -> None:
        """Note that a step begins, with so many entries."""

    def advance(self, entry: Entry, state: State | None = None) -> None:
        """Note that an entry is done with, and what became of it once its report was to be made."""

    def end(self) -> None:
        """Note that the step is over, or is given up."""


def one_by_one(function: Callable[[Any, Any], Any], given: Sequence[Any]) -> Iterator[tuple[int, Any]]:
    """Do the work in this process, one thing after another."""
    for place, thing in enumerate(given):
        yield place, function(thing, lambda told: None)


def children(workers: int = 0, time_limit: float = TIME_LIMIT) -> Crew:
    """Do the work in processes of their own, so many at once, or as many as there are cores."""
    return partial(results, workers=workers or cores(), seconds=time_limit)


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def batch(
    source: str | Path,
    output: str | Path = "reports",
    *,
    crew: Crew = one_by_one,
    progress: Progress | None = None,
    only_failed: bool = False,
    force: bool = False,
    **parameters: object,
) -> Campaign:
    """Make a report for each workbook of a folder, or for each line of a list, then the index of them all.

    Args:
        source: a folder, read with those below it, or a list in csv (see ``runs.entries``).
        output: the folder to write in; the folders of the source are kept in it.
        crew: does the work: here, one report after another, or in ``children`` of this process.
        progress: follows the entries of each step, ``reading`` and ``making``.
        only_failed: make again only what failed in the campaign whose index is in the folder; leave the rest as it is.
        force: make every report again, even when it would be the same.
        **parameters: ``year``, ``lang``, ``audience``, ``formats``, for every entry that does not say its own.

    Returns:
        What became of each entry, in the order of the paths. ``campaign.json``, ``campaign.csv`` and ``index.html`` say
        the same and are written last. A report that would be the same again is not made again.

    Raises:
        DataProblems: a parameter is not one, or is for one report alone (``since``, ``outlines``, ``template``); the
            source names no workbook, the folder cannot be written in or another campaign holds it, or nothing says what
            failed there; nothing has begun. What stops one entry is in its outcome.
    """
    asked = read_parameters({"workbook": "", **parameters}, Parameters)
    refused = [problem(code) for name, code in FOR_ONE.items() if getattr(asked, name)]
    if refused:
        # An earlier report, outlines or a template are those of one structure.
        raise DataProblems(refused, asked.lang)
    folder, follow = Path(output), progress or Progress()
    entries, found = list_entries(Path(source), folder, asked)
    left = earlier_outcomes(folder, entries) if only_failed else {}
    with held(folder):
        places = {folder / entry.folder for entry in entries}
        _sweep(places)
        try:
            seen = _read([entry for entry in entries if entry not in left], folder, force, crew, follow)
            kept, told = settle(seen, Path(source))
            outcomes = {**left, **_make(kept, folder, crew, follow)}
        finally:
            follow.end()
            # What its children had begun, and a child of a killed campaign that lived a little longer than it.
            _sweep(places)
        done = tuple(outcomes[entry] for entry in entries if entry in outcomes)
        campaign = Campaign(asked.lang, done, found + told)
        write_campaign(campaign, folder)
    return campaign


def _sweep(places: Iterable[Path]) -> None:
    for place in places:
        sweep(place)


def _read(entries: Sequence[Entry], folder: Path, force: bool, crew: Crew, progress: Progress) -> list[Seen]:
    """Say what each entry would give; those whose report does not stand are opened, a few at once."""
    progress.begin(READING, len(entries))
    seen = {}
    for entry in entries:
        seen[entry] = look(entry, folder, force)
        if settled(seen[entry]):
            progress.advance(entry)
    opened = [one for one in seen.values() if not settled(one) and not one.problems]
    heaps = [tuple(opened[start : start + TOGETHER]) for start in range(0, len(opened), TOGETHER)]
    with closing(crew(identify_each, heaps)) as found:
        for place, given in found:
            # A heap that is lost is told by the making of its entries, one by one.
            for one in heaps[place] if isinstance(given, Lost) else given:
                seen[one.entry] = one
                progress.advance(one.entry)
    return [seen[entry] for entry in entries]


def _make(kept: Sequence[Seen], folder: Path, crew: Crew, progress: Progress) -> dict[Entry, Outcome]:
    outcomes = {one.entry: outcome for one in kept if (outcome := settled(one))}
    works = [Work(one, folder) for one in kept if one.entry not in outcomes]
    progress.begin(MAKING, len(works))
    with closing(crew(entry_work.make_report, works)) as found:
        for place, given in found:
            work = works[place]
            if isinstance(given, Lost):
                sweep(work.folder)
                given = outcome_of_lost(work, given)
            outcomes[work.seen.entry] = given
            progress.advance(work.seen.entry, given.state)
    return outcomes
