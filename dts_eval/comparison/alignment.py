"""Sets the rows of several structures side by side, by what they have in common; no sum, no order by value."""

from collections.abc import Iterable
from dataclasses import dataclass

from dts_eval.disclosure.rows import Disclosed, Row


@dataclass(frozen=True)
class Alignment:
    """Several structures in the order of their names, the criteria each kept, and the rows that can face each other.

    ``criteria`` gives, for each criterion, the structures that kept it. ``rows`` are all figures and accounts, by
    criterion, then indicator, then structure.
    """

    structures: tuple[str, ...]
    criteria: tuple[tuple[str, tuple[str, ...]], ...]
    rows: tuple[Row, ...]


def compare(several: Iterable[Disclosed]) -> Alignment:
    """Set several structures side by side, in the order of their names.

    Returns:
        The criteria each structure kept, and the rows of each. A structure that did not keep a criterion is not
        missing from it: not keeping it is a choice.
    """
    ordered = sorted(several, key=lambda item: (item.structure.name, item.structure.structure_id))
    kept: dict[str, list[str]] = {}
    for disclosed in ordered:
        for criterion in disclosed.criteria:
            if criterion.decision in ("kept", "added"):
                kept.setdefault(criterion.criterion_id, []).append(disclosed.structure.structure_id)
    rows = [row for disclosed in ordered for row in disclosed.rows if row.kind in ("figure", "account")]
    names = tuple(disclosed.structure.structure_id for disclosed in ordered)
    rows.sort(key=lambda row: (row.criterion, row.indicator, names.index(row.structure_id)))
    return Alignment(names, tuple((name, tuple(ids)) for name, ids in kept.items()), tuple(rows))
