"""Sets apart the entries of a campaign that would write the same report, or count a structure twice."""

import dataclasses
from collections import defaultdict
from collections.abc import Callable, Iterable

from dts_eval.foundation.problems import Problem, problem
from dts_eval.runs.entries import Entry, listed_twice
from dts_eval.runs.entry_work import Seen
from dts_eval.runs.places import Place

NAMED = 5


def settle(seen: Iterable[Seen], source: Place) -> tuple[list[Seen], tuple[Problem, ...]]:
    """Keep each report once, and stop the workbooks that would write the same one or count a structure twice."""
    kept: list[Seen] = []
    notes = []
    first: dict[tuple[str, str, str], Seen] = {}
    for one in seen:
        same = first.setdefault((one.entry.asked.workbook, one.entry.folder, one.stem), one)
        if one.stem and same is not one:
            notes.append(listed_twice(one.entry, same.entry, source))
        else:
            kept.append(one)
    reports = _shared(kept, lambda one: f"{one.entry.folder}/{one.stem}" if one.stem else "")
    structures = _shared(kept, lambda one: one.structure_id)
    return [_stopped(one, reports.get(one.entry, ()), structures.get(one.entry, ())) for one in kept], tuple(notes)


def _shared(seen: Iterable[Seen], key: Callable[[Seen], str]) -> dict[Entry, tuple[str, ...]]:
    """Name for each entry the workbooks that have the same key, when they are several."""
    found: dict[str, list[Seen]] = defaultdict(list)
    for one in seen:
        if key(one):
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
