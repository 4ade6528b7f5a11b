"""The words people gave, used as far as they agreed to it (fiche II-2, l.2664; consent: ours)."""

from collections.abc import Mapping

from dts_eval.collection.register import grade_of
from dts_eval.criteria.choice import criterion_of
from dts_eval.foundation.model import Evaluation, Evidence, Kind, Quantity, Record, Result, Status
from dts_eval.foundation.problems import Problem, problem
from dts_eval.indicators.choice import indicator_of, unknown_indicator
from dts_eval.scope.facts import line_evidence
from dts_eval.workbook.proofs import cells_evidence, support_keys

TESTIMONY = "testimony"
FIELDS = ("quote", "speaker", "when", "before", "since", "interest")
Proved = tuple[Result, tuple[Evidence, ...]]


def read_testimonies(evaluation: Evaluation, supports: Mapping[str, Evidence]) -> tuple[list[Proved], list[Problem]]:
    """Read the words that may be shown to this audience; count the others without quoting them."""
    found: list[Problem] = []
    proved: list[Proved] = []
    withheld: list[Record] = []
    for record in evaluation.sheet("testimonies"):
        year = record.number("year")
        if year is not None and year > evaluation.structure.year:
            continue
        criterion = _criterion(record, evaluation, found)
        found += unknown_indicator(record, evaluation)
        if record["consent"] is None:
            found.append(problem("missing_consent", evaluation.file, record.title, record.address("consent")))
        if may_be_shown(record, evaluation.audience):
            proved += _facts(record, criterion, supports, evaluation)
        else:
            withheld.append(record)
    if withheld:
        proved.append(_withheld(withheld))
    return proved, found


def may_be_shown(record: Record, audience: str) -> bool:
    """Whether the person agreed that these words be shown to this audience."""
    return record["consent"] == "public" or (record["consent"] == "internal" and audience == "internal")


def _criterion(record: Record, evaluation: Evaluation, found: list[Problem]) -> str:
    text = record.text("criterion")
    criterion = criterion_of(text, evaluation.criteria) if text else ""
    if text and not criterion:
        place = record.address("criterion")
        found.append(problem("criterion_unknown", evaluation.file, record.title, place, typed=text))
    return criterion


def _facts(record: Record, criterion: str, supports: Mapping[str, Evidence], evaluation: Evaluation) -> list[Proved]:
    keys = support_keys(record)
    account = indicator_of(record.text("indicator"), evaluation.indicators) if record.text("indicator") else ""
    year = record.number("year")
    facts = []
    for field in FIELDS:
        evidence = line_evidence(record, field)
        if evidence is None or not record.text(field):
            continue
        result = Result(
            kind=Kind.ACCOUNT,
            indicator=account or TESTIMONY if field == "quote" else f"{TESTIMONY}_{field}",
            criterion=criterion,
            year=int(year) if year is not None else None,
            quantity=Quantity(text=record.text(field), qualifier=record.text("voice") if field == "quote" else ""),
            unit="text" if field == "quote" else "",
            status=Status.DECLARED,
            proofs=(evidence.key, *keys),
            breakdown=f"testimony={record.text('code')}",
            grade=grade_of(keys, supports),
        )
        facts.append((result, (evidence,)))
    return facts


def _withheld(records: list[Record]) -> Proved:
    evidence = [made for record in records if (made := cells_evidence(record, "code")) is not None]
    result = Result(
        kind=Kind.ACCOUNT,
        indicator=f"{TESTIMONY}_withheld",
        quantity=Quantity(value=len(records)),
        unit="text",
        status=Status.MEASURED,
        proofs=tuple(made.key for made in evidence),
        grade="records",
    )
    return result, tuple(evidence)
