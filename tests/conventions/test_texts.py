"""The texts of both languages match key by key, and the code uses every one of them and no other.

A key is used when the code names it, when a template of the look names it, or when the code builds it from one of the
families below; each family says what may fill its hole.
"""

import ast
import re
from collections.abc import Collection, Iterator
from pathlib import Path

import pytest

from dts_eval.criteria.definitions import criteria
from dts_eval.debates.light_signs import light_signs
from dts_eval.foundation.declarations import read_declarations
from dts_eval.foundation.language import LANGUAGES, texts
from dts_eval.foundation.model import Grade, Status
from dts_eval.foundation.problems import LEVELS, problem_levels
from dts_eval.foundation.shipped import PACKAGE, text_folder
from dts_eval.foundation.units import units
from dts_eval.indicators.definitions import COMBINES
from dts_eval.presentation.annexes import WORDS
from dts_eval.presentation.breakdowns import NAMED_KEYS
from dts_eval.presentation.narrative.avoided_costs import SILENCES
from dts_eval.workbook.layout import EDITIONS, layout

QUALIFIERS = ("more_than", "less_than", "nearly", "about")
CORE = ("included", "excluded")

# What fills the hole is known beforehand: every key must exist.
CLOSED: dict[str, Collection[str]] = {
    "level_{}": LEVELS,
    "problem_{}": tuple(problem_levels()),
    "status_{}": tuple(Status),
    "grade_{}_meaning": tuple(Grade),
    "source_{}": (Grade.CORROBORATED, Grade.ESTIMATED),
    "combine_{}": COMBINES,
    "qualified_{}": QUALIFIERS,
    "mandate_{}": (*layout().lists["request_side"], "unknown"),
    "scope_core_{}": CORE,
    "scope_core_{}_no_reason": CORE,
    "project_phase_{}": tuple(layout().lists["phase"]),
    "intention_{}": ("planned", "objective", "discussed"),
    "compare_{}": ("since_start", "at_year_end"),
    "no_figure_{}": tuple(layout().lists["missing_reason"]),
    "portrait_{}": (*layout().lists["missing_reason"], "empty"),
    "{}_nothing": tuple(criteria()),
    "light_{}": tuple(light_signs()),
    "avoided_silence_{}": SILENCES,
    "avoided_silent_{}": SILENCES,
    "workbook_document_subject_{}": EDITIONS,
    "workbook_comment_{}": ("choice", "choices"),
    "rater_{}": ("unknown", "unrated"),
    "sheets_word_{}": WORDS,
    "sheets_word_{}_meaning": WORDS,
    "breakdown_{}": NAMED_KEYS,
    "breakdown_quartile_{}": ("first", "third"),
}
# What fills the hole is written in the code: the rest of each key must be a string there.
OPEN = (
    "chart_{}", "rail_{}", "rail_{}_note", "column_{}", "column_project_{}", "column_territory_{}", "column_actor_{}",
    "column_session_{}", "column_avoided_{}", "portrait_column_{}", "workbook_guide_{}",
)  # fmt: skip
# What fills the hole is built in its turn, from the words before the bar.
BUILT: dict[str, Collection[str]] = {
    "chart_qualified_{}": QUALIFIERS,
    "chart_head_{}": (*layout().lists["resource_nature"], "votes_for", "votes_against", "abstentions"),
    "chart_letter_{}": tuple(layout().lists["relation"]),
    "chart_marker_{}": tuple(layout().lists["marker"]),
    "workbook_{}_error": ("choice", "yes_no", "criterion", "indicator", "unit", "year", "integer", "date"),
    "workbook_{}_error_title": ("choice", "yes_no", "criterion", "indicator", "unit", "year", "integer", "date"),
}
VOICES = ("votes_for", "votes_against", "abstentions")
BALLOTS = {f"chart_{voice}_{rest}" for voice in VOICES for rest in ("one", "many", "not_noted")}
# The functions that say a key, and the folder in which the name means that.
SAYERS = {"say": "dts_eval", "tell": "presentation", "word": "charts", "sentence": "charts"}
FILES = sorted(path.name for path in text_folder("fr").glob("*.yaml"))


def python_files() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def trees() -> Iterator[tuple[Path, ast.AST]]:
    for path in python_files():
        yield path, ast.parse(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def literals() -> set[str]:
    return {
        node.value
        for _, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


@pytest.fixture(scope="module")
def patterns() -> set[str]:
    return {
        "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)
        for _, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
    }


@pytest.fixture(scope="module")
def look() -> set[str]:
    files = [path for path in (PACKAGE / "look").iterdir() if path.suffix in (".j2", ".typ", ".js")]
    return {
        name for path in files if ".min." not in path.name for name in re.findall(r"\w+", path.read_text("utf-8"))
    }


def forms_of(text: str | dict[str, str]) -> dict[str, str]:
    return text if isinstance(text, dict) else {"": text}


def placeholders(text: str | dict[str, str]) -> set[str]:
    return {name for form in forms_of(text).values() for name in re.findall(r"\{(\w*)\}", form)}


def test_both_languages_have_the_same_files():
    assert FILES == sorted(path.name for path in text_folder("en").glob("*.yaml"))
    assert set(LANGUAGES) == {"fr", "en"}


@pytest.mark.parametrize("file", FILES)
def test_both_languages_have_the_same_keys_in_the_same_order(file):
    french, faults = read_declarations(text_folder("fr") / file)
    english, other_faults = read_declarations(text_folder("en") / file)
    assert not faults and not other_faults
    assert list(french) == list(english)


def test_both_languages_have_the_same_placeholders_and_the_same_forms():
    french, english = texts("fr"), texts("en")
    wrong = [key for key in french if placeholders(french[key]) != placeholders(english[key])]
    assert wrong == []
    assert [key for key in french if set(forms_of(french[key])) != set(forms_of(english[key]))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_forms_are_complete_and_nothing_is_blank(language):
    for key, text in texts(language).items():
        forms = forms_of(text)
        assert set(forms) in ({""}, {"one", "many"}, {"zero", "one", "many"}), key
        assert all(isinstance(form, str) for form in forms.values()), key
        if not key.endswith("_note"):
            assert all(form.strip() for form in forms.values()), key
        if "" not in forms:
            assert "n" in placeholders(text), f"{key} has forms and no {{n}}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_placeholder_is_left_without_its_brace(language):
    for key, text in texts(language).items():
        for form in forms_of(text).values():
            bare = re.sub(r"\{\w+\}", "", form)
            assert "{" not in bare and "}" not in bare, key


@pytest.mark.parametrize("family", sorted({*CLOSED, *OPEN, *BUILT}))
def test_every_family_is_built_somewhere(family, patterns):
    assert family in patterns or family.removeprefix("chart_") in patterns


@pytest.mark.parametrize("pattern", sorted({**CLOSED, **BUILT}))
def test_every_key_that_the_code_may_build_exists(pattern):
    fillers = {**CLOSED, **BUILT}[pattern]
    assert [key for key in (pattern.format(item) for item in fillers) if key not in texts("fr")] == []


def named(path: Path, tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every key that a call to a sayer gives as a plain string."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
            folder = SAYERS.get(node.func.id)
            first = node.args[0]
            if folder is not None and folder in path.parts and isinstance(first, ast.Constant):
                yield node.lineno, ("chart_" if folder == "charts" else "") + str(first.value)


def test_every_key_that_the_code_names_exists():
    found = [(path.name, line, key) for path, tree in trees() for line, key in named(path, tree)]
    assert len(found) > 100
    assert [place for place in found if place[2] not in texts("fr")] == []


def used(key: str, literals: set[str], look: set[str]) -> bool:
    if key in literals or key in look or key in BALLOTS:
        return True
    if any(key == pattern.format(item) for pattern, items in {**CLOSED, **BUILT}.items() for item in items):
        return True
    for pattern in OPEN:
        start, end = pattern.split("{}")
        rest = key.removeprefix(start).removesuffix(end)
        if start + rest + end == key and rest in literals:
            return True
    return key.startswith("skin_") and key.removeprefix("skin_") in look


def test_every_key_is_used(literals, look):
    assert [key for key in texts("fr") if not used(key, literals, look)] == []


def test_units_and_lists_are_complete_in_both_languages():
    for unit in units().values():
        for language in LANGUAGES:
            assert all("{n}" in unit.pattern(form, language) for form in ("one", "many")), unit.unit_id
    for name, items in layout().lists.items():
        for item, words in items.items():
            assert set(words) == set(LANGUAGES) and all(words.values()), f"{name}.{item}"
