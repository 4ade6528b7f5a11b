"""Formulas on who takes part, on what was debated and decided, and on what binds the structure to others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from dts_eval.indicators.computed import Computed, Frame
from dts_eval.indicators.formulas.lines import UNKNOWN, Line, counted, grouped, item, numbers, read, total, totals_by

if TYPE_CHECKING:
    from pandas import DataFrame

RESIDENTS, DEBATE, STOPPED = "residents", "debate", "stopped"


def stakeholders_by_degree(lines: DataFrame, frame: Frame) -> tuple[Computed, ...]:
    """Count the categories of stakeholders by the highest degree of participation they reached.

    Unit:    category.
    Shape:   lines of Parties prenantes in; the total of those whose degree is known, then ``degree=…`` out.
    Missing: a category whose degree is blank is counted in ``unknown``: it is in no degree. No degree known: nothing
        is said.
    Source:  fiche I-C-2-h, l.2311-2316.
    """
    known = read(lines, "degree")
    degrees = grouped(known, "degree")
    said = [line for own in degrees.values() for line in own]
    if not said:
        return ()
    silent = len(known) - len(said)
    parts = [Computed(len(degrees[degree]), numbers(degrees[degree]), f"degree={degree}") for degree in sorted(degrees)]
    return (Computed(len(said), numbers(said), unknown=silent), *parts)


def inhabitants_involved(lines: DataFrame, frame: Frame) -> tuple[Computed, ...]:
    """Add the people of the categories of residents that took part, by the highest degree they reached.

    Unit:    person.
    Shape:   lines of Parties prenantes in, those whose family is residents; the total, then ``degree=…`` out.
    Missing: a category without a number of people is counted in ``unknown``. No category of residents gives one:
        nothing is said, not 0.
    Source:  fiche I-C-2-h, l.2311-2316.
    """
    own = [line for line in read(lines, "family", "degree", "people") if line["family"] == RESIDENTS]
    if all(line["people"] is None for line in own):
        return ()
    return (total(own, "people"), *totals_by(own, "people", "degree"))


def debates_held(lines: DataFrame, frame: Frame) -> tuple[Computed, ...]:
    """Count the sessions where results were debated, from the report year on.

    Unit:    session.
    Shape:   lines of Séances in, those of the step of debate that are not dated before the year; one total out.
    Missing: a session whose step is blank is counted in ``unknown``; one without date is held to belong here. None
        counted and some so: value empty.
    Source:  fiche II-2, l.2670-2673.
    """
    known = read(lines, "step", "date")
    here = [line for line in known if line["date"] is None or line["date"].year >= frame.year]
    return _told(here, lambda line: None if line["step"] is None else line["step"] == DEBATE)


def decisions_after_debate(lines: DataFrame, frame: Frame) -> tuple[Computed, ...]:
    """Count the decisions that the debate led to.

    Unit:    decision.
    Shape:   lines of Débat in, those that are about no effect, with the codes of Effets beside; one total out.
    Missing: a line about an effect is an opinion, not a decision. No decision listed: nothing is said, not 0.
    Source:  fiche II-2, l.2678.
    """
    decided = _decisions(read(lines, "subject"), frame)
    return (Computed(len(decided), numbers(decided), unknown=0),) if decided else ()


def changes_after_debate(lines: DataFrame, frame: Frame) -> tuple[Computed, ...]:
    """Count the decisions of the debate after which something changed, in the evaluation or in the action.

    Unit:    decision.
    Shape:   lines of Débat in, those that are about no effect, with the codes of Effets beside; one total out.
    Missing: a decision of which nothing says what changed is counted in ``unknown``, not as a no. None counted and
        some so: value empty.
    Source:  fiche II-2, l.2678.
    """
    decided = _decisions(read(lines, "subject", "changed"), frame)
    return _told(decided, lambda line: True if line["changed"] else None)


def partnerships_by_relation(lines: DataFrame, frame: Frame) -> tuple[Computed, ...]:
    """Count the relations between actors that the group perceives, by their dominant nature.

    Unit:    relation.
    Shape:   lines of Relations in; the total, then ``relation=…`` out, oppositions among them.
    Missing: a relation without nature is at ``relation=unknown``. No line: nothing is said, not 0.
    Source:  fiche II-1, l.2503-2504.
    """
    known = read(lines, "nature")
    natures: dict[str, list[Line]] = {}
    for line in known:
        natures.setdefault(item(line, "nature"), []).append(line)
    parts = [Computed(len(natures[name]), numbers(natures[name]), f"relation={name}") for name in sorted(natures)]
    silent = len(natures.get(UNKNOWN, ()))
    return (Computed(len(known), numbers(known), unknown=silent), *parts) if known else ()


def experiments_stopped(lines: DataFrame, frame: Frame) -> tuple[Computed, ...]:
    """Count the projects that were stopped, among those that the structure lists.

    Unit:    project.
    Shape:   lines of Projets in; one total out.
    Missing: a project whose stage is blank is counted in ``unknown``. No project stopped: nothing is said, since a
        project given up early is often not listed.
    Source:  fiche II-2, l.2684-2688.
    """
    known = read(lines, "stage")
    if not any(line["stage"] == STOPPED for line in known):
        return ()
    return _told(known, lambda line: None if line["stage"] is None else line["stage"] == STOPPED)


def _decisions(known: list[Line], frame: Frame) -> list[Line]:
    assert frame.beside is not None
    effects = {line["code"] for line in read(frame.beside, "code")}
    return [line for line in known if line["subject"] is not None and line["subject"] not in effects]


def _told(known: Sequence[Line], answer: Callable[[Line], bool | None]) -> tuple[Computed, ...]:
    if not known:
        return ()
    groups: dict[bool | None, list[list[Line]]] = {True: [], False: [], None: []}
    for line in known:
        groups[answer(line)].append([line])
    return (counted(groups[True], groups[False], groups[None]),)
