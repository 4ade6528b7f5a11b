"""The votes on each criterion: for, against, abstentions, in the order of the manual."""

from collections.abc import Sequence

from dts_eval.disclosure.rows import Row
from dts_eval.foundation.language import join_list
from dts_eval.foundation.model import Criterion
from dts_eval.presentation.blocks import Chart, Table, TableCell
from dts_eval.presentation.charts.ballots import VOICES, Ballot, ballots_of
from dts_eval.presentation.charts.sheet import NARROW, WIDE
from dts_eval.presentation.charts.votes_drawing import draw
from dts_eval.presentation.charts.wording import absence, bare, sentence, told, word
from dts_eval.presentation.shown import Sentence, cited_by


def votes(rows: Sequence[Row], *, criteria: Sequence[Criterion] = (), language: str, number: int) -> Chart | None:
    """Draw how the group voted on each criterion, kept or not.

    It takes the rows ``votes_for``, ``votes_against`` and ``abstentions`` (``criterion=…``); ``criteria``
    give the names and the order. A vote not noted is not a vote of zero. Returns nothing without any vote.
    """
    ballots = ballots_of(rows, criteria, language)
    if not ballots:
        return None
    own = tuple(row for ballot in ballots for row in ballot.rows.values())
    return Chart(
        chart_id=f"fig-{number}",
        family="votes",
        title=_title(ballots, own, language),
        subtitle=sentence("votes_subtitle", language, own),
        how_to_read=_how_to_read(ballots, language),
        silent=sentence("silent_votes", language, own),
        alternative=_alternative(ballots, own, language),
        table=_table(ballots, own, language),
        evidence_ids=cited_by(own),
        wide=draw(ballots, language, WIDE),
        narrow=draw(ballots, language, NARROW),
    )


def _title(ballots: Sequence[Ballot], own: Sequence[Row], language: str) -> Sentence:
    if any(ballot.divided for ballot in ballots):
        return sentence("title_votes_divided", language, own)
    if any(ballot.opposed for ballot in ballots):
        return sentence("title_votes_opposed", language, own)
    key = "title_votes_unopposed" if all(ballot.complete for ballot in ballots) else "title_votes"
    return sentence(key, language, own)


def _how_to_read(ballots: Sequence[Ballot], language: str) -> Sentence:
    example = next((ballot for ballot in ballots if "votes_for" in ballot.known), None)
    if example is None:
        return sentence("read_votes_plain", language, ())
    row = example.known["votes_for"]
    return sentence("read_votes", language, [row], criterion=example.name, value=told(row, language))


def _alternative(ballots: Sequence[Ballot], own: Sequence[Row], language: str) -> Sentence:
    items = [word("alt_votes_item", language, criterion=ballot.name, votes=ballot.told(language)) for ballot in ballots]
    return sentence("alt_votes", language, own, items=join_list(items, language))


def _table(ballots: Sequence[Ballot], own: Sequence[Row], language: str) -> Table:
    lines: list[tuple[TableCell, ...]] = [
        (ballot.name, *(_cell(ballot.rows.get(voice), language) for voice in VOICES)) for ballot in ballots
    ]
    head = tuple(word(key, language) for key in ("head_criterion", *(f"head_{voice}" for voice in VOICES)))
    muted = frozenset(place for place, ballot in enumerate(ballots) if ballot.rejected)
    return Table(sentence("table_votes", language, own), head, tuple(lines), frozenset({1, 2, 3}), muted)


def _cell(row: Row | None, language: str) -> TableCell:
    if row is None:
        return word("not_noted", language)
    if row.value is None:
        return absence(row, language)
    return bare(row, row.value, language)
