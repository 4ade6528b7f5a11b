"""The votes as rows tell them: one ballot for each criterion."""

from collections.abc import Sequence
from dataclasses import dataclass

from dts_eval.disclosure.rows import Row, keys_of
from dts_eval.foundation.language import capitalise, plural_form, typeset
from dts_eval.foundation.model import Criterion
from dts_eval.presentation.charts.wording import bare, word

VOICES = FOR, AGAINST, ABSTENTIONS = ("votes_for", "votes_against", "abstentions")


@dataclass(frozen=True)
class Ballot:
    """The votes on one criterion; a voice that was not noted has no row."""

    name: str
    rows: dict[str, Row]
    rejected: bool = False

    @property
    def known(self) -> dict[str, Row]:
        """The voices with a number."""
        return {voice: row for voice, row in self.rows.items() if row.value is not None}

    @property
    def complete(self) -> bool:
        """Whether votes for and against are both known."""
        return {FOR, AGAINST} <= set(self.known)

    @property
    def opposed(self) -> bool:
        """Whether somebody voted against."""
        return bool(self._number(AGAINST))

    @property
    def divided(self) -> bool:
        """Whether at least as many voted against as for."""
        return self.complete and self.opposed and self._number(AGAINST) >= self._number(FOR)

    @property
    def cast(self) -> float:
        """How long the bar of the ballot is."""
        return sum(row.value or 0 for row in self.known.values())

    def told(self, language: str) -> str:
        """Write the votes in words, zeros included: « 17 pour, 1 contre, 1 abstention »."""
        said = []
        for voice in VOICES:
            row = self.known.get(voice)
            if row is None:
                said.append(word(f"{voice}_not_noted", language))
                continue
            form = plural_form(row.value or 0, language)
            said.append(word(f"{voice}_{form}", language, n=bare(row, row.value, language)))
        return ", ".join(said)

    def _number(self, voice: str) -> float:
        row = self.known.get(voice)
        return row.value or 0 if row else 0


def ballots_of(rows: Sequence[Row], criteria: Sequence[Criterion], language: str) -> tuple[Ballot, ...]:
    """Put together the votes on each criterion, in the order of the criteria, then in that of the rows."""
    said: dict[str, dict[str, Row]] = {}
    for row in rows:
        criterion = keys_of(row.breakdown).get("criterion", "")
        if criterion and row.indicator in VOICES:
            said.setdefault(criterion, {}).setdefault(row.indicator, row)
    named = {criterion.criterion_id: criterion for criterion in criteria}
    order = [*(name for name in named if name in said), *(name for name in said if name not in named)]
    found = []
    for name in order:
        criterion = named.get(name)
        title = capitalise(typeset(criterion.short if criterion else name, language))
        found.append(Ballot(title, said[name], bool(criterion and criterion.decision == "rejected")))
    return tuple(ballot for ballot in found if ballot.known)
