"""Counts what a report holds, so that another way to make it is asked for as much and no more."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import dts_eval as dts
from dts_eval.presentation.blocks import (
    Block,
    Chart,
    Essentials,
    FaceToFace,
    Listing,
    Paragraph,
    Portrait,
    Quote,
    Report,
    SideBySide,
    Story,
    Table,
    Unknowns,
)
from dts_eval.presentation.shown import Sentence


@dataclass(frozen=True)
class Size:
    """How many figures, tables and sentences a report holds; a figure's own table and texts are part of the figure.

    ``sentences`` are those that rules write; what people wrote or said is in ``texts``.
    """

    figures: int
    tables: int
    sentences: int
    texts: int


def report_of(workbook: str | Path) -> Report:
    """Make the report of a workbook in this process, through the verbs, without writing anything."""
    evaluation = dts.read_mandate(str(workbook))
    for step in (
        dts.set_scope, dts.choose_criteria, dts.choose_indicators, dts.collect, dts.debate, dts.measure, dts.disclose,
    ):  # fmt: skip
        evaluation = step(evaluation)
    return dts.present(evaluation)


def size_of(report: Report) -> Size:
    """Count what a report holds."""
    blocks = [block for section in report.sections for block in _inside(section.blocks)]
    told = [sentence for section in report.sections for sentence in section.lead]
    told += [sentence for block in blocks for sentence in _sentences(block)]
    own = [block for block in blocks if isinstance(block, Quote | Story)]
    paragraphs = [block for block in blocks if isinstance(block, Paragraph) and block.own_words]
    return Size(
        figures=sum(isinstance(block, Chart | Portrait) for block in blocks),
        tables=sum(isinstance(block, Table) for block in blocks),
        sentences=len(told),
        texts=len(own) + sum(len(block.sentences) for block in paragraphs),
    )


def _inside(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, SideBySide):
            for _, inside in block.columns:
                yield from _inside(inside)
        else:
            yield block


def _sentences(block: Block) -> Iterator[Sentence]:
    match block:
        case Paragraph():
            yield from () if block.own_words else block.sentences
        case FaceToFace():
            yield block.effect
            yield from block.after
        case Unknowns():
            yield from block.lines
        case Listing():
            for _, told in block.lines:
                yield from told
        case Essentials():
            for _, told in block.findings:
                yield from told
            yield from (*block.contested, *block.unknown, *block.debated)
        case _:
            return
