"""What each debate discussed, which effects nobody debated yet, and the decisions whose date passed without a word."""

import datetime
from collections.abc import Iterable, Iterator

from dts_eval.criteria.choice import criterion_of
from dts_eval.debates.due import due_by
from dts_eval.debates.withholding import withheld_in
from dts_eval.foundation.model import FACTS, Evaluation, Evidence, Kind, Quantity, Record, Result, Status
from dts_eval.scope.facts import Fact, line_evidence

SEPARATOR = " "
# A line that only names an effect, as a sheet prepared for a session does, says that nobody spoke of it.
SPOKEN = ("who", "opinion", "words", "tension")


def discussed_facts(evaluation: Evaluation, shown: Iterable[Record]) -> list[Fact]:
    """Say what each debate discussed, by the day that opinions bear, and which effects shown were not debated.

    An effect was debated when somebody gave an opinion on it, or when the group wrote what the debate made of it.
    Nothing is said of effects as long as no debate is on record.

    Source: fiche II-2, l.2670-2673.
    """
    told = [record for record in shown if not _withheld(record, evaluation)]
    effects = [record for record in told if (record.text("status") or "observed") in FACTS]
    codes = {record.text("code") for record in told}
    lines = (record for record in evaluation.sheet("opinions") if record.text("subject") in codes)
    opinions = [record for record in lines if any(record.text(field) for field in SPOKEN)]
    facts = [*_by_session(evaluation, opinions)]
    held = any(record.text("step") == "debate" for record in evaluation.sheet("sessions"))
    if held or opinions:
        debated = {record.text("subject") for record in opinions}
        facts += [
            fact
            for record in effects
            if record.text("code") not in debated and not record.text("after_debate")
            if (fact := _effect(record, evaluation)) is not None
        ]
    return facts


def overdue_facts(evaluation: Evaluation, known: set[str]) -> Iterator[Fact]:
    """Say each decision that was due in the report year or before, and after which nothing is recorded."""
    end = datetime.date(evaluation.structure.year, 12, 31) if evaluation.structure.year else datetime.date.min
    for number, record in enumerate(evaluation.sheet("opinions"), 1):
        due = due_by(record.text("due"))
        if record.text("subject") not in known and due is not None and due <= end and not record.text("changed"):
            evidence = line_evidence(record, "due")
            if evidence is not None:
                yield _said(
                    Kind.CHOICE, "decision_overdue", f"decision={number}", record.text("due"), evidence, (evidence.key,)
                )


def _by_session(evaluation: Evaluation, opinions: list[Record]) -> Iterator[Fact]:
    for number, session in enumerate(evaluation.sheet("sessions"), 1):
        day, evidence = session.text("date"), line_evidence(session, "date")
        if session.text("step") != "debate" or not day or evidence is None:
            continue
        own = [record for record in opinions if record.text("date") == day]
        if own:
            codes = SEPARATOR.join(dict.fromkeys(record.text("subject") for record in own))
            lines = (line_evidence(record, "subject") for record in own)
            proofs = (evidence.key, *(line.key for line in lines if line is not None))
            yield _said(Kind.SCOPE, "session_discussed", f"session={number}", codes, evidence, proofs)


def _withheld(record: Record, evaluation: Evaluation) -> bool:
    if evaluation.audience == "internal":
        return False
    withheld = withheld_in(evaluation)
    return record.text("code") in withheld.effects or _criterion(record, evaluation) in withheld.criteria


def _criterion(record: Record, evaluation: Evaluation) -> str:
    text = record.text("criterion")
    return (criterion_of(text, evaluation.criteria) if text else "") or ""


def _effect(record: Record, evaluation: Evaluation) -> Fact | None:
    evidence = line_evidence(record, "effect")
    if evidence is None:
        return None
    where = f"effect={record.text('code')};sense={record.text('sense') or 'positive'}"
    text, criterion = record.text("effect"), _criterion(record, evaluation)
    return _said(Kind.EFFECT, "effect_not_debated", where, text, evidence, (evidence.key,), criterion)


def _said(
    kind: Kind,
    indicator: str,
    breakdown: str,
    text: str,
    evidence: Evidence,
    proofs: tuple[str, ...],
    criterion: str = "",
) -> Fact:
    result = Result(
        kind=kind,
        indicator=indicator,
        criterion=criterion,
        quantity=Quantity(text=text),
        status=Status.COMPUTED,
        proofs=proofs,
        breakdown=breakdown,
    )
    return result, evidence
