"""Small comparisons built by hand, and large ones copied from the shipped structures; nobody here is real."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from row_samples import LOCAL, NEEDS, STRUCTURE, cited, disclosed

from dts_eval.comparison.alignment import Comparison, compare
from dts_eval.disclosure.panel import Panel, read_panel
from dts_eval.disclosure.rows import Disclosed, Row
from dts_eval.foundation.model import Criterion
from dts_eval.foundation.shipped import shipped_folder

NAMES = ("Atelier du Gué", "Le Fournil", "Les Quatre Vents")
ODD_ID = "12%41\"<é&'#·a:b"


def case(
    name: str, *rows: Row, criteria: Iterable[Criterion] = (NEEDS, LOCAL), structure_id: str = "", **said: object
) -> Disclosed:
    """What one structure discloses in a panel: its rows bear its name, its proofs bear its identifier."""
    one = structure_id or name.lower().replace(" ", "-")
    fictitious = bool(said.pop("fictitious", False))
    moved = tuple(
        replace(
            item,
            structure_id=one,
            structure=name,
            row_id=item.row_id.replace("essai/", f"{one}/", 1),
            evidence_ids=tuple(f"{one}:{evidence}" for evidence in item.evidence_ids),
        )
        for item in rows
    )
    evidence = (cited(f"{one}:E1"), cited(f"{one}:E2", "minutes", sheet="Supports", cell="A4:H4", raw="Compte rendu"))
    structure = replace(STRUCTURE, structure_id=one, name=name, fictitious=fictitious)
    known: dict[str, object] = {"structure": structure, "evidence": evidence, "file": f"{one}.xlsx"}
    return disclosed(*moved, criteria=criteria, **{**known, **said})


def compared(*cases: Disclosed, criterion: str = "", language: str = "fr", **said: object) -> Comparison:
    """The comparison of a few structures, given in the order of their names."""
    several = tuple(replace(one, language=language) for one in cases)
    return compare(Panel(**{"source": "essais", "language": language, "cases": several, **said}), criterion)


@cache
def shipped(language: str = "fr", with_fictitious: bool = False) -> Comparison:
    """The comparison of the shipped structures."""
    return compare(read_panel(shipped_folder("data_templates"), lang=language, with_fictitious=with_fictitious))


def renamed(one: Disclosed, structure_id: str, name: str) -> Disclosed:
    """The same structure under another identifier and another name."""
    before = one.structure.structure_id

    def moved(evidence: str) -> str:
        return structure_id + evidence.removeprefix(before)

    rows = tuple(
        replace(
            row,
            structure_id=structure_id,
            structure=name,
            row_id=structure_id + row.row_id.removeprefix(before),
            evidence_ids=tuple(moved(evidence) for evidence in row.evidence_ids),
        )
        for row in one.rows
    )
    evidence = tuple(replace(cell, evidence_id=moved(cell.evidence_id)) for cell in one.evidence)
    structure = replace(one.structure, structure_id=structure_id, name=name)
    return replace(one, structure=structure, rows=rows, evidence=evidence)


def many(count: int = 12) -> Comparison:
    """As many structures as asked, copied from the shipped ones."""
    cases = shipped(with_fictitious=True).cases
    copies = (
        renamed(cases[place % len(cases)], f"2130000000{place:04}", f"Structure numéro {place + 1:02}")
        for place in range(count)
    )
    return compare(replace(shipped().panel, cases=tuple(copies), left_out=()))


def oddly_named() -> Comparison:
    """The shipped structures, one of them under an identifier that a careless skin would break on."""
    panel = shipped().panel
    return compare(
        replace(panel, cases=(renamed(panel.cases[0], ODD_ID, panel.cases[0].structure.name), *panel.cases[1:]))
    )
