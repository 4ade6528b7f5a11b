"""The folder of a campaign: held by one campaign at a time, and swept of what a killed one left."""

import hashlib
import os
import platform
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dts_eval.foundation.problems import DataProblems, problem

LOCK = ".dts-eval.lock"
STAGING = ".dts-eval-"


def staging_folder(folder: Path) -> Path:
    """Make a hidden folder beside the reports, where one of them is prepared; its name tells which process holds it."""
    folder.mkdir(parents=True, exist_ok=True)
    return Path(tempfile.mkdtemp(prefix=f"{STAGING}{_machine()}-{os.getpid()}-", dir=folder))


@contextmanager
def staged(folder: Path) -> Iterator[Path]:
    """Give a folder to prepare something in, beside where it goes; it is removed whatever happens."""
    here = staging_folder(folder)
    try:
        yield here
    finally:
        shutil.rmtree(here, ignore_errors=True)


def sweep(folder: Path) -> None:
    """Remove what processes of this machine that are no more had begun to prepare in a folder."""
    for left in folder.glob(f"{STAGING}{_machine()}-*"):
        owner = left.name.split("-")[3]
        if owner.isdigit() and not _alive(int(owner)):
            shutil.rmtree(left, ignore_errors=True)


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Make a folder if it is not there, and keep it to oneself.

    Raises:
        DataProblems: it cannot be written in, or another campaign is running in it.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / LOCK).open("w")
    except OSError as error:
        raise DataProblems([problem("output_not_writable", typed=str(folder))]) from error
    with lock:
        if not _locked(lock.fileno()):
            raise DataProblems([problem("campaign_running", typed=str(folder))])
        try:
            yield
        finally:
            (folder / LOCK).unlink(missing_ok=True)


def _locked(descriptor: int) -> bool:
    try:
        import fcntl
    except ImportError:  # Windows: nothing there lets a lock go when its process is killed
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a file system without locks
        return True
    return True


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _machine() -> str:
    # The name of a machine has no place in a folder that may be shared.
    return hashlib.sha256(platform.node().encode()).hexdigest()[:8]
