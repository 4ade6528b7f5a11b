"""Runs functions in processes of their own, forked from one where all is imported, and ends each with its owner.

The fork server is that of Python's ``multiprocessing``: it imports ``runs.zygote`` once, never runs a notebook itself,
is started again when it dies, and ends when nobody is left to ask it anything. Where a process cannot be forked in
safety (Windows, macOS), each child starts from nothing: slower, and with the same results.
"""

import gc
import multiprocessing
import os
import pickle
import signal
import sys
import threading
import time
import types
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import forkserver, resource_tracker
from multiprocessing.connection import Connection, wait
from typing import Any

ZYGOTE = "dts_eval.runs.zygote"
# The engines: of a process that is made for one notebook and ends with it; of one that starts such a process.
HERE, FORK = "dts-eval-here", "dts-eval"
OF_STORES = ("s3fs", "upath")
ATTEMPTS = 5
RARELY = (100_000, 50, 50)
TOLD, DONE, RAISED = "told", "done", "raised"
# The kernel sets these for its own programs, in whatever surroundings it is.
KERNELS_OWN = frozenset({"TERM", "CLICOLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "PAGER", "GIT_PAGER", "MPLBACKEND"})

_STARTING = threading.Lock()
_SERVED = threading.Event()
Tell = Callable[[Any], None]


@dataclass(frozen=True)
class Lost:
    """Why a child gave no result: it died, with the code that its system gives, or it was stopped after ``seconds``."""

    code: int | None = None
    seconds: float | None = None

    @property
    def late(self) -> bool:
        """Whether it was stopped because it took too long."""
        return self.seconds is not None


def can_fork() -> bool:
    """Say whether children are forked here: not on macOS, whose own libraries do not survive it, nor on Windows."""
    return sys.platform.startswith("linux") and "forkserver" in multiprocessing.get_all_start_methods()


def loaded() -> tuple[str, ...]:
    """Name what this process has loaded to reach a store."""
    return tuple(name for name in OF_STORES if name in sys.modules)


def served() -> bool:
    """Say whether the fork server of this process was started: a child of it starts at once."""
    return _SERVED.is_set()


class Child:
    """A process that runs one function, seen from its owner."""

    def __init__(self, process: Any, connection: Connection) -> None:
        self.connection = connection
        self.lost: Lost | None = None
        self.result: Any = None
        self._process = process

    def events(self, seconds: float | None = None) -> Iterator[Any]:
        """Give what the child tells, until it ends; stop it when it says nothing for so many seconds.

        Raises:
            Exception: what the function raised in the child.
        """
        while True:
            if not self.connection.poll(seconds):
                self.lost = Lost(seconds=seconds)
                return
            kind, content = self.receive()
            if kind != TOLD:
                return
            yield content

    def receive(self) -> tuple[str, Any]:
        """Return what the child sent, and note how it ended."""
        try:
            kind, content = self.connection.recv()
        except (EOFError, OSError, pickle.UnpicklingError):
            self._process.join(1)
            self.lost = Lost(code=self._process.exitcode)
            return DONE, None
        if kind == RAISED:
            raise content
        if kind == DONE:
            self.result = content
        return kind, content

    def stop(self) -> None:
        """End the process, with the programs that it started, if it has not ended by itself."""
        self.connection.close()
        if hasattr(os, "killpg"):
            with suppress(OSError):
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.kill()
        self._process.join()
        self._process.close()


def start_child(function: Callable[[Any, Tell], Any], given: Any) -> Child:
    """Start a process that calls ``function(given, tell)``; ``function`` is found by its name in its module."""
    for attempt in range(ATTEMPTS):
        try:
            return _start(function, given)
        except (EOFError, ConnectionError):
            # The fork server was killed: it is started again when it is next asked for something, once it is known
            # to be dead.
            if attempt + 1 == ATTEMPTS:
                raise
            time.sleep(0.2)
    raise AssertionError("an attempt succeeds or raises")


def _start(function: Callable[[Any, Tell], Any], given: Any) -> Child:
    if can_fork():
        context = multiprocessing.get_context("forkserver")
        # What this process has loaded to reach a store, each child would load again.
        context.set_forkserver_preload([ZYGOTE, *loaded()])
        with _deaf_to_interruption():
            forkserver.ensure_running()
            _SERVED.set()
    else:
        context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    surroundings = {name: value for name, value in os.environ.items() if name not in KERNELS_OWN}
    process = context.Process(target=_serve, args=(theirs, surroundings, function, given))
    with theirs, _alone():
        process.start()
    return Child(process, ours)


@contextmanager
def _deaf_to_interruption() -> Iterator[None]:
    """Start the server deaf to Ctrl-C: its owner hears it, and ends what it started."""
    # It would lift the block if it were started within.
    resource_tracker.ensure_running()
    kept = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, kept)


@contextmanager
def _alone() -> Iterator[None]:
    """Start a process without what it never needs of its owner.

    The program that is running is hidden: a child would run it again to find its functions. An owner that is itself
    bound to another process, as the workers of a cluster are, may have children: they end with it by themselves.
    """
    with _STARTING:
        main, bound = sys.modules["__main__"], multiprocessing.current_process()._config  # type: ignore[attr-defined]
        sys.modules["__main__"] = types.ModuleType("__main__")
        daemon = bound.pop("daemon", None)
        try:
            yield
        finally:
            sys.modules["__main__"] = main
            if daemon is not None:
                bound["daemon"] = daemon


def results(
    function: Callable[[Any, Tell], Any], given: Iterable[Any], workers: int, seconds: float
) -> Iterator[tuple[int, Any]]:
    """Call a function on each thing in a process of its own, so many at once, and give the results as they come.

    Each result comes with the place of its thing; it is a ``Lost`` when the child died or took more than so many
    seconds. All children end when the caller stops asking.
    """
    waiting = deque(enumerate(given))
    running: dict[Connection, tuple[int, Child, float]] = {}
    try:
        while waiting or running:
            while waiting and len(running) < workers:
                place, thing = waiting.popleft()
                child = start_child(function, thing)
                running[child.connection] = place, child, time.monotonic() + seconds
            first_due = min(due for _, _, due in running.values())
            for connection in wait(list(running), max(0.0, first_due - time.monotonic())):
                place, child, _ = running.pop(connection)
                try:
                    child.receive()
                finally:
                    child.stop()
                yield place, child.lost or child.result
            late = [one for one, (_, _, due) in running.items() if due <= time.monotonic()]
            for connection in late:
                place, child, _ = running.pop(connection)
                child.stop()
                yield place, Lost(seconds=seconds)
    finally:
        for _, child, _ in running.values():
            child.stop()


def _serve(connection: Connection, surroundings: dict[str, str], function: Callable[..., Any], given: Any) -> None:
    """Do in the child what it was started for."""
    if hasattr(os, "setsid"):
        # Ctrl-C is for the owner, which then stops its children and what they started.
        os.setsid()
        signal.signal(signal.SIGINT, signal.default_int_handler)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    threading.Thread(target=_end_with_owner, daemon=True).start()
    os.environ.update(surroundings)
    if "numpy" in sys.modules:
        # Forked from one memory, all children would draw the same numbers.
        sys.modules["numpy"].random.seed()
    # One report leaves little to collect, and the process ends with it.
    gc.enable()
    gc.set_threshold(*RARELY)
    try:
        result = DONE, function(given, lambda content: connection.send((TOLD, content)))
    except Exception as error:
        result = RAISED, _sendable(error)
    connection.send(result)
    connection.close()
    # Whatever a notebook left behind, threads or hooks, ends here.
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


def _sendable(error: Exception) -> Exception:
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error


def _end_with_owner() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        if hasattr(os, "killpg"):
            # With the programs that it started.
            os.killpg(os.getpid(), signal.SIGKILL)
        os._exit(1)
