"""Step 1, its use: the stakes of the mandate propose stakeholders to involve (fiche II-2, l.2649)."""

from collections.abc import Iterator
from functools import cache

from dts_eval.foundation.declarations import DeclarationFaults, read_declarations
from dts_eval.foundation.model import Evaluation, Evidence, Kind, Quantity, Record, Result, Status
from dts_eval.foundation.problems import Problem, problem
from dts_eval.foundation.shipped import catalogue_file
from dts_eval.workbook.layout import layout
from dts_eval.workbook.proofs import cells_evidence


@cache
def families_by_motive() -> dict[str, tuple[str, ...]]:
    """Return the families of stakeholders that each stake calls for, in the order of the manual's stakes.

    Raises:
        DeclarationFaults: what is wrong in ``catalogue/stakeholders.yaml``, with its lines.
    """
    declared, faults = read_declarations(catalogue_file("stakeholders.yaml"))
    if faults:
        raise DeclarationFaults(faults)
    return {motive: tuple(body["families"]) for motive, body in declared.items()}


def expected_families(evaluation: Evaluation) -> tuple[str, ...]:
    """List the families that the stakes of the mandate call for and that no line of Parties prenantes names.

    Nothing is expected of a mandate that names no stake, nor of a sheet whose lines say no family.
    """
    listed = {record.text("family") for record in evaluation.sheet("stakeholders")} - {""}
    called = {family for record in _mandates(evaluation) for family in _called(record)}
    if not listed:
        return ()
    return tuple(family for family in layout().lists["family"] if family in called - listed)


def expected_facts(evaluation: Evaluation) -> Iterator[tuple[Result, Evidence]]:
    """Say each family that is expected and absent, with the stakes that call for it as its proof."""
    for record in _mandates(evaluation):
        evidence = cells_evidence(record, "motives")
        for family in expected_families(evaluation) if evidence else ():
            yield _expected(family, evidence), evidence


def expected_problems(evaluation: Evaluation) -> Iterator[Problem]:
    """Tell, as something to know, the families that nobody listed."""
    families = expected_families(evaluation)
    if families:
        words = ", ".join(layout().word("family", family, evaluation.language) for family in families)
        yield problem("stakeholder_expected", evaluation.file, layout().sheet("stakeholders").title, families=words)


def _mandates(evaluation: Evaluation) -> tuple[Record, ...]:
    return tuple(record for record in evaluation.sheet("mandate") if record.items("motives"))


def _called(record: Record) -> set[str]:
    return {family for motive in record.items("motives") for family in families_by_motive()[motive]}


def _expected(family: str, evidence: Evidence) -> Result:
    return Result(
        kind=Kind.SCOPE,
        indicator="stakeholder_expected",
        quantity=Quantity(text=family),
        status=Status.COMPUTED,
        proofs=(evidence.key,),
        breakdown=f"family={family}",
    )
