"""What the structures of a network chose: a bar for each criterion of the catalogue, in its order."""

from collections.abc import Sequence

from dts_eval.comparison.network.pooling import DECISIONS, CriterionLine
from dts_eval.criteria.definitions import criteria
from dts_eval.disclosure.rows import Row
from dts_eval.foundation.language import join_list, plural_form, typeset
from dts_eval.presentation.blocks import Chart, Table, TableCell
from dts_eval.presentation.charts.colours import BLUE, INK, LABEL, PALE_BLUE, PAPER, SMALL, SOFT_INK
from dts_eval.presentation.charts.drawing import DOTTED, bars
from dts_eval.presentation.charts.lettering import text_width, wrap
from dts_eval.presentation.charts.sheet import NARROW, WIDE, Piece, Sheet
from dts_eval.presentation.charts.wording import bare, sentence, word
from dts_eval.presentation.shown import Sentence, cited_by

LOOKS = {
    "kept": {"colour": BLUE},
    "rejected": {"colour": PALE_BLUE, "outline": {"color": BLUE, "width": 1}},
    "silent": {"colour": PAPER, "outline": DOTTED},
}


def network_choices(lines: Sequence[CriterionLine], *, language: str, number: int) -> Chart:
    """Draw how many structures kept each criterion, set it aside, or did not speak of it."""
    own = tuple(row for line in lines for row in line.decisions.values())
    none = [line for line in lines if not line.decisions["kept"].value]
    key = "title_network_choices_none" if none else "title_network_choices"
    items = [
        word("alt_network_choice", language, criterion=_name(line, language), votes=_told(line, language))
        for line in lines
    ]
    table: list[tuple[TableCell, ...]] = [
        (_name(line, language), *(bare(line.decisions[one], line.decisions[one].value, language) for one in DECISIONS))
        for line in lines
    ]
    head = tuple(
        word(one, language)
        for one in ("head_criterion", "head_network_kept", "head_network_rejected", "head_network_silent")
    )
    return Chart(
        chart_id=f"fig-{number}",
        family="network_choices",
        title=sentence(key, language, [line.decisions["kept"] for line in none or lines], n=len(none)),
        subtitle=sentence("network_choices_subtitle", language, own),
        how_to_read=_how_to_read(lines[0], language),
        silent=sentence("silent_network_choices", language, own),
        alternative=sentence("alt_network_choices", language, own, items=join_list(items, language)),
        table=Table(sentence("table_network_choices", language, own), head, tuple(table), frozenset({1, 2, 3})),
        evidence_ids=cited_by(own),
        wide=_wide(lines, language),
        narrow=_narrow(lines, language),
    )


def _name(line: CriterionLine, language: str) -> str:
    return typeset(criteria()[line.criterion].short(language), language)


def _how_to_read(line: CriterionLine, language: str) -> Sentence:
    rows = tuple(line.decisions.values())
    return sentence(
        "read_network_choices", language, rows, criterion=_name(line, language), votes=_told(line, language)
    )


def _told(line: CriterionLine, language: str) -> str:
    said = []
    for one in DECISIONS:
        row = line.decisions[one]
        if row.value or one == "kept":
            said.append(_counted(one, row, language))
    return ", ".join(said)


def _counted(decision: str, row: Row, language: str) -> str:
    n = bare(row, row.value, language)
    if decision == "silent":
        form = plural_form(row.value or 0, language)
        return word("network_silent_one" if form == "one" else "network_silent_many", language, n=n)
    return word("network_kept" if decision == "kept" else "network_rejected", language, n=n)


def _wide(lines: Sequence[CriterionLine], language: str) -> Piece:
    names = [wrap(_name(line, language), LABEL, 250) for line in lines]
    pitch = max(40.0, 17.0 * max(len(name) for name in names) + 8)
    left = round(max(text_width(part, LABEL) for name in names for part in name) + 12)
    sheet = Sheet(WIDE, pitch * len(lines), _extent(lines), _ends(lines), left=left, right=8.0)
    notes = []
    for place, (line, name) in enumerate(zip(lines, names, strict=True)):
        level = sheet.down(place)
        notes.append(sheet.note(name, left - 12, level, anchor="right", colour=INK))
        notes.append(sheet.note(_told(line, language), left, level + 10.5, size=SMALL, colour=SOFT_INK))
    return sheet.figure(_marks(lines, language, 16 / pitch, -6 / pitch), (), notes)


def _narrow(lines: Sequence[CriterionLine], language: str) -> Piece:
    names = [wrap(_name(line, language), LABEL, NARROW - 4) for line in lines]
    told = [wrap(_told(line, language), SMALL, NARROW - 4) for line in lines]
    above, below = 17.0 * max(len(name) for name in names), 15.0 * max(len(said) for said in told)
    pitch = above + below + 34
    sheet = Sheet(NARROW, pitch * len(lines), _extent(lines), _ends(lines), right=2.0)
    shift = (above + 11 - pitch / 2) / pitch
    notes = []
    for place, (name, said) in enumerate(zip(names, told, strict=True)):
        bar = sheet.down(place + shift)
        notes.append(sheet.note(name, 0, bar - 11 - 8.5 * len(name), colour=INK))
        notes.append(sheet.note(said, 0, bar + 10 + 7.5 * len(said), size=SMALL, colour=SOFT_INK))
    return sheet.figure(_marks(lines, language, 12 / pitch, shift), (), notes)


def _ends(lines: Sequence[CriterionLine]) -> tuple[float, float]:
    return len(lines) - 0.5, -0.5


def _extent(lines: Sequence[CriterionLine]) -> tuple[float, float]:
    return 0, max(sum(row.value or 0 for row in line.decisions.values()) for line in lines)


def _marks(lines: Sequence[CriterionLine], language: str, thickness: float, shift: float) -> list[Piece]:
    data = []
    for one, look in LOOKS.items():
        values = [(place + shift, line.decisions[one].value) for place, line in enumerate(lines)]
        said = [f"{_name(line, language)}, {_told(line, language)}" for line in lines]
        data.append(bars(values, thickness, said=said, **look))
    return data
