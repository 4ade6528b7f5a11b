"""What the pages of a campaign share, written once in its folder instead of in each page."""

import dataclasses
import posixpath
from collections.abc import Iterable, Mapping

from dts_eval.foundation.problems import Problem, problem
from dts_eval.presentation.skins.shared_files import FOLDER, INLINE, SHARED, shared_files
from dts_eval.runs.entries import Entry
from dts_eval.runs.places import Place, below, is_remote, names_in, put


def refused(assets: str) -> list[Problem]:
    """Say what is wrong with the way asked for: it is neither ``inline`` nor ``shared``."""
    known = (INLINE, SHARED)
    return [] if assets in known else [problem("parameter_assets", typed=str(assets), known=", ".join(known))]


def refer(entries: Iterable[Entry], assets: str) -> tuple[Entry, ...]:
    """Tell each entry the address, from its page, of what all pages share; nothing when each page holds all."""
    return tuple(entries) if assets == INLINE else tuple(map(_referring, entries))


def share(folder: Place) -> None:
    """Write in the folder of a campaign what its pages share and is not there whole.

    A name tells the content: files of another version stay beside, for the pages that refer to them. In a store, which
    replaces whole objects, a file that is there is not read.

    Raises:
        DataProblems: the folder cannot be written in.
    """
    place = below(folder, FOLDER)
    put(lambda: _missing(place), place)


def _missing(place: Place) -> Mapping[str, bytes]:
    there = names_in(place, ["."])["."]
    return {
        name: content
        for name, content in shared_files().values()
        if name not in there or not (is_remote(place) or (place / name).read_bytes() == content)
    }


def _referring(entry: Entry) -> Entry:
    address = posixpath.relpath(FOLDER, entry.folder)
    return dataclasses.replace(entry, asked=dataclasses.replace(entry.asked, assets=address))
