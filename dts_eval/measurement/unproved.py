"""Evidence that no claim uses, and claims that no document backs (fiche II-2, l.2662-2666)."""

from collections.abc import Iterable

from dts_eval.collection.register import supports_of
from dts_eval.foundation.model import FACTS, Evaluation, Evidence, Kind, Quantity, Result, Status
from dts_eval.workbook.proofs import cells_evidence, support_key

Proved = tuple[Result, tuple[Evidence, ...]]


def unused_supports(evaluation: Evaluation, results: Iterable[Result]) -> list[Proved]:
    """List the documents of the register that back nothing in this report, by their title."""
    cited = {key for result in results for key in result.proofs}
    found = []
    for record in evaluation.sheet("supports"):
        code = record.text("code")
        evidence = cells_evidence(record, "code", "title")
        if code and evidence and support_key(code) not in cited:
            found.append(_said("support_unused", record.text("title"), f"support={code}", evidence))
    return found


def claims_without_document(evaluation: Evaluation, results: Iterable[Result]) -> list[Proved]:
    """List the effects told as facts and the figures typed that cite no document of the register.

    Their cells are their only proof: what is said there is declared, and nothing outside the workbook backs it.
    """
    known = supports_of(evaluation)
    told = []
    for result in results:
        alone = not any(key in known for key in result.proofs)
        claims = _is_effect(result) or _is_typed_figure(result)
        if alone and claims and result.proofs:
            told.append(result)
    return [(_claim(result), ()) for result in told]


def _is_effect(result: Result) -> bool:
    return result.indicator == "effect" and result.quantity.qualifier in FACTS


def _is_typed_figure(result: Result) -> bool:
    told = result.status in (Status.DECLARED, Status.ESTIMATED)
    return result.kind is Kind.FIGURE and told and not result.breakdown


def _claim(result: Result) -> Result:
    effect = result.indicator == "effect"
    code = dict(part.split("=", 1) for part in result.breakdown.split(";") if part).get("effect", "")
    where = f"claim={code}" if effect else f"figure={result.indicator};year={result.year or ''}"
    text = result.quantity.text if effect else ""
    return _result("claim_without_document", text, where, result.proofs)


def _said(name: str, text: str, breakdown: str, evidence: Evidence) -> Proved:
    return _result(name, text, breakdown, (evidence.key,)), (evidence,)


def _result(name: str, text: str, breakdown: str, proofs: tuple[str, ...]) -> Result:
    return Result(
        kind=Kind.SCOPE,
        indicator=name,
        quantity=Quantity(text=text),
        status=Status.COMPUTED,
        proofs=proofs,
        breakdown=breakdown,
    )
