"""What is spoiled in the avoided costs, and the problem it must make."""

from situations import in_cell, spoiled
from spoiled import FIRST_RECORD, Edit, cell, empty, put, title_of

SHEET = "avoided_costs"
TITLE = title_of(SHEET)


def second(**said: object) -> tuple[Edit, ...]:
    """Write a second sound line, which says some things otherwise."""
    line = {
        "code": "CE-02", "year": 2024, "avoided": "nuits d’urgence", "payer": "l’État", "population": "des foyers",
        "count": 9, "unit": "foyers", "supports": "S-01", "cost_low": 30, "cost_central": 40, "cost_high": 60,
        "price_base": 2023, "cost_supports": "S-01", "source_year": 2024, "share_low": 30, "share_high": 60,
        "deadweight_low": 20, "deadweight_high": 50, "not_counted": "le transport",
    }  # fmt: skip
    return tuple(put(SHEET, column, value, 2) for column, value in {**line, **said}.items())


def at(column: str, record: int = 1) -> tuple[str, str]:
    """Say where a problem of one record is told; a blank cell is named by its line."""
    return TITLE, cell(SHEET, column, record)


LINE = (TITLE, str(FIRST_RECORD))

SPOILED = (
    spoiled("avoided_not_asked", "the mandate says no", put("mandate", "avoided_costs", "non"), at=(TITLE, "")),
    spoiled("avoided_not_asked", "the mandate says nothing", put("mandate", "avoided_costs", None), at=(TITLE, "")),
    spoiled("avoided_without_line", "asked and never written", empty(SHEET, FIRST_RECORD), at=(TITLE, "")),
    spoiled("avoided_assumption_missing", "no price base", put(SHEET, "price_base", None), at=LINE),
    spoiled("avoided_assumption_missing", "no payer", put(SHEET, "payer", None), at=LINE),
    spoiled("avoided_assumption_missing", "no count at all", put(SHEET, "count", None), at=LINE),
    in_cell("avoided_assumption_missing", "an unknown share", SHEET, "deadweight_high", "nd"),
    in_cell("avoided_assumption_missing", "a range as a count", SHEET, "count", "20-25"),
    spoiled("avoided_without_source", "a cost out of nowhere", put(SHEET, "cost_supports", None), at=LINE),
    spoiled("avoided_count_without_proof", "nobody counted", put(SHEET, "supports", None), at=LINE),
    in_cell("avoided_below_zero", "fewer than none", SHEET, "count", -3),
    in_cell("avoided_below_zero", "for no time", SHEET, "duration", 0),
    in_cell("avoided_share_outside", "more than all", SHEET, "share_high", 130),
    in_cell("share_or_ratio", "a part of one", SHEET, "share_low", 0.3),
    in_cell("bounds_reversed", "low above high", SHEET, "cost_low", 900),
    in_cell("bounds_reversed", "shares reversed", SHEET, "deadweight_low", 70),
    in_cell("avoided_centre_outside", "above the high cost", SHEET, "cost_central", 700),
    in_cell("avoided_group_of_one", "alone", SHEET, "group", "relogés"),
    spoiled("avoided_prices_differ", "two years of prices", *second(price_base=2019), at=at("price_base", 2)),
    spoiled(
        "avoided_as_measure",
        "a bare amount",
        put("measures", "indicator", "Coûts évités, fourchette"),
        at=(title_of("measures"), cell("measures", "indicator")),
    ),
)
