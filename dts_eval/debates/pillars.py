"""The four pillars and 45 questions of fiche II-3, as the catalogue quotes them, and the scale of the cursor."""

from dataclasses import dataclass
from functools import cache

from dts_eval.foundation.declarations import DeclarationFaults, read_declarations
from dts_eval.foundation.language import typeset
from dts_eval.foundation.shipped import catalogue_file

# The figure of the cursor is lost in the manual's text (l.2806-2811): these bounds are ours.
LOWEST, HIGHEST = -3, 3


@dataclass(frozen=True)
class Question:
    """One question of the appreciation, in the manual's words, with the pillar it belongs to and its lines."""

    question_id: str
    pillar: str
    words: tuple[tuple[str, str], ...]
    lines: str

    def text(self, language: str) -> str:
        """Write the question; the English is ours."""
        return typeset(dict(self.words)[language], language)


@cache
def questions() -> dict[str, Question]:
    """Return the 45 questions by their number, in the manual's order.

    Raises:
        DeclarationFaults: what is wrong in ``catalogue/sustainable_development.yaml``, with its lines.
    """
    return {
        number: Question(number, number.split(".")[0], (("fr", body["fr"]), ("en", body["en"])), str(body["lines"]))
        for number, body in _declared()["questions"].items()
    }


@cache
def pillars() -> dict[str, dict[str, str]]:
    """Return the words of the four pillars, by pillar and language."""
    return {name: {"fr": body["fr"], "en": body["en"]} for name, body in _declared()["pillars"].items()}


@cache
def _declared():
    declared, faults = read_declarations(catalogue_file("sustainable_development.yaml"))
    if faults:
        raise DeclarationFaults(faults)
    return declared
