"""Names of files and the order of names: safe for every disk, and as a dictionary has them."""

import pytest

from dts_eval.foundation.names import alphabetical, comparison_stem, report_stem, slug_of


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("Ma structure.xlsx", "ma-structure"),
        ("L’Épicerie n° 2 (été).ods", "lepicerie-n-2-ete"),
        ("../../etc.xlsx", "etc"),
        ("日本.xlsx", "structure"),
    ],
)
def test_a_name_becomes_safe_for_files(typed, slug):
    assert slug_of(typed) == slug


def test_a_report_says_in_its_name_what_sets_it_apart():
    assert report_stem("a.xlsx", 2024, "internal", "fr") == "a-2024"
    assert report_stem("a.xlsx", 2024, "external", "en") == "a-2024-externe-en"


def test_a_comparison_is_named_after_its_folder():
    assert comparison_stem("réseau.2024", False, "internal", "fr") == "comparaison-reseau-2024"
    assert comparison_stem("cas", True, "external", "en") == "comparaison-cas-avec-fictives-externe-en"


def test_names_come_as_in_a_dictionary():
    names = ["Solidarité", "études", "Zèbre", "l’Abri", "Étude", "abri", "L’abeille", "Études"]
    assert sorted(names, key=alphabetical) == [
        "abri", "Étude", "Études", "études", "L’abeille", "l’Abri", "Solidarité", "Zèbre",
    ]  # fmt: skip
