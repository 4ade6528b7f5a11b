"""Chooses which figures a part of the report draws, from what its rows hold."""

from collections.abc import Callable, Iterator

from dts_eval.presentation.blocks import Chart
from dts_eval.presentation.book import Book

Draw = Callable[[int], Chart | None]


def participation_chart(book: Book, number: int) -> Chart | None:
    """Draw who takes part and how far."""
    return None


def votes_chart(book: Book, number: int) -> Chart | None:
    """Draw the votes on each criterion."""
    return None


def criterion_charts(book: Book, criterion: str) -> Iterator[Draw]:
    """Give, for each figure a criterion can have, the way to draw it under a number."""
    yield from ()
