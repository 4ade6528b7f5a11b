"""Where a campaign reads and writes: a folder of this machine, or one of an object store by its address (``s3://…``).

A store is reached through fsspec, with the credentials of its usual surroundings. It replaces whole objects: none is
ever seen half written. What is made for it is made on this machine, then sent, the manifest last.
"""

import datetime
import hashlib
import json
import os
import shutil
import tempfile
import time
import weakref
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, Union
from urllib.parse import urlsplit

from dts_eval.foundation.problems import DataProblems, Problem, problem
from dts_eval.foundation.program import fingerprint
from dts_eval.runs.held_folder import staged, staging_folder, sweep

if TYPE_CHECKING:
    from upath import UPath

Place: TypeAlias = Union[Path, "UPath"]
LOG = "run.log.jsonl"
# How many things are asked of a store at once: each answer is short, and takes its time to come.
AT_ONCE = 16
WITHOUT_KEY = ("NoCredentialsError", "PartialCredentialsError")


def is_remote(place: object) -> bool:
    """Say whether a place is the address of a store."""
    return "://" in str(place)


def place_of(given: object) -> Place:
    """Return the folder or the file that a path or an address names.

    Raises:
        DataProblems: what reaches such an address is not installed, or nothing is known that does.
    """
    text = str(given)
    if not is_remote(text):
        return Path(text)
    kind, _, rest = text.partition("://")
    start, _, path = rest.partition("/")
    try:
        store = _store(f"{kind}://{start}")
    except ImportError as error:
        raise DataProblems([problem("store_not_installed", shown(text), typed=kind)]) from error
    except ValueError as error:
        raise DataProblems([problem("store_unknown", shown(text), typed=kind)]) from error
    path = path.strip("/")
    return store / path if path else store


def below(folder: Place, path: str) -> Place:
    """Return a folder below another; ``.`` is the other itself, which an address would take for a name."""
    return folder if path == "." else folder / path


@lru_cache
def _store(address: str) -> "UPath":
    from upath import UPath

    store = UPath(address)
    # Opened here, it is shared by all that is below it.
    _ = store.fs
    return store


def shown(place: object) -> str:
    """Return a place as it may be printed: an address without the key that it may hold."""
    text = str(place)
    if not is_remote(text):
        return text
    parts = urlsplit(text)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2], query="", fragment="").geturl()


@contextmanager
def told_plainly(file: str, missing: str = "store_absent") -> Iterator[None]:
    """Say in the words of a user what a store answered, about a file or an address.

    Raises:
        DataProblems: there is no such thing, it is closed to us, or the store does not answer.
    """
    try:
        yield
    except DataProblems:
        raise
    except Exception as error:  # each store has its own
        raise DataProblems([_answered(error, file, missing)]) from error


def _answered(error: Exception, file: str, missing: str) -> Problem:
    name = type(error).__name__
    if isinstance(error, FileNotFoundError):
        return problem(missing, file)
    if isinstance(error, PermissionError) or name in WITHOUT_KEY:
        return problem("store_refused", file)
    return problem("store_unreachable", file, typed=name)


@contextmanager
def scratch() -> Iterator[Path]:
    """Give a folder of this machine that goes when it has served, or is swept by the next one if its process dies."""
    here = Path(tempfile.gettempdir())
    sweep(here)
    with staged(here) as folder:
        yield folder


class Aside:
    """A folder of this machine where things are put aside, for as long as somebody holds it."""

    def __init__(self) -> None:
        self.path = staging_folder(Path(tempfile.gettempdir()))
        weakref.finalize(self, shutil.rmtree, self.path, ignore_errors=True)


@contextmanager
def at_hand(file: Place) -> Iterator[Path]:
    """Give a file on this machine, under its own name; what is on this machine is itself.

    Raises:
        DataProblems: it is not there, it is closed to us, or the store does not answer.
    """
    if not is_remote(file):
        yield file
        return
    with scratch() as folder:
        with told_plainly(file.name, missing="file_missing"):
            (folder / file.name).write_bytes(file.read_bytes())
        yield folder / file.name


def digest(file: Place) -> str:
    """Return the sha256 of a file; nothing when it is not there."""
    if not is_remote(file):
        return fingerprint(file) if file.is_file() else ""
    with told_plainly(file.name):
        try:
            return hashlib.sha256(file.read_bytes()).hexdigest()
        except FileNotFoundError:
            return ""


def content(file: Place) -> bytes:
    """Return what a file holds, be it on this machine or in a store.

    Raises:
        OSError: it is not there, or cannot be read on this machine.
        DataProblems: the store does not give it.
    """
    if not is_remote(file):
        return file.read_bytes()
    try:
        return file.read_bytes()
    except FileNotFoundError:
        raise
    except Exception as error:  # each store has its own
        raise DataProblems([_answered(error, file.name, "store_absent")]) from error


def files_below(folder: "UPath") -> list[str]:
    """List the files of a folder of a store and of those below it, by their paths from it, in one question."""
    with told_plainly(shown(folder)):
        folder.fs.invalidate_cache()
        start = folder.path.rstrip("/")
        return [path.removeprefix(start).lstrip("/") for path in folder.fs.find(start)]


def names_in(folder: Place, folders: Iterable[str]) -> Mapping[str, Collection[str]]:
    """List the names of the files of some folders below one, all at once."""
    if not is_remote(folder):
        return {name: _names(folder / name) for name in set(folders)}
    found: dict[str, set[str]] = defaultdict(set)
    for path in files_below(folder):
        place, _, name = path.rpartition("/")
        found[place or "."].add(name)
    return {name: found[name] for name in set(folders)}


def _names(folder: Path) -> frozenset[str]:
    try:
        with os.scandir(folder) as entries:
            return frozenset(entry.name for entry in entries if entry.is_file())
    except OSError:
        return frozenset()


def send(files: Sequence[Path], folder: "UPath") -> None:
    """Put files in a folder of a store, the last one once all the others are there.

    What the last one says of them is taken away first: it never stands beside files that it does not describe.
    """
    *others, last = files
    start, store = folder.path.rstrip("/"), folder.fs
    with told_plainly(last.name):
        if others and store.exists(f"{start}/{last.name}"):
            store.rm_file(f"{start}/{last.name}")
        if others:
            store.put([str(file) for file in others], [f"{start}/{file.name}" for file in others])
        store.put_file(str(last), f"{start}/{last.name}")


def put(contents: Callable[[], Mapping[str, bytes]], folder: Place, last: str = "") -> list[str]:
    """Write files in a folder once all are ready, one of them the last, and name them.

    What they hold may be read in the folder too, which may be gone.

    Raises:
        DataProblems: the folder cannot be written in.
    """
    try:
        with scratch() if is_remote(folder) else staged(folder) as here:
            ready = contents()
            names = sorted(ready, key=lambda name: name == last)
            for name in names:
                (here / name).write_bytes(ready[name])
            if is_remote(folder) and names:
                send([here / name for name in names], folder)
            elif not is_remote(folder):
                for name in names:
                    os.replace(here / name, folder / name)
            return names
    except OSError as error:
        raise DataProblems([problem("output_not_writable", typed=str(folder))]) from error


def remove(folder: "UPath", names: Iterable[str]) -> None:
    """Take some files away from a folder of a store."""
    with told_plainly(shown(folder)):
        for name in names:
            folder.fs.rm_file(f"{folder.path.rstrip('/')}/{name}")


@contextmanager
def noted(folder: "UPath") -> Iterator[None]:
    """Note in the log of a remote campaign when it begins, then how long it took.

    An object cannot be added to: the log is written whole, at the beginning, which shows that the folder can be
    written in, and at the end. Nothing on a store lets a lock go when its owner is killed: the folder is not held.

    Raises:
        DataProblems: there is no such store, it is closed to us, or it does not answer.
    """
    log, started = folder / LOG, time.monotonic()
    line: dict[str, object] = {"at": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")}
    with told_plainly(shown(folder)):
        try:
            before = log.read_bytes()
        except FileNotFoundError:
            before = b""
        log.write_bytes(before + _line(line))
    yield
    line["seconds"] = round(time.monotonic() - started, 2)
    with told_plainly(shown(folder)):
        log.write_bytes(before + _line(line))


def _line(said: Mapping[str, object]) -> bytes:
    return (json.dumps(said) + "\n").encode()
