"""Does the work of a campaign on a Dask cluster that exists already: the same functions, in children of its workers.

The workers read and write the folders of the campaign under the same paths as the command: a shared disk, mounted in
the same place, or a store that each reaches with the credentials of its own surroundings. Nothing else is asked of them
than this package, in the same version.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, Any

from dts_eval.foundation.problems import DataProblems, problem
from dts_eval.foundation.program import program
from dts_eval.runs.children import Lost, loaded, results

if TYPE_CHECKING:
    from distributed import Client, Future

    from dts_eval.runs.many import Crew

SECONDS_TO_CONNECT = 15
# Enough to keep every worker busy, few enough for a scheduler to forget what is done.
AHEAD = 4


def cluster(address: str, time_limit: float) -> "Crew":
    """Do the work on the cluster whose scheduler is at an address, such as ``tcp://scheduler:8786``.

    Raises:
        DataProblems: when the work begins: Dask is not installed, nobody answers there, or the workers have another
            version of this program.
    """

    def crew(function: Callable[[Any, Any], Any], given: Sequence[Any]) -> Iterator[tuple[int, Any]]:
        if not given:
            return
        with _connected(address) as client:
            yield from _done(client, function, given, time_limit)

    return crew


def in_child(function: Callable[[Any, Any], Any], thing: Any, seconds: float, ready: Iterable[str] = ()) -> Any:
    """Do one thing in a child of the worker, so that whatever becomes of it, the worker goes on.

    ``ready`` names what the owner has loaded to reach a store: loaded here too, children are forked with it.
    """
    for name in ready:
        # Where it is not installed, the child says so.
        with suppress(ImportError):
            import_module(name)
    ((_, result),) = results(function, [thing], workers=1, seconds=seconds)
    return result


def _connected(address: str) -> "Client":
    try:
        from distributed import Client
    except ImportError as error:
        raise DataProblems([problem("dask_missing")]) from error
    try:
        client = Client(address, timeout=SECONDS_TO_CONNECT, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        raise DataProblems([problem("dask_unreachable", typed=address)]) from error
    programs = {_said(told) for told in client.run(program, on_error="return").values()}
    found = [] if programs else [problem("dask_without_worker", typed=address)]
    found += [problem("dask_other_program", typed=address)] if programs - {program()} else []
    if found:
        client.close()
        raise DataProblems(found)
    return client


def _said(told: object) -> str:
    # A worker that does not know the package answers with an error.
    return told if isinstance(told, str) else ""


def _done(
    client: "Client", function: Callable[[Any, Any], Any], given: Sequence[Any], seconds: float
) -> Iterator[tuple[int, Any]]:
    from distributed import as_completed

    places: dict[str, int] = {}
    rest = iter(enumerate(given))

    def ask() -> "Future | None":
        place, thing = next(rest, (None, None))
        if place is None:
            return None
        future = client.submit(in_child, function, thing, seconds, loaded(), pure=False)
        places[future.key] = place
        return future

    room = AHEAD * max(1, sum(client.nthreads().values()))
    first = [future for _ in range(room) if (future := ask()) is not None]
    coming = as_completed(first, loop=client.loop)
    first.clear()
    for future in coming:
        result = _result(future)
        place = places.pop(future.key)
        future.release()
        following = ask()
        if following is not None:
            coming.add(following)
        yield place, result


def _result(future: "Future") -> Any:
    from distributed import KilledWorker

    try:
        return future.result()
    except KilledWorker:
        # Several workers died of it, one after another.
        return Lost()
