"""Formulas on the sheet Activités, which says what the structure does and has no year but that of opening.

An activity opened after the year is left out. One without year of opening is held to be open: the sheet lists
what the structure does. One that has stopped is no longer done; the sheet does not say since when.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from dts_eval.indicators.computed import Computed, Frame
from dts_eval.indicators.formulas.lines import Line, counted, read

if TYPE_CHECKING:
    from pandas import DataFrame

COLUMNS = ("in_scope", "since", "stage")
PROJECT, STOPPED = "project", "stopped"


def needs_identified(lines: DataFrame, frame: Frame) -> tuple[Computed, ...]:
    """Count the activities of the scope that answer a need the structure puts into words.

    Unit:    activity.
    Shape:   lines of Activités in; one total out.
    Missing: an activity whose need is blank, or of which the sheet does not say if it is in the scope, counts
        in ``unknown``. None counted and some so: value empty.
    Source:  fiche II-2, l.2637.
    """
    open_now = [line for line in _of_scope(lines, frame, "need") if line["stage"] != STOPPED]
    return _count(open_now, lambda line: True if line["need"] else None)


def services_created(lines: DataFrame, frame: Frame) -> tuple[Computed, ...]:
    """Count the activities of the scope that opened in the year; a project has not opened.

    Unit:    service.
    Shape:   lines of Activités in; one total out.
    Missing: an activity without year of opening, or of which the sheet does not say if it is in the scope,
        counts in ``unknown``. None counted and some so: value empty.
    Source:  fiche I-C-1-a, l.1194.
    """
    known = [line for line in _of_scope(lines, frame) if line["stage"] != PROJECT]
    return _count(known, lambda line: None if line["since"] is None else line["since"] == frame.year)


def mixed_activities(lines: DataFrame, frame: Frame) -> tuple[Computed, ...]:
    """Count the activities of the scope in which at least two publics take part; a project has nobody yet.

    Unit:    activity.
    Shape:   lines of Activités in, publics separated by a semicolon; one total out.
    Missing: an activity whose publics are blank, or of which the sheet does not say if it is in the scope,
        counts in ``unknown``. None counted and some so: value empty.
    Source:  fiche I-A-2, l.600; fiche III-1, l.3104.
    """
    open_now = [
        line for line in _of_scope(lines, frame, "publics") if line["stage"] not in (STOPPED, PROJECT)
    ]
    return _count(open_now, _is_mixed)


def experiments(lines: DataFrame, frame: Frame) -> tuple[Computed, ...]:
    """Count the activities of the scope that are still projects.

    Unit:    project.
    Shape:   lines of Activités in; one total out.
    Missing: an activity whose stage is blank, or of which the sheet does not say if it is in the scope,
        counts in ``unknown``. None counted and some so: value empty.
    Source:  fiche I-C-2-f, l.2111.
    """
    known = _of_scope(lines, frame)
    return _count(known, lambda line: None if line["stage"] is None else line["stage"] == PROJECT)


def _of_scope(lines: DataFrame, frame: Frame, *columns: str) -> list[Line]:
    return [
        line
        for line in read(lines, *COLUMNS, *columns)
        if line["in_scope"] != "no" and (line["since"] is None or line["since"] <= frame.year)
    ]


def _count(known: list[Line], answer: Callable[[Line], bool | None]) -> tuple[Computed, ...]:
    if not known:
        return ()
    groups: dict[bool | None, list[list[Line]]] = {True: [], False: [], None: []}
    for line in known:
        groups[answer(line) if line["in_scope"] == "yes" else None].append([line])
    return (counted(groups[True], groups[False], groups[None]),)


def _is_mixed(line: Line) -> bool | None:
    if not line["publics"]:
        return None
    return len({public.strip().casefold() for public in line["publics"].split(";") if public.strip()}) >= 2
