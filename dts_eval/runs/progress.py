"""Shows how far a campaign is: a bar on a terminal, a line for each report elsewhere."""

import shutil
import sys

from tqdm import tqdm

from dts_eval.foundation.language import say
from dts_eval.runs.campaign import State
from dts_eval.runs.entries import Entry
from dts_eval.runs.many import MAKING, Progress


class Shown(Progress):
    """Tells on the terminal the rate, the time that is left and what failed."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._bar: tqdm | None = None
        self._total = self._done = self._failed = 0

    def begin(self, step: str, total: int) -> None:
        """Open the bar of a step."""
        self.end()
        self._total, self._done = total, 0
        if total and sys.stderr.isatty():
            size = shutil.get_terminal_size()
            label = "campaign_step_making" if step == MAKING else "campaign_step_reading"
            self._bar = tqdm(
                total=total,
                desc=str(say(label, self._language)),
                bar_format="{desc} {percentage:3.0f} % |{bar}| {n}/{total} · {rate_noinv_fmt} · {remaining}{postfix}",
                unit="",
                ncols=size.columns,
                nrows=size.lines,
                file=sys.stderr,
            )

    def advance(self, entry: Entry, state: State | None = None) -> None:
        """Move the bar, or name the report that is done."""
        self._done += 1
        self._failed += state is State.FAILED
        if self._bar is not None:
            if self._failed:
                self._bar.set_postfix_str(str(say("campaign_failed_so_far", self._language, n=self._failed)), False)
            self._bar.update()
        elif state in (State.MADE, State.FAILED):
            said = {"file": entry.name, "done": str(self._done), "total": str(self._total)}
            done = say("campaign_done_one", self._language, **said)
            if state is State.FAILED:
                done = say("campaign_failed_one", self._language, **said)
            print(str(done), file=sys.stderr)  # noqa: T201

    def end(self) -> None:
        """Close the bar."""
        if self._bar is not None:
            self._bar.close()
            self._bar = None
