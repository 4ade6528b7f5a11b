"""Rows of avoided costs of a fictitious structure, for the tests of charts; sources and amounts are invented."""

from chart_samples import masked, row

from dts_eval.disclosure.rows import Row

WORDS = {
    "CE-01": "le traitement d’objets qui seraient partis à l’enfouissement",
    "CE-02": "des mois d’hébergement d’urgence",
    "CE-03": "des mois de suivi social renforcé",
    "CE-04": "des trajets en taxi",
}
RANGES = {"CE-01": (3807, 15358), "CE-02": (1536, 14560), "CE-03": (384, 4256)}
SWINGS = {
    ("cost", "CE-01"): (7410, 11020), ("share", "CE-01"): (6920, 10210), ("deadweight", "CE-01"): (7330, 9800),
    ("cost", "CE-03"): (8150, 9170), ("share", "CE-03"): (8080, 9050), ("deadweight", "CE-03"): (8220, 8910),
}  # fmt: skip


def avoided(scale: int = 1) -> list[Row]:
    """Two lines added, one of which is in a group, one left out of the total, one masked, and the totals."""
    found = [row("avoided", 2024, f"line={code}", kind="scope", unit="", text=text) for code, text in WORDS.items()]
    for code, (low, high) in RANGES.items():
        reason = "not_added" if code == "CE-02" else ""
        where = f"line={code}"
        found.append(_range("avoided_cost_line", where, (low * scale, high * scale), reason=reason))
    found.append(masked("avoided_cost_line", "line=CE-04", unit="euro"))
    found.append(_range("avoided_costs_range", "", (6094 * scale, 12480 * scale)))
    return [*found, _range("avoided_costs_range", "bounds=extremes", (4191 * scale, 19614 * scale))]


def swings(number: int = 1) -> list[Row]:
    """How far each assumption moves the total, for the lines of one group or of several."""
    return [
        _range("avoided_costs_swing", f"assumption={name};line={line}{part or ''}", (low - part, high + part))
        for part in range(number)
        for (name, line), (low, high) in SWINGS.items()
    ]


def _range(indicator: str, breakdown: str, ends: tuple[float, float], **said: str) -> Row:
    low, high = ends
    fields = {"low": low, "high": high, "unit": "euro", "status": "estimated", "grade": "estimated", "criterion": ""}
    return row(indicator, 2024, breakdown, **fields, **said)
