"""Several structures at once: what each may show, kept apart, every proof named after its structure."""

import dataclasses
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from dts_eval.collection.collecting import collect
from dts_eval.criteria.choice import choose_criteria
from dts_eval.debates.effects import debate
from dts_eval.disclosure.disclosing import disclose
from dts_eval.disclosure.rows import Cited, Disclosed, Row
from dts_eval.foundation.model import Evaluation
from dts_eval.foundation.names import alphabetical
from dts_eval.foundation.problems import DataProblems, Problem, blocking, problem
from dts_eval.indicators.choice import choose_indicators
from dts_eval.measurement.measuring import measure
from dts_eval.scope.mandate import read_mandate
from dts_eval.scope.perimeter import set_scope
from dts_eval.workbook.finding import find_workbooks

FEWEST_CASES = 2
FICTITIOUS, BLANK = "fictitious", "blank"


@dataclass(frozen=True)
class LeftOut:
    """A workbook of the folder that is not compared: ``fictitious``, or ``blank``."""

    file: str
    name: str
    why: str


@dataclass(frozen=True)
class Panel:
    """Several structures in the order of their names, each with the rows and the proofs it may show.

    The number of a proof is preceded by the identifier of its structure (``iii-1:E4``), so that all rows can stand in
    one table. ``source`` is the name of the folder they come from.
    """

    source: str
    language: str
    cases: tuple[Disclosed, ...]
    left_out: tuple[LeftOut, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows, structure after structure."""
        return tuple(row for case in self.cases for row in case.rows)

    @property
    def evidence(self) -> tuple[Cited, ...]:
        """All proofs, structure after structure."""
        return tuple(cited for case in self.cases for cited in case.evidence)


def read_panel(
    folder: str | Path, year: int = 0, audience: str = "internal", lang: str = "fr", with_fictitious: bool = False
) -> Panel:
    """Read every workbook of a folder through the steps of the method, and keep what each structure may show.

    Args:
        folder: the folder of the workbooks, those below it included.
        year: the report year for all; 0 takes the year written in each workbook.
        audience: ``internal``, or ``external`` for partners.
        lang: ``fr`` or ``en``.
        with_fictitious: keep the structures that are fictitious; they are left out otherwise.

    Returns:
        The structures in the order of their names. Blank workbooks and fictitious structures are named among those
        left out. What one structure hides depends on its own workbook only.

    Raises:
        DataProblems: everything to mend in any of the workbooks, two workbooks that give the same structure, or
            fewer than two structures.
    """
    root = Path(folder)
    paths = find_workbooks(root)
    found: list[Problem] = []
    left_out: list[LeftOut] = []
    kept: list[tuple[str, Evaluation]] = []
    for path in paths:
        place = path.relative_to(root).as_posix()
        evaluation, told = _read(path, year, audience, lang)
        why = _left_out(evaluation, told, with_fictitious) if evaluation else ""
        if evaluation and why:
            left_out.append(LeftOut(place, evaluation.structure.name, why))
            continue
        found += [dataclasses.replace(one, file=place) for one in told]
        if evaluation:
            kept.append((place, evaluation))
    found += _twice(kept)
    if not blocking(found) and len(kept) < FEWEST_CASES:
        found.append(problem("panel_of_one"))
    if blocking(found):
        raise DataProblems(found, lang)
    cases = [_case(evaluation) for _, evaluation in kept]
    cases.sort(key=lambda case: (*alphabetical(case.structure.name), case.structure.structure_id))
    return Panel(root.resolve().name or "structures", lang, tuple(cases), tuple(left_out), tuple(found))


def _read(path: Path, year: int, audience: str, lang: str) -> tuple[Evaluation | None, tuple[Problem, ...]]:
    try:
        evaluation = read_mandate(path, year, audience, lang)
    except DataProblems as refused:
        return None, refused.problems
    for step in (set_scope, choose_criteria, choose_indicators, collect, debate):
        evaluation = step(evaluation)
    return evaluation, evaluation.problems


def _left_out(evaluation: Evaluation, told: Iterable[Problem], with_fictitious: bool) -> str:
    if any(one.code == "blank_template" for one in told):
        return BLANK
    return FICTITIOUS if evaluation.structure.fictitious and not with_fictitious else ""


def _twice(kept: Iterable[tuple[str, Evaluation]]) -> list[Problem]:
    files: dict[str, list[str]] = defaultdict(list)
    for place, evaluation in kept:
        files[evaluation.structure.structure_id].append(place)
    return [
        problem("structure_twice", typed=name, files=", ".join(places))
        for name, places in files.items()
        if len(places) > 1
    ]


def _case(evaluation: Evaluation) -> Disclosed:
    disclosed = disclose(measure(evaluation))
    prefix = f"{disclosed.structure.structure_id}:"
    rows = (
        dataclasses.replace(row, evidence_ids=tuple(prefix + name for name in row.evidence_ids))
        for row in disclosed.rows
    )
    evidence = (
        dataclasses.replace(cited, evidence_id=prefix + cited.evidence_id) for cited in disclosed.evidence
    )
    return dataclasses.replace(disclosed, rows=tuple(rows), evidence=tuple(evidence))
