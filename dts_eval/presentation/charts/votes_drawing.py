"""Places one bar for each criterion: for, against, abstentions hatched; the votes in words."""

from collections.abc import Sequence

from dts_eval.presentation.charts.ballots import ABSTENTIONS, AGAINST, FOR, Ballot
from dts_eval.presentation.charts.colours import BLUE, INK, LABEL, PALE_BLUE, PAPER, SMALL, SOFT_INK
from dts_eval.presentation.charts.drawing import BLUE_HATCHED, bars
from dts_eval.presentation.charts.lettering import text_width, wrap
from dts_eval.presentation.charts.sheet import NARROW, WIDE, Piece, Sheet

LOOKS = {
    FOR: {"colour": BLUE},
    AGAINST: {"colour": PALE_BLUE, "outline": {"color": BLUE, "width": 1}},
    ABSTENTIONS: {"colour": PAPER, "outline": {"color": BLUE, "width": 1}, "hatching": BLUE_HATCHED},
}


def draw(ballots: Sequence[Ballot], language: str, width: float) -> Piece:
    """Draw the ballots: names on the left and words on the right, or both around the bar on a phone."""
    return _wide(ballots, language) if width == WIDE else _narrow(ballots, language)


def _wide(ballots: Sequence[Ballot], language: str) -> Piece:
    names = [wrap(ballot.name, LABEL, 190) for ballot in ballots]
    pitch = max(34.0, 17.0 * max(len(lines) for lines in names) + 8)
    left = round(max(text_width(line, LABEL) for lines in names for line in lines) + 12)
    right = round(max(text_width(ballot.told(language), LABEL) for ballot in ballots) + 10)
    sheet = Sheet(WIDE, pitch * len(ballots), _extent(ballots), (len(ballots) - 0.5, -0.5), left=left, right=right)
    notes = []
    for place, (ballot, lines) in enumerate(zip(ballots, names, strict=True)):
        level = sheet.down(place)
        colour = SOFT_INK if ballot.rejected else INK
        notes.append(sheet.note(lines, left - 12, level, anchor="right", colour=colour))
        notes.append(sheet.note(ballot.told(language), sheet.across(ballot.cast) + 8, level, colour=colour))
    return sheet.figure(_marks(ballots, 20 / pitch, language), (), notes)


def _narrow(ballots: Sequence[Ballot], language: str) -> Piece:
    names = [wrap(ballot.name, LABEL, NARROW - 4) for ballot in ballots]
    most = max(len(lines) for lines in names)
    pitch = 17.0 * most + 52
    shift = (17.0 * most + 10 - pitch / 2) / pitch
    ends = (len(ballots) - 0.5 - shift, -0.5 - shift)
    sheet = Sheet(NARROW, pitch * len(ballots), _extent(ballots), ends)
    notes = []
    for place, (ballot, lines) in enumerate(zip(ballots, names, strict=True)):
        level = sheet.down(place)
        colour = SOFT_INK if ballot.rejected else INK
        notes.append(sheet.note(lines, 0, level - 10 - 8.5 * len(lines), colour=colour))
        notes.append(sheet.note(ballot.told(language), 0, level + 17, size=SMALL, colour=SOFT_INK))
    return sheet.figure(_marks(ballots, 12 / pitch, language), (), notes)


def _marks(ballots: Sequence[Ballot], thickness: float, language: str) -> list[Piece]:
    data = []
    for voice, look in LOOKS.items():
        values = [(place, ballot.known[voice].value) for place, ballot in enumerate(ballots) if voice in ballot.known]
        said = [f"{ballot.name}, {ballot.told(language)}" for ballot in ballots if voice in ballot.known]
        if values:
            data.append(bars(values, thickness, said=said, **look))
    return data


def _extent(ballots: Sequence[Ballot]) -> tuple[float, float]:
    return 0, max(1.0, *(ballot.cast for ballot in ballots))
