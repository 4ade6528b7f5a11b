"""What is spoiled in the mandate, the projects and the choice by college, and the problem it must make."""

from situations import in_cell, spoiled
from spoiled import cell, put, title_of

SPOILED = (
    spoiled(
        "stakeholder_expected",
        "a stake calls for somebody",
        put("mandate", "motives", "nourrir un langage de la preuve"),
        put("stakeholders", "family", "habitants"),
        at=(title_of("stakeholders"), ""),
    ),
    in_cell("withheld_not_found", "neither criterion nor effect", "mandate", "withheld", "F-01 ; le reste"),
    in_cell("project_activity_unknown", "nobody declared it", "projects", "activities", "espaces verts ; le café"),
    in_cell("college_not_read", "no colon", "criteria", "by_college", "tout le monde est d’accord"),
    spoiled(
        "college_unknown",
        "nobody is in it",
        put("stakeholders", "college", "habitants"),
        put("criteria", "by_college", "salariés : consentement"),
        at=(title_of("criteria"), cell("criteria", "by_college")),
    ),
    in_cell("college_votes_differ", "eleven and ten", "criteria", "by_college", "habitants : 10 pour"),
)
