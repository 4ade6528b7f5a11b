"""The standard streams of a notebook that runs in this very process: what is written becomes messages of its cell."""

import io
import os
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from typing import BinaryIO

Publish = Callable[[str, str], None]


class CellStream(io.TextIOBase):
    """A stream whose text goes, at each flush, into one message of the cell that is running.

    What programs and libraries write past Python, on the descriptor itself, falls into ``caught``: it is taken up
    before anything else is written, so that a cell shows both in the order in which they came.
    """

    encoding = "UTF-8"

    def __init__(self, name: str, caught: BinaryIO, publish: Publish) -> None:
        self._name = name
        self._caught = caught
        self._publish = publish
        self._taken = 0
        self._pending: list[str] = []
        self._lock = threading.RLock()

    @property
    def name(self) -> str:
        """The name that notebooks give the stream, ``stdout`` or ``stderr``."""
        return self._name

    def writable(self) -> bool:
        """Say that text can be written here."""
        return True

    def fileno(self) -> int:
        """Return the descriptor that a program started from the notebook writes on."""
        return self._caught.fileno()

    def write(self, text: str) -> int:
        """Keep a text until the next flush."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text)}")
        with self._lock:
            self._take_up()
            self._pending.append(text)
        return len(text)

    def flush(self) -> None:
        """Send what was written since the last flush, if anything."""
        with self._lock:
            self._take_up()
            text = "".join(self._pending)
            self._pending.clear()
        if text:
            self._publish(self._name, text)

    def _take_up(self) -> None:
        size = os.fstat(self._caught.fileno()).st_size
        if size > self._taken:
            raw = os.pread(self._caught.fileno(), size - self._taken, self._taken)
            self._taken += len(raw)
            self._pending.append(raw.decode(errors="replace"))


@contextmanager
def streams_of_cells(publish: Publish) -> Iterator[None]:
    """Send to ``publish`` all that is written on the standard streams, by Python or past it; put them back after."""
    with _caught(1) as out, _caught(2) as err:
        stdout, stderr = CellStream("stdout", out, publish), CellStream("stderr", err, publish)
        with redirect_stdout(stdout), redirect_stderr(stderr):
            yield


@contextmanager
def _caught(descriptor: int) -> Iterator[BinaryIO]:
    kept = os.dup(descriptor)
    # Several writers share the file: each adds at its end, whoever wrote before.
    with tempfile.NamedTemporaryFile(buffering=0) as named:
        file = os.open(named.name, os.O_RDWR | os.O_APPEND)
        os.dup2(file, descriptor)
        try:
            with os.fdopen(file, "r+b", buffering=0) as caught:
                yield caught
        finally:
            os.dup2(kept, descriptor)
            os.close(kept)
