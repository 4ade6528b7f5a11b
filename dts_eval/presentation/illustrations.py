"""Chooses which figures a part of the report draws, from what its rows hold."""

from collections.abc import Callable, Iterator
from functools import partial

from dts_eval.disclosure.rows import Row, keys_of
from dts_eval.presentation.asked import compared_of, questions_of
from dts_eval.presentation.blocks import Chart
from dts_eval.presentation.book import Book, own_words
from dts_eval.presentation.charts.actor_map import actor_map
from dts_eval.presentation.charts.answers import answers
from dts_eval.presentation.charts.avoided_costs import avoided_costs
from dts_eval.presentation.charts.avoided_swings import avoided_swings
from dts_eval.presentation.charts.by_year import by_year
from dts_eval.presentation.charts.commune_map import commune_map
from dts_eval.presentation.charts.cursors import cursors
from dts_eval.presentation.charts.money_flow import money_flow
from dts_eval.presentation.charts.participation import participation
from dts_eval.presentation.charts.parts import parts
from dts_eval.presentation.charts.passages import passages, passages_asked
from dts_eval.presentation.charts.pathway_flow import pathway_flow
from dts_eval.presentation.charts.public_money import public_money
from dts_eval.presentation.charts.resource_mix import resource_mix
from dts_eval.presentation.charts.territory_map import territory_map
from dts_eval.presentation.charts.votes import votes

Draw = Callable[[int], Chart | None]
SERIES_IN_A_SECTION = 1
FEWEST_YEARS = 3
RATE = "survey_response_rate"
IN_YEAR = "in_year"
VOTES = ("votes_for", "votes_against", "abstentions")
PASSAGES = "social_barriers_before_after"
# Figures about what people answered in a survey, and about what they answered at two moments.
ANSWERS, COMPARED = "answers", "answers_compared"
PUBLICS = {"profile_long_unemployed": "registration"}
EXITS, PEOPLE, EXPENSES, RESOURCES = (
    "exits_counted", "people_employed_in_insertion", "operating_budget", "resources_by_nature",
)  # fmt: skip
PURCHASES, RECEIVED, RETURNED, MIX = (
    "purchases_by_level", "public_money_received", "contributions_returned", "public_diversity",
)  # fmt: skip


def participation_chart(book: Book, number: int) -> Chart | None:
    """Draw who takes part and how far."""
    rows = [row for row in book.rows if row.indicator in ("stakeholder_degree", "stakeholder_degree_felt")]
    return participation(rows, language=book.language, number=number)


def territory_chart(book: Book, number: int) -> Chart | None:
    """Draw where the territories lie: their communes when the user gave outlines of them, else their départements."""
    drawn = commune_map(book.rows, book.disclosed.shapes, language=book.language, number=number)
    return drawn or territory_map(book.rows, language=book.language, number=number)


def votes_chart(book: Book, number: int) -> Chart | None:
    """Draw the votes on each criterion."""
    rows = [row for row in book.rows if row.indicator in VOTES]
    return votes(rows, criteria=book.disclosed.criteria, language=book.language, number=number)


def cursors_chart(book: Book, number: int) -> Chart | None:
    """Draw where the group placed its cursors on sustainable development."""
    return cursors(book.rows, language=book.language, number=number)


def actors_chart(book: Book, number: int) -> Chart | None:
    """Draw the map of the actors and of what binds them."""
    return actor_map(book.rows, language=book.language, number=number)


def answers_chart(book: Book, criterion: str, number: int) -> Chart | None:
    """Draw what people answered to the questions that light a criterion."""
    names = {
        keys_of(row.breakdown)["collection"]: own_words(row, book.language)
        for row in book.rows
        if row.indicator == "collection_what"
    }
    rates = [row for row in _rows(book, RATE) if row.year == book.year and row.breakdown]
    asked = questions_of(book.rows, criterion, book.year)
    return answers(asked, rates, names=names, year=book.year, language=book.language, number=number)


def avoided_costs_chart(book: Book, number: int) -> Chart | None:
    """Draw the range of each line of avoided costs, and that of the total."""
    return avoided_costs(book.rows, year=book.year, language=book.language, number=number)


def avoided_swings_chart(book: Book, number: int) -> Chart | None:
    """Draw how far each assumption moves the total of the avoided costs."""
    return avoided_swings(book.rows, year=book.year, language=book.language, number=number)


def criterion_charts(book: Book, criterion: str) -> Iterator[tuple[str, Draw]]:
    """Give, for each figure a criterion can have, what it is about and the way to draw it under a number.

    What it is about is an indicator of the criterion, ``ANSWERS`` or ``COMPARED``: the figure stands beside what is
    said of it.
    """
    language, year = book.language, book.year
    figures = book.figures(criterion)
    if EXITS in figures:
        people = _rows(book, PEOPLE) + _rows(book, EXITS)
        yield EXITS, lambda number: pathway_flow(people, year=year, language=language, number=number) or parts(
            _rows(book, EXITS), "exit_category", year=year, language=language, number=number
        )
    if RESOURCES in figures:
        yield RESOURCES, partial(_resources, book)
    if EXPENSES in figures:
        yield EXPENSES, lambda number: money_flow(_rows(book, EXPENSES), year=year, language=language, number=number)
    if PASSAGES in figures:
        yield PASSAGES, lambda number: passages(_rows(book, PASSAGES), year=year, language=language, number=number)
    for indicator, key in PUBLICS.items():
        if indicator in figures:
            yield indicator, partial(_public, book, key)
    if PURCHASES in figures and _has_parts(book, PURCHASES, "level"):
        yield PURCHASES, partial(_parts, book, PURCHASES, "level")
    if RETURNED in figures:
        yield RETURNED, partial(_beside, book)
    if MIX in figures:
        keys = dict.fromkeys(key for row in figures[MIX] for key in keys_of(row.breakdown))
        for key in list(keys)[:1]:
            yield MIX, partial(_parts, book, MIX, key)
    if not figures.keys() & {EXITS, RESOURCES, EXPENSES, PURCHASES, PASSAGES}:
        series = [indicator for indicator in figures if _has_series(book, indicator)]
        for indicator in series[:SERIES_IN_A_SECTION]:
            yield indicator, partial(_series, book, indicator)
    yield ANSWERS, partial(answers_chart, book, criterion)
    compared = compared_of(book.rows, criterion, year)
    yield COMPARED, lambda number: passages_asked(compared, year=year, language=language, number=number)


def _rows(book: Book, indicator: str) -> list[Row]:
    return [row for row in book.rows if row.indicator == indicator]


def _public(book: Book, key: str, number: int) -> Chart | None:
    return parts(_rows(book, PEOPLE), key, year=book.year, language=book.language, number=number)


def _resources(book: Book, number: int) -> Chart | None:
    return resource_mix(_rows(book, RESOURCES), language=book.language, number=number)


def _parts(book: Book, indicator: str, key: str, number: int) -> Chart | None:
    return parts(_rows(book, indicator), key, year=book.year, language=book.language, number=number)


def _beside(book: Book, number: int) -> Chart | None:
    rows = [row for name in (RECEIVED, RETURNED) for row in _rows(book, name)]
    return public_money(rows, year=book.year, language=book.language, number=number)


def _has_parts(book: Book, indicator: str, key: str) -> bool:
    # Places unknown alone are no picture.
    items = {keys_of(row.breakdown).get(key) for row in book.figures_of(indicator, book.year)}
    return len(items - {None, "unknown"}) > 1


def _series(book: Book, indicator: str, number: int) -> Chart | None:
    return by_year(_rows(book, indicator), language=book.language, number=number, labels=book.disclosed.labels)


def _has_series(book: Book, indicator: str) -> bool:
    rows = [row for row in book.all_totals(indicator) if row.year]
    known = [row for row in rows if row.value is not None]
    one_source = len({row.year for row in rows}) == len(rows)
    one_source = one_source and len({row.period or IN_YEAR for row in known}) <= 1
    return one_source and len(rows) >= FEWEST_YEARS and len(known) > 1 and any(row.value for row in known)
