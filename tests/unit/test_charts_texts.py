"""The words of charts: both languages whole, every entry used, nothing forbidden."""

import re
from pathlib import Path

import pytest

import dts_eval.presentation.charts
from dts_eval.foundation.declarations import read_declarations
from dts_eval.foundation.shipped import text_folder

FOLDER = Path(dts_eval.presentation.charts.__file__).parent
FORBIDDEN = (
    r"exemplaire|remarquable|incontournable|performan\w+|excellence|succès|réussite|échec|record|impact\w*|"
    r"levier|valeur ajoutée|prouve|démontre|grâce à|malheureusement|heureusement|seulement|à peine|publics|"
    r"bénéficiaires|cible|stock|cohorte|score|rang|classement|meilleur|note"
)


def entries(language: str) -> dict[str, list[str]]:
    """Return the texts of charts in one language, each as its forms."""
    declared, faults = read_declarations(text_folder(language) / "charts.yaml")
    assert not faults
    return {key: [text] if isinstance(text, str) else [text[form] for form in text] for key, text in declared.items()}


def test_both_languages_have_the_same_texts_and_the_same_places_in_them() -> None:
    french, english = entries("fr"), entries("en")
    assert list(french) == list(english)
    for key, forms in french.items():
        places = {tuple(sorted(set(re.findall(r"\{\w+\}", form)))) for form in (*forms, *english[key])}
        assert len(places) == 1 or {"{n}"} >= set.symmetric_difference(*map(set, places)), key


def test_every_text_is_used_by_the_charts() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in FOLDER.glob("*.py"))
    families = (
        "chart_head_", "chart_qualified_", "chart_votes_", "chart_abstentions_", "chart_letter_", "chart_marker_",
    )  # fmt: skip
    unused = [
        key for key in entries("fr") if f'"{key.removeprefix("chart_")}"' not in code and not key.startswith(families)
    ]
    assert not unused


@pytest.mark.parametrize("language", ["fr", "en"])
def test_sentences_end_and_titles_do_not(language: str) -> None:
    for key, forms in entries(language).items():
        kind = key.removeprefix("chart_").split("_")[0]
        for form in forms:
            if kind == "title":
                assert not form.endswith("."), key
            if kind in ("read", "silent", "note") or "subtitle" in key:
                assert form.endswith("."), key
            assert "'" not in form, key


def test_nothing_judges() -> None:
    found = [
        (key, form)
        for key, forms in entries("fr").items()
        for form in forms
        if re.search(rf"\b({FORBIDDEN})\b", form, re.I)
    ]
    assert not found
