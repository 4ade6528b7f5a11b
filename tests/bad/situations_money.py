"""What is spoiled in resources, in prices and in the periods of values, and the problem it must make."""

from situations import in_cell, spoiled
from spoiled import add, cell, put, title_of

HOURS = {"name": "bénévolat", "year": 2024, "nature": "non monétaire", "hours": 100}
TOTAL = "cumul depuis l’origine"
EARLIER = {"indicator": "Contrats signés", "year": 2023, "value": 300, "supports": "S-01", "period": TOTAL}
PRICE = "Prix pratiqué, rapporté au prix local comparable"

SPOILED = (
    in_cell("resource_column_unread", "a level on sales", "resources", "funder_level", "État"),
    in_cell("resource_column_unread", "hours of sales", "resources", "volunteering", "action"),
    in_cell("activity_unknown", "money of no activity", "resources", "activity", "le café"),
    in_cell("commune_unknown", "customers from nowhere", "resources", "commune", "Nulle-Part"),
    spoiled(
        "volunteer_value_without_convention",
        "an amount alone",
        add("resources", 2, **HOURS, amount=1200),
        at=(title_of("resources"), cell("resources", "amount", 2)),
    ),
    spoiled(
        "volunteer_rate_differs",
        "another amount",
        add("resources", 2, **HOURS, rate=12, amount=2000, convention="le salaire minimum"),
        at=(title_of("resources"), cell("resources", "rate", 2)),
    ),
    spoiled(
        "price_without_source",
        "from memory",
        add("indicators", 6, indicator=PRICE, decision="retenu"),
        add("measures", 6, indicator=PRICE, year=2024, value=120),
        at=(title_of("measures"), cell("measures", "value", 6)),
    ),
    spoiled(
        "periods_mixed",
        "a total and a year",
        add("measures", 6, **EARLIER),
        at=(title_of("measures"), ""),
    ),
    spoiled(
        "cumulative_falls",
        "less than before",
        put("measures", "period", TOTAL),
        add("measures", 6, **EARLIER),
        at=(title_of("measures"), ""),
    ),
)
