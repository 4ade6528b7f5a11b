"""Places actors around an ellipse, in a fixed order, and between two of them a line that its letter names."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from dts_eval.presentation.charts.colours import BLUE, EDGE, INK, LABEL, PAPER, SMALL
from dts_eval.presentation.charts.drawing import points, strokes
from dts_eval.presentation.charts.lettering import wrap
from dts_eval.presentation.charts.sheet import WIDE, Piece, Sheet
from dts_eval.presentation.charts.wording import word
from dts_eval.workbook.layout import layout

# Dash and letter say the nature, never colour alone: the map is read on grey paper too.
LOOKS = {
    "alliance": {"color": BLUE, "width": 2.6},
    "interdependence": {"color": BLUE, "width": 2.2, "dash": "9px,3px"},
    "negotiation": {"color": INK, "width": 1.5, "dash": "5px,4px"},
    "neutrality": {"color": EDGE, "width": 1.2, "dash": "1px,4px"},
    "opposition": {"color": INK, "width": 2.4, "dash": "2px,3px"},
    "other": {"color": EDGE, "width": 1.2},
}
ALONG = (0.5, 0.42, 0.58, 0.34, 0.66, 0.28, 0.72)
CLEARANCE = 20.0
DISC = {"color": BLUE, "width": 1.6}
LETTER_EDGE = {"color": EDGE, "width": 1}
Place = tuple[float, float]


@dataclass(frozen=True)
class Bond:
    """A relation between two actors, known by their places in the list."""

    one: int
    other: int
    nature: str


def draw(names: Sequence[str], bonds: Sequence[Bond], language: str, width: float) -> Piece:
    """Draw the map: names beside their discs, or numbers and a list below on a phone."""
    wide = width == WIDE
    across, down = (150.0, 128.0) if wide else (118.0, 118.0)
    centre = (width / 2, down + 44)
    spots = [_spot(place, len(names), centre, across, down) for place in range(len(names))]
    used = [nature for nature in LOOKS if any(bond.nature == nature for bond in bonds)]
    below = centre[1] + down + 40
    listed = [] if wide else [wrap(f"{place} {name}", LABEL, width - 8) for place, name in enumerate(names, 1)]
    height = below + 19 * len(used) + sum(17 * len(lines) + 3 for lines in listed) + 12
    sheet = Sheet(width=width, height=height, x=(0, width), y=(0, height))
    notes = _names(sheet, names, spots, centre) if wide else _numbers(sheet, spots)
    data = [strokes([_pair(sheet, spots, bond) for bond in bonds if bond.nature == nature], LOOKS[nature])
            for nature in used]  # fmt: skip
    letters = _letters(spots, bonds)
    data.append(points([_at(sheet, spot) for spot, _ in letters], size=16, colour=PAPER, outline=LETTER_EDGE))
    size, colour = (11, BLUE) if wide else (22, PAPER)
    data.append(points([_at(sheet, spot) for spot in spots], size=size, colour=colour, outline=DISC, said=list(names)))
    notes += [
        sheet.note(_letter(nature, language), *spot, anchor="center", size=SMALL, bold=True)
        for spot, nature in letters
    ]
    legend, reached = _legend(sheet, used, below, language)
    data += legend[0]
    notes += legend[1]
    for lines in listed:
        notes.append(sheet.note(lines, 0, reached + 8.5 * len(lines)))
        reached += 17 * len(lines) + 3
    return sheet.figure(data, (), notes)


def _letter(nature: str, language: str) -> str:
    return word(f"letter_{nature}", language)


def _spot(place: int, number: int, centre: Place, across: float, down: float) -> Place:
    turn = -math.pi / 2 + 2 * math.pi * (place + 0.5) / number
    return round(centre[0] + across * math.cos(turn), 2), round(centre[1] + down * math.sin(turn), 2)


def _at(sheet: Sheet, spot: Place) -> Place:
    return spot[0], round(sheet.height - spot[1], 2)


def _pair(sheet: Sheet, spots: Sequence[Place], bond: Bond) -> tuple[Place, Place]:
    return _at(sheet, spots[bond.one]), _at(sheet, spots[bond.other])


def _letters(spots: Sequence[Place], bonds: Sequence[Bond]) -> list[tuple[Place, str]]:
    placed: list[tuple[Place, str]] = []
    for bond in bonds:
        (x0, y0), (x1, y1) = spots[bond.one], spots[bond.other]
        others = [(spots[other.one], spots[other.other]) for other in bonds if other is not bond]
        choices = [(x0 + (x1 - x0) * share, y0 + (y1 - y0) * share) for share in ALONG]
        placed.append((max(choices, key=lambda spot: _room(spot, placed, others)), bond.nature))
    return placed


def _room(spot: Place, placed: Sequence[tuple[Place, str]], lines: Sequence[tuple[Place, Place]]) -> float:
    """How much room a letter has, to the other letters and to the lines that are not its own."""
    to_letters = min((math.dist(spot, other) for other, _ in placed), default=CLEARANCE)
    to_lines = min((_distance(spot, *line) for line in lines), default=CLEARANCE)
    return min(to_letters, CLEARANCE) + min(to_lines, CLEARANCE / 2)


def _distance(spot: Place, start: Place, end: Place) -> float:
    along = (end[0] - start[0], end[1] - start[1])
    length = math.hypot(*along)
    share = ((spot[0] - start[0]) * along[0] + (spot[1] - start[1]) * along[1]) / (length * length)
    share = min(1.0, max(0.0, share))
    return math.dist(spot, (start[0] + share * along[0], start[1] + share * along[1]))


def _names(sheet: Sheet, names: Sequence[str], spots: Sequence[Place], centre: Place) -> list[Piece]:
    notes = []
    for name, (across, down) in zip(names, spots, strict=True):
        right = across >= centre[0]
        room = (sheet.width - across if right else across) - 18
        lines = wrap(name, LABEL, room)
        lift = 0.0 if abs(across - centre[0]) > 60 else (-14.0 if down < centre[1] else 14.0)
        notes.append(
            sheet.note(lines, across + (12 if right else -12), down + lift, anchor="left" if right else "right")
        )
    return notes


def _numbers(sheet: Sheet, spots: Sequence[Place]) -> list[Piece]:
    return [
        sheet.note(str(place), *spot, anchor="center", size=SMALL, bold=True) for place, spot in enumerate(spots, 1)
    ]


def _legend(
    sheet: Sheet, used: Sequence[str], below: float, language: str
) -> tuple[tuple[list[Piece], list[Piece]], float]:
    data, notes = [], []
    for place, nature in enumerate(used):
        level = below + 19 * place
        data.append(strokes([(_at(sheet, (4, level)), _at(sheet, (58, level)))], LOOKS[nature]))
        name = layout().word("relation", nature, language)
        text = word("legend_relation", language, letter=_letter(nature, language), name=name)
        notes.append(sheet.note(text, 66, level))
    return (data, notes), below + 19 * len(used)
