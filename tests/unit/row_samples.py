"""Small builders of rows, for tests that say which sentence a situation calls for; nobody and nothing here is real."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from dts_eval.disclosure.rows import Cited, Disclosed, Row
from dts_eval.foundation.model import Criterion, Structure
from dts_eval.presentation.book import Book
from dts_eval.presentation.shown import Sentence

YEAR = 2024
MEALS, REST = "local_meals", "local_rest"
LABELS = {MEALS: "Repas partagés", f"{MEALS}.definition": "Repas pris ensemble."}
STRUCTURE = Structure("essai", "Atelier du Gué", "aci", YEAR, 5, True)
LOCAL = Criterion(REST, "local", "le droit au repos", "Droit au repos", "added", local=True)
NEEDS = Criterion("needs", "territory", "l’apport de réponses à des besoins mal ou non satisfaits", "Besoins", "kept")
ORDINARY = str.maketrans({"\u202f": " ", "\u00a0": " "})


def row(indicator: str = MEALS, value: float | None = None, **said: Any) -> Row:
    """A row of the structure of the tests; its id follows its year, indicator and breakdown."""
    year = said.pop("year", YEAR)
    breakdown = said.pop("breakdown", "")
    known: dict[str, Any] = {
        "row_id": f"essai/{year or ''}/{indicator}/{breakdown}", "structure_id": "essai", "structure": STRUCTURE.name,
        "kind": "figure", "year": year, "period": "", "dimension": "local", "criterion": REST, "indicator": indicator,
        "breakdown": breakdown, "value": value, "text": "", "numerator": None, "denominator": None, "unknown": None,
        "low": None, "high": None, "unit": "event", "qualifier": "", "status": "measured", "reason": "",
        "grade": "records", "evidence_ids": ("E1",),
    }  # fmt: skip
    return Row(**{**known, **said})


def fact(indicator: str, text: str = "", **said: Any) -> Row:
    """A row that frames the evaluation, in words or with a count."""
    unit = "plain" if "value" in said else ""
    return row(indicator, **{"kind": "scope", "year": None, "criterion": "", "unit": unit, "text": text, **said})


def thing(kind: str, code: str, /, **said: str) -> list[Row]:
    """The rows of one thing: a stakeholder, an activity, a session, a decision."""
    return [fact(f"{kind}_{field}", text, breakdown=f"{kind}={code}") for field, text in said.items()]


def effect(code: str = "F-01", *, status: str = "observed", sense: str = "positive", **said: str) -> list[Row]:
    """The rows of one effect; ``effect`` is its statement."""
    criterion = said.pop("criterion", REST)
    words = {"effect": "Les gens se parlent", **said}
    return [
        row(
            "effect" if field == "effect" else f"effect_{field}",
            kind="effect", year=None, unit="", text=text, qualifier=status, status="declared", criterion=criterion,
            breakdown=f"effect={code};sense={sense}",
        )  # fmt: skip
        for field, text in words.items()
    ]


def account(code: str = "T-01", *, voice: str = "tells", criterion: str = REST, **said: str) -> list[Row]:
    """The rows of one testimony; ``quote`` is what was said."""
    words = {"quote": "On vient, on reste.", "speaker": "une habitante", **said}
    return [
        row(
            f"testimony_{field}" if field != "quote" else "testimony",
            kind="account", year=None, unit="text" if field == "quote" else "", text=text, criterion=criterion,
            qualifier=voice if field == "quote" else "", status="declared", breakdown=f"testimony={code}",
        )  # fmt: skip
        for field, text in words.items()
    ]


def choice(criterion: str = REST, **said: Any) -> list[Row]:
    """The rows of one criterion's choice: texts as they are, votes as numbers."""
    rows = []
    for field, what in said.items():
        name = field if field in ("votes_for", "votes_against", "abstentions") else f"criterion_{field}"
        words: dict[str, Any] = {"value": what, "unit": "vote"} if isinstance(what, int) else {"text": what}
        rows.append(fact(name, kind="choice", criterion=criterion, breakdown=f"criterion={criterion}", **words))
    return rows


def cited(name: str = "E1", kind: str = "cells", **said: str) -> Cited:
    """One evidence: cells of the workbook, or a document of the register."""
    known = {
        "evidence_id": name, "kind": kind, "file": "essai.xlsx", "sheet": "Relevés", "cell": "E4", "raw": "12",
        "date": "", "author": "", "interest": "", "consent": "", "grade": "records", "calculation": "", "note": "",
    }  # fmt: skip
    return Cited(**{**known, **said})


def disclosed(*rows: Row, language: str = "fr", criteria: Iterable[Criterion] = (LOCAL,), **said: Any) -> Disclosed:
    """What the structure of the tests discloses: E1 is cells, E2 a document."""
    evidence = (cited("E1"), cited("E2", "minutes", sheet="Supports", cell="A4:H4", raw="Compte rendu"))
    known: dict[str, Any] = {
        "structure": STRUCTURE, "year": YEAR, "language": language, "audience": "internal", "file": "essai.xlsx",
        "rows": rows, "evidence": evidence, "criteria": tuple(criteria), "labels": LABELS,
    }  # fmt: skip
    return Disclosed(**{**known, **said})


def book(*rows: Row, **said: Any) -> Book:
    """The same, as the sentences look rows up in it."""
    made = disclosed(*rows, **said)
    return Book(made, made.language)


def flat(*rows: Row | Iterable[Row]) -> tuple[Row, ...]:
    """Lay rows and lists of rows as one line of rows."""
    return tuple(item for part in rows for item in ((part,) if isinstance(part, Row) else tuple(part)))


def changed(value: float, since: int = YEAR - 1, **said: Any) -> Row:
    """The row of a change since another year."""
    return row(
        value=value, kind="change", breakdown=f"since={since}", period=f"{since}-{YEAR}", status="computed", **said
    )


def target(value: float, gap: float | None = None, *, who: str = "", why: str = "", unit: str = "event") -> list[Row]:
    """The rows of a target and of the distance from it."""
    rows = [row(value=value, kind="gap", breakdown="of=target", status="declared", text=who, unit=unit)]
    if gap is not None:
        rows.append(row(value=gap, kind="gap", breakdown="of=gap", status="computed", text=why, unit=unit))
    return rows


def plain(sentence: object) -> str:
    """A sentence with ordinary spaces, so that a test can be read; typography has its own tests."""
    return str(sentence).translate(ORDINARY)


@dataclass(frozen=True)
class Situation:
    """What rows hold, what is asked of the narrative, and the sentences that must come out, whole and in order."""

    rows: tuple[Row, ...]
    ask: Callable[[Book], Iterable[Sentence | None]]
    expected: tuple[str, ...]
    language: str = "fr"
    criteria: tuple[Criterion, ...] = (LOCAL,)

    def sentences(self) -> list[Sentence]:
        """Ask, and keep what was told."""
        said = self.ask(book(*self.rows, language=self.language, criteria=self.criteria))
        return [sentence for sentence in said if sentence is not None]

    def told(self) -> list[str]:
        """What was told, in ordinary spaces."""
        return [plain(sentence) for sentence in self.sentences()]

    def keys(self) -> set[str]:
        """The keys of the texts that were told."""
        return {sentence.text.key for sentence in self.sentences()}

    def in_english(self) -> "Situation":
        """The same situation, asked in English."""
        return replace(self, language="en", expected=())


