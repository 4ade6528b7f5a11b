"""Step 4: the register of existing evidence (fiche II-2, l.2662-2666)."""

from collections.abc import Mapping

from dts_eval.foundation.model import Evaluation, Evidence, Grade, weakest
from dts_eval.workbook.proofs import cells_evidence, support_key


def supports_of(evaluation: Evaluation) -> dict[str, Evidence]:
    """Return the documents of the register by their key, each with its author, date, interest and grade.

    A document whose origin is not said counts as declared: its weight is not known.
    """
    found: dict[str, Evidence] = {}
    for record in evaluation.sheet("supports"):
        cells = cells_evidence(record, *record.cells)
        if cells is None or not record.text("code"):
            continue
        key = support_key(record.text("code"))
        note = " ".join(part for part in (record.text("code"), record.text("note")) if part)
        found[key] = Evidence(
            key=key,
            kind=record.text("kind") or "other",
            sheet=cells.sheet,
            cell=cells.cell,
            raw=record.text("title"),
            date=record.text("date"),
            author=record.text("author"),
            interest=record.text("interest"),
            consent=record.text("consent"),
            grade=record.text("grade") or Grade.DECLARED,
            note=note,
        )
    return found


def grade_of(keys: tuple[str, ...], supports: Mapping[str, Evidence]) -> str:
    """Return the grade of what a line declares: that of its documents, the weakest of several, else declared."""
    cited = tuple(supports[key].grade for key in keys if key in supports)
    return weakest(cited) or Grade.DECLARED
