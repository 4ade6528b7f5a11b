"""The sheet where a session notes reactions: the sheet Débat with a line for each claim that the slides debate."""

from collections.abc import Iterator
from pathlib import Path

from dts_eval.foundation.language import say
from dts_eval.foundation.problems import DataProblems, problem
from dts_eval.presentation.blocks import Chart, Report, Unknowns
from dts_eval.presentation.slides import Slide, slides_of
from dts_eval.workbook.template import draw_sheet

SHEET, SUBJECT = "opinions", "subject"


def reactions(report: Report) -> bytes:
    """Write a workbook of one sheet Débat, with the columns of the structure's own, and the questions beside it.

    A line names an effect by its code or a criterion by its name, and says nothing until somebody speaks: a line left
    as it is brings nothing back.

    Source: fiche II-2, l.2670-2673.
    """
    language = report.language
    debated = [(number, slide) for number, slide in enumerate(slides_of(report), 1) if slide.subject]
    heads = [
        str(say(key, language))
        for key in ("reactions_slide", "reactions_subject", "reactions_claim", "reactions_question")
    ]
    lines = [[str(number), slide.subject, _claim(slide), _asked(slide)] for number, slide in debated]
    notes = [
        str(say("reactions_note", language, number=number, claim=claim, question=asked))
        for number, _, claim, asked in lines
    ]
    title = str(say("reactions_sheet", language))
    return draw_sheet(SHEET, [{SUBJECT: slide.subject} for _, slide in debated], notes, (title, [heads, *lines]))


def write_reactions(report: Report, path: Path) -> Path:
    """Write the sheet in a file that does not exist yet.

    Raises:
        DataProblems: the file exists, or it cannot be written.
    """
    if path.exists():
        raise DataProblems([problem("file_exists", typed=str(path))])
    try:
        path.write_bytes(reactions(report))
    except OSError as error:
        raise DataProblems([problem("output_not_writable", typed=str(path.parent))]) from error
    return path


def _claim(slide: Slide) -> str:
    return " ".join(_sentences(slide))


def _sentences(slide: Slide) -> Iterator[str]:
    yield from map(str, slide.claim)
    if isinstance(slide.block, Unknowns):
        yield from map(str, slide.block.lines)
    elif isinstance(slide.block, Chart):
        yield str(slide.block.subtitle)


def _asked(slide: Slide) -> str:
    return " ".join(map(str, slide.questions))
