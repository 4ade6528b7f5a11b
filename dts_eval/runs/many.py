"""Makes the reports of many workbooks, several at once; a failure never stops the others."""

import dataclasses
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from dts_eval.foundation.problems import DataProblems, problem
from dts_eval.presentation.skins.shared_files import FOLDER, INLINE, SHARED
from dts_eval.runs import entry_work
from dts_eval.runs.campaign import Campaign, Outcome, State, earlier_outcomes, set_down, write_campaign
from dts_eval.runs.children import Lost, results
from dts_eval.runs.earlier_reports import Earlier, earlier_reports
from dts_eval.runs.entries import Entry, list_entries
from dts_eval.runs.entry_work import Seen, Work, identify_each, look, outcome_of_lost, settled
from dts_eval.runs.held_folder import held, sweep
from dts_eval.runs.parameters import Parameters, read_parameters
from dts_eval.runs.places import AT_ONCE, Aside, Place, is_remote, names_in, noted, place_of, remove
from dts_eval.runs.settling import settle
from dts_eval.runs.sharing import refer, refused, share

READING, MAKING = "reading", "making"
TIME_LIMIT = 600.0
TOGETHER = 25
FOR_ONE = {"outlines": "outlines_for_one", "template": "template_for_one"}

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
    assets: str = INLINE,
    **parameters: object,
) -> Campaign:
    """Make a report for each workbook of a folder, or for each line of a list, then the index of them all.

    Args:
        source: a folder, read with those below it, or a list in csv (see ``runs.entries``); here, or in a store.
        output: the folder to write in; the folders of the source are kept in it. Its address puts it in a store.
        crew: does the work: here, one report after another, or in ``children`` of this process.
        progress: follows the entries of each step, ``reading`` and ``making``.
        only_failed: make again only what failed in the campaign whose index is in the folder; leave the rest as it is.
        force: make every report again, even when it would be the same.
        assets: ``inline``, each page holds all that it needs; ``shared``, what all have in common (style, fonts,
            scripts) is written once in the folder ``assets`` of the campaign, and a page is read beside it.
        **parameters: ``year``, ``lang``, ``audience``, ``formats``, for every entry that does not say its own;
            ``since``, the folder of an earlier campaign: each report is compared with that of its structure there.

    Returns:
        What became of each entry, in the order of the paths. ``campaign.json``, ``campaign.csv`` and ``index.html`` say
        the same and are written last. A report that would be the same again is not made again.

    Raises:
        DataProblems: a parameter is not one, or is for one report alone (``outlines``, ``template``); the source
            names no workbook, the folder cannot be written in or another campaign holds it, or nothing says what
            failed there; a store cannot be reached; nothing has begun. What stops one entry is in its outcome.
    """
    asked = read_parameters({"workbook": "", **parameters}, Parameters)
    # Outlines or a template are those of one structure.
    wrong = [problem(code) for name, code in FOR_ONE.items() if getattr(asked, name)] + refused(assets)
    if wrong:
        raise DataProblems(wrong, asked.lang)
    earlier, asked = earlier_reports(asked.since), dataclasses.replace(asked, since="")
    given, folder, follow = place_of(source), place_of(output), progress or Progress()
    entries, found = list_entries(given, folder, asked)
    entries = refer(entries, assets)
    left = earlier_outcomes(folder, entries) if only_failed else {}
    with _ours(folder) as aside:
        below_it = (".", FOLDER, *(entry.folder for entry in entries))
        places = set() if is_remote(folder) else {folder / one for one in below_it}
        _sweep(places)
        left = {entry: _set_down(outcome, aside) for entry, outcome in left.items()}
        if assets == SHARED:
            share(folder)
        names = names_in(folder, (entry.folder for entry in entries))
        try:
            looked = partial(_look, folder=folder, force=force, names=names, earlier=earlier)
            seen = _read([entry for entry in entries if entry not in left], looked, crew, follow, aside)
            kept, told = settle([_compared(one, earlier) for one in seen], given)
            outcomes = {**left, **_make(kept, folder, crew, follow, aside)}
        finally:
            follow.end()
            # What its children had begun, and a child of a killed campaign that lived a little longer than it.
            _sweep(places)
        done = tuple(outcomes[entry] for entry in entries if entry in outcomes)
        if is_remote(folder):
            remove(folder, _failed_before(done, names))
        campaign = Campaign(asked.lang, done, found + told)
        write_campaign(campaign, folder)
    return campaign


@contextmanager
def _ours(folder: Place) -> Iterator[Aside | None]:
    """Keep a folder to oneself; for one that is in a store, give a folder of this machine to put things aside."""
    if is_remote(folder):
        with noted(folder):
            yield Aside()
    else:
        with held(folder):
            yield None


def _failed_before(done: Iterable[Outcome], names: Mapping[str, Collection[str]]) -> Iterator[str]:
    """Name the notebooks that failed once, and whose report is there now."""
    for outcome in done:
        name = f"{outcome.stem}.failed.ipynb"
        if outcome.stem and name in names[outcome.entry.folder]:
            yield f"{outcome.entry.folder}/{name}".removeprefix("./")


def _set_down(outcome: Outcome, aside: Aside | None) -> Outcome:
    if aside is None or not outcome.manifest:
        return outcome
    return dataclasses.replace(outcome, manifest=set_down(outcome.manifest, _aside(outcome), aside))


def _aside(one: Seen | Outcome) -> str:
    return f"{one.entry.folder}/{one.stem}.json"


def _sweep(places: Iterable[Path]) -> None:
    for place in places:
        sweep(place)


def _compared(seen: Seen, earlier: Earlier) -> Seen:
    manifest = earlier.get((seen.structure_id, seen.entry.asked.audience))
    return dataclasses.replace(seen, since=str(manifest)) if manifest else seen


def _look(
    entries: Sequence[Entry], folder: Place, force: bool, names: Mapping[str, Collection[str]], earlier: Earlier
) -> Iterator[Seen]:
    """Look at each entry; what is in a store takes its time to come, and several are asked for at once."""

    def one(entry: Entry) -> Seen:
        return look(entry, folder, force, names[entry.folder], earlier)

    if is_remote(folder) or any(is_remote(entry.asked.workbook) for entry in entries):
        with ThreadPoolExecutor(AT_ONCE) as pool:
            yield from pool.map(one, entries)
    else:
        yield from map(one, entries)


def _read(
    entries: Sequence[Entry], looked: Callable[[Sequence[Entry]], Iterable[Seen]], crew: Crew, progress: Progress,
    aside: Aside | None,
) -> list[Seen]:  # fmt: skip
    """Say what each entry would give; those whose report does not stand are opened, a few at once."""
    progress.begin(READING, len(entries))
    seen = {}
    for one in looked(entries):
        if one.standing is not None:
            one = dataclasses.replace(one, standing=set_down(one.standing, _aside(one), aside))
        seen[one.entry] = one
        if settled(one):
            progress.advance(one.entry)
    opened = [one for one in seen.values() if not settled(one) and not one.problems]
    heaps = [tuple(opened[start : start + TOGETHER]) for start in range(0, len(opened), TOGETHER)]
    with closing(crew(identify_each, heaps)) as found:
        for place, given in found:
            # A heap that is lost is told by the making of its entries, one by one.
            for one in heaps[place] if isinstance(given, Lost) else given:
                seen[one.entry] = one
                progress.advance(one.entry)
    return [seen[entry] for entry in entries]


def _make(
    kept: Sequence[Seen], folder: Place, crew: Crew, progress: Progress, aside: Aside | None
) -> dict[Entry, Outcome]:
    outcomes = {one.entry: outcome for one in kept if (outcome := settled(one))}
    works = [Work(one, str(folder)) for one in kept if one.entry not in outcomes]
    progress.begin(MAKING, len(works))
    with closing(crew(entry_work.make_report, works)) as found:
        for place, given in found:
            work = works[place]
            if isinstance(given, Lost):
                if aside is None:
                    sweep(work.folder)
                given = outcome_of_lost(work, given)
            # What came from another process holds copies: of thousands, only ours are kept.
            given = dataclasses.replace(given, entry=work.seen.entry, sha256=work.seen.sha256)
            outcomes[work.seen.entry] = _set_down(given, aside)
            progress.advance(work.seen.entry, given.state)
    return outcomes
