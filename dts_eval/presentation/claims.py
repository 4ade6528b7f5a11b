"""Finds what the sentences of a report claim, and all the evidence that a part cites."""

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from itertools import chain

from dts_eval.presentation.blocks import (
    Block,
    Chart,
    Essentials,
    FaceToFace,
    Listing,
    Paragraph,
    Portrait,
    Section,
    SideBySide,
    Table,
    Unknowns,
)
from dts_eval.presentation.shown import Sentence


def claims_of(sections: Iterable[Section]) -> dict[str, str]:
    """Return, for each evidence id, the first sentence that cites it; for a cell of a table, the title of the table."""
    claims: dict[str, str] = {}
    # An annex lists, and claims nothing.
    for section in (one for one in sections if not one.annex):
        # What opens a criterion counts all that it stands on, and says nothing of one proof.
        lead = () if section.criterion else section.lead
        for sentence in chain(lead, _told(section.blocks)):
            for evidence in sentence.evidence_ids:
                claims.setdefault(evidence, str(sentence))
    return claims


def cited_in(thing: object) -> Iterator[str]:
    """Walk through a part of a report and give every evidence id that it cites, as often as it does."""
    if isinstance(thing, tuple | list):
        for item in thing:
            yield from cited_in(item)
    elif is_dataclass(thing):
        for field in fields(thing):
            value = getattr(thing, field.name)
            yield from value if field.name == "evidence_ids" else cited_in(value)


def _told(blocks: Iterable[Block]) -> Iterator[Sentence]:
    for block in blocks:
        match block:
            case SideBySide():
                for _, inside in block.columns:
                    yield from _told(inside)
            case Paragraph():
                yield from block.sentences
            case Table():
                # A cell says nothing away from its column.
                yield replace(block.caption, evidence_ids=(*block.caption.evidence_ids, *cited_in(block.lines)))
            case FaceToFace():
                yield block.effect
                yield from (item for item in (*block.recognised, *block.contested) if isinstance(item, Sentence))
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
            case Chart() | Portrait():
                yield block.title
            case _:
                continue
