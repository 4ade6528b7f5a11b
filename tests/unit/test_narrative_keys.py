"""Every sentence of the texts is reached by a situation of the tests, or named here with the reason why not."""

import re

import pytest
import test_narrative_choice
import test_narrative_debate
import test_narrative_effects
import test_narrative_figures
import test_narrative_frame
import test_narrative_projects
import test_narrative_signs
import test_narrative_surveys
from row_samples import plain

from dts_eval.foundation.declarations import read_declarations
from dts_eval.foundation.language import texts
from dts_eval.foundation.shipped import PACKAGE, text_folder

MODULES = (
    test_narrative_figures, test_narrative_frame, test_narrative_choice, test_narrative_effects, test_narrative_debate,
    test_narrative_projects, test_narrative_signs, test_narrative_surveys,
)  # fmt: skip
SITUATIONS = {
    f"{module.__name__.removeprefix('test_narrative_')}: {name}": situation
    for module in MODULES
    for name, situation in module.SITUATIONS.items()
}
# Words that stand inside another sentence: the situation whose sentences hold them.
INSIDE = {
    "qualified_more_than": "figures: qualified: more than",
    "qualified_less_than": "figures: qualified: less than",
    "qualified_about": "figures: qualified: about",
    "qualified_nearly": "figures: qualified: nearly",
    "accounts_count": "debate: lead: figures and accounts",
}


def keys() -> list[str]:
    return list(read_declarations(text_folder("fr") / "sentences.yaml")[0])


def test_at_least_220_situations_are_told_apart():
    told = {situation.expected for situation in SITUATIONS.values() if situation.expected}
    assert len(told) >= 220


def test_every_sentence_is_reached_or_named():
    reached = {key for situation in SITUATIONS.values() for key in situation.keys()}
    assert [key for key in keys() if key not in reached | set(INSIDE)] == []


def test_words_inside_a_sentence_are_still_in_the_code():
    reached = {key for situation in SITUATIONS.values() for key in situation.keys()}
    code = "\n".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
    for key in INSIDE:
        assert key in keys()
        assert key not in reached, f"{key} is reached: take it out of the list"
        pattern = re.sub(r"(more_than|less_than|about|nearly)$", "{", key)
        assert f'"{key}"' in code or f'f"{pattern}' in code, f"{key} is not in the code any more"


@pytest.mark.parametrize("key", INSIDE)
def test_words_inside_a_sentence_are_those_of_their_text(key):
    text = texts("fr")[key]
    form = text["many"] if isinstance(text, dict) else text
    fixed = plain(re.sub(r"\{\w+\}", "", form)).strip()
    assert any(fixed in told for told in SITUATIONS[INSIDE[key]].told())


@pytest.mark.parametrize("name", SITUATIONS)
def test_english_says_the_same_sentences_in_the_same_order(name):
    french, english = SITUATIONS[name], SITUATIONS[name].in_english()
    assert [said.text.key for said in english.sentences()] == [said.text.key for said in french.sentences()]
    assert [said.evidence_ids for said in english.sentences()] == [said.evidence_ids for said in french.sentences()]


@pytest.mark.parametrize("name", SITUATIONS)
def test_a_sentence_begins_with_a_capital_and_ends_with_a_full_stop(name):
    for situation in (SITUATIONS[name], SITUATIONS[name].in_english()):
        for told in situation.told():
            assert told.endswith((".", "?")), told
            assert told[0].isupper() or told[0].isdigit() or told[0] in "«“", told
            assert "  " not in told and "{" not in told and ".." not in told, told
