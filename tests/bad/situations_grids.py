"""What is spoiled in the actors, their relations and the cursors, and the problem it must make."""

from situations import in_cell, spoiled
from spoiled import cell, put, title_of

SPOILED = (
    in_cell("actor_unknown", "misspelt", "relations", "other", "la mairi"),
    in_cell("actor_with_itself", "the same twice", "relations", "other", "La Ridelle"),
    spoiled(
        "relation_twice",
        "allied and opposed",
        put("relations", "actor", "la mairie", 2),
        put("relations", "other", "La Ridelle", 2),
        put("relations", "nature", "opposition", 2),
        at=(title_of("relations"), cell("relations", "nature", 2)),
    ),
    in_cell("question_unknown", "no fifth pillar", "sustainable_development", "question", "P5.1"),
    in_cell("cursor_off_scale", "beyond the end", "sustainable_development", "after", 5),
    spoiled(
        "cursor_jumps",
        "from one argument to the next",
        put("sustainable_development", "question", "P1.3", 2),
        put("sustainable_development", "argument", "et les pièces ?", 2),
        put("sustainable_development", "before", 2, 2),
        at=(title_of("sustainable_development"), cell("sustainable_development", "before", 2)),
    ),
    spoiled(
        "appreciation_too_few",
        "two alone",
        put("sessions", "step", "développement durable"),
        put("sessions", "participants", 2),
        at=(title_of("sessions"), cell("sessions", "participants")),
    ),
)
