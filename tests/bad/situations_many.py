"""What is spoiled around a batch, and the problem it must make."""

import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import ClassVar

import pytest
from situations import Spoiled, command
from spoiled import FILE, Edit, put, sound

from dts_eval.runs import cluster as cluster_module
from dts_eval.runs import entry_work, places
from dts_eval.runs.children import results
from dts_eval.runs.cluster import cluster
from dts_eval.runs.entries import list_entries
from dts_eval.runs.held_folder import held
from dts_eval.runs.many import batch, children
from dts_eval.runs.parameters import Parameters

LIST = "liste.csv"
ASKED = Parameters("")


def structure(name: str, *edits: Edit) -> tuple[Edit, ...]:
    """Give a workbook a name and an identifier of its own."""
    return (put("structure", "name", name), put("structure", "structure_id", name.lower()), *edits)


def listed(*lines: str, encoding: str = "utf-8") -> Callable[[Path], object]:
    """Hand over a list, and return what is told of it and of its lines."""

    def act(folder: Path) -> object:
        (folder / LIST).write_bytes("\n".join(lines).encode(encoding))
        entries, notes = list_entries(folder / LIST, folder / "rapports", ASKED)
        return SimpleNamespace(problems=(*notes, *(found for entry in entries for found in entry.problems)))

    return act


def in_list(code: str, about: str, *lines: str, cell: str = "", encoding: str = "utf-8") -> Spoiled:
    """Spoil a list in one place."""
    return Spoiled(code, about, listed(*lines, encoding=encoding), LIST, cell=cell, is_workbook=False)


def first_entry(folder: Path) -> object:
    """Make the reports of a folder, and return what is told of its first workbook."""
    return SimpleNamespace(problems=batch(folder, folder / "rapports").outcomes[0].problems)


def a_workbook(folder: Path) -> object:
    sound(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        return batch(FILE, "rapports")


def one_identifier(folder: Path) -> object:
    for name in ("brouette.xlsx", "carriole.xlsx"):
        sound(folder, *structure("Brouette"), name=name)
    return first_entry(folder)


def one_file_name(folder: Path) -> object:
    for name, known_as in (("Brouette à bras.xlsx", "Brouette"), ("brouette-a-bras.xlsx", "Carriole")):
        sound(folder, *structure(known_as), name=name)
    return first_entry(folder)


def stopped(folder: Path) -> object:
    def broken(*_: object, **__: object) -> object:
        raise RuntimeError("as a broken library would")

    sound(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(entry_work, "identify", broken)
        return first_entry(folder)


def dies(work: object, tell: object) -> None:
    """End the process of a report as one does when its memory runs out."""
    os.kill(os.getpid(), signal.SIGKILL)


def one_dies(function: Callable[..., object], given: Sequence[object]) -> Iterator[tuple[int, object]]:
    """Do the work in children, which die when they make a report."""
    return results(dies if function is entry_work.make_report else function, given, workers=1, seconds=60)


def died(folder: Path) -> object:
    sound(folder)
    return SimpleNamespace(problems=batch(folder, folder / "rapports", crew=one_dies).outcomes[0].problems)


def late(folder: Path) -> object:
    sound(folder)
    campaign = batch(folder, folder / "rapports", crew=children(workers=1, time_limit=0.01))
    return SimpleNamespace(problems=campaign.outcomes[0].problems)


def beside_another(folder: Path) -> object:
    sound(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        with held(Path("rapports")):
            return batch(".", "rapports")


def without_campaign(folder: Path) -> object:
    sound(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        return batch(".", "rapports", only_failed=True)


class Answers:
    """A client whose workers have told their version."""

    told: ClassVar[dict[str, str]] = {}

    def __init__(self, *_: object, **__: object) -> None:
        pass

    def run(self, *_: object, **__: object) -> dict[str, str]:
        return self.told

    def close(self) -> None:
        pass


def on_cluster(client: object = None, **told: str) -> Callable[[Path], object]:
    """Send a campaign to a cluster whose workers told something, or that nobody answers for."""

    def act(folder: Path) -> object:
        sound(folder)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(cluster_module, "SECONDS_TO_CONNECT", 0.2)
            if client is None:
                patch.setitem(sys.modules, "distributed", None)
            elif client is Answers:
                patch.setattr("distributed.Client", client)
                patch.setattr(Answers, "told", told)
            return batch(folder, folder / "rapports", crew=cluster("tcp://127.0.0.1:9", 60))

    return act


class Store:
    """A store that answers everything with one refusal, whatever is asked of it."""

    def __init__(self, refusal: Exception) -> None:
        self.fs, self.path, self.name, self.suffix, self.refusal = self, "seau/rapports", "rapports", "", refusal

    def __str__(self) -> str:
        return "s3://seau/rapports"

    def __truediv__(self, name: str) -> "Store":
        return self

    def _refuse(self, *_: object) -> object:
        raise self.refusal

    read_bytes = write_bytes = find = invalidate_cache = _refuse


class NoCredentialsError(Exception):
    """What a library says when no key is to be found."""


def in_store(refusal: Exception) -> Callable[[Path], object]:
    """Send the reports to a store that refuses."""

    def act(folder: Path) -> object:
        sound(folder)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(places, "_store", lambda address: Store(refusal))
            return batch(folder, "s3://seau/rapports")

    return act


def without_s3(folder: Path) -> object:
    sound(folder)
    places._store.cache_clear()
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "upath", None)
        return batch(folder, "s3://seau/rapports")


def unknown_store(folder: Path) -> object:
    sound(folder)
    pytest.importorskip("upath")
    return batch(folder, "placard://seau/rapports")


def a_store(code: str, about: str, act: Callable[[Path], object]) -> Spoiled:
    """Spoil the way to a store; its last folder stands for its address."""
    return Spoiled(code, about, act, "rapports", is_workbook=False)


COMMANDS: tuple[Spoiled, ...] = (
    command("folder_without_workbook", "in a batch", lambda folder: batch(folder, folder / "rapports")),
    command("source_not_read", "a workbook for a folder", a_workbook),
    in_list("list_not_read", "saved in another alphabet", "workbook", "brouette à bras.xlsx", encoding="cp1252"),
    in_list("list_empty", "nothing at all"),
    in_list("list_empty", "titles alone", "workbook,year", ","),
    in_list("list_without_workbook", "no such title", "year,audience", "2024,internal", cell="1"),
    in_list("list_column_unknown", "misspelt", "workbook,anee", "brouette.xlsx,2024", cell="1"),
    in_list("duplicate_column", "in a list", "workbook,year,year", "brouette.xlsx,2024,2023", cell="1"),
    in_list("list_line_too_long", "a comma in a name", "workbook,year", "brouette, carriole.xlsx,2024,", cell="2"),
    in_list("value_required", "a line without a workbook", "workbook;year", "brouette.xlsx;", ";2024", cell="3"),
    in_list("year_not_read", "in a list", "workbook,year", "brouette.xlsx,deux mille", cell="2"),
    in_list("parameter_audience", "in a list", "workbook,audience", "brouette.xlsx,public", cell="2"),
    in_list("listed_twice", "two lines alike", "workbook", "brouette.xlsx", "", "./brouette.xlsx", cell="4"),
    Spoiled("report_twice", "one name of files", one_file_name, "Brouette à bras.xlsx", is_workbook=False),
    Spoiled("structure_twice", "in a batch", one_identifier, "brouette.xlsx", is_workbook=False),
    Spoiled("entry_stopped", "a broken library", stopped, FILE, is_workbook=False),
    Spoiled("entry_died", "memory runs out", died, FILE, is_workbook=False),
    Spoiled("entry_late", "a limit too short", late, FILE, is_workbook=False),
    command("campaign_running", "in the same folder", beside_another),
    command("campaign_absent", "nothing failed yet", without_campaign),
    command("dask_missing", "not installed", on_cluster()),
    command("dask_unreachable", "nobody there", on_cluster("real")),
    command("dask_without_worker", "not started yet", on_cluster(Answers)),
    command("dask_other_program", "an older one", on_cluster(Answers, first="older")),
    a_store("store_not_installed", "without the extra", without_s3),
    a_store("store_unknown", "a kind that nobody has", unknown_store),
    a_store("store_absent", "no such bucket", in_store(FileNotFoundError("the bucket does not exist"))),
    a_store("store_refused", "closed to us", in_store(PermissionError("access denied"))),
    a_store("store_refused", "no key at all", in_store(NoCredentialsError())),
    a_store("store_unreachable", "the network is cut", in_store(ConnectionError())),
)
