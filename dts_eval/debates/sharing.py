"""What may be told beyond the structure: each thing that its author and the mandate agree to have published.

Why rows: a network’s synthesis reads the reports alone, and an internal report holds words that are not for it.
"""

from collections.abc import Iterable, Iterator

from dts_eval.criteria.choice import criterion_of
from dts_eval.debates.withholding import Withheld, withheld_in
from dts_eval.foundation.model import Evaluation, Kind, Quantity, Record, Result, Status
from dts_eval.scope.facts import Fact, line_evidence, text_fact

PUBLIC = "public"


def sharing_facts(evaluation: Evaluation, shown: Iterable[Record]) -> Iterator[Fact | None]:
    """Say which testimonies and effects may be published, and which criteria and indicators partners do not read.

    A testimony is published when the person agreed to it; an effect when it may stand in a version for partners; none
    when its criterion, or itself, is withheld by the mandate.
    """
    withheld = withheld_in(evaluation)
    for record in evaluation.sheet("testimonies"):
        year = record.number("year")
        in_time = year is None or year <= evaluation.structure.year
        if in_time and record["consent"] == PUBLIC and not _is_withheld(record, evaluation, withheld):
            yield _shared(record, "quote", "testimony", Kind.ACCOUNT)
    for record in shown:
        if for_partners(record) and record.text("code") not in withheld.effects:
            if not _is_withheld(record, evaluation, withheld):
                yield _shared(record, "effect", "effect", Kind.EFFECT)
    for record in evaluation.sheet("mandate")[:1]:
        for name in sorted(withheld.criteria):
            yield text_fact(record, "withheld", "withheld_criterion", breakdown=f"criterion={name}")
        for name in sorted(withheld.indicators):
            yield text_fact(record, "withheld", "withheld_indicator", breakdown=f"indicator={name}")


def for_partners(record: Record) -> bool:
    """Whether an effect may stand in a version for partners: contracted or funded, unless the structure says itself."""
    return record["external"] == "yes" or (record["contracted"] == "yes" and record["external"] != "no")


def _is_withheld(record: Record, evaluation: Evaluation, withheld: Withheld) -> bool:
    text = record.text("criterion")
    return bool(text) and criterion_of(text, evaluation.criteria) in withheld.criteria


def _shared(record: Record, column: str, thing: str, kind: Kind) -> Fact | None:
    evidence = line_evidence(record, column)
    code = record.text("code")
    if evidence is None or not (code and record.text(column)):
        return None
    result = Result(
        kind=kind, indicator=f"{thing}_shared", breakdown=f"{thing}={code}", status=Status.DECLARED,
        proofs=(evidence.key,), quantity=Quantity(text=code),
    )  # fmt: skip
    return result, evidence
