"""What changed since an earlier report, from its rows and today's; a value hidden in either is not repeated."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from dts_eval.disclosure.rows import Cited, Row, keys_of
from dts_eval.foundation.model import Earlier, Evaluation
from dts_eval.foundation.program import own_version, program
from dts_eval.indicators.fingerprints import definition_fingerprints

SUPPRESSED = "suppressed"
UNKNOWN = frozenset({"not_available", "not_applicable"})
KEPT = frozenset({"kept", "added"})
DOCUMENT_FREE = frozenset({"cells", "report"})
# How an effect stands, from the sides of the sheet Effets and the opinions of the sheet Débat, in this order.
STATES = ("recognises", "qualifies", "contests", "denies")
SIDES = {
    "effect_recognised_by": "recognises", "effect_argument_for": "recognises", "effect_contested_by": "contests",
    "effect_argument_against": "contests",
}  # fmt: skip
FigureKey = tuple[str, int | None, str]


@dataclass(frozen=True)
class Difference:
    """One thing that the two reports do not say alike.

    ``name`` is the indicator of a figure, the code of an effect or of a document, a criterion, a decision. ``how`` is
    ``added``, ``withdrawn``, ``corrected``, ``hidden`` or ``shown`` (hidden then), ``sources`` (other sources tell it),
    ``moved`` (of an effect: recognised, contested… by others), ``reworded``, ``followed`` or ``open`` (of a decision).
    ``before`` and ``after`` are the rows of each report; ``quiet`` says that what stood then is not repeated.
    """

    name: str
    how: str
    before: tuple[Row, ...] = ()
    after: tuple[Row, ...] = ()
    then: str = ""
    now: str = ""
    quiet: bool = False


@dataclass(frozen=True)
class Since:
    """What changed since an earlier report, kind by kind; nothing in it is a judgement, and nothing is added up.

    ``method`` holds what was not done alike, ``new_figures`` counts what only a later year could give, ``followed`` and
    ``unfollowed`` are the indicators that came and went.
    """

    earlier: Earlier
    method: tuple[Difference, ...] = ()
    new_figures: int = 0
    followed: tuple[Difference, ...] = ()
    unfollowed: tuple[Difference, ...] = ()
    figures: tuple[Difference, ...] = ()
    accounts: tuple[Difference, ...] = ()
    effects: tuple[Difference, ...] = ()
    criteria: tuple[Difference, ...] = ()
    decisions: tuple[Difference, ...] = ()
    documents: tuple[Difference, ...] = ()


def since_report(evaluation: Evaluation, rows: Iterable[Row], evidence: Iterable[Cited]) -> Since | None:
    """Compare today's rows with those of the earlier report that was named; nothing when none was.

    Figures of a year that the earlier report could not know are counted, not listed: they correct nothing. What is no
    longer said is named in an internal version only: in one for partners, the mandate may have withheld it.

    Source: the yearly review and what changes from one to the next, fiche II-2, l.2677-2681.
    """
    earlier = evaluation.earlier
    if earlier is None:
        return None
    then, now = tuple(_row(line) for line in earlier.rows), tuple(rows)
    figures = _figures(then, now, earlier.year)
    gone, came = _indicators(then) - _indicators(now), _indicators(now) - _indicators(then)
    return Since(
        earlier=earlier,
        method=tuple(_method(evaluation, earlier)),
        new_figures=sum(1 for row in now if _is_total(row) and (row.year or 0) > earlier.year and _is_known(row)),
        followed=_whole(now, came, "added"),
        unfollowed=_whole(then, gone, "withdrawn"),
        figures=tuple(one for one in figures if one.name not in gone | came),
        accounts=tuple(_things(then, now, "testimony", lambda row: row.text)),
        effects=(*_effects(then, now), *_things(then, now, "effect", lambda row: row.text)),
        criteria=tuple(_criteria(then, now)),
        decisions=tuple(_decisions(then, now)),
        documents=tuple(_documents(earlier.evidence, evidence)),
    )


def _row(line: Mapping[str, str]) -> Row:
    def number(column: str) -> float | None:
        return float(line[column]) if line.get(column) else None

    return Row(
        row_id=line["row_id"], structure_id=line.get("structure_id", ""), structure=line.get("structure", ""),
        kind=line["kind"], year=int(line["year"]) if line["year"] else None, period=line.get("period", ""),
        dimension=line.get("dimension", ""), criterion=line["criterion"], indicator=line["indicator"],
        breakdown=line["breakdown"], value=number("value"), text=line["text"], numerator=number("numerator"),
        denominator=number("denominator"), unknown=number("unknown"), low=number("low"), high=number("high"),
        unit=line["unit"], qualifier=line["qualifier"], status=line["status"], reason=line.get("reason", ""),
        grade=line["grade"], evidence_ids=(),
    )  # fmt: skip


def _is_total(row: Row) -> bool:
    return row.kind == "figure" and not row.breakdown


def _is_known(row: Row) -> bool:
    return row.status not in UNKNOWN and row.status != SUPPRESSED


def _indicators(rows: Iterable[Row]) -> set[str]:
    return {row.indicator for row in rows if row.kind == "figure"}


def _whole(rows: Iterable[Row], names: set[str], how: str) -> tuple[Difference, ...]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row.kind == "figure" and row.indicator in names:
            found[row.indicator].append(row)
    side = "after" if how == "added" else "before"
    return tuple(Difference(name, how, **{side: tuple(own[:1])}) for name, own in found.items())


def _figures(then: Iterable[Row], now: Iterable[Row], year: int) -> list[Difference]:
    before, after = _by_fact(then, year), _by_fact(now, year)
    veiled = {key[:2] for facts in (before, after) for key, rows in facts.items() if _any_hidden(rows)}
    found = []
    for key in dict.fromkeys((*before, *after)):
        one, other = tuple(before.get(key, ())), tuple(after.get(key, ()))
        how = _how(one, other)
        if how:
            # A number of then is repeated only where nothing of its indicator and year is hidden, then or now.
            found.append(Difference(key[0], how, one, other, quiet=key[:2] in veiled))
    return found


def _by_fact(rows: Iterable[Row], year: int) -> dict[FigureKey, list[Row]]:
    found: dict[FigureKey, list[Row]] = {}
    for row in rows:
        if row.kind == "figure" and (row.year is None or row.year <= year):
            found.setdefault((row.indicator, row.year, row.breakdown), []).append(row)
    return found


def _any_hidden(rows: Iterable[Row]) -> bool:
    return any(row.status == SUPPRESSED for row in rows)


def _how(before: tuple[Row, ...], after: tuple[Row, ...]) -> str:
    # Each report names what its own year lacks: an absence that the other does not name is no difference.
    if not before:
        return "" if all(row.status in UNKNOWN for row in after) else "added"
    if not after:
        return "" if all(row.status in UNKNOWN for row in before) else "withdrawn"
    if _any_hidden(before) != _any_hidden(after):
        return "hidden" if _any_hidden(after) else "shown"
    if sorted(map(_said, before)) == sorted(map(_said, after)):
        return ""
    return "corrected" if len(before) == len(after) == 1 else "sources"


def _said(row: Row) -> tuple[str, ...]:
    numbers = ("" if number is None else f"{number:.12g}" for number in (row.value, row.low, row.high))
    return (*numbers, row.qualifier, row.unit, row.status if not _is_known(row) else "")


def _things(
    then: Iterable[Row], now: Iterable[Row], indicator: str, text: Callable[[Row], str]
) -> Iterable[Difference]:
    before, after = _by_code(then, indicator), _by_code(now, indicator)
    for code in dict.fromkeys((*before, *after)):
        if code not in before:
            yield Difference(code, "added", after=(after[code],))
        elif code not in after:
            yield Difference(code, "withdrawn", before=(before[code],))
        elif indicator == "effect" and text(before[code]) != text(after[code]):
            yield Difference(code, "reworded", (before[code],), (after[code],))


def _by_code(rows: Iterable[Row], indicator: str) -> dict[str, Row]:
    return {keys_of(row.breakdown)[indicator]: row for row in rows if row.indicator == indicator and row.text}


def _effects(then: Iterable[Row], now: Iterable[Row]) -> Iterable[Difference]:
    before, after = _states(then), _states(now)
    for code in (code for code in before if code in after):
        states = [tuple(state for state in STATES if state in told[code]) for told in (before, after)]
        if states[0] != states[1]:
            sides = [tuple(told[code][state] for state in told[code]) for told in (before, after)]
            yield Difference(code, "moved", *sides, then=" ".join(states[0]), now=" ".join(states[1]))


def _states(rows: Iterable[Row]) -> dict[str, dict[str, Row]]:
    """Say of each effect stated how it stands, each with a row that tells it; the statement itself comes first."""
    found: dict[str, dict[str, Row]] = {}
    for row in rows:
        code = keys_of(row.breakdown).get("effect", "")
        if row.indicator == "effect":
            found.setdefault(code, {})["stated"] = row
        elif code in found and row.indicator in SIDES:
            found[code].setdefault(SIDES[row.indicator], row)
        elif code in found and row.indicator == "opinion_opinion" and row.text in STATES:
            found[code].setdefault(row.text, row)
    return found


def _criteria(then: Iterable[Row], now: Iterable[Row]) -> Iterable[Difference]:
    before, after = (
        {row.criterion or keys_of(row.breakdown)["criterion"]: row for row in _kept(rows)} for rows in (then, now)
    )
    yield from (Difference(name, "added", after=(row,)) for name, row in after.items() if name not in before)
    yield from (Difference(name, "withdrawn", before=(row,)) for name, row in before.items() if name not in after)


def _kept(rows: Iterable[Row]) -> Iterable[Row]:
    return (row for row in rows if row.indicator == "criterion_decision" and row.text in KEPT)


def _decisions(then: Iterable[Row], now: Iterable[Row]) -> Iterable[Difference]:
    before, after = _by_subject(then), _by_subject(now)
    for subject, rows in before.items():
        today = after.get(subject)
        follow = {row.indicator: row for row in today or ()}.get("decision_changed")
        if today is None:
            yield Difference(subject, "withdrawn", rows[:1])
        elif follow is None:
            yield Difference(subject, "open", rows[:1], today[:1])
        else:
            yield Difference(subject, "followed", rows[:1], (follow,), now=follow.text)
    new = (subject for subject in after if subject not in before)
    yield from (Difference(subject, "added", after=after[subject][:1]) for subject in new)


def _by_subject(rows: Iterable[Row]) -> dict[str, tuple[Row, ...]]:
    # The number of a decision is that of its line, which moves: its words are what names it.
    lines: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row.indicator.startswith("decision_"):
            lines[row.breakdown].append(row)
    named = {own[0].text: tuple(own) for own in lines.values() if own[0].indicator == "decision_subject"}
    return {" ".join(subject.split()): own for subject, own in named.items()}


def _documents(then: Iterable[Mapping[str, str]], now: Iterable[Cited]) -> Iterable[Difference]:
    known = {line["note"].partition(" ")[0] for line in then if line["kind"] not in DOCUMENT_FREE}
    for cited in now:
        code = cited.note.partition(" ")[0]
        if cited.kind not in DOCUMENT_FREE and code and code not in known:
            yield Difference(code, "added", now=f"{cited.evidence_id} {cited.raw}")


def _method(evaluation: Evaluation, earlier: Earlier) -> Iterable[Difference]:
    version = own_version()
    if earlier.version != version:
        yield Difference("version", "corrected", then=earlier.version, now=version)
    elif earlier.program != program():
        yield Difference("program", "corrected")
    threshold = evaluation.structure.threshold
    if earlier.threshold not in (None, threshold):
        yield Difference("threshold", "corrected", then=str(earlier.threshold), now=str(threshold))
    if earlier.definitions is None:
        yield Difference("definitions", "unknown")
    else:
        today = definition_fingerprints(evaluation.indicators)
        shown = _indicators(_row(line) for line in earlier.rows)
        for name, sign in earlier.definitions.items():
            if name in today and name in shown and today[name] != sign:
                yield Difference(name, "definition")
