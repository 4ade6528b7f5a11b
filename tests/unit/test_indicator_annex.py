"""The annex of indicators explains the words that not everybody knows, when it uses them and only then."""

import pytest
from shipped_report import RICH, THIN, shipped_report

from dts_eval.presentation.annexes import WORDS, words_explained
from dts_eval.presentation.blocks import Listing, Table


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_word_explained_is_used_and_a_thin_report_needs_none(language: str) -> None:
    rich, thin = (
        next(section for section in shipped_report(stem, language).sections if section.section_id == "indicateurs")
        for stem in (RICH, THIN)
    )
    words, table = rich.blocks
    assert isinstance(words, Listing) and isinstance(table, Table)
    told = " ".join(str(cell) for line in table.lines for cell in line).lower()
    assert all(word.lower().rstrip("s") in told for word, _ in words.lines)
    assert len(words.lines) == len(WORDS)
    assert [type(block) for block in thin.blocks] == [Table]


def test_a_word_is_not_found_inside_another() -> None:
    assert words_explained([("ETP conventionnés",)], "fr")[0].lines[0][0] == "ETP"
    assert len(words_explained([("ETP conventionnés",)], "fr")[0].lines) == 1
    assert words_explained([("heures",)], "fr") == ()
