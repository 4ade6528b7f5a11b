"""The ways that are timed: the command of each, how many reports it makes in a round, and whether it exists yet."""

import importlib.util
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from benchmarks import conventional_way
from benchmarks.paired import Taken
from benchmarks.panels import WAYS as PANELS

PYTHON = sys.executable
Command = Callable[[Path, Path], list[str]]


@dataclass(frozen=True)
class Way:
    """One way to do the work: its command for a folder of workbooks and a folder to write in.

    ``reports`` are made in a round, never fewer than ``at_once``: fewer would leave a core idle. ``inside`` says that
    the command tells its own seconds, its start-up left out; ``pages`` that each report must leave a page. ``after``
    names the way whose folder it runs in again. ``needs`` is an option of the command, or a way to read a panel,
    without which the way does not exist yet.
    """

    title: str
    command: Command
    reports: int
    quick: int
    inside: bool = False
    pages: bool = True
    at_once: int = 1
    after: str = ""
    needs: str = ""


def campaign(folder: Path, output: Path, *, formats: str = "html", workers: int = 2, dask: bool = False) -> list[str]:
    """Return the command of a campaign: the one place to change when its options do."""
    batch = [PYTHON, "-m", "dts_eval", "batch", str(folder), "-o", str(output), "--formats", formats]
    if dask:
        return [PYTHON, "-m", "benchmarks.with_dask", "--workers", str(workers), "--", *batch, "--dask"]
    return [*batch, "--workers", str(workers)] if is_option("--workers") else batch


@cache
def is_option(option: str) -> bool:
    """Whether the command of campaigns has an option."""
    told = subprocess.run([PYTHON, "-m", "dts_eval", "batch", "--help"], capture_output=True, text=True, check=False)
    return option in told.stdout


def _script(name: str, *more: str) -> Command:
    def command(folder: Path, output: Path) -> list[str]:
        count = str(len(workbooks_in(folder)))
        return [PYTHON, "-m", f"benchmarks.{name}", str(folder), "-o", str(output), "--count", count, *more]

    return command


def _panel(way: str) -> Command:
    def command(folder: Path, output: Path) -> list[str]:
        count = str(len(workbooks_in(folder)))
        return [PYTHON, "-m", "benchmarks.panels", str(folder), "--way", way, "--count", count]

    return command


WAYS: Mapping[str, Way] = MappingProxyType(
    {
        "conventional": Way(
            "the conventional way, html alone, two at a time",
            lambda folder, output: conventional_way.command(workbooks_in(folder), output),
            4, 2, at_once=2,
        ),
        "own_stock": Way("our notebook, stock papermill, html, one after another", _script("own_stock"), 2, 1),
        "html": Way("campaign, html, two workers", lambda f, o: campaign(f, o), 200, 4, needs="--workers"),
        "three": Way(
            "campaign, html, pdf and docx, two workers", lambda f, o: campaign(f, o, formats="html,pdf,docx"), 60, 2,
            needs="--workers",
        ),
        "html_1": Way("campaign, html, one worker", lambda f, o: campaign(f, o, workers=1), 100, 2),
        "again": Way(
            "the same campaign again, nothing changed", lambda f, o: campaign(f, o), 200, 4, after="html",
            needs="--workers",
        ),
        "dask": Way(
            "campaign, html, Dask with two workers", lambda f, o: campaign(f, o, dask=True), 200, 4, needs="--dask"
        ),
        "pure": Way("the verbs alone in one warm process, html", _script("pure"), 20, 2, inside=True),
        "panel_pandas": Way("panel, pandas with openpyxl", _panel("conventional"), 10, 3, inside=True, pages=False),
        "panel_cold": Way("panel, as dts_eval reads, cold", _panel("cold"), 500, 3, inside=True, pages=False),
        "panel_cached": Way(
            "panel, from its cache", _panel("cached"), 500, 3, inside=True, pages=False, needs="cached"
        ),
    }
)  # fmt: skip


def missing(name: str) -> str:
    """Say why a way cannot run here, or nothing."""
    needs = WAYS[name].needs
    if needs.startswith("--") and not is_option(needs):
        return f"the command has no {needs}"
    if needs == "--dask" and importlib.util.find_spec("distributed") is None:
        return "distributed is not installed"
    if needs and not needs.startswith("--") and needs not in PANELS:
        return f"no panel is read « {needs} »"
    return ""


def workbooks_in(folder: Path) -> list[Path]:
    """List the workbooks of a folder, in the order of their names."""
    return sorted(folder.glob("*.xlsx"))


def surroundings(name: str) -> dict[str, str]:
    """Return the environment that a way runs in: this one, where Python keeps what it compiled."""
    # What is installed is compiled once. Where Python is told to keep nothing, as in some containers, this project
    # alone, which stands here as its sources, would be compiled again at each start.
    kept = {variable: value for variable, value in os.environ.items() if variable != "PYTHONDONTWRITEBYTECODE"}
    return kept | (conventional_way.RENDERER if name == "conventional" else {})


def run(name: str, folder: Path, output: Path, number: int, log: Path) -> Taken:
    """Run one way once, start-up included unless it tells its own seconds, and say what it took.

    Raises:
        RuntimeError: the command failed, or left fewer pages than reports: its time would mean nothing.
    """
    way = WAYS[name]
    output.mkdir(parents=True, exist_ok=True)
    reports = len(workbooks_in(folder))
    with log.open("a", encoding="utf-8") as told:
        told.write(f"\n== {name}, round {number}\n")
        told.flush()
        begun = time.perf_counter()
        done = subprocess.run(
            way.command(folder, output), stdout=subprocess.PIPE, stderr=told, text=True, check=False,
            env=surroundings(name),
        )  # fmt: skip
        seconds = time.perf_counter() - begun
        told.write(done.stdout)
    if done.returncode:
        raise RuntimeError(f"{name} ended with {done.returncode}: see {log.name}")
    if way.pages and count_pages(output) < reports:
        raise RuntimeError(f"{name} left {count_pages(output)} pages for {reports} reports: see {log.name}")
    if way.inside:
        seconds = _told_seconds(done.stdout)
    return Taken(name, number, seconds, reports)


def count_pages(output: Path) -> int:
    """Count the pages of a folder that hold what draws their figures, the index of a campaign left out."""
    return sum(
        1
        for page in output.rglob("*.html")
        if page.name != "index.html" and "plotly" in page.read_text("utf-8").lower()
    )


def _told_seconds(said: str) -> float:
    return float(json.loads(said.strip().splitlines()[-1])["seconds"])


def order_of(names: Sequence[str]) -> list[tuple[str, ...]]:
    """Put each way that runs again in the folder of another right behind it; the others stand alone."""
    followers = {WAYS[name].after: name for name in names if WAYS[name].after}
    return [(name, followers[name]) if name in followers else (name,) for name in names if not WAYS[name].after]
