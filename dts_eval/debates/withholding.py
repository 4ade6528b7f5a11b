"""What the mandate keeps out of an external version (fiche II-2, political risk: l.2696-2698)."""

import dataclasses
from dataclasses import dataclass

from dts_eval.criteria.choice import criterion_of
from dts_eval.foundation.model import Evaluation, Evidence, Grade, Kind, Quantity, Record, Result, Status
from dts_eval.foundation.problems import Problem, problem
from dts_eval.indicators.choice import indicator_of
from dts_eval.indicators.definitions import indicators as catalogue
from dts_eval.workbook.layout import layout
from dts_eval.workbook.proofs import cells_evidence
from dts_eval.workbook.values import plain

SEPARATOR = ";"
FIELD = "withheld"
AVOIDED, AVOIDED_RANGE = "avoided_costs", "avoided_costs_range"


@dataclass(frozen=True)
class Withheld:
    """The criteria, indicators and effects that partners do not read; ``unread`` is what names none of them."""

    criteria: frozenset[str] = frozenset()
    indicators: frozenset[str] = frozenset()
    effects: frozenset[str] = frozenset()
    unread: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.criteria) + len(self.indicators) + len(self.effects)


def withheld_in(evaluation: Evaluation) -> Withheld:
    """Read what the mandate keeps out of an external version: criteria, indicators, codes of effects."""
    codes = {record.text("code") for record in evaluation.sheet("effects")}
    criteria, indicators, effects, unread = set(), set(), set(), []
    for text in _items(evaluation):
        criterion = criterion_of(text, evaluation.criteria)
        indicator = indicator_of(text, evaluation.indicators)
        if plain(text) == plain(layout().sheet(AVOIDED).title):
            indicators.add(AVOIDED_RANGE)
        elif text in codes:
            effects.add(text)
        elif criterion:
            criteria.add(criterion)
        elif indicator:
            indicators.add(indicator)
        else:
            unread.append(text)
    return Withheld(frozenset(criteria), frozenset(indicators), frozenset(effects), tuple(unread))


def withholding_problems(evaluation: Evaluation) -> list[Problem]:
    """Tell what the tool cannot leave out by itself, because it names neither criterion, indicator nor effect."""
    return [
        problem("withheld_not_found", evaluation.file, record.title, record.address(FIELD), typed=text)
        for record in evaluation.sheet("mandate")[:1]
        for text in withheld_in(evaluation).unread
    ]


def withhold(evaluation: Evaluation) -> Evaluation:
    """Leave out of an external version what the mandate withholds, and say how many things that is.

    Returns:
        The evaluation itself for an internal version. Else the criteria withheld are no longer among the criteria,
        the indicators withheld count as rejected, and what was said of either is gone; one row gives their number.

    Source: fiche II-2, l.2696-2698.
    """
    withheld = withheld_in(evaluation)
    if evaluation.audience == "internal":
        return evaluation
    told = [_told(record, len(withheld)) for record in evaluation.sheet("mandate")[:1] if withheld]
    withheld = _whole_parts(withheld)
    results = tuple(result for result in evaluation.results if not _concerned(result, withheld))
    return dataclasses.replace(
        evaluation,
        criteria=tuple(item for item in evaluation.criteria if item.criterion_id not in withheld.criteria),
        indicators=tuple(
            dataclasses.replace(choice, decision="rejected") if choice.indicator_id in withheld.indicators else choice
            for choice in evaluation.indicators
        ),
        results=(*results, *(result for result, _ in told)),
        evidence=(*evaluation.evidence, *(evidence for _, evidence in told)),
    )


def _items(evaluation: Evaluation) -> list[str]:
    texts = (record.text(FIELD) for record in evaluation.sheet("mandate")[:1])
    return [item.strip() for text in texts for item in text.split(SEPARATOR) if item.strip()]


def _whole_parts(withheld: Withheld) -> Withheld:
    """Withhold all of the avoided costs as soon as one side of them is: any of them would give the others away."""
    asked = {name for name, definition in catalogue().items() if definition.asked_by == AVOIDED}
    if not asked & withheld.indicators:
        return withheld
    return dataclasses.replace(withheld, indicators=withheld.indicators | asked)


def _concerned(result: Result, withheld: Withheld) -> bool:
    keys = dict(part.split("=", 1) for part in result.breakdown.split(";") if "=" in part)
    return (
        result.indicator == f"mandate_{FIELD}"
        or (AVOIDED_RANGE in withheld.indicators and result.indicator.startswith(("avoided", f"mandate_{AVOIDED}")))
        or result.criterion in withheld.criteria
        or result.indicator in withheld.indicators
        or keys.get("criterion") in withheld.criteria
        or keys.get("indicator") in withheld.indicators
        or keys.get("effect") in withheld.effects
    )


def _told(record: Record, number: int) -> tuple[Result, Evidence]:
    made = cells_evidence(record, FIELD, grade=Grade.RECORDS)
    assert made is not None
    # The cell names what partners do not read: only its place is given.
    evidence = dataclasses.replace(made, key=f"{made.key}#count", raw="")
    result = Result(
        kind=Kind.SCOPE,
        indicator="tally_withheld",
        quantity=Quantity(value=number),
        unit="plain",
        status=Status.MEASURED,
        proofs=(evidence.key,),
        grade=Grade.RECORDS,
    )
    return result, evidence
