"""A short text table of results, the same on every machine: what a notebook keeps as its witness."""

from dts_eval.disclosure.panel import Panel
from dts_eval.disclosure.rows import Disclosed, Row

WIDTHS = (44, 6, 12, 14, 14)


def witness(shown: Disclosed | Panel) -> str:
    """List the totals of the report year, one a line: indicator, year, value, unit, status.

    Several structures come one after the other, each under its identifier.
    """
    head = _line("indicator", "year", "value", "unit", "status")
    if isinstance(shown, Disclosed):
        return "\n".join([head, *_totals(shown)])
    parts = [[f"[{case.structure.structure_id}]", *_totals(case)] for case in shown.cases]
    return "\n".join([head, *(line for part in parts for line in part)])


def _totals(disclosed: Disclosed) -> list[str]:
    return [
        _total(row)
        for row in disclosed.rows
        if row.kind == "figure" and not row.breakdown and row.year in (disclosed.year, None)
    ]


def _total(row: Row) -> str:
    value = "" if row.value is None else format(row.value, ".10g")
    return _line(row.indicator, str(row.year or "-"), value, row.unit, row.status)


def _line(*cells: str) -> str:
    return " ".join(cell[:width].ljust(width) for cell, width in zip(cells, WIDTHS, strict=True)).rstrip()
