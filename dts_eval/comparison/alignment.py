"""Sets several structures side by side, by the criteria they kept; no sum, no mean, no order by value."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dts_eval.comparison.portrait import PortraitTable, portrait
from dts_eval.criteria.choice import criterion_of
from dts_eval.criteria.definitions import criteria
from dts_eval.disclosure.panel import Panel
from dts_eval.disclosure.rows import Disclosed
from dts_eval.foundation.model import Criterion
from dts_eval.foundation.names import alphabetical
from dts_eval.foundation.problems import DataProblems, Problem, problem

KEPT = ("kept", "added")
TOLD = frozenset({"account", "effect"})
FEWEST_TO_SHARE = 2


@dataclass(frozen=True)
class Held:
    """A criterion, the structures that kept it and those that set it aside; the others did not speak of it."""

    criterion: Criterion
    kept_by: tuple[str, ...]
    rejected_by: tuple[str, ...]

    @property
    def shared(self) -> bool:
        """Whether at least two structures can be looked at from this angle."""
        return len(self.kept_by) >= FEWEST_TO_SHARE


@dataclass(frozen=True)
class Comparison:
    """Several structures in the order of their names, facing each other by criterion.

    ``criteria`` come in the manual's order, local ones last. ``portraits`` are the kinds of proof each structure has,
    by its identifier. ``chosen`` is the criterion whose accounts stand side by side, empty when none is shared.
    """

    panel: Panel
    criteria: tuple[Held, ...]
    portraits: Mapping[str, PortraitTable]
    chosen: str
    problems: tuple[Problem, ...]

    @property
    def cases(self) -> tuple[Disclosed, ...]:
        """The structures compared, in the order of their names."""
        return self.panel.cases

    def held(self, criterion_id: str) -> Held:
        """Return who holds a criterion."""
        return next(held for held in self.criteria if held.criterion.criterion_id == criterion_id)


def compare(panel: Panel, criterion: str = "") -> Comparison:
    """Set several structures side by side, in the order of their names.

    Args:
        panel: the structures, each with what it may show.
        criterion: the criterion whose accounts are set side by side, by its name in French, in English or in the
            code; when nothing is said, the first for which the most structures have something to tell.

    Returns:
        The criteria, who kept each, and the kinds of proof each structure has. A structure that did not keep a
        criterion is not missing from it: not keeping it is a choice.

    Raises:
        DataProblems: structures share criteria, and the one asked for is not among them.
    """
    held = _held(panel)
    shared = [item for item in held if item.shared]
    found = () if shared else (problem("no_criterion_shared"),)
    chosen = _chosen(criterion, shared, panel) if shared else ""
    portraits = {case.structure.structure_id: portrait(case) for case in panel.cases}
    return Comparison(panel, held, portraits, chosen, panel.problems + found)


def _held(panel: Panel) -> tuple[Held, ...]:
    found: dict[str, Criterion] = {}
    decided: dict[tuple[str, str], str] = {}
    for case in panel.cases:
        for item in case.criteria:
            found.setdefault(item.criterion_id, item)
            decided[item.criterion_id, case.structure.structure_id] = item.decision
    order = list(criteria())
    places = {name: order.index(name) if name in order else len(order) for name in found}
    names = sorted(found, key=lambda name: (places[name], *alphabetical(found[name].label)))

    def who(name: str, decisions: tuple[str, ...]) -> tuple[str, ...]:
        ids = (case.structure.structure_id for case in panel.cases)
        return tuple(one for one in ids if decided.get((name, one)) in decisions)

    return tuple(Held(found[name], who(name, KEPT), who(name, ("rejected",))) for name in names)


def _chosen(criterion: str, shared: Sequence[Held], panel: Panel) -> str:
    if not criterion:
        return max(shared, key=lambda held: _tellers(held, panel)).criterion.criterion_id
    wanted = criterion_of(criterion, tuple(held.criterion for held in shared))
    if wanted not in (held.criterion.criterion_id for held in shared):
        names = ", ".join(held.criterion.short for held in shared)
        raise DataProblems([problem("parameter_criterion", typed=criterion, known=names)], panel.language)
    return wanted


def _tellers(held: Held, panel: Panel) -> int:
    return sum(
        any(row.kind in TOLD and row.criterion == held.criterion.criterion_id for row in case.rows)
        for case in panel.cases
        if case.structure.structure_id in held.kept_by
    )
