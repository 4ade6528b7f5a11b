"""A real IPython kernel in the process that reads its messages: the same shell and the same outputs, without sockets.

The kernel and its client exchange the messages of the Jupyter protocol through queues. Their contents still go through
the session's own packing, so that an output has the types that it would have over a socket.
"""

import os
import sys
import threading
import types
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from queue import Empty
from typing import Any

from ipykernel.ipkernel import IPythonKernel
from jupyter_client.session import Session, extract_header
from traitlets.config import Config
from traitlets.log import get_logger

from dts_eval.runs.streams import streams_of_cells

Message = dict[str, Any]


class Channel:
    """The messages that wait to be read, in the order in which they were sent."""

    def __init__(self) -> None:
        self._waiting: deque[Message] = deque()

    def put(self, message: Message) -> None:
        """Add a message after the others."""
        self._waiting.append(message)

    def clear(self) -> None:
        """Forget the messages that nobody read."""
        self._waiting.clear()

    async def get_msg(self, timeout: float | None = None) -> Message:
        """Return the next message.

        Raises:
            Empty: there is none. Nothing more can come, since the kernel answers before anybody waits.
        """
        if not self._waiting:
            raise Empty
        return self._waiting.popleft()


class QueuedSession(Session):
    """A session that puts messages in a channel instead of a socket."""

    def send(
        self,
        stream: Channel | None,
        msg_or_type: Message | str,
        content: Any = None,
        parent: Any = None,
        ident: Any = None,
        buffers: Any = None,
        track: bool = False,
        header: Any = None,
        metadata: Any = None,
    ) -> Message:
        """Build a message as a socket would carry it and put it in its channel."""
        if isinstance(msg_or_type, dict):
            message = msg_or_type
        else:
            message = self.msg(msg_or_type, content=content, parent=parent, header=header, metadata=metadata)
        if stream is not None:
            carried = [bytes(buffer) for buffer in buffers or message.get("buffers") or ()]
            unpacked = self.unpack(self.pack(message["content"]))
            stream.put({**message, "header": dict(message["header"]), "content": unpacked, "buffers": carried})
        return message


class LocalKernel(IPythonKernel):
    """The IPython kernel, with nobody at the other end of a socket."""

    def __init__(self, **traits: Any) -> None:
        session = QueuedSession(key=b"local")
        history = Config({"HistoryManager": {"enabled": False, "hist_file": ":memory:"}})
        super().__init__(session=session, iopub_socket=Channel(), config=history, log=get_logger(), **traits)
        # Nobody far away has to be waited for.
        self._execute_sleep = 0.0
        # The kernel asks only whether a cell runs in the thread where signals arrive.
        self.shell_channel_thread = types.SimpleNamespace(parent_thread=threading.main_thread())

    def _abort_queues(self, subshell_id: str | None = None) -> None:
        """Do nothing after an error: no other request waits."""


@contextmanager
def _without_debugger() -> Iterator[None]:
    """Keep the debugger from being imported: it waits for a client on a socket, and warns on the terminal."""
    name = "ipykernel.debugger"
    absent = types.ModuleType(name)
    absent.Debugger, absent._is_debugpy_available = object, False  # type: ignore[attr-defined]
    kept = sys.modules.get(name)
    sys.modules[name] = absent
    try:
        yield
    finally:
        if kept is None:
            del sys.modules[name]
        else:
            sys.modules[name] = kept


def start_kernel() -> LocalKernel:
    """Start the kernel of this process, as ``ipykernel`` does for a notebook, or return the one already started.

    Raises:
        RuntimeError: the process is already that of a notebook.
    """
    if IPythonKernel.initialized():
        kernel = IPythonKernel.instance()
        if not isinstance(kernel, LocalKernel):
            raise RuntimeError("this process is already the kernel of a notebook")
        return kernel
    # Where the usual kernel draws pictures, and where it looks for modules.
    os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")
    if "" not in sys.path:
        sys.path.insert(0, "")
    with _without_debugger():
        kernel = LocalKernel.instance()
    # Extensions look for a kernel of the class that they know.
    IPythonKernel._instance = kernel
    return kernel


class LocalClient:
    """What a notebook's client asks of its kernel, answered before it waits for the answer."""

    allow_stdin = False

    def __init__(self, kernel: LocalKernel) -> None:
        self.kernel = kernel
        self.session = kernel.session
        self.iopub_channel = kernel.iopub_socket
        self.shell_channel = Requests(kernel)

    async def is_alive(self) -> bool:
        """Say that the kernel is alive: it is where this is asked."""
        return True

    async def execute(self, code: str, store_history: bool = True, stop_on_error: bool = True) -> str:
        """Execute the code of a cell; all its messages are in the channels when this returns its identifier."""
        content = {
            "code": code,
            "silent": False,
            "store_history": store_history,
            "user_expressions": {},
            "allow_stdin": False,
            "stop_on_error": stop_on_error,
        }
        request = self.session.msg("execute_request", content)
        kernel = self.kernel
        kernel.set_parent([b"local"], request)
        self._publish("status", {"execution_state": "busy"}, request)
        with streams_of_cells(lambda name, text: self._publish("stream", {"name": name, "text": text}, request)):
            await kernel.execute_request(self.shell_channel, [b"local"], request)
            sys.stdout.flush()
            sys.stderr.flush()
        self._publish("status", {"execution_state": "idle"}, request)
        return request["header"]["msg_id"]

    def _publish(self, kind: str, content: Message, request: Message) -> None:
        self.session.send(self.iopub_channel, kind, content, parent=extract_header(request))


class Requests(Channel):
    """The channel of requests: what a widget's other half sends goes to the kernel, what comes back waits here."""

    def __init__(self, kernel: LocalKernel) -> None:
        super().__init__()
        self._kernel = kernel

    def send(self, message: Message) -> None:
        """Hand a widget's message to the kernel, as it would arrive over a socket."""
        content = self._kernel.session.unpack(self._kernel.session.pack(message["content"]))
        arrived = {**message, "content": content, "buffers": []}
        self._kernel.set_parent([b"local"], arrived)
        self._kernel.shell_handlers[arrived["msg_type"]](self, [b"local"], arrived)
