"""Where a group placed its cursors: before the first argument and after the last, question by question."""

from collections.abc import Sequence
from dataclasses import dataclass

from dts_eval.debates.pillars import pillars, questions
from dts_eval.disclosure.rows import Row, keys_of
from dts_eval.foundation.language import capitalise, join_list
from dts_eval.presentation.blocks import Chart, Table, TableCell
from dts_eval.presentation.charts.cursors_drawing import Line, draw
from dts_eval.presentation.charts.sheet import NARROW, WIDE
from dts_eval.presentation.charts.wording import bare, sentence, word
from dts_eval.presentation.shown import Sentence, cited_by

START, END, MARKER = "cursor_start", "cursor_end", "appreciation_marker"
LONGEST = 58


@dataclass(frozen=True)
class Cursor:
    """One question: where its cursor started and ended, and the mark that the group put on it."""

    question: str
    start: Row | None
    end: Row | None
    marker: Row | None

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows that say it."""
        return tuple(row for row in (self.start, self.end, self.marker) if row is not None)

    def short(self, language: str) -> str:
        """The number of the question and its first words."""
        words = questions()[self.question].text(language)
        if len(words) > LONGEST:
            words = words[:LONGEST].rsplit(" ", 1)[0].rstrip(",; ") + "…"
        return f"{self.question} {words}"


def cursors(rows: Sequence[Row], *, language: str, number: int) -> Chart | None:
    """Draw the cursor of each question discussed, pillar by pillar, with no total of any kind.

    It takes the rows ``cursor_start``, ``cursor_end`` and ``appreciation_marker``. Returns nothing when no cursor was
    placed.
    """
    found = cursors_of(rows)
    if not found:
        return None
    own = tuple(row for cursor in found for row in cursor.rows)
    lines = _lines(found, language)
    return Chart(
        chart_id=f"fig-{number}",
        family="cursors",
        title=sentence("title_cursors", language, own),
        subtitle=sentence("cursors_subtitle", language, own),
        how_to_read=sentence("read_cursors", language, own),
        silent=sentence("silent_cursors", language, own),
        alternative=_alternative(found, own, language),
        table=_table(found, own, language),
        evidence_ids=cited_by(own),
        wide=draw(lines, language, WIDE),
        narrow=draw(lines, language, NARROW),
    )


def cursors_of(rows: Sequence[Row]) -> tuple[Cursor, ...]:
    """Put together what rows say of each question, in the manual's order."""
    said: dict[str, dict[str, Row]] = {}
    for row in rows:
        question = keys_of(row.breakdown).get("question", "")
        if question in questions() and row.indicator in (START, END, MARKER):
            said.setdefault(question, {})[row.indicator] = row
    placed = {name: own for name, own in said.items() if START in own or END in own}
    return tuple(
        Cursor(name, own.get(START), own.get(END), own.get(MARKER))
        for name in questions()
        if (own := placed.get(name)) is not None
    )


def _lines(found: Sequence[Cursor], language: str) -> list[Line]:
    lines: list[Line] = []
    pillar = ""
    for cursor in found:
        if questions()[cursor.question].pillar != pillar:
            pillar = questions()[cursor.question].pillar
            lines.append(Line(capitalise(pillars()[pillar][language])))
        start, end = (row.value if row else None for row in (cursor.start, cursor.end))
        marked = cursor.marker.text if cursor.marker else ""
        lines.append(Line(cursor.short(language), start, end, marked, said=_said(cursor, language)))
    return lines


def _said(cursor: Cursor, language: str) -> str:
    return f"{cursor.question}, {_moved(cursor, language)}"


def _moved(cursor: Cursor, language: str) -> str:
    unknown = word("not_available", language)
    start, end = (str(bare(row, row.value, language)) if row else unknown for row in (cursor.start, cursor.end))
    return word("cursor_moved", language, start=start, end=end)


def _alternative(found: Sequence[Cursor], own: Sequence[Row], language: str) -> Sentence:
    items = [_said(cursor, language) for cursor in found]
    return sentence("alt_cursors", language, own, items=join_list(items, language))


def _table(found: Sequence[Cursor], own: Sequence[Row], language: str) -> Table:
    lines: list[tuple[TableCell, ...]] = []
    for cursor in found:
        placed = [bare(row, row.value, language) if row else "" for row in (cursor.start, cursor.end)]
        marked = word(f"marker_{cursor.marker.text}", language) if cursor.marker else ""
        text = f"{cursor.question} {questions()[cursor.question].text(language)}"
        lines.append((text, *placed, marked))
    head = tuple(word(key, language) for key in ("head_question", "head_start", "head_end", "head_marker"))
    return Table(sentence("table_cursors", language, own), head, tuple(lines), frozenset({1, 2}))
