"""The extract « flux IAE » of the ASP: what the annexes of one structure give, year by year, and what they do not."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from dts_eval.collection.imports import annexes as read
from dts_eval.collection.imports.annex_lines import FRENCH, IndicatorName, annexes_said, measure, names_of
from dts_eval.collection.imports.annexes import Annex, read_extract, those_that_count, told_twice
from dts_eval.collection.imports.closed_years import closed_year_lines
from dts_eval.collection.imports.phrases import Measured, Phrase, phrase
from dts_eval.collection.imports.proposal import LeftOut, Origin, Proposal, ProposedLine, Request
from dts_eval.collection.imports.sniffing import Source
from dts_eval.collection.imports.structures import choose_structure
from dts_eval.foundation.language import format_day, join_list
from dts_eval.foundation.problems import Problem, problem
from dts_eval.indicators.definitions import indicators

CENT = Decimal("0.01")


def recognises(source: Source) -> bool:
    """Whether a file is an extract of financial annexes, by its titles."""
    return source.header((read.STRUCTURE, read.NUMBER, read.STATE, read.FTE)) is not None


def propose(source: Source, request: Request) -> Proposal:
    """Propose what the annexes of one structure give, up to the year of the report.

    One row counts for each annex and year; the posts of several annexes add up. What the annexes say of a closed
    year goes to that year, and is proposed only when they all say the same.

    Raises:
        DataProblems: the file is cut short, or it is not known which structure to read.
    """
    extract = read_extract(source, lambda known: choose_structure(known, request, source.name))
    kept = those_that_count(extract.annexes)
    usable = tuple(one for one in kept if one.start.year <= request.year)
    problems = [*extract.problems, *_doubts(usable, told_twice(usable, extract.annexes), source.name)]
    if not usable and not any(one.blocks for one in problems):
        problems.append(problem("import_annex_none", source.name, structure=extract.structure))
    left_out = [*_rows_left_out(extract, kept, request.year)]
    lines: list[ProposedLine] = []
    for year in sorted({year for one in usable for year in one.years if year <= request.year}):
        covering = [one for one in usable if one.months(year)]
        lines += _posts(covering, year)
        made, left = _aid(covering, year)
        lines += made
        left_out += left
        made, left = _targets([one for one in covering if one.start.year == year], year, _kind(request))
        lines += made
        left_out += left
    made, left = closed_year_lines(usable, request.year)
    lines += made
    left_out += left
    covering = [one for one in usable if one.months(request.year)]
    made, left = _fields(covering, request.year)
    return Proposal(
        _origin(source, extract.structure, extract.day, usable),
        (*lines, *made),
        (*left_out, *left),
        (),
        tuple(problems),
    )


def _posts(covering: Sequence[Annex], year: int) -> Iterator[ProposedLine]:
    posts = [one for one in covering if one.fte(year) is not None]
    if posts:
        yield measure("fte_insertion_contracted", year, _total_fte(posts, year), _posts_note(posts, year))


def _total_fte(posts: Iterable[Annex], year: int) -> Decimal:
    return round(sum((one.fte(year) or Decimal(0) for one in posts), Decimal(0)), 4)


def _posts_note(posts: Sequence[Annex], year: int) -> Phrase:
    hours = sorted({one.amounts[read.HOURS] for one in posts if read.HOURS in one.amounts})
    key = "import_note_posts" if len(hours) < 2 else "import_note_posts_of_several_hours"
    return phrase(key, n=len(posts), annexes=annexes_said(posts, year), hours=tuple(hours))


def _aid(covering: Sequence[Annex], year: int) -> tuple[list[ProposedLine], list[LeftOut]]:
    aided = [one for one in covering if read.TOTAL_AID in one.amounts]
    what = phrase("import_what_year", what=IndicatorName("aid_contracted"), year=str(year))
    if any(len(one.years) > 1 for one in aided):
        return [], [LeftOut(what, phrase("import_why_two_years", names=names_of(aided)))]
    if not aided:
        return [], []
    total = sum((one.amounts[read.TOTAL_AID] for one in aided), Decimal(0))
    note = phrase("import_note_aid", n=len(aided), names=names_of(aided))
    return [measure("aid_contracted", year, total, note)], []


def _targets(starting: Sequence[Annex], year: int, kind: str) -> tuple[list[ProposedLine], list[LeftOut]]:
    what = phrase("import_what_targets", year=str(year))
    left_out = []
    told: dict[tuple[Decimal, ...], list[Annex]] = defaultdict(list)
    for one in starting:
        rates = tuple(one.amounts.get(column, Decimal(0)) for column in read.RATES.values())
        if not any(rates):
            left_out.append(LeftOut(what, phrase("import_why_rates_zero", name=one.name)))
        elif rates[0] != sum(rates[1:]):
            left_out.append(LeftOut(what, phrase("import_why_rates_do_not_add_up", name=one.name)))
        else:
            told[rates].append(one)
    if len(told) > 1:
        of_kind = {rates: [one for one in some if one.kind == kind] for rates, some in told.items()}
        chosen = {rates: some for rates, some in of_kind.items() if some}
        if len(chosen) != 1:
            names = names_of(one for some in told.values() for one in some)
            return [], [*left_out, LeftOut(what, phrase("import_why_rates_differ", names=names))]
        others = names_of(one for rates, some in told.items() if rates not in chosen for one in some)
        left_out.append(LeftOut(what, phrase("import_why_rates_of_others", names=others, kind=kind.upper())))
        told = defaultdict(list, chosen)
    lines = [
        _target(indicator, year, rate, some)
        for rates, some in told.items()
        for indicator, rate in zip(read.RATES, rates, strict=True)
    ]
    return lines, left_out


def _target(indicator: str, year: int, rate: Decimal, some: Sequence[Annex]) -> ProposedLine:
    values = {
        "indicator": indicators()[indicator].label(FRENCH),
        "year": year,
        "value": float(rate),
        "set_by": phrase("import_set_by_annex").said(FRENCH),
        "document": join_list(names_of(some), FRENCH),
    }
    what = phrase("import_what_year", what=IndicatorName(indicator), year=str(year))
    why = phrase("import_note_target", n=len(some), names=names_of(some))
    return ProposedLine("targets", values, what, Measured(rate, "percent"), why)


def _fields(covering: Sequence[Annex], year: int) -> tuple[list[ProposedLine], list[LeftOut]]:
    posts = [one for one in covering if one.fte(year) is not None]
    if not posts:
        return [], []
    hours = sorted({one.amounts[read.HOURS] for one in posts if read.HOURS in one.amounts})
    what = phrase("import_what_hours_per_fte")
    lines, left_out = [], []
    why = phrase("import_note_posts", n=len(posts), annexes=annexes_said(posts, year), hours=tuple(hours))
    if len(hours) == 1:
        value = Measured(hours[0], "hour")
        lines.append(_field("hours_per_fte", hours[0], what, value, why))
    elif hours:
        left_out.append(LeftOut(what, phrase("import_why_hours_differ", hours=tuple(hours))))
    total = _total_fte(posts, year)
    value = Measured(total, "fte")
    lines.append(_field("fte_contracted", total, phrase("import_what_fte_contracted"), value, why))
    return lines, left_out


def _field(column: str, number: Decimal, what: Phrase, value: Measured, why: Phrase) -> ProposedLine:
    return ProposedLine("structure", {column: float(number)}, what, value, why, "annex_supports")


def _rows_left_out(extract: read.Extract, kept: Sequence[Annex], year: int) -> Iterator[LeftOut]:
    lines = {one.line for one in kept}
    states = Counter(one.state for one in extract.annexes if one.line not in lines)
    for state in sorted(states):
        yield LeftOut(phrase("import_what_rows", n=states[state], state=state), phrase(_why_state(state)))
    if extract.funds:
        yield LeftOut(phrase("import_what_funds", n=extract.funds), phrase("import_why_funds"))
    for one in kept:
        if one.end.year > year:
            yield LeftOut(phrase("import_what_annex", name=one.name), phrase("import_why_later", year=str(year)))


def _why_state(state: str) -> str:
    return "import_why_superseded" if state in read.COUNTS | read.FAILING_THAT else "import_why_state"


def _doubts(kept: Sequence[Annex], twice: Iterable[tuple[Annex, Annex]], file: str) -> Iterator[Problem]:
    for one, other in twice:
        yield problem("import_annex_twice", file, cell=str(one.line), name=one.name, other=str(other.line))
    for one in kept:
        amounts = [one.amounts.get(column) for column in (read.FTE, read.UNIT_AID, read.TOTAL_AID)]
        if None in amounts or len(one.years) > 1:
            continue
        months = one.months(one.start.year)
        # The ASP rounds the aid of each month up to the cent.
        if abs(amounts[0] * amounts[1] * months / 12 - amounts[2]) > CENT * months:
            yield problem("import_annex_amount", file, cell=str(one.line), name=one.name)
    for one, other in combinations(kept, 2):
        same = [(two.kind, two.start, two.end, two.amounts.get(read.FTE)) for two in (one, other)]
        if same[0] == same[1]:
            yield problem("import_annexes_alike", file, cell=str(other.line), name=one.name, other=other.name)


def _kind(request: Request) -> str:
    form = next(iter(request.opened.records.get("structure", ())), None)
    return form.text("kind") if form else ""


def _origin(source: Source, structure: str, day: datetime.date | None, kept: Sequence[Annex]) -> Origin:
    return Origin(
        source.name,
        source.fingerprint,
        phrase("import_title_asp"),
        phrase("import_author_asp"),
        phrase("import_note_asp", structure=structure, n=len(kept)),
        kind="accounts",
        date=format_day(day, FRENCH) if day else "",
        subject=f"structure {structure}.",
        interest=phrase("import_interest_asp"),
    )
