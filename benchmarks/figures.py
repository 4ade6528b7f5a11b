"""The figures to reach: what is compared with what, what is required, what is aimed at."""

from dataclasses import dataclass

from benchmarks.paired import Spread, Taken, spread, times_faster


@dataclass(frozen=True)
class Figure:
    """One figure: ``way`` against ``baseline``, as a ratio.

    ``shown`` says how the ratio reads: ``times`` (how many times faster, higher is better), ``slower`` (how many times
    slower, lower is better), or ``share`` (the part of the baseline's time that it takes, lower is better).
    """

    name: str
    baseline: str
    way: str
    required: float
    aim: float
    shown: str = "times"

    def ratios(self, taken: list[Taken]) -> list[float]:
        """Return the ratio of each round in which both ways ran."""
        faster = times_faster(taken, self.baseline, self.way)
        return faster if self.shown == "times" else [1 / ratio for ratio in faster]

    def measured(self, taken: list[Taken]) -> Spread | None:
        """Return the median ratio and its spread; nothing when no round had both ways."""
        ratios = self.ratios(taken)
        return spread(ratios) if ratios else None

    def verdict(self, found: float) -> str:
        """Say whether a ratio reaches what is aimed at, what is required, or neither."""
        if self.shown == "times":
            return "aim" if found >= self.aim else "required" if found >= self.required else "short"
        return "aim" if found <= self.aim else "required" if found <= self.required else "short"


FIGURES = (
    Figure("html against the conventional way", "conventional", "html", 25, 40),
    Figure("html, pdf and docx against the conventional way, which makes html alone", "conventional", "three", 12, 20),
    Figure("engine alone: our notebook, fork server against stock papermill", "own_stock", "html_1", 8, 12),
    Figure("one report in a campaign against its pure computation", "pure", "html_1", 2.5, 2, "slower"),
    Figure("workbooks read into one panel, cold, against pandas with openpyxl", "panel_pandas", "panel_cold", 8, 12),
    Figure("the same panel from its cache", "panel_pandas", "panel_cached", 100, 300),
    Figure("run again with nothing changed, against the full run", "html", "again", 0.02, 0.01, "share"),
    Figure("two workers against one", "html_1", "html", 1.7, 1.9),
    Figure("Dask with two workers against two local workers", "html", "dask", 1.2, 1.1, "slower"),
)
