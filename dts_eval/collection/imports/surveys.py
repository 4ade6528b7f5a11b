"""The answers to a survey, as KoboToolbox, LimeSurvey or Google Forms export them: one line a person and a question.

Who answered never enters the workbook: people become R-001, R-002…, and a column that may tell who they are is not
read at all.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from dts_eval.collection.imports.phrases import Phrase, phrase
from dts_eval.collection.imports.proposal import LeftOut, Origin, Proposal, ProposedLine, Request
from dts_eval.collection.imports.sniffing import Source
from dts_eval.collection.imports.survey_files import Answers, is_personal, is_technical, read_answers, tool_of
from dts_eval.collection.imports.survey_questions import (
    OPEN,
    RATING,
    SITUATION,
    THEME,
    AskedColumn,
    questions_of,
)
from dts_eval.foundation.model import Record
from dts_eval.foundation.problems import Problem, problem
from dts_eval.workbook.answers import AnswerValue
from dts_eval.workbook.values import list_words, personal_data, plain

SHEET, PLAN = "surveys", "collection_plan"
LISTS = {RATING: "agreement", SITUATION: "six_months"}
PREFIX = "EQ-"
WHY = {
    RATING: "import_survey_why_rating",
    SITUATION: "import_survey_why_situation",
    OPEN: "import_survey_why_open",
    THEME: "import_survey_why_theme",
}
NOTHING = frozenset({"", "0", "non", "no", "false", "faux", "n"})
# Kobo writes « 4 », a label, or a label with its number: « 4 – tout à fait ».
_NUMBERED = re.compile(r"^\s*([1-4])\s*[-–:.)]\s*\S.*$")
Values = dict[str, AnswerValue]


def recognises(source: Source) -> bool:
    """Whether a file is the export of one of the survey tools, by its titles."""
    return bool(tool_of(source))


def propose(source: Source, request: Request) -> Proposal:
    """Propose one line for each person and question, and the survey itself in the plan when it is not there.

    A blank answer to a question with levels makes a line too: it is counted as unknown. An answer that holds a phone
    number, an address or a name is left out; so is every column that no question claims.

    Raises:
        DataProblems: no question is known, or the table given beside names what is not there.
    """
    answers = read_answers(source)
    opened = request.opened.records
    asked = questions_of(answers, request.questions, opened.get("criteria", ()), source.name)
    code = request.survey or _free_code(opened.get(PLAN, ()))
    people = _pseudonyms(len(answers.lines), code, opened.get(SHEET, ()))
    lines, slips, hidden = [], Counter[str](), Counter[str]()
    for person, cells in zip(people, answers.lines, strict=True):
        for column in asked:
            raw = answers.cell(cells, column.place)
            values = _values(column, raw, slips, hidden)
            if values is not None:
                known = {"survey": code, "year": request.year, "respondent": person, "question": column.question}
                lines.append(_line({**known, **_subject(column), **values}, column))
    planned = any(record.text("code") == code for record in opened.get(PLAN, ()))
    origin = _origin(source, answers)
    first = [] if planned or not lines else [_plan_line(code, answers, request.year)]
    return Proposal(
        origin,
        (*first, *lines),
        tuple(_left_out(answers, asked, hidden)),
        tuple(_notes(answers)),
        tuple(_doubts(slips, source.name)),
    )


def _values(column: AskedColumn, raw: str, slips: Counter[str], hidden: Counter[str]) -> Values | None:
    """Read one cell; nothing when there is nothing to say of it."""
    if column.kind in LISTS:
        item = _item(raw, LISTS[column.kind])
        if raw and item is None:
            slips[column.question] += 1
        if column.kind == RATING:
            return {"rating": item} if item else {}
        return {"situation": item} if item else None
    if column.kind == THEME:
        return {"themes": column.criterion} if plain(raw) not in NOTHING and column.criterion else None
    if raw and personal_data(raw):
        hidden[column.question] += 1
        return None
    return {"answer": raw} if raw else None


def _item(raw: str, name: str) -> str | None:
    words = list_words(name)
    numbered = _NUMBERED.match(raw)
    return words.get(plain(raw)) or (words.get(numbered.group(1)) if numbered and name == LISTS[RATING] else None)


def _subject(column: AskedColumn) -> Values:
    said: Values = {"criterion": column.criterion or None, "indicator": column.indicator or None}
    return {name: value for name, value in said.items() if value}


def _line(values: Mapping[str, AnswerValue], column: AskedColumn) -> ProposedLine:
    what = phrase("import_survey_what", question=column.question)
    return ProposedLine(SHEET, values, what, _ONE, phrase(WHY[column.kind]), cites="")


_ONE = phrase("import_survey_one_answer")


def _plan_line(code: str, answers: Answers, year: int) -> ProposedLine:
    what = phrase("import_survey_plan_what", tool=answers.tool)
    values: Values = {"code": code, "what": what.said("fr"), "kind": "survey", "state": "done", "year": year}
    named = phrase("import_survey_plan_code", code=code)
    return ProposedLine(PLAN, values, what, named, phrase("import_survey_plan_why"))


def _free_code(plan: Iterable[Record]) -> str:
    taken = {record.text("code") for record in plan}
    number = 1
    while (code := f"{PREFIX}{number:02}") in taken:
        number += 1
    return code


def _pseudonyms(many: int, code: str, there: Iterable[Record]) -> list[str]:
    """Number people after those of the same survey that are there already: they are other people."""
    known = [record.text("respondent") for record in there if record.text("survey") == code]
    last = max((int(re.sub(r"\D", "", name) or 0) for name in known), default=0)
    return [f"R-{number:03}" for number in range(last + 1, last + many + 1)]


def _left_out(answers: Answers, asked: Iterable[AskedColumn], hidden: Counter[str]) -> Iterator[LeftOut]:
    read = {column.place for column in asked}
    for place, title in enumerate(answers.titles):
        if place in read or not title.strip():
            continue
        unsaid = personal_data(title)
        shown = phrase("import_survey_untitled") if unsaid else phrase("import_survey_column", title=title)
        if is_personal(title):
            yield LeftOut(shown, phrase("import_survey_why_personal"))
        elif not is_technical(title):
            yield LeftOut(shown, phrase("import_survey_why_unknown"))
    for question in sorted(hidden):
        yield LeftOut(phrase("import_survey_answers", n=hidden[question], question=question), _WHY_HIDDEN)


_WHY_HIDDEN: Phrase = phrase("import_survey_why_hidden")


def _notes(answers: Answers) -> Iterator[Phrase]:
    yield phrase("import_survey_note_people", n=len(answers.lines))
    if answers.unfinished:
        yield phrase("import_survey_note_unfinished", n=answers.unfinished)


def _doubts(slips: Counter[str], file: str) -> Iterator[Problem]:
    for question in sorted(slips):
        yield problem("import_survey_level_not_read", file, question=question, count=str(slips[question]))


def _origin(source: Source, answers: Answers) -> Origin:
    return Origin(
        source.name,
        source.fingerprint,
        phrase("import_title_survey", tool=answers.tool),
        phrase("import_author_survey"),
        phrase("import_note_survey", n=len(answers.lines)),
        kind="survey",
        grade="declared",
    )
