"""Sentences in a Word document: words, underlined numbers, signs of proof, and the links between text and register."""

from collections.abc import Iterable
from typing import Any

from dts_eval.presentation.skins.word.elements import NO_BREAK, Element, element, link, run

Told = dict[str, Any]
# The character style that underlines a number, and the sign of its proof, by grade.
UNDERLINES = {"corroborated": "Corrobore", "records": "Enregistre", "declared": "Declare", "estimated": "Estime"}
SIGNS = {"corroborated": "◉", "records": "●", "declared": "○", "estimated": "◌"}


class Pen:
    """Writes what a report says as runs, and gives every proof and every place of citation a bookmark of its own."""

    def __init__(self, evidence_ids: Iterable[str]) -> None:
        self._proofs = {evidence: f"preuve_{place}" for place, evidence in enumerate(evidence_ids, start=1)}
        self._bookmarks = 0

    def proof(self, evidence: str) -> str:
        """Return the bookmark of an evidence in the register."""
        return self._proofs[evidence]

    def place(self, anchor: str) -> str:
        """Return the bookmark of a place in the text: a part, or a first citation."""
        # Word refuses a hyphen in the name of a bookmark.
        return anchor.replace("-", "_")

    def marked(self, name: str, *inside: Element) -> list[Element]:
        """Put a bookmark around runs; nothing without a name."""
        if not name:
            return list(inside)
        self._bookmarks += 1
        start = element("w:bookmarkStart", id=self._bookmarks, name=name)
        return [start, *inside, element("w:bookmarkEnd", id=self._bookmarks)]

    def sentence(self, said: Told, style: str = "", narrow: bool = False) -> list[Element]:
        """Write a sentence, then its signs; a sign starts a line only in a column too narrow for a word with it."""
        voice = "Voix" if said["quoted"] else style
        runs = [one for part in (*said["head"], *said["tail"]) for one in self._part(part, voice)]
        for place, sign in enumerate(said["signs"]):
            runs.append(run(" " if place or narrow else NO_BREAK))
            runs += self.sign(sign)
        return runs

    def sentences(self, said: Iterable[Told], style: str = "") -> list[Element]:
        """Write sentences that follow one another."""
        runs: list[Element] = []
        for one in said:
            runs += [run(" ")] if runs else []
            runs += self.sentence(one, style)
        return runs

    def sign(self, sign: Told) -> list[Element]:
        """Write a sign of proof and its number, which lead to the register."""
        written = link(self.proof(sign["to"]), *self.grade(sign["grade"]), run(sign["label"], "Preuve"))
        return self.marked(self.place(sign["at"]), written)

    def grade(self, grade: str) -> list[Element]:
        """Write the sign of a grade, glued to what follows; nothing for no grade."""
        return [run(SIGNS[grade], "Signe"), run(NO_BREAK, "Preuve")] if grade else []

    def _part(self, part: str | Told, style: str) -> list[Element]:
        if isinstance(part, str):
            return [run(part, style)]
        # A number stays on the line of its noun.
        written = run(part["text"].replace(" ", NO_BREAK), UNDERLINES.get(part["grade"], style))
        if not part["to"]:
            return [written]
        return self.marked(self.place(part["at"]), link(self.proof(part["to"]), written))
