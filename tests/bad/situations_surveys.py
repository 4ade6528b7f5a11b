"""What is spoiled in the plan of collection and in the answers to surveys, and the problem it must make."""

from situations import command, in_cell, spoiled
from situations_imports import importing
from spoiled import add, cell, put, title_of
from survey_exports import LIME, as_csv

from dts_eval.exchange.exporting import export

TITLES = "Colonne;Question;Critère ou indicateur;Sorte\n"


def of_survey(code: str, about: str, table: str, file: str = "questions.csv", place: str = "2"):
    """Import the answers of LimeSurvey with a table of questions, or without."""
    beside = ("questions", TITLES + table) if table else None
    return importing(code, about, "export.csv", as_csv(LIME), file=file, place=place, beside=beside)


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
    in_cell("after_without_before", "the second moment alone", "surveys", "after", "ça va"),
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
COMMANDS = (
    of_survey("import_survey_no_question", "codes that nobody knows", "", "export.csv", ""),
    of_survey("import_survey_column_missing", "another code", "Q9;;;niveaux\n"),
    of_survey("import_survey_personal_column", "the token of somebody", "token;;;ouverte\n"),
    of_survey("import_survey_kind_unknown", "stars", "Q1;;;étoiles\n"),
    of_survey("import_survey_subject_unknown", "the moon", "Q1;;la lune;niveaux\n"),
    of_survey("import_survey_level_not_read", "an open answer read as levels", "Q3;;;niveaux\n", "export.csv", ""),
    command("parameter_what", "figures", lambda folder: export("chiffres", folder / "x.csv", "fr")),
    command("parameter_workbook_missing", "nobody to ask", lambda folder: export("questionnaire", None, "fr")),
)
