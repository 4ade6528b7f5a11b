"""Which column of an export is which question: from a table that the user gives, or from the names of our own form."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from dts_eval.collection.imports.survey_files import Answers, is_personal
from dts_eval.collection.imports.user_tables import read_user_table
from dts_eval.criteria.choice import criterion_of, local_name
from dts_eval.criteria.definitions import criteria
from dts_eval.foundation.language import LANGUAGES
from dts_eval.foundation.model import Record
from dts_eval.foundation.problems import DataProblems, Problem, problem
from dts_eval.indicators.choice import indicator_of
from dts_eval.indicators.definitions import indicators
from dts_eval.workbook.values import plain

FRENCH = "fr"
OPEN_PREFIX = "open_"
RATING, SITUATION, OPEN, THEME = "rating", "situation", "open", "theme"
KINDS = {
    RATING: ("niveaux", "niveau", "quatre niveaux", "levels", "rating"),
    SITUATION: ("situation",),
    OPEN: ("ouverte", "réponse ouverte", "texte", "open"),
    THEME: ("thème", "theme", "case cochée", "checkbox"),
}
TABLE = {
    "column": ("Colonne", "Column"),
    "question": ("Question",),
    "subject": ("Critère ou indicateur", "Criterion or indicator"),
    "kind": ("Sorte", "Kind"),
}


@dataclass(frozen=True)
class AskedColumn:
    """One column that holds answers: where it stands, the question as it was asked, what it lights, and how.

    ``criterion`` and ``indicator`` are labels as the workbook writes them; a column that lights nothing has neither.
    """

    place: int
    question: str
    kind: str
    criterion: str = ""
    indicator: str = ""


def questions_of(
    answers: Answers, table: Path | None, own_criteria: Iterable[Record], file: str
) -> tuple[AskedColumn, ...]:
    """Find the columns that hold answers, from a table when there is one.

    Raises:
        DataProblems: the table cannot be read or names what is not there, or no column is known without it.
    """
    own = [record.text("criterion") for record in own_criteria]
    if table is not None:
        return _from_table(answers, table, own)
    found = tuple(asked for place in range(len(answers.titles)) if (asked := _of_our_form(answers, place, own)))
    if not found:
        raise DataProblems([problem("import_survey_no_question", file)])
    return found


def _of_our_form(answers: Answers, place: int, own: list[str]) -> AskedColumn | None:
    """Know a column by the name that our questionnaire gives it, or by the words of its question."""
    title = answers.titles[place]
    name = plain(title.rsplit("/", 1)[-1])
    for indicator_id, definition in indicators().items():
        asked = definition.question
        if asked and name in (indicator_id, *(plain(asked.texts[language]) for language in LANGUAGES)):
            if asked.kind == OPEN:
                label = criteria()[definition.criterion].label(FRENCH)
                return AskedColumn(place, asked.texts[FRENCH], OPEN, criterion=label)
            return AskedColumn(place, asked.texts[FRENCH], asked.kind, indicator=definition.label(FRENCH))
    if name.startswith(OPEN_PREFIX):
        named = name.removeprefix(OPEN_PREFIX)
        label = criteria()[named].label(FRENCH) if named in criteria() else _local(named, own)
        return AskedColumn(place, title.rsplit("/", 1)[-1], OPEN, criterion=label) if label else None
    return None


def _local(name: str, own: list[str]) -> str:
    return next((label for label in own if local_name("local", label) == name), "")


def _from_table(answers: Answers, table: Path, own: list[str]) -> tuple[AskedColumn, ...]:
    file, rows = read_user_table(table, TABLE)
    problems: list[Problem] = []
    found = []
    for line, row in rows:
        place = answers.column(row["column"])
        kind = next((kind for kind, words in KINDS.items() if plain(row["kind"]) in words), "")
        indicator = indicator_of(row["subject"]) if row["subject"] else ""
        criterion = _criterion(row["subject"], own)
        wrong = {
            "import_survey_column_missing": (place is None, row["column"]),
            # A level or a tick tells nothing of who gave it, whatever the words of its question.
            "import_survey_personal_column": (kind == OPEN and is_personal(row["column"]), row["column"]),
            "import_survey_kind_unknown": (not kind, row["kind"]),
            "import_survey_subject_unknown": (bool(row["subject"]) and not indicator and not criterion, row["subject"]),
        }
        told = [problem(code, file, cell=str(line), typed=typed) for code, (is_so, typed) in wrong.items() if is_so]
        problems += told
        if not told and place is not None:
            label = indicators()[indicator].label(FRENCH) if indicator else ""
            found.append(AskedColumn(place, row["question"] or row["column"], kind, criterion, label))
    if problems:
        raise DataProblems(problems)
    return tuple(found)


def _criterion(text: str, own: list[str]) -> str:
    known = criterion_of(text) if text else ""
    if known:
        return criteria()[known].label(FRENCH)
    return next((label for label in own if label and plain(label) == plain(text)), "")
