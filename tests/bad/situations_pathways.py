"""What is spoiled in the people of Parcours and in their appreciations, and the problem it must make."""

from situations import in_cell, spoiled
from spoiled import cell, put, title_of

SPOILED = (
    in_cell("birth_year_impossible", "a slip of the hand", "pathways", "birth_year", 1089),
    in_cell("pathway_activity_unknown", "misspelt", "pathways", "activity", "recyclrie"),
    in_cell("pathway_territory_unknown", "never declared", "pathways", "territory", "Manosque"),
    in_cell("exit_contract_differs", "three months said lasting", "pathways", "exit_months", 3, 2),
    in_cell("rating_without_entry", "the exit alone", "pathways", "housing_after", "ça va", 2),
    spoiled(
        "rater_not_said",
        "levels of nobody",
        put("pathways", "rated_by", None, 2),
        at=(title_of("pathways"), cell("pathways", "mobility_before", 2)),
    ),
)
