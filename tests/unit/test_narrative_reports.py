"""No generated text of the shipped reports praises, blames, proves a cause, or breaks the typography.

What people typed is theirs: quotations, paragraphs in their own words and whatever a row holds as text are set aside
before words are looked for; the typography holds for everything that is printed.
"""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

import pytest

import dts_eval as dts
from dts_eval.disclosure.rows import Disclosed
from dts_eval.foundation.language import LANGUAGES, capitalise, texts, typeset
from dts_eval.foundation.model import Grade
from dts_eval.presentation.blocks import EvidenceRegister, Paragraph, Quote, Report, Story
from dts_eval.presentation.shown import Sentence
from dts_eval.runs.templates import shipped_structures

WORKBOOKS = {path.stem: path for path in shipped_structures()}
CASES = [(stem, language) for stem in WORKBOOKS for language in LANGUAGES]
STEPS = ("set_scope", "choose_criteria", "choose_indicators", "collect", "debate", "measure", "disclose")

# Whole words, both genders and numbers.
FORBIDDEN = {
    "fr": (
        "exemplaires?|remarquable(?:s|ment)?|exceptionnel(?:le)?s?|formidables?|inédite?s?|incontestables?|"
        "indéniables?|incontournables?|véritables?|vertueu(?:x|ses?)|performante?s?|performances?|excellence|succès|"
        "réussites?|échecs?|leaders?|pionni(?:er|ère)s?|records?|booste(?:r|nt)?|impactante?s?|impacte(?:r|nt|s)?|"
        "leviers?|valeur ajoutée|plus-values?|retour sur investissement|SROI|prouve(?:nt)?|démontre(?:nt)?|"
        "garanti(?:t|ssent)|grâce à|malheureusement|heureusement|seulement|à peine|pas moins de|"
        "force est de constater|à noter que|il est important de|au niveau de|en termes de|au final|"
        "en capacité de|les publics|bénéficiaires?|cas socia(?:l|ux)|inemployables?|éloignée?s? de l’emploi|stocks?|"
        "cohortes?|cibles?"
    ),
    "en": (
        "beneficiar(?:y|ies)|thanks to|proves?|demonstrates?|outstanding|unique|leading|best-in-class|impactful|"
        "leverages?|success(?:es|ful)?|failures?|significant(?:ly)?"
    ),
}
# Only in a negation.
NEGATED = {
    "fr": "notes?|scores?|rangs?|classements?|meilleure?s?|significati(?:f|ve)s?|prouver",
    "en": "scores?|ranks?|rankings?|best|better",
}
NEGATION = {"fr": re.compile(r"\bn(?:e|i)\b|\bn’|\bsans\b|\baucune?\b"), "en": re.compile(r"\bno[rt]?\b|\bneither\b")}
CODE = re.compile("|".join((r"E\d+", *Grade)))
QUOTED = re.compile(r"«[^»]*»|“[^”]*”")


SILENT = {
    "rows", "evidence", "claims", "stem", "language", "section_id", "chart_id", "family", "evidence_ids", "grades",
    "row_id", "grade", "numeric", "muted", "key", "code", "criterion",
}  # fmt: skip


def words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w’-])(?:{pattern})(?![\w-])", re.I)


@cache
def told(stem: str, language: str) -> tuple[Disclosed, Report]:
    evaluation: Any = dts.read_mandate(WORKBOOKS[stem], lang=language)
    for step in STEPS:
        evaluation = getattr(dts, step)(evaluation)
    return evaluation, dts.present(evaluation)


def printed(thing: Any) -> Iterator[str]:
    """Every text of a report, sentences whole; ids and codes stand in fields that nobody reads."""
    if isinstance(thing, Sentence):
        yield str(thing)
    elif isinstance(thing, str):
        if not CODE.fullmatch(thing):
            yield thing
    elif isinstance(thing, dict):
        for key, value in thing.items():
            if key in ("text", "hovertext", "ticktext", "title"):
                yield from printed(value)
            elif isinstance(value, dict | list | tuple):
                yield from printed(value)
    elif isinstance(thing, list | tuple | frozenset):
        for item in thing:
            yield from printed(item)
    elif is_dataclass(thing) and not isinstance(thing, type):
        for field in fields(thing):
            if field.name not in SILENT:
                yield from printed(getattr(thing, field.name))


def generated(thing: Any) -> Iterator[str]:
    """The texts that the report itself says: not quotations, stories, own words, nor the register."""
    if isinstance(thing, Quote | Story | EvidenceRegister) or (isinstance(thing, Paragraph) and thing.own_words):
        return
    if is_dataclass(thing) and not isinstance(thing, type | Sentence):
        for field in fields(thing):
            if field.name not in SILENT:
                yield from generated(getattr(thing, field.name))
    elif isinstance(thing, list | tuple):
        for item in thing:
            yield from generated(item)
    else:
        yield from printed(thing)


def own_words(disclosed: Disclosed, language: str) -> list[str]:
    """What people typed, as it may stand outside quotation marks: lists, names of categories, effects."""
    typed = {disclosed.structure.name, *disclosed.labels.values()}
    for row in disclosed.rows:
        typed |= {row.text, *row.text.split(";"), row.breakdown, *row.breakdown.replace(";", "=").split("=")}
    known = {typeset(text.strip(), language).removesuffix(".") for text in typed}
    known |= {capitalise(text) for text in known}
    return sorted((text for text in known if " " in text), key=len, reverse=True)


def own_voice(text: str, typed: list[str]) -> str:
    text = QUOTED.sub("", text)
    for own in typed:
        text = text.replace(own, "")
    return text


def test_the_words_looked_for_are_found_where_they_stand():
    typed = ["La structure est exemplaire"]
    found = words(FORBIDDEN["fr"])
    assert found.search(own_voice("C’est grâce à elle.", typed))
    assert found.search(own_voice("Des Exemplaires « non »", typed))
    assert not found.search(own_voice("Elle dit « c’est un succès » et s’y tient.", typed))
    assert not found.search(own_voice("La structure est exemplaire.", typed))
    assert not found.search("Le recordman du bénéficiaire-payeur")


@pytest.mark.parametrize(("stem", "language"), CASES)
def test_no_forbidden_word_in_the_voice_of_the_report(stem, language):
    disclosed, report = told(stem, language)
    typed = own_words(disclosed, language)
    forbidden, negated = words(FORBIDDEN[language]), words(NEGATED[language])
    found = []
    for text in generated(report):
        voice = own_voice(text, typed)
        found += [(match[0], text) for match in forbidden.finditer(voice)]
        for sentence in re.split(r"(?<=[.;])\s", voice):
            if not NEGATION[language].search(sentence):
                found += [(match[0], text) for match in negated.finditer(sentence)]
    assert found == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_forbidden_word_in_any_text_a_report_may_say(language):
    """Also what the shipped structures do not call for; notes to the people who fill in the workbook are not said."""
    forbidden = words(FORBIDDEN[language])
    found = []
    for key, text in texts(language).items():
        if not key.startswith(("workbook_", "problem_", "cli_", "import_")):
            for form in text.values() if isinstance(text, dict) else (text,):
                found += [(key, match[0]) for match in forbidden.finditer(QUOTED.sub("", form))]
    assert found == []


@pytest.mark.parametrize(("stem", "language"), CASES)
def test_nothing_is_printed_that_a_program_left_behind(stem, language):
    _, report = told(stem, language)
    left = re.compile(r"\b(?:None(?! of)|nan|NaT|True|False|not_available|small_count)\b|[{}]|\w=\w")
    found = [text for text in printed(report) if left.search(text)]
    assert found == []


@pytest.mark.parametrize(("stem", "language"), CASES)
def test_no_double_space_and_no_straight_apostrophe(stem, language):
    _, report = told(stem, language)
    wrong = re.compile(r"[ \u00a0\u202f]{2}|(?<=\w)'(?=\w)|(?<!\d)\"")
    assert [text for text in printed(report) if wrong.search(text)] == []


@pytest.mark.parametrize("stem", WORKBOOKS)
def test_french_signs_have_their_no_break_spaces(stem):
    _, report = told(stem, "fr")
    wrong = re.compile(
        r"\d[ \u202f]?[%€]"  # a figure and its sign are never parted
        r"|[ \u00a0][;!?]|[ \u202f]:(?!\d)"  # narrow before ; ! ?, no-break before :
        r"|(?<=\w)[;!?](?=\s|$)|(?<=\w):(?=\s|$)"  # a space there must be
        r"|«(?!\u00a0)|(?<!\u00a0)»"
        r"|(?<!\d)\d{1,3} \d{3}(?!\d)"
    )
    found = [text for text in printed(report) if wrong.search(text) and not text.startswith("http")]
    assert found == []


@pytest.mark.parametrize(("stem", "language"), CASES)
def test_every_sentence_that_claims_something_bears_its_evidence(stem, language):
    """A sentence that holds a number of a row cites at least what that number cites."""
    _, report = told(stem, language)

    def sentences(thing: Any) -> Iterator[Sentence]:
        if isinstance(thing, Sentence):
            yield thing
        elif isinstance(thing, list | tuple):
            for item in thing:
                yield from sentences(item)
        elif is_dataclass(thing) and not isinstance(thing, type):
            for field in fields(thing):
                yield from sentences(getattr(thing, field.name))

    checked = 0
    for sentence in sentences(report.sections):
        for part in sentence.text.parts:
            cited = getattr(part, "evidence_ids", ())
            checked += bool(cited)
            assert set(cited) <= set(sentence.evidence_ids), str(sentence)
    assert checked
