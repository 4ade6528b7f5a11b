"""What the pages of a campaign share, written once in its folder instead of in each page."""

import dataclasses
import os
import posixpath
from collections.abc import Iterable, Mapping

from dts_eval.foundation.problems import DataProblems, Problem, problem
from dts_eval.presentation.skins.shared_files import FOLDER, INLINE, SHARED, shared_files
from dts_eval.runs.entries import Entry
from dts_eval.runs.held_folder import staged
from dts_eval.runs.places import Place, below, is_remote, names_in, scratch, send


def refused(assets: str) -> list[Problem]:
    """Say what is wrong with the way asked for: it is neither ``inline`` nor ``shared``."""
    known = (INLINE, SHARED)
    return [] if assets in known else [problem("parameter_assets", typed=str(assets), known=", ".join(known))]


def refer(entries: Iterable[Entry], assets: str) -> tuple[Entry, ...]:
    """Tell each entry the address, from its page, of what all pages share; nothing when each page holds all."""
    return tuple(entries) if assets == INLINE else tuple(map(_referring, entries))


def share(folder: Place) -> None:
    """Write in the folder of a campaign what its pages share and is not there whole.

    A name tells the content: files of another version stay beside, for the pages that refer to them.

    Raises:
        DataProblems: the folder cannot be written in.
    """
    contents = dict(shared_files().values())
    try:
        if is_remote(folder):
            there = names_in(folder, [FOLDER])[FOLDER]
            _send({name: content for name, content in contents.items() if name not in there}, folder)
            return
        (folder / FOLDER).mkdir(exist_ok=True)
        with staged(folder) as here:
            for name, content in contents.items():
                target = folder / FOLDER / name
                if not target.is_file() or target.read_bytes() != content:
                    (here / name).write_bytes(content)
                    os.replace(here / name, target)
    except OSError as error:
        raise DataProblems([problem("output_not_writable", typed=str(folder))]) from error


def _referring(entry: Entry) -> Entry:
    address = posixpath.relpath(FOLDER, entry.folder)
    return dataclasses.replace(entry, asked=dataclasses.replace(entry.asked, assets=address))


def _send(contents: Mapping[str, bytes], folder: Place) -> None:
    if not contents:
        return
    with scratch() as here:
        for name, content in contents.items():
            (here / name).write_bytes(content)
        send([here / name for name in contents], below(folder, FOLDER))
