"""A short text table of results, the same on every machine: what a notebook keeps as its witness."""

from dts_eval.disclosure.rows import Disclosed

WIDTHS = (44, 6, 12, 14, 14)


def witness(disclosed: Disclosed) -> str:
    """List the totals of the report year, one a line: indicator, year, value, unit, status."""
    lines = [_line("indicator", "year", "value", "unit", "status")]
    for row in disclosed.rows:
        if row.kind == "figure" and not row.breakdown and row.year in (disclosed.year, None):
            value = "" if row.value is None else format(row.value, ".10g")
            lines.append(_line(row.indicator, str(row.year or "-"), value, row.unit, row.status))
    return "\n".join(lines)


def _line(*cells: str) -> str:
    return " ".join(cell[:width].ljust(width) for cell, width in zip(cells, WIDTHS, strict=True)).rstrip()
