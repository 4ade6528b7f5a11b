"""Step 3, continued: which indicators the group keeps, sets aside or adds (fiche II-2, l.2654-2661)."""

import dataclasses
import difflib
from collections.abc import Mapping
from functools import cache

from dts_eval.criteria.choice import criterion_of, local_name
from dts_eval.foundation.language import LANGUAGES
from dts_eval.foundation.model import Evaluation, IndicatorChoice, Kind, Record
from dts_eval.foundation.problems import Problem, problem
from dts_eval.foundation.units import units
from dts_eval.indicators.definitions import Indicator, indicators
from dts_eval.scope.facts import Fact, gather, text_fact
from dts_eval.workbook.values import plain

ACCOUNT = "account"


def choose_indicators(evaluation: Evaluation) -> Evaluation:
    """Add the indicators of the evaluation: those of the catalogue, and those the group adds in its own words.

    Returns:
        The evaluation with every usable indicator and what the group decided of it. When the group names the
        indicators of the catalogue that it keeps, the others are left aside; when it names none, all stay open and
        those that the data feed are shown. An indicator that the mandate alone may ask for belongs to no criterion, and
        is left aside unless the mandate says yes. A criterion kept without indicator and an indicator kept without
        criterion are said.

    Source: fiche II-2, l.2654-2661.
    """
    found: list[Problem] = []
    decisions: dict[str, str] = {}
    proofs: dict[str, str] = {}
    local: dict[str, IndicatorChoice] = {}
    facts: list[Fact | None] = []
    for record in evaluation.sheet("indicators"):
        text = record.text("indicator")
        named_id = indicator_of(text)
        if (named_id or local_name("local", text)) in (*decisions, *local):
            place = record.address("indicator")
            found.append(problem("indicator_twice", evaluation.file, record.title, place, typed=text))
            continue
        if named_id:
            decisions[named_id] = record.text("decision") or "kept"
        elif text:
            own = _local(record, text, evaluation, found)
            if own is not None:
                local[own.indicator_id] = own
                named_id = own.indicator_id
        if named_id:
            where = f"indicator={named_id}"
            said = [
                text_fact(record, field, f"indicator_{field}", kind=Kind.CHOICE, breakdown=where)
                for field in ("decision", "reason")
            ]
            facts += said
            proofs[named_id] = next((evidence.key for _, evidence in filter(None, said)), "")
    named = any(decision in ("kept", "added") for decision in decisions.values())
    open_decision = "aside" if named else ""
    choices = [
        IndicatorChoice(
            definition.indicator_id,
            "" if definition.asked_by else definition.criterion,
            definition.nature,
            definition.unit,
            _asked_decision(definition, decisions.get(indicator_id, ""), evaluation)
            if definition.asked_by
            else decisions.get(indicator_id, open_decision if definition.criterion else ""),
            proof=proofs.get(indicator_id, ""),
        )
        for indicator_id, definition in indicators().items()
    ]
    own_words = (dataclasses.replace(choice, proof=proofs[name]) for name, choice in local.items())
    indicators_chosen = (*choices, *own_words)
    facts += unmatched_facts(evaluation, indicators_chosen)
    results, evidence = gather(facts)
    return dataclasses.replace(
        evaluation,
        indicators=indicators_chosen,
        results=evaluation.results + results,
        evidence=evaluation.evidence + evidence,
        problems=evaluation.problems + tuple(found),
    )


def unmatched_facts(evaluation: Evaluation, choices: tuple[IndicatorChoice, ...]) -> list[Fact | None]:
    """Say the criteria kept that no indicator lights, and the indicators kept whose criterion is not.

    The first are told by the line of the criterion, the second by the line where the group named the indicator.
    """
    kept = {criterion.criterion_id for criterion in evaluation.kept}
    lit = {choice.criterion for choice in choices if choice.decision not in ("rejected", "aside")}
    facts = []
    for record in evaluation.sheet("criteria"):
        criterion = criterion_of(record.text("criterion"), evaluation.criteria)
        if criterion in kept - lit:
            where = f"criterion={criterion}"
            name = "criterion_without_indicator"
            facts.append(text_fact(record, "criterion", name, kind=Kind.CHOICE, breakdown=where, criterion=criterion))
    alone = {
        choice.indicator_id
        for choice in choices
        if choice.decision in ("kept", "added") and choice.criterion and choice.criterion not in kept
    }
    for record in evaluation.sheet("indicators"):
        indicator = indicator_of(record.text("indicator"), choices)
        if indicator in alone:
            where = f"indicator={indicator}"
            facts.append(
                text_fact(record, "indicator", "indicator_without_criterion", kind=Kind.CHOICE, breakdown=where)
            )
    return facts


def indicator_of(text: str, known: tuple[IndicatorChoice, ...] = ()) -> str:
    """Return the indicator that a text names, in French, in English or by its name in the code; else nothing."""
    wanted = plain(text)
    for choice in known:
        # Asked for each line of several sheets: one with a label of its own is local.
        if choice.label and wanted in (plain(choice.label), choice.indicator_id):
            return choice.indicator_id
    return _named_in_catalogue().get(wanted, "")


# Every line of several sheets names an indicator.
@cache
def _named_in_catalogue() -> Mapping[str, str]:
    names: dict[str, str] = {}
    for indicator_id, definition in indicators().items():
        for name in (indicator_id, *(plain(definition.label(language)) for language in LANGUAGES)):
            names.setdefault(name, indicator_id)
    return names


def unit_of(text: str) -> str:
    """Return the unit that a text names, in the singular or the plural; else nothing."""
    wanted = plain(text)
    for unit_id, unit in units().items():
        names = {unit_id}
        for language in LANGUAGES:
            for form in ("one", "many"):
                names.add(plain(unit.pattern(form, language).replace("{n}", "")))
        if wanted in names:
            return unit_id
    return ""


def unit_words(language: str) -> list[str]:
    """List the units as the drop-down of the workbook offers them."""
    return sorted({unit.name(language) for unit in units().values()} - {""})


def close_to(text: str) -> str:
    """Return the indicator whose French label looks most like a text, or nothing."""
    labels = [definition.label("fr") for definition in indicators().values()]
    return next(iter(difflib.get_close_matches(text, labels, n=1, cutoff=0.6)), "")


def unknown_indicator(record: Record, evaluation: Evaluation) -> list[Problem]:
    """Tell that a line names an indicator that nobody declared, and the one that was perhaps meant.

    One that the sheet Indicateurs declares badly is told there, once.
    """
    text = record.text("indicator")
    if not text or indicator_of(text, evaluation.indicators):
        return []
    if plain(text) in {plain(line.text("indicator")) for line in evaluation.sheet("indicators")}:
        return []
    close = close_to(text)
    code = "indicator_close" if close else "indicator_unknown"
    return [problem(code, evaluation.file, record.title, record.address("indicator"), typed=text, expected=close)]


def is_asked(evaluation: Evaluation, question: str) -> bool:
    """Whether the mandate answers yes to a question of its sheet."""
    return any(record[question] == "yes" for record in evaluation.sheet("mandate"))


def _asked_decision(definition: Indicator, decision: str, evaluation: Evaluation) -> str:
    return decision if is_asked(evaluation, definition.asked_by) else "aside"


def _local(record: Record, text: str, evaluation: Evaluation, found: list[Problem]) -> IndicatorChoice | None:
    file, title = evaluation.file, record.title
    nature, unit_text = record.text("nature"), record.text("unit")
    criterion = criterion_of(record.text("criterion"), evaluation.criteria)
    unit = "text" if nature == ACCOUNT else unit_of(unit_text)
    incomplete = [field for field in ("criterion", "nature") if not record.text(field)]
    if nature != ACCOUNT and not unit_text:
        incomplete.append("unit")
    if incomplete:
        close = close_to(text)
        code = "indicator_close" if close else "local_indicator_incomplete"
        found.append(problem(code, file, title, record.address("indicator"), typed=text, expected=close))
        return None
    if not criterion:
        place = record.address("criterion")
        found.append(problem("criterion_unknown", file, title, place, typed=record.text("criterion")))
        return None
    if not unit:
        found.append(problem("unit_unknown", file, title, record.address("unit"), typed=unit_text))
        return None
    decision = record.text("decision") or "added"
    name = local_name("local", text)
    return IndicatorChoice(name, criterion, nature, unit, decision, text, record.text("definition"))
