"""Step 6, prepared: effects, opinions and decisions, dissent kept (fiche II-2, l.2670-2673, l.2695-2698)."""

import dataclasses
from collections.abc import Mapping

from dts_eval.collection.register import grade_of, supports_of
from dts_eval.criteria.choice import criterion_of
from dts_eval.debates.appreciation import appreciation_facts, appreciation_problems
from dts_eval.debates.discussed import discussed_facts, overdue_facts
from dts_eval.debates.evaluation_cost import cost_facts, cost_problems
from dts_eval.debates.lightness import light_facts, light_problems
from dts_eval.debates.sharing import for_partners, sharing_facts
from dts_eval.debates.withholding import withhold, withholding_problems
from dts_eval.foundation.model import Evaluation, Evidence, Kind, Record, Result
from dts_eval.foundation.problems import Problem, problem
from dts_eval.scope.facts import Fact, gather, name_in_breakdown, text_fact

EFFECT_FIELDS = (
    "effect", "recognised_by", "argument_for", "contested_by", "argument_against", "after_debate", "follow_up",
)  # fmt: skip
AGAINST = frozenset({"contested_by", "argument_against"})
OPINION_FIELDS = ("opinion", "who", "words", "tension", "date")
REACTION_FIELDS = ("opinion", "who", "words", "tension", "date")
# What only a decision has: a line that says one of these is none of the reactions to a criterion.
DECIDED = ("in_charge", "due", "reserve", "changed")
DECISION_FIELDS = ("subject", "in_charge", "due", "reserve", "changed", "date")


def debate(evaluation: Evaluation) -> Evaluation:
    """Add the effects that some recognise and others contest, the opinions, the decisions, the cost of it all.

    Returns:
        The evaluation with one fact for each cell filled in the sheets Effets, Débat (opinions on effects, reactions to
        criteria, decisions), Développement durable and Coût de l’évaluation, what each debate discussed, the effects
        not debated yet, the decisions whose date passed, and the signs that the evaluation grows heavy. In an external
        version, an effect that was neither contracted nor funded is left out unless the structure agrees, and with it
        all that the mandate withholds.

    Source: fiche II-2, l.2670-2673; risks of an external version: l.2696-2698; cost: l.2693, l.2709;
        a light approach: l.2703-2705.
    """
    found: list[Problem] = []
    shown = [record for record in evaluation.sheet("effects") if may_be_shown(record, evaluation)]
    facts: list[Fact | None] = []
    for record in shown:
        facts += _effect(record, evaluation, found)
    codes = {record.text("code") for record in shown}
    every_code = {record.text("code") for record in evaluation.sheet("effects")}
    for number, record in enumerate(evaluation.sheet("opinions"), 1):
        # A decision has no opinion beside it: what has one is an effect, whose code is mistyped.
        about = record.text("subject") in every_code or criterion_discussed(record, evaluation)
        if record.text("opinion") and not about:
            place, typed = record.address("subject"), record.text("subject")
            found.append(problem("effect_not_found", evaluation.file, record.title, place, typed=typed))
        facts += _opinion(record, number, codes, every_code, criterion_discussed(record, evaluation))
    facts += appreciation_facts(evaluation)
    facts += [*cost_facts(evaluation), *discussed_facts(evaluation, shown), *overdue_facts(evaluation, every_code)]
    facts += [*light_facts(evaluation), *sharing_facts(evaluation, shown)]
    results, evidence = gather(facts)
    supports = supports_of(evaluation)
    told = (
        *evaluation.problems, *found, *withholding_problems(evaluation), *appreciation_problems(evaluation),
        *cost_problems(evaluation),
    )  # fmt: skip
    debated = dataclasses.replace(
        evaluation,
        results=evaluation.results + tuple(_graded(result, supports) for result in results),
        evidence=evaluation.evidence + evidence,
        problems=(*told, *light_problems(evaluation, told)),
    )
    return withhold(debated)


def may_be_shown(record: Record, evaluation: Evaluation) -> bool:
    """Whether an effect belongs to this version of the report and to its years."""
    year = record.number("year")
    if year is not None and year > evaluation.structure.year:
        return False
    return evaluation.audience == "internal" or for_partners(record)


def criterion_discussed(record: Record, evaluation: Evaluation) -> str:
    """Return the criterion of the evaluation that a line of Débat is about; blank for an effect or a decision."""
    if any(record.text(field) for field in DECIDED):
        return ""
    criterion = criterion_of(record.text("subject"), evaluation.criteria)
    return criterion if criterion in {item.criterion_id for item in evaluation.criteria} else ""


def _graded(result: Result, supports: Mapping[str, Evidence]) -> Result:
    return dataclasses.replace(result, grade=grade_of(result.proofs, supports))


def _effect(record: Record, evaluation: Evaluation, found: list[Problem]) -> list[Fact | None]:
    text = record.text("criterion")
    criterion = criterion_of(text, evaluation.criteria) if text else ""
    if text and not criterion:
        place = record.address("criterion")
        found.append(problem("criterion_unknown", evaluation.file, record.title, place, typed=text))
    year = record.number("year")
    sense = record.text("sense") or "positive"
    facts = []
    for field in EFFECT_FIELDS:
        facts.append(
            text_fact(
                record,
                field,
                "effect" if field == "effect" else f"effect_{field}",
                kind=Kind.EFFECT,
                breakdown=f"effect={record.text('code')};sense={sense}",
                criterion=criterion,
                year=int(year) if year is not None else None,
                qualifier=record.text("status") or "observed",
                supports="supports_against" if field in AGAINST else "supports",
            )
        )
    return facts


def _opinion(record: Record, number: int, shown: set[str], known: set[str], criterion: str) -> list[Fact | None]:
    subject = record.text("subject")
    if subject in known:
        if subject not in shown:
            return []
        who = name_in_breakdown(record.text("who"))
        where = f"effect={subject};who={who}"
        return [
            text_fact(record, field, f"opinion_{field}", kind=Kind.EFFECT, breakdown=where) for field in OPINION_FIELDS
        ]
    if criterion:
        # A reaction to what is said of a criterion proves nothing of it: it is no effect and is not counted as one.
        where = f"reaction={number}"
        return [
            text_fact(record, field, f"reaction_{field}", kind=Kind.CHOICE, breakdown=where, criterion=criterion)
            for field in REACTION_FIELDS
        ]
    return [
        text_fact(record, field, f"decision_{field}", kind=Kind.CHOICE, breakdown=f"decision={number}")
        for field in DECISION_FIELDS
    ]
