"""What changed from one moment to another: better, the same, worse and not known, side by side, with no net."""

from collections.abc import Sequence
from dataclasses import dataclass

from dts_eval.disclosure.rows import Row, keys_of
from dts_eval.foundation.language import join_list, typeset
from dts_eval.presentation.asked import Compared
from dts_eval.presentation.blocks import Chart, Table, TableCell
from dts_eval.presentation.charts.colours import BLUE, EDGE, LABEL, MID_BLUE, PALE_BLUE, PAPER, SMALL, SOFT_INK
from dts_eval.presentation.charts.drawing import BLUE_HATCHED, DOTTED, HATCHED, bars, box, surface
from dts_eval.presentation.charts.lettering import text_width, wrap
from dts_eval.presentation.charts.sheet import NARROW, WIDE, Piece, Sheet
from dts_eval.presentation.charts.wording import absence, bare, one_source, order_of, part_word, sentence, word
from dts_eval.presentation.shown import Sentence, cited_by

PASSAGES = ("better", "same", "worse", "unknown")
# Four looks that stay apart in grey; none is the colour of good or of bad.
LOOKS = {
    "better": {"colour": BLUE},
    "same": {"colour": PALE_BLUE, "outline": {"color": BLUE, "width": 1}},
    "worse": {"colour": MID_BLUE, "outline": {"color": BLUE, "width": 1}},
    "unknown": {"colour": PAPER, "outline": {"color": EDGE, "width": 1}, "hatching": HATCHED},
}


@dataclass(frozen=True)
class Side:
    """One area, or one question: its name, its people, and how many went each way.

    A hidden number has a row without a value.
    """

    name: str
    whole: Row
    cells: dict[str, Row]

    @property
    def shown(self) -> float:
        """How many people the numbers shown make."""
        return sum(row.value or 0 for row in self.cells.values())

    def said(self, passage: str, language: str) -> str:
        """Write one number, or the word that says why there is none."""
        row = self.cells.get(passage)
        if row is None or row.value is None:
            return absence(row, language)
        return str(bare(row, row.value, language))

    def told(self, language: str) -> str:
        """Write the four numbers in words, zeros and hidden ones included."""
        return word("passages_told", language, **{name: self.said(name, language) for name in PASSAGES})


@dataclass(frozen=True)
class Words:
    """The names of the texts that speak of areas, or of questions."""

    head: str
    title: str
    both: str
    everywhere: str
    subtitle: str
    read: str
    read_masked: str
    silent: str
    table: str


OF_AREAS = Words(
    "head_domain", "title_passages", "title_passages_both", "title_passages_both_everywhere", "passages_subtitle",
    "read_passages", "read_passages_masked", "silent_passages", "table_passages",
)  # fmt: skip
OF_QUESTIONS = Words(
    "head_question", "title_asked_twice", "title_asked_twice_both", "title_asked_twice_both", "asked_twice_subtitle",
    "read_asked_twice", "read_asked_twice_masked", "silent_asked_twice", "table_asked_twice",
)  # fmt: skip


def passages(rows: Sequence[Row], *, year: int, language: str, number: int) -> Chart | None:
    """Draw how the people who left in the year went in each area, from the rows ``domain=…;passage=…``.

    A number too small to be published has no length of its own: what the others leave of the bar is hatched. Returns
    nothing when no area has a number.
    """
    own = one_source(row for row in rows if row.kind == "figure" and row.year == year)
    return _chart(_sides(own, language), OF_AREAS, year, language, number)


def passages_asked(asked: Sequence[Compared], *, year: int, language: str, number: int) -> Chart | None:
    """Draw what people said of two moments, question by question; hidden numbers are drawn as for areas."""
    sides = [
        Side(typeset(question.question, language), question.whole, question.passages)
        for question in asked
        if question.whole.value and any(row.value is not None for row in question.passages.values())
    ]
    return _chart(sides, OF_QUESTIONS, year, language, number)


def _chart(sides: Sequence[Side], words: Words, year: int, language: str, number: int) -> Chart | None:
    if not sides:
        return None
    used = tuple(row for side in sides for row in (side.whole, *side.cells.values()))
    masked = any(row.value is None for side in sides for row in side.cells.values())
    return Chart(
        chart_id=f"fig-{number}",
        family="passages",
        title=_title(sides, words, used, year, language),
        subtitle=sentence(words.subtitle, language, used, year=str(year)),
        how_to_read=sentence(words.read_masked if masked else words.read, language, used),
        silent=sentence(words.silent, language, used),
        alternative=_alternative(sides, used, language),
        table=_table(sides, words, used, year, language),
        evidence_ids=cited_by(used),
        wide=_draw_wide(sides, language),
        narrow=_draw_narrow(sides, language),
    )


def _sides(rows: Sequence[Row], language: str) -> list[Side]:
    found = []
    for domain in order_of("domain"):
        own = {keys_of(row.breakdown).get("passage", ""): row for row in rows if _of(row, domain)}
        whole = own.pop("", None)
        known = any(row.value is not None for row in own.values())
        if whole is not None and whole.value and known:
            found.append(Side(part_word("domain", domain, language), whole, own))
    return found


def _of(row: Row, domain: str) -> bool:
    return keys_of(row.breakdown).get("domain") == domain


def _title(sides: Sequence[Side], words: Words, used: Sequence[Row], year: int, language: str) -> Sentence:
    worse = [side.cells["worse"].value for side in sides if "worse" in side.cells]
    if worse and all(worse):
        return sentence(words.everywhere, language, used, year=str(year))
    both = any(worse)
    return sentence(words.both if both else words.title, language, used, year=str(year))


def _alternative(sides: Sequence[Side], used: Sequence[Row], language: str) -> Sentence:
    items = [word("alt_passages_item", language, domain=side.name, told=side.told(language)) for side in sides]
    return sentence("alt_passages", language, used, items=join_list(items, language))


def _table(sides: Sequence[Side], words: Words, used: Sequence[Row], year: int, language: str) -> Table:
    lines: list[tuple[TableCell, ...]] = [
        (side.name, *(_cell(side.cells.get(name), language) for name in PASSAGES)) for side in sides
    ]
    head = (word(words.head, language), *(part_word("passage", name, language) for name in PASSAGES))
    caption = sentence(words.table, language, used, year=str(year))
    return Table(caption, head, tuple(lines), frozenset({1, 2, 3, 4}))


def _cell(row: Row | None, language: str) -> TableCell:
    return absence(row, language) if row is None or row.value is None else bare(row, row.value, language)


def _draw_wide(sides: Sequence[Side], language: str) -> Piece:
    names = [wrap(side.name, LABEL, 150) for side in sides]
    told = [wrap(side.told(language), SMALL, 200) for side in sides]
    left = round(max(text_width(line, LABEL) for lines in names for line in lines) + 12)
    right = round(max(text_width(line, SMALL) for lines in told for line in lines) + 14)
    pitch = max(36.0, 17.0 * max(len(lines) for lines in (*names, *told)) + 10)
    sheet = Sheet(WIDE, pitch * len(sides), _extent(sides), (len(sides) - 0.5, -0.5), left=left, right=right)
    notes = []
    for place, (side, name, said) in enumerate(zip(sides, names, told, strict=True)):
        level = sheet.down(place)
        notes.append(sheet.note(name, left - 12, level, anchor="right"))
        notes.append(sheet.note(said, sheet.across(side.whole.value or 0) + 8, level, size=SMALL, colour=SOFT_INK))
    return sheet.figure(_marks(sides, 20 / pitch, language), (), notes)


def _draw_narrow(sides: Sequence[Side], language: str) -> Piece:
    told = [wrap(side.told(language), SMALL, NARROW - 4) for side in sides]
    most = max(len(lines) for lines in told)
    pitch = 17.0 * most + 60
    shift = (27 - pitch / 2) / pitch
    sheet = Sheet(NARROW, pitch * len(sides), _extent(sides), (len(sides) - 0.5 - shift, -0.5 - shift))
    notes = []
    for place, (side, said) in enumerate(zip(sides, told, strict=True)):
        level = sheet.down(place)
        notes.append(sheet.note(side.name, 0, level - 18))
        notes.append(sheet.note(said, 0, level + 10 + 8.5 * len(said), size=SMALL, colour=SOFT_INK))
    return sheet.figure(_marks(sides, 12 / pitch, language), (), notes)


def _marks(sides: Sequence[Side], thickness: float, language: str) -> list[Piece]:
    data = []
    for passage, look in LOOKS.items():
        cells = [(place, side.cells.get(passage)) for place, side in enumerate(sides)]
        values = [(place, row.value) for place, row in cells if row is not None and row.value is not None]
        said = [f"{sides[place].name}, {sides[place].told(language)}" for place, _ in values]
        if values:
            data.append(bars(values, thickness, said=said, **look))
    for place, side in enumerate(sides):
        whole = side.whole.value or 0
        if any(row.value is None for row in side.cells.values()) and whole > side.shown:
            corners = box(side.shown, whole, place - thickness / 2, place + thickness / 2)
            data.append(surface(corners, line=DOTTED, hatching=BLUE_HATCHED, said=word("masked", language)))
    return data


def _extent(sides: Sequence[Side]) -> tuple[float, float]:
    return 0, max(side.whole.value or 0 for side in sides)
