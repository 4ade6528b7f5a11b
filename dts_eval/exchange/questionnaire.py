"""A questionnaire as an XLSForm, which KoboToolbox and ODK read: what was chosen, and nothing on who answers."""

import datetime
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

from xlsxwriter import Workbook

from dts_eval.criteria.definitions import criteria
from dts_eval.foundation.language import LANGUAGES, Text, say
from dts_eval.foundation.model import Criterion, Evaluation, IndicatorChoice
from dts_eval.foundation.names import slug_of
from dts_eval.foundation.problems import DataProblems, blocking, problem
from dts_eval.indicators.definitions import Question, indicators
from dts_eval.workbook.layout import layout

# The family of criteria that structures follow already: nobody is asked what they think of a budget.
EXISTING = "existing"
NOT_CHOSEN = ("rejected", "aside")
OPEN_PREFIX = "open_"
LISTS = {"rating": "agreement", "situation": "six_months"}
NAMES = {"fr": "Français (fr)", "en": "English (en)"}
SURVEY = ("type", "name", *(f"label::{NAMES[language]}" for language in LANGUAGES), "required")
CHOICES = ("list_name", "name", *(f"label::{NAMES[language]}" for language in LANGUAGES))
SETTINGS = ("form_title", "form_id", "default_language")
CREATED = datetime.datetime(2024, 1, 1)  # noqa: DTZ001 – a workbook keeps a time without a zone
Line = tuple[str, ...]


def questionnaire(evaluation: Evaluation) -> bytes:
    """Write the questions that the group's indicators and criteria call for, in French and in English.

    A note on consent comes first; then one question for each indicator chosen that a survey can feed, then one open
    question for each criterion that the group chose. No question is required, and none is about who answers. The names
    of questions are those of indicators and criteria: their answers come back without a table.

    Source: fiche II-2, l.2661, l.2667-2669.
    """
    kept = {criterion.criterion_id: criterion for criterion in evaluation.kept}
    survey = [
        ("note", "consent", *_said("questionnaire_consent"), ""),
        *_of_indicators(evaluation.indicators, kept),
        *_of_criteria(kept.values()),
        ("note", "thanks", *_said("questionnaire_thanks"), ""),
    ]
    title = str(say("questionnaire_title", "fr", structure=evaluation.structure.name))
    form = slug_of(evaluation.structure.structure_id).replace("-", "_")
    settings = (title, f"utilite_sociale_{form}_{evaluation.structure.year}", NAMES["fr"])
    return _written({"survey": (SURVEY, survey), "choices": (CHOICES, _choices()), "settings": (SETTINGS, [settings])})


def write_questionnaire(evaluation: Evaluation, path: Path) -> Path:
    """Write the questionnaire in a file that does not exist yet.

    Raises:
        DataProblems: the workbook has points to mend, the file exists, or it cannot be written.
    """
    if blocking(evaluation.problems):
        raise DataProblems(evaluation.problems, evaluation.language)
    if path.exists():
        raise DataProblems([problem("file_exists", typed=str(path))])
    try:
        path.write_bytes(questionnaire(evaluation))
    except OSError as error:
        raise DataProblems([problem("output_not_writable", typed=str(path.parent))]) from error
    return path


def _of_indicators(choices: Iterable[IndicatorChoice], kept: dict[str, Criterion]) -> Iterator[Line]:
    for choice in choices:
        definition = indicators().get(choice.indicator_id)
        if definition is None or definition.question is None or choice.decision in NOT_CHOSEN:
            continue
        if choice.criterion in kept:
            asked = definition.question
            yield (_type(asked), choice.indicator_id, *(asked.texts[language] for language in LANGUAGES), "")


def _type(asked: Question) -> str:
    return f"select_one {LISTS[asked.kind]}" if asked.kind in LISTS else "text"


def _of_criteria(kept: Iterable[Criterion]) -> Iterator[Line]:
    for criterion in kept:
        if criterion.dimension != EXISTING:
            known = criteria().get(criterion.criterion_id)
            names = {language: known.short(language) if known else criterion.label for language in LANGUAGES}
            labels = (str(say("questionnaire_open", language, criterion=names[language])) for language in LANGUAGES)
            yield ("text", f"{OPEN_PREFIX}{criterion.criterion_id}", *labels, "")


def _choices() -> list[Line]:
    return [
        (name, item, *(_capital(words[language]) for language in LANGUAGES))
        for name in LISTS.values()
        for item, words in layout().lists[name].items()
    ]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _said(key: str) -> Iterator[str]:
    texts: Iterator[Text] = (say(key, language) for language in LANGUAGES)
    return (str(text) for text in texts)


def _written(sheets: dict[str, tuple[Line, list[Line]]]) -> bytes:
    target = BytesIO()
    with Workbook(target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"created": CREATED})
        for title, (head, lines) in sheets.items():
            sheet = book.add_worksheet(title)
            for number, line in enumerate([head, *lines]):
                for place, text in enumerate(line):
                    if text:
                        sheet.write_string(number, place, text)
    return target.getvalue()
