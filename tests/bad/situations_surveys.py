"""What is spoiled in the plan of collection and in the answers to surveys, and the problem it must make."""

from situations import in_cell, spoiled
from spoiled import add, cell, put, title_of

SPOILED = (
    in_cell("more_asked_than_concerned", "more asked than there are", "collection_plan", "solicited", 81),
    spoiled(
        "collection_without_reason",
        "given up in silence",
        put("collection_plan", "state", "abandonné"),
        at=(title_of("collection_plan"), cell("collection_plan", "state")),
    ),
    in_cell("survey_not_planned", "another code", "surveys", "survey", "C-09"),
    in_cell("theme_unknown", "misspelt", "surveys", "themes", "Activité ; la joie"),
    spoiled(
        "answered_twice",
        "yes and no",
        put("surveys", "respondent", "r-001", 2),
        at=(title_of("surveys"), cell("surveys", "rating", 2)),
    ),
    spoiled(
        "question_torn",
        "two criteria for one question",
        put("surveys", "criterion", "Accessibilité", 2),
        at=(title_of("surveys"), cell("surveys", "criterion", 2)),
    ),
    spoiled(
        "more_answers_than_asked",
        "two answers for one asked",
        put("collection_plan", "solicited", 1),
        at=(title_of("surveys"), cell("surveys", "survey")),
    ),
    in_cell("personal_name", "a name instead of a pseudonym in a survey", "surveys", "respondent", "Odile Ferrand"),
    in_cell("contact_found", "a phone number in an open answer", "surveys", "answer", "Au 06 12 34 56 78."),
    in_cell("not_in_list", "a fifth level", "surveys", "rating", 5),
    spoiled(
        "value_required",
        "an answer of nobody",
        add("surveys", 3, survey="C-01", year=2024, question="Est-ce nouveau ?", rating="plutôt"),
        at=(title_of("surveys"), cell("surveys", "respondent", 3)),
    ),
)
