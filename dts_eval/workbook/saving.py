"""Puts a changed workbook in the place of the old one: a copy kept beside it, and never half a file."""

import contextlib
import datetime
import os
import re
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path, PurePath

from dts_eval.foundation.problems import DataProblems, problem
from dts_eval.workbook.cells import lock_file

BACKUP = "sauvegarde"
_BACKUP_NAME = re.compile(rf".*\.{BACKUP}-\d{{4}}-\d\d-\d\d-\d{{6}}(?:-\d+)?\.xls[xm]", re.I | re.S)


def is_backup(path: PurePath) -> bool:
    """Whether a file is, by its name, the copy of a workbook that answers were written in."""
    return _BACKUP_NAME.fullmatch(path.name) is not None


def refuse_when_in_use(path: Path, name: str) -> None:
    """Refuse to write in a workbook that a spreadsheet has open, or that may only be read.

    Raises:
        DataProblems: LibreOffice or Excel left the file by which it says so, or the file is read-only.
    """
    for lock in (lock_file(path), path.with_name(f"~${path.name}")):
        if lock.exists():
            raise DataProblems([problem("file_locked", name, lock=lock.name)])
    if not os.access(path, os.W_OK) or not path.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH):
        raise DataProblems([problem("file_read_only", name)])


def save(path: Path, before: bytes, after: bytes, now: datetime.datetime, check: Callable[[Path], None]) -> Path:
    """Replace a workbook, whose bytes are known, once its new content was checked in a file beside it.

    Whatever stops it, the workbook holds its old content or the new one, whole.

    Args:
        path: the workbook, links followed.
        before: what it held when it was read.
        after: what it will hold.
        now: the time that the copy is dated with.
        check: raises when the new content, saved beside the workbook, is not what is wanted.

    Returns:
        The copy of the old content. It never takes the place of an earlier one.

    Raises:
        DataProblems: the folder or the disk refuses, or the file changed in the meantime.
    """
    try:
        with _staged(path, after) as staged:
            check(staged)
            backup = _copy(path, before, now)
            _put(staged, path, before, backup)
    except OSError as error:
        folder = path.parent.name or str(path.parent)
        raise DataProblems([problem("workbook_not_written", path.name, typed=folder)]) from error
    _settle(path.parent)
    return backup


def _put(staged: Path, path: Path, before: bytes, backup: Path) -> None:
    try:
        if path.read_bytes() != before:
            raise DataProblems([problem("file_changed", path.name)])
        os.replace(staged, path)
    except (OSError, DataProblems):
        _remove(backup)
        raise


@contextmanager
def _staged(path: Path, content: bytes) -> Iterator[Path]:
    # In the same folder: only there can it take the place of the other at once.
    number, name = tempfile.mkstemp(prefix=".dts-eval-", suffix=path.suffix, dir=path.parent)
    staged = Path(name)
    try:
        with os.fdopen(number, "wb") as file:
            _write(file.fileno(), content)
        shutil.copymode(path, staged)
        yield staged
    finally:
        _remove(staged)


def _copy(path: Path, content: bytes, now: datetime.datetime) -> Path:
    dated = f"{path.stem}.{BACKUP}-{now:%Y-%m-%d-%H%M%S}"
    names = (f"{dated}{'' if again == 1 else f'-{again}'}{path.suffix}" for again in count(1))
    for name in names:
        backup = path.with_name(name)
        try:
            number = os.open(backup, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0))
        except FileExistsError:
            continue
        break
    try:
        with os.fdopen(number, "wb") as file:
            _write(file.fileno(), content)
        shutil.copystat(path, backup)
    except BaseException:
        _remove(backup)
        raise
    return backup


def _write(number: int, content: bytes) -> None:
    remaining = memoryview(content)
    while remaining:
        remaining = remaining[os.write(number, remaining) :]
    os.fsync(number)


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)


def _settle(folder: Path) -> None:
    # The new name is in the folder itself, which some systems cannot be asked to store at once.
    with contextlib.suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
