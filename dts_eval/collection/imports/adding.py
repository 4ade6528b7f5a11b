"""From a proposal to what will be written: new lines, their support, blank fields, and never a cell that is filled."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import count

from dts_eval.collection.imports.phrases import Phrase, phrase
from dts_eval.collection.imports.proposal import SUPPORTS, LeftOut, Origin, Proposal, ProposedLine
from dts_eval.foundation.model import Record
from dts_eval.foundation.problems import Problem, problem
from dts_eval.indicators.choice import indicator_of
from dts_eval.workbook.answers import Answer, AnswerValue
from dts_eval.workbook.filling import Opened
from dts_eval.workbook.layout import layout
from dts_eval.workbook.values import personal_data

LANGUAGE = "fr"
PREFIX = "I-"
# The report adds the lines of these sheets up: a line beside another one of the same sort would count twice.
ADDED_UP = {"expenses": ("year", "kind"), "resources": ("year", "nature")}
# In these, two lines may say one fact: the report shows both, each with its source.
SAYS_ONE_FACT = {"measures": ("year", "breakdown", "activity"), "targets": ("year",)}


@dataclass(frozen=True)
class Addition:
    """What importing will do to a workbook: the answers to write, the code of the new support, and what is told.

    ``answers`` is empty when nothing is new; ``proposal`` is what is really added, and what is left out and why.
    """

    answers: tuple[Answer, ...]
    code: str
    proposal: Proposal
    problems: tuple[Problem, ...]


def mark_of(origin: Origin) -> str:
    """Write the beginning of a fingerprint as a note holds it, in groups that look like nobody's number."""
    return "-".join(re.findall(".{4}", origin.fingerprint[:16]))


def plan_addition(proposal: Proposal, opened: Opened) -> Addition:
    """Plan what importing a proposal adds to a workbook.

    Lines stand below those that are there; a field of a form is filled only when it is blank; a line of a sheet that
    the report adds up is left out when lines of the same year and nature are there already. A file that was imported
    once adds nothing.
    """
    file = opened.path.name
    done = _already(proposal.origin, opened)
    if done:
        told = problem("import_already_done", proposal.origin.file, support=done)
        return Addition((), done, replace(proposal, lines=(), left_out=(), notes=()), (told,))
    lacking = [sheet for sheet in _sheets(proposal) if sheet not in opened.fields]
    if lacking:
        titles = [layout().sheet(sheet).title for sheet in lacking]
        return Addition((), "", proposal, tuple(problem("import_sheet_missing", file, title=title) for title in titles))
    code = _free_code(opened.records.get(SUPPORTS, ()))
    kept, left_out, problems = [], [], []
    for line in proposal.lines:
        fitted = _blank_fields(line, proposal, opened) if layout().sheet(line.sheet).kind == "form" else line
        reason = _reason_against(line, fitted, opened)
        if reason is not None:
            left_out.append(LeftOut(line.what, reason))
        elif fitted is not None:
            kept.append(fitted)
            problems += _beside(fitted, opened)
    final = replace(proposal, lines=tuple(kept), left_out=(*proposal.left_out, *left_out))
    answers = _answers(final, code) if kept else ()
    return Addition(answers, code, final, tuple(problems))


def _sheets(proposal: Proposal) -> list[str]:
    return list(dict.fromkeys([*(line.sheet for line in proposal.lines), *([SUPPORTS] if proposal.lines else [])]))


def _already(origin: Origin, opened: Opened) -> str:
    for record in opened.records.get(SUPPORTS, ()):
        note = record.text("note")
        if mark_of(origin) in note and origin.subject in note:
            return record.text("code")
    return ""


def _free_code(records: Iterable[Record]) -> str:
    taken = {record.text("code") for record in records}
    return next(code for number in count(1) if (code := f"{PREFIX}{number:02}") not in taken)


def _blank_fields(line: ProposedLine, proposal: Proposal, opened: Opened) -> ProposedLine | None:
    """Keep the fields of a form that are blank; none when citing the support would give a wrong proof to others."""
    form = next(iter(opened.records.get(line.sheet, ())), None)
    if form is None:
        return line
    neighbours = [one for one in proposal.lines if (one.sheet, one.cites) == (line.sheet, line.cites)]
    said = {column: value for one in neighbours for column, value in one.values.items()}
    differs = any(column in form.cells and form[column] != value for column, value in said.items())
    if line.cites in form.cells or differs:
        return None
    values = {column: value for column, value in line.values.items() if column not in form.cells}
    return replace(line, values=values) if values else None


def _reason_against(line: ProposedLine, fitted: ProposedLine | None, opened: Opened) -> Phrase | None:
    if fitted is None:
        return phrase("import_field_filled")
    records = _alike(line, opened, ADDED_UP.get(line.sheet, ()))
    return phrase("import_lines_there", n=len(records)) if records else None


def _alike(line: ProposedLine, opened: Opened, columns: Iterable[str]) -> list[Record]:
    if not columns:
        return []
    records = opened.records.get(line.sheet, ())
    return [one for one in records if all(_held(one, column) == line.values.get(column, "") for column in columns)]


def _held(record: Record, column: str) -> object:
    number = record.number(column)
    return record.text(column) if number is None else number


def _beside(line: ProposedLine, opened: Opened) -> list[Problem]:
    """Tell each line of the workbook that gives another value of the same fact."""
    found = []
    name = indicator_of(str(line.values.get("indicator", "")))
    for record in _alike(line, opened, SAYS_ONE_FACT.get(line.sheet, ())):
        other = record.number("value")
        if indicator_of(record.text("indicator")) == name and other is not None and other != line.values["value"]:
            typed = record.cells["value"].raw.replace(".", ",")
            place = record.address("value")
            said = {"typed": typed, "label": record.text("indicator")}
            found.append(problem("import_value_beside", opened.path.name, record.title, place, **said))
    return found


def _answers(proposal: Proposal, code: str) -> tuple[Answer, ...]:
    answers = [Answer(SUPPORTS, column, value, -1) for column, value in _support(proposal.origin, code).items()]
    placed = dict.fromkeys(layout_order(proposal.lines), 0)
    for line in proposal.lines:
        is_form = layout().sheet(line.sheet).kind == "form"
        placed[line.sheet] += 0 if is_form else 1
        values: dict[str, AnswerValue] = dict(line.values)
        if line.cites:
            values[line.cites] = (code,)
        answers += [Answer(line.sheet, column, value, -placed[line.sheet]) for column, value in values.items()]
    return tuple(answers)


def layout_order(lines: Iterable[ProposedLine]) -> tuple[str, ...]:
    """Return the sheets of some lines in the order of the layout."""
    named = {line.sheet for line in lines}
    return tuple(sheet.sheet_id for sheet in layout().sheets if sheet.sheet_id in named)


def _support(origin: Origin, code: str) -> Mapping[str, AnswerValue]:
    # The name of a file may hold the name or the number of somebody.
    shown = phrase("import_unnamed_file") if personal_data(origin.file) else origin.file
    title = phrase("import_support_title", title=origin.title, file=shown).said(LANGUAGE)
    marked = phrase("import_support_note", note=origin.note, mark=mark_of(origin)).said(LANGUAGE)
    return {
        "code": code,
        "title": title,
        "kind": origin.kind,
        "date": origin.date or None,
        "author": origin.author.said(LANGUAGE),
        "interest": origin.interest.said(LANGUAGE) if origin.interest else None,
        "grade": origin.grade,
        "note": marked,
    }
